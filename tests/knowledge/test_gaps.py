"""Gaps that removed markup leaves, and what only looks like one."""

import pytest

from newslint.knowledge.gaps import gaps


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("The port 's crane", "The port's crane"),
        ("The port  ’s crane", "The port’s crane"),
        ("All boats , and more", "All boats, and more"),
        ("The boats sail . Soon they rest", "The boats sail. Soon they rest"),
        ("Boats ( all 14) sail", "Boats (all 14) sail"),
        ("Boats (all 14 ) sail", "Boats (all 14) sail"),
        ("sail . Soon they rest", "sail. Soon they rest"),
        ("They say “ no” or “yes ”", "They say “no” or “yes”"),
        ("A Venice -like quay", "A Venice-like quay"),
        ("An 80s -era quay", "An 80s-era quay"),
        ("They sail.The quay rests", "They sail. The quay rests"),
        ("Sie fahren!Die Mole ruht", "Sie fahren! Die Mole ruht"),
        ("Ils partent.Les quais dorment", "Ils partent. Les quais dorment"),
        ("Boats , cranes , quays", "Boats, cranes, quays"),
    ],
)
def test_a_gap_is_found_and_mended(text: str, mended: str) -> None:
    for gap in reversed(gaps(text)):
        text = text[: gap.start] + gap.right + text[gap.end :]
    assert text == mended


@pytest.mark.parametrize(
    "text",
    [
        "De haven 's avonds is by the quay",
        "Move with ; and , in Vim",
        "Repeat it with ; and , and go on",
        "Unquote , and ,@ in Lisp",
        "Why and , differ: commas in lists",
        "Mit den Tasten , und v durch das Video",
        "Haven 's ochtends",
        "The key 's' moves it",
        "The port 's",
        "Quay , 14",
        "The x , y",
        "Move `crane , quay` there",
        "f(x) = { a , b }",
        "Boats sail . They rest . They sail",
        "Harbour Post . Quay Times",
        "Write boat: skiff . Then sail",
        "Boats [ all 14] and [all 14 ] sail",
        "[boats , cranes]",
        "It sails: [ boats , cranes",
        "Boats sail .",
        "Boats . . . sail",
        "The .NET quay",
        "( all 14 ) sail",
        "a time ( 0.09)",
        "boats (sail, rest ... )",
        "Smile :) or ;) now",
        "a list ( of quays",
        "Er sagt „so“ und “ nein”",
        "A quay -like that",
        "A -like- quay -like",
        "The quay -v flag",
        "See Node.The quay",
        "See it.The quay",
        "They sail.Quay rests",
        "They sail.The",
        "Le port : « les quais » ; oui !",
    ],
)
def test_what_only_looks_like_a_gap(text: str) -> None:
    assert gaps(text) == []


def test_gaps_come_in_order_and_say_what_is_wrong() -> None:
    assert [gap.wrong for gap in gaps("The quays , and ( all of) them end here.They rest")] == [
        "a blank before a comma",
        "a blank behind an opening mark",
        "no blank between two sentences",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The port 's cranes ( all 14 of them) sail . Soon they rest", 0),
        ("A Venice -like quay", 0),
        ("They say “ no” or “yes ”", 0),
        ("Made by , and , two people", 2),
        ("They sail.The quay rests", 1),
        ("[boats], cranes , quays", 1),
    ],
)
def test_what_nobody_types_is_found_alone_on_demand(text: str, count: int) -> None:
    assert len(gaps(text, typed=False)) == count


def test_a_bracket_that_is_far_away_opens_no_list() -> None:
    assert len(gaps(f"[{'a' * 194} boats , cranes", typed=False)) == 1
    assert gaps(f"[{'a' * 193} boats , cranes", typed=False) == []


@pytest.mark.parametrize("typed", [True, False])
def test_a_text_has_the_same_gaps_each_time(typed: bool) -> None:  # noqa: FBT001 - as the function has it
    text = "The port , it says , opens."
    first = gaps(text, typed=typed)
    assert [gap.start for gap in first] == [8, 18]
    first.clear()
    assert [gap.start for gap in gaps(text, typed=typed)] == [8, 18]
