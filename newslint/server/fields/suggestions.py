"""What could be put in at a place, from a schema and the habits of an archive; open it for the order.

Nothing here knows the protocol or a clock: what comes out is plain data.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, TypeGuard

from newslint.finding import innermost_key
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.schema.field_schema import State
from newslint.schema.roles import DATES, DEPRECATED
from newslint.server.cursor.find import HEADERS, JSON, TOML, YAML
from newslint.server.cursor.spots import Spot
from newslint.server.fields.date_forms import DateForm, form_for
from newslint.server.fields.field_help import FieldHelp, help_of, in_words, required_in
from newslint.server.fields.habits import LABELS
from newslint.server.fields.writing import date_text, escaped, key_text, value_text

_REQUIRED: Final = 0
_OPTIONAL: Final = 1
_DEPRECATED: Final = 2

Kind = Literal["field", "table", "value", "label", "date"]


class Suggestion(NamedTuple):
    """One thing to put in.

    `text` takes the place of what the spot covers; in a snippet, `$1` is where the cursor shall stand.
    `sought` is what somebody types who wants it, quotes included. `group` goes before the order in which
    suggestions come.
    """

    label: str
    text: str
    kind: Kind
    sought: str = ""
    detail: str = ""
    documentation: str = ""
    group: int = 0
    is_snippet: bool = False
    is_deprecated: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """All that suggestions are made from.

    `fields` is what the schemas say of the root. `labels` has, by role and name of a field, what the archive
    writes there, `keys` what it has at the top, and `date_forms` how it writes dates, all most frequent
    first. `now` knows its offset. `values` are those of some fields that no schema counts up, by path without
    positions. `meanings` has what some values mean, such as codes of rules: of a choice among them, the
    others are left out. `rules` are those that run. `takes_snippets` is what the client says.
    """

    language: str
    fields: State
    now: datetime
    labels: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    keys: Sequence[str] = ()
    date_forms: Sequence[DateForm] = ()
    values: Mapping[tuple[str, ...], Iterable[str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[Rule] = ()
    takes_snippets: bool = True


def suggestions(spot: Spot, basis: Basis) -> Iterator[Suggestion]:
    """What could be put in at a spot, each label once."""
    make = {"key": _keys, "table": _tables, "value": _values}[spot.what]
    seen: set[str] = set()
    for found in make(spot, basis):
        if found.label not in seen:
            seen.add(found.label)
            yield found


# ------------------------------------------------------------------ keys


def _keys(spot: Spot, basis: Basis) -> Iterator[Suggestion]:
    state = basis.fields.at(spot.path)
    required = required_in(state)
    first = [name for name in state.names if name in required]
    habitual = () if spot.path else basis.keys
    for name in dict.fromkeys([*first, *habitual, *state.names]):
        if name in spot.others:
            continue
        below = state.field(name)
        told = help_of(below)
        is_deprecated = DEPRECATED in below.roles
        key = key_text(name, basis.language)
        behind = "" if spot.is_followed else _behind_key(spot, basis, told, below)
        yield Suggestion(
            name,
            spot.lead + (escaped(key) if basis.takes_snippets else key) + behind,
            "field",
            spot.quote + name if spot.quote else key,
            "required" if name in required else told.title,
            in_words(name, told, basis.rules, is_required=name in required),
            _DEPRECATED if is_deprecated else _REQUIRED if name in required else _OPTIONAL,
            basis.takes_snippets,
            is_deprecated,
        )


def _behind_key(spot: Spot, basis: Basis, told: FieldHelp, state: State) -> str:
    """What follows a key, with the form that a value of its type has."""
    colon = " = " if basis.language == TOML else ": "
    comma = "," if spot.needs_comma else ""
    form = told.types[0] if told.types else ""
    if told.choices is not None and len(told.choices) == 1:
        written = value_text(told.choices[0], basis.language)
        if written is not None:
            return f"{colon}{escaped(written) if basis.takes_snippets else written}{comma}"
    is_block = basis.language == YAML and not spot.in_brackets
    if is_block and form in ("array", "object"):
        indent = "\n" + " " * (spot.column + 2)
        holds_lists = form == "array"
        return f":{indent}{'- ' if holds_lists else ''}{'$1' if basis.takes_snippets else ''}"
    if not basis.takes_snippets:
        return colon
    around = {"array": "[]", "object": "{}"}.get(form, "")
    if form == "string" and basis.language in (JSON, TOML) and not _is_native_date(basis, told, state):
        around = '""'
    if basis.language == HEADERS:
        around = ""
    return f"{colon}{around[:1]}$1{around[1:]}{comma}"


def _is_native_date(basis: Basis, told: FieldHelp, state: State) -> bool:
    """Whether a date stands in a field, and the language has dates."""
    return basis.language == TOML and bool(DATES & state.roles or form_for(told.formats))


def _tables(spot: Spot, basis: Basis) -> Iterator[Suggestion]:
    """Names of tables of TOML, or of arrays of tables where there are two brackets."""
    state = basis.fields.at(spot.path)
    for name in state.names:
        below = state.field(name)
        told = help_of(below)
        if spot.in_brackets:
            fits = "array" in told.types and "object" in help_of(below.item(0)).types
        else:
            fits = "object" in told.types and name not in spot.others
        if fits:
            key = key_text(name, TOML)
            closing = "" if spot.is_followed else "]]" if spot.in_brackets else "]"
            documentation = in_words(name, told, basis.rules)
            yield Suggestion(name, key + closing, "table", key, told.title, documentation)


# ------------------------------------------------------------------ values


def _values(spot: Spot, basis: Basis) -> Iterator[Suggestion]:
    state = basis.fields.at(spot.path)
    told = help_of(state)
    allowed = _allowed(told)
    if not basis.meanings.keys().isdisjoint(filter(_is_text, allowed)):
        allowed = tuple(value for value in allowed if value in basis.meanings)
    yield from _written(spot, basis, allowed, "value")
    if told.choices is not None:
        return
    yield from _written(spot, basis, basis.values.get(tuple(filter(_is_text, spot.path)), ()), "value")
    yield from _dates(spot, basis, state, told)
    yield from _written(spot, basis, _labels(spot, basis, state), "label")
    yield from _written(spot, basis, (*told.suggestions, *_default(told)), "value")
    if _is_only_list(told) and not spot.quote and not spot.lead.startswith("-"):
        yield from _lists(spot, basis, state)


def _allowed(told: FieldHelp) -> tuple[Any, ...]:
    if told.choices is None:
        return (True, False) if told.types == ("boolean",) else ()
    return told.choices


def _default(told: FieldHelp) -> tuple[Any, ...]:
    return () if told.default is None or told.types == ("boolean",) else (told.default,)


def _labels(spot: Spot, basis: Basis, state: State) -> Iterator[str]:
    name = innermost_key(spot.path)
    for role in LABELS:
        if role in state.roles:
            yield from (label for label in basis.labels.get((role, name), ()) if label not in spot.others)


def _dates(spot: Spot, basis: Basis, state: State, told: FieldHelp) -> Iterator[Suggestion]:
    """Today in the form that most files use, and in the one that the schema asks for."""
    if not DATES & state.roles and form_for(told.formats) is None:
        return
    for form in (*basis.date_forms[:1], form_for(told.formats) or (None if basis.date_forms else _USUAL)):
        if form is not None:
            written = form.write(basis.now)
            text = date_text(written, basis.language, spot.quote or form.quote)
            yield _put(spot, written, text, "date")


_USUAL: Final = DateForm("%Y-%m-%d")


def _lists(spot: Spot, basis: Basis, state: State) -> Iterator[Suggestion]:
    """Lists of one value, where a list is wanted and nothing stands there."""
    items = state.item(0)
    for value in (*_allowed(help_of(items)), *_labels(spot, basis, items)):
        written = value_text(value, basis.language)
        if written is not None and basis.language != HEADERS:
            yield _put(spot, str(value), f"[{written}]", "label")


def _is_only_list(told: FieldHelp) -> bool:
    return told.types == ("array",)


def _written(spot: Spot, basis: Basis, values: Iterable[Any], kind: Kind) -> Iterator[Suggestion]:
    for value in values:
        written = value_text(value, basis.language, spot.quote)
        label = value if isinstance(value, str) else written
        if written is not None and label is not None and value not in spot.others:
            yield _put(spot, label, written, kind, basis.meanings.get(label, ""))


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _put(spot: Spot, label: str, text: str, kind: Kind, detail: str = "") -> Suggestion:
    comma = "," if spot.needs_comma else ""
    sought = spot.quote + label if spot.quote else text
    return Suggestion(label, spot.lead + text + comma, kind, sought, detail)
