"""What the text of a URL says, with the place of each part; open it before you take one apart.

Sources: RFC 3986 (syntax), the WHATWG URL Standard (what browsers make of it), and the registries of
special-purpose addresses and names (RFC 6890, RFC 6761, RFC 6762, RFC 8375).
"""

import re
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

# Liquid, Nunjucks, Go templates, ERB, shell and JavaScript, URI templates, and `<placeholders>`.
_TEMPLATE = later(r"\{\{|\{%|<%|\$\{|\$\(|\[\[|\{[\w.:/-]+\}|<[\w -]+>|__[A-Z][A-Z_]*__")
# What only generators write; Quarto fills its shortcodes (`{{< name >}}`) in.
_GAP = later(r"\{\{(?!<)[^{}\n]*\}\}|\{%[^{}\n]*%\}|<%[^%\n]*%>")
# What stands between two addresses: blanks, and perhaps the marks of a list.
_BETWEEN_ADDRESSES = later(
    r"(?<!\s)(?:[,;|]?\s++(?:[|,;/&\u00b7\u2022-]\s++)?)(?=https?://[\w.-])",
    re.IGNORECASE,
)
_ONE_ADDRESS = later(r"\s*+https?://[\w.-]++\S*+\s*+", re.IGNORECASE)
_AUTHORITY = later(
    r"(?:(https?):)?//(?:([^/?#\\]*)@)?(\[[^\]/?#\\]*\]|[^/?#\\@:]*)(?::([^/?#\\@:]*))?(?=[/?#\\]|\Z)",
    re.IGNORECASE,
)

_LOOPBACK = "the computer itself"
_PRIVATE = "a private network"
_LINK_LOCAL = "a link-local address"
_NETWORKS_4 = (
    (IPv4Network("0.0.0.0/8"), _LOOPBACK),
    (IPv4Network("127.0.0.0/8"), _LOOPBACK),
    (IPv4Network("10.0.0.0/8"), _PRIVATE),
    (IPv4Network("172.16.0.0/12"), _PRIVATE),
    (IPv4Network("192.168.0.0/16"), _PRIVATE),
    (IPv4Network("169.254.0.0/16"), _LINK_LOCAL),
)
_NETWORKS_6 = (
    (IPv6Network("::/127"), _LOOPBACK),
    (IPv6Network("fc00::/7"), _PRIVATE),
    (IPv6Network("fe80::/10"), _LINK_LOCAL),
)
# RFC 6761 (localhost), RFC 6762 (local, and in appendix G the names that networks use beside it), RFC 8375
# (home.arpa), and ICANN's resolution of 2024 (internal).
_LOCAL_NAME = later(r"(?:.*\.)?(localhost|localdomain)|.+\.(?:local|internal|intranet|lan|home\.arpa)")
# Names that stand for others in documentation: RFC 2606 and RFC 6761.
_DOCUMENTATION = later(r"(?:.*\.)?(?:example(?:\.(?:com|net|org|edu))?|test|invalid)")


class Authority(NamedTuple):
    """Where the parts of `//user@host:port` stand in a URL; None where a part is absent."""

    scheme: str  # lower-case; empty in `//host/path`
    user: tuple[int, int] | None
    host: tuple[int, int]
    port: tuple[int, int] | None
    end: int


def is_template(url: str) -> bool:
    """Tells whether a generator or a person is still to fill something in."""
    return _TEMPLATE.search(url) is not None


def gap_in(url: str) -> tuple[int, int] | None:
    """Where the first `{{ name }}`, `{% tag %}` or `<% code %>` stands that was never filled in."""
    match = _GAP.search(url)
    return None if match is None else match.span()


def further_addresses(value: str) -> list[tuple[int, int]]:
    """Where the second and each later address stands in a value that holds nothing but addresses.

    What has anything else, such as the widths of a `srcset`, is no such list.
    """
    spans, start = [], 0
    for between in [*_BETWEEN_ADDRESSES.finditer(value), None]:
        end = len(value) if between is None else between.start()
        address = value[start:end]
        if _ONE_ADDRESS.fullmatch(address) is None:
            return []
        spans.append((start, start + len(address.rstrip())))
        start = len(value) if between is None else between.end()
    return spans[1:]


def authority_of(url: str) -> Authority | None:
    """Find the parts in front of the path of an http(s) URL, or of one that leaves the scheme out."""
    match = _AUTHORITY.match(url)
    if match is None:
        return None
    user, port = (match.span(group) if match[group] is not None else None for group in (2, 4))
    return Authority((match[1] or "").lower(), user, match.span(3), port, match.end())


def local_place(host: str) -> str | None:
    """Say where a host leads that means another machine for everybody, or None if it is public.

    Args:
        host: As browsers parse it: lower-case, IPv4 in four decimal numbers, IPv6 in brackets.
    """
    name = host.removesuffix(".")
    if name.startswith("["):
        return _place_6(name[1:-1])
    if name[-1:].isdecimal():
        return _place_4(name)
    match = _LOCAL_NAME.fullmatch(name)
    return None if match is None else _LOOPBACK if match[1] else _PRIVATE


def _place_4(text: str) -> str | None:
    try:
        address = IPv4Address(text)
    except AddressValueError:
        return None
    return next((place for network, place in _NETWORKS_4 if address in network), None)


def _place_6(text: str) -> str | None:
    try:
        address = IPv6Address(text)
    except AddressValueError:
        return None
    if address.ipv4_mapped is not None:
        return _place_4(str(address.ipv4_mapped))
    return next((place for network, place in _NETWORKS_6 if address in network), None)


def is_documentation(host: str) -> bool:
    """Tells whether a host is one of the names that documentation may use."""
    return _DOCUMENTATION.fullmatch(host.lower().removesuffix(".")) is not None
