import subprocess
import sys
import unicodedata
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newslint.text.display import cell_width, escape, escape_path, glyphs, is_plain

ANY_TEXT = st.text(st.characters())  # lone surrogates included
# Texts made of what is hard: joiners, marks, emoji, selectors, controls.
HARD_TEXT = st.text(
    st.sampled_from(
        "a \t\n#[:\x1b\x85\xad\u0301\u0600\u0915\u094d\u1100\u1161\u200b\u200c\u200d\u202e\u2764\ufe0f中"
    )
    | st.sampled_from("\ud800\U0001f468\U0001f3fd\U0001f1eb\U0001f525\U000e0001\U000e0100")
)

ESCAPED = {
    # controls
    "\x1b[31m": "\\x1b[31m",
    "a\r\n\tb": "a\\r\\n\\tb",
    "\0\x7f\x85\x9b": "\\x00\\x7f\\x85\\x9b",
    # bidi controls
    "\u061c\u200e\u200f": "\\u061c\\u200e\\u200f",
    "x\u202a\u202b\u202c\u202d\u202e": "x\\u202a\\u202b\\u202c\\u202d\\u202e",
    "\u2066\u2067\u2068\u2069": "\\u2066\\u2067\\u2068\\u2069",
    # what can't be seen
    "a\u200bb\u2060c\ufeffd\xade": "a\\u200bb\\u2060c\\ufeffd\\xade",
    "\u034f\u115f\u3164\uffa0\u180e": "\\u034f\\u115f\\u3164\\uffa0\\u180e",
    "\u2028\u2029": "\\u2028\\u2029",
    "\U000e0001\U000e0041": "\\U000e0001\\U000e0041",
    # what is no character, or looks different everywhere
    "\ud800x\udfff": "\\ud800x\\udfff",
    "\ufdd0\uffff\U0001fffe\U0010ffff": "\\ufdd0\\uffff\\U0001fffe\\U0010ffff",
    "\ue000": "\\ue000",
    # marks without a letter would be drawn on our own text
    "\u0301a": "\\u0301a",
    "\n\u0301": "\\n\\u0301",
    # joiners between Latin letters, at an end, or in a row
    "a\u200db\u200c": "a\\u200db\\u200c",
    "中\u200d\u200d中": "中\\u200d\\u200d中",
    "👨\u200d": "👨\\u200d",
    # a run of selectors can carry a message
    "a\ufe0f": "a\\ufe0f",
    "❤\ufe0f\ufe01": "❤\ufe0f\\ufe01",
    # commands of CI systems
    "x ##[error]y": "x #\\x23[error]y",
    "##vso[task.setvariable]": "#\\x23vso[task.setvariable]",
    "é ###teamcity[x": "é ##\\x23teamcity[x",
}

# The first and the last of a range, and those before and behind, after a character that takes any of them.
SELECTORS = ("\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef", "\u180b", "\u180c", "\u180d", "\u180f")

KEPT = (
    "",
    "plain ASCII ~ \\x1b",
    "Ünïcödé “quotes” – dash… nbsp\xa0",
    "e\u0301 cafe\u0301",
    "中文標題 日本語 한국어 각",
    "👨\u200d👩\u200d👧 ❤\ufe0f ❤\ufe0f\u200d🔥 🇫🇷 👍🏽 1\ufe0f\u20e3 #\ufe0f\u20e3",
    "क\u094d\u200dष می\u200cخواهم",
    "葛\U000e0100",
    "\u0600\u06dd",
    "# heading, ## heading [link], C##",
    "[/b] [red] :smile: ::error::",
)

WIDTHS = {
    "": 0,
    "abc": 3,
    "é": 1,
    "e\u0301": 1,
    "中文": 4,
    "👨\u200d👩\u200d👧": 2,
    "❤\ufe0f": 2,
    "🇫🇷": 2,
    "👍🏽": 2,
    # a joiner of letters takes no cell and leaves theirs alone
    "क\u094d\u200dष": 2,
    "می\u200dخ": 3,
}


@pytest.mark.parametrize(("text", "shown"), ESCAPED.items())
def test_what_acts_or_hides_is_escaped(text: str, shown: str) -> None:
    assert escape(text) == shown


@pytest.mark.parametrize("text", KEPT)
def test_what_can_be_seen_stays(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(("text", "cells"), WIDTHS.items())
def test_cells(text: str, cells: int) -> None:
    assert cell_width(text) == cells


def test_accents_without_end_are_escaped() -> None:
    shown = escape("e" + "\u0301" * 100)
    assert shown == "e" + "\u0301" * 15 + "\\u0301" * 85


def test_glyphs_say_where_they_come_from() -> None:
    found = list(glyphs("a\x1be\u0301\t👨\u200d👩中", tab="  "))
    assert found == [
        ("a", 0, 1),
        ("\\x1b", 1, 2),
        ("e\u0301", 2, 4),
        ("  ", 4, 5),
        ("👨\u200d👩", 5, 8),
        ("中", 8, 9),
    ]
    assert [cell_width(glyph.shown) for glyph in found] == [1, 4, 1, 2, 2, 2]


def test_glyphs_from_the_middle() -> None:
    assert [glyph.start for glyph in glyphs("abcdef", 4)] == [4, 5]


@pytest.mark.parametrize(
    ("path", "shown"),
    [("a/b.md", "a/b.md"), ("::error::x.md", "./::error::x.md"), (" :", "./ :"), ("a::b", "a::b")],
)
def test_a_path_is_no_ci_command(path: str, shown: str) -> None:
    assert escape_path(path) == shown


def test_every_character_alone_takes_a_cell_and_is_harmless() -> None:
    # The planes between are empty; the last ones are for private use.
    for code in chain(range(0x32000), range(0xDFF00, 0xE1000), range(0x10FF00, sys.maxunicode + 1)):
        shown = escape(chr(code))
        assert cell_width(shown) > 0, hex(code)
        assert not any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"} for char in shown), hex(
            code
        )


@given(ANY_TEXT | HARD_TEXT)
def test_glyphs_cover_the_text_and_spell_its_escape(text: str) -> None:
    found = list(glyphs(text))
    edges = [0] + [glyph.end for glyph in found]
    assert [glyph.start for glyph in found] == edges[:-1]
    assert edges[-1] == len(text)
    assert "".join(glyph.shown for glyph in found) == escape(text)
    assert all(cell_width(glyph.shown) > 0 for glyph in found)


@given(ANY_TEXT | HARD_TEXT)
def test_escaping_twice_changes_nothing(text: str) -> None:
    once = escape(text)
    assert escape(once) == once
    once.encode()


def test_each_plain_sign_is_a_glyph_of_one_cell_that_stays() -> None:
    plain = [char for char in map(chr, range(sys.maxunicode + 1)) if is_plain(char)]
    shown = [glyph.shown for char in plain for glyph in glyphs(char)]
    assert [(text, cell_width(text)) for text in shown] == [(char, 1) for char in plain]
    assert all(cell_len(char) == 1 for char in plain)
    assert plain == [
        *map(chr, range(0x20, 0x7F)),
        *map(chr, (*range(0xA0, 0xAD), *range(0xAE, 0x300))),
        *map(chr, range(0x2010, 0x2028)),
    ]
    text = "".join(plain) * 2
    assert is_plain(text)
    assert cell_width(text) == len(text)
    assert [glyph.shown for glyph in glyphs(text)] == [*text]


def test_two_number_signs_are_not_surely_plain() -> None:
    assert [is_plain(text) for text in ("#", "# #", "a##", "\u2019##b")] == [True, True, False, False]


def test_common_signs_need_no_rich() -> None:
    code = "import sys, newslint.text.display as d; d.cell_width('x\\u2019'); print('rich' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"


@pytest.mark.parametrize("selector", SELECTORS)
def test_one_selector_belongs_to_the_character_before_it(selector: str) -> None:
    assert escape(f"中{selector}") == f"中{selector}"
    assert cell_width(f"中{selector}") == 2
    escaped = escape(selector)
    assert escaped.startswith("\\")
    for other in SELECTORS:
        assert escape(f"中{other}{selector}") == f"中{other}{escaped}"


@pytest.mark.parametrize("base", ["a", "\x7f", "\n", " ", "~", "/", ":"])
def test_no_selector_belongs_to_ascii_but_to_what_keycaps_are_made_of(base: str) -> None:
    assert "\ufe0f" not in escape(f"{base}\ufe0f")
    for key in "0123456789#*":
        assert escape(f"{key}\ufe0f") == f"{key}\ufe0f"


@pytest.mark.parametrize(
    "vowel", ["\u1161", "\u1175", "\u11a8", "\u11ff", "\ud7b0", "\ud7c6", "\ud7cb", "\ud7fb"]
)
def test_parts_of_a_syllable_are_drawn_on_the_first(vowel: str) -> None:
    assert cell_width(f"\u1100{vowel}") == 2
    assert escape(f"a{vowel}").startswith("a\\u")


@pytest.mark.parametrize("tone", ["\U0001f3fb", "\U0001f3ff"])
def test_skin_tones_are_drawn_on_a_person(tone: str) -> None:
    assert [glyph.shown for glyph in glyphs(f"👍{tone}x")] == [f"👍{tone}", "x"]
    assert escape(f"a{tone}").startswith("a\\U")


def test_two_letters_make_a_flag_and_a_third_begins_another() -> None:
    first, last = "\U0001f1e6", "\U0001f1ff"
    assert [glyph.shown for glyph in glyphs(first + last + first)] == [first + last, first]
    assert [glyph.shown for glyph in glyphs(last + first)] == [last + first]
    for other in ("\U0001f1e5", "\U0001f200"):
        assert len(list(glyphs(first + other))) == len(list(glyphs(other + first))) == 2
