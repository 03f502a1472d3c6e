"""What an overview of an archive is told of one article."""

import pytest

from newslint.document import parse_document
from newslint.finding import Profile
from newslint.lint.overview import _MOST_FIELDS, profile_of
from newslint.schema.compiled import shipped_schema
from newslint.source import Source


def profile(text: str) -> Profile:
    source = Source("a.md", f"---\n{text}---\n".encode())
    return profile_of(parse_document(source, lambda _: shipped_schema("article")), "news")


def test_fields_are_named_once_and_only_where_they_hold_something() -> None:
    text = (
        "title: Pier\nempty: ''\nnothing:\nnone: []\nprovider: {name: Post, more: {deep: {er: 1}}}\n"
        "images: [{url: a, width: 1}, {url: b}]\n"
    )
    assert profile(text).fields == (
        "title",
        "provider",
        "provider.name",
        "provider.more",
        "provider.more.deep",
        "images",
        "images[]",
        "images[].url",
        "images[].width",
    )


def test_of_too_many_fields_the_first_are_named() -> None:
    fields = profile("".join(f"k{number}: 1\n" for number in range(_MOST_FIELDS + 3))).fields
    assert fields == tuple(f"k{number}" for number in range(_MOST_FIELDS))
    fields = profile("".join(f"k{number}: 1\n" for number in range(_MOST_FIELDS))).fields
    assert len(fields) == _MOST_FIELDS


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("provider: {name: Harbour Post, domain: harbourpost.com}\n", "harbourpost.com"),
        ("provider: {name: ' Harbour Post '}\n", "Harbour Post"),
        ("provider: {name: 12, domain: ''}\nwebUrl: https://news.example.co.uk/a\n", "example.co.uk"),
        ("webUrl: https://a.example.com/\noriginalUrl: https://b.example.org/\n", "example.org"),
        ("webUrl: https://localhost/\n", "localhost"),
        ("title: Pier\n", ""),
        (f"provider: {{name: {'a' * 90}}}\n", "a" * 60),
    ],
)
def test_the_publisher_is_who_the_article_names(text: str, publisher: str) -> None:
    assert profile(text).publisher == publisher


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("publishedDateTime: 2023-05-02T23:30:00Z\n", "2023-05-02"),
        ("publishedDateTime: soon\n", ""),
        ("title: Pier\n", ""),
    ],
)
def test_the_day_is_that_of_the_first_publication(text: str, day: str) -> None:
    assert profile(text).published == day
