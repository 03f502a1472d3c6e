"""Schemas that strangers wrote: every run ends soon, nothing is fetched, and nothing outside is read."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile import environment, refused, run

from newslint import cli
from newslint.schema import shipped_schema

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX has them, Windows hasn't")


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


def test_ordinary_recursion_is_no_loop(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(json.dumps(TREE), "utf-8")
    (tmp_path / "a.md").write_text("---\nk: {k: {k: {n: 1}}}\n---\n", "utf-8")
    done = run("check", "a.md", "--schema", "s.json", "--select", "SCH", cwd=tmp_path)
    assert (done.returncode, b"SCH003" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", ["article", "front-matter"])
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
    "a pattern that can't be held": ({"pattern": "^(?:(?:a{1,1000}){1,1000}){1,1000}$"}, 'is not a "regex"'),
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
