"""Infers a JSON Schema from what was seen; open it when it wrongly asks for fields, or refuses them."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from newslint.light_tuples import NamedTuple
from newslint.schema.compiled import shipped_schema
from newslint.schema.field_schema import State
from newslint.schema.keywords import LATEST
from newslint.schema.roles import KEYWORD
from newslint.start.evidence import ENOUGH, is_complete, is_norm, is_required, misspelt
from newslint.start.meaning import meaning_of, meaning_of_field, roles_of
from newslint.start.profile import NAME, Profile
from newslint.start.values import Known, accepted_types, remarks, text_schema
from newslint.text.wording import count as counted

_MANY_FIELDS = 30
_SITE_NAMES = ("front-matter", "article")
# Of ECMA 262, which refuses a backslash before any other.
_SIGNS = re.compile(r"([\\^$.*+?()\[\]{}|/])")
_NULL_IS_WRONG = re.compile(r"; [\d,]+ of type null, taken for mistakes")


def infer_schema(
    profile: Profile,
    title: str,
    reserved: Collection[str] = (),
    kept: Collection[str] = (),
    given: Collection[str] = (),
) -> dict[str, Any]:
    """The schema of a collection, from the profile of its files' front matter.

    Args:
        profile: What was seen.
        title: The name of the collection.
        reserved: The fields to which the generator gives a meaning: right, even if no file has them yet.
        kept: The fields that keep the roles that a shipped schema gives them, whatever their values are.
        given: The roles whose values come from elsewhere where a file lacks them: a date from its name.
    """
    meaning = meaning_of_articles(profile)
    # An archive of records has a schema of its own kind; what is none is a page.
    roles = ["article"] if meaning is shipped_schema("article").start else ["article", "page"]
    schema: dict[str, Any] = {
        "$schema": LATEST,
        "title": title,
        "$comment": f"Inferred by `newslint init` from {profile.total:,} files. It is yours to edit.",
        KEYWORD: roles[0] if len(roles) == 1 else roles,
    }
    schema |= _value_schema(
        profile, meaning, root=Root(frozenset(reserved), frozenset(kept), frozenset(given))
    )
    kinds = _by_kind(profile, schema.get("required", []), schema.get("properties", {}))
    return schema | ({"allOf": kinds} if kinds else {})


_UNKNOWN: Final = Known()


class Root(NamedTuple):
    """What is known of the fields of the root: see `infer_schema`."""

    reserved: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


def meaning_of_articles(articles: Profile) -> State:
    """What the shipped schema says that knows more of the fields that at least half of them have."""
    return meaning_of([name for name, count in articles.counts().items() if count * 2 >= articles.mappings])


def _value_schema(
    field: Profile,
    meaning: State,
    name: str = "",
    known: Known = _UNKNOWN,
    root: Root | None = None,
) -> dict[str, Any]:
    """The keywords for one field, whichever of its types a value has: each keyword minds its own type."""
    roles = known.roles
    types = accepted_types(field, roles)
    schema: dict[str, Any] = {"type": types[0] if len(types) == 1 else types} if types else {}
    if "string" in types:
        schema |= text_schema(field, name, known, types)
    if field.mappings and (not types or "object" in types):
        schema |= _mapping_schema(field, meaning, root)
    if field.items is not None and field.items.total:
        if roles == ["related"]:
            items = {KEYWORD: "article"} | _value_schema(field.items, meaning_of_articles(field.items))
        else:
            items = _with_roles(name, field.items, meaning.item(0), State.nothing())
        schema["items"] = {"$comment": _seen(field.items, items)} | items
    return schema


def _with_roles(
    name: str, field: Profile, meaning: State, owner: State, *, kept: bool = False
) -> dict[str, Any]:
    roles = roles_of(name, field, meaning, owner, kept=kept)
    known = Known(roles, owner is shipped_schema("article").start)
    value = _value_schema(field, meaning, name, known)
    return ({KEYWORD: roles[0] if len(roles) == 1 else roles} if roles else {}) | value


def _mapping_schema(field: Profile, meaning: State, root: Root | None) -> dict[str, Any]:
    counts, total = field.counts(), field.mappings
    reserved = root.reserved if root else frozenset()
    wrong = _misspelt_fields(field, {*meaning.field_names(), *reserved})
    singles = {name for name, count in counts.items() if count == 1 and name not in wrong}
    is_data = field.too_many_fields or (len(counts) > _MANY_FIELDS and len(singles) * 2 > len(counts))
    odd_is_wrong = is_norm(total - field.odd, total, expected=True)
    if root is None and (is_data or not odd_is_wrong):
        return {"$comment": f"{len(counts):,} names and more: the names are data"} | _any_field(field)
    # Where items of several kinds lie together, one more kind may come.
    is_closed = not is_data and odd_is_wrong and is_complete(len(singles), total) and not _is_mixed(field)
    strange = set(singles) if is_closed and root else set[str]()
    strange = {name for name in strange - reserved if not _is_known(name, meaning)}
    fields = {
        name: part
        for name, part in field.fields.items()
        if name not in wrong and name not in strange and not (is_data and name in singles)
    }
    kept, given = (root.kept, root.given) if root else (frozenset[str](), frozenset[str]())
    properties = {
        name: _property(name, part, total, meaning, kept=name in kept) for name, part in fields.items()
    }
    for name, right in wrong.items():
        properties[right]["$comment"] += f"; `{name}` is taken for a slip of it"
    schema: dict[str, Any] = {"properties": properties}
    required = [
        name
        for name in fields
        if is_required(counts[name], total, expected=_is_expected(properties[name]))
        and not _is_absent_by_kind(field, name)
        and (counts[name] == total or given.isdisjoint({properties[name].get(KEYWORD)}))
    ]
    if required:
        schema["required"] = required
    for name, part in fields.items():
        # Only what every article has is never left empty; an entry of a list often is as a whole.
        is_filled = name in required and (_is_expected(properties[name]) or not part.types["null"])
        if root is None or not is_filled:
            _allow_null(properties[name])
    return schema | _further_fields(
        [] if not is_closed else [name for name in sorted(reserved) if name not in counts],
        wrong,
        is_closed=is_closed,
        refuses_odd=field.odd > 0 and odd_is_wrong,
    )


def _further_fields(
    unseen: Collection[str], wrong: Collection[str], *, is_closed: bool, refuses_odd: bool
) -> dict[str, Any]:
    """The keywords for the fields that have no schema of their own."""
    if is_closed:
        if not unseen:
            return {"additionalProperties": False}
        known = {"$comment": "in no file so far, but the generator knows them"}
        return {"patternProperties": {f"^(?:{_one_of(unseen)})$": known}, "additionalProperties": False}
    if not (wrong or refuses_odd):
        return {}
    # Any other field may come; these are slips of the finger, and keys that are sentences.
    slips = f"(?!(?:{_one_of(wrong)})$)" if wrong else ""
    names = f"{NAME}$" if refuses_odd else ""
    return {"patternProperties": {f"^{slips}{names}": {}}, "additionalProperties": False}


def _one_of(names: Iterable[str]) -> str:
    return "|".join(_SIGNS.sub(r"\\\1", name) for name in names)


def _is_known(name: str, meaning: State) -> bool:
    """Whether the shipped schemas know a field."""
    return name in meaning.names or any(name in shipped_schema(known).start.names for known in _SITE_NAMES)


def _allow_null(schema: dict[str, Any]) -> None:
    """Let a field be empty: where nobody must give it, that is how templates leave it."""
    types = schema.get("type")
    if types is not None and "null" not in types:
        schema["type"] = [*([types] if isinstance(types, str) else types), "null"]
        schema["$comment"] = _NULL_IS_WRONG.sub("", schema["$comment"])
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]


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
    """Rare names beside their right spelling, with values of its types.

    They are never in one mapping with it, and no known names themselves.
    """
    return {
        name: right
        for name, right in misspelt(field.counts(), field.mappings).items()
        if name not in known
        and not any(right in beside for beside in field.company.get(name, ()))
        and field.fields[name].types.keys() <= {*field.fields[right].types, "null"}
    }


def _property(name: str, field: Profile, of: int, parent: State, *, kept: bool) -> dict[str, Any]:
    schema = _with_roles(name, field, meaning_of_field(parent, name, field), parent, kept=kept)
    said = [f"present in {field.total:,} of {of:,}", *remarks(field, schema)]
    return {"$comment": "; ".join(said)} | schema


def _seen(items: Profile, schema: Mapping[str, Any]) -> str:
    return "; ".join((counted(items.total, "item"), *remarks(items, schema)))


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
