"""Tells by its address that an image is a part of a site's equipment; open it to add a name.

Systems have a picture for what has none: WooCommerce `woocommerce-placeholder.png`, Shopify
`no-image-2048.gif`, Magento `placeholder/default.jpg`, Khoros `image_unavailable.png`, MediaWiki
`No_image_available.svg`. Its name holds nothing but such words, so that a picture of a story about them
(`loan-default.jpg`) is none.
"""

from typing import Final
from urllib.parse import unquote

from newslint.text.lazy_pattern import later

# A name that begins and ends with words of these, and holds one of them.
_ALONE: Final = frozenset(
    {
        "default", "defaults", "fallback", "placeholder", "dummy", "noimage", "noimg", "nophoto", "nopic",
        "nopicture", "nothumb", "spacer",
    }
)  # fmt: skip
_BLANK: Final = frozenset({"blank", "empty", "transparent"})
_TOGETHER: Final = (
    later(
        r"(?:^| )(?:no|missing) (?:image|img|photo|pic|picture|thumb|thumbnail|preview|cover|poster)(?: |$)"
    ),
    later(
        r"(?:^| )(?:image|img|photo|picture) (?:unavailable|missing|not available|not found|coming soon)"
        r"(?: |$)"
    ),
    later(r"(?:^| )(?:supported browsers?|browser (?:support|not supported)|unsupported browser)(?: |$)"),
)
# What else such a name says: what the picture is for, of which system and size.
_NEUTRAL: Final = frozenset(
    """
    image images img photo picture pic thumb thumbnail share sharing social og opengraph facebook
    twitter card meta seo featured feature hero header banner cover poster article post story news
    blog page site global main video media preview teaser lead small medium large big wide square
    landscape portrait rect new the no not missing unavailable available found coming soon supported
    unsupported browser browsers support woocommerce wp wordpress shopify magento drupal theme stock
    user author profile avatar product category
    """.split()  # noqa: SIM905 - a list of some 90 short words
)
_WORDS: Final = later(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NUMBER: Final = later(r"\d+|[a-z]|x|px|jpe?g|png|gif|svg|webp")
_MOST: Final = 100
# Where `default` is the name of a size, beside the identifier of a video.
_SIZES: Final = later(r"(?:[\w-]+\.)*(?:ytimg\.com|youtube\.com)(?:/|\Z)")


def names_equipment(address: str) -> bool:
    """Whether the name of an image says that it stands for no story.

    Args:
        address: An address without its scheme: `cdn.example.com/img/no-image.png?v=2`.
    """
    path = address.partition("?")[0].partition("#")[0]
    host, _, name = path.rpartition("/")
    if not host or len(name) > _MOST or _SIZES.match(path):
        return False
    words = [word.lower() for word in _WORDS.findall(unquote(name.rpartition(".")[0] or name))]
    line = " ".join(words)
    if not all(
        word in _ALONE or word in _BLANK or word in _NEUTRAL or _NUMBER.fullmatch(word) for word in words
    ):
        return False
    return any(word in _ALONE or word in _BLANK for word in words) or any(
        form.search(line) for form in _TOGETHER
    )
