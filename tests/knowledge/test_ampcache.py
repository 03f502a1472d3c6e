"""AMP cache URLs. Expected values marked "reference" are those of ampproject's toolbox-cache-url."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newslint.knowledge.ampcache import (
    CACHE_DOMAINS,
    cache_subdomain,
    cache_url,
    cached_page,
    is_cache_url_of,
)

SHARED = Path(__file__).resolve().parents[3] / "shared"

LONG = (
    "itwasadarkandstormynight.therainfellintorrents.exceptatoccasionalintervalswhenitwascheckedby."
    "aviolentgustofwindwhichsweptupthestreets.com"
)
EGYPT = "xn--4gbrim.xn----rmckbbajlc6dj7bxne2c.xn--wgbh1c"

SUBDOMAINS = {
    # the documentation
    "example.com": "example-com",
    "foo.example.com": "foo-example-com",
    "foo-example.com": "foo--example-com",
    "xn--57hw060o.com": "xn---com-p33b41770a",
    "en-us.example.com": "0-en--us-example-com-0",
    # the reference's tests
    "something.com": "something-com",
    "SOMETHING.COM": "something-com",
    "hello-world.com": "hello--world-com",
    "hello--world.com": "hello----world-com",
    "toplevelnohyphens": "qsgpfjzulvuaxb66z77vlhb5gu2irvcnyp6t67cz6tqo5ae6fysa",
    "no-dot-domain": "4lxc7wqq7b25walg4rdiil62veijrmqui5z3ept2lyfqqwpowryq",
    LONG: "dgz4cnrxufaulnwku4ow5biptyqnenjievjht56hd7wqinbdbteq",
    "xn--bcher-kva.ch": "xn--bcher-ch-65a",
    EGYPT: "xn-------i5fvcbaopc6fkc0de0d9jybegt6cd",
    f"hello.{EGYPT}": "a6h5moukddengbsjm77rvbosevwuduec2blkjva4223o4bgafgla",
    "點看.com": "xn---com-k47jg78q",
    # the reference, run
    "ab--cd.com": "3a26pbexogvltbaj5qvjtqw4s5lnwlumorkoqqy5my3fdrrc24cq",
    "e--us.com": "0-e----us-com-0",
    "a--b.com": "0-a----b-com-0",
    "BÜCHER.ch": "xn--bcher-ch-65a",
    "bücher.example-x.ch": "xn--bcher-example--x-ch-59b",
    "é-ü.example.com": "xn-----example-com-9jb02a",
    "faß.de": "xn--fa-de-mqa",
    "xn--.com": "-com",
    "192.168.0.1": "192-168-0-1",
    "[::1]": "nulkw2k526ir3phzo4j7jpbgyfq5nkj25vqg63jpjy5fg44vc76a",
    f"{'a' * 60}.com": "fvobmtkzp6anxxaiqasht7b4b7hlgd6xhvcrj3t6e7rq2cdt6siq",
    f"{'a-' * 28}a.com": "hlty7bm5w4ougjlduqpwb5g6o7kgtlp2g5syoi4aqzofymijz2xq",
}

URLS = {
    # the reference's tests
    "https://www.example.com": "https://www-example-com.cdn.ampproject.org/c/s/www.example.com",
    "http://www.example.com": "https://www-example-com.cdn.ampproject.org/c/www.example.com",
    "https://www.example.com/i.html": "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/i.html",
    "http://www.example.com/i.html": "https://www-example-com.cdn.ampproject.org/c/www.example.com/i.html",
    "https://example.com/g?value=Hello%20World": (
        "https://example-com.cdn.ampproject.org/c/s/example.com/g?value=Hello%20World"
    ),
    "https://點看.com": "https://xn---com-k47jg78q.cdn.ampproject.org/c/s/點看.com",
    # the reference, run
    "https://www.example.com:8443/a": "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a",
    "http://www.example.com:80/a": "https://www-example-com.cdn.ampproject.org/c/www.example.com/a",
    "https://EXAMPLE.com/A": "https://example-com.cdn.ampproject.org/c/s/example.com/A",
    "https://www.example.com?x=1": "https://www-example-com.cdn.ampproject.org/c/s/www.example.com?x=1",
    "https://a.example//a//b/../c/.": "https://a-example.cdn.ampproject.org/c/s/a.example//a//b/../c/.",
    # ours: no fragment, and every AMP page is a document whatever its path ends with
    "https://a.example/x#top": "https://a-example.cdn.ampproject.org/c/s/a.example/x",
    "https://a.example/bonsai": "https://a-example.cdn.ampproject.org/c/s/a.example/bonsai",
    "https://www.zdnet.com/google-amp/article/x/": (
        "https://www-zdnet-com.cdn.ampproject.org/c/s/www.zdnet.com/google-amp/article/x/"
    ),
}


@pytest.mark.parametrize(("host", "expected"), SUBDOMAINS.items())
def test_subdomain(host: str, expected: str) -> None:
    assert cache_subdomain(host) == expected


def test_subdomain_is_the_same_for_both_spellings_of_an_international_name() -> None:
    assert cache_subdomain("點看.com") == cache_subdomain("xn--c1yn36f.com")
    mixed = "hello點.אב.com"
    assert cache_subdomain(mixed) == cache_subdomain("xn--hello-hu2r.xn--4dbc.com")
    assert re.fullmatch("[a-z2-7]{52}", cache_subdomain(mixed))


def test_wrapped_subdomain_that_is_too_long_is_hashed() -> None:
    host = f"en-{'a' * 55}.com"
    assert re.fullmatch("[a-z2-7]{52}", cache_subdomain(host))


@pytest.mark.parametrize(("amp", "expected"), URLS.items())
def test_url(amp: str, expected: str) -> None:
    assert cache_url(amp) == expected
    assert is_cache_url_of(expected, amp)


def test_url_at_another_cache() -> None:
    expected = "https://a-example.www.bing-amp.com/c/s/a.example/x"
    assert cache_url("https://a.example/x", "www.bing-amp.com") == expected


NO_URL = [
    "",
    "x",
    "/a",
    "//a.example/x",
    "ftp://a.example/",
    "https://",
    "https:///x",
    "https://?q",
    "http:a.example",
]
NO_URL += [
    "https://user:pw@a.example/",
    "https://a b.example/",
    "https://a.example:x/",
    "httpſ://a.example/",
    " https://a.b/",
]


@pytest.mark.parametrize("text", NO_URL)
def test_what_is_no_url_has_no_cache_url(text: str) -> None:
    assert cache_url(text) is None
    assert not is_cache_url_of(text, "https://a.example/")
    assert not is_cache_url_of("https://a-example.cdn.ampproject.org/c/s/a.example/", text)


AMP = "https://www.example.com/a/story.amp?p=1"
PAGE = "www.example.com/a/story.amp?p=1"
SUB = "https://www-example-com.cdn.ampproject.org"


@pytest.mark.parametrize(
    ("cached", "amp"),
    [
        (f"{SUB}/v/s/{PAGE}", AMP),
        (f"{SUB}/v/s/{PAGE}&amp_js_v=a9&amp_gsa=1&usqp=mq331AQ%3D#aoh=1&webview=1", AMP),
        (f"{SUB}/c/s/www.example.com/a/story.amp?usqp=x&p=1", AMP),
        (f"{SUB}/c/s/{PAGE}", AMP + "#top"),
        (f"{SUB}/c/s/{PAGE}".replace("www", "WWW"), AMP),
        (f"{SUB}/c/s/{PAGE}", AMP.replace("www.example", "WWW.Example")),
        (f"{SUB}:443/c/s/www.example.com:443/a/story.amp?p=1", AMP),
        *((f"https://www-example-com.{domain}/c/s/{PAGE}", AMP) for domain in sorted(CACHE_DOMAINS)),
        (f"https://cdn.ampproject.org/c/s/{PAGE}", AMP),
        (f"https://cdn.ampproject.org/v/s/{PAGE}&amp_js_v=0.1", AMP),
        (
            "https://cdn.ampproject.org/c/www.bbc.co.uk/news/amp/35838735",
            "http://www.bbc.co.uk/news/amp/35838735",
        ),
        (f"https://www.google.com/amp/s/{PAGE}", AMP),
        (f"https://www.google.co.uk/amp/s/{PAGE}", AMP),
        ("https://www.google.com/amp/www.example.com/amp.doc.html", "http://www.example.com/amp.doc.html"),
        (f"{SUB}/c/s/www.example.com/%c3%bc", "https://www.example.com/%C3%BC"),
        (f"{SUB}/c/s/www.example.com/ü?q=ü", "https://www.example.com/%c3%bc?q=%C3%BC"),
        (f"{SUB}/c/s/www.example.com/", "https://www.example.com"),
        (f"{SUB}/c/s/www.example.com?x", "https://www.example.com/?x"),
        ("https://xn---com-k47jg78q.cdn.ampproject.org/c/s/xn--c1yn36f.com/", "https://點看.com"),
        ("https://xn---com-k47jg78q.cdn.ampproject.org/c/s/%E9%BB%9E%E7%9C%8B.com/", "https://點看.com"),
        (f"{SUB}/c/s/www.example.com/?amp_x=1", "https://www.example.com/?amp_x=1"),
        # the packager's hash, from its tests
        (
            "https://j7pweznglei73fva3bo6oidjt74j3hx4tfyncjsdwud7r7cci4va.cdn.ampproject.org/c/s/in-trouble.com/",
            "https://in-trouble.com/",
        ),
    ],
)
def test_legitimate_forms(cached: str, amp: str) -> None:
    assert is_cache_url_of(cached, amp)


@pytest.mark.parametrize(
    ("cached", "amp"),
    [
        (AMP, AMP),
        (f"{SUB}/c/{PAGE}", AMP),
        (f"{SUB}/c/s/{PAGE}", AMP.replace("https", "http")),
        (f"{SUB}/i/s/{PAGE}", AMP),
        (f"{SUB}/{PAGE}", AMP),
        (f"http://www-example-com.cdn.ampproject.org/c/s/{PAGE}", AMP),
        (f"https://example-com.cdn.ampproject.org/c/s/{PAGE}", AMP),
        (f"https://www-example-com.cdn.ampproject.com/c/s/{PAGE}", AMP),
        (f"https://x.www-example-com.cdn.ampproject.org/c/s/{PAGE}", AMP),
        (f"https://evil-cdn.ampproject.org/c/s/{PAGE}", AMP),
        (f"{SUB}/c/s/{PAGE}2", AMP),
        (f"{SUB}/c/s/{PAGE}&utm_source=x", AMP),
        (f"{SUB}/c/s/www.example.com/a/story.amp", AMP),
        (f"{SUB}/c/s/www.example.com/a/Story.amp?p=1", AMP),
        (f"{SUB}/c/s/example.com/a/story.amp?p=1", AMP),
        (f"{SUB}/c/s/www.example.com:8443/a/story.amp?p=1", AMP),
        (f"{SUB}/c/s/www.example.com%2Fa/story.amp?p=1", AMP),
        (f"{SUB}/c/s/www.example.com/x/", "https://www.example.com/x"),
        (f"{SUB}/c/s/www.example.com/?amp_x=2", "https://www.example.com/?amp_x=1"),
        (f"https://www.google.com/c/s/{PAGE}", AMP),
        (f"https://www.google.com/amp/{PAGE}", AMP),
        (f"https://www.google.evil.com/amp/s/{PAGE}", AMP),
        (f"https://cdn.ampproject.org/amp/s/{PAGE}", AMP),
        (
            "https://0-en--us-example-com-0.cdn.ampproject.org/c/s/en-us.example.org/",
            "https://en-us.example.org/",
        ),
    ],
)
def test_other_urls(cached: str, amp: str) -> None:
    assert not is_cache_url_of(cached, amp)


def test_real_pairs_of_the_archive() -> None:
    files = [*SHARED.glob("corpus/power-apps/_news/*.md"), *SHARED.glob("seeds/*")]
    if not files:
        pytest.skip("the archive of real articles is not part of a checkout")
    pairs = set()
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        amp = re.search(r'^ampWebUrl: "(.*)"$', text, re.MULTILINE)
        cached = re.search(r'^cdnAmpWebUrl: "(.*)"$', text, re.MULTILINE)
        if amp and cached:
            pairs.add((amp[1], cached[1]))
    assert len(pairs) == 8
    for amp_url, cached_url in pairs:
        assert cache_url(amp_url) == cached_url
        assert is_cache_url_of(cached_url, amp_url)


AWKWARD = (
    st.text()
    | st.text(st.characters(categories=["Cs", "Cc", "Lo", "Po"]))
    | st.text("xn-.:/%?#@[]ſ點א\x00\ud800", max_size=40)
)


@example("[.]", "")
@example("[:]", "")
@example("[::1]", "")
@given(AWKWARD, AWKWARD)
def test_never_raises(a: str, b: str) -> None:
    for text in (a, f"https://{a}", f"https://{a}.example/{b}", f"https://xn--{a}.com/{b}"):
        cache_subdomain(text)
        cached = cache_url(text)
        is_cache_url_of(text, b)
        is_cache_url_of(f"https://cdn.ampproject.org/c/s/{b}", text)
        assert cached is None or is_cache_url_of(cached, text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    ["a", "-", ".", "a.", "xn--", "點", "א", "%aa", "%", "/", "?", "&amp_", "\ud800", "\x00", ":1", "[", "@"],
)
@pytest.mark.parametrize("start", ["https://", "https://xn--", "https://a.example/?"])
def test_a_megabyte_is_no_problem(start: str, part: str) -> None:
    text = start + part * (1_000_000 // len(part))
    cache_subdomain(text)
    cached = cache_url(text)
    assert cached is None or is_cache_url_of(cached, text)
    is_cache_url_of(f"https://cdn.ampproject.org/c/s/{text.removeprefix('https://')}", text)


HOSTS = st.from_regex(
    r"[a-zé點א0-9]([a-zé點א0-9-]{0,30}[a-zé點א0-9])?(\.[a-zA-Z點א0-9-]{1,20}){0,3}", fullmatch=True
)


@settings(max_examples=300)
@given(
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8443", ":"]),
    st.text(string.ascii_letters + "/?&=%#ü \\.", max_size=30),
)
def test_cache_url_is_a_cache_url(scheme: str, host: str, port: str, rest: str) -> None:
    amp = f"{scheme}://{host}{port}/{rest}"
    for domain in CACHE_DOMAINS:
        cached = cache_url(amp, domain)
        assert cached is not None
        assert is_cache_url_of(cached, amp)
        assert not is_cache_url_of(cached.replace(f".{domain}/", ".example/"), amp)


@given(HOSTS)
def test_subdomain_is_one_label(host: str) -> None:
    label = cache_subdomain(host)
    assert label.isascii()
    assert len(label) <= 63
    assert "." not in label
    assert label == label.lower()


@pytest.mark.parametrize(
    ("cached", "page"),
    [
        ("https://www-a-com.cdn.ampproject.org/c/s/www.a.com/b?c=1", "https://www.a.com/b?c=1"),
        (
            "https://www-a-com.cdn.ampproject.org/v/www.a.com/b?amp_js_v=1&c=1&usqp=x#d",
            "http://www.a.com/b?c=1",
        ),
        ("https://cdn.ampproject.org/c/s/www.a.com", "https://www.a.com"),
        ("https://www.google.co.uk/amp/s/www.a.com/b", "https://www.a.com/b"),
        ("https://www.google.com/amp/", None),
        ("https://www.google.com/search?q=/amp/s/www.a.com", None),
        ("https://www-a-com.cdn.ampproject.org/i/s/www.a.com/b.jpg", None),
        ("https://www.ampproject.org/c/s/www.a.com/b", None),
        ("https://www.a.com/amp/s/www.a.com/b", None),
        ("https://cdn.ampproject.org/c/s/", None),
        ("https://cdn.ampproject.org/c/s/a b/", None),
        ("/c/s/www.a.com", None),
    ],
)
def test_the_page_behind_a_cache_url(cached: str, page: str | None) -> None:
    assert cached_page(cached) == page


@pytest.mark.parametrize(
    "page", ["https://www.a.com/b?c=1", "http://har-bour.example.com/", "https://a.b.de/ä"]
)
def test_the_page_behind_its_own_cache_url(page: str) -> None:
    assert cached_page(cache_url(page) or "") == page
