"""What image URLs prove about their pixels. The hosts are invented, but for documented APIs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from counting import LINEAR, Work, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge.image_url_size import (
    _MAYBE,
    Bound,
    Hint,
    Side,
    _maybe,
    contradiction,
    ends_with_size,
    is_shown_smaller,
    size_hint,
)

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HASH = "Qm9hcmRzLWFuZC1iZXJyaWVzLTE="  # 27 characters and `=`, as thumbor signs
Expected = tuple[int | None, int | None, Bound] | None

BINDING: list[tuple[str, Expected]] = [
    # the last thing in the file name
    ("https://example.com/wp-content/uploads/2024/03/reef-1200x675.jpg", (1200, 675, "exact")),
    ("https://example.org/p/AbC_400x400.png", (400, 400, "exact")),
    ("https://example.org/p/AbC_400x400.jpeg?v=17", (400, 400, "exact")),
    ("/assets/logos/example.com-50x50.jpg", (50, 50, "exact")),
    ("logo-32x32.png", (32, 32, "exact")),
    ("//example.net/a-1024x576.JPG", (1024, 576, "exact")),
    ("https://example.com/a-1024x576.jpg.webp", (1024, 576, "exact")),
    ("https://example.com/a-1024x576", (1024, 576, "exact")),
    ("https://example.com/o/2X/a/a9f_2_1024x768.jpeg", (1024, 768, "exact")),
    ("https://example.com/u/harbour-2000x1270-1.jpg", (2000, 1270, "exact")),
    ("https://example.com/u/harbour-2000x1270-12.jpg", (2000, 1270, "exact")),
    ("https://example.com/u/Nadia-1000x563-1-630x355.jpg", (630, 355, "exact")),
    ("https://example.com/u/a-1200x675.jpg?1612345678", (1200, 675, "exact")),
    ("https://example.com/u/a-1200x675.jpg?ssl=1&quality=80&utm_source=x", (1200, 675, "exact")),
    ("https://example.com/u/a-1200x675.jpg#w=3", (1200, 675, "exact")),
    ("https://example.com/u/a-1200x0.jpg", (1200, None, "upper")),
    ("https://i0.wp.com/example.com/u/a-1200x675.jpg?ssl=1", (1200, 675, "exact")),
    ("https://example.com/88/banner-88x31.gif", (88, 31, "exact")),
    # a whole path segment
    ("https://example.com/img/1600x900/reef.jpg", (1600, 900, "box")),
    ("https://example.com/img/1280x720.jpg", (1280, 720, "box")),
    ("https://example.com/banners/123/456/1500x500", (1500, 500, "box")),
    ("https://example.net/images/ic/1200x675/p0abc123.jpg", (1200, 675, "box")),
    ("https://example.net/hub/i/r/2024/05/thumbnail/1200x675/0a1b/reef.jpg", (1200, 675, "box")),
    ("https://example.net/1200x630/https://example.com/a-300x200.jpg", (1200, 630, "box")),
    ("https://example.net/x300/https://example.com/a.jpg", (None, 300, "upper")),
    ("https://example.net/x300/https%3A%2F%2Fexample.com%2Fa.jpg", (None, 300, "upper")),
    ("https://example.net/s1200/reef/https://example.com/a.jpg", (1200, None, "upper")),
    ("https://example.net/600x400/000000/ffffff.png", (600, 400, "box")),
    ("https://example.net/800x600/a-800x600.jpg", (800, 600, "box")),
    # one side
    ("https://example.com/img/1200x0/reef.jpg", (1200, None, "upper")),
    ("https://example.com/img/0x720/reef.jpg", (None, 720, "upper")),
    ("https://example.com/img/590x/reef.jpg", (590, None, "upper")),
    ("https://example.com/img/reef/x720", (None, 720, "upper")),
    ("https://example.com/a.jpg?crop=1.00xw:0.753xh;0,0.1xh&resize=1200:*", (1200, None, "upper")),
    ("https://example.com/ALTERNATES/s1200/0_reef.jpg", (1200, None, "upper")),
    # query, exact
    ("https://example.com/a.jpg?w=1200&h=630&fit=crop", (1200, 630, "exact")),
    ("https://example.com/a.jpg?w=1200&h=630&fit=crop&crop=faces,entropy&dpr=1", (1200, 630, "exact")),
    ("https://example.com/a.jpg?width=568&height=320&crop=1", (568, 320, "exact")),
    (
        (
            "https://example.com/img/0_0_3000_1800/3000.jpg?width=1200&height=630&quality=85&auto=format&fit=crop"
            "&overlay-align=bottom%2Cleft&overlay-width=100p&overlay-base64=L2ltZy9zdA&enable=upscale"
            "&s=0123456789abcdef0123456789abcdef"
        ),
        (1200, 630, "exact"),
    ),
    ("https://example.com/a.jpg?w=1200&h=630&fit=crop&rect=0,0,3000,1500&x=3&y=4", (1200, 630, "exact")),
    ("https://example.com/a.jpg?resize=1280,720", (1280, 720, "exact")),
    ("https://example.com/a.jpg?resize=600%2C309&ssl=1", (600, 309, "exact")),
    ("https://example.com/a.jpg?resize=300x200", (300, 200, "exact")),
    ("https://example.com/a.jpg?resize=300,200&resize=620,497", (620, 497, "exact")),
    ("https://example.com/a.jpg?w=1000&h=500&resize=620,497", (620, 497, "exact")),
    ("https://example.com/a.jpg?resize=620,497&w=1000", (620, 497, "exact")),
    ("https://example.com/a.jpg?fit=500,500&resize=200,100", (200, 100, "exact")),
    (
        "https://example.com/a.jpg?crop=1662%2C873%2C0%2C187&resize=1200%2C630&order=crop%2Cresize",
        (1200, 630, "exact"),
    ),
    ("https://i2.wp.com/example.com/a.png?resize=620%2C497&#038;ssl=1", (620, 497, "exact")),
    ("https://example.com/a-300x200.jpg?resize=620,497", (620, 497, "exact")),
    # query, bounds
    ("https://example.com/a.jpg?width=1280", (1280, None, "upper")),
    ("https://example.com/a.jpg?w=1000", (1000, None, "upper")),
    ("https://example.com/a.jpg?h=700", (None, 700, "upper")),
    ("https://example.com/a.jpg?w=1000&h=0", (1000, None, "upper")),
    ("https://example.com/a-300x200.jpg?w=1000", (1000, None, "upper")),
    ("https://example.com/a.jpg?w=1200&strip=all", (1200, None, "upper")),
    ("https://example.com/a.jpg?w=1200&h=630", (1200, 630, "upper")),
    ("https://example.com/a.jpg?w=1200&h=630&crop=faces", (1200, 630, "upper")),
    ("https://example.com/a.jpg?w=1200&crop=16:9", (1200, None, "upper")),
    ("https://example.com/u/a-1200x675.jpg?w=300&width=300", (300, None, "upper")),
    ("https://example.com/a.jpg?fit=1280,720", (1280, 720, "upper")),
    ("https://example.com/a.jpg?fit=1280%2C720&ssl=1", (1280, 720, "upper")),
    ("https://example.com/a.jpg?auto=format&fit=max&w=1200", (1200, None, "upper")),
    ("https://example.com/a.jpg?fit=bounds&width=800&height=600", (800, 600, "upper")),
    ("https://example.com/a.jpg?fit=clip&w=800&h=600", (800, 600, "upper")),
    (
        "https://example.com/resizer/v2/KEY.jpg?auth=0a1b&width=1200&height=630&smart=true",
        (1200, 630, "upper"),
    ),
    (
        "https://example.com/_next/image?url=https%3A%2F%2Fexample.net%2Fa-30x20.jpg&w=1080&q=75",
        (1080, None, "upper"),
    ),
    # thumbor
    (f"https://example.com/thumbor/{HASH}/1200x628/example.net/a-300x200.jpg", (1200, 628, "exact")),
    ("https://example.com/unsafe/-300x-200/smart/https://example.net/a.jpg", (300, 200, "exact")),
    ("https://example.com/unsafe/300x0/https://example.net/a.jpg", (300, None, "exact")),
    (f"https://example.com/resizer/{HASH}/1200x630/filters:quality(80)/s3/a.jpg", (1200, 630, "exact")),
    ("https://example.com/unsafe/fit-in/1200x630/a.jpg", (1200, 630, "upper")),
    ("https://example.com/t/fit-in/1200x/filters:no_upscale()/a.jpg", (1200, None, "upper")),
    (
        "https://example.com/t/0x0:1600x900/1400x933/filters:focal(6x1:9x4):no_upscale()/a.jpg",
        (1400, 900, "exact"),
    ),
    ("https://example.com/t/0x0:1600x900/1800x1200/filters:no_upscale()/a.jpg", (1600, 900, "exact")),
    ("https://example.com/t/0x0:1600x900/1400x933/filters:focal(6x1:9x4)/a.jpg", (1400, 933, "exact")),
    ("https://example.com/t/100x50:1600x900/800x400/filters:no_upscale()/a.jpg", (800, 400, "exact")),
    ("https://example.com/t/400x50:1600x900/1400x800/filters:no_upscale()/a.jpg", (1400, 800, "upper")),
    ("https://example.com/unsafe/300x200/filters:no_upscale()/a.jpg", (300, 200, "upper")),
    # YouTube
    ("https://i.ytimg.com/vi/9x3aJkV0s1Q/maxresdefault.jpg", (1280, 720, "least")),
    ("https://i3.ytimg.com/vi/9x3aJkV0s1Q/hq720.jpg", (1280, 720, "exact")),
    ("https://img.youtube.com/vi/9x3aJkV0s1Q/sddefault.jpg", (640, 480, "exact")),
    ("https://i.ytimg.com/vi_webp/9x3aJkV0s1Q/hqdefault.webp", (480, 360, "exact")),
    ("http://img.youtube.com/vi/9x3aJkV0s1Q/0.jpg", (480, 360, "exact")),
    ("//i.ytimg.com/vi/9x3aJkV0s1Q/mqdefault.jpg", (320, 180, "exact")),
    ("https://i.ytimg.com/vi/9x3aJkV0s1Q/default.jpg?v=5f2a", (120, 90, "exact")),
    ("https://i.ytimg.com/vi/9x3aJkV0s1Q/maxresdefault_live.jpg", (1280, 720, "least")),
    # Cloudinary
    ("https://example.com/image/upload/c_fill,w_480,h_320/v17/a-30x20.jpg", (480, 320, "exact")),
    (
        "https://example.com/image/upload/w_480,h_320,c_fill,g_auto/f_auto,q_auto/v17/a.jpg",
        (480, 320, "exact"),
    ),
    ("https://example.com/image/upload/c_limit,w_900/c_fill,h_200,w_300/a.jpg", (300, 200, "exact")),
    ("https://example.com/image/upload/c_fit,w_480,h_320/a.jpg", (480, 320, "upper")),
    ("https://example.com/photos/abc/master/w_1280,c_limit/a.jpg", (1280, None, "upper")),
    ("https://example.com/photos/abc/16:9/w_1200,h_675/a.jpg", (1200, 675, "upper")),
    ("https://example.com/image/upload/f_auto,q_auto/v17/a-300x200.jpg", (300, 200, "exact")),
    # Shopify fits into the box and never enlarges
    ("https://cdn.shopify.com/s/files/1/02/products/a_400x400.jpg?v=1612", (400, 400, "upper")),
]

SILENT = [
    "",
    "https://example.com/a.jpg",
    "https://example.com/2x/a1x2b.jpg",
    # identifiers, and sizes that people typed
    "https://example.com/9x3aJkV0s1Q/a.jpg",
    "https://example.com/LxuRzj0X348.jpg",
    "https://example.com/partner-Apps-1200X678-Blog.jpg",
    "https://example.com/u/partner-1200X678.jpg",
    "https://example.com/u/reef1200x675.jpg",
    "https://example.com/u/reef%201200x675.jpg",
    # a size with something behind it
    "https://example.com/u/a_2400x1600-100788531-large.jpg",
    "https://example.com/u/a-1200x675-scaled.jpg",
    "https://example.com/u/a-1200x675-large.jpg",
    "https://example.com/u/a-1200x675@2x.jpg",
    "https://example.com/600x400@2x.png",
    "https://example.com/u/a-1200x675-16x9.jpg",
    "https://example.com/1200x675/a-16x9.jpg",
    "https://example.com/u/a-1200x675-100.jpg",
    "https://example.com/u/a-1200x0-c-default.jpg",
    "https://example.com/u/a-1200x675.svg",
    "https://example.com/u/a-1200x675.html",
    # implausible
    "https://example.com/u/a-0x0.jpg",
    "https://example.com/0x0/a.jpg",
    "https://example.com/u/a-16x9.jpg",
    "https://example.com/u/poster-24x36.jpg",
    "https://example.com/u/a-8x8.jpg",
    "https://example.com/u/a-40000x20.jpg",
    "https://example.com/laptops/x360/a.jpg",
    "https://example.com/zoom/100x/a.jpg",
    # hints that disagree
    "https://example.com/1600x900/a-300x200.jpg",
    "https://example.com/1000x563/630x355/a.jpg",
    "https://example.com/a.jpg?w=300&width=400",
    "https://example.com/a.jpg?w=300&w=400",
    "https://example.com/a.jpg?resize=620,497&w=300",
    "https://example.com/a.jpg?resize=620,497&crop=0,0,50,50",
    "https://example.com/a.jpg?resize=1200,630&crop=9,9,0,0&order=resize,crop",
    "https://example.com/a-300x200.jpg?v=1&#038;resize=620,497",
    "https://example.com/a.jpg?w=1200&amp;h=630&amp;crop=1",
    # coordinates in the source
    "https://example.com/crop/0x0:1600x900/a.jpg",
    "https://example.com/a.jpg?crop=0,0,1600,900",
    "https://example.com/a.jpg?rect=0,0,1600,900",
    "https://example.com/a.jpg?precrop=1600,900,x0,y10",
    "https://example.com/a.jpg?x=647&y=147",
    "https://example.com/focal(647x147:903x403)/a.jpg",
    # styles and unknown resizers
    "https://example.com/sites/files/styles/large/public/a-1200x675.jpg?itok=FNOzJPpk",
    "https://example.com/sites/files/styles/1200x675/public/a.jpg?itok=x",
    "https://example.com/sites/files/styles/wide/public/a.jpg?h=d1cb525d&itok=x",
    "https://example.com/rs:fill:300:400/a-1200x675.jpg",
    "https://example.com/ii/w680/s/example.net/a-1200x675.jpg",
    "https://example.com/resize/abc/a-1200x675.jpg",
    "https://example.com/image/image-size/large?v=1.0&px=999",
    "https://example.com/a-1200x675.jpg?preset=large",
    "https://example.com/a-1200x675.jpg?format=1500w",
    "https://example.com/a-1200x675.jpg?imwidth=600",
    "https://example.com/a-1200x675.jpg?tr=w-300,h-200",
    "https://example.com/a-1200x675.jpg?size=300x200",
    "https://example.com/a-1200x675.jpg?dpr=2",
    "https://example.com/a-1200x675.jpg?zoom=2",
    "https://example.com/img?h=630&w=1200&m=6&q=60&o=t&l=f",
    "https://example.com/news/1024/a.jpg",
    "https://example.com/200/300",
    "https://example.com/I/61._SX300_.jpg",
    "https://example.com/avatar?s=400&v=4",
    "https://example.com/a.jpg?name=900x900",
    "https://example.com/abc=s1200",
    "https://example.com/abc=w1200-h630-p",
    "https://example.com/s/files/a_400x.jpg",
    # numbers that are no pixels
    "https://example.com/a.jpg?w=50%25",
    "https://example.com/a.jpg?w=auto&h=300",
    "https://example.com/a.jpg?w=0.5",
    "https://example.com/a.jpg?w=1024?resize=600,300",
    "https://example.com/a.jpg?resize=600",
    "https://example.com/a.jpg?resize=600,0",
    "https://example.com/a.jpg?resize=50%25,50%25",
    "https://example.com/a.jpg?resize=16:9",
    "https://example.com/a.jpg?resize=*:*",
    "https://example.com/a.jpg?w=" + "9" * 5000,
    "https://example.com/a.jpg?resize=300,200&w=" + "9" * 5000,
    # fits that may exceed or are unknown, and other densities
    "https://example.com/a.jpg?w=1200&h=630&fit=cover",
    "https://example.com/a.jpg?w=1200&h=630&fit=facearea",
    "https://example.com/a.jpg?w=1200&h=630&fit=crop&dpr=2",
    "https://example.com/a.jpg?w=1200&h=630&fit=crop&disable=upscale",
    "https://example.com/a.jpg?fit=500,500&w=400",
    # one parameter twice, and the path has a size of its own
    "https://example.com/u/a-1200x675.jpg?w=300&w=400",
    "https://example.com/u/a-1200x675.jpg?w=300&q=8&width=400",
    "https://example.com/u/a-1200x675.jpg?fit=clip&fit=crop",
    "https://example.com/a.jpg?resize=300,200&zoom=2",
    # URLs in URLs
    "https://example.com/proxy/https://example.net/a-1200x675.jpg",
    "https://example.com/proxy/https%3A%2F%2Fexample.net%2Fa-1200x675.jpg",
    "https://example.com/proxy?url=https://example.net/a-1200x675.jpg",
    "https://example.com/proxy?url=https://example.net/a.jpg?v=1&w=300",
    "https://example.com/proxy/https://example.net/a.jpg?w=1200",
    "https://example.com/s1200/https://example.net/a.jpg",
    "https://example.com/unsafe/300x200/example.net/a.jpg?w=1200",
    "https://example.com/a.jpg#1200x675.jpg",
    "https://example.com/a.jpg#?w=300",
    # thumbor and Cloudinary with what changes the size in other ways
    "https://example.com/unsafe/full-fit-in/300x200/a.jpg",
    "https://example.com/unsafe/adaptive-fit-in/300x200/a.jpg",
    "https://example.com/unsafe/300x200/filters:rotate(90)/a.jpg",
    "https://example.com/unsafe/300x200/filters:proportion(0.5)/a.jpg",
    "https://example.com/unsafe/0x0/filters:quality(80)/a-300x200.jpg",
    "https://example.com/image/upload/c_fill,w_480,h_320,dpr_2.0/a.jpg",
    "https://example.com/image/upload/dpr_2.0/c_fill,w_480,h_320/a.jpg",
    "https://example.com/image/upload/c_fill,w_480,h_320/a_90/a.jpg",
    "https://example.com/image/upload/c_fill,w_0.5,h_320/a.jpg",
    "https://example.com/image/upload/w_auto,c_scale/a.jpg",
    "https://example.com/image/upload/c_mfit,w_480,h_320/a.jpg",
    "https://example.com/image/upload/t_card/a-480x320.jpg",
    # YouTube by another size or another name
    "https://i.ytimg.com/vi/9x3aJkV0s1Q/hqdefault.jpg?sqp=-oaymwEXCNACELwB&rs=AOn4CLA",
    "https://i.ytimg.com/vi/9x3aJkV0s1Q/oardefault.jpg",
    "https://example.com/vi/9x3aJkV0s1Q/maxresdefault.jpg",
    "https://i.ytimg.com.example.com/vi/9x3aJkV0s1Q/maxresdefault.jpg",
]

MALFORMED = [
    "http://[::1-30x20",
    "https://",
    "?",
    "#",
    "//",
    "://-100x100",
    "https://a@b:c/%zz-100x100.jpg?%=%w=&=&",
]


@pytest.mark.parametrize(("url", "expected"), BINDING, ids=[url for url, _ in BINDING])
def test_size_hint(url: str, expected: Expected) -> None:
    hint = size_hint(url)
    assert hint is not None
    assert (hint.width, hint.height, hint.bound) == expected


@pytest.mark.parametrize("url", SILENT)
def test_silent(url: str) -> None:
    assert size_hint(url) is None


@pytest.mark.parametrize(
    ("width", "height", "plausible"),
    [
        (16, 16, True),
        (15, 16, False),
        (16, 15, False),
        (16, 65, True),
        (64, 64, True),
        (64, 63, False),
        (63, 64, False),
        (65, 64, True),
        (64, 65, True),
        (20_000, 20_000, True),
        (20_001, 20_000, False),
        (20_000, 20_001, False),
    ],
)
def test_sizes_that_pictures_have(width: int, height: int, *, plausible: bool) -> None:
    hint = size_hint(f"https://example.com/u/a-{width}x{height}.jpg")
    assert (hint and hint[:2]) == ((width, height) if plausible else None)


@pytest.mark.parametrize("url", MALFORMED)
def test_malformed_urls_do_not_raise(url: str) -> None:
    hint = size_hint(url)
    assert hint is None or 0 <= hint.start <= hint.end <= len(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.com/u/a-1000x563-1-630x355.jpg", "630x355"),
        ("https://example.com/1600x900/a.jpg", "1600x900"),
        ("https://example.com/a.jpg?v=1&w=1200&q=8&h=630&fit=crop#w", "w=1200&q=8&h=630&fit=crop"),
        ("https://example.com/a.jpg?resize=600%2C309&ssl=1", "resize=600%2C309"),
        ("https://i.ytimg.com/vi/9x3aJkV0s1Q/hqdefault.jpg", "hqdefault"),
        ("https://example.com/unsafe/fit-in/300x200/https://example.net/a.jpg", "300x200"),
        ("https://example.com/upload/f_auto/c_fill,w_480,h_320/a.jpg", "c_fill,w_480,h_320"),
    ],
)
def test_offsets_show_the_hint(url: str, shown: str) -> None:
    hint = size_hint(url)
    assert hint is not None
    assert url[hint.start : hint.end] == shown


@pytest.mark.parametrize(
    ("limits", "recorded", "expected"),
    [
        ((1200, 675, "exact"), (1200, 675), None),
        ((1200, 675, "exact"), (1200, 676), "height"),
        ((1200, 675, "exact"), (1199, 675), "width"),
        ((1200, 675, "exact"), (675, 1200), "both"),
        ((1200, 675, "exact"), (1200, None), None),
        ((1200, 675, "exact"), (None, 600), "height"),
        ((1200, 675, "exact"), (0, -1), None),
        ((1200, None, "exact"), (1200, 9), None),
        ((1200, None, "exact"), (1100, 9), "width"),
        ((800, 800, "box"), (800, 533), None),
        ((800, 800, "box"), (533, 800), None),
        ((800, 800, "box"), (799, 533), None),
        ((800, 800, "box"), (801, 533), "width"),
        ((800, 800, "box"), (801, 900), "both"),
        ((800, 800, "box"), (700, 533), "both"),
        ((800, 800, "box"), (700, None), None),
        ((1200, None, "upper"), (900, 5000), None),
        ((1200, None, "upper"), (1300, 5000), "width"),
        ((1200, 630, "upper"), (1201, 631), "both"),
    ],
)
def test_contradiction(
    limits: tuple[int | None, int | None, Bound],
    recorded: tuple[int | None, int | None],
    expected: Side | None,
) -> None:
    assert contradiction(Hint(*limits, 0, 1), *recorded) == expected


def test_no_hint_contradicts_nothing() -> None:
    assert contradiction(None, 1, 1) is None


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        ("", "x", ""),
        ("", "/1x", ""),
        ("", "-12x34", ""),
        ("", "/123x456", "/"),
        ("/12x34", ".jpg", ""),
        ("/w_1", ",w_1", "!"),
        ("/a?", "w=1&", ""),
        ("/a?w=10&v=", "1", ""),
        ("/unsafe/30x20/filters:", "blur(1):", "!"),
        ("", "/s120", ""),
    ],
)
def test_long_urls_take_linear_time(head: str, piece: str, tail: str) -> None:
    def prepared(times: int) -> Work:
        url = f"https://example.com{head}{piece * times}{tail}"
        return lambda: size_hint(url)

    assert growth(prepared, 500) < LINEAR


PIECES = """
    https:// http:// ftp:// // http:/ example.com / /a i.ytimg.com /vi/ cdn.shopify.com /cdn/shop/ :/ %3a
    -1200x675 _1200x675 -50x50 - . .jpg .JPG .webp /640x360/ /s120/ /w_400,c_fill/ /unsafe/ /styles/ /crop/
    ? # % @2x &amp; w=300 -1 x 1x2:3
    cdn.sanity.io /images/a/b/ /cdn-cgi/image/w=30/ /_ipx/w_30/ /w:30/ /_30x_crop_/
""".split()  # noqa: SIM905 - a list of short pieces


@given(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
    st.sampled_from([(1200, 675), (50, 50), (18, 24)]),
)
def test_an_address_that_ends_with_the_size_never_contradicts(url: str, size: tuple[int, int]) -> None:
    for address in (url, f"https://example.com/{url}-{size[0]}x{size[1]}.jpg"):
        if ends_with_size(address, *size):
            assert contradiction(size_hint(address), *size) is None


@pytest.mark.parametrize("width", [None, 0, 1200])
def test_an_address_ends_with_the_size(width: int | None) -> None:
    url = "https://www.example.com/uploads/harbour-1200x675.jpg"
    assert ends_with_size(url, width, 675) == (width == 1200)
    assert not ends_with_size(f"{url}?w=300", width, 675)


@given(st.lists(st.sampled_from(PIECES), max_size=5).map("".join))
def test_the_quick_look_misses_no_hint(url: str) -> None:
    assert _maybe(url) == (_MAYBE.search(url) is not None)


def read_lines(name: str) -> list[dict[str, Any]]:
    path = CORPUS / name
    if not path.is_file():
        pytest.skip(f"{path} is not here: the labelled articles are not part of this repository")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_real_sizes_agree_and_changed_ones_do_not() -> None:
    rows = read_lines("power-apps.exact-hints.jsonl")
    assert rows
    planted = missed = 0
    for row in rows:
        hint = size_hint(row["url"])
        width, height = row["width"], row["height"]
        assert contradiction(hint, width, height) is None, row
        changed = [
            (width + 100, height),
            (width, height + 100) if "height" in row["binds"] else (width + 1, height),
        ]
        if width != height:
            changed.append((height, width))
        planted += len(changed)
        missed += sum(contradiction(hint, *sides) is None for sides in changed)
    assert missed <= planted * 0.005


def test_labelled_sizes_that_are_no_defects_are_silent() -> None:
    compared = 0
    for row in read_lines("power-apps.jsonl"):
        if row["category"] not in {"image.dimensions", "image.aspect"}:
            continue
        if row["verdict"] not in {"not-defect", "debatable"}:
            continue
        size, _, url = row["value"].partition(" ")
        width, _, height = size.partition("x")
        compared += 1
        assert contradiction(size_hint(url), int(width), int(height)) is None, row
    assert compared


@pytest.mark.parametrize(
    ("url", "width", "height", "smaller"),
    [
        ("/a-1200x675.jpg", 600, 338, True),
        ("/a-1200x675.jpg", 600, 337, True),  # 337.5, rounded either way
        ("/a-1200x675.jpg", 600, 339, False),
        ("/a-1200x675.jpg", 600, 336, False),
        ("/a-1200x675.jpg", 1200, 675, True),
        ("/a-1200x675.jpg", 1200, 600, False),
        ("/a-1200x675.jpg", 2400, 1350, False),
        ("/a-1200x675.jpg", 600, None, True),
        ("/a-1200x675.jpg", None, 300, True),
        ("/a-1200x675.jpg", 1201, None, False),
        ("/a-1200x675.jpg", None, 676, False),
        ("/a-1200x675.jpg", 1200, -1, False),
        ("/a-1200x675.jpg", None, None, False),
        ("/1200x900/a.jpg", 300, 300, True),
        ("/1200x900/a.jpg", 1300, 300, False),
    ],
)
def test_a_page_may_show_a_picture_smaller(
    url: str,
    width: int | None,
    height: int | None,
    smaller: bool,  # noqa: FBT001 - it is what is expected
) -> None:
    hint = size_hint(url)
    assert hint is not None
    assert is_shown_smaller(hint, width, height) is smaller
