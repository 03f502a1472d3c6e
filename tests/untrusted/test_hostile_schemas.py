"""Schemas that strangers wrote: every run ends soon, nothing is fetched, and nothing outside is read."""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hostile import environment, refused, run

from newslint import cli
from newslint.frontmatter.nodes import Limits
from newslint.lint.examiner import Examined, Examiner
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.schema.bundled import BUNDLED
from newslint.schema.compiled import load_schema, shipped_schema
from newslint.source import Source
from newslint.text import suggest

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX has them, Windows hasn't")

LITTLE = 400 << 20  # bytes of address space, of which Python and its libraries take a part


def doubled(keyword: str, leaf: dict[str, Any], depth: int = 40) -> dict[str, Any]:
    """Definitions that each refer twice to the one before."""
    definitions = {"d0": leaf}
    for number in range(1, depth + 1):
        definitions[f"d{number}"] = {keyword: [{"$ref": f"#/$defs/d{number - 1}"}] * 2}
    return {"$ref": f"#/$defs/d{depth}", "$defs": definitions}


def nested(keyword: str, depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {}
    for _ in range(depth):
        schema = {keyword: {"a": schema} if keyword == "properties" else [schema]}
    return schema


def unevaluated(depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object"}
    for _ in range(depth):
        schema = {"allOf": [schema], "unevaluatedProperties": False}
    return schema


TREE = {"properties": {"n": {"type": "string"}, "k": {"anyOf": [{"$ref": "#"}] * 3}}}
LOOKAHEAD = "(?=a)(a+)+$"

# A schema, the front matter, the exit status, and what is said.
ENDLESS: dict[str, tuple[Any, str, int, str]] = {
    "linear pattern": ({"properties": {"a": {"pattern": "^(a+)+$"}}}, f"a: {'a' * 500_000}!", 1, "SCH006"),
    "pattern with lookahead": (
        {"properties": {"a": {"pattern": "^(?=a)(a|a)*b$"}}},
        f"a: {'a' * 60}!",
        1,
        "SCH006",
    ),
    "long text": ({"properties": {"a": {"pattern": LOOKAHEAD}}}, f"a: {'a' * 500_000}!", 2, "so much"),
    "many texts": (
        {"properties": {"a": {"items": {"pattern": LOOKAHEAD}}}},
        "a:\n" + f"- {'a' * 60}!\n" * 5000,
        2,
        "so much",
    ),
    "names": (
        {"patternProperties": {LOOKAHEAD: True}},
        "".join(f"{'a' * 60}{number}: 1\n" for number in range(5000)),
        2,
        "so much",
    ),
    "allOf": (doubled("allOf", {"type": "object"}), "a: 1", 2, "so much"),
    "anyOf": (doubled("anyOf", {"minProperties": 9}), "a: 1", 2, "so much"),
    "oneOf": (doubled("oneOf", {"minProperties": 9}), "a: 1", 2, "so much"),
    "recursion": (TREE, "k: " + "{k: " * 30 + "{n: 1}" + "}" * 30, 2, "so much"),
    "unevaluatedProperties": (unevaluated(25), "a: 1", 2, "so much"),
    "uniqueItems": (
        {"properties": {"a": {"uniqueItems": True}}},
        "a:\n" + "".join(f"- {{x: {number}}}\n" for number in range(20_000)) + "- {x: 1}\n",
        1,
        "SCH008",
    ),
    "many patterns": (
        {"patternProperties": {f"^p{number}(?!x)": {"type": "integer"} for number in range(300)}},
        "".join(f"p{number}: x\n" for number in range(300)),
        1,
        "SCH003",
    ),
    "a long chain": (
        {
            "$ref": "#/$defs/d0",
            "$defs": {f"d{i}": {"$ref": f"#/$defs/d{i + 1}"} for i in range(3000)} | {"d3000": {}},
        },
        "a: 1",
        2,
        "too many references lead from one to the next",
    ),
    "deep": (nested("properties", 400), "a: 1", 2, "nested too deeply"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", ENDLESS)
def test_a_run_ends_whatever_the_schema_asks(case: str, tmp_path: Path) -> None:
    schema, text, status, words = ENDLESS[case]
    (tmp_path / "s.json").write_text(json.dumps(schema), "utf-8")
    (tmp_path / "a.md").write_text(f"---\n{text}\n---\n", "utf-8")
    done = run("check", "a.md", "--schema", "s.json", "--select", "SCH", cwd=tmp_path)
    if status == 2:
        refused(done, words)
    else:
        assert (done.returncode, done.stderr) == (status, b"")
        assert words in done.stdout.decode()
        assert len(done.stdout) < 200_000


def lines(number: int, form: str) -> str:
    return "".join(f"{form.format(n)}\n" for n in range(number))


def fields(number: int, form: str = "name{}") -> dict[str, Any]:
    return {form.format(n): {} for n in range(number)}


PATTERNS: dict[str, Any] = {f"^k{number}[a-z]+$": {} for number in range(1900)}
LONG = "ab" * 47
NAME = "abcdefghij"
TOLD = "can be told"

# What a stranger's document and the schema that it names may hold: a schema, the front matter, what is said.
NAMED: dict[str, tuple[Any, str, str]] = {
    "unknown fields beside many names": (
        {"properties": fields(20_000), "additionalProperties": False},
        lines(20_000, "nam{}x: 1"),
        "SCH002 19,000 more of these",
    ),
    "unknown fields near a thousand names": (
        {"properties": fields(900, "name{:04}abcdefgh"), "additionalProperties": False},
        lines(5000, "name{:04}abdcefghx: 1"),
        "SCH002 4,000 more of these",
    ),
    "unknown fields with long names": (
        {"properties": fields(900, LONG + "{:04}"), "additionalProperties": False},
        lines(2000, LONG[::-1] + "{:04}: 1"),
        "unknown field",
    ),
    "unknown fields in many mappings": (
        {"properties": {"a": {"items": {"properties": fields(900), "additionalProperties": False}}}},
        "a:\n" + lines(20_000, "- {{nam{}x: 1}}"),
        "SCH002 19,000 more of these",
    ),
    "unevaluated fields": (
        {"allOf": [{"properties": fields(20_000)}], "unevaluatedProperties": False},
        lines(20_000, "nam{}x: 1"),
        TOLD,
    ),
    "too many patterns": (
        {"patternProperties": {f"^k{number}[a-z]+$": {} for number in range(5000)}},
        lines(500, "z{}: 1"),
        "more than 2,000 patterns",
    ),
    "many patterns and fields": ({"patternProperties": PATTERNS}, lines(5000, "z{}: 1"), "so much"),
    "many patterns below a reference": (
        {"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"patternProperties": PATTERNS}]}}},
        lines(5000, "z{}: 1"),
        "so much",
    ),
    "many patterns that allow all": (
        {"patternProperties": dict.fromkeys(PATTERNS, True)},
        lines(5000, "z{}: 1"),
        "so much",
    ),
    "a pattern that repeats": (
        {"pattern": "(?=x)(?:(?:\\w{1,1000}){1,1000}){1,1000}"},
        "a: 1\n",
        "repeat too much",
    ),
    "patterns that repeat": (
        {"allOf": [{"pattern": f"(?=x)(?:a{{1,100}}){{1,100}}{number}"} for number in range(300)]},
        "a: 1\n",
        "repeat too much",
    ),
    "patterns over a long text": (
        {"properties": {"a": {"allOf": [{"pattern": f"b{number}"} for number in range(1500)]}}},
        f"a: {'a' * 5_000_000}\n",
        "so much",
    ),
    "quantifiers within each other": (
        {"properties": {"a": {"pattern": "^(a+)+$"}, "b": {"propertyNames": {"pattern": "^(a+)+$"}}}},
        f"a: {'a' * 100_000}!\nb: {{{'a' * 60}!: 1}}\n",
        "must match",
    ),
    "texts that are patterns": (
        {"properties": {"a": {"items": {"format": "regex"}}}},
        "a:\n" + lines(500, "- '(?=x)(?:a{{1,100}}){{1,100}}{}'"),
        "so much",
    ),
    "a list of allowed values": (
        {"properties": {"a": {"items": {"enum": [f"value{number}" for number in range(20_000)]}}}},
        "a:\n" + lines(5000, "- valeu{}x"),
        TOLD,
    ),
    "values near allowed ones": (
        {"properties": {"a": {"items": {"enum": [f"value{number:05}xyz" for number in range(900)]}}}},
        "a:\n" + lines(2000, "- valeu{:05}xyy"),
        "must be one of",
    ),
    "missing fields": (
        {"required": [*fields(20_000)]},
        lines(20_000, "nmae{}: 1"),
        "SCH001 19,000 more of these",
    ),
    "missing fields near those that are there": (
        {"required": [*fields(900, "name{:04}")]},
        lines(900, "nmae{:04}x: 1"),
        "`name0899` is missing",
    ),
    "missing fields in many mappings": (
        {"properties": {"a": {"items": {"required": [*fields(900)]}}}},
        "a:\n" + lines(2000, "- {{nam{}x: 1}}"),
        TOLD,
    ),
    "fields that require others": (
        {"dependentRequired": {f"z{number}": [*fields(200)] for number in range(200)}},
        lines(200, "z{}: 1"),
        "is missing (required beside",
    ),
    "schemas that depend on fields": (
        {"dependentSchemas": {f"z{number}": {"required": [f"r{number}"]} for number in range(5000)}},
        lines(5000, "z{}: 1"),
        "SCH001 4,000 more of these",
    ),
    "names of fields": ({"propertyNames": {"pattern": "^[A-Z]+$"}}, lines(20_000, "nmae{}: 1"), "must match"),
    "names below": (
        {"properties": {"a": {"propertyNames": {"enum": [*fields(900)]}}}},
        "a:\n" + lines(5000, "  nmae{}: 1"),
        "must be one of",
    ),
    "one of many": (
        {"properties": {"a": {"items": {"oneOf": [{"const": number} for number in range(2000)]}}}},
        "a:\n" + lines(500, "- d{}"),
        TOLD,
    ),
    "any of many": (
        {
            "additionalProperties": {
                "anyOf": [{"properties": {"k": {"const": n}}, "required": ["z"]} for n in range(1000)]
            }
        },
        lines(500, "f{}: {{k: 5000}}"),
        "so much",
    ),
    "a definition that is spelt in many ways": (
        {
            "$defs": {"abcdefghij": {"enum": [*range(50_000)]}},
            "allOf": [
                {
                    "$ref": "#/$defs/"
                    + "".join(f"%{ord(c):x}" if n >> i & 1 else c for i, c in enumerate(NAME))
                }
                for n in range(1000)
            ],
        },
        "a: 1\n",
        "lead to too much",
    ),
    "a large definition of many fields": (
        {
            "$defs": {"a": {"enum": [*range(50_000)]}},
            "properties": {f"p{number}": {"$ref": "#/$defs/a"} for number in range(2000)},
        },
        lines(2000, "p{}: 1"),
        "no findings",
    ),
    "many conditions": (
        {
            "allOf": [
                {
                    "if": {"properties": {f"k{n}": {"const": 1}}, "required": [f"k{n}"]},
                    "then": {"required": ["z"]},
                }
                for n in range(3000)
            ]
        },
        lines(3000, "k{}: 1"),
        "so much",
    ),
    "a number of many digits": (
        {"properties": {"a": {"minLength": 10**4000}}},
        "a: x\n",
        "must have 10,000,000,",
    ),
    "a long name around many": (
        {"properties": {"a" * 1_000_000: {"properties": fields(20_000), "minProperties": 1}}},
        "a: 1\n",
        "names that are too long",
    ),
    "many values": ('{"allOf": [' + ",".join(["{}"] * 3_000_000) + "]}", "a: 1\n", "commas and brackets"),
    "many subschemas": ({"enum": [*range(100_001)]}, "a: 1\n", "more than 100,000 values"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", NAMED)
def test_a_run_ends_whatever_schema_a_document_names(case: str, tmp_path: Path) -> None:
    schema, text, words = NAMED[case]
    content = schema if isinstance(schema, str) else json.dumps(schema)
    (tmp_path / "s.json").write_text(content, "utf-8")
    (tmp_path / "a.md").write_text(f"---\n$schema: s.json\n{text}---\n", "utf-8")
    done = run("check", "a.md", "--output-format", "concise", "--select", "SCH", cwd=tmp_path, memory=LITTLE)
    assert done.stderr == b""
    assert done.returncode == (0 if words == "no findings" else 1)
    assert words in done.stdout.decode()


@posix
def test_a_sparse_file_is_no_schema(tmp_path: Path) -> None:
    with (tmp_path / "s.json").open("wb") as file:
        file.truncate(3_000_000_000)
    (tmp_path / "a.md").write_text("---\n$schema: s.json\n---\n", "utf-8")
    done = run("check", "a.md", "--output-format", "concise", cwd=tmp_path, memory=LITTLE)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"the schema is larger than 10,000,000 bytes" in done.stdout


def test_files_that_a_schema_refers_to_count_too_and_once_each(tmp_path: Path) -> None:
    for number in range(3):
        text = json.dumps({"$defs": {"a": {}}, "enum": list(range(45_000))})
        (tmp_path / f"{number}.json").write_text(text, "utf-8")
    both = {"allOf": [{"$ref": "0.json#/$defs/a"}, {"$ref": "1.json#/$defs/a"}, {"$ref": "0.json#/$defs/a"}]}
    for schema, expected in ((both, 0), ({"allOf": [*both["allOf"], {"$ref": "2.json#/$defs/a"}]}, 2)):
        (tmp_path / "s.json").write_text(json.dumps(schema), "utf-8")
        (tmp_path / "a.md").write_text("---\na: 1\n---\n", "utf-8")
        done = run("check", "a.md", "--schema", "s.json", cwd=tmp_path)
        assert done.returncode == expected
    refused(done, "holds more than 100,000 values")


# Where nothing is refused yet, twice as much takes twice as many steps.
GROWING: dict[str, Callable[[int], tuple[Any, str]]] = {
    "unknown fields": lambda n: (
        {"properties": fields(n), "additionalProperties": False},
        lines(n, "nam{}x: 1"),
    ),
    "unknown fields in mappings": lambda n: (
        {"properties": {"a": {"items": {"properties": fields(300), "additionalProperties": False}}}},
        "a:\n" + lines(n, "- {{nam{}x: 1}}"),
    ),
    "missing fields": lambda n: ({"required": [*fields(n)]}, lines(n, "nmae{}: 1")),
    "missing fields, by the slow validator": lambda n: (
        {"required": [*fields(n)], "not": {"required": ["nmae0"]}},
        lines(n, "nmae{}: 1"),
    ),
    "fields that require others": lambda n: (
        {"dependentRequired": {"z": [*fields(n)]}},
        "z: 1\n" + lines(n, "nmae{}: 1"),
    ),
    "allowed values": lambda n: (
        {"properties": {"a": {"items": {"enum": [*fields(100)]}}}},
        "a:\n" + lines(n, "- nmae{}"),
    ),
    "patterns": lambda n: (
        {"patternProperties": {f"^k{m}[a-z]+$": {} for m in range(20)}, "additionalProperties": False},
        lines(n, "z{}: 1"),
    ),
    "names": lambda n: ({"propertyNames": {"maxLength": 3}}, lines(n, "nmae{}: 1")),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", GROWING)
def test_steps_grow_with_the_document_and_the_schema(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggest, "_STEPS", 0)  # that guessing ends is counted in tests/text/test_suggest.py
    counts = []
    for number in (100, 1000, 2000):  # the first one meets what is made once
        schema, text = GROWING[case](number)
        (tmp_path / "s.json").write_text(json.dumps(schema), "utf-8")
        source = Source("a.md", f"---\n{text}---\n".encode())
        # Each finding is told: what is only counted costs less.
        limits = Limits(max_findings=10_000)
        examiner = Examiner(
            Settings(BUILT_IN.defaults, schema=load_schema(tmp_path / "s.json"), limits=limits)
        )
        examined, steps = counted(partial(examiner.examine, Job("a.md"), source))
        assert examined is not None
        assert len([found for found in examined.findings if found.code[:3] == "SCH"]) >= number
        counts.append(steps)
    assert counts[2] < 2.3 * counts[1]


def counted(work: Callable[[], Examined | None]) -> tuple[Examined | None, int]:
    """What comes of some work, and how many lines of Python and calls of C it takes."""
    steps = 0

    def line(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        del frame, argument
        steps += event == "line"
        return line

    def call(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal steps
        del frame, argument
        steps += event == "c_call"

    sys.settrace(line)
    sys.setprofile(call)
    try:
        found = work()
    finally:
        sys.settrace(None)
        sys.setprofile(None)
    return found, steps


def test_ordinary_recursion_is_no_loop(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps(TREE), "utf-8")
    (tmp_path / "a.md").write_text("---\nk: {k: {k: {n: 1}}}\n---\n", "utf-8")
    done = run("check", "a.md", "--schema", "s.json", "--select", "SCH", cwd=tmp_path)
    assert (done.returncode, b"SCH003" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", BUNDLED)
def test_shipped_schemas_need_no_counting(name: str) -> None:
    shipped_schema(name).work.refuse({"related": [{"related": []}] * 100_000})


LOOPS: dict[str, tuple[Any, str]] = {
    "itself": ({"$ref": "#"}, "#"),
    "allOf": ({"allOf": [{"$ref": "#"}]}, "#"),
    "anyOf": ({"anyOf": [{"type": "object"}, {"$ref": "#"}]}, "#"),
    "not": ({"not": {"$ref": "#"}}, "#"),
    "if": ({"if": {"$ref": "#"}}, "#"),
    "then": ({"if": True, "then": {"$ref": "#"}}, "#"),
    "dependentSchemas": ({"dependentSchemas": {"a": {"$ref": "#"}}}, "#"),
    "each other": (
        {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        "#/$defs/a",
    ),
    "far below": (
        {
            "properties": {"x": {"items": {"$ref": "#/$defs/a"}}},
            "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}},
        },
        "#/$defs/a",
    ),
    "$dynamicRef": ({"$dynamicAnchor": "x", "$dynamicRef": "#x"}, "#x"),
    "$recursiveRef": (
        {
            "$schema": "https://json-schema.org/draft/2019-09/schema",
            "$recursiveAnchor": True,
            "$recursiveRef": "#",
        },
        "#",
    ),
    "draft 7": (
        {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "properties": {"a": {"$ref": "#/properties/a"}},
        },
        "#/properties/a",
    ),
    "draft 3": ({"$schema": "http://json-schema.org/draft-03/schema#", "extends": {"$ref": "#"}}, "#"),
}


def said_of(
    schema: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """What the command line says of a schema that it refuses."""
    text = schema if isinstance(schema, str) else json.dumps(schema)
    (folder / "s.json").write_text(text, "utf-8", "surrogatepass")
    (folder / "a.md").write_text("---\na: 1\n---\n", "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", ["newslint", "check", "a.md", "--schema", "s.json", "--no-cache"])
    assert cli.main() == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("newslint: s.json")
    assert captured.err.count("\n") == 1
    assert len(captured.err) < 1000
    assert "internal error" not in captured.err
    return captured.err


@pytest.mark.parametrize("case", LOOPS)
def test_a_schema_that_leads_back_to_itself_is_refused_with_its_place(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    schema, place = LOOPS[case]
    said = said_of(schema, tmp_path, monkeypatch, capsys)
    assert said.endswith(f"leads back to itself without end, at {place}\n")


def referring(reference: str, **more: Any) -> dict[str, Any]:
    return {**more, "properties": {"a": {"$ref": reference}}}


AT = "at #/properties/a/$ref: "
BROKEN: dict[str, tuple[Any, str]] = {
    "missing definition": (referring("#/$defs/nope"), f"{AT}Pointer '/$defs/nope' does not exist"),
    "missing file": (referring("nope.json"), f"{AT}"),
    "http": (referring("http://127.0.0.1:9/x.json"), "nothing is fetched from the network"),
    "https": (referring("https://example.com/x.json"), "nothing is fetched from the network"),
    "two slashes": (referring("//example.com/x.json"), "nothing is fetched from the network"),
    "another host": (referring("file://evil.example/x.json"), "nothing is fetched from the network"),
    "ftp": (referring("ftp://example.com/x.json"), "nothing is fetched from the network"),
    "data": (referring("data:application/json,%7B%7D"), "nothing is fetched from the network"),
    "a base elsewhere": (
        referring("../../x.json", **{"$id": "http://example.com/a/b.json"}),
        "nothing is fetched",
    ),
    "a base below": (
        {"properties": {"a": {"$id": "http://evil.example/", "$ref": "x.json"}}},
        "nothing is fetched",
    ),
    "folder": (referring("."), "no regular file"),
    "null character": (referring("a%00b"), "can't read the schema"),
    "unknown type of draft 3": (
        {"$schema": "http://json-schema.org/draft-03/schema#", "properties": {"a": {"type": "sting"}}},
        "Unknown type 'sting' at #/properties/a/type; did you mean `string`?",
    ),
    "no JSON": ("title: a", "s.json:1:1: the schema is not valid JSON"),
    "empty": ("", "s.json:1:1: the schema is not valid JSON"),
    "a list": ("[]", "a schema is a JSON object"),
    "too deep": ("[" * 100_000, "nested too deeply"),
    "a long number": ('{"minimum": ' + "9" * 5000 + "}", "too long a number"),
    "50 MB": ('{"description": "' + "a" * 50_000_000 + '"}', "the schema is larger than 10,000,000 bytes"),
    "a pattern that can't be held": ({"pattern": "^(?:(?:a{1,1000}){1,1000}){1,1000}$"}, "repeat too much"),
    "escapes": (referring("\x1b[31m\u202e\nx.json"), "\\x1b[31m"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_schema_that_cannot_be_used_is_one_line_that_says_where(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    schema, words = BROKEN[case]
    said = said_of(schema, tmp_path, monkeypatch, capsys)
    assert words in said
    assert said.strip().isprintable()


@posix
@pytest.mark.parametrize("target", ["pipe", "/dev/zero", "/dev/tty", "/proc/self/mem"])
def test_a_reference_to_what_never_ends_is_not_opened(target: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "s.json").write_text(
        json.dumps(referring(f"file://{target}" if target[0] == "/" else target))
    )
    (tmp_path / "a.md").write_text("---\na: 1\n---\n", "utf-8")
    refused(run("check", "a.md", "--schema", "s.json", cwd=tmp_path), AT)


@posix
def test_a_schema_that_never_ends_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\na: 1\n---\n", "utf-8")
    done = run("check", "a.md", "--schema", "/dev/zero", cwd=tmp_path)
    refused(done, "/dev/zero: the schema is larger than 10,000,000 bytes")


# What a document may say, with the files of `project_with` around it.
OUTSIDE = [
    "../outside.json",
    "link.json",
    "folder-link/outside.json",
    "refers-up.json",
    "refers-link.json",
    "refers-absolute.json",
    "refers-base.json",
    "pipe",
    "refers-pipe.json",
    "refers-network.json",
    "loop.json",
    "refers-null.json",
    "schemas",
    "no-json.json",
]


def project_with(folder: Path) -> Path:
    """A project whose schemas lead out of it in every way; what lies outside would allow nothing."""
    project = folder / "project"
    (project / "schemas").mkdir(parents=True)
    (folder / "outside.json").write_text('{"description": "SECRET", "maxProperties": 0}', "utf-8")
    (project / "newslint.toml").touch()
    (project / "link.json").symlink_to(folder / "outside.json")
    (project / "folder-link").symlink_to(folder)
    os.mkfifo(project / "pipe")
    for name, schema in {
        "refers-up": {"$ref": "../outside.json"},
        "refers-link": {"$ref": "link.json"},
        "refers-absolute": {"$ref": (folder / "outside.json").as_uri()},
        "refers-base": {"$id": f"{folder.as_uri()}/", "$ref": "outside.json"},
        "refers-pipe": {"$ref": "pipe"},
        "refers-network": {"$ref": "http://127.0.0.1:9/x.json"},
        "refers-null": {"$ref": "a%00b"},
        "loop": {"$ref": "#"},
    }.items():
        (project / f"{name}.json").write_text(json.dumps(schema), "utf-8")
    (project / "no-json.json").write_text("SECRET", "utf-8")
    for number, reference in enumerate(OUTSIDE):
        (project / f"{number:02}.md").write_text(f"---\n$schema: {reference}\n---\n", "utf-8")
    return project


GUARD = """
import socket
def refuse(*_, **__):
    raise SystemExit("a socket was opened")
class Refused(socket.socket):  # modules that nobody asks for may derive from it
    __init__ = refuse
socket.socket, socket.create_connection, socket.getaddrinfo = Refused, refuse, refuse
"""


@posix
def test_what_documents_name_stays_in_the_project_and_off_the_network(tmp_path: Path) -> None:
    project = project_with(tmp_path)
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, "utf-8")
    path = os.pathsep.join((str(guard), environment()["PYTHONPATH"]))
    done = run(
        "check",
        "--select",
        "SCH",
        "--output-format",
        "concise",
        "--jobs",
        "1",
        cwd=project,
        env={"PYTHONPATH": path},
    )
    assert (done.returncode, done.stderr) == (1, b"")
    lines = done.stdout.decode().splitlines()[:-1]
    assert [line.partition(":")[0] for line in lines] == [f"{n:02}.md" for n in range(len(OUTSIDE))]
    for line in lines:
        assert "SCH010" in line
        assert "SECRET" not in line
