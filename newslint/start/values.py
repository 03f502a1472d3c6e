"""Judges the values of one field: types, forms, lists; open it when a right value is taken for a mistake."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from newslint.light_tuples import NamedTuple
from newslint.schema.roles import DATES, KEYWORD
from newslint.start.evidence import ENOUGH, is_always, is_norm, is_slip, misspelt
from newslint.start.profile import Profile
from newslint.text.wording import count as counted

DATE_FORMATS: Final = frozenset({"date", "date-time", "loose-date"})
"""The formats that a date may have."""

_MOST_ALLOWED = 10
_SEEN_OFTEN = 5
_ENOUGH_FOR_A_LIST = 100
# Names of fields that take any value, however few were seen.
_OPEN = re.compile(
    r"name|domain|author|tag|topic|title|url|link|slug|user|keyword|series|locat|city|country|place|desc|text|id$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")
# Format -> what the texts look like that have it.
_LOOKS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date",),
    "date-time": ("date-time",),
    "loose-date": ("dated",),
    "url": ("url",),
    "url-reference": ("url", "path"),
}
_SCALARS = frozenset({"integer", "number", "boolean", "string"})


class Known(NamedTuple):
    """What is known of a field besides its values.

    `is_strict` says that it belongs to a record, which programs read, and not to a page.
    """

    roles: list[str] = []  # noqa: RUF012 - nobody changes it
    is_strict: bool = False


def accepted_types(field: Profile, roles: Collection[str] = ()) -> list[str]:
    """The types of a field, most frequent first, without those that are mistakes.

    Empty where too few values were seen: then anything goes. A field whose name says what it is needs fewer.
    """
    ranked = field.types.most_common()
    if field.total < (_SEEN_OFTEN if roles else ENOUGH):
        return []
    usual = ranked[0][0]
    dated = usual == "string" and is_norm(
        field.looks["dated"], field.total - field.looks["empty"] - field.looks["word"]
    )
    types = [
        kind
        for kind, count in ranked
        if not (
            _is_rare(count, field.total, dated=dated)
            and _is_mistake(kind, usual, dated=dated, one_text=dated or "headline" in roles)
            and not _is_custom(kind, usual, field, roles)
        )
    ]
    # JSON Schema counts every integer as a number.
    return [kind for kind in types if kind != "integer" or "number" not in types]


def _is_rare(count: int, total: int, *, dated: bool) -> bool:
    return is_slip(count, total) or (dated and is_norm(total - count, total))


def _is_mistake(kind: str, usual: str, *, dated: bool, one_text: bool) -> bool:
    """Whether a rare type is wrong beside the usual one, and not just another way to write it.

    Authors and topics may be lists too, but an article has one headline and one date (`one_text`).
    """
    if kind == "null":
        return usual != "null"
    if (kind == "object" and usual in _SCALARS) or (kind == "array" and usual == "string" and one_text):
        return True
    if usual in ("integer", "number"):
        return kind in ("string", "boolean")
    if usual == "boolean":
        return kind in _SCALARS - {"boolean"}
    # A year alone is a number, and no date.
    return usual == "string" and kind in ({"boolean", "integer", "number"} if dated else {"boolean"})


def _is_custom(kind: str, usual: str, field: Profile, roles: Collection[str]) -> bool:
    """Whether a rare type has a sense of its own, as generators and themes have it."""
    if kind == "object":
        return "image" in roles
    if kind == "boolean" and usual == "string":
        # `image: false` is none, and among flags that are written `yes` and `no` a `true` is right.
        return field.looks["off"] > 0 or is_norm(field.quoted["boolean"], field.texts)
    # `season: special`, `math: katex`: of few, one is no proof.
    return kind == "string" and usual != "string" and field.total < _ENOUGH_FOR_A_LIST and not roles


def text_schema(field: Profile, name: str, known: Known, types: list[str]) -> dict[str, Any]:
    """The keywords for the texts of a field: a form, the few texts that it may be, or nothing."""
    format_ = _format(field, known, types)
    if format_ is not None:
        return _with_words({"format": format_}, field)
    # `enum` minds every type, so it only goes where texts stand alone.
    allowed = _allowed_values(field, name) if types == ["string"] else []
    return {"enum": allowed} if allowed else {}


def _with_words(form: Mapping[str, str], field: Profile) -> dict[str, Any]:
    """A form, or besides dates the words that were seen in their place: `Last Modified`."""
    if form["format"] in DATE_FORMATS and field.words:
        return {"anyOf": [dict(form), {"enum": sorted(field.words)}]}
    return dict(form)


def format_of(schema: Mapping[str, Any]) -> str | None:
    """The format that a schema of `infer_schema` has, alone or beside words."""
    found: str | None = schema.get("anyOf", [schema])[0].get("format")
    return found


def _format(field: Profile, known: Known, types: list[str]) -> str | None:
    """The form that all texts have, but for a minority that misses it."""
    roles = known.roles
    filled = field.filled
    if not filled or not is_norm(filled, field.texts, expected=bool(roles)):
        return None
    if not roles and not {*types} <= {"string", "null"}:
        return None
    return _format_of_dates(field, filled - field.looks["word"], known) or _format_of_addresses(
        field, filled, roles
    )


def _format_of_dates(field: Profile, filled: int, known: Known) -> str | None:
    dated, named = field.looks["dated"], not DATES.isdisjoint(known.roles)
    if not filled or not is_norm(dated, filled, expected=named):
        return None
    if not named and not _are_attempts(field, "figures", filled - dated, filled):
        return None
    # Nobody must fill in when a page was changed.
    if field.looks["empty"] and "published" not in known.roles and not known.is_strict:
        return "loose-date"
    for name in ("date-time", "date"):
        # A generator reads both, so that on pages a day with its time is no slip among days without.
        if field.looks[name] == dated or (
            known.is_strict and _is_usual(field.looks[name], dated, known.roles)
        ):
            return name
    return "loose-date"


def _format_of_addresses(field: Profile, filled: int, roles: list[str]) -> str | None:
    urls, paths = field.looks["url"], field.looks["path"]
    if not roles and not _are_attempts(field, "address", filled - urls - paths, filled):
        return None
    others = paths or (field.looks["empty"] and not roles)
    if _is_usual(urls, filled, roles) and not (others and (not roles or "image-url" in roles)):
        return "url"
    # Without a URL or a role these are patterns of paths, globs and the like.
    if (urls or "url" in roles or "image-url" in roles) and _is_usual(urls + paths, filled, roles):
        return "url-reference"
    return None


def _are_attempts(field: Profile, look: str, missed: int, filled: int) -> bool:
    """Whether the texts that miss a form are faults: they come near to it, or hundreds of others have it."""
    return missed <= field.looks[look] or filled >= _ENOUGH_FOR_A_LIST


def _is_usual(count: int, total: int, roles: list[str]) -> bool:
    # The name of a field with a role speaks for the format too.
    return is_always(count, total) or (bool(roles) and count == total > 0)


def _allowed_values(field: Profile, name: str) -> list[str]:
    """The values of a field that takes one of a few; empty when others may well come."""
    if not name or field.is_free_text or _OPEN.search(name) or field.texts < _ENOUGH_FOR_A_LIST:
        return []
    wrong = misspelt(field.values, field.texts)
    counts = {value: count for value, count in field.values.items() if value not in wrong}
    few = 1 <= len(counts) <= _MOST_ALLOWED
    known = all(count >= _SEEN_OFTEN and _CODE.fullmatch(value) for value, count in counts.items())
    return sorted(counts, key=counts.__getitem__, reverse=True) if few and known else []


def remarks(field: Profile, schema: Mapping[str, Any]) -> Iterator[str]:
    """What a reader of the schema should know of the values: how many there are, and which it refuses."""
    if field.texts and not field.is_free_text:
        yield counted(len(field.values), "distinct value")
    roles, format_ = schema.get(KEYWORD, ()), format_of(schema)
    types = accepted_types(field, [roles] if isinstance(roles, str) else roles)
    for kind, count in field.types.items() if types else ():
        if kind not in types and not (kind == "integer" and "number" in types):
            yield f"{count:,} of type {kind}, taken for mistakes"
    filled = field.filled - (field.looks["word"] if format_ in DATE_FORMATS else 0)
    if format_ is not None and (missed := filled - sum(field.looks[look] for look in _LOOKS[format_])):
        yield f"{counted(missed, 'text')} in another form, taken for mistakes"
