"""Words for what `not` and `contains` mean; open it when a schema that excludes something isn't explained."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from newslint.frontmatter.syntax import Language
from newslint.light_tuples import NamedTuple
from newslint.rulekit.choices import allowed
from newslint.text.wording import shorten

_SAY_NOTHING: Final = frozenset(
    {"$comment", "default", "deprecated", "description", "errorMessage", "examples", "title"}
)


class Excluded(NamedTuple):
    """What must not be: the field below (empty: the value itself), what is wrong, and the fields beside it.

    `is_there` says that the field must not be there, whatever its value is.
    """

    name: str
    sentence: str
    is_there: bool = False
    beside: Sequence[str] = ()


def excluded(sub: Any, value: Any, language: Language) -> list[Excluded]:
    """What `not` excludes, each thing that a value has of it; none where that takes more than a sentence."""
    return list(_excluded(sub, value, language))


def _excluded(sub: Any, value: Any, language: Language) -> Iterator[Excluded]:
    wanted = _wanted({} if sub is True else sub)
    if wanted is None:
        return
    if isinstance(value, Mapping) and wanted.get("type") == "object":
        del wanted["type"]
    keywords = set(wanted)
    if not keywords:
        yield Excluded("", "is not allowed here", is_there=True)
    elif keywords == {"anyOf"}:
        yield from _any_of(wanted["anyOf"], value)
    elif keywords == {"required"}:
        yield from _together(wanted["required"], value)
    elif keywords <= {"properties", "required"}:
        yield from _property(wanted, language)
    else:
        yield from _value(wanted, value, language)


def _value(wanted: Mapping[str, Any], value: Any, language: Language) -> Iterator[Excluded]:
    """A value itself that must not be."""
    keywords, words = set(wanted), language.words
    if keywords in ({"const"}, {"enum"}):
        yield Excluded("", f"must not be {allowed(_values(wanted), language)}")
    elif keywords == {"type"}:
        yield Excluded("", f"must not be {words.type_names(_list(wanted['type']))}")
    elif keywords == {"pattern"} and isinstance(value, str):
        pattern = shorten(str(wanted["pattern"]))
        yield Excluded("", f"must not match `{pattern}`, found {words.quote(value)}")


def _any_of(subs: Any, value: Any) -> Iterator[Excluded]:
    """Every branch that only names fields, where all branches do."""
    named = [set(sub) <= {"required", "type", *_SAY_NOTHING} and "required" in sub for sub in subs]
    if isinstance(value, Mapping) and all(named):
        for sub in subs:
            if all(name in value for name in sub["required"]):
                yield from _together(sub["required"], value)


def _together(names: Sequence[str], value: Any) -> Iterator[Excluded]:
    """Fields that must not stand together: the last of them is one too many."""
    if isinstance(value, Mapping) and names:
        *beside, last = sorted(names, key=list(value).index)
        others = [f"`{shorten(name)}`" for name in beside]
        where = f"beside {' and '.join(others)}" if others else "here"
        yield Excluded(last, f"is not allowed {where}", is_there=True, beside=beside)


def _property(wanted: Mapping[str, Any], language: Language) -> Iterator[Excluded]:
    """One field that must not have one of some values."""
    named = _only_field(wanted)
    if named is not None:
        yield Excluded(named[0], f"must not be {allowed(named[1], language)}")


def kind_of_item(sub: Any, language: Language) -> str:
    """What an item of a list must be: ``an item that is `news` ``; empty where that takes more words."""
    wanted = _wanted({} if sub is True else sub)
    if wanted is None:
        return ""
    keywords = set(wanted)
    if not keywords:
        return "an item"
    if _lists_values(wanted):
        return allowed(_values(wanted), language)
    if keywords == {"type"}:
        return language.words.type_names(_list(wanted["type"]))
    if keywords - {"type"} == {"pattern"}:
        return f"an item that matches `{shorten(str(wanted['pattern']))}`"
    named = _only_field(wanted) if keywords <= {"properties", "required", "type"} else None
    return "" if named is None else f"an item whose `{shorten(named[0])}` is {allowed(named[1], language)}"


def _wanted(sub: Any) -> dict[str, Any] | None:
    """What a subschema wants, without what only describes it; None where it isn't one that says."""
    if not isinstance(sub, Mapping):
        return None
    return {keyword: limit for keyword, limit in sub.items() if keyword not in _SAY_NOTHING}


def _only_field(wanted: Mapping[str, Any]) -> tuple[str, list[Any]] | None:
    """The one field of which a schema says something, and the values that it lists for it."""
    fields = wanted.get("properties")
    if not isinstance(fields, Mapping) or len(fields) != 1:
        return None
    ((name, sub),) = fields.items()
    field = _wanted(sub)
    if field is None or not _lists_values(field) or not set(wanted.get("required", ())) <= {name}:
        return None
    return name, _values(field)


def _lists_values(wanted: Mapping[str, Any]) -> bool:
    return set(wanted) - {"type"} in ({"const"}, {"enum"})


def _values(schema: Mapping[str, Any]) -> list[Any]:
    return schema["enum"] if "const" not in schema else [schema["const"]]


def _list(types: Any) -> list[Any]:
    return types if isinstance(types, list) else [types]
