"""What the lines of a header mean, and where that stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Span
from newslint.frontmatter.headers.reader import read_header
from newslint.frontmatter.headers.syntax import HEADERS
from newslint.frontmatter.nodes import Limits, Node, ProblemKind, Tree, children_of
from newslint.source import Source


def read(text: str, limits: Limits = Limits()) -> Tree:  # noqa: B008 - frozen
    return read_header(text, Span(0, len(text)), limits)


def values_of(text: str) -> dict[str, str]:
    tree = read(text)
    assert tree.problems == ()
    assert tree.root is not None
    value: dict[str, str] = tree.root.value
    return value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Title: Quay", {"title": "Quay"}),
        ("TITLE:Quay\n", {"title": "Quay"}),
        ("   Title:  Quay \t\n", {"title": "Quay"}),
        ("base_url: https://example.com:80/a\n", {"base_url": "https://example.com:80/a"}),
        ("Save-As: a: b: c\n", {"save-as": "a: b: c"}),
        ("2nd: x\n-: y\n", {"2nd": "x", "-": "y"}),
        ("Title:\nDate: \n", {"title": "", "date": ""}),
        ("Number: 007\nDraft: true\nNone: null\n", {"number": "007", "draft": "true", "none": "null"}),
        ("Date: 2023-05-02 10:20\n", {"date": "2023-05-02 10:20"}),
        ("Tags: a, b; c\n", {"tags": "a, b; c"}),
        ('Title: "Quay" # 1\n', {"title": '"Quay" # 1'}),
        ("Authors: A\n    B\n         C\n", {"authors": "A\nB\nC"}),
        ("Summary:\n    A\n", {"summary": "A"}),
        ("Summary: A  \n    B: c\n", {"summary": "A\nB: c"}),
        ("Summary: A\n\tB\n  \tC\n", {"summary": "A\nB\nC"}),
        ("Summary: A\r\n    B\r\nTitle: C\r\n", {"summary": "A\nB", "title": "C"}),
        ("Summary: A\r    B\rTitle: C", {"summary": "A\nB", "title": "C"}),
        ("Base Header Level: 2\nbase headerlevel2: 3", {"baseheaderlevel": "2", "baseheaderlevel2": "3"}),
        ("Title : A\n", {"title": "A"}),
        ("Affiliation: A\nin the harbour\nTitle: B\n", {"affiliation": "A\nin the harbour", "title": "B"}),
        ("HTML Header: <a>\n<b>\nc", {"htmlheader": "<a>\n<b>\nc"}),
        ("Title: A\u2028B\x85C\n", {"title": "A\u2028B\x85C"}),
        ("Title: A\n\nDate: B\n", {"title": "A"}),
        ("", {}),
    ],
)
def test_facts_of_the_format(text: str, values: dict[str, str]) -> None:
    assert values_of(text) == values


def test_places() -> None:
    text = "\ufeffTitle:  Quay \r\nSummary:  \r\n    The first\r\n\tand last  \r\nDate:\r\n"
    root = read_header(text, Span(1, len(text)), Limits()).root
    assert root is not None
    written = [(text[slice(*node.key_span)], text[slice(*node.span)]) for node in children_of(root)]
    assert written == [("Title", "Quay"), ("Summary", "The first\r\n\tand last"), ("Date", "")]
    assert [node.path for node in children_of(root)] == [("title",), ("summary",), ("date",)]
    assert {node.style for node in children_of(root)} == {""}
    assert text[slice(*root.span)].startswith("Title:")
    assert text[slice(*root.span)].endswith("Date:")
    assert (root.style, root.path, root.key_start) == ("map", (), -1)


def test_the_root_begins_at_the_first_key() -> None:
    text = "  Title: A\n Slug: b \n"
    root = read(text).root
    assert root is not None
    assert text[slice(*root.span)] == "Title: A\n Slug: b"
    empty = read_header(text, Span(3, 3), Limits()).root
    assert empty is not None
    assert empty.span == (3, 3)


def test_repeated_keys() -> None:
    text = "Title: A\nDate: B\ntitle: C\nTITLE: D\n"
    tree = read(text)
    assert tree.root is not None
    assert tree.root.value == {"date": "B", "title": "D"}
    assert list(tree.root.children or ()) == ["date", "title"]
    first, second = tree.problems
    assert {problem.kind for problem in tree.problems} == {ProblemKind.DUPLICATE_KEY}
    assert (first.detail, first.path, text[slice(*first.span)]) == ("title", ("title",), "title")
    assert first.other == Span(0, 5)
    assert second.other == first.span


def test_limits() -> None:
    text = "Title: A\nDate: B\nSlug: é\n"
    size = len(text.encode())
    assert read(text, Limits(max_bytes=size, max_values=4)).problems == ()
    (problem,) = read(text, Limits(max_bytes=size - 1)).problems
    assert problem == (ProblemKind.TOO_LARGE, Span(0, 0), f"{size - 1} bytes", "", None, ())
    tree = read(text, Limits(max_values=3))
    (problem,) = tree.problems
    assert (problem.kind, problem.detail, text[slice(*problem.span)]) == (
        ProblemKind.TOO_LARGE,
        "3 values",
        "é",
    )
    assert tree.root is None


@pytest.mark.parametrize(
    ("lines", "line", "lost", "advice"),
    [
        ("Title: A\n  and so on\nDate: B\nSlug: c\n", "and so on", 2, "indent it by four spaces"),
        ("Title: A\n- b\nDate: B\n", "- b", 1, "commas"),
        ("Title: A\nog.image: b\nDate: B\n", "og.image: b", 1, "letters, digits"),
        ("Title: A\none\n    two\nthree\nDate: B\n", "one", 1, "indent it by four spaces"),
        ("Title: A\n  Two words: b\nDate: B\n", "Two words: b", 1, "indent it by four spaces"),
    ],
)
def test_lines_that_end_a_header(lines: str, line: str, lost: int, advice: str) -> None:
    tree = read(lines)
    (problem,) = tree.problems
    assert tree.root is None
    assert (problem.kind, problem.detail) == (ProblemKind.INVALID_HEADER, str(lost))
    explained = HEADERS.explain(problem, lines)
    assert lines[slice(*explained.span)] == line
    assert (
        f"{lost} field{'s' if lost > 1 else ''} below it {'are' if lost > 1 else 'is'}" in explained.message
    )
    assert advice in explained.advice


def test_a_line_that_no_field_follows_is_text() -> None:
    assert values_of("Title: A\ntext\n    more\n") == {"title": "A"}


def reference(text: str) -> tuple[dict[str, list[str]], str]:
    """What Python-Markdown's documentation says of the first lines, and the line that is no field."""
    meta: dict[str, list[str]] = {}
    key = ""
    for line in text.split("\n"):
        if not line.strip():
            return meta, ""
        if found := re.match(r"[ ]{0,3}([A-Za-z0-9_-]+):\s*(.*)", line):
            key = found[1].lower()
            meta.setdefault(key, []).append(found[2].strip())
        elif key and line.startswith("    "):
            meta[key].append(line.strip())
        else:
            return meta, line
    return meta, ""


_KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t"), max_size=8)
_LINES = st.one_of(
    st.builds("{}{}:{}".format, st.sampled_from(["", " ", "   "]), _KEYS, _TEXTS),
    st.builds("    {}{}".format, st.sampled_from(["", "  "]), _TEXTS),
)


@given(st.lists(_LINES, max_size=8))
def test_the_reader_agrees_with_the_specification(lines: list[str]) -> None:
    text = "\n".join(["Title: A", *lines])
    meta, left = reference(text)
    assert left == ""
    tree = read(text)
    repeated = {problem.detail for problem in tree.problems}
    assert tree.root is not None
    assert tree.root.value.keys() == meta.keys()
    for name, parts in meta.items():
        if name not in repeated:
            assert tree.root.value[name] == "\n".join(parts).removeprefix("\n")


@given(st.lists(st.one_of(_LINES, _TEXTS), max_size=8))
def test_every_text_can_be_read_and_every_place_spells_its_value(lines: list[str]) -> None:
    text = "\n".join(["Title: A", *lines])
    tree = read(text)
    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in tree.problems)
    for node in [] if tree.root is None else children_of(tree.root):
        check_alignment(text, node)


def check_alignment(text: str, node: Node) -> None:
    aligned = HEADERS.align(text, node)
    assert aligned is not None
    assert len(aligned.starts) == len(aligned.ends) == len(node.value)
    for character, start, end in zip(node.value, aligned.starts, aligned.ends, strict=True):
        assert text[start:end] == character if character != "\n" else "\n" in text[start:end]
    at = HEADERS.verbatim_at(text, node)
    assert (at is None) == ("\n" in node.value)
    assert at is None or text.startswith(node.value, at)


def test_a_line_feed_stands_for_the_break_and_the_blanks_around_it() -> None:
    text = "Summary: The \r\n\t  end\n"
    root = read(text).root
    assert root is not None
    aligned = HEADERS.align(text, children_of(root)[0])
    assert aligned is not None
    assert text[aligned.starts[3] : aligned.ends[3]] == " \r\n\t  "


def test_what_headers_have_not() -> None:
    root = read("Title: A").root
    assert root is not None
    assert HEADERS.named_schema("$schema: x", Span(0, 10), root) is None
    assert list(HEADERS.comments(Source("a.md", b"Title: A # x"), Span(0, 12), re.compile("x"))) == []
    assert HEADERS.align("Title: A", root) is None
    assert HEADERS.readings("12") == ("12",)
    assert HEADERS.meaning("a\tb", "") == "a\tb"
    assert HEADERS.meaning("a\nb", "") is None
    assert HEADERS.quote("Title: A", children_of(root)[0]) is None
