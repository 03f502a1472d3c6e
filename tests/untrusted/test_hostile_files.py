"""File systems, terminals and neighbours at their worst: nothing hangs, is half written, or is lost."""

import errno
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hostile import PATIENCE, ROOT, command, environment, refused, run

from newslint import cli
from newslint.config.output_format import OutputFormat

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX has such files and signals, Windows hasn't")

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these devices")

OLD = "---\ntitle: 'CafÃ© &amp; Weg'\n---\nBody\n".encode()
NEW = "---\ntitle: 'Café & Weg'\n---\nBody\n".encode()


def fill(folder: Path, count: int) -> list[Path]:
    """Articles that can be repaired."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.md" for number in range(count)]
    for path in paths:
        path.write_bytes(OLD)
    return paths


def names(folder: Path) -> list[bytes]:
    return sorted(os.listdir(os.fsencode(folder)))


def test_the_samples_are_repaired(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, 1)
    run("check", "--fix", "--no-cache", cwd=tmp_path)
    assert path.read_bytes() == NEW


# What can't be read.


@pytest.fixture
def odd_files(tmp_path: Path) -> Iterator[Path]:
    """A folder with one ordinary article and everything that is none."""
    fill(tmp_path, 1)
    (tmp_path / "loop.md").symlink_to("loop.md")
    (tmp_path / "one.md").symlink_to("two.md")
    (tmp_path / "two.md").symlink_to("one.md")
    (tmp_path / "gone.md").symlink_to("nowhere")
    (tmp_path / "itself").symlink_to(".")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(tmp_path)
        try:
            listener.bind("socket.md")
        finally:
            os.chdir(here)
        yield tmp_path


def test_what_is_no_file_is_a_finding_and_the_run_goes_on(odd_files: Path) -> None:
    done = run("check", "--output-format", "concise", "--no-cache", cwd=odd_files)
    lines = done.stdout.decode().splitlines()
    unreadable = {line.partition(":")[0] for line in lines if "FM013" in line and ".md:" in line}
    assert unreadable == {"loop.md", "one.md", "two.md", "gone.md", "zero.md", "pipe.md", "socket.md"}
    assert any(line.startswith("000.md") for line in lines)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    "name", ["/dev/zero", "/dev/full", "/proc/self/mem", "pipe.md", "loop.md", "socket.md"]
)
def test_what_never_ends_does_not_hang_when_it_is_named(name: str, odd_files: Path) -> None:
    done = run("check", name, "--no-cache", cwd=odd_files)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"FM013" in done.stdout
    assert run("check", "--fix", name, "--no-cache", cwd=odd_files).returncode == 1


@pytest.mark.parametrize("name", ["x" * 256 + ".md", "x/" * 3000 + "a.md"])
def test_names_that_are_too_long_are_refused(name: str, tmp_path: Path) -> None:
    refused(run("check", name, cwd=tmp_path), "no such file or folder")


ODD_NAMES = [
    b"\xff\xfe.md",
    b"a\nb.md",
    b"'\"`$x.md",
    b"--fix.md",
    b"-",
    b"x" * 252 + b".md",
    b" .md",
    b"\\.md",
]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_any_name_can_be_checked_repaired_and_remembered(jobs: str, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    fill(tmp_path, 20)  # a cache and workers are for more than a few files
    for name in ODD_NAMES:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(OLD)
    flags = ["--jobs", jobs]
    assert run("check", *flags, cwd=tmp_path).returncode == 1
    assert run("check", "--update-baseline", *flags, cwd=tmp_path).returncode == 0
    assert run("check", *flags, cwd=tmp_path).returncode == 0
    done = run("check", "--fix", "--no-baseline", *flags, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    for name in ODD_NAMES:
        if name.endswith(b".md"):
            with open(os.path.join(folder, name), "rb") as file:
                assert file.read() == NEW, name


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(300):  # longer than any path may be
            os.mkdir("d" * 20)
            os.chdir("d" * 20)
        Path("a.md").write_bytes(OLD)
    finally:
        os.chdir(here)
    done = run("check", "--no-cache", "--output-format", "concise", cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert b"internal error" not in done.stderr
    assert b"FM013" in done.stdout or b"TXT001" in done.stdout
    subprocess.run(["rm", "-rf", str(tmp_path / ("d" * 20))], check=True)


def test_links_do_not_lead_repairs_out_of_the_project(tmp_path: Path) -> None:
    (outside,) = fill(tmp_path / "outside", 1)
    project = tmp_path / "project"
    project.mkdir()
    (project / "newslint.toml").touch()
    (project / "a.md").symlink_to(outside)
    done = run("check", "--fix", "--no-cache", cwd=project)
    assert done.returncode == 1
    assert b"FM013 error can't be read: a link leads out of the project" in done.stdout
    assert outside.read_bytes() == OLD


@pytest.mark.slow
def test_files_that_come_go_and_grow_meanwhile(tmp_path: Path) -> None:
    paths = fill(tmp_path / "site", 30)
    stop = threading.Event()

    def disturb() -> None:
        chance = random.Random(1)
        while not stop.is_set():
            path = chance.choice(paths)
            match chance.randrange(4):
                case 0:
                    path.unlink(missing_ok=True)
                case 1:
                    path.write_bytes(OLD * chance.randrange(1, 2000))
                case 2:
                    path.write_bytes(OLD)
                case _:
                    shutil.rmtree(path, ignore_errors=True)
                    if not path.exists():
                        path.mkdir(exist_ok=True)
                        path.rmdir()

    disturber = threading.Thread(target=disturb)
    disturber.start()
    try:
        for flags in (["--jobs", "2"], ["--fix"], ["--diff"], ["--update-baseline"]):
            done = run("check", *flags, cwd=tmp_path / "site")
            assert b"internal error" not in done.stderr
            assert b"Traceback" not in done.stderr
            assert done.returncode in (0, 1, 2)
            if done.returncode == 2:  # nothing but what could not be repaired
                assert b"not written" in done.stderr or b"can't write" in done.stderr, done.stderr
    finally:
        stop.set()
        disturber.join()
    assert not [path for path in (tmp_path / "site").iterdir() if path.name.startswith(".newslint-fix")]


# Where nothing can be written.


@pytest.mark.slow
@linux
@pytest.mark.parametrize("kind", OutputFormat)
def test_a_full_disk_behind_an_output_is_one_line(kind: str, tmp_path: Path) -> None:
    fill(tmp_path, 3)
    done = run("check", "--no-cache", "--output-format", kind, "--output-file", "/dev/full", cwd=tmp_path)
    refused(done, "/dev/full: can't write: no space left on device")


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--no-cache"],
        ["check", "--no-cache", "--output-format", "html"],
        ["rules"],
        ["explain", "TXT001"],
        ["--help"],
        ["config", "show"],
        ["check", "--diff"],
    ],
    ids=" ".join,
)
def test_a_full_disk_behind_standard_output_is_one_line(arguments: list[str], tmp_path: Path) -> None:
    fill(tmp_path, 3)
    with open("/dev/full", "wb") as full:
        done = run(*arguments, cwd=tmp_path, stdout=full)
    refused(done, "no space left on device")


@linux
@pytest.mark.parametrize(
    "arguments", [["check", "--fix"], ["check", "--update-baseline"], ["init"]], ids=" ".join
)
def test_a_full_disk_leaves_every_file_as_it_was(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = fill(tmp_path, 3)
    before = names(tmp_path)
    monkeypatch.chdir(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
    assert cli.main() == 2
    said = capsys.readouterr().err
    assert "no space left on device" in said
    assert "internal error" not in said
    assert all(path.read_bytes() == OLD for path in paths)
    assert sorted(os.fsencode(path.name) for path in tmp_path.rglob("*") if path.is_file()) == before


def test_a_cache_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    fill(tmp_path, 20)
    done = run("check", "--cache-dir", "/proc/nowhere", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    for target in ("no/such/folder/out.json", "/proc/out.json", "x" * 300):
        done = run("check", "--no-cache", "--output-format", "json", "--output-file", target, cwd=tmp_path)
        refused(done, "can't write")


# Whoever reads the output goes away, or was never there.


@pytest.mark.slow
@pytest.mark.parametrize("kind", OutputFormat)
def test_a_reader_that_has_seen_enough_is_no_trouble(kind: str, tmp_path: Path) -> None:
    fill(tmp_path / "site", 200)
    started = subprocess.Popen(
        command("check", "--no-cache", "--output-format", kind),
        cwd=tmp_path / "site",
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    started.stdout.read(10)
    started.stdout.close()
    _, err = _finish(started)
    assert err == b""
    assert started.returncode in (0, 1)


def _finish(started: "subprocess.Popen[bytes]") -> tuple[int, bytes]:
    assert started.stderr is not None
    with started.stderr:
        err = started.stderr.read()
    return started.wait(PATIENCE), err


def test_repairs_are_made_though_nobody_reads(tmp_path: Path) -> None:
    paths = fill(tmp_path, 50)
    started = subprocess.Popen(
        command("check", "--fix", "--no-cache"),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert started.stdout is not None
    started.stdout.close()
    _, err = _finish(started)
    assert b"Traceback" not in err
    assert all(path.read_bytes() == NEW for path in paths)


def from_shell(script: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    """Run a script that knows Python as `$0`."""
    return subprocess.run(
        ["/bin/sh", "-c", script, sys.executable],
        cwd=folder,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("arguments", ["check --no-cache", "check --fix", "rules", "--version"])
def test_closed_streams(closed: str, arguments: str, tmp_path: Path) -> None:
    (path,) = fill(tmp_path, 1)
    done = from_shell(f'exec "$0" -m newslint {arguments} {closed}', tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr
    assert path.read_bytes() in (OLD, NEW)
    assert names(tmp_path) == [b"000.md"]


ODD_ENVIRONMENTS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"COLUMNS": "0"},
    {"COLUMNS": "99999999999999999999"},
    {"TERM": "", "FORCE_COLOR": "1"},
    {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "dumb"},
    {"VTE_VERSION": "²", "FORCE_HYPERLINK": "x"},
    {"TMPDIR": "/nowhere"},
]


@pytest.mark.slow
@pytest.mark.parametrize("env", ODD_ENVIRONMENTS, ids=str)
def test_odd_environments(env: dict[str, str], tmp_path: Path) -> None:
    fill(tmp_path, 1)
    bare = {name: value for name, value in environment().items() if name not in ("HOME", "TERM", "USER")}
    with open(os.path.join(os.fsencode(tmp_path), b"\xff.md"), "wb") as file:
        file.write(OLD)
    done = subprocess.run(
        command("check", "--fix", "--show-fixes"),
        cwd=tmp_path,
        env=bare | env,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "000.md").read_bytes() == NEW


def test_a_working_directory_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = from_shell('rmdir "$PWD"; exec "$0" -m newslint check', gone)
    refused(done, "the working directory is gone")


def test_what_is_written_keeps_to_the_mask(tmp_path: Path) -> None:
    paths = fill(tmp_path, 20)
    paths[0].chmod(0o644)
    done = subprocess.run(
        ["/bin/sh", "-c", 'umask 077; exec "$0" -m newslint check --update-baseline', sys.executable],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0
    made = [path for path in tmp_path.rglob("*") if path not in paths]
    assert made
    assert not [path for path in made if path.stat().st_mode & 0o077]
    assert paths[0].stat().st_mode & 0o777 == 0o644


# Whoever starts a run may end it at any moment.


RUNS = [
    ["check", "--fix", "--show-fixes"],
    ["check", "--update-baseline"],
    ["check", "--output-format", "html", "--output-file", "out.html"],
    ["check", "--jobs", "2", "--output-format", "json", "--output-file", "out.json"],
]
MOMENTS = 12
# The first run tells how many lines of ours it takes, and which of them write. To each of the others a signal
# comes at one of these lines.
STRIKE = """
import json, os, signal, sys
from pathlib import Path
import newslint
from newslint import __main__, cli
from newslint.fix import rounds as fixes
from newslint.run import projects as lint
from newslint.fix import files as repair
from newslint.fix import replace_file as replacing

PACKAGE = os.path.dirname(newslint.__file__)
WRITING = {replacing.__file__, newslint.system.atomic_write.__file__}
sign, moments = int(sys.argv[1]), int(sys.argv[2])
arguments, folders = json.loads(sys.argv[3]), [Path(name) for name in sys.argv[4:]]

def begin(folder, moment, note=None):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(folder.with_suffix(".err"), os.O_WRONLY | os.O_CREAT), 2)
    here, lines, writing = os.getpid(), 0, 0

    def trace(frame, event, argument):
        nonlocal lines, writing
        name = frame.f_code.co_filename
        if not name.startswith(PACKAGE):
            return None
        if event == "line" and os.getpid() == here:
            lines += 1
            writing += name in WRITING
            if moment == ["any", lines] or (name in WRITING and moment == ["writing", writing]):
                os.kill(here, sign)
        return trace

    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["newslint", *arguments]
    sys.settrace(trace)
    try:
        __main__.main()
    except SystemExit as end:
        sys.settrace(None)
        if note is not None:
            note.write_text(json.dumps([lines, writing]))
        sys.stdout.flush()
        os._exit(end.code)

# What is loaded late is loaded once, here.
os.chdir(folders.pop())
sys.argv, streams = ["newslint", *arguments], (os.dup(1), os.dup(2))
for number in (1, 2):
    os.dup2(os.open(os.devnull, os.O_WRONLY), number)
cli.main()
for number in (1, 2):
    os.dup2(streams[number - 1], number)

note = folders[0].with_suffix(".note")
begin(folders[0], None, note)
lines, writing = json.loads(note.read_text())
half = moments // 2
# A run may take some lines fewer than the first: files that are too fresh to be trusted are read again. Who
# interrupts may come too late, but an end from outside has to come.
parts = half + (sign == signal.SIGTERM)
chosen = [["any", lines * number // parts] for number in range(1, half + 1)]
chosen += [["writing", writing * number // half + 1] for number in range(half)]
print(json.dumps([begin(folder, moment) for folder, moment in zip(folders[1:], chosen, strict=True)]))
"""


class Struck(NamedTuple):
    folder: Path
    status: int
    err: str


def struck(arguments: list[str], sign: signal.Signals, start: Path) -> Iterator[Struck]:
    """Runs of the same kind, each with a signal at another moment."""
    folders = [start / str(number) for number in range(MOMENTS + 2)]
    for folder in folders:
        fill(folder, 8)
    done = subprocess.run(
        [sys.executable, "-c", STRIKE, str(int(sign)), str(MOMENTS), json.dumps(arguments), *folders],
        cwd=start,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stderr == ""
    for folder, status in zip(folders[1:-1], json.loads(done.stdout), strict=True):
        yield Struck(folder, status, folder.with_suffix(".err").read_text())


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(RUNS)))
def test_an_interrupt_at_any_moment(number: int, tmp_path: Path) -> None:
    statuses = set()
    for folder, status, err in struck(RUNS[number], signal.SIGINT, tmp_path):
        statuses.add(status)
        assert "Traceback" not in err
        assert status in (0, 1, 130)
        assert err.count("newslint: interrupted") <= (status == 130)
        _check_whole(folder)
        assert not [name for name in names(folder) if name.endswith(b".tmp")]
    assert 130 in statuses


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(RUNS)))
def test_an_end_from_outside_at_any_moment(number: int, tmp_path: Path) -> None:
    left_behind = 0
    for folder, status, err in struck(RUNS[number], signal.SIGTERM, tmp_path):
        assert status == -signal.SIGTERM
        assert "Traceback" not in err
        _check_whole(folder)
        before = _temporary(folder)
        if number == 0 and before:
            # What a baseline knows is not fixed, and one of the runs may have come to write one.
            run("check", "--fix", "--no-baseline", cwd=folder)
            assert not _temporary(folder)
        left_behind += len(before)
    assert left_behind or number, "a run was ended while it wrote"


def _temporary(folder: Path) -> list[bytes]:
    return [name for name in names(folder) if name.startswith(b".newslint-fix-")]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(RUNS)))
def test_an_interrupt_while_the_program_begins(number: int, tmp_path: Path) -> None:
    """In a process of its own, from its first line on, with files for workers where these are asked for."""
    count = tmp_path / "count"
    for moment in range(8):
        folder = tmp_path / str(moment)
        fill(folder, 200 if "--jobs" in RUNS[number] else 10)
        total = int(count.read_text()) if moment else 0
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                FROM_THE_START,
                count,
                str(total * moment // 8),
                ROOT / "newslint",
                *RUNS[number],
            ],
            cwd=folder,
            env=environment(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        assert done.returncode in ((0, 1, 130) if moment else (0, 1))
        assert done.stderr.count(b"newslint: interrupted") <= (done.returncode == 130)
        _check_whole(folder)
        assert not [name for name in names(folder) if name.endswith(b".tmp")]


FROM_THE_START = """
import atexit, os, runpy, signal, sys
count, moment, package, here, lines = sys.argv[1], int(sys.argv[2]), sys.argv[3], os.getpid(), 0

def trace(frame, event, argument):
    global lines
    if not frame.f_code.co_filename.startswith(package):
        return None
    if event == "line" and os.getpid() == here:
        lines += 1
        if lines == moment:
            os.kill(here, signal.SIGINT)
    return trace

@atexit.register
def tell():
    if not moment and os.getpid() == here:
        open(count, "w").write(str(lines))

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv[1:] = sys.argv[4:]
sys.settrace(trace)
runpy.run_module("newslint", run_name="__main__")
"""


def _check_whole(folder: Path) -> None:
    paths = list(folder.glob("*.md"))
    assert len(paths) >= 8
    assert all(path.read_bytes() in (OLD, NEW) for path in paths)
    for name in ("out.json", ".newslint-baseline.json", "newslint-baseline.json"):
        path = folder / name
        if path.exists():
            json.loads(path.read_bytes())
    html = folder / "out.html"
    if html.exists():
        assert html.read_bytes().rstrip().endswith(b"</html>")


# Several at the same time.


# Nobody gives up because somebody else is slow. An editor saves a file at the last moment, when new content
# for it lies ready.
SAVED = b"---\ntitle: 'Cafe &amp; wharf'\n---\n"
BESIDE_OTHERS = f"""
import os, runpy, sys
from pathlib import Path
from newslint.fix import replace_file as replacing

replacing._LONGEST_WAIT = float("inf")
sync, saved = os.fsync, 0

def save(descriptor):
    global saved
    saved += 1
    if saved == 8:
        Path("007.md").write_bytes({SAVED!r})
    sync(descriptor)

if sys.argv.pop(1) == "edited":
    os.fsync = save
runpy.run_module("newslint", run_name="__main__")
"""


def beside_others(how: str, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", BESIDE_OTHERS, how, "check", "--fix", "--no-cache", "--jobs", "1"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_two_runs_repair_one_tree(tmp_path: Path) -> None:
    paths = fill(tmp_path, 60)
    for started in [beside_others("alone", tmp_path) for _ in range(2)]:
        status, err = _finish(started)
        assert status in (0, 1, 2)
        assert b"Traceback" not in err
        assert b"internal error" not in err
    assert all(path.read_bytes() == NEW for path in paths)
    assert names(tmp_path) == [os.fsencode(path.name) for path in paths]


def test_what_an_editor_saves_meanwhile_is_kept(tmp_path: Path) -> None:
    paths = fill(tmp_path, 20)
    status, err = _finish(beside_others("edited", tmp_path))
    assert status == 2
    assert b"007.md: not written: it changed while newslint was working" in err
    assert err.count(b"not written") == 1
    assert paths[7].read_bytes() == SAVED
    assert all(path.read_bytes() == NEW for path in paths if path != paths[7])
    assert names(tmp_path) == [os.fsencode(path.name) for path in paths]


# A rule that raises.

RAISES = """
import sys
from newslint import cli
from newslint.rules import txt_html_entity
def check(document, options):
    if document.source.name.endswith("007.md"):
        raise ValueError("bad\\n::error::news \\x1b[31m")
    return iter(())
txt_html_entity.RULE.check.__code__ = check.__code__
sys.exit(cli.main())
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "jobs"), [*((kind, "1") for kind in OutputFormat), ("full", "2"), ("json", "2")]
)
def test_a_rule_that_raises_is_told_and_the_run_goes_on(kind: str, jobs: str, tmp_path: Path) -> None:
    fill(tmp_path, 200 if jobs == "2" else 10)
    done = subprocess.run(
        [sys.executable, "-c", RAISES, "check", "--no-cache", "--jobs", jobs, "--output-format", kind],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    told = done.stdout.decode() + done.stderr.decode()
    assert (
        "TXT002 failed on 007.md: ValueError(" in told
        or "TXT002 failed on 007.md: ValueError(" in told.replace("&#39;", "'")
    )
    assert "please report it" in told
    assert "\x1b" not in told
    assert not any(line.lstrip().startswith("::error::") for line in told.splitlines())
    assert "009.md" in told or kind in ("markdown", "html"), "the others were checked"
    assert "Traceback" not in told
