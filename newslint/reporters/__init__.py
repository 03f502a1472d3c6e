"""Output formats: each writes a report to a stream, and knows nothing but findings."""

from importlib import import_module
from typing import Final, Protocol, TextIO, cast

from newslint.finding import Report
from newslint.reporters.style import Style

__all__ = ["FOR_PEOPLE", "WITH_PROFILES", "WITH_RULES", "Reporter", "Style", "reporter"]

_MODULES: Final = {"json": "json_report", "json-lines": "json_lines", "html": "html.report"}

FOR_PEOPLE: Final = frozenset({"full", "concise", "grouped", "statistics"})
"""The formats that end with a summary and tell of our own bugs; the others are read by programs."""
WITH_RULES: Final = frozenset({"sarif", "html"})
"""The formats that want to know the documentation of the rules."""
WITH_PROFILES: Final = frozenset({"html"})
"""The formats that want a profile of every file."""


class Reporter(Protocol):
    """Writes a report."""

    def __call__(self, report: Report, out: TextIO, style: Style) -> None:
        """Write `report` to `out` as `style` says."""


def reporter(name: str) -> Reporter:
    """The reporter of a format, or of `statistics`; only its own module is loaded."""
    module = import_module(f"newslint.reporters.{_MODULES.get(name, name)}")
    return cast("Reporter", module.write)
