"""Fields that are taken out of a block by their lines are what they are among the others."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.yaml.reader import build_tree
from newslint.lint.fields_alone import FieldsAlone


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        ("a: 1\nflag: yes\nb: 2\n", "flag: yes\n"),
        ("flag: yes\n", "flag: yes\n"),
        ("# c\nflag: yes\n# d\n\nb: 2\n", "flag: yes\n# d\n\n"),
        ("Flag: yes\nb: 2\nFLAG: no\n", "Flag: yes\nFLAG: no\n"),
        ("a:\n- flag: yes\n  b: 1\n- c: 2\nd: 3\n", "a:\n- flag: yes\n  b: 1\n- c: 2\n"),
        ("a:\n  -   flag: yes\nd: 3\n", "a:\n  -   flag: yes\n"),
        ("a:\n  b:\n    flag:\nd: 3\n", "a:\n  b:\n    flag:\n"),
        ("a: 1\r\nflag: yes\r\nb: 2\r\n", "flag: yes\n"),
        ("_a:\n  flag: yes\n_b: 2\n", "_a:\n  flag: yes\n"),
        ("a: 1\nmood-2: glad\n", "mood-2: glad\n"),
        ("a: flag\nb: 'flag: yes'\n", ""),
        ("flags: yes\nmy-flag: yes\nmood+2: x\n", ""),
        ("mood-2 : x\n- - flag: yes\n", ""),
        ("\u017f: 1\n\uff46lag: yes\n", ""),
        ("a: 1\nflag: yes\n\n", "flag: yes\n\n"),
        (
            "a:\n- flag: yes\n- flag: no\nb:\n  c: 1\n  flag: 1\nd: 2\nflag: x",
            "a:\n- flag: yes\n- flag: no\nb:\n  c: 1\n  flag: 1\nflag: x\n",
        ),
        (" flag: yes\na: 1\n", "\n flag: yes\n"),
        ("# c\n flag: yes\n", "\n# c\n flag: yes\n"),
        ("", ""),
    ],
)
def test_fields_are_taken_by_their_lines(block: str, fields: str) -> None:
    assert FieldsAlone({"flag", "mood-2", "s", "\u00e9"}).of(block) == fields


@pytest.mark.parametrize("keys", [(), ("\u00e9",)])
def test_without_a_key_that_there_may_be_there_is_nothing(keys: tuple[str, ...]) -> None:
    assert FieldsAlone(keys).of(": yes\n\u00e9: yes\n:\n") == ""


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", " ", "  ", "    "]),
        st.sampled_from(["", "", "", "- ", "-   "]),
        st.sampled_from(["a: ", "b: ", "c: ", "A: ", "d:", "e:   ", "_f: ", "key-1: ", "ba: ", ""]),
        st.sampled_from(
            ["", "x", "x y", "1", "'a: x'", '"x"', "yes", "[a, 'y']", "# a: 1", "x #a: 1", "|", "a:"]
        ),
        st.sampled_from(["\n", "\n", "\n", "\n\n", " # c\n", "\n# a: 2\n"]),
    ).map("".join),
    max_size=8,
).map("".join)


@given(_LINES, st.sets(st.sampled_from(["a", "b", "d", "key-1", "_f"]), min_size=1))
def test_they_are_the_parts_that_have_a_key(block: str, keys: set[str]) -> None:
    key = re.compile(rf"\n *(?:- +)?(?:{'|'.join(keys)}):", re.IGNORECASE)
    parts = re.split(r"\n(?=[A-Za-z_])", "\n" + block.removesuffix("\n"))
    assert FieldsAlone(keys).of(block) == "".join(f"{part}\n" for part in parts if key.search(f"\n{part}"))


def _found(root: Node | None, keys: set[str]) -> list[Any]:
    """Every field with one of some keys, wherever it is: all that it holds, but for its place in the text."""
    found: list[Any] = []
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        name = node.path[-1] if node.path else None
        if isinstance(name, str) and name.casefold() in keys:
            found.append((node.path, repr(node.value), node.style, node.end - node.start))
        waiting += children_of(node)
    return sorted(found)


@given(_LINES, st.sets(st.sampled_from(["a", "b", "d", "key-1", "_f"])), st.sampled_from(["\n", "\r\n"]))
@example("c:\n- a: 1\n  b: 2\n- a: yes\nd: 1\n", {"a"}, "\n")
def test_alone_they_are_what_they_are_among_others(block: str, keys: set[str], line_break: str) -> None:
    written = block.replace("\n", line_break)
    tree = build_tree(written, Span(0, len(written)), Limits())
    if tree.by_lines:
        fields = FieldsAlone(keys).of(written)
        alone = build_tree(fields, Span(0, len(fields)), Limits())
        assert alone.problems == ()
        expected, found = _found(tree.root, keys), _found(alone.root, keys)
        if line_break == "\r\n":  # what ends behind an empty line is one character shorter for each
            expected, found = ([entry[:3] for entry in entries] for entries in (expected, found))
        assert found == expected
        assert fields or not expected


@pytest.mark.parametrize(
    ("block", "by_lines"),
    [("a: 1\n", True), ("a: |\n  x\n", False), ("a: &b 1\nc: *b\n", False), ("a: [\n", False), ("", False)],
)
def test_only_what_the_quick_reader_reads_is_by_lines(block: str, by_lines: bool) -> None:  # noqa: FBT001
    assert build_tree(block, Span(0, len(block)), Limits()).by_lines is by_lines
