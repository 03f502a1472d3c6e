r"""A letter is written as several characters where Unicode has one.

An `é` can be written as one character or as an `e` and a mark. Unicode's normal form C, which the web uses
(W3C, Character Model), takes the one. Only letters that become fewer characters are reported; signs
such as the ohm sign, and marks that have no composed form, stay as they are. Headlines, summaries, names and
topics are checked; an address or a path must be spelt as the server spells it.

## Why is this bad?

The two spellings look the same and are different text: searches find one of them, lists sort them apart,
and a topic exists twice.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Cafe\u0301 at the harbour"
provider: {name: Harbour Post, domain: example.com}
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
title: "Café at the harbour"
provider: {name: Harbour Post, domain: example.com}
---
```

## Fix safety

Safe: by the Unicode Standard both spellings are the same text (Annex 15, canonical equivalence).
"""

from collections.abc import Iterator
from unicodedata import combining, is_normalized, normalize

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import other_places
from newslint.text.wording import count, field_name

_ROLES = ("headline", "summary", "publisher-name", "topic")
# Start and end of a letter in a text, and its composed form.
_Letter = tuple[int, int, str]


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report each text that has such letters once, at the first of them."""
    del options
    for role in _ROLES:
        for node in document.with_role(role):
            text = node.value
            if isinstance(text, str) and not text.isascii() and not is_normalized("NFC", text):
                letters = list(_decomposed(text))
                if letters:
                    yield _hit(document, node, letters)


def _decomposed(text: str) -> Iterator[_Letter]:
    """Every starter with the marks that follow, where the two compose to something shorter."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (combining(text[end]) or _compose(text[start:end], text[end])):
            end += 1
        composed = normalize("NFC", text[start:end]) if end - start > 1 else ""
        if 0 < len(composed) < end - start and is_normalized("NFC", text[start]):
            yield start, end, composed
        start = end


def _compose(letter: str, character: str) -> bool:
    """Whether a character that is no mark joins the one before: Korean, and vowels of India."""
    if character.isascii():
        return False
    last = normalize("NFC", letter[-3:])[-1]
    return len(normalize("NFC", last + character)) == 1


def _hit(document: Document, node: Node, letters: list[_Letter]) -> Hit:
    start, end, composed = letters[0]
    pieces, position = [], start
    for first, last, letter in letters:
        pieces += [node.value[position:first], letter]
        position = last
    edit = document.replace(node, start, position, "".join(pieces))
    shown = normalize("NFC", composed[:1])
    characters = " ".join(f"U+{ord(c):04X}" for c in node.value[start:end][:4])
    more = f", and {count(len(letters) - 1, 'more letter')} like it" if len(letters) > 1 else ""
    return Hit(
        document.place(node, start, end),
        f"{field_name(node.path)} writes `{shown}` as {end - start} characters ({characters}){more}",
        node.path,
        help=f"write it in normal form C: `{shown}` is U+{ord(shown):04X}",
        fix=None if edit is None else Fix("write it in normal form C", (edit,), "safe"),
        related=other_places(document, node, letters, "in another form too"),
    )


RULE = Rule(
    "TXT009", "not-normalized", Severity.INFO, check, __doc__, fixes="safe", needs=frozenset({"beyond-ascii"})
)
