"""The HTML report as text: what it says, and that nothing from an article can be more than text in it."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from htmlreports import HOSTILE, RULES, SMALL, URL, find, hostile, many, page
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.finding import About, Finding, PlacedEdit, PlacedFix, Profile, Range, Related, Report, Severity
from newslint.reporters.html import overview as html_overview
from newslint.reporters.html import report as html
from newslint.reporters.html.chart import BAR_HEIGHT, chart
from newslint.reporters.html.data import safe_json
from newslint.reporters.html.docs import rendered
from newslint.reporters.html.findings import Card, card
from newslint.reporters.html.overview import Timeline, overview

PAGE = Path(html.__file__).parent / "page"
CSS = (PAGE / "report.css").read_text(encoding="utf-8")
VOID = {"meta", "input"}


class Parsed(HTMLParser):
    """The elements of a page, its text outside scripts, and the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.blocks.append((self.open[-1], data))
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def data_of(text: str) -> Any:
    scripts = [block for tag, block in Parsed(text).blocks if tag == "script"]
    return json.loads(scripts[0])


# ---- the page ----------------------------------------------------------------------------------------------


def test_the_page_is_whole_and_the_same_every_time() -> None:
    text = page(SMALL)
    parsed = Parsed(text)
    assert parsed.open == []
    assert page(SMALL) == text
    identifiers = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    labels = {
        attributes["for"] for tag, attributes in parsed.elements if tag == "label" and "for" in attributes
    }
    assert labels == {"q", "file", "rule", "publisher", "order"}
    for _, attributes in parsed.elements:
        assert attributes.get("aria-labelledby", identifiers[0]) in identifiers


@pytest.mark.parametrize("report", [SMALL, hostile(), Report(0, ())], ids=["small", "hostile", "empty"])
def test_the_page_needs_nothing_else_and_allows_nothing_else(report: Report) -> None:
    parsed = Parsed(page(report))
    policy = next(str(a["content"]) for _, a in parsed.elements if a.get("http-equiv"))
    hashes = {
        tag: f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for tag, text in parsed.blocks
    }
    assert f"default-src 'none'; style-src {hashes['style']}; script-src 'sha256-" in policy
    assert policy.endswith("; base-uri 'none'; form-action 'none'")
    assert report.findings == () or f"script-src {hashes['script']}; " in policy
    for tag, attributes in parsed.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")
        ]
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert str(attributes.get("href", "#")).startswith("#")


def test_it_says_which_archive_when_and_which_headlines() -> None:
    about = About("harbour/content: news, <b>", "9dacc47, with changes", "2024-05-02 06:30 UTC")
    profiles = tuple(
        profile._replace(headline="Crane <i>opens</i> " + "x" * 200)
        for profile in SMALL.profiles
        if profile.file == "news/crane.md"
    )
    text = page(SMALL._replace(about=about, profiles=profiles))
    assert (
        '<p class="about"><bdi>harbour/content: news, &lt;b&gt;</bdi>, commit <code>9dacc47</code>'
        ", with changes, checked on <time>2024-05-02 06:30 UTC</time></p>"
    ) in text
    assert "in 4 files of harbour/content: news, &lt;b&gt; &#8211; newslint</title>" in text
    shown = f"Crane &lt;i&gt;opens&lt;/i&gt; {'x' * 101}&#8230;"
    assert text.count(f'<bdi class="headline">{shown}</bdi>') == 2
    assert text.count('<bdi class="headline" hidden></bdi>') == 3  # two other files, and the one to fill
    bare = page(SMALL._replace(about=about._replace(commit="")))
    assert "news, &lt;b&gt;</bdi>, checked on <time>" in bare
    assert 'class="about"' not in page(SMALL)


def test_the_inline_blocks_can_not_end_early() -> None:
    for name in ("report.css", "report.js"):
        text = (PAGE / name).read_text(encoding="utf-8")
        assert "</" not in text
        assert text.isascii()  # the hash is that of the bytes, in whatever encoding
    assert "url(" not in CSS
    assert "@import" not in CSS


@pytest.mark.parametrize(
    ("report", "verdict", "heading"),
    [
        (SMALL, "Errors found", "4 findings in 3 of 4 files"),
        (SMALL._replace(findings=SMALL.findings[2:]), "Warnings found", "2 findings in 2 of 4 files"),
        (SMALL._replace(findings=SMALL.findings[3:], files=1), "Notes only", "1 finding in 1 of 1 file"),
        (SMALL._replace(findings=()), "All clear", "No findings in 4 files"),
        (SMALL._replace(findings=(), known=9), "Nothing new", "No findings in 4 files"),
        (Report(0, ()), "Nothing checked", "Nothing was checked"),
        (SMALL._replace(findings=(), interrupted=True), "Incomplete", "No findings in 4 files"),
        (Report(1, (), internal_errors=("TXT001: boom",)), "Incomplete", "No findings in 1 file"),
    ],
)
def test_the_verdict(report: Report, verdict: str, heading: str) -> None:
    text = Parsed(page(report)).text
    assert f"newslint report {verdict} {heading}" in text
    assert ("follows the rules" in text) == (verdict == "All clear")


def test_what_went_wrong_is_told() -> None:
    report = SMALL._replace(interrupted=True, internal_errors=tuple(f"rule {n} failed" for n in range(12)))
    text = Parsed(page(report)).text
    assert "The run was stopped. Not all files were checked" in text
    assert "12 internal errors:" in text
    assert "rule 9 failed" in text
    assert "rule 10 failed" not in text


def test_totals_and_the_baseline() -> None:
    text = Parsed(page(SMALL._replace(known=1200, gone=3))).text
    assert (
        "2 errors, 1 warning, 1 info. newslint check --fix repairs 1 of them. 1 fix needs a look first."
        in text
    )
    assert "1,200 known from the baseline 3 no longer there" in text
    assert "4 files checked 1 without findings" in text
    assert "records" not in text
    assert "20,000 records checked" in Parsed(page(SMALL._replace(records=20_000))).text


def test_only_the_rules_that_found_something_are_documented() -> None:
    report = SMALL._replace(findings=SMALL.findings[2:3])
    parsed = Parsed(page(report))
    assert [a["id"] for tag, a in parsed.elements if a.get("class") == "doc"] == ["rule-URL004"]
    assert "Use https." in parsed.text
    assert "Windows-1252" not in parsed.text
    assert "There is no documentation." in Parsed(page(report._replace(rules={}))).text


def test_a_huge_report_lists_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_FINDINGS", 10)
    text = page(many(24))
    assert "The worst 10 of 24 findings are listed" in Parsed(text).text
    severities = [row[2] for row in data_of(text)["findings"]]
    assert severities == [0] * 8 + [1] * 2  # errors, then warnings


def test_the_size_is_bounded() -> None:
    long = "long " * 200_000
    fix = PlacedFix(long, tuple(PlacedEdit(Range(n, 1, n + 1, 9), long) for n in range(1, 500)), "safe")
    related = tuple(Related(long, Range(1, 1, 1, 2), long) for _ in range(500))
    finding = find()._replace(
        message=long, help=long, path=long, file=long, excerpt=long, fix=fix, related=related
    )
    inside = finding._replace(
        fix=PlacedFix("", tuple(PlacedEdit(Range(3, n, 3, n + 1), long) for n in range(1, 500)), "safe"),
    )
    profile = Profile(long, long, "2024-01-01", long, tuple(f"{n}{long}" for n in range(300)))
    report = Report(1, (finding, inside), internal_errors=(long,), collections={long: 1}, profiles=(profile,))
    assert len(page(report)) < 150_000


@pytest.mark.slow
def test_fifty_thousand_findings_fit_in_a_mail() -> None:
    assert 5 * len(page(many(10_000))) < 20_000_000


# ---- nothing from outside is more than text ----------------------------------------------------------------

ALLOWED = {tag for tag, _ in Parsed(page(SMALL)).elements} | {"ul", "strong"}


@given(st.text(st.characters() | st.sampled_from("<>&\"'`/!-{}%#"), max_size=60))
@settings(max_examples=25)
def test_any_text_stays_text(text: str) -> None:
    start = Range(1, 1, 1, 2)
    fix = PlacedFix(text, (PlacedEdit(start, text),), "safe")
    finding = find()._replace(
        message=text,
        file=text,
        path=text,
        help=text,
        fix=fix,
        excerpt=text,
        range=start,
        collection=text,
    )
    profile = Profile(text, text, "2024-01-01", text, (text,))
    report = Report(1, (finding,), (text,), (text,), {text: 1}, profiles=(profile,), rules=RULES)
    whole = page(report)
    parsed = Parsed(whole)
    assert {tag for tag, _ in parsed.elements} <= ALLOWED
    assert [tag for tag, _ in parsed.blocks] == ["style", "script", "script"]
    assert whole.isascii()


@given(st.recursive(st.text() | st.sampled_from(["</script>", "<!--", "\u2028]]>&"]), st.lists))
def test_json_is_safe_inside_a_script(data: object) -> None:
    text = safe_json(data)
    assert json.loads(text) == data
    assert text.isascii()
    assert not set(text) & set("<>&")


def test_documentation_is_rendered_without_its_tags() -> None:
    text = rendered(
        "## Why\n\n<b onclick=x>\n\n[a](javascript:alert)\n\n![i](https://x.example/i.png)\n\n### More"
    )
    assert "<h4>Why</h4>" in text
    assert "<h5>More</h5>" in text
    assert "&lt;b onclick=x&gt;" in text
    assert not re.search("<(b|img)|href=.javascript", text)


# ---- one finding -------------------------------------------------------------------------------------------

Rows = list[tuple[str, str, tuple[str, ...]]]


def rows_of(finding: Finding) -> Rows:
    return [(row.sign, row.label, row.parts) for row in card(finding).rows]


def fixed(finding: Finding, *edits: tuple[tuple[int, int, int, int], str]) -> Finding:
    placed = tuple(PlacedEdit(Range(*place), replacement) for place, replacement in edits)
    return finding._replace(fix=PlacedFix("", placed, "safe"))


TITLE = find(excerpt="title: Cafe  bar", marked="  ")
A = "a" * 200
CASES: list[tuple[str, Finding, Rows]] = [
    ("no fix", find(excerpt=URL, marked="http"), [("", "3", ('webUrl: "', "http", '://post.example/a"'))]),
    (
        "the fix replaces what is marked",
        find(excerpt="t: x", marked="x", replacement="y"),
        [("", "3", ("t: ", "x", "")), ("+", "", ("t: ", "y", ""))],
    ),
    (
        "the fix removes more than is marked",
        fixed(TITLE, ((3, 12, 3, 17), "")),
        [
            ("", "3", ("title: Cafe", "  ", "bar")),
            ("-", "", ("title: Cafe", "  bar", "")),
            ("+", "", ("title: Cafe", "", "")),
        ],
    ),
    (
        "two edits, in any order",
        fixed(TITLE, ((3, 14, 3, 15), "B"), ((3, 8, 3, 9), "c")),
        [
            ("", "3", ("title: Cafe", "  ", "bar")),
            ("-", "", ("title: ", "C", "afe  ", "b", "ar")),
            ("+", "", ("title: ", "c", "afe  ", "B", "ar")),
        ],
    ),
    (
        "edits on other lines",
        fixed(TITLE, ((7, 1, 7, 4), "new\ntext"), ((8, 1, 9, 1), ""), ((9, 3, 9, 5), "")),
        [
            ("", "3", ("title: Cafe", "  ", "bar")),
            ("+", "7", ("", "new\\ntext", "")),
            ("+", "8", ("(removes what stands up to line 9, column 1)",)),
            ("+", "9", ("(removes columns 3 to 4)",)),
        ],
    ),
    (
        "a long line",
        find(excerpt=f"{A}x{A}", marked="x"),
        [("", "3", (f"…{'a' * 70}", "x", f"{'a' * 70}…"))],
    ),
    ("a file that can't be read", TITLE._replace(excerpt=""), []),
    (
        "a range that goes on",
        TITLE._replace(range=Range(3, 8, 5, 2)),
        [("", "3", ("title: ", "Cafe  bar", ""))],
    ),
    (
        "a range past the end",
        TITLE._replace(range=Range(3, 90, 3, 99)),
        [("", "3", ("title: Cafe  bar", "", ""))],
    ),
    (
        "a line that just fits",
        find(excerpt=f"{'a' * 71}x{'b' * 71}", marked="x"),
        [("", "3", ("a" * 71, "x", "b" * 71))],
    ),
    (
        "a line that is two characters too long on each side",
        find(excerpt=f"{'a' * 72}x{'b' * 72}", marked="x"),
        [("", "3", (f"…{'a' * 70}", "x", f"{'b' * 70}…"))],
    ),
    (
        "edits far from each other",
        fixed(
            find(excerpt=f"x{'a' * 140}y{'b' * 141}z", marked="y"),
            ((3, 1, 3, 2), "X"),
            ((3, 142, 3, 143), "Y"),
            ((3, 284, 3, 285), "Z"),
        ),
        [
            ("", "3", (f"…{'a' * 70}", "y", f"{'b' * 70}…")),
            ("-", "", ("", "x", "a" * 140, "y", f"{'b' * 70} … {'b' * 70}", "z", "")),
            ("+", "", ("", "X", "a" * 140, "Y", f"{'b' * 70} … {'b' * 70}", "Z", "")),
        ],
    ),
    (
        "more edits of other lines than are shown",
        fixed(TITLE, *(((line, 1, line, 2), "x") for line in range(11, 17))),
        [
            ("", "3", ("title: Cafe", "  ", "bar")),
            *(("+", str(line), ("", "x", "")) for line in range(11, 15)),
            ("+", "…", ("(and 2 more)",)),
        ],
    ),
    (
        "as many edits of other lines as are shown",
        fixed(TITLE, *(((line, 1, line, 2), "x") for line in range(11, 15))),
        [
            ("", "3", ("title: Cafe", "  ", "bar")),
            *(("+", str(line), ("", "x", "")) for line in range(11, 15)),
        ],
    ),
    (
        "more edits of this line than are shown",
        fixed(
            find(excerpt="a" * 26, marked="a"), *(((3, 2 * at + 1, 3, 2 * at + 2), "x") for at in range(13))
        ),
        [
            ("", "3", ("", "a", "a" * 25)),
            ("-", "", (*("", *["a"] * 23), "…")),
            ("+", "", ("", "x", *["a", "x"] * 11, "…")),
        ],
    ),
    (
        "what can't be seen",
        find(excerpt="t: a\u200b\u202eb", marked="\u200b"),
        [("", "3", ("t: a", "\\u200b", "\\u202eb"))],
    ),
]


@pytest.mark.parametrize(("finding", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rows(finding: Finding, rows: Rows) -> None:
    assert rows_of(finding) == rows


def test_long_texts_and_paths_are_cut() -> None:
    long = TITLE._replace(message="m" * 600, help="h" * 601, path="p" * 241, file="d/" + "f" * 238)
    shown = card(long)
    assert (shown.message, shown.help) == ("m" * 600, "h" * 600 + "…")
    assert (shown.path, shown.file) == ("p" * 240 + "…", long.file)
    assert card(long._replace(file="d/" + "f" * 239)).file == "…/" + "f" * 239


@pytest.mark.parametrize("number", [4, 5, 6, 1006])
def test_five_related_places_are_named(number: int) -> None:
    place = Range(7, 1, 7, 2)
    shown = card(TITLE._replace(related=tuple(Related(f"{n}.md", place, "said") for n in range(number))))
    more = {6: ["and 1 more"], 1006: ["and 1,001 more"]}.get(number, [])
    assert list(shown.related) == [f"{n}.md:7: said" for n in range(min(number, 5))] + more


@given(st.text(max_size=400), st.integers(1, 420), st.integers(0, 420), st.text(max_size=9))
def test_rows_are_bounded_and_cover_the_range(line: str, column: int, length: int, new: str) -> None:
    place = Range(3, column, 3, column + length)
    finding = TITLE._replace(excerpt=line, range=place, fix=PlacedFix("", (PlacedEdit(place, new),), "safe"))
    for row in card(finding).rows:
        assert len(row.parts) % 2 == 1
        assert len("".join(row.parts)) < 10 * (70 + 160 + 70) + 3  # an escape has up to ten characters


def test_the_data_is_what_the_page_shows() -> None:
    text = page(SMALL)
    data = data_of(text)
    strings = data["strings"]
    messages = [strings[row[3]] for row in data["findings"]]
    shown = [a.get("class") for tag, a in Parsed(text).elements if tag == "li"]
    assert messages == [found.message for found in SMALL.findings]
    assert [f"finding {found.severity}" for found in SMALL.findings] == [
        name for name in shown if name and name.startswith("finding ") and name != "finding "
    ]
    assert strings[0] == ""


# ---- the overview ------------------------------------------------------------------------------------------


def dated(*dates: str) -> Timeline | None:
    profiles = tuple(Profile(f"{n}.md", "", date) for n, date in enumerate(dates))
    return overview(Report(len(dates), (find(file="0.md"),), profiles=profiles)).timeline


def names(timeline: Timeline | None) -> list[str]:
    assert timeline is not None
    return [name for name, _ in timeline.periods]


def test_dates_near_each_other_are_told_by_month() -> None:
    timeline = dated("2023-11-30", "2024-02-01", "", "2023-11-01")
    assert names(timeline) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert timeline is not None
    assert [tally.files for _, tally in timeline.periods] == [2, 0, 0, 1]
    assert [tally.findings for _, tally in timeline.periods] == [1, 0, 0, 0]
    assert (timeline.undated, timeline.outside) == (1, 0)


def test_dates_far_from_each_other_are_told_by_year() -> None:
    assert names(dated("2019-01-01", "2023-12-31")) == [
        f"{year}-{month:02}" for year in range(2019, 2024) for month in range(1, 13)
    ]
    assert names(dated("2019-01-01", "2024-01-01")) == ["2019", "2020", "2021", "2022", "2023", "2024"]


def test_a_wrong_date_does_not_spoil_the_chart() -> None:
    timeline = dated("0201-05-05", "2024-01-01", "2024-02-01", "9999-12-31")
    assert names(timeline) == ["2024-01", "2024-02"]
    assert timeline is not None
    assert timeline.outside == 2
    assert dated("", "") is None


@given(st.lists(st.dates().map(str), min_size=1, max_size=30))
def test_a_chart_is_never_too_long_and_misses_no_file(dates: list[str]) -> None:
    timeline = dated(*dates)
    assert timeline is not None
    assert len(timeline.periods) <= 60
    assert sum(tally.files for _, tally in timeline.periods) + timeline.outside == len(dates)
    drawn = chart(timeline)
    for bar in (bar for panel in drawn.panels for bar in panel.bars):
        assert 0 <= bar.x < bar.x + bar.width <= 100
        assert 0 <= bar.y < bar.y + bar.height <= BAR_HEIGHT + 3  # three kinds of one pixel at least
    assert all(later - earlier > 15 for (earlier, _), (later, _) in pairwise(drawn.labels))


def test_bars_are_stacked_to_the_highest() -> None:
    findings = (find(file="a.md"), find("URL004", URL, "http", file="a.md"), find(file="b.md"))
    profiles = (Profile("a.md", "", "2024-01-01"), Profile("b.md", "", "2024-02-01"))
    timeline = overview(Report(2, findings, profiles=profiles)).timeline
    assert timeline is not None
    files, found = chart(timeline).panels
    assert [(bar.kind, bar.y, bar.height) for bar in files.bars] == [("files", 0, 120), ("files", 0, 120)]
    assert [(bar.kind, bar.y, bar.height) for bar in found.bars] == [
        ("error", 60, 60),
        ("warning", 0, 60),
        ("error", 60, 60),
    ]
    assert (files.most, found.most) == (1, 2)
    assert files.bars[0].title == "2024-01: 1 file, 2 findings"


def test_publishers_with_the_most_findings() -> None:
    seen = overview(SMALL)
    assert [(name, tally.findings, tally.touched, tally.files) for name, tally in seen.publishers] == [
        ("post.example", 2, 2, 3),  # as many findings, and more files
        ("harbour.example", 2, 1, 1),
    ]
    profiles = tuple(Profile(f"{n}.md", "", "", f"p{n:02}") for n in range(40))
    findings = tuple(find(file=f"{n}.md") for n in range(20))
    crowded = overview(Report(40, findings, profiles=profiles))
    assert len(crowded.publishers) == 15
    assert crowded.more_publishers == 5


def test_collections_are_told_where_there_are_any() -> None:
    assert overview(SMALL).collections == ()
    found = (find(collection="news"), find(file="b.md", collection="news"), find(file="c.md"))
    seen = overview(Report(9, found, collections={"": 2, "news": 4, "people": 3}))
    assert [(name, t.findings, t.touched, t.files) for name, t in seen.collections] == [
        ("news", 2, 2, 4),
        ("", 1, 1, 2),
        ("people", 0, 0, 3),
    ]


def test_rules_worst_first() -> None:
    assert [(rule.code, rule.findings, rule.files) for rule in overview(SMALL).rules] == [
        ("TXT001", 2, 1),
        ("URL004", 1, 1),
        ("TXT009", 1, 1),
    ]
    raised = SMALL.findings[3]._replace(severity=Severity.ERROR)
    first = overview(SMALL._replace(findings=(*SMALL.findings[2:], raised))).rules[0]
    assert (first.code, first.severity, first.findings) == ("TXT009", Severity.ERROR, 2)


def test_coverage_of_fields() -> None:
    seen = overview(SMALL).coverage
    assert seen is not None
    assert seen.columns == (("All files", 4),)
    assert seen.rows == (("title", (4,)), ("image.url", (1,)), ("topics", (1,)), ("webUrl", (1,)))
    profiles = (
        Profile("a", "news", fields=("title", "date")),
        Profile("b", "news", fields=("title",)),
        Profile("c", "people", fields=("name",)),
    )
    several = overview(Report(3, (), profiles=profiles)).coverage
    assert several is not None
    assert several.columns == (("All files", 3), ("news", 2), ("people", 1))
    assert several.rows == (("title", (2, 2, 0)), ("date", (1, 1, 0)), ("name", (1, 0, 1)))
    assert overview(Report(3, ())).coverage is None
    assert (seen.left_out, several.left_out) == (0, 0)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 9, "0%"),
        (1, 1000, "<1%"),
        (1, 2, "50%"),
        (999, 1000, ">99%"),
        (99, 100, "99%"),
        (1, 100, "1%"),
        (9, 9, "100%"),
        (0, 0, "0%"),
    ],
)
def test_shares_say_none_and_all_only_where_it_is_so(part: int, whole: int, text: str) -> None:
    assert html._percent(part, whole) == text


# ---- the colours -------------------------------------------------------------------------------------------


def schemes() -> Iterator[tuple[str, dict[str, str]]]:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in CSS.split("@media")[:2])
    assert light.keys() == dark.keys()
    yield "light", light
    yield "dark", dark


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("paper", "surface", "sunk")
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "accent") for ground in GROUNDS),
    *((kind, f"{kind}-soft") for kind in ("error", "warning", "info", "good")),
    *(("ink", f"{kind}-soft") for kind in ("error", "warning", "info", "good")),
    *((kind, "sunk") for kind in ("error", "good")),
]
SHAPES = [
    *((bar, "surface") for bar in ("bar-error", "bar-warning", "bar-info", "bar-files", "accent", "good")),
    *(("edge", ground) for ground in GROUNDS),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    colors = dict(schemes())[scheme]
    measured = {(a, b): contrast(colors[a], colors[b]) for a, b in (*TEXT, *SHAPES)}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < (4.5 if pair in TEXT else 3)} == {}


def test_every_colour_is_one_of_the_scheme() -> None:
    rules = CSS[CSS.index("*, *::before") :]
    assert not re.search(r"#[0-9a-f]{3,8}\b(?=[;,) ])|rgb|hsl", rules)
    used = set(re.findall(r"var\(--([\w-]+)\)", rules))
    assert used == dict(schemes())["light"].keys()


def test_hostile_text_is_shown_as_it_is() -> None:
    shown: Card = card(hostile().findings[0])
    assert shown.message.startswith(HOSTILE[:80])
    assert "\\u202eevil\\x1b[31m \\udcff \\u2028" in shown.message
    assert html_overview.overview(hostile()).total.findings == 2
