"""What is markup in a plain text, and what only looks like it."""

import pytest
from counting import LINEAR, growth

from newslint.knowledge.markup import html_tags, markdown_links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cranes <b>here</b>", ["<b>", "</b>"]),
        ("<p>Cranes", ["<p>"]),
        ("<p> Cranes </p>", ["<p>", "</p>"]),
        ("Cranes.</p><p>Ships", ["</p>", "<p>"]),
        ("Cranes<br>ships", ["<br>"]),
        ("Cranes. <br> Ships", ["<br>"]),
        ("<h2>Cranes", ["<h2>"]),
        ("<em><strong>Cranes</strong></em>", ["<em>", "<strong>", "</strong>", "</em>"]),
        ("<IMG SRC=x.png>", ["<IMG SRC=x.png>"]),
        ("<a title='a > b' href='/x'>more", ["<a title='a > b' href='/x'>"]),
        ("Cranes <!-- c -->", ["<!-- c -->"]),
        ('more: <a href="https://www.exa', ['<a href="https://www.exa']),
        ("`<i>` is <b>not</b> it", ["<b>", "</b>"]),
    ],
)
def test_markup(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in html_tags(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "I <3 ports",
        "if a < b and c > d",
        "x <a and b> y",
        "a<b>c",
        "Dear <YourName>, <name>, <address>",
        "How to style <select>",
        'The "<br>" thing',
        "When is <br> wanted in HTML?",
        "Use <b> and </b>",
        '"<b>" and "</b>"',
        "From <a> to <z>",
        "List<String>, Vec<a>, Option<p>x and List<Object>y",
        "<Link href='/a'> and <TheHeader id='x'>",
        "<https://www.example.com/> and <port@example.com>",
        "<!doctype html>",
        "<p>",
        "",
    ],
)
def test_no_markup(text: str) -> None:
    assert html_tags(text) == []


def test_markdown_links() -> None:
    text = (
        "a [b](https://example.com/c_(d)) ![e](http://example.com/f) [g](/h) [i] (https://example.com/) [j]()"
    )
    found = [text[start:end] for start, end in markdown_links(text)]
    assert found == ["[b](https://example.com/c_(d))", "![e](http://example.com/f)"]


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a "', "<b>", "<!--", "[", "[a](https://", "`", "<a b='", "</b>", "<a b= c"]
)
def test_long_texts_take_linear_time(piece: str) -> None:
    assert growth(lambda times: lambda: html_tags(piece * times), 500) < LINEAR
    assert growth(lambda times: lambda: list(markdown_links(piece * times)), 500) < LINEAR
