"""Which addresses lead to one page."""

import pytest

from newslint.knowledge.page_identity import page_key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/harbour?id=3",
        "http://example.com/harbour?id=3",
        "HTTPS://WWW.Example.COM:443/harbour/?id=3",
        "https://example.com/harbour?utm_source=feed&id=3&fbclid=x#comments",
        "https://example.com/h%61rbour?id=3",
    ],
)
def test_one_page(url: str) -> None:
    assert page_key(url) == page_key("https://example.com/harbour?id=3") is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/harbour",
        "https://example.com/harbour?id=4",
        "https://example.com/Harbour?id=3",
        "https://m.example.com/harbour?id=3",
        "https://example.com:8080/harbour?id=3",
        "https://example.com/harbour?id=3#!/2",
    ],
)
def test_other_pages(url: str) -> None:
    assert page_key(url) not in (None, page_key("https://example.com/harbour?id=3"))


@pytest.mark.parametrize(
    "url",
    ["", " ", "/harbour", "{{ url }}", "mailto:a@example.com", "https://", "https://example.com",
     "https://example.com/", "https://example.com/?utm_source=x#top", None, 3, [], {}],
)  # fmt: skip
def test_no_identity(url: object) -> None:
    assert page_key(url) is None
