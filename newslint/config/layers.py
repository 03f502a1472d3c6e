"""Finds and reads configurations, and tells every mistake in one at its place; open it to look elsewhere.

A configuration is checked as an article is: against a JSON Schema, by the rules that explain what is wrong.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from newslint.config.settings_schema import SEVERITIES, settings_schema, speaks_of_others
from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Hit, Span, format_path
from newslint.finding import Path as KeyPath
from newslint.frontmatter.nodes import Node
from newslint.light_dataclasses import field, frozen_dataclass
from newslint.rule import Rule
from newslint.rules import BUILT_IN
from newslint.schema.binding import bind
from newslint.schema.compiled import Schema, shipped_schema
from newslint.source import Source
from newslint.system.contained import LARGEST_CONFIGURATION, Boundary, read_needed
from newslint.text.wording import shorten

NAMES: Final = (".newslint.toml", "newslint.toml", "pyproject.toml")
"""What a configuration may be called; the first one in a folder counts."""

SECTION: Final = ("tool", "newslint")
"""Where the settings stand in pyproject.toml."""

_MOST_EXTENDED: Final = 20
# What somebody writes who has settings of pyproject.toml in mind.
_TABLES: Final = (("tool",), ("newslint",))
_ARRAYS: Final = ("collections", "house-rules")
# What other linters and schemas call the keys of such a rule.
_ELSEWHERE: Final = {
    "enum": "one-of", "description": "docs", "if": "when", "level": "severity", "match": "pattern",
    "max": "max-length", "min": "min-length", "not-pattern": "forbidden-pattern", "path": "field",
    "regex": "pattern", "role": 'field = "role:..."', "values": "one-of",
}  # fmt: skip
_OWN_RULES: Final = (
    "`rules` must be a table, as `[rules.TXT001]` for the severity of a rule; a rule of your own is written "
    "`[[house-rules]]`"
)
_MISPLACED: Final = (
    "`[tool.newslint]` is a table of pyproject.toml; here settings stand without it: `fail-on` at the top, "
    "`[rules.TXT001]` in place of `[tool.newslint.rules.TXT001]`"
)


class ConfigError(NewslintError):
    """Mistakes in a configuration, each a line with file, line and column."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        # A key may hold line breaks.
        self.mistakes = tuple(" ".join(mistake.splitlines()) for mistake in mistakes)
        super().__init__("\n".join(self.mistakes))


@frozen_dataclass
class Layer:
    """The settings of one file as they stand there.

    `folder` is what its paths and patterns are relative to. `refused` are the mistakes that the schema of
    configurations knows, with their places in the text; what they concern is left out of `values`, so that
    the rest can be put to use, and its mistakes are told too.
    """

    name: str
    folder: Path
    text: str
    values: dict[str, Any]
    section: tuple[str, ...] = ()
    path: Path | None = None
    refused: list[tuple[Span, str]] = field(default_factory=list)
    # What the schema can't say; filled while the settings are put to use.
    mistakes: list[tuple[KeyPath, str]] = field(default_factory=list)

    @cached_property
    def tree(self) -> Node:
        """The settings with their places."""
        from newslint.frontmatter.toml.reader import subtree, toml_tree  # noqa: PLC0415 - most have no mistakes

        root = toml_tree(self.text)
        found = subtree(root, list(self.section))
        return root if found is None else found

    def complain(self, path: KeyPath, message: str) -> None:
        """Note a mistake at a setting."""
        self.mistakes.append((path, message))

    def messages(self) -> Iterator[str]:
        """Every mistake that is known, a line each, in the order of their places."""
        if not self.refused and not self.mistakes:
            return
        found = list(self.refused)
        source = Source(self.name, self.text.encode("utf-8", "surrogatepass"))
        document = _document(source, self.tree, None)
        for path, message in self.mistakes:
            node = document.node_at(path)
            of_key = node is None or (node.style == "map" and isinstance(path[-1], str))
            span = document.key_of(path) if of_key or node is None else node.span
            found.append((span, f"{_named(path)}: {message}"))
        for span, message in sorted(found, key=lambda mistake: mistake[0].start):
            line, column = source.line_column(span.start)
            yield f"{self.name}:{line}:{column}: {message}"


def _read_toml(text: str, name: str) -> dict[str, Any]:
    from newslint.frontmatter.toml.reader import read_toml  # noqa: PLC0415 - many folders have no configuration

    return read_toml(text, name)


def find_config(folder: Path) -> Path | None:
    """The configuration that holds in a folder: the nearest one, in it or above it.

    Raises:
        NewslintError: a pyproject.toml on the way can't be read, or is not valid TOML.
    """
    for parent in (folder, *folder.parents):
        found = config_in(parent)
        if found is not None:
            return found
    return None


def config_in(folder: Path) -> Path | None:
    """The configuration that lies in a folder itself."""
    for name in NAMES:
        path = folder / name
        # A link that leads nowhere is a mistake; a folder or a pipe of this name is none of ours.
        is_one = _is_file(path) or (path.is_symlink() and not os.path.exists(path))  # noqa: PTH110 - raises nothing
        if is_one and (name != "pyproject.toml" or _has_section(path)):
            return path
    return None


def read_layers(path: Path) -> list[Layer]:
    """Read a configuration and what it extends, the nearest first; what they hold is not checked yet.

    Raises:
        NewslintError: the configuration can't be read, or is not TOML.
    """
    layers = [_read_layer(path)]
    while following := _extended(layers[-1], [layer.path for layer in layers]):
        try:
            layers.append(_read_layer(following))
        except NewslintError as error:
            layers[-1].complain(("extend",), str(error))
            break
    return layers


def inline_layer(settings: Sequence[str], name: str = "--config", folder: Path | None = None) -> Layer:
    """Settings that stand in no file, `key = value` each.

    Args:
        settings: Lines of TOML.
        name: What messages say of where they come from.
        folder: What their paths are relative to; the working directory, unless told otherwise.

    Raises:
        NewslintError: they are not TOML.
    """
    text = "\n".join(settings) + "\n"
    layer = Layer(name, Path.cwd() if folder is None else folder, text, _read_toml(text, name))
    if "extend" in layer.values:
        layer.complain(("extend",), "only a file can extend another; write it there")
    return layer


def _read_layer(path: Path) -> Layer:
    name = os.path.relpath(path)
    try:
        text = read_needed(name, LARGEST_CONFIGURATION, "the configuration", Boundary()).decode()
    except UnicodeDecodeError as error:
        raise NewslintError(f"{name}: the configuration is not UTF-8 (byte {error.start})") from error
    values = _read_toml(text, name)
    section = SECTION if path.name == "pyproject.toml" else ()
    found = _at(values, section)
    if not isinstance(found, dict):
        raise NewslintError(f"{name}: there is no table `[tool.newslint]`")
    return Layer(name, path.parent, text, found, section, path)


def _at(values: Any, section: Sequence[str]) -> Any:
    for part in section:
        values = values.get(part) if isinstance(values, dict) else None
    return values


def _has_section(path: Path) -> bool:
    name = os.path.relpath(path)
    data = read_needed(name, LARGEST_CONFIGURATION, "the configuration", Boundary())
    with suppress(UnicodeDecodeError):
        # Most of these belong to other programs; reading the TOML costs more than looking for the word.
        if b"newslint" in data:
            return _at(_read_toml(data.decode(), name), SECTION) is not None
    return False


def _is_file(path: Path) -> bool:
    # Unlike Path.is_file, this raises nothing for folders without permission and overlong names.
    return os.path.isfile(path)  # noqa: PTH113


def _extended(layer: Layer, known: Sequence[Path | None]) -> Path | None:
    target = layer.values.get("extend")
    if not isinstance(target, str) or not target:
        return None
    path = Path(os.path.abspath(layer.folder / target))  # noqa: PTH100 - as the person sees the path
    if path in known:
        layer.complain(("extend",), "this configuration extends itself; remove one of the links")
    elif len(known) >= _MOST_EXTENDED:
        layer.complain(("extend",), f"more than {_MOST_EXTENDED} configurations extend each other")
    elif not _is_file(path):
        layer.complain(("extend",), f"there is no such file: {shorten(os.path.relpath(path))}")
    else:
        return path
    return None


def check_layer(layer: Layer, own: tuple[Rule, ...], *, lacks_some: bool) -> None:
    """Note what the schema has against the settings, in the words of the rules, and leave that out.

    Args:
        layer: The settings.
        own: The rules that there are beside those of newslint.
        lacks_some: Whether there should be more, so that any name may be that of one.
    """
    schema = shipped_schema("newslint")
    is_sound = schema.accepts(layer.values)
    if is_sound and not speaks_of_others(layer.values):
        return
    schema = settings_schema(own, lacks_some=lacks_some)
    if is_sound and schema.accepts(layer.values):
        return
    source = Source(layer.name, layer.text.encode("utf-8", "surrogatepass"))
    document = _document(source, layer.tree, schema)
    hits = [hit for rule in BUILT_IN.of_family("SCH") for hit in rule.check(document, rule.options())]
    for hit in hits:
        layer.refused.append((hit.span, _advice(layer, hit.path) or _in_words(hit, document)))
        _leave_out(layer.values, hit.path)


def _advice(layer: Layer, path: KeyPath) -> str:
    """What somebody meant who knows other programs; empty where that doesn't show."""
    if not layer.section and path in _TABLES:
        return _MISPLACED
    if path == ("rules",) and isinstance(layer.values.get("rules"), list):
        return _OWN_RULES
    *around, key = path
    rules = layer.values.get("rules")
    if around == ["rules"] and isinstance(rules, dict) and rules.get(key) in SEVERITIES:
        return f'{_named(path)}: write `{{ severity = "{rules[key]}" }}`'
    if not around and key in _ARRAYS and isinstance(layer.values.get(str(key)), dict):
        return f"`{key}` is a list of tables; write `[[{'.'.join((*layer.section, str(key)))}]]` above each"
    here = _ELSEWHERE.get(str(key), "") if len(around) == 2 and around[0] == "house-rules" else ""
    return f"{_named(path)}: a house rule has no `{key}`; write `{here}`" if here else ""


def _leave_out(settings: dict[str, Any], path: KeyPath) -> None:
    """Drop the setting at a path, or only the part of its table or list that the path leads into."""
    key, *inner = path
    if inner and isinstance(settings.get(str(key)), dict):
        settings[str(key)].pop(inner[0], None)
    elif inner and key in _ARRAYS and isinstance(settings.get(str(key)), list):
        settings[key][inner[0]] = {}  # the others keep their places
    else:
        settings.pop(str(key), None)


def _named(path: KeyPath) -> str:
    return f"`{shorten(format_path(path))}`"


def _in_words(hit: Hit, document: Document) -> str:
    """What is wrong, and what to do; a message names a field, and the key path says which one."""
    path, message = _named(hit.path), hit.message
    node = document.node_at(hit.path)
    if hit.path[-1] == "severity" and node is not None and node.value == "off":
        message += "; to switch a rule off, name it in `ignore`"
    named = f"{path}: {message}" if len(hit.path) > 1 and path not in message else message
    return f"{named}; {hit.help}" if hit.help else named


def _document(source: Source, root: Node, schema: Schema | None) -> Document:
    from newslint.frontmatter.toml.language import SETTINGS  # noqa: PLC0415 - most have no mistakes

    return Document(
        source,
        None,
        (),
        root,
        bind(schema, None),
        expected=True,
        yaml_version="1.2",
        generator="",
        now=datetime.now(UTC),
        language=SETTINGS,
    )
