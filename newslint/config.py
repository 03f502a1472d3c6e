"""Finds and reads configurations, and tells every mistake in one at its place.

A configuration is checked as an article is: against a JSON Schema, by the rules that explain what is wrong.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Path as KeyPath
from newslint.finding import Span, format_path
from newslint.nodes import Node
from newslint.rules import RULES
from newslint.schema import Schema, shipped_schema
from newslint.source import Source
from newslint.tomlplaces import read_toml, subtree, toml_tree

NAMES: Final = (".newslint.toml", "newslint.toml", "pyproject.toml")
"""What a configuration may be called; the first one in a folder counts."""

_SECTION: Final = ("tool", "newslint")
_MOST_EXTENDED: Final = 20


class ConfigError(NewslintError):
    """Mistakes in a configuration, each a line with file, line and column."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True)
class Layer:
    """The settings of one file as they stand there, checked against the schema of configurations.

    `folder` is what its paths and patterns are relative to.
    """

    name: str
    folder: Path
    text: str
    values: dict[str, Any]
    section: tuple[str, ...] = ()
    path: Path | None = None
    # What the schema can't say; filled while the settings are put to use.
    mistakes: list[tuple[KeyPath, str]] = field(default_factory=list, compare=False)

    @cached_property
    def tree(self) -> Node:
        """The settings with their places."""
        root = toml_tree(self.text)
        found = subtree(root, list(self.section))
        return root if found is None else found

    def complain(self, path: KeyPath, message: str) -> None:
        """Note a mistake at a setting."""
        self.mistakes.append((path, message))

    def told(self) -> Iterator[str]:
        """What was noted, each with its place."""
        source = Source(self.name, self.text.encode("utf-8", "surrogatepass"))
        document = _document(source, self.tree, None)
        for path, message in self.mistakes:
            node = document.node_at(path)
            span = document.key_of(path) if node is None or node.style == "map" else node.span
            yield f"{_where(source, span)}: `{format_path(path)}`: {message}"


def find_config(folder: Path) -> Path | None:
    """The configuration that holds in a folder: the nearest one, in it or above it.

    Raises:
        NewslintError: a pyproject.toml on the way is not valid TOML.
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
        if path.is_file() and (name != "pyproject.toml" or _has_section(path)):
            return path
    return None


def read_layers(path: Path) -> list[Layer]:
    """Read a configuration and what it extends, the nearest first.

    Raises:
        ConfigError: every mistake in these files that the schema of configurations knows.
        NewslintError: one can't be read, is not TOML, or extends itself.
    """
    layers: list[Layer] = []
    mistakes: list[str] = []
    following: Path | None = path
    while following is not None:
        layer = _read_layer(following)
        mistakes += _mistakes(layer)
        layers.append(layer)
        following = _extended(layer, [known.path for known in layers])
        mistakes += layer.told()
        layer.mistakes.clear()
    if mistakes:
        raise ConfigError(mistakes)
    return layers


def inline_layer(settings: Sequence[str]) -> Layer:
    """Settings from the command line, `key = value` each; paths are relative to the working directory.

    Raises:
        ConfigError: there are mistakes in them.
        NewslintError: they are not TOML.
    """
    text = "\n".join(settings) + "\n"
    layer = Layer("--config", Path.cwd(), text, read_toml(text, "--config"))
    mistakes = list(_mistakes(layer))
    if mistakes:
        raise ConfigError(mistakes)
    return layer


def _read_layer(path: Path) -> Layer:
    name = os.path.relpath(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewslintError(f"{name}: can't read the configuration: {reason}") from error
    except UnicodeDecodeError as error:
        raise NewslintError(f"{name}: the configuration is not UTF-8 (byte {error.start})") from error
    values = read_toml(text, name)
    section = _SECTION if path.name == "pyproject.toml" else ()
    for part in section:
        inner = values.get(part)
        values = inner if isinstance(inner, dict) else {}
    return Layer(name, path.parent, text, values, section, path)


def _has_section(path: Path) -> bool:
    with suppress(OSError):
        # Most of these belong to other programs; reading the TOML costs more than looking for the word.
        return b"newslint" in path.read_bytes() and bool(_read_layer(path).values)
    return False


def _extended(layer: Layer, known: Sequence[Path | None]) -> Path | None:
    target = layer.values.get("extend")
    if not isinstance(target, str) or not target:
        return None
    path = Path(os.path.abspath(layer.folder / target))  # noqa: PTH100 - as the person sees the path
    if path in known:
        layer.complain(("extend",), "this configuration extends itself; remove one of the links")
    elif len(known) >= _MOST_EXTENDED:
        layer.complain(("extend",), f"more than {_MOST_EXTENDED} configurations extend each other")
    elif not path.is_file():
        layer.complain(("extend",), f"there is no such file: {os.path.relpath(path)}")
    else:
        return path
    return None


def _mistakes(layer: Layer) -> Iterator[str]:
    """What the schema has against the settings, in the words of the rules."""
    schema = shipped_schema("newslint")
    if schema.accepts(layer.values):
        return
    source = Source(layer.name, layer.text.encode("utf-8", "surrogatepass"))
    document = _document(source, layer.tree, schema)
    for rule in RULES:
        if rule.family == "SCH":
            for hit in rule.check(document, rule.options()):
                help_ = f"; {_in_toml(hit.help)}" if hit.help else ""
                yield f"{_where(source, hit.span)}: {_in_toml(hit.message)}{help_}"


def _in_toml(text: str) -> str:
    """The rules speak of front matter in YAML."""
    for yaml, toml in (
        ("unknown field", "unknown setting"),
        (", or `- value` on a line of its own", ""),
        (", or add it to the schema", ""),
        ("the front matter", "the configuration"),
    ):
        text = text.replace(yaml, toml)
    return text


def _where(source: Source, span: Span) -> str:
    line, column = source.line_column(span.start)
    return f"{source.name}:{line}:{column}"


def _document(source: Source, root: Node, schema: Schema | None) -> Document:
    return Document(source, None, (), root, schema, expected=True, yaml_version="1.2", now=datetime.now(UTC))
