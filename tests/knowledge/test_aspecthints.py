"""What image URLs prove about the shape of their pixels. The hosts are invented."""

import pytest
from counting import LINEAR, Work, growth

from newslint.knowledge.image_url_aspect import AspectHint, aspect_hint, contradicts

BINDING = [
    ("/photos/5e8a1b/16:9/w_1200,c_limit/harbour.jpg", (16, 9), "16:9"),
    ("/photos/5e8a1b/16:9/w_1200/harbour.jpg?v=3", (16, 9), "16:9"),
    ("/photos/5e8a1b/191:100/w_1280%2Cc_limit/harbour.jpg", (191, 100), "191:100"),
    ("/16:9/w_1200/harbour.jpg", (16, 9), "16:9"),
    ("/1920:1080/w_1200/harbour.jpg", (1920, 1080), "1920:1080"),
    ("/1.91:1/w_1200/harbour.jpg", (1.91, 1), "1.91:1"),
    ("/harbour.jpg?crop=16:9", (16, 9), "crop=16:9"),
    ("/harbour.jpg?width=700&quality=85&crop=4%3A3,smart&auto=webp", (4, 3), "crop=4%3A3,smart"),
    ("/harbour.jpg?ar=16:9&fit=crop&w=1200&auto=format", (16, 9), "ar=16:9"),
    ("/harbour.jpg?fit=crop&crop=faces&h=600&ar=1.91:1", (1.91, 1), "ar=1.91:1"),
    ("/image/upload/ar_16:9,c_fill,g_auto,w_1200/f_auto/v17/harbour.jpg", (16, 9), "ar_16:9"),
    ("/image/upload/w_1200,c_pad,ar_4:3/harbour.jpg", (4, 3), "ar_4:3"),
]


@pytest.mark.parametrize(
    "site", ["https://img.example.com", "http://img.example.com", "//img.example.com", ""]
)
@pytest.mark.parametrize(("url", "ratio", "shown"), BINDING)
def test_binding(site: str, url: str, ratio: tuple[float, float], shown: str) -> None:
    url = f"{site}{url}"
    hint = aspect_hint(url)
    assert hint is not None
    assert (hint.width, hint.height) == ratio
    assert url[hint.start : hint.end] == shown


@pytest.mark.parametrize(
    "url",
    [
        "",
        "harbour.jpg",
        "https://",
        "https://example.com/16x9/harbour.jpg",
        "https://example.com/photos/16:9/harbour.jpg",
        "https://example.com/photos/5e8a1b/16:9/pass/harbour.jpg",
        "https://example.com/photos/5e8a1b/16:9/w_1200/harbour.jpg?rotate=90",
        "https://example.com/photos/5e8a1b/0:9/w_1200/harbour.jpg",
        "https://example.com/h.jpg?crop=16:9&crop=4:3",
        "https://example.com/h.jpg?crop=16:9&trim=auto",
        "https://example.com/h.jpg?%63rop=16:9",
        "https://example.com/h.jpg?crop=16:9&canvas=4:3",
        "https://example.com/h.jpg?crop=16:9&width=1200&height=800",
        "https://example.com/h.jpg?crop=16:9&width=1200&fit=cover",
        "https://example.com/h.jpg?crop=0,0,1600,900",
        "https://example.com/h.jpg?crop=1.00xw:0.753xh;0,0.1xh&resize=1200:*",
        "https://example.com/h.jpg?ar=16:9",
        "https://example.com/h.jpg?ar=16:9&fit=crop",
        "https://example.com/h.jpg?ar=16:9&fit=clip&w=1200",
        "https://example.com/h.jpg?ar=16:9&fit=crop&w=1200&h=900",
        "https://example.com/h.jpg?v=1&amp;crop=16:9",
        "https://example.com/image/upload/ar_16:9,c_fit,w_1200/h.jpg",
        "https://example.com/image/upload/ar_16:9,c_fill,w_1200/a_90/h.jpg",
        "https://example.com/image/upload/ar_16:9,c_fill,w_1200/c_fill,w_3,h_4/h.jpg",
        "https://example.com/proxy/https://example.net/h.jpg?crop=16:9",
        "https://example.com/h.jpg#?crop=16:9",
    ],
)
def test_silent(url: str) -> None:
    assert aspect_hint(url) is None


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1200, 675), False),
        ((1200, 684), True),
        ((1200, 680), False),
        ((50, 28), False),
        ((1, 1), False),
        ((4, 3), False),
        ((40, 30), True),
        ((1200, 800), True),
        ((800, 1200), True),
    ],
)
def test_tolerance(size: tuple[int, int], expected: bool) -> None:  # noqa: FBT001
    assert contradicts(AspectHint(16, 9, 0, 1), *size) is expected


@pytest.mark.parametrize(
    ("head", "piece"),
    [("", "/1:1"), ("?crop=1:1", "&crop=1:1"), ("?crop=1:1", "&v=1"), ("", "?ar=1"), ("/ar_1:1", ",w_1"),
     ("", "/ar_1:1"), ("", "/ar_1:1/x_"), ("", ":")],
)  # fmt: skip
def test_long_urls_take_linear_time(head: str, piece: str) -> None:
    def prepared(times: int) -> Work:
        url = f"https://example.com{head}{piece * times}"
        return lambda: aspect_hint(url)

    assert growth(prepared, 500) < LINEAR
