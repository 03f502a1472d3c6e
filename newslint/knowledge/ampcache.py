"""The URLs under which AMP caches serve a publisher's AMP pages; open it to add a cache.

Facts come from three sources, named where they are used:

- the AMP documentation, "AMP Cache URL Format and Request Handling" (amp.dev);
- ampproject's reference implementation, toolbox-cache-url 2.10, and its tests;
- the registry of caches, caches.json in the amphtml repository.
"""

import re
from urllib.parse import quote, unquote

from newslint.knowledge.sites import MAX_HOST, ascii_host
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

# The registry lists Google's cache and Bing's. Bing was listed without `www.` before; Cloudflare's was
# listed until 2020. Archives keep URLs of all of them.
CACHE_DOMAINS = frozenset({"cdn.ampproject.org", "www.bing-amp.com", "bing-amp.com", "amp.cloudflare.com"})

# Google's search results show AMP pages in a viewer: google.com/amp/s/HOST/PATH, on each national domain
# ("What's in an AMP URL?", Google Developers Blog, 2017).
_VIEWER_HOST = later(r"(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})")

# `c` serves the document alone, `v` in a viewer (AMP documentation, "URL Path"). The other types serve
# images, certificates and signed exchanges.
_CACHE_ROOTS = ("/c", "/v")

# A DNS label has at most 63 characters (RFC 2181, section 11).
_MAX_LABEL = 63

# The letters that the reference takes for left-to-right and right-to-left. It tests UTF-16, where
# everything beyond U+FFFF is a pair of surrogates, which fall in its left-to-right range. Compiled when the
# first host needs them.
_LEFT_TO_RIGHT = (
    "[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u02b8\u0300-\u0590\u0800-\u1fff\u200e\u2c00-\ufb1c\ufe00-\ufe6f"
    "\ufefd-\U0010ffff]"
)
_RIGHT_TO_LEFT = "[\u0591-\u06ef\u06fa-\u07ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]"

_ABSOLUTE = later(r"(https?)://([^/?#]*)([^#]*)", re.ASCII | re.IGNORECASE | re.DOTALL)
# The code points that the WHATWG URL Standard forbids in a domain, and surrogates, which no URL can hold.
_HOST = later(
    r"(\[[0-9a-fA-F.]*:[0-9a-fA-F:.]*\]|[^\x00-\x20#%/:<>?@\[\\\]^|\x7f\ud800-\udfff]+)(?::([0-9]*))?"
)
_HEX = later(r"%[0-9A-Fa-f]{2}")
_NOT_ASCII = later(r"[^\x00-\x7f]+")


class _Url(NamedTuple):
    """An absolute http(s) URL, without its fragment, which no server sees."""

    scheme: str
    host: str  # lower-case, else as written
    port: str  # empty when absent or the scheme's default
    rest: str  # path and query as written


def _host_and_port(text: str, scheme: str) -> tuple[str, str] | None:
    match = _HOST.fullmatch(text) if len(text) <= MAX_HOST else None
    if match is None:
        return None
    port = (match[2] or "").lstrip("0")
    return match[1].lower(), "" if port == {"http": "80", "https": "443"}[scheme] else port


def _parse(url: str) -> _Url | None:
    match = _ABSOLUTE.fullmatch(url.partition("#")[0])
    # A cache fetches without a user's password, so a URL with one has no cached form.
    authority = _host_and_port(match[2], match[1].lower()) if match else None
    if match is None or authority is None:
        return None
    return _Url(match[1].lower(), *authority, match[3])


def _unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        # Plain RFC 3492, as in the reference: the AMP documentation's own example is an emoji, which
        # IDNA 2008 forbids.
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def _hashed(domain: str) -> str:
    from base64 import b32encode  # noqa: PLC0415 - few domains need it
    from hashlib import sha256  # noqa: PLC0415 - the same, and OpenSSL is slow to load

    digest = sha256(domain.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii").rstrip("=").lower()


def _reserved(label: str) -> bool:
    """Tells whether hyphens stand at positions 3 and 4, which the DNS keeps for `xn--` names."""
    return label[2:4] == "--" and not label.startswith("xn")


@remember(1024)
def cache_subdomain(host: str) -> str:
    """Returns the label under a cache's domain that stands for a publisher's host.

    The readable form decodes punycode, doubles each hyphen, turns dots into hyphens, and encodes again; when
    that puts hyphens at positions 3 and 4, it is wrapped as `0-...-0`. Where none is a legal label, the hash
    of the ASCII domain stands in. The steps are the documentation's, the conditions the reference's.

    Args:
        host: The publisher's host, in any case, in Unicode or punycode.
    """
    domain = ascii_host(host)
    if len(domain) > _MAX_LABEL or "." not in domain or _reserved(domain):
        return _hashed(domain)
    name = ".".join(map(_unicode_label, domain.split(".")))
    if not name.isascii() and re.search(_LEFT_TO_RIGHT, name) and re.search(_RIGHT_TO_LEFT, name):
        return _hashed(domain)
    label = name.replace("-", "--").replace(".", "-")
    if not label.isascii():
        label = f"xn--{label.encode('punycode').decode('ascii').lower()}"
    if _reserved(label):
        label = f"0-{label}-0"
    # The reference measures before wrapping and can return 67 characters. The documentation asks for a
    # valid label, and a longer one can't be resolved.
    return label if len(label) <= _MAX_LABEL else _hashed(domain)


def cache_url(amp_url: str, cache_domain: str = "cdn.ampproject.org") -> str | None:
    """Returns the URL under which a cache serves an AMP page.

    Path and query are kept as written. The fragment is dropped: it never reaches a server, and on a cache it
    configures the viewer. The port is dropped as in the reference: by the documentation it is always the
    default one.

    Args:
        amp_url: The publisher's URL of the page.
        cache_domain: The cache, as `cacheDomain` in caches.json.

    Returns:
        The URL, or None when `amp_url` is no absolute http(s) URL with a host, or carries a user.
    """
    url = _parse(amp_url)
    if url is None:
        return None
    secure = "s/" if url.scheme == "https" else ""
    return f"https://{cache_subdomain(url.host)}.{cache_domain}/c/{secure}{url.host}{url.rest}"


def _roots(host: str, amp_host: str) -> tuple[str, ...]:
    """Returns the paths below which this host may serve a page of the publisher's, none if it may not."""
    if _VIEWER_HOST.fullmatch(host):
        return ("/amp",)
    label, _, domain = host.partition(".")
    # ampproject's packager uses the hash in some cases where the toolbox has a readable form.
    labels = {cache_subdomain(amp_host), _hashed(ascii_host(amp_host))}
    known = host in CACHE_DOMAINS or (domain in CACHE_DOMAINS and label in labels)
    return _CACHE_ROOTS if known else ()


def _canonical(text: str) -> str:
    """Writes percent-encoding one way: upper-case hex, and everything beyond ASCII encoded as UTF-8."""
    text = _HEX.sub(lambda match: match[0].upper(), text)
    return _NOT_ASCII.sub(lambda match: quote(match[0], safe="", errors="surrogatepass"), text)


def _same_query(cached: str, original: str) -> bool:
    """Compares queries, passing over parameters that only a cache reads.

    A cache may add parameters (AMP documentation, "URL Path"); the AMP runtime removes `amp_js_v`, `amp_gsa`,
    `amp_r`, `amp_kit` and `usqp` to find the source URL.
    """
    expected = [param for param in original.split("&") if param]
    position = 0
    for param in filter(None, cached.split("&")):
        if position < len(expected) and param == expected[position]:
            position += 1
        elif not param.startswith("amp_") and param.partition("=")[0] != "usqp":
            return False
    return position == len(expected)


def _same_page(rest: str, amp: _Url) -> bool:
    """Compares `HOST/PATH?QUERY` as found on a cache with the AMP URL."""
    written = rest.replace("?", "/", 1).partition("/")[0]
    authority = _host_and_port(unquote(written), amp.scheme)
    if authority is None:
        return False
    if ascii_host(authority[0]) != ascii_host(amp.host) or authority[1] not in {"", amp.port}:
        return False
    path, _, query = _canonical(rest[len(written) :]).partition("?")
    amp_path, _, amp_query = _canonical(amp.rest).partition("?")
    return (path or "/") == (amp_path or "/") and _same_query(query, amp_query)


def is_cache_url_of(cache_url: str, amp_url: str) -> bool:
    """Tells whether the first URL is a legitimate AMP-cache form of the second.

    Legitimate are the form with the publisher's subdomain at a known cache, the older form without, and
    Google's viewer, all over https (AMP documentation, "Domain Name Protocol").
    """
    cached, amp = _parse(cache_url), _parse(amp_url)
    if cached is None or amp is None or cached.scheme != "https" or cached.port:
        return False
    infix = "/s/" if amp.scheme == "https" else "/"
    prefixes = (root + infix for root in _roots(cached.host, amp.host))
    return any(cached.rest.startswith(x) and _same_page(cached.rest[len(x) :], amp) for x in prefixes)


def cached_page(url: str) -> str | None:
    """Returns the publisher's AMP URL that a cache URL stands for.

    Args:
        url: Any text. A fragment is ignored; parameters that only a cache reads are dropped.

    Returns:
        The URL, or None when the text is no page on a known cache or in Google's viewer.
    """
    cached = _parse(url)
    if cached is None:
        return None
    known = cached.host in CACHE_DOMAINS or cached.host.partition(".")[2] in CACHE_DOMAINS
    roots = ("/amp",) if _VIEWER_HOST.fullmatch(cached.host) else _CACHE_ROOTS if known else ()
    root = next((root for root in roots if cached.rest.startswith(f"{root}/")), None)
    if root is None:
        return None
    rest = cached.rest[len(root) + 1 :]
    scheme = "https" if rest.startswith("s/") else "http"
    path, _, query = rest.removeprefix("s/").partition("?")
    kept = "&".join(x for x in query.split("&") if not x.startswith("amp_") and not x.startswith("usqp="))
    page = f"{scheme}://{path}" + (f"?{kept}" if kept else "")
    parsed = _parse(page)
    return page if parsed is not None and "." in parsed.host else None
