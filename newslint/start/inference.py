"""Infers a JSON Schema from what was seen; open it when it forbids too much or too little."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from newslint.schema.compiled import as_list, shipped_schema
from newslint.schema.field_schema import State
from newslint.schema.keywords import LATEST
from newslint.schema.roles import KEYWORD
from newslint.start.evidence import ENOUGH, is_always, is_complete, is_norm, is_required, is_slip, misspelt
from newslint.start.meaning import meaning_of, meaning_of_field, roles_of
from newslint.start.profile import NAME, Profile
from newslint.text.wording import count as counted

_MOST_ALLOWED = 10
_SEEN_OFTEN = 5
_ENOUGH_FOR_A_LIST = 100
_MANY_FIELDS = 30
_DATES = frozenset({"published", "updated"})
_DATED_BY_WORDS = frozenset({"date", "date-modified"})
_DATE_FORMATS = frozenset({"date", "date-time", "loose-date"})
_SITE_NAMES = ("front-matter", "article")
# Names of fields that take any value, however few were seen.
_OPEN = re.compile(
    r"name|domain|author|tag|topic|title|url|link|slug|user|keyword|series|locat|city|country|place|desc|text|id$",
    re.IGNORECASE,
)
# Of ECMA 262, which refuses a backslash before any other.
_SIGNS = re.compile(r"([\\^$.*+?()\[\]{}|/])")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")
# Format -> what the texts look like that have it.
_LOOKS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date",),
    "date-time": ("date-time",),
    "loose-date": ("dated",),
    "url": ("url",),
    "url-reference": ("url", "path"),
}
_NULL_IS_WRONG = re.compile(r"; [\d,]+ of type null, taken for mistakes")
_SCALARS = frozenset({"integer", "number", "boolean", "string"})


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


def is_covered(schema: Mapping[str, Any], files: int, preset: State) -> bool:
    """Whether a preset says as much as what was inferred: the files are too few to demand anything of others.

    Args:
        schema: What was inferred.
        files: From how many files.
        preset: What the preset says of the root.
    """
    return files < ENOUGH and not any(
        _adds_roles(part, preset.field(name)) for name, part in schema.get("properties", {}).items()
    )


def _adds_roles(schema: Mapping[str, Any], known: State) -> bool:
    return (
        not known.roles.issuperset(as_list(schema.get(KEYWORD, [])))
        or any(_adds_roles(part, known.field(name)) for name, part in schema.get("properties", {}).items())
        or ("items" in schema and _adds_roles(schema["items"], known.item(0)))
    )


class Known(NamedTuple):
    """What is known of a field besides its values.

    `is_strict` says that it belongs to a record, which programs read, and not to a page.
    """

    roles: list[str] = []  # noqa: RUF012 - nobody changes it
    is_strict: bool = False


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
        schema |= _text_schema(field, name, known, types)
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


def widen(
    schema: dict[str, Any], seen: Profile, preset: Mapping[str, Any], words: Collection[str] = ()
) -> None:
    """Let fields be what their generator documents too and what no file has so far.

    Args:
        schema: What `infer_schema` made.
        seen: From which profile.
        preset: The schema of the generator that ships: it has the types.
        words: What the generator takes for a date.
    """
    for name, part in schema.get("properties", {}).items():
        types = as_list(part.get("type", []))
        documented = as_list(preset.get("properties", {}).get(name, {}).get("type", []))
        others = {kind for kind in documented if not seen.fields[name].types[kind]} - {*types, "null"}
        if "number" in types or "number" in others:
            others.discard("integer")
        more = [kind for kind in documented if kind in others]
        if types and more and "enum" not in part:
            part["type"] = [*types, *more]
        if words and name in _DATED_BY_WORDS and (form := format_of(part)) in _DATE_FORMATS:
            part.pop("format", None)
            part["anyOf"] = [{"format": form}, {"enum": sorted({*words, *seen.fields[name].words})}]


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


def _text_schema(field: Profile, name: str, known: Known, types: list[str]) -> dict[str, Any]:
    format_ = _format(field, known, types)
    if format_ is not None:
        return _with_words({"format": format_}, field)
    # `enum` minds every type, so it only goes where texts stand alone.
    allowed = _allowed_values(field, name) if types == ["string"] else []
    return {"enum": allowed} if allowed else {}


def _with_words(form: Mapping[str, str], field: Profile) -> dict[str, Any]:
    """A form, or besides dates the words that were seen in their place: `Last Modified`."""
    if form["format"] in _DATE_FORMATS and field.words:
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
    dated, named = field.looks["dated"], not _DATES.isdisjoint(known.roles)
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
    said = [f"present in {field.total:,} of {of:,}", *_details(field, schema)]
    return {"$comment": "; ".join(said)} | schema


def _details(field: Profile, schema: Mapping[str, Any]) -> Iterator[str]:
    if field.texts and not field.is_free_text:
        yield counted(len(field.values), "distinct value")
    roles, format_ = schema.get(KEYWORD, ()), format_of(schema)
    types = accepted_types(field, [roles] if isinstance(roles, str) else roles)
    for kind, count in field.types.items() if types else ():
        if kind not in types and not (kind == "integer" and "number" in types):
            yield f"{count:,} of type {kind}, taken for mistakes"
    filled = field.filled - (field.looks["word"] if format_ in _DATE_FORMATS else 0)
    if format_ is not None and (missed := filled - sum(field.looks[look] for look in _LOOKS[format_])):
        yield f"{counted(missed, 'text')} in another form, taken for mistakes"


def _seen(items: Profile, schema: Mapping[str, Any]) -> str:
    return "; ".join((counted(items.total, "item"), *_details(items, schema)))


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
