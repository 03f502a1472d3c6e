"""An unquoted value that readers of YAML understand in two ways.

Jekyll and PyYAML read by YAML 1.1, where `no` and `off` are false, `012` is ten and `1:30` is ninety. Hugo,
Eleventy and Astro have parsers between that version and YAML 1.2, where these are text and plain numbers; the
message says who reads what. Dates are left alone: every generator knows what to do with them. So are the
options of R Markdown (`output`, `link-citations`), which R and Pandoc alone read, and the directives of
Marp's slides (`size: 16:9`).

Where the configuration sets `yaml-version`, it is certain what a value is, and nothing is said. Where the
generator of the site is known and reads a time such as `1:30` as text (Hugo, Astro, Quarto and others), or
`1.5e-3` as the number that it is, that is left alone.

## Why is this bad?

The same file means different things to the generator, to the scripts that feed it and to the editor. A
country code `NO` becomes false, a duration `1:30` becomes 90.

## Example

```yaml bad
---
title: Night trains return
countries: [DK, NO, SE]
length: 1:30
---
```

```yaml good
---
title: Night trains return
countries: [DK, "NO", SE]
length: "1:30"
---
```

## Fix safety

The fix quotes the value. For times such as `1:30` it is safe: nobody writes numbers to the base of 60. For
numbers it is unsafe, since a number may have been meant. A word such as `no` is a flag in one field and a
country in another: it is quoted, unsafely, in a list, as a key, and where its field means text by its role or
the schema. Where its field is a flag, the fix writes `true` or `false`, unsafely too.

Of other fields all articles decide that are checked, or compared with (`corpus`). A field is a flag where it
holds nothing but such words and `true` or `false`, and these at least three times, or both a yes and a no
in twenty places. It is a text where it holds three other texts, and neither `true` nor `false`. Elsewhere
there is no fix.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from zlib import crc32

from newslint.document import Document
from newslint.finding import Edit, Fix, Hit, Path, Question, Severity, Span
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Scalar
from newslint.knowledge.yaml_readers import (
    R_MARKDOWN_OUTPUT,
    disagreement,
    is_read_as_meant,
    is_read_by_marp,
    is_read_by_r,
)
from newslint.rule import NoOptions, Rule
from newslint.rulekit.meant_for_text import is_any_text_by_schema, is_text_by_role
from newslint.rulekit.retyping import as_boolean
from newslint.text.lazy_pattern import later
from newslint.text.wording import count, join_and, spell

_WORDS = frozenset(
    spelt for word in ("yes", "no", "on", "off") for spelt in (word, word.title(), word.upper())
)
# Nearly every plain value that could be a number or a constant: both versions read it alike.
_CLEAR = later(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false")
_NUMBER_START = frozenset("0123456789+-.")
_FLAG_ROLES = frozenset({"draft"})

# What a field holds elsewhere, as answers to the question what it is.
_FLAG, _YES, _NO, _TEXT, _OTHER = "flag", "yes", "no", "text", "other"
_TEXTS = 64  # are told apart
_LEAST_FLAGS, _LEAST_WORDS, _LEAST_TEXTS = 3, 20, 3


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report plain scalars and keys with two readings, where nobody said which one holds."""
    del options
    return iter(()) if document.yaml_version else _ambiguous(document)


def _ambiguous(document: Document) -> Iterator[Hit]:
    text = document.source.text
    for node in document.nodes:
        if node.style == "":
            value = node.value
            # A quick look spares nearly every value the slow one.
            if isinstance(value, str):
                if value[:1] not in _NUMBER_START and value not in _WORDS:
                    continue
            elif value is None:
                continue
            if not node.tagged and not _is_clear(text[node.start : node.end]):
                yield from _report(document, node.span, node, is_key=False)
            continue
        children = node.children
        if children and isinstance(children, dict) and not _WORDS.isdisjoint(children):
            for key, child in children.items():
                if key in _WORDS and not child.alias and child.key_start >= 0:
                    yield from _report(document, child.key_span, child, is_key=True)


def _is_clear(raw: str) -> bool:
    """Whether both versions read a value alike, as far as a quick look tells."""
    if raw.isdigit() and raw[0] != "0" and raw.isascii():  # most are whole numbers
        return True
    # No number has two signs behind its first character, and dates do.
    return raw[4:5] == "-" == raw[7:8] or _CLEAR.fullmatch(raw) is not None


def _report(document: Document, span: Span, node: Node, *, is_key: bool) -> Iterator[Hit]:
    raw = document.text_of(span)
    if not raw or node.path[:1] == (R_MARKDOWN_OUTPUT,):
        return
    readings = document.language.readings(raw)
    new, old = readings[0], readings[-1]
    if repr(old) == repr(new):
        return
    readers = disagreement(raw, is_infinite=isinstance(new, float) and math.isinf(new))
    if readers is None or is_read_as_meant(raw, document.generator):
        return
    if len(node.path) == 1 and (
        is_read_by_marp(_fields(document), node.path[0]) or is_read_by_r(document.file_name, node.path[0])
    ):
        return
    asks = None
    if isinstance(old, bool) and not is_key:
        advice, fix, asks = _for_word(document, node, raw, old)
    else:
        advice = "quote it if the text is meant"
        fix = Fix("quote it", (Edit(span, f'"{raw}"'),), "safe" if ":" in raw else "unsafe")
    reading = "a number" if ":" in raw else _reading(old)
    yield Hit(
        span,
        f"{'key ' if is_key else ''}`{raw}` is {reading} to {join_and(readers.old)}, "
        f"but {_reading(new)} to {join_and(readers.new)}",
        node.path,
        advice,
        fix,
        asks=asks,
    )


def _fields(document: Document) -> object:
    return None if document.root is None else document.root.value


def testify(
    document: Document, questions: Collection[Question], options: NoOptions
) -> Iterator[tuple[Question, str]]:
    """Tell what the fields hold that others wonder about."""
    del options
    wanted = {question.topic: question for question in questions}
    words = {question.word for question in questions}
    for node in document.nodes:
        name = node.path[-1] if node.path else None
        if isinstance(name, str) and name.casefold() in words and node.value is not None:
            question = wanted.get(_topic(node.path))
            if question is not None:
                yield question, _answer(node)


def weigh(counts: Mapping[str, int]) -> str:
    """Tell from what a field holds whether it is a flag or a text."""
    flags, yes, no = (counts.get(answer, 0) for answer in (_FLAG, _YES, _NO))
    if counts.keys() <= {_FLAG, _YES, _NO}:
        is_flag = flags >= _LEAST_FLAGS or (yes and no and flags + yes + no >= _LEAST_WORDS)
        return _FLAG if is_flag else ""
    texts = sum(answer.startswith(_TEXT) for answer in counts)
    return _TEXT if texts >= _LEAST_TEXTS and not flags and _OTHER not in counts else ""


def _topic(path: Path) -> str:
    return "field " + ".".join(part for part in path if isinstance(part, str))


def _answer(node: Node) -> str:
    value = node.value
    if isinstance(value, bool):
        return _FLAG
    if not isinstance(value, str):
        return _OTHER
    if node.style == "" and value in _WORDS:
        return _YES if value.lower() in {"yes", "on"} else _NO
    # Which text it is doesn't matter, only how many there are.
    return f"{_TEXT} {crc32(value.encode('utf-8', 'surrogatepass')) % _TEXTS}"


def _for_word(
    document: Document,
    node: Node,
    raw: str,
    old: bool,  # noqa: FBT001 - it is the value
) -> tuple[str, Fix | None, Question | None]:
    """What to do about `yes` or `off`: its field may say whether it is a flag, or all articles do."""
    word = spell(old)
    flag, text = f"write `{word}`", "quote it"
    if not _FLAG_ROLES.isdisjoint(node.roles):
        return flag, as_boolean(document, node, old), None
    if isinstance(node.path[-1], int) or is_text_by_role(node) or is_any_text_by_schema(document, node):
        return text, _as_text(node, raw), None
    question = Question(_topic(node.path), node.path[-1].casefold())
    evidence = document.evidence.get(question)
    if evidence is not None and evidence.verdict == _FLAG:
        places = count(sum(evidence.counts.values()), "place")
        said = f"{flag}: the field is a flag in all {places}"
        return said, as_boolean(document, node, old), question
    if evidence is not None:
        return f"{text}: the field holds texts in other places", _as_text(node, raw), question
    return f"{flag}, or quote it if the text is meant", None, question


def _as_text(node: Node, raw: str) -> Fix:
    return Fix("quote it", (Edit(node.span, f'"{raw}"'),), "unsafe")


def _reading(value: Scalar) -> str:
    return "text" if isinstance(value, str) else spell(value)


RULE = Rule(
    "FM009",
    "ambiguous-scalar",
    Severity.WARNING,
    check,
    __doc__,
    testify=testify,
    weigh=weigh,
    asks_of_keys=True,
    asks_of_fields_alone=True,
    fixes="mixed",
    needs=frozenset({"yaml"}),
)
