"""Which roles fields have, by names and values together; open it when `init` gives a wrong one."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from newslint.schema.compiled import State, shipped_schema
from newslint.schema.roles import ROLES
from newslint.start.evidence import squashed
from newslint.start.profile import Profile

# Rules say nothing of values that don't look as they should, so a minority of these takes no role away.
_MOST = 0.5
_ENOUGH_NAMES = 4

# Names that the shipped schemas don't have, without `_`, `-` and capitals.
_BY_NAME: Final[Mapping[str, str]] = {
    "headline": "headline",
    "teaser": "summary",
    "abstract": "summary",
    **dict.fromkeys(
        ("publishedat", "publishedon", "publisheddate", "publicationdate", "datepublished", "pubdatetime"),
        "published",
    ),
    **dict.fromkeys(("publisheddatetime", "publishdatetime", "postdate"), "published"),
    **dict.fromkeys(
        (
            "updatedat",
            "updatedon",
            "modifiedat",
            "modifieddate",
            "datemodified",
            "lastmodified",
            "lastupdated",
        ),
        "updated",
    ),
    **dict.fromkeys(("canonicalurl", "canonicallink", "weburl"), "canonical-url"),
    **dict.fromkeys(("originalurl", "sourceurl"), "original-url"),
    **dict.fromkeys(("ampurl", "ampweburl"), "amp-url"),
    **dict.fromkeys(("ampcacheurl", "cdnampweburl"), "amp-cache-url"),
    **dict.fromkeys(("imageurl", "thumbnailurl", "coverimageurl", "imagesrc"), "image-url"),
}
_RELATED = frozenset({"related", "relatedarticles", "relatedposts", "relatednews"})
_ADDRESSES = ("url", "src", "path", "image", "href")


def meaning_of(names: Collection[str]) -> State:
    """What the shipped schema says that knows more of the top-level fields that most files have."""
    article, other = (shipped_schema(name).start for name in ("article", "front-matter"))
    known = {state: len(set(names).intersection(state.field_names())) for state in (article, other)}
    return article if known[article] > max(known[other], _ENOUGH_NAMES) else other


def meaning_of_field(parent: State, name: str, field: Profile) -> State:
    """What a field of a mapping means: as the shipped schema says, or as an image looks."""
    known = parent.field(name)
    mapping = field if field.mappings else field.items
    unknown = not known.field_names() and not known.item(0).field_names()
    # Deeper down it may be the logo of somebody.
    if unknown and "article" in parent.roles and mapping is not None and is_image(mapping):
        return shipped_schema("front-matter").start.field("images" if mapping is field.items else "image")
    return known


def is_image(field: Profile) -> bool:
    """Whether mappings describe images: an address, and the width and height in whole numbers."""
    sizes = [field.fields.get(name) for name in ("width", "height")]
    numbers = all(size is not None and _is(size, "integer") for size in sizes)
    return numbers and any(_is(field.fields[name], "string") for name in _ADDRESSES if name in field.fields)


def roles_of(name: str, field: Profile, meaning: State, owner: State, *, kept: bool = False) -> list[str]:
    """The roles of a field; none where most of its values don't look like what its name says.

    `kept` says that its values don't matter.
    """
    named = sorted(role for role in meaning.roles if role in ROLES)
    if kept:
        states = (
            meaning,
            *(shipped_schema(known).start.field(name) for known in ("front-matter", "article")),
        )
        named = next((found for state in states if (found := sorted(state.roles & ROLES.keys()))), [])
        if named:
            return named
    if not named and "article" in owner.roles:
        folded = squashed(name)
        named = ["related"] if folded in _RELATED else [_BY_NAME[folded]] if folded in _BY_NAME else []
    specific = [role for role in named if role != "url"] or named
    return [role for role in specific if _FITS.get(role, _is_text)(field)]


def _are_most(part: int, whole: int) -> bool:
    return whole > 0 and part > _MOST * whole


def _is(field: Profile, kind: str) -> bool:
    return _are_most(field.types[kind], field.total)


def _is_text(field: Profile) -> bool:
    return _is(field, "string")


def _looks(*looks: str) -> Callable[[Profile], bool]:
    def fits(field: Profile) -> bool:
        seen = sum(field.looks[look] for look in looks)
        return _is_text(field) and seen > 0 and _are_most(seen, field.filled)

    return fits


def _is_image_value(field: Profile) -> bool:
    return _are_most(field.mappings + field.texts, field.total)


def _is_path(field: Profile) -> bool:
    return _is_text(field) and not field.looks["url"]


_absolute = _looks("url")
_dated = _looks("dated", "word")
_FITS: Final[Mapping[str, Callable[[Profile], bool]]] = {
    "article": lambda field: _is(field, "object"),
    "publisher": lambda field: _is(field, "object"),
    "image": _is_image_value,
    "image-url": lambda field: field.texts >= _MOST * field.total and _is_image_value(field),
    "image-width": lambda field: _is(field, "integer"),
    "image-height": lambda field: _is(field, "integer"),
    "related": lambda field: field.items is not None and _is(field.items, "object"),
    "draft": lambda field: _is(field, "boolean"),
    "visible": lambda field: _is(field, "boolean"),
    "permalink": _is_path,
    "site-path": _is_path,
    "slug": _is_path,
    "alias": _is_path,
    "identifier": lambda field: _is(field, "integer") or _is_text(field),
    "published": _dated,
    "updated": _dated,
    "canonical-url": _absolute,
    "original-url": _absolute,
    "amp-url": _absolute,
    "amp-cache-url": _absolute,
    "publisher-domain": _looks("domain"),
    "envelope": _looks("envelope"),
    "url": _looks("url", "path"),
}
