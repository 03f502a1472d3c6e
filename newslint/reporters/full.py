"""The report for people: findings with source lines and carets; open it for what stands where.

What to write is decided here, as lines of segments with a style's name; how to paint it is told apart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from newslint.finding import Finding, Related, Report
from newslint.reporters.segments import Line, Segment, folded
from newslint.reporters.style import Style
from newslint.reporters.summary import closing_lines
from newslint.text.display import escape, escape_path
from newslint.text.wording import join_and, without_indexes

_DEFAULT_WIDTH = 80
_MOST_PLACES = 10
_INDENT = 4
_NOTE = " = "


_Put = Callable[[Iterable[Line]], None]


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write every finding with its excerpt, then the summary."""
    if style.color:
        from newslint.reporters.paint import painter  # noqa: PLC0415 - Rich is needed only for colours

        put: _Put = painter(out)
    else:
        put = _plain(out)
    links = {}
    if style.color and style.links:
        from newslint.reporters.links import rule_links  # noqa: PLC0415 - for some terminals only

        links = rule_links(report.findings)
    for number, (finding, again) in enumerate(repeated(report.findings)):
        if number:
            put([()])
        put(finding_lines(finding, style, again, links.get(finding.code, "")))
    closing = [
        row
        for line in closing_lines(report, quiet=style.quiet)
        for row in folded((Segment(line),), style.fold, _INDENT)
    ]
    if closing:
        put([(), *closing] if report.findings else closing)


def finding_lines(finding: Finding, style: Style, again: Sequence[Finding], link: str) -> list[Line]:
    """The lines of one finding, where else in the file the same was found, and what it speaks of there.

    The excerpt is cut to the width, and the others are folded for a terminal.
    """
    lines = [*folded(_header(finding, link), style.fold, _INDENT)]
    number = str(finding.range.line)
    margin = " " * len(number)
    # Without a source line (the file can't be read, or is empty) there is nothing to point at.
    if finding.excerpt:
        lines += _frame(finding, number, (style.width or _DEFAULT_WIDTH) - len(number) - 3)
    if again:
        places = (Segment(f"{margin} =", "gutter"), Segment(f" also at {_places(again)}"))
        lines += folded(places, style.fold, len(margin) + len(_NOTE))
    for said, where in _others(finding):
        seen = (Segment(f"{margin} =", "gutter"), Segment(f" {where}: {escape(said)}"))
        lines += folded(seen, style.fold, len(margin) + len(_NOTE))
    if finding.hint is not None:
        hint = Segment(f"help: {escape(finding.hint)}", "help")
        lines += folded(
            (Segment(f"{margin} =", "gutter"), Segment(" "), hint), style.fold, len(margin) + len(_NOTE)
        )
    return lines


def repeated(findings: Iterable[Finding]) -> Iterator[tuple[Finding, list[Finding]]]:
    """Each finding with those that say the same of the same field and the same text elsewhere in the file."""
    for _, in_file in groupby(findings, key=lambda finding: finding.file):
        groups: dict[object, list[Finding]] = {}
        for finding in in_file:
            groups.setdefault(_gist(finding), []).append(finding)
        for first, *again in groups.values():
            yield first, again


def _gist(finding: Finding) -> object:
    """What a finding says of a field, whichever item of a list that is in."""
    if not finding.digest:
        return id(finding)
    field = without_indexes(finding.path)
    name = finding.path.rpartition(".")[2]
    said = finding.message.replace(f"`{name}`", "`", 1) if name.endswith("]") else finding.message
    safety = None if finding.fix is None else finding.fix.safety
    return finding.code, finding.digest, field, said, finding.hint, safety


def _others(finding: Finding) -> Iterator[tuple[str, str]]:
    """What is at other places of the file that a finding speaks of, and these; messages name other files."""
    by_message: dict[str, list[Related]] = {}
    for related in finding.related:
        if related.file == finding.file:
            by_message.setdefault(related.message, []).append(related)
    for said, places in by_message.items():
        yield said, _places(places)


def _places(found: Sequence[Finding | Related]) -> str:
    shown = [f"{one.range.line}:{one.range.column}" for one in found[:_MOST_PLACES]]
    if len(found) > _MOST_PLACES:
        shown.append(f"{len(found) - _MOST_PLACES:,} more places")
    return join_and(shown)


def _header(finding: Finding, link: str) -> Line:
    line = [
        Segment(escape_path(finding.file), "path"),
        Segment(f":{finding.range.line}:{finding.range.column} "),
        Segment(escape(finding.code), "code", link),
        Segment(" "),
        Segment(finding.severity.value, finding.severity.value),
        Segment(f" {escape(finding.message)}"),
    ]
    if finding.fix is not None:
        line += [Segment(" "), Segment("[*]", "help")]
    return tuple(line)


def _frame(finding: Finding, number: str, room: int) -> Iterator[Line]:
    from newslint.reporters.excerpt import excerpt  # noqa: PLC0415 - where all is sound there is nothing to show

    shown = excerpt(finding.excerpt, finding.range_in_excerpt, room)
    bar = Segment(f"{' ' * len(number)} |", "gutter")
    yield (bar,)
    row = f" {shown.row}" if shown.row else ""
    yield (Segment(f"{number} |", "gutter"), Segment(row))
    carets = Segment("^" * shown.carets, finding.severity.value)
    yield (bar, Segment(" " * (shown.start + 1)), carets)


def _plain(out: TextIO) -> _Put:
    def put(lines: Iterable[Line]) -> None:
        out.writelines("".join(segment.text for segment in line) + "\n" for line in lines)

    return put
