"""What an image's URL proves about the size of its pixels; open it to change what is read on any host.

A service that has hosts or paths of its own is a row in `image_services`. Here is what many share: a size
that ends a file's name or is a folder, the common parameters of queries, the paths of thumbor and Cloudinary.

Some sizes in URLs bind the served pixels, others describe the upload, a box or a crop in the source. Only
what is documented or universal is read: a false alarm costs more than a missed defect.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

from newslint.knowledge.image_services.addresses import proof_of
from newslint.knowledge.image_services.parameters import leaves_size_alone
from newslint.knowledge.image_services.proof import ANOTHER_ADDRESS, Bound, Hint, is_plausible, make_hint
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

__all__ = ["Bound", "Hint", "Side", "contradiction", "ends_with_size", "is_shown_smaller", "size_hint"]

Side = Literal["width", "height", "both"]

# Cheap tests for URLs that can carry a hint: nearly all others end here.
_MAYBE = later(r"[?&;,/=](?:[whfr](?:=|_\d|idth=|eight=|it=|esize=)|[sw]\d\d)")
_MAYBE_SIZE = later(r"x(?:\d\d|(?<=\d\dx))")
# What is left of the first one where only `/` can begin it; one character to look for makes it fast.
_MAYBE_IN_PATH = later(r"/(?:[whfr]_\d|[sw]\d\d)")
_HEAD = later(r"(?:[A-Za-z][A-Za-z\d+.-]*:)?//([^/?#]*)")
# Escaped ampersands in a URL: nobody knows whether the pixels were fetched before or after decoding.
_AMPERSAND = later(r"&(?:amp|#0?38|#x26);")
# Query parameters that resize.
_RESIZER = later(r"w|h|width|height|resize|fit|crop|dpr|zoom|order")
_PAIR = later(r"(\d{1,5}|\*)([,x:])(\d{1,5}|\*)")
# `fit` values that keep both sides within the request (imgix, Fastly, Contentful). Fastly's `cover` does not.
_FITS_WITHIN = later(r"|crop|max|bounds|clip|fill|fillmax|scale|clamp|pad|thumb|inside|contain|scale-down")
# Patterns that are plain strings take long to compile, and few URLs need them.
# Thumbor, "Usage": /hash/AxB:CxD/fit-in/-Ex-F/HALIGN/VALIGN/smart/filters:…/image, most of it optional.
_THUMBOR = (
    r"(?P<mark>/(?:unsafe|[\w-]{27}=))?"
    r"(?P<crop>/(?P<left>\d{1,5})x(?P<top>\d{1,5}):(?P<right>\d{1,5})x(?P<bottom>\d{1,5}))?"
    r"(?P<fit>/(?:adaptive-)?(?:full-)?fit-in)?"
    r"/(?P<size>-?(?P<w>\d{1,5})?x-?(?P<h>\d{1,5})?)"
    r"(?:/(?:left|right|center))?(?:/(?:top|bottom|middle))?(?P<smart>/smart)?(?P<filters>/filters:[^/]*)?(?=/|$)"
)
_MAYBE_THUMBOR = later(r"x-?\d{0,5}/")  # where a folder ends as a size does
_SIZE_IN_PATH = later(r"/-?\d{0,5}x-?\d{0,5}(?=/|$)")
_FILTERS = (
    r"(?:/filters:(?:(?:no_upscale|focal|quality|format|strip_exif|strip_icc|sharpen|blur|grayscale|brightness"
    r"|contrast|saturation|autojpg|background_color|fill|upscale|cb)\([^()]*\):?)+)?"
)
# Cloudinary, "Transformation URL API reference": comma-separated `key_value` in one path segment.
# Substack signs before them.
CLOUDINARY_STEP = later(r"(?<=/)(?:\$s_![^/,]+!,)?[a-z]{1,3}_[^/,]+(?:,[a-z]{1,3}_[^/,]+)*(?=/)")
_CLOUDINARY_KEYS = frozenset({"w", "h", "c", "g", "f", "q", "x", "y", "z", "ar", "b", "$s"})
# Tokens that change nothing, though others of their kind may.
_CLOUDINARY_HARMLESS = later(
    r"fl_(?:progressive(?::\w+)?|lossy|preserve_transparency|strip_profile|force_strip|immutable_cache|any_format)"
    r"|pg_1|dpr_1(?:\.0)?"
)
_CLOUDINARY_CROPS = later(r"(fill|fill_pad|pad|lpad|scale|thumb)|fit|limit|lfill|crop|")
# `/s1200/` is the width at some sites and the longer side at others (Blogger), so it limits the width alone.
_LONGEST = later(r"(?<=/)s(\d{3,5})(?=/[^/]+$)")
_EXT = r"(?:\.(?:jpe?g|png|gif|webp|avif|jfif|bmp|tiff?|JPE?G|PNG|GIF|WEBP)){0,2}"
_ENDINGS = frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif", "JPG", "JPEG", "PNG", "GIF", "WEBP"})
_SEGMENT = later(rf"(?<=/)(?:(\d{{1,5}})x(\d{{1,5}})?|x(\d{{3,5}})(?=/?$|\.))(?=/|{_EXT}$)")
# Two corners of a part that is cut out (Unidad Editorial: `/crop/0x0/2000x1333/resize/1200/`).
_CORNERS = later(r"/crop/\d{1,5}x\d{1,5}/\d{1,5}x\d{1,5}(?=/|$)")
# `-1` to `-99` is the counter that WordPress adds to a file name that is taken (`wp_unique_filename`).
_TAIL = later(rf"[-_]((\d{{1,5}})x(\d{{1,5}}))(?:-[1-9]\d?)?{_EXT}$")
_ANY_SIZE = later(r"(?<![A-Za-z\d])(\d{1,5})x(\d{1,5})(?![A-Za-z\d])")
# Path parts that resize after the file got its name: Drupal image styles, thumbor, Cloudflare, imgproxy.
_SIDE = r"(?:w|h|s|sz|width|height|size|max|crop|fit|scale|resize)[-_=:]?\d\d"
_TRANSFORMED = later(
    r"/(?:(?:styles|unsafe|thumbor|resizer?|resized|scale|crop|fit-in|cdn-cgi/image|insecure)/|filters:"
    r"|(?:width|height)/\d"
    rf"|(?:rs|resize):|{_SIDE})|,{_SIDE}"
)
_CROPPED = later(r"\dx\d+:\d")


def size_hint(url: str) -> Hint | None:
    """Find the one size that binds the pixels that a URL serves.

    Args:
        url: The URL as it is written, absolute or relative, valid or not.

    Returns:
        The hint, or None where the URL proves nothing.
    """
    return _certain_hint(url) if _MAYBE_SIZE.search(url) or _maybe(url) or proof_of(url) else None


def _maybe(url: str) -> bool:
    if "=" in url or "?" in url or "," in url or "&" in url or ";" in url:
        return _MAYBE.search(url) is not None
    return _MAYBE_IN_PATH.search(url) is not None


@remember(512)
def _certain_hint(url: str) -> Hint | None:
    # `@2x` doubles the pixels at some sites and names the screen at others.
    if "@2x" in url or "@3x" in url:
        return None
    hint = _hint(url)
    if _AMPERSAND.search(url):
        decoded = _hint(_AMPERSAND.sub("&", url))
        # It may stand at another place, but must say the same.
        return hint if hint and decoded and hint[:3] == decoded[:3] else None
    return hint


def ends_with_size(url: str, width: int | None, height: int | None) -> bool:
    """Whether a plain address ends with this very size, as in `/harbour-1200x675.jpg`: the usual case.

    Then no contradiction is possible, and the slow look can be spared. The name's size counts, since nothing
    else in such an address has precedence: a query, another address, a path of Cloudinary's or thumbor's. A
    second size in it, or a part that resizes, would make that there is no hint at all.
    """
    if width is None or height is None or not is_plausible(width, height):
        return False
    name, named, ending = url.rpartition(f"-{width}x{height}.")
    return (
        named != ""
        and ending in _ENDINGS
        and name.startswith(("https://", "http://"))
        and name.find(":", len("https:")) < 0
        and not ("?" in name or "#" in name or "%" in name)
        and not _MAYBE_THUMBOR.search(name)
        and not ("_" in name and CLOUDINARY_STEP.search(name))
        and proof_of(url) is None
    )


def contradiction(hint: Hint | None, width: int | None, height: int | None) -> Side | None:
    """Compare a recorded size with a hint.

    Args:
        hint: What the URL proves, if anything.
        width: The recorded width. None and numbers below one are not compared.
        height: The recorded height, likewise.

    Returns:
        The side that contradicts the hint, or None.
    """
    if hint is None:
        return None
    pairs = ((hint.width, width), (hint.height, height))
    gaps = [limit - side if limit and side and side > 0 else 0 for limit, side in pairs]
    if hint.bound == "least" and max(gaps) <= 0 and _is_same_shape(hint, width, height):
        return None
    wide, high = (gap < 0 or (gap > 0 and hint.bound in {"exact", "least"}) for gap in gaps)
    # Fitted into a box, one side reaches it; rounding may cost that side a pixel.
    if (wide and high) or (hint.bound == "box" and min(gaps) > 1):
        return "both"
    return "width" if wide else "height" if high else None


def is_shown_smaller(hint: Hint, width: int | None, height: int | None) -> bool:
    """Whether a recorded size may be that in which a page shows the pixels: smaller, and of no other shape.

    Args:
        hint: What the URL proves.
        width: The recorded width, where it is a number.
        height: The recorded height, likewise.
    """
    wide, high = width or 0, height or 0
    if max(wide, high) == 0 or min(wide, high) < 0:
        return False
    if (hint.width and wide > hint.width) or (hint.height and high > hint.height):
        return False
    # What is fitted into a box has a shape of its own.
    if hint.bound == "box" or not (hint.width and hint.height and wide and high):
        return True
    # The same shape, but for half a pixel on either side.
    return abs(wide * hint.height - high * hint.width) * 2 <= hint.width + hint.height


def _is_same_shape(hint: Hint, width: int | None, height: int | None) -> bool:
    """Whether a recorded size is that of a hint, or both its sides have grown alike; one alone always has."""
    return not (width and height and hint.width and hint.height) or width * hint.height == height * hint.width


def _hint(url: str) -> Hint | None:
    """Find the hint of a URL, ampersands taken as they stand."""
    if proof := proof_of(url):
        return proof.size
    address, _, query = url.partition("#")[0].partition("?")
    head = _HEAD.match(address)
    start = head.end() if head else 0
    inner = ANOTHER_ADDRESS.search(address, start + 1) if ":/" in address[start:] or "%3" in address else None
    end = inner.start() - (address[inner.start() - 1] == "/") if inner else len(address)
    decided, hint = _query(query, len(address) + 1) if query else (False, None)
    # The slash before another address ends Cloudinary's options.
    found = _thumbor(address, start, end) or _cloudinary(address, start, inner.start() if inner else end)
    if decided:
        # Behind a path that transforms, the query may be the inner URL's.
        return None if inner or found else hint
    if found:
        return found[0]
    return None if "/styles/" in address else _plain(address, start, end, nested=inner is not None)


def _number(text: str) -> int:
    """Read pixels; what is no plain number becomes one that `make_hint` refuses."""
    return int(text) if re.fullmatch(r"[0-9]{1,5}", text) else -1


def _query(query: str, offset: int) -> tuple[bool, Hint | None]:
    """Read the query, and say whether it decides (that is, whether it may override the path)."""
    values: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for part in query.split("&"):
        key, _, value = (unquote(text) for text in part.partition("="))
        if not _RESIZER.fullmatch(key):
            if not leaves_size_alone(key, value):
                return True, None
        else:
            name = {"width": "w", "height": "h"}.get(key, key)
            # Of one parameter twice, WordPress takes the last, and nobody knows what others take.
            if name != "resize" and values.get(name, value) != value:
                return True, None
            values.pop(name, None)
            values[name] = value
            spans += [(offset, offset + len(part))] if name not in {"dpr", "zoom", "order"} else []
        offset += len(part) + 1
    plain = all(values.get(name, "1") in {"1", "1.0"} for name in ("dpr", "zoom"))
    if plain and not spans:
        return False, None
    return True, _resized(values, (spans[0][0], spans[-1][1])) if plain and spans else None


def _resized(values: dict[str, str], span: tuple[int, int]) -> Hint | None:
    """Read the parameters of imgix, Fastly, Contentful and WordPress ("Site Accelerator API")."""
    if "resize" in values:
        return _resize(values, span)
    fit, crop = values.get("fit", ""), values.get("crop", "")
    pair = _PAIR.fullmatch(fit)
    if pair and pair[2] != ":":  # WordPress: fits into this box, never enlarges
        alone = values.keys() <= {"fit", "dpr", "zoom"}
        return make_hint(_number(pair[1]), _number(pair[3]), "upper", span) if alone else None
    width, height = (_number(values.get(name, "0")) for name in ("w", "h"))
    # Only `crop=1` (WordPress) crops by itself: `crop=faces` (imgix) needs `fit=crop`, numbers a source area.
    if not _FITS_WITHIN.fullmatch(fit):
        return None
    exact = width and height and (fit == "crop" or (not fit and crop in {"1", "true"}))
    # One side alone, or both without a crop, is never enlarged (WordPress, Fastly) or fits a box (imgix).
    return make_hint(width, height, "exact" if exact else "upper", span)


def _resize(values: dict[str, str], span: tuple[int, int]) -> Hint | None:
    """Read `resize=1280,720`, exact after all that precedes it, and `resize=1200:*`, which frees one side."""
    pair = _PAIR.fullmatch(values["resize"])
    # WordPress ignores `resize` with a zero; a colon between two numbers may be a ratio.
    if not pair or "0" in pair.groups() or ("*" in pair.groups()) != (pair[2] == ":"):
        return None
    width, height = (0 if side == "*" else int(side) for side in pair.group(1, 3))
    order = values.pop("order", "")
    if order not in {"", "crop,resize"}:
        return None
    # WordPress applies parameters as they come: a smaller side or a crop behind `resize` has the last word.
    for name in list(values)[list(values).index("resize") + 1 :]:
        larger = _number(values[name]) >= {"w": width, "h": height}.get(name, 0) > 0
        if not larger and name not in {"dpr", "zoom"} and not (name == "crop" and order):
            return None
    return make_hint(width, height, "exact" if width and height else "upper", span)


def _thumbor(address: str, start: int, end: int) -> tuple[Hint | None] | None:
    """Read a thumbor path. None if it is no such path; a tuple with what it proves if it is."""
    if not _SIZE_IN_PATH.search(address, start, end):
        return None
    paths = re.compile(_THUMBOR).finditer(address, start, end)
    marks = ("mark", "crop", "fit", "smart", "filters")
    return next(((_thumbor_size(path),) for path in paths if any(path.group(*marks))), None)


def _thumbor_size(match: re.Match[str]) -> Hint | None:
    """Compute the size that thumbor serves: exactly the target, unless fitted or kept from growing."""
    filters = match["filters"] or ""
    if not re.fullmatch(_FILTERS, filters) or match["fit"] not in {None, "/fit-in"}:
        return None
    width, height = int(match["w"] or 0), int(match["h"] or 0)
    bound: Bound = "upper" if match["fit"] or "no_upscale" in filters else "exact"
    if bound == "exact" or match["fit"] or not match["crop"]:
        return make_hint(width, height, bound, match.span("size"))
    left, top, right, bottom = (int(match[name]) for name in ("left", "top", "right", "bottom"))
    served = (min(width, right - left), min(height, bottom - top))
    span = (match.start("crop") + 1, match.end("size"))
    # Whether the crop or the whole source limits the target depends on the version: claim what both give.
    exact = served == (min(width, right), min(height, bottom))
    return make_hint(*served, "exact", span) if exact else make_hint(width, height, "upper", span)


def _cloudinary(address: str, start: int, end: int) -> tuple[Hint | None] | None:
    """Read Cloudinary's path. Of chained transformations the last that resizes decides."""
    found: tuple[Hint | None] | None = None
    behind = 0
    for match in CLOUDINARY_STEP.finditer(address, start, end):
        if found and match.start() != behind + 1:
            break
        parts = [token for token in match[0].split(",") if not _CLOUDINARY_HARMLESS.fullmatch(token)]
        tokens = {key: value for key, _, value in (token.partition("_") for token in parts)}
        resizes = tokens.keys() & {"w", "h", "c", "t", "ar", "dpr"}
        crop = _CLOUDINARY_CROPS.fullmatch(tokens.get("c", ""))
        if (resizes or found) and not (crop and tokens.keys() <= _CLOUDINARY_KEYS):
            return (None,)
        if resizes and crop:
            width, height = (_number(tokens.get(key, "0")) for key in ("w", "h"))
            found = (make_hint(width, height, "exact" if crop[1] else "upper", match.span()),)
        behind = match.end()
    return found


def _plain(address: str, start: int, end: int, *, nested: bool) -> Hint | None:
    """Read sizes that are a whole path segment or the last thing in the file name.

    One side alone is an upper bound, since services don't enlarge.
    """
    hints: list[Hint | None] = []
    if "/crop/" in address and _CORNERS.search(address, start, end):
        return None
    for match in _SEGMENT.finditer(address, start, end):
        width, height = int(match[1] or 0), int(match[2] or match[3] or 0)
        # One number beside an `x` may be a model or a magnification if it is small.
        if (width and height) or max(width, height) >= 200:
            hints.append(make_hint(width, height, "box" if width and height else "upper", match.span()))
    if longest := _LONGEST.search(address, start, end):
        hints.append(make_hint(int(longest[1]), 0, "upper", longest.span()))
    if not nested and (tail := _TAIL.search(address, max(start, address.rfind("/")))):
        if _TRANSFORMED.search(address, start) or (
            ":" in address[start:] and _CROPPED.search(address, start)
        ):
            return None
        width, height = int(tail[2]), int(tail[3])
        hints.append(make_hint(width, height, "exact" if width and height else "upper", tail.span(1)))
    bound = [hint for hint in hints if hint]
    sizes = {(hint.width, hint.height) for hint in bound}
    if len(sizes) != 1:
        return None
    others = {(int(size[1]), int(size[2])) for size in _ANY_SIZE.finditer(address, bound[0].end, end)}
    return None if others - sizes else bound[0]
