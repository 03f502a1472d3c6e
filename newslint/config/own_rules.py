"""Rules that a configuration declares, takes from a preset, or gets from plug-ins; open it for a new key.

Mistakes are noted in the layers. A layer that is nearer declares a rule anew by its code.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import jsonschema_rs

from newslint.config.globs import Globs, mistakes_in
from newslint.config.layers import ConfigError, Layer
from newslint.config.selection import find_selector
from newslint.finding import OWN_CODE, Path, Severity
from newslint.house.checking import is_one_of, rule_of
from newslint.house.definition import Condition, Definition
from newslint.house.fields import Field, read_field
from newslint.house.presets import PRESET_FAMILIES, PRESETS
from newslint.light_tuples import NamedTuple
from newslint.rule import Catalogue, Rule
from newslint.rules import BUILT_IN
from newslint.schema.patterns import is_linear, matcher, states
from newslint.text.suggest import did_you_mean
from newslint.text.wording import join_and, shorten

_TABLES: Final = "house-rules"
_DEMANDS: Final = (
    "required", "forbidden", "pattern", "forbidden-pattern", "min-length", "max-length", "one-of", "equals",
    "equals-field",
)  # fmt: skip
_FLAGS: Final = frozenset({"required", "forbidden"})
_OF_A_PRESET: Final = "codes with these letters belong to a preset; choose others"
_MOST_STATES: Final = 10_000  # of a pattern
_NOT_ALLOWED: Final = (
    "{plugins} is code, and loaded only with `--allow-plugins`; give that where you trust this configuration "
    "and what is installed, or remove the setting"
)


class Scope(NamedTuple):
    """Which files a rule looks at; None and empty where nothing keeps it from any."""

    code: str
    collections: frozenset[str] = frozenset()
    files: Globs | None = None
    exclude: Globs = Globs()

    def has(self, path: str, collection: str) -> bool:
        """Whether it looks at a file, named by its absolute path, of a collection; empty is none."""
        if self.collections and collection not in self.collections:
            return False
        return (self.files is None or self.files.match(path)) and not self.exclude.match(path)


class OwnRules:
    """The rules of some layers beside those of newslint.

    Args:
        layers: The settings, the nearest first.
        allow_plugins: Whether plug-ins may be loaded.

    `lacks_some` tells that a plug-in can't be used: nobody knows which rules it would have brought.

    Raises:
        ConfigError: plug-ins are named that may not be loaded.
    """

    def __init__(self, layers: Sequence[Layer], *, allow_plugins: bool) -> None:
        self._layers = layers
        self._presets = _from_presets(layers)
        self._plugins, self.lacks_some = _from_plugins(layers, allowed=allow_plugins)
        self._scopes: list[Scope] = []

    def announced(self) -> tuple[Rule, ...]:
        """All of them, as far as their names go: what is declared may have mistakes yet."""
        declared = [stub for layer in self._layers for stub in _stubs(layer)]
        found = {
            rule.code: rule for rule in [*declared, *self._presets, *(rule for _, rule in self._plugins)]
        }
        return tuple(found.values())

    def read(self, collections: Collection[str]) -> tuple[Catalogue, tuple[Scope, ...]]:
        """The catalogue with all of them, and what keeps some from some files.

        Args:
            collections: The names of the collections.
        """
        found = {rule.code: rule for rule in self._presets}
        for layer in self._layers:
            here: set[str] = set()
            for index, table in enumerate(layer.values.get(_TABLES, ())):
                if not table:  # left out, because it has mistakes
                    continue
                code = table["code"]
                if code in here:
                    layer.complain(
                        (_TABLES, index, "code"), f"two rules have the code {code}; give each its own"
                    )
                elif code not in found:
                    rule = self._declared(layer, index, table, collections)
                    if rule is not None and self._is_free(layer, index, rule, found.values()):
                        found[code] = rule
                here.add(code)
        for complain, rule in self._plugins:
            taken = _taken(rule, found.values())
            if rule.family in PRESET_FAMILIES:
                complain(f"the plug-in has the rule {rule.code}: {_OF_A_PRESET}")
            elif taken:
                complain(f"the plug-in can't bring {rule.code}: {taken}")
            else:
                found[rule.code] = rule
        own = sorted(found.values(), key=lambda rule: rule.code)
        return Catalogue.of([*BUILT_IN.rules, *own]), tuple(self._scopes)

    @staticmethod
    def _is_free(layer: Layer, index: int, rule: Rule, others: Iterable[Rule]) -> bool:
        if rule.family in PRESET_FAMILIES:
            layer.complain((_TABLES, index, "code"), _OF_A_PRESET)
            return False
        taken = _taken(rule, others)
        if taken:
            layer.complain((_TABLES, index, "name"), taken)
        return not taken

    def _declared(
        self, layer: Layer, index: int, table: Mapping[str, Any], collections: Collection[str]
    ) -> Rule | None:
        reader = _Table(layer, (_TABLES, index), table)
        definition = reader.definition()
        scope = reader.scope(collections)
        if definition is None or reader.has_mistakes:
            return None
        if scope.collections or scope.files is not None or scope.exclude:
            self._scopes.append(scope)
        return rule_of(definition, _in_words(table))


class _Table:
    """Reads the table of one rule."""

    def __init__(self, layer: Layer, path: Path, table: Mapping[str, Any]) -> None:
        self._layer = layer
        self._path = path
        self._table = table
        self.has_mistakes = False

    def definition(self) -> Definition | None:
        """What is declared; None where the field can't be read."""
        table = self._table
        field = self._field("field")
        self._refuse_contradictions()
        if field is None:
            return None
        return Definition(
            table["code"],
            table["name"],
            field,
            Severity(table.get("severity", Severity.WARNING)),
            required=table.get("required", False),
            forbidden=table.get("forbidden", False),
            pattern=self._pattern("pattern"),
            forbidden_pattern=self._pattern("forbidden-pattern"),
            min_length=table.get("min-length"),
            max_length=table.get("max-length"),
            one_of=tuple(table.get("one-of", ())),
            equals=table.get("equals"),
            equals_field=self._other_field(field) if "equals-field" in table else None,
            conditions=self._conditions(),
            unless_draft=table.get("unless-draft", False),
            message=table.get("message", ""),
            help=table.get("help", ""),
            docs=table.get("docs", ""),
            origin=f"Declared in {self._layer.path.name}." if self._layer.path else "Declared by `--config`.",
        )

    def scope(self, collections: Collection[str]) -> Scope:
        """Which files it looks at."""
        table = self._table
        for index, name in enumerate(table.get("collections", ())):
            if name not in collections:
                hint = did_you_mean(name, collections) or "; `[[collections]]` gives them names"
                self._complain(("collections", index), f"there is no collection `{shorten(name)}`{hint}")
        return Scope(
            table["code"],
            frozenset(table.get("collections", ())),
            self._globs("files") if "files" in table else None,
            self._globs("exclude"),
        )

    def _complain(self, path: Path, message: str) -> None:
        self._layer.complain((*self._path, *path), message)
        self.has_mistakes = True

    def _field(self, *path: str) -> Field | None:
        value: Any = self._table
        for key in path:
            value = value[key]
        try:
            return read_field(value)
        except ValueError as error:
            self._complain(path, str(error))
            return None

    def _other_field(self, field: Field) -> Field | None:
        other = self._field("equals-field")
        if other == field:
            self._complain(("equals-field",), "this is the field itself; name the one that it must be as")
        return other

    def _pattern(self, key: str) -> str:
        pattern = str(self._table.get(key, ""))
        if pattern:
            try:
                matcher(pattern)
            except (jsonschema_rs.ValidationError, ValueError):
                self._complain((key,), f"`{shorten(pattern)}` is no regular expression (ECMA 262)")
                return ""
            if states(pattern) > _MOST_STATES or not is_linear(pattern):
                self._complain(
                    (key,),
                    "lookahead, lookbehind, back references and very many repeats are not taken, since a "
                    "match could take very long; `forbidden-pattern` says what must not be there",
                )
        return pattern

    def _conditions(self) -> tuple[Condition, ...]:
        if "when" not in self._table:
            return ()
        when = self._table["when"]
        field = self._field("when", "field")
        keys = [key for key in ("equals", "one-of", "exists") if key in when]
        if len(keys) > 1:
            self._complain(("when", keys[1]), f"`{keys[0]}` stands here too; keep one")
        values = tuple(when.get("one-of", ())) or ((when["equals"],) if "equals" in when else ())
        return () if field is None else (Condition(field, when.get("exists", True), values),)

    def _refuse_contradictions(self) -> None:
        table = self._table
        demands = [key for key in _DEMANDS if key in table and (key not in _FLAGS or table[key])]
        if not demands:
            self._complain((), f"it demands nothing; add {', '.join(f'`{key}`' for key in _DEMANDS)}")
        if "forbidden" in demands and len(demands) > 1:
            others = [key for key in demands if key != "forbidden"]
            self._complain((others[0],), "what is `forbidden` can't be anything; keep one of the two")
        if "equals" in table and "one-of" in table and not is_one_of(table["equals"], table["one-of"]):
            self._complain(("equals",), "this is none of `one-of`; keep one of the two")
        if table.get("max-length", math.inf) < table.get("min-length", 0):
            self._complain(("max-length",), "must not be less than `min-length`")
        for key, value in [
            ("equals", table.get("equals")),
            *(("one-of", v) for v in table.get("one-of", ())),
        ]:
            if isinstance(value, float) and not math.isfinite(value):
                self._complain((key,), "must be a number that front matter can hold")

    def _globs(self, key: str) -> Globs:
        patterns = self._table.get(key, ())
        for index, why in mistakes_in(patterns):
            self._complain((key, index), why)
        return Globs([(self._layer.folder, patterns)])


def _named(layers: Sequence[Layer], key: str) -> tuple[Layer | None, list[str]]:
    """The nearest layer with a setting, and the names in it: nothing of it is checked yet."""
    layer = next((layer for layer in layers if key in layer.values), None)
    given = None if layer is None else layer.values[key]
    return layer, [name for name in given if name and isinstance(name, str)] if isinstance(
        given, list
    ) else []


def _from_presets(layers: Sequence[Layer]) -> list[Rule]:
    _, names = _named(layers, "presets")
    return [rule for name in dict.fromkeys(names) for rule in PRESETS.get(name, ())]


def _from_plugins(
    layers: Sequence[Layer], *, allowed: bool
) -> tuple[list[tuple[Callable[[str], None], Rule]], bool]:
    """The rules of plug-ins, each with a function that notes a mistake of it; and whether any are missing."""
    layer, names = _named(layers, "plugins")
    if layer is None or not names:
        return [], False
    if not allowed:
        named = join_and(f"`{shorten(name)}`" for name in names)
        layer.complain(("plugins",), _NOT_ALLOWED.format(plugins=named))
        raise ConfigError(list(layer.messages()))
    from newslint.config.plugins import PluginError, load_plugin  # noqa: PLC0415 - few have any

    found: list[tuple[Callable[[str], None], Rule]] = []
    lacks_some = False
    for index, name in enumerate(names):
        if name in names[:index]:
            continue

        def complain(message: str, layer: Layer = layer, index: int = index) -> None:
            layer.complain(("plugins", index), message)

        try:
            found += [(complain, rule) for rule in load_plugin(name)]
        except PluginError as error:
            complain(str(error))
            lacks_some = True
    return found, lacks_some


def _stubs(layer: Layer) -> Iterator[Rule]:
    """The rules that a layer declares, as far as it names them."""
    tables = layer.values.get(_TABLES)
    for table in tables if isinstance(tables, list) else ():
        code, name = (table.get("code"), table.get("name")) if isinstance(table, dict) else (None, None)
        if isinstance(code, str) and re.fullmatch(OWN_CODE, code):
            yield Rule(code, name if isinstance(name, str) else code, Severity.WARNING, _nothing, "Declared")


def _nothing(document: object, options: object) -> Iterator[Any]:
    del document, options
    return iter(())


def _taken(rule: Rule, others: Iterable[Rule]) -> str:
    """What already has the name or the code of a rule, in a sentence; empty where nothing has."""
    for other in others:
        if rule.code == other.code:
            return f"the code {rule.code} is that of `{other.name}` too; change one of them"
        if rule.name == other.name:
            return f"the name `{rule.name}` is that of {other.code} too; change one of them"
    found = find_selector(BUILT_IN, rule.name)
    return (
        "" if found is None else f"the name `{rule.name}` is that of {found[1][0].code}; choose another one"
    )


def _in_words(table: Mapping[str, Any]) -> str:
    """Which files a rule looks at."""
    parts = []
    for key, before in (
        ("collections", "in the collections"),
        ("files", "for the files"),
        ("exclude", "but not for"),
    ):
        if table.get(key):
            parts.append(f"{before} {join_and(f'`{shorten(name)}`' for name in table[key])}")
    return f"It holds {' '.join(parts)}." if parts else ""
