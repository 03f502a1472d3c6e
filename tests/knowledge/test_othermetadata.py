"""Metadata in other forms than front matter: where it shows, and what only looks like it."""

import pytest

from newslint.knowledge.other_metadata import other_metadata

ORG, ADOC, RST = "Org keywords", "AsciiDoc attributes", "reStructuredText fields"
PANDOC = "the lines of a Pandoc title block"


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.org", "«#+TITLE: Pier»\n", ORG),
        ("a.ORG", "# a comment\n\n«#+title: Pier»\nText\n", ORG),
        ("a.org", "\ufeff«#+title: Pier»\n", ORG),
        ("a.adoc", "= Pier\n«:date: 2026-01-05»\n", ADOC),
        ("a.adoc", "// a comment\n= Pier\nJo Doe\n«:page-layout: post»\r\n", ADOC),
        ("a.rst", "«:date: 2026-01-05»\n", RST),
        ("a.rst", "Pier\n====\n\n«:slug: pier»\n:date: 2026-01-05\n", RST),
        ("a.rst", "a\n" * 8 + "«:date: 2026-01-05»\n", RST),
        ("a.md", "«% Pier»\n% Jo Doe\n", PANDOC),
        ("a", "«% Pier»\n% Jo Doe\n", PANDOC),
    ],
)
def test_metadata_shows_in_a_line(name: str, text: str, form: str) -> None:
    place = text.index("«")
    end = text.index("»") - 1
    plain = text.replace("«", "").replace("»", "")
    assert other_metadata(name, plain) == (form, (place, end))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.org", ""),
        ("a.org", "Text\n#+title: Pier\n"),
        ("a.org", "#+author: Jo Doe\n"),
        ("a.adoc", "= Pier\n\n:date: 2026-01-05\n"),
        ("a.adoc", ":date: 2026-01-05\n= Pier\n"),
        ("a.adoc", "= Pier\n:toc: left\n"),
        ("a.rst", ""),
        ("a.rst", "Pier\n====\n\nText\n"),
        ("a.rst", "a\n" * 9 + ":date: 2026-01-05\n"),
        ("a.rst", "Text :date: 2026-01-05\n"),
        ("a.md", "% Pier\n"),
        ("a.md", "% Pier\nText\n"),
        ("a.md", "Text\n% Jo Doe\n"),
        ("a.md", ":date: 2026-01-05\n"),
    ],
)
def test_what_only_looks_like_it_is_text(name: str, text: str) -> None:
    assert other_metadata(name, text) is None
