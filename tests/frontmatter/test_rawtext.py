import pytest
from hypothesis import given
from hypothesis import strategies as st
from yamlgen import BLOCKS

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.yaml.alignment import align
from newslint.frontmatter.yaml.reader import build_tree


def texts_of(text: str) -> list[Node]:
    """Every text in a block."""
    root = build_tree(text, Span(0, len(text)), Limits()).root
    assert root is not None
    todo, found = [root], []
    while todo:
        node = todo.pop()
        todo += children_of(node)
        found += [node] if isinstance(node.value, str) else []
    return found


def assert_aligned(text: str, node: Node) -> None:
    found = align(text, node.start, node.end, node.style, node.value)
    assert found is not None
    assert len(found.starts) == len(found.ends) == len(node.value)
    assert list(found.starts) == sorted(found.starts)
    for character, start, end in zip(node.value, found.starts, found.ends, strict=True):
        raw = text[start:end]
        if character.isspace():
            assert raw == character or raw.strip() == "" or "\\" in raw
        else:
            assert raw == character or raw[0] == "\\" or raw == "''"


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("plain text", "plain text"),
        ("two\n  lines", "two lines"),
        ("two\n\n\n  parts", "two\n\nparts"),
        ("'it''s\n\n  so'", "it's\nso"),
        ('"\\x41\\u00e9\\U0001f600\\N\\_\\/"', "Aé😀\x85\xa0/"),
        ('"a \\\n   b"', "a b"),
        ('"a\\\n\n   b"', "a\nb"),
        ('" a  \n  b "', " a b "),
        ('"a\\ \n b"', "a  b"),
        ("|\n  a\n    b\n  c", "a\n    b".replace("    ", "  ") + "\nc\n"),
        ("|-\n  a\n\n", "a"),
        ("|+\n  a\n\n", "a\n\n\n"),
        ("|2\n    a\n   b\n", "  a\n b\n"),
        ("| # why\n  a\n", "a\n"),
        ("|\n\n  a  \n", "\na  \n"),
        (">\n  a\n  b\n\n  c\n", "a b\nc\n"),
        (">\n  a\n\n    b\n\n\n  c\n", "a\n\n  b\n\n\nc\n"),
        (">\n    a\n    b\n     c\n    d\n", "a b\n c\nd\n"),
        (">-\n\n  a\n\n\n  b\n\n", "\na\n\nb"),
        (">1-\n   a\n  b\n", "  a\n b"),
        ("a\u2028 b", "a\u2028b"),
        ("|\n  a\x85  b\n", "a\nb\n"),
        (">\n  a\u2029  b\n", "a\u2029b\n"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_style_is_mapped(token: str, value: str, line_break: str) -> None:
    text = f"k: {token}\nz: 1\n".replace("\n", line_break)
    (node,) = texts_of(text)
    assert node.value == value
    assert_aligned(text, node)


def test_places() -> None:
    text = "k: >\n  ab\n  c\n"
    found = align(text, 3, len(text) - 1, ">", "ab c\n")
    assert found is not None
    assert list(zip(found.starts, found.ends, strict=True)) == [(7, 8), (8, 9), (9, 10), (12, 13), (13, 14)]


@given(BLOCKS)
def test_every_text_that_pyyaml_writes_is_mapped(text: str) -> None:
    for node in texts_of(text):
        assert_aligned(text, node)


HEADERS = st.sampled_from(["|", "|-", "|+", ">", ">-", ">+", "|1", ">1", ">2+", ""])


@given(HEADERS, st.lists(st.text("ab \t\u2028", max_size=5), max_size=7))
def test_every_block_that_libyaml_reads_is_mapped(header: str, lines: list[str]) -> None:
    text = "k: " + header + "".join(f"\n  {line}" for line in lines) + "\n"
    tree = build_tree(text, Span(0, len(text)), Limits())
    if tree.root is not None and isinstance(tree.root.value.get("k"), str):
        assert_aligned(text, texts_of(text)[0])


@pytest.mark.parametrize(
    ("token", "style", "value"),
    [
        ("ab", "", "ac"),
        ("ab", "", "abc"),
        ("ab", "", "aba"),
        ("'ab'", "'", "abc"),
        ("'ab'", "'", "ab'"),
        ('"ab"', '"', 'ab"'),
        ('"ab"', '"', "ab\n"),
        ('"a\\n"', '"', "an"),
        ("|\n  ab", "|", "ab\nc"),
        (">\n  ab", ">", "ac\n"),
    ],
)
def test_what_does_not_spell_the_value_is_not_mapped(token: str, style: str, value: str) -> None:
    text = f"k: {token}\nz: 1\n"
    assert align(text, 3, 3 + len(token), style, value) is None
    assert align(text[: 3 + len(token)], 3, 3 + len(token), style, value) is None
