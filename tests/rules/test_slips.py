"""What counts as one slip of the finger."""

import pytest

from newslint.rulekit.slips import Slips, is_slip, without_separators


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
