"""What pytest does besides while `mutants.py` runs it: it records which test needs which line, or runs some.

MUTANTS_RECORD names the file that gets, as JSON, the tests with their seconds, those that failed, and which
of them share a fixture. MUTANTS_TESTS names a file with the tests that are wanted, one a line, in that order.
"""

import functools
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest

_CONTEXT = "MUTANTS_CONTEXT"
_memories: WeakSet[Any] = WeakSet()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to record, before newslint is imported."""
    if name := os.environ.get("MUTANTS_RECORD"):
        _remember_memories()
        config.pluginmanager.register(Recorder(Path(name)))


def pytest_sessionstart() -> None:
    """Let hypothesis try the same examples every time, and not look for the shortest one that fails."""
    from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415 - after newslint's memories are told

    settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("mutants")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that are wanted, in the order in which they are."""
    if name := os.environ.get("MUTANTS_TESTS"):
        wanted = Path(name).read_text(encoding="utf-8").splitlines()
        order = {test: number for number, test in enumerate(wanted)}
        items[:] = sorted(
            (item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid]
        )


def _remember_memories() -> None:
    """See to it that every test fills the memories anew; otherwise only the first would need their lines."""
    made = functools.lru_cache

    def lru_cache(*arguments: Any, **options: Any) -> Any:
        result = made(*arguments, **options)
        if hasattr(result, "cache_clear"):
            return _remembered(result)
        return lambda function: _remembered(result(function))

    functools.lru_cache = lru_cache


def _remembered(function: Any) -> Any:
    if (getattr(function, "__module__", None) or "").startswith("newslint"):
        _memories.add(function)
    return function


class Recorder:
    """Tells coverage which test runs, and every process that it starts."""

    def __init__(self, path: Path) -> None:
        from coverage import Coverage  # noqa: PLC0415 - who only runs tests doesn't need it

        self.path = path
        self.coverage = Coverage.current()
        self.context = ""
        self.numbers: dict[str, int] = {}
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.failed: set[str] = set()
        self.fixtures: list[tuple[str, str]] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Number the tests."""
        self.items = session.items
        self.numbers = {item.nodeid: number for number, item in enumerate(session.items)}

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """File what runs now under the number of the test."""
        for memory in list(_memories):
            memory.cache_clear()
        self.switch(str(self.numbers[item.nodeid]))
        result = yield
        self.switch("")
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """File what a shared fixture runs under the fixture: every test with it needs it."""
        before = self.context
        if fixturedef.scope != "function":
            self.fixtures.append((fixturedef.baseid, fixturedef.argname))
            self.switch(f"fixture {len(self.fixtures) - 1}")
        result = yield
        self.switch(before)
        return result

    def switch(self, context: str) -> None:
        """File under another name from here on, in processes to come, too."""
        self.context = os.environ[_CONTEXT] = context
        if self.coverage is not None:
            self.coverage.switch_context(context)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how long it took, and whether it failed."""
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the record."""
        shared = [
            [self.numbers[item.nodeid] for item in self.items if self._uses(item, base, name)]
            for base, name in self.fixtures
        ]
        record = {
            "tests": [[name, round(self.seconds[name], 3)] for name in self.numbers],
            "failed": sorted(self.failed),
            "fixtures": shared,
        }
        self.path.write_text(json.dumps(record), encoding="utf-8")

    def _uses(self, item: pytest.Item, base: str, name: str) -> bool:
        return name in getattr(item, "fixturenames", ()) and item.nodeid.startswith(base)
