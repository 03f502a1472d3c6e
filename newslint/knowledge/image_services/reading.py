"""Reads addresses with the table of image services; open it to change what its columns mean."""

import re
from binascii import Error, a2b_base64
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import ceil
from urllib.parse import unquote

from newslint.knowledge.image_services.forms import Form
from newslint.knowledge.image_services.parameters import leaves_size_alone
from newslint.knowledge.image_services.proof import (
    ANOTHER_ADDRESS,
    AspectHint,
    Bound,
    Hint,
    is_plausible,
    make_hint,
)
from newslint.knowledge.image_services.table import SERVICES
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

# TYPO3 writes `600c`, cropped, and `600m`, at most.
_PIXELS = later(r"(\d{1,5})(\.\d{1,20})?[cm]?")
_FACTOR = later(r"\d(?:\.\d{1,9})?")
_LETTERS = later(r"([a-z]+)(.*)", re.DOTALL)

_SIZES = frozenset({"width", "height", "longest", "name"})
_SHOWN = _SIZES | {"mode"}
_TOLD = _SIZES | {"source_width"}

_FORMS = {service.name: service.forms for service in SERVICES}


class Proof(NamedTuple):
    """What a service's address proves; both None where it is known, and proves nothing."""

    size: Hint | None
    shape: AspectHint | None


NOTHING = Proof(None, None)


class _Address:
    """A URL without its fragment, and where its parts lie; another address in it ends the path."""

    def __init__(self, url: str) -> None:
        self.text = text = url.partition("#")[0]
        question = text.find("?")
        end = len(text) if question < 0 else question
        slashes = text.find("//", 0, end)
        start = max(text.find("/", slashes + 2, end), 0) if 0 <= slashes <= len("https:") else 0
        may_nest = text.find(":/", start + 1, end) >= 0 or "%3" in text
        inner = ANOTHER_ADDRESS.search(text, start + 1, end) if may_nest else None
        self.path = (start, inner.start() if inner else end)
        self.query = (min(end + 1, len(text)), len(text))
        self.nested = inner is not None


class _Part(NamedTuple):
    """What stands between two offsets of a URL, decoded."""

    key: str
    value: str
    start: int
    end: int


def prove(url: str, names: Iterable[str]) -> Proof | None:
    """Read a URL with the forms of the services that may know it; None where it has none of them."""
    address = _Address(url)
    for name in names:
        for form in _FORMS[name]:
            proof = _read(form, address)
            if proof is not None:
                return proof
    return None


def read_with(form: Form, url: str) -> Proof | None:
    """Read a URL with one form, whatever its host."""
    return _read(form, _Address(url))


def _read(form: Form, address: _Address) -> Proof | None:
    """Read an address as one form; None if it has another one, or says nothing of a size."""
    match = None
    if form.path or form.query:
        match = _find(form, address)
        if match is None:
            return None
        if form.names and _has_only_a_name(form, match, address):
            return _named(form, match)
    return _read_parts(form, address, match)


def _has_only_a_name(form: Form, match: re.Match[str], address: _Address) -> bool:
    """Whether an address says nothing but the name of a size, as most with such names do."""
    is_bare = address.nested or address.query[0] >= address.query[1]
    return is_bare and list(match.re.groupindex) == ["name"] and "" in form.modes


def _named(form: Form, match: re.Match[str]) -> Proof:
    """What the name of a size proves: the same as `_read_parts` says, in a third of the time."""
    text = match["name"]
    named = form.names.get("" if text is None else unquote(text))
    return _proof_of(named, match.span(0 if text is None else "name")) if named else NOTHING


# Addresses of one service are often of one length.
@lru_cache(64)
def _proof_of(size: tuple[int, int, Bound], span: tuple[int, int]) -> Proof:
    return Proof(make_hint(*size, span), None)


def _read_parts(form: Form, address: _Address, match: re.Match[str] | None) -> Proof | None:
    """Read all that an address says where a form was found in it."""
    values: dict[str, _Part] = {}
    sound = _read_groups(form, match, values) if match else True
    options = _options_in(form, match) if match else None
    if options is not None:
        sound &= _read_options(form, options, values, in_query=False)
    if not address.nested and address.query[0] < address.query[1]:
        # Where the options stand elsewhere, the query may hold only what is harmless beside them.
        rest = form if options is None else Form(harmless=form.harmless if form.query else "")
        sound &= _read_options(rest, _query(address), values, in_query=True)
    is_unknown_mode = "mode" in values and values["mode"].value not in form.modes
    if not values.keys() & _TOLD and not is_unknown_mode:
        return None
    return _conclude(form, values) if sound else NOTHING


def _find(form: Form, address: _Address) -> re.Match[str] | None:
    pattern, span = (form.path, address.path) if form.path else (form.query, address.query)
    if not form.last:
        return _compiled(pattern).search(address.text, *span)
    matches = list(_compiled(pattern).finditer(address.text, *span))
    return matches[-1] if matches else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _read_groups(form: Form, match: re.Match[str], values: dict[str, _Part]) -> bool:
    """Take the values of a pattern's groups; a name that is not there may stand for a size too."""
    for role, text in match.groupdict().items():
        if text is not None and role not in {"options", "base64"}:
            values[role] = _Part(role, unquote(text), *match.span(role))
    if "name" in match.re.groupindex and "name" not in values:
        values["name"] = _Part("name", "", *match.span())
    return "name" not in values or values["name"].value in form.names


def _options_in(form: Form, match: re.Match[str]) -> Iterator[_Part] | None:
    """The options in the path, or None where the form has none there."""
    groups = match.re.groupindex
    if "options" in groups:
        return _split(match["options"] or "", match.start("options"), form)
    if "base64" not in groups:
        return None
    span = match.span("base64")
    text = _decode(match["base64"])
    return (option._replace(start=span[0], end=span[1]) for option in _split(text, 0, form))


def _decode(text: str) -> str:
    """Decode what is base64 with characters that URLs can hold; what is none holds no option."""
    letters = text.rstrip("-~").replace("-", "+").replace("_", "/").replace(".", "+")
    try:
        padded = letters + "=" * (-len(letters) % 4)
        return a2b_base64(padded, strict_mode=True).decode("ascii")
    except (Error, UnicodeDecodeError):
        return ""


def _split(text: str, offset: int, form: Form) -> Iterator[_Part]:
    for part in re.finditer(f"[^{re.escape(form.split)}]+", text):
        if form.joint:
            key, _, value = part[0].partition(form.joint)
        else:
            letters = _LETTERS.fullmatch(part[0])
            key, value = letters.groups() if letters else (part[0], "")
        yield _Part(key, unquote(value), offset + part.start(), offset + part.end())


def _query(address: _Address) -> Iterator[_Part]:
    start, end = address.query
    for part in address.text[start:end].split("&"):
        key, _, value = part.partition("=")
        if part:
            yield _Part(unquote(key), unquote(value), start, start + len(part))
        start += len(part) + 1


def _read_options(form: Form, options: Iterator[_Part], values: dict[str, _Part], *, in_query: bool) -> bool:
    """Take the values of options, and say whether each is known and none contradicts another."""
    sound = True
    for key, value, start, end in options:
        roles = form.roles.get(key, "").split()
        parts = re.split(form.between, value) if len(roles) > 1 else [value]
        if not roles:
            known = form.harmless and re.fullmatch(form.harmless, key)
            sound &= bool(known) or (in_query and leaves_size_alone(key, value))
        elif len(parts) > len(roles):
            sound = False
        else:
            for role, part in zip(roles, parts, strict=False):
                sound &= role == "_" or role not in values or values[role].value == part
                values[role] = _Part(role, part, start, end)
    return sound


def _conclude(form: Form, values: dict[str, _Part]) -> Proof:
    """Compute what the values of an address prove."""
    mode = values["mode"].value if "mode" in values else ""
    bound = form.modes.get(mode)
    if bound is None:
        return NOTHING
    source, shape = _source(values)
    if mode not in form.whole or "reshape" in values:
        shape = None
    if not values.keys() & _SIZES:
        return Proof(source if form.served and "reshape" not in values else None, shape)
    shown = [value for role, value in values.items() if role in _SHOWN]
    span = (min(value.start for value in shown), max(value.end for value in shown))
    if "name" in values:
        named = form.names.get(values["name"].value)
        return Proof(make_hint(*named, span), shape) if named else NOTHING
    return Proof(_size(values, bound, span), shape)


def _size(values: dict[str, _Part], bound: Bound, span: tuple[int, int]) -> Hint | None:
    width, height, longest = (_pixels(values, role) for role in ("width", "height", "longest"))
    factor = _factor(values)
    if factor is None or min(width, height, longest) < 0:
        return None
    if longest:
        width = height = longest
    sides = (ceil(width * factor), ceil(height * factor))
    if not all(sides):
        bound = "upper"
    # Of two screen pixels for one, people record the one as often as the two; half a pixel is rounded.
    is_whole = factor == 1 and all(isinstance(side, int) for side in (width, height))
    return make_hint(*sides, bound if is_whole else "upper", span)


def _pixels(values: dict[str, _Part], role: str) -> float:
    """A side in pixels: 0 where it is free, -1 where the text is no number of pixels."""
    match = _PIXELS.fullmatch(values[role].value) if role in values else None
    if match is None:
        return -1 if role in values and values[role].value else 0
    return float(match[1] + match[2]) if match[2] else int(match[1])


def _factor(values: dict[str, _Part]) -> float | None:
    """The density, or None where it is no number."""
    if "density" not in values:
        return 1
    text = values["density"].value
    return float(text) if _FACTOR.fullmatch(text) else None


def _source(values: dict[str, _Part]) -> tuple[Hint | None, AspectHint | None]:
    """The size of the source, if the address tells it, and its shape."""
    if "source_width" not in values:
        return None, None
    width, height = values["source_width"], values["source_height"]
    span = (width.start, height.end)
    sides = int(width.value), int(height.value)
    if not all(sides):
        return None, None
    hint = make_hint(*sides, "exact", span) if is_plausible(*sides) else None
    return hint, AspectHint(*sides, *span)
