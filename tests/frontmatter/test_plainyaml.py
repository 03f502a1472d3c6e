"""Blocks that are read without libyaml become what libyaml makes of them, or are left to it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yamlgen import BLOCKS

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.yaml.events import read_events
from newslint.frontmatter.yaml.scalars import resolver
from newslint.frontmatter.yaml.subset import read_plain

READ = [
    "a: b\n",
    "a:   b c   \n",
    "a-b_1: x:y\n",
    "a: http://x.example/?q=1#top\n",
    "a: 'it''s' # why\n",
    "a: ''\n",
    'a: ""\n',
    'a: "\u00e9 \U0001f600 \\u00e9\\x41\\n\\t\\"\\\\\\/\\_\\N" # why\n',
    'a: "x\\r\\n\\U0001F310\\U0010ffff\\U0000d7ff\\U0000e000\\ue000\\ud7ff" # why\n',
    "a: \xa0\u200b\u2027\u202a\ud7ff\ue000\ufefc\ufffd\U000e0001\U0010ffff\n",
    "a: b # why\nc: d#e\n",
    "# first\n\na: 1\n   # deeper\nb: 2\n  \n",
    "a:\nb: ~\nc:   # nothing\n",
    "a:\n  b:\n    c: -1.5\n  d: 0x1f\ne: yes\n",
    "a:\n  - b\n  - c d\n",
    "a:\n- b\n- 'c'\nd: e\n",
    "a:\n  - b: c\n    d: e\n  -   b: c\n      d:\n  - f:\n    - g\nh: i\n",
    "a:\n    b:\n     - c:\n        - d\ne:\n",
    "a: []\nb: [ ]\n",
    "a: [x, \"y, z\" , '',1.5, two words]  # why\n",
    "on: 2026-01-02T10:00:00Z\n",
    "a: -.5\nb: +1\nc: .5\nd: (x)\n",
    "null: a\ntrue: b\n",
]
LEFT = [
    "",
    "# only a comment\n",
    "a: b",
    "- a\n",
    "a\n",
    " a: b\n",
    '"a": b\n',
    "a b: c\n",
    "1: b\n",
    "\u00e9: b\n",
    "a : b\n",
    "a:b\n",
    "a: b: c\n",
    "a: b:\n",
    "a: b\n  c\n",
    "a: b\n  c: d\n",
    "a: b\n  - c\n",
    "a: 'b\n  c'\n",
    'a: "b" c\n',
    'a: "b"#c\n',
    'a: "b\\\n  c"\n',
    'a: "\\ud800"\n',
    'a: "\\q"\n',
    'a: "\\U0000d800"\n',
    'a: "\\U00110000"\n',
    'a: "\\U001"\n',
    "a: 'b'c'\n",
    "a: |\n  b\n",
    "a: >-\n  b\n",
    "a: &x b\n",
    "a: *x\n",
    "a: !!str 1\n",
    "a: {b: c}\n",
    "a: [b: c]\n",
    "a: [b, [c]]\n",
    "a: [b,]\n",
    "a: [b\n  c]\n",
    "a: [b #c]\n",
    "a: @b\n",
    "a: %b\n",
    "a: - b\n",
    "a: -\n",
    "a:\tb\n",
    'a: "\t"\n',
    "a: b\x07\n",
    "a: b\x85\n",
    "a: b\x9f\n",
    "a: b\u2028\n",
    "a: b\u2029\n",
    "a: b\ufffe\n",
    "a: b\uffff\n",
    "a: b\x7f\n",
    "a: b\ud800\n",
    "a: b\udfff\n",
    "a: \ufeffb\n",
    "a: b\rc: d\n",
    "a: b\r\nc: d\n",
    "a: b\na: c\n",
    "a: b\n- c\n",
    "a:\n  - b\n  c: d\n",
    "a:\n  - b\n - c\n",
    "a:\n  - b: c\n   d: e\n",
    "a:\n  - - b\n",
    "a:\n  -\n    b: c\n",
    "a:\n  b: c\n d: e\n",
    "<<: a\n",
    "? a\n: b\n",
    "--- a\n",
    "...\n",
    "a" * 101 + ": b\n",
]
_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", " ", "  ", "    "]),
        st.sampled_from(["", "", "", "- ", "-   ", "- - "]),
        st.sampled_from(["a: ", "b: ", "c: ", "d:", "e:   ", "key-1: ", "", "f:g", "'q': "]),
        st.sampled_from(
            ["", "x", "x y", "1", "'x'", '"x"', '"\\n"', "[]", "[x, 'y']", "# c", "|", "x #c", "-1"]
        )
        | st.text("ab :#-'\"\\[],{}&*!|>%@?~1.\t\u00e9\xa0\x85\u2028\U0001f600", max_size=8),
        st.sampled_from(["\n", "\n", "\n", "\n\n", " # c\n", "\r\n"]),
    ).map("".join),
    max_size=8,
).map("".join)
_LIMITS = st.sampled_from([Limits(), Limits(max_depth=1), Limits(max_depth=3), Limits(max_values=12)])


def _told(node: Node) -> Any:
    """All that is known of a node and of those below it."""
    keys = list(node.children) if isinstance(node.children, dict) else None
    places = (node.path, node.start, node.end, node.key_start, node.key_end)
    # The written form tells 1 from True, and nan from nothing.
    return (
        repr(node.value),
        places,
        node.style,
        node.alias,
        node.tagged,
        keys,
        [_told(n) for n in children_of(node)],
    )


def assert_read_alike(block: str, limits: Limits, version: str) -> bool:
    """What is read without libyaml is what libyaml reads; tell whether it is read at all."""
    text = f"---\n{block}---\n"
    content = Span(4, 4 + len(block))
    plain = read_plain(text, content, limits, resolver(version))
    if plain is None:
        return False
    tree = read_events(text, content, limits, version)
    assert tree.problems == ()
    assert tree.root is not None
    assert _told(plain) == _told(tree.root)
    return True


@pytest.mark.parametrize("block", READ)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_what_is_certain_is_read_as_libyaml_reads_it(block: str, line_break: str) -> None:
    assert assert_read_alike(block.replace("\n", line_break), Limits(), "1.1")
    assert assert_read_alike(block.replace("\n", line_break), Limits(), "1.2")


@pytest.mark.parametrize("block", LEFT)
def test_what_is_not_certain_is_left_to_libyaml(block: str) -> None:
    assert not assert_read_alike(block, Limits(), "1.2")


@given(_LINES, _LIMITS, st.sampled_from(["1.1", "1.2"]))
@example("a: b\nc:\n", Limits(), "1.2")
def test_any_lines_are_read_as_libyaml_reads_them(block: str, limits: Limits, version: str) -> None:
    assert_read_alike(block, limits, version)


@given(BLOCKS)
def test_any_yaml_is_read_as_libyaml_reads_it(block: str) -> None:
    assert_read_alike(block, Limits(), "1.2")


@pytest.mark.parametrize("depth", range(1, 6))
def test_no_depth_is_passed(depth: int) -> None:
    block = "a:\n  b:\n    c: [d]\n"
    assert assert_read_alike(block, Limits(max_depth=depth), "1.2") == (depth >= 4)


@pytest.mark.parametrize("text", ["a: b\n", "a: \u00e9\n", "a: \U0001f600\n", "a: b\r\nc: \u00e9\r\n"])
def test_no_size_is_passed(text: str) -> None:
    size = len(text.encode())
    assert assert_read_alike(text, Limits(max_bytes=size), "1.2")
    assert not assert_read_alike(text, Limits(max_bytes=size - 1), "1.2")
