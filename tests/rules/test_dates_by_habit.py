"""How dates are written throughout a field decides whether one of them is wrong."""

import pytest

from newslint.knowledge.refused_dates import order_of
from newslint.rules.dat_invalid_date import weigh


@pytest.mark.parametrize(
    ("counts", "habits"),
    [
        ({"words 1": 1, "words 2": 1, "words 3": 1}, "words"),
        ({"words 1": 1, "words 2": 1}, ""),
        ({"words 1": 9}, ""),
        ({"words 1": 1, "words 2": 1, "words 3": 1, "date": 3}, "words"),
        ({"words 1": 1, "words 2": 1, "words 3": 1, "date": 4}, ""),
        ({"numbers / day": 3}, "/"),
        ({"numbers / day": 2}, ""),
        ({"numbers / either": 3}, "/"),
        ({"numbers / day": 1, "numbers / either": 2, "date": 3}, "/"),
        ({"numbers / day": 1, "numbers / either": 2, "date": 4}, ""),
        ({"numbers / day": 5, "numbers / month": 1}, ""),
        ({"numbers / month": 5, "numbers - day": 2}, "- /"),
        ({"numbers / month": 5, "numbers / day": 5, "numbers - day": 2}, "-"),
        ({"numbers . short": 3, "words 1": 1, "words 2": 1, "words 3": 1}, "words ."),
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
