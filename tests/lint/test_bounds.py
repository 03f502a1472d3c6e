"""Findings without end: of one rule in one file some are told, the others counted, wherever findings go."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import cli
from newslint.config.output_format import OutputFormat
from newslint.config.project import Project
from newslint.config.selection import select_rules
from newslint.document import Document, parse_document
from newslint.finding import (
    CorpusHit,
    Edit,
    Fact,
    Finding,
    Fix,
    Hit,
    Range,
    Report,
    RuleInfo,
    Severity,
    Span,
)  # fmt: skip
from newslint.fix.rounds import fix_source
from newslint.frontmatter.nodes import Limits
from newslint.knowledge.mojibake import damaged_runs
from newslint.lint.corpus import check
from newslint.lint.examiner import Examined, Examiner
from newslint.lint.job import Job
from newslint.lint.listing import Bounds, Listing, standing_for
from newslint.lint.settings import Settings
from newslint.reporters import Style, reporter
from newslint.rule import NoOptions, Rule
from newslint.rules import BUILT_IN
from newslint.run.cache.record import to_record
from newslint.run.cache.store import Cache
from newslint.run.verdict import judge
from newslint.schema.compiled import choose
from newslint.source import Source
from newslint.text.runs import Run, apply_runs, meets_one_of, most_of, repairs_of, together

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOST = 1_000
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Run the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "NEWSLINT_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["newslint", *arguments])
        status = cli.main()
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def listed(count: int, text: str = "Tea &amp; cake") -> str:
    """An article with that many HTML entities, one a line; the first stands on line 4."""
    items = "".join(f"- {text} {number}\n" for number in range(count))
    return f"---\ntitle: Harbour reopens\ntags:\n{items}---\n"


def field(text: str, name: str = "description") -> str:
    """An article with a long text."""
    before = "" if name == "title" else "title: Harbour\n"
    return f'---\n{before}{name}: "{text}"\n---\n'


def comment(codes: str) -> str:
    """An article with a comment that silences something, as it says."""
    return f"---\ntitle: Harbour\n# newslint: ignore[{codes}]\nx: 1\n---\n"


def settings(most: int = MOST, *rules: Rule) -> Settings:
    chosen = rules or select_rules(BUILT_IN, ["TXT", "NL"])
    limits = Limits(max_findings=most)
    return Settings(chosen, limits=limits, now=NOW)


def found(text: str, given: Settings) -> tuple[Finding, ...]:
    report = check([Source("a.md", text.encode("utf-8", "surrogatepass"))], given)
    assert report.internal_errors == ()
    return report.findings


def at(line: int, message: str = "wrong", digest: str = "d") -> Finding:
    place = Range(line, 1, line, 2)
    return Finding(
        "TXT001", "mojibake", Severity.ERROR, message, "a.md", place, f"x[{line}]", None, None, "x", digest
    )


def fill(listing: Listing, findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        listing.take(finding.range, lambda f=finding: ("x[]", f.digest), lambda f=finding: f)  # type: ignore[misc]
    return listing.findings()


# ---- which are told ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 3])
def test_all_are_told_where_they_are_no_more_than_that(count: int) -> None:
    findings = [at(line) for line in range(1, count + 1)]
    assert fill(Listing("a.md", "TXT001", Bounds(3)), findings) == findings


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (4, "1 more of these in this file is not listed"),
        (1503, "1,500 more of these in this file are not listed"),
    ],
)
def test_one_more_stands_for_all_others(count: int, words: str) -> None:
    findings = [at(line) for line in range(1, count + 1)]
    *told, rest = fill(Listing("a.md", "TXT001", Bounds(3)), findings)
    assert told == findings[:3]
    assert (rest.message, rest.untold, rest.number) == (words, count - 3, count - 3)
    assert (rest.code, rest.severity, rest.file, rest.range.line) == ("TXT001", Severity.ERROR, "a.md", 4)
    assert (rest.fix, rest.path, rest.digest, rest.alike) == (None, "", "", ())


def test_what_is_only_counted_is_never_made() -> None:
    made: list[int] = []

    def make(line: int) -> Finding:
        made.append(line)
        return at(line)

    listing = Listing("a.md", "TXT001", Bounds(3))
    for line in range(1, 101):
        listing.take(Range(line, 1, line, 2), lambda: ("", ""), partial(make, line))
    assert listing.findings()[-1].untold == 97
    assert made == [1, 2, 3, 4]


def test_what_the_baseline_knows_gives_way() -> None:
    def known(file: str, code: str) -> dict[tuple[str, str], int]:
        assert (file, code) == ("a.md", "TXT001")
        return {("x[]", "old"): 4}

    findings = [at(line, digest="old" if line <= 5 else "new") for line in range(1, 10)]
    *told, rest = fill(Listing("a.md", "TXT001", Bounds(3, known)), findings)
    assert [finding.range.line for finding in told] == [5, 6, 7]
    assert (rest.untold, rest.range.line) == (6, 8)
    assert dict(rest.alike) == {("x[]", "old"): 4, ("x[]", "new"): 2}


def test_what_stands_on_other_lines_gives_way() -> None:
    bounds = Bounds(3, touched=lambda file, place: file == "a.md" and place.line in (5, 9))
    findings = [at(line) for line in range(1, 10)]
    *told, rest = fill(Listing("a.md", "TXT001", bounds), findings)
    assert [finding.range.line for finding in told] == [5, 9]
    assert (rest.range.line, rest.untold) == (1, 7)  # at a place that nobody wants to hear of


# ---- the engine --------------------------------------------------------------------------------------------


def test_a_file_with_very_many_findings() -> None:
    *told, rest = found(listed(2_500), settings())
    assert [f.range.line for f in told] == [*range(4, 1_004)]
    assert all(f.fix is not None for f in told)
    assert (rest.code, rest.untold, rest.range.line, rest.excerpt) == (
        "TXT002",
        1_500,
        1_004,
        "- Tea &amp; cake 1000",
    )


def test_each_rule_and_each_file_has_its_own() -> None:
    text = listed(20).replace("Tea", "Teaâ€™s")
    report = check([Source(name, text.encode()) for name in ("a.md", "b.md")], settings(5))
    assert [(f.file, f.code, f.untold) for f in report.findings if f.untold] == [
        ("a.md", "TXT001", 15), ("a.md", "TXT002", 15), ("b.md", "TXT001", 15), ("b.md", "TXT002", 15)
    ]  # fmt: skip
    assert report.by_code() == {"TXT001": 40, "TXT002": 40}
    assert (report.total(), report.untold(), len(report.findings)) == (80, 60, 24)


def test_what_is_silenced_or_superseded_is_not_counted() -> None:
    assert found(listed(20), settings(5))[-1].untold == 15
    lines = listed(20).replace("&amp; cake 3", "&amp; cake 3 # newslint: ignore[TXT002]")
    lines = lines.replace("&amp; cake 17", "&amp; cake 17 # newslint: ignore[TXT002]")
    assert [f.number for f in found(lines, settings(5))] == [1] * 5 + [13]

    def everywhere(document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        yield from (Hit(node.span, "wrong", node.path) for node in document.texts)

    def somewhere(document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        yield from (Hit(node.span, "worse", node.path) for node in document.texts[::2])

    general = Rule("TST001", "general", Severity.ERROR, everywhere, "Doc.")
    special = Rule("TST002", "special", Severity.ERROR, somewhere, "Doc.", supersedes=("TST001",))
    report = check([Source("a.md", listed(19).encode())], settings(3, general, special))
    assert report.by_code() == {"TST001": 10, "TST002": 10}


def test_a_rule_that_raises_past_the_limit_is_one_line_and_tells_nothing() -> None:
    def broken(document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        yield from (Hit(node.span, "wrong", node.path) for node in document.texts)
        raise ValueError("broken")

    rule = Rule("TST001", "broken", Severity.ERROR, broken, "Doc.")
    report = check([Source("a.md", listed(19).encode())], settings(3, rule))
    assert report.findings == ()
    assert len(report.internal_errors) == 1


def edits_tried(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    tried = 0
    real = Document.replace

    def count(document: Document, *rest: Any) -> Edit | None:
        nonlocal tried
        tried += not document.is_counting
        return real(document, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(Document, "replace", count)
        found(text, settings())
    return tried


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "untold"),
    [
        (listed, [2_000]),
        (lambda count: field("a &amp; b " * count), []),
        (lambda count: field("cafÃ© " * count), []),
        (lambda count: field("a\u200bb " * count), []),
        (lambda count: field("a\u202cb " * count), []),
        (lambda count: field("a\\x08b " * count), []),
        (lambda count: field("a  b " * count + "c", "title"), []),
    ],
    ids=["items", "entities", "mojibake", "invisible", "bidi", "controls", "blanks"],
)
def test_edits_are_tried_for_what_is_told_only(
    monkeypatch: pytest.MonkeyPatch, text: Callable[[int], str], untold: list[int]
) -> None:
    few, many = (edits_tried(monkeypatch, text(count)) for count in (1_500, 3_000))
    assert 0 < many <= few + 1 <= MOST + 2
    # Some kinds are told once a text, with all their places.
    assert [f.untold for f in found(text(3_000), settings()) if f.untold] == untold


def calls(work: Callable[[], object]) -> int:
    """How many functions were called: a measure of work that no clock disturbs."""
    number = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal number
        del frame, argument
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return number


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        lambda count: comment("TXT001," * count),
        lambda count: comment("none," * count),
        lambda count: field("â€™Ã©" * count),
        lambda count: field("cafÃ© â€™ " * count),
        listed,
    ],
    ids=["suppressions", "unknown codes", "one run", "many runs", "items"],
)
def test_twice_as_much_is_twice_the_work(text: Callable[[int], str]) -> None:
    given = settings()
    found(text(10), given)
    damaged_runs.__globals__["_damaged_runs"].cache_clear()
    once, twice = (calls(lambda count=count: found(text(count), given)) for count in (4_000, 8_000))  # type: ignore[misc]
    assert twice < 2.3 * once


def test_a_comment_with_very_many_codes_is_told_within_bounds_and_removed_at_once() -> None:
    text = comment("TXT001," * 5_000)
    findings = found(text, settings())
    assert [f.code for f in findings] == ["NL001"] * (MOST + 1)
    assert findings[-1].untold == 4_000
    assert fixed(text).source.text == "---\ntitle: Harbour\nx: 1\n---\n"


def test_what_silences_is_kept_once() -> None:
    text = comment("COR001," * 5_000)
    examined = Examiner(settings()).examine(Job("a.md"), Source("a.md", text.encode()))
    assert examined is not None
    assert [(s.codes, s.first, s.last) for s in examined.suppressions] == [(frozenset({"COR001"}), 3, 4)]


def test_messages_are_bounded() -> None:
    text = field("â€™Ã©" * 40_000)
    (finding,) = (f for f in found(text, settings()) if f.code == "TXT001")
    assert len(finding.message) < 1_000
    assert finding.fix is not None
    assert len(finding.fix.message) < 1_000
    assert len(finding.help or "") < 1_000

    def wordy(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        yield Hit(
            Span(0, 1), "m" * 9_999, help="h" * 9_999, fix=Fix("f" * 9_999, (Edit(Span(0, 1), "x"),), "safe")
        )

    rule = Rule("TST001", "wordy", Severity.ERROR, wordy, "Doc.")
    (finding,) = found("---\ntitle: x\n---\n", settings(3, rule))
    assert finding.fix is not None
    assert [len(said or "") for said in (finding.message, finding.help, finding.fix.message)] == [2_000] * 3
    assert finding.message.endswith("m…")


def test_what_compares_articles_is_bounded_and_tells_the_same_ones_in_each_run() -> None:
    def facts(document: Document, options: NoOptions) -> Iterator[Fact]:
        del options
        yield from (Fact(str(node.value), (), node.span, node.path) for node in document.texts)

    def compare(groups: Any, options: NoOptions) -> Iterator[CorpusHit]:
        del options
        for group in groups:
            yield from (CorpusHit(fact, "again") for fact in reversed(group))

    rule = Rule("TST001", "again", Severity.WARNING, facts, "Doc.", compare=compare)
    names = ["b.md", "a.md", "c.md"]
    report = check([Source(name, listed(30).encode()) for name in names], settings(4, rule))
    for name in names:
        own = [f for f in report.findings if f.file == name]
        assert [(f.range.line, f.untold) for f in own] == [(2, 0), (4, 0), (5, 0), (6, 0), (7, 27)]
    again = check([Source(name, listed(30).encode()) for name in reversed(names)], settings(4, rule))
    assert again.findings == report.findings


# ---- reports -----------------------------------------------------------------------------------------------

RULE = RuleInfo("TXT001", "mojibake", Severity.ERROR, "Text is wrong", "Text is wrong.")


def crowded() -> Report:
    findings = [at(line, "should be `’`") for line in range(1, 4)]
    return Report(
        1, (*findings, standing_for(at(4), 99_000, {})), checked=("a.md",), collections={"news": 1},
        rules={"TXT001": RULE},
    )  # fmt: skip


def write(name: str, report: Report) -> str:
    out = StringIO()
    reporter(name)(report, out, Style())
    return out.getvalue()


@pytest.mark.parametrize("name", [*OutputFormat, "statistics"])
def test_every_format_tells_of_what_is_not_listed(name: str) -> None:
    text = write(str(name), crowded())
    if name == "statistics":
        assert "99,003" in text
        assert "(99,000 of them not listed)" in text
    else:
        assert "99,000 more of these in this file are not listed" in text


def test_counts_are_those_of_all() -> None:
    report = crowded()
    assert "Checked 1 file: 99,003 errors (99,000 of them not listed)." in write("full", report)
    summary = json.loads(write("json", report))["summary"]
    assert (summary["findings"], summary["untold"]) == (99_003, 99_000)
    assert summary["by_severity"]["error"] == 99_003
    assert summary["by_code"] == {"TXT001": 99_003}
    assert 'message="99,003 errors"' in write("junit", report)
    assert "| 99,003 | 1 |" in write("markdown", report)
    html = write("html", report)
    assert "99,003 findings in 1 of 1 file" in html
    assert "3 of 99,003 findings are listed; the counts above are of all." in html
    results = json.loads(write("sarif", report))["runs"][0]["results"]
    assert [result.get("occurrenceCount") for result in results] == [None, None, None, 99_000]
    entries = json.loads(write("json", report))["findings"]
    assert [entry["untold"] for entry in entries] == [0, 0, 0, 99_000]


def test_what_fixes_would_do_is_said_of_what_is_listed() -> None:
    report = Report(1, found(listed(2_500), settings()))
    assert "[*] `--fix` would mend 1,000 of those listed." in write("concise", report)


@pytest.mark.parametrize(("accepted", "failed"), [(2_499, True), (2_500, False)])
def test_warnings_are_counted_as_if_all_were_told(accepted: int, failed: bool) -> None:  # noqa: FBT001
    report = Report(1, found(listed(2_500), settings()))
    assert judge([(Project(Path(), max_warnings=accepted), report)]).failed is failed


# ---- runs --------------------------------------------------------------------------------------------------


def lint_text(run: Call, text: str) -> tuple[int, list[str]]:
    """The exit status, and places with messages."""
    Path("a.md").write_text(text, encoding="utf-8")
    status, out, _ = run("check", "--select", "TXT", "--output-format", "concise", "a.md")
    rows = [line.split(" ", 2) for line in out.splitlines() if line.startswith("a.md:")]
    return status, [f"{row[0]} {row[2]}" for row in rows]


def set_limit(most: int) -> None:
    Path("newslint.toml").write_text(f"[limits]\nmax-findings = {most}\n", encoding="utf-8")


def test_the_limit_is_a_setting(run: Call) -> None:
    set_limit(2)
    _, told = lint_text(run, listed(5))
    assert told[2] == "a.md:6:7: 3 more of these in this file are not listed"
    assert len(told) == 3
    assert "5 warnings (3 of them not listed)" in run("check", "--select", "TXT", "a.md")[1]
    set_limit(5)
    assert len(lint_text(run, listed(5))[1]) == 5


def test_a_fresh_baseline_is_quiet_and_what_is_new_is_told_with_its_place(run: Call) -> None:
    set_limit(3)
    lint_text(run, listed(20))
    assert "20 known findings" in run("check", "--select", "TXT", "--update-baseline", "a.md")[2]
    status, told = lint_text(run, listed(20))
    assert (status, told) == (0, [])
    # At the end, at the beginning, and as many as that all can't be told.
    last = listed(20).replace("cake 19\n", "cake 19\n- Rum &amp; raisin\n")
    status, told = lint_text(run, last)
    assert (status, [line.split(":")[1] for line in told]) == (1, ["24"])
    first = listed(20).replace("tags:\n", "tags:\n- Rum &lt; raisin &gt; 3\n")
    status, told = lint_text(run, first)
    assert (status, [line.split(":")[1] for line in told]) == (1, ["4"])
    many = listed(20).replace("cake 19\n", "cake 19\n" + "- Rum &quot; raisin\n" * 9)
    status, told = lint_text(run, many)
    assert (status, [line.split(":")[1] for line in told]) == (1, ["24", "25", "26", "27"])
    assert told[-1].endswith("6 more of these in this file are not listed")


def test_another_limit_leaves_a_baseline_as_good_as_it_was(run: Call) -> None:
    set_limit(3)
    lint_text(run, listed(20))
    run("check", "--select", "TXT", "--update-baseline", "a.md")
    written = Path("newslint-baseline.json").read_text(encoding="utf-8")
    for most in (1, 19, 20, 1_000):
        set_limit(most)
        assert lint_text(run, listed(20)) == (0, [])
        run("check", "--select", "TXT", "--update-baseline", "a.md")
        assert Path("newslint-baseline.json").read_text(encoding="utf-8") == written


def test_what_is_gone_from_what_was_never_told_is_noticed(run: Call) -> None:
    set_limit(3)
    lint_text(run, listed(20))
    run("check", "--select", "TXT", "--update-baseline", "a.md")
    mended = listed(20).replace("Tea &amp; cake 17", "Tea and cake 17")
    Path("a.md").write_text(mended, encoding="utf-8")
    status, out, _ = run("check", "--select", "TXT", "a.md")
    assert status == 0
    assert "No longer there: 1 finding of the baseline" in out


def test_known_findings_that_are_no_more_than_the_limit_hide_nothing(run: Call) -> None:
    set_limit(10)
    lint_text(run, listed(8))
    run("check", "--select", "TXT", "--update-baseline", "a.md")
    new = listed(8).replace("cake 7\n", "cake 7\n" + "- Rum &quot; raisin\n" * 9)
    status, told = lint_text(run, new)
    assert (status, len(told)) == (1, 9)


@pytest.mark.parametrize("option", ["--fix", "--fix-only", "--diff"])
def test_fixes_mend_what_was_not_told(run: Call, option: str) -> None:
    set_limit(3)
    Path("a.md").write_text(listed(50), encoding="utf-8")
    status, out, err = run("check", "--select", "TXT", option, "a.md")
    assert f"fix{'' if option == '--diff' else 'ed'} 50 findings in 1 file" in err
    after = listed(50).replace("&amp;", "&")
    if option == "--diff":
        assert (status, out.count("\n+- Tea & cake")) == (1, 50)
    else:
        assert Path("a.md").read_text(encoding="utf-8") == after


def test_fixes_leave_what_the_baseline_knows(run: Call) -> None:
    set_limit(3)
    lint_text(run, listed(20))
    run("check", "--select", "TXT", "--update-baseline", "a.md")
    new = "cake 19\n- Rum &lt; raisin\n"
    Path("a.md").write_text(listed(20).replace("cake 19\n", new), encoding="utf-8")
    run("check", "--select", "TXT", "--fix", "a.md")
    wanted = listed(20).replace("cake 19\n", "cake 19\n- Rum < raisin\n")
    assert Path("a.md").read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("least", [1, 10_000])
def test_several_processes_say_the_same_as_one(
    run: Call, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr("newslint.run.scheduler._LEAST", {"fork": least, "spawn": least})
    set_limit(3)
    for number in range(40):
        Path(f"{number:02}.md").write_text(listed(10), encoding="utf-8")
    how = ("--jobs", "2", "--no-cache", "--output-format", "json")
    status, out, _ = run("check", "--select", "TXT", *how, ".")
    summary = json.loads(out)["summary"]
    assert (status, summary["findings"], summary["untold"]) == (1, 400, 280)


def test_what_is_not_all_told_is_not_remembered(run: Call) -> None:
    set_limit(3)
    for number in range(20):  # fewer are not worth a cache
        Path(f"{number:02}.md").write_text(listed(number % 5), encoding="utf-8")
    first = run("check", "--select", "TXT", ".")
    assert run("check", "--select", "TXT", ".") == first
    remembered: list[str] = []
    real = Cache.add
    for number in range(20):
        Path(f"{number:02}.md").write_text(listed(number % 5) + "x", encoding="utf-8")

    def add(cache: Cache, path: str, key: bytes, record: str) -> None:
        remembered.append(Path(path).stem)
        real(cache, path, key, record)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cache, "add", add)
        run("check", "--select", "TXT", ".")
    assert sorted(remembered) == [f"{number:02}" for number in range(20) if number % 5 < 4]


def test_a_long_line_is_remembered_once() -> None:
    text = f"---\ntags: [{', '.join(['cafÃ©'] * 900)}]\n---\n"
    examined = Examiner(settings()).examine(Job("a.md"), Source("a.md", text.encode()))
    assert examined is not None
    assert len(examined.findings) == 900
    record = to_record(examined)
    bare = to_record(Examined([finding._replace(excerpt="") for finding in examined.findings]))
    assert len(record) - len(bare) < 4 * len(text)


# ---- repairs of long texts ---------------------------------------------------------------------------------


def fixed(text: str, *, unsafe: bool = False) -> Any:
    given = settings(100_000)
    source = Source("a.md", text.encode())

    def look(source: Source) -> tuple[Finding, ...]:
        return check([source], given).findings

    def parse(source: Source) -> Document:
        return parse_document(source, choose)

    return fix_source(source, look, parse, lambda f: f.fix is not None and (unsafe or f.fix.safety == "safe"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("cafÃ© at night ", "café at night "),
        ("the harbourâ€™s ", "the harbour’s "),
        ("Tom &amp; Jo sail ", "Tom & Jo sail "),
        ("a\u200bb and so on ", "ab and so on "),
    ],
)
@pytest.mark.parametrize("style", ["", "'", '"', "|", ">"])
def test_a_long_text_is_mended_whole(wrong: str, right: str, style: str) -> None:
    def article(text: str) -> str:
        text = (text * 3_000).strip()
        block = f"{style}\n  {text}\n" if style in ("|", ">") else f"{style}{text}{style}\n"
        return f"---\ntitle: Harbour reopens\ndescription: {block}---\n"

    result = fixed(article(wrong))
    assert result.source.text == article(right)
    assert not result.is_unfinished
    assert result.refused == ()


def test_safe_and_unsafe_repairs_of_a_long_text_are_made_apart() -> None:
    # What would be a tag is no safe repair.
    safe_ones = "Tom &amp;amp; Jo " * 2_000
    text = field(f"{safe_ones}&amp;lt;/b> {safe_ones}", "x")
    safe = fixed(text)
    assert safe.source.text == text.replace("&amp;amp;", "&")
    assert fixed(text, unsafe=True).source.text == text.replace("&amp;amp;", "&").replace("&amp;lt;", "<")


RUNS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5), st.text("xyz", max_size=3)), max_size=30)


@st.composite
def texts_with_runs(draw: st.DrawFn) -> tuple[str, list[Run]]:
    runs, at = [], 0
    for length, gap, right in draw(RUNS):
        runs.append((at + gap, at + gap + length, right))
        at += gap + length
    return "a" * (at + draw(st.integers(0, 3))), runs


@given(texts_with_runs(), st.data())
def test_repairs_that_are_made_together_are_those_that_are_made_apart(
    given_: tuple[str, list[Run]], data: st.DataObject
) -> None:
    text, runs = given_
    number = len(runs)
    kinds = data.draw(st.lists(st.sampled_from(["safe", "unsafe", ""]), min_size=number, max_size=number))
    most = data.draw(st.integers(1, 40))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newslint.text.runs._MOST", most)
        offers = list(repairs_of(text, runs, kinds))
    assert len(offers) == len(runs)
    few = len(runs) <= most
    for kind in ("safe", "unsafe"):
        own = [offer for offer, its in zip(offers, kinds, strict=True) if its == kind]
        same = [run for run, its in zip(runs, kinds, strict=True) if its == kind]
        if few:
            assert own == [(run, 1) for run in same]
        elif same:
            assert own[0] is not None
            run, mends = own[0]
            assert mends == len(same)
            assert apply_runs(text, [run]) == apply_runs(text, same)
    assert all(offer is None for offer, its in zip(offers, kinds, strict=True) if not its)
    if runs:
        assert apply_runs(text, [together(text, runs)]) == apply_runs(text, runs)


@given(texts_with_runs(), st.integers(0, 400), st.integers(1, 9))
def test_meeting_a_run(given_: tuple[str, list[Run]], start: int, length: int) -> None:
    _, runs = given_
    end = start + length
    assert meets_one_of(runs, start, end) == any(first < end and start < last for first, last, _ in runs)


def test_edits_of_a_long_text_are_few() -> None:
    assert [most_of("a" * length) for length in (10, 9_999, 99_999, 10**7)] == [500, 500, 50, 1]


def test_rounds_go_on_while_there_is_less_to_find_after_each(
    run: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newslint.fix.files._MOST_AT_ONCE", 2)
    set_limit(2)
    Path("a.md").write_text(listed(50), encoding="utf-8")
    _, _, err = run("check", "--select", "TXT", "--fix", "a.md")
    assert err == "newslint: fixed 50 findings in 1 file\n"
    assert Path("a.md").read_text(encoding="utf-8") == listed(50).replace("&amp;", "&")


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_rounds_do_not_reach_is_told_and_left_for_the_next_run(
    run: Call, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setattr("newslint.fix.files._MOST_AT_ONCE", 2)
    monkeypatch.setattr("newslint.fix.rounds._MOST_CHECKED", 0)
    set_limit(2)
    Path("a.md").write_text(listed(50), encoding="utf-8")
    status, _, err = run("check", "--select", "TXT", option, "a.md")
    verb = "fixed" if option == "--fix" else "would fix"
    assert status == 1
    assert err == (
        f"newslint: {verb} 20 findings in 1 file\n"
        "newslint: a.md: there is more to fix than one run does; run it again\n"
    )
    if option == "--fix":
        assert Path("a.md").read_text(encoding="utf-8").count("&amp;") == 30
        for _ in range(2):
            run("check", "--select", "TXT", option, "a.md")
        assert run("check", "--select", "TXT", "a.md")[0] == 0


def test_one_fix_for_a_whole_text_waits_where_some_of_it_is_known(run: Call) -> None:
    text = field("quay , " * 1_400 + "quay")
    select = ("check", "--select", "TXT015", "a.md")
    Path("a.md").write_text(text, encoding="utf-8")
    run(*select, "--update-baseline")
    Path("a.md").write_text(text.replace(", quay", ", quay  , pier", 1), encoding="utf-8")
    run(*select, "--fix", "--unsafe-fixes")
    assert Path("a.md").read_text(encoding="utf-8") == text.replace(", quay", ", quay, pier", 1)
    # The first repair is the one for all of them.
    first = text.replace("quay ,", "quay  ,", 1)
    Path("a.md").write_text(first, encoding="utf-8")
    status, _, _ = run(*select, "--fix", "--unsafe-fixes")
    assert status == 1
    assert Path("a.md").read_text(encoding="utf-8") == first


def test_a_text_whose_first_defect_is_known_stays_as_it_is(run: Call) -> None:
    lint_text(run, field("cafÃ© cafÃ©"))
    run("check", "--select", "TXT", "--update-baseline", "a.md")
    more = field("cafÃ© cafÃ© naÃ¯ve")
    assert lint_text(run, more) == (0, [])
    run("check", "--select", "TXT", "--fix", "a.md")
    assert Path("a.md").read_text(encoding="utf-8") == more
