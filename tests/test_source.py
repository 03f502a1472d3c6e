from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Range, Span
from newslint.source import Source, line_start


def test_lines_end_with_any_of_the_three_breaks() -> None:
    source = Source("x", b"a\r\nbc\rd\n")
    assert source.line_starts == [0, 3, 6, 8]
    assert [source.line_text(line) for line in (1, 2, 3, 4)] == ["a", "bc", "d", ""]
    assert source.range_of(Span(1, 5)) == Range(1, 2, 2, 3)


def test_where_the_line_of_an_offset_begins() -> None:
    text = "a\r\nbc\rd\n"
    offsets = (0, 1, 3, 4, 5, 6, 7, 8)  # none lies within a break
    assert [line_start(text, offset) for offset in offsets] == [0, 0, 3, 3, 3, 6, 6, 8]


def test_columns_count_code_points() -> None:
    source = Source("x", "é😀x\n".encode())
    assert source.line_column(2) == (1, 3)
    assert source.byte_offset(2) == 6


def test_a_byte_that_is_not_utf8_is_one_character() -> None:
    source = Source("x", b"a\xffb")
    assert source.text == "a\udcffb"
    assert source.byte_offset(2) == 2


@given(st.binary(max_size=60))
def test_offsets_bytes_lines_and_columns_agree(data: bytes) -> None:
    source = Source("x", data)
    assert source.byte_offset(len(source.text)) == len(data)
    for offset in range(len(source.text) + 1):
        line, column = source.line_column(offset)
        assert source.line_starts[line - 1] + column - 1 == offset
