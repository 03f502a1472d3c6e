"""What each generator takes for a date: the rows were tried with the generators themselves."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge.date_readers import READERS, read_date, reader_of
from newslint.knowledge.generators import GENERATORS
from newslint.knowledge.refused_dates import Refusal, is_template, refuse

# By whom a plain text is read. Tried with Hugo 0.111, which makes the year 1 of what it can't read, Jekyll
# 4.3 with Ruby 3.1, Luxon 3.7 and js-yaml 3 and 4 as Eleventy 3.1 asks them, and Pelican 4 with dateutil 2.9.
READ_BY = [
    ("2024-05-16", "hugo jekyll eleventy pelican"),
    ("2024-05-16T09:30:00Z", "hugo jekyll eleventy pelican"),
    ("2024-05-16T09:30:00+02:00", "hugo jekyll eleventy pelican"),
    ("2024-05-16T09:30:00+0200", "hugo jekyll eleventy pelican"),
    ("2024-05-16T09:30:00.000Z", "hugo jekyll eleventy pelican"),
    ("2024-05-16T09:30:00", "hugo jekyll eleventy pelican"),
    ("2024-05-16 09:30:00", "hugo jekyll eleventy pelican"),
    ("2024-05-16 09:30:00 +02:00", "hugo jekyll eleventy pelican"),
    ("2024-05-16 9:30:00", "hugo jekyll eleventy pelican"),
    ("2024-05-16 09:30:00 +0200", "hugo jekyll pelican"),
    ("2024-05-16T9:30:00Z", "hugo jekyll eleventy pelican"),
    ("2024-5-6", "jekyll pelican"),
    ("2024-05-16T09:30", "jekyll eleventy pelican"),
    ("2024-05-16t09:30z", "jekyll eleventy pelican"),
    ("2024-05-16T09:30+02:00", "jekyll eleventy pelican"),
    ("2024-05-16 09:30", "jekyll pelican"),
    ("2024-05-16 9:30 PM", "jekyll pelican"),
    ("2024-05-16 09:30 +0200", "jekyll pelican"),
    ("2024-05-16 09:30:00 UTC", "jekyll pelican"),
    ("2024-05-16T09:30:00 +0200", "jekyll pelican"),
    ("2024/05/16", "jekyll pelican"),
    ("31/12/2024", "jekyll pelican"),
    ("31.12.2024", "jekyll pelican"),
    ("31-12-2024", "jekyll pelican"),
    ("04/05/2023", "jekyll pelican"),
    ("4/27/2023", "pelican"),
    ("03/22/2010 7:06 PM", "pelican"),
    ("2024-05", "eleventy pelican"),
    ("2024-W20", "eleventy"),
    ("2024-W20-4", "eleventy"),
    ("20240516T093000Z", "jekyll eleventy pelican"),
    ("Jul 08 2022", "jekyll pelican"),
    ("July 8, 2022", "jekyll pelican"),
    ("8 Jul 2022", "jekyll pelican"),
    ("08 Jul 2022", "hugo jekyll pelican"),
    ("Fri, 08 Jul 2022 10:00:00 GMT", "hugo jekyll pelican"),
    ("Fri, 08 Jul 2022 10:00:00 +0200", "hugo jekyll pelican"),
    ("Fri, 8 Jul 2022 10:00:00 +0200", "jekyll pelican"),
    ("Friday, 08-Jul-22 10:00:00 GMT", "hugo jekyll pelican"),
    ("Fri Jul  8 10:00:00 2022", "hugo jekyll pelican"),
    ("Fri Jul 8 10:00:00 UTC 2022", "hugo jekyll pelican"),
    ("Fri Jul 08 2022", "jekyll pelican"),
    ("May 2022", "jekyll pelican"),
    ("May", "jekyll pelican"),
    ("Last Modified", "eleventy"),
    ("git created", "eleventy"),
    ("yesterday", ""),
    ("today", ""),
    ("last-modified", ""),
    ("TBD", ""),
    ("2024-13-01", ""),
    ("2024-05-16T25:00:00Z", ""),
    ("2024-05-16 09:61:00", ""),
    ("2024-05-16T09:30:75Z", ""),
    ("0000-00-00", ""),
]


@pytest.mark.parametrize("generator", ["hugo", "jekyll", "eleventy", "pelican"])
def test_what_generators_read(generator: str) -> None:
    read = [text for text, _ in READ_BY if refuse(text, READERS[generator], owned=True, plain=True) is None]
    assert read == [text for text, readers in READ_BY if generator in readers.split()]


def test_timestamps_of_yaml_need_no_quotes() -> None:
    for text in ("2024-05-16 09:30:00", "2024-5-6 9:30:00 +2", "2024-05-16T9:30:00.Z"):
        assert refuse(text, READERS["eleventy"], owned=True, plain=True) is None
        assert refuse(text, READERS["eleventy"], owned=True, plain=False) is not None
    for text in ("2024-5-6", "2024-05-16 09:30", "2024-05-16 09:30:00 +0200"):
        assert refuse(text, READERS["eleventy"], owned=True, plain=True) is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "February 2024 has 29 days"),
        ("2023-02-29", "February 2023 has 28 days"),
        ("2024-06-31 10:00", "June 2024 has 30 days"),
        ("2024-05-32", "May 2024 has 31 days"),
        ("2024-05-0", "there is no day 0"),
        ("2024-0-05", "there is no month 0"),
        ("2024/13/01", "there is no month 13"),
        ("0000-05-01", "there is no year 0"),
        ("20230-05-16", "the year has 5 digits"),
        ("203-05-16", "the year has 3 digits"),
        ("2023-005-16", "no month or day has three digits"),
        ("2023-02-010", "no month or day has three digits"),
        ("2024-05-16T24:01:00Z", "there is no hour 24"),
        ("2024-05-16T24:00:01Z", "there is no hour 24"),
        ("2024-05-16T25:00:00Z", "there is no hour 25"),
        ("2024-05-16T10:60:00Z", "there is no minute 60"),
        ("2024-05-16T10:00:61Z", "there is no second 61"),
        ("2024-05-16T10:00:00+24:00", "no time zone has that offset"),
        ("2024-05-16T10:00:00-0060", "no time zone has that offset"),
        ("31 April 2024", "there is no such day or time"),
        ("31/04/2024", "there is no such day"),
        ("13/13/2024", "there is no such day"),
        ("31/12/2024 25:00", "there is no hour 25"),
    ],
)
def test_what_no_calendar_has(text: str, reason: str) -> None:
    for generator in ("", "astro", "jekyll"):
        refusal = refuse(text, READERS[generator], owned=False, plain=True)
        assert refusal is not None
        assert (refusal.reason, refusal.reader, refusal.right, refusal.disputed) == (reason, "", "", False)


def test_what_may_be_a_date_where_no_generator_is_known() -> None:
    texts = [
        "2024-02-29", "2024-05-31", "2024-05-16T24:00:00Z", "2024-05-16T23:59:60Z",
        "2024-05-16T10:00:00+23:59", "2024-05-16T10:00:00+23:00", "0001-01-01", "2024", "20240516",
        "2024-137", "1715848200", "Spring 2019", "2024-05-16 - 2024-05-18", "Q3 2024", "today", "TBD",
        " never ", "n/a", "\\today", "—", "Dec", "{{ date }}", "y" * 201,
    ]  # fmt: skip
    refused = [text for text in texts if refuse(text, READERS[""], owned=False, plain=True) is not None]
    assert refused == []


def test_what_is_shown_as_it_is() -> None:
    for text in ("soon", "31 April 2024", "31/04/2024", "24-05-16", "“soon”"):
        assert refuse(text, READERS["obsidian"], owned=False, plain=True) is None
        assert refuse(text, READERS[""], owned=False, plain=True) is not None
    assert refuse("2024-02-30", READERS["obsidian"], owned=False, plain=True) is not None


@pytest.mark.parametrize(
    ("text", "reason", "right"),
    [
        ("2024–05–16", "its dashes are no hyphens", "2024-05-16"),
        ("2024-05\u221216", "its dashes are no hyphens", "2024-05-16"),
        (" 2024\u201005-16T10:00:00Z ", "its dashes are no hyphens", "2024-05-16T10:00:00Z"),
        ("2024-O5-16", "it has letters for digits", "2024-05-16"),
        ("2024-o5-lI 10:20", "it has letters for digits", "2024-05-11 10:20"),
        ("2O24—05—16", "its dashes are no hyphens", "2024-05-16"),
    ],
)
def test_what_only_looks_like_a_date(text: str, reason: str, right: str) -> None:
    expected = Refusal(reason, "", f"write `{right}`", right)
    for generator in ("", "astro", "hugo", "jekyll"):
        assert refuse(text, READERS[generator], owned=True, plain=True) == expected
    for generator in ("quarto", "obsidian"):
        assert refuse(text, READERS[generator], owned=False, plain=True) is None


def test_what_looks_like_no_date_is_not_mistyped() -> None:
    for text in (
        "2024–25",
        "2024–05",
        "2024-05–12/16",
        "2024–13–01",
        "2024–05–16–18",
        "2024-05-16Tea",
        "lOlO-10-10x",
    ):
        assert refuse(text, READERS[""], owned=False, plain=True) is None


def test_months_and_days_that_changed_places() -> None:
    assert _advice("2024-27-04") == "write `2024-04-27` if the day is 27"
    assert (
        _advice("2024-31-04")
        == _advice("2024-32-05")
        == _advice("soon")
        == ("write it like `2023-05-02` or `2023-05-02T06:30:00Z`")
    )
    assert _advice("2024-12-05 25:00") == _advice("soon")
    assert _advice("2024-31-05") == "write `2024-05-31` if the day is 31"
    assert _advice("2024-13-12") == "write `2024-12-13` if the day is 13"


def _advice(text: str) -> str:
    refusal = refuse(text, READERS[""], owned=False, plain=True)
    assert refusal is not None
    return refusal.advice


@pytest.mark.parametrize(
    ("text", "generator", "expected"),
    [
        ("31/12/2024", "", Refusal("", "", "write `2024-12-31`", "2024-12-31", disputed=True)),
        ("4-27-2023", "", Refusal("", "", "write `2023-04-27`", "2023-04-27", disputed=True)),
        ("5.5.2023", "", Refusal("", "", "write `2023-05-05`", "2023-05-05", disputed=True)),
        (
            "04/05/2023",
            "",
            Refusal(
                "day and month could change places", "", "write `2023-04-05` or `2023-05-04`", disputed=True
            ),
        ),
        (
            "31/12/2024 10:20",
            "",
            Refusal("", "", "write `2024-12-31`, and the time like `T06:30:00Z`", disputed=True),
        ),
        ("24-05-16", "", Refusal("its year has two digits", disputed=True)),
        ("5/6/24", "", Refusal("its year has two digits", disputed=True)),
        ("24-05-16", "astro", None),
        ("1/123/24", "", None),
        ("04/05/2023", "astro", None),
        ("4/27/2023", "astro", None),
        ("31/12/2024", "astro", Refusal("", "", "write `2024-12-31`", "2024-12-31", disputed=True)),
        ("31/12/2024", "jekyll", None),
        ("4/27/2023", "jekyll", Refusal("", "", "write `2023-04-27`", "2023-04-27", disputed=True)),
        ("31/12/2024", "pelican", None),
        ("4/27/2023", "pelican", None),
        ("31/12/2024", "quarto", None),
    ],
)
def test_the_order_of_day_and_month(text: str, generator: str, expected: Refusal | None) -> None:
    assert refuse(text, READERS[generator], owned=False, plain=True) == expected


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Jul 08 2022", "2022-07-08"),
        ("2024-05-16 09:30", "2024-05-16T09:30:00"),
        ("2024/05/16 09:30:00 UTC", "2024-05-16T09:30:00+00:00"),
        ("16 May 2024 09:30 -0500", "2024-05-16T09:30:00-05:00"),
        ("31/12/2024", "2024-12-31"),
        ("04/05/2023", ""),
        ("16 May 2024 09:30:15.25", ""),
        ("16 May 2024 09:30:60", ""),
        ("soon", ""),
    ],
)
def test_what_hugo_refuses_is_written_anew(text: str, right: str) -> None:
    refusal = refuse(text, READERS["hugo"], owned=True, plain=True)
    assert refusal is not None
    assert (refusal.right, refusal.reader, refusal.disputed) == (right, "Hugo", False)
    assert not right or refusal.advice == f"write `{right}`"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("‘2024-05-01’", "2024-05-01"),
        ("“31/12/2024”", "2024-12-31"),
        ("„soon”", ""),
        ("`16 May 2024`", "2024-05-16"),
    ],
)
def test_typographic_quotes(text: str, right: str) -> None:
    refusal = refuse(text, READERS[""], owned=False, plain=True)
    assert refusal is not None
    assert (refusal.reason, refusal.right) == (
        "the quotes are typographic ones" if right != "2024-12-31" else "",
        right,
    )
    # Ruby reads past them.
    assert refuse(text, READERS["jekyll"], owned=True, plain=True) is None


def test_templates() -> None:
    forms = [
        "{{ date }}", "{% now %}", "<% tp.date.now() %>", "<date>", "${date}", "$DATE$", "`r Sys.Date()`",
        "__date__", "YYYY-MM-DD", "yyyy", "2024-XX-XX",
    ]  # fmt: skip
    assert all(map(is_template, forms))
    assert not any(map(is_template, ("2024-05-16", "soon", "$5", "X", "a" * 200 + "{{ date }}")))


@pytest.mark.parametrize(
    ("text", "generator", "day"),
    [
        ("2035-04-05", "", "2035-04-05"),
        ("5 April 2035", "astro", "2035-04-05"),
        ("04/05/2035", "astro", "2035-04-05"),
        ("04/05/2035", "jekyll", "2035-05-04"),
        ("04/05/2035", "pelican", "2035-04-05"),
        ("31/12/2035", "pelican", "2035-12-31"),
        ("31/12/2035", "astro", ""),
        ("12/31/2035", "jekyll", ""),
        ("04/05/2035", "", ""),
        ("004/5/2035", "astro", ""),
        ("4/005/2035", "astro", ""),
        ("4/5/35", "astro", ""),
        ("soon", "astro", ""),
    ],
)
def test_dates_in_the_order_of_a_generator(text: str, generator: str, day: str) -> None:
    moment = read_date(text, READERS[generator])
    assert moment == (datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    ("generator", "name", "reader"),
    [
        ("", "a.md", ""),
        ("", "posts/a.QMD", "Quarto"),
        ("", "a.Rmd", "Quarto"),
        ("hugo", "a.Rmd", "Hugo"),
        ("gatsby", "a.md", ""),
    ],
)
def test_who_reads_a_file(generator: str, name: str, reader: str) -> None:
    assert reader_of(generator, name).name == reader


def test_every_generator_is_in_the_table() -> None:
    assert set(GENERATORS) <= set(READERS)
    assert all(reader.name.lower() == generator for generator, reader in READERS.items())
    assert all(name == name.lower() for reader in READERS.values() for name in reader.fields)


@given(st.text("0123456789-/.: TZ+ampPM年May{", max_size=30), st.sampled_from(sorted(READERS)), st.booleans())
def test_any_text_is_judged(text: str, generator: str, plain: bool) -> None:  # noqa: FBT001
    for owned in (False, True):
        refusal = refuse(text, READERS[generator], owned=owned, plain=plain)
        if refusal is not None and refusal.right:
            assert refuse(refusal.right, READERS[generator], owned=owned, plain=plain) is None
