"""What declared rules find, where, and in which words."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from newslint.config.generators import Owner
from newslint.config.layers import Layer
from newslint.config.project import Project, build
from newslint.document import Document, parse_document
from newslint.finding import Finding
from newslint.house import checking
from newslint.house.fields import Field, Found, find
from newslint.lint.corpus import check
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rulekit.drafts import is_draft
from newslint.schema.compiled import choose, load_schema
from newslint.source import Source

HEAD = "[[house-rules]]\ncode = 'HOUSE001'\nname = 'of-the-house'\n"


def project_of(text: str) -> Project:
    return build([Layer("newslint.toml", Path.cwd(), text, tomllib.loads(text), (), Path("newslint.toml"))])


def found(
    table: str, fields: str, *, name: str = "news/a.md", generator: str = "", fence: str = "---"
) -> list[Finding]:
    """What a rule finds in front matter; line 2 is the first of `fields`."""
    rules = tuple(rule for rule in project_of(HEAD + table).rules if rule.code == "HOUSE001")
    settings = Settings(rules, generator=Owner(generator))
    report = check([Source(name, f"{fence}\n{fields}\n{fence}\n".encode())], settings, Job("", named=True))
    assert report.internal_errors == ()
    return list(report.findings)


def told(table: str, fields: str, **named: Any) -> list[str]:
    """The same in short: place, message, help."""
    return [
        f"{f.range.line}:{f.range.column}-{f.range.end_line}:{f.range.end_column} {f.message}"
        + (f" | {f.help}" if f.help else "")
        for f in found(table, fields, **named)
    ]


@pytest.mark.parametrize(
    ("table", "fields", "expected"),
    [
        # required
        ("field = 'a'\nrequired = true", "a: x", []),
        ("field = 'a'\nrequired = true", "a: 0", []),
        ("field = 'a'\nrequired = true", "a: false", []),
        ("field = 'a'\nrequired = true", "b: x", ["1:1-1:4 `a` is missing"]),
        ("field = 'a'\nrequired = true", "a:", ["2:1-2:2 `a` must have a value, found `null`"]),
        ("field = 'a'\nrequired = true", "a: ' '", ["2:4-2:7 `a` must have a value, found ` `"]),
        ("field = 'a'\nrequired = true", "a: []", ["2:4-2:6 `a` must have a value, found a list"]),
        ("field = 'a'\nrequired = true", "a: {}", ["2:4-2:6 `a` must have a value, found a mapping"]),
        ("field = 'a'\nrequired = false\nmax-length = 3", "b: x", []),
        ("field = 'a.b'\nrequired = true", "a:\n  c: x", ["2:1-2:2 `a.b` is missing"]),
        ("field = 'a.b'\nrequired = true", "c: x", ["1:1-1:4 `a.b` is missing"]),
        ("field = 'a.b'\nrequired = true", "a: x", ["2:1-2:2 `a.b` is missing"]),
        ("field = 'a[].b'\nrequired = true", "a:\n- c: x\n- b: y", ["3:3-3:4 `a[0].b` is missing"]),
        ("field = 'a[].b'\nrequired = true", "c: x", []),
        ("field = 'a[].b'\nrequired = true", "a: []", []),
        ("field = 'a[1]'\nrequired = true", "a: [x]", ["2:1-2:2 `a[1]` is missing"]),
        ("field = 'a[1]'\nrequired = true", "a: [x, y]", []),
        ("field = 'a[].b'\nrequired = true", "a:\n  c: x", ["2:1-2:2 `a.b` is missing"]),
        ("field = 'a[]'\nmax-length = 3", "a: quay", ["2:4-2:8 `a` must have at most 3 characters, found 4"]),
        # forbidden
        ("field = 'a'\nforbidden = true", "b: x", []),
        ("field = 'a'\nforbidden = true", "b: x\na:", ["3:1-3:2 `a` must not be there"]),
        ("field = 'a[].b'\nforbidden = true", "a:\n- b: x", ["3:3-3:4 `b` must not be there"]),
        # patterns
        ("field = 'a'\npattern = '^[A-Z]'", "a: Quay", []),
        ("field = 'a'\npattern = '^[A-Z]'", "a: quay", ["2:4-2:8 `a` must match `^[A-Z]`, found `quay`"]),
        ("field = 'a'\npattern = '^[A-Z]'", "a: 7", []),
        (
            "field = 'a'\npattern = '^[A-Z]'",
            "a: [Quay, port]",
            ["2:11-2:15 `a[1]` must match `^[A-Z]`, found `port`"],
        ),
        ("field = 'a'\npattern = '^[A-Z]'", "a: [[port]]", []),
        ("field = 'a'\nforbidden-pattern = '!$'", "a: Ahoy", []),
        (
            "field = 'a'\nforbidden-pattern = '!$'",
            "a: Ahoy!",
            ["2:4-2:9 `a` must not match `!$`, found `Ahoy!`"],
        ),
        # lengths, in characters
        ("field = 'a'\nmin-length = 3", "a: quä", []),
        ("field = 'a'\nmin-length = 3", "a: qu", ["2:4-2:6 `a` must have at least 3 characters, found 2"]),
        ("field = 'a'\nmax-length = 3", "a: 'q🚢ä'", []),
        (
            "field = 'a'\nmax-length = 3",
            "a: 'q🚢äy'",
            ["2:4-2:10 `a` must have at most 3 characters, found 4"],
        ),
        ("field = 'a'\nmax-length = 1", "a: ab", ["2:4-2:6 `a` must have at most 1 character, found 2"]),
        ("field = 'a'\nmax-length = 3", "a: 20240516", []),
        # as people count them
        ("field = 'a'\nmax-length = 4", 'a: "Cafe\\u0301"', []),
        (
            "field = 'a'\nmax-length = 3",
            'a: "Cafe\\u0301"',
            ["2:4-2:16 `a` must have at most 3 characters, found 4"],
        ),
        ("field = 'a'\nmax-length = 2", "a: 👨\u200d👩\u200d👧🇫🇷", []),
        ("field = 'a'\nmax-length = 3", "a: हिन्दी", []),
        ("field = 'a'\nmin-length = 2", "a: 👍🏽", ["2:4-2:6 `a` must have at least 2 characters, found 1"]),
        # blocks end in a line break that nobody wrote
        ("field = 'a'\nmax-length = 4", "a: >\n  quay", []),
        ("field = 'a'\nmax-length = 4", "a: |+\n  quay\n\n", []),
        (
            "field = 'a'\nmin-length = 5",
            "a: |\n  quay",
            ["2:4-3:7 `a` must have at least 5 characters, found 4"],
        ),
        ("field = 'a'\npattern = 'y$'", "a: >\n  quay", []),
        (
            "field = 'a'\nforbidden-pattern = 'y$'",
            "a: >\n  quay",
            ["2:4-3:7 `a` must not match `y$`, found `quay`"],
        ),
        (
            "field = 'a'\nmax-length = 4",
            "a: 'quay '",
            ["2:4-2:11 `a` must have at most 4 characters, found 5"],
        ),
        # values
        ("field = 'a'\none-of = ['x', 'y']", "a: y", []),
        ("field = 'a'\none-of = ['x', 'y']", "a: z", ["2:4-2:5 `a` must be `x` or `y`, not `z`"]),
        (
            "field = 'a'\none-of = ['news', 'review']",
            "a: revew",
            ["2:4-2:9 `a` must be `news` or `review`, not `revew` | did you mean `review`?"],
        ),
        ("field = 'a'\none-of = [1, 2]", "a: 2", []),
        (
            "field = 'a'\none-of = [1, 2]",
            "a: true",
            ["2:4-2:8 `a` must be the number `1` or `2`, not the boolean `true`"],
        ),
        (
            "field = 'a'\none-of = [true]",
            "a: 1",
            ["2:4-2:5 `a` must be the boolean `true`, not the number `1`"],
        ),
        ("field = 'a'\none-of = ['x']", "a:", ["2:1-2:2 `a` must be `x`, not null"]),
        ("field = 'a'\none-of = ['x']", "a: {x: y}", []),
        ("field = 'a'\nequals = 'x'", "a: x", []),
        ("field = 'a'\nequals = 'x'", "a: y", ["2:4-2:5 `a` must be `x`, not `y`"]),
        ("field = 'a'\nequals = false", "a: true", ["2:4-2:8 `a` must be `false`, not `true`"]),
        ("field = 'a'\nequals-field = 'b'", "a: x\nb: x", []),
        ("field = 'a'\nequals-field = 'b'", "a: x", []),
        ("field = 'a'\nequals-field = 'b'", "a: x\nb: [x]", []),
        ("field = 'a'\nequals-field = 'b'", "a: x\nb: y", ["2:4-2:5 `a` must be `y`, as `b` is, not `x`"]),
        ("field = 'a'\nequals-field = 'b'", "a: x\nb:", []),
        ("field = 'a'\nequals-field = 'b'", "a: x\nb: ' '", []),
        ("field = 'a'\nequals-field = 'b'", "a:\nb: y", ["2:1-2:2 `a` must be `y`, as `b` is, not null"]),
        (
            "field = 'a'\nequals-field = 'b'",
            "a: 1\nb: '1'",
            ['2:4-2:5 `a` must be the text `"1"`, as `b` is, not the number `1`'],
        ),
        (
            "field = 'a'\nequals-field = 'b'",
            "a: 1\nb: true",
            ["2:4-2:5 `a` must be the boolean `true`, as `b` is, not the number `1`"],
        ),
        # several at once
        (
            "field = 'a'\nrequired = true\npattern = '^x'\nmax-length = 1",
            "a: yy",
            [
                "2:4-2:6 `a` must have at most 1 character, found 2",
                "2:4-2:6 `a` must match `^x`, found `yy`",
            ],
        ),
        # words of the author
        (
            "field = 'a'\nmax-length = 1\nmessage = 'too long for the app'",
            "a: yy",
            ["2:4-2:6 too long for the app | `a` must have at most 1 character, found 2"],
        ),
        (
            "field = 'a'\nmax-length = 1\nmessage = 'too long'\nhelp = 'cut it'",
            "a: yy",
            ["2:4-2:6 too long | `a` must have at most 1 character, found 2; cut it"],
        ),
        (
            "field = 'a'\none-of = ['news']\nhelp = 'ask the desk'",
            "a: nws",
            ["2:4-2:7 `a` must be `news`, not `nws` | did you mean `news`?; ask the desk"],
        ),
    ],
)
def test_what_is_demanded_is_told_at_the_smallest_place(table: str, fields: str, expected: list[str]) -> None:
    assert told(table, fields) == expected


@pytest.mark.parametrize(
    ("when", "fields", "where"),
    [
        ("{ field = 'type', equals = 'review' }", "type: review", ' where `type` is `"review"`'),
        ("{ field = 'type', equals = 'review' }", "type: news", None),
        ("{ field = 'type', equals = 'review' }", "b: x", None),
        ("{ field = 'type', equals = 'review' }", "type: [news, review]", ' where `type` is `"review"`'),
        ("{ field = 'n', one-of = [1, true] }", "n: true", " where `n` is `1` or `true`"),
        ("{ field = 'n', one-of = [1] }", "n: true", None),
        ("{ field = 'video' }", "video: x", " where `video` is there"),
        ("{ field = 'video' }", "video:", None),
        ("{ field = 'video' }", "b: x", None),
        ("{ field = 'video' }", "video: ''", None),
        ("{ field = 'video' }", "video: []", None),
        ("{ field = 'video' }", "video: 0", " where `video` is there"),
        ("{ field = 'video' }", "video: false", " where `video` is there"),
        ("{ field = 'video', exists = false }", "video: ' '", " where `video` is missing"),
        ("{ field = 'video', exists = true }", "video: x", " where `video` is there"),
        ("{ field = 'video', exists = false }", "b: x", " where `video` is missing"),
        ("{ field = 'video', exists = false }", "video: x", None),
        ("{ field = 'images[].url' }", "images: [{url: x}]", " where `images[].url` is there"),
        ("{ field = 'role:topic', equals = 'x' }", "tags: [y, x]", ' where the role `topic` is `"x"`'),
    ],
)
def test_a_condition_decides_whether_a_rule_speaks(when: str, fields: str, where: str | None) -> None:
    expected = [] if where is None else [f"1:1-1:4 `a` is missing{where}"]
    assert told(f"field = 'a'\nrequired = true\nwhen = {when}", fields) == expected


@pytest.mark.parametrize(
    ("fields", "name", "generator", "is_draft"),
    [
        ("draft: true", "a.md", "", True),
        ("draft: false", "a.md", "", False),
        ("draft: 'true'", "a.md", "", True),
        ("draft: 'True'", "a.md", "", True),
        ("draft: 'false'", "a.md", "", False),
        ("draft: 'yes'", "a.md", "", False),
        ("published: 'False'", "a.md", "", True),
        ("published: 'true'", "a.md", "", False),
        ("published:", "a.md", "", False),
        ("draft: 1", "a.md", "", False),
        ("published: false", "a.md", "", True),
        ("published: true", "a.md", "", False),
        ("published: 0", "a.md", "", False),
        ("published: false", "a.md", "jekyll", True),
        ("a: x", "_drafts/a.md", "", True),
        ("a: x", "site/_drafts/b/a.md", "", True),
        ("a: x", "my_drafts/a.md", "", False),
        ("a: x", "_drafts.md", "", False),
        ("status: draft", "a.md", "pelican", True),
        ("status: draft", "a.md", "hugo", False),
        ("status: published", "a.md", "pelican", False),
        ("Status: draft", "a.md", "pelican", True),
        ("Draft: true", "a.md", "hugo", True),
        ("Draft: true", "a.md", "jekyll", False),
        ("publish: false", "a.md", "obsidian", True),
        ("publish: false", "a.md", "", False),
    ],
)
def test_what_is_a_draft(fields: str, name: str, generator: str, *, is_draft: bool) -> None:
    table = "field = 'title'\nrequired = true\n"
    assert len(told(table, fields, name=name, generator=generator)) == 1
    exempt = told(f"{table}unless-draft = true", fields, name=name, generator=generator)
    assert len(exempt) == (0 if is_draft else 1)


@pytest.mark.parametrize(
    ("fields", "is_draft"),
    [
        ("wip: true", True),
        ("wip: false", False),
        ("wip: 'true'", True),
        ("wip: 1", False),
        ("shown: 'false'", True),
        ("shown: 0", False),
        ("shown: false", True),
        ("shown: true", False),
        ("wip: false\nshown: false", True),
        ("wip: true\nshown: true", True),
        ("others:\n- wip: true", False),
    ],
)
def test_a_schema_says_what_is_a_draft(tmp_path: Path, fields: str, *, is_draft: bool) -> None:
    own = {"wip": {"x-newslint-role": "draft"}, "shown": {"x-newslint-role": "visible"}}
    other = {"items": {"x-newslint-role": "article", "properties": own}}
    for role in ("article", "page", None):
        raw = {"properties": {**own, "others": other}} | ({} if role is None else {"x-newslint-role": role})
        (tmp_path / "s.json").write_text(json.dumps(raw), encoding="utf-8")
        table = f"{HEAD}field = 'title'\nrequired = true\nunless-draft = true"
        rules = tuple(rule for rule in project_of(table).rules if rule.code == "HOUSE001")
        settings = Settings(rules, schema=load_schema(tmp_path / "s.json"))
        report = check([Source("a.md", f"---\n{fields}\n---\n".encode())], settings, Job("", named=True))
        assert len(report.findings) == (0 if is_draft else 1), role


def test_what_cant_be_read_is_no_draft() -> None:
    assert not is_draft(parse_document(Source("_drafts/a.md", b"---\na: [\n---\n"), choose))
    assert is_draft(parse_document(Source("_drafts/a.md", b"---\na: x\n---\n"), choose))


def test_a_role_is_that_of_the_article_itself() -> None:
    fields = "title: Quay\nrelated:\n- title: A far longer one\nimages:\n- alt: Boats at the quay"
    assert told("field = 'role:headline'\nmax-length = 3", fields) == [
        "2:8-2:12 `title` must have at most 3 characters, found 4"
    ]
    assert told("field = 'related[].title'\nmax-length = 4", fields) == [
        "4:10-4:26 `title` must have at most 4 characters, found 16"
    ]
    assert told("field = 'role:headline'\nrequired = true", "b: x") == [
        "1:1-1:4 the role `headline` is missing"
    ]


def test_a_generator_that_minds_no_case_finds_a_field_in_any() -> None:
    table = "field = 'title'\nmax-length = 3"
    assert told(table, "Title: Quay", generator="jekyll") == []
    assert told(table, "Title: Quay", generator="hugo") == [
        "2:8-2:12 `Title` must have at most 3 characters, found 4"
    ]
    assert told("field = 'title'\nrequired = true", "TITLE: Quay", generator="hugo") == []
    table = "field = 'role:headline'\nrequired = true\nmax-length = 3"
    assert told(table, "Title: Quay", generator="hugo") == [
        "2:8-2:12 `Title` must have at most 3 characters, found 4"
    ]
    assert told(table.replace("required = true\n", ""), "TITLE: Quay", generator="pelican") == [
        "2:8-2:12 `TITLE` must have at most 3 characters, found 4"
    ]
    assert told(table, "Title: Quay", generator="jekyll") == ["1:1-1:4 the role `headline` is missing"]
    assert told("field = 'role:topic'\nmax-length = 3", "Tags: [Quay, sea]", generator="hugo") == [
        "2:8-2:12 `Tags[0]` must have at most 3 characters, found 4"
    ]
    fields = "Related:\n- title: Quay\nOther: x"
    assert told(table, fields, generator="hugo") == ["1:1-1:4 the role `headline` is missing"]


def test_in_any_case_a_role_is_that_of_the_article_itself(tmp_path: Path) -> None:
    title = {"title": {"x-newslint-role": "headline"}}
    others = {"items": {"x-newslint-role": "article", "properties": title}}
    cover = {"properties": {"imageTitle": {"x-newslint-role": "headline"}}}
    raw = {"x-newslint-role": "article", "properties": {**title, "others": others, "cover": cover}}
    (tmp_path / "s.json").write_text(json.dumps(raw), encoding="utf-8")
    table = f"{HEAD}field = 'role:headline'\nmax-length = 3"
    rules = tuple(rule for rule in project_of(table).rules if rule.code == "HOUSE001")
    settings = Settings(rules, schema=load_schema(tmp_path / "s.json"), generator=Owner("hugo"))
    for fields, paths in (
        ("Title: Quay", ["Title"]),
        ("Title: Quay\nOthers:\n- Title: Harbour", ["Title"]),
        ("Cover:\n  ImageTitle: Quay", ["Cover.ImageTitle"]),
        ("title: Quay\nTitle: Harbour", ["title"]),
        ("Titel: Quay", []),
    ):
        report = check([Source("a.md", f"---\n{fields}\n---\n".encode())], settings, Job("", named=True))
        assert [finding.path for finding in report.findings] == paths


def test_another_language_of_front_matter_has_its_own_words() -> None:
    assert told("field = 'a'\none-of = ['1']", "a = 1", fence="+++") == [
        '2:5-2:6 `a` must be the string `"1"`, not the number `1`'
    ]
    assert told("field = 'a'\nrequired = true", "b = 1", fence="+++") == ["1:1-1:4 `a` is missing"]


def test_the_other_field_is_named_with_its_place() -> None:
    (finding,) = found("field = 'a'\nequals-field = 'b'", "a: x\nb: y")
    assert [(place.range.line, place.range.column, place.message) for place in finding.related] == [
        (3, 4, "`b` is here")
    ]


def test_what_an_alias_repeats_is_told_where_it_is_written() -> None:
    fields = "base: &b\n  alt: quay\nimages:\n- *b"
    assert told("field = 'images[].alt'\npattern = '^[A-Z]'", fields) == [
        "3:8-3:12 `alt` must match `^[A-Z]`, found `quay`"
    ]


def test_front_matter_that_cant_be_read_is_left_to_others() -> None:
    assert told("field = 'a'\nrequired = true", "b: [") == []


def test_no_pattern_goes_back_and_forth() -> None:
    for pattern in ("^(a+)+$", "^(a|a)*$", "^(a*)*b", "(x+x+)+y"):
        assert len(told(f"field = 'a'\npattern = '{pattern}'", f"a: {'a' * 50_000}!")) == 1


def test_a_long_list_is_looked_through_once() -> None:
    items = ", ".join(["quay"] * 3000)
    findings = found("field = 'a'\npattern = '^[A-Z]'\nequals-field = 'b'", f"a: [{items}]\nb: quay")
    assert sum(finding.number for finding in findings) == 3000


def test_a_very_long_text_is_counted_in_time() -> None:
    marked = "e\u0301" * 6000
    assert told("field = 'a'\nmax-length = 3", f"a: {marked}") == [
        "2:4-2:12004 `a` must have at most 3 characters, found 7,000"
    ]


def test_the_other_field_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def finding(document: Document, field: Field) -> Iterable[Found]:
        asked.append(field.text)
        return find(document, field)

    monkeypatch.setattr(checking, "find", finding)
    fields = f"tags: [{', '.join(['quay'] * 50)}]\nb: x"
    assert len(told("field = 'tags'\nequals-field = 'b'", fields)) == 50
    assert sorted(asked) == ["b", "tags"]
    base = "x: &x\n  b: quay\nother: *x\na: harbour"
    (finding_,) = found("field = 'a'\nequals-field = 'other.b'", base)
    assert finding_.message == "`a` must be `quay`, as `b` is, not `harbour`"
