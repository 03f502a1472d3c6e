"""Infers a JSON Schema from what was seen; open it when it forbids too much or too little."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from newslint.schema.field_schema import State
from newslint.schema.keywords import LATEST
from newslint.schema.roles import KEYWORD
from newslint.start.evidence import ENOUGH, is_always, is_complete, is_required, is_slip, misspelt
from newslint.start.meaning import meaning_of, meaning_of_field, roles_of
from newslint.start.profile import Profile
from newslint.text.wording import count as counted

_MOST_ALLOWED = 10
_SEEN_OFTEN = 5
_ENOUGH_FOR_A_LIST = 100
_MANY_FIELDS = 30
_DATES = frozenset({"published", "updated"})
# As `newslint.knowledge.dates` reads them; no pattern knows the length of a month.
_DAY_FIRST: Final = r"^\d{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])([Tt ].*)?$"
# Names of fields that take any value, however few were seen.
_OPEN = re.compile(
    r"name|domain|author|tag|topic|title|url|link|slug|user|keyword|series|locat|city|country|place|desc|text|id$",
    re.IGNORECASE,
)
# Of ECMA 262, which refuses a backslash before any other.
_SIGNS = re.compile(r"([\\^$.*+?()\[\]{}|/])")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")
_SCALARS = frozenset({"integer", "number", "boolean", "string"})


def infer_schema(profile: Profile, title: str, reserved: Collection[str] = ()) -> dict[str, Any]:
    """The schema of a collection, from the profile of its files' front matter.

    `reserved` names the fields to which the generator gives a meaning: right, even if no file has them yet.
    """
    schema: dict[str, Any] = {
        "$schema": LATEST,
        "title": title,
        "$comment": f"Inferred by `newslint init` from {profile.total:,} files. It is yours to edit.",
        KEYWORD: "article",
    }
    schema |= _value_schema(profile, _meaning_of(profile), reserved=reserved)
    kinds = _by_kind(profile, schema.get("required", []), schema.get("properties", {}))
    return schema | ({"allOf": kinds} if kinds else {})


def _meaning_of(articles: Profile) -> State:
    return meaning_of([name for name, count in articles.counts().items() if count * 2 >= articles.mappings])


def _value_schema(
    field: Profile,
    meaning: State,
    name: str = "",
    roles: list[str] | None = None,
    reserved: Collection[str] = (),
) -> dict[str, Any]:
    """The keywords for one field, whichever of its types a value has: each keyword minds its own type."""
    types = accepted_types(field)
    schema: dict[str, Any] = {"type": types[0] if len(types) == 1 else types} if types else {}
    if "string" in types:
        schema |= _text_schema(field, name, roles or [])
    if field.mappings:
        schema |= _mapping_schema(field, meaning, reserved)
    if field.items is not None and field.items.total:
        if roles == ["related"]:
            items = {KEYWORD: "article"} | _value_schema(field.items, _meaning_of(field.items))
        else:
            items = _with_roles(name, field.items, meaning.item(0), State.nothing())
        schema["items"] = {"$comment": _seen(field.items)} | items
    return schema


def _with_roles(name: str, field: Profile, meaning: State, owner: State) -> dict[str, Any]:
    roles = roles_of(name, field, meaning, owner)
    value = _value_schema(field, meaning, name, roles)
    return ({KEYWORD: roles[0] if len(roles) == 1 else roles} if roles else {}) | value


def accepted_types(field: Profile) -> list[str]:
    """The types of a field, most frequent first, without those that are mistakes.

    Empty where too few values were seen: then anything goes.
    """
    ranked = field.types.most_common()
    if field.total < _SEEN_OFTEN:
        return []
    usual = ranked[0][0]
    dated = usual == "string" and is_always(field.looks["dated"], field.texts)
    types = [
        kind
        for kind, count in ranked
        if not (is_slip(count, field.total) and _is_mistake(kind, usual, dated=dated))
    ]
    # JSON Schema counts every integer as a number.
    return [kind for kind in types if kind != "integer" or "number" not in types]


def _is_mistake(kind: str, usual: str, *, dated: bool) -> bool:
    """Whether a rare type is wrong beside the usual one, and not just another way to write it."""
    if kind == "null":
        return usual != "null"
    if usual in ("integer", "number"):
        return kind in ("string", "boolean")
    if usual == "boolean":
        return kind in _SCALARS - {"boolean"}
    # A year alone is a number, and no date.
    return usual == "string" and kind in ({"boolean", "integer", "number"} if dated else {"boolean"})


def _text_schema(field: Profile, name: str, roles: list[str]) -> dict[str, Any]:
    format_ = _format(field, roles)
    if format_ is not None:
        return {"format": format_}
    if _DATES.intersection(roles) and is_always(field.looks["dated"], field.texts):
        return {"pattern": _DAY_FIRST}
    allowed = _allowed_values(field, name)
    if not allowed:
        return {}
    # `enum` minds every type, so it only goes where texts stand alone.
    return {"enum": allowed} if accepted_types(field) == ["string"] else {}


def _format(field: Profile, roles: list[str]) -> str | None:
    filled = field.texts - field.looks["empty"]
    if not is_slip(field.looks["empty"], field.texts):
        return None
    addresses = field.looks["url"] + field.looks["path"]
    for format_, count in (
        ("date-time", field.looks["date-time"]),
        ("date", field.looks["date"]),
        ("url", field.looks["url"]),
        ("url-reference", addresses),
    ):
        if format_ == "url" and field.looks["path"] and "image-url" in roles:
            continue  # a picture of the site itself is as good
        if format_ == "url-reference" and not (field.looks["url"] or "url" in roles or "image-url" in roles):
            continue  # patterns of paths, globs and the like
        # The name of a field with a role speaks for the format too.
        if is_always(count, filled) or (roles and count == filled):
            return format_
    return None


def _allowed_values(field: Profile, name: str) -> list[str]:
    """The values of a field that takes one of a few; empty when others may well come."""
    if not name or field.is_free_text or _OPEN.search(name) or field.texts < _ENOUGH_FOR_A_LIST:
        return []
    wrong = misspelt(field.values, field.texts)
    counts = {value: count for value, count in field.values.items() if value not in wrong}
    few = 1 <= len(counts) <= _MOST_ALLOWED
    known = all(count >= _SEEN_OFTEN and _CODE.fullmatch(value) for value, count in counts.items())
    return sorted(counts, key=counts.__getitem__, reverse=True) if few and known else []


def _mapping_schema(field: Profile, meaning: State, reserved: Collection[str]) -> dict[str, Any]:
    counts, total = field.counts(), field.mappings
    wrong = _misspelt_fields(field, {*meaning.field_names(), *reserved})
    singles = sum(1 for name, count in counts.items() if count == 1 and name not in wrong)
    if field.too_many_fields or (len(counts) > _MANY_FIELDS and singles * 2 > len(counts)):
        return {"$comment": f"{len(counts):,} names and more: the names are data"} | _any_field(field)
    schema: dict[str, Any] = {
        "properties": {
            name: _property(name, part, total, meaning)
            for name, part in field.fields.items()
            if name not in wrong
        }
    }
    required = [
        name
        for name, count in counts.items()
        if is_required(count, total, expected=_is_expected(schema["properties"].get(name, {})))
        and not _is_absent_by_kind(field, name)
    ]
    if required:
        schema["required"] = required
    # Where items of several kinds lie together, one more kind may come.
    if is_complete(singles, total) and not _is_mixed(field):
        if unseen := [name for name in reserved if name not in counts]:
            names = "|".join(_SIGNS.sub(r"\\\1", name) for name in unseen)
            known = {"$comment": "in no file so far, but the generator knows them"}
            schema["patternProperties"] = {f"^(?:{names})$": known}
        schema["additionalProperties"] = False
    elif wrong:
        # Any other field may come; these are slips of the finger.
        names = "|".join(_SIGNS.sub(r"\\\1", name) for name in wrong)
        schema |= {"patternProperties": {f"^(?!(?:{names})$)": {}}, "additionalProperties": False}
    return schema


def _is_mixed(field: Profile) -> bool:
    """Whether one field tells several kinds of mappings apart."""
    return any(
        sum(counts[name] >= ENOUGH for counts in kinds.values()) > 1 for name, kinds in field.kinds.items()
    )


def _is_expected(schema: Mapping[str, Any]) -> bool:
    """Whether every article has such a field."""
    return schema.get(KEYWORD) in ("headline", "published")


def _is_absent_by_kind(field: Profile, name: str) -> bool:
    """Whether some kind of item never has a field: then the few that lack it are no slips."""
    return any(not counts[name] for kinds in field.kinds.values() for counts in kinds.values())


def _any_field(field: Profile) -> dict[str, Any]:
    merged = Profile()
    for part in field.fields.values():
        merged.merge(part)
    types = accepted_types(merged)
    return {"additionalProperties": {"type": types}} if types and not field.too_many_fields else {}


def _misspelt_fields(field: Profile, known: set[str]) -> dict[str, str]:
    """Rare names beside their right spelling: never in one mapping with it, and no known names themselves."""
    return {
        name: right
        for name, right in misspelt(field.counts(), field.mappings).items()
        if name not in known and not any(right in beside for beside in field.company.get(name, ()))
    }


def _property(name: str, field: Profile, of: int, parent: State) -> dict[str, Any]:
    meaning = meaning_of_field(parent, name, field)
    return {"$comment": _comment(field, of)} | _with_roles(name, field, meaning, parent)


def _comment(field: Profile, of: int) -> str:
    return f"present in {field.total:,} of {of:,}" + "".join(f"; {said}" for said in _details(field))


def _details(field: Profile) -> Iterator[str]:
    if field.texts and not field.is_free_text:
        yield counted(len(field.values), "distinct value")
    types = accepted_types(field)
    for kind, count in field.types.items() if types else ():
        if kind not in types and not (kind == "integer" and "number" in types):
            yield f"{count:,} of type {kind}, taken for mistakes"


def _seen(items: Profile) -> str:
    return "; ".join((counted(items.total, "item"), *_details(items)))


def _by_kind(profile: Profile, required: list[str], properties: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What each kind of item has beyond the rest, where one field tells the kinds apart."""
    best: list[Mapping[str, Any]] = []
    for name, kinds in profile.kinds.items():
        if name not in required or len(kinds) < 2:
            continue
        rules = [
            {
                "if": {"properties": {name: {"const": kind}}, "required": [name]},
                "then": {"$comment": f"{counts[name]:,} files of this kind", "required": more},
            }
            for kind, counts in kinds.items()
            if (
                more := [
                    k
                    for k, n in counts.items()
                    if k in properties and k not in required and is_required(n, counts[name])
                ]
            )
        ]
        if len(rules) > len(best):
            best = list(rules)
    return best
