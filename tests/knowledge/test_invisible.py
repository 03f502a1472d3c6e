"""Characters that can't be seen: where they are needed, where they are not, and what comes in their place."""

import pytest

from newslint.knowledge.invisible import (
    has_right_to_left,
    is_direction_mark,
    is_out_of_place,
    name_of,
    without,
)

FLAG, END = "\U0001f3f4", "\U000e007f"


def tags(letters: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in letters)


@pytest.mark.parametrize(
    "region",
    ["gbeng", "gbsct", "usca", "001abcd"],  # CLDR: two or three of the country, and one to four of its part
)
def test_tags_belong_to_a_flag(region: str) -> None:
    text = f"a{FLAG}{tags(region)}{END}b"
    assert not any(is_out_of_place(text, index) for index in range(2, len(text) - 1))
    assert all(is_out_of_place(text.replace(FLAG, "x"), index) for index in range(2, len(text) - 1))


def test_more_tags_than_a_region_has_are_out_of_place() -> None:
    text = FLAG + tags("abcdefgh") + END
    assert [is_out_of_place(text, index) for index in range(1, 10)] == [False] * 8 + [True]


def test_a_flag_at_the_beginning_and_tags_without_one() -> None:
    assert not is_out_of_place(FLAG + tags("a"), 1)
    assert is_out_of_place(tags("a"), 0)
    assert is_out_of_place("\U000e0001", 0)
    assert is_out_of_place(f"{FLAG} {tags('a')}", 2)


@pytest.mark.parametrize(
    ("before", "char", "after", "expected"),
    [
        # joiners: between emoji, or beside a letter that takes another form
        ("\U0001f468", "\u200d", "\U0001f469", False),
        ("\U0001f468", "\u200d", "a", True),
        ("a", "\u200d", "\U0001f469", True),
        ("\u2764\ufe0f", "\u200d", "\U0001f525", False),
        ("\u0645", "\u200c", "\u062e", False),
        ("\u0915\u094d", "\u200d", "a", False),
        ("a", "\u200c", "\u0590", False),
        ("\u109f", "\u200c", "a", False),
        ("\u10a0", "\u200c", "a", True),
        ("a", "\u200d", "b", True),
        ("\u200c", "\u200d", "b", False),
        ("b", "\u200d", "\u200c", False),
        # a break between words of scripts without spaces
        ("\u0e01", "\u200b", "a", False),
        ("a", "\u200b", "\u1780", False),
        ("a", "\u200b", "b", True),
        ("", "\u200b", "", True),
        # a soft hyphen in Mongolian or Arabic
        ("\u1820", "\u00ad", "a", False),
        ("a", "\u00ad", "\u0628", False),
        ("a", "\u00ad", "b", True),
        # a grapheme joiner behind a mark
        ("a\u0301", "\u034f", "b", False),
        ("a", "\u034f", "\u0301", True),
        ("", "\u034f", "b", True),
        # a vowel separator behind Mongolian
        ("\u1800", "\u180e", "a", False),
        ("\u18af", "\u180e", "a", False),
        ("\u17ff", "\u180e", "\u1820", True),
        ("\u18b0", "\u180e", "\u1820", True),
        ("", "\u180e", "\u1820", True),
        # fillers beside parts of a syllable
        ("\u1100", "\u1160", "a", False),
        ("\u11ff", "\u3164", "a", False),
        ("a", "\u115f", "\u1100", False),
        ("a", "\uffa0", "\u11ff", False),
        ("\u10ff", "\u1160", "\u1200", True),
        ("\u1200", "\u1160", "\u10ff", True),
        # never
        ("\u0645", "\ufeff", "\u0645", True),
        ("a", "\u2060", "b", True),
    ],
)
def test_neighbours_decide(before: str, char: str, after: str, *, expected: bool) -> None:
    assert is_out_of_place(before + char + after, len(before)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u2028b", " "),
        ("a\u2029b", " "),
        ("a \u2028b", ""),
        ("a\u2028 b", ""),
        ("\u2028b", ""),
        ("a\u2028", ""),
        ("a\u200bb", ""),
        ("a\u200b\u2028b", " "),
    ],
)
def test_what_separated_two_words_becomes_a_blank(text: str, expected: str) -> None:
    start = next(index for index, char in enumerate(text) if char > "\xff")
    end = max(index for index, char in enumerate(text) if char > "\xff") + 1
    assert without(text, start, end) == expected


def test_names() -> None:
    assert name_of("\u200b") == "U+200B (zero width space)"
    assert name_of("\ufeff") == "U+FEFF (byte order mark)"
    assert name_of("\x07") == "U+0007"
    assert name_of("\U000e0041") == "U+E0041 (tag latin capital letter a)"


def test_directions() -> None:
    assert [is_direction_mark(char) for char in "\u061c\u200e\u200f\u200b\u202a"] == [True] * 3 + [False] * 2
    assert [
        has_right_to_left(text) for text in ("pier", "caf\xe9", "\u05d0", "a \u0628", "\u058f", "\u0900")
    ] == [
        False,
        False,
        True,
        True,
        False,
        False,
    ]
