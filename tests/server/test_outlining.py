from typing import Any

import pytest
from lsprotocol import types as lsp

from newslint.document import parse_document
from newslint.server.cursor.find import block_of, read_at
from newslint.server.features import outlining
from newslint.server.features.outlining import flat, symbols_of, symbols_of_keys
from newslint.server.positions import Places
from newslint.source import Source

Shown = list[tuple[Any, ...]]


def places_of(text: str, encoding: str = "utf-16") -> Places:
    return Places(Source("a.md", text.encode()), encoding)


def outline(text: str, encoding: str = "utf-16") -> list[lsp.DocumentSymbol]:
    places = places_of(text, encoding)
    root = parse_document(places.source, lambda keys: None).root  # noqa: ARG005
    assert root is not None
    return symbols_of(root, places)


def place(shown: lsp.Range) -> str:
    return f"{shown.start.line}:{shown.start.character}-{shown.end.line}:{shown.end.character}"


def tree(symbols: Any) -> Shown:
    """Name, kind, detail, places of the whole and of the name, and those below."""
    return [
        (
            each.name,
            each.kind.name,
            each.detail,
            place(each.range),
            place(each.selection_range),
            *([tree(each.children)] if each.children else []),
        )
        for each in symbols
    ]


def test_yaml() -> None:
    text = "---\ntitle: 'Rain'\nimage:\n  url: a\n  width: 3\ntags: [a, b]\ndraft: true\nnone:\n---\n"
    assert tree(outline(text)) == [
        ("title", "String", '"Rain"', "1:0-1:13", "1:0-1:5"),
        (
            "image",
            "Object",
            None,
            "2:0-4:10",
            "2:0-2:5",
            [
                ("url", "String", '"a"', "3:2-3:8", "3:2-3:5"),
                ("width", "Number", "3", "4:2-4:10", "4:2-4:7"),
            ],
        ),
        (
            "tags",
            "Array",
            None,
            "5:0-5:12",
            "5:0-5:4",
            [
                ("[0]", "String", '"a"', "5:7-5:8", "5:7-5:7"),
                ("[1]", "String", '"b"', "5:10-5:11", "5:10-5:10"),
            ],
        ),
        ("draft", "Boolean", "true", "6:0-6:11", "6:0-6:5"),
        ("none", "Null", "null", "7:0-7:5", "7:0-7:4"),
    ]


def test_items_are_called_as_they_call_themselves() -> None:
    text = "---\na:\n- title: Rain\n- {url: x, name: Snow}\n- {b: 1}\n- {title: ' '}\n'': 1\n---\n"
    (listed, nameless) = outline(text)
    assert [item.name for item in listed.children or ()] == ["Rain", "Snow", "[2]", "[3]"]
    assert nameless.name == '""'


def test_json_and_toml() -> None:
    assert tree(outline('{\n"a": {"b": 1}}')) == [
        ("a", "Object", None, "1:0-1:13", "1:0-1:3", [("b", "Number", "1", "1:6-1:12", "1:6-1:9")])
    ]
    text = "+++\na.b = 1\n[c]\nd = 2024-05-02\n[[e]]\nf = 1\n[[e]]\nf = 2\n+++\n"
    assert tree(outline(text)) == [
        ("a", "Object", None, "1:0-1:7", "1:0-1:1", [("b", "Number", "1", "1:2-1:7", "1:2-1:3")]),
        (
            "c",
            "Object",
            None,
            "2:0-3:14",
            "2:1-2:2",
            [("d", "String", '"2024-05-02"', "3:0-3:14", "3:0-3:1")],
        ),
        (
            "e",
            "Array",
            None,
            "4:0-7:5",
            "4:2-4:3",
            [
                ("[0]", "Object", None, "4:0-5:5", "4:0-4:0", [("f", "Number", "1", "5:0-5:5", "5:0-5:1")]),
                ("[1]", "Object", None, "6:0-7:5", "6:0-6:0", [("f", "Number", "2", "7:0-7:5", "7:0-7:1")]),
            ],
        ),
    ]


def test_tables_in_another_order() -> None:
    (table,) = outline("+++\n[a.b]\nc = 1\n[a]\nd = 2\n[a.e]\nf = 3\n+++\n")
    assert place(table.range) == "1:0-6:5"
    assert [child.name for child in table.children or ()] == ["b", "d", "e"]


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", 11), ("utf-16", 8), ("utf-32", 7)])
def test_places_in_each_encoding(encoding: str, expected: int) -> None:
    (symbol,) = outline("---\n'🎉é': a\n---\n", encoding)
    assert symbol.range.end.character == expected


def test_what_an_alias_repeats_is_told_once() -> None:
    first, second = outline("---\na: &x {b: 1}\nc: *x\n---\n")
    assert [child.name for child in first.children or ()] == ["b"]
    assert (second.name, second.children) == ("c", None)


def test_no_more_than_somebody_looks_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlining, "_MOST", 2)
    text = "---\na: {b: 1, c: 2}\nd: 3\n---\n"
    (symbol,) = outline(text)
    assert [child.name for child in symbol.children or ()] == ["b"]
    block = block_of(text)
    assert block is not None
    assert [each.name for each in symbols_of_keys(read_at(text, block).keys, places_of(text))] == ["a", "a.b"]


def test_a_broken_document() -> None:
    text = "---\na:\n  b: [\nc d\ne: 1\n"
    block = block_of(text)
    assert block is not None
    assert tree(symbols_of_keys(read_at(text, block).keys, places_of(text))) == [
        ("a", "Field", None, "1:0-1:1", "1:0-1:1"),
        ("a.b", "Field", None, "2:2-2:3", "2:2-2:3"),
        ("e", "Field", None, "4:0-4:1", "4:0-4:1"),
    ]


def test_an_outline_that_is_not_nested() -> None:
    found = flat(outline("---\na: {b: 1}\nc: 2\n---\n"), "file:///a.md")
    assert [(each.name, each.container_name) for each in found] == [("a", None), ("b", "a"), ("c", None)]
    assert [place(each.location.range) for each in found] == ["1:0-1:9", "1:4-1:8", "2:0-2:4"]
    assert {each.location.uri for each in found} == {"file:///a.md"}
