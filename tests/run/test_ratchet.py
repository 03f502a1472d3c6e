"""Which findings are new, which are gone, and what the next baseline holds."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from newslint.config.project import Project
from newslint.errors import NewslintError
from newslint.finding import Finding, Range, Report, Severity
from newslint.lint.job import Job
from newslint.rules import BY_CODE
from newslint.run import ratchet
from newslint.run.baseline import Baseline, Entry, load
from newslint.run.session import open_session
from newslint.run.work import Work
from newslint.system.contained import Boundary

PLAIN, COMPARING = "FM009", "COR001"


@pytest.fixture(autouse=True)
def _in_a_folder_with_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md", "c.md"):
        Path(name).write_text("", encoding="utf-8")


def work(
    files: str, others: str = "", codes: Sequence[str] = (PLAIN, COMPARING), *, walked: bool = True
) -> Work:
    """The work on files, each called by one letter."""
    project = Project(
        Path.cwd(), rules=tuple(BY_CODE[code] for code in codes), baseline=Path.cwd() / "b.json"
    )

    def found(letters: str) -> tuple[Job, ...]:
        return tuple(Job(f"{x}.md", str(Path.cwd() / f"{x}.md"), named=False) for x in letters)

    return Work(open_session(project), found(files), found(others), walked)


def finding(file: str, code: str = PLAIN, line: int = 1, path: str = "x", digest: str = "d") -> Finding:
    place = Range(line, 1, line, 2)
    return Finding(code, "n", Severity.ERROR, "m", f"{file}.md", place, path, None, None, "", digest, "")


def entry(file: str, code: str = PLAIN, path: str = "x", digest: str = "d") -> Entry:
    return Entry(f"{file}.md", code, path, digest)


@pytest.mark.parametrize(
    ("sharing", "judged"),
    [
        # what ran, and the entries of a, b, c and gone that it can judge: plain ones, then comparing ones
        (lambda: [work("abc")], ("abcx", "abcx")),
        (lambda: [work("ab", "c")], ("abx", "abx")),
        (lambda: [work("a")], ("ax", "x")),
        (lambda: [work("a", "bc")], ("ax", "ax")),
        (lambda: [work("abc", walked=False)], ("abcx", "x")),
        (lambda: [work("abc", codes=[PLAIN])], ("abcx", "x")),
        (lambda: [work("abc", codes=[COMPARING])], ("x", "abcx")),
        (lambda: [work("ab"), work("c")], ("abcx", "abcx")),
        (lambda: [work("ab", codes=[PLAIN]), work("c")], ("abcx", "cx")),
        (lambda: [work("")], ("x", "x")),
    ],
)  # fmt: skip
def test_a_run_judges_what_it_would_have_found_again(sharing: object, judged: tuple[str, str]) -> None:
    known = Baseline({entry(file, code): 1 for file in "abcx" for code in (PLAIN, COMPARING)})
    verdict = ratchet.judge(sharing(), known)  # type: ignore[operator]
    assert "".join(file for file in "abcx" if verdict(entry(file))) == judged[0]
    assert "".join(file for file in "abcx" if verdict(entry(file, COMPARING))) == judged[1]


def test_entries_of_a_rule_that_is_no_more_are_gone() -> None:
    known = Baseline({entry("a", "XXX999"): 1})
    assert ratchet.judge([work("b")], known)(entry("a", "XXX999"))


def test_lines_and_list_indexes_do_not_make_a_finding_new() -> None:
    known = Baseline({entry("a", path="list[].x"): 2})
    found = Report(1, tuple(finding("a", line=line, path=f"list[{line}].x") for line in (7, 8, 9)))
    (told,) = ratchet.only_new([found], known, [work("a")])
    assert (told.known, told.gone) == (2, 0)
    assert [new.range.line for new in told.findings] == [9], "of several alike the first are known"


@pytest.mark.parametrize(
    "changed", [{"file": "b.md"}, {"code": "FM005"}, {"path": "y"}, {"digest": "e"}], ids=str
)
def test_another_file_rule_field_or_text_makes_it_new(changed: dict[str, str]) -> None:
    known = Baseline({entry("a"): 1})
    found = Report(1, (finding("a")._replace(**changed),))  # type: ignore[arg-type]
    (told,) = ratchet.only_new([found], known, [work("ab")])
    assert (len(told.findings), told.known, told.gone) == (1, 0, 1)


def test_what_is_gone_is_counted_once_for_all_projects() -> None:
    known = Baseline({entry("a"): 2, entry("b"): 3, entry("x"): 1})
    reports = [Report(1, (finding("a"),)), Report(1, (finding("b"), finding("b", digest="new")))]
    one, two = ratchet.only_new(reports, known, [work("a"), work("b")])
    assert (one.known, one.gone, len(one.findings)) == (1, 0, 0)
    assert (two.known, two.gone, len(two.findings)) == (1, 1 + 2 + 1, 1)


def test_an_update_holds_what_all_projects_found_and_nobody_judged() -> None:
    path = Path.cwd() / "b.json"
    known = Baseline({entry("a", digest="old"): 1, entry("c"): 4, entry("x"): 1})
    sharing = [work("a"), work("b")]
    reports = [Report(1, (finding("a"), finding("a"))), Report(1, (finding("b"),))]
    assert ratchet.update(path, reports, known, ratchet.judge(sharing, known)) == 7
    assert load(path).counts == {entry("a"): 2, entry("b"): 1, entry("c"): 4}
    assert ratchet.known_findings(path) == load(path)


def test_what_is_added_is_known_besides() -> None:
    path, boundary = Path.cwd() / "b.json", Boundary(Path.cwd())
    ratchet.add(path, [finding("a")], boundary)
    assert load(path).counts == {entry("a"): 1}
    ratchet.add(path, [finding("a"), finding("b"), finding("b", path="y[3].z")], boundary)
    assert load(path).counts == {entry("a"): 2, entry("b"): 1, entry("b", path="y[].z"): 1}


def test_nothing_is_added_through_a_link_or_to_what_is_damaged() -> None:
    path, boundary = Path.cwd() / "b.json", Boundary(Path.cwd())
    path.symlink_to("a.md")
    with pytest.raises(NewslintError, match=r"^b\.json: not written: it is a link"):
        ratchet.add(path, [finding("a")], boundary)
    path.unlink()
    path.write_text("[", encoding="utf-8")
    with pytest.raises(NewslintError, match="is not valid JSON"):
        ratchet.add(path, [finding("a")], boundary)
    assert path.read_text(encoding="utf-8") == "["


def test_an_update_that_fails_leaves_the_old_one() -> None:
    path = Path.cwd() / "missing" / "b.json"
    with pytest.raises(NewslintError, match="can't write"):
        ratchet.update(path, [Report(0, ())], None, lambda _: True)
    assert not path.parent.exists()


def test_no_file_is_no_baseline_but_a_dangling_link_is_a_mistake() -> None:
    assert ratchet.known_findings(Path.cwd() / "b.json") is None
    Path("b.json").symlink_to("nowhere.json")
    with pytest.raises(NewslintError, match=r"^b\.json: there is no such baseline"):
        ratchet.known_findings(Path.cwd() / "b.json")
