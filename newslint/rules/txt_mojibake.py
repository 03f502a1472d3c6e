"""Text was decoded with the wrong encoding (mojibake).

UTF-8 that was read as Windows-1252, Latin-1 or a relative shows two or three odd characters for each one
that was meant: `â€™` for `’`, `Ã©` for `é`. Every text is checked, URLs too. A text is reported only where
decoding it again makes it strictly better, by the test of the ftfy library, so accented letters, quotes and
names that merely look unusual are left alone. Each damaged run is one finding.

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
characters were lost or several encodings mixed, it is unsafe. A run that holds U+FFFD has no fix.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import quote as percent_encode

from newslint.document import Document
from newslint.finding import Fix, Hit, Safety, Severity
from newslint.nodes import Node
from newslint.rule import NoOptions, Rule

# Wrongly decoded UTF-8 shows at least two characters for one, all of them beyond ASCII, since every byte of
# it is above 0x7F; only its byte 0xA0 may have become a space (after the first bytes 0xC2, 0xC3, 0xC5, 0xCE,
# 0xD0 and 0xD9, which ftfy restores). A text without such a pair needs no closer look.
_CANDIDATE = re.compile(r"[^\x00-\x7f]{2}|[ÂÃÅÎÐÙĂĹĐŮВГЕОРЩ][ \x1a]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"[^\x00-\x7f]+|\w+|.", re.DOTALL)
_ENCODINGS = (
    "sloppy-windows-1252", "latin-1", "sloppy-windows-1250", "sloppy-windows-1251", "sloppy-windows-1253",
    "sloppy-windows-1254", "sloppy-windows-1257", "iso-8859-2", "macroman", "cp437",
)  # fmt: skip
_MOST_LAYERS = 3
# What is left of a closing double quote when the control character that ended it was dropped.
_CUT_QUOTE = re.compile("\u00e2\u20ac(?=[\\s.,;:!?)]|\\Z)")
_WHOLE_QUOTE = "\u00e2\u20ac\x9d"
_MOST_TOKENS = 4000
_CONTEXT = 24

# Start and end of a damaged run in a text, and what should stand there.
_Run = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Repair:
    """A run without what is the same before and after, and `right` as it will be written."""

    start: int
    end: int
    right: str
    safety: Safety
    lost: bool


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every damaged run of every text."""
    del options
    for node in document.strings():
        text: str = node.value
        if text.isascii() or not _CANDIDATE.search(text):
            continue
        repaired = _repair()(text)
        if repaired == text:
            continue
        in_url = "url" in node.roles
        repairs = [_planned(text, *run, in_url=in_url) for run in damaged_runs(text, repaired)]
        for number in range(len(repairs)):
            yield _hit(document, node, repairs, number)


@lru_cache(maxsize=1)
def _repair() -> Callable[[str], str]:
    """Ftfy's repair of the encoding alone; it is imported when the first text needs it."""
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - start-up time

    # C1 controls are a defect of their own, and nothing else that ftfy mends is one.
    config = TextFixerConfig(unescape_html=False, fix_c1_controls=False)

    def repair(text: str) -> str:
        whole = _CUT_QUOTE.sub(_WHOLE_QUOTE, text)
        repaired = fix_encoding(whole, config)
        return fix_encoding(text, config) if whole != text and _WHOLE_QUOTE in repaired else repaired

    return repair


def damaged_runs(text: str, repaired: str) -> Iterator[_Run]:
    """Find the smallest runs whose repairs turn `text` into `repaired`."""
    for pattern in (_NON_ASCII, _WORD):
        runs = [(*match.span(), _repair()(match.group())) for match in pattern.finditer(text)]
        if _apply(text, runs) == repaired:
            break
    else:
        runs = _aligned(text, repaired)
    for start, end, right in runs:
        if text[start:end] != right:
            yield start, end, right


def _apply(text: str, runs: list[_Run]) -> str:
    pieces, position = [], 0
    for start, end, right in runs:
        pieces += [text[position:start], right]
        position = end
    return "".join(pieces) + text[position:]


def _aligned(text: str, repaired: str) -> list[_Run]:
    """Compare the two texts word by word; a text too long for that is one run."""
    old = [match.span() for match in _TOKEN.finditer(text)]
    new = [match.span() for match in _TOKEN.finditer(repaired)]
    if len(old) > _MOST_TOKENS:
        return [(0, len(text), repaired)]
    matcher = SequenceMatcher(
        None, [text[s:e] for s, e in old], [repaired[s:e] for s, e in new], autojunk=False
    )
    runs = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            start = old[old_start][0] if old_start < len(old) else len(text)
            end = old[old_end - 1][1] if old_end > old_start else start
            right = repaired[new[new_start][0] : new[new_end - 1][1]] if new_end > new_start else ""
            runs.append((start, end, right))
    return runs


def _planned(text: str, start: int, end: int, right: str, *, in_url: bool) -> _Repair:
    lost = "\ufffd" in right
    safety = _safety(text[start:end], right)
    while not lost and start < end and right and text[start] == right[0]:
        start, right = start + 1, right[1:]
    while not lost and start < end and right and text[end - 1] == right[-1]:
        end, right = end - 1, right[:-1]
    return _Repair(start, end, percent_encode(right) if in_url else right, safety, lost)


def _hit(document: Document, node: Node, repairs: list[_Repair], number: int) -> Hit:
    repair = repairs[number]
    start, end = repair.start, repair.end
    damaged, right = _visible(node.value[start:end]), _visible(repair.right)
    span = document.place(node, start, end)
    if repair.lost:
        message = f"mojibake: `{damaged}` was decoded with the wrong encoding, and part of it is lost"
        return Hit(span, message, node.path, help="write the word anew")
    edit = document.replace(node, start, end, repair.right)
    action = f"replace `{damaged}` by `{right}`" if right else f"remove `{damaged}`"
    message = f"`{damaged}` should be `{right}`" if right else f"`{damaged}` should not be here"
    return Hit(
        span,
        f"mojibake: {message}",
        node.path,
        help=f"repaired: {_context(node.value, repairs, number)}",
        fix=None if edit is None else Fix(action, (edit,), repair.safety),
    )


def _context(text: str, repairs: list[_Repair], number: int) -> str:
    """The repaired text around a run, on one line."""
    this = repairs[number]
    first, last = max(this.start - 4 * _CONTEXT, 0), this.end + 4 * _CONTEXT
    near = repairs[max(number - _CONTEXT, 0) : number + _CONTEXT]
    runs = [(r.start - first, r.end - first, r.right) for r in near if r.start >= first and r.end <= last]
    here = runs.index((this.start - first, this.end - first, this.right))
    before = _apply(text[first : this.start], runs[:here])
    shift = this.end - first
    after = _apply(text[this.end : last], [(s - shift, e - shift, right) for s, e, right in runs[here + 1 :]])
    start = "…" if first or len(before) > _CONTEXT else ""
    end = "…" if last < len(text) or len(after) > _CONTEXT else ""
    shown = f"{start}{before[-_CONTEXT:]}{this.right}{after[:_CONTEXT]}{end}"
    return _visible(" ".join(shown.split()))


def _visible(text: str) -> str:
    """Write what can't be seen as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


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


RULE = Rule("TXT001", "mojibake", Severity.ERROR, check, __doc__, fixes="mixed")
