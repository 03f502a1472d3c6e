"""What a schema that was inferred owes to that of the site's generator; open it when they contradict.

The generator's ships with newslint, and says which types its documentation gives to a field.
"""

from collections.abc import Collection, Mapping
from typing import Any

from newslint.schema.compiled import as_list
from newslint.schema.field_schema import State
from newslint.schema.roles import KEYWORD
from newslint.start.evidence import ENOUGH
from newslint.start.profile import Profile
from newslint.start.values import DATE_FORMATS, format_of

_DATED_BY_WORDS = frozenset({"date", "date-modified"})


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
        if words and name in _DATED_BY_WORDS and (form := format_of(part)) in DATE_FORMATS:
            part.pop("format", None)
            part["anyOf"] = [{"format": form}, {"enum": sorted({*words, *seen.fields[name].words})}]
