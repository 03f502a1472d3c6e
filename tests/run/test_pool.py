"""Several processes: the same results as one, and a clean end whatever happens to them."""

import gc
import json
import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest
from hostile import PATIENCE

from newslint.config.project import Overrides, Project, Projects
from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Hit, Report, Severity
from newslint.lint.examiner import Examined, Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.run import pool as pools
from newslint.run.execution import ExecutionOptions
from newslint.run.pool import Pool
from newslint.run.projects import lint, plan
from newslint.run.request import Request
from newslint.run.scheduler import shrinking
from newslint.run.session import Session
from newslint.run.work import Work
from newslint.schema.compiled import load_schema
from newslint.source import Source

ROOT = Path(__file__).parents[2]
ALL_STARTS = pytest.mark.parametrize("start", ["fork", "spawn"])

CONFIG = """
[tool.newslint]
extend-select = ["IMG005"]
image-root = "static"
[tool.newslint.per-file-ignores]
"quiet/*" = ["FM009", "COR002"]
[[tool.newslint.collections]]
name = "news"
files = ["news/**"]
exclude = ["news/old.md"]
schema = "news.json"
[[tool.newslint.collections]]
name = "site"
files = ["site/**"]
schema = "front-matter"
[tool.newslint.rules]
FM009.severity = "info"
SCH002.severity = "error"
"""
NEWS = """{"properties": {"title": {"$ref": "title.json"}, "image": {"x-newslint-role": "image-url"}},
"required": ["title"], "additionalProperties": false}"""
TEXTS = (
    "---\ntitle: The harbour\ncountry: NO\n---\n",
    "---\ntitle: The harbour reopens &amp; closes\nimage: /a.png\n---\n",
    "---\ncountry: NO # newslint: ignore[FM009]\ntitle: 'x '  # newslint: ignore[TXT002]\n---\n",
    "---\n$schema: /own.json\ntitle: 3\n---\n",
    "---\ntitle: [\n---\n",
    "no front matter\n",
    "",
    "---\ntitle: caf\udce9\n---\n",
    "---\ntitle: Tomorrow\ndate: 2999-01-01\n---\n",
)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files of all kinds: collections, own schemas, suppressions, what can't be read, odd names."""
    for name, text in (
        ("pyproject.toml", CONFIG), ("news.json", NEWS), ("title.json", '{"type": "string", "minLength": 5}'),
        ("own.json", '{"properties": {"title": {"type": "string"}}}'),
    ):  # fmt: skip
        (tmp_path / name).write_text(text)
    for folder in ("news", "site", "quiet", "static", "deep"):
        (tmp_path / folder).mkdir()
        for number, text in enumerate(TEXTS * 2):
            path = tmp_path / folder / f"2024-05-{number + 1:02}-story.md"
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
    (tmp_path / "news" / "old.md").write_text("---\nheadline: x\n---\n")
    (tmp_path / "quiet" / os.fsdecode(b"caf\xe9.md")).write_text(TEXTS[0])
    (tmp_path / "gone.md").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.md")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def works(request: Request, overrides: Overrides | None = None) -> list[Work]:
    return plan(request, Projects(overrides=overrides))


def reports(options: ExecutionOptions | None, overrides: Overrides | None = None) -> list[Report]:
    overrides = overrides or Overrides()
    request = Request((Path(),), schema=overrides.schema)
    profiled = [
        work._replace(session=work.session.having(profiled=True)) for work in works(request, overrides)
    ]
    return [result.report for result in lint(request, profiled, options)]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("jobs", "start"), [(1, "fork"), (2, "fork"), (3, "fork"), (8, "fork"), (2, "spawn")]
)
def test_any_number_of_processes_finds_the_same(archive: Path, jobs: int, start: str) -> None:
    del archive
    (alone,) = reports(None)
    (together,) = reports(ExecutionOptions(jobs, start=start, least=1))
    assert _sorted(together) == _sorted(alone)
    codes = {finding.code for finding in alone.findings}
    assert codes >= {"FM001", "FM003", "FM006", "FM009", "FM013", "SCH002", "SCH003", "NL001", "IMG006"}
    assert {finding.collection for finding in alone.findings} == {"news", "site", ""}
    assert any("\udce9" in name for name in alone.checked)


@pytest.mark.parametrize(
    ("files", "workers", "first"),
    [
        (1584, 2, [128] * 5 + [118, 103, 90, 79, 69, 60, 53, 46, 40, 35, 31, 27, 24, 21, 18, 16, 16]),
        (1032, 2, [128, 113, 98]),
        (1023, 2, [127, 112, 98]),
        (143, 2, [17, 16, 16]),
        (100, 3, [16, 16, 16, 16, 16, 16, 16]),
    ],
)
def test_workers_get_fewer_and_fewer_files(files: int, workers: int, first: list[int]) -> None:
    assert [*islice(shrinking(files, workers), len(first))] == first


def test_a_schema_for_all_goes_to_processes_too(archive: Path) -> None:
    overrides = Overrides(schema=load_schema(archive / "news.json"), ignore=("IMG",), exclude=("deep/",))
    (alone,) = reports(None, overrides)
    assert {finding.code for finding in alone.findings} >= {"SCH002"}
    for start in ("fork", "spawn"):
        (together,) = reports(ExecutionOptions(2, start=start, least=1), overrides)
        assert _sorted(together) == _sorted(alone)


def _sorted(report: Report) -> Report:
    """Files come in any order; findings don't."""
    return report._replace(
        checked=tuple(sorted(report.checked)),
        profiles=tuple(sorted(report.profiles, key=lambda profile: profile.file)),
    )


def test_there_are_never_more_processes_than_any_system_can_wait_for() -> None:
    assert ExecutionOptions(jobs=1000).workers() == 61
    assert 1 <= ExecutionOptions().workers() <= 61


def test_few_files_and_one_job_need_no_processes(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del archive

    def refuse(*_: object) -> None:
        pytest.fail("a process was begun")

    monkeypatch.setattr("newslint.run.pool.Pool", refuse)
    for options in (
        ExecutionOptions(1, least=0),
        ExecutionOptions(8),
        ExecutionOptions(0, start="spawn"),
        ExecutionOptions(2, least=1000),
    ):
        assert reports(options)[0].checked


@ALL_STARTS
def test_a_schema_that_fails_in_a_worker_is_told_as_elsewhere(archive: Path, start: str) -> None:
    (archive / "news.json").write_text('{"$ref": "#/nowhere/at/all"}')
    said: list[str] = []
    for options in (None, ExecutionOptions(2, start=start, least=1)):
        with pytest.raises(NewslintError) as error:
            reports(options)
        said.append(str(error.value))
    assert said[0] == said[1]
    assert "\n" not in said[0]


def test_a_worker_that_raises_is_told_as_elsewhere(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del archive
    real = Examiner.examine

    def fail(self: Examiner, job: Job, source: Source) -> Examined | None:
        if job.name.startswith("news/"):
            raise NewslintError("one line")
        return real(self, job, source)

    monkeypatch.setattr(Examiner, "examine", fail)
    with pytest.raises(NewslintError, match=r"^one line$"):
        reports(ExecutionOptions(2, start="fork", least=1))
    assert multiprocessing.active_children() == []


def test_a_rule_that_raises_is_one_line_wherever_it_ran(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del archive

    def check(document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        if document.source.name == "deep/2024-05-01-story.md":
            raise LookupError("a bug")
        yield from ()

    bad = Rule("FM099", "bad", Severity.ERROR, check, None)
    request = Request((Path(),))
    (work,) = works(request)
    work = work._replace(session=work.session.having(rules=(*work.project.rules, bad)))
    monkeypatch.setattr(Session, "__reduce__", None)  # copied, never pickled
    alone, together = (
        lint(request, [work], options)[0].report
        for options in (None, ExecutionOptions(2, start="fork", least=1))
    )
    assert alone.internal_errors == together.internal_errors
    assert len(alone.internal_errors) == 1
    assert "FM099 failed on deep/2024-05-01-story.md: LookupError('a bug')" in alone.internal_errors[0]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More files than all queues hold."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(600):
        (folder / f"{number:03}.md").write_text(f"---\ntitle: Story {number} &amp; more\n---\n")
    return folder


# Between two chunks that come back from two workers something happens; who the workers are is written down.
STRUCK = """
import multiprocessing, os, signal, sys
from pathlib import Path
from newslint import cli
from newslint.run import execution, pool
from newslint.run.session import Session

def strike():
    workers = [child.pid for child in multiprocessing.active_children()]
    Path({workers!r}).write_text(" ".join(map(str, workers)))
    {strike}

def take(self, really=pool.Pool._next):
    global left
    left -= 1
    if left == 0:
        strike()
    return really(self)

def examine(self, job, really=Session.examine, **options):
    if job.name == {last!r}:
        os._exit(3)
    return really(self, job, **options)

left = 3
pool.Pool._next = take
Session.examine = examine  # in workers that are copies
execution.ExecutionOptions._field_defaults.update(start={start!r}, least=32)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(cli.main())
"""


class Ended(NamedTuple):
    status: int
    out: str
    errors: str
    workers: list[int]


def struck(strike: str, start: str, folder: Path, note: Path, last: str = "") -> Ended:
    """A run of the command line with two workers, to which something happens while these are at work.

    The worker that comes to the file `last` ends itself.
    """
    process = subprocess.Popen(
        [sys.executable, "-c", STRUCK.format(workers=str(note), strike=strike, start=start, last=last),
         "check", ".", "--jobs", "2", "--no-cache", "--output-format", "json"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    # Workers have these streams, too: they end before that, or hang.
    out, errors = process.communicate(timeout=PATIENCE)
    workers = [int(number) for number in note.read_text().split()]
    assert workers, "there are workers"
    return Ended(process.returncode, out, errors, workers)


def ends(process: int) -> bool:
    """Whether a process that is nobody's child here comes to its end."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return select.select([descriptor], [], [], PATIENCE)[0] != []
    finally:
        os.close(descriptor)


linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets others wait for a process")


@pytest.mark.slow
@linux
@ALL_STARTS
@pytest.mark.parametrize("group", [True, False], ids=["all", "parent"])
def test_an_interrupt_ends_all_processes(start: str, many: Path, tmp_path: Path, *, group: bool) -> None:
    strike = f"os.{'killpg' if group else 'kill'}(os.getpid(), signal.SIGINT)"
    ended = struck(strike, start, many, tmp_path / "workers")
    assert ended.status == 130
    assert ended.errors == "newslint: interrupted: nothing was compared or written\n"
    assert 0 < json.loads(ended.out)["summary"]["files"] < 150, "two chunks of the 600 came, and nobody waits"
    assert all(map(ends, ended.workers))


@pytest.mark.slow
@linux
@ALL_STARTS
def test_workers_end_with_a_run_that_was_killed(start: str, many: Path, tmp_path: Path) -> None:
    ended = struck("os.kill(os.getpid(), signal.SIGKILL)", start, many, tmp_path / "workers")
    assert (ended.status, ended.out) == (-signal.SIGKILL, "")
    assert all(map(ends, ended.workers))


@pytest.mark.slow
@linux
@pytest.mark.parametrize(
    ("strike", "last", "start"),
    [
        ("os.kill(workers[0], signal.SIGKILL)", "", "fork"),
        ("os.kill(workers[0], signal.SIGKILL)", "", "spawn"),
        ("pass", "550.md", "fork"),
    ],
    ids=["killed copy", "killed", "exits"],
)
def test_a_worker_that_was_killed_is_told(
    strike: str, last: str, start: str, many: Path, tmp_path: Path
) -> None:
    ended = struck(strike, start, many, tmp_path / "workers", last)
    assert (ended.status, ended.out) == (2, "")
    assert ended.errors.startswith("newslint: a worker process was ended from outside")
    assert "--jobs 1" in ended.errors
    assert ended.errors.count("\n") == 1
    assert all(map(ends, ended.workers))


def test_workers_end_after_the_file_that_they_are_at(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        (archive / "deep" / f"{number}.md").write_text(TEXTS[0])
    begun, proceed = os.pipe(), os.pipe()
    real = Session.examine

    def examine(self: Session, job: Job, *, keyed: bool = False) -> Outcome:
        os.write(begun[1], b".")
        os.read(proceed[0], 1)
        return real(self, job, keyed=keyed)

    monkeypatch.setattr(Session, "examine", examine)
    request = Request((Path(),))
    (work,) = works(request)
    workers = Pool(work.session, 1, "fork")
    shut_down = workers._executor.shutdown

    def let_go(**options: bool) -> None:
        os.write(proceed[1], b"." * 1000)
        shut_down(**options)

    monkeypatch.setattr(workers._executor, "shutdown", let_go)
    assert list(workers.give(work.files)) == []
    assert os.read(begun[0], 1) == b".", "it is at the first file"
    workers.close()
    os.set_blocking(begun[0], False)
    with pytest.raises(BlockingIOError):  # there was no second one
        os.read(begun[0], 1000)
    for descriptor in (*begun, *proceed):
        os.close(descriptor)


def test_what_is_given_comes_back_in_order(archive: Path) -> None:
    del archive
    request = Request((Path(),))
    (work,) = works(request)
    workers = Pool(work.session, 2, "fork", keyed=True)
    given: list[Job] = []
    try:
        for file in work.files:
            given += [outcome.job for outcome in workers.give([file])]
            assert len(workers._waiting) <= 8, "no more is kept than workers are busy with"
        given += [outcome.job for outcome in workers.rest()]
    finally:
        workers.close()
    assert given == [work.session.bound(file) for file in work.files]
    # What is known here is not in memory twice.
    assert all(job.name is file.name for job, file in zip(given, work.files, strict=True))


def test_a_worker_leaves_ctrl_c_to_the_first_process_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ignored: list[tuple[int, object]] = []
    thresholds: list[tuple[int, ...]] = []
    monkeypatch.setattr(signal, "signal", lambda *said: ignored.append(said))
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *said: thresholds.append(said))
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    for name in ("_session", "_stop"):
        monkeypatch.setattr(pools, name, None)
    session, stop = Session(Project(Path.cwd()), Settings(())), multiprocessing.RawValue("b", 0)
    pools._begin(session, stop, (7, 8, 9), None)
    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]
    assert thresholds == [(7, 8, 9)]
    assert sys.stderr.write("a traceback") == len("a traceback")
    assert (pools._session, pools._stop) == (session, stop)
