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
_MOST_TOKENS = 4000
_CONTEXT = 24

# Start and end of a damaged run in a text, and its repair.
_Run = tuple[int, int, str]


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
        for start, end, right in damaged_runs(text, repaired):
            yield _hit(document, node, (start, end, right))


@lru_cache(maxsize=1)
def _repair() -> Callable[[str], str]:
    """Ftfy's repair of the encoding alone; it is imported when the first text needs it."""
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - start-up time

    # C1 controls are a defect of their own, and nothing else that ftfy mends is one.
    config = TextFixerConfig(unescape_html=False, fix_c1_controls=False)
    return lambda text: fix_encoding(text, config)


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
            yield _trimmed(text, start, end, right)


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


def _trimmed(text: str, start: int, end: int, right: str) -> _Run:
    """Leave out what is the same on both sides."""
    while start < end and right and text[start] == right[0]:
        start, right = start + 1, right[1:]
    while start < end and right and text[end - 1] == right[-1]:
        end, right = end - 1, right[:-1]
    return start, end, right


def _hit(document: Document, node: Node, run: _Run) -> Hit:
    start, end, right = run
    damaged = node.value[start:end]
    shown = percent_encode(right) if "url" in node.roles else right
    context = f"{node.value[max(start - _CONTEXT, 0) : start]}{shown}{node.value[end : end + _CONTEXT]}"
    before = "…" if start > _CONTEXT else ""
    after = "…" if end + _CONTEXT < len(node.value) else ""
    lost = "\ufffd" in right
    edit = None if lost else document.replace(node, start, end, shown)
    fix = None
    if edit is not None:
        fix = Fix(f"replace `{damaged}` by `{shown}`", (edit,), _safety(damaged, right))
    message = f"mojibake: `{damaged}` should be `{shown}`"
    if lost:
        message = f"mojibake: `{damaged}` was decoded with the wrong encoding, and part of it is lost"
    return Hit(
        document.place(node, start, end),
        message,
        node.path,
        help=None if lost else f"repaired: {before}{context}{after}",
        fix=fix,
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


RULE = Rule("TXT001", "mojibake", Severity.ERROR, check, __doc__, fixes="mixed")
