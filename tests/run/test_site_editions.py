"""Whole sites in several languages and versions: quiet where they are sound, and told where they are not."""

import pytest
from test_cli import Run, run, write

__all__ = ["run"]

Site = dict[str, str]
SUMMARY = "The old quay opens again in spring, with a café and a market for fish."


def page(title: str, **fields: str) -> str:
    """A page that has all that its translations share."""
    said = {
        "title": title,
        "date": "2024-01-05",
        "description": SUMMARY,
        "canonical_url": "https://partner.example/quay",
        "image": "https://pictures.partner.example/quay.jpg",
    } | fields
    lines = "".join(f"{name}: {value}\n" for name, value in said.items() if value)
    return f"---\n{lines}---\n\nText.\n"


def in_folders(*folders: str, **fields: str) -> Site:
    return {f"{folder}/quay.md": page(f"Quay {at}", **fields) for at, folder in enumerate(folders)}


BARE = {"canonical_url": "", "description": "", "image": ""}
TWICE = {"COR001", "COR007"}
OURS = {name: f"https://harbour.example/{name}" for name in ("about", "guide", "pier")}
SITES = {
    "docusaurus": {"docusaurus.config.js": "export default {}\n"}
    | in_folders(
        "docs",
        "versioned_docs/version-1.0",
        "versioned_docs/version-2.x",
        "i18n/de/docusaurus-plugin-content-docs/current",
        "i18n/de/docusaurus-plugin-content-docs/version-1.0",
        "i18n/pt-BR/docusaurus-plugin-content-docs/current",
        slug="/quay",
    ),
    "hugo-folders": {"hugo.toml": "[permalinks]\nblog = '/:year/:slug/'\n"}
    | in_folders("content/en/blog", "content/de/blog", "content/zh-cn/blog", slug="quay", aliases="[/old/]"),
    "hugo-names": {
        "hugo.toml": "",
        "content/blog/quay.md": page("Quay", slug="quay", aliases="[/old-quay/]"),
        "content/blog/quay.de.md": page("Kai", slug="quay", aliases="[/old-quay/]"),
        "content/blog/pier/index.md": page("Pier", url="/pier/", **BARE),
        "content/blog/pier/index.pt-br.md": page("Cais", url="/pier/", **BARE),
    },
    "jekyll-polyglot": {
        "_config.yml": "languages: [en, de, ja]\npermalink: /:title/\n",
        "_posts/2024-01-05-quay.md": page("Quay", lang="en", permalink="/quay/"),
        "_posts/2024-01-05-kai.md": page("Kai", lang="de", permalink="/quay/"),
        "_posts/ja/2024-01-05-quay.md": page("埠頭", permalink="/quay/"),
        "about.md": page("About", lang="en", permalink="/about/", ref="about", canonical_url=OURS["about"]),
        "about_de.md": page("Wir", permalink="/about/", ref="about", canonical_url=OURS["about"]),
    },
    "eleventy": {".eleventy.js": "module.exports = {}\n"}
    | in_folders("en/posts", "de/posts", "src/fr/posts", permalink="/quay/", number="7"),
    "mkdocs-mike": {"mkdocs.yml": "site_name: Harbour\n"}
    | in_folders("docs", "docs/1.0", "docs/v1.1", "docs/latest", "docs/de/latest", permalink="/quay/"),
    "starlight": {
        "astro.config.mjs": "import starlight from '@astrojs/starlight'\n",
        "src/content/docs/quay.md": page("Quay", slug="quay"),
        "src/content/docs/es/quay.mdx": page("Muelle", slug="quay"),
        "src/content/docs/zh-cn/quay.md": page("码头", slug="quay"),
    },
    "nuxt": {"nuxt.config.ts": "export default {}\n"}
    | in_folders("content/en", "content/de", "content/fr-CA", path="/quay", permalink="/quay"),
    "vitepress": {".vitepress/config.ts": "export default {}\n"}
    | in_folders(".", "zh", "ko/v2", "ko/v3", permalink="/quay"),
    "fields": {
        "a.md": page("Quay", locale="en_GB", permalink="/quay/"),
        "b.md": page("Kai", language="de", permalink="/quay/"),
        "c.md": page("Quai", locale="fr_FR", permalink="/quay/"),
        "old/guide.md": page("Guide", version="1.0", permalink="/guide/", canonical_url=OURS["guide"]),
        "new/guide.md": page("Guide", version="2.0", permalink="/guide/", canonical_url=OURS["guide"]),
        "x.md": page("Pier", translationKey="pier", permalink="/pier/", canonical_url=OURS["pier"]),
        "y.md": page("Mole", translationKey="pier", permalink="/pier/", canonical_url=OURS["pier"]),
    },
}  # fmt: skip


def found(run: Run, files: Site) -> list[str]:
    for name, text in files.items():
        write(name, text)
    said = run("check", "--select", "COR", "--no-cache", "--output-format", "concise")
    lines = [line for line in said.out.splitlines() if ": COR" in line and not line.startswith("Most")]
    assert said.status == (1 if lines else 0), said.err
    return [f"{line.split(' ')[1]} {line.partition(':')[0]}" for line in lines]


@pytest.mark.parametrize("site", SITES)
def test_sound_sites(run: Run, site: str) -> None:
    assert found(run, SITES[site]) == []


@pytest.mark.parametrize(
    ("site", "original", "copy"),
    [
        ("docusaurus", "i18n/de/docusaurus-plugin-content-docs/current/quay.md",
         "i18n/de/docusaurus-plugin-content-docs/current/kai.md"),
        ("docusaurus", "versioned_docs/version-2.x/quay.md", "versioned_docs/version-2.x/pier.md"),
        ("hugo-folders", "content/de/blog/quay.md", "content/de/blog/kai.md"),
        ("hugo-names", "content/blog/quay.de.md", "content/blog/kai.de.md"),
        ("jekyll-polyglot", "_posts/2024-01-05-kai.md", "_posts/2024-01-06-kai.md"),
        ("eleventy", "de/posts/quay.md", "de/posts/kai.md"),
        ("mkdocs-mike", "docs/v1.1/quay.md", "docs/v1.1/pier.md"),
        ("starlight", "src/content/docs/es/quay.mdx", "src/content/docs/es/muelle.md"),
        ("nuxt", "content/de/quay.md", "content/de/kai.md"),
        ("vitepress", "ko/v3/quay.md", "ko/v3/pier.md"),
        ("fields", "b.md", "d.md"),
        ("fields", "new/guide.md", "new/rules.md"),
        ("fields", "new/guide.md", "newer/guide.md"),
    ],
)  # fmt: skip
def test_a_page_twice_in_one_edition(run: Run, site: str, original: str, copy: str) -> None:
    files = SITES[site]
    told = found(run, files | {copy: files[original]})
    assert {line.partition(" ")[0] for line in told} == TWICE
    assert {line.partition(" ")[2] for line in told} >= {original, copy}
