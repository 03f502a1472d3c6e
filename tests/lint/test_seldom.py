"""What seldom happens, and matters then: a run that is stopped, a plan that fails, an alias of a key."""

from datetime import UTC, datetime
from importlib.machinery import ModuleSpec
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from test_cli import write

from newslint.config.project import Projects
from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.finding import (
    Finding,
    PlacedEdit,
    PlacedFix,
    Range,
    Related,
    Report,
    Severity,
    Span,
    Suppression,
)
from newslint.frontmatter.nodes import Limits, ProblemKind
from newslint.frontmatter.yaml.reader import build_tree
from newslint.knowledge.invisible import name_of
from newslint.lint import corpus as engine
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer
from newslint.reporters.full import repeated
from newslint.reporters.html.findings import _MOST_RELATED, _MOST_ROWS, _left_out, _related
from newslint.reporters.rdjson import _joined
from newslint.rules import BUILT_IN
from newslint.run import projects as lint
from newslint.run.cache import key as cachekey
from newslint.run.cache.key import settings_key
from newslint.run.request import Request
from newslint.source import Source
from newslint.start import plan
from newslint.start import write as write_plan
from newslint.start.evidence import ENOUGH
from newslint.start.profile import Profile
from newslint.start.site import Site
from newslint.start.survey import _homes
from newslint.start.values import _allowed_values

# -- suppressions that speak of suppressions


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("ignore[NL002]", []),
        ("ignore[NL001]", []),
        ("ignore[TXT001]", ["NL001"]),
        ("ignore[NL002, TXT001]", ["NL001"]),
        ("ignore[TXT00I]", ["NL002"]),
    ],
)
def test_what_judges_suppressions_is_never_unused(comment: str, codes: list[str]) -> None:
    source = Source("a.md", f"---\ntitle: Pier # newslint: {comment}\n---\n".encode())
    report = check([source], Settings(BUILT_IN.defaults))
    assert [finding.code for finding in report.findings] == codes


def test_behind_the_lines_of_a_comment_the_suppression_of_the_file_holds_again() -> None:
    def suppression(first: int, last: float) -> Suppression:
        return Suppression("TXT001", frozenset({"TXT001"}), Span(0, 1), Span(0, 1), first, last)

    whole, near = suppression(0, float("inf")), suppression(3, 4)
    silencer = Silencer([whole, near])
    assert silencer.silences("TXT001", 4)
    assert (whole.used, near.used) == (False, True)
    assert silencer.silences("TXT001", 5)
    assert whole.used
    assert not silencer.silences("TXT002", 4)
    alone = Silencer([suppression(3, 4)])
    assert [alone.silences("TXT001", line) for line in (2, 3, 4, 5)] == [False, True, True, False]


# -- runs over several projects


def test_a_run_that_is_stopped_looks_at_no_further_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("one", "two", "three"):
        write(f"{folder}/newslint.toml", 'baseline = "../baseline.json"\n')
        write(f"{folder}/a.md", "---\ntitle: Pier\n---\n")
    write("baseline.json", '[\n{"version": 1}\n]\n')
    gathered: list[int] = []
    whole = engine.gather

    def gather(*arguments: Any) -> Report:
        gathered.append(1)
        return whole(*arguments)._replace(interrupted=len(gathered) == 2)

    monkeypatch.setattr("newslint.run.projects.gather", gather)
    request = Request((Path(),), now=datetime(2026, 6, 1, tzinfo=UTC))
    results = lint.lint(request, lint.plan(request, Projects()), None)
    assert len(gathered) == 2
    assert [result.report.interrupted for result in results] == [False, True]


# -- the program is part of the key of what is remembered


def key() -> str:
    cachekey._program.cache_clear()
    return settings_key(Settings(BUILT_IN.defaults[:1]))


@pytest.mark.parametrize(
    ("name", "value"), [("__version__", "0.0.0"), ("_stamps", lambda folder: [(str(folder), 1, 1)])]
)
def test_another_program_remembers_nothing_of_this_one(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    before = key()
    assert key() == before
    with monkeypatch.context() as patch:
        patch.setattr(cachekey, name, value)
        assert key() != before
    assert key() == before


def test_another_library_remembers_nothing_of_this_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def install(name: str) -> str:
        (tmp_path / name).mkdir()
        return key()

    library = tmp_path / "jsonschema_rs"
    library.mkdir()
    with monkeypatch.context() as patch:
        spec = ModuleSpec("jsonschema_rs", None, origin=str(library / "__init__.py"))
        patch.setattr(cachekey, "find_spec", {"jsonschema_rs": spec}.__getitem__)
        keys = [key(), install("PyYAML-6.0.1.dist-info"), install("ftfy-6.3.dist-info")]
        (tmp_path / "PyYAML-6.0.1.dist-info").rmdir()
        keys.append(install("PyYAML-6.0.2.dist-info"))
        assert len(set(keys)) == 4
        assert install("__pycache__") == key() == keys[-1]
    cachekey._program.cache_clear()


# -- fixes of several edits


def finding(excerpt: str, *edits: PlacedEdit) -> Finding:
    fix = PlacedFix("mend it", edits, "safe")
    place = Range(3, 1, 3, len(excerpt) + 1)
    return Finding("TXT001", "a-rule", Severity.ERROR, "wrong", "a.md", place, "title", None, fix, excerpt)


def test_several_edits_of_a_line_become_one_from_the_first_to_the_last() -> None:
    second = PlacedEdit(Range(3, 12, 3, 15), "new")
    first = PlacedEdit(Range(3, 8, 3, 11), "An")
    third = PlacedEdit(Range(3, 20, 3, 20), "!")
    found = finding("title: The old pier", second, third, first)
    assert found.fix is not None
    assert _joined(found.fix, found) == PlacedEdit(Range(3, 8, 3, 20), "An new pier!")


@pytest.mark.parametrize("place", [Range(2, 1, 2, 3), Range(3, 1, 4, 1)])
def test_edits_of_several_lines_are_not_joined(place: Range) -> None:
    found = finding("title: Pier", PlacedEdit(Range(3, 8, 3, 9), "p"), PlacedEdit(place, ""))
    assert found.fix is not None
    assert _joined(found.fix, found) is None


def plain(message: str, digest: str, line: int) -> Finding:
    place = Range(line, 1, line, 2)
    return Finding("TXT001", "a", Severity.ERROR, message, "a.md", place, "title", None, None, "", digest)


def test_findings_that_say_the_same_of_the_same_text_are_shown_once() -> None:
    first, again = plain("`title` is wrong", "d", 1), plain("`title` is wrong", "d", 5)
    other = plain("`title` is odd", "d", 7)
    assert list(repeated([first, other, again])) == [(first, [again]), (other, [])]


def test_findings_of_no_text_are_shown_one_by_one() -> None:
    one, other = plain("wrong", "", 1), plain("wrong", "", 1)
    assert list(repeated([one, other])) == [(one, []), (other, [])]


@pytest.mark.parametrize(("number", "rows"), [(_MOST_ROWS, []), (_MOST_ROWS + 2, ["(and 2 more)"])])
def test_a_fix_of_many_edits_says_how_many_are_not_shown(number: int, rows: list[str]) -> None:
    fix = PlacedFix("mend it", (PlacedEdit(Range(1, 1, 1, 1), "x"),) * number, "safe")
    assert [row.parts[0] for row in _left_out(fix)] == rows


@pytest.mark.parametrize("number", [_MOST_RELATED, _MOST_RELATED + 3])
def test_many_related_places_are_counted(number: int) -> None:
    related = tuple(Related("b.md", Range(index, 1, index, 2), "first") for index in range(1, number + 1))
    lines = list(_related(plain("wrong", "d", 1)._replace(related=related)))
    assert lines[0] == "b.md:1: first"
    assert lines[_MOST_RELATED:] == (["and 3 more"] if number > _MOST_RELATED else [])


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("a", "b", 0), "b"),
        (("a", "b", 1, 0), "b"),
        (("a", "b", 1, "c"), "b"),
        (("a",), "a"),
        ((), "---"),
        (("z",), "---"),
        (("a", "z"), "a"),
    ],
)
def test_an_item_has_the_key_of_the_list_around_it(path: tuple[str | int, ...], key: str) -> None:
    document = parse_document(Source("a.md", b"---\na:\n  b: [1, [2]]\nc: 3\n---\n"), lambda _: None)
    assert document.text_of(document.key_of(path)) == key


@pytest.mark.parametrize(
    ("char", "name"), [("\u200b", "U+200B (zero width space)"), ("\x01", "U+0001"), ("\ue000", "U+E000")]
)
def test_a_character_without_a_name_is_its_number(char: str, name: str) -> None:
    assert name_of(char) == name


# -- aliases of what stands in a key


def test_an_alias_counts_as_one_value_that_nests_no_deeper() -> None:
    text = "? [&n a]\n: b\nc: {d: *n}\n"

    def kinds(**limits: int) -> list[ProblemKind]:
        return [problem.kind for problem in build_tree(text, Span(0, len(text)), Limits(**limits)).problems]

    assert kinds(max_depth=2, max_values=4) == []
    assert kinds(max_depth=2, max_values=3) == [ProblemKind.ALIAS_EXPANSION]
    assert kinds(max_depth=1, max_values=4) == [ProblemKind.TOO_LARGE]
    document = parse_document(Source("a.md", f"---\n{text}---\n".encode()), lambda _: None)
    assert document.root is not None
    assert document.root.value == {"[&n a]": "b", "c": {"d": "a"}}


# -- init


def test_small_folders_go_to_the_one_above() -> None:
    def homes(pilots: int, boats: int) -> set[object]:
        folders = ("news/pilots", pilots), ("news/boats", boats)
        paths = [
            PurePosixPath(f"{folder}/{number}.md") for folder, count in folders for number in range(count)
        ]
        return set(_homes(paths, Site("plain", lambda _: 0)).values())

    assert homes(ENOUGH, ENOUGH) == {("news", "pilots"), ("news", "boats")}
    assert homes(ENOUGH - 1, ENOUGH) == {("news", "boats"), None}
    assert homes(ENOUGH - 1, ENOUGH - 1) == {("news",)}


def field(**counts: int) -> Profile:
    profile = Profile()
    for value, count in counts.items():
        for _ in range(count):
            profile.add(value.replace("_", " "))
    return profile


@pytest.mark.parametrize(
    ("counts", "allowed"),
    [
        ({"news": 400, "sport": 500}, ["sport", "news"]),
        ({"news": 400, "front_page": 500}, []),
        ({"news": 400, "harbour": 1}, []),
        ({f"kind{number}": 40 for number in range(200)}, []),
    ],
)
def test_a_field_takes_few_values_if_all_of_them_are_known(
    counts: dict[str, int], allowed: list[str]
) -> None:
    assert _allowed_values(field(**counts), "kind") == allowed


def test_a_plan_that_fails_takes_nothing_away_that_was_there(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / "news" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: Pier {number}\ndate: 2023-05-02\n---\nbody\n")
    planned = plan(tmp_path)
    *first, last = [file.path for file in planned.files]
    for path in first:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine\n")
    last.mkdir()
    with pytest.raises(NewslintError):
        write_plan(planned, force=True)
    assert first
    assert all(path.exists() for path in first)
