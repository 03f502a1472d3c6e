"""The schema that a document names: where the name is found, and what it may lead to."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.schema.compiled import Schema
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system.contained import Boundary


def named(front_matter: str) -> str | None:
    """What is asked for when a document with this front matter is parsed."""
    asked: list[str] = []

    def load(reference: str) -> Schema | None:
        asked.append(reference)
        return None

    source = Source("a.md", f"---\n{front_matter}---\n$schema: body.json\n".encode())
    parse_document(source, lambda _: None, named_schema=load)
    return asked[0] if asked else None


@pytest.mark.parametrize(
    ("front_matter", "reference"),
    [
        ("title: x\n", None),
        ("$schema: a.json\n", "a.json"),
        ('title: x\n$schema: " a b.json "\n', "a b.json"),
        ("$schema:\n", None),
        ("$schema: ''\n", None),
        ("$schema: 7\n", None),
        ("$schema: [a.json]\n", None),
        ("meta: {$schema: a.json}\n", None),
        ("- $schema: a.json\n", None),
        ("# yaml-language-server: $schema=a.json\ntitle: x\n", "a.json"),
        ("#yaml-language-server:$schema=a.json more\r\ntitle: x\n", "a.json"),
        ("\n# one\n  # yaml-language-server: $schema=a.json\ntitle: x\n", "a.json"),
        ("# yaml-language-server: $schema=a.json\n$schema: b.json\n", "a.json"),
        ("title: x\n# yaml-language-server: $schema=a.json\n", None),
        ("title: >\n  # yaml-language-server: $schema=a.json\n", None),
        ("# yaml-language-server: $schema=\ntitle: x\n", None),
        ("# yaml-language-server: schema=a.json\ntitle: x\n", None),
        ("# see yaml-language-server: $schema=a.json\ntitle: x\n", None),
        ("$schema: &a s.json\nother: *a\n", "s.json"),
    ],
)
def test_a_document_names_its_schema_as_a_field_or_above_the_first(
    front_matter: str, reference: str | None
) -> None:
    assert named(front_matter) == reference


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a schema, and one outside it."""
    top = tmp_path_factory.mktemp("top")
    for name in ("outside.json", "project/inside.json", "project/news/near.json", "project-2/s.json"):
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_text("{}", encoding="utf-8")
    (top / "project/out.json").symlink_to(top / "outside.json")
    (top / "project/in.json").symlink_to("inside.json")
    (top / "project/up").symlink_to(top)
    (top / "link").symlink_to("project")
    os.mkfifo(top / "project/pipe.json")
    return top / "project"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("near.json", "news/near.json"),
        ("../inside.json", "inside.json"),
        ("/inside.json", "inside.json"),
        ("/news/near.json#/$defs/a", "news/near.json"),
        ("%2e%2e/inside%2ejson", "inside.json"),
        ("../in.json", "inside.json"),
        ("../up/project/inside.json", "inside.json"),
        ("../../project/inside.json", "inside.json"),
    ],
)
def test_what_lies_in_the_project_is_loaded_once(project: Path, reference: str, found: str) -> None:
    schemas = SchemaFiles(Boundary(project))
    schema = schemas(str(project / "news/a.md"), reference)
    assert schema is not None
    assert Path(schema.name).resolve() == project / found
    assert schemas(str(project / "news/b.md"), reference) is schema
    linked = SchemaFiles(Boundary(project.parent / "link"))
    assert linked(str(project / "news/a.md"), reference) is not None, "a link may lead to the project"


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("../../outside.json", "lies outside the project"),
        ("/../outside.json", "lies outside the project"),
        ("/etc/passwd", "there is no file"),
        ("../../project-2/s.json", "lies outside the project"),
        ("../out.json", "lies outside the project"),
        ("../up/outside.json", "lies outside the project"),
        ("%2e%2e/%2e%2e/outside.json", "lies outside the project"),
        ("../%2e./outside.json", "lies outside the project"),
        ("../pipe.json", "there is no file"),
        ("..", "there is no file"),
        ("../..", "lies outside the project"),
        ("/", "there is no file"),
        ("missing.json", "there is no file `missing.json`"),
        ("a%00b", "is not the name of a file"),
        ("\ud800", "is not the name of a file"),
        ("x" * 100_000, "there is no file"),
        ("c:/inside.json", "there is no file"),
        ("c:\\inside.json", "there is no file"),
        ("..\\..\\outside.json", "there is no file"),
    ],
    ids=lambda value: value[:30].encode("unicode_escape").decode(),
)
@pytest.mark.skipif(os.name == "nt", reason="a drive and a backslash mean more there")
def test_what_is_missing_or_outside_is_refused(project: Path, reference: str, words: str) -> None:
    with pytest.raises(NewslintError) as caught:
        SchemaFiles(Boundary(project))(str(project / "news/a.md"), reference)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 150


def test_a_document_outside_the_project_has_its_own_folder(project: Path) -> None:
    schemas = SchemaFiles(Boundary(project))
    assert schemas(str(project.parent / "a.md"), "outside.json") is not None
    assert schemas(str(project.parent / "a.md"), "/outside.json") is not None
    with pytest.raises(NewslintError, match="outside the project"):
        schemas(str(project.parent / "project-2/a.md"), "../outside.json")


@pytest.mark.parametrize(
    "way", ["../out.json", "/etc/passwd", "pipe.json", "link.json", "folder", "gone.json"]
)
def test_no_reference_in_such_a_schema_leads_out(tmp_path: Path, way: str) -> None:
    inside = tmp_path / "site"
    inside.mkdir()
    (inside / "folder").mkdir()
    (tmp_path / "out.json").write_text("{}", encoding="utf-8")
    (inside / "link.json").symlink_to(tmp_path / "out.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(inside / "pipe.json")  # reading it would wait for ever
    (inside / "a.json").write_text(f'{{"properties": {{"x": {{"$ref": "{way}"}}}}}}', encoding="utf-8")
    with pytest.raises(NewslintError, match="no file inside the project"):
        SchemaFiles(Boundary(inside))(str(inside / "a.md"), "a.json")


def test_references_inside_the_project_work(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"type": "string"}', encoding="utf-8")
    (tmp_path / "a.json").write_text('{"properties": {"x": {"$ref": "b.json"}}}', encoding="utf-8")
    schema = SchemaFiles(Boundary(tmp_path))(str(tmp_path / "a.md"), "a.json")
    assert schema is not None
    assert schema.accepts({"x": "text"})
    assert not schema.accepts({"x": 1})


@given(st.text() | st.from_regex(r"\A[./%2eE#:\\a-z\[\]]{0,30}\Z"))
def test_any_reference_is_answered(project: Path, reference: str) -> None:
    try:
        found = SchemaFiles(Boundary(project))(str(project / "news/a.md"), reference)
    except NewslintError as error:
        assert len(str(error)) < 300  # noqa: PT017 - either outcome is fine
    else:
        assert found is None or Path(found.name).resolve().is_relative_to(project)
