"""Records: what goes in comes out, and what is no record is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import LocalImage
from newslint.finding import (
    Asked,
    Finding,
    PlacedEdit,
    PlacedFix,
    Profile,
    Question,
    Range,
    Related,
    Severity,
    Span,
    Suppression,
)
from newslint.lint.corpus import gather
from newslint.lint.examiner import Examined, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.run.cache.record import from_record, to_record
from newslint.source import Source

ERRORS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
# Every code point, lone surrogates too: they stand for bytes that are not UTF-8.
texts = st.text(st.characters(exclude_categories=()), max_size=20)
numbers = st.integers(1, 2**31)
places = st.builds(Range, numbers, numbers, numbers, numbers)
edits = st.lists(st.builds(PlacedEdit, places, texts), max_size=2).map(tuple)
fixes = st.builds(PlacedFix, texts, edits, st.sampled_from(["safe", "unsafe"]), numbers)
facts = st.tuples(
    st.sampled_from(["COR001", "COR004"]), st.integers(-(2**63), 2**63 - 1), texts, texts,
    numbers, numbers, numbers, numbers,
)  # fmt: skip
known = st.frozensets(st.sampled_from(sorted(BY_CODE)))
images = st.dictionaries(
    texts, st.none() | st.builds(LocalImage, numbers, numbers) | st.just(LocalImage(missing=True)), max_size=3
)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    rule = BY_CODE[draw(st.sampled_from(sorted(BY_CODE)))]
    related = st.lists(st.builds(Related, st.just("a.md"), places, texts, st.just(0)), max_size=2).map(tuple)
    return Finding(
        rule.code, rule.name, draw(st.sampled_from(Severity)), draw(texts), "a.md", draw(places), draw(texts),
        draw(st.none() | texts), draw(st.none() | fixes), draw(texts), draw(texts), "news", draw(related),
    )  # fmt: skip


@st.composite
def examined(draw: st.DrawFn) -> Examined:
    asked = st.builds(Asked, st.sampled_from(sorted(BY_CODE)), st.integers(1, 99))
    days = st.sampled_from(["", "2024-05-01"])
    profile = st.builds(
        Profile, st.just("a.md"), st.just("news"), days, texts, st.lists(texts, max_size=3).map(tuple), texts
    )
    return Examined(
        draw(st.lists(findings(), max_size=3)),
        draw(st.lists(facts, max_size=4)),
        profile=draw(st.none() | profile),
        questions=draw(st.dictionaries(st.builds(Question, texts, texts), asked)),
        by_lines=draw(st.booleans()),
        images=draw(images),
    )


def fields(kept: Examined) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in Examined.__match_args__}


def read(text: str) -> Examined | None:
    return from_record(text, "a.md", "news", BY_CODE)


@given(examined())
def test_what_goes_in_comes_out(kept: Examined) -> None:
    record = to_record(kept)
    assert record.isascii()
    found = read(record)
    assert found is not None
    assert fields(found) == fields(kept)


def test_what_is_no_article_comes_out_as_none() -> None:
    assert read(to_record(None)) is None


@given(
    texts,
    st.frozensets(st.sampled_from(sorted(BY_CODE))),
    st.integers(0, 99),
    numbers | st.none(),
)
def test_suppressions_silence_as_before(
    selector: str, codes: frozenset[str], first: int, last: int | None
) -> None:
    nowhere = Span(3, 4)
    lines = (first, float("inf") if last is None else last)
    before = Suppression(selector, codes, nowhere, nowhere, *lines)
    kept = read(to_record(Examined(suppressions=[before])))
    assert kept is not None
    (after,) = kept.suppressions
    assert (after.selector, after.codes, after.first, after.last) == (selector, codes, *lines)


PLACE = [1, 1, 1, 2]
FINDING = ["FM009", "said", PLACE, "a.b", None, None, 0, "0" * 16, [], "info"]
FACT = [["COR001"], [1], ["\0x"], ["url"], [1], [1], [1], [2]]
GOOD: list[Any] = [
    [FINDING],
    FACT,
    [["FM", ["FM009"], 0, None]],
    ["2024-05-01", "a", ["title"], "A"],
    {"a.png": [1, 2, False]},
    ["line"],
    "",
    [["field a", "a", "FM009", 2]],
    True,
]


def test_the_record_that_is_damaged_below_is_a_record() -> None:
    kept = read(json.dumps(GOOD))
    assert kept is not None
    assert [(finding.name, finding.excerpt) for finding in kept.findings] == [("ambiguous-scalar", "line")]
    assert kept.findings[0].severity is Severity.INFO
    assert kept.questions == {Question("field a", "a"): Asked("FM009", 2)}
    assert kept.by_lines


def _with(part: int, value: Any) -> list[Any]:
    return [*GOOD[:part], value, *GOOD[part + 1 :]]


def _finding(part: int, value: Any) -> list[Any]:
    return _with(0, [[*FINDING[:part], value, *FINDING[part + 1 :]]])


def _fact(part: int, value: Any) -> list[Any]:
    return _with(1, [*FACT[:part], value, *FACT[part + 1 :]])


@pytest.mark.parametrize(
    "record",
    [
        "", "{", "[]", "3", '"x"', "[" + "null," * 8 + "null]", "[" * 100_000, "1" * 5000,
        _finding(0, "FM999"), _finding(0, ["FM009"]), _finding(1, 3), _finding(2, [1, 1, 1]),
        _finding(2, [0, 1, 1, 1]), _finding(2, [1, 1, 10**30, 1]), _finding(2, [1, 1, True, 1]),
        _finding(2, "abcd"), _finding(3, None), _finding(4, {}), _finding(5, ["m", "evil", 1, []]),
        _finding(5, ["m", "safe", 1, [[PLACE, 3]]]), _finding(5, ["m", "safe", 0, []]),
        _finding(5, ["m", "safe", True, []]), _finding(5, ["m", "safe", 1.0, []]),
        _finding(2, [1, 1, 1, 2**31 + 1]), _finding(2, [1, 1, 1, 0]), _fact(1, [-(2**63) - 1]),
        _fact(5, [0]), _fact(6, [0]), _fact(0, [None]),
        _fact(3, [None]), _with(2, [["FM", ["FM009"], 0, "1"]]), _with(2, [[1, ["FM009"], 0, None]]),
        _with(3, ["2024-05-1", "a", [], ""]), _with(3, ["2024-05-01x", "a", [], ""]),
        _finding(5, 0), _finding(6, None), _finding(6, 1), _finding(7, 1.5), _with(5, [3]),
        _with(6, 1), _with(6, None), _with(6, "\ud800"), _with(6, "a\n"),
        _finding(8, [[PLACE]]), _finding(8, [[PLACE, None]]), _with(0, [FINDING[:-1]]), _with(0, {"a": 1}),
        _fact(0, [1]), _fact(0, ["a", "b"]), _fact(1, [2**63]), _fact(1, [1.0]), _fact(1, [True]),
        _fact(2, [None]), _fact(4, [0]), _fact(4, [2**31 + 1]), _fact(7, [-1]), _fact(7, []),
        _with(1, FACT[:-1]), _with(1, [[]] * 8), _with(1, None),
        _with(2, [["FM", ["FM009"], "0", None]]), _with(2, [["FM", [1], 0, None]]), _with(2, [[1]]),
        _with(3, ["yesterday", "a", [], ""]), _with(3, [None, "a", [], ""]), _with(3, 1),
        _with(3, ["", 1, [], ""]), _with(3, ["", "a", [1], ""]), _with(3, ["", "a", [], 1]),
        _with(3, ["", "a", []]), _with(4, []), _with(4, {"a": [1, 2, 3, 4, 5]}), _with(4, {"a": 1}),
        _finding(9, "bad"), _finding(9, None), _finding(9, []), _with(7, None), _with(7, [["a", "a"]]),
        _with(7, [["a", "a", "FM009"]]), _with(7, [[1, "a", "FM009", 1]]), _with(7, [["a", 1, "FM009", 1]]),
        _with(7, [["a", "a", "FM999", 1]]), _with(7, [["a", "a", ["FM009"], 1]]),
        _with(7, [["a", "a", "FM009", True]]), _with(7, [["a", "a", "FM009", "1"]]),
        _with(8, 1), _with(8, None), GOOD[:8],
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(record: object) -> None:
    with pytest.raises(ERRORS):
        read(record if isinstance(record, str) else json.dumps(record))


@pytest.mark.parametrize(
    "record",
    [
        _finding(2, [1, 1, 1, 1]), _finding(2, [2**31] * 4), _finding(4, "help"),
        _finding(5, ["m", "unsafe", 1, []]),
        _finding(5, ["m", "safe", 2, [[PLACE, ""]]]), _finding(8, [[PLACE, "there"]]), _fact(1, [2**63 - 1]),
        _fact(1, [-(2**63)]), _fact(1, [0]), _fact(4, [2**31]), _fact(7, [1]), _with(1, []),
        _with(2, [["FM", [], 3, 4.5]]), _with(3, None), _with(3, ["", "", [], ""]), _with(4, {"a": None}),
        _with(7, []), _with(8, bool(0)),
    ],
)  # fmt: skip
def test_what_is_at_the_end_of_its_range_is_a_record(record: object) -> None:
    assert read(json.dumps(record)) is not None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.sampled_from(["FM009", "COR001"]),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=20,
)


@given(st.integers(0, 8), json_values)
def test_whatever_is_read_can_be_compared_or_is_refused(part: int, value: Any) -> None:
    try:
        kept = read(json.dumps(_with(part, value)))
    except ERRORS:
        return
    assert kept is not None
    settings = Settings(tuple(BY_CODE.values()))
    report = gather([Outcome(Job("a.md"), kept)], settings, lambda job: Source(job.name, b"---\n---\n"))
    assert report.files == 1
