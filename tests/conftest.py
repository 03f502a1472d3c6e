"""Settings of hypothesis, and the customer's files where they are at hand."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real corpus; it isn't part of the repository."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the real corpus lies beside the repository and is not here")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` rewrites the expectations of `tests/cases`."""
    parser.addoption("--update", action="store_true", help="rewrite what tests/cases expects")
