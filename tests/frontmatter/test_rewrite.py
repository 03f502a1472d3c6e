from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yamlgen import BLOCKS, WORDS

from newslint.finding import Edit, Path, Span
from newslint.frontmatter.nodes import Limits, Node, children_of
from newslint.frontmatter.syntax import Scalar
from newslint.frontmatter.yaml.edits import (
    key_edit,
    new_field_edit,
    plain_edit,
    quoted,
    quoting_edit,
    replacement_edit,
)
from newslint.frontmatter.yaml.reader import build_tree


def root_of(text: str, version: str = "1.2") -> Node:
    tree = build_tree(text, Span(0, len(text)), Limits(), version)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root


def rewritten(text: str, node: Node, start: int, end: int, replacement: str) -> str | None:
    return applied(text, replacement_edit(text, node, start, end, replacement))


def applied(text: str, edit: Edit | None) -> str | None:
    return None if edit is None else text[: edit.span.start] + edit.replacement + text[edit.span.end :]


def below(root: Node) -> list[Node]:
    """Every field, the root left out."""
    nodes, todo = [], [root]
    while todo:
        nodes += (children := children_of(todo.pop()))
        todo += children
    return nodes


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
        ("|+\n  an old tale\n\n", "old", "new", "|+\n  an new tale\n\n"),
        (">+\n  an old tale\n\n\n", "old", "new", ">+\n  an new tale\n\n\n"),
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
    nodes = [node for node in below(root) if isinstance(node.value, str)]
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
    after = applied(text, edit)
    assert after is not None
    intended = root.value
    place(intended, node.path, node.value[:start] + replacement + node.value[end:])
    assert root_of(after).value == intended


@given(st.text(max_size=30))
def test_quoted_reads_as_it_was(value: str) -> None:
    assert quoted(value).isprintable() or not value.isprintable()
    assert root_of(f"k: {quoted(value)}\n").value == {"k": value}


@pytest.mark.parametrize(
    ("text", "value", "written", "expected"),
    [
        ('k: "70" # c\n', 70, "70", "k: 70 # c\n"),
        ("k: '70'\r\nz: 1\r\n", 70, "70", "k: 70\r\nz: 1\r\n"),
        ('k: "7\\x30"\n', 70, "70", "k: 70\n"),
        ('k: ["70","8"]\n', 70, "70", 'k: [70,"8"]\n'),
        ('{"k":"70"}', 70, "70", '{"k":70}'),
        ("k: yes\n", True, "true", "k: true\n"),
        ('k: "1.0"\n', 1.0, "1.0", "k: 1.0\n"),
        ('k: "1.0"\n', 1, "1.0", None),
        ('k: "070"\n', 70, "070", None),
        ('k: "1e3"\n', 1000.0, "1e3", None),
        ('k: "70"#c\n', 70, "70", None),
        ('k: !!str "70"\n', 70, "70", None),
        ('k: &a "70"\nl: *a\n', 70, "70", None),
        ("k: |-\n  70\n", 70, "70", None),
    ],
)
def test_a_value_without_quotes(text: str, value: Scalar, written: str, expected: str | None) -> None:
    node = below(root_of(text))[0]
    node = children_of(node)[0] if node.style == "seq" else node
    assert applied(text, plain_edit(text, node, value, written)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: 2023 # c\n", 'k: "2023" # c\n'),
        ("k: 1.10\n", 'k: "1.10"\n'),
        ("k: {l: 070}\n", 'k: {l: "070"}\n'),
        ("k: true\r\n", 'k: "true"\r\n'),
        ("k: '7'\n", None),
        ("k: !!int 7\n", None),
        ("k: &a 7\nl: *a\n", None),
    ],
)
def test_a_value_in_quotes(text: str, expected: str | None) -> None:
    node = next(n for n in reversed(below(root_of(text))) if n.children is None and not n.alias)
    assert applied(text, quoting_edit(text, node)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: [[Harbour]] # c\n", 'k: "[[Harbour]]" # c\n'),
        ("k: {a}\n", 'k: "{a}"\n'),
        ('k:\n  Mend "nets": it\'s & more\n', 'k:\n  "Mend \\"nets\\": it\'s & more"\n'),
        ("k: [it's, R&B, a*b, hey!]\n", 'k: "[it\'s, R&B, a*b, hey!]"\n'),
        ("k: [&a b]\n", None),
        ("b: &b 1\nk: {a: *b}\n", None),
        ("k: [!!str 1]\n", None),
        ("a: &a 1\nk: [[*a]]\n", None),
        ("a: &a [b]\nk: *a\n", None),
        ("k: &a [b]\n", None),
        ("k: !!seq [b]\n", None),
        ("k: [a,\n  b]\n", None),
        ("k:\n  - a\n  - b\n", None),
    ],
)
def test_a_collection_in_quotes(text: str, expected: str | None) -> None:
    node = children_of(root_of(text))[-1]
    assert applied(text, quoting_edit(text, node)) == expected


@pytest.mark.parametrize(
    ("text", "path", "name", "expected"),
    [
        ("old: 1 # c\n", ("old",), "new", "new: 1 # c\n"),
        ("'old': 1\n", ("old",), "it's", "'it''s': 1\n"),
        ('"o\\x6cd" : 1\n', ("old",), "new", '"new" : 1\n'),
        ("a: [{old: 1, b: 2}]\n", ("a", 0, "old"), "new", "a: [{new: 1, b: 2}]\n"),
        ("? old\n: 1\n", ("old",), "new", "? new\n: 1\n"),
        ("old:\n  - a\n", ("old",), "new", "new:\n  - a\n"),
        ("Rock &Roll: x\nold: 1\n", ("old",), "new", "Rock &Roll: x\nnew: 1\n"),
        ("old: 1\n", ("old",), "a: b", None),
        ("old: 1\n", ("old",), "yes", None),
        ("old: 1\n", ("old",), " new", None),
        ("12: 1\n", ("12",), "new", None),
        ("[old]: 1\n", ("[old]",), "new", None),
        ("&a old: *a\n", ("old",), "new", None),
        ("a: &a old\n*a : 1\n", ("old",), "new", None),
        ("a: &a {old: 1}\nb: {<<: *a}\n", ("b", "old"), "new", None),
        ("a: &a {old: 1}\nb: *a\n", ("b", "old"), "new", None),
        ("- old\n", (0,), "new", None),
    ],
)
def test_a_key_with_another_name(text: str, path: Path, name: str, expected: str | None) -> None:
    node: Node | None = build_tree(text, Span(0, len(text)), Limits()).root
    for part in path:
        children = node.children if node is not None else None
        if isinstance(children, dict):
            node = children[str(part)]
        elif isinstance(children, list):
            node = children[int(part)]
    assert applied(text, key_edit(text, node, path, name)) == expected


@given(BLOCKS, WORDS, st.data())
def test_a_renamed_field_keeps_its_place_and_its_value(text: str, name: str, data: st.DataObject) -> None:
    root = root_of(text)
    nodes = [node for node in below(root) if node.key_start >= 0]
    if not nodes:
        return
    node = data.draw(st.sampled_from(nodes))
    mapping = root.value
    for part in node.path[:-1]:
        mapping = mapping[part]
    after = applied(text, key_edit(text, node, node.path, name))
    if after is None or name in mapping or name == "<<":
        return
    items = [(name if key == node.path[-1] else key, value) for key, value in mapping.items()]
    mapping.clear()
    mapping.update(items)
    new = root_of(after).value
    assert new == root.value
    for part in node.path[:-1]:
        new = new[part]
    assert list(new) == list(mapping)


@given(BLOCKS, WORDS, WORDS, st.data())
def test_an_added_field_changes_no_other(text: str, name: str, value: str, data: st.DataObject) -> None:
    root = root_of(text)
    parents = {node.path: node for node in [root, *below(root)]}
    nodes = [node for node in below(root) if node.key_start >= 0]
    if not nodes:
        return
    sibling = data.draw(st.sampled_from(nodes))
    parent = parents[sibling.path[:-1]]
    after = applied(text, new_field_edit(text, parent, sibling, name, value))
    if after is None or name == "<<":
        return
    parent.value[name] = value
    assert root_of(after).value == root.value
    assert len(after.splitlines()) == len(text.splitlines()) + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n", 'a: 1\nb: "x"\n'),
        ("a: 1 # c\r\nz: 2\r\n", 'a: 1 # c\r\nb: "x"\r\nz: 2\r\n'),
        ("k:\n  - a: 'y'\n    z: 2\n", "k:\n  - a: 'y'\n    b: \"x\"\n    z: 2\n"),
        ("k: {a: 1}\n", None),
        ("k: {\n  a: 1\n  }\n", None),
        ("k: [\n  a: 1\n  ]\n", None),
        ("a: 1\nb: 2\n", None),
        ("a: |\n  1\n", None),
        ("a:\n  1\n", None),
        ("a: x\n  y\n", None),
        ("? a\n: 1\n", None),
        ("z: &z 1\na: *z\n", None),
        ("a: 1", None),
    ],
)
def test_a_field_on_a_line_of_its_own(text: str, expected: str | None) -> None:
    root = root_of(text)
    parents = {node.path: node for node in [root, *below(root)]}
    sibling = next(node for node in below(root) if node.path[-1] == "a")
    edit = new_field_edit(text, parents[sibling.path[:-1]], sibling, "b", "x")
    assert applied(text, edit) == expected


def test_an_added_field_has_quotes_where_its_name_needs_them() -> None:
    root = root_of("a: 1\n")
    edit = new_field_edit("a: 1\n", root, children_of(root)[0], "no", "x")
    assert applied("a: 1\n", edit) == 'a: 1\n"no": "x"\n'
