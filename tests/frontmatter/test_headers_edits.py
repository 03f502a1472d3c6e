"""Edits of headers: each must read as intended, and change nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newslint.finding import Edit, Span
from newslint.frontmatter.headers.syntax import HEADERS
from newslint.frontmatter.nodes import Limits, Node, children_of

TEXT = "Title: An old tale\nSummary: The old\n    end of it\nSlug:\nTags: a, b \n\nAn old text.\n"


def root_of(text: str) -> Node:
    end = text.find("\n\n") + 1 or len(text)
    tree = HEADERS.read(text, Span(0, end), Limits(), "")
    assert tree.root is not None
    return tree.root


def field(text: str, name: str) -> Node:
    return next(node for node in children_of(root_of(text)) if node.path == (name,))


def applied(text: str, edit: Edit | None) -> str | None:
    return None if edit is None else text[: edit.span.start] + edit.replacement + text[edit.span.end :]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("title", "old", "new", "Title: An new tale"),
        ("title", "An old tale", "12", "Title: 12\n"),
        ("title", "old", "ré: 'x' # \"y\"", "Title: An ré: 'x' # \"y\" tale"),
        ("title", " old", "", "Title: An tale"),
        ("summary", "old", "new", "Summary: The new\n    end"),
        ("summary", "end", "close", "Summary: The old\n    close of it\n"),
        ("summary", "\n", " ", "Summary: The old end of it\n"),
        ("summary", "old\nend", "x", "Summary: The x of it\n"),
        ("summary", "The old\n", "", "Summary: end of it\n"),
        ("tags", "a, b", "c", "Tags: c \n"),
        ("title", "An", " x", None),
        ("title", "tale", "x ", None),
        ("title", "old", "a\nb", None),
        ("title", "old", "a\rb", None),
        ("summary", "end of it", "", None),
    ],
)
def test_replacements(name: str, old: str, new: str, expected: str | None) -> None:
    node = field(TEXT, name)
    start = node.value.index(old)
    result = applied(TEXT, HEADERS.replace(TEXT, node, start, start + len(old), new))
    if expected is None:
        assert result is None
    else:
        assert result is not None
        assert expected in result


def test_insertions() -> None:
    title, slug = field(TEXT, "title"), field(TEXT, "slug")
    assert "Title: A very old" in (applied(TEXT, HEADERS.replace(TEXT, title, 1, 2, " very")) or "")
    assert "Title: So An old" in (applied(TEXT, HEADERS.replace(TEXT, title, 0, 0, "So ")) or "")
    assert "tale?\n" in (applied(TEXT, HEADERS.replace(TEXT, title, 11, 11, "?")) or "")
    assert "Slug:x\n" in (applied(TEXT, HEADERS.replace(TEXT, slug, 0, 0, "x")) or "")


def test_no_edit_adds_a_line_where_every_line_goes_on_with_a_value() -> None:
    text = "Affiliation: A\n"
    node = field(text, "affiliation")
    assert HEADERS.replace(text, node, 0, 1, "a\nb") is None
    assert HEADERS.write(text, node, "a\nb", "a\nb") is None
    assert HEADERS.add_field(text, root_of(text), node, "comment", "a\nb") is None


@pytest.mark.parametrize(
    ("value", "written", "expected"),
    [
        ("New", "New", "Title: New\n"),
        ("12", "12", "Title: 12\n"),
        (12, "12", None),
        (True, "true", None),
        (None, "", None),
        ("a", "'a'", None),
        ("a\nb", "a\nb", None),
        ("a ", "a ", None),
    ],
)
def test_whole_values(value: str | int | None, written: str, expected: str | None) -> None:
    result = applied(TEXT, HEADERS.write(TEXT, field(TEXT, "title"), value, written))
    assert result is None if expected is None else expected in (result or "")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("headline", "headline: An old tale\n"),
        ("og_title-2", "og_title-2: An old tale\n"),
        ("webUrl", None),
        ("Headline", None),
        ("$title", None),
        ("og.title", None),
        ("two words", None),
        ("", None),
        ("a: b", None),
    ],
)
def test_keys(name: str, expected: str | None) -> None:
    result = applied(TEXT, HEADERS.rename_key(TEXT, field(TEXT, "title"), ("title",), name))
    assert result == (None if expected is None else TEXT.replace("Title: An old tale\n", expected))


def test_only_fields_that_are_there_get_another_key() -> None:
    assert HEADERS.rename_key(TEXT, None, ("title",), "headline") is None
    assert HEADERS.rename_key(TEXT, root_of(TEXT), (), "headline") is None
    assert HEADERS.rename_key(TEXT, field(TEXT, "title"), ("titel",), "headline") is None


@pytest.mark.parametrize(
    ("text", "sibling", "expected"),
    [
        ("Title: A\nDate: B\n\nText.\n", "title", "Title: A\nLang: de\nDate: B\n\nText.\n"),
        ("Title: A\nDate: B\n\nText.\n", "date", "Title: A\nDate: B\nLang: de\n\nText.\n"),
        ("Title: A  \r\n    B \r\nDate: C\r\n", "title", "Title: A  \r\n    B \r\nLang: de\r\nDate: C\r\n"),
        ("title: A\ndate: B", "date", "title: A\ndate: B\nlang: de"),
        ("title: A\r\ndate: B", "date", "title: A\r\ndate: B\r\nlang: de"),
        ("TITLE: A", "title", "TITLE: A\nLANG: de"),
        ("   Title:\n", "title", "   Title:\n   Lang: de\n"),
        ("T: A\n", "t", "T: A\nLang: de\n"),
    ],
)
def test_new_fields(text: str, sibling: str, expected: str) -> None:
    root = root_of(text)
    assert applied(text, HEADERS.add_field(text, root, field(text, sibling), "lang", "de")) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("date", "x"), ("webUrl", "x"), ("$schema", "x"), ("lang", "a\nb"), ("lang", " a"), ("lang\n", "a")],
)
def test_fields_that_can_t_be_added(name: str, value: str) -> None:
    text = "Title: A\nDate: B\n"
    assert HEADERS.add_field(text, root_of(text), field(text, "title"), name, value) is None


_PARTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=6).filter(
    str.strip
)
_BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.lists(_PARTS, min_size=1, max_size=3), _BREAKS, st.data())
def test_a_replacement_reads_as_intended(parts: list[str], line_break: str, data: st.DataObject) -> None:
    text = line_break.join(["Date: x", f"Title: {f'{line_break}    '.join(parts)}", "Slug: y"])
    node = field(text, "title")
    start = data.draw(st.integers(0, len(node.value)))
    end = data.draw(st.integers(start, len(node.value)))
    new = data.draw(st.text(max_size=4))
    result = applied(text, HEADERS.replace(text, node, start, end, new))
    assume(result is not None)
    assert result is not None
    assert root_of(result).value == {
        "date": "x",
        "title": node.value[:start] + new + node.value[end:],
        "slug": "y",
    }


@given(st.from_regex(r"[a-z_]{0,3}[a-zA-Z0-9 .:$é-]{0,2}[a-z]{0,2}", fullmatch=True))
def test_another_key_reads_as_intended(name: str) -> None:
    result = applied(TEXT, HEADERS.rename_key(TEXT, field(TEXT, "tags"), ("tags",), name))
    assume(result is not None and name not in ("title", "summary", "slug"))
    assert result is not None
    assert root_of(result).value == {
        "title": "An old tale", "summary": "The old\nend of it", "slug": "", name: "a, b",
    }  # fmt: skip


@given(st.from_regex(r"[a-zA-Z_-]{1,6}", fullmatch=True), st.text(max_size=6))
def test_a_new_field_reads_as_intended(name: str, value: str) -> None:
    root = root_of(TEXT)
    result = applied(TEXT, HEADERS.add_field(TEXT, root, field(TEXT, "summary"), name, value))
    assume(result is not None)
    assert result is not None
    assert root_of(result).value == root.value | {name: value}
