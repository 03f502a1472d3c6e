"""When two addresses lead to one page; open it to make them more, or less, alike."""

import re
from urllib.parse import unquote

from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

_ADDRESS = later(r"https?://([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
# Parameters that tell where a reader came from, and nothing of the page.
_TRACKING = later(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_cid|mc_eid)=.*", re.IGNORECASE)


def page_key(url: object) -> str | None:
    """What two addresses of one page have in common; None for what is no address of one page.

    The scheme, `www.`, the case of the host, its usual ports, a final slash, the fragment and tracking
    parameters make no difference. A fragment that begins with `!` or `/` is an address within a page. The
    front page of a site is no identity: many an entry falls back to it.
    """
    return _key(url) if isinstance(url, str) else None


@remember(2048)
def _key(url: str) -> str | None:
    split = _split(url.strip())
    if split is None:
        return None
    host, path, query, fragment = split
    host = host.rpartition("@")[2].lower().removesuffix(":443").removesuffix(":80").removeprefix("www.")
    parts = [part for part in query[1:].split("&") if part and not _TRACKING.fullmatch(part)] if query else []
    within = fragment if fragment.startswith(("#!", "#/")) else ""
    path = path.rstrip("/")
    if not path and not parts and not within:
        return None
    return f"{host}{unquote(path)}?{'&'.join(parts)}{within}"


def _split(url: str) -> tuple[str, str, str, str] | None:
    """Host, path, query and fragment of an http(s) URL."""
    scheme, _, rest = url.partition("://")
    if scheme in ("https", "http") and "?" not in rest and "#" not in rest:  # what the pattern says of these
        host, slash, path = rest.partition("/")
        return (host, slash + path, "", "") if host else None
    match = _ADDRESS.fullmatch(url)
    if match is None:
        return None
    host, path, query, fragment = match.groups(default="")
    return host, path, query, fragment
