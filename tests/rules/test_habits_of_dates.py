"""Where dates differ throughout, this is how people work, and no slip."""

import pytest

from newslint.rules.dat_address_mismatch import weigh as weigh_addresses
from newslint.rules.dat_updated_before_published import weigh


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(5, 0, "habit"), (4, 0, ""), (5, 45, "habit"), (5, 46, ""), (0, 9, ""), (6, 50, "habit")],
)
def test_five_and_one_in_ten_are_a_habit(before: int, after: int, verdict: str) -> None:
    assert weigh({"before": before, "after": after}) == verdict


def test_where_nothing_is_known_nothing_is_a_habit() -> None:
    assert weigh({}) == ""


@pytest.mark.parametrize(
    ("differs", "fits", "verdict"),
    [(5, 0, "habit"), (4, 0, ""), (5, 5, "habit"), (5, 6, ""), (0, 5, "")],
)
def test_half_of_all_addresses_of_other_days_are_a_habit(differs: int, fits: int, verdict: str) -> None:
    assert weigh_addresses({"differs": differs, "fits": fits}) == verdict
