"""Converts places between newslint and the protocol; open it for what counts as a line or a column.

The protocol counts lines and columns from 0, and columns in the units of an encoding that client and server
agree on: bytes of UTF-8, code units of UTF-16, or code points (UTF-32). A line ends with LF, CRLF or CR, as
in `Source`; U+2028, U+0085, form feed and vertical tab are characters like any other.
"""

from typing import Final

from lsprotocol import types as lsp

from newslint.finding import Range, Span
from newslint.source import Source

Encoding = lsp.PositionEncodingKind | str

_LAST_OF_ONE_UNIT: Final = 0xFFFF


class Places:
    """The places of one text in the terms of the protocol."""

    def __init__(self, source: Source, encoding: Encoding) -> None:
        self.source = source
        self._encoding = encoding

    def range(self, place: Range) -> lsp.Range:
        """Convert lines and columns; what lies behind the end of a line or of the text is cut off."""
        return lsp.Range(
            self._position(place.line, place.column), self._position(place.end_line, place.end_column)
        )

    def span(self, span: Span) -> lsp.Range:
        """Convert offsets in the text."""
        return self.range(self.source.range_of(span))

    def offset(self, position: lsp.Position) -> int:
        """The offset that a position stands for; one inside a character means its beginning."""
        starts = self.source.line_starts
        if position.line >= len(starts):
            return len(self.source.text)
        line = self.source.line_text(position.line + 1)
        return starts[position.line] + self._characters(line, position.character)

    def _position(self, line: int, column: int) -> lsp.Position:
        starts = self.source.line_starts
        if line > len(starts):
            line, column = len(starts), len(self.source.text) + 1
        return lsp.Position(line - 1, self._units(self.source.line_text(line)[: column - 1]))

    def _units(self, text: str) -> int:
        """How many units a text has."""
        if text.isascii() or self._encoding == lsp.PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == lsp.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogateescape"))
        return len(text) + sum(ord(character) > _LAST_OF_ONE_UNIT for character in text)

    def _characters(self, line: str, units: int) -> int:
        """How many characters of a line lie wholly before a number of units."""
        if line.isascii() or self._encoding == lsp.PositionEncodingKind.Utf32:
            return min(units, len(line))
        passed = 0
        for index, character in enumerate(line):
            passed += self._units(character)
            if passed > units:
                return index
        return len(line)
