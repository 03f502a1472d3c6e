"""What an image's URL proves about its shape, but not its size; open it to change what is read on any host.

Services with hosts or paths of their own are rows in `image_services`. Of others, only documented forms are
read: the ratio in the paths of Cloudinary and Condé Nast, `crop=16:9` of Fastly, `ar=16:9` of imgix. Next to
anything that could change the shape again, or that isn't known, they prove nothing.
"""

import re
from urllib.parse import unquote

from newslint.knowledge.image_services.addresses import proof_of
from newslint.knowledge.image_services.parameters import leaves_size_alone
from newslint.knowledge.image_services.proof import AspectHint
from newslint.knowledge.image_url_size import CLOUDINARY_STEP
from newslint.text.lazy_pattern import later

__all__ = ["TOLERANCE", "AspectHint", "aspect_hint", "contradicts"]

# Difference between two ratios that nobody sees (AMP's linter, `AmpImgHeightWidthIsOk`).
TOLERANCE = 0.015

_RATIO = r"(\d{1,4}(?:\.\d{1,4})?):(\d{1,4}(?:\.\d{1,4})?)"
_MAYBE = later(rf"/{_RATIO}/|[?&;]crop=\d|[?&;]ar=\d|[/,]ar_\d")
_NESTED = later(r".https?:/|.https?%3a", re.IGNORECASE)
# Condé Nast's service, `/photos/ID/16:9/w_1200,c_limit/name.jpg`: a crop, then a size that keeps its shape.
_CONDE_NAST = later(rf"/{_RATIO}/w_\d{{2,5}}(?:(?:,|%2C)(?:h_\d{{2,5}}|c_limit))*/[^/,:]+", re.IGNORECASE)
_RATIO_VALUE = later(_RATIO)
# Fastly, "crop": a ratio, and which part to keep.
_CROP_VALUE = later(rf"{_RATIO}(?:,(?:smart|safe|offset-[xy]\d{{1,3}}|[xy]\d{{1,5}}p?))*")
# Cloudinary: crop modes whose result has exactly the shape asked for, and tokens that keep it.
_CLOUDINARY_CROPS = frozenset({"fill", "crop", "thumb", "pad", "scale"})
_CLOUDINARY_KEEPS = frozenset({"w", "h", "c", "ar", "g", "f", "q", "b", "fl", "dpr"})
_CLOUDINARY_SHAPES = frozenset({"w", "h", "c", "ar", "t", "a", "x", "y", "z", "r", "bo", "l", "u", "e"})


def aspect_hint(url: str) -> AspectHint | None:
    """Find the shape that binds the pixels that a URL serves; None where the URL proves nothing."""
    proof = proof_of(url)
    if proof is not None and (proof.shape or proof.size is None):
        return proof.shape if "&amp;" not in url and "&#" not in url else None
    return _hint(url) if _maybe(url) else None


def _maybe(url: str) -> bool:
    # Nearly every URL ends here, without a pattern.
    if "=" not in url and "ar_" not in url and ":" not in url.removeprefix("https:"):
        return False
    return _MAYBE.search(url) is not None


def _hint(url: str) -> AspectHint | None:
    address, mark, query = url.partition("#")[0].partition("?")
    if _NESTED.search(url) or "&amp;" in query or "&#" in query:
        return None
    in_query = _query(query, len(address) + 1) if mark else None
    in_path = _conde_nast(address) or _cloudinary(address)
    if in_path is None:
        return in_query
    harmless = all(leaves_size_alone(*_pair(part)) for part in query.split("&") if part)
    return in_path if harmless and in_query is None else None


def contradicts(hint: AspectHint, width: int, height: int) -> bool:
    """Whether a recorded size has another shape, and not only because pixels are whole numbers."""
    wanted = hint.width / hint.height
    smallest, largest = (width - 1) / (height + 1), (width + 1) / max(height - 1, 0.5)
    return not smallest <= wanted <= largest and abs(width / height - wanted) > TOLERANCE


def _make(width: str, height: str, start: int, end: int) -> AspectHint | None:
    sides = float(width), float(height)
    return AspectHint(*sides, start, end) if all(sides) else None


def _conde_nast(address: str) -> AspectHint | None:
    match = _CONDE_NAST.search(address)
    if match is None or match.end() != len(address):
        return None
    return _make(match[1], match[2], match.start(1), match.end(2))


def _cloudinary(address: str) -> AspectHint | None:
    """Read `/c_fill,ar_16:9,w_1200/`, where it is the only transformation that shapes."""
    found = None
    for match in CLOUDINARY_STEP.finditer(address):
        tokens = {key: value for key, _, value in (token.partition("_") for token in match[0].split(","))}
        if not tokens.keys() & _CLOUDINARY_SHAPES:
            continue
        ratio = _RATIO_VALUE.fullmatch(tokens.get("ar", ""))
        one_side = ("w" in tokens) != ("h" in tokens) and tokens.keys() <= _CLOUDINARY_KEEPS
        if found or ratio is None or not one_side or tokens.get("c") not in _CLOUDINARY_CROPS:
            return None
        start = match.start() + f",{match[0]}".index(",ar_")
        found = _make(ratio[1], ratio[2], start, start + len("ar_") + len(ratio[0]))
    return found


def _query(query: str, offset: int) -> AspectHint | None:
    """Read Fastly's `crop` and imgix's `ar`, beside at most one side and what changes no shape."""
    values: dict[str, str] = {}
    span = (0, 0)
    for part in query.split("&"):
        key, value = _pair(part)
        if key in values:
            return None
        if key in ("crop", "ar") and value[:1].isdigit():
            span = (offset, offset + len(part))
        if key in ("crop", "ar", "fit", "w", "h", "width", "height", "dpr"):
            values[key] = value
        elif part and not leaves_size_alone(key, value):
            return None
        offset += len(part) + 1
    if len(values.keys() & {"w", "h", "width", "height"}) > 1:
        return None
    if "ar" in values:
        # imgix crops to a ratio only with `fit=crop`, and to one side; `crop` then says what to keep.
        sides = values.keys() & {"w", "h"}
        ratio = _RATIO_VALUE.fullmatch(values["ar"]) if values.get("fit") == "crop" and sides else None
        named = not values.get("crop", "")[:1].isdigit()
        return _make(ratio[1], ratio[2], *span) if ratio and named else None
    ratio = _CROP_VALUE.fullmatch(values.get("crop", "")) if values.get("fit", "bounds") == "bounds" else None
    return _make(ratio[1], ratio[2], *span) if ratio else None


def _pair(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return unquote(key), unquote(value)
