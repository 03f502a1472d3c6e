"""The report for people: every finding with its source line and carets under the exact range.

What to write is decided here, as lines of segments with a style's name; how to paint it is told apart.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TextIO

from newslint.display import escape, escape_path
from newslint.finding import Finding, Report
from newslint.reporters.excerpt import excerpt
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines

_DEFAULT_WIDTH = 80


class Segment(NamedTuple):
    """Text in one style; the empty name is the terminal's own style."""

    text: str
    style: str = ""


Line = tuple[Segment, ...]
_Lines = Iterable[Iterable[tuple[str, str]]]


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write every finding with its excerpt, then the summary."""
    if style.color:
        from newslint.reporters.paint import painter  # noqa: PLC0415 - Rich is needed only for colours

        put = painter(out)
    else:
        put = _plain(out)
    for number, finding in enumerate(report.findings):
        if number:
            put([()])
        put(finding_lines(finding, style.width))
    closing = [(Segment(line),) for line in closing_lines(report, quiet=style.quiet)]
    if closing:
        put([(), *closing] if report.findings else closing)


def finding_lines(finding: Finding, width: int) -> list[Line]:
    """The lines of one finding. Only the excerpt is held to the width: terminals wrap the others."""
    lines = [_header(finding)]
    number = str(finding.range.line)
    margin = " " * len(number)
    # Without a source line (the file can't be read, or is empty) there is nothing to point at.
    if finding.excerpt:
        lines += _frame(finding, number, (width or _DEFAULT_WIDTH) - len(number) - 3)
    hint = finding.help
    if hint is None and finding.fix is not None:
        hint = finding.fix.message
    if hint is not None:
        lines.append(
            (Segment(f"{margin} =", "gutter"), Segment(" "), Segment(f"help: {escape(hint)}", "help"))
        )
    return lines


def _header(finding: Finding) -> Line:
    line = [
        Segment(escape_path(finding.file), "path"),
        Segment(f":{finding.range.line}:{finding.range.column} "),
        Segment(escape(finding.code), "code"),
        Segment(" "),
        Segment(finding.severity.value, finding.severity.value),
        Segment(f" {escape(finding.message)}"),
    ]
    if finding.fix is not None:
        line += [Segment(" "), Segment("[*]", "help")]
    return tuple(line)


def _frame(finding: Finding, number: str, room: int) -> Iterator[Line]:
    shown = excerpt(finding.excerpt, finding.range, room)
    bar = Segment(f"{' ' * len(number)} |", "gutter")
    yield (bar,)
    row = f" {shown.row}" if shown.row else ""
    yield (Segment(f"{number} |", "gutter"), Segment(row))
    carets = Segment("^" * shown.carets, finding.severity.value)
    yield (bar, Segment(" " * (shown.start + 1)), carets)


def _plain(out: TextIO) -> Callable[[_Lines], None]:
    def put(lines: _Lines) -> None:
        out.writelines("".join(text for text, _ in line) + "\n" for line in lines)

    return put
