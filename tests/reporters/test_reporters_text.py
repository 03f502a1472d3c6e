"""The formats `grouped`, `json-lines`, `github`, `gitlab` and `markdown`, and the fingerprints."""

import io
import json
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newslint.finding import Finding, PlacedEdit, PlacedFix, Range, Related, Report, Safety, Severity
from newslint.reporters import Style, reporter
from newslint.reporters.fingerprint import fingerprints
from newslint.text.display import escape

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SGR = re.compile(r"\x1b\[[0-9;]*m")


def write(name: str, report: Report, *, color: bool = False, quiet: bool = False) -> str:
    out = io.StringIO()
    reporter(name)(report, out, Style(color=color, quiet=quiet))
    return out.getvalue()


def make_fix(place: Range, safety: Safety = "safe", message: str = "Replace it") -> PlacedFix:
    return PlacedFix(message, (PlacedEdit(place, "x"),), safety)


PLACE = Range(3, 1, 3, 6)
TYPO = Finding(
    "SCH002",
    "unknown-field",
    Severity.WARNING,
    "unknown field `titel`",
    "news/a.md",
    PLACE,
    "titel",
    "is `title` meant?",
    None,
    "titel: x",
    "0" * 16,
)
DATE = TYPO._replace(
    code="D1",
    name="bad-date",
    severity=Severity.ERROR,
    message="100% wrong: a, b",
    range=Range(12, 101, 14, 3),
    path="related[0].date",
    help=None,
    fix=make_fix(PLACE),
)
NOTE = TYPO._replace(
    severity=Severity.INFO, message="Note", file="news/b.md", range=Range(1, 1, 1, 1), help=None
)
REPORT = Report(5, (TYPO, DATE, NOTE))
FAILED = REPORT._replace(internal_errors=("TXT001 raised\nValueError",), interrupted=True)


# Hostile text: what starts commands, Markdown, HTML, references, links, cells and escapes.
PIECES = st.sampled_from(
    [
        *"\n\r\t\0 \x1b\x85\u2028\u202e\u200b\ud800\udce9`|\\<>[]()!#@*_~:,%=;&-+'\"0a中👨\u0301",
        "::error::x",
        "::error file=a,line=1::x",
        "::stop-commands::x",
        "##[error]x",
        "##vso[task.complete]",
        "%0A::error::x",
        "%250A",
        "%3A%3A",
        "<script>",
        "<!--",
        "-->",
        "<img src=x onerror=y>",
        "</td></table>",
        "[a](http://x.example)",
        "![a](http://x.example)",
        "https://x.example",
        "www.x.example",
        "a@x.example",
        "@octocat",
        "#123",
        "&lt;b&gt;",
        "&#96;",
        "```",
        "`" * 90,
        "\\|",
        "\\`",
        "| a | b |",
        "\n\n# x\n",
        ":smile:",
        "x" * 400,
        "\x1b" * 400,
    ]
)
TEXTS = st.lists(PIECES, max_size=5).map("".join) | st.text(st.characters())
NUMBERS = st.integers(1, 20)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    (line, column), (end_line, end_column) = sorted([draw(st.tuples(NUMBERS, NUMBERS)) for _ in "ab"])
    return Range(line, column, end_line, end_column)


FINDINGS = st.builds(
    lambda **given: Finding(**given),  # noqa: PLW0108 - Hypothesis fills every field of a named tuple
    code=st.from_regex(r"[A-Z]{2,3}[0-9]{3}", fullmatch=True),
    name=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True),
    severity=st.sampled_from(Severity),
    message=TEXTS,
    file=TEXTS,
    range=ranges(),
    path=TEXTS,
    help=st.none() | TEXTS,
    fix=st.none() | st.builds(make_fix, ranges(), st.sampled_from(["safe", "unsafe"]), TEXTS),
    excerpt=TEXTS,
    digest=st.sampled_from(["", "0" * 16, "f" * 16]),
    related=st.lists(st.builds(Related, TEXTS, ranges(), TEXTS, st.integers(0, 3)), max_size=2).map(tuple),
)
REPORTS = st.builds(
    lambda **given: Report(**given),  # noqa: PLW0108 - Hypothesis fills every field of a named tuple
    files=st.integers(0, 10_000),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    internal_errors=st.lists(TEXTS, max_size=2).map(tuple),
    interrupted=st.booleans(),
)


def test_grouped() -> None:
    text = write("grouped", REPORT._replace(internal_errors=("TXT001 raised",)))
    assert text.startswith("""\
news/a.md:
   3:1    SCH002 warning unknown field `titel`
  12:101  D1     error   100% wrong: a, b [*]

news/b.md:
  1:1  SCH002 info Note

internal error: TXT001 raised
Checked 5 files: 1 error, 1 warning, 1 info; 1 internal error.
""")


def test_grouped_quiet_and_without_findings() -> None:
    assert write("grouped", Report(1, (NOTE,)), quiet=True) == "news/b.md:\n  1:1  SCH002 info Note\n\n"
    assert write("grouped", Report(1, ())) == "Checked 1 file: no findings.\n"
    assert write("grouped", Report(1, ()), quiet=True) == ""


def test_grouped_in_colour() -> None:
    painted = write("grouped", REPORT, color=True)
    assert SGR.sub("", painted) == write("grouped", REPORT)
    assert painted.startswith(
        "\x1b[1mnews/a.md\x1b[0m:\n   3:1    \x1b[1mSCH002\x1b[0m \x1b[1;33mwarning\x1b[0m "
    )
    assert "\x1b[36m[*]\x1b[0m" in painted


def test_grouped_links_codes_where_the_terminal_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.reporters.grouped.rule_links", lambda _: {"SCH002": "file:///rules.html#x"})
    out = io.StringIO()
    reporter("grouped")(REPORT, out, Style(color=True, links=True))
    assert out.getvalue().count("file:///rules.html#x") == 2
    out = io.StringIO()
    reporter("grouped")(REPORT, out, Style(links=True))
    assert out.getvalue() == write("grouped", REPORT)


@given(REPORTS)
def test_grouped_shows_every_finding_in_a_line_that_does_nothing(report: Report) -> None:
    text = write("grouped", report, quiet=True)
    lines = text.splitlines()
    assert sum(bool(re.match(r" +\d+:\d+ +[A-Z]{2,3}\d{3} ", line)) for line in lines) == len(report.findings)
    assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for line in lines for char in line)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
    assert SGR.sub("", write("grouped", report, color=True, quiet=True)) == text


@given(REPORTS)
def test_json_lines_are_the_findings_of_the_json_format(report: Report) -> None:
    text = write("json-lines", report)
    assert text.isascii()
    data = json.loads(write("json", report))
    assert [json.loads(line) for line in text.splitlines()] == data["findings"]
    VALIDATOR.validate(data)


def test_json_tells_related_places_and_an_interruption() -> None:
    related = Related("news/\udce9.md", Range(2, 8, 2, 20), "the same headline")
    report = Report(2, (NOTE._replace(related=(related,)),), interrupted=True)
    data = json.loads(write("json", report))
    place = {"line": 2, "column": 8, "end_line": 2, "end_column": 20}
    assert data["findings"][0]["related"] == [
        {"file": "news/\\udce9.md", **place, "message": "the same headline"}
    ]
    assert data["summary"]["interrupted"] is True


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def parse(line: str) -> Command | None:
    """Read a line as actions/runner does: ActionCommand.TryParseV2, or a `##[` anywhere in it."""
    assert "##[" not in line
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, pairs = line[2:end].partition(" ")
    properties = dict(pair.split("=", 1) for pair in pairs.strip().split(",") if pair)
    unescaped = {}
    for key, value in properties.items():
        for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escaped, char)  # noqa: PLW2901 - step by step, as the runner does it
        unescaped[key] = value
    message = line[end + 2 :]
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        message = message.replace(escaped, char)
    return Command(name, unescaped, message)


def test_github() -> None:
    overview, *commands = write("github", REPORT).splitlines()
    assert overview == "::notice title=newslint::Checked 5 files: 1 error, 1 warning, 1 info."
    assert commands[0] == (
        "::error file=news/a.md,line=12,endLine=14,title=D1 bad-date"
        "::news/a.md:12:101: 100%25 wrong: a, b [D1 bad-date]%0Ahelp: Replace it"
    )
    assert commands[1] == (
        "::warning file=news/a.md,line=3,col=1,endLine=3,endColumn=6,title=SCH002 unknown-field"
        "::news/a.md:3:1: unknown field `titel` [SCH002 unknown-field]%0Ahelp: is `title` meant?"
    )
    assert commands[2] == (
        "::notice file=news/b.md,line=1,col=1,endLine=1,endColumn=1,title=SCH002 unknown-field"
        "::news/b.md:1:1: Note [SCH002 unknown-field]"
    )
    assert len(commands) == 3


def test_github_says_nothing_where_nothing_was_found() -> None:
    assert write("github", Report(9, ())) == ""


def test_github_quiet_leaves_the_counts_out() -> None:
    assert write("github", REPORT, quiet=True) == "".join(
        write("github", REPORT).splitlines(keepends=True)[1:]
    )


def test_github_tells_that_the_run_is_not_complete() -> None:
    assert write("github", FAILED._replace(findings=())).splitlines() == [
        "::error title=newslint::internal error: TXT001 raised\\nValueError",
        "::error title=newslint::The check was stopped; not all files were checked",
    ]


@pytest.mark.parametrize(("count", "told"), [(10, False), (11, True)])
def test_github_tells_that_it_shows_ten_of_each_kind(count: int, told: bool) -> None:  # noqa: FBT001
    overview = write("github", Report(1, (TYPO,) * count + (DATE,))).splitlines()[0]
    assert f"%0AMost frequent: SCH002 unknown-field ({count})." in overview
    assert ("%0AGitHub shows 10 annotations of each kind" in overview) is told


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Range(4, 2, 4, 9), "line=4,col=2,endLine=4,endColumn=9"),
        (Range(4, 2, 6, 2), "line=4,endLine=6"),
        (Range(4, 1, 6, 1), "line=4,endLine=5"),
        (Range(4, 2, 5, 1), "line=4,endLine=4"),
    ],
)
def test_github_columns_stand_only_within_one_line(place: Range, written: str) -> None:
    text = write("github", Report(1, (NOTE._replace(range=place),)), quiet=True)
    assert text.startswith(f"::notice file=news/b.md,{written},title=")


def test_github_escapes_a_file_name() -> None:
    finding = NOTE._replace(file="::a,b=c%3A\n.md")
    command = write("github", Report(1, (finding,)), quiet=True)
    assert command.startswith("::notice file=%3A%3Aa%2Cb=c%253A\\n.md,line=1,")
    assert "::./::a,b=c%253A\\n.md:1:1: Note" in command


@given(REPORTS)
def test_github_commands_are_ours_whatever_the_text(report: Report) -> None:
    lines = write("github", report).splitlines()
    commands = [command for command in map(parse, lines) if command is not None]
    ours = bool(report.findings) + len(report.internal_errors) + report.interrupted
    assert len(lines) == len(commands) == ours + len(report.findings)
    assert all(command.properties == {"title": "newslint"} for command in commands[:ours])
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    findings = sorted(report.findings, key=lambda finding: -finding.severity.rank)
    for finding, command in zip(findings, commands[ours:], strict=True):
        assert command.name == kinds[finding.severity]
        assert set(command.properties) - {"col", "endColumn"} == {"file", "line", "endLine", "title"}
        assert command.properties["file"] == escape(finding.file)
        assert ("col" in command.properties) == (finding.range.line == finding.range.end_line)
        told, *hints = command.message.split("\n")
        assert told.endswith(f" [{finding.code} {finding.name}]")
        assert bool(hints) == (finding.help is not None or finding.fix is not None)
        assert all(hint.startswith("help: ") for hint in hints)
        # The log shows the message: nothing in it may drive a terminal.
        assert not any(unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} for char in told)


def test_github_bounds_a_message() -> None:
    finding = NOTE._replace(message="m" * 9000, help="h" * 9000)
    command = parse(write("github", Report(1, (finding,)), quiet=True).rstrip("\n"))
    assert command is not None
    assert len(command.message) < 4096
    assert "m… [SCH002 unknown-field]\nhelp: h" in command.message


# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


GITLAB_VALIDATOR = Draft202012Validator(GITLAB)


def test_gitlab() -> None:
    data = json.loads(write("gitlab", FAILED._replace(findings=(TYPO, DATE._replace(file="./caf\udce9.md")))))
    known_by = [entry.pop("fingerprint") for entry in data]
    assert len(set(known_by)) == 4
    everywhere = {"path": ".", "lines": {"begin": 1}}
    assert data == [
        {
            "description": "internal error: TXT001 raised\\nValueError",
            "check_name": "internal-error",
            "severity": "blocker",
            "location": everywhere,
        },
        {
            "description": "The check was stopped; not all files were checked",
            "check_name": "interrupted",
            "severity": "blocker",
            "location": everywhere,
        },
        {
            "description": "unknown field `titel` [SCH002 unknown-field]",
            "check_name": "SCH002",
            "severity": "minor",
            "location": {"path": "news/a.md", "lines": {"begin": 3, "end": 3}},
        },
        {
            "description": "100% wrong: a, b [D1 bad-date]",
            "check_name": "D1",
            "severity": "major",
            "location": {"path": "caf\\udce9.md", "lines": {"begin": 12, "end": 14}},
        },
    ]


def test_gitlab_without_findings_is_an_empty_array() -> None:
    assert write("gitlab", Report(3, ())) == "[]\n"


@given(REPORTS)
def test_gitlab_is_valid_whatever_the_text(report: Report) -> None:
    text = write("gitlab", report)
    assert text.isascii()
    data = json.loads(text)
    GITLAB_VALIDATOR.validate(data)
    json.dumps(data, ensure_ascii=False).encode()
    assert len({entry["fingerprint"] for entry in data}) == len(data)


def test_fingerprints_stay_when_places_move() -> None:
    moved = DATE._replace(range=Range(99, 1, 99, 2), message="Other words", path="related[7].date", help="x")
    assert list(fingerprints([DATE, TYPO])) == list(fingerprints([moved, TYPO]))


@pytest.mark.parametrize(
    "other",
    [
        DATE._replace(file="news/c.md"),
        DATE._replace(code="D2"),
        DATE._replace(path="related[0].update"),
        DATE._replace(digest="1" * 16),
    ],
)
def test_fingerprints_tell_findings_apart(other: Finding) -> None:
    assert len(set(fingerprints([DATE, other]))) == 2


def test_fingerprints_of_equal_findings_are_counted() -> None:
    first, second, third = fingerprints([DATE, DATE, DATE])
    assert len({first, second, third}) == 3
    assert list(fingerprints([DATE, TYPO, DATE]))[::2] == [first, second]


@given(st.lists(FINDINGS, max_size=4))
def test_fingerprints_are_unique_in_a_report(findings: list[Finding]) -> None:
    found = list(fingerprints(findings * 2))
    assert len(set(found)) == len(found) == 2 * len(findings)
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = re.compile(
    r"Checked .*|Interrupted after .*|newslint [a-z ]+|Internal error"
    r"|Severity|Rule|Findings|Files|Fixable|Place|Message|Fix|error|warning|info|safe|unsafe|[0-9,]+"
    r"|[A-Z]{2,3}[0-9]{3} [a-z0-9-]+"
)
BLOCKS = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}


def texts_of(tokens: list[Token]) -> tuple[list[str], list[str]]:
    """What stands outside and inside of code spans, once it is clear that there is nothing else."""
    plain: list[str] = []
    code: list[str] = []
    for token in tokens:
        if token.type != "inline":
            assert re.sub("_(open|close)$", "", token.type) in BLOCKS
            continue
        for child in token.children or ():
            assert child.type in {"text", "code_inline"}
            (code if child.type == "code_inline" else plain).append(child.content)
    return plain, code


def test_markdown() -> None:
    assert write("markdown", REPORT) == (
        "## newslint found errors\n"
        "\n"
        "Checked 5 files: 1 error, 1 warning, 1 info.\n"
        "\n"
        "| Severity | Rule | Findings | Files | Fixable |\n"
        "| --- | --- | ---: | ---: | ---: |\n"
        "| error | D1 bad-date | 1 | 1 | 1 |\n"
        "| warning | SCH002 unknown-field | 1 | 1 | 0 |\n"
        "| info | SCH002 unknown-field | 1 | 1 | 0 |\n"
        "\n"
        "| Place | Rule | Message | Fix |\n"
        "| --- | --- | --- | --- |\n"
        "| `news/a.md:12` | D1 bad-date | `100% wrong: a, b` | safe |\n"
        "| `news/a.md:3` | SCH002 unknown-field | `` unknown field `titel` `` |  |\n"
        "| `news/b.md:1` | SCH002 unknown-field | `Note` |  |\n"
    )


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (Report(1, ()), "newslint found nothing"),
        (Report(1, (NOTE,)), "newslint found nothing but hints"),
        (Report(1, (NOTE, TYPO)), "newslint found warnings"),
        (Report(1, (TYPO, DATE)), "newslint found errors"),
        (Report(1, (DATE,), ("x",)), "newslint could not check everything"),
        (FAILED, "newslint was stopped before all files were checked"),
    ],
)
def test_markdown_verdict(report: Report, verdict: str) -> None:
    assert write("markdown", report).startswith(f"## {verdict}\n\n")


@given(REPORTS)
def test_markdown_of_an_article_is_not_active(report: Report) -> None:
    tokens = MARKDOWN.parse(write("markdown", report))
    plain, code = texts_of(tokens)
    assert all(OURS.fullmatch(text) for text in plain)
    assert len(code) <= len(report.internal_errors) + 2 * len(report.findings)
    kinds = ["row" if token.type == "tr_open" else token.type for token in tokens]
    cells = [row.split().count("td_open") for row in " ".join(kinds).split("row")[1:]]
    # Each table has a row without such cells: its head.
    assert cells[len(cells) - len(report.findings) :] == [4] * len(report.findings)
    assert set(cells) <= {0, 1, 4, 5}
    html = MARKDOWN.render(write("markdown", report))
    assert set(re.findall(r"<(\w+)", html)) <= {
        *("h2", "p", "code", "table", "thead", "tbody", "tr", "th", "td")
    }


@given(TEXTS.filter(lambda text: bool(text.strip(" ")) and len(escape(text)) <= 300 and "`" * 9 not in text))
def test_markdown_shows_a_message_and_an_error_as_they_are(message: str) -> None:
    report = Report(1, (NOTE._replace(message=message),), (message,))
    _, code = texts_of(MARKDOWN.parse(write("markdown", report)))
    assert code == [escape(message), "news/b.md:1", escape(message)]


def test_markdown_has_no_fence_that_is_too_long_for_a_parser() -> None:
    # cmark takes fences of up to 80 backticks; markdown-it has no limit.
    text = write("markdown", Report(1, (NOTE._replace(message="a" + "`" * 200 + "b"),)))
    assert "| ``a`…b`` |" in text


@pytest.mark.parametrize("char", ["\U00020000", "|", "`", "\U000e0001"])
def test_markdown_lists_the_worst_and_stays_below_the_limit(char: str) -> None:
    widest = TYPO._replace(message=char * 400, file=char * 400, fix=make_fix(PLACE))
    many = tuple(widest._replace(code=f"ABC{number:03}", name="n" * 40) for number in range(150)) * 20
    text = write("markdown", Report(9, (*many, DATE), (char * 400,) * 1000))
    assert len(text.encode()) < 2**20
    assert "\n980 more internal errors are not listed here.\n" in text
    assert text.endswith("\n\n2,701 more findings are not listed here.\n")
    assert text.split("| Place |")[1].splitlines()[2].startswith("| `news/a.md:12` | D1 ")
