"""The dates of addresses: which others excuse them, to the day, and how much work many of them are."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from newslint.knowledge.dates import parse_date
from newslint.lint.corpus import check
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN, dat_address_mismatch
from newslint.schema.compiled import Schema, load_schema
from newslint.source import Source

RULES = (BUILT_IN.by_code["DAT007"],)


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    """One that takes lists of addresses and of days."""
    roles = {"permalink": "permalink", "slug": "slug", "date": "published"}
    properties = {name: {"items": {"x-newslint-role": role}} for name, role in roles.items()}
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"x-newslint-role": "article", "properties": properties}), encoding="utf-8")
    return load_schema(path)


def messages(schema: Schema, name: str = "a.md", **fields: Sequence[str]) -> list[tuple[str, str]]:
    lines = [line for key, values in fields.items() for line in (f"{key}:", *(f"- {v}" for v in values))]
    text = "\n".join(["---", *lines, "---", ""])
    report = check([Source(name, text.encode())], Settings(RULES, schema=schema), Job("", named=True))
    assert report.internal_errors == ()
    return [(finding.path, finding.message) for finding in report.findings]


def told(schema: Schema, name: str = "a.md", **fields: Sequence[str]) -> list[str]:
    """Which field differs, and from what."""
    return [f"{path} {said.partition('but ')[2]}" for path, said in messages(schema, name, **fields)]


NAMED = "2023-05-12-a.md"
SAYS = "the file name says `2023-05-12`"


@pytest.mark.parametrize(
    ("day", "is_told"), [("10", True), ("11", False), ("12", False), ("13", False), ("14", True)]
)
def test_a_day_more_or_less_is_left_alone(schema: Schema, day: str, *, is_told: bool) -> None:
    expected = [f"permalink[0] {SAYS}"] if is_told else []
    assert told(schema, NAMED, permalink=[f"/2023/05/{day}/"]) == expected


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2023-04-10", True), ("2023-04-11", False), ("2023-06-12", False), ("2023-06-13", True)],
)
def test_a_slug_beside_a_permalink_may_be_a_month_away(schema: Schema, day: str, *, is_told: bool) -> None:
    found = told(schema, NAMED, permalink=["/2023/05/12/"], slug=[f"{day}-harbour"])
    assert found == ([f"slug[0] {SAYS}"] if is_told else [])


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ("2020-02-01", True),
        ("2020-02-02", False),
        ("2020-02-04", False),
        ("2020-02-05", True),
        ("2020-02", True),
    ],
)
def test_a_field_with_such_a_day_excuses_an_address(schema: Schema, other: str, *, is_told: bool) -> None:
    found = told(schema, NAMED, permalink=["/2020/02/03/"], event=[other])
    assert found == ([f"permalink[0] {SAYS}"] if is_told else [])


def test_no_address_excuses_itself_but_two_do(schema: Schema) -> None:
    assert told(schema, NAMED, slug=["2020-02-03"]) == [f"slug[0] {SAYS}"]
    assert told(schema, NAMED, slug=["2020-02-03", "2020-02-04"]) == []
    assert told(schema, NAMED, slug=["2020-02-03", "2020-02-05"]) == [f"slug[0] {SAYS}", f"slug[1] {SAYS}"]


def test_of_several_days_of_one_address_one_that_fits_will_do(schema: Schema) -> None:
    assert told(schema, NAMED, permalink=["/2020/02/03/2023/05/12/"]) == []
    assert told(schema, NAMED, permalink=["/harbour/", "/2020/02/30/", "/2023/05/12/"]) == []
    assert told(schema, NAMED, permalink=["/2020/02/03/2020/03/03/"]) == [f"permalink[0] {SAYS}"]
    assert told(schema, NAMED, permalink=["/2020/02/03/2020/03/03/"], event=["2020-03-03"]) == []
    assert messages(schema, NAMED, permalink=["/2020/02/03/2020/03/03/"]) == [
        ("permalink[0]", f"`permalink[0]` says `2020-02-03`, but {SAYS}")
    ]


def test_drafts_are_passed_over(schema: Schema) -> None:
    assert told(schema, f"_drafts/{NAMED}", permalink=["/2020/02/03/"]) == []
    assert told(schema, f"drafts/{NAMED}", permalink=["/2020/02/03/"]) == [f"permalink[0] {SAYS}"]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        ("2023/05/02", True),
        ("2023/05/22", True),
        ("2013/05/12", True),
        ("2023/05/21", False),
        ("2022/04/12", False),
    ],
)
def test_without_a_day_in_the_name_only_a_slip_of_one_digit_counts(
    schema: Schema, day: str, *, is_told: bool
) -> None:
    found = told(schema, permalink=[f"/{day}/"], date=["2023-05-12"])
    assert found == (["permalink[0] `date[0]` is `2023-05-12`"] if is_told else [])


def test_a_slip_of_any_day_of_publication_counts(schema: Schema) -> None:
    days = ["2001-01-01", "2023-05-12"]
    assert told(schema, permalink=["/2023/05/02/"], date=days) == ["permalink[0] `date[0]` is `2001-01-01`"]
    assert told(schema, permalink=["/2023/05/13/"], date=days) == []


def test_many_addresses_and_many_days_are_looked_through_once(
    schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def asking(value: object) -> datetime | None:
        asked.append(value)
        return parse_date(value)

    monkeypatch.setattr(dat_address_mismatch, "parse_date", asking)
    days = [date(2000, 1, 1) + timedelta(days=4 * number) for number in range(400)]
    addresses = [f"/{day + timedelta(days=2):%Y/%m/%d}/" for day in days]
    found = told(schema, "2023-05-12-a.md", permalink=addresses, date=[f"{day}" for day in days])
    assert len(found) == 400
    assert len(asked) == 2 * (400 + 800)  # once to tell, and once to answer what others ask
