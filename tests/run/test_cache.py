"""The cache: never a stale finding, and no harm whatever becomes of it."""

import builtins
import json
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

import pytest
from calls import examined
from changing import NAMES, SCHEMAS, TITLES, ChangingArchive
from hostile import PATIENCE
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from newslint.config.project import Collection, Overrides, Projects
from newslint.errors import NewslintError
from newslint.finding import Report
from newslint.light_dataclasses import replace
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.run.cache import store as caches
from newslint.run.cache.key import content_key, settings_key
from newslint.run.cache.store import Cache
from newslint.run.execution import ExecutionOptions
from newslint.run.projects import lint, plan
from newslint.run.request import Request
from newslint.schema.compiled import load_schema, shipped_schema
from newslint.source import Source

__all__ = ["examined"]
ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FOLDER = ".newslint_cache"
WITH_CACHE = ExecutionOptions(1, Path(FOLDER))


def checked(
    options: ExecutionOptions | None, request: Request | None = None, overrides: Overrides | None = None
) -> Report:
    request = request or Request((Path(),), now=NOW)
    (result,) = lint(request, plan(request, Projects(overrides=overrides)), options)
    return _sorted(result.report)


def _sorted(report: Report) -> Report:
    """Files come in any order; findings don't."""
    return report._replace(
        checked=tuple(sorted(report.checked)),
        profiles=tuple(sorted(report.profiles, key=lambda profile: profile.file)),
    )


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some more files than are worth a cache."""
    for number in range(20):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: Story {number}\ncountry: NO\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def database(folder: Path) -> Path:
    (found,) = (folder / FOLDER).glob("newslint-*.db")
    return found


def test_only_what_changed_is_examined_again(archive: Path, examined: list[str]) -> None:
    first = checked(WITH_CACHE)
    assert len(examined) == 20
    examined.clear()
    assert checked(WITH_CACHE) == first
    assert examined == []
    (archive / "3.md").write_text("---\ntitle: Another\n---\n")
    (archive / "4.md").rename(archive / "new.md")
    again = checked(WITH_CACHE)
    assert sorted(examined) == ["3.md", "new.md"]
    assert again == checked(None)
    assert len(again.findings) == len(first.findings) - 1


def test_files_that_are_no_articles_are_known_too(archive: Path, examined: list[str]) -> None:
    for number in range(5):
        (archive / f"readme{number}.md").write_text("plain\n")
    assert checked(WITH_CACHE).files == 20
    examined.clear()
    assert checked(WITH_CACHE).files == 20
    assert examined == []


class Archives(ChangingArchive):
    """Whatever happens to an archive, a run that remembers says the same as one that doesn't."""

    compared: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.below = self.profiled = self.forced = self.two = False

    @rule(name=st.sampled_from(NAMES), how=st.sampled_from(["delete", "pipe"]))
    def remove(self, name: str, how: str) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        if how == "pipe" and path.parent.is_dir():
            os.mkfifo(path)

    @rule(text=st.sampled_from(SCHEMAS))
    def change_schema(self, text: str) -> None:
        (self.folder / "news.json").write_text(text)

    @rule(name=st.sampled_from(["title.json", "own.json"]), text=st.sampled_from(TITLES))
    def change_what_schemas_refer_to(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    @rule(days=st.sampled_from([-400, -3, -1, 1, 3, 215]))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(below=st.booleans(), profiled=st.booleans(), forced=st.booleans(), two=st.booleans())
    def run_otherwise(self, *, below: bool, profiled: bool, forced: bool, two: bool) -> None:
        self.below, self.profiled, self.forced, self.two = below, profiled, forced, two

    def request(self) -> Request:
        schema = load_schema(self.folder / "news.json") if self.forced else None
        wanted = [self.folder / "news", self.folder / "a.md"] if self.two else [self.folder]
        corpus = (self.folder,) if self.two else ()
        paths = tuple(path for path in wanted if path.exists())
        return Request(paths, corpus, schema=schema, now=self.now)

    def run(self, options: ExecutionOptions | None) -> list[Report] | str:
        try:
            request = self.request()
            projects = Projects(overrides=Overrides(schema=request.schema))
            works = [
                work._replace(session=work.session.having(profiled=self.profiled))
                for work in plan(request, projects)
            ]
            return [_sorted(result.report) for result in lint(request, works, options)]
        except NewslintError as error:
            return str(error)

    @invariant()
    def a_memory_makes_no_difference(self) -> None:
        below = self.folder / "news" if self.below else self.folder
        os.chdir(below if below.is_dir() else self.folder)
        fresh = self.run(None)
        assert self.run(WITH_CACHE) == fresh, "what is known is as it is now"
        assert self.run(WITH_CACHE) == fresh, "and stays so"
        Archives.compared += 1


@pytest.mark.slow
def test_a_memory_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    Archives.TestCase.settings = settings(
        max_examples=STATEFUL_EXAMPLES,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    before = Archives.compared
    Archives.TestCase("runTest").runTest()
    assert Archives.compared - before >= STATEFUL_EXAMPLES


STATEFUL_EXAMPLES = int(os.environ.get("NEWSLINT_TEST_CACHE_EXAMPLES", "15"))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_schema_that_is_referred_to_counts(archive: Path, schema: str) -> None:
    (archive / "newslint.toml").write_text(
        '[[collections]]\nname = "n"\nfiles = ["*.md"]\nschema = "news.json"\n'
    )
    (archive / "news.json").write_text(schema)
    for text in TITLES:
        (archive / "title.json").write_text(text)
        assert checked(WITH_CACHE) == checked(None)
        overrides = Overrides(schema=load_schema(archive / "news.json"))
        request = Request((Path(),), schema=overrides.schema, now=NOW)
        assert checked(WITH_CACHE, request, overrides) == checked(None, request, overrides)


def test_a_file_that_cannot_be_read_any_more_is_no_empty_file(archive: Path) -> None:
    names = [Path(f"{number}.md") for number in range(20)]
    (archive / "0.md").write_text("")
    checked(WITH_CACHE, Request(tuple(names), now=NOW))
    (archive / "0.md").unlink()
    os.mkfifo("0.md")
    told = checked(WITH_CACHE, Request(tuple(names), now=NOW))
    assert [finding.code for finding in told.findings if finding.file == "0.md"] == ["FM013"]


def test_the_clock_may_go_back(archive: Path) -> None:
    (archive / "0.md").write_text("---\ntitle: x\ndate: 2026-06-01\n---\n")
    for day in (10, 1, 10, 1):
        request = Request(
            (Path(),), now=datetime(2026, 5, day, tzinfo=UTC) + timedelta(days=25 + 20 * (day > 5))
        )
        assert checked(WITH_CACHE, request) == checked(None, request)


# What can become of a cache.


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scramble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    chance = random.Random(1)
    for _ in range(200):
        data[chance.randrange(100, len(data))] = chance.randrange(256)
    path.write_bytes(data)


def _change_a_letter(path: Path) -> None:
    """Still a database, and still JSON: only the finding is another."""
    data = path.read_bytes()
    assert b"country" in data
    path.write_bytes(data.replace(b"country", b"cOuntry"))


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE files (name TEXT)")
    foreign.close()


def _endless(path: Path) -> None:
    """A view that never ends, in the place of the table."""
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute(
            "CREATE VIEW files (path, key, made, record, seal) AS WITH RECURSIVE n (i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, i, i FROM n"
        )
    foreign.close()


def _trigger(path: Path) -> None:
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TRIGGER t AFTER INSERT ON files BEGIN DELETE FROM files; END")
    foreign.close()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _rows(record: Any, path: Path, made: Any = 0.0) -> None:
    """Records that somebody made up, sealed as ours are."""
    with sqlite3.connect(path) as foreign:
        rows = foreign.execute("SELECT path, key FROM files").fetchall()
        for name, key in rows:
            good = isinstance(record, str) and isinstance(made, float)
            seal = caches._seal(name, key, made, record) if good else b""
            foreign.execute(
                "UPDATE files SET record = ?, made = ?, seal = ? WHERE path = ?", (record, made, seal, name)
            )
    foreign.close()


def _record(record: object, made: Any = 0.0) -> Callable[[Path], None]:
    return lambda path: _rows(record, path, made)


def _fact(**changed: object) -> str:
    fact = {
        "rule": "COR001",
        "key": 1,
        "values": "\0a",
        "path": "p",
        "l": 1,
        "c": 1,
        "m": 1,
        "d": 2,
    } | changed
    return json.dumps([[], [[value] for value in fact.values()], [], None, {}])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": _truncate,
    "scrambled": _scramble,
    "a letter": _change_a_letter,
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"x" * 5000),
    "foreign": _foreign,
    "endless": _endless,
    "trigger": _trigger,
    "folder": _folder,
    "pipe": _pipe,
    "no text": _record(b"\xff\xfe"),
    "no JSON": _record("{"),
    "a number": _record(3),
    "another shape": _record("[1, 2]"),
    "no shape": _record("[[null], [], [], null, {}]"),
    "unknown rule": _record('[[["XX001","m",[1,1,1,1],"",null,null,"","",[]]],[],[],null,{}]'),
    "far away": _record('[[["FM009","m",[1,1,1,99999999999999],"",null,null,"","",[]]],[],[],null,{}]'),
    "a huge key": _record(_fact(key=10**30)),
    "a huge line": _record(_fact(l=10**18)),
    "a wrong type": _record(_fact(values=None)),
    "an image": _record('[[],[],[],null,{"\\u0000.png":[1,1,false],"\\ud800.png":null,"../../a.png":null}]'),
    "from the future": _record("[[],[],[],null,{}]", 1e18),
    "no time": _record("[[],[],[],null,{}]", "now"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_changes_nothing(archive: Path, damage: Callable[[Path], None]) -> None:
    plain = checked(None)
    assert checked(WITH_CACHE) == plain
    damage(database(archive))
    assert checked(WITH_CACHE) == plain
    assert checked(WITH_CACHE) == plain


@pytest.mark.parametrize(
    "damage", [_truncate, _scramble, _foreign, _endless, _trigger, _record("{"), _record(3)]
)
def test_a_damaged_cache_begins_anew(
    archive: Path, examined: list[str], damage: Callable[[Path], None]
) -> None:
    checked(WITH_CACHE)
    damage(database(archive))
    checked(WITH_CACHE)
    examined.clear()
    checked(WITH_CACHE)
    assert examined == []


def test_control_characters_come_out_as_they_are(archive: Path, examined: list[str]) -> None:
    text = '---\ntitle: "a\\e]0;x\\a\\u202e \\u0085"\n---\n\x1b[2J\x9b'
    (archive / "0.md").write_bytes(text.encode("utf-8") + b"\xff")
    first = checked(WITH_CACHE)
    assert {finding.code for finding in first.findings if finding.file == "0.md"} >= {"TXT006"}
    examined.clear()
    assert checked(WITH_CACHE) == first
    assert examined == []


def test_a_locked_cache_is_left_alone(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_PATIENCE", 0.05)
    plain = checked(WITH_CACHE)
    other = sqlite3.connect(database(archive))
    other.execute("BEGIN EXCLUSIVE")
    (archive / "0.md").write_text("---\ntitle: New\n---\n")
    before = database(archive).stat()
    fresh = checked(WITH_CACHE)
    assert fresh == checked(None) != plain
    assert database(archive).stat().st_ino == before.st_ino
    other.rollback()
    other.close()
    assert checked(WITH_CACHE) == fresh


class Failing:
    """A connection that fails at some statements."""

    def __init__(self, connection: sqlite3.Connection, on: str, error: Exception) -> None:
        self.connection, self.on, self.error = connection, on, error

    def __getattr__(self, name: str) -> object:
        return getattr(self.connection, name)

    def __enter__(self) -> Self:
        self.connection.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.__exit__(None, None, None)

    def execute(self, text: str, *more: Any) -> object:
        if text.startswith(self.on):
            raise self.error
        return self.connection.execute(text, *more)

    def executemany(self, text: str, *more: Any) -> object:
        if text.startswith(self.on):
            raise self.error
        return self.connection.executemany(text, *more)


def _error(kind: type[sqlite3.Error], code: int) -> sqlite3.Error:
    error = kind("said")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "on", ["PRAGMA sync", "CREATE", "SELECT sql", "SELECT path", "INSERT", "SELECT count"]
)
@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT]
)
def test_what_fails_in_the_database_changes_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch, on: str, code: int
) -> None:
    plain = checked(WITH_CACHE)
    (archive / "0.md").write_text("---\ntitle: Story 0\ncountry: NO\n\n---\n")
    real = sqlite3.connect
    error = _error(sqlite3.OperationalError, code)
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", lambda *a, **k: Failing(real(*a, **k), on, error))
        for _ in range(2):
            assert checked(WITH_CACHE) == plain
    assert checked(WITH_CACHE) == plain


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(28, "full"), OSError(30, "read-only")])
@pytest.mark.parametrize("name", ["mkdir", "open"])
def test_a_folder_that_cannot_be_written_changes_nothing(
    archive: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, name: str
) -> None:
    plain = checked(None)

    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, name, refuse)
    assert checked(WITH_CACHE) == plain
    assert not list(archive.glob(f"{FOLDER}/*.db"))


@pytest.mark.parametrize(
    "folder", ["file", "file/below", "x" * 300, "a/" * 3000, "/proc/self/newslint", "loop/cache", "/dev/null"]
)
def test_a_folder_that_cannot_be_is_no_harm(archive: Path, folder: str) -> None:
    (archive / "file").write_text("x")
    (archive / "loop").symlink_to("loop")
    plain = checked(None)
    assert checked(ExecutionOptions(1, Path(folder))) == plain
    assert (archive / "file").read_text() == "x"


@pytest.mark.usefixtures("archive")
def test_a_folder_that_may_not_be_read_is_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = checked(WITH_CACHE)
    real = os.lstat

    def lstat(path: Any, *more: Any, **named: Any) -> os.stat_result:
        if str(path).endswith(".db"):
            raise PermissionError(13, "no")
        return real(path, *more, **named)

    monkeypatch.setattr(os, "lstat", lstat)
    assert checked(WITH_CACHE) == plain


def test_a_python_without_sqlite_remembers_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = checked(None)
    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name in ("sqlite3", "newslint.run.cache.store"):
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert checked(WITH_CACHE) == plain
    assert not (archive / FOLDER).exists()


# What lies in the folder.


def test_git_and_backups_pass_the_folder_over(archive: Path) -> None:
    checked(WITH_CACHE)
    assert (archive / FOLDER / ".gitignore").read_text().splitlines()[-1] == "*"
    tag = (archive / FOLDER / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert database(archive).is_file()


def test_a_folder_of_others_is_not_marked(archive: Path) -> None:
    """`--cache-dir .` must not make git ignore everything."""
    checked(ExecutionOptions(1, archive))
    assert len(list(archive.glob("newslint-*.db"))) == 1
    assert not (archive / ".gitignore").exists()
    assert not (archive / "CACHEDIR.TAG").exists()


def test_nothing_is_written_through_links(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    plain = checked(None)
    outside = tmp_path_factory.mktemp("outside")
    (archive / FOLDER).symlink_to(outside)
    assert checked(WITH_CACHE) == plain
    assert list(outside.iterdir()) == []
    (archive / FOLDER).unlink()
    checked(WITH_CACHE)
    path = database(archive)
    for content in (None, b"", path.read_bytes()):
        path.unlink()
        target = outside / "target"
        target.unlink(missing_ok=True)
        if content is not None:
            target.write_bytes(content)
        path.symlink_to(target)
        assert checked(WITH_CACHE) == plain
        assert target.exists() == (content is not None)
        assert content is None or target.read_bytes() == content
    shutil.rmtree(archive / FOLDER)
    (archive / FOLDER).mkdir()
    for name in (".gitignore", "CACHEDIR.TAG"):
        (archive / FOLDER / name).symlink_to(outside / name)
    assert checked(WITH_CACHE) == plain
    assert [path.name for path in outside.iterdir()] == ["target"]


def test_old_databases_go(archive: Path) -> None:
    for number in range(12):
        checked(WITH_CACHE, overrides=Overrides(ignore=tuple(f"URL0{n:02}" for n in range(1, number + 1))))
        os.utime(
            max((archive / FOLDER).glob("*.db"), key=lambda path: path.stat().st_mtime_ns), (number, number)
        )
    found = sorted(int(path.stat().st_mtime) for path in (archive / FOLDER).glob("*.db"))
    assert found == list(range(4, 12))


def test_entries_of_files_that_are_gone_go(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_MOST_SPARE", 5)
    for number in range(10):
        (archive / "0.md").rename(archive / "moved.md")
        (archive / "moved.md").rename(archive / f"moved{number}.md")
        (archive / f"moved{number}.md").rename(archive / "0.md")
        for path in list(archive.glob("story*.md")):
            path.unlink()
        for below in range(20):
            (archive / f"story{number}-{below}.md").write_text("---\ntitle: x\n---\n")
        checked(WITH_CACHE)
    connection = sqlite3.connect(database(archive))
    (count,) = connection.execute("SELECT count(*) FROM files").fetchone()
    connection.close()
    assert 40 <= count <= 2 * 60 + 5, "of 220 files, most of which are gone"


def test_a_run_over_some_files_keeps_what_is_known_of_others(
    archive: Path, examined: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "_MOST_SPARE", 0)
    checked(WITH_CACHE)
    monkeypatch.setattr("newslint.run.scheduler.FEW", 0)
    (archive / "0.md").write_text("---\ntitle: New\n---\n")
    request = Request((Path("0.md"),), now=NOW)
    lint(request, plan(request, Projects()), WITH_CACHE)
    examined.clear()
    checked(WITH_CACHE)
    assert examined == ["0.md"], "its findings were wanted because it was named"


# Several runs.


# Who writes more into a file than a process may is killed by the system, in the middle of the write.
AT_MOST = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
runpy.run_module("newslint", run_name="__main__")
"""


def _begin(folder: Path, *arguments: str, most: int | None = None) -> "subprocess.Popen[bytes]":
    start = ["-m", "newslint"] if most is None else ["-c", AT_MOST.format(most=most)]
    return subprocess.Popen(
        [sys.executable, *start, "check", ".", "--output-format", "json", "--isolated", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}, start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    for number in range(400):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Story {number % 50} &amp; more\ncountry: NO\n---\n"
        )
    return folder


@pytest.fixture(scope="module")
def expected(large: Path) -> bytes:
    """What a run says that remembers nothing."""
    out, errors = _begin(large, "--no-cache").communicate(timeout=PATIENCE)
    assert (out[:1], errors) == (b"{", b"")
    return out


def test_several_runs_at_once_find_the_same(large: Path, expected: bytes) -> None:
    runs = [_begin(large, "--jobs", str(jobs)) for jobs in (1, 2, 1)]
    for process in runs:
        out, errors = process.communicate(timeout=PATIENCE)
        assert (out, errors, process.returncode) == (expected, b"", 1)
    out, _ = _begin(large).communicate(timeout=PATIENCE)
    assert out == expected


@pytest.mark.slow
@pytest.mark.parametrize("most", [0, 100, 512, 5_000, 60_000, 200_000])
def test_a_run_that_was_killed_is_no_harm(large: Path, expected: bytes, most: int) -> None:
    shutil.rmtree(large / FOLDER, ignore_errors=True)
    process = _begin(large, "--jobs", "1", most=most)
    assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert process.returncode == -signal.SIGXFSZ
    assert max(path.stat().st_size for path in (large / FOLDER).iterdir()) <= most
    for _ in range(2):
        assert _begin(large).communicate(timeout=PATIENCE) == (expected, b"")


@pytest.mark.usefixtures("archive")
def test_an_interrupted_run_keeps_what_it_found(examined: list[str]) -> None:
    request = Request((Path(),), now=NOW)

    def interrupt() -> None:
        if len(examined) == 10:
            raise KeyboardInterrupt

    (result,) = lint(request, plan(request, Projects()), WITH_CACHE, interrupt)
    assert result.report.interrupted
    examined.clear()
    checked(WITH_CACHE)
    assert 0 < len(examined) <= 11


def test_keys_and_times_decide(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first = Cache(folder, "0" * 32, 5.0)
    assert first.is_empty
    first.add("/a", b"k", "one")
    first.add("/caf\udce9", b"k", "two")
    first.close()
    second = Cache(folder, "0" * 32, 5.0)
    assert not second.is_empty
    assert second.find({"/a": b"k", "/caf\udce9": b"k", "/b": b"k"}) == {"/a": "one", "/caf\udce9": "two"}
    assert second.find({"/a": b"other"}) == {}
    second.close()
    earlier = Cache(folder, "0" * 32, 4.0)
    assert earlier.find({"/a": b"k"}) == {}
    earlier.close()
    assert stat.S_ISREG((folder / f"newslint-{'0' * 32}.db").stat().st_mode)


def test_all_that_decides_is_in_the_key() -> None:
    source = Source("2024-05-01-a/index.md", b"x")
    job = Job(source.name, named=False)
    keys = [
        content_key(job, source), content_key(job, Source("index.md", b"x")),
        content_key(job, Source(source.name, b"y")), content_key(job, Source(source.name, b"x", "gone")),
        content_key(job._replace(ignored=frozenset({"FM001"})), source),
        content_key(job._replace(named=True), source), content_key(job._replace(reported=False), source),
        content_key(job._replace(collection="n"), source), content_key(job._replace(collection="m"), source),
    ]  # fmt: skip
    assert len(set(keys)) == 9
    known = Settings(BUILT_IN.defaults, now=NOW)
    news, pages = shipped_schema("article"), shipped_schema("front-matter")
    some = [
        known, replace(known, now=NOW.replace(year=2027)), replace(known, schema=news),
        replace(known, collections={"n": Collection("n", schema=news)}),
        replace(known, collections={"m": Collection("m", schema=news)}),
        replace(known, collections={"n": Collection("n", schema=pages)}),
        replace(known, collections={"n": Collection("n", schema=news, allow_schema_override=True)}),
    ]  # fmt: skip
    assert len(set(map(settings_key, some))) == 7
