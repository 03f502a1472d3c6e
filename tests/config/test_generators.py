"""Sites are known by their own files: which generator, where its pages lie, and what follows."""

import os
from pathlib import Path

import pytest

from newslint.config.generators import Owner, owner_of
from newslint.knowledge.generators import FACTS, GENERATORS
from newslint.start.site import recognise

# Name -> files of a site as its generator's documentation begins one; the first one gives it away.
SITES: dict[str, dict[str, str]] = {
    "astro": {"astro.config.mjs": "export default {}", "src/content/blog/a.md": ""},
    "docusaurus": {"docusaurus.config.js": "module.exports = {}", "docs/a.md": "", "package.json": "{}"},
    "eleventy": {"eleventy.config.js": "export default {}", "posts/a.md": ""},
    "hexo": {"_config.yml": "title: Pier\nsource_dir: source\n", "source/_posts/a.md": ""},
    "hugo": {"hugo.toml": 'title = "Pier"', "content/posts/a.md": ""},
    "jekyll": {"_config.yml": "title: Pier\n", "_posts/2024-05-16-a.md": ""},
    "nuxt": {"nuxt.config.ts": "export default {modules: ['@nuxt/content']}", "content/a.md": ""},
    "obsidian": {".obsidian/app.json": "{}", "a.md": ""},
    "pelican": {"pelicanconf.py": 'PATH = "content"\n', "content/a.md": ""},
    "quarto": {"_quarto.yml": "project:\n  type: website\n", "posts/a.qmd": ""},
    "starlight": {
        "astro.config.mjs": "import starlight from '@astrojs/starlight';",
        "src/content/docs/a.md": "",
    },
    "vitepress": {".vitepress/config.mts": "export default {}", "a.md": ""},
    "zola": {"config.toml": 'base_url = "https://example.com"\n', "content/a.md": ""},
}
SEEN = {name: next(iter(files)) for name, files in SITES.items()} | {
    "obsidian": ".obsidian",
    "vitepress": ".vitepress",
}


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_all_generators_are_tried() -> None:
    assert tuple(SITES) == GENERATORS == tuple(sorted(FACTS))


@pytest.mark.parametrize("name", SITES)
def test_a_site_is_known_by_its_own_files(tmp_path: Path, name: str) -> None:
    lay(tmp_path, SITES[name])
    site = recognise(tmp_path)
    assert (site.name, site.generator, site.seen, site.root) == (name, FACTS[name].title, SEEN[name], "")
    assert owner_of(tmp_path) == Owner(name)


@pytest.mark.parametrize("place", ["docs", "website", "apps/docs"])
@pytest.mark.parametrize("name", SITES)
def test_a_site_is_known_in_a_folder_of_its_repository(tmp_path: Path, name: str, place: str) -> None:
    lay(tmp_path / place, SITES[name])
    lay(tmp_path, {"README.md": "", "package.json": "{}", "src/main.c": ""})
    site = recognise(tmp_path)
    assert (site.name, site.seen, site.root) == (name, f"{place}/{SEEN[name]}", place)
    owner = owner_of(tmp_path)
    assert owner == (name, f"{tmp_path / place}{os.sep}")
    assert owner.of(str(tmp_path / place / "a/b.md")) == name
    assert owner.of(str(tmp_path / "README.md")) == owner.of(str(tmp_path / f"{place}.md")) == ""


def test_an_archive_without_a_generator_is_one_collection(tmp_path: Path) -> None:
    site = recognise(tmp_path)
    assert (site.name, site.generator, site.seen, site.reserved) == ("", "plain", "", ())
    assert site.depth_of(()) == site.depth_of(("a", "b")) == 0


def test_a_generator_has_its_own_files_or_all() -> None:
    assert Owner("hugo").of("/a.md") == Owner("hugo").of("") == "hugo"
    assert Owner("hugo", "/site/docs/").of("/site/docs/a.md") == "hugo"
    assert Owner("hugo", "/site/docs/").of("/site/docs2/a.md") == Owner("hugo", "/site/docs/").of("") == ""
    assert Owner().of("/a.md") == ""


def test_the_folder_itself_goes_before_those_in_it(tmp_path: Path) -> None:
    lay(tmp_path, SITES["jekyll"])
    lay(tmp_path / "docs", SITES["vitepress"])
    assert (recognise(tmp_path).name, recognise(tmp_path).root) == ("jekyll", "")


def test_two_sites_in_one_repository_have_nothing_in_common(tmp_path: Path) -> None:
    lay(tmp_path / "docs", SITES["vitepress"])
    assert owner_of(tmp_path).name == "vitepress"
    lay(tmp_path / "blog", SITES["hugo"])
    assert owner_of(tmp_path) == Owner()
    assert (recognise(tmp_path).generator, recognise(tmp_path).seen) == ("plain", "")


@pytest.mark.parametrize(
    ("files", "name"),
    [
        # `_config.yml`: Hexo, Jekyll, Jupyter Book
        ({"_config.yml": "title: Pier\n"}, "jekyll"),
        ({"_config.yml": "title: Pier\nsource: pages\npermalink: pretty\n"}, "jekyll"),
        ({"_config.yml": "title: Pier\n# source_dir: source\n"}, "jekyll"),
        ({"_config.yml": "title: Pier\ntheme:\n  source_dir: x\n"}, "jekyll"),
        ({"_config.yml": "title: Pier\n", "package.json": '{"name": "hexo-like"}'}, "jekyll"),
        ({"_config.yml": "title: Pier\n", "package.json": '{"dependencies": {"hexo": "^7.0.0"}}'}, "hexo"),
        ({"_config.yml": "title: Pier\n", "scaffolds/post.md": ""}, "hexo"),
        ({"_config.yml": "title: Pier\nnew_post_name: :title.md\n"}, "hexo"),
        ({"_config.json": '{"title": "Pier"}', "scaffolds/post.md": ""}, "hexo"),
        ({"_config.yml": "title: Pier\n", "_toc.yml": "root: a\n"}, ""),
        ({"_posts/2024-05-16-a.md": ""}, "jekyll"),
        # `config.toml`: Zola, Hugo, and programs that are no generator
        ({"config.toml": 'base_url = "https://example.com"\n', "content/a.md": "", "themes/x/y": ""}, "zola"),
        ({"config.toml": 'baseURL = "https://example.com"\n', "content/a.md": ""}, "hugo"),
        ({"config.toml": '[params]\nbase_url = "https://example.com"\n', "content/a.md": ""}, "hugo"),
        ({"config.toml": 'base_url = "https://example.com"\n'}, ""),
        ({"config.toml": 'base_url = "https://example.com"\n', "archetypes/a.md": ""}, "hugo"),
        ({"config.toml": 'title = "Pier"\n'}, ""),
        ({"zola.toml": 'title = "Pier"\n'}, "zola"),
        ({"config/_default/hugo.toml": "", "content/a.md": ""}, "hugo"),
        ({"config/_default/hugo.toml": ""}, ""),
        ({"hugo.yaml": "title: Pier\n"}, "hugo"),
        # Starlight is Astro
        ({"astro.config.ts": "import mdx from '@astrojs/mdx';"}, "astro"),
        ({"astro.config.ts": 'import starlight from "@astrojs/starlight";'}, "starlight"),
        # Nuxt without Content has no articles
        ({"nuxt.config.ts": "export default {}"}, ""),
        ({"nuxt.config.ts": "export default {}", "content/a.md": ""}, "nuxt"),
        ({"nuxt.config.ts": "export default {}", "content.config.ts": ""}, "nuxt"),
        # A site that is edited as a vault is still that site
        ({".obsidian/app.json": "{}", "hugo.toml": ""}, "hugo"),
        ({".obsidian/app.json": "{}", "quartz.config.ts": ""}, "obsidian"),
        # Eleventy took over posts of Jekyll
        ({".eleventy.js": "", "_posts/2024-05-16-a.md": "", "_config.yml": ""}, "eleventy"),
        ({"_quarto.yml": "", "_config.yml": ""}, "quarto"),
        # none
        ({"README.md": "", "package.json": "{}", "docs/a.md": ""}, ""),
        ({"mkdocs.yml": "", "docs/a.md": ""}, ""),
    ],
)
def test_sites_that_look_alike_are_told_apart(tmp_path: Path, files: dict[str, str], name: str) -> None:
    lay(tmp_path, files)
    assert owner_of(tmp_path) == Owner(name)
    assert recognise(tmp_path).name == name


@pytest.mark.parametrize(
    ("name", "files", "folders", "depth"),
    [
        ("docusaurus", {}, ("docs",), 1),
        ("docusaurus", {}, ("docs", "intro"), 1),
        ("docusaurus", {}, ("src", "pages"), 2),
        ("docusaurus", {}, ("src", "theme"), None),
        ("docusaurus", {}, (), None),
        ("hexo", {}, ("source",), 1),
        ("hexo", {}, ("source", "about"), 1),
        ("hexo", {}, ("source", "_posts"), 2),
        ("hexo", {}, ("source", "_posts", "2024"), 2),
        ("hexo", {}, ("themes", "sand"), None),
        ("hexo", {"_config.yml": "source_dir: pages\n"}, ("pages", "_posts"), 2),
        ("hexo", {"_config.yml": "source_dir: pages\n"}, ("source", "_posts"), None),
        ("nuxt", {}, ("content", "blog"), 1),
        ("nuxt", {}, ("pages",), None),
        ("obsidian", {}, (), 0),
        ("obsidian", {}, ("Ports",), 0),
        ("pelican", {}, ("content", "news"), 1),
        ("pelican", {"pelicanconf.py": "PATH = 'texts/all'\n"}, ("texts", "all", "news"), 2),
        ("pelican", {"pelicanconf.py": "PATH = 'texts'\n"}, ("content",), None),
        ("quarto", {}, ("posts", "cranes"), 0),
        ("starlight", {}, ("src", "content", "docs"), 3),
        ("starlight", {}, ("src", "content"), None),
        ("vitepress", {}, ("guide",), 0),
        ("vitepress", {".vitepress/config.mts": "export default { srcDir: './src' }"}, ("src", "a"), 1),
        ("vitepress", {".vitepress/config.mts": "export default { srcDir: './src' }"}, ("a",), None),
        ("zola", {}, ("content",), 1),
        ("zola", {}, ("content", "posts", "2024"), 1),
        ("zola", {}, ("templates",), None),
    ],
)
def test_pages_lie_where_the_generator_or_its_configuration_says(
    tmp_path: Path, name: str, files: dict[str, str], folders: tuple[str, ...], depth: int | None
) -> None:
    lay(tmp_path / "website", SITES[name] | files)
    assert recognise(tmp_path / "website").depth_of(folders) == depth
    assert recognise(tmp_path).depth_of(("website", *folders)) == (None if depth is None else depth + 1)
    assert recognise(tmp_path).depth_of(("other", *folders)) is None
    assert recognise(tmp_path).depth_of(()) is None


@pytest.mark.parametrize(
    ("name", "files", "image_root", "exclude"),
    [
        ("astro", ["public/a.png", "dist/a.html"], "public", ["dist"]),
        ("docusaurus", ["static/a.png", "build/a.html"], "static", ["build"]),
        ("eleventy", ["_site/a.html", "_includes/a.njk"], ".", ["_includes", "_site"]),
        (
            "hexo",
            ["themes/a.md", "public/a", "source/_drafts/a.md", "scaffolds/a.md"],
            "source",
            ["source/_drafts", "public", "scaffolds", "themes"],
        ),
        (
            "hugo",
            ["static/a.png", "archetypes/a.md", "layouts/a", "public/a", "resources/a", "themes/a"],
            "static",
            ["archetypes", "layouts", "public", "resources", "themes"],
        ),
        ("jekyll", ["_drafts/a.md", "_site/a", "vendor/a"], ".", ["_drafts", "_site", "vendor"]),
        ("nuxt", ["public/a.png"], "public", []),
        ("obsidian", ["a.png"], None, []),
        ("pelican", ["output/a.html"], "content", ["output"]),
        ("quarto", ["_site/a.html", "_extensions/a/b.md"], ".", ["_extensions", "_site"]),
        ("starlight", ["public/a.png"], "public", []),
        ("vitepress", ["public/a.png"], "public", []),
        ("zola", ["static/a.png", "templates/a.html"], "static", ["templates"]),
    ],
)
def test_folders_of_the_generator_hold_no_pages(
    tmp_path: Path, name: str, files: list[str], image_root: str | None, exclude: list[str]
) -> None:
    lay(tmp_path / "docs", SITES[name] | dict.fromkeys(files, ""))
    site = recognise(tmp_path / "docs")
    assert (site.image_root, site.exclude) == (image_root, tuple(f"/{folder}/" for folder in exclude))
    above = recognise(tmp_path)
    assert above.exclude == tuple(f"/docs/{folder}/" for folder in exclude)
    joined = {None: None, ".": "docs"}.get(image_root, f"docs/{image_root}")
    assert above.image_root == joined


@pytest.mark.parametrize("name", ["astro", "docusaurus", "hugo", "nuxt", "starlight", "vitepress", "zola"])
def test_a_folder_of_images_that_is_not_there_is_not_named(tmp_path: Path, name: str) -> None:
    lay(tmp_path, SITES[name])
    assert recognise(tmp_path).image_root is None


def test_includes_of_eleventy_lie_in_its_input(tmp_path: Path) -> None:
    lay(tmp_path, {".eleventy.js": "dir: {input: 'src'}", "src/_includes/a.njk": "", "_site/a.html": ""})
    assert recognise(tmp_path).exclude == ("/_site/", "/src/_includes/")


def test_images_lie_beside_the_pages_where_a_configuration_moves_these(tmp_path: Path) -> None:
    lay(tmp_path, SITES["vitepress"] | {".vitepress/config.mts": 'srcDir: "src"', "src/public/a.png": ""})
    assert recognise(tmp_path).image_root == "src/public"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("hexo", {"_config.yml": "source_dir: ../secret\n", "source/a.md": ""}),
        ("eleventy", {"eleventy.config.js": "dir: {input: 'src/../../secret'}"}),
        ("vitepress", {".vitepress/config.mts": "srcDir: '../secret'", "public/a.png": ""}),
    ],
)
def test_no_configuration_leads_out_of_the_site(tmp_path: Path, name: str, files: dict[str, str]) -> None:
    lay(tmp_path / "secret", {"a.png": "", "public/a.png": ""})
    lay(tmp_path / "site", files)
    site = recognise(tmp_path / "site")
    assert site.name == name
    assert site.image_root == {"hexo": "source", "eleventy": ".", "vitepress": "public"}[name]


def test_a_folder_whose_name_has_two_dots_is_a_folder(tmp_path: Path) -> None:
    lay(tmp_path, {"_config.yml": "source_dir: a..b\n", "a..b/_posts/a.md": ""})
    assert recognise(tmp_path).image_root == "a..b"


def test_what_a_generator_implies_reaches_the_site(tmp_path: Path) -> None:
    said = {}
    for name, files in SITES.items():
        site = recognise(lay(tmp_path / name, files))
        said[name] = (site.yaml_version, site.schedules)
    assert said == dict.fromkeys(SITES, ("1.2", False)) | {"hugo": ("1.2", True), "jekyll": ("1.1", True)}
    assert recognise(tmp_path / "zola").reserved[:3] == ("aliases", "authors", "date")


def test_a_site_knows_what_its_generator_asks_of_pages(tmp_path: Path) -> None:
    needed, titled = ((), False, False, False), ((), True, True, False)
    said = {}
    for name, files in SITES.items():
        site = recognise(lay(tmp_path / name, files))
        said[name] = (site.section_names, site.optional, site.titled, site.notes)
    assert said == dict.fromkeys(SITES, needed) | {
        "docusaurus": titled,
        "eleventy": ((), True, False, False),
        "hugo": (("_index",), False, False, False),
        "nuxt": titled,
        "obsidian": ((), True, True, True),
        "quarto": titled,
        "vitepress": titled,
        "zola": (("_index",), False, False, False),
    }
    others = {
        "mkdocs.yml": "MkDocs",
        ".vuepress/config.js": "VuePress",
        "book.toml": "mdBook",
        "_toc.yml": "Jupyter Book",
    }
    for mark, title in others.items():
        site = recognise(lay(tmp_path / title, {mark: ""}))
        assert (site.generator, site.seen) == (title, mark.removesuffix("/config.js"))
        assert (site.section_names, site.optional, site.titled, site.notes) == titled
    (tmp_path / "plain").mkdir()
    site = recognise(tmp_path / "plain")
    assert (site.generator, site.seen) == ("plain", "")
    assert (site.section_names, site.optional, site.titled, site.notes) == needed


@pytest.mark.parametrize("name", GENERATORS)
def test_every_fact_has_a_source_that_anybody_can_read(name: str) -> None:
    facts = FACTS[name]
    assert facts.sources
    assert all(source.startswith("https://") for source in facts.sources)
    folders = [*facts.content, *facts.own, *facts.draft_folders]
    assert [folder for folder in folders if folder != folder.strip("/.")] == []
