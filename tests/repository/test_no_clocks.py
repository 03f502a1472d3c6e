"""No test asks a clock: growth is counted (`counting.py`), and what hangs ends after `hostile.PATIENCE`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((*ROOT.glob("tests/**/*.py"), *ROOT.glob("fuzz/*.py")))
# Who may ask a clock all the same, and why.
MAY = {"fuzz/fuzzer.py": "it looks for inputs as long as it is told to"}
# The shortest time after which a process may be taken for one that hangs, in seconds.
SHORTEST = 60

# Also in the text of programs that tests run.
CLOCK = re.compile(
    r"""\b(?:import\ (?:[\w.]+,\ )*time\b|from\ time\ import|import\ timeit|from\ timeit|time\.sleep
    |perf_counter|process_time|thread_time|monotonic(?!ally)|clock_gettime|RLIMIT_CPU|getrusage
    |setitimer|signal\.alarm|os\.times|dump_traceback_later)\b""",
    re.VERBOSE,
)


def clocks_in(text: str) -> Iterator[str]:
    """What in a module, or in the text of a program inside it, asks a clock or waits for one."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in ("time", "timeit"))
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "timeit"):
            yield node.module
        elif isinstance(node, ast.Attribute | ast.Name):
            name = ast.unparse(node)
            yield from (found[0] for found in CLOCK.finditer(name))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (found[0] for found in CLOCK.finditer(node.value))
        elif isinstance(node, ast.Call):
            yield from _impatience(node)


def _impatience(call: ast.Call) -> Iterator[str]:
    """A number of seconds that is too short for a slow machine; a name stands for `PATIENCE`."""
    waits = isinstance(call.func, ast.Attribute) and call.func.attr in (
        "wait",
        "communicate",
        "join",
        "select",
    )
    options = {keyword.arg: keyword.value for keyword in call.keywords}
    given = [options["timeout"]] if "timeout" in options else []
    for value in (*given, *(call.args if waits else ())):
        if (
            isinstance(value, ast.Constant)
            and isinstance(value.value, int | float)
            and value.value < SHORTEST
        ):
            yield ast.unparse(call)
    # Hypothesis asks a clock where it isn't told not to; what is said here replaces what `conftest.py` says.
    if "deadline" in options and ast.unparse(options["deadline"]) != "None":
        yield ast.unparse(call)
    if "suppress_health_check" in options:
        suppressed = ast.unparse(options["suppress_health_check"])
        if "too_slow" not in suppressed and suppressed != "list(HealthCheck)":
            yield ast.unparse(call)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_timed(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    found = set(clocks_in(path.read_text(encoding="utf-8")))
    if path == Path(__file__).resolve():
        return
    assert not found or name in MAY, found


def test_all_tests_are_looked_at() -> None:
    assert {"conftest.py", "test_pool.py", "articles.py"} <= {path.name for path in FILES}


def test_who_may_does() -> None:
    assert all(set(clocks_in((ROOT / name).read_text(encoding="utf-8"))) for name in MAY)


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from time import perf_counter as now",
        "import timeit",
        "os.times",
        "x = module.monotonic()",
        "CODE = 'import os, time, sys'",
        "CODE = 'sleep = time.sleep'",
        "CODE = f'''\nimport time\n'''",
        "signal.setitimer(0, 1)",
        "subprocess.run(line, timeout=59.9)",
        "process.wait(10)",
        "process.communicate(timeout=30)",
        "thread.join(5)",
        "select.select([], [], [], 1)",
        "settings(deadline=200)",
        "settings(suppress_health_check=[HealthCheck.function_scoped_fixture])",
        "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))",
    ],
)
def test_clocks_are_found(text: str) -> None:
    assert set(clocks_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import time, timedelta",
        "subprocess.run(line, timeout=PATIENCE)",
        "subprocess.run(line, timeout=60)",
        "', '.join(parts)",
        "process.wait()",
        "settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])",
        "settings(max_examples=3, suppress_health_check=list(HealthCheck))",
        "folder.stat().st_mtime",
        "'a sentence about the time that a run takes'",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert not set(clocks_in(text))
