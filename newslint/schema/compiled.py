"""Loads a schema, checks values, and knows every field's role; open it first in this package.

A fast validator (jsonschema-rs) says whether a document is valid; only an invalid one is explained, by
jsonschema. Both check `format` and `pattern` with the same code, so they can't disagree there. Nothing is
ever fetched: a `$ref` leads into the same schema, to a file beside it, to a bundled schema, or to an official
meta-schema.
"""

import json
import os
from _thread import allocate_lock  # `threading` would be a millisecond of every start
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from newslint.errors import NewslintError, raise_if_exhausted
from newslint.finding import Path
from newslint.light_dataclasses import light_dataclass, replace
from newslint.schema.field_schema import State
from newslint.schema.first_look import FirstLook
from newslint.schema.formats import WEB_FORMATS
from newslint.schema.keywords import DRAFT_3, DRAFT_4, DRAFTS, GATED_DRAFTS, LATEST
from newslint.schema.patterns import matcher
from newslint.schema.references import References
from newslint.schema.roles import DETECT_KEYWORD, KEYWORD, ROLES
from newslint.schema.size import SchemaSize, refuse_marks
from newslint.schema.violations import Violation, collect
from newslint.system.contained import Boundary
from newslint.system.digests import blake2b
from newslint.system.file_uri import file_uri
from newslint.text.suggest import did_you_mean
from newslint.text.wording import shorten

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.protocols import Validator

    from newslint.schema.answer import Answer
    from newslint.schema.cost import SchemaWork

__all__ = ["Schema", "State", "Violation", "choose", "load_schema", "shipped_schema"]


BUNDLED_PREFIX = "newslint:"
"""What a `$ref` to a schema that comes with newslint begins with; its name follows."""

_LARGEST = 10_000_000  # bytes, as large as front matter may be
_TYPES_3 = ("string", "number", "integer", "boolean", "object", "array", "null", "any")

_Origin = tuple[Callable[..., "Schema"], tuple[Any, ...]]


class _LocalFiles:
    """Finds what a `$ref` outside the schema leads to: local files only."""

    def __init__(self, folder: FilePath, identifier: str, boundary: Boundary | None) -> None:
        self.folder = folder
        self.boundary = boundary
        self.prefix = urljoin(identifier, ".") if identifier else ""
        self.refusal: str | None = None
        self.refused = ""
        self.read: list[Any] = []
        self._known: dict[str, Any] = {}
        self._reading = allocate_lock()
        self.size = SchemaSize()

    def __call__(self, uri: str) -> Any:
        try:
            path = self._allowed(uri)
            if uri not in self._known:  # both validators ask anew for each document
                with self._reading:
                    return self._read(uri, path)
        except NewslintError as error:
            self.refusal, self.refused = str(error), uri
            raise LookupError(self.refusal) from error
        return self._known[uri]

    def _read(self, uri: str, path: FilePath) -> Any:
        """Read a file, unless another thread has done so meanwhile: it counts once."""
        if uri not in self._known:
            raw = read_json(path)
            if uri.startswith(BUNDLED_PREFIX):
                raw = _with_whole_references(raw)
            self.measure(str(path), raw)  # a file that is spelt in another way is kept once more
            _check_roles(str(path), raw)
            self.read.append(raw)
            self._known[uri] = raw
        return self._known[uri]

    def measure(self, name: str, raw: Any) -> None:
        """Count what a file holds.

        Raises:
            NewslintError: with those before it, that is too much.
        """
        try:
            self.size.add(raw)
        except NewslintError as error:
            raise NewslintError(f"{name}: {error}") from None

    def _allowed(self, uri: str) -> FilePath:
        if uri.startswith(BUNDLED_PREFIX):
            return _bundled_file(uri)
        path = self._path(urldefrag(uri).url)
        if path is None:
            raise NewslintError(f"`$ref` leads to {shorten(uri)}, and nothing is fetched from the network")
        if self.boundary is not None and not self._is_file_inside(path, self.boundary):
            raise NewslintError(f"`$ref` leads to {shorten(uri)}, and that is no file inside the project")
        if os.path.lexists(path) and not os.path.isfile(path):  # noqa: PTH113 - raises nothing; a pipe may never end
            raise NewslintError(f"`$ref` leads to {shorten(uri)}, and that is no regular file")
        return path

    def _is_file_inside(self, path: FilePath, boundary: Boundary) -> bool:
        try:
            target = os.path.realpath(path)
        except ValueError:  # a null character
            return False
        return boundary.holds(target, str(self.folder)) and os.path.isfile(target)  # noqa: PTH113 - raises nothing

    def _path(self, uri: str) -> FilePath | None:
        if self.prefix and uri.startswith(self.prefix) and not uri.startswith("file:"):
            return self.folder / unquote(uri.removeprefix(self.prefix))
        parts = urlsplit(uri)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        return FilePath(unquote(parts.path))


@light_dataclass
class Schema:
    """A compiled schema. `name` is how messages call it: `article`, or the path of a file.

    `origin` is what loads it again: a function and its arguments. `guessed` says that nobody chose it: the
    document looks like one of its kind. Then a field that it doesn't know may well be right.
    `make_gate` gives the fast validator, None for a draft that it doesn't know enough of.
    """

    name: str
    raw: Any
    draft: str
    base_uri: str
    files: _LocalFiles
    make_gate: "Callable[[], jsonschema_rs.Validator | None]"
    origin: "_Origin"
    guessed: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        """Another process loads it again."""
        return _again, (*self.origin, self.guessed)

    @cached_property
    def gate(self) -> "jsonschema_rs.Validator | None":
        """The fast validator."""
        return self.make_gate()

    @cached_property
    def _first_look(self) -> FirstLook | None:
        """What needs no validator; nothing does that others wrote."""
        return FirstLook(self.raw) if self.is_shipped else None

    @cached_property
    def digest(self) -> str:
        """Stands for all that it says: name, content, and that of the files that it refers to."""
        said = [self.name, self.draft, self.base_uri, self.guessed, self.raw, self.files.read]
        return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=32).hexdigest()

    @cached_property
    def start(self) -> State:
        """What the schema says of the root; the other fields' states follow from it."""
        try:
            return State.of(self.raw, self._references)
        except Exception as error:
            raise NewslintError(f"{self.name}: {self._trouble(error)}") from error

    @cached_property
    def work(self) -> "SchemaWork":
        """How much there is to check.

        Raises:
            NewslintError: the schema leads back to itself without end.
        """
        from newslint.schema.cost import SchemaWork  # noqa: PLC0415 - schemas that ship are small

        try:
            return SchemaWork(self.raw, self._references)
        except Exception as error:
            raise NewslintError(f"{self.name}: {self._trouble(error)}") from error

    @cached_property
    def detect(self) -> tuple[int, frozenset[str]]:
        """How many of which top-level fields mark a document as one of this schema's."""
        found = self.raw.get(DETECT_KEYWORD, {}) if isinstance(self.raw, Mapping) else {}
        return int(found.get("atLeast", 1)), frozenset(found.get("of", ()))

    def accepts(self, value: Any) -> bool:
        """Whether the fast validator calls a value valid; False also means that it can't tell.

        Raises:
            NewslintError: it would take too long.
        """
        self.refuse_endless(value)
        return self.seems_valid(value)

    def seems_valid(self, value: Any) -> bool:
        """The same, of a value that doesn't take too long."""
        if self._first_look is not None and self._first_look.accepts(value):
            return True
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
        answer = self._answer(value)
        plain = self._plain_violations(value) if answer.is_fast else None
        if plain:
            return plain
        if not answer.is_slow:
            raise NewslintError(f"{self.name}: the schema refuses more of this document than can be told")
        unevaluated = cache(lambda: self._unevaluated(value) if answer.is_fast else {})
        try:
            found = collect(self._explainer.iter_errors(value), lambda path: unevaluated().get(path, ()))
            if found or answer.is_fast:
                return found or list(self._unexplained(value))
        except RecursionError as error:
            raise NewslintError(
                f"{self.name}: a `$ref` in the schema leads back to itself without end"
            ) from error
        except Exception as error:
            raise NewslintError(f"{self.name}: {self._trouble(error)}") from error
        raise NewslintError(f"{self.name}: the schema refuses this document, and can't tell why")

    def _answer(self, value: Any) -> "Answer":
        """What it may take to say what is wrong."""
        from newslint.schema.answer import Answer, answer_to  # noqa: PLC0415 - only what is wrong is explained

        return Answer() if self.is_shipped else answer_to(self.work, value)

    def _plain_violations(self, value: Any) -> list[Violation] | None:
        """What is wrong, if the fast validator's own words are enough to tell."""
        if self.gate is None or self.draft == DRAFT_4 or not self._may_be_plain:
            return None
        from newslint.schema.quick import plain_violations  # noqa: PLC0415 - only what is wrong is explained

        try:
            json.dumps(value, allow_nan=False)  # the fast validator takes infinity for null
            return plain_violations(self.raw, self.gate.iter_errors(value), value)
        except (TypeError, ValueError):  # a date of TOML, or a number that one of them can't hold
            return None

    @cached_property
    def _may_be_plain(self) -> bool:
        from newslint.schema.quick import may_be_plain  # noqa: PLC0415 - only what is wrong is explained

        return not self.files.read and may_be_plain(self.raw)

    @property
    def is_shipped(self) -> bool:
        """Whether it ships with newslint: a test tells that these are small."""
        return self.origin[0] is shipped_schema

    def refuse_endless(self, value: Any) -> None:
        """Refuse a value that takes too long to check.

        Raises:
            NewslintError: it does.
        """
        if self.is_shipped:
            return
        try:
            self.work.refuse(value)
        except NewslintError as error:
            raise NewslintError(f"{self.name}: {error}") from None

    @cached_property
    def _references(self) -> References:
        # The fast validator doesn't know draft 3, whose references work as those of draft 4.
        raw = {**self.raw, "$schema": DRAFT_4} if self.draft == DRAFT_3 else self.raw
        return References.of(raw, self.base_uri, self.files, is_plain=self.is_shipped)

    def _trouble(self, error: Exception) -> str:
        """Why a schema that kept the rules of its draft fails in use: it leads to what is no schema."""
        if isinstance(error, NewslintError):
            return str(error)
        if self.files.refusal is not None:
            return self.files.refusal
        said = str(error).partition("\n")[0]
        if type(error).__module__.startswith("referencing") or "Referencing" in type(error).__name__:
            return f"a `$ref` can't be resolved: {said}"
        return f"the schema can't be used: {said}"

    def knows(self, field: str) -> bool:
        """Whether the schema names a top-level field."""
        return field in self.start.names

    @cached_property
    def _explainer(self) -> "Validator":
        from newslint.schema.explainer import explainer  # noqa: PLC0415 - jsonschema costs start-up time

        return explainer(self.raw, self.draft, self.base_uri, self.files)

    def _unexplained(self, value: Any) -> Iterator[Violation]:
        """What only the fast validator has against a value, in its own words."""
        with suppress(ValueError):  # numbers that JSON can't hold, and the fast validator takes for null
            json.dumps(value, allow_nan=False)
            for error in self.gate.iter_errors(value) if self.gate is not None else ():
                path = tuple(error.instance_path)
                keyword = next((str(part) for part in reversed(error.schema_path)), "false")
                yield Violation(path, keyword, None, error.instance, reason=error.message)

    def _unevaluated(self, value: Any) -> dict[Path, list[str]]:
        """The fields that `unevaluatedProperties` refuses, by the mapping that they are in."""
        from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - only what is wrong is explained

        found: dict[Path, list[str]] = {}
        for error in self.gate.iter_errors(value) if self.gate is not None else ():
            kind = error.kind
            if isinstance(kind, jsonschema_rs.ValidationErrorKind.UnevaluatedProperties):
                found.setdefault(tuple(error.instance_path), []).extend(kind.unexpected)
        return found


def _bundled_file(uri: str) -> FilePath:
    """The file of the schema that comes with newslint and that a `$ref` names.

    Raises:
        NewslintError: there is none.
    """
    name = FilePath(unquote(urldefrag(uri).url.removeprefix(BUNDLED_PREFIX))).name
    path = schema_folder() / f"{name}.schema.json"
    if not path.is_file():
        raise NewslintError(f"`$ref` leads to {shorten(uri)}, and newslint brings no such schema")
    return path


def _with_whole_references(raw: dict[str, Any]) -> dict[str, Any]:
    """A bundled schema whose references to others name these: nothing is relative to `newslint:NAME`."""
    named = [part["$ref"].removesuffix(".schema.json") for part in raw.get("allOf", ())]
    return {**raw, "allOf": [{"$ref": f"{BUNDLED_PREFIX}{name}"} for name in named]} if named else raw


def read_json(path: FilePath) -> Any:
    """Read a JSON file.

    Raises:
        NewslintError: it can't be read, is far too large, or is not JSON; the message names file, line and
            column.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)  # a device may never end
    except (OSError, ValueError) as error:
        raise_if_exhausted(error)
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise NewslintError(f"{path}: can't read the schema: {reason}") from error
    if len(data) > _LARGEST:
        raise NewslintError(f"{path}: the schema is larger than {_LARGEST:,} bytes")
    try:
        refuse_marks(data)
    except NewslintError as error:
        raise NewslintError(f"{path}: {error}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NewslintError(f"{path}: the schema is not UTF-8 (byte {error.start})") from error
    try:
        raw = json.loads(text)
        if "\\u" in text:
            json.dumps(raw, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise NewslintError(
            f"{path}:{error.lineno}:{error.colno}: the schema is not valid JSON: {error.msg}"
        ) from error
    except UnicodeEncodeError as error:
        raise NewslintError(
            f"{path}: an escape in the schema is only half of a character, such as `\\ud800`; write it whole"
        ) from error
    except (RecursionError, ValueError) as error:  # ValueError: a number of more digits than Python reads
        raise NewslintError(f"{path}: the schema is nested too deeply, or holds too long a number") from error
    return raw


def load_schema(path: FilePath, boundary: Boundary | None = None) -> Schema:
    """Load a schema from a file, in any draft from 3 to 2020-12.

    No `$ref` leads out of the boundary, if one is given.

    Raises:
        NewslintError: it can't be read, is not a valid schema, names an unknown role, or refers to
            something that is not a local file.
    """
    raw = read_json(path)
    schema = _compile(str(path), raw, path.absolute(), (load_schema, (path, boundary)), boundary)
    _check_roles(str(path), raw)
    schema.work  # noqa: B018 - so that a schema without end is told now
    return schema


@lru_cache
def shipped_schema(name: str) -> Schema:
    """Load a schema that ships with newslint by the name of its file, such as `article`."""
    path = schema_folder() / f"{name}.schema.json"
    return _compile(name, read_json(path), path, (shipped_schema, (name,)))


def changed(schema: Schema, raw: Any) -> Schema:
    """A schema that ships with newslint with other contents, which are as small."""
    folder = schema_folder() / f"{schema.name}.schema.json"
    return _compile(schema.name, raw, folder, schema.origin)


def _again(load: Callable[..., Schema], arguments: tuple[Any, ...], guessed: bool) -> Schema:  # noqa: FBT001 - for pickle
    return replace(load(*arguments), guessed=guessed)


def schema_folder() -> FilePath:
    """Where the shipped schemas lie: inside the installed package, or beside it in a checkout."""
    package = FilePath(__file__).parent.parent
    inside = package / "schemas"
    return inside if inside.is_dir() else package.parent / "schemas"


def choose(keys: Iterable[str]) -> Schema:
    """Bind a document to the shipped schema that fits its top-level fields."""
    at_least, marks = _guessed("article").detect
    return _guessed("article" if len(marks.intersection(keys)) >= at_least else "front-matter")


@lru_cache
def _guessed(name: str) -> Schema:
    return replace(shipped_schema(name), guessed=True)


def _compile(
    name: str, raw: Any, path: FilePath, origin: _Origin, boundary: Boundary | None = None
) -> Schema:
    if not isinstance(raw, bool | dict):
        raise NewslintError(f"{name}: a schema is a JSON object, or true or false")
    declared = raw.get("$schema", LATEST) if isinstance(raw, dict) else LATEST
    draft = declared.rstrip("#") if isinstance(declared, str) else repr(declared)
    if draft not in DRAFTS:
        hint = did_you_mean(draft, DRAFTS)
        raise NewslintError(
            f"{name}: unknown `$schema` {shorten(draft)}{hint}; drafts 3 to 2020-12 are known"
        )
    identifier = (raw.get("$id") or raw.get("id") or "") if isinstance(raw, dict) else ""
    try:
        base_uri = urljoin(file_uri(path), identifier if isinstance(identifier, str) else "")
    except ValueError as error:
        raise NewslintError(f"{name}: `$id` is not a URL: {identifier}") from error
    files = _LocalFiles(path.parent, base_uri, boundary)
    if origin[0] is not shipped_schema:  # a test tells that these are small
        files.measure(name, raw)
    make_gate = cache(partial(_fast_validator, name, raw, draft, base_uri, files))
    if draft == DRAFT_3:
        _check_with_jsonschema(name, raw, draft)
        _check_as_draft_3(name, raw)
    elif origin[0] is not shipped_schema:  # a test tells that these can be used
        make_gate()
    return Schema(name, raw, draft, base_uri, files, make_gate, origin)


def _fast_validator(
    name: str, raw: Any, draft: str, base_uri: str, files: _LocalFiles
) -> "jsonschema_rs.Validator | None":
    """The fast validator of a schema; None for a draft that it doesn't know enough of.

    Raises:
        NewslintError: the schema can't be used.
    """
    if draft == DRAFT_3:
        return None
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - a first look needs no validator

    try:
        gate = jsonschema_rs.validator_for(
            raw, formats=dict(WEB_FORMATS), validate_formats=True, retriever=files, base_uri=base_uri
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        _check_with_jsonschema(name, raw, draft)
        reason = files.refusal or shorten(str(error).partition("\n")[0])
        place = _place_of_reference(raw, base_uri, files.refused)
        where = "" if place is None else f"at {shorten(place)}: "
        raise NewslintError(f"{name}: the schema can't be used: {where}{reason}") from error
    return gate if draft in GATED_DRAFTS else None


def _check_with_jsonschema(name: str, raw: Any, draft: str) -> None:
    from newslint.schema.explainer import first_mistake  # noqa: PLC0415 - jsonschema costs start-up time

    try:
        mistake = first_mistake(raw, draft)
    except RecursionError as error:
        raise NewslintError(f"{name}: the schema is nested too deeply") from error
    if mistake is not None:
        raise NewslintError(f"{name}: the schema is not valid at {mistake}")


def _check_as_draft_3(name: str, raw: Any) -> None:
    """Check what the meta-schema of draft 3 doesn't look at: names of types, and patterns of fields."""
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - few schemas are so old

    for part, place in _mappings(raw):
        for kind in filter(lambda kind: isinstance(kind, str), as_list(part.get("type", []))):
            if kind not in _TYPES_3:
                hint = did_you_mean(kind, _TYPES_3)
                raise NewslintError(f"{name}: Unknown type '{shorten(kind)}' at {_pointer(place)}/type{hint}")
        for pattern in part.get("patternProperties", {}):
            try:
                matcher(pattern)
            except (jsonschema_rs.ValidationError, ValueError) as error:
                raise NewslintError(f"{name}: `{shorten(pattern)}` is not a regular expression") from error


def _check_roles(name: str, raw: Any) -> None:
    """Refuse a role that no rule knows: it would silently do nothing."""
    for part, place in _mappings(raw):
        for role in as_list(part.get(KEYWORD, [])):
            if not isinstance(role, str) or role not in ROLES:
                hint = did_you_mean(str(role), ROLES)
                raise NewslintError(f"{name}: unknown role `{role}` at {_pointer(place)}/{KEYWORD}{hint}")


def _place_of_reference(raw: Any, base_uri: str, refused: str) -> str | None:
    """Where a reference stands that leads to what was refused, or to nothing in this schema."""
    from newslint.schema.validators import jsonschema_rs  # noqa: PLC0415 - most references lead somewhere

    for part, place in _mappings(raw):
        reference = part.get("$ref")
        if not isinstance(reference, str):
            continue
        if reference.startswith("#/") and not refused:
            with suppress(ValueError, jsonschema_rs.ReferencingError):
                jsonschema_rs.Registry([(base_uri, raw)]).resolver(base_uri).lookup(reference)
                continue
            return f"{_pointer(place)}/$ref"
        with suppress(ValueError):
            if refused and urldefrag(urljoin(base_uri, reference)).url == urldefrag(refused).url:
                return f"{_pointer(place)}/$ref"
    return None


_Place = tuple[Any, ...]  # the place around it, and a key or a position


def _mappings(raw: Any) -> Iterator[tuple[dict[str, Any], _Place]]:
    """Every mapping of a schema, with its place; one long key may stand around many."""
    todo: list[tuple[Any, _Place]] = [(raw, ())]
    while todo:
        part, place = todo.pop()
        if isinstance(part, list):
            todo.extend((item, (place, index)) for index, item in enumerate(part))
        elif isinstance(part, dict):
            todo.extend((value, (place, key)) for key, value in part.items())
            yield part, place


def _pointer(place: _Place) -> str:
    """A place as a JSON pointer."""
    parts: list[str] = []
    while place:
        place, part = place
        parts.append(str(part))
    return "/".join(["#", *reversed(parts)])


def as_list(value: Any) -> list[Any]:
    """A keyword that takes one value or a list of them."""
    return value if isinstance(value, list) else [value]
