"""Where findings are written, in which formats; open it to pair formats with files in another way."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from newslint.cli.common import FAILED, OK, fail, warn
from newslint.config.output_format import OutputFormat
from newslint.errors import NewslintError
from newslint.light_tuples import NamedTuple

if TYPE_CHECKING:
    from newslint.finding import Report

# What services call the top of the checkout.
_CHECKOUTS: Final = {"github": "GITHUB_WORKSPACE", "sarif": "GITHUB_WORKSPACE", "gitlab": "CI_PROJECT_DIR"}
_MOST_ON_GITHUB: Final = 25_000  # results of one run
FORMAT, FILE = "output_format", "output_file"
"""The names of the options for outputs, whose order counts."""


class Output(NamedTuple):
    """One way to write findings; without a file they go to standard output."""

    format: OutputFormat | None
    file: Path | None


class OutputOptions(NamedTuple):
    """What shall come of the findings: reports, repairs or a baseline; each is an option of the command."""

    outputs: Sequence[Output]
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False
    show_fixes: bool = False
    update_baseline: bool = False
    statistics: bool = False
    color: str = "auto"
    quiet: bool = False
    exit_zero: bool = False

    @property
    def is_fixing(self) -> bool:
        """Whether anything is to be fixed or shown."""
        return self.fix or self.diff or self.fix_only


def pair(formats: Sequence[OutputFormat], files: Sequence[Path], order: Sequence[str]) -> list[Output]:
    """Bring formats and files together: a file belongs to the format before it, or else to the one after it.

    A format of None is the one that the configuration wants.

    Args:
        formats: All formats in their order; those of the environment are not in `order`.
        files: All files in their order.
        order: Which option was given when.

    Raises:
        NewslintError: a file has no format, or two reports would go to one place.
    """
    rest, targets = iter(formats), iter(files)
    kinds = [*order] if FORMAT in order else [FORMAT] * max(len(formats), 1) + [*order]
    outputs: list[Output] = []
    waiting: Path | None = None
    for kind in kinds:
        if kind == FORMAT:
            outputs.append(Output(next(rest, None), waiting))
            waiting = None
            continue
        target = next(targets)
        if outputs and outputs[-1].file is None:
            outputs[-1] = outputs[-1]._replace(file=target)
        elif waiting is None:
            waiting = target
        else:
            break
    if waiting is not None:
        raise NewslintError(f"--output-file {waiting} has no format; give each file its own --output-format")
    _check_targets(outputs)
    return outputs


def write_outputs(
    report: "Report",
    outputs: Sequence[Output],
    described: Callable[["Report"], "Report"],
    out: TextIO,
    *,
    statistics: bool,
    color: str,
    quiet: bool,
) -> int:
    """Write every output; what can't be written doesn't keep the others from it.

    `described` makes of the report the one for formats that tell of rules.

    Returns:
        2 where one could not be written, else 0.
    """
    from newslint.reporters import FOR_PEOPLE, WITH_RULES

    status = OK
    with_rules = described(report) if any(output.format in WITH_RULES for output in outputs) else report
    for output in outputs:
        name = str(output.format)
        if statistics and name in FOR_PEOPLE:
            name = "statistics"
        try:
            shown = with_rules if output.format in WITH_RULES else report
            if name in _CHECKOUTS:
                shown = _from_checkout(shown, name)
            if name == "sarif" and os.environ.get(_CHECKOUTS[name]):
                shown = _worst(shown)
            _write(shown, name, out if output.file is None else output.file, color, quiet=quiet)
        except NewslintError as error:
            status = fail(str(error), FAILED)
    is_told = any(output.format in FOR_PEOPLE and output.file is None for output in outputs)
    for line in report.internal_errors if not is_told else ():
        fail(line)
    return status


def _check_targets(outputs: Sequence[Output]) -> None:
    seen: dict[Path | None, Output] = {}
    for output in outputs:
        path = None if output.file is None else output.file.absolute()
        if path not in seen:
            seen[path] = output
            continue
        both = " and ".join(f"`--output-format {one.format}`" for one in (seen[path], output))
        if path is None:
            raise NewslintError(f"{both} would both go to standard output; put --output-file behind one")
        raise NewslintError(f"{both} would both go to {output.file}; give each its own file")


def _from_checkout(report: "Report", name: str) -> "Report":
    """Name files from the top of the checkout, where the service for which a format is says where that is.

    It knows files by no other name; people and editors know them from the folder that they work in.
    """
    from newslint.system.relative import relative

    top = os.environ.get(_CHECKOUTS[name], "")
    here = os.path.realpath(Path())
    inside = relative(here, os.path.realpath(top)) if top else "."
    if inside == "." or os.path.isabs(inside) or inside.startswith(".."):  # noqa: PTH117 - it is text
        return report

    def named(file: str) -> str:
        return Path(os.path.normpath(Path(inside, file))).as_posix()

    return report._replace(
        findings=tuple(
            finding._replace(
                file=named(finding.file),
                related=tuple(place._replace(file=named(place.file)) for place in finding.related),
            )
            for finding in report.findings
        )
    )


def _worst(report: "Report") -> "Report":
    """The worst findings, as many as GitHub takes: a file with more is refused as a whole."""
    left_out = len(report.findings) - _MOST_ON_GITHUB
    if left_out <= 0:
        return report
    warn(f"sarif: GitHub takes {_MOST_ON_GITHUB:,} results, so {left_out:,} of the least severe are left out")
    worst = sorted(report.findings, key=lambda finding: -finding.severity.rank)[:_MOST_ON_GITHUB]
    return report._replace(findings=tuple(sorted(worst, key=lambda finding: finding.sort_key)))


def _write(report: "Report", name: str, target: Path | TextIO, color: str, *, quiet: bool) -> None:
    from io import StringIO, TextIOWrapper

    from newslint.reporters import FOR_PEOPLE, Style, reporter
    from newslint.system.terminal import fold_of, follows_links, wants_color, width_of

    write = reporter(name)
    if not isinstance(target, Path):
        colored, links = wants_color(color, target), follows_links(target)
        style = Style(colored, width_of(target), quiet, links, fold_of(target))
        if name not in FOR_PEOPLE and isinstance(target, TextIOWrapper) and not target.isatty():
            target.reconfigure(
                encoding="utf-8"
            )  # as the programs that read it expect, whatever Windows is set to
        write(report, target, style)
        return
    from newslint.system.atomic_write import write_text

    buffer = StringIO()
    write(report, buffer, Style(color=color == "always", quiet=quiet))
    write_text(target, buffer.getvalue())
