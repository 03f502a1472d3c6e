"""Mappings and lists as keys: what stands in them keeps to itself, and what follows is read as ever."""

from typing import Any

import pytest

from newslint.document import parse_document
from newslint.finding import Span
from newslint.frontmatter.nodes import Limits, ProblemKind, Tree
from newslint.frontmatter.yaml.reader import build_tree
from newslint.source import Source


def tree_of(text: str, **limits: int) -> Tree:
    return build_tree(text, Span(0, len(text)), Limits(**limits))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("? [pilot, boat]\n: pier\ntitle: Pilots\n", {"[pilot, boat]": "pier", "title": "Pilots"}),
        ("? [[pilot], boat]\n: pier\ntitle: Pilots\n", {"[[pilot], boat]": "pier", "title": "Pilots"}),
        ("? {a: {b: [c, {d: e}]}}\n: pier\nlast: 1\n", {"{a: {b: [c, {d: e}]}}": "pier", "last": 1}),
        ("? - pilot\n  - boat\n: pier\nlast: 1\n", {"- pilot\n  - boat": "pier", "last": 1}),
        ("? !!set {a, b}\n: pier\nlast: 1\n", {"!!set {a, b}": "pier", "last": 1}),
        ("a: &n 1\n? [*n, x]\n: pier\nlast: *n\n", {"a": 1, "[*n, x]": "pier", "last": 1}),
        ("? {x: &n pilot}\n: pier\ntitle: *n\n", {"{x: &n pilot}": "pier", "title": "pilot"}),
        ("? [&n 12, &m '12', &t !!str 12]\n: x\na: [*n, *m, *t]\n", None),
        ("outer:\n  ? [a, [b]]\n  : c\n  d: e\nf: g\n", {"outer": {"[a, [b]]": "c", "d": "e"}, "f": "g"}),
    ],
)
def test_a_complex_key_is_its_source_text(text: str, value: Any) -> None:
    tree = tree_of(text)
    assert tree.problems == ()
    assert tree.root is not None
    if value is None:
        assert repr(tree.root.value["a"]) == "[12, '12', '12']"
    else:
        assert tree.root.value == value


def test_an_anchor_of_a_whole_key_stands_for_its_text() -> None:
    tree = tree_of("? &k [a, b]\n: c\nagain: {*k : d}\n")
    assert tree.root is not None
    assert tree.root.value == {"&k [a, b]": "c", "again": {"&k [a, b]": "d"}}


def test_an_unknown_anchor_stays_unknown_behind_a_complex_key() -> None:
    (problem,) = tree_of("? [a, [b]]\n: c\ntitle: *n\n").problems
    assert (problem.kind, problem.detail) == (ProblemKind.INVALID_YAML, "undefined alias")


@pytest.mark.parametrize(
    ("text", "depth"),
    [("? [a]\n: c\n", 2), ("? [[a]]\n: c\n", 3), ("? {a: [b]}\n: c\n", 3), ("d:\n  ? [a]\n  : c\n", 3)],
)
def test_nesting_counts_in_keys_too(text: str, depth: int) -> None:
    assert tree_of(text, max_depth=depth).problems == ()
    (problem,) = tree_of(text, max_depth=depth - 1).problems
    assert problem.kind is ProblemKind.TOO_LARGE


def test_siblings_in_a_key_are_no_nesting() -> None:
    assert tree_of("? [[a], [b], [c], [d]]\n: e\n", max_depth=3).problems == ()
    assert tree_of("f:\n  ? [[a]]\n  : e\n", max_depth=3).problems != ()
    assert tree_of("f:\n  ? [[a]]\n  : e\n", max_depth=4).problems == ()


@pytest.mark.parametrize("alias", ["*k", "*l", "*m"])
def test_what_a_key_names_is_a_single_value_without_levels(alias: str) -> None:
    text = f"? &m [&k x, &l [y, z]]\n: {{a: {alias}}}\n"
    assert tree_of(text, max_depth=3, max_values=3).problems == ()
    assert tree_of(text, max_depth=3, max_values=2).problems != ()
    text = f"? &m [&k x, &l y]\n: [{alias}]\n"
    assert tree_of(text, max_depth=2, max_values=3).problems == ()


def test_what_follows_a_complex_key_has_its_own_place() -> None:
    source = Source(
        "a.md", b"---\n? [[pilot], boat]\n: pier\ntitle: It&#39;s\nbody: >\n  It&#39;s\n  fine\n---\n"
    )
    document = parse_document(source, lambda _: None)
    assert document.root is not None
    assert [(document.text_of(node.span), node.value) for node in document.texts] == [
        ("pier", "pier"),
        ("It&#39;s", "It&#39;s"),
        (">\n  It&#39;s\n  fine", "It&#39;s fine\n"),
    ]
    assert [document.text_of(node.key_span) for node in document.texts] == [
        "[[pilot], boat]",
        "title",
        "body",
    ]
