"""Loads a JSON Schema, checks values against it, and knows the role of every field it describes.

A fast validator (jsonschema-rs) says whether a document is valid; only an invalid one is explained, by
jsonschema. Both check `format` and `pattern` with the same code, so they can't disagree there. Nothing is
ever fetched: a `$ref` leads into the same schema, to a file beside it, or to an official meta-schema.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import jsonschema_rs

from newslint.drafts import DRAFT_3, DRAFT_4, DRAFTS, GATED_DRAFTS, LATEST
from newslint.errors import NewslintError
from newslint.finding import Path
from newslint.formats import WEB_FORMATS
from newslint.patterns import matcher
from newslint.roles import DETECT_KEYWORD, KEYWORD, ROLES
from newslint.state import State
from newslint.suggest import did_you_mean
from newslint.violations import Violation, collect

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

__all__ = ["Schema", "State", "Violation", "choose", "load_schema", "shipped_schema"]


_Origin = tuple[Callable[..., "Schema"], tuple[Any, ...]]


class _LocalFiles:
    """Finds what a `$ref` outside the schema leads to: local files only."""

    def __init__(self, folder: FilePath, identifier: str, inside: FilePath | None) -> None:
        self.folder = folder
        self.inside = inside
        self.prefix = urljoin(identifier, ".") if identifier else ""
        self.refusal: str | None = None
        self.read: list[Any] = []

    def __call__(self, uri: str) -> Any:
        path = self._path(urldefrag(uri).url)
        if path is None:
            self.refusal = f"`$ref` leads to {uri}, and nothing is fetched from the network"
            raise LookupError(self.refusal)
        if self.inside is not None:
            target = FilePath(os.path.realpath(path))
            if not target.is_relative_to(self.inside) or not target.is_file():  # a pipe may never end
                self.refusal = f"`$ref` leads to {uri}, and that is no file inside the project"
                raise LookupError(self.refusal)
        try:
            raw = read_json(path)
            _check_roles(str(path), raw)
        except NewslintError as error:
            self.refusal = str(error)
            raise LookupError(self.refusal) from error
        self.read.append(raw)
        return raw

    def _path(self, uri: str) -> FilePath | None:
        if self.prefix and uri.startswith(self.prefix) and not uri.startswith("file:"):
            return self.folder / unquote(uri.removeprefix(self.prefix))
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        return FilePath(unquote(parts.path))


@dataclass(eq=False)
class Schema:
    """A compiled schema. `name` is how messages call it: `article`, or the path of a file.

    `origin` is what loads it again: a function and its arguments. `guessed` says that nobody chose it: the
    document looks like one of its kind. Then a field that it doesn't know may well be right.
    """

    name: str
    raw: Any
    draft: str
    base_uri: str
    files: _LocalFiles
    gate: jsonschema_rs.Validator | None
    origin: "_Origin"
    guessed: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        """Another process loads it again."""
        return _again, (*self.origin, self.guessed)

    @cached_property
    def digest(self) -> str:
        """Stands for all that it says: name, content, and that of the files that it refers to."""
        said = [self.name, self.draft, self.base_uri, self.guessed, self.raw, self.files.read]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @cached_property
    def start(self) -> State:
        """What the schema says of the root; the other fields' states follow from it."""
        try:
            # The fast validator doesn't know draft 3, whose references work as those of draft 4.
            raw = {**self.raw, "$schema": DRAFT_4} if self.draft == DRAFT_3 else self.raw
            registry = jsonschema_rs.Registry([(self.base_uri, raw)], retriever=self.files)
            return State.of(self.raw, registry.resolver(self.base_uri))
        except Exception as error:
            raise NewslintError(f"{self.name}: {self._trouble(error)}") from error

    @cached_property
    def detect(self) -> tuple[int, frozenset[str]]:
        """How many of which top-level fields mark a document as one of this schema's."""
        found = self.raw.get(DETECT_KEYWORD, {}) if isinstance(self.raw, Mapping) else {}
        return int(found.get("atLeast", 1)), frozenset(found.get("of", ()))

    def accepts(self, value: Any) -> bool:
        """Whether the fast validator calls a value valid; False also means that it can't tell."""
        if self.gate is None:
            return False
        try:
            return self.gate.is_valid(value)
        except ValueError:  # a number that it can't hold
            return False

    def violations(self, value: Any) -> list[Violation]:
        """Everything that the schema has against a value.

        Raises:
            NewslintError: the schema refers to itself without end, or to something that is not there.
        """
        try:
            found = collect(self._explainer.iter_errors(value), lambda path: self._unevaluated(value, path))
            return found or list(self._unexplained(value))
        except RecursionError as error:
            raise NewslintError(
                f"{self.name}: a `$ref` in the schema leads back to itself without end"
            ) from error
        except Exception as error:
            raise NewslintError(f"{self.name}: {self._trouble(error)}") from error

    def _trouble(self, error: Exception) -> str:
        """Why a schema that kept the rules of its draft fails in use: it leads to what is no schema."""
        if self.files.refusal is not None:
            return self.files.refusal
        said = str(error).partition("\n")[0]
        if type(error).__module__.startswith("referencing") or "Referencing" in type(error).__name__:
            return f"a `$ref` can't be resolved: {said}"
        return f"the schema can't be used: {said}"

    def knows(self, field: str) -> bool:
        """Whether the schema names a top-level field."""
        return field in self.start.field_names()

    def fields_at(self, path: Path) -> list[str]:
        """The names that the schema knows for the fields of the mapping at a path."""
        state = self.start
        for part in path:
            state = state.field(part) if isinstance(part, str) else state.item(part)
        return state.field_names()

    @cached_property
    def _explainer(self) -> "Validator":
        from newslint.explainer import explainer  # noqa: PLC0415 - jsonschema costs start-up time

        return explainer(self.raw, self.draft, self.base_uri, self.files)

    def _unexplained(self, value: Any) -> Iterator[Violation]:
        """What only the fast validator has against a value, in its own words."""
        with suppress(ValueError):  # numbers that JSON can't hold, and the fast validator takes for null
            json.dumps(value, allow_nan=False)
            for error in self.gate.iter_errors(value) if self.gate is not None else ():
                path = tuple(error.instance_path)
                keyword = next((str(part) for part in reversed(error.schema_path)), "false")
                yield Violation(path, keyword, None, error.instance, reason=error.message)

    def _unevaluated(self, value: Any, path: Path) -> Iterable[str]:
        if self.gate is None:
            return
        for error in self.gate.iter_errors(value):
            kind = error.kind
            if isinstance(kind, jsonschema_rs.ValidationErrorKind.UnevaluatedProperties) and (
                tuple(error.instance_path) == path
            ):
                yield from kind.unexpected


def read_json(path: FilePath) -> Any:
    """Read a JSON file.

    Raises:
        NewslintError: it can't be read or is not JSON; the message names file, line and column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NewslintError(f"{path}: can't read the schema: {reason}") from error
    except UnicodeDecodeError as error:
        raise NewslintError(f"{path}: the schema is not UTF-8 (byte {error.start})") from error
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NewslintError(
            f"{path}:{error.lineno}:{error.colno}: the schema is not valid JSON: {error.msg}"
        ) from error
    except RecursionError as error:
        raise NewslintError(f"{path}: the schema is nested too deeply") from error


def load_schema(path: FilePath, inside: FilePath | None = None) -> Schema:
    """Load a schema from a file, in any draft from 3 to 2020-12.

    No `$ref` leads out of the folder `inside`, a path without links, if one is given.

    Raises:
        NewslintError: it can't be read, is not a valid schema, names an unknown role, or refers to
            something that is not a local file.
    """
    raw = read_json(path)
    schema = _compile(str(path), raw, path.absolute(), (load_schema, (path, inside)), inside)
    _check_roles(str(path), raw)
    return schema


@lru_cache
def shipped_schema(name: str) -> Schema:
    """Load a schema that ships with newslint: `article` or `front-matter`."""
    path = schema_folder() / f"{name}.schema.json"
    return _compile(name, read_json(path), path, (shipped_schema, (name,)))


def _again(load: Callable[..., Schema], arguments: tuple[Any, ...], guessed: bool) -> Schema:  # noqa: FBT001 - for pickle
    return replace(load(*arguments), guessed=guessed)


def schema_folder() -> FilePath:
    """Where the shipped schemas lie: inside the installed package, or beside it in a checkout."""
    package = FilePath(__file__).parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def choose(keys: Iterable[str]) -> Schema:
    """Bind a document to the shipped schema that fits its top-level fields."""
    article, other = _guessed_schemas()
    at_least, marks = article.detect
    return article if len(marks.intersection(keys)) >= at_least else other


@lru_cache(maxsize=1)
def _guessed_schemas() -> tuple[Schema, Schema]:
    article, other = shipped_schema("article"), shipped_schema("front-matter")
    return replace(article, guessed=True), replace(other, guessed=True)


def _compile(name: str, raw: Any, path: FilePath, origin: _Origin, inside: FilePath | None = None) -> Schema:
    if not isinstance(raw, bool | dict):
        raise NewslintError(f"{name}: a schema is a JSON object, or true or false")
    declared = raw.get("$schema", LATEST) if isinstance(raw, dict) else LATEST
    draft = declared.rstrip("#") if isinstance(declared, str) else repr(declared)
    if draft not in DRAFTS:
        hint = did_you_mean(draft, DRAFTS)
        raise NewslintError(f"{name}: unknown `$schema` {draft}{hint}; drafts 3 to 2020-12 are known")
    identifier = (raw.get("$id") or raw.get("id") or "") if isinstance(raw, dict) else ""
    try:
        base_uri = urljoin(path.as_uri(), identifier if isinstance(identifier, str) else "")
    except ValueError as error:
        raise NewslintError(f"{name}: `$id` is not a URL: {identifier}") from error
    files = _LocalFiles(path.parent, base_uri, inside)
    gate = None
    if draft == DRAFT_3:
        _check_with_jsonschema(name, raw, draft)
        _check_patterns(name, raw)
    else:
        try:
            gate = jsonschema_rs.validator_for(
                raw, formats=dict(WEB_FORMATS), validate_formats=True, retriever=files, base_uri=base_uri
            )
        except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
            _check_with_jsonschema(name, raw, draft)
            reason = files.refusal or str(error).partition("\n")[0]
            raise NewslintError(f"{name}: the schema can't be used: {reason}") from error
    return Schema(name, raw, draft, base_uri, files, gate if draft in GATED_DRAFTS else None, origin)


def _check_with_jsonschema(name: str, raw: Any, draft: str) -> None:
    from newslint.explainer import first_mistake  # noqa: PLC0415 - jsonschema costs start-up time

    mistake = first_mistake(raw, draft)
    if mistake is not None:
        raise NewslintError(f"{name}: the schema is not valid at {mistake}")


def _check_patterns(name: str, raw: Any) -> None:
    """The meta-schema of draft 3 doesn't look at the names in `patternProperties`."""
    todo = [raw]
    while todo:
        part = todo.pop()
        if isinstance(part, dict):
            todo.extend(part.values())
            for pattern in part.get("patternProperties", {}):
                try:
                    matcher(pattern)
                except (jsonschema_rs.ValidationError, ValueError) as error:
                    raise NewslintError(f"{name}: `{pattern}` is not a regular expression") from error


def _check_roles(name: str, raw: Any) -> None:
    """Refuse a role that no rule knows: it would silently do nothing."""
    todo = [(raw, "#")]
    while todo:
        part, pointer = todo.pop()
        if isinstance(part, list):
            todo.extend((item, f"{pointer}/{index}") for index, item in enumerate(part))
        elif isinstance(part, dict):
            todo.extend((value, f"{pointer}/{key}") for key, value in part.items())
            for role in as_list(part.get(KEYWORD, [])):
                if not isinstance(role, str) or role not in ROLES:
                    hint = did_you_mean(str(role), ROLES)
                    raise NewslintError(f"{name}: unknown role `{role}` at {pointer}/{KEYWORD}{hint}")


def as_list(value: Any) -> list[Any]:
    """A keyword that takes one value or a list of them."""
    return value if isinstance(value, list) else [value]
