"""Output formats: each writes a report to a stream, and knows nothing but findings."""

from typing import Protocol, TextIO

from newslint.finding import Report
from newslint.reporters.concise import write_concise
from newslint.reporters.full import write_full
from newslint.reporters.statistics import write_statistics
from newslint.reporters.style import Style

__all__ = ["REPORTERS", "Reporter", "Style"]


class Reporter(Protocol):
    """Writes a report."""

    def __call__(self, report: Report, out: TextIO, style: Style) -> None:
        """Write `report` to `out` as `style` says."""


def _write_json(report: Report, out: TextIO, style: Style) -> None:
    from newslint.reporters.json_report import write_json  # noqa: PLC0415 - other formats don't need json

    del style
    write_json(report, out)


REPORTERS: dict[str, Reporter] = {
    "full": write_full,
    "concise": write_concise,
    "json": _write_json,
    "statistics": write_statistics,
}
"""The formats by their name on the command line, the default first; `--statistics` has its own."""
