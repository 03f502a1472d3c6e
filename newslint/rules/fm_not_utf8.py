r"""The file is not UTF-8.

The finding names the first byte that can't be decoded, its offset, and the encoding that the file is
probably in. The rest of the file is checked where it can be read.

## Why is this bad?

Generators, feeds and browsers read UTF-8. A byte of another encoding stops the build, or turns into a
replacement character that no tool can undo.

## Example

The `\xe9` stands for one byte, an `é` of Windows-1252.

```yaml bad bytes
---
title: The caf\xe9 at the pier
---
```

```yaml good
---
title: The café at the pier
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.rule import NoOptions, Rule
from newslint.source import UNDECODABLE, UTF16_MARKS, is_text
from newslint.text.lazy_pattern import later
from newslint.text.wording import count

_DECODED = later("[^\x00-\x7f\udc80-\udcff]")
_NAMES = {
    "sloppy-windows-1252": "Windows-1252",
    "macroman": "Mac OS Roman",
    "utf-8-variants": "CESU-8",
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report the first undecodable byte."""
    del options
    source = document.source
    if is_text(source.text):
        return
    bad = UNDECODABLE.findall(source.text)
    first = source.text.index(bad[0])
    offset = source.byte_offset(first)
    more = f", and {count(len(bad) - 1, 'more byte')} like it" if len(bad) > 1 else ""
    of_record = " of the record" if source.is_bare else ""
    yield Hit(
        Span(first, first + 1),
        f"not UTF-8: byte 0x{source.data[offset]:02X} at offset {offset:,}{of_record} can't be decoded{more}",
        help=_advice(source.text, source.data, len(bad)),
    )


def _advice(text: str, data: bytes, bad: int) -> str:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return "the file ends in the middle of a character: it was cut off"
    if len(_DECODED.findall(text)) > bad:
        return "the rest of the file is UTF-8: write this character anew"
    return f"save the file as UTF-8; it seems to be {_guess(data)}"


def _guess(data: bytes) -> str:
    if data.startswith(UTF16_MARKS):  # ftfy would raise where such a file is cut off
        return "UTF-16"
    from ftfy import guess_bytes  # noqa: PLC0415 - needed only for a file that is broken already

    encoding = guess_bytes(data)[1]
    return _NAMES.get(encoding, encoding)


RULE = Rule("FM006", "not-utf8", Severity.ERROR, check, __doc__, needs=frozenset({"source-beyond-ascii"}))
