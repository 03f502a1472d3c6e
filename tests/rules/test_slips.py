"""What counts as one slip of the finger."""

import pytest

from newslint.rulekit.slips import Slips, is_slip, may_be_two_names, without_separators


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("descritpion", "description"),
        ("titel", "title"),
        ("titl", "title"),
        ("tittle", "title"),
        ("update", "updated"),
        ("updatedd", "updated"),
        ("Descripton", "description"),
        ("pubdste", "pubdate"),
        ("gues_name", "guest_name"),
        ("zurich", "zürich"),
        ("Munchen", "München"),
        ("Fuhrungen", "Führungen"),
    ],
)
def test_slips(wrong: str, right: str) -> None:
    assert is_slip(wrong, right)
    assert is_slip(right, wrong) == (len(wrong) >= 5)
    assert list(Slips([right]).near(wrong)) == [right]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title", "title"),
        ("dat", "date"),  # too short
        ("state", "stage"),
        ("reading", "heading"),
        ("eheading", "heading"),
        ("heading1", "heading2"),
        ("heading1", "heading"),
        ("headings", "heading"),
        ("heading", "headings"),
        ("event_urls", "event_url"),
        ("events_url", "event_url"),
        ("description", "desrcitpion"),
        ("image", "images"),
        ("分布式系统测", "分布式系统测试"),
        ("カタログ一覧表", "カタロク一覧表"),
        ("descrip", "description"),
        ("Vögel", "Vogel"),
        ("Mutter", "Mütter"),
        ("Häfen", "Hafen"),
        ("Töchter", "Tochter"),
        ("Kräuter", "Krauter"),
    ],
)
def test_other_words(wrong: str, right: str) -> None:
    assert not is_slip(wrong, right)
    assert list(Slips([right]).near(wrong)) == []


@pytest.mark.parametrize(
    ("wrong", "right"), [("Date", "date"), ("pub-date", "pubDate"), ("pub_date", "pubdate"), ("a b", "a.b")]
)
def test_the_same_letters(wrong: str, right: str) -> None:
    assert without_separators(wrong) == without_separators(right)
    assert list(Slips([right, "other"]).near(wrong)) == [right]


def test_the_same_letters_come_first() -> None:
    assert list(Slips(["pubdates", "pub_date", "pubdatex", "pubdate"]).near("pubDate")) == [
        "pub_date",
        "pubdate",
        "pubdatex",
    ]
    assert list(Slips(["x" * 61]).near("X" * 61)) == ["x" * 61]
    assert list(Slips(["x" * 61]).near("x" * 60)) == []


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Petersen", "Peterson", True),
        ("Ada Petersen", "Ada Peterson", True),
        ("Jansen", "Janssen", True),
        ("Janssen", "Jansen", True),
        ("Schmidt", "Schmitt", True),
        ("Johansen", "Johannsen", True),
        ("Catharine", "Katharine", True),
        ("Browne", "Brown", True),
        ("Katherine", "Katerine", True),
        ("Niels", "Neils", True),
        ("Zurich", "Zürich", False),  # an accent
        ("Railways", "Raliways", False),
        ("Machine Learning", "Machine Lerning", False),
        ("petersen", "peterson", False),
        ("Ada petersen", "Ada peterson", False),
        ("Harbour", "Harbpur", False),
        ("Harbour", "Harbur", False),
    ],
)
def test_names_of_two_people(one: str, other: str, *, may: bool) -> None:
    assert may_be_two_names(one, other) is may
