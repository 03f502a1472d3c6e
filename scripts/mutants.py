"""Makes small changes to newslint at random, one at a time, and tells which of them no test notices.

python scripts/mutants.py --count 80 --seed 1   with an interpreter that has the dev and the mutants extra

Each change is made in a copy of the tree, and only the tests that run the changed line are run, likely ones
first; a run that hangs counts as noticed. `tests/equivalent_mutants.txt` names changes that change nothing:
others are drawn for them. Exit status: 0 if enough is noticed, 1 if not.
"""

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from operator import itemgetter
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from mutations import Mutant, is_program, mutants
from noticing import Seen, SeenTest, copy_of, environment, pytest_command, see

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT: Final = ROOT / ".mutants"
EQUIVALENT: Final = ROOT / "tests" / "equivalent_mutants.txt"
_FIRST_SECONDS: Final = 3.0  # so long run the tests that are the likeliest to notice, before all others
_PATIENCE: Final = 60.0  # seconds; a run may take ten times as long as without the change, and this
_MOST_MEMORY: Final = 6 << 30  # bytes of one process, for a loop that never ends


class Equivalent(NamedTuple):
    """A change that nobody can observe, and why; `place` is a file and, behind a blank, a function in it."""

    place: str
    difference: tuple[str, ...]
    reason: str


class Drawn(NamedTuple):
    """A change of one file."""

    file: str
    mutant: Mutant
    source: bytes

    @property
    def difference(self) -> tuple[str, ...]:
        """The lines that are gone and those that came."""
        return self.mutant.difference(self.source)

    @property
    def place(self) -> str:
        """The file, and the function in it."""
        return f"{self.file} {self.mutant.function}".rstrip()

    def __str__(self) -> str:
        lines = "".join(f"\n    {line}" for line in self.difference)
        return f"{self.file}:{self.mutant.line}{lines}"


@dataclass(frozen=True)
class Outcome:
    """What came of a change: the test that noticed it, or None, and how many could have."""

    drawn: Drawn
    noticed_by: str | None
    able: int


def equivalents(text: str) -> list[Equivalent]:
    """Read the table of changes that change nothing: blocks of a place, its lines, and the reason.

    Raises:
        ValueError: a block has another form.
    """
    found = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if not lines:
            continue
        place, rest = lines[0], lines[1:]
        difference = tuple(line for line in rest if line.startswith(("- ", "+ ")))
        reason = " ".join(line.strip() for line in rest[len(difference) :])
        if not difference or not reason or tuple(rest[: len(difference)]) != difference:
            raise ValueError(f"not a place, its lines and a reason: {block}")
        found.append(Equivalent(place, difference, reason))
    return found


def draw(root: Path, seed: int, only: str) -> Iterator[Drawn]:
    """All changes of the files whose names begin with `only`, in an order that hangs on the seed.

    A change keeps its rank while other lines come and go, so that a sample lasts longer than a commit.
    """
    ranked = []
    for path in (root / "newslint").rglob("*.py"):
        file = path.relative_to(root).as_posix()
        if not file.startswith(only):
            continue
        source = path.read_bytes()
        alike: Counter[tuple[str, ...]] = Counter()
        for mutant in mutants(source):
            drawn = Drawn(file, mutant, source)
            what = (drawn.place, *drawn.difference)
            alike[what] += 1
            ranked.append((_rank(seed, alike[what], what), drawn))
    ranked.sort(key=itemgetter(0))
    return (drawn for _, drawn in ranked if is_program(drawn.mutant.applied(drawn.source)))


def _rank(seed: int, number: int, what: tuple[str, ...]) -> bytes:
    """Where a change stands in the order of a seed; `number` counts those of a function that read alike."""
    return sha256("\n".join((f"{seed} {number}", *what)).encode()).digest()


class Bench:
    """Trees in which changes are tried, one for each worker."""

    def __init__(self, tree: Path, folder: Path, jobs: int, seen: Seen) -> None:
        self.seen = seen
        self.free: SimpleQueue[Path] = SimpleQueue()
        self.times = count(int(time.time()))
        for number in range(jobs):
            self.free.put(Path(shutil.copytree(tree, folder / f"tree-{number}", symlinks=True)))

    def tried(self, drawn: Drawn) -> Outcome:
        """Make a change, run the tests, and take it back."""
        able = self.seen.able(drawn.source, drawn.file, drawn.mutant.line, whole=not drawn.mutant.function)
        tree = self.free.get()
        path = tree / drawn.file
        before = path.stat()
        try:
            path.write_bytes(drawn.mutant.applied(drawn.source))
            # Python takes compiled code for current that has the same time, in whole seconds, and size.
            moment = next(self.times) + 10_000
            os.utime(path, (moment, moment))
            return Outcome(drawn, self._noticed_by(tree, able), len(able))
        finally:
            path.write_bytes(drawn.source)
            os.utime(path, (before.st_atime, before.st_mtime))
            self.free.put(tree)

    def _noticed_by(self, tree: Path, able: list[SeenTest]) -> str | None:
        first: list[SeenTest] = []
        for test in able:
            if first and sum(t.seconds for t in first) + test.seconds > _FIRST_SECONDS:
                break
            first.append(test)
        # A module at a time: what its tests share is made once.
        rest = sorted(able[len(first) :], key=lambda test: (test.module, test.lines))
        quick = [test for test in rest if test.is_quick]
        slow = [test for test in rest if not test.is_quick]
        for part in (first, quick, slow):
            if part and (noticed := run(tree, part)) is not None:
                return noticed
        return None


def run(tree: Path, tests: list[SeenTest]) -> str | None:
    """Run tests in a tree until one fails; give its name, or what went wrong with all."""
    with TemporaryDirectory() as name:
        wanted = Path(name) / "tests"
        wanted.write_text("".join(f"{test.name}\n" for test in tests), encoding="utf-8")
        modules = dict.fromkeys(test.module for test in tests)
        process = subprocess.Popen(
            [*pytest_command(*modules), "-x"],
            cwd=tree,
            env=environment(tree) | {"MUTANTS_TESTS": str(wanted), "TMPDIR": name},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_limit_memory,  # noqa: PLW1509 - it only sets a limit
        )
        try:
            output, _ = process.communicate(timeout=_PATIENCE + 10 * sum(test.seconds for test in tests))
        except subprocess.TimeoutExpired:
            return "it hangs"
        finally:
            _end(process)
    if process.returncode == 0:
        return None
    lines = output.decode(errors="replace").splitlines()
    failed = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return failed[0].split(" ", 1)[1].split(" - ")[0] if failed else f"pytest exits with {process.returncode}"


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a run with all the processes that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def report(outcomes: list[Outcome], equivalent: int, seed: int) -> str:
    """What was not noticed, and how much was."""
    missed = [outcome for outcome in outcomes if outcome.noticed_by is None]
    lines = []
    for outcome in missed:
        why = f"none of {outcome.able} tests notices" if outcome.able else "no test runs this line"
        lines.append(f"{outcome.drawn}\n    ({why})")
    share = 100 * (len(outcomes) - len(missed)) / max(len(outcomes), 1)
    noticed = f"{len(outcomes) - len(missed)} of {len(outcomes)} changes were noticed ({share:.1f} %)"
    lines.append(f"{noticed}, seed {seed}; {equivalent} more change nothing")
    return "\n".join(lines)


def main() -> int:
    """Draw, try and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=80, help="how many changes (default 80)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("--only", default="newslint/", help="the beginning of the names of changed files")
    parser.add_argument("--least", type=float, default=95, help="percent that must be noticed (default 95)")
    parser.add_argument("--verbose", action="store_true", help="tell which test noticed what")
    options = parser.parse_args()
    known = {(e.place, e.difference) for e in equivalents(EQUIVALENT.read_text(encoding="utf-8"))}
    with TemporaryDirectory(prefix="newslint-mutants-") as name:
        tree = copy_of(ROOT, Path(name) / "tree")
        seen = see(tree, KEPT, options.jobs)
        for test in seen.failed:
            print(f"left out, because it fails without any change: {test}", file=sys.stderr)
        chosen: list[Drawn] = []
        equivalent = 0
        for drawn in draw(tree, options.seed, options.only):
            if len(chosen) == options.count:
                break
            if (drawn.place, drawn.difference) in known:
                equivalent += 1
            else:
                chosen.append(drawn)
        bench = Bench(tree, Path(name), options.jobs, seen)
        outcomes = []
        with ThreadPoolExecutor(options.jobs) as pool:
            for number, outcome in enumerate(pool.map(bench.tried, chosen), 1):
                outcomes.append(outcome)
                said = "not noticed" if outcome.noticed_by is None else "noticed"
                by = f" by {outcome.noticed_by}" if options.verbose and outcome.noticed_by else ""
                place = f"{outcome.drawn.file}:{outcome.drawn.mutant.line}"
                print(f"{number}/{len(chosen)} {place} {said}{by}", file=sys.stderr, flush=True)
    print(report(outcomes, equivalent, options.seed))
    missed = sum(outcome.noticed_by is None for outcome in outcomes)
    return int(100 * (len(outcomes) - missed) < options.least * len(outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
