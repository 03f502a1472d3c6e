"""How dates are written throughout a field decides whether one of them is wrong."""

import pytest

from newslint.knowledge.refused_dates import order_of
from newslint.rules.dat_invalid_date import weigh


def _words(number: int) -> dict[str, int]:
    return {f"words {text}": 1 for text in range(number)}


@pytest.mark.parametrize(
    ("counts", "habits"),
    [
        (_words(10), "words"),
        (_words(9), ""),
        ({"words 1": 19}, ""),
        (_words(10) | {"date": 10}, "words"),
        (_words(10) | {"date": 11}, ""),
        (_words(10) | {"none": 11}, ""),
        ({"numbers / day": 10}, "/"),
        ({"numbers / day": 9}, ""),
        ({"numbers / either": 10}, "/"),
        ({"numbers / day": 1, "numbers / either": 9, "date": 10}, "/"),
        ({"numbers / day": 1, "numbers / either": 9, "date": 11}, ""),
        ({"numbers / day": 15, "numbers / month": 1}, ""),
        ({"numbers / month": 15, "numbers - day": 2}, "- /"),
        ({"numbers / month": 5, "numbers / day": 5, "numbers - day": 2}, "-"),
        ({"numbers . short": 10} | _words(10), "words ."),
        ({}, ""),
    ],
)
def test_what_half_of_all_do_is_a_habit(counts: dict[str, int], habits: str) -> None:
    assert weigh(counts) == habits


@pytest.mark.parametrize(
    ("text", "sign", "order"),
    [
        ("31/12/2024", "/", "day"),
        ("12-31-2024", "-", "month"),
        ("04.05.2024 10:20", ".", "either"),
        ("5/5/2024", "/", "either"),
        ("24-05-16", "-", "short"),
        ("32/13/2024", "", ""),
        ("2024-05-16", "", ""),
        ("123/4/2024", "", ""),
        ("May 2024", "", ""),
    ],
)
def test_the_order_of_a_date_in_numbers(text: str, sign: str, order: str) -> None:
    assert order_of(text) == (sign, order)
