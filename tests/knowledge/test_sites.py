import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge.platforms import HOSTING_PLATFORMS, on_platform
from newslint.knowledge.sites import (
    ascii_host,
    host_of,
    normal_host,
    registrable_domain,
    same_name,
    same_site,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.com/a?b#c", "www.example.com"),
        ("HTTPS://WWW.Example.COM", "www.example.com"),
        ("http://a.example:8080/x", "a.example"),
        ("https://a.example?q=//other.example/", "a.example"),
        ("https://a.example#@other.example", "a.example"),
        ("http://localhost:1313/x", "localhost"),
        ("https://user:pw@a.example/", "a.example"),
        ("https://a.example@other.example/", "other.example"),
        ("https://a.example\\@other.example/", "a.example"),
        ("https://a.exa\nmple.com/", "a.example.com"),
        ("https://點看.com/", "xn--c1yn36f.com"),
        ("https://xn--bcher-kva.ch/", "xn--bcher-kva.ch"),
        ("https://a_b.example.com/", "a_b.example.com"),
        ("https://0x7f.1/", "127.0.0.1"),
        ("https://a.0x7f/", None),
        ("https://[::1]:80/", "[::1]"),
        ("https://a.example./", "a.example."),
        ("https://a.example:99999/", None),
        ("https://a.example:x/", None),
        ("https://a b.example/", None),
        ("https://xn--a.example:70000/", None),
        ("httpſ://a.example.com/", None),
        ("https://K.example.com/", "k.example.com"),
        ("ftp://a.example/", None),
        ("mailto:a@a.example", None),
        ("//a.example/x", None),
        ("/x", None),
        ("www.example.com", None),
        ("https://", None),
        ("", None),
        ("\ud800", None),
        ("https://a.example\x00/", None),
    ],
)
def test_host_of(url: str, expected: str | None) -> None:
    assert host_of(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://www.Example.com/a",
        "https://www.example.com",
        "http://www.example.com?b=/c",
        "https://www.example.com#b/c",
        "HTTPS://www.example.com?b#c",
    ],
)
def test_an_ordinary_host_needs_no_parser(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ada_url", None)
    assert host_of(url) == "www.example.com"


@given(st.text("abz09-.:/?#@\\_xnXN\t\n ü點", max_size=25))
def test_host_of_agrees_with_a_full_parser(text: str) -> None:
    import ada_url  # noqa: PLC0415

    url = f"https://{text}"
    try:
        expected = ada_url.URL(url).hostname or None
    except ValueError:
        expected = None
    assert host_of(url) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.example.com", "example.com"),
        ("WWW.Example.COM.", "example.com"),
        ("example.com", "example.com"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("alice.github.io", "alice.github.io"),
        ("x.alice.github.io", "alice.github.io"),
        ("www.點看.com", "xn--c1yn36f.com"),
        ("www.xn--c1yn36f.com", "xn--c1yn36f.com"),
        ("食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("192.168.0.1", "192.168.0.1"),
        ("[::1]", "[::1]"),
        ("localhost", "localhost"),
        ("github.io", None),
        ("co.uk", None),
        ("a..example", None),
        ("", None),
        (".", None),
    ],
)
def test_registrable_domain(host: str, expected: str | None) -> None:
    assert registrable_domain(host) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("example.com", "www.example.com"),
        ("news.example.com", "sport.example.com"),
        ("Example.com.", "example.COM"),
        ("點看.com", "xn--c1yn36f.com"),
        ("github.io", "foo.github.io"),
        ("news.bbc.co.uk", "www.bbc.co.uk"),
        ("bbc.uk", "news.bbc.uk"),
        ("localhost", "localhost"),
        ("192.168.0.1", "192.168.0.1"),
        ("google", "blog.google"),
    ],
)
def test_same_site(a: str, b: str) -> None:
    assert same_site(a, b)
    assert same_site(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("example.com", "example.org"),
        ("example.com", "notexample.com"),
        ("co.uk", "bbc.co.uk"),
        ("com.br", "globo.com.br"),
        ("com", "bbc.com"),
        ("uk", "bbc.uk"),
        ("bbc.co.uk", "itv.co.uk"),
        ("alice.github.io", "bob.github.io"),
        ("192.168.0.1", "192.168.0.2"),
        ("", ""),
        ("", "a.example"),
        ("a..example", "b..example"),
    ],
)
def test_other_site(a: str, b: str) -> None:
    assert not same_site(a, b)
    assert not same_site(b, a)


def test_same_name() -> None:
    assert same_name("bbc.com", "bbc.co.uk")
    assert same_name("www.bbc.com", "news.bbc.co.uk")
    assert same_name("BÜCHER.ch", "xn--bcher-kva.de")
    assert same_name("blog.google", "www.google.com")
    assert same_name("about.fb.com", "facebook.com")
    assert same_name("www.news.cn", "xinhuanet.com")
    assert not same_name("harbour.news", "news.com")
    assert not same_name("bbc.com", "cnn.com")
    assert not same_name("co.uk", "com.br")
    assert not same_name("localhost", "localhost")
    assert not same_name("10.0.0.1", "10.0.0.2")
    assert not same_name("", "")


def test_platforms_are_hosts_in_the_form_that_is_compared() -> None:
    for host in HOSTING_PLATFORMS:
        assert host == ascii_host(host)
        assert host_of(f"https://{host}/") == host
    covered = [x for x in HOSTING_PLATFORMS if on_platform(x.partition(".")[2])]
    assert covered == []


@pytest.mark.parametrize(
    "host", ["youtube.com", "m.YouTube.com.", "news.google.com", "t.co", "alice.github.io"]
)
def test_on_platform(host: str) -> None:
    assert on_platform(host, HOSTING_PLATFORMS)


@pytest.mark.parametrize(
    "host", ["microsoft.com", "google.com", "blog.google", "notyoutube.com", "zdnet.com", "", "com"]
)
def test_not_on_platform(host: str) -> None:
    assert not on_platform(host, HOSTING_PLATFORMS)


def test_platforms_of_a_user() -> None:
    assert on_platform("a.b.example", ["b.example"])
    assert not on_platform("youtube.com", ["b.example"])


AWKWARD = st.text() | st.text("xn-.:/%?#@[]ſ點א\x00\ud800", max_size=40)


@given(AWKWARD, AWKWARD)
def test_never_raises(a: str, b: str) -> None:
    for text in (a, f"{a}.{b}", f"https://{a}", f"https://{a}.com/{b}", f"xn--{a}.com"):
        host_of(text)
        registrable_domain(text)
        same_name(text, b)
        on_platform(text, HOSTING_PLATFORMS)
        assert same_site(text, b) == same_site(b, text)


HOSTS = st.lists(
    st.sampled_from(["a", "b", "www", "co", "uk", "com", "github", "io", "kobe", "jp", "1", "點"])
)


@given(HOSTS, HOSTS, st.lists(st.sampled_from(["a", "com", "co", "uk", "io"]), max_size=3))
def test_hosts_with_one_registrable_domain_are_one_site(a: list[str], b: list[str], end: list[str]) -> None:
    """The quick answer for hosts that end differently is the one that the list gives."""
    one, other = ".".join((*a, *end)), ".".join((*b, *end))
    owner = registrable_domain(one)
    if owner is not None and owner == registrable_domain(other):
        assert same_site(one, other)
    elif not (normal_host(one).endswith(normal_host(other)) or normal_host(other).endswith(normal_host(one))):
        assert not same_site(one, other)


@pytest.mark.parametrize("part", ["a", "a.", ".", "xn--", "點", "點.", "1.", "-", "\ud800", "\x00", "%"])
def test_a_megabyte_is_no_problem(part: str) -> None:
    text = part * (1_000_000 // len(part))
    for host in (text, f"{text}.com"):
        assert registrable_domain(host) != "example.com"
        assert not same_site(host, "example.com")
        same_site(host, f"www.{host}")
        same_name(host, host)
        assert not on_platform(host, HOSTING_PLATFORMS)
        host_of(f"https://{host}")
        host_of(f"https://a.example/{host}")


def test_ordinary_hosts_load_neither_list_nor_parsers() -> None:
    code = (
        "import sys; from newslint.knowledge import ampcache, sites\n"
        "assert sites.host_of('https://www.example.com/x') == 'www.example.com'\n"
        "assert sites.same_site('example.com', 'www.example.com')\n"
        "assert not sites.same_site('www.example.com', 'news.example.org')\n"
        "assert ampcache.cache_url('https://www.example.com/x')\n"
        "print({'idna', 'ada_url', 'publicsuffixlist'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("Bücher.example", "xn--bcher-kva.example"),
        ("\uff42ücher.example", "xn--bcher-kva.example"),  # a letter of full width, as UTS #46 maps it
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("bü\u00adcher\u3002example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),  # kept since IDNA 2008
        ("Example.COM", "example.com"),
        ("\U0001f525.example", "xn--4v8h.example"),
    ],
)
def test_hosts_are_spelled_as_browsers_ask_for_them(host: str, expected: str) -> None:
    assert ascii_host(host) == expected
