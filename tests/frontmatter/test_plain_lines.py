"""Lines that are remembered hold what they held when they were read, and not too many are kept."""

import pytest

from newslint.frontmatter.yaml import lines
from newslint.frontmatter.yaml.lines import NOTHING, Item, Line, Lines, Unsure, lines_of
from newslint.frontmatter.yaml.scalars import resolve_11, resolve_12


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", NOTHING),
        ("   ", NOTHING),
        ("  # why", NOTHING),
        ("a: b", Line(0, 0, "a", "b", 3, 4, "")),
        ("  a-1:   12 # why", Line(2, 2, "a-1", 12, 9, 11, "")),
        ("  -   a: 'it''s' ", Line(2, 6, "a", "it's", 9, 16, "'")),
        (' - "b\\n" # c', Line(1, 3, "", "b\n", 3, 8, '"')),
        ("a:", Line(0, 0, "a", None, 2, 2, None)),
        ("- a:  # why", Line(0, 2, "a", None, 6, 6, None)),
        (
            "a: [b c, 'd' , 1]  # why",
            Line(
                0,
                0,
                "a",
                None,
                3,
                17,
                "seq",
                (Item("b c", 4, 7, ""), Item("d", 9, 12, "'"), Item(1, 15, 16, "")),
            ),
        ),
        ("- []", Line(0, 2, "", None, 2, 4, "seq")),
    ],
)
def test_a_line_is_read_and_remembered(text: str, line: Line) -> None:
    read = Lines(resolve_12)
    assert read.read(text) == line
    assert read.known == {text: line}


@pytest.mark.parametrize("text", ["a", "a: b\x07", "a:b", "- ", "- # c", "a: |", "a: b: c"])
def test_what_is_not_certain_is_not_remembered(text: str) -> None:
    read = Lines(resolve_12)
    with pytest.raises(Unsure):
        read.read(text)
    assert read.known == {}


@pytest.mark.parametrize(("length", "kept"), [(500, 1), (501, 0)])
def test_no_long_line_is_kept(length: int, kept: int) -> None:
    read = Lines(resolve_12)
    assert read.read("a: " + "b" * (length - 3)).end == length
    assert len(read.known) == kept


def test_lines_that_come_again_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_MOST", 3)
    read = Lines(resolve_12)
    first = read.read("a: 1")
    read.read("b: 1")
    read.read("c: 1")
    assert set(read.known) == {"a: 1", "b: 1", "c: 1"}
    read.read("d: 1")
    assert set(read.known) == {"d: 1"}
    assert read.read("a: 1") is first
    read.read("e: 1")
    read.read("f: 1")
    assert set(read.known) == {"f: 1"}
    assert read.read("a: 1") is first
    assert read.read("b: 1") == Line(0, 0, "b", 1, 3, 4, "")


def test_each_version_has_its_own() -> None:
    assert lines_of(resolve_11) is lines_of(resolve_11)
    assert lines_of(resolve_11).read("a: yes").value is True
    assert lines_of(resolve_12).read("a: yes").value == "yes"
