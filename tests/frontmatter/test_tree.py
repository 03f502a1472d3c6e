from typing import Any

import pytest
import yaml
from hypothesis import given
from yamlgen import BLOCKS

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, Node, ProblemKind, Tree, children_of
from newslint.frontmatter.yaml.reader import build_tree


def tree_of(text: str, **limits: int) -> Tree:
    return build_tree(text, Span(0, len(text)), Limits(**limits))


def root_of(text: str) -> Node:
    tree = tree_of(text)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root


def values_of(text: str) -> list[tuple[Any, str]]:
    """Every value with its source text, in the order of the tree."""
    found = []
    todo = [root_of(text)]
    while todo:
        node = todo.pop(0)
        found += [(child.value, text[child.start : child.end]) for child in children_of(node)]
        todo += children_of(node)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: x y # c\n", [("x y", "x y")]),
        ("a: 'it''s'\n", [("it's", "'it''s'")]),
        ('a: "q\\n"\n', [("q\n", '"q\\n"')]),
        ("a: |\n  x\n\n\nb: 1\n", [("x\n", "|\n  x"), (1, "1")]),
        ("a: |\n  x\xa0\n", [("x\xa0\n", "|\n  x\xa0")]),
        ("a: |\n  x  \n \n", [("x  \n", "|\n  x  ")]),
        ("a:\nb: ~\n", [(None, ""), (None, "~")]),
        ("a: !!str 12\n", [("12", "12")]),
        ("a: &x !!str 12\n", [("12", "12")]),
        ("a: !!str # why\n  12\n", [("12", "12")]),
        ("a: !<tag:yaml.org,2002:str> 12\n", [("12", "12")]),
        ('a: !!int "3"\n', [(3, '"3"')]),
        (
            "a: [1, {b: c}] # c\n",
            [([1, {"b": "c"}], "[1, {b: c}]"), (1, "1"), ({"b": "c"}, "{b: c}"), ("c", "c")],
        ),
        ("a:\n- x\n- y\nb: z\n", [(["x", "y"], "- x\n- y"), ("z", "z"), ("x", "x"), ("y", "y")]),
        ("on: 2024-01-02\n", [("2024-01-02", "2024-01-02")]),
    ],
)
def test_every_value_and_its_place(text: str, expected: list[tuple[Any, str]]) -> None:
    assert values_of(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", {}),
        ("# c\n", {}),
        ("~\n", {}),
        ("&a a: *a\n", {"a": "a"}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("b: &b {x: 1, y: 2}\nc: {<<: *b, x: 3}\n", {"b": {"x": 1, "y": 2}, "c": {"x": 3, "y": 2}}),
        ("<<: 1\n", {"<<": 1}),
        ("? [a, b]\n: c\n", {"[a, b]": "c"}),
        ("? &k [a]\n: *k\n", {"&k [a]": "&k [a]"}),
        ("?\n: x\n", {"": "x"}),
        ("~: x\n1: y\n", {"~": "x", "1": "y"}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert root_of(text).value == value


def test_an_alias_has_the_key_that_stands_before_it_and_none_in_a_list() -> None:
    text = "a: &x {k: v}\nb: *x\nc: [*x, *x]\n*x : d\n"
    root = root_of("a: &x {k: v}\nb: *x\nc: [*x, *x]\n")
    fields = {str(child.path[-1]): child for child in children_of(root)}
    assert (fields["a"].alias, fields["b"].alias, fields["c"].alias) == (False, True, False)
    assert text[slice(*fields["b"].key_span)] == "b"
    first, second = children_of(fields["c"])
    for item in (first, second):
        assert item.alias
        assert (item.key_start, item.key_end) == (-1, -1)
        assert item.key_span == item.span
        assert text[slice(*item.span)] == "*x"
    assert first.end < second.start


def test_keys_and_order_of_duplicates() -> None:
    text = "a: 1\nb: 2\n'a':\n  c: 3\n"
    tree = tree_of(text)
    (problem,) = tree.problems
    assert (problem.kind, problem.detail, problem.path) == (ProblemKind.DUPLICATE_KEY, "a", ("a",))
    assert (problem.span, problem.other) == (Span(10, 13), Span(0, 1))
    assert tree.root is not None
    assert [child.path for child in children_of(tree.root)] == [("b",), ("a",)]
    assert tree.root.end == len(text) - 1


def test_a_merge_key_is_part_of_its_mapping() -> None:
    text = "b: &b {x: 1}\nc:\n  y: 2\n  <<: *b\n"
    merged = root_of(text).children
    assert isinstance(merged, dict)
    assert text[merged["c"].start : merged["c"].end] == "y: 2\n  <<: *b"
    assert [(child.value, child.alias) for child in children_of(merged["c"])] == [(2, False), (1, True)]


NESTED = "".join(f"x{i}: &x{i} {'[' * 20}{f'*x{i - 1}' if i else 1}{']' * 20}\n" for i in range(5))


@pytest.mark.parametrize(
    ("text", "kind", "detail", "span"),
    [
        ("a: &a [*a]", ProblemKind.ALIAS_EXPANSION, "cycle", (7, 9)),
        ("a: *b", ProblemKind.INVALID_YAML, "undefined alias", (3, 5)),
        ("- a", ProblemKind.NOT_A_MAPPING, "seq", (0, 3)),
        ("text", ProblemKind.NOT_A_MAPPING, "", (0, 4)),
        ("a: 1\n--- b", ProblemKind.INVALID_YAML, "second document", (5, 8)),
        ("a: \ufffe", ProblemKind.INVALID_YAML, "special character", (3, 4)),
        ("é: \ufffe", ProblemKind.INVALID_YAML, "special character", (3, 4)),
        ("a: b: c", ProblemKind.INVALID_YAML, "mapping values are not allowed in this context", (4, 5)),
        ("a: " + "[" * 60, ProblemKind.TOO_LARGE, "50 levels of nesting", (52, 53)),
        (
            NESTED,
            ProblemKind.TOO_LARGE,
            "50 levels of nesting",
            (NESTED.index("*x1"), NESTED.index("*x1") + 3),
        ),
    ],
)
def test_what_ends_a_parse(text: str, kind: ProblemKind, detail: str, span: tuple[int, int]) -> None:
    tree = tree_of(text)
    assert tree.root is None
    (problem,) = tree.problems
    assert (problem.kind, problem.detail, problem.span) == (kind, detail, Span(*span))


def test_limits() -> None:
    assert tree_of("a: [1, 2, 3]", max_values=4).problems[0].detail == "4 values"
    assert tree_of("a: &a [1, 2]\nb: [*a, *a]", max_values=8).problems[0].kind == ProblemKind.ALIAS_EXPANSION
    assert tree_of("a: éé", max_bytes=6).problems[0].detail == "6 bytes"
    assert tree_of("a: éé", max_bytes=7).problems == ()


def test_an_unknown_tag_is_reported_and_its_text_kept() -> None:
    tree = tree_of("a: &x !!python/object:os.system ls\nb: !y [1]\n")
    assert tree.root is not None
    assert tree.root.value == {"a": "ls", "b": [1]}
    assert [(p.kind, p.span, p.path) for p in tree.problems] == [
        (ProblemKind.UNKNOWN_TAG, Span(6, 31), ("a",)),
        (ProblemKind.UNKNOWN_TAG, Span(38, 40), ("b",)),
    ]


def plain(node: yaml.Node) -> Any:
    """What PyYAML's own composer reads, plain scalars as text."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def as_text(node: Node, text: str) -> Any:
    if isinstance(node.children, dict):
        return {key: as_text(child, text) for key, child in node.children.items()}
    if node.children is not None:
        return [as_text(child, text) for child in node.children]
    return node.value if isinstance(node.value, str) else text[node.start : node.end]


@given(BLOCKS)
def test_every_slice_reads_as_its_value(text: str) -> None:
    root = root_of(text)
    composed = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert as_text(root, text) == plain(composed)  # type: ignore[arg-type] # the block isn't empty
    todo = [root]
    while todo:
        node = todo.pop()
        children = children_of(node)
        starts = [(child.key_start if child.key_start >= 0 else child.start) for child in children]
        assert starts == sorted(starts)
        for child in children:
            assert node.start <= child.start <= child.end <= node.end
            if child.key_start >= 0:
                key = yaml.compose(text[child.key_start : child.key_end], Loader=yaml.CSafeLoader)
                assert key is not None
                assert key.value == child.path[-1]
            if child.style in ("'", '"', ""):
                assert as_text(root_of(f"k: {text[child.start : child.end]}\n"), "")["k"] in (child.value, "")
        todo += children


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7E, 0xA2)])
def test_reading_goes_on_behind_what_yaml_refuses(code: int) -> None:
    character = chr(code)
    text = f"---\na{character}b: c{character}d\ne: f\n---\n"
    tree = build_tree(text, Span(4, len(text) - 4), Limits())
    refused = code not in (0x09, 0x0A, 0x0D, 0x7E, 0x85, 0xA0, 0xA1) and not 0x20 <= code < 0x7F
    told = [(*p.span, p.detail, p.context, p.path) for p in tree.problems]
    if refused:
        name, path = f"{code:04X}", (f"a{character}b",)
        assert told == [(5, 6, "special character", name, path), (10, 11, "special character", name, path)]
        assert tree.root is not None
        assert tree.root.value == {f"a{character}b": f"c{character}d", "e": "f"}
        assert tree.root.children["e"].span == Span(16, 17)  # type: ignore[call-overload, index]
    else:
        assert all(detail != "special character" for *_, detail, _, _ in told)


def test_each_text_with_refused_characters_is_told_once() -> None:
    text = "---\n# \x01\x02\na: [\x03\x03, \x04, 'e\x05\x05'] # \x06\x06\nb: x\n---\n"
    tree = build_tree(text, Span(4, len(text) - 4), Limits())
    told = [(problem.context, problem.path) for problem in tree.problems]
    assert told == [
        ("0001", ()),
        ("0003", ("a", 0)),
        ("0004", ("a", 1)),
        ("0005", ("a", 2)),
        ("0006", ()),
    ]


def test_a_block_that_holds_a_stand_in_is_read_up_to_the_refused_character() -> None:
    text = "---\na: \x07\U0010f000\nb: \x07\n---\n"
    tree = build_tree(text, Span(4, len(text) - 4), Limits())
    assert tree.root is None
    assert [(problem.span, problem.detail) for problem in tree.problems] == [
        (Span(7, 8), "special character")
    ]


def test_a_refused_character_is_told_beside_another_mistake() -> None:
    text = "---\na: \x07\nb: [\n---\n"
    tree = build_tree(text, Span(4, len(text) - 4), Limits())
    assert tree.root is None
    assert [problem.span.start for problem in tree.problems] == [7, len(text) - 4]


def test_a_byte_order_mark_before_the_fields_moves_no_place() -> None:
    text = "---\n\ufeffa: |\n  b\nc: d\n---\n"
    tree = build_tree(text, Span(4, len(text) - 4), Limits())
    assert tree.root is not None
    assert [(node.key_start, node.start) for node in children_of(tree.root)] == [(5, 8), (14, 17)]
