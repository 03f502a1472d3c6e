"""Comparing facts of many documents: groups, others to name, and the spelling that is usual."""

import pytest

from newslint.finding import PlacedFact, Range, Related
from newslint.rulekit.comparing import (
    Rarer,
    by_key,
    fingerprint,
    folded,
    folded_fingerprint,
    is_majority,
    is_tidy,
    number_of_files,
    rarer_spellings,
    skeleton,
    with_others,
)


def fact(number: int, value: str = "", key: str = "k") -> PlacedFact:
    return PlacedFact(key, (value,), f"{number:02}.md", Range(2, 8, 2, 12), "title")


def related(number: int, message: str) -> Related:
    return Related(f"{number:02}.md", Range(2, 8, 2, 12), message)


def test_groups_keep_the_order_of_their_first_facts() -> None:
    facts = [fact(1, "a", "x"), fact(2, "b", "y"), fact(3, "a", "x")]
    assert by_key(facts) == [[facts[0], facts[2]], [facts[1]]]
    assert by_key(facts, lambda one: one.file) == [[one] for one in facts]
    assert by_key([]) == []


@pytest.mark.parametrize("number", [2, 3, 10, 11, 12, 30])
def test_every_fact_is_told_with_ten_other_places_at_most(number: int) -> None:
    group = [fact(index) for index in range(number)]
    found = list(with_others(group, "said"))
    assert [one for one, _ in found] == group
    for one, places in found:
        expected = [related(n, "said") for n in range(number) if group[n] is not one]
        assert list(places) == expected[:10]


def test_the_usual_spelling_is_told_to_those_who_spell_otherwise() -> None:
    group = [fact(0, "Pier"), fact(1, "pier"), fact(2, "Pier"), fact(3, "PIER"), fact(4, "Pier")]
    places = tuple(related(number, "the usual spelling") for number in (0, 2, 4))
    assert list(rarer_spellings(group)) == [
        Rarer(group[1], "Pier", 3, places, is_clear=False),
        Rarer(group[3], "Pier", 3, places, is_clear=False),
    ]


def test_between_equals_and_alone_no_spelling_is_usual() -> None:
    assert list(rarer_spellings([fact(0, "a"), fact(1, "b")])) == []
    assert list(rarer_spellings([fact(0, "a"), fact(1, "b"), fact(2, "b"), fact(3, "a"), fact(4, "c")])) == []
    assert list(rarer_spellings([fact(0, "a"), fact(1, "a")])) == []


def test_of_a_usual_spelling_ten_places_are_named() -> None:
    group = [fact(number, "a") for number in range(12)] + [fact(12, "b")]
    ((_, _, count, places, is_clear),) = rarer_spellings(group)
    assert (count, is_clear) == (12, True)
    assert places == tuple(related(number, "the usual spelling") for number in range(10))


@pytest.mark.parametrize(
    ("having", "others", "is_clear"),
    [(2, 0, False), (3, 0, True), (3, 1, True), (4, 2, False), (5, 2, False), (6, 2, True), (8, 3, False)],
)
def test_a_clear_majority(having: int, others: int, *, is_clear: bool) -> None:
    assert is_majority(having, others) is is_clear


def test_a_majority_is_one_of_files_over_all_other_spellings() -> None:
    usual = [fact(number, "Pier") for number in range(6)]
    rarer = [fact(6, "pier"), fact(7, "PIER")]
    assert [one.is_clear for one in rarer_spellings([*usual, *rarer])] == [True, True]
    assert [one.is_clear for one in rarer_spellings([*usual[1:], *rarer])] == [False, False]
    # One file that has it often counts once, on either side.
    assert [one.is_clear for one in rarer_spellings([*usual[:1] * 9, *usual[:2], *rarer[:1]])] == [False]
    assert [one.is_clear for one in rarer_spellings([*usual[:3], *rarer[:1] * 2])] == [True, True]
    assert number_of_files([*usual, *usual]) == 6


def test_nobody_follows_a_spelling_with_odd_blanks() -> None:
    for usual in ("Old\u00a0pier", "Old  pier", "Old\u200b pier", " Old pier"):
        assert not is_tidy(usual)
        group = [fact(number, usual) for number in range(3)] + [fact(3, "old pier")]
        assert [one.is_clear for one in rarer_spellings(group)] == [False]
    assert is_tidy("Old pier & quay")


def test_what_people_vary_is_left_out() -> None:
    assert folded(" The  Old\tPier\n") == "the old pier"
    assert folded("STRASSE") == folded("Straße")
    assert folded_fingerprint("The Pier") == fingerprint("the pier") != fingerprint("the piers")
    assert len(fingerprint("")) == 12
    assert fingerprint("\ud800")


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Climate-Change", "climatechange"),
        ("climate change", "climatechange"),
        ("O\u2019Neill & Co.", "oneillco"),
        ("Ab/B (c): d; e! f? g, h_i", "abbcdefghi"),
        ("C++", "c++"),
        ("C#", "c#"),
        (".NET", ".net"),
        (" .NET", ".net"),
        ("a.b", "ab"),
        ("\u2010\u2015x", "x"),
        ("\u2016x", "\u2016x"),
    ],
)
def test_the_skeleton_of_a_label(label: str, kept: str) -> None:
    assert skeleton(label) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.0", "10"), ("v1.2", "v12"), ("9/11", "911"), ("iOS 1.1", "iOS 11"), ("19-20", "1920"),
        ("A/B", "AB"), ("C/C++", "CC++"), ("R&D", "RD"), ("AT&T", "ATT"), ("P!nk", "Pnk"), ("C#", "C"),
    ],
)  # fmt: skip
def test_what_tells_names_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.0", "1,0"), ("24/7", "24 7"), ("HTML 5", "html5"), ("COVID-19", "covid19"), ("TCP/IP", "tcp-ip"),
        ("Yahoo!", "yahoo"), ("rock & roll", "Rock-Roll"), ("C++", "c++"), ("U.S. News", "US News"),
    ],
)  # fmt: skip
def test_what_people_vary(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
