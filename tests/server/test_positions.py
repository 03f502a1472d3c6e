"""Places in the terms of the protocol, in each encoding; the line ends are those of the protocol."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from newslint.finding import Range, Span
from newslint.server.positions import Encoding, Places
from newslint.source import Source

UTF8, UTF16, UTF32 = (
    lsp.PositionEncodingKind.Utf8,
    lsp.PositionEncodingKind.Utf16,
    lsp.PositionEncodingKind.Utf32,
)
# What Python's `splitlines` takes for the end of a line, and the protocol doesn't.
NO_ENDS = "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e"

CODECS: dict[Encoding, tuple[str, int]] = {
    UTF8: ("utf-8", 1),
    UTF16: ("utf-16-le", 2),
    UTF32: ("utf-32-le", 4),
}


def places(text: str, encoding: Encoding = UTF16) -> Places:
    return Places(Source("a.md", text.encode()), encoding)


def position(text: str, offset: int, encoding: Encoding = UTF16) -> tuple[int, int]:
    found = places(text, encoding).span(Span(offset, offset)).start
    return found.line, found.character


@pytest.mark.parametrize(("encoding", "units"), [(UTF8, 10), (UTF16, 5), (UTF32, 4)])
def test_columns_count_units_of_the_encoding(encoding: Encoding, units: int) -> None:
    text = "x\né🎉€-rest"
    assert position(text, 6, encoding) == (1, units)
    assert places(text, encoding).offset(lsp.Position(1, units)) == 6


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_the_protocol(ending: str) -> None:
    text = f"a{NO_ENDS}b{ending}c"
    assert position(text, len(text) - 1) == (1, 0)
    assert position(text, 9) == (0, 9)
    assert places(text).offset(lsp.Position(0, 9)) == 9
    assert places(text).offset(lsp.Position(1, 0)) == len(text) - 1


def test_what_lies_behind_an_end_is_cut_off() -> None:
    found = places("ab\r\nc")
    assert found.range(Range(1, 9, 1, 9)) == lsp.Range(lsp.Position(0, 2), lsp.Position(0, 2))
    assert found.range(Range(9, 1, 9, 1)) == lsp.Range(lsp.Position(1, 1), lsp.Position(1, 1))
    assert found.offset(lsp.Position(0, 9)) == 2
    assert found.offset(lsp.Position(2, 0)) == 5
    assert found.offset(lsp.Position(9, 9)) == 5


@pytest.mark.parametrize(("encoding", "units"), [(UTF8, 4), (UTF16, 2), (UTF32, 1)])
def test_a_place_inside_a_character_is_its_beginning(encoding: Encoding, units: int) -> None:
    found = places("🎉é", encoding)
    assert [found.offset(lsp.Position(0, n)) for n in range(units + 1)] == [*[0] * units, 1]


def test_bytes_that_are_no_text_are_one_unit() -> None:
    source = Source("a.md", b"\xff\xe9x")
    for encoding in (UTF8, UTF16, UTF32):
        assert Places(source, encoding).span(Span(2, 3)).start == lsp.Position(0, 2)


@given(
    st.text(st.sampled_from([*"ab\r\n\té€🎉", *NO_ENDS])), st.sampled_from([UTF8, UTF16, UTF32]), st.data()
)
def test_places_come_back(text: str, encoding: Encoding, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = places(text, encoding)
    back = found.offset(found.span(Span(offset, offset)).start)
    # Between CR and LF there is no place: that is the end of the line.
    between = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
    assert back == (offset - 1 if between else offset)


@given(st.text(st.sampled_from([*"ab\r\n\té€🎉", *NO_ENDS])), st.sampled_from([UTF8, UTF16, UTF32]))
def test_a_position_is_what_the_encoding_says(text: str, encoding: Encoding) -> None:
    codec, width = CODECS[encoding]
    found = places(text, encoding)
    for offset in range(len(text) + 1):
        head = text[:offset]
        last = max(head.rfind("\n"), head.rfind("\r")) + 1
        if head.endswith("\r") and text[offset : offset + 1] == "\n":
            continue
        lines = head.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        units = len(head[last:].encode(codec)) // width
        assert found.span(Span(offset, offset)).start == lsp.Position(lines, units)
