"""Several places of one text are one finding, and one fix mends them."""

from collections.abc import Callable

import pytest

from newslint.document import Document, parse_document
from newslint.finding import Edit, Span
from newslint.frontmatter.nodes import Node
from newslint.rulekit.one_field import fix_all, listed, other_places
from newslint.schema.compiled import choose
from newslint.source import Source

RUNS = [(0, 1, "x"), (2, 3, "y"), (4, 5, "z")]


def read(value: str) -> tuple[Document, Node]:
    document = parse_document(Source("a.md", f"---\ntitle: {value}\n---\n".encode()), choose)
    return document, document.with_role("headline")[0]


def test_each_place_is_an_edit() -> None:
    document, node = read("a b c")
    fix = fix_all(document, node, RUNS, "mend it", "unsafe")
    assert fix is not None
    assert fix.edits == (Edit(Span(11, 12), "x"), Edit(Span(13, 14), "y"), Edit(Span(15, 16), "z"))
    assert (fix.message, fix.safety, fix.mends) == (
        "mend it, and mend 2 other places of this text",
        "unsafe",
        1,
    )


def test_what_needs_quotes_is_one_edit() -> None:
    document, node = read("'a b c'")
    fix = fix_all(document, node, [(0, 1, "x"), (4, 5, "\u0007")], "mend it", "safe")
    assert fix is not None
    assert len(fix.edits) == 1
    assert fix.message == "mend it, and mend 1 other place of this text"


@pytest.mark.parametrize(("number", "edits"), [(500, 500), (501, 1)])
def test_very_many_are_one_edit(number: int, edits: int) -> None:
    document, node = read("ab" * number)
    fix = fix_all(document, node, [(2 * at, 2 * at + 1, "x") for at in range(number)], "mend it", "safe")
    assert fix is not None
    assert len(fix.edits) == edits
    assert fix.message == f"mend it, and mend {number - 1} other places of this text"


def only_some(document: Document, certain: Callable[[int], bool]) -> None:
    real = document.replace

    def replace(node: Node, start: int, end: int, text: str) -> Edit | None:
        return real(node, start, end, text) if end - start == 1 and certain(start) else None

    document.replace = replace  # type: ignore[method-assign]


def test_what_is_not_certain_stays() -> None:
    document, node = read("a b c")
    only_some(document, lambda start: start != 2)
    fix = fix_all(document, node, RUNS, "mend it", "safe")
    assert fix is not None
    assert [edit.replacement for edit in fix.edits] == ["x", "z"]
    assert fix.message == "mend it, and mend 1 other place of this text"
    only_some(document, lambda start: start > 9)
    assert fix_all(document, node, RUNS, "mend it", "safe") is None


def test_the_other_places() -> None:
    document, node = read("a b c")
    assert other_places(document, node, RUNS[:1], "again") == ()
    assert other_places(document, node, RUNS, "again") == ((Span(13, 14), "again"), (Span(15, 16), "again"))


def test_names_that_are_listed() -> None:
    assert listed(["a"]) == "a"
    assert listed(["b", "a", "b"]) == "b and a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a", "b", "c", "d"]) == "a, b, c and others"
