import io
import json
import platform
import re
import subprocess
import sys
import unicodedata
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

import pytest
from counting import growth
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from newslint.finding import Finding, PlacedEdit, PlacedFix, Range, Related, Report, Safety, Severity
from newslint.reporters import Style, links, reporter
from newslint.reporters.links import rule_url
from newslint.reporters.segments import Segment, fold, folded
from newslint.reporters.summary import closing_lines, summary_line
from newslint.text.display import cell_width

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas/report.schema.json").read_text(encoding="utf-8"))
SGR = re.compile(r"\x1b\[[0-9;]*m")

EXCERPT = (
    '    excerpt: "The board approved the policy and despite an early warning that the harbourâ€™s crane-arm '
    'system kept the fingerprints of visitors for years, nothing was changed."'
)


def make_fix(place: Range, message: str = "Replace with `’`", safety: Safety = "safe") -> PlacedFix:
    return PlacedFix(message, (PlacedEdit(place, "’"),), safety)


def make(
    excerpt: str,
    marked: str | tuple[int, int] = "",
    *,
    line: int = 31,
    end_line: int | None = None,
    severity: Severity = Severity.ERROR,
    message: str = "Wrong",
    file: str = "seeds/a.md",
    help_: str | None = None,
    fixable: bool = False,
) -> Finding:
    """A finding at a part of the excerpt: given as the text, or as offsets from 0."""
    if isinstance(marked, str):
        start = excerpt.index(marked)
        marked = (start, start + len(marked))
    place = Range(line, marked[0] + 1, end_line or line, marked[1] + 1)
    fix = make_fix(place) if fixable else None
    return Finding("TXT001", "mojibake", severity, message, file, place, "title", help_, fix, excerpt)


def write(
    name: str, report: Report, *, color: bool = False, width: int = 80, quiet: bool = False, fold: int = 0
) -> str:
    out = io.StringIO()
    reporter(name)(report, out, Style(color=color, width=width, quiet=quiet, fold=fold))
    return out.getvalue()


def show(finding: Finding, width: int = 80) -> str:
    return write("full", Report(1, (finding,)), width=width, quiet=True)


def under_carets(text: str) -> str:
    """The part of the source row whose cells the carets cover."""
    lines = text.splitlines()
    number = next(number for number, line in enumerate(lines) if line.endswith("^"))
    row, carets = lines[number - 1 : number + 1]
    start, end = carets.index("^"), len(carets)
    assert set(carets[start:]) == {"^"}
    offsets = [cell_width(row[:index]) for index in range(len(row) + 1)]
    # The last offset of a cell: combining marks belong to the letter before them.
    last = {cell: index for index, cell in enumerate(offsets)}
    return row[last[start] : last[end]]


MOJIBAKE = make(
    EXCERPT, "â€™", message="Should be `’`", help_="Run with `--fix` to repair the text", fixable=True
)
TYPO = make('titel: "Typo key"', "titel", line=3, severity=Severity.WARNING, message="Did you mean `title`?")

FULL = """\
seeds/a.md:3:1 TXT001 warning Did you mean `title`?
  |
3 | titel: "Typo key"
  | ^^^^^

seeds/a.md:31:90 TXT001 error Should be `’` [*]
   |
31 | …e an early warning that the harbourâ€™s crane-arm system kept the fingerp…
   |                                     ^^^
   = help: Run with `--fix` to repair the text

internal error: TXT002 raised ValueError in seeds/b.md
Checked 758 files: 1 error, 1 warning; 1 internal error.
[*] `--fix` would mend 1.
"""

CONCISE = """\
seeds/a.md:3:1: TXT001 Did you mean `title`?
seeds/a.md:31:90: TXT001 Should be `’` [*]
internal error: TXT002 raised ValueError in seeds/b.md
Checked 758 files: 1 error, 1 warning; 1 internal error.
[*] `--fix` would mend 1.
"""

REPORT = Report(758, (TYPO, MOJIBAKE), ("TXT002 raised ValueError in seeds/b.md",))


@pytest.mark.parametrize(("name", "expected"), [("full", FULL), ("concise", CONCISE)])
def test_report_for_people(name: str, expected: str) -> None:
    assert write(name, REPORT) == expected


@pytest.mark.parametrize("name", ["full", "concise"])
def test_quiet_leaves_the_summary_out_and_nothing_else(name: str) -> None:
    loud = write(name, REPORT).splitlines()
    assert write(name, REPORT, quiet=True).splitlines() == loud[:-2]


WINDOWS = {
    30: """\
31 | …he harbourâ€™s crane-ar…
   |            ^^^
""",
    40: """\
31 | …hat the harbourâ€™s crane-arm sys…
   |                 ^^^
""",
    100: """\
31 |     excerpt: "The board approved the policy and despite an early warning that the harbourâ€™s …
   |                                                                                          ^^^
""",
    200: f"""\
31 | {EXCERPT}
   |                                                                                          ^^^
""",
}


@pytest.mark.parametrize(("width", "rows"), WINDOWS.items())
def test_a_long_line_is_cut_around_the_range(width: int, rows: str) -> None:
    assert rows in show(MOJIBAKE, width)
    assert all(cell_width(row) <= width for row in rows.splitlines())


BLOCKS = [
    pytest.param(
        make("title: abc", (10, 10), line=7, message="Zero width at the end"),
        """\
seeds/a.md:7:11 TXT001 error Zero width at the end
  |
7 | title: abc
  |           ^
""",
        id="end-of-line",
    ),
    pytest.param(
        make("title: abc", (7, 7), line=7, message="Zero width", fixable=True),
        """\
seeds/a.md:7:8 TXT001 error Zero width [*]
  |
7 | title: abc
  |        ^
  = help: Replace with `’`
""",
        id="zero-width",
    ),
    pytest.param(
        make("summary: >-  ", (9, 4), end_line=40, severity=Severity.INFO, message="Goes on"),
        """\
seeds/a.md:31:10 TXT001 info Goes on
   |
31 | summary: >-
   |          ^^^^
""",
        id="several-lines",
    ),
    pytest.param(
        make("x: 1", (90, 95), message="Past the end"),
        """\
seeds/a.md:31:91 TXT001 error Past the end
   |
31 | x: 1
   |     ^
""",
        id="outside",
    ),
    pytest.param(
        make("\ttitle:\tX", "X", message="Tab"),
        """\
seeds/a.md:31:9 TXT001 error Tab
   |
31 |     title:    X
   |               ^
""",
        id="tab",
    ),
    pytest.param(
        make(
            't: "[/b][red]:smile: \x1b[31m\u202eX"',
            "\u202e",
            message="[/b] [red] :smile: \x1b[0m\n::error::x",
        ),
        """\
seeds/a.md:31:27 TXT001 error [/b] [red] :smile: \\x1b[0m\\n::error::x
   |
31 | t: "[/b][red]:smile: \\x1b[31m\\u202eX"
   |                              ^^^^^^
""",
        id="hostile-text",
    ),
    pytest.param(
        make("", (0, 0), line=1, file="::error::\x1b\n.md", message="Can't be read", help_="Mind the \x07"),
        """\
./::error::\\x1b\\n.md:1:1 TXT001 error Can't be read
  = help: Mind the \\x07
""",
        id="hostile-file-name-without-source",
    ),
    pytest.param(
        make("t: " + "w" * 300, (3, 303), message="Wide"),
        f"""\
seeds/a.md:31:4 TXT001 error Wide
   |
31 | t: {"w" * 71}…
   |    {"^" * 71}
""",
        id="wider-than-the-window",
    ),
    pytest.param(
        make("t: " + "a" * 300 + "w" * 300, (303, 603), message="Wide"),
        f"""\
seeds/a.md:31:304 TXT001 error Wide
   |
31 | …{"a" * 18}{"w" * 55}…
   |  {" " * 18}{"^" * 55}
""",
        id="wider-than-the-window-far-on",
    ),
    pytest.param(
        make("t: " + "a" * 300 + ".", ".", message="Last"),
        f"""\
seeds/a.md:31:304 TXT001 error Last
   |
31 | …{"a" * 73}.
   |  {" " * 73}^
""",
        id="near-the-end",
    ),
    pytest.param(
        make("    title: " + "a" * 300, "title", message="Key"),
        f"""\
seeds/a.md:31:5 TXT001 error Key
   |
31 |     title: {"a" * 63}…
   |     ^^^^^
""",
        id="near-the-start",
    ),
]


@pytest.mark.parametrize(("finding", "block"), BLOCKS)
def test_full_block(finding: Finding, block: str) -> None:
    assert show(finding) == block


WIDE = "title: 中文新聞標題：這是一個非常長的標題，用來測試寬字元的對齊，harbourâ€™s 之後還有更多的文字和內容"


@pytest.mark.parametrize("width", [30, 40, 80, 200])
@pytest.mark.parametrize(
    ("line", "marked"),
    [
        (WIDE, "â€™"),
        (WIDE, "文字"),
        (WIDE, "標題："),
        ("title: 👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 👍🏽 1\ufe0f\u20e3 X" + " and more" * 20, "X"),
        ("title: 👨\u200d👩\u200d👧 ❤\ufe0f 🇫🇷 👍🏽 1\ufe0f\u20e3 X" + " and more" * 20, "👍🏽"),
        ("title: cafe\u0301 de\u0301ja\u0300 vu X", "X"),
        ("title: cafe\u0301 de\u0301ja\u0300 vu X", "ja\u0300"),
        ("title: क\u094d\u200dष हिन्दी ไทย X", "X"),
        ("title:\tcompany\tX", "X"),
        (EXCERPT, "fingerprints"),
        (EXCERPT, '"The'),
        (EXCERPT, 'changed."'),
    ],
)
def test_carets_stand_under_the_range(line: str, marked: str, width: int) -> None:
    text = show(make(line, marked), width)
    assert under_carets(text) == marked
    assert all(cell_width(row) <= width for row in text.splitlines()[1:])


def test_a_mark_alone_is_shown_with_its_letter() -> None:
    assert under_carets(show(make("title: e\u0301a", "\u0301"))) == "e\u0301"


def test_a_place_inside_a_long_escape_keeps_to_the_width() -> None:
    line = "\u200b" * 7 + "中0" + "\u200b" * 40
    text = show(make(line, (9, 9)), 55)
    assert all(cell_width(row) <= 55 for row in text.splitlines())
    assert show(make("\U000e0001" * 40, (20, 20)), 25).splitlines()[2] == "31 | …\\U000e0001…"


def test_unknown_width_is_80() -> None:
    assert show(MOJIBAKE, 0) == show(MOJIBAKE, 80)


@pytest.mark.parametrize("unit", ["a", "中", "e\u0301", "\u0301", "\u200b", "👨\u200d", "\t"])
def test_a_longer_line_takes_no_longer(unit: str) -> None:
    def shown(times: int) -> list[str]:
        line = unit * times
        middle, last = len(line) // 2, len(line) - 4
        return [
            show(make(line, (start, end))) for start in (0, middle, last) for end in (start + 1, len(line))
        ]

    assert growth(lambda times: lambda: shown(times), 2_000) < 1.1
    assert all(cell_width(row) <= 80 for text in shown(1_000_000) for row in text.splitlines())


SUMMARIES = [
    (Report(0, ()), "Checked 0 files: nothing to lint."),
    (Report(1, ()), "Checked 1 file: no findings."),
    (Report(12_345, (TYPO,)), "Checked 12,345 files: 1 warning."),
    (Report(2, (MOJIBAKE,) * 1000), "Checked 2 files: 1,000 errors."),
    (Report(0, (TYPO,)), "Checked 0 files: 1 warning."),
    (Report(0, (), ("x",)), "Checked 0 files: no findings; 1 internal error."),
    (Report(3, (), ("x", "y")), "Checked 3 files: no findings; 2 internal errors."),
    (Report(3, (), known=1234), "Checked 3 files: no findings; 1,234 known from the baseline."),
    (
        Report(3, (TYPO,), ("x",), known=1),
        "Checked 3 files: 1 warning; 1 known from the baseline; 1 internal error.",
    ),
    (
        Report(
            3, (make("x", "x", severity=Severity.INFO), make("x", "x", severity=Severity.INFO), TYPO, TYPO)
        ),
        "Checked 3 files: 2 warnings, 2 info.",
    ),
]


@pytest.mark.parametrize(("gone", "words"), [(1, "1 finding"), (2, "2 findings"), (1234, "1,234 findings")])
@pytest.mark.parametrize("name", ["full", "concise", "statistics"])
def test_the_summary_tells_what_is_gone(name: str, gone: int, words: str) -> None:
    report = Report(1, (), gone=gone)
    last = f"No longer there: {words} of the baseline; `newslint check --update-baseline` forgets.\n"
    assert write(name, report) == f"Checked 1 file: no findings.\n{last}"
    assert write(name, report, quiet=True) == ""


def test_statistics_count_rules_and_collections() -> None:
    def found(count: int, code: str, collection: str, *, fixable: bool = False) -> tuple[Finding, ...]:
        place = Range(1, 1, 1, 2)
        fix = make_fix(place) if fixable else None
        file = f"{collection}.md"
        finding = Finding(code, "x", Severity.INFO, "", file, place, "", None, fix, "", "", collection)
        return (finding,) * count

    findings = (
        found(1, "A2", "news", fixable=True) + found(2999, "A2", "news") + found(3, "A1", "", fixable=True)
    )
    report = Report(9, findings, collections={"news": 4, "empty": 2, "": 3})
    assert write("statistics", report, quiet=True) == (
        "findings  files   fixable  code  severity  name\n"
        "   3,000      1   1 (<1%)  A2    info      x\n"
        "       3      1  3 (100%)  A1    info      x\n"
        "\n"
        "findings  files   fixable  collection\n"
        "   3,000      4   1 (<1%)  news\n"
        "       3      3  3 (100%)  (in no collection)\n"
        "       0      2         0  empty\n"
        "\n"
    )


@pytest.mark.parametrize(("report", "line"), SUMMARIES)
def test_summary(report: Report, line: str) -> None:
    assert summary_line(report) == line


def test_summary_tells_unsafe_fixes_apart() -> None:
    place = Range(1, 1, 1, 2)
    safe, unsafe = (
        Finding("URL004", "x", Severity.INFO, "", "a", place, "", None, make_fix(place, safety=safety), "x")
        for safety in ("safe", "unsafe")
    )
    told = {
        (safe,): "`--fix` would mend 1.",
        (safe, safe, unsafe): "`--fix` would mend 2, and 1 more with `--unsafe-fixes`.",
        (unsafe, unsafe): "`--fix --unsafe-fixes` would mend 2.",
    }
    for findings, line in told.items():
        assert list(closing_lines(Report(1, findings), quiet=False))[-1] == f"[*] {line}"
    assert list(closing_lines(Report(1, (TYPO,)), quiet=False)) == ["Checked 1 file: 1 warning."]


def test_the_summary_names_the_most_frequent_rules() -> None:
    def found(code: str, count: int) -> tuple[Finding, ...]:
        return (TYPO._replace(code=code),) * count

    findings = found("TXT004", 1) + found("TXT002", 1200) + found("TXT003", 2) + found("TXT001", 2)
    lines = list(closing_lines(Report(1, findings), quiet=False))
    assert lines[1] == "Most frequent: TXT002 mojibake (1,200), TXT001 mojibake (2), TXT003 mojibake (2)."
    # Where there is nothing to choose from, the counts are enough.
    assert len(list(closing_lines(Report(1, found("TXT001", 9)), quiet=False))) == 1
    single = tuple(TYPO._replace(code=f"TXT00{number}") for number in range(5))
    assert len(list(closing_lines(Report(1, single), quiet=False))) == 1
    assert len(list(closing_lines(Report(1, found("TXT001", 2) + found("TXT002", 1)), quiet=False))) == 1


def test_an_interrupted_run_says_so_first() -> None:
    assert summary_line(Report(12, (TYPO,), interrupted=True)) == "Interrupted after 12 files: 1 warning."


def test_the_same_finding_in_one_file_is_shown_once() -> None:
    def at(line: int, text: str = "NO", file: str = "a.md", path: str = "title", help_: str = "") -> Finding:
        excerpt = f"{path}: {text}"
        finding = make(excerpt, text, line=line, file=file, message=f"`{path}` is `{text}`", help_=help_)
        return finding._replace(path=path, digest=text)

    findings = [at(2), at(4, "YES"), at(5), at(6), at(2, file="b.md")]
    text = write("full", Report(2, tuple(findings)))
    assert text.count("is `NO`") == 2
    assert (
        """\
a.md:2:8 TXT001 error `title` is `NO`
  |
2 | title: NO
  |        ^^
  = also at 5:8 and 6:8
"""
        in text
    )
    assert text.index("b.md:2:8") > text.index("a.md:4:8 TXT001 error `title` is `YES`")
    assert "5 errors" in text
    many = write("full", Report(1, tuple(at(line) for line in range(1, 1013))))
    assert "= also at 2:8, 3:8, 4:8, 5:8, 6:8, 7:8, 8:8, 9:8, 10:8, 11:8 and 1,001 more places" in many


def test_other_places_of_the_file_are_shown_with_what_is_there() -> None:
    def place(line: int, message: str, file: str = "seeds/a.md") -> Related:
        return Related(file, Range(line, 3, line, 5), message)

    found = make("x: NO", "NO", message="`x` is odd", help_="mend it")
    assert found.file == "seeds/a.md"
    related = (
        place(4, "odd too"),
        place(2, "the [first]"),
        place(7, "odd too"),
        place(9, "elsewhere", "b.md"),
    )
    text = write("full", Report(1, (found._replace(related=related),)))
    assert "   = 4:3 and 7:3: odd too\n   = 2:3: the [first]\n   = help: mend it\n" in text
    assert "elsewhere" not in text
    many = write("full", Report(1, (found._replace(related=tuple(place(n, "too") for n in range(1, 13))),)))
    assert ", 9:3, 10:3 and 2 more places: too\n" in many


def test_another_field_or_another_help_is_not_the_same() -> None:
    def lines(*findings: Finding) -> list[tuple[str, str]]:
        text = write("full", Report(1, findings))
        return re.findall(r"^seeds/a\.md:(\d+):\d|also at (.+)$", text, re.MULTILINE)

    def at(line: int, path: str, message: str = "", help_: str = "") -> Finding:
        found = make("x: NO", "NO", line=line, message=message or f"`{path}` is odd", help_=help_)
        return found._replace(path=path, digest="NO")

    assert lines(at(2, "title"), at(3, "name")) == [("2", ""), ("3", "")]
    assert lines(at(2, "a.name", "`name` is odd"), at(3, "b.name", "`name` is odd")) == [("2", ""), ("3", "")]
    assert lines(at(2, "title", help_="x"), at(3, "title", help_="y")) == [("2", ""), ("3", "")]
    # Items of one list are one field, and so are the fields of its items.
    assert lines(at(2, "tags[0]"), at(3, "tags[12]")) == [("2", ""), ("", "3:4")]
    assert lines(at(2, "a[0].name", "`name` is odd"), at(3, "a[1].name", "`name` is odd")) == [
        ("2", ""),
        ("", "3:4"),
    ]
    # What is said of another item is something else.
    other = at(3, "tags[1]", "`tags[1]` is odd, as `tags[0]`")
    assert lines(at(2, "tags[0]", "`tags[0]` is odd, as `tags[9]`"), other) == [("2", ""), ("3", "")]


def test_codes_are_links_where_the_terminal_follows_them() -> None:
    out = io.StringIO()
    reporter("full")(REPORT, out, Style(color=True, width=80, links=True))
    links = re.findall(r"\x1b\]8;([^;]*);([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\", out.getvalue())
    page = Path(__file__).parents[2] / "docs" / "rules.html"
    assert [SGR.sub("", text) for _, _, text in links] == ["TXT001", "TXT001"]
    for _, address, _ in links:
        file, _, anchor = address.partition("#")
        parts = urlsplit(file)
        assert (parts.scheme, unquote(parts.netloc)) == ("file", platform.node())
        assert Path(unquote(parts.path)) == page
        assert f'id="{anchor}"' in page.read_text(encoding="utf-8")
    plain = io.StringIO()
    reporter("full")(REPORT, plain, Style(links=True))
    assert "\x1b" not in plain.getvalue()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (PurePosixPath("/opt/news lint/rules.html"), "file://a%20host/opt/news%20lint/rules.html"),
        (PureWindowsPath("C:/news lint/rules.html"), "file://a%20host/C:/news%20lint/rules.html"),
        (PureWindowsPath("//server/share/rules.html"), "file://server/share/rules.html"),
    ],
)
def test_links_name_this_machine_unless_the_page_lies_on_another(
    page: PurePath, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_page", lambda: page)
    monkeypatch.setattr(platform, "node", lambda: "a host")
    (finding, *_) = REPORT.findings
    assert links.rule_links([finding])[finding.code].partition("#")[0] == expected


def test_colour_changes_no_character(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # the command line has decided already
    monkeypatch.setenv("TERM", "dumb")
    findings = tuple(param.values[0] for param in BLOCKS if isinstance(param.values[0], Finding))
    report = Report(3, (*REPORT.findings, *findings), REPORT.internal_errors)
    painted = write("full", report, color=True)
    assert SGR.sub("", painted) == write("full", report)
    assert "\x1b[1;31m^^^\x1b[0m" in painted
    assert "\x1b[1mseeds/a.md\x1b[0m:31:90 \x1b[1mTXT001\x1b[0m \x1b[1;31merror\x1b[0m Should" in painted
    assert "\x1b[1;33mwarning\x1b[0m" in painted
    assert "\x1b[1;35minfo\x1b[0m" in painted
    assert "\x1b[36mhelp: Run" in painted


def test_lines_are_folded_between_words() -> None:
    line = (
        Segment("seeds/harbour.md", "path"),
        Segment(":3:1 ", ""),
        Segment("TXT001", "code"),
        Segment(" is"),
    )
    texts = [
        ["".join(segment.text for segment in row) for row in folded(line, width, 4)] for width in (32, 31)
    ]
    assert texts == [["seeds/harbour.md:3:1 TXT001 is"], ["seeds/harbour.md:3:1 TXT001 is"]]
    # 30 cells fit into 30, and not into 29; what is narrower than a few words is left to the terminal.
    long = (*line, Segment(" wrong"))
    assert list(folded(long, 30, 4)) == [
        (line[0], Segment(":3:1"), Segment(" "), line[2], Segment(" is")),
        (Segment("    wrong"),),
    ]
    assert list(folded(long, 29, 4)) == [long]
    assert fold("a  b " + "c" * 40 + " d", 30, 2) == f"a  b\n  {'c' * 40}\n  d"
    assert fold("x" * 25 + " \u4e2d\u6587 y", 30, 4) == "x" * 25 + " \u4e2d\u6587\n    y"
    assert fold("x" * 25 + " \u4e2d\u6587\u5b57 y", 30, 4) == "x" * 25 + "\n    \u4e2d\u6587\u5b57 y"
    assert fold("x" * 29 + " ::warning::y z", 30, 4) == "x" * 29 + " ::warning::y\n    z"
    assert fold("x" * 90 + " y", 0, 4) == "x" * 90 + " y"


def test_people_read_whole_words_in_a_narrow_terminal() -> None:
    finding = make(
        "title: NO",
        "NO",
        message="`title` must be text, not the boolean `false`",
        help_="put it in double quotes, or write another word for it",
    )
    report = Report(1, (finding._replace(file="a.md"),))
    shown = write("full", report, width=40, fold=40, quiet=True)
    assert shown == (
        "a.md:31:8 TXT001 error `title` must be\n"
        "    text, not the boolean `false`\n"
        "   |\n"
        "31 | title: NO\n"
        "   |        ^^\n"
        "   = help: put it in double quotes, or\n"
        "     write another word for it\n"
    )
    grouped = write("grouped", Report(1, (finding,)), fold=40)
    assert "\n  31:8  TXT001 error `title` must be\n    text, not the boolean `false`\n" in grouped


def test_the_address_of_a_rule_is_that_of_a_page_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Path(__file__).parents[2] / "docs" / "rules.html"
    assert rule_url("TXT001", "mojibake") == f"{page.as_uri()}#txt001-mojibake"
    links._page_address.cache_clear()
    monkeypatch.setattr(links, "_PAGE", "gone.html")
    assert rule_url("TXT001", "mojibake") is None
    links._page_address.cache_clear()


def test_json() -> None:
    text = write("json", Report(1, (MOJIBAKE,)))
    assert text.isascii()
    assert text.startswith('{\n  "tool": {\n    "name": "newslint",')
    assert text.endswith("\n}\n")
    data = json.loads(text)
    assert data["summary"] == {
        "files": 1,
        "records": 0,
        "findings": 1,
        "untold": 0,
        "fixable": 1,
        "by_severity": {"error": 1, "warning": 0, "info": 0},
        "by_code": {"TXT001": 1},
        "by_collection": {},
        "known": 0,
        "gone": 0,
        "interrupted": False,
        "unread": [],
    }
    place = {"line": 31, "column": 90, "end_line": 31, "end_column": 93}
    assert data["findings"] == [
        {
            "code": "TXT001",
            "name": "mojibake",
            "severity": "error",
            "message": "Should be `’`",
            "file": "seeds/a.md",
            **place,
            "path": "title",
            "help": "Run with `--fix` to repair the text",
            "fix": {
                "safety": "safe",
                "message": "Replace with `’`",
                "edits": [{**place, "replacement": "’"}],
            },
            "url": rule_url("TXT001", "mojibake"),
            "related": [],
            "untold": 0,
        }
    ]


def test_json_of_a_file_name_that_is_not_utf_8() -> None:
    data = json.loads(write("json", Report(1, (make("x", "x", file="caf\udce9.md"),))))
    assert data["findings"][0]["file"] == "caf\\udce9.md"


def test_start_up_needs_neither_rich_nor_json() -> None:
    code = "import sys, newslint.reporters; assert not {'rich', 'json'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


BIDI = {"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

NUMBERS = st.integers(1, 30) | st.integers(1, 10_000_000)
TEXTS = st.text(st.characters()) | st.text(
    st.sampled_from("a[:]\\`#\n\r\t \x1b\x9b\u0301\u200b\u200d\u202e\ufe0f\u2028中👨❤🏽🇫\ud800\U000e0001")
)
RANGES = st.builds(Range, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FIXES = st.builds(
    PlacedFix,
    TEXTS,
    st.lists(st.builds(PlacedEdit, RANGES, TEXTS), min_size=1, max_size=2).map(tuple),
    st.sampled_from(["safe", "unsafe"]),
)
FINDINGS = st.builds(
    lambda **given: Finding(**given),  # noqa: PLW0108 - Hypothesis fills every field of a named tuple
    code=st.from_regex(r"[A-Z]{2,3}[0-9]{3}", fullmatch=True),
    name=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    severity=st.sampled_from(Severity),
    message=TEXTS,
    file=TEXTS,
    range=RANGES,
    path=TEXTS,
    help=st.none() | TEXTS,
    fix=st.none() | FIXES,
    excerpt=TEXTS,
)
REPORTS = st.builds(
    lambda **given: Report(**given),  # noqa: PLW0108 - Hypothesis fills every field of a named tuple
    files=st.integers(0, 10_000),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    internal_errors=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(REPORTS)
def test_json_is_valid_whatever_the_text(report: Report) -> None:
    text = write("json", report)
    assert text.isascii()
    data = json.loads(text)
    Draft202012Validator(SCHEMA).validate(data)
    json.dumps(data, ensure_ascii=False).encode()


@given(REPORTS, st.integers(0, 200))
def test_nothing_in_an_article_drives_the_terminal(report: Report, width: int) -> None:
    concise, full = write("concise", report), write("full", report, width=width, fold=width)
    for text in (concise, full):
        text.encode()
        assert not any(
            unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in BIDI
            for char in text.replace("\n", "")
        )
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    closing = list(closing_lines(report, quiet=False))
    assert concise.splitlines()[len(report.findings) :] == closing
    assert SGR.sub("", write("full", report, color=True, width=width, fold=width)) == full


@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.integers(30, 90))
def test_rows_keep_to_the_width(line: str, start: int, length: int, width: int) -> None:
    _, *rows = show(make(line * 9, (start, start + length)), width).splitlines()
    if line:
        _, row, carets = rows
        assert carets.count("^") > 0
        assert cell_width(row) <= width
        assert cell_width(carets) <= width
