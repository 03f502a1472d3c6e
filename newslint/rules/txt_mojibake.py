"""Text was decoded with the wrong encoding (mojibake).

UTF-8 that was read as Windows-1252, Latin-1 or a relative shows two or three odd characters for each one
that was meant: `â€™` for `’`, `Ã©` for `é`. Every text is checked, keys and URLs too. A text is reported
only where decoding it again makes it strictly better, by the test of the ftfy library, so accented
letters, quotes and names that merely look unusual are left alone, and so are texts about encodings
(`UTF-8`, `mojibake`). A text is reported once, however many runs are damaged, and so is each damaged key.

Some of these characters are controls (U+0080 to U+009F), with which no parser of YAML accepts the file. The
repair removes them.

## Why is this bad?

Readers see the odd characters in headlines and search results, and nobody who looks for the word finds it.

## Example

```yaml bad
---
title: The harbourâ€™s new cafÃ©
---
```

```yaml good
---
title: The harbour’s new café
---
```

## Fix safety

Only the damaged run is replaced; in a URL the repair is percent-encoded. The fix is safe where the repair,
decoded wrongly in the same way, gives exactly the damaged characters again. Where it doesn't, because
characters were lost or several encodings mixed, it is unsafe. A run that holds U+FFFD has no fix. A key
is mended where no other field has the repaired name; that is unsafe, since templates may ask for the damaged
one.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote as percent_encode

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.mojibake import damaged_runs
from newslint.light_tuples import NamedTuple
from newslint.rule import NoOptions, Rule
from newslint.rulekit.one_field import fix_all, other_places
from newslint.text.lazy_pattern import later
from newslint.text.runs import apply_runs, context, shortened, visible
from newslint.text.wording import count

_ENCODINGS = (
    "sloppy-windows-1252", "latin-1", "sloppy-windows-1250", "sloppy-windows-1251", "sloppy-windows-1253",
    "sloppy-windows-1254", "sloppy-windows-1257", "iso-8859-2", "macroman", "cp437",
)  # fmt: skip
_MOST_LAYERS = 3
# A text about encodings shows what goes wrong.
_ABOUT = later(
    r"mojibake|\butf-?(?:8|16)\b|unicode|\b(?:en|de)cod(?:e[ds]?|ing)|\bcharsets?\b|character sets?\b|8859|"
    r"windows-?125\d|\blatin-?1\b|\bascii\b|\bcsv\b|codepage|zeichensatz|zeichenkodierung|encodage|codificaci|"
    r"кодировк|文字化け|乱码|亂碼",
    re.IGNORECASE,
)


class _Repair(NamedTuple):
    """A run without what is the same before and after, and `right` as it will be written."""

    start: int
    end: int
    right: str
    safety: Safety
    lost: bool

    @property
    def kind(self) -> str:
        """On which terms it is mended, if at all."""
        return "" if self.lost else self.safety


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every text with damaged runs, and every damaged key."""
    del options
    for node in document.keys_beyond_ascii:
        yield from _key(document, node)
    for node in document.beyond_ascii:
        text: str = node.value
        in_url = "url" in node.roles
        repairs = [_planned(text, *run, in_url=in_url) for run in damaged_runs(text)]
        if repairs and not in_url and _ABOUT.search(text):
            continue
        runs = [(repair.start, repair.end, repair.right) for repair in repairs]
        for kind in dict.fromkeys(repair.kind for repair in repairs):
            alike = [repair for repair in repairs if repair.kind == kind]
            if document.is_counting:
                yield Hit(document.place(node, alike[0].start, alike[0].end), "", node.path)
            else:
                yield _hit(document, node, alike, context(text, runs, repairs.index(alike[0])))


def _key(document: Document, node: Node) -> Iterator[Hit]:
    key = str(node.path[-1])
    runs = damaged_runs(key)
    if not runs:
        return
    right = apply_runs(key, runs)
    damaged, repaired = visible(shortened(key)), visible(shortened(right))
    advice, fix = "write the word anew", None
    if "\ufffd" not in right:
        advice = f"repaired: {repaired}"
        edit = document.rename(node.path, right)
        fix = None if edit is None else Fix(f"rename it to `{repaired}`", (edit,), "unsafe")
    yield Hit(
        document.place_in_key(node, runs[0][0], runs[-1][1]),
        f"mojibake: the key `{damaged}` was decoded with the wrong encoding",
        node.path,
        advice,
        fix,
    )


def _planned(text: str, start: int, end: int, right: str, *, in_url: bool) -> _Repair:
    lost = "\ufffd" in right
    safety = _safety(text[start:end], right)
    while not lost and start < end and right and text[start] == right[0]:
        start, right = start + 1, right[1:]
    while not lost and start < end and right and text[end - 1] == right[-1]:
        end, right = end - 1, right[:-1]
    return _Repair(start, end, percent_encode(right) if in_url else right, safety, lost)


def _hit(document: Document, node: Node, repairs: Sequence[_Repair], repaired: str) -> Hit:
    """What is told of the damaged runs of a text that are mended on the same terms."""
    first = repairs[0]
    damaged, right = visible(shortened(node.value[first.start : first.end])), visible(shortened(first.right))
    runs = [(repair.start, repair.end, repair.right) for repair in repairs]
    others = len(runs) - 1
    more = (
        f", and {count(others, 'more run')} of this text {'is' if others == 1 else 'are'} damaged"
        if others
        else ""
    )
    message = f"`{damaged}` should be `{right}`" if right else f"`{damaged}` should not be here"
    action = f"replace `{damaged}` by `{right}`" if right else f"remove `{damaged}`"
    if first.lost:
        message = f"`{damaged}` was decoded with the wrong encoding, and part of it is lost"
    return Hit(
        document.place(node, first.start, first.end),
        f"mojibake: {message}{more}",
        node.path,
        help="write the word anew" if first.lost else f"repaired: {repaired}",
        fix=None if first.lost else fix_all(document, node, runs, action, first.safety),
        related=other_places(document, node, runs, "damaged too"),
    )


def _safety(damaged: str, right: str) -> Safety:
    """Safe when decoding the repair wrongly again, a few times over, gives the damaged text."""
    for encoding in _ENCODINGS:
        text = right
        for _ in range(_MOST_LAYERS):
            try:
                text = text.encode().decode(encoding)
            except UnicodeError:
                break
            if text == damaged:
                return "safe"
    return "unsafe"


RULE = Rule(
    "TXT001",
    "mojibake",
    Severity.ERROR,
    check,
    __doc__,
    fixes="mixed",
    supersedes=("FM003",),
    needs=frozenset({"beyond-ascii", "key-beyond-ascii"}),
)
