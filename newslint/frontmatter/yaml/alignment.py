r"""Maps characters of a value to those that wrote them; open it when a finding points beside its text.

YAML 1.2.2, chapter 7 (flow scalars) and 8.1 (block scalars): quotes, escapes, line folding, indentation. A
map is kept only when it spells exactly the value that libyaml read; where it does not, the caller points
at the whole value instead.
"""

from collections.abc import Iterator
from itertools import islice

from newslint.frontmatter.syntax import Alignment
from newslint.text.lazy_pattern import later

# One decoded character and the source range [start, end) that it came from, relative to the token.
_Piece = tuple[str, int, int]

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip
_HEX_LENGTH = {"x": 2, "u": 4, "U": 8}
_BREAK = later(r"\r\n|[\n\r\x85\u2028\u2029]")
_SPACE = later(r"[ \t\n\r\x85\u2028\u2029]*")
# In double quotes a backslash at the end of a line joins it with the next one.
_CONTINUATION = later(r"\\(?=[\n\r\x85\u2028\u2029])")
# Blanks stay as they are, unless a line break is behind them; before one none is left here.
_ORDINARY = later(r"(?:[^ \t\n\r\x85\u2028\u2029\\']++|[ \t]++(?=[^\n\r\x85\u2028\u2029]))*+")
_NOT_BLANK = later(r"[^ \n\r\x85\u2028\u2029]")
# libyaml follows YAML 1.1 here: these two end a line, but are neither folded nor made a line feed.
_KEPT_BREAKS = ("\u2028", "\u2029")


def align(text: str, start: int, end: int, style: str, value: str) -> Alignment | None:
    """Map every character of `value` to the token `text[start:end]`; None where that can't be certain."""
    at = verbatim_at(text, start, end, style, value)
    if at is not None:
        return Alignment(range(at, at + len(value)), range(at + 1, at + 1 + len(value)))
    if style in ("|", ">"):
        # Chomping decides on the line breaks after the last line, which are not part of the token.
        pieces = _block(text[start : _SPACE.match(text, end).end()], value, folded=style == ">")  # type: ignore[union-attr] # it matches everywhere
    else:
        pieces = _flow(text[start:end], 1 if style else 0, style)
    mapped = list(islice(pieces, len(value)))
    if "".join([piece[0] for piece in mapped]) != value:
        return None
    return Alignment([start + piece[1] for piece in mapped], [start + piece[2] for piece in mapped])


def verbatim_at(text: str, start: int, end: int, style: str, value: str) -> int | None:
    """Where `value` begins in the token `text[start:end]` that spells it as it is; None where none does."""
    if style in ("|", ">"):
        return None
    quote = 1 if style else 0
    first = start + quote
    return first if first + len(value) == end - quote and text.startswith(value, first) else None


def _flow(raw: str, quote: int, style: str) -> Iterator[_Piece]:
    """Plain, single- and double-quoted scalars."""
    position, last = quote, len(raw) - quote
    while position < last:
        ordinary = _ORDINARY.match(raw, position, last)
        if ordinary is not None and ordinary.end() > position:
            yield from _as_it_is(raw, position, ordinary.end())
            position = ordinary.end()
            continue
        joined = style == '"' and _CONTINUATION.match(raw, position) is not None
        space = _SPACE.match(raw, position + joined, last)
        if space is not None and (joined or space.end() > position):
            yield from _white_space(raw, space.start(), space.end(), joined=joined)
            position = space.end()
        elif style == '"' and raw[position] == "\\":
            character, end = _escape(raw, position)
            yield character, position, end
            position = end
        else:
            step = 2 if style == "'" and raw.startswith("''", position) else 1
            yield raw[position], position, position + step
            position += step


def _as_it_is(raw: str, start: int, end: int) -> Iterator[_Piece]:
    return zip(raw[start:end], range(start, end), range(start + 1, end + 1), strict=True)


def _white_space(raw: str, start: int, end: int, *, joined: bool) -> Iterator[_Piece]:
    """Blanks stay, blanks around line breaks go; one break becomes a space, and of more the first goes."""
    breaks = [_read_break(match.group()) for match in _BREAK.finditer(raw, start, end)]
    if not breaks:
        yield from _as_it_is(raw, start, end)
    elif breaks == ["\n"] and not joined:
        yield " ", start, end
    else:
        for character in breaks[breaks[0] == "\n" or joined :]:
            yield character, start, end


def _read_break(written: str) -> str:
    return written if written in _KEPT_BREAKS else "\n"


def _escape(raw: str, position: int) -> tuple[str, int]:
    letter = raw[position + 1 : position + 2]
    length = _HEX_LENGTH.get(letter, 0)
    end = position + 2 + length
    if length:
        return chr(int(raw[position + 2 : end], 16)), end
    return _ESCAPES.get(letter, ""), end


def _block(raw: str, value: str, *, folded: bool) -> Iterator[_Piece]:
    """Literal and folded scalars; `raw` begins at the `|` or `>`."""
    lines = list(_lines(raw))[1:]  # without the header
    indent = _indent([line for line, _, _ in lines], value)
    pending: _Piece | None = None  # the break after the last line that is not empty
    empty: list[_Piece] = []  # the breaks of the empty lines since
    folds_on = False
    for line, start, break_end in lines:
        end = start + len(line)
        after = (_read_break(raw[end:break_end]), end, break_end) if break_end > end else ("\n", end, end)
        if len(line) <= indent:
            empty.append(after)
            continue
        folds = folded and line[indent] not in " \t"
        if pending is not None:
            if not (folds and folds_on and pending[0] == "\n"):
                yield pending
            elif not empty:
                yield " ", pending[1], pending[2]
        yield from empty
        yield from _as_it_is(raw, start + indent, end)
        pending, empty, folds_on = after, [], folds
    if pending is not None:
        yield pending
    yield from empty


def _indent(lines: list[str], value: str) -> int:
    """How many spaces of every line don't belong to the value: told by its first line that isn't blank."""
    line = next((line for line in lines if line.strip(" ")), None)
    found = _NOT_BLANK.search(value)
    if line is None or found is None:  # blanks only: what the longest line has more than the value
        return max(map(len, lines), default=0) - max(map(len, _BREAK.split(value)))
    before = value[: found.start()]
    return len(line) - len(line.lstrip(" ")) - (len(before) - len(before.rstrip(" ")))


def _lines(raw: str) -> Iterator[tuple[str, int, int]]:
    """Every line with its offset and the offset after its line break."""
    position = 0
    for match in _BREAK.finditer(raw):
        yield raw[position : match.start()], position, match.end()
        position = match.end()
    if position < len(raw):
        yield raw[position:], position, len(raw)
