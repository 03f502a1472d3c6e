"""The changes that `make mutants` tries, and the table of those that change nothing."""

import ast
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from mutants import EQUIVALENT, Drawn, Outcome, draw, equivalents, report
from mutations import Mutant, is_program, mutants
from noticing import Seen, SeenTest, lines_of_statement

ROOT = Path(__file__).parents[2]


def changed(line: str) -> set[str]:
    """What becomes of a line in a function."""
    before, after = f"def f(a, b):\n    {line}\n    last()\n", "\n    last()\n"
    source = before.encode()
    found = set()
    for mutant in mutants(source):
        text = mutant.applied(source).decode()
        assert is_program(text.encode()), text
        if text.endswith(after):
            found.add(text.removeprefix("def f(a, b):\n    ").removesuffix(after))
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x = a == b", {"x = a != b"}),
        ("x = a < b <= 3", {"x = a <= b <= 3", "x = a < b < 3", "x = a < b <= 4", "x = a < b <= 2"}),
        ("x = a is not b", {"x = a is b"}),
        ("x = (a) not in (b)", {"x = (a) in (b)"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c"}),
        ("x = not a", {"x = a"}),
        ("x = -a", {"x = a"}),
        ("x = a - 1", {"x = a + 1", "x = a - 2", "x = a - 0"}),
        ("x = True", {"x = False"}),
        ("x = 1.5", {"x = 3.0"}),
        ("x = 0.0", {"x = 1.0"}),
        ("x = 'text'", set()),
        ("x = any(a)", {"x = all(a)"}),
        ("x = a.startswith(b)", {"x = a.endswith(b)"}),
        ("a = b", {"pass"}),
        ("a += b", {"pass", "a -= b"}),
        ("g(a)", {"pass"}),
        ("raise E", {"pass"}),
        ("del a[b]", {"pass"}),
        ("del a", set()),
        ("yield a", {"yield from ()"}),
        ("return a", {"return None", "pass"}),
        ("return", {"pass"}),
        ("x = a if b else c", {"x = a if True else c", "x = a if False else c"}),
        ("x = [i for i in a if b]", {"x = [i for i in a if True]", "x = [i for i in a if False]"}),
        ("x: Literal[3] = b", set()),
        ('x = f"{a + 1}"', set()),
        ("x = lru_cache(8)(a)", set()),
        ("x = zip(a, b, strict=True)", set()),
        ("_MOST = 1_000", set()),
        ("_LONGEST_NAME: Final = 2 << 20", set()),
        ("_MOST = 7", {"_MOST = 8", "_MOST = 6"}),
        ("_MOSTLY = 700", {"_MOSTLY = 701", "_MOSTLY = 699"}),
    ],
)
def test_what_becomes_of_a_line(line: str, expected: set[str]) -> None:
    assert changed(line) == expected


def test_conditions_are_forced_and_branches_visited() -> None:
    assert changed("if a: b = 1") == {"if True: b = 1", "if False: b = 1", "if a: b = 2", "if a: b = 0"} | {
        "if a: pass"
    }
    assert changed("while a: break") == {"while False: break", "while a: continue"}
    assert "if ((m := a), True)[1]: g(m)" in changed("if m := a: g(m)")


def test_types_and_documentation_stay() -> None:
    source = b'''"""Text."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    x = 1

@decorated(3)
def f(a: "Literal[1]" = None) -> "Literal[2]":
    """More text."""
'''
    assert mutants(source) == []


def test_what_runs_at_import_is_marked() -> None:
    source = b"A = 1\n\ndef f(a=2):\n    return 3 + a\n\nclass C:\n    d = 4\n"
    found = {(mutant.line, mutant.function) for mutant in mutants(source)}
    assert found == {(1, ""), (3, ""), (4, "f"), (7, "")}


def test_a_difference_is_what_a_reader_compares() -> None:
    source = b"def f(a):\n    if a:\n        g(\n            1,\n        )\n    return 2 - a\n"
    found = {mutant.difference(source) for mutant in mutants(source)}
    assert ("- g(", "- 1,", "- )", "+ pass") in found
    assert ("- return 2 - a", "+ return 2 + a") in found
    assert ("- if a:", "+ if True:") in found
    assert all(line[:2] in ("- ", "+ ") for lines in found for line in lines)


def test_every_change_of_newslint_is_another_program() -> None:
    source = (ROOT / "newslint" / "fix" / "value_changes.py").read_bytes()
    tree = ast.dump(ast.parse(source))
    programs = [program for mutant in mutants(source) if is_program(program := mutant.applied(source))]
    assert len(programs) > 50
    assert all(ast.dump(ast.parse(program)) != tree for program in programs)


CALM = """def f(a):
    b = a + 1
    if b > 2:
        b = a + 1
    return b


def g(c):
    return not c
"""


def order(root: Path, text: str, seed: int = 1, only: str = "newslint/") -> list[tuple[str, ...]]:
    """The changes that are drawn from two files that read alike."""
    (root / "newslint").mkdir(exist_ok=True)
    for name in ("one.py", "two.py"):
        (root / "newslint" / name).write_text(text, encoding="utf-8")
    return [(drawn.place, *drawn.difference) for drawn in draw(root, seed, only)]


def test_a_draw_takes_each_change_once_and_hangs_on_the_seed(tmp_path: Path) -> None:
    whole = order(tmp_path, CALM)
    possible = {mutant.applied(CALM.encode()) for mutant in mutants(CALM.encode())}
    assert len(whole) == 2 * len(possible)
    assert order(tmp_path, CALM) == whole
    assert order(tmp_path, CALM, seed=2) != whole
    assert Counter(order(tmp_path, CALM, seed=2)) == Counter(whole)
    assert order(tmp_path, CALM, only="newslint/t") == [
        c for c in whole if c[0].startswith("newslint/two.py ")
    ]


def test_files_functions_and_lines_that_read_alike_are_drawn_apart(tmp_path: Path) -> None:
    whole = order(tmp_path, CALM)
    twice = ("- b = a + 1", "+ b = a - 1")
    at = [place for place, change in enumerate(whole) if change[1:] == twice]
    assert len(at) == 4
    assert any(second - first > 1 for first, second in pairwise(at))
    places = [
        [change[1:] for change in whole if change[0] == f"newslint/{name}.py f"] for name in ("one", "two")
    ]
    assert places[0] != places[1]
    assert Counter(places[0]) == Counter(places[1])


def test_a_change_keeps_its_rank_while_other_lines_come_and_go(tmp_path: Path) -> None:
    before = order(tmp_path, CALM)
    longer = "X = 1\n\n\n" + CALM.replace("    if b > 2", "    h(a)\n    if b > 2").replace(
        "return not c", "return c"
    )
    after = order(tmp_path, longer)
    kept = [change for change in before if "not c" not in change[1]]
    assert [change for change in after if change in set(before) and "return c" not in change[1]] == kept
    assert len(kept) < len(before)
    assert len(after) > len(kept)


@pytest.mark.slow
def test_the_table_names_changes_that_can_still_be_made() -> None:
    table = equivalents(EQUIVALENT.read_text(encoding="utf-8"))
    possible: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for file in {entry.place.partition(" ")[0] for entry in table}:
        source = (ROOT / file).read_bytes()
        drawn = (Drawn(file, mutant, source) for mutant in mutants(source))
        possible.update((change.place, change.difference) for change in drawn)
    named = [(entry.place, entry.difference) for entry in table]
    assert [entry for entry in named if not possible[entry]] == []
    assert [entry for entry in named if possible[entry] > 1] == [], "it could be any of several lines"
    assert len(set(named)) == len(named)


@pytest.mark.parametrize(
    "text", ["newslint/a.py\n", "newslint/a.py\n- a\n+ b\n", "newslint/a.py\nwhy\n", "a.py\n- a\nwhy\n+ b\n"]
)
def test_a_change_without_a_reason_is_no_entry(text: str) -> None:
    with pytest.raises(ValueError, match="not a place, its lines and a reason"):
        equivalents(text)


def test_an_entry_is_a_place_its_lines_and_a_reason() -> None:
    (entry,) = equivalents("# Head\n\nnewslint/a.py f\n- a\n+ b\nNobody asks,\nand why.\n")
    assert entry == ("newslint/a.py f", ("- a", "+ b"), "Nobody asks, and why.")


SOURCE = b"""def f(a):
    if (
        a
        and a > 1
    ):
        return g(
            a,
        )
    return 1
"""


@pytest.mark.parametrize(("line", "lines"), [(1, (1, 1)), (2, (2, 5)), (4, (2, 5)), (7, (6, 8)), (9, (9, 9))])
def test_a_line_belongs_to_the_smallest_statement(line: int, lines: tuple[int, int]) -> None:
    found = lines_of_statement(SOURCE, line)
    assert (found[0], found[-1]) == lines


def test_likely_and_quick_tests_come_first() -> None:
    seen = Seen(ROOT)
    seen.tests = [
        SeenTest("tests/test_b.py::wide", 0.1, 900),
        SeenTest("tests/test_b.py::narrow", 0.1, 90),
        SeenTest("tests/test_a.py::own", 0.2, 500),
        SeenTest("tests/test_b.py::other", 0.1, 5),
        SeenTest("tests/test_b.py::slow", 9.0, 9),
    ]
    for line, numbers in ((2, (0, 1, 4)), (3, (2,)), (8, (4,))):
        seen.lines["newslint/a.py"][line] = sum(1 << number for number in numbers)
    source = b"def f(a):\n    if (a or\n            b):\n        pass\n\n\ndef g():\n    return 1\n"
    names = [test.name.partition("::")[2] for test in seen.able(source, "newslint/a.py", 3, whole=False)]
    assert names == ["own", "narrow", "wide", "slow"]
    names = [test.name.partition("::")[2] for test in seen.able(source, "newslint/a.py", 8, whole=False)]
    assert names == ["own", "slow"]
    assert seen.able(source, "newslint/z.py", 4, whole=False) == []


def test_a_report_names_what_was_missed_and_the_share() -> None:
    source = b"def f(a):\n    return a + 1\n"
    drawn = [Drawn("newslint/a.py", mutant, source) for mutant in mutants(source)]
    outcomes = [
        Outcome(drawn[0], None, 3),
        Outcome(drawn[1], "tests/test_a.py::f", 3),
        Outcome(drawn[2], None, 0),
    ]
    lines = report(outcomes, equivalent=2, seed=7).splitlines()
    assert lines[-1] == "1 of 3 changes were noticed (33.3 %), seed 7; 2 more change nothing"
    assert lines[0] == "newslint/a.py:2"
    assert "    (none of 3 tests notices)" in lines
    assert "    (no test runs this line)" in lines


def test_a_mutant_replaces_bytes() -> None:
    source = "x = 'é' + y\n".encode()
    at = source.index(b"+")
    assert Mutant(1, at, at + 1, "-", "").applied(source) == "x = 'é' - y\n".encode()
