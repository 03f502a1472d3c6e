"""The formats of other programs: sarif, junit, checkstyle and rdjson, read as those programs do."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from xml.etree.ElementTree import Element, fromstring

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from newslint import __version__
from newslint.finding import Finding, PlacedEdit, PlacedFix, Range, Related, Report, RuleInfo, Severity
from newslint.reporters import Style, reporter
from newslint.reporters.fingerprint import fingerprints
from newslint.reporters.json_report import finding_data, finding_line
from newslint.reporters.jsontext import dumps
from newslint.reporters.links import rule_url
from newslint.text.display import escape

NAMES = [
    "plain.md",
    "a b.md",
    "a#b.md",
    "100%41.md",
    "a?b.md",
    "naïve/日本.md",
    "12:30.md",
    "-rf.md",
    "::error::x.md",
    "..\\a.md",
    "<&\"'>.md",
    "tab\tbreak\n.md",
    "latin-\udce9.md",
]

FIX = PlacedFix("write `é`", (PlacedEdit(Range(2, 10, 2, 12), "é"),), "safe")
TEXT = Finding(
    code="TXT001",
    name="mojibake",
    severity=Severity.ERROR,
    message="`Ã©` should be `é`",
    file="news/café 1.md",
    range=Range(2, 10, 2, 12),
    path="related[0].title",
    help="repair it",
    fix=FIX,
    excerpt="title: caÃ©",
    digest="0123456789abcdef",
    related=(Related("news/b.md", Range(7, 1, 7, 3), "the [same] text"),),
)
INFO = TEXT._replace(
    code="URL001", name="odd-url", severity=Severity.INFO, fix=None, help=None, related=(), path=""
)
WARNING = INFO._replace(severity=Severity.WARNING, message="an odd URL", file="z.md", range=Range(3, 1, 5, 4))
RULE = RuleInfo(
    "TXT001",
    "mojibake",
    Severity.ERROR,
    "Text was misread",
    "Error, safe fix.\n\nText was\nmisread.\n\n### Why",
)
REPORT = Report(
    3,
    (TEXT, WARNING),
    checked=("news/café 1.md", "clean.md", "z.md"),
    rules={"TXT001": RULE, "AAA001": RULE._replace(code="AAA001")},
)


def write(name: str, report: Report) -> str:
    out = io.StringIO()
    reporter(name)(report, out, Style())
    return out.getvalue()


def parsed(xml: str) -> Element:
    return fromstring(xml)  # noqa: S314 - it is our own output


def sarif_run(report: Report) -> dict[str, Any]:
    (run,) = json.loads(write("sarif", report))["runs"]
    assert isinstance(run, dict)
    return run


def diagnostics(*findings: Finding) -> list[dict[str, Any]]:
    found = json.loads(write("rdjson", Report(1, findings)))["diagnostics"]
    assert isinstance(found, list)
    return found


def junit_cases(report: Report) -> dict[str | None, TestCase]:
    xml = JUnitXml.fromstring(write("junit", report).encode())
    (suite,) = xml
    assert isinstance(suite, TestSuite)
    cases = [case for case in suite if isinstance(case, TestCase)]
    failures = sum(isinstance(result, Failure) for case in cases for result in case.result)
    errors = sum(isinstance(result, Error) for case in cases for result in case.result)
    for counted in (xml, suite):
        assert (counted.tests, counted.failures, counted.errors) == (len(cases), failures, errors)
    return {case.name: case for case in cases}


# ---- any report


HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\x1b\u202e\ufffe\r\n\t<&\"'#[]({}\ud800\udce9"))
)
LINES = st.binary(max_size=12).map(
    lambda data: data.decode("utf-8", "surrogateescape").replace("\r", "").replace("\n", "")
)


@st.composite
def ranges(draw: Callable[..., Any]) -> Range:
    line, column = draw(st.tuples(st.integers(1, 9), st.integers(1, 15)))
    end = draw(st.tuples(st.integers(line, 9), st.integers(1, 15)))
    return Range(line, column, *max(end, (line, column)))


EDITS = st.lists(st.builds(PlacedEdit, ranges(), HOSTILE), min_size=1, max_size=3).map(tuple)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(["TXT001", "URL001", "odd"]),
    name=st.just("some-rule"),
    severity=st.sampled_from(Severity),
    message=HOSTILE,
    file=HOSTILE.filter(bool),
    range=ranges(),
    path=HOSTILE,
    help=st.none() | HOSTILE,
    fix=st.none() | st.builds(PlacedFix, HOSTILE, EDITS, st.sampled_from(["safe", "unsafe"])),
    excerpt=LINES,
    related=st.lists(st.builds(Related, HOSTILE, ranges(), HOSTILE, st.integers(0, 3)), max_size=4).map(
        tuple
    ),
    untold=st.sampled_from([0, 0, 1, 99_000]),
    record=st.integers(0, 3),
    excerpt_column=st.integers(1, 3),
)


@st.composite
def reports(draw: Callable[..., Any]) -> Report:
    findings = sorted(draw(st.lists(FINDINGS, max_size=4)), key=lambda finding: finding.sort_key)
    errors, checked = draw(st.tuples(st.lists(HOSTILE, max_size=2), st.lists(HOSTILE, max_size=3)))
    interrupted, rules = draw(st.tuples(st.booleans(), st.sampled_from([{}, {"TXT001": RULE}])))
    return Report(3, tuple(findings), tuple(errors), tuple(checked), interrupted=interrupted, rules=rules)


@given(reports())
def test_findings_as_lines_are_the_objects_of_the_json_report(report: Report) -> None:
    lines = [dumps(finding_data(finding)) for finding in report.findings]
    assert [*map(finding_line, report.findings)] == lines
    assert write("json-lines", report) == "".join(f"{line}\n" for line in lines)
    assert write("json", report).endswith(
        '"findings": [\n    ' + ",\n    ".join(lines) + "\n  ]\n}\n" if lines else '"findings": []\n}\n'
    )


def test_no_line_gives_a_command() -> None:
    finding = TEXT._replace(file="a/##[group]b.md", message="##vso[x]y ## [z] ###[w]", untold=3, record=4)
    assert (
        '"message": "#\\u0023vso[x]y ## [z] ##\\u0023[w]", "file": "a/#\\u0023[group]b.md"'
        in finding_line(finding)
    )
    assert finding_line(finding) == dumps(finding_data(finding))


@pytest.fixture(scope="session")
def sarif_schema(shared: Path) -> Callable[[object], None]:
    schema = json.loads((shared / "formats/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True).validate


@given(report=reports())
def test_sarif_follows_the_schema(sarif_schema: Callable[[object], None], report: Report) -> None:
    text = write("sarif", report)
    assert text.isascii()
    assert (
        re.search(r"\\u[dD][89a-fA-F]", re.sub(r"\\u[dD][89aAbB]..\\u[dD][c-fC-F]..|\\\\", "", text)) is None
    )
    sarif_schema(json.loads(text))
    run = json.loads(text)["runs"][0]
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == finding.code


@given(report=reports())
def test_junit_is_well_formed_and_complete(report: Report) -> None:
    text = write("junit", report)
    assert text.isascii()
    junit_cases(report)
    root = parsed(text)
    files = {*report.checked, *(finding.file for finding in report.findings)}
    assert len(root.findall(".//testcase")) == len(files) + len(report.internal_errors) + report.interrupted
    told = "\n".join(root.itertext())
    assert all(escape(finding.message) in told for finding in report.findings)


@given(report=reports())
def test_checkstyle_is_well_formed_and_complete(report: Report) -> None:
    text = write("checkstyle", report)
    assert text.isascii()
    errors = parsed(text).findall("file/error")
    for error, finding in zip(errors, report.findings, strict=True):
        assert error.get("message", "").startswith(escape(finding.message))
        assert (error.get("line"), error.get("column")) == (
            str(finding.range.line),
            str(finding.range.column),
        )


@given(report=reports())
def test_rdjson_spells_every_finding(report: Report) -> None:
    text = write("rdjson", report)
    assert text.isascii()
    found = json.loads(text)["diagnostics"]
    assert [item["message"].encode() for item in found] == [
        (escape(finding.message) + ("" if finding.hint is None else f"; {escape(finding.hint)}")).encode()
        for finding in report.findings
    ]


# ---- SARIF


def test_sarif_of_a_small_report() -> None:
    prints = list(fingerprints(REPORT.findings))
    artifact = {"uri": "news/caf%C3%A9%201.md", "uriBaseId": "%SRCROOT%"}
    place = {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 12}
    help_text = "Error, safe fix.\n\nText was\nmisread.\n\n### Why"
    mojibake: dict[str, Any] = {
        "name": "Mojibake",
        "shortDescription": {"text": "Text was misread."},
        "fullDescription": {"text": "Error, safe fix. Text was misread."},
        "help": {"text": help_text, "markdown": help_text},
        "helpUri": rule_url("TXT001", "mojibake"),
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["TXT"], "problem.severity": "error", "precision": "high"},
    }
    odd_url = {
        "name": "OddUrl",
        "shortDescription": {"text": "odd-url."},
        "fullDescription": {"text": "odd-url."},
        "help": {"text": "odd-url", "markdown": "odd-url"},
        "helpUri": rule_url("URL001", "odd-url"),
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["URL"], "problem.severity": "warning", "precision": "high"},
    }
    assert sarif_run(REPORT) == {
        "tool": {
            "driver": {
                "name": "newslint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [
                    {
                        "id": "AAA001",
                        **mojibake,
                        "helpUri": rule_url("AAA001", "mojibake"),
                        "properties": {**mojibake["properties"], "tags": ["AAA"]},
                    },
                    {"id": "TXT001", **mojibake},
                    {"id": "URL001", **odd_url},
                ],
            }
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": []}],
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder in which the names of files begin."}}
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": "TXT001",
                "ruleIndex": 1,
                "level": "error",
                "message": {"text": r"`Ã©` should be `é`; repair it. See [the \[same\] text](1)."},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": artifact,
                            "region": {**place, "snippet": {"text": "Ã©"}},
                            "contextRegion": {"startLine": 2, "snippet": {"text": "title: caÃ©"}},
                        },
                        "logicalLocations": [{"fullyQualifiedName": "related[0].title"}],
                    }
                ],
                "partialFingerprints": {"newslint/v1": prints[0]},
                "relatedLocations": [
                    {
                        "id": 1,
                        "message": {"text": "the [same] text."},
                        "physicalLocation": {
                            "artifactLocation": {"uri": "news/b.md", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 3},
                        },
                    }
                ],
                "fixes": [
                    {
                        "description": {"text": "write `é`."},
                        "artifactChanges": [
                            {
                                "artifactLocation": artifact,
                                "replacements": [{"deletedRegion": place, "insertedContent": {"text": "é"}}],
                            }
                        ],
                        "properties": {"safety": "safe"},
                    }
                ],
            },
            {
                "ruleId": "URL001",
                "ruleIndex": 2,
                "level": "warning",
                "message": {"text": "an odd URL."},
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": {"uri": "z.md", "uriBaseId": "%SRCROOT%"},
                            "region": {"startLine": 3, "startColumn": 1, "endLine": 5, "endColumn": 4},
                        }
                    }
                ],
                "partialFingerprints": {"newslint/v1": prints[1]},
            },
        ],
    }


@pytest.mark.parametrize("name", NAMES)
def test_sarif_addresses_every_file(name: str) -> None:
    (result,) = sarif_run(Report(1, (TEXT._replace(file=name),)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert not urlsplit(uri).scheme
    assert unquote_to_bytes(uri) == name.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("/srv/a b.md", {"uri": "file:///srv/a%20b.md"}),
        ("D:/news/a#.md", {"uri": "file:///D:/news/a%23.md"}),
        ("../a.md", {"uri": "../a.md", "uriBaseId": "%SRCROOT%"}),
        ("half \ud800.md", {"uri": "half%20%ED%A0%80.md", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_sarif_addresses_files_elsewhere(file: str, artifact: dict[str, str]) -> None:
    (result,) = sarif_run(Report(1, (TEXT._replace(file=file),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@pytest.mark.parametrize("severity", Severity)
def test_sarif_levels(severity: Severity) -> None:
    run = sarif_run(Report(1, (TEXT._replace(severity=severity),)))
    expected = {
        "error": ("error", "error"),
        "warning": ("warning", "warning"),
        "info": ("note", "recommendation"),
    }
    rule = run["tool"]["driver"]["rules"][0]
    found = (run["results"][0]["level"], rule["properties"]["problem.severity"])
    assert found == expected[severity]
    assert rule["defaultConfiguration"]["level"] == found[0]


@pytest.mark.parametrize(
    ("report", "notes"),
    [
        (Report(1, ()), []),
        (Report(1, (), ("a.md: TXT001 \x1braised",)), [r"a.md: TXT001 \x1braised"]),
        (Report(1, (), interrupted=True), ["The run was interrupted: not all files were checked."]),
    ],
)
def test_sarif_tells_how_the_run_went(report: Report, notes: list[str]) -> None:
    run = sarif_run(report)
    (invocation,) = run["invocations"]
    assert run["results"] == []
    assert invocation["executionSuccessful"] is not bool(notes)
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == notes


def test_sarif_makes_no_links_from_articles() -> None:
    finding = TEXT._replace(message="[a](1) \u202e", help=None, fix=None, related=())
    (result,) = sarif_run(Report(1, (finding,)))["results"]
    assert result["message"]["text"] == r"[a]\(1) \u202e."


def test_sarif_bounds_what_it_quotes() -> None:
    finding = TEXT._replace(excerpt="x" * 5000, range=Range(1, 1, 1, 4001), path="")
    rule = RULE._replace(text="words " * 1000)
    run = sarif_run(Report(1, (finding,), rules={"TXT001": rule}))
    assert len(run["tool"]["driver"]["rules"][0]["fullDescription"]["text"]) == 1000
    assert set(run["results"][0]["locations"][0]["physicalLocation"]) == {"artifactLocation", "region"}
    assert "snippet" not in run["results"][0]["locations"][0]["physicalLocation"]["region"]


@pytest.mark.parametrize(
    ("marked", "quoted"), [(0, False), (1, True), (2, True), (1_000, True), (1_001, False)]
)
def test_sarif_quotes_what_is_marked(marked: int, *, quoted: bool) -> None:
    finding = TEXT._replace(excerpt="x" * 5000, range=Range(1, 3, 1, 3 + marked), path="")
    region = sarif_run(Report(1, (finding,)))["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region.get("snippet") == ({"text": "x" * marked} if quoted else None)


def test_sarif_leaves_out_what_is_not_text() -> None:
    fix = PlacedFix("keep", (PlacedEdit(Range(2, 1, 2, 3), "a\udce9"),), "safe")
    assert "fixes" not in sarif_run(Report(1, (TEXT._replace(fix=fix),)))["results"][0]


# ---- JUnit


def test_junit_of_a_small_report() -> None:
    infos = (INFO, INFO._replace(range=Range(9, 1, 9, 2), message="odd too"))
    report = REPORT._replace(findings=(TEXT, *infos, INFO._replace(file="info.md"), WARNING))
    assert (
        write("junit", report)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="newslint" tests="4" failures="2" errors="0">
  <testsuite name="newslint" tests="4" failures="2" errors="0" skipped="0">
    <testcase classname="newslint" name="clean.md" file="clean.md" />
    <testcase classname="newslint" name="news/caf&#233; 1.md" file="news/caf&#233; 1.md">
      <failure type="error" message="1 error">news/caf&#233; 1.md:2:10: error TXT001 \
`&#195;&#169;` should be `&#233;`; repair it
news/caf&#233; 1.md:2:10: info URL001 `&#195;&#169;` should be `&#233;`
news/caf&#233; 1.md:9:1: info URL001 odd too</failure>
    </testcase>
    <testcase classname="newslint" name="z.md" file="z.md">
      <failure type="warning" message="1 warning">z.md:3:1: warning URL001 an odd URL</failure>
    </testcase>
    <testcase classname="newslint" name="info.md" file="info.md">
      <system-out>info.md:2:10: info URL001 `&#195;&#169;` should be `&#233;`</system-out>
    </testcase>
  </testsuite>
</testsuites>
"""
    )


def test_junit_names_files_in_their_order_whenever_they_were_checked() -> None:
    cases = junit_cases(Report(3, (), checked=("c.md", "a.md", "b.md")))
    assert [*cases] == ["a.md", "b.md", "c.md"]


def test_junit_counts_what_could_not_be_checked() -> None:
    cases = junit_cases(
        Report(1, (), ("TXT001 raised", "URL001 raised"), checked=("a.md",), interrupted=True)
    )
    assert list(cases) == ["a.md", "internal error 1", "internal error 2", "interrupted"]
    assert [case.is_error for case in cases.values()] == [False, True, True, True]
    assert cases["internal error 2"].result[0].message == "URL001 raised"


def test_junit_of_nothing() -> None:
    assert junit_cases(Report(0, ())) == {}


@pytest.mark.parametrize("name", NAMES)
def test_junit_names_every_file(name: str) -> None:
    cases = junit_cases(Report(1, (TEXT._replace(file=name),), checked=(name,)))
    (case,) = cases.values()
    assert case.name == escape(name)
    assert case.is_failure
    assert not re.search("^::", case.result[0].text or "", re.MULTILINE)


# ---- Checkstyle


def test_checkstyle_of_a_small_report() -> None:
    findings = (TEXT, INFO._replace(message='a "b" <c> & \x00'), WARNING)
    assert (
        write("checkstyle", REPORT._replace(findings=findings))
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="news/caf&#233; 1.md">
    <error line="2" column="10" severity="error" message="`&#195;&#169;` should be `&#233;`; repair it" \
source="newslint.TXT001" />
    <error line="2" column="10" severity="info" message="a &quot;b&quot; &lt;c&gt; &amp; \\x00" \
source="newslint.URL001" />
  </file>
  <file name="z.md">
    <error line="3" column="1" severity="warning" message="an odd URL" source="newslint.URL001" />
  </file>
</checkstyle>
"""
    )


@pytest.mark.slow
def test_checkstyle_as_diff_quality_reads_it() -> None:
    reader = pytest.importorskip(
        "diff_cover.violationsreporters.java_violations_reporter", reason="diff-cover reads the report"
    )
    findings = tuple(
        sorted((TEXT._replace(file=name) for name in NAMES), key=lambda finding: finding.sort_key)
    )
    read = reader.CheckstyleXmlDriver().parse_reports([write("checkstyle", Report(9, findings))])
    assert sorted(read) == sorted(escape(name).replace("\\", "/") for name in NAMES)
    for violations in read.values():
        assert [tuple(violation) for violation in violations] == [(2, "error: `Ã©` should be `é`; repair it")]


@pytest.mark.parametrize("report", [Report(0, ()), Report(1, (), ("TXT001 raised",), interrupted=True)])
def test_checkstyle_of_nothing(report: Report) -> None:
    assert parsed(write("checkstyle", report)).findall("*") == []


# ---- rdjson


def test_rdjson_of_a_small_report() -> None:
    assert json.loads(write("rdjson", REPORT)) == {
        "source": {"name": "newslint"},
        "diagnostics": [
            {
                "message": "`Ã©` should be `é`; repair it",
                "location": {
                    "path": "news/café 1.md",
                    # "title: ca" is 9 bytes, "Ã©" is 4 more
                    "range": {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 14}},
                },
                "severity": "ERROR",
                "code": {"value": "TXT001"},
                "suggestions": [
                    {
                        "range": {"start": {"line": 2, "column": 10}, "end": {"line": 2, "column": 14}},
                        "text": "é",
                    }
                ],
            },
            {
                "message": "an odd URL",
                "location": {"path": "z.md", "range": {"start": {"line": 3}, "end": {"line": 5}}},
                "severity": "WARNING",
                "code": {"value": "URL001"},
            },
        ],
    }


@pytest.mark.parametrize("report", [Report(0, ()), Report(1, (), ("TXT001 raised",), interrupted=True)])
def test_rdjson_of_nothing(report: Report) -> None:
    assert json.loads(write("rdjson", report)) == {"source": {"name": "newslint"}, "diagnostics": []}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        # the example of reviewdog's own reviewdog.proto: the fourth character begins at byte 6
        (Range(1, 3, 1, 4), ({"line": 1, "column": 6}, {"line": 1, "column": 7})),
        (Range(1, 2, 1, 2), ({"line": 1, "column": 2}, {"line": 1, "column": 2})),
        (Range(1, 2, 2, 1), ({"line": 1, "column": 2}, {"line": 2, "column": 1})),
        (Range(1, 2, 2, 2), ({"line": 1}, {"line": 2})),
        (Range(1, 9, 3, 1), ({"line": 1}, {"line": 2})),
    ],
)
def test_rdjson_columns(place: Range, expected: tuple[dict[str, int], dict[str, int]]) -> None:
    (found,) = diagnostics(TEXT._replace(range=place, excerpt="a𐐀b", fix=None))
    assert found["location"]["range"] == {"start": expected[0], "end": expected[1]}


@given(line=LINES, data=st.data())
def test_rdjson_marks_the_same_bytes(line: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(line))] * 2)))
    (found,) = diagnostics(TEXT._replace(range=Range(4, start + 1, 4, end + 1), excerpt=line, fix=None))
    place = found["location"]["range"]
    marked = in_bytes(line)[place["start"]["column"] - 1 : place["end"]["column"] - 1]
    assert marked == in_bytes(line[start:end])


@given(line=LINES, data=st.data())
def test_rdjson_suggests_what_the_fix_does(line: str, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 3))
    places = sorted(data.draw(st.lists(st.integers(0, len(line)), min_size=2 * count, max_size=2 * count)))
    texts = data.draw(st.lists(st.text("né\n", max_size=3), min_size=count, max_size=count))
    spans = list(zip(places[::2], places[1::2], texts, strict=True))
    edits = tuple(PlacedEdit(Range(4, start + 1, 4, end + 1), text) for start, end, text in spans)
    fix = PlacedFix("mend", edits, "safe")
    (found,) = diagnostics(TEXT._replace(range=Range(4, 1, 4, 2), excerpt=line, fix=fix))
    kept = line[places[0] : places[-1]]
    if "suggestions" not in found:
        assert any("\ud800" <= char <= "\udfff" for char in kept)
        return
    (suggestion,) = found["suggestions"]
    place, old = suggestion["range"], in_bytes(line)
    new = (
        old[: place["start"]["column"] - 1] + in_bytes(suggestion["text"]) + old[place["end"]["column"] - 1 :]
    )
    for start, end, text in reversed(spans):
        line = line[:start] + text + line[end:]
    assert new == in_bytes(line)


def in_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (PlacedEdit(Range(3, 4, 3, 5), "x"),),  # the text of that line is not known
        (PlacedEdit(Range(2, 1, 2, 2), "x"), PlacedEdit(Range(3, 1, 4, 1), "")),  # two places are no one edit
        (PlacedEdit(Range(2, 1, 2, 2), "\udce9"),),
    ],
)
def test_rdjson_suggests_only_what_it_can_spell(edits: tuple[PlacedEdit, ...]) -> None:
    (found,) = diagnostics(TEXT._replace(fix=PlacedFix("mend", edits, "safe")))
    assert "suggestions" not in found


def test_rdjson_suggests_to_remove_other_lines() -> None:
    fix = PlacedFix("remove", (PlacedEdit(Range(5, 1, 6, 1), ""),), "unsafe")
    (found,) = diagnostics(TEXT._replace(fix=fix))
    place = {"start": {"line": 5, "column": 1}, "end": {"line": 6, "column": 1}}
    assert found["suggestions"] == [{"range": place, "text": ""}]


@pytest.mark.parametrize("name", NAMES)
def test_rdjson_names_every_file(name: str) -> None:
    (found,) = diagnostics(TEXT._replace(file=name))
    assert found["location"]["path"] == name.replace("\udce9", r"\udce9")
