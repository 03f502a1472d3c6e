"""Only what is new: the baseline, what git says has changed, and exit statuses, through the command line."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newslint import cli
from newslint.config import project
from newslint.rule import Catalogue
from newslint.rules import RULES
from newslint.system import contained

CLEAN = "---\ntitle: Harbour reopens\n---\nBody.\n"
WARNED = "---\ntitle: Harbour\ncountry: NO\n---\n"
TWICE = "---\ntitle: x\ntitle: y\ncountry: NO\n---\n"
BASELINE = "newslint-baseline.json"


class Result(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def found(self) -> list[str]:
        """The findings of a concise report, as `FILE:LINE CODE`."""
        rows = [line.split(" ", 2) for line in self.out.splitlines()]
        return [f"{row[0].split(':')[0]}:{row[0].split(':')[1]} {row[1]}" for row in rows if ".md:" in row[0]]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in an empty folder; findings come in the concise format."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NEWSLINT_OUTPUT_FORMAT", "concise")

    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["newslint", *map(str, arguments)])
        status = cli.main()
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


def write(path: str, text: str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")


def known() -> dict[tuple[str, str], int]:
    """The entries of the baseline: file and code, and how many."""
    entries = json.loads(Path(BASELINE).read_text(encoding="utf-8"))[:-1]
    return {(file, code): count for file, code, _, _, count in entries}


def article(url: str, name: str = "Harbour Post", day: int = 2) -> str:
    return (
        f"---\ncategory: news\ntitle: Harbour {url[-3:]}{day}\nexcerpt: Ferry {url[-3:]} left at dawn.\n"
        f'webUrl: "{url}"\npublishedDateTime: 2023-05-0{day}T06:30:00Z\ntype: article\nquality: 70\n'
        f"provider: {{name: {name}, domain: example.com}}\n---\n"
    )


# --- the baseline


def test_with_a_baseline_only_new_findings_count(run: Run) -> None:
    write("a.md", WARNED)
    write("b.md", TWICE)
    updated = run("check", "--update-baseline")
    assert updated == (0, "", f"newslint: {BASELINE}: 3 known findings\n")
    assert run("check") == (0, "Checked 2 files: no findings; 3 known from the baseline.\n", "")
    write("a.md", "---\n# moved\n\ntitle: Harbour\nstate: OFF\ncountry: NO\n---\n")
    result = run("check")
    assert (result.status, result.found) == (1, ["a.md:5 FM009"])
    assert run("check", "--no-baseline").found == [
        "a.md:5 FM009",
        "a.md:6 FM009",
        "b.md:3 FM005",
        "b.md:4 FM009",
    ]
    summary = json.loads(run("check", "--output-format", "json").out)["summary"]
    assert (summary["findings"], summary["known"], summary["gone"]) == (1, 3, 0)


def test_a_finding_with_another_text_is_new(run: Run) -> None:
    write("a.md", WARNED)
    run("check", "--update-baseline")
    write("a.md", WARNED.replace("NO", "OFF"))
    result = run("check")
    assert result.found == ["a.md:3 FM009"]
    assert "No longer there: 1 finding of the baseline" in result.out


def test_what_is_gone_is_told_and_dropped(run: Run) -> None:
    write("a.md", TWICE)
    write("b.md", WARNED)
    write("c.md", CLEAN)
    run("check", "--update-baseline")
    write("a.md", CLEAN)
    Path("b.md").unlink()
    result = run("check")
    assert result.status == 0
    assert result.out.splitlines()[-1].startswith("No longer there: 3 findings of the baseline; ")
    assert json.loads(run("check", "--output-format", "json").out)["summary"]["gone"] == 3
    updated = run("check", "--update-baseline")
    assert updated.err == f"newslint: {BASELINE}: 0 known findings; 3 no longer there, dropped\n"
    assert "No longer" not in run("check").out
    assert known() == {}


def test_one_finding_of_a_renamed_file_is_new_and_the_old_one_gone_where_git_knows_nothing(run: Run) -> None:
    write("a.md", WARNED)
    run("check", "--update-baseline")
    Path("a.md").rename("b.md")
    result = run("check")
    assert result.found == ["b.md:3 FM009"]
    assert "No longer there: 1 finding" in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.md"],
        ["sub"],
        ["--select", "FM005"],
        ["--select", "TXT", "a.md"],
        ["--ignore", "FM009"],
        ["--exclude", "b.md"],
        ["--since", "HEAD"],
        ["--staged"],
        ["--since", "HEAD", "--changed-lines"],
    ],
    ids=" ".join,
)
def test_a_run_over_some_files_or_rules_leaves_the_others_alone(run: Run, arguments: list[str]) -> None:
    git("init", "--quiet")
    write("a.md", TWICE)
    write("b.md", WARNED)
    write("sub/c.md", WARNED)
    run("check", "--update-baseline")
    before = known()
    commit()
    result = run("check", *arguments)
    assert result.status == 0
    assert "No longer" not in result.out
    run("check", *arguments, "--update-baseline")
    assert known() == before


def test_an_update_over_changed_files_only_touches_their_entries(run: Run) -> None:
    git("init", "--quiet")
    for name in "abc":
        write(f"{name}.md", TWICE)
    run("check", "--update-baseline")
    commit()
    write("a.md", CLEAN)
    write("d.md", WARNED)
    updated = run("check", "--update-baseline", "--since", "HEAD")
    assert updated.err == f"newslint: {BASELINE}: 5 known findings; 2 no longer there, dropped\n"
    assert known() == {
        ("b.md", "FM005"): 1, ("b.md", "FM009"): 1, ("c.md", "FM005"): 1, ("c.md", "FM009"): 1,
        ("d.md", "FM009"): 1,
    }  # fmt: skip


def test_what_comparisons_found_stays_known_when_only_one_file_is_read(run: Run) -> None:
    # Only the rarer name is reported, so that the files it was compared with have no entry.
    for number in (2, 3, 4):
        write(f"news/{number}.md", article(f"https://www.example.com/b{number}", day=number))
    odd = write("news/odd.md", article("https://www.example.com/odd", name="harbour post", day=5))
    assert run("check", "--fail-on", "info").found == ["news/odd.md:9 COR003"]
    run("check", "--update-baseline")
    for path in ("news", "."):
        assert run("check", path, "--fail-on", "info").out.endswith("1 known from the baseline.\n")
    assert "No longer" not in run("check", odd).out
    run("check", odd, "--update-baseline")
    assert known() == {("news/odd.md", "COR003"): 1}
    for number in (2, 3, 4):
        Path(f"news/{number}.md").unlink()
    assert "No longer there: 1 finding" in run("check", "news").out
    run("check", "--update-baseline")
    assert known() == {}


def test_the_first_of_two_duplicates_stays_known_when_it_is_checked_alone(run: Run) -> None:
    write("a.md", article("https://www.example.com/one"))
    write("b.md", article("https://www.example.com/one", day=3))
    run("check", "--update-baseline")
    before = known()
    assert {code for _, code in before} >= {"COR001"}
    assert "No longer" not in run("check", "a.md").out
    run("check", "a.md", "--update-baseline")
    assert known() == before
    Path("b.md").unlink()
    assert "No longer there" in run("check").out


@pytest.mark.parametrize("option", [True, False], ids=["--baseline", "extend"])
def test_projects_may_share_a_baseline(run: Run, *, option: bool) -> None:
    """What one of them writes must not be lost when the next is written."""
    write("shared.toml", "" if option else f'baseline = "{BASELINE}"\n')
    for name in ("one", "two"):
        write(f"{name}/newslint.toml", 'extend = "../shared.toml"\n')
        write(f"{name}/a.md", WARNED)
    extra = ["--baseline", BASELINE] if option else []
    updated = run("check", "--update-baseline", *extra)
    assert updated.err == f"newslint: {BASELINE}: 2 known findings\n"
    assert known() == {("one/a.md", "FM009"): 1, ("two/a.md", "FM009"): 1}
    assert run("check", *extra).out == "Checked 2 files: no findings; 2 known from the baseline.\n"
    Path("one/a.md").unlink()
    write("one/b.md", CLEAN)
    assert "No longer there: 1 finding of" in run("check", *extra).out
    run("check", "--update-baseline", *extra)
    assert known() == {("two/a.md", "FM009"): 1}


def test_each_project_has_its_own_baseline(run: Run) -> None:
    for name in ("one", "two"):
        write(f"{name}/newslint.toml", "")
        write(f"{name}/a.md", WARNED)
    run("check", "--update-baseline")
    assert sorted(map(str, Path().rglob("*.json"))) == [f"one/{BASELINE}", f"two/{BASELINE}"]
    assert run("check").status == 0
    Path("two", BASELINE).unlink()
    assert run("check").found == ["two/a.md:3 FM009"]


def test_a_baseline_may_lie_elsewhere_and_is_the_same_from_any_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("newslint.toml", f'baseline = "ci/{BASELINE}"\n')
    write("news/a.md", WARNED)
    Path("ci").mkdir()
    assert run("check", "--update-baseline").err == f"newslint: ci/{BASELINE}: 1 known finding\n"
    assert '["../news/a.md", "FM009"' in Path("ci", BASELINE).read_text(encoding="utf-8")
    monkeypatch.chdir("news")
    assert run("check").out == "Checked 1 file: no findings; 1 known from the baseline.\n"
    assert run("check", "--baseline", f"../ci/{BASELINE}", "-o", "report.out").status == 0
    assert "1 known" in Path("report.out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            '[\n<<<<<<< HEAD\n["a.md", "FM009", "x", "y", 1],\n=======\n>>>>>>> b\n{"version": 1}\n]\n',
            "merge conflict",
        ),
        ('[\n["a.md", "FM0', "not valid JSON"),
        ("", "is empty"),
        ("{}", "not a baseline"),
        ('[\n["a.md", 1],\n{"version": 1}\n]\n', "is not [file, code"),
        ('[{"version": 99}]', "newer newslint"),
    ],
)
def test_a_damaged_baseline_is_exit_two_before_the_work(run: Run, content: str, words: str) -> None:
    write("a.md", WARNED)
    write(BASELINE, content)
    for arguments in (["check"], ["check", "--update-baseline"], ["check", "--exit-zero"]):
        result = run(*arguments)
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert result.err.startswith(f"newslint: {BASELINE}")
        assert words in result.err
    assert Path(BASELINE).read_text(encoding="utf-8") == content
    assert run("check", "--no-baseline").found == ["a.md:3 FM009"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--baseline", "missing.json"], "missing.json: no such file; `--update-baseline` writes it"),
        (["--baseline", "n" * 300], "no such file"),
        (["--baseline", "missing/b.json", "--update-baseline"], "can't write: no such file or directory"),
        (["--update-baseline", "--no-baseline"], "can't be combined"),
        (["--baseline", "folder"], "can't read the baseline"),
        (["--changed-lines"], "--changed-lines goes with --since or --staged"),
        (["--since", "main", "--staged"], "can't be combined"),
        (["--since", "HEAD"], "not in a git repository"),
        (["--staged"], "not in a git repository"),
        (["--since", ""], "not in a git repository"),
        (["n" * 300], "no such file or folder"),
        (["--image-root", "n" * 300], "no such folder"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_two(run: Run, arguments: list[str], words: str) -> None:
    write("a.md", CLEAN)
    Path("folder").mkdir()
    result = run("check", *arguments)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert words in result.err
    assert "internal error" not in result.err
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "folder"]


def test_a_rule_that_raises_leaves_the_baseline_as_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", WARNED)
    run("check", "--update-baseline")
    before = Path(BASELINE).read_bytes()

    def explode(document: object, options: object) -> list[object]:
        raise ZeroDivisionError(document, options)

    rules = tuple(rule._replace(check=explode) if rule.code == "FM009" else rule for rule in RULES)
    monkeypatch.setattr(project, "BUILT_IN", Catalogue.of(rules))
    result = run("check", "--update-baseline")
    assert result.status == 2
    assert result.err.startswith("newslint: the baseline was left as it is: FM009 failed on a.md")
    assert Path(BASELINE).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_to_is_exit_two(run: Run) -> None:
    write("a.md", WARNED)
    Path().chmod(0o500)
    result = run("check", "--update-baseline")
    Path().chmod(0o700)
    assert result == (2, "", f"newslint: {BASELINE}: can't write: permission denied\n")


def test_standard_input_is_measured_against_the_baseline_of_its_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", WARNED)
    write("b.md", WARNED)
    run("check", "--update-baseline")
    before = known()

    class Stdin:
        buffer = property(lambda _: io.BytesIO(TWICE.encode()))

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert run("check", "-", "--stdin-filename", "a.md").found == ["a.md:3 FM005"]
    assert "give it with --stdin-filename" in run("check", "-", "--update-baseline").err
    assert known() == before
    for option in (["--since", "HEAD"], ["--staged"]):
        result = run("check", "-", *option)
        assert (result.status, result.err.count("\n")) == (2, 1)
        assert "can't be combined with `-`" in result.err
    monkeypatch.setattr(sys, "stdin", None)
    assert run("check", "-") == (2, "", "newslint: `-` reads standard input, which is closed\n")


# --- what git says has changed


@pytest.fixture
def repository(run: Run) -> Run:
    """Six files with a finding each, committed."""
    git("init", "--quiet")
    write(".gitignore", "ignored/\n")
    write("newslint.toml", 'exclude = ["drafts/"]\n')
    for name in ("a", "b", "gone", "old", "news/c", "drafts/d"):
        write(f"{name}.md", WARNED)
    commit()
    return run


def change() -> None:
    """One file each: modified, renamed, deleted, untracked, ignored, excluded, in a folder of a tool."""
    write("a.md", WARNED.replace("---\n", "---\nstate: NO\n", 1))
    git("mv", "old.md", "new.md")
    Path("gone.md").unlink()
    write("news/untracked.md", WARNED)
    write("ignored/x.md", WARNED)
    write("drafts/d.md", TWICE)
    write(".github/x.md", WARNED)


def test_since_lints_what_was_added_modified_and_renamed(repository: Run) -> None:
    change()
    result = repository("check", "--since", "HEAD")
    assert result.found == ["a.md:2 FM009", "a.md:4 FM009", "new.md:3 FM009", "news/untracked.md:3 FM009"]
    assert result.err == ""
    assert repository("check", "--since", "HEAD", "news").found == ["news/untracked.md:3 FM009"]
    shown = repository("check", "--since", "HEAD", "--show-files")
    assert shown == (0, "a.md\nnew.md\nnews/untracked.md\n", "")
    touched = repository("check", "--since", "HEAD", "--changed-lines")
    assert touched.found == ["a.md:2 FM009", "news/untracked.md:3 FM009"]
    assert repository("check", "--since", "HEAD", "--exclude", "a.md").found[0] == "new.md:3 FM009"


def test_since_works_from_a_folder_inside(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    change()
    monkeypatch.chdir("news")
    assert repository("check", "--since", "HEAD").found == ["untracked.md:3 FM009"]
    assert repository("check", "--since", "HEAD", "..", "--show-files").out.split() == [
        "../a.md", "../new.md", "untracked.md",
    ]  # fmt: skip


def test_a_named_file_is_checked_if_it_changed(repository: Run) -> None:
    change()
    since = ("check", "--since", "HEAD")
    assert repository(*since, "b.md") == (0, "Checked 0 files: nothing to lint.\n", "")
    assert repository(*since, "b.md", "a.md", "--show-files").out == "a.md\n"
    assert repository(*since, "drafts/d.md").found == ["drafts/d.md:3 FM005", "drafts/d.md:4 FM009"]
    assert repository(*since, "--force-exclude", "drafts/d.md", ".github/x.md").found == []
    assert repository(*since, "missing.md").status == 2


def test_force_exclude_passes_over_what_a_walk_would(repository: Run) -> None:
    change()
    write("node_modules/p/x.md", WARNED)
    names = ["drafts/d.md", ".github/x.md", "ignored/x.md", "node_modules/p/x.md"]
    assert repository("check", "--force-exclude", *names) == (0, "Checked 0 files: nothing to lint.\n", "")
    write("newslint.toml", 'exclude = ["drafts/"]\nforce-exclude = true\n')
    assert repository("check", *names).err == "", "a hook that names such files needs no warning"
    assert len(repository("check", "--isolated", *names).found) == 5


def test_no_change_is_no_noise_and_keeps_the_format(repository: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository("check", "--since", "HEAD") == (0, "Checked 0 files: nothing to lint.\n", "")
    assert repository("check", "--staged", "--show-files") == (0, "", "")
    write("newslint.toml", 'output-format = "json"\n')
    monkeypatch.delenv("NEWSLINT_OUTPUT_FORMAT")
    assert json.loads(repository("check", "--since", "HEAD").out)["summary"]["files"] == 0


def test_a_commit_that_is_not_there_is_exit_two(repository: Run) -> None:
    for rev in ("nowhere", "--output=x", "", "HEAD~9"):
        result = repository("check", f"--since={rev}")
        assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
        assert "--since: git knows no commit" in result.err


def test_staged_lints_the_index(repository: Run) -> None:
    write("a.md", WARNED.replace("country: NO", "country: OFF"))
    git("add", "a.md")
    write("a.md", CLEAN)
    write("b.md", TWICE)
    write("staged.md", TWICE)
    write("drafts/new.md", TWICE)
    write(".github/x.md", TWICE)
    git("add", "staged.md", "drafts", ".github")
    for name in ("staged.md", "drafts/new.md", ".github/x.md"):
        Path(name).unlink()
    found = ["a.md:3 FM009", "staged.md:3 FM005", "staged.md:4 FM009"]
    assert repository("check", "--staged").found == found, "gone from the disk, but staged"
    assert repository("check", "--staged", "--changed-lines").found == found
    assert repository("check", "--staged", "news").found == []
    assert "OFF" in repository("check", "--staged", "--output-format", "full").out


def test_a_changed_file_is_compared_with_those_that_did_not(run: Run) -> None:
    git("init", "--quiet")
    write("old.md", article("https://www.example.com/one"))
    commit()
    assert run("check", "--since", "HEAD").found == []
    write("new.md", article("https://www.example.com/one", day=3))
    for paths in ([], ["."], ["new.md", "old.md"]):
        found = run("check", "--since", "HEAD", *paths).found
        assert "new.md:5 COR001" in found
        assert all(line.startswith("new.md") for line in found)
    assert run("check", "--since", "HEAD", "new.md").found == []
    write("newslint.toml", 'corpus = ["."]\n')
    assert "new.md:5 COR001" in run("check", "--since", "HEAD", "new.md").found


def test_a_baseline_goes_with_changed_lines(repository: Run) -> None:
    repository("check", "--update-baseline")
    change()
    result = repository("check", "--since", "HEAD", "--changed-lines")
    assert result.found == ["a.md:2 FM009", "news/untracked.md:3 FM009"]
    assert "Checked 3 files: 2 warnings; 2 known from the baseline." in result.out, "one by its old name"
    assert "No longer there: 1 finding" in result.out, "that of the file that is gone"


def test_only_what_has_changed_is_read_when_nothing_is_compared(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "--quiet")
    for number in range(300):
        write(f"{number // 100}/{number}.md", CLEAN)
    commit()
    write("2/277.md", "---\ntitle: x\ntitle: y\n---\n")  # FM009 would ask how the others write a flag
    opened: list[str] = []
    really_read = contained.read

    def spy(path: str, most: int, boundary: contained.Boundary | None = None) -> contained.Content:
        opened.append(os.path.relpath(path))
        return really_read(path, most, boundary)

    monkeypatch.setattr(contained, "read", spy)
    assert run("check", "--since", "HEAD", "--select", "FM").found == ["2/277.md:3 FM005"]
    assert opened == ["2/277.md"]
    assert run("check", "--since", "HEAD").found == ["2/277.md:3 FM005"]
    assert len(opened) == 1 + 300, "what is compared is read as well"


# --- exit statuses


@pytest.mark.parametrize(
    ("one", "two", "arguments", "status"),
    [
        ("", "", [], 1),
        ('fail-on = "error"', "", [], 1),
        ("", 'fail-on = "error"', [], 1),
        ('fail-on = "error"', 'fail-on = "never"', [], 0),
        ('fail-on = "error"', 'fail-on = "error"', [], 0),
        ('fail-on = "error"', 'fail-on = "error"', ["--fail-on", "warning"], 1),
        ('fail-on = "error"', 'fail-on = "error"', ["--fail-on", "info", "--exit-zero"], 0),
        ("max-warnings = 1", "max-warnings = 1", [], 1),
        ("max-warnings = 2", "max-warnings = 2", [], 0),
        ("max-warnings = 1", "max-warnings = 3", [], 0),
        ('max-warnings = 0\nfail-on = "never"', "max-warnings = 1", [], 0),
        ("max-warnings = 0", "", ["--max-warnings", "2"], 0),
        ('fail-on = "error"', "", ["--max-warnings", "1"], 1),
        ('fail-on = "error"', 'fail-on = "info"', ["--max-warnings", "2"], 0),
        ("", "", ["--max-warnings", "0", "--exit-zero"], 0),
        ("", "", ["--select", "TXT001"], 0),
    ],
)
def test_the_exit_status_of_two_projects(
    run: Run, one: str, two: str, arguments: list[str], status: int
) -> None:
    for name, config in (("one", one), ("two", two)):
        write(f"{name}/newslint.toml", config)
        write(f"{name}/a.md", WARNED)
    result = run("check", *arguments)
    assert result.status == status
    if "--select" not in arguments:
        assert result.found == ["one/a.md:3 FM009", "two/a.md:3 FM009"]


def test_an_error_counts_whatever_number_of_warnings_is_accepted(run: Run) -> None:
    write("a.md", TWICE)
    assert run("check", "--max-warnings", "9").status == 1
    assert run("check", "--max-warnings", "9", "--ignore", "FM005").status == 0
    assert run("check", "--max-warnings", "0", "--fail-on", "never").status == 0
    result = run("check", "--max-warnings", "0", "--ignore", "FM005")
    assert (result.status, result.err) == (1, "newslint: 1 warning; max-warnings is 0\n")


# --- a schema that a document names


@pytest.mark.parametrize(
    "reference",
    [
        "/etc/passwd", "../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "../outside.json",
        "../project-2/s.json", "/../outside.json", "link.json", "linked/outside.json", "/dev/zero",
        "pipe.json", "folder", ".", "C:/Windows/win.ini", "C:\\\\Windows\\\\win.ini", "a%00b.json",
        "%ff.json", "n" * 5000, "x/" * 3000, "missing.json", "loop.json", "text.json", "list.json",
        "bad-role.json",
    ],
)  # fmt: skip
def test_a_schema_that_can_not_be_used_is_a_finding(
    run: Run, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    for name in ("outside.json", "project-2/s.json"):
        write(name, '{"required": ["secret"]}')
    Path("project/folder").mkdir(parents=True)
    monkeypatch.chdir("project")
    Path("link.json").symlink_to("../outside.json")
    Path("linked").symlink_to("..")
    Path("loop.json").symlink_to("loop.json")
    os.mkfifo("pipe.json")
    write("text.json", "root:x:0:0")
    write("list.json", "[]")
    write("bad-role.json", '{"x-newslint-role": "headlin"}')
    write("a.md", f'---\n$schema: "{reference}"\ntitle: x\n---\n')
    result = run("check")
    assert result.status == 1
    assert result.found == ["a.md:2 SCH010"]
    assert len(result.out) < 700
    assert result.err == ""


@pytest.mark.parametrize(
    "reference",
    [
        "http://[abc", "//[abc", "https://example.com/s.json", "HTTPS://x", "file:///etc/passwd",
        "urn:a:b", "http%3A//x", "#", "#/definitions/a",
    ],
)  # fmt: skip
def test_an_address_is_passed_over(run: Run, reference: str) -> None:
    write("a.md", f'---\n$schema: "{reference}"\ntitle: x\n---\n')
    assert run("check") == (0, "Checked 1 file: no findings.\n", "")


@pytest.mark.parametrize("head", ['$schema: "{}"', "# yaml-language-server: $schema={}"])
@pytest.mark.parametrize(
    "reference", ["../s.json", "/s.json", "../s.json#/x", "%2E%2E/s%2ejson", "../news/../s.json"]
)
def test_a_schema_inside_the_project_is_used(run: Run, head: str, reference: str) -> None:
    write("newslint.toml", "")
    write("s.json", '{"required": ["date"]}')
    write("news/a.md", f"---\n{head.format(reference)}\ntitle: x\n---\n")
    assert run("check").found == ["news/a.md:1 SCH001"]
    write("other.json", '{"required": ["author"]}')
    assert "`author`" in run("check", "--schema", "other.json").out


# --- pipes and completion


AS_NEWSLINT = """
import atexit, sys
from newslint.cli import main
atexit.register(lambda: sys.stderr.write("\\n".join(sys.modules)))
sys.exit(main())
"""


def _as_newslint(folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script with the name that a shell completes; on standard error it tells the modules it loaded."""
    script = folder / "newslint"
    script.write_text(AS_NEWSLINT, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": root, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    [("newslint ch", {"check"}), ("newslint check --sin", {"--since"}), ("newslint config f", {"files"})],
)
def test_a_shell_completes_commands_and_options(tmp_path: Path, words: str, offered: set[str]) -> None:
    environment = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = _as_newslint(tmp_path, {"_NEWSLINT_COMPLETE": "complete_bash", **environment})
    assert set(done.stdout.split()) == offered
    assert done.returncode == 0
    loaded = set(done.stderr.split("\n"))
    assert "newslint.cli" in loaded
    own = {name for name in loaded if name.startswith("newslint.") and not name.startswith("newslint.cli")}
    known = {
        "newslint.config",
        "newslint.config.output_format",
        "newslint.errors",
        "newslint.light_tuples",
        "newslint.system",
        "newslint.system.reserve",
        "newslint.text",
        "newslint.text.docstrings",
    }
    assert own <= known, "whoever presses Tab waits for no more"
    assert not loaded & {
        "yaml",
        "jsonschema",
        "jsonschema_rs",
        "ftfy",
        "jinja2",
        "publicsuffixlist",
        "sqlite3",
    }


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_written(tmp_path: Path, shell: str) -> None:
    done = _as_newslint(tmp_path, {"_NEWSLINT_COMPLETE": f"source_{shell}"})
    assert done.returncode == 0
    assert "_NEWSLINT_COMPLETE" in done.stdout
