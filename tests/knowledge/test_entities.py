"""Character references of HTML in a text: which count, what they mean, and when a text talks about them."""

import pytest

from newslint.knowledge.entities import (
    Reference,
    holds_tags,
    is_about_references,
    may_hold_references,
    references,
    shows_tags,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&amp;T", [(2, 7, "&", 1)]),
        ("&quot;Pier&quot;", [(0, 6, '"', 1), (10, 16, '"', 1)]),
        ("&#39;", [(0, 5, "'", 1)]),
        ("&#x27;&#X27;", [(0, 6, "'", 1), (6, 12, "'", 1)]),
        ("a &amp;quot; b", [(2, 12, '"', 2)]),
        ("&amp;amp;amp;", [(0, 13, "&", 3)]),
        ("&amp;amp;lt;b", [(0, 12, "<", 3)]),
        ("&amp; &lt;", [(0, 5, "&", 1), (6, 10, "<", 1)]),
        ("&amp;nosuch;", [(0, 5, "&", 1)]),
        ("&lt;lt;", [(0, 4, "<", 1)]),
        ("&#10;&#9;&#13;", [(0, 5, "\n", 1), (5, 9, "\t", 1), (9, 14, "\r", 1)]),
        ("&#1114112;", []),  # no character
        ("&#0;", []),
        ("&#7;", []),
        ("&#xD800;", []),
        ("&#xFFFD;", []),
        ("&#12345678;", []),  # too long
        ("&copy=1", []),
        ("AT&T", []),
        ("&nosuch;", []),
        ("&;", []),
        ("& amp;", []),
    ],
)
def test_references(text: str, expected: list[tuple[int, int, str, int]]) -> None:
    assert list(references(text)) == [Reference(*entry) for entry in expected]
    assert may_hold_references(text) or not expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write “&nbsp;” here", False),
        ('write "&nbsp;" here', False),
        ("write '&nbsp;' here", False),
        ("write `&nbsp;` here", False),
        ("write «&nbsp;» here", False),
        ("write „&nbsp;“ here", False),
        ("write “&nbsp;“ here", True),
        ("write “&nbsp; here", True),
        ("the &nbsp; entity", False),
        ("the &nbsp; entities", False),
        ("&nbsp; in HTML", False),
        ("“&nbsp;” in an URL", False),
        ("&nbsp; in urls", False),
        ("&nbsp; in Rome", True),
        ("the &nbsp;", True),
        ("&nbsp;", True),
    ],
)
def test_what_is_talked_about_is_left_out(text: str, *, found: bool) -> None:
    assert bool(list(references(text))) is found


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("https://a.example/?a=1&amp;b=2", [27]),
        ("https://a.example/?a=1&#38;b=2", [27]),
        ("https://a.example/?a=1&apos;", [28]),
        ("https://a.example/?a=1&para;b=2", []),
        ("https://a.example/?a=1&para;b=2&lt;", [35]),
        ('"&amp;"', [6]),
    ],
)
def test_in_an_address_only_what_comes_from_escaping_counts(text: str, ends: list[int]) -> None:
    assert [found.end for found in references(text, in_url=True)] == ends


@pytest.mark.parametrize(
    ("text", "holds", "shows"),
    [
        ("a < b", False, False),
        ("a <b> c", True, True),
        ("the <title> element", True, True),
        ("a <b>c</b>", True, False),
        ("a<br>b", True, False),
        ("a<BR/>b", True, False),
        ("a<hr >b", True, False),
        ("<p>x", True, False),
        ('<a href="x">', True, False),
        ("<img src=x>", True, False),
        ("<!-- x", True, True),
        ("<3", False, False),
        ("plain", False, False),
    ],
)
def test_tags(text: str, *, holds: bool, shows: bool) -> None:
    assert (holds_tags(text), shows_tags(text)) == (holds, shows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How HTML entities work", True),
        ("XML escapes", True),
        ("a character reference", True),
        ("html pages", False),
        ("xhtml entities", False),
        ("a good character", False),
    ],
)
def test_texts_about_references(text: str, *, expected: bool) -> None:
    assert is_about_references(text) is expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Why &amp; shows up in feeds", 0),
        ("Escape < as &lt; in code", 0),
        ("Unescape &quot; first", 0),
        ("Replace &#39; in strings", 0),
        ("What does &hellip; mean?", 0),
        ("&mdash; versus &ndash;", 0),
        ("Why &amp; how", 1),
        ("Use &amp; care", 1),
        ("The &quot;big&quot; one", 2),
        ("The harbour &mdash; a story", 1),
        ("Learn HTML &amp; CSS", 1),
        ("x &lt; y", 1),
        ("Fish &amp; Chips explained", 1),
    ],
)
def test_what_is_talked_about_is_none(text: str, found: int) -> None:
    assert len(list(references(text))) == found
