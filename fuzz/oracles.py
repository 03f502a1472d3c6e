"""What must hold for every report and every repair, whatever the input was."""

import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from types import FrameType
from typing import Any, Final, TypeVar
from xml.etree import ElementTree as ET

from material import MARK

from newslint.config.output_format import OutputFormat
from newslint.finding import Finding, Range, Report
from newslint.fix.rounds import Fixed
from newslint.reporters import Style, reporter
from newslint.source import Source

T = TypeVar("T")

TEXTS: Final = ("full", "concise", "grouped", "statistics", "github", "markdown")
"""The formats that people and logs read as they are."""

CALLS: Final = 5_000_000
"""The most calls of functions, those in C included, for one step on an input of at most 64 KB: some seconds.

What hangs without a call ends with its process, which the fuzzer gives only so long.
"""

watching = 1.0
"""How many times as many calls there may be, because the program is being watched."""

_PAINT: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_COMMAND: Final = re.compile(r"::(?:error|warning|notice) [^\n]*::")
_XML: Final = ("junit", "checkstyle")
_JSON: Final = ("json", "sarif", "rdjson", "gitlab")


class Broken(AssertionError):  # noqa: N818 - a promise is broken
    """A promise that did not hold; `promise` names it in a few words, the same for all inputs."""

    def __init__(self, promise: str, detail: object) -> None:
        super().__init__(f"{promise}: {str(detail)[:2000]!r}")
        self.promise = promise


def hold(promise: str, kept: object, detail: object = "") -> None:
    """Complain where a promise is not kept."""
    if not kept:
        raise Broken(promise, detail)


def bounded(what: str, work: Callable[[], T], calls: float = CALLS) -> T:
    """Do something that must not take more calls; what does is given up."""
    most, made = calls * watching, 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        del frame, argument
        made += event in ("call", "c_call")
        if made > most:
            raise Broken(f"{what} takes bounded time", f"more than {most:,.0f} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        return work()
    finally:
        sys.setprofile(before)


def check_report(report: Report, source: Source) -> None:
    """Every finding lies in its file, and no rule raised."""
    hold("no rule raises", not report.internal_errors, report.internal_errors)
    hold("findings are sorted", list(report.findings) == sorted(report.findings, key=lambda f: f.sort_key))
    for finding in report.findings:
        _check_finding(finding, source)


def _check_finding(finding: Finding, source: Source) -> None:
    hold("findings have a message", finding.message and finding.code, finding)
    hold("findings have a digest", len(finding.digest) == (0 if finding.untold else 16), finding)
    hold(
        "the excerpt is the line",
        finding.excerpt == source.line_text(finding.range.line),
        (finding, finding.excerpt),
    )
    for place in _places(finding):
        hold("places lie in the file", source.range_of(source.span_of(place)) == place, (finding, place))
        hold("places are in order", place[:2] <= place[2:], (finding, place))


def _places(finding: Finding) -> Iterator[Range]:
    yield finding.range
    if finding.fix is not None:
        yield from (edit.range for edit in finding.fix.edits)
    yield from (related.range for related in finding.related if related.file == finding.file)


def write_report(name: str, report: Report, style: Style) -> str:
    """Write a report in a format, and check what comes out."""
    out = io.StringIO()
    bounded(f"the format {name}", lambda: reporter(name)(report, out, style))
    text = out.getvalue()
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Broken(f"{name} can be written as UTF-8", error) from error
    if name in TEXTS:
        check_text(name, text, style)
    elif name in _JSON:
        json.loads(text, parse_constant=_no_constant)
    elif name == "json-lines":
        lines = text.split("\n")[:-1]
        hold("json-lines has a line for each finding", len(lines) == len(report.findings), len(lines))
        for line in lines:
            json.loads(line, parse_constant=_no_constant)
    elif name in _XML:
        ET.fromstring(text)  # noqa: S314 - our own report, and no entities in it
    else:
        check_html(text)
    return text


def all_formats() -> tuple[str, ...]:
    """The names of all formats, and `statistics`."""
    return (*map(str, OutputFormat), "statistics")


def check_text(name: str, text: str, style: Style) -> None:
    """Nothing in a text acts on a terminal or in a CI log."""
    plain = _PAINT.sub("", text) if style.color else text
    for char in set(plain):
        acts = unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in _BIDI
        hold(f"{name} shows no character that acts", char == "\n" or not acts, (char, plain))
    for line in plain.split("\n"):
        obeyed = line.lstrip().startswith("::")
        hold(f"{name} gives CI no command", not obeyed or (name == "github" and _COMMAND.match(line)), line)
        hold(f"{name} gives Azure no command", not re.search(r"##(?:vso)?\[", line), line)


def _no_constant(name: str) -> Any:
    raise Broken("JSON has no such number", name)


class _Tags(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hold(
            "html escapes markup",
            MARK not in tag and all(MARK not in name for name, _ in attrs),
            (tag, attrs),
        )
        links = [value for name, value in attrs if name in ("href", "src") and value]
        hold("html links to no script", not any("javascript:" in link.lower() for link in links), links)


def check_html(text: str) -> None:
    """No markup comes out that an input brought in."""
    hold("html escapes markup", f"<{MARK}" not in text and f"<!--<{MARK}" not in text)
    parser = _Tags()
    parser.feed(text)
    parser.close()


def check_fixed(before: Source, fixed: Fixed, again: Fixed) -> None:
    """Fixing the result changes nothing, and what lies below the front matter stays as it was."""
    hold(
        "fixes come to an end", again.source.data == fixed.source.data, (fixed.source.data, again.source.data)
    )
    hold("nothing is left to fix", not again.applied, again.applied)
    if not fixed.applied:
        hold("without a fix nothing changes", fixed.source.data == before.data)
