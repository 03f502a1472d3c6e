from difflib import get_close_matches

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.text.suggest import Guesses, Names, did_you_mean, is_the_only_one, nearest


@pytest.mark.parametrize(
    ("wrong", "right", "expected"),
    [
        ("titel", ["title", "type"], "title"),
        ("TITLE", ["title"], "title"),
        ("webURL", ["webUrl", "ampWebUrl"], "webUrl"),
        ("zzz", ["title"], None),
        ("title", [], None),
        ("", ["title"], None),
    ],
)
def test_nearest(wrong: str, right: list[str], expected: str | None) -> None:
    assert nearest(wrong, right) == expected


def test_did_you_mean() -> None:
    assert did_you_mean("hedline", ["headline"]) == "; did you mean `headline`?"
    assert did_you_mean("zzz", ["headline"]) == ""


names = st.text("abcABCß", max_size=8)


@given(names, st.lists(names, max_size=8, unique_by=str.casefold))
@example("AB", ["BA"])
@example("scr", ["src"])
def test_what_is_near_is_what_difflib_calls_close_or_has_two_letters_in_each_other_s_place(
    wrong: str, right: list[str]
) -> None:
    folded, fold = [name.casefold() for name in right], wrong.casefold()
    close = get_close_matches(fold, folded, n=len(right) or 1, cutoff=0.7)
    swapped = {fold[:at] + fold[at + 1] + fold[at] + fold[at + 2 :] for at in range(len(fold) - 1)} - {fold}
    found = [name.casefold() for name in Names(right).near(wrong)[0]]
    assert [name for name in found if name in close] == close
    assert set(found) == {*close, *swapped.intersection(folded)}


def test_names_that_differ_in_case_only_are_both_near() -> None:
    near = Guesses().near("titel", None, lambda: ["title", "Title", "date"])
    assert near == ["Title", "title"]
    assert not is_the_only_one("titel", near)
    assert is_the_only_one("TITLE", near)
    assert not is_the_only_one("titel", [])


def test_guessing_ends_after_a_number_of_steps() -> None:
    right = [f"headline{number:03}" for number in range(100)]
    asked = 0

    def make() -> list[str]:
        nonlocal asked
        asked += 1
        return right

    guesses = Guesses(steps=100_000)
    answers = [guesses.near(f"haedline{number:04}", "key", make) for number in range(1000)]
    answered = [bool(answer) for answer in answers]
    assert asked == 1
    assert answered == sorted(answered, reverse=True), "the first ones get an answer"
    assert 0 < sum(answered) < 20
    most = max(Names(right).near(f"haedline{number:04}")[1] for number in range(20))
    assert -most <= guesses.steps <= 0


def test_as_many_wrong_names_as_a_document_of_people_has_all_get_an_answer() -> None:
    right = [f"field{number}" for number in range(60)]
    guesses = Guesses()
    assert all(guesses.near(f"feild{number % 60}", None, lambda: right) for number in range(200))


def test_too_many_names_are_not_compared() -> None:
    right = [f"name{number}" for number in range(1001)]
    guesses = Guesses()
    assert guesses.near("nmae1", None, lambda: right) == []
    assert guesses.near("nmae1", 1, lambda: right[1:]) != []
    assert guesses.near("n" * 101, 1, lambda: right[1:]) == []
