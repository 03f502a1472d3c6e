from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yamlgen import BLOCKS, WORDS

from newslint.finding import Span
from newslint.nodes import Limits, Node, children_of
from newslint.rewrite import quoted, replacement_edit
from newslint.tree import build_tree


def root_of(text: str, version: str = "1.2") -> Node:
    tree = build_tree(text, Span(0, len(text)), Limits(), version)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root


def rewritten(text: str, node: Node, start: int, end: int, replacement: str) -> str | None:
    edit = replacement_edit(text, node, start, end, replacement)
    return None if edit is None else text[: edit.span.start] + edit.replacement + text[edit.span.end :]


@pytest.mark.parametrize(
    ("token", "old", "new", "expected"),
    [
        ("an old tale", "old", "new", "an new tale"),
        ("'an old tale'", "old", "it's", "'an it''s tale'"),
        ('"an old tale"', "old", '"x" \\', '"an \\"x\\" \\\\ tale"'),
        ('"an \\x6fld tale"', "old", "new", '"an new tale"'),
        ("an old tale", "old", "a: b", '"an a: b tale"'),
        ("an old tale", "old", "#1", '"an #1 tale"'),
        ("'an old tale'", "old", "a\nb", '"an a\\nb tale"'),
        ("old", "old", "yes", '"yes"'),
        ("old", "old", "12", '"12"'),
        ("old", "old", "", '""'),
        ("old", "old", "- x", '"- x"'),
        ("an\n  old tale", "old", "😀", "an\n  😀 tale"),
        ("|\n  an old tale", "old", "new: 'x' # \"", "|\n  an new: 'x' # \" tale"),
        ("|-\n  an old tale  \n\n", "tale  ", "tale", "|-\n  an old tale\n\n"),
        (">\n  an\n  old\n  tale", "old tale", "new", ">\n  an\n  new"),
        ("|\n  old", "old", "a\nb", None),
        ("|\n  old\n  b", "old", " x", None),
    ],
)
def test_only_what_changes_is_written(token: str, old: str, new: str, expected: str | None) -> None:
    text = f"k: {token} # c\nz: 1\n" if token[0] not in "|>" else f"k: {token}\nz: 1\n"
    node = children_of(root_of(text))[0]
    at = node.value.index(old)
    assert rewritten(text, node, at, at + len(old), new) == (
        None if expected is None else text.replace(token, expected)
    )


def test_plain_text_that_only_one_version_of_yaml_reads_as_text_is_quoted() -> None:
    text = "k: [a, b]\n"
    node = children_of(children_of(root_of(text))[0])[0]
    for word in ("yes", "0b1", "0o7", "1_0", "012", "1:30"):
        assert rewritten(text, node, 0, 1, word) == f'k: ["{word}", b]\n'


def place(root: Any, path: tuple[str | int, ...], value: str) -> None:
    for part in path[:-1]:
        root = root[part]
    root[path[-1]] = value


@given(BLOCKS, WORDS, st.data())
def test_the_document_reads_as_intended_and_nothing_else_changes(
    text: str, replacement: str, data: st.DataObject
) -> None:
    root = root_of(text)
    nodes, todo = [], [root]
    while todo:
        node = todo.pop()
        todo += children_of(node)
        nodes += [node] if isinstance(node.value, str) else []
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    start = data.draw(st.integers(0, len(node.value)))
    end = data.draw(st.integers(start, len(node.value)))
    edit = replacement_edit(text, node, start, end, replacement)
    if edit is None:
        assert node.style in ("|", ">")
        return
    assert node.start <= edit.span.start <= edit.span.end <= node.end
    after = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    intended = root.value
    place(intended, node.path, node.value[:start] + replacement + node.value[end:])
    assert root_of(after).value == intended


@given(st.text(max_size=30))
def test_quoted_reads_as_it_was(value: str) -> None:
    assert quoted(value).isprintable() or not value.isprintable()
    assert root_of(f"k: {quoted(value)}\n").value == {"k": value}
