"""Where image services are met: their domains, and what only their addresses hold; open it to add one.

It stands apart from the table, since nearly every address ends here: the table is read only for an address
that one of its services may know.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newslint.knowledge.sites import MAX_HOST
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

if TYPE_CHECKING:
    from newslint.knowledge.image_services.reading import Proof

# Lower-case domains and the service that each belongs to, with all its subdomains; the longest one counts.
HOSTS: Final = {
    "avatars.githubusercontent.com": "GitHub avatars",
    "blogger.googleusercontent.com": "Blogger",
    "bp.blogspot.com": "Blogger",
    "cdn-images-1.medium.com": "Medium",
    "cdn.sanity.io": "Sanity",
    "cdn.shopify.com": "Shopify",
    "ctfassets.net": "Contentful",
    "datocms-assets.com": "imgix",
    "ggpht.com": "Google",
    "googleusercontent.com": "Google",
    "gravatar.com": "Gravatar",
    "i.guim.co.uk": "Guardian",
    "i.ytimg.com": "YouTube",
    "i1.ytimg.com": "YouTube",
    "i2.ytimg.com": "YouTube",
    "i3.ytimg.com": "YouTube",
    "i4.ytimg.com": "YouTube",
    "ichef-1.bbci.co.uk": "BBC ichef",
    "ichef.bbci.co.uk": "BBC ichef",
    "ik.imagekit.io": "ImageKit",
    "imagedelivery.net": "Cloudflare",
    "images.contentful.com": "Contentful",
    "images.pexels.com": "imgix",
    "images.prismic.io": "imgix",
    "images.unsplash.com": "imgix",
    "images.weserv.nl": "wsrv.nl",
    "img-prod-cms-rt-microsoft-com.akamaized.net": "MSN",
    "img-s-msn-com.akamaized.net": "MSN",
    "img.youtube.com": "YouTube",
    "imgix.net": "imgix",
    "media.guim.co.uk": "Guardian Grid",
    "miro.medium.com": "Medium",
    "pbs.twimg.com": "Twitter",
    "plus.unsplash.com": "imgix",
    "s-msn.com": "MSN",
    "squarespace-cdn.com": "Squarespace",
    "static.flickr.com": "Flickr",
    "static1.squarespace.com": "Squarespace",
    "staticflickr.com": "Flickr",
    "storyblok.com": "Storyblok",
    "upload.wikimedia.org": "Wikimedia",
    "wixstatic.com": "Wix",
    "wsrv.nl": "wsrv.nl",
    "yimg.com": "Yahoo",
}
# Patterns of what follows a slash, on any host.
PATHS: Final = {
    r"\.netlify/images\?": "Netlify",
    r"_(?:\d{1,5}|AUTO)x": "Craft",
    r"_ipx/": "Nuxt",
    r"_next/image/?\?": "Next.js",
    r"_vercel/image\?": "Vercel",
    r"cdn-cgi/image/": "Cloudflare",
    r"cdn/shop/": "Shopify",
    r"content/images/size/w": "Ghost",
    r"dims[34]/": "Brightspot",
    r"(?:rs|resize|s|size|w|width):": "imgproxy",
    r"styles/max_": "Drupal",
}
# Patterns of what the query holds, on any host.
QUERIES: Final = {
    r"\beID=dumpFile\b": "TYPO3",
    r"\bim=(?:Resize|FitAndFill|FeatureCrop|FaceCrop)\b": "Akamai",
}

_LONGEST_SCHEME = len("https://")
_PATH = later("/(?:" + "|".join(PATHS) + ")")
_QUERY = later("|".join(QUERIES))


# Two rules ask about every picture, one after the other.
@remember(2048)
def proof_of(url: str) -> "Proof | None":
    """Say what a service's address proves; None where no service knows it.

    Args:
        url: The URL as it is written, absolute or relative, valid or not.
    """
    names = _services_of(url)
    if not names:
        return None
    from newslint.knowledge.image_services.reading import prove  # noqa: PLC0415 - few addresses get here

    return prove(url, names)


def _services_of(url: str) -> list[str]:
    """The names of the services that may know an address; for nearly every one there are none."""
    owner = _owner_of(url)
    names = [owner] if owner else []
    if _PATH.search(url):
        names += [name for pattern, name in PATHS.items() if re.search(f"/{pattern}", url)]
    if "=" in url and _QUERY.search(url):
        names += [name for pattern, name in QUERIES.items() if re.search(pattern, url)]
    return names


def _owner_of(url: str) -> str | None:
    """The service whose own domain a URL has."""
    start = url.find("//", 0, _LONGEST_SCHEME) + len("//")
    if start < len("//") or (start > len("//") and url[start - len("://")] != ":"):
        return None
    end = url.find("/", start)
    authority = url[start:] if end < 0 else url[start:end]
    return _owner(authority) if len(authority) <= MAX_HOST else None


@lru_cache(512)
def _owner(authority: str) -> str | None:
    """The service to whose domain a host belongs, given with what may stand before and behind it."""
    host = re.split(r"[?#]", authority, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].lower()
    # A long run of dots is no name of a host.
    for _ in range(8):
        if host in HOSTS:
            return HOSTS[host]
        host = host.partition(".")[2]
    return None
