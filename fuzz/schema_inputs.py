"""JSON Schemas: refused in one line, or put to use in bounded time."""

from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import articles
from common import DOCUMENTS, check_message, own_folder
from material import FIELDS, JSON_TOKENS, KEYWORDS, TYPES, json_bytes, jsonlike, mutated
from oracles import bounded, check_report, hold

from newslint.errors import NewslintError
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.schema.compiled import load_schema
from newslint.schema.keywords import DRAFTS
from newslint.schema.roles import ROLES
from newslint.source import Source
from newslint.system.contained import Boundary

_REFS: Final = (
    "#", "#/$defs/a", "#/definitions/a", "#a", "other.json", "other.json#/a", "#/properties/title", "#/%",
    "#/~2", "", "?", "//x/y",
    "http://a.example/b", "file:///etc/hostname", "../x.json", "urn:x:y",
    "http://json-schema.org/draft-07/schema#", "#/allOf/0",
    "\x00", "é", "https://json-schema.org/draft/2020-12/schema", "schema.json", "http://[", "#/\ud800",
)  # fmt: skip
_PATTERNS: Final = (
    "^a",
    "(a+)+$",
    "[",
    "(?<=a)b",
    "\\p{L}+",
    "(a|a)*b",
    "(?P<x>a)",
    "a{1,99999}",
    "\\ud800",
    "^(?!x)",
    "",
    "\\1",
    "$^",
)
_FORMATS: Final = (
    "date-time",
    "date",
    "uri",
    "uri-reference",
    "email",
    "regex",
    "hostname",
    "uuid",
    "ipv6",
    "json-pointer",
    "x",
)


def _schema(random: Random, depth: int = 3) -> Any:
    if random.random() < 0.06 or not depth:
        return random.choice((True, False, {}, {"$ref": random.choice(_REFS)}, None, [], 1))
    return {
        (key := random.choice(KEYWORDS)): _keyword(random, key, depth) for _ in range(random.randrange(1, 6))
    }


def _keyword(random: Random, key: str, depth: int) -> Any:
    below = partial(_schema, random, depth - 1)
    if random.random() < 0.04:
        return jsonlike(random)
    if key in ("properties", "$defs", "definitions", "dependentSchemas", "dependencies"):
        return {random.choice((*FIELDS, "a")): below() for _ in range(random.randrange(5))}
    if key == "patternProperties":
        return {random.choice(_PATTERNS): below() for _ in range(random.randrange(3))}
    if key in ("allOf", "anyOf", "oneOf", "prefixItems", "extends", "disallow"):
        return [below() for _ in range(random.randrange(4))]
    plain: dict[str, Any] = {
        "type": random.choice((*TYPES, ["string", "null"], [])),
        "required": random.choice((["title"], ["title", "title"], [], True, ["a.b", ""])),
        "enum": random.choice(([], [1, "a", None], [[{}]])),
        "format": random.choice(_FORMATS),
        "pattern": random.choice(_PATTERNS),
        "$schema": random.choice((*DRAFTS, "x", "")),
        "x-newslint-role": random.choice((*ROLES, ["headline", "image"], "x", 1, [])),
        "x-newslint-detect": random.choice(({"of": ["a"], "atLeast": 1}, 1, {"of": 1})),
        "dependentRequired": {"title": ["x"]},
        "uniqueItems": True,
    }
    if key in plain:
        return plain[key]
    if key.startswith("$") or key == "id":
        return random.choice((*_REFS, "a"))
    if key.startswith(("min", "max", "exclusive", "multiple", "divisible")):
        return random.choice((0, 1, -1, 0.1, 1e300, 10**30, True))
    return below()


def make_schema(random: Random) -> bytes:
    """A schema with all keywords, right and wrong."""
    data = json_bytes(_schema(random))
    return mutated(random, data, JSON_TOKENS) if random.random() < 0.3 else data


def try_schema(data: bytes) -> None:
    """A schema is refused in one line, or put to use."""
    with own_folder() as folder:
        path = folder / "schema.json"
        path.write_bytes(data)
        (folder / "other.json").write_bytes(
            b'{"a": {"$ref": "schema.json"}, "title": {"$ref": "other.json#/a"}}'
        )
        try:
            bounded("a schema", partial(_use_schema, path))
        except NewslintError as error:
            check_message(error)


def _use_schema(path: Path) -> None:
    schema = load_schema(Path(path.name), boundary=Boundary(path.parent.resolve()))
    hold("a schema has a digest", len(schema.digest) == 64)
    settings = replace(articles.terms()[0], schema=schema)
    for document in DOCUMENTS:
        source = Source("a.md", document)
        report = check([source], settings)
        check_report(report, source)
