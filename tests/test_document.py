from collections.abc import Callable
from pathlib import Path

import pytest
from counting import LINEAR, Work, growth
from hypothesis import example, given
from hypothesis import strategies as st
from yamlgen import BLOCKS

from newslint.document import Document, parse_document
from newslint.finding import Path as FieldPath
from newslint.finding import Span
from newslint.frontmatter.nodes import ProblemKind
from newslint.schema.compiled import choose, load_schema
from newslint.source import Source


def fenced(block: bytes) -> bytes:
    return b"---\n" + block + b"\n---\nText\n"


def explore(data: bytes) -> Document:
    """Ask a document for everything that rules ask for."""
    source = Source("x", data)
    document = parse_document(source, choose)
    document.violations()
    for node in document.nodes:
        assert document.node_at(node.path) is not None
        for span in (node.span, node.key_span, document.key_of(node.path)):
            assert 0 <= span.start <= span.end <= len(source.text)
            source.range_of(span)
    for node in document.strings():
        span = document.place(node, 0, len(node.value))
        assert node.start <= span.start <= span.end
        source.range_of(span)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)
        source.range_of(problem.span)
    return document


def _aliases(body: str) -> bytes:
    lines = ["a: &a {k: [1, 2]}"]
    lines += [f"{n}: &{n} {body.format(','.join([f'*{chr(ord(n) - 1)}'] * 9))}" for n in "bcdefghijklmnop"]
    return "\n".join(lines).encode()


def _deeper(level: int) -> bytes:
    return b"k%d: &k%d %s*k%d%s\n" % (level + 1, level + 1, b"[" * 40, level, b"]" * 40)


# So many of the same.
GROWING: dict[str, Callable[[int], bytes]] = {
    "brackets": lambda n: fenced(b"a: " + b"[" * n + b"]" * n),
    "open braces": lambda n: fenced(b"a: " + b"{" * n),
    "nested braces": lambda n: fenced(b"a: " + b"{a: " * n),
    "dashes": lambda n: fenced(b"a:\n  " + b"- " * n + b"x"),
    "question marks": lambda n: fenced(b"? " * n + b"x"),
    "many digits": lambda n: fenced(b"quality: " + b"9" * n),
    "duplicate keys": lambda n: fenced(b"k: 1\n" * n),
    "tags": lambda n: fenced(b"a: !" + b"t" * n + b" x"),
    "quotes": lambda n: fenced(b"a: '" + b"''" * n + b"'"),
    "blanks": lambda n: fenced(b'a: "\\n' + b" " * n + b'x"'),
    "breaks": lambda n: fenced(b"a: |\n  x" + b"\n" * n + b"  y"),
    "long line": lambda n: fenced(b"a: " + b"x" * n),
    "long list": lambda n: fenced(b"a: [" + b"x," * n + b"]"),
}
MONSTERS = {
    **{name: shape(20_000) for name, shape in GROWING.items()},
    "longest line": fenced(b"a: " + b"x" * 5_000_000),
    "alias bomb": fenced(_aliases("[{}]")),
    "merge bomb": fenced(_aliases("{{<<: [{}], x: 1}}")),
    "cycle": fenced(b"a: &a [*a]"),
    "merge cycle": fenced(b"a: &a\n  <<: *a"),
    "alias depth": fenced(b"k0: &k0 1\n" + b"".join(map(_deeper, range(80)))),
    "NUL": fenced(b"a: \0"),
    "UTF-16 LE": "\ufeff---\na: 1\n---\n".encode("utf-16-le"),
    "UTF-16 BE": "\ufeff---\na: 1\n---\n".encode("utf-16-be"),
    "lone surrogate": fenced(b"a: \xed\xa0\x80"),
    "escaped surrogate": fenced(b'a: "\\ud800"'),
    "BOM and CRLF": b"\xef\xbb\xbf---\r\na: 1\r\n---\r\n",
    "second BOM": fenced(b"\xef\xbb\xbfa: 1"),
    "fence alone": b"---",
    "unclosed": b"---\na: 1\n",
    "empty": b"",
    "only a BOM": b"\xef\xbb\xbf",
    "dots": b"---\na: 1\n...\n",
    "CR": b"---\ra: 1\rb: 'x\r\r y'\r---\r",
    "NEL, LS, PS": fenced('a: "x\x85y"\nb: x\u2028y\nc: |\n  x\u2029  y'.encode()),
    "long numbers": fenced(
        b"provider: 1\ncategory: .inf\ntype: .nan\nquality: " + b"9" * 3500 + b"\nheat: 0x" + b"f" * 3490
    ),
    "python tag": fenced(b"a: !!python/object:os.system ls"),
    "complex keys": fenced(b"? [a, b]\n: c\n? {a: 1}\n: d\n? &q [x]\n: *q"),
    "null keys": fenced(b"~: x\nnull: y\n?\n: z"),
    "directive": fenced(b"%YAML 1.1"),
    "text after a marker": fenced(b"a: 1\n--- text\nb: 2"),
    "tabs": fenced(b"\ta:\t1\n\tb: 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_survived(name: str) -> None:
    explore(MONSTERS[name])


@pytest.mark.parametrize("name", GROWING)
def test_what_grows_takes_linear_time(name: str) -> None:
    def prepared(number: int) -> Work:
        data = GROWING[name](number)
        return lambda: explore(data)

    assert growth(prepared, 400) < LINEAR


FRAGMENTS = st.sampled_from(
    [
        *"ab-?:~[]{},!|>'\"\\#.\n\r\t é😀\ufeff\x85\x001",
        *(
            "title: ",
            "category: ",
            "provider: ",
            "quality: ",
            "publishedDateTime: ",
            "\\u00",
            "%YAML",
            "\n  ",
        ),
        *(
            "\n- ",
            ": ",
            "\r\n",
            "\u2028",
            "yes",
            ".nan",
            "2024-01-02",
            "&a",
            "*a",
            "<<: ",
            "!!int ",
            "!x",
            "|+2",
        ),
    ]
)
YAMLISH = st.lists(FRAGMENTS, max_size=30).map("".join)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    explore(data)
    explore(b"---\n" + data + b"\n---\n")


@given(YAMLISH)
@example("a: &a [*a]")
@example("a: &x\n  !!str\n  # c\n  b")
@example("? *a\n: b")
def test_anything_like_yaml(text: str) -> None:
    explore(fenced(text.encode()))
    explore(f"---\r\n{text}".encode())


@given(BLOCKS)
def test_every_document_that_pyyaml_writes(text: str) -> None:
    document = explore(f"---\n{text}---\n".encode())
    assert document.root is not None
    assert document.problems == ()


SCHEMA = """{"x-newslint-role": "article", "properties": {
  "title": {"x-newslint-role": "headline"},
  "site": {"x-newslint-role": "publisher", "properties": {"name": {"x-newslint-role": "publisher-name"}}},
  "images": {"items": {"x-newslint-role": "image", "properties": {"url": {"x-newslint-role": "image-url"}}}},
  "related": {"x-newslint-role": "related", "items": {"$ref": "#"}},
  "date": {"type": "string", "format": "date"}}}"""

TEXT = """---
title: A
site: {name: S}
images:
- url: /1
related:
- title: B
  images: [{url: /2}]
  date: soon
- &x {title: C}
- *x
---
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA, encoding="utf-8")
    schema = load_schema(path)
    return parse_document(Source("x", TEXT.encode()), lambda _: schema)


def test_roles_are_filed_in_the_order_of_the_file(document: Document) -> None:
    assert [node.value for node in document.with_role("headline")] == ["A", "B", "C"]
    assert [node.path for node in document.with_role("image-url")] == [
        ("images", 0, "url"),
        ("related", 0, "images", 0, "url"),
    ]
    assert [node.value for node in document.with_role("url")] == ["/1", "/2"]
    assert [node.value for node in document.with_role("format:date")] == ["soon"]
    assert [node.value for node in document.strings()] == ["A", "S", "/1", "B", "/2", "soon", "C"]


def test_parts_belong_to_the_nearest_article(document: Document) -> None:
    outer, first, second = document.with_role("article")
    assert [document.text_of(node.span) for node in (outer.parts or {})["headline"]] == ["A"]
    assert [node.value for node in (outer.parts or {})["image-url"]] == ["/1"]
    assert [node.value for node in (first.parts or {})["image-url"]] == ["/2"]
    name = outer.part("publisher-name")
    assert name is not None
    assert name.value == "S"
    assert second.part("image") is None


def test_places_of_violations(document: Document) -> None:
    (violation,) = document.violations()
    assert (violation.path, violation.keyword) == (("related", 0, "date"), "format")
    node = document.node_at(violation.path)
    assert node is not None
    assert document.text_of(node.span) == "soon"
    assert document.text_of(document.key_of(violation.path)) == "date"
    assert document.text_of(document.key_of(("related", 0))) == "related"
    assert document.key_of(()) == Span(0, 3)


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ((), ()),
        (("related", 2), ("related", 2)),
        (("related", 3), ("related",)),
        (("related", 9, "x"), ("related",)),
        (("related", "title"), ("related",)),
        (("site", 0), ("site",)),
        (("site", "address"), ("site",)),
        (("site", "name", "x"), ("site", "name")),
        (("title", 0), ("title",)),
        (("nothing", "x"), ()),
    ],
)
def test_a_path_that_leads_nowhere_ends_at_what_is_nearest(
    document: Document, path: FieldPath, nearest: FieldPath
) -> None:
    node = document.node_at(path)
    assert node is not None
    assert node.path == nearest


def test_infinity_is_no_null_for_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text('{"properties": {"a": {"type": "number", "maximum": 5}}}', encoding="utf-8")
    schema = load_schema(path)
    (violation,) = parse_document(Source("x", fenced(b"a: .inf")), lambda _: schema).violations()
    assert (violation.path, violation.keyword, violation.limit) == (("a",), "maximum", 5)


def test_bytes_that_are_no_utf8_leave_no_tree_but_a_fence() -> None:
    document = explore(fenced(b"a: \xff"))
    assert (document.root, document.problems) == (None, ())
    assert document.fence is not None
    assert explore(fenced(b"a: 1") + b"\xff").root is not None


def test_yaml_1_1_is_a_choice() -> None:
    source = Source("x", fenced(b"a: yes"))
    for version, value in (("1.1", True), ("1.2", "yes")):
        root = parse_document(source, choose, yaml_version=version).root
        assert root is not None
        assert root.value == {"a": value}


def test_problems_of_one_kind() -> None:
    document = explore(fenced(b"a: !x 1\na: 2"))
    assert [p.path for p in document.problems_of(ProblemKind.DUPLICATE_KEY)] == [("a",)]
