"""Which tests can notice a change of a line: those that run it, as coverage.py saw, with the quickest first.

What was seen is kept for each test module, and looked for again only where the program, the module or what it
reads has changed.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import accumulate
from operator import or_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

_QUICK: Final = 1.0  # seconds; what takes longer is run when no quicker test has noticed a change,
_LONGEST: Final = 60.0  # and no more of that than this altogether
_READS_CASES: Final = re.compile(r"\b(?:test_cases|CASES)\b")
_SITE: Final = "import coverage\ncoverage.process_startup()\n"
_SETTINGS: Final = """\
[run]
parallel = true
data_file = {data}
source = {tree}/newslint
context = ${{MUTANTS_CONTEXT-}}
concurrency = multiprocessing, thread
disable_warnings = no-data-collected, module-not-imported, module-not-measured, already-imported
"""


class SeenTest(NamedTuple):
    """A test, how long it takes in seconds, and how many lines it runs."""

    name: str
    seconds: float
    lines: int

    @property
    def module(self) -> str:
        """The file that it stands in."""
        return self.name.partition("::")[0]

    @property
    def is_quick(self) -> bool:
        """Whether it takes no longer than most."""
        return self.seconds <= _QUICK


@dataclass
class Seen:
    """The tests of a tree that pass, and for each line the numbers of those that run it, as bits."""

    tree: Path
    tests: list[SeenTest] = field(default_factory=list)
    lines: defaultdict[str, defaultdict[int, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    failed: list[str] = field(default_factory=list)

    def able(self, source: bytes, file: str, line: int, *, whole: bool) -> list[SeenTest]:
        """The tests that can notice a change: the quick ones, the likeliest first, and then slow ones.

        `whole` says that the line runs at import: then tests of the module and of those that import it count.
        Those in the file that is named after the module always count: who is killed records nothing.
        """
        if whole:
            module = file.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
            users = [file, *(name for name in self.lines if module in _imports(self.tree / name))]
            masks = [mask for name in users for mask in self.lines[name].values()]
        else:
            masks = [self.lines[file][number] for number in lines_of_statement(source, line)]
        stem = f"test_{Path(file).stem}."
        own = [stem in f"{test.module}." for test in self.tests]
        numbers = set(_numbers(reduce(or_, masks, 0)))
        tests = [test for number, test in enumerate(self.tests) if number in numbers or own[number]]
        tests.sort(key=lambda test: (stem not in f"{test.module}.", test.lines, test.seconds))
        quick = [test for test in tests if test.is_quick]
        slow = [test for test in tests if not test.is_quick]
        until = accumulate(test.seconds for test in slow)
        return quick + [
            test for test, end in zip(slow, until, strict=True) if end <= _LONGEST or test is slow[0]
        ]


@cache
def _imports(path: Path) -> set[str]:
    """What a file imports, by the full names of modules."""
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@cache
def _statements(source: bytes) -> list[tuple[int, int]]:
    """The first and last line of every statement; of one that holds others, of what stands before them."""
    spans = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case):
            first = node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno
            body: list[ast.stmt] = getattr(node, "body", None) or []
            last = max(body[0].lineno - 1, first) if body else getattr(node, "end_lineno", first)
            spans.append((first, last))
    return spans


def lines_of_statement(source: bytes, line: int) -> range:
    """The lines of the smallest statement that a line belongs to."""
    around = [span for span in _statements(source) if span[0] <= line <= span[1]]
    first, last = min(around, key=lambda span: span[1] - span[0], default=(line, line))
    return range(first, last + 1)


def _numbers(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def see(tree: Path, kept: Path, jobs: int) -> Seen:
    """Run the tests of a tree once, but for those modules whose record is kept and still holds."""
    kept.mkdir(exist_ok=True)
    modules = sorted(path.relative_to(tree).as_posix() for path in (tree / "tests").rglob("test_*.py"))
    program = _digest(path for name in ("newslint", "schemas") for path in (tree / name).rglob("*"))
    helpers = _digest(path for path in (tree / "tests").rglob("*.py") if not path.name.startswith("test_"))
    cases = _digest((tree / "tests" / "cases").rglob("*"))

    def one(module: str) -> dict[str, Any]:
        text = (tree / module).read_text(encoding="utf-8")
        reads = cases + _digest([tree / "tests/rules/test_cases.py"]) if _READS_CASES.search(text) else ""
        key = hashlib.sha256(f"{program}{helpers}{reads}{text}".encode()).hexdigest()[:16]
        place = kept / f"{Path(module).stem}-{key}.json"
        if not place.exists():
            print(f"seeing which lines {module} runs", file=sys.stderr, flush=True)
            record = _record(tree, module)
            for old in kept.glob(f"{Path(module).stem}-*.json"):
                old.unlink()
            place.write_text(json.dumps(record), encoding="utf-8")
        read: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        return read

    seen = Seen(tree)
    # The longest modules first, for the last one not to keep the others waiting.
    size = {module: (tree / module).stat().st_size for module in modules}
    with ThreadPoolExecutor(jobs) as pool:
        for record in pool.map(one, sorted(modules, key=lambda module: -size[module])):
            _add(seen, record)
    return seen


def _add(seen: Seen, record: dict[str, Any]) -> None:
    first = len(seen.tests)
    failed = {number for number, test in enumerate(record["tests"]) if test[0] in record["failed"]}
    working = ~sum(1 << number for number in failed)
    counts = [0] * len(record["tests"])
    for file, lines in record["lines"].items():
        if not file.endswith(".py"):
            continue  # a template
        for line, bits in lines.items():
            mask = int(bits, 16) & working
            for number in _numbers(mask):
                counts[number] += 1
            seen.lines[file][int(line)] |= mask << first
    seen.tests += [
        SeenTest(name, seconds, n) for (name, seconds), n in zip(record["tests"], counts, strict=True)
    ]
    seen.failed += record["failed"]


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _record(tree: Path, module: str) -> dict[str, Any]:
    """Run one test module under coverage.py, with the processes that it starts."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "site").mkdir()
        (folder / "site" / "sitecustomize.py").write_text(_SITE, encoding="utf-8")
        settings = folder / "coverage.ini"
        settings.write_text(_SETTINGS.format(data=folder / "data", tree=tree), encoding="utf-8")
        more = {"COVERAGE_PROCESS_START": str(settings), "MUTANTS_RECORD": str(folder / "record.json")}
        env = environment(tree, folder / "site") | more
        done = subprocess.run(pytest_command(module), cwd=tree, env=env, capture_output=True, check=False)
        if not (folder / "record.json").exists():
            raise SystemExit(f"{module} does not run:\n{done.stdout.decode(errors='replace')[-3000:]}")
        record: dict[str, Any] = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        if record["failed"]:
            record["failed"] = _failing(tree, module, record["failed"], folder / "failed")
        record["lines"] = _lines(folder, tree, record)
        return record


def _failing(tree: Path, module: str, tests: list[str], wanted: Path) -> list[str]:
    """Which of these tests fail without coverage.py, too: some count modules or limit what is written."""
    wanted.write_text("".join(f"{test}\n" for test in tests), encoding="utf-8")
    env = environment(tree) | {"MUTANTS_TESTS": str(wanted)}
    done = subprocess.run(pytest_command(module), cwd=tree, env=env, capture_output=True, check=False)
    said = done.stdout.decode(errors="replace")
    return [test for test in tests if f" {test}\n" in said or f" {test} - " in said]


def _lines(folder: Path, tree: Path, record: dict[str, Any]) -> dict[str, dict[int, str]]:
    """For each file and line the numbers of the tests that run it, as bits in hexadecimal digits."""
    from coverage import CoverageData  # noqa: PLC0415 - only who looks anew needs it
    from coverage.exceptions import DataError  # noqa: PLC0415

    masks: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    fixtures = [sum(1 << number for number in users) for users in record["fixtures"]]

    def mask(context: str) -> int:
        kind, _, number = context.rpartition("|")[2].rpartition(" ")
        return 0 if not number else fixtures[int(number)] if kind else 1 << int(number)

    for path in folder.glob("data.*"):
        data = CoverageData(str(path))
        try:
            data.read()
        except DataError:
            continue  # of a process that was killed
        for file in data.measured_files():
            lines = masks[Path(file).relative_to(tree).as_posix()]
            for line, contexts in data.contexts_by_lineno(file).items():
                for context in contexts:
                    lines[line] |= mask(context)
        data.close()
    return {
        file: {line: f"{bits:x}" for line, bits in lines.items() if bits} for file, lines in masks.items()
    }


def pytest_command(*modules: str) -> list[str]:
    """How tests run here: in one process, without what the configuration adds."""
    plugins = ("-p", "mutants_plugin", "-p", "no:cacheprovider", "-p", "no:xdist")
    options = ("-o", "addopts=", "-q", "-rfE", "--no-header", "--tb=no")
    return [sys.executable, "-m", "pytest", *plugins, *options, *modules]


def environment(tree: Path, *more: Path) -> dict[str, str]:
    """The environment in which the newslint of a tree is imported, whatever is installed."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTEST_ADDOPTS", "CI")}
    return env | {"PYTHONPATH": os.pathsep.join(str(path) for path in (*more, tree, tree / "scripts"))}


def copy_of(root: Path, folder: Path) -> Path:
    """A copy of all files that git knows or would add, so that the checkout itself is never touched."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    for name in filter(None, names):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    return folder
