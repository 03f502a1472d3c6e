"""Edits of JSON: only the characters that change, and what is read then is what was intended."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_json_reader import TEXTS, all_nodes, root_of, written

from newslint.finding import Edit, Span
from newslint.frontmatter.json.syntax import JSON
from newslint.frontmatter.nodes import Node

ARTICLE = """{
  "title": "Caf\\u00e9 \\ud83d\\ude00 \\/ \\"bar\\"",
  "count": "70",
  "width": 640,
\t"image": {"url": "a", "tiny":1},
  "list": [true, "no"]
}
"""


def applied(text: str, edit: Edit | None) -> str:
    assert edit is not None
    return text[: edit.span.start] + edit.replacement + text[edit.span.end :]


def field(text: str, *path: str | int) -> Node:
    node = root_of(text)
    for part in path:
        node = node.children[part]  # type: ignore[index]
    return node


@given(written(), st.data())
def test_any_part_of_a_text_can_be_replaced(text: str, data: st.DataObject) -> None:
    texts = [node for node in all_nodes(root_of(text)) if isinstance(node.value, str)]
    if not texts:
        return
    node = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(node.value)))
    end = data.draw(st.integers(start, len(node.value)))
    replacement = data.draw(TEXTS)
    after = applied(text, JSON.replace(text, node, start, end, replacement))
    intended = node.value[:start] + replacement + node.value[end:]
    assert field(after, *node.path).value == intended
    others = [
        other for other in all_nodes(root_of(after)) if other.style in ("", '"') and other.path != node.path
    ]
    before = [
        other for other in all_nodes(root_of(text)) if other.style in ("", '"') and other.path != node.path
    ]
    assert [(o.path, repr(o.value)) for o in others] == [(o.path, repr(o.value)) for o in before]


@given(written())
def test_every_character_has_its_place(text: str) -> None:
    for node in all_nodes(root_of(text)):
        if not isinstance(node.value, str):
            assert JSON.align(text, node) is None
            continue
        aligned = JSON.align(text, node)
        assert aligned is not None
        pieces = [text[a:b] for a, b in zip(aligned.starts, aligned.ends, strict=True)]
        assert "".join(pieces) == text[node.start + 1 : node.end - 1]
        assert [JSON.meaning(piece, '"') for piece in pieces] == list(node.value)
        at = JSON.verbatim_at(text, node)
        assert (at is not None) == (pieces == list(node.value))


def test_only_the_characters_that_change() -> None:
    node = field(ARTICLE, "title")
    value = node.value
    assert value == 'Café 😀 / "bar"'
    for old, new, spelled, expected in (
        ("é", "e", "\\u00e9", "e"),
        ("😀", "😀!", "\\ud83d\\ude00", "😀!"),
        ("/", "|", "\\/", "|"),
        ('"bar"', "“bar”", '\\"bar\\"', "“bar”"),
        ("Café", '\\\u2028\x85\n"', "Caf\\u00e9", '\\\\\\u2028\\u0085\\n\\"'),
    ):
        start = value.index(old)
        edit = JSON.replace(ARTICLE, node, start, start + len(old), new)
        at = ARTICLE.index(spelled)
        assert edit == Edit(Span(at, at + len(spelled)), expected)


def test_half_of_a_character_is_never_written() -> None:
    node = field(ARTICLE, "title")
    assert JSON.replace(ARTICLE, node, 0, 1, "\ud83d") is None
    assert JSON.meaning("\\ud83d", '"') is None
    assert JSON.meaning("\\ud83d\\ude00", '"') == "😀"
    assert JSON.meaning('a"', '"') is None
    assert JSON.meaning("\n", '"') is None
    assert JSON.meaning("a", "") is None


@pytest.mark.parametrize(
    ("value", "token", "read"),
    [
    (70, "70", 70), (0.5, "0.5", 0.5), (True, "true", True), (None, "null", None), ("a", "a", "a"),
    ("70", "70", "70"),
    (70, "070", None), (True, "yes", None), (True, "1", None), (1.0, "1", None), (70, "70, 1", None),
    (70, '70, "x": 1', None),
    ],
)  # fmt: skip
def test_whole_values(value: Any, token: str, read: Any) -> None:
    edit = JSON.write(ARTICLE, field(ARTICLE, "count"), value, token)
    if read is None and value is not None:
        assert edit is None
    else:
        assert field(applied(ARTICLE, edit), "count").value == read
    assert JSON.write(ARTICLE, field(ARTICLE, "image"), value, token) is None


def test_quotes() -> None:
    for path, wanted in ((("width",), '"640"'), (("list", 0), '"true"')):
        edit = JSON.quote(ARTICLE, field(ARTICLE, *path))
        assert edit is not None
        assert edit.replacement == wanted
    for name in ("title", "image", "list"):
        assert JSON.quote(ARTICLE, field(ARTICLE, name)) is None


def test_keys() -> None:
    node = field(ARTICLE, "image", "tiny")
    edit = JSON.rename_key(ARTICLE, node, node.path, 'a "b"')
    assert list(field(applied(ARTICLE, edit), "image").value) == ["url", 'a "b"']
    assert JSON.rename_key(ARTICLE, node, ("image",), "x") is None
    assert JSON.rename_key(ARTICLE, None, ("image",), "x") is None
    item = field(ARTICLE, "list", 0)
    assert JSON.rename_key(ARTICLE, item, item.path, "x") is None
    assert JSON.rename_key(ARTICLE, node, node.path, "\ud800") is None


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ('{\n  "a": 1\n}', ("a",), '{\n  "a": 1,\n  "n": "v"\n}'),
        ('{\r\n\t"a": 1,\r\n\t"b": 2\r\n}', ("a",), '{\r\n\t"a": 1,\r\n\t"n": "v",\r\n\t"b": 2\r\n}'),
        ('{"a": 1}', ("a",), '{"a": 1, "n": "v"}'),
        ('{"a":1,"b":2}', ("a",), '{"a":1,"n":"v","b":2}'),
        ('{"a"\n:\n1}', ("a",), '{"a"\n:\n1, "n": "v"}'),
        ('{\n "a": {"b": [1,\n2]}\n}', ("a",), '{\n "a": {"b": [1,\n2]},\n "n": "v"\n}'),
        ('{\n "a": {"b": 1}}', ("a", "b"), '{\n "a": {"b": 1, "n": "v"}}'),
    ],
)
def test_a_new_field(text: str, path: tuple[str, ...], wanted: str) -> None:
    parent, sibling = field(text, *path[:-1]), field(text, *path)
    after = applied(text, JSON.add_field(text, parent, sibling, "n", "v"))
    assert after == wanted
    assert field(after, *path[:-1], "n").value == "v"
    assert JSON.add_field(text, parent, sibling, "a" if len(path) == 1 else "b", "v") is None


@given(written(), TEXTS, TEXTS)
def test_a_new_field_changes_nothing_else(text: str, name: str, value: str) -> None:
    root = root_of(text)
    for node in all_nodes(root):
        if isinstance(node.children, dict):
            for sibling in node.children.values():
                edit = JSON.add_field(text, node, sibling, name, value)
                assert (edit is None) == (name in node.value)
                if edit is not None:
                    added = field(applied(text, edit), *node.path)
                    assert added.value == node.value | {name: value}


def test_what_words_mean_without_quotes() -> None:
    readings = {
        "70": 70,
        "-0.5": -0.5,
        "true": True,
        "null": None,
        "yes": "yes",
        "070": "070",
        "": "",
        "[1]": "[1]",
    }
    for token, value in readings.items():
        assert JSON.readings(token) == (value,)
    for token in ('"a"', "NaN", "1 ", " 1", "9" * 5000, "1,2", "{}"):
        assert JSON.readings(token) == (token,)
