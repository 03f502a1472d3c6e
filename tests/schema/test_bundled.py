"""The schemas that ship: their names, what presets accept and refuse, and who may refer to them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.knowledge.generators import GENERATORS
from newslint.schema.bundled import BUNDLED, bundled_schema, files_of, named_schema
from newslint.schema.compiled import Schema, load_schema, schema_folder
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system.contained import Boundary

# Generator -> what it takes, in every form, as its documentation and code say.
ACCEPTED: dict[str, list[dict[str, Any]]] = {
    "astro": [{"layout": "../Post.astro", "slug": "cranes", "title": 7, "tags": "a"}, {"slug": None}],
    "docusaurus": [
        {"tags": ["ports", {"label": "Ports", "permalink": "/ports"}], "authors": "ada", "slug": 2024},
        {"authors": [{"name": "Ada"}], "draft": True, "sidebar_position": 1.5, "pagination_next": None},
        {"toc_min_heading_level": 2, "toc_max_heading_level": 6, "last_update": {"date": "2024-06-02"}},
    ],
    "eleventy": [
        {"date": "git Last Modified", "permalink": False, "tags": "news", "layout": False},
        {"permalink": {"build": "/a/"}, "eleventyNavigation": {"key": "A"}, "tags": ["a"]},
    ],
    "hexo": [
        {"categories": [["Port", "Cranes"], ["Energy"]], "tags": "ports", "layout": False, "comments": True},
        {"date": "2024-05-16 09:30:00", "updated": "2024-06-02", "photos": ["/a.jpg"], "published": False},
    ],
    "hugo": [
        {"aliases": ["/a/"], "menu": "main", "weight": 10, "draft": "true", "cascade": [{"params": {}}]},
        {"aliases": "/a/", "menus": {"main": {"weight": 1}}, "build": {"list": "never"}, "title": 1984},
        {"date": "2024-05-16", "lastmod": None, "tags": None, "resources": [{"src": "a.jpg"}]},
    ],
    "jekyll": [
        {"categories": "port cranes", "tags": ["a"], "layout": None, "published": False, "permalink": "/a/"},
        {"author": {"name": "Ada"}, "redirect_from": "/a/", "image": {"path": "/a.jpg"}, "title": True},
    ],
    "nuxt": [
        {"navigation": False, "seo": {"title": "A"}, "draft": True},
        {"navigation": {"title": "A"}},
    ],
    "obsidian": [{"tags": "a, b", "aliases": ["a"], "cssclasses": None, "publish": True}, {"tags": ["a"]}],
    "pelican": [{"title": "A", "tags": "a, b", "status": "draft", "date": "2024-05-16 9:30"}, {"tags": "a"}],
    "quarto": [
        {"author": [{"name": "Ada"}], "date": "today", "format": {"html": {"toc": True}}, "keywords": ["a"]},
        {"listing": {"contents": "posts"}, "draft": True, "image": False, "toc": True, "title": 7},
    ],
    "starlight": [
        {"title": "A", "sidebar": {"order": 2, "badge": {"text": "New"}}, "prev": False, "next": "B"},
        {"lastUpdated": False, "tableOfContents": {"maxHeadingLevel": 4}, "editUrl": False},
        {"lastUpdated": "2024-06-02", "head": [{"tag": "title", "content": "A"}]},
    ],
    "vitepress": [
        {"layout": False, "lastUpdated": False, "outline": [2, 3], "aside": "left", "title": 7},
        {"head": [["meta", {"name": "a"}]], "hero": {"name": "A"}, "features": [{"title": "B"}]},
    ],
    "zola": [
        {"title": "A", "date": "2024-05-16", "taxonomies": {"tags": ["a"]}, "weight": 0, "draft": False},
        {"aliases": ["a"], "authors": ["Ada"], "extra": {"any": 1}, "sort_by": "date", "paginate_by": 5},
    ],
}  # fmt: skip
# Generator -> a value that it refuses or loses, and where it stands.
REFUSED: dict[str, list[tuple[dict[str, Any], tuple[str | int, ...]]]] = {
    "astro": [({"slug": ["a"]}, ("slug",))],
    "docusaurus": [
        ({"tags": "a, b"}, ("tags",)),
        ({"keywords": "a"}, ("keywords",)),
        ({"toc_min_heading_level": 1}, ("toc_min_heading_level",)),
        ({"toc_max_heading_level": 7}, ("toc_max_heading_level",)),
    ],
    "eleventy": [({"pagination": "collections.news"}, ("pagination",)), ({"date": ["a"]}, ("date",))],
    "hexo": [({"permalink": ["a"]}, ("permalink",)), ({"date": {}}, ("date",))],
    "hugo": [({"aliases": {"a": "b"}}, ("aliases",)), ({"params": "a"}, ("params",))],
    "jekyll": [({"tags": 2024}, ("tags",)), ({"permalink": True}, ("permalink",))],
    "nuxt": [({"seo": "a"}, ("seo",)), ({"path": ["a"]}, ("path",))],
    "obsidian": [({"aliases": {"a": 1}}, ("aliases",))],
    "quarto": [({"aliases": "a"}, ("aliases",)), ({"execute": "never"}, ("execute",))],
    "starlight": [
        ({"title": 404}, ("title",)),
        ({"sidebar": {"order": "2"}}, ("sidebar", "order")),
        ({"head": {"tag": "title"}}, ("head",)),
    ],
    "vitepress": [({"head": "a"}, ("head",)), ({"hero": "a"}, ("hero",))],
    "zola": [
        ({"title": 404}, ("title",)),
        ({"weight": -1}, ("weight",)),
        ({"taxonomies": {"tags": "a"}}, ("taxonomies", "tags")),
        ({"authors": ["Ada", 2]}, ("authors", 1)),
    ],
}


def test_presets_are_those_of_all_generators() -> None:
    assert ("article", "front-matter", *GENERATORS) == BUNDLED
    names = {path.name.removesuffix(".schema.json") for path in schema_folder().iterdir()}
    assert names == {*BUNDLED, "newslint", "report"}
    assert set(ACCEPTED) == set(GENERATORS)
    assert set(REFUSED) == {*GENERATORS} - {"pelican"}, "headers hold texts, and no type is wrong"


@pytest.mark.parametrize(
    ("name", "value"), [(n, value) for n, values in ACCEPTED.items() for value in values]
)
def test_presets_accept_what_the_generator_takes(name: str, value: dict[str, Any]) -> None:
    assert bundled_schema(name).violations(value) == []


@pytest.mark.parametrize(
    ("name", "value", "path"), [(n, *case) for n, cases in REFUSED.items() for case in cases]
)
def test_presets_refuse_what_the_generator_refuses_or_loses(
    name: str, value: dict[str, Any], path: tuple[str | int, ...]
) -> None:
    assert [violation.path for violation in bundled_schema(name).violations(value)] == [path]


@pytest.mark.parametrize("name", GENERATORS)
def test_presets_require_and_forbid_nothing(name: str) -> None:
    raw = bundled_schema(name).raw
    assert set(raw) == {"$schema", "title", "description", "$comment", "allOf", "properties"}
    assert bundled_schema(name).violations({}) == []
    assert bundled_schema(name).violations({"a-field-of-ours": {"x": [1]}}) == []


@pytest.mark.parametrize("name", GENERATORS)
def test_fields_of_presets_have_a_source_and_sound_examples(name: str) -> None:
    schema = bundled_schema(name)
    fields = schema.raw["properties"]
    assert list(fields) == sorted(fields, key=str.casefold)
    for field, part in fields.items():
        assert re.search(r"\. Source: [^.]+(?:\.[^.]+)*\.$", part["description"]), field
        assert part["examples"], field
        assert [schema.violations({field: example}) for example in part["examples"]] == [
            [] for _ in part["examples"]
        ], field


@pytest.mark.parametrize("name", GENERATORS)
def test_presets_know_what_front_matter_means(name: str) -> None:
    own, shared = bundled_schema(name), bundled_schema("front-matter")
    for field in ("title", "description", "date", "canonical_url"):
        assert own.start.field(field).roles >= shared.start.field(field).roles


def test_a_preset_adds_roles_of_its_own() -> None:
    assert "updated" in bundled_schema("hexo").start.field("updated").roles
    assert "topic" in bundled_schema("zola").start.field("taxonomies").field("tags").item(0).roles


# -- names


def loaded(reference: str, path: Path) -> tuple[str, list[str]]:
    """The name of the schema that a person gets, and the files that were asked for."""
    asked: list[str] = []

    def load(file: str) -> Schema:
        asked.append(file)
        return load_schema(Path(file))

    return named_schema(reference, str(path), load).name, asked


def test_a_bare_name_is_bundled_and_anything_else_a_file(tmp_path: Path) -> None:
    for name in ("hugo", "mine", "hugo.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert loaded("hugo", tmp_path / "hugo") == ("hugo", [])
    for name in ("mine", "hugo.json"):
        file = str(tmp_path / name)
        assert loaded(name, tmp_path / name) == (file, [file])
    with pytest.raises(NewslintError, match=r"gone\.json: can't read the schema: no such file"):
        loaded("gone.json", tmp_path / "gone.json")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("hogo", "; did you mean `hugo`?"),
        ("Jekyll", "; did you mean `jekyll`?"),
        ("report", "; `newslint schema list` tells those that are there"),
        ("a-1_B", "; `newslint schema list` tells those that are there"),
    ],
)
def test_a_name_of_none_is_told(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(NewslintError) as caught:
        loaded(name, tmp_path / name)
    assert str(caught.value) == f"no schema and no file is called `{name}`{hint}"


def test_a_name_has_64_characters_at_most(tmp_path: Path) -> None:
    with pytest.raises(NewslintError, match="no schema and no file is called"):
        loaded("a" * 64, tmp_path / "a")


@pytest.mark.parametrize("name", ["a" * 65, "7up", "a/b", "ä"])
def test_what_cannot_be_a_name_is_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(NewslintError, match="can't read the schema"):
        loaded(name, tmp_path / name)


def test_files_of_a_schema() -> None:
    def names(name: str) -> list[str]:
        return [path.name for path in files_of(name)]

    assert names("article") == ["article.schema.json"]
    assert names("front-matter") == ["front-matter.schema.json"]
    assert names("zola") == ["zola.schema.json", "front-matter.schema.json"]
    with pytest.raises(NewslintError, match="no schema"):
        names("newslint")


def test_a_document_names_a_bundled_schema(tmp_path: Path) -> None:
    schemas = SchemaFiles(Boundary(tmp_path))
    text = b"---\n$schema: zola\ntitle: 404\n---\n"
    document = parse_document(
        Source("a.md", text), lambda _: None, named_schema=lambda name: schemas(str(tmp_path / "a.md"), name)
    )
    assert document.binding.named is bundled_schema("zola")
    assert [violation.path for violation in document.violations()] == [("title",)]
    with pytest.raises(NewslintError, match="no schema and no file is called `zolla`; did you mean `zola`"):
        schemas(str(tmp_path / "a.md"), "zolla")


# -- references


def extended(folder: Path, schema: dict[str, Any]) -> Schema:
    path = folder / "mine.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    return load_schema(path, Boundary(folder))


def test_a_schema_builds_on_a_bundled_one_inside_any_boundary(tmp_path: Path) -> None:
    schema = extended(tmp_path, {"$ref": "newslint:hugo", "required": ["author"]})
    told = [(v.keyword, v.path) for v in schema.violations({"aliases": {}, "title": "A"})]
    assert sorted(told) == [("required", ()), ("type", ("aliases",))]
    assert schema.violations({"author": "Ada", "aliases": ["/a/"]}) == []
    assert "headline" in schema.start.field("title").roles, (
        "front-matter, which the preset refers to, says so"
    )
    assert "updated" in schema.start.field("lastmod").roles


def test_a_reference_may_lead_into_a_bundled_schema(tmp_path: Path) -> None:
    schema = extended(tmp_path, {"properties": {"old": {"$ref": "newslint:hugo#/properties/aliases"}}})
    assert [v.path for v in schema.violations({"old": {}})] == [("old",)]
    assert schema.violations({"old": ["/a/"]}) == []


@pytest.mark.parametrize("name", ["hogo", "", "../pyproject", "hugo.schema.json"])
def test_a_reference_to_no_bundled_schema_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(NewslintError, match=rf"leads to newslint:{name}, and newslint brings no such schema"):
        extended(tmp_path, {"$ref": f"newslint:{name}"})


def test_a_copy_says_what_the_bundled_one_says(tmp_path: Path) -> None:
    for file in files_of("starlight"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    copy = load_schema(tmp_path / "starlight.schema.json", Boundary(tmp_path))
    told = {v.path for v in copy.violations({"title": 404, "lastUpdated": 3})}
    assert told == {("title",), ("lastUpdated",)}
    assert (
        copy.start.field("description").roles == bundled_schema("starlight").start.field("description").roles
    )
