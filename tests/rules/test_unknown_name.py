"""When a list of a site is taken for a list of all names."""

import pytest

from newslint.finding import PlacedFact, Range, Severity
from newslint.rules import BY_CODE

RULE = BY_CODE["REF001"]


def group(kind: str, name: str, number: int, *, known: bool, is_open: bool = False) -> list[PlacedFact]:
    values = name, kind, "known" if known else "", "a list", "open" if is_open else ""
    return [PlacedFact(name, values, f"{i}.md", Range(2, 1, 2, 5), kind) for i in range(number)]


def told(
    kind: str, different: int, each: int, unknown: list[int], *, name: str = "name{}", is_open: bool = False
) -> list[tuple[str, Severity | None]]:
    assert RULE.compare is not None
    known = [group(kind, name.format(i), each, known=True, is_open=is_open) for i in range(different)]
    others = [
        group(kind, name.format(f"x{i}"), number, known=False, is_open=is_open)
        for i, number in enumerate(unknown)
    ]
    return [(hit.message, hit.severity) for hit in RULE.compare([*others, *known], RULE.options())]


@pytest.mark.parametrize("kind", ["tags", "categories", "topics", "series"])
def test_labels_are_a_closed_list_where_nearly_all_different_ones_are_in_it(kind: str) -> None:
    word = {"tags": "tag", "categories": "category", "topics": "topic"}.get(kind, kind)
    assert told(kind, 19, 4, [1]) == [(f"the {word} `namex0` is not in `a list`, as 76 others are", None)]
    assert told(kind, 18, 4, [1]) == []
    assert told(kind, 19, 4, [1, 1]) == []
    assert len(told(kind, 38, 1, [1, 1])) == 2


def test_labels_are_few_beside_those_that_are_known() -> None:
    assert len(told("tags", 19, 1, [1])) == 0  # nineteen places
    assert len(told("tags", 20, 1, [1])) == 1
    assert len(told("tags", 20, 19, [20])) == 20
    assert len(told("tags", 20, 19, [21])) == 0


def test_of_authors_and_layouts_places_are_enough() -> None:
    for kind in ("author", "layout"):
        assert told(kind, 1, 20, [1]) == [(f"the {kind} `namex0` is not in `a list`, as 20 others are", None)]
        assert told(kind, 1, 19, [1]) == []


def test_authors_in_full_are_labels() -> None:
    said = "the author `Ada x0` is not in `a list`, as 76 others are"
    assert told("author", 19, 4, [1], name="Ada {}") == [(said, None)]
    assert told("author", 18, 4, [1], name="Ada {}") == []


def test_guests_are_not_held_against_keys() -> None:
    assert RULE.compare is not None
    known = group("author", "ada", 20, known=True)
    guests = [group("author", f"Rosa {number}", 1, known=False) for number in range(9)]
    wrong = group("author", "adda", 1, known=False)
    (hit,) = RULE.compare([known, *guests, wrong], RULE.options())
    assert (hit.message, hit.help) == (
        "the author `adda` is not in `a list`, as 20 others are",
        "did you mean `ada`?",
    )


def test_a_key_of_several_words_speaks_for_keys_too() -> None:
    assert RULE.compare is not None
    known = group("author", "ada okoro", 20, known=True)
    (hit,) = RULE.compare([known, group("author", "rosa", 1, known=False)], RULE.options())
    assert hit.help == "add it there, or name one that is there"


def test_spellings_of_one_name_count_once() -> None:
    assert RULE.compare is not None
    known = [group("tags", f"name-{number}", 2, known=True) for number in range(18)]
    again = group("tags", "Name 0", 2, known=True)
    wrong = group("tags", "odd", 1, known=False)
    assert list(RULE.compare([*known, again, wrong], RULE.options())) == []
    another = group("tags", "name-18", 2, known=True)
    assert len(list(RULE.compare([*known, again, another, wrong], RULE.options()))) == 1


def test_what_the_generator_makes_up_is_an_information() -> None:
    assert [severity for _, severity in told("tags", 20, 1, [1], is_open=True)] == [Severity.INFO]
