"""Which names the data of a site has."""

from pathlib import Path

import pytest

from newslint.config.vocabularies import vocabularies_of
from newslint.document import Vocabulary

YAML = """\
# ada: no
ada:
  name: Ada
"tom okoro": {name: Tom}
'rosa-lind':
- list
text: |
  inside: no
"""


@pytest.mark.parametrize("place", ["_data", "data", "src/_data", "source/_data", "blog"])
@pytest.mark.parametrize(
    ("ending", "text", "names"),
    [
        ("yml", YAML, {"ada", "tomokoro", "rosalind", "text"}),
        ("yaml", YAML, {"ada", "tomokoro", "rosalind", "text"}),
        ("json", '{"Ada": {}, "Zo\u00eb": 1}', {"ada", "zoe"}),
        ("json", "[{}]", None),
        ("json", "{", None),
        ("toml", '[ada]\nname = "x"\n[ "tom okoro" ]\n[ada.links]\n', {"ada", "tomokoro"}),
        ("yml", "", None),
    ],
)
def test_authors(tmp_path: Path, place: str, ending: str, text: str, names: set[str] | None) -> None:
    file = tmp_path / place / f"authors.{ending}"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    wanted = {} if names is None else {"author": Vocabulary(f"{place}/authors.{ending}", frozenset(names))}
    assert vocabularies_of(tmp_path, "jekyll") == wanted


def test_a_file_for_each_author(tmp_path: Path) -> None:
    for file in ("_data/authors/ada.yml", "_data/authors/team/tom.yml", "blog/authors/no.md"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("", encoding="utf-8")
    found = vocabularies_of(tmp_path, "")
    assert found == {"author": Vocabulary("_data/authors", frozenset({"ada", "teamtom"}))}


@pytest.mark.parametrize(
    ("generator", "config", "is_read"),
    [
        ("jekyll", "title: x\n", True),
        ("jekyll", "# theme: x\ntheme:\n", True),
        ("jekyll", "theme: minima\n", False),
        ("jekyll", "title: x\nremote_theme: a/b\n", False),
        ("hexo", "title: x\n", False),
    ],
)
def test_layouts(tmp_path: Path, generator: str, config: str, *, is_read: bool) -> None:
    (tmp_path / "_layouts/docs").mkdir(parents=True)
    for file in ("_config.yml", "_layouts/post.html", "_layouts/docs/page.html"):
        (tmp_path / file).write_text(config, encoding="utf-8")
    layouts = {"layout": Vocabulary("_layouts", frozenset({"post", "docspage"}))}
    assert vocabularies_of(tmp_path, generator) == (layouts if is_read else {})


def files(root: Path, *names: str, text: str = "") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("- Rust # of Mozilla\n- 'Go, the language'\n-   .NET\n", {"rust", "go", "net", "gothelanguage"}),
        ("rust:\n  name: Rust lang\n  order: 1\n", {"rust", "rustlang", "1"}),
        ("- {name: Rust, slug: rust-lang}\n", {"rust", "rustlang"}),
        ("lang: [Rust, C#]\n", {"lang", "rust", "c"}),
        ("rust:", {"rust"}),
    ],
)
@pytest.mark.parametrize("plural", ["tags", "categories", "topics", "series"])
def test_labels_in_files_of_data(tmp_path: Path, plural: str, text: str, names: set[str]) -> None:
    files(tmp_path, f"data/{plural}.yml", text=text)
    found = vocabularies_of(tmp_path, "")
    assert list(found) == [plural]
    assert found[plural].source == f"data/{plural}.yml"
    assert found[plural].names >= names
    assert not found[plural].is_open


def test_a_comment_is_no_part_of_a_label(tmp_path: Path) -> None:
    files(tmp_path, "data/tags.yml", text="- Rust # of Mozilla\n---\n\n")
    assert vocabularies_of(tmp_path, "")["tags"].names == {"rust", "ofmozilla"}


def test_labels_in_toml_and_not_in_json(tmp_path: Path) -> None:
    files(tmp_path, "data/tags.json", text='["rust"]')
    assert vocabularies_of(tmp_path, "hugo") == {}
    files(tmp_path, "data/tags.toml", text="[tags.rust]\nname = \"Rust lang\"\n[[more]]\nname = 'go'\n")
    found = vocabularies_of(tmp_path, "hugo")["tags"]
    assert (found.source, found.names >= {"rust", "rustlang", "go"}) == ("data/tags.toml", True)


@pytest.mark.parametrize("place", ["blog", "docs"])
def test_tags_of_docusaurus(tmp_path: Path, place: str) -> None:
    files(tmp_path, f"{place}/tags.yml", text="rust:\n  label: Rust lang\n  permalink: /rusty\n")
    found = vocabularies_of(tmp_path, "docusaurus")["tags"]
    assert found.source == f"{place}/tags.yml"
    assert found.names >= {"rust", "rustlang", "rusty"}


def test_a_list_of_authors(tmp_path: Path) -> None:
    files(tmp_path, "_data/authors.yml", text="- id: ada\n  name: Ada Okoro\n- id: tom\n")
    assert vocabularies_of(tmp_path, "")["author"].names >= {"ada", "adaokoro", "tom"}


def test_collections_of_jekyll(tmp_path: Path) -> None:
    files(tmp_path, "_authors/ada.md", "_tags/night-trains.md", "_series/a/b.md")
    assert vocabularies_of(tmp_path, "jekyll") == {
        "author": Vocabulary("_authors", frozenset({"ada"})),
        "tags": Vocabulary("_tags", frozenset({"nighttrains"})),
        "series": Vocabulary("_series", frozenset({"ab"})),
    }
    assert vocabularies_of(tmp_path, "hugo") == {}


def test_terms_of_hugo(tmp_path: Path) -> None:
    files(
        tmp_path,
        "content/tags/_index.md",
        "content/tags/night-trains/_index.md",
        "content/author/zo\u00eb/_index.md",
        "content/post/a/index.md",
    )
    assert vocabularies_of(tmp_path, "hugo") == {
        "author": Vocabulary("content/author", frozenset({"zoe"}), is_open=True),
        "tags": Vocabulary("content/tags", frozenset({"nighttrains"}), is_open=True),
    }
    assert vocabularies_of(tmp_path, "jekyll") == {}


def test_lists_of_one_kind_are_one(tmp_path: Path) -> None:
    files(tmp_path, "data/tags.yml", text="- ports\n")
    files(tmp_path, "content/tags/ships/_index.md")
    found = vocabularies_of(tmp_path, "hugo")
    assert found == {"tags": Vocabulary("data/tags.yml", frozenset({"ports", "ships"}))}


ASTRO = """\
const blog = defineCollection({
  loader: glob({ pattern: "**/*.md", base: "./src/blog" }),
  schema: z.object({
    author: reference("team"),
    tags: z.array(reference('labels')).optional(),
    "category": reference("sections"),
    related: z.array( reference("blog")),
  }),
});
const team = defineCollection({ loader: glob({ pattern: "*.md", base: "./people/team" }) });
const sections = defineCollection({ loader: file("src/lists/sections.json") });
"""


@pytest.mark.parametrize("config", ["src/content.config.ts", "src/content/config.mjs"])
def test_collections_of_astro(tmp_path: Path, config: str) -> None:
    files(tmp_path, config, text=ASTRO)
    files(tmp_path, "people/team/ada.md", "src/content/labels/night-trains.md", "src/blog/a.md")
    files(tmp_path, "src/lists/sections.json", text='[{"id": "city", "name": "The city"}]')
    for generator in ("astro", "starlight"):
        found = vocabularies_of(tmp_path, generator)
        assert list(found) == ["author", "tags", "categories"]
        assert found["author"] == Vocabulary("people/team", frozenset({"ada"}))
        assert found["tags"] == Vocabulary("src/content/labels", frozenset({"nighttrains"}))
        assert found["categories"].source == "src/lists/sections.json"
        assert found["categories"].names >= {"city", "thecity"}
    assert vocabularies_of(tmp_path, "vitepress") == {}


def test_data_of_astro_by_its_usual_place(tmp_path: Path) -> None:
    files(tmp_path, "src/content.config.ts", text='authors: z.array(reference("authors"))')
    files(tmp_path, "src/data/authors.yaml", text="ada:\n  name: Ada\n")
    assert vocabularies_of(tmp_path, "astro")["author"].source == "src/data/authors.yaml"


def test_nothing_there(tmp_path: Path) -> None:
    assert vocabularies_of(tmp_path, "jekyll") == vocabularies_of(tmp_path / "missing", "") == {}


def test_names_as_they_are_compared() -> None:
    authors = Vocabulary.of("a", ["Zoë Ö."])
    assert authors.has("zoe-o")
    assert authors.has("ZOË Ö")
    assert not authors.has("zoe")
