"""Runs commands side by side, and tells what they took: time on the clock, time on the cores, memory.

Linux only, for it pins processes to cores.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter
from typing import IO, NoReturn


def first_cores(count: int) -> frozenset[int]:
    """So many of the cores that this process may use."""
    return frozenset(sorted(os.sched_getaffinity(0))[:count])


ONE_CORE = first_cores(1)
_LONG = 60.0  # seconds; what takes longer is not repeated


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds on the clock, seconds of all its processes on the cores, megabytes.

    `memory` is the peak of the largest of its processes.
    """

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, and how it is run.

    `prepare` is called before every run and not measured. `cores` are the only ones that it may use; all when
    empty. A status that is not in `statuses` means that it did not do its work; without a `required` command
    there is nothing to compare.
    """

    line: Sequence[str]
    folder: Path | None = None
    environment: Mapping[str, str] | None = None
    cores: frozenset[int] = frozenset()
    statuses: frozenset[int] = frozenset({0, 1})
    prepare: Callable[[], object] = lambda: None
    required: bool = False


class FailedError(Exception):
    """A command could not do its work; the message tells its last words."""


def run(command: Command) -> Run:
    """Run a command once; what it writes is thrown away.

    Raises:
        FailedError: it could not be started or ended with another status than those expected.
    """
    command.prepare()
    before = os.sched_getaffinity(0)
    # A process inherits the cores of its parent; a wrapper such as taskset would be measured too.
    os.sched_setaffinity(0, command.cores or before)
    try:
        with TemporaryFile() as errors:
            took, status = _run(command, errors)
            if status not in command.statuses:
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()
                told = f": {said[-1]}" if said else ""
                raise FailedError(f"{Path(command.line[0]).name} ended with status {status}{told}")
            return took
    except OSError as error:
        raise FailedError(f"{command.line[0]}: {error.strerror}") from error
    finally:
        os.sched_setaffinity(0, before)


def _run(command: Command, errors: IO[bytes]) -> tuple[Run, int]:
    start = perf_counter()
    # With a PYTHONPATH another newslint than the installed one may be measured, and without its bytecode.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    process = subprocess.Popen(
        command.line,
        cwd=command.folder,
        env={**inherited, **(command.environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), process.returncode


def interleaved(commands: Mapping[str, Command], rounds: int) -> dict[str, Run]:
    """Run commands in turn (A B A B ...), and keep the smallest values of each.

    The minimum is what the machine can do; the rest is noise of others. A command that takes very long is
    not repeated. One that fails is told on stderr and left out.

    Raises:
        FailedError: a required one fails.
    """
    best: dict[str, Run] = {}
    skipped: set[str] = set()
    for _ in range(rounds):
        for name, command in commands.items():
            if name in skipped:
                continue
            try:
                now = run(command)
            except FailedError as error:
                if command.required:
                    raise
                print(f"{name} left out: {error}", file=sys.stderr)
                best.pop(name, None)
                skipped.add(name)
                continue
            last = best.get(name, now)
            best[name] = Run(min(last.wall, now.wall), min(last.cpu, now.cpu), min(last.memory, now.memory))
            if now.wall > _LONG:
                skipped.add(name)
    return best


@dataclass(frozen=True, slots=True)
class Line:
    """One measured number against its target, which it must not pass, or must reach at `least`.

    Without a target it is only told.
    """

    name: str
    value: float
    unit: str
    target: float | None
    least: bool = False
    detail: str = ""

    @property
    def reached(self) -> bool:
        if self.target is None:
            return True
        return self.value >= self.target if self.least else self.value <= self.target

    def __str__(self) -> str:
        verdict, target = "-", ""
        if self.target is not None:
            verdict = "ok" if self.reached else "MISSED"
            target = f"{'≥' if self.least else '≤'} {_number(self.target)}{self.unit}"
        told = f"{_number(self.value)}{self.unit}"
        return f"{verdict:6}  {self.name:52} {told:>9}  {target:>9}  {self.detail}"


def show(title: str, lines: Iterable[Line]) -> list[Line]:
    """Print lines below a title, each as soon as it is there, and return them."""
    print(f"\n{title}")
    shown = []
    for line in lines:
        print(f"  {line}", flush=True)
        shown.append(line)
    return shown


def milliseconds(run: Run) -> str:
    """The times of a run, for people."""
    return f"{1000 * run.wall:,.0f} ms (cpu {1000 * run.cpu:,.0f})"


def against(run: Run, other: Run) -> str:
    """The times of two runs, and the ratio on the cores, which other processes disturb less."""
    return f"{milliseconds(run)} and {milliseconds(other)}: {_number(run.cpu / other.cpu)}x on the cores"


def machine() -> str:
    """What the numbers were measured on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        "unknown processor",
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{len(os.sched_getaffinity(0))} cores of {model}, load {load}, "
        f"Python {sys.version.partition(' ')[0]}"
    )


def finish(lines: Sequence[Line]) -> NoReturn:
    """Tell the total, and end with status 1 when a target was missed."""
    targets = [line for line in lines if line.target is not None]
    missed = sum(not line.reached for line in targets)
    print(f"\n{len(targets) - missed} of {len(targets)} targets reached")
    sys.exit(1 if missed else 0)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
