"""Tells by its address that an image is a part of a site's equipment; open it to add a name.

Systems have a picture for what has none: WooCommerce `woocommerce-placeholder.png`, Shopify
`no-image-2048.gif`, Magento `placeholder/default.jpg`, Khoros `image_unavailable.png`, MediaWiki
`No_image_available.svg`. Its name holds nothing but such words and that of its host, so that a picture of a
story about them (`loan-default.jpg`) is none. Where it holds others, only words that nobody uses of anything
else count (`bay-news-placeholder.png`), and who asks has to look whether the others are those of a story.
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
# Those of them that name nothing else.
_SURE: Final = _ALONE - {"default", "defaults", "dummy", "spacer"}
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
    later(
        r"(?:^| )(?:default (?:image|img|photo|picture|thumb|thumbnail|share|social|og|cover|featured|avatar)"
        r"|(?:image|img|photo|thumb|thumbnail|share|og|cover) default)(?: |$)"
    ),
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
_SHORTEST: Final = 3  # letters of a name that a host is known by
# Where `default` is the name of a size, beside the identifier of a video.
_SIZES: Final = later(r"(?:[\w-]+\.)*(?:ytimg\.com|youtube\.com)(?:/|\Z)")


def words_beside_equipment(address: str) -> frozenset[str] | None:
    """What the name of an image says besides that it stands for no story; None where it doesn't say that.

    Args:
        address: An address without its scheme: `cdn.example.com/img/no-image.png?v=2`.
    """
    path = address.partition("?")[0].partition("#")[0]
    host, _, name = path.rpartition("/")
    if not host or len(name) > _MOST or _SIZES.match(path):
        return None
    words = [word.lower() for word in _WORDS.findall(unquote(name.rpartition(".")[0] or name))]
    others = [
        word
        for word in words
        if word not in _ALONE and word not in _BLANK and word not in _NEUTRAL and not _NUMBER.fullmatch(word)
    ]
    if others:
        site = host.partition("/")[0].replace("-", "").replace(".", "")
        others = [word for word in others if len(word) < _SHORTEST or word not in site]
    line = " ".join(words)
    sure = _SURE if others else _ALONE | _BLANK
    if not sure.isdisjoint(words) or any(form.search(line) for form in _TOGETHER):
        return frozenset(others)
    return None


_NAMING: Final = 4  # letters of a word that names something
_HEXADECIMAL: Final = frozenset("abcdef")


def names_a_subject(address: str) -> bool:
    """Whether the name of an image has a word that may say what it shows, as `police-lights.jpg` does.

    Args:
        address: An address without its scheme.
    """
    name = unquote(address.partition("?")[0].partition("#")[0].rpartition("/")[2])
    words = [word.lower() for word in _WORDS.findall(name[:_MOST].rpartition(".")[0] or name[:_MOST])]
    return any(
        len(word) >= _NAMING
        and word not in _NEUTRAL
        and not _NUMBER.fullmatch(word)
        and not _HEXADECIMAL.issuperset(word)
        for word in words
    )


# Of videos, and of sites that give pictures away: whoever tells of the same shows the same one.
_SHARED: Final = later(
    r"(?:[\w-]+\.)*(?:ytimg\.com|youtube\.com|vimeocdn\.com|dmcdn\.net|unsplash\.com|pexels\.com|pixabay\.com"
    r"|staticflickr\.com|flickr\.com|wikimedia\.org|gettyimages\.com|istockphoto\.com|shutterstock\.com"
    r"|ftcdn\.net|twimg\.com|giphy\.com|imgur\.com|githubassets\.com|githubusercontent\.com)(?:/|\Z)"
)


def is_shared_on_purpose(address: str) -> bool:
    """Whether an image lies where sites that have nothing to do with each other take pictures from.

    Args:
        address: An address without its scheme.
    """
    return _SHARED.match(address) is not None
