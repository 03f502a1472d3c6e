"""Which rules a selection stands for."""

from collections.abc import Sequence

import pytest

from newslint.config.selection import resolve_selector, select_rules
from newslint.errors import NewslintError
from newslint.rules import BUILT_IN, RULES


def codes(
    select: Sequence[str] = (), ignore: Sequence[str] = (), extend_select: Sequence[str] = ()
) -> list[str]:
    return [rule.code for rule in select_rules(BUILT_IN, select, ignore, extend_select)]


def test_without_a_selection_the_default_rules_run() -> None:
    assert codes() == [rule.code for rule in RULES if rule.default]


def test_selectors_are_codes_names_families_and_beginnings() -> None:
    assert codes(select=["TXT001"]) == codes(select=["mojibake"]) == codes(select=["txt001"]) == ["TXT001"]
    assert codes(select=["URL"]) == [rule.code for rule in RULES if rule.family == "URL"]
    assert codes(select=["FM00"]) == [f"FM00{number}" for number in range(1, 10)]
    assert codes(select=["ALL"]) == [rule.code for rule in RULES]


def test_the_order_is_that_of_the_catalogue() -> None:
    assert codes(select=["URL001", "FM003", "ENV"]) == ["FM003", "URL001", "ENV001"]


def test_the_longer_selector_wins_and_ignore_wins_a_draw() -> None:
    assert codes(select=["FM003"], ignore=["FM"]) == ["FM003"]
    assert codes(select=["FM"], ignore=["FM003"]) == [
        rule.code for rule in RULES if rule.family == "FM" and rule.code != "FM003"
    ]
    assert codes(select=["FM003"], ignore=["FM003"]) == []
    assert codes(select=["FM003"], ignore=["invalid-yaml"]) == []
    assert "FM003" in codes(ignore=["FM"], extend_select=["FM003"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("mojibak", "did you mean `mojibake`?"),
        ("ENV0011", "did you mean `ENV001`?"),
        ("zzzz", "`newslint rules` lists them"),
        ("", "no rule is called ``"),
    ],
)
def test_a_selector_that_stands_for_nothing_names_the_nearest(wrong: str, words: str) -> None:
    with pytest.raises(NewslintError) as caught:
        resolve_selector(BUILT_IN, wrong)
    assert words in str(caught.value)
