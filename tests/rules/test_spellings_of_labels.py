"""How bad two spellings of a label are, and what the majority makes of the rarer one."""

import pytest

from newslint.config.generators import Owner
from newslint.finding import Finding, Severity
from newslint.knowledge.generators import FACTS
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.rules import BY_CODE
from newslint.source import Source

APART = ("eleventy", "hexo", "jekyll")
USUAL = "[Night trains]"


def found(
    generator: str,
    values: list[str],
    field: str = "tags",
    rule: Rule = BY_CODE["COR004"],
    **changes: object,
) -> list[Finding]:
    sources = [
        Source(f"{number}.md", f"---\ntitle: {number}\n{field}: {value}\n---\n".encode())
        for number, value in enumerate(values)
    ]
    settings = Settings((rule,), generator=Owner(generator))
    report = check(sources, replace(settings, **changes) if changes else settings)
    assert report.internal_errors == ()
    return list(report.findings)


@pytest.mark.parametrize("generator", ["", *FACTS])
def test_two_lists_are_worse_than_one(generator: str) -> None:
    (finding,) = found(generator, [USUAL] * 3 + ["[night-trains]"])
    assert finding.severity == (Severity.WARNING if generator in APART else Severity.INFO)
    (unclear,) = found(generator, [USUAL] * 2 + ["[night-trains]"])
    assert unclear.severity == Severity.INFO


@pytest.mark.parametrize("field", ["tags", "categories", "topics", "series", "keywords"])
def test_every_field_of_labels_is_compared(field: str) -> None:
    for generator, severity in (("jekyll", Severity.WARNING), ("hugo", Severity.INFO)):
        (finding,) = found(generator, [USUAL] * 3 + ["[night-trains]"], field)
        assert (finding.severity, finding.path) == (severity, f"{field}[0]")


@pytest.mark.parametrize("field", ["category", "series"])
def test_a_field_may_be_one_label(field: str) -> None:
    (finding,) = found("hugo", ["Night trains"] * 3 + ["night-trains"], field)
    assert finding.path == field
    assert finding.fix is not None
    assert [edit.replacement for edit in finding.fix.edits] == ["Night trains"]


def test_a_configuration_stands_above_both() -> None:
    rule = BY_CODE["COR004"]._replace(severity=Severity.ERROR, is_severity_set=True)
    (finding,) = found("jekyll", [USUAL] * 3 + ["[night-trains]"], rule=rule)
    assert finding.severity == Severity.ERROR


@pytest.mark.parametrize(
    ("written", "replacement"),
    [
        ("[night-trains]", "Night trains"),
        ("['night-trains']", "Night trains"),
        ('[" night-trains "]', "Night trains"),
        ('["night\\x2dtrains"]', "Night trains"),
        ("\n- >-\n  night-trains", "Night trains"),
    ],
)
def test_only_the_label_is_written_anew(written: str, replacement: str) -> None:
    (finding,) = found("", [USUAL] * 3 + [written])
    assert finding.fix is not None
    assert [edit.replacement for edit in finding.fix.edits] == [replacement]
    assert (finding.fix.message, finding.fix.safety) == ("write `Night trains`", "unsafe")
    assert finding.help == "spell the topic in one way"


@pytest.mark.parametrize(
    ("usual", "written"), [("C# club", '"C# club"'), ("a: b", '"a: b"'), ("O'Neill", '"O\'Neill"')]
)
def test_a_label_that_needs_quotes_gets_them(usual: str, written: str) -> None:
    (finding,) = found(
        "", [f'["{usual}"]'] * 3 + [f"[{usual.lower().replace(': ', '-').replace(chr(39), '')}]"]
    )
    assert finding.fix is not None
    assert [edit.replacement for edit in finding.fix.edits] == [written]


def test_no_list_gets_a_label_twice() -> None:
    twice = found("", [USUAL] * 6 + ["[night-trains, NIGHT TRAINS]", "[' Night trains ', night-trains]"])
    assert [(f.file, f.path, f.fix is not None) for f in twice] == [
        ("6.md", "tags[0]", True),
        ("6.md", "tags[1]", False),
        ("7.md", "tags[1]", False),
    ]
    assert [f.help for f in twice[1:]] == ["remove it: the list would have `Night trains` twice"] * 2


def test_two_lists_of_a_file_are_two() -> None:
    lists = "[Night trains]\nmore:\n  tags: [Night trains]"
    odd = "[night-trains]\ncategories: [Night trains]"
    (finding,) = found("", [lists] * 3 + [odd])
    assert finding.fix is not None


def test_what_was_decided_holds_for_one_file_alone() -> None:
    rule = BY_CODE["COR004"]
    sources = [Source(f"{i}.md", f"---\ntags: {USUAL}\n---\n".encode()) for i in range(3)]
    odd = Source("odd.md", b"---\ntags: [night-trains]\n---\n")
    report = check([*sources, odd], Settings((rule,)))
    assert len(report.decided) == 1
    alone = check([odd], Settings((rule,), decided=report.decided))
    assert alone.findings == report.findings
    assert alone.decided == report.decided
    moved = Source("odd.md", b"---\ntitle: x\ntags: [Quays, night-trains]\n---\n")
    (finding,) = check([moved], Settings((rule,), decided=report.decided)).findings
    assert (finding.range.line, finding.path) == (3, "tags[1]")
    assert check([odd], Settings((rule,), decided={})).findings == ()
    assert check([odd], Settings((rule,))).findings == ()


def test_nothing_is_decided_where_the_majority_is_not_clear() -> None:
    sources = [Source(f"{i}.md", f"---\ntags: {USUAL}\n---\n".encode()) for i in range(2)]
    odd = Source("odd.md", b"---\ntags: [night-trains]\n---\n")
    report = check([*sources, odd], Settings((BY_CODE["COR004"],)))
    assert [finding.fix for finding in report.findings] == [None]
    assert report.decided == {}


@pytest.mark.parametrize(("usual", "times", "is_fixed"), [(2, 2, False), (3, 2, True), (3, 3, True)])
def test_a_misspelt_topic_is_mended_by_three_files(usual: int, times: int, *, is_fixed: bool) -> None:
    rule = BY_CODE["COR009"]
    options = {rule.code: rule.options(times=times)}
    (finding,) = found("", ["[community]"] * usual + ["[comunity]"], rule=rule, options=options)
    assert (finding.fix is not None) is is_fixed


def test_two_misspelt_topics_need_six_files() -> None:
    rule = BY_CODE["COR009"]
    options = {rule.code: rule.options(times=2)}
    for usual, is_fixed in ((5, False), (6, True)):
        findings = found("", ["[community]"] * usual + ["[comunity]"] * 2, rule=rule, options=options)
        assert [finding.fix is not None for finding in findings] == [is_fixed] * 2


def test_a_misspelt_topic_follows_no_odd_blanks() -> None:
    rule = BY_CODE["COR009"]
    options = {rule.code: rule.options(times=3)}
    for usual, is_fixed in (("night\u00a0trains", False), ("night trains", True)):
        (finding,) = found(
            "", [f"[{usual}]"] * 3 + [f"[{usual}]".replace("rai", "ria")], rule=rule, options=options
        )
        assert (finding.fix is not None) is is_fixed
