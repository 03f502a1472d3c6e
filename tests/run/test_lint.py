"""From paths to reports: which files are reported on and compared, and how reports are joined."""

from pathlib import Path

import pytest

from newslint.config.project import Overrides, Projects
from newslint.finding import Finding, Range, Report, Severity
from newslint.run import ratchet
from newslint.run.projects import lint, merged, plan
from newslint.run.request import Request

WARNED = "---\ncountry: NO\n---\n"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str = WARNED) -> None:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def planned(request: Request, projects: Projects | None = None) -> list[tuple[list[str], list[str]]]:
    """For each project the files to report on, and those to compare with."""
    works = plan(request, Projects() if projects is None else projects)
    return [([file.name for file in work.files], [file.name for file in work.others]) for work in works]


def test_each_configuration_makes_a_project() -> None:
    for name in ("a.md", "one/a.md", "one/deep/b.md", "two/a.md"):
        write(name)
    assert planned(Request((Path(),))) == [(["a.md", "one/a.md", "one/deep/b.md", "two/a.md"], [])]
    write("one/newslint.toml", "")
    write("two/newslint.toml", "")
    assert planned(Request((Path(),))) == [
        (["a.md"], []), (["one/a.md", "one/deep/b.md"], []), (["two/a.md"], []),
    ]  # fmt: skip
    assert planned(Request((Path(),)), Projects(isolated=True))[0][0][-1] == "two/a.md"


def test_a_corpus_is_compared_but_a_file_is_never_both() -> None:
    for name in ("a.md", "b.md", "one/c.md"):
        write(name)
    write("one/newslint.toml", 'corpus = ["."]\n')
    assert planned(Request((Path("a.md"),), corpus=(Path(),))) == [(["a.md"], ["b.md", "one/c.md"])]
    write("one/d.md")
    assert planned(Request((Path("one/c.md"),))) == [(["one/c.md"], ["one/d.md"])]
    alone = Projects(overrides=Overrides(select=("FM",)))
    assert planned(Request((Path("a.md"),), corpus=(Path(),)), alone) == [(["a.md"], [])], "nothing compares"


@pytest.mark.parametrize(
    ("paths", "corpus", "walked"),
    [(["a.md"], [], False), (["."], [], True), (["a.md", "one"], [], True), (["a.md"], ["one"], True)],
)
def test_a_plan_knows_whether_folders_were_walked(
    paths: list[str], corpus: list[str], *, walked: bool
) -> None:
    write("a.md")
    write("one/b.md")
    works = plan(Request(tuple(map(Path, paths)), corpus=tuple(map(Path, corpus))), Projects())
    assert [work.walked for work in works] == [walked]


def test_standard_input_is_the_only_file() -> None:
    write("a.md")
    request = Request((Path("-"),), text=WARNED.encode(), text_name="new/b.md")
    assert planned(request) == [(["new/b.md"], [])]
    (result,) = lint(request, plan(request, Projects()))
    assert [(found.file, found.code) for found in result.report.findings] == [("new/b.md", "FM009")]


def test_results_tell_what_is_new_and_keep_what_was_found() -> None:
    write("a.md")
    request = Request((Path(),))
    projects = Projects()
    (first,) = lint(request, plan(request, projects))
    assert first.known is None
    baseline = first.work.project.baseline
    assert baseline is not None
    ratchet.update(baseline, [first.found], None, first.judged)
    write("b.md")
    (second,) = lint(request, plan(request, projects))
    assert [found.file for found in second.found.findings] == ["a.md", "b.md"]
    assert [found.file for found in second.report.findings] == ["b.md"]
    assert (second.report.known, second.report.gone, second.report.files) == (1, 0, 2)


def finding(file: str, line: int) -> Finding:
    return Finding("FM009", "n", Severity.ERROR, "m", file, Range(line, 1, line, 2), "", None, None, "")


def test_reports_of_several_projects_are_joined_in_the_order_of_files() -> None:
    one = Report(2, (finding("a.md", 2), finding("c.md", 1)), ("x",), ("a.md", "c.md"), {"news": 2}, 1, 2)
    two = Report(1, (finding("b.md", 1),), (), ("b.md",), {"news": 1, "": 1}, 3, 0)
    both = merged([one, two])
    assert [found.file for found in both.findings] == ["a.md", "b.md", "c.md"]
    assert (both.files, both.known, both.gone, both.internal_errors) == (3, 4, 2, ("x",))
    assert both.collections == {"news": 3, "": 1}
    assert both.checked == ("a.md", "c.md", "b.md")
    assert merged([one]) is one
    assert merged([]) == Report(0, ())


def letters(*numbers: int) -> None:
    """Articles that end alike under ten different headlines."""
    for number in numbers:
        summary = f"Boat {number} has come. We may earn a share when you buy here."
        write(f"{number}.md", f"---\ntitle: Boat {number}\ndescription: {summary}\n---\n")


def told(request: Request) -> list[tuple[str, str, int]]:
    """What is told, by file, message and number of other places."""
    write("newslint.toml", "select = ['COR']\n")
    (result,) = lint(request, plan(request, Projects()))
    return [(f.file, f.message, len(f.related)) for f in result.report.findings]


def test_what_repeats_is_told_once_with_all_its_places() -> None:
    letters(*range(10))
    said = "this sentence stands under 10 different headlines: boilerplate; also at"
    assert told(Request((Path(),))) == [("0.md", f"{said} 1.md:3, 2.md:3, 3.md:3 and in 6 more places", 9)]
    assert told(Request((Path("4.md"), Path("7.md")), corpus=(Path(),))) == [("4.md", f"{said} 7.md:3", 1)]
    assert told(Request((Path("4.md"),), corpus=(Path(),))) == [
        ("4.md", f"{said} 0.md:3, 1.md:3, 2.md:3 and elsewhere", 9)
    ]


def test_a_baseline_knows_each_place_of_what_repeats() -> None:
    letters(*range(10))
    write("newslint.toml", "select = ['COR']\n")
    request = Request((Path(),))
    (first,) = lint(request, plan(request, Projects()))
    assert [finding.file for finding in first.found.findings] == [f"{number}.md" for number in range(10)]
    assert first.work.project.baseline is not None
    ratchet.update(first.work.project.baseline, [first.found], None, first.judged)
    assert told(request) == []
    letters(10)
    said = "this sentence stands under 11 different headlines: boilerplate; also at"
    assert told(request) == [("10.md", f"{said} 0.md:3, 1.md:3, 2.md:3 and elsewhere", 10)]
