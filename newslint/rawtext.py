r"""Maps the characters of a scalar's value to the characters of the source that wrote them.

YAML 1.2.2, chapter 7 (flow scalars) and 8.1 (block scalars): quotes, escapes, line folding, indentation. A
map is kept only when it spells exactly the value that libyaml read; where it does not, the caller points
at the whole value instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

# One decoded character and the source range [start, end) that it came from, relative to the token.
_Piece = tuple[str, int, int]

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip
_HEX_LENGTH = {"x": 2, "u": 4, "U": 8}
_FOLD = re.compile(r"[ \t]*(?:(?:\r\n|\n|\r|\x85|\u2028|\u2029)[ \t]*)+")
_BREAK = re.compile(r"\r\n|\n|\r|\x85|\u2028|\u2029")
_CONTINUATION = re.compile(r"\\(?:\r\n|\n|\r)[ \t]*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """`starts[i]` and `ends[i]` are the source offsets of the value's character number `i`."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]


def align(text: str, start: int, end: int, style: str, value: str) -> Alignment | None:
    """Map every character of `value` to the token `text[start:end]`; None where that can't be certain."""
    raw = text[start:end]
    quote = 1 if style in ("'", '"') else 0
    if style in ("", "'", '"') and raw[quote : len(raw) - quote] == value:
        first = start + quote
        return Alignment(
            tuple(range(first, first + len(value))), tuple(range(first + 1, first + len(value) + 1))
        )
    decoded = _block(raw, folded=style == ">") if style in ("|", ">") else _flow(raw, quote, style)
    # Chomping drops line breaks at the end, so the value may be shorter than what the lines spell.
    pieces = list(islice(decoded, len(value)))
    if "".join(piece[0] for piece in pieces) != value:
        return None
    return Alignment(tuple(start + p[1] for p in pieces), tuple(start + p[2] for p in pieces))


def _flow(raw: str, quote: int, style: str) -> Iterator[_Piece]:
    """Plain, single- and double-quoted scalars."""
    position, last = quote, len(raw) - quote
    while position < last:
        fold = _FOLD.match(raw, position, last)
        if fold is not None and _BREAK.search(fold.group()):
            yield from _folded_break(fold.group(), position, fold.end())
            position = fold.end()
        elif style == '"' and raw[position] == "\\":
            continuation = _CONTINUATION.match(raw, position, last)
            if continuation is not None:
                position = continuation.end()
                continue
            character, end = _escape(raw, position)
            yield character, position, end
            position = end
        else:
            step = 2 if style == "'" and raw.startswith("''", position) else 1
            yield raw[position], position, position + step
            position += step


def _folded_break(fold: str, start: int, end: int) -> Iterator[_Piece]:
    breaks = len(_BREAK.findall(fold))
    for _ in range(max(breaks - 1, 1)):
        yield (" " if breaks == 1 else "\n"), start, end


def _escape(raw: str, position: int) -> tuple[str, int]:
    letter = raw[position + 1 : position + 2]
    length = _HEX_LENGTH.get(letter, 0)
    end = position + 2 + length
    if length:
        return chr(int(raw[position + 2 : end], 16)), end
    return _ESCAPES.get(letter, ""), end


def _block(raw: str, *, folded: bool) -> Iterator[_Piece]:
    """Literal and folded scalars; `raw` begins at the `|` or `>`."""
    lines = _lines(raw)
    next(lines, None)  # the header
    body = list(lines)
    indent = next((len(t) - len(t.lstrip(" ")) for t, _, _ in body if t.strip(" ")), 0)
    pending: _Piece | None = None
    previous_folds = False
    for content, start, break_end in body:
        text = content[indent:] if len(content) > indent else ""
        begin = start + min(indent, len(content))
        folds = folded and bool(text) and text[0] not in " \t"
        if pending is not None:
            if folds and previous_folds:
                yield " ", pending[1], pending[2]
            elif not (folded and not text and previous_folds):
                yield pending
        for offset, character in enumerate(text):
            yield character, begin + offset, begin + offset + 1
        pending = ("\n", begin + len(text), break_end)
        previous_folds = folds
    if pending is not None:
        yield pending


def _lines(raw: str) -> Iterator[tuple[str, int, int]]:
    """Every line with its offset and the offset after its line break."""
    position = 0
    for match in _BREAK.finditer(raw):
        yield raw[position : match.start()], position, match.end()
        position = match.end()
    if position < len(raw):
        yield raw[position:], position, len(raw)
