"""Little of what machines have: a run does its work with one process, or says in one line why it can't."""

import errno
import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from newslint import cli
from newslint.config.project import Projects
from newslint.document import Document
from newslint.errors import NO_MEMORY, ExhaustedError, NewslintError, exhausted, raise_if_exhausted
from newslint.finding import Fact, Hit, Report, Severity
from newslint.lint.corpus import check
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.run import discovery
from newslint.run.execution import ExecutionOptions
from newslint.run.pool import Pool
from newslint.run.projects import lint, plan
from newslint.run.request import Request
from newslint.run.session import Session
from newslint.source import Source
from newslint.system import contained

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds until a run counts as hanging
SERVER = "newslint: too many open files; allow a process more of them (`ulimit -n`)\n"
NO_ROOM = f"newslint: {NO_MEMORY}\n"
REFUSALS = [
    *(OSError(number, os.strerror(number)) for number in (
        errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOSYS, errno.EAGAIN,
        errno.ENOMEM,
    )),
    ImportError("This platform lacks a functioning sem_open implementation"),
    NotImplementedError("system provides too few semaphores"),
    RuntimeError("can't start new thread"),
    MemoryError(),
]  # fmt: skip
pytestmark = pytest.mark.slow
EACH_REFUSAL = pytest.mark.parametrize("refusal", REFUSALS, ids=repr)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files enough for several processes; each fifth has something to find."""
    for number in range(120):
        text = f"---\ntitle: Harbour {number}\nn: {'NO' if number % 5 else 'quay'}\n---\n"
        (tmp_path / f"{number:03}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(options: ExecutionOptions | None = None) -> Report:
    request = Request((Path(),))
    (result,) = lint(request, plan(request, Projects()), options)
    return result.report._replace(checked=tuple(sorted(result.report.checked)))


@pytest.fixture
def alone(archive: Path) -> Report:
    del archive
    told = report()
    assert len(told.findings) == 96
    return told


SEVERAL = ExecutionOptions(3, start="fork", least=1)


# ---- no processes ------------------------------------------------------------------------------------------


@EACH_REFUSAL
@pytest.mark.parametrize("where", ["value", "executor", "submit"])
def test_without_processes_one_does_the_work(
    alone: Report,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    where: str,
    refusal: Exception,
) -> None:
    tried = []

    def refuse(*_: object, **__: object) -> Any:
        tried.append(1)
        raise refusal

    if where == "value":
        monkeypatch.setattr(type(multiprocessing.get_context("fork")), "RawValue", refuse)
    else:
        monkeypatch.setattr(ProcessPoolExecutor, "submit" if where == "submit" else "__init__", refuse)
    assert report(SEVERAL) == alone
    assert tried == [1]
    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


def test_without_semaphores_one_does_the_work(alone: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_multiprocessing", None)
    monkeypatch.delitem(sys.modules, "multiprocessing.synchronize", raising=False)
    monkeypatch.delitem(sys.modules, "newslint.run.pool", raising=False)
    # It is found out once.
    monkeypatch.setattr("concurrent.futures.process._system_limits_checked", False)
    monkeypatch.setattr("concurrent.futures.process._system_limited", None)
    assert report(SEVERAL) == alone


@EACH_REFUSAL
@pytest.mark.parametrize("begun", [0, 1, 2])
def test_processes_that_were_begun_end_with_the_pool(
    alone: Report,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    begun: int,
    refusal: Exception,
) -> None:
    real = os.fork
    left = begun

    def fork() -> int:
        nonlocal left
        if not left:
            raise refusal
        left -= 1
        return real()

    monkeypatch.setattr(os, "fork", fork)
    assert report(SEVERAL) == alone
    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("allowed", [0, 1, 2])
def test_without_threads_one_does_the_work(
    alone: Report, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], allowed: int
) -> None:
    """The first thread manages the pool, the next one feeds it; each worker has one too."""
    real = threading.Thread.start
    left = allowed

    def start(thread: threading.Thread) -> None:
        nonlocal left
        if not left:
            raise RuntimeError("can't start new thread")
        left -= 1
        real(thread)

    hook = threading.excepthook
    monkeypatch.setattr(threading.Thread, "start", start)
    assert report(SEVERAL) == alone
    assert multiprocessing.active_children() == []
    assert threading.excepthook is hook
    assert capfd.readouterr() == ("", "")


def test_too_few_open_files_for_processes_are_noticed_before_any_is_begun(
    alone: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    opened: list[int] = []

    def open_few(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if path == os.devnull:
            if len(opened) == 10:
                raise OSError(errno.EMFILE, "Too many open files")
            opened.append(real(path, flags, *rest, **more))
            return opened[-1]
        return real(path, flags, *rest, **more)

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a process was begun")

    monkeypatch.setattr(os, "open", open_few)
    monkeypatch.setattr(ProcessPoolExecutor, "__init__", refuse)
    assert report(SEVERAL) == alone
    for descriptor in opened:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


@pytest.mark.parametrize("error", [MemoryError(), ExhaustedError("too many open files")], ids=repr)
def test_what_a_worker_has_no_room_for_is_done_here(
    alone: Report, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], error: Exception
) -> None:
    real, here = Session.examine, os.getpid()

    def examine(session: Session, job: Job, *, keyed: bool = False) -> Outcome:
        if os.getpid() != here and job.name == "077.md":
            raise error
        return real(session, job, keyed=keyed)

    monkeypatch.setattr(Session, "examine", examine)
    assert report(SEVERAL) == alone
    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_can_not_begin_says_nothing(
    alone: Report, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real, here = gc.freeze, os.getpid()

    def freeze() -> None:
        if os.getpid() != here:
            raise MemoryError
        real()

    monkeypatch.setattr(gc, "freeze", freeze)
    assert report(SEVERAL) == alone
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_ours_in_a_worker_is_not_hidden(alone: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    real, here = Session.examine, os.getpid()

    def examine(session: Session, job: Job, *, keyed: bool = False) -> Outcome:
        if os.getpid() != here:
            raise LookupError("a bug")
        return real(session, job, keyed=keyed)

    monkeypatch.setattr(Session, "examine", examine)
    with pytest.raises(LookupError, match="a bug"):
        report(SEVERAL)
    assert alone.findings
    assert multiprocessing.active_children() == []


def test_a_pool_that_works_is_used(alone: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pool.give
    given = []

    def give(pool: Pool, tasks: Any) -> Iterator[Any]:
        given.extend(tasks)
        return real(pool, tasks)

    monkeypatch.setattr(Pool, "give", give)
    assert report(SEVERAL) == alone
    assert len(given) == 120


# ---- whose fault it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_it_is_no_fault_of_a_file_that_none_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: x\n---\n")
    folder = tmp_path / "below"
    folder.mkdir()

    def refuse(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number), "a.md")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ExhaustedError):
        contained.read(tmp_path / "a.md", 99)
    monkeypatch.undo()
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ExhaustedError):
        discovery.discover([tmp_path], Projects(isolated=True))


@pytest.mark.parametrize("error", [MemoryError(), OSError(errno.EMFILE, "Too many open files")], ids=repr)
@pytest.mark.parametrize("compares", [False, True])
def test_it_is_no_bug_of_a_rule_that_there_is_no_room(error: Exception, *, compares: bool) -> None:
    def fail(*_: object) -> Iterator[Any]:
        yield from ()
        raise error

    def facts(document: Document, options: NoOptions) -> Iterator[Fact]:
        del options
        yield Fact("k", (), document.texts[0].span)

    def hits(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        return fail()

    if compares:
        rule = Rule("TST001", "bad", Severity.ERROR, facts, "Doc.", compare=fail)
    else:
        rule = Rule("TST001", "bad", Severity.ERROR, hits, "Doc.")
    inputs = [Source(name, b"---\ntitle: x\n---\n") for name in ("a.md", "b.md")]
    with pytest.raises(ExhaustedError):
        check(inputs, Settings((rule,)))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), NO_MEMORY),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), NO_MEMORY),
        (ImportError("x.so: failed to map segment from shared object"), NO_MEMORY),
        (SystemError("error return without exception set"), NO_MEMORY),
        (ImportError("no module named x"), None),
        (SystemError("bad call"), None),
        (OSError(errno.ENOENT, "No such file"), None),
        (OSError("no number"), None),
        (ExhaustedError("nothing left"), "nothing left"),
        (NewslintError("a bad option"), None),
    ],
    ids=repr,
)
def test_what_the_machine_has_no_more_of(error: Exception, said: str | None) -> None:
    assert exhausted(error) == said
    outer = ValueError("while it was told")
    outer.__context__ = error
    assert exhausted(outer) == said
    if said is None:
        raise_if_exhausted(error)
    else:
        with pytest.raises(ExhaustedError, match=said[:20]):
            raise_if_exhausted(error)


def test_ten_errors_are_looked_at_each_the_cause_of_the_one_before() -> None:
    for between, said in ((8, NO_MEMORY), (9, None)):
        error: BaseException = MemoryError()
        for number in range(between + 1):
            outer = ValueError(number)
            outer.__cause__, error = error, outer
        assert exhausted(error) == said


def test_errors_that_lead_to_each_other_end() -> None:
    one, other = ValueError("1"), ValueError("2")
    one.__context__, other.__context__ = other, one
    assert exhausted(one) is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), NO_ROOM),
        (OSError(errno.EMFILE, "Too many open files"), SERVER),
        (ExhaustedError("nothing left"), "newslint: nothing left\n"),
    ],
    ids=repr,
)
def test_the_command_line_says_it_in_one_line(
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    error: Exception,
    said: str,
) -> None:
    del archive

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Examiner, "examine", fail)
    monkeypatch.setattr(cli, "_drop_output", lambda: None)
    monkeypatch.setattr(sys, "argv", ["newslint", "check", "--no-cache", "."])
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    assert cli.main() == 2
    assert capfd.readouterr().err == said


# ---- real shortages, in a process of its own ---------------------------------------------------------------

_LIMITED = """
import resource, runpy, sys
kind, limit = sys.argv[1], int(sys.argv[2])
sys.argv = ["newslint", *sys.argv[3:]]
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(getattr(resource, kind), (limit, limit))
runpy.run_module("newslint", run_name="__main__")
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many files that processes are begun without a word from anybody."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(300):
        (folder / f"{number}.md").write_text(f"---\ntitle: Harbour {number}\n---\n", encoding="utf-8")
    return folder


def run(*arguments: str, cwd: Path, before: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*before, sys.executable, *arguments],
        cwd=cwd, capture_output=True, text=True, check=False, timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
    )  # fmt: skip


def limited(kind: str, limit: int, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return run("-c", _LIMITED, kind, str(limit), *arguments, cwd=cwd)


# All the work was done, or one line says why not.
DONE = (0, "Checked 300 files: no findings.\n", "")
DONE_OR_TOLD = (DONE, (2, "", SERVER), (2, "", NO_ROOM))


def outcome(done: "subprocess.CompletedProcess[str]") -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


@posix
@pytest.mark.parametrize("jobs", ["0", "4", "61"])
@pytest.mark.parametrize("limit", [7, 12, 14, 16, 20, 24, 30])
def test_few_open_files(many: Path, limit: int, jobs: str) -> None:
    done = limited("RLIMIT_NOFILE", limit, "check", "--no-cache", "--jobs", jobs, ".", cwd=many)
    assert outcome(done) in ((DONE,) if limit >= 12 else DONE_OR_TOLD)


@posix
def test_few_open_files_with_a_cache(many: Path) -> None:
    for _ in range(2):
        assert outcome(limited("RLIMIT_NOFILE", 12, "check", ".", cwd=many)) in DONE_OR_TOLD


@linux
@pytest.mark.parametrize("megabytes", [20, 30, 35, 40, 45, 48, 50, 52, 55, 60, 80, 120])
def test_little_memory(many: Path, megabytes: int) -> None:
    limit = megabytes << 20
    done = limited("RLIMIT_AS", limit, "check", "--no-cache", "--jobs", "4", ".", cwd=many)
    assert outcome(done) in DONE_OR_TOLD, done.stderr


@linux
@pytest.mark.parametrize("option", ["--jobs=1", "--fix", "--diff"])
@pytest.mark.parametrize("megabytes", [70, 90, 110])
def test_little_memory_for_a_large_file(tmp_path: Path, megabytes: int, option: str) -> None:
    items = "- Tea &amp; cake\n" * 100_000
    text = f"---\ntitle: Harbour reopens\ntags:\n{items}---\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = limited("RLIMIT_AS", megabytes << 20, "check", "--no-cache", option, ".", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", NO_ROOM)
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("format_", ["full", "json", "html"])
def test_a_full_disk_for_what_is_written(many: Path, format_: str) -> None:
    arguments = ("-m", "newslint", "check", "--no-cache", ".", "--output-format", format_)
    full = "no space left on device"
    done = run(*arguments, cwd=many, before=("/bin/sh", "-c", 'exec "$@" > /dev/full', "-"))
    assert (done.returncode, done.stderr) == (2, f"newslint: can't write to standard output: {full}\n")
    both = run(*arguments, cwd=many, before=("/bin/sh", "-c", 'exec "$@" > /dev/full 2> /dev/full', "-"))
    assert (both.returncode, both.stderr) == (2, "")
    done = run(*arguments, "-o", "/dev/full", cwd=many)
    assert (done.returncode, done.stderr) == (2, f"newslint: /dev/full: can't write: {full}\n")


# ---- shortages that need a machine of one's own ------------------------------------------------------------


def _unshare() -> tuple[str, ...]:
    """The command that gives file systems of its own to what it runs."""
    tried = ("unshare", "--mount")
    try:
        done = subprocess.run(
            [*tried, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        )
    except OSError:
        done = None
    if done is None or done.returncode != 0:
        pytest.skip("needs root and `unshare`")
    return tried


@linux
@pytest.mark.parametrize(
    "mounts",
    [
        "mount -t tmpfs -o size=4k tmpfs /dev/shm && head -c 4096 /dev/zero > /dev/shm/full",
        "mount -t tmpfs -o ro tmpfs /dev/shm",
        "mount -t tmpfs -o mode=000 tmpfs /dev/shm",
        "mount -t tmpfs -o size=4k tmpfs {tmp} && head -c 4096 /dev/zero > {tmp}/full",
        "mount -t tmpfs -o ro tmpfs {tmp}",
        "mount -t tmpfs -o ro tmpfs {tmp} && mount -t tmpfs -o ro tmpfs /dev/shm",
    ],
    ids=["shm full", "shm read-only", "no shm", "tmp full", "tmp read-only", "both read-only"],
)
def test_no_room_for_semaphores_and_temporary_files(many: Path, tmp_path: Path, mounts: str) -> None:
    script = f'{mounts.format(tmp=tmp_path)}; TMPDIR={tmp_path} exec "$@"'
    before = (*_unshare(), "sh", "-c", script, "-")
    done = run("-m", "newslint", "check", "--no-cache", "--jobs", "4", ".", cwd=many, before=before)
    assert outcome(done) == DONE


@linux
@pytest.mark.parametrize("options", ["size=8k", "ro"])
def test_no_room_for_a_cache(many: Path, tmp_path: Path, options: str) -> None:
    command = '"$@" && "$@"'
    script = f"mount -t tmpfs -o {options} tmpfs {tmp_path}; {command}"
    before = (*_unshare(), "sh", "-c", script, "-")
    done = run("-m", "newslint", "check", "--cache-dir", str(tmp_path / "c"), ".", cwd=many, before=before)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Checked 300 files: no findings.\n" * 2


@linux
def test_no_room_for_a_report(many: Path, tmp_path: Path) -> None:
    script = f'mount -t tmpfs -o size=4k tmpfs {tmp_path}; "$@"; status=$?; ls -A {tmp_path}; exit $status'
    before = (*_unshare(), "sh", "-c", script, "-")
    target = str(tmp_path / "report.html")
    arguments = ("check", "--no-cache", ".", "--output-format", "html", "-o", target)
    done = run("-m", "newslint", *arguments, cwd=many, before=before)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"newslint: {target}: can't write: no space left on device\n"


@linux
@pytest.mark.parametrize("limit", range(3, 16))
def test_few_processes_and_threads(many: Path, limit: int) -> None:
    """Root may begin as many as it likes: it becomes somebody else here, who may still read all files."""
    rights = ("--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override")
    as_nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *rights)
    before = ("prlimit", f"--nproc={limit}", *as_nobody)
    try:
        tried = subprocess.run([*before, sys.executable, "-c", ""], capture_output=True, check=False)
    except OSError:
        pytest.skip("needs `prlimit` and `setpriv`")
    if tried.returncode != 0:
        pytest.skip("needs root")
    done = run("-m", "newslint", "check", "--no-cache", "--jobs", "4", cwd=many, before=before)
    assert outcome(done) == DONE
