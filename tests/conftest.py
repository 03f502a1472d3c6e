"""Settings of hypothesis, and the customer's files where they are at hand."""

import os
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Other inputs each time, and few of them, for whoever waits; always the same, and many, for the gate. How
# many of few inputs are of no use is a matter of luck, so that the gate alone asks.
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "dev",
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


LEFT_OUT = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real corpus; it isn't part of the repository."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the real corpus lies beside the repository and is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _no_repository_above(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever repository the files of tests lie in, it is none of theirs."""
    base = tmp_path_factory.getbasetemp().resolve()
    os.environ["GIT_CEILING_DIRECTORIES"] = str(base)
    # git stops at the ceiling, and newslint at a folder of this name.
    if any((folder / ".git").exists() for folder in base.parents):
        (base / ".git").mkdir(exist_ok=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expectations of `tests/cases`."""
    parser.addoption("--update", action="store_true", help="rewrite what tests/cases expects")


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Note what is left out, for whoever runs this process of several."""
    for item in items:
        item.config.stash.setdefault(LEFT_OUT, []).append(item.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell it, where this is one of several processes."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = session.config.stash.get(LEFT_OUT, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear of it from each process; all of them have collected the same."""
    reporter = node.config.pluginmanager.get_plugin("terminalreporter")
    output = getattr(node, "workeroutput", None)  # a process that crashed has none
    if reporter is not None and output is not None:
        reporter.stats["deselected"] = [SimpleNamespace(nodeid=name) for name in output["left_out"]]
