"""The HTML report, one file that needs nothing else, made from `page/`; open it to put parts together."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newslint import __version__
from newslint.finding import Report, RuleInfo, Severity
from newslint.reporters.html.chart import chart
from newslint.reporters.html.data import page_data
from newslint.reporters.html.docs import rendered
from newslint.reporters.html.findings import Card, Row, bounded, card, path_text
from newslint.reporters.html.overview import RuleCount, overview
from newslint.reporters.style import Style
from newslint.text.wording import count

_PAGE = files("newslint.reporters.html") / "page"
_MOST_FINDINGS = 100_000
_PER_PAGE = 50
_SHOWN_ROWS = 15  # of a table; the others are there to unfold
_MOST_INTERNAL_ERRORS = 10
_MOST_EXAMPLES = 3
_LONGEST_NAME = 80
_LONGEST_HEADLINE = 120
_LONGEST_ARCHIVE = 200
_CODE = re.compile(r"`([^`]+)`")

# The script fills a copy of this one for each finding.
_BLANK = Card("", "", "", "", "", "", "", "", "", "", (Row("", "", ("", "", "")),), ("",))


def write(report: Report, out: TextIO, style: Style) -> None:
    """Write one page with the totals, the overview of the archive and the findings.

    The page is in ASCII, so that no encoding of a stream or of a server can harm it. The script and the
    data are in ASCII anyway: there a character reference would not be understood.
    """
    del style
    text = _environment().get_template("report.html.j2").render(_context(report))
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("newslint.reporters.html", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "code": _with_code,
        "count": count,
        "number": "{:,}".format,
        "percent": _percent,
        "share": _share,
        "shown": lambda text: bounded(text, _LONGEST_NAME),
    }
    return environment


def _context(report: Report) -> dict[str, Any]:
    # The worst come first, so that a cut leaves the least important out.
    findings = sorted(report.findings, key=lambda finding: -finding.severity.rank)[:_MOST_FINDINGS]
    groups = _groups(report)
    cards = [card(finding, groups[path_text(finding.file)][2]) for finding in findings]
    seen = overview(report)
    css, js = _asset("report.css"), _asset("report.js")
    return {
        "version": __version__,
        "report": report,
        "about": None if report.about is None else [bounded(text, _LONGEST_ARCHIVE) for text in report.about],
        "status": _status(report),
        "severities": list(Severity),
        "fixable": Counter(finding.fix.safety for finding in report.findings if finding.fix is not None),
        "seen": seen,
        "chart": None if seen.timeline is None else chart(seen.timeline),
        "shown_rows": _SHOWN_ROWS,
        "docs": [
            (rule, _documentation(rule, report.rules))
            for rule in sorted(seen.rules, key=lambda rule: rule.code)
        ],
        "cards": cards[:_PER_PAGE],
        "blank": _BLANK,
        "listed": len(cards) - sum(finding.untold > 0 for finding in findings),
        "is_cut": len(cards) < len(report.findings),
        "unread": [
            (reason, len(names), [bounded(path_text(name), _LONGEST_NAME) for name in names[:_MOST_EXAMPLES]])
            for reason, names in report.unread.items()
        ],
        "internal_errors": [bounded(line) for line in report.internal_errors[:_MOST_INTERNAL_ERRORS]],
        "data": Markup(page_data(cards, groups)),  # noqa: S704 - made safe by `safe_json`
        "css": Markup(css),  # noqa: S704 - our own file
        "js": Markup(js),  # noqa: S704 - our own file
        "css_hash": _hash(css),
        "js_hash": _hash(js),
    }


def _status(report: Report) -> tuple[str, str]:
    """The class and the words of the verdict."""
    worst = report.worst()
    if report.interrupted or report.internal_errors:
        return "error", "Incomplete"
    if worst is not None:
        words = {"error": "Errors found", "warning": "Warnings found", "info": "Notes only"}
        return worst.value, words[worst.value]
    if not report.files:
        return "info", "Nothing checked"
    return "good", "Nothing new" if report.known else "All clear"


def _documentation(rule: RuleCount, rules: Mapping[str, RuleInfo]) -> Markup:
    info = rules.get(rule.code)
    # markdown-it escapes the text itself.
    return Markup() if info is None else Markup(rendered(info.text))  # noqa: S704


def _groups(report: Report) -> dict[str, tuple[str, str, str]]:
    """For each file its publisher, its collection and its headline, all as they are shown."""
    groups = {finding.file: ("", finding.collection, "") for finding in report.findings}
    for profile in report.profiles:
        if profile.file in groups:
            groups[profile.file] = (profile.publisher, profile.collection, profile.headline)
    return {
        path_text(file): (
            bounded(publisher, _LONGEST_NAME),
            bounded(collection, _LONGEST_NAME),
            bounded(headline, _LONGEST_HEADLINE),
        )
        for file, (publisher, collection, headline) in groups.items()
    }


def _with_code(text: str) -> Markup:
    """Set what stands in backticks as code."""
    parts = _CODE.split(text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def _percent(part: int, whole: int) -> str:
    """A share as people read it: only none is 0 % and only all is 100 %."""
    share = 100 * part / whole if whole else 0
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99 < share < 100 else f"{round(share)}%"


def _share(part: int, whole: int) -> str:
    """The length of a bar, in percent of the longest."""
    return f"{100 * part / whole:.4g}%" if whole else "0%"


def _asset(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What the content security policy calls the inline block with this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
