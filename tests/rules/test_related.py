"""The other places that findings speak of: what each rule names, and what holds for all of them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from test_cases import FOLDERS, QUOTED, Case, span_of

from newslint.document import LocalImage
from newslint.finding import Finding, PlacedFact, Range, Related, Report
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.schema.compiled import load_schema, shipped_schema
from newslint.source import Source

NO_LIMIT = {"headlines": 2}
LINE = re.compile(r"\bline (\d+)")
FILE_AND_LINE = re.compile(r"(\S+\.md):(\d+)")

DUPLICATES: dict[str, Any] = {"properties": {"a": {"uniqueItems": True}}}
TOGETHER: dict[str, Any] = {"not": {"required": ["a", "b"]}}
BESIDE: dict[str, Any] = {"dependentRequired": {"width": ["height"]}}
NEAR: dict[str, Any] = {
    "properties": {
        "people": {
            "items": {"properties": {"name": {}}, "required": ["name"], "additionalProperties": False},
        },
        "title": {},
    },
    "required": ["title"],
    "additionalProperties": False,
}
AMP: dict[str, Any] = {
    "x-newslint-role": "article",
    "properties": {
        "amp": {"x-newslint-role": "amp-url"},
        "cached": {"x-newslint-role": "amp-cache-url"},
    },
}


@dataclass(frozen=True)
class Row:
    """Articles `a.md`, `b.md` ..., and for each finding the places that it names.

    A place is written as `file:line: what is there: the text`.
    """

    code: str
    articles: tuple[str, ...]
    expected: list[list[str]]
    schema: Mapping[str, Any] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    closed: bool = True


def one(code: str, fields: str, *expected: str, **more: Any) -> Row:
    """A row of one article with one finding."""
    return Row(code, (fields,), [list(expected)], **more)


def story(number: int, **fields: str) -> str:
    given = {"title": f"Story {number}", "publishedDateTime": "2023-05-02T06:30:00Z", **fields}
    return "".join(f"{name}: {value}\n" for name, value in given.items())


IMAGE = "https://img.example.com/harbour.jpg"
PLEA = "We may earn a share when you buy through our links."
PROVIDER = "{name: Harbour Post, domain: example.com}"
TOOK = {"excerpt": "The first ferries left at dawn.", "provider": PROVIDER}

PAGE = {
    "x-newslint-role": "article",
    "properties": {
        "permalink": {"x-newslint-role": "permalink"},
        "number": {"x-newslint-role": "identifier"},
    },
}
ROWS = [
    one("FM001", "\n---\nfoo: a\n---\n", "a.md:2: the `---` that belongs there: ---", closed=False),
    one("FM001", "title: a\n---\n", closed=False),
    one(
        "FM002", "---\ntitle: a\n ---\n\nText\n", "a.md:3: the line that should be `---`:  ---", closed=False
    ),
    one("FM002", "---\ntitle: a\nb: 1\n\nText\n", "a.md:3: the end of the fields: b: 1", closed=False),
    one("FM002", "---\r\na: 1\r\n\r\nText\r\n", "a.md:2: the end of the fields: a: 1", closed=False),
    # Editors count no line at a line separator.
    one("FM002", "---\na: x\u2028y: z\nb: 1\n\nText\n", "a.md:3: the end of the fields: b: 1", closed=False),
    one("FM003", "p:\n  a: 1\n b: 2\n", "a.md:2: the first field of the mapping: p"),
    one("FM003", "a:\n  - b: 1\n   c: 2\n", "a.md:3: the first item of the list: -"),
    one("FM003", 'a: ["b" "c"]\n', "a.md:2: the bracket that was opened: ["),
    one("FM003", 'a: {b: "c"\n  d: 1}\n', "a.md:2: the brace that was opened: {"),
    one("FM003", 'a: "b\n  \\d"\n', 'a.md:2: the quote that was opened: "'),
    one("FM003", 'a: "b\nc: d\n'),  # the finding points at the quote
    one("FM003", "a: 'b'c'\n"),  # what is wrong with the quotes is not where the mapping begins
    Row(
        "FM005",
        ("title: a\ntitle: b\nx: {title: c}\ntitle: d\n",),
        [["a.md:2: the first `title`: title"]] * 2,
    ),
    one("SCH001", "width: 5\n", "a.md:2: the field that requires it: width", schema=BESIDE),
    one("SCH001", "titel: a\n", "a.md:2: the field that may be misspelt: titel", schema=NEAR),
    # The finding points at the first field of the item.
    one("SCH001", "title: a\npeople:\n  - naem: b\n", schema=NEAR),
    one("SCH001", "{}\n", schema=NEAR),
    one("TXT001", 'title: "cafÃ© naÃ¯ve cafÃ©"\n', "a.md:2: damaged too: Ã¯", "a.md:2: damaged too: Ã©"),
    one("TXT002", "title: a &lt; b &amp; c\n", "a.md:2: another entity of this text: &amp;"),
    one("TXT002", f"title: a {'&amp; ' * 102}c\n", *["a.md:2: another entity of this text: &amp;"] * 100),
    one("TXT003", "title: a\u200bb\ufeffc\n", "a.md:2: invisible too: \ufeff"),
    Row("SCH008", ("a:\n  - x\n  - y\n  - x\n  - x\n",), [["a.md:3: the first of them: x"]] * 2, DUPLICATES),
    one("SCH009", "b: 1\na: 2\n", "a.md:2: the field that excludes it: b", schema=TOGETHER),
    one("TXT004", 'title: "Dock \\u202eyaw\\u202c open"\n', "a.md:2: the control that ends it: \\u202c"),
    one("TXT004", 'title: "Dock \\u202eyaw open"\n'),
    Row(
        "TXT004",
        ('title: "\\u2067a\\u202eb\\u2069"\n',),
        [
            [
                "a.md:2: forces the order of its letters by U+202E (right-to-left override): \\u202e",
                "a.md:2: the control that ends it: \\u2069",
            ]
        ],
    ),
    # What a fix removes is told apart.
    Row(
        "TXT004",
        ('title: "\\u202ea\\u202c\\u2069b\\u2069 \\u202dc"\n',),
        [
            [
                "a.md:2: the control that ends it: \\u202c",
                "a.md:2: forces the order of its letters by U+202D (left-to-right override): \\u202d",
            ],
            ["a.md:2: ends with U+2069 (pop directional isolate) what was never opened: \\u2069"],
        ],
    ),
    one("TXT005", 'title: "a\\ufffdb\\ufffd\\ufffdc"\n', "a.md:2: lost too: \\ufffd\\ufffd"),
    one("TXT006", 'title: "a\\x07b\\x85c"\n', "a.md:2: U+0085 (next line): \\x85"),
    one("TXT006", 'title: "a\\x08b\\x00c"\n', "a.md:2: U+0000 (null): \\x00"),
    Row("TXT006", ('title: "a\\x08b\\x07c"\n',), [[], []]),
    one("TXT006", 'title: "a\\r\\nb\\rc"\n', "a.md:2: a carriage return too: \\r"),
    one("TXT007", "title: ' a  b '\n", "a.md:2: has 2 spaces in a row:   ", "a.md:2: ends with a space:  "),
    one("TXT008", "excerpt: <b>a</b>\n", "a.md:2: HTML too: </b>"),
    one("TXT009", 'title: "e\\u0301a e\\u0301"\n', "a.md:2: in another form too: e\\u0301"),
    one(
        "TXT010",
        f"excerpt: {'The port will replace its cranes. ' * 4}It said so .\n"
        f"related:\n  - excerpt: {'The ferries left. ' * 6}They ...\n",
        f"a.md:4: another summary that was cut: {'The ferries left. ' * 6}They ...",
    ),
    one("TXT010", f"excerpt: {'The port will replace its cranes. ' * 4}It is the .\n"),
    one("TXT011", "title: Dock opens\nexcerpt: dock opens.\n", "a.md:2: the headline: Dock opens"),
    one(
        "URL004",
        f"webUrl: https://www.example.com/a\nimages:\n  - url: {IMAGE.replace('https', 'http')}\n",
        "a.md:2: the address with https: https://www.example.com/a",
    ),
    one(
        "URL004",
        "ampWebUrl: http://www.example.com/amp\nwebUrl: https://www.example.com/a\n",
        "a.md:3: the address with https: https://www.example.com/a",
    ),
    one(
        "URL005",
        "provider: {name: Post, domain: harbour.example}\nwebUrl: https://www.river.example/a\n",
        "a.md:3: the URL of the article: https://www.river.example/a",
    ),
    one(
        "URL006",
        "ampWebUrl: https://a.example/amp\ncdnAmpWebUrl: https://a-example.cdn.ampproject.org/c/s/a.example/b\n",
        "a.md:2: the AMP URL: https://a.example/amp",
    ),
    one("URL007", "cached: https://a-example.cdn.ampproject.org/c/s/a.example/b\n", schema=AMP),
    one(
        "URL007",
        "cached: https://a-example.cdn.ampproject.org/c/s/a.example/b\namp:\n",
        "a.md:3: the AMP URL, which is empty: amp",
        schema=AMP,
    ),
    one(
        "URL007",
        "cached: ''\namp: https://a.example/b\n",
        "a.md:2: the AMP cache URL, which is empty: cached",
        schema=AMP,
        options={"require_cache_url": True},
    ),
    one(
        "URL008",
        "webUrl: https://www.harbour-post.com/a\nampWebUrl: https://www.river-times.org/amp/b\n",
        "a.md:2: the URL of the article: https://www.harbour-post.com/a",
    ),
    one(
        "URL013",
        "webUrl: https://www.example.com/amp\nampWebUrl: http://www.example.com/amp/\n",
        "a.md:3: the AMP URL: http://www.example.com/amp/",
    ),
    one(
        "IMG001",
        "images:\n  - width: 100\n    height: 90\n    url: https://img.example.com/harbour-640x360.jpg\n",
        "a.md:5: the size in the URL: 640x360",
        "a.md:4: the height: 90",
    ),
    one(
        "IMG001",
        "images:\n  - width: 640\n    height: 90\n    url: https://img.example.com/harbour-640x360.jpg\n",
        "a.md:5: the size in the URL: 640x360",
    ),
    one(
        "IMG003",
        "images:\n  - width: 1200\n    height: 800\n"
        "    url: https://img.example.com/image/upload/ar_16:9,c_fill,w_1200/f_auto/v17/harbour.jpg\n",
        "a.md:3: the width: 1200",
        "a.md:5: the shape in the URL: ar_16:9",
    ),
    one("IMG003", f"images:\n  - url: {IMAGE}\n    width: 9000\n    height: 9\n", "a.md:4: the width: 9000"),
    one("IMG005", f"images:\n  - url: {IMAGE}\n    width: 90\n    height: 50\n", "a.md:5: the height: 50"),
    one(
        "IMG006",
        "images:\n  - width: 90\n    height: 50\n    url: a.jpg\n",
        "a.md:5: the address of the file: a.jpg",
        "a.md:4: the height: 50",
    ),
    one(
        "IMG006",
        "images:\n  - width: 1200\n    height: 50\n    url: a.jpg\n",
        "a.md:5: the address of the file: a.jpg",
    ),
    one("IMG006", "images:\n  - url: no.jpg\n"),
    Row(
        "DAT004",
        ("date: 2023-05-02T06:30:00Z\nlastmod: 2023-04-01\nupdated: 2023-04-02\n",),
        [["a.md:2: the date of publication: 2023-05-02"]] * 2,
        {
            "x-newslint-role": "article",
            "properties": {
                "date": {"x-newslint-role": "published"},
                "lastmod": {"x-newslint-role": "updated"},
                "updated": {"x-newslint-role": "updated"},
            },
        },
    ),
    one(
        "DAT005",
        "webUrl: https://www.example.com/2020/04/02/harbour\npublishedDateTime: 2023-05-02T06:30:00Z\n",
        "a.md:3: the date of publication: 2023-05-02T06:30:00Z",
    ),
    one(
        "REL001",
        "webUrl: https://www.example.com/a\nrelated:\n  - {webUrl: https://www.example.com/a/}\n",
        "a.md:2: the article's own address: https://www.example.com/a",
    ),
    Row(
        "REL002",
        ("related:\n" + "  - {webUrl: https://www.example.com/a}\n" * 3,),
        [["a.md:3: the same article: {webUrl: https://www.example.com/a}"]] * 2,
    ),
    one(
        "REL003",
        "title: Harbour cranes go electric\nwebUrl: https://www.example.com/a\nrelated:\n"
        "  - {title: Harbour cranes go electric, webUrl: https://b.example/a}\n",
        "a.md:2: the same headline: Harbour cranes go electric",
    ),
    Row(
        "COR001",
        (
            story(1, webUrl="https://www.example.com/a"),
            story(2, webUrl="https://www.example.com/a/"),
            story(3, webUrl="https://www.example.com/c"),
        ),
        [
            ["b.md:4: the same article: https://www.example.com/a/"],
            ["a.md:4: the same article: https://www.example.com/a"],
        ],
    ),
    Row(
        "COR002",
        tuple(story(1, webUrl=f"https://www.example.com/{page}", **TOOK) for page in "xyz"),
        [[f"{name}.md:2: the same headline: Story 1"] for name in "bab"],
    ),
    Row(
        "COR003",
        tuple(f"provider: {{name: {name}, domain: example.com}}\n" for name in ("A B", "A-B", "A B")),
        [["a.md:2: the usual spelling: A B", "c.md:2: the usual spelling: A B"]],
    ),
    Row(
        "COR004",
        ("topics: [x]\n", "topics: [X]\n", *["topics: [x]\n"] * 11),
        [[f"{name}.md:2: the usual spelling: x" for name in "acdefghijk"]],
    ),
    Row(
        "COR005",
        tuple(f"{story(number)}images:\n  - url: {IMAGE}\n" for number in range(12)),
        [
            [f"{other}.md:5: the same image: {IMAGE}" for other in "abcdefghijkl" if other != name][:10]
            for name in "abcdefghijkl"
        ],
        options=NO_LIMIT,
    ),
    Row(
        "COR009",
        ("topics: [comunity]\n", *["topics: [community]\n"] * 11),
        [[f"{name}.md:2: the usual topic: community" for name in "bcdefghijk"]],
        options={"times": 11},
    ),
    Row(
        "COR006",
        tuple(story(number, excerpt=f"Story {number}. {PLEA}") for number in range(3)),
        [[f"{other}.md:4: the same sentence: {PLEA}" for other in "abc" if other != name] for name in "abc"],
        options=NO_LIMIT,
    ),
    Row(
        "COR007",
        ("permalink: /a/\n", "permalink: /a\n", "permalink: /b\n"),
        [["b.md:2: the same address: /a"], ["a.md:2: the same address: /a/"]],
        schema=PAGE,
    ),
    Row(
        "COR008",
        ("number: 1\n", "number: 01\n", "number: 2\n"),
        [["b.md:2: the same value: 01"], ["a.md:2: the same value: 1"]],
        options={"articles": 3},
        schema=PAGE,
    ),
    Row(
        "COR010",
        tuple(story(number, excerpt="The port grows, it said. " * 5 + "Then the") for number in range(2)),
        [["b.md:4: another one: the"], ["a.md:4: another one: the"]],
        options={"summaries": 2},
    ),
]


def run(row: Row, folder: Path) -> tuple[Report, dict[str, Source]]:
    rule = BY_CODE[row.code]
    schema = shipped_schema("article")
    if row.schema is not None:
        (folder / "schema.json").write_text(json.dumps(row.schema), encoding="utf-8")
        schema = load_schema(folder / "schema.json")
    settings = Settings(
        (rule,),
        schema=schema,
        options={row.code: rule.options(**row.options)},
        now=datetime(2026, 1, 1, tzinfo=UTC),
        measure=lambda _, url: LocalImage(missing=True) if url == "no.jpg" else LocalImage(1200, 800),
    )
    texts = (f"---\n{text}---\n" if row.closed else text for text in row.articles)
    sources = [
        Source(f"{name}.md", text.encode()) for name, text in zip("abcdefghijklm", texts, strict=False)
    ]
    report = check(sources, settings)
    assert report.internal_errors == ()
    return report, {source.name: source for source in sources}


def shown(related: Related, sources: Mapping[str, Source]) -> str:
    source = sources[related.file]
    span = span_of(source, related.range)
    return f"{related.file}:{related.range.line}: {related.message}: {source.text[span.start : span.end]}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_places_that_a_rule_names(row: Row, tmp_path: Path) -> None:
    report, sources = run(row, tmp_path)
    assert [[shown(r, sources) for r in finding.related] for finding in report.findings] == row.expected


def named_places(finding: Finding) -> Iterator[tuple[str, int]]:
    """The lines that a finding names in its own words."""
    for text in (finding.message, finding.help or ""):
        words = QUOTED.sub("", text)
        yield from ((finding.file, int(line)) for line in LINE.findall(words))
        yield from ((file, int(line)) for file, line in FILE_AND_LINE.findall(words))


def check_related(finding: Finding, sources: Mapping[str, Source]) -> None:
    for related in finding.related:
        source = sources[related.file]
        span = span_of(source, related.range)
        assert 0 <= span.start <= span.end <= len(source.text)
        assert source.range_of(span) == related.range
        assert (related.file, related.range) != (finding.file, finding.range)
        assert related.message.isprintable()
        assert related.message.strip(" .") == related.message != ""
    most = 100 if finding.code in {"TXT001", "TXT002", "TXT003"} else 10
    assert len(set(finding.related)) == len(finding.related) <= most
    assert {(r.file, r.range.line) for r in finding.related} >= set(named_places(finding))


def test_what_holds_for_all_cases() -> None:
    filled, named = set(), 0
    for folder in FOLDERS:
        case = Case.load(folder)
        sources = {source.name: source for source in case.sources}
        for finding in case.run().findings:
            check_related(finding, sources)
            named += len(list(named_places(finding)))
            if finding.related:
                filled.add(finding.code)
    assert named > 50, "the patterns find what messages name"
    # DAT003 needs files whose names are dates: test_habits.py.
    assert filled == {row.code for row in ROWS if any(row.expected)} | {"DAT003"}


def test_a_fact_tells_its_place() -> None:
    fact = PlacedFact("key", (), "a.md", Range(2, 8, 2, 9), "title")
    assert fact.related("the same headline") == Related("a.md", fact.range, "the same headline")
