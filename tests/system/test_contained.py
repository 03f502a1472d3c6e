"""Nothing is read through a link that leads out of a project, and nothing without a bound."""

import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.errors import NewslintError
from newslint.system.contained import (
    BEGINNING,
    LEADS_OUT,
    Boundary,
    Content,
    open_file,
    read,
    read_at_most,
    read_needed,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and devices are others there")

ARTICLE = b"---\ntitle: Ferries return\n---\n"
SECRET = b"---\ntitle: hunter2 \xc3\xa2\xe2\x82\xac\xe2\x84\xa2s\n---\n"
MANY = 1000  # bytes
HANG = 120  # seconds


def put(path: Path, data: bytes = ARTICLE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def link(path: Path, target: str | Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project beside something that is none of its business."""
    put(tmp_path / "secret" / "y.md", SECRET)
    folder = tmp_path / "project"
    put(folder / "content" / "a.md")
    put(folder / "newslint.toml", b"")
    monkeypatch.chdir(folder)
    return folder


def trouble(path: str | Path, boundary: Boundary) -> str | None:
    content = read(path, MANY, boundary)
    assert (content.trouble is None) == (content.data == ARTICLE)
    return content.trouble


# Links


def test_links_inside_a_project_are_followed(project: Path) -> None:
    boundary = Boundary(project)
    for name, target in {
        "near.md": "a.md",
        "far.md": str(project / "content/a.md"),
        "two.md": "far.md",
    }.items():
        assert trouble(link(project / "content" / name, target), boundary) is None
    link(project / "folder", "content")
    assert trouble("folder/a.md", boundary) is None
    assert trouble("folder/near.md", boundary) is None


def test_few_folders_are_remembered(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.system.contained._MOST_HOMES", 3)
    boundary = Boundary(project)
    for number in range(9):
        assert boundary.holds_folder(str(project / f"{number}"))
        assert len(boundary._homes) == number % 3 + 1


@pytest.mark.parametrize("target", ["../../secret/y.md", "/proc/self/environ", "/dev/zero", "/nowhere"])
def test_a_link_out_of_a_project_is_not_followed(target: str, project: Path) -> None:
    link(project / "content" / "b.md", target)
    link(project / "content" / "c.md", "b.md")
    for boundary in (Boundary(project), Boundary()):
        for name in ("content/b.md", "content/c.md", project / "content/b.md", "content/../content/b.md"):
            assert read(name, MANY, boundary) == Content(b"", LEADS_OUT)


def test_nor_is_a_folder_on_the_way(project: Path) -> None:
    link(project / "away", "../secret")
    assert trouble("away/y.md", Boundary(project)) == LEADS_OUT
    assert trouble("content/../away/y.md", Boundary(project)) == LEADS_OUT
    assert trouble("away/gone.md", Boundary(project)) == LEADS_OUT, "nor is told what is not there"


def test_a_name_that_only_begins_alike_is_outside(project: Path) -> None:
    put(project.parent / "project-of-others" / "a.md")
    link(project / "b.md", "../project-of-others/a.md")
    assert trouble("b.md", Boundary(project)) == LEADS_OUT


def test_links_in_a_circle_end(project: Path) -> None:
    link(project / "one.md", "two.md")
    link(project / "two.md", "one.md")
    assert trouble("one.md", Boundary(project)) == "too many levels of symbolic links"


@pytest.mark.parametrize("name", [".git", ".GIT"])
def test_what_git_keeps_for_itself_is_outside(name: str, project: Path) -> None:
    put(project / name / "config", ARTICLE)
    put(project / ".github" / "a.md")
    link(project / "token.md", f"{name}/config")
    link(project / "hidden.md", ".github/a.md")
    for boundary in (Boundary(project), Boundary()):
        assert trouble("token.md", boundary) == LEADS_OUT
        assert trouble("hidden.md", boundary) is None


def test_folders_may_be_allowed(project: Path) -> None:
    put(project.parent / "shared" / "a.md")
    link(project / "b.md", "../shared/a.md")
    link(project / "away", "../shared")
    boundary = Boundary(project, followed=[project / "../shared"])
    assert trouble("b.md", boundary) is None
    assert trouble("away/a.md", boundary) is None
    link(project / "c.md", "../secret/y.md")
    assert trouble("c.md", boundary) == LEADS_OUT


def test_a_project_may_lie_behind_a_link(project: Path) -> None:
    www = link(project.parent / "www", "project")
    link(project / "b.md", project / "content/a.md")
    link(project / "c.md", "../secret/y.md")
    for boundary in (Boundary(www), Boundary(project)):
        assert trouble(www / "b.md", boundary) is None
        assert trouble(www / "c.md", boundary) == LEADS_OUT


# Without a configuration


def test_a_repository_is_the_boundary_where_there_is_no_configuration(project: Path) -> None:
    put(project.parent / ".git" / "HEAD", b"")
    link(project / "b.md", "../secret/a.md")
    put(project.parent / "secret" / "a.md")
    assert trouble("b.md", Boundary()) is None
    assert trouble("b.md", Boundary(project)) == LEADS_OUT


def test_else_the_working_directory_or_a_named_folder_or_that_of_the_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link(project / "drafts" / "b.md", "../content/a.md")
    assert trouble(project / "drafts/b.md", Boundary()) is None
    put(project.parent / "elsewhere" / "x", b"")
    monkeypatch.chdir(project.parent / "elsewhere")
    assert trouble(project / "drafts/b.md", Boundary()) == LEADS_OUT
    assert trouble(project / "drafts/b.md", Boundary(named=["../project"])) is None
    link(project / "drafts" / "c.md", "b.md")
    put(project / "drafts" / "d.md")
    link(project / "drafts" / "e.md", "d.md")
    assert trouble(project / "drafts/e.md", Boundary()) is None


def test_a_boundary_goes_to_other_processes(project: Path) -> None:
    link(project / "b.md", "../secret/y.md")
    put(project.parent / "shared" / "a.md")
    link(project / "c.md", "../shared/a.md")
    boundary = pickle.loads(pickle.dumps(Boundary(project, [project / "../shared"], ["/x"])))  # noqa: S301 - ours
    assert trouble("b.md", boundary) == LEADS_OUT
    assert trouble("c.md", boundary) is None


# Sizes


def test_the_largest_size_is_read_and_nothing_beyond(project: Path) -> None:
    put(project / "b.md", b"x" * MANY)
    assert read("b.md", MANY) == Content(b"x" * MANY)
    assert read("b.md", MANY - 1) == Content(b"", "it is larger than 999 bytes: 1,000", b"x" * MANY)
    put(project / "b.md", b"y" * 2 * BEGINNING)
    assert read("b.md", MANY).begins == b"y" * BEGINNING
    assert read(put(project / "b.md", b""), 0) == Content(b"")


def test_a_file_whose_size_the_system_does_not_know_is_bounded_too() -> None:
    if not Path("/proc/self/maps").exists():
        pytest.skip("no /proc here")
    assert read("/proc/self/maps", 100).trouble == "it is larger than 100 bytes"
    assert len(read("/proc/self/maps", 10_000_000).data) > 100


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_a_stream_is_read_to_its_end(size: int) -> None:
    assert read_at_most(io.BytesIO(b"x" * size), 10) == b"x" * size
    assert read_at_most(io.BytesIO(b"x" * size), 10, 1) == b"x" * size


class Endless(io.RawIOBase):
    """A stream that gives three bytes at a time."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        given = min(3, size)
        self.given += given
        return b"0" * given


def test_a_stream_without_end_is_read_up_to_one_byte_beyond() -> None:
    endless = Endless()
    assert read_at_most(endless, 1000) == b"0" * 1001
    assert endless.given == 1001


def test_names_that_no_file_can_have() -> None:
    assert read("a\0b", MANY, Boundary()) == Content(b"", "no file can have this name")
    assert read("n" * 300, MANY, Boundary()) == Content(b"", "file name too long")


def test_what_a_run_needs_is_told_by_its_name(project: Path) -> None:
    link(project / "b.toml", "../secret/y.md")
    assert read_needed("newslint.toml", MANY, "the configuration", Boundary(project)) == b""
    for name, why in {"b.toml": LEADS_OUT, "c.toml": "no such file or directory"}.items():
        with pytest.raises(NewslintError, match=rf"^{name}: can't read the configuration: {why}$"):
            read_needed(name, MANY, "the configuration", Boundary(project))


# At the command line


def newslint(*arguments: str, text: bytes | None = None) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        input=text,
        capture_output=True,
        check=False,
        timeout=120,
    )
    stdout, stderr = done.stdout.decode(), done.stderr.decode()
    assert "hunter2" not in stdout + stderr
    assert "Traceback" not in stderr
    return subprocess.CompletedProcess(done.args, done.returncode, stdout, stderr)


FORMATS = (
    "full", "concise", "grouped", "json", "json-lines", "github", "gitlab", "junit", "sarif", "rdjson",
    "checkstyle", "markdown", "html",
)  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_no_format_shows_what_lies_outside(format_: str, project: Path) -> None:
    link(project / "content" / "b.md", "../../secret/y.md")
    done = newslint("check", "content", "--output-format", format_, "--cache-dir", "cache")
    assert done.returncode == 1
    assert LEADS_OUT in done.stdout.replace("&#39;", "'")


@pytest.mark.parametrize(
    "arguments", [["--diff"], ["--fix"], ["--fix", "--unsafe-fixes"], ["--show-files"], ["--statistics"]]
)
def test_no_option_shows_or_changes_what_lies_outside(arguments: list[str], project: Path) -> None:
    link(project / "content" / "b.md", "../../secret/y.md")
    for number in range(40):  # so many that they are remembered
        put(project / "content" / f"{number}.md")
    newslint("check", "content", "--cache-dir", "cache", *arguments)
    assert (project.parent / "secret" / "y.md").read_bytes() == SECRET
    assert not any(b"hunter2" in path.read_bytes() for path in project.glob("cache/*"))


def test_named_files_and_folders_are_contained_as_walked_ones_are(project: Path) -> None:
    link(project / "away", "../secret")
    link(project / "b.md", "../secret/y.md")
    for name, shown in {"away": "away", "away/y.md": "away/y.md", "b.md": "b.md", "./away/": "away"}.items():
        done = newslint("check", name, "--output-format", "concise", "--quiet")
        assert done.returncode == 1
        assert done.stdout == f"{shown}:1:1: FM013 can't be read: {LEADS_OUT}\n"


def test_follow_links_in_the_configuration_allows_folders(project: Path) -> None:
    put(project.parent / "shared" / "s.md", SECRET.replace(b"hunter2", b"The pier"))
    link(project / "content" / "b.md", "../../shared/s.md")
    put(project / "newslint.toml", b'follow-links = ["../shared"]\n')
    assert "TXT001" in newslint("check").stdout
    assert 'follow-links = ["../shared"]' in newslint("config", "show").stdout
    put(project / "newslint.toml", b'follow-links = ["../shred"]\n')
    done = newslint("check")
    assert done.returncode == 2
    assert "newslint.toml:1:17: `follow-links[0]`: there is no such folder: ../shred" in done.stderr


def test_a_corpus_that_leads_out_is_told(project: Path) -> None:
    link(project / "content" / "b.md", "../../secret/y.md")
    done = newslint("check", "content/a.md", "--corpus", "content", "--output-format", "concise")
    assert done.returncode == 1
    assert "content/b.md:1:1: FM013" in done.stdout
    assert "Checked 1 file" in done.stdout


@pytest.mark.parametrize("name", ["newslint.toml", ".newslint.toml", "pyproject.toml"])
def test_a_configuration_that_leads_out_is_not_read(name: str, project: Path) -> None:
    (project / "newslint.toml").unlink()
    put(project.parent / "secret" / "x.toml", b"[tool.newslint]\nhunter2 = 1\n")
    link(project / name, "../secret/x.toml")
    done = newslint("check")
    assert done.returncode == 2
    assert done.stderr == f"newslint: {name}: can't read the configuration: {LEADS_OUT}\n"
    assert newslint("check", "--config", name).returncode == 2


def test_a_base_configuration_that_leads_out_is_not_read(project: Path) -> None:
    put(project / "newslint.toml", b'extend = "base.toml"\n')
    put(project.parent / "secret" / "x.toml", b"hunter2 = 1\n")
    link(project / "base.toml", "../secret/x.toml")
    done = newslint("check")
    assert done.returncode == 2
    assert f"base.toml: can't read the configuration: {LEADS_OUT}" in done.stderr


def test_ignored_files_that_lead_out_are_not_read(project: Path) -> None:
    put(project / ".git" / "HEAD", b"")
    link(project / ".gitignore", "../secret/y.md")
    done = newslint("check")
    assert done.returncode == 2
    assert done.stderr == f"newslint: .gitignore: can't read what git ignores: {LEADS_OUT}\n"
    assert newslint("check", "--no-respect-gitignore").returncode == 0


def test_a_nested_project_may_respect_what_the_outer_one_does_not(project: Path) -> None:
    put(project / ".git" / "HEAD", b"")
    put(project / ".gitignore", b"a.md\n")
    put(project / "newslint.toml", b"respect-gitignore = false\n")
    put(project / "content" / "inner" / "newslint.toml", b"")
    for name in ("a.md", "b.md"):
        put(project / "content" / "inner" / name)
    shown = newslint("check", "--show-files").stdout.splitlines()
    assert shown == ["content/a.md", "content/inner/b.md"]


def test_a_baseline_that_leads_out_is_neither_read_nor_written(project: Path) -> None:
    known = put(project.parent / "secret" / "known.json", b'[\n{"version": 1}\n]\n')
    link(project / "newslint-baseline.json", "../secret/known.json")
    for arguments in ([], ["--update-baseline"]):
        done = newslint("check", *arguments)
        assert done.returncode == 2
        assert done.stderr == f"newslint: newslint-baseline.json: can't read the baseline: {LEADS_OUT}\n"
    assert known.read_bytes() == b'[\n{"version": 1}\n]\n'


def test_a_baseline_is_not_written_through_a_link_of_any_kind(project: Path) -> None:
    put(project / "content" / "b.md", SECRET.replace(b"hunter2", b"The pier"))
    known = put(project / "known.json", b'[\n{"version": 1}\n]\n')
    link(project / "newslint-baseline.json", "known.json")
    done = newslint("check", "--update-baseline")
    assert done.returncode == 2
    assert "newslint-baseline.json: not written: it is a link; name the file itself" in done.stderr
    assert known.read_bytes() == b'[\n{"version": 1}\n]\n'
    (project / "newslint-baseline.json").unlink()
    link(project / "away", "../secret")
    done = newslint("check", "--baseline", "away/known.json", "--update-baseline")
    assert done.returncode == 2
    assert "away/known.json: not written: a link leads out" in done.stderr
    assert not (project.parent / "secret" / "known.json").exists()


HUGE = 3_000_000_000  # bytes, none of which is on the disk


def sparse(path: Path, begins: bytes = b"") -> Path:
    put(path, begins)
    os.truncate(path, HUGE)
    return path


def test_huge_articles_are_told_and_not_read(project: Path) -> None:
    sparse(project / "content" / "b.md")
    sparse(project / "content" / "c.md", b"---\ntitle: x\n")
    sparse(project / "content" / "d.txt", b"Numbers of all years\n".ljust(BEGINNING, b"1"))
    done = newslint("check", "--output-format", "concise")
    assert done.returncode == 1
    said = "FM013 can't be read: it is larger than 20,000,000 bytes: 3,000,000,000"
    assert [line.partition(said)[0] for line in done.stdout.splitlines()[:2]] == [
        "content/b.md:1:1: ", "content/c.md:1:1: "
    ]  # fmt: skip
    assert "Checked 3 files: 2 errors." in done.stdout, "a text without a fence is passed over"
    assert said in newslint("check", "content/d.txt", "--output-format", "concise").stdout, "unless named"


def test_the_largest_size_is_a_setting(project: Path) -> None:
    put(project / "newslint.toml", b"[limits]\nmax-file-bytes = 20\n")
    assert "it is larger than 20 bytes: 30" in newslint("check").stdout
    done = newslint("check", "-", "--stdin-filename", "content/x.md", text=ARTICLE)
    assert done.returncode == 1
    assert "it is larger than 20 bytes" in done.stdout
    put(project / "newslint.toml", b"[limits]\nmax-file-bytes = 30\n")
    assert newslint("check").returncode == 0
    assert newslint("check", "-", "--stdin-filename", "content/x.md", text=ARTICLE).returncode == 0


def test_standard_input_without_end_is_told(project: Path) -> None:
    del project
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", "check", "-"],
            stdin=zeros,
            capture_output=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1
    assert b"<stdin>:1:1 FM013 error can't be read: it is larger than 20,000,000 bytes" in done.stdout


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("newslint.toml", "the configuration"),
        ("newslint-baseline.json", "the baseline"),
        (".gitignore", "what git ignores"),
    ],
)
def test_huge_files_that_a_run_obeys_end_it(name: str, what: str, project: Path) -> None:
    put(project / ".git" / "HEAD", b"")
    sparse(project / name)
    done = newslint("check")
    assert done.returncode == 2
    assert done.stderr.startswith(f"newslint: {name}: can't read {what}: it is larger than ")
    assert done.stderr.endswith("bytes: 3,000,000,000\n")


def test_huge_files_beside_a_cache_are_left_alone(project: Path) -> None:
    for number in range(20):
        put(project / "content" / f"{number}.md")
    assert newslint("check", "--cache-dir", "cache").returncode == 0
    sparse(project / "cache" / "CACHEDIR.TAG")
    assert newslint("check", "--cache-dir", "cache").returncode == 0
    newslint("clean", "--cache-dir", "cache")
    assert (project / "cache" / "CACHEDIR.TAG").stat().st_size == HUGE


def test_no_report_is_written_through_a_link_that_leads_out(project: Path) -> None:
    put(project.parent / "secret" / "profile", b"kept\n")
    link(project / "report.json", "../secret/profile")
    link(project / "away", "../secret")
    for name in ("report.json", "away/report.json"):
        done = newslint("check", "--output-format", "json", "--output-file", name)
        assert done.returncode == 2
        assert done.stderr == f"newslint: {name}: not written: {LEADS_OUT}\n"
    assert sorted(path.name for path in (project.parent / "secret").iterdir()) == ["profile", "y.md"]
    assert (project.parent / "secret" / "profile").read_bytes() == b"kept\n"
    put(project / "reports" / "a.json", b"")
    link(project / "b.json", "reports/a.json")
    assert newslint("check", "--output-format", "json", "-o", "b.json").returncode == 0
    assert (project / "reports" / "a.json").read_bytes().startswith(b"{")


def test_devices_and_files_elsewhere_are_written(project: Path) -> None:
    elsewhere = put(project.parent / "elsewhere" / "real.json", b"")
    link(project.parent / "elsewhere" / "link.json", "real.json")
    for name in ("/dev/stdout", "../elsewhere/link.json", "/dev/stderr"):
        assert newslint("check", "--output-format", "json", "-o", name).returncode == 0
    assert elsewhere.read_bytes().startswith(b"{")


def test_a_folder_in_the_place_of_a_file_does_not_stay_open(tmp_path: Path) -> None:
    def next_descriptor() -> int:
        descriptor = os.open(os.devnull, os.O_RDONLY)
        os.close(descriptor)
        return descriptor

    before = next_descriptor()
    assert read(tmp_path, MANY) == Content(b"", "is a directory")
    assert open_file(tmp_path) == "is a directory"
    assert next_descriptor() == before
