"""Several processes: the same results as one, and a clean end whatever happens to them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.discovery import Work
from newslint.document import Document
from newslint.errors import NewslintError
from newslint.examine import Examiner
from newslint.finding import Hit, Report, Severity
from newslint.inputs import Request
from newslint.lint import lint, plan
from newslint.pool import Pool
from newslint.project import Overrides, Projects
from newslint.rule import NoOptions, Rule
from newslint.scan import Means
from newslint.schema import load_schema
from newslint.worker import Job, Outcome, Task, Worker

ROOT = Path(__file__).parent.parent
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


def reports(means: Means | None, overrides: Overrides | None = None) -> list[Report]:
    overrides = overrides or Overrides()
    request = Request((Path(),), schema=overrides.schema, profiled=True)
    return [result.report for result in lint(request, works(request, overrides), means)]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("jobs", "start"), [(1, "fork"), (2, "fork"), (3, "fork"), (8, "fork"), (2, "spawn")]
)
def test_any_number_of_processes_finds_the_same(archive: Path, jobs: int, start: str) -> None:
    del archive
    (alone,) = reports(None)
    (together,) = reports(Means(jobs, start=start, least=1))
    assert _sorted(together) == _sorted(alone)
    codes = {finding.code for finding in alone.findings}
    assert codes >= {"FM001", "FM003", "FM006", "FM009", "FM013", "SCH002", "SCH003", "NL001", "IMG006"}
    assert {finding.collection for finding in alone.findings} == {"news", "site", ""}
    assert any("\udce9" in name for name in alone.checked)


def test_a_schema_for_all_goes_to_processes_too(archive: Path) -> None:
    overrides = Overrides(schema=load_schema(archive / "news.json"), ignore=("IMG",), exclude=("deep/",))
    (alone,) = reports(None, overrides)
    assert {finding.code for finding in alone.findings} >= {"SCH002"}
    for start in ("fork", "spawn"):
        (together,) = reports(Means(2, start=start, least=1), overrides)
        assert _sorted(together) == _sorted(alone)


def _sorted(report: Report) -> Report:
    """Files come in any order; findings don't."""
    return report._replace(
        checked=tuple(sorted(report.checked)),
        profiles=tuple(sorted(report.profiles, key=lambda profile: profile.file)),
    )


def test_there_are_never_more_processes_than_any_system_can_wait_for() -> None:
    assert Means(jobs=1000).workers() == 61
    assert 1 <= Means().workers() <= 61


def test_few_files_and_one_job_need_no_processes(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del archive

    def refuse(*_: object) -> None:
        pytest.fail("a process was begun")

    monkeypatch.setattr("newslint.pool.Pool", refuse)
    for means in (Means(1, least=0), Means(8), Means(0, start="spawn"), Means(2, least=1000)):
        reports(means)


@ALL_STARTS
def test_a_schema_that_fails_in_a_worker_is_told_as_elsewhere(archive: Path, start: str) -> None:
    (archive / "news.json").write_text('{"$ref": "#/nowhere/at/all"}')
    said: list[str] = []
    for means in (None, Means(2, start=start, least=1)):
        with pytest.raises(NewslintError) as error:
            reports(means)
        said.append(str(error.value))
    assert said[0] == said[1]
    assert "\n" not in said[0]


def test_a_worker_that_raises_is_told_as_elsewhere(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del archive
    real = Examiner.examine

    def fail(self: Examiner, given: object) -> object:
        if given.source.name.startswith("news/"):  # type: ignore[attr-defined]
            raise NewslintError("one line")
        return real(self, given)  # type: ignore[arg-type]

    monkeypatch.setattr(Examiner, "examine", fail)
    with pytest.raises(NewslintError, match=r"^one line$"):
        reports(Means(2, start="fork", least=1))
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
    work = work._replace(project=work.project._replace(rules=(*work.project.rules, bad)))
    monkeypatch.setattr("newslint.worker.Job.__reduce__", None, raising=False)  # copied, never pickled
    alone, together = (
        lint(request, [work], means)[0].report for means in (None, Means(2, start="fork", least=1))
    )
    assert alone.internal_errors == together.internal_errors
    assert len(alone.internal_errors) == 1
    assert "FM099 failed on deep/2024-05-01-story.md: LookupError('a bug')" in alone.internal_errors[0]


@pytest.mark.parametrize("how", ["exit", "kill"])
def test_a_worker_that_was_killed_is_told(archive: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    for number in range(800):  # more than all queues hold
        (archive / "deep" / f"{number}.md").write_text(TEXTS[0])
    real = Worker.look

    def look(self: Worker, task: Task) -> Outcome:
        if task.name == "deep/300.md":
            if how == "exit":
                os._exit(3)
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self, task)

    monkeypatch.setattr(Worker, "look", look)
    begun = time.monotonic()
    with pytest.raises(NewslintError, match=r"^a worker process was ended from outside.*--jobs 1"):
        reports(Means(2, start="fork", least=1))
    assert time.monotonic() - begun < 20
    assert multiprocessing.active_children() == []


def _children(parent: int) -> set[int]:
    """The processes that were begun by one, and live."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(status[1]) == parent and status[0] != "Z":
            found.add(int(folder.name))
    return found


def _lives(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def slow_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that take some seconds."""
    folder = tmp_path_factory.mktemp("slow")
    related = "".join(f"  - {{title: 'Story {n} &amp; more', n: NO}}\n" for n in range(60))
    for number in range(1500):
        (folder / f"{number}.md").write_text(f"---\ntitle: Story {number}\nrelated:\n{related}---\n")
    return folder


def _begun(folder: Path, start: str) -> tuple["subprocess.Popen[str]", set[int]]:
    """A run of the command line with two workers, once these are at work."""
    code = f"""
if __name__ == "__main__":
    import sys
    from newslint import cli, scan
    scan.Means.__new__.__defaults__ = (0, None, {start!r}, 32)
    sys.exit(cli.main())
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code, "check", ".", "--jobs", "2",
         "--no-cache", "--output-format", "json"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while len(workers := _busy(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(workers) == 2, "there are two workers"
    return process, workers


def _busy(parent: int) -> set[int]:
    """Workers that are at work: they ignore interrupts from then on."""
    found = set()
    for child in _children(parent):
        try:
            lines = (Path("/proc") / str(child) / "status").read_text().splitlines()
        except OSError:
            continue
        ignored = next(line for line in lines if line.startswith("SigIgn:")).split()[1]
        name = (Path("/proc") / str(child) / "cmdline").read_bytes()
        if int(ignored, 16) & 1 << (signal.SIGINT - 1) and b"resource_tracker" not in name:
            found.add(child)
    return found


@ALL_STARTS
@pytest.mark.parametrize("group", [True, False], ids=["all", "parent"])
def test_an_interrupt_ends_all_processes_soon(slow_archive: Path, start: str, *, group: bool) -> None:
    process, workers = _begun(slow_archive, start)
    begun = time.monotonic()
    if group:
        os.killpg(process.pid, signal.SIGINT)
    else:
        process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    taken = time.monotonic() - begun
    assert process.returncode == 130
    assert errors == "newslint: interrupted: nothing was compared or written\n"
    assert out.startswith("{")
    assert not any(map(_lives, workers))
    assert taken < 5, "a second on a machine that has nothing else to do"


@ALL_STARTS
def test_workers_end_with_a_run_that_was_killed(slow_archive: Path, start: str) -> None:
    process, workers = _begun(slow_archive, start)
    process.kill()
    process.communicate(timeout=30)
    deadline = time.monotonic() + 10
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_lives, workers))


def test_the_command_line_names_why_a_worker_ended(slow_archive: Path) -> None:
    process, workers = _begun(slow_archive, "fork")
    os.kill(min(workers), signal.SIGKILL)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors.startswith("newslint: a worker process was ended from outside")
    assert errors.count("\n") == 1
    assert not any(map(_lives, workers))


def test_what_is_given_comes_back_in_order(archive: Path) -> None:
    del archive
    request = Request((Path(),))
    (work,) = works(request)
    names = [file.name for file in work.files]
    job = Job(request, work.project, keyed=True)
    workers = Pool(job, 2, "fork")
    given: list[str] = []
    try:
        for file in work.files:
            task = Task(file.name, file.path, file.named, reported=True)
            given += [outcome.task.name for outcome in workers.give([task])]
            assert len(workers._waiting) <= 8, "no more is kept than workers are busy with"
        given += [outcome.task.name for outcome in workers.rest()]
    finally:
        workers.close()
    assert given == names
