"""Combined facts say what all facts say, in whatever parts they come, and however often they are combined."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import CorpusHit, Crowd, PlacedFact, Range
from newslint.rule import Rule
from newslint.rulekit.combining import KEPT, Different, how_many, sampled, sampled_by_file, with_first
from newslint.rulekit.comparing import number_of, number_of_files
from newslint.rules import RULES

Made = tuple[str, tuple[str, ...]]
"""A key and values."""

PLACE = Range(1, 1, 1, 2)
COMBINING = [rule for rule in RULES if rule.combine is not None]
# How often each is asked for is as in archives: one thing nearly everywhere, others seldom.
OFTEN = (24, 4, 1)
SELDOM = 0.01


def one_of(random: Random, *things: str) -> str:
    return random.choices(things, OFTEN[: len(things)])[0]


def publishers(random: Random) -> Iterator[Made]:
    for _ in range(random.choice((1, 1, 2))):
        yield "k", (one_of(random, "Old Pier", "old pier", "OLD PIER"),)


def topics(random: Random) -> Iterator[Made]:
    for values in publishers(random):
        yield values[0], (*values[1], "apart")


def images(random: Random) -> Iterator[Made]:
    headline = f"h{random.randrange(random.choice((3, 9, 40)))}"
    edition = one_of(random, "en/", "", "record")
    address = "cdn.example.com/default-share-image.png"
    day = random.choice(("2024-01-02", "2024-03-04", ""))
    story = headline, one_of(random, "", "times.example", "post.example"), day
    yield random.choice(("img", "img", "other")), (headline, edition, address, *story)
    if random.random() < 0.7:
        yield "", ("", edition, one_of(random, "", "cdn.example.com", "example.org"))


def sentences(random: Random) -> Iterator[Made]:
    number = random.randrange(random.choice((2, 6, 40)))
    whole = one_of(random, f"whole {number}", f"whole {number % 3}", "")
    yield "k", (f"h{number}", whole, one_of(random, "times", "post", ""), random.choice(("", "", "", "says")))


def identifiers(random: Random) -> Iterator[Made]:
    value = str(random.randrange(2 if random.random() < 0.03 else 5000))
    shared = one_of(random, "", "translated")
    yield f"id\n{value}", ("id", shared)
    yield "id", ("id", "all", shared)


def labels(random: Random) -> Iterator[Made]:
    label = one_of(random, "infrastructure", "weather")
    if random.random() < SELDOM:
        label = "infrastucture"
    yield f"tags {label}", (label, "tags", "speaks of it") if random.random() < 0.2 else (label, "tags")


def lengths(random: Random) -> Iterator[Made]:
    length = random.choice((200, 201, 203, 260))
    yield "summaries", (str(length), one_of(random, "open", "dangling", ""))


def dates(random: Random) -> Iterator[Made]:
    yield "posts", (one_of(random, "", "`date` is `2024-01-02`", "`date` is `2024-01-03`"), "posts")


def pictures(random: Random) -> Iterator[Made]:
    for _ in range(random.choice((1, 1, 3))):
        yield "images", (one_of(random, "text", ""), "images")


def keys(random: Random) -> Iterator[Made]:
    names = one_of(random, "title\ndescription", "title")
    if random.random() < SELDOM:
        names = "title\ndescripton"
    kinds = random.choice(("tt", "tl"))[: names.count("\n") + 1]
    yield names, (names, " ".join(str(line) for line in range(2, 3 + names.count("\n"))), "", kinds)


def names(random: Random) -> Iterator[Made]:
    name = one_of(random, "ada lovelace", "mary shelly", "mary shelley")
    yield f"author {name}", (name, "author", "" if name == "mary shelly" else "known", "authors.yml", "")


MAKERS: dict[str, tuple[Callable[[Random], Iterator[Made]], dict[str, Any]]] = {
    "COR003": (publishers, {}),
    "COR004": (topics, {}),
    "COR005": (images, {"headlines": 6}),
    "COR006": (sentences, {"headlines": 6, "unrelated_headlines": 4, "publisher_headlines": 3}),
    "COR008": (identifiers, {"share": 0.2}),
    "COR009": (labels, {"times": 5}),
    "COR010": (lengths, {"summaries": 5}),
    "DAT003": (dates, {}),
    "IMG007": (pictures, {"share": 0.6}),
    "KEY001": (keys, {"times": 5}),
    "REF001": (names, {"places": 5, "share": 0.5}),
}


@contextmanager
def a_few_are_many() -> Iterator[None]:
    """From eight on, different things are counted no more."""
    modules = ("rulekit.combining", "rules.cor_boilerplate_summary", "rules.cor_repeated_image")
    with (
        patch(f"newslint.{modules[0]}.MANY", 8),
        patch(f"newslint.{modules[1]}.MANY", 8),
        patch(f"newslint.{modules[2]}.MANY", 8),
    ):
        yield


def documents(code: str, random: Random, number: int) -> list[list[PlacedFact]]:
    """The facts of so many documents."""
    make, _ = MAKERS[code]
    found = []
    for index in range(number):
        file = f"{random.choice(('', 'a/', 'a/b/', 'c/'))}{index:03}.md"
        found.append(
            [
                PlacedFact(key, values, file, PLACE._replace(line=line), "field")
                for line, (key, values) in enumerate(make(random))
            ]
        )
    return found


def grouped(facts: Sequence[PlacedFact]) -> list[list[PlacedFact]]:
    groups: dict[str, list[PlacedFact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.file, fact.record, fact.range)):
        groups.setdefault(fact.key, []).append(fact)
    return list(groups.values())


def combined(rule: Rule, options: Any, facts: Sequence[PlacedFact]) -> list[PlacedFact]:
    assert rule.combine is not None
    return [fact for group in grouped(facts) for fact in rule.combine(group, options)]


def said(rule: Rule, options: Any, facts: Sequence[PlacedFact]) -> list[CorpusHit]:
    assert rule.compare is not None
    groups = [group for group in grouped(facts) if len(group) > 1 or rule.with_single or group[0].crowd]
    return list(rule.compare(groups, options))


def spread_out(hits: Sequence[CorpusHit], facts: Sequence[PlacedFact]) -> list[CorpusHit]:
    """What is said of all facts, where it is said of some that stand for others."""
    single = [hit for hit in hits if hit.fact.crowd is None]
    told = {(hit.fact.document, hit.fact.range, hit.fact.values) for hit in single}
    for hit in hits:
        crowd = hit.fact.crowd
        if crowd is None:
            continue
        key = hit.fact.key.partition("\n")[0] if hit.fact.key.startswith("summaries") else hit.fact.key
        for fact in facts:
            place = fact.document, fact.range, fact.values
            if fact.key == key and (crowd.is_mixed or fact.values == hit.fact.values) and place not in told:
                told.add(place)
                single.append(hit._replace(fact=fact._replace(key=hit.fact.key)))
    return single


def combined_in_parts(
    rule: Rule, options: Any, found: Sequence[Sequence[PlacedFact]], random: Random
) -> list[PlacedFact]:
    """Combined in parts of any size, and these with each other in any order, until one is left."""
    shuffled = list(found)
    random.shuffle(shuffled)
    parts = [list[PlacedFact]() for _ in range(random.randint(1, 6))]
    for document in shuffled:
        random.choice(parts).extend(document)
    parts = [combined(rule, options, part) for part in parts]
    while len(parts) > 1:
        one = parts.pop(random.randrange(len(parts)))
        other = parts.pop(random.randrange(len(parts)))
        both = [*one, *other]
        again = random.random() < 0.7
        parts.append(combined(rule, options, both) if again else both)
    return parts[0]


def test_every_rule_that_combines_is_tried() -> None:
    assert sorted(rule.code for rule in COMBINING) == sorted(MAKERS)


@pytest.mark.parametrize("rule", COMBINING, ids=lambda rule: rule.code)
@given(st.integers(0, 2**32), st.sampled_from((1, 5, 20, 60, 150)))
def test_combined_facts_say_the_same(rule: Rule, seed: int, number: int) -> None:
    random, options = Random(seed), rule.options(**MAKERS[rule.code][1])
    with a_few_are_many():
        found = documents(rule.code, random, number)
        facts = [fact for document in found for fact in document]
        fewer = combined_in_parts(rule, options, found, random)
        assert number_of(fewer) == len(facts)
        hits = spread_out(said(rule, options, fewer), facts)
        assert sorted(hits) == sorted(said(rule, options, facts))


@pytest.mark.parametrize("rule", COMBINING, ids=lambda rule: rule.code)
@given(st.integers(0, 2**32), st.sampled_from((1, 5, 20, 60, 150)))
def test_combined_facts_of_records_say_the_same(rule: Rule, seed: int, number: int) -> None:
    random, options = Random(seed), rule.options(**MAKERS[rule.code][1])
    with a_few_are_many():
        found = as_records(documents(rule.code, random, number))
        facts = [fact for document in found for fact in document]
        fewer = combined_in_parts(rule, options, found, random)
        assert number_of(fewer) == len(facts)
        hits = spread_out(said(rule, options, fewer), facts)
        assert sorted(hits) == sorted(said(rule, options, facts))


@pytest.mark.parametrize("rule", COMBINING, ids=lambda rule: rule.code)
def test_hot_keys_of_records_become_counters(rule: Rule) -> None:
    options = rule.options(**MAKERS[rule.code][1])
    with a_few_are_many():
        found = as_records(documents(rule.code, Random(7), 5000))
        keys = Counter(fact.key for document in found for fact in document)
        hot = {key for key, times in keys.items() if times > 50}
        facts = [fact for document in found for fact in document if fact.key in hot]
        assert len(combined(rule, options, facts)) < 250


def as_records(found: list[list[PlacedFact]]) -> list[list[PlacedFact]]:
    """The same facts, of records of one file."""
    return [
        [fact._replace(file="dump.jsonl", record=number) for fact in facts]
        for number, facts in enumerate(found, 1)
    ]


@pytest.mark.parametrize("rule", COMBINING, ids=lambda rule: rule.code)
def test_hot_keys_become_counters(rule: Rule) -> None:
    """Of thousands of documents some facts travel; and of such documents something is said."""
    random, options = Random(7), rule.options(**MAKERS[rule.code][1])
    with a_few_are_many():
        found = documents(rule.code, random, 5000)
        facts = [fact for document in found for fact in document if is_hot(fact)]
        assert len(combined(rule, options, facts)) < 250
        tries = [documents(rule.code, random, number) for number in (20, 60, *[150] * 8)]
        fewer = [combined_in_parts(rule, options, found, random) for found in tries]
        assert any(said(rule, options, facts) for facts in fewer)


def is_hot(fact: PlacedFact) -> bool:
    """Whether a rule counts such facts: of an identifier that repeats, each place is told of others."""
    return not fact.key.startswith("id\n")


def fact(number: int, value: str = "", crowd: Crowd | None = None) -> PlacedFact:
    return PlacedFact("k", (value,), f"{number:02}.md", PLACE, "title", 0, crowd)


def test_the_first_of_a_kind_stay_and_one_stands_for_the_others() -> None:
    group = [fact(number, "b" if number == 3 else "a") for number in range(15)]
    found = sampled(group, lambda one: one.values)
    assert found == [
        *[group[number] for number in (0, 1, 2, *range(4, 12))],
        group[12]._replace(crowd=Crowd(3, 3)),
        group[3],
    ]
    assert KEPT == 11
    assert sampled(group[:12]) == group[:12]  # one fact is no crowd
    assert sampled(group[:13], kept=11)[-1] == group[11]._replace(crowd=Crowd(2, 2))
    assert sampled([fact(0)], kept=0) == [fact(0)]
    assert number_of(found) == 15
    assert fact(0).number == 1


def test_crowds_join() -> None:
    group = [fact(0), fact(1, crowd=Crowd(5, 2)), fact(2), fact(3)]
    assert sampled(group, kept=1) == [fact(0), fact(1, crowd=Crowd(7, 4))]
    assert sampled([fact(0), fact(1, crowd=Crowd(5, 2))], kept=1) == [fact(0), fact(1, crowd=Crowd(5, 2))]


def test_files_are_counted_once() -> None:
    same = [fact(4)._replace(range=PLACE._replace(line=line)) for line in (1, 2, 3)]
    # The file stays as long as one of its facts does.
    found = sampled([*same, fact(5)], kept=1)
    assert found == [same[0], same[1]._replace(crowd=Crowd(3, 1))]
    assert number_of_files(found) == 2
    again = sampled([fact(0), *found], kept=1)
    assert again == [fact(0), same[0]._replace(crowd=Crowd(4, 2))]
    assert number_of_files(again) == 3


def test_files_of_several_kinds_count_once_for_all_of_them() -> None:
    both = [fact(number, value) for number in range(20) for value in ("a", "b")]
    one = [fact(number, "b") for number in range(20, 33)]
    assert sampled_by_file(both[:22]) == both[:22]
    found = sampled_by_file([*both, *one])
    crowds = [one for one in found if one.crowd]
    assert crowds == [
        fact(11, "a", Crowd(9, 9, kinds="a\0b")),
        fact(11, "b", Crowd(9, 9, kinds="a\0b")),
        fact(31, "b", Crowd(2, 2, kinds="b")),
    ]
    assert len(found) == 22 + 11 + 3
    assert number_of_files(found) == 33
    assert [number_of_files(one for one in found if one.values == (v,)) for v in ("a", "b")] == [20, 33]
    again = sampled_by_file([*found, fact(40, "a"), fact(40, "b")])
    assert fact(11, "a", Crowd(10, 10, kinds="a\0b")) in again
    assert number_of_files(again) == 34


def test_what_tells_more_stays_among_the_first_or_not() -> None:
    group = [fact(number, "x" if number == 13 else "") for number in range(16)]
    seen = Different(9)
    found = with_first(group, lambda one: seen.adds(one.values[0]))
    assert found == [*group[:11], group[13], group[11]._replace(crowd=Crowd(4, 4, is_mixed=True))]
    found = with_first(group, lambda _: False, last=True)
    assert found == [*group[:11], group[15], group[11]._replace(crowd=Crowd(4, 4, is_mixed=True))]
    assert with_first(group[:12], lambda _: False) == group[:12]


def test_different_things_are_counted_up_to_a_bound() -> None:
    different = Different(2)
    assert [different.adds(text) for text in ("a", "a", "b", "c", "b")] == [True, False, True, False, False]
    assert [how_many(number) for number in (3, 9_999, 10_000, 10_001)] == [
        "3", "9,999", "at least 10,000", "at least 10,000",
    ]  # fmt: skip
