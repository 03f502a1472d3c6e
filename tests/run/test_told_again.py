"""A check is told again only where it would come out the same: nothing that decides on it is forgotten."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from calls import Clock, Said, archive, call, examined, git, settled, write
from changing import NAMES, SCHEMAS, TITLES, ChangingArchive, png
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from newslint.run.cache import FOLDER, answers, recording
from newslint.run.cache.answers import recall
from newslint.run.cache.folder import remove_cache
from newslint.system import stamps

__all__ = ["archive", "examined", "settled"]
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems' times say too little")


def check(*arguments: str) -> Said:
    """Check, with answers; what is said must be what a run says that knows nothing."""
    said = call("check", *arguments)
    fresh = call("check", "--no-cache", *arguments)
    assert not fresh.told_again
    assert said[:3] == fresh[:3]
    return said


def is_told_again(*arguments: str) -> bool:
    return check(*arguments).told_again


def test_what_a_run_said_is_told_again(archive: Path, examined: list[str]) -> None:
    first = call("check")
    assert (first.status, first.told_again, len(examined)) == (1, False, 20)
    assert "Checked 20 files: 20 warnings." in first.out
    examined.clear()
    assert call("check") == first._replace(told_again=True)
    assert examined == []
    endings = ["", ".TAG", ".basis", ".db", ".facts", ".out", ".run"]
    assert sorted(path.suffix for path in (archive / FOLDER).iterdir()) == endings


@pytest.mark.usefixtures("archive")
def test_it_is_told_without_loading_what_checks() -> None:
    script = (
        "import sys, newslint.__main__ as start\n"
        "sys.argv[1:] = ['check']\n"
        "try: start.main()\n"
        "finally: sys.stderr.write('\\n'.join(sys.modules))\n"
    )
    line = [sys.executable, "-c", script]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.run(line, env=environment, capture_output=True, text=True, check=False) for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "newslint.rules" in runs[0].stderr.split("\n")
    loaded = set(runs[1].stderr.split("\n"))
    assert {name for name in loaded if name.partition(".")[0] == "newslint"} == {
        "newslint",
        "newslint.__main__",
        "newslint.run",
        "newslint.run.cache",
        "newslint.run.cache.answers",
        "newslint.system",
        "newslint.system.content_stamps",
        "newslint.system.digests",
        "newslint.system.stamps",
    }
    assert not loaded & {"typer", "rich", "yaml", "typing", "re", "json", "sqlite3", "pathlib"}


def swap() -> None:
    """Put other content of the same size into a file, and give it back its times."""
    before = Path("3.md").stat()
    Path("3.md").write_text(Path("3.md").read_text().replace("Story 3", "Tale  3"))
    os.utime("3.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Path("3.md").stat().st_size == before.st_size


def replace(name: str, make: Callable[[], object]) -> None:
    Path(name).rename("../before")
    make()


CHANGES: dict[str, Callable[[], object]] = {
    "a file with other content": write("3.md", "---\ntitle: Another\n---\n"),
    "a file with other content and the same size and times": swap,
    "a new file": write("new.md", "---\ntitle: A\n---\n"),
    "a new file in a new folder": write("below/new.md", "---\ntitle: A\n---\n"),
    "a file less": lambda: Path("3.md").unlink(),
    "a file with another name": lambda: Path("3.md").rename("c.md"),
    "a file that can't be read any more": lambda: replace("3.md", lambda: os.mkfifo("3.md")),
    "a link that leads elsewhere": lambda: replace("link.md", lambda: Path("link.md").symlink_to("5.md")),
    "a link to a file and no folder": lambda: replace("to", lambda: Path("to").symlink_to("4.md")),
    "a folder that is a link now": lambda: replace("f", lambda: Path("f").symlink_to("../before")),
    "a configuration": write("newslint.toml", 'ignore = ["FM009"]\n'),
    "a configuration in a folder below": write("f/newslint.toml", 'select = ["ALL"]\n'),
    "a configuration above": write("../newslint.toml", 'ignore = ["FM009"]\n'),
    "a baseline": lambda: call("check", "--update-baseline"),
    "another schema": write("own.json", '{"required": ["author"]}'),
    "what a schema refers to": write("title.json", '{"minLength": 99}'),
    "a picture": lambda: Path("a.png").write_bytes(png(10, 10)),
    "a picture of another size": lambda: Path("b.png").write_bytes(png(11, 10)),
    "what git ignores": write(".gitignore", "3.md\n"),
    "what git tracks": lambda: git("add", "--force", "ignored.md"),
    "no repository any more": lambda: shutil.rmtree(".git"),
    "a host of the site": write("CNAME", "a.example\n"),
    "the authors of the site": write("_data/authors.yml", "ada: {}\n"),
    "a generator": write("_config.yml", "title: A\nurl: https://a.example\n"),
}


@pytest.fixture
def rich_archive(archive: Path) -> Path:
    """The archive with something of all that a run may depend on."""
    git("init")
    write("ignored.md", "---\ntitle: yes\n---\n")()
    write(".gitignore", "ignored.md\n")()
    git("add", ".gitignore")
    write("schemas.md", "---\n$schema: own.json\ntitle: Story\nimage: b.png\nimage_width: 10\n---\n")()
    write("own.json", '{"properties": {"title": {"$ref": "title.json"}}}')()
    write("title.json", '{"type": "string"}')()
    write("f/0.md", "---\ntitle: Below\nauthor: ada\n---\n")()
    Path("b.png").write_bytes(png(10, 10))
    Path("link.md").symlink_to("4.md")
    Path("to").symlink_to("f")
    return archive


@pytest.mark.parametrize("fresh", [True, False], ids=["fresh", "settled"])
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("rich_archive")
def test_nothing_stale_is_told(change: str, *, fresh: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not fresh:
        monkeypatch.setattr(stamps, "_FRESH", -(10**18))
    assert [is_told_again(), is_told_again()] == [False, True]
    CHANGES[change]()
    assert not is_told_again()
    assert is_told_again()


@pytest.mark.usefixtures("archive")
def test_content_decides_where_times_are_coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "numbers", lambda found: f"{found.st_mode} {found.st_size} ")
    monkeypatch.setattr(stamps, "_FRESH", 10**18)
    assert [is_told_again(), is_told_again()] == [False, True]
    swap()
    assert not is_told_again()


@pytest.mark.usefixtures("archive")
@pytest.mark.usefixtures("settled")
def test_names_decide_where_only_the_time_of_a_folder_changed() -> None:
    assert not is_told_again()
    write("passing.md", "")()
    Path("passing.md").unlink()
    assert is_told_again()
    os.utime("3.md")
    assert not is_told_again(), "of a file that is not fresh nobody kept the content"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FORCE_COLOR", "1"),
        ("NO_COLOR", "1"),
        ("COLUMNS", "40"),
        ("FORCE_HYPERLINK", "1"),
        ("NEWSLINT_OUTPUT_FORMAT", "json"),
        ("LC_ALL", "nb_NO.UTF-8"),
        ("GIT_DIR", "/nowhere"),
        ("CI", "1"),
    ],
)
@pytest.mark.usefixtures("archive")
def test_another_environment_is_another_call(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert not is_told_again()
    monkeypatch.setenv(name, value)
    assert not is_told_again()
    assert is_told_again()
    monkeypatch.delenv(name)
    assert is_told_again()


@pytest.mark.usefixtures("archive")
def test_another_call_is_another_call(monkeypatch: pytest.MonkeyPatch) -> None:
    write("f/0.md", "---\ntitle: yes\n---\n")()
    calls = [
        (),
        ("--quiet",),
        (".",),
        ("f", "."),
        (".", "f"),
        ("--output-format", "json"),
        ("--select", "FM"),
    ]
    assert [is_told_again(*call) for call in calls] == [False] * len(calls)
    assert [is_told_again(*call) for call in calls] == [True] * len(calls)
    monkeypatch.chdir("f")
    assert not is_told_again("..")
    assert is_told_again("..")


@pytest.mark.usefixtures("archive")
def test_another_terminal_another_user_and_another_version_are_another_call() -> None:
    def key(*changes: tuple[Any, str, Any]) -> str:
        with pytest.MonkeyPatch.context() as patch, Path(os.environ["TMPDIR"], "x").open("w") as stream:
            for name in ("stdout", "stderr"):
                patch.setattr(sys, name, stream)
            for change in changes:
                patch.setattr(*change)
            return answers.key_of(["check"])

    terminal = (os, "isatty", lambda _: True)
    keys = {
        key(),
        key(terminal, (os, "get_terminal_size", lambda _: os.terminal_size((80, 7)))),
        key(terminal, (os, "get_terminal_size", lambda _: os.terminal_size((81, 7)))),
        key((os, "geteuid", lambda: 7)),
        key((os, "getegid", lambda: 7)),
        key((os, "getgroups", lambda: [7])),
        key((sys, "version", "4")),
        key((answers, "__version__", "7")),
        key((answers, "_FORM", "7")),
    }
    assert len(keys) == 9
    assert key() in keys


@pytest.mark.usefixtures("archive")
def test_all_that_is_read_of_the_environment_is_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    real = type(os.environ).__getitem__

    def look(self: Any, name: str) -> str:
        asked.add(name)
        return real(self, name)

    monkeypatch.setattr(type(os.environ), "__getitem__", look)
    for module in (answers, recording):
        monkeypatch.setattr(module, "key_of", lambda _: "0" * 32)
    for arguments in ((), ("--output-format", "github"), ("--color", "always"), ("--statistics",)):
        call("check", *arguments)
    own = {
        name for name in asked if name not in answers._VARIABLES and not name.startswith(answers._FAMILIES)
    }
    # How options are completed, and what a terminal calls itself to a library that shows help.
    of_typer = {name for name in own if name.startswith(("_TYPER", "TYPER_", "PY_"))}
    assert {name for name in own - of_typer if not name.endswith("_COMPLETE")} <= {"PATH"}


@pytest.mark.usefixtures("archive")
def test_it_is_not_told_before_it_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    assert [is_told_again(), is_told_again()] == [False, True]
    clock.ahead = timedelta(seconds=-60)
    assert not is_told_again()
    assert is_told_again()
    clock.ahead = timedelta()
    assert is_told_again()


@pytest.mark.usefixtures("archive")
def test_it_holds_until_a_date_is_no_longer_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    now = datetime.now(UTC)
    clock.ahead = datetime(now.year, 3, 1, tzinfo=UTC) - now  # far from any other year
    for name, day in (("soon", 5), ("later", 9)):
        write(f"{name}.md", f"---\ntitle: {name}\ndate: {now.year}-03-{day:02}T00:00:00Z\n---\n")()
    write("newslint.toml", "[rules.DAT002]\nhorizon-days = 2\n")()
    assert check().out.count(" DAT002 warning ") == 2
    clock.ahead = datetime(now.year, 3, 3, tzinfo=UTC) - now - timedelta(minutes=9)
    assert is_told_again()
    clock.ahead += timedelta(minutes=10)
    said = check()
    assert (said.told_again, said.out.count(" DAT002 warning ")) == (False, 1)
    assert is_told_again()


@pytest.mark.usefixtures("archive")
def test_it_holds_until_the_year_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    end = datetime(datetime.now(UTC).year + 1, 1, 1, tzinfo=UTC)
    assert not is_told_again()
    clock.ahead = end - timedelta(minutes=1) - datetime.now(UTC)
    assert is_told_again()
    clock.ahead += timedelta(minutes=2)
    assert not is_told_again()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fix",), ("--diff",), ("--fix-only",), ("--update-baseline",), ("--no-cache",),
        ("--output-file", "../report.txt", "--output-format", "full"), ("--since", "HEAD"), ("--staged",),
        ("0.md", "1.md"), ("--output-format", "html"), ("--show-files",), ("nowhere",),
    ],
)  # fmt: skip
def test_what_does_more_than_read_is_done_again(archive: Path, arguments: tuple[str, ...]) -> None:
    git("init")
    git("add", ".")
    git("-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-m", "All")
    call("check", *arguments)
    assert not call("check", *arguments).told_again
    assert not [*archive.rglob("*.run")]


@pytest.mark.usefixtures("archive")
def test_a_repository_whose_index_lies_elsewhere_is_asked_again() -> None:
    git("init", "--separate-git-dir", "../elsewhere")
    write(".gitignore", "3.md\n")()
    assert [is_told_again(), is_told_again()] == [False, False]


@pytest.mark.usefixtures("rich_archive")
def test_what_git_was_asked_is_noted_only_where_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    said = check()
    assert "git is not installed" in said.err
    assert not is_told_again()


@pytest.mark.usefixtures("rich_archive")
def test_a_run_of_other_processes_notes_what_they_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.run.scheduler._LEAST", {"fork": 12, "spawn": 12})
    # The first files are examined here, and they name no schema.
    monkeypatch.setattr("newslint.run.scheduler._OWN", 12)
    assert [is_told_again("-j", "2"), is_told_again("-j", "2")] == [False, True]
    write("title.json", '{"minLength": 99}')()
    assert not is_told_again("-j", "2")


@pytest.mark.usefixtures("archive")
def test_another_program_finds_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    (package / "rules" / "__pycache__").mkdir(parents=True)
    (package / "rules" / "a.py").write_text("")
    monkeypatch.setattr(recording, "__file__", str(package / "run" / "cache" / "recording.py"))
    (tmp_path / "site-packages").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    assert [is_told_again(), is_told_again()] == [False, True]
    (package / "rules" / "__pycache__" / "a.pyc").write_text("")
    (package / "rules" / "notes.txt").write_text("")
    assert is_told_again()
    (package / "rules" / "a.py").write_text("pass")
    assert [is_told_again(), is_told_again()] == [False, True]
    (tmp_path / "site-packages" / "yaml-7.dist-info").mkdir()
    assert [is_told_again(), is_told_again()] == [False, True]


def _files(archive: Path) -> tuple[Path, Path]:
    (run,) = (archive / FOLDER).glob("*.run")
    return run, run.with_suffix(".out")


def test_no_byte_of_an_answer_can_be_another_one(archive: Path) -> None:
    first = call("check")
    arguments = ["check"]
    run, out = _files(archive)
    data = run.read_bytes()
    places = [*range(200), *range(200, len(data), 997), *range(len(data) - 20, len(data))]

    def is_known() -> bool:
        before = sys.stdout, sys.stderr
        with Path(os.environ["TMPDIR"], "out").open("w", encoding="utf-8") as stream:
            sys.stdout = sys.stderr = stream
            try:
                return recall(arguments) is not None
            finally:
                sys.stdout, sys.stderr = before

    assert is_known()
    for place in places:
        run.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert not call("check").told_again if place % 50 == 0 else not is_known()
        run.unlink(missing_ok=True)
    run, out = _files(archive) if [*archive.rglob("*.run")] else (run, out)
    assert call("check")[:3] == first[:3]
    assert call("check").told_again
    run, out = _files(archive)
    out.write_bytes(out.read_bytes().replace(b"20 warnings", b"00 warnings"))
    assert call("check") == first
    assert call("check").told_again
    run, out = _files(archive)
    run.write_bytes(run.read_bytes()[:-1])
    assert call("check") == first


def test_an_answer_from_elsewhere_is_none(archive: Path) -> None:
    """Who brings the folder of a cache knows no times of this machine."""
    first = call("check")
    run, out = _files(archive)
    for path in (run, out):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
    assert call("check") == first

    run, out = _files(archive)
    out.unlink()
    nothing = answers.Answer(0, [])
    for state in ("error 2", ""):
        run.write_bytes(answers.packed(nothing, answers.Terms(0.0, float("inf"), []), state))
        assert call("check") == first
        out.unlink()


def test_an_answer_is_read_through_no_link(archive: Path) -> None:
    call("check")
    run, _ = _files(archive)
    run.rename(archive.parent / "run")
    run.symlink_to(archive.parent / "run")
    assert not call("check").told_again
    assert not run.is_symlink()
    remove_cache(archive / FOLDER)
    (archive / FOLDER).symlink_to(archive.parent / "streams")
    assert not call("check").told_again
    assert not [*(archive.parent / "streams").glob("newslint-*")]


def test_the_oldest_answers_go(archive: Path) -> None:
    for number in range(10):
        call("check", "--max-warnings", str(number))
    assert len([*archive.rglob("*.run")]) == len([*archive.rglob("*.out")]) == 8
    assert not call("check", "--max-warnings", "0").told_again
    assert call("check", "--max-warnings", "9").told_again


def test_clean_removes_answers(archive: Path) -> None:
    call("check")
    call("clean")
    assert not (archive / FOLDER).exists()


def test_an_answer_beyond_all_bounds_is_not_kept(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(call("check", "--quiet").out)
    remove_cache(archive / FOLDER)
    monkeypatch.setattr(recording, "MOST", size - 1)
    assert [call("check", "--quiet").told_again for _ in range(2)] == [False, False]
    monkeypatch.setattr(recording, "MOST", size)
    assert [call("check", "--quiet").told_again for _ in range(2)] == [False, True]


def test_a_cache_elsewhere_has_its_answers(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (("--cache-dir", "../cache"), ("--cache-dir=../other",)):
        assert [call("check", *arguments).told_again for _ in range(2)] == [False, True]
    monkeypatch.setenv("NEWSLINT_CACHE_DIR", "../third")
    assert [call("check").told_again for _ in range(2)] == [False, True]
    monkeypatch.delenv("NEWSLINT_CACHE_DIR")
    assert not (archive / FOLDER).exists()
    # Among the articles itself, what is remembered changes no names that count.
    assert [call("check", "--cache-dir", ".").told_again for _ in range(4)][3]
    write("3.md", "---\ntitle: Another\n---\n")()
    assert not is_told_again("--cache-dir", ".")


def test_streams_are_told_in_their_order(archive: Path) -> None:
    write("newslint.toml", '[[collections]]\nname = "n"\nfiles = ["none/*"]\n')()
    first = call("check", "--exit-zero")
    assert (first.status, "has no file" in first.err) == (0, True)
    assert call("check", "--exit-zero") == first._replace(told_again=True)
    run, _ = _files(archive)
    assert run.read_bytes().split(b"\0")[5].split()[::2] == [b"2", b"1"]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (BrokenPipeError(), 0, ""),
        (
            OSError(28, "No space left on device"),
            2,
            "newslint: can't write to standard output: no space left",
        ),
    ],
)
@pytest.mark.usefixtures("archive")
def test_output_that_cannot_be_written_is_told_as_ever(
    error: OSError, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("check")
    told: list[str] = []

    def tell(_: answers.Answer) -> int:
        raise error

    monkeypatch.setattr(answers.Answer, "tell", tell)
    monkeypatch.setattr("newslint.cli._drop_output", lambda: told.append(""))
    again = call("check")
    assert (again.status, again.told_again, told) == (status, True, [""])
    assert again.err.startswith(said)
    assert bool(again.err) == bool(said)


@pytest.mark.parametrize("name", ["stdout", "stderr"])
@pytest.mark.usefixtures("archive")
def test_closed_streams_are_no_harm(name: str) -> None:
    call("check")
    number = {"stdout": 1, "stderr": 2}[name]
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m newslint check {number}>&-', sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1


def test_a_stream_that_is_heard_is_as_the_one_beneath(tmp_path: Path) -> None:
    heard: list[tuple[int, bytes]] = []
    path = tmp_path / "out"
    with path.open("w", encoding="latin-1") as beneath:
        stream = recording._heard(beneath, 2, lambda number, data: heard.append((number, data)))
        assert (stream.encoding, stream.fileno(), stream.isatty()) == ("latin-1", beneath.fileno(), False)
        stream.write("Pier é\n")
        assert path.read_bytes() == b""
        stream.flush()
        assert path.read_bytes() == b"Pier \xe9\n"
        assert heard == [(2, b"Pier \xe9\n")]
        assert recording.unheard(stream) is beneath
        assert recording.unheard(beneath) is beneath
        assert recording.unheard(io.StringIO()).getvalue() == ""  # type: ignore[attr-defined]
        stream.detach()
    controller, terminal = os.openpty()
    with os.fdopen(terminal, "w") as beneath:
        assert recording._heard(beneath, 1, lambda *_: None).isatty()
    os.close(controller)


# What becomes of an archive over time.


CALLS = (
    (), (".",), ("news", "a.md"), ("--corpus", "other", "a.md"), ("--quiet",), ("--image-root", "static"),
    ("--schema", "news.json"), ("--output-format", "json"), ("--no-respect-gitignore",),
)  # fmt: skip


class Answers(ChangingArchive):
    """Whatever happens to an archive, what is told again is what a run finds that knows nothing."""

    compared: ClassVar[int] = 0
    told_again: ClassVar[int] = 0
    clock: ClassVar[Clock]

    def __init__(self) -> None:
        super().__init__()
        git("init")
        self.arguments: tuple[str, ...] = ()
        Answers.clock.ahead = timedelta()

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def swap(self, name: str, other: str) -> None:
        """Let a file hold what another one holds, cut or filled to its own size, and keep its times."""
        path, source = self.folder / name, self.folder / other
        if path.is_file() and source.is_file():
            before = path.stat()
            path.write_bytes(source.read_bytes()[: before.st_size].ljust(before.st_size, b"\n"))
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(name=st.sampled_from(NAMES), how=st.sampled_from(["delete", "pipe", "link"]))
    def remove(self, name: str, how: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        if how == "pipe" and path.parent.is_dir():
            os.mkfifo(path)
        if how == "link" and path.parent.is_dir():
            path.symlink_to(self.folder / "own.json")

    @rule(name=st.sampled_from(["news", "title", "own"]), text=st.sampled_from((*SCHEMAS, *TITLES)))
    def change_schema(self, name: str, text: str) -> None:
        (self.folder / f"{name}.json").write_text(text)

    @rule(text=st.sampled_from(["", "a.md\n", "news/\n", "*.md\n!b.md\n"]))
    def ignore(self, text: str) -> None:
        (self.folder / ".gitignore").write_text(text)

    @rule(name=st.sampled_from(NAMES), verb=st.sampled_from([("add", "--force"), ("rm", "--cached")]))
    def track(self, name: str, verb: tuple[str, ...]) -> None:
        if (self.folder / name).is_file():
            subprocess.run(["git", "-C", self.folder, *verb, name], capture_output=True, check=False)

    @rule(how=st.sampled_from(["write", "empty", "remove"]))
    def change_baseline(self, how: str) -> None:
        path = self.folder / "newslint-baseline.json"
        if how == "write":
            call("check", "--update-baseline")
        elif how == "empty":
            path.write_text(json.dumps({"version": 1, "findings": []}))
        else:
            path.unlink(missing_ok=True)

    @rule(
        name=st.sampled_from(["CNAME", "_data/authors.yml", "_config.yml", "hugo.toml"]),
        text=st.none() | st.sampled_from(["a.example\n", "url: https://a.example\n", ""]),
    )
    def change_site(self, name: str, text: str | None) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text)

    @rule(days=st.sampled_from([-400, -3, -1, 1, 3, 215]))
    def wait(self, days: int) -> None:
        Answers.clock.ahead += timedelta(days=days)

    @rule(arguments=st.sampled_from(CALLS))
    def call_otherwise(self, arguments: tuple[str, ...]) -> None:
        self.arguments = arguments

    @invariant()
    def what_is_told_again_is_true(self) -> None:
        os.chdir(self.folder)
        fresh = call("check", "--no-cache", *self.arguments)
        for _ in range(2):
            said = call("check", *self.arguments)
            assert said[:3] == fresh[:3]
            Answers.compared += 1
            Answers.told_again += said.told_again


EXAMPLES = int(os.environ.get("NEWSLINT_TEST_CACHE_EXAMPLES", "15"))


@pytest.fixture(params=["as it is", "settled", "coarse"])
def times(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How the times of files are: fresh or not, in small steps or in large ones."""
    if request.param == "settled":
        monkeypatch.setattr(stamps, "_FRESH", -(10**18))
    if request.param == "coarse":
        monkeypatch.setattr(stamps, "numbers", _in_seconds)


def _in_seconds(found: os.stat_result) -> str:
    return f"{found.st_mode} {found.st_size} {found.st_mtime_ns // 10**9} {found.st_ctime_ns // 10**9} "


@pytest.mark.slow
@pytest.mark.usefixtures("archive")
@pytest.mark.usefixtures("times")
def test_what_is_told_again_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    Answers.clock = Clock(monkeypatch)
    Answers.compared = Answers.told_again = 0
    Answers.TestCase.settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    Answers.TestCase("runTest").runTest()
    assert Answers.compared >= 2 * EXAMPLES
    assert Answers.told_again > Answers.compared // 4, "else nothing was tried"
