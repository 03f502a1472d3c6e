"""Addresses as browsers read them."""

import pytest

from newslint.schema.formats import WEB_FORMATS, is_loose_date, is_url, is_url_reference


@pytest.mark.parametrize(
    "value",
    [
        "https://www.example.com/harbour",
        "https://example.com?tag[]=a&x=50%",
        "https://example.com/a|b c^d`e/é",
        "https://bücher.example/",
        "http://192.0.2.1:8080/",
        "https://[2001:db8::1]/",
        "https://a_b.example.com/",
        "ftp://example.com/x",
        "mailto:desk@example.com",
        "data:image/png;base64,AAAA",
        " https://www.example.com/harbour ",
        None,
        7,
    ],
)
def test_urls(value: object) -> None:
    assert is_url(value)
    assert is_url_reference(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "harbour",
        "/harbour",
        "//www.example.com/x",
        "www.example.com",
        "C:\\harbour",
        "note: this is text",
    ],
)
def test_no_absolute_urls(value: str) -> None:
    assert not is_url(value)
    assert is_url_reference(value)


@pytest.mark.parametrize(
    "value", ["https://", "https://exa mple.com/", "https://[::1", "http://a.example:99999/"]
)
def test_what_no_browser_opens(value: str) -> None:
    assert not is_url(value)
    assert not is_url_reference(value)


def test_any_text_can_be_asked() -> None:
    for check in WEB_FORMATS.values():
        for value in ("\ud800", "https://\udc80/", "\x00", "https://e.com/" + "a" * 1_000_000, "[" * 10_000):
            assert check(value) in (True, False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01", True),
        ("2024-05-01T08:30:00Z", True),
        ("2024-05-01 08:30 +0200", True),
        ("", True),
        (" ", True),
        (None, True),
        (7, True),
        ("soon", False),
        ("2024-02-30", False),
        ("30/12/2024", False),
    ],
)
def test_loose_dates(value: object, *, expected: bool) -> None:
    assert is_loose_date(value) is expected
