"""Which site a URL is on, and whether two hosts are one site; open it for public suffixes.

"Site" is meant as in the HTML Standard: the registrable domain, which is a public suffix and one label
more. The suffixes come from the Public Suffix List (publicsuffix.org) with its private section, so that
`alice.github.io` and `bob.github.io` are two sites. Hosts are compared in ASCII, as the DNS sees them.

The list and the parsers are loaded on first use: most runs meet only hosts that need neither.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# A domain name has at most 253 characters (RFC 1035, section 2.3.4, without the root); a longer "host" is
# text that went astray, and not worth the time that decoding it would take.
MAX_HOST = 255

# A URL whose host WHATWG parsing would only lower-case: ASCII labels, a last label that can't be a number
# (so no IPv4 spelling), no user, a port that can't be out of range. Possessive, so linear on any input.
_ORDINARY = later(
    r"https?://(?!.*xn--)((?:[a-z0-9-]++\.)++[a-z][a-z0-9-]*+)(?::\d{1,4})?", re.ASCII | re.IGNORECASE
)
_AUTHORITY = later(r"https?://[^/?#]*+", re.ASCII | re.IGNORECASE)
_DOTS = later("[.\u3002\uff0e\uff61]")  # the four dots of UTS #46
_IP_ADDRESS = later(r"[\d.]+|\[?[0-9a-f.]*:[0-9a-f:.]*\]?")

# What registries sell under: a generic or country TLD, or a short second level below a country (co.uk,
# com.br). Only these shapes are worth loading the list for, and with them its answer is certain.
_REGISTRY_SHAPE = later(r"(?:[a-z]{2,3}\.)?[a-z]{2}|com|net|org|edu|gov|mil|int")


def ascii_host(host: str) -> str:
    """Returns the host as the DNS spells it: lower-case, international labels in punycode.

    Non-ASCII names are mapped by UTS #46 (IDNA 2008, non-transitional), as browsers do. A label that IDNA
    forbids, such as an emoji, is encoded as it stands (RFC 3492), because such names exist and resolve.
    """
    host = host.lower()
    if host.isascii() or len(host) > MAX_HOST:
        return host
    import idna  # noqa: PLC0415 - 13 ms that only international names cost

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:
        labels = _DOTS.split(host)
        return ".".join(x if x.isascii() else f"xn--{x.encode('punycode').decode('ascii')}" for x in labels)


def normal_host(host: str) -> str:
    """Returns the ASCII form without the dot that may end a complete name (`example.com.`)."""
    return ascii_host(host).removesuffix(".")


def host_of(url: str) -> str | None:
    """Returns the lower-case host of an absolute http(s) URL, international names in punycode.

    Args:
        url: Any text.

    Returns:
        The host as the WHATWG URL Standard parses it (an IPv6 address keeps its brackets), or None when
        the text is no http(s) URL with a host.
    """
    # Nearly every host ends at a slash; where a query or fragment begins before, this is no ordinary origin.
    end = url.find("/", len("https://"))
    ordinary = _ordinary_host(url if end < 0 else url[:end])
    if ordinary is None and (authority := _AUTHORITY.match(url)):
        ordinary = _ordinary_host(authority[0])
    if ordinary is not None:
        return ordinary
    import ada_url  # noqa: PLC0415 - 17 ms, and few URLs need a full parser

    try:
        parsed = ada_url.URL(url)
    except ValueError:  # also a lone surrogate, which is no Unicode text
        return None
    return (parsed.hostname or None) if parsed.protocol in {"http:", "https:"} else None


@remember(1024)
def _ordinary_host(origin: str) -> str | None:
    ordinary = _ORDINARY.fullmatch(origin)
    return ordinary[1].lower() if ordinary else None


def _suffixes(host: str) -> "PublicSuffixList":
    """The list for an ASCII host; it is read in half the time for one without international labels."""
    return _list(international="xn--" in host)


@cache
def _list(*, international: bool) -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - 30 ms, for the hosts that need it

    return PublicSuffixList(accept_encoded_idn=international)


def registrable_domain(host: str) -> str | None:
    """Returns the part of a host that one owner registered: `example.co.uk` for `www.example.co.uk`.

    Args:
        host: A host name in any case, in Unicode or punycode, with or without a final dot.

    Returns:
        The domain in ASCII. An IP address or a single label (`localhost`) is its own site. None for a
        public suffix, which nobody owns alone, and for a name that is empty, too long, or has an empty label.
    """
    host = normal_host(host)
    if not host or len(host) > MAX_HOST:
        return None
    if "." not in host or _IP_ADDRESS.fullmatch(host):
        return host
    return _suffixes(host).privatesuffix(host)


def same_site(a: str, b: str) -> bool:
    """Tells whether two hosts belong to one site.

    They do when they are equal, when one is below the other, or when their registrable domains are equal.
    A private suffix counts as the site of the hosts below it (`github.io` of `foo.github.io`), because
    its owner runs them. A suffix of a registry (`co.uk`) is nobody's site.
    """
    return (_ask_same_site if len(a) + len(b) <= _LONGEST_PAIR else _same_site)(a, b)


def _same_site(a: str, b: str) -> bool:
    a, b = normal_host(a), normal_host(b)
    if not a or not b:
        return False
    if a == b:
        return True
    upper, lower = (a, b) if len(a) < len(b) else (b, a)
    if lower.endswith(f".{upper}"):
        return not (_REGISTRY_SHAPE.fullmatch(upper) and _suffixes(upper).is_public(upper))
    # A registrable domain has two labels at least: without two in common, no list need be asked.
    if _last_labels(a) != _last_labels(b):
        return False
    owner = registrable_domain(a)
    return owner is not None and owner == registrable_domain(b)


def _last_labels(host: str) -> list[str]:
    return host.removesuffix(".").rsplit(".", 2)[-2:]


# Archives pair the same hosts again and again.
_ask_same_site = lru_cache(maxsize=1024)(_same_site)
_LONGEST_PAIR = 2 * MAX_HOST


# Top-level domains that belong to one company (ICANN, Specification 13), which has its sites below them.
_BRANDS: Final = frozenset(
    {
        "amazon", "apple", "audi", "aws", "azure", "bbc", "bing", "bloomberg", "bmw", "bosch", "canon",
        "cern", "cisco", "dell", "google", "ibm", "intel", "microsoft", "nikon", "oracle", "samsung", "sap",
        "siemens", "sky", "sony", "toyota", "xbox", "youtube",
    }
)  # fmt: skip
# Names under which one company or newsroom is met; the first one stands for the others.
_ALSO_CALLED: Final = {
    "aboutamazon.com": "amazon.com",
    "azure.com": "microsoft.com",
    "facebook.com": "meta.com",
    "fb.com": "meta.com",
    "gu.com": "theguardian.com",
    "guardian.co.uk": "theguardian.com",
    "news.cn": "xinhuanet.com",
    "nyti.ms": "nytimes.com",
    "sz.de": "sueddeutsche.de",
    "wapo.st": "washingtonpost.com",
}


def _name(host: str) -> str | None:
    host = normal_host(host)
    domain = registrable_domain(host)
    if domain is None or "." not in domain or _IP_ADDRESS.fullmatch(domain):
        return None
    domain = _ALSO_CALLED.get(domain, domain)
    last = domain.rpartition(".")[2]
    return last if last in _BRANDS else domain.partition(".")[0]


def same_name(a: str, b: str) -> bool:
    """Tells whether two hosts were registered under one name with different suffixes.

    The name is the label left of the public suffix: `bbc` of `news.bbc.co.uk` and of `www.bbc.com`; of
    companies that have a suffix of their own it is that one: `google` of `blog.google`. It hints at one
    owner, and proves nothing.
    """
    name = _name(a)
    return name is not None and name == _name(b)
