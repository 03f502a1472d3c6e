"""What each site generator implies for the files of its sites; open it to add one, or to mend a fact.

How a site is recognised stands in `newslint/config/generators.py`, and the fields that a generator documents
stand in the schema of its name.

Every fact comes from the pages that `sources` names: the documentation, and where that is silent the code
that reads front matter and configuration.
"""

from collections.abc import Mapping
from typing import Final

from newslint.light_tuples import NamedTuple


class Generator(NamedTuple):
    """What one generator implies. Paths are relative to the folder of the site, and folders end in no slash.

    Args:
        title: How its documentation writes its name.
        sources: Where the facts come from.
        dates: What it takes for a date, in words.
        yaml_version: By which version of YAML plain words mean what they do: the `yes` of 1.1 is true. Empty
            where it reads no YAML.
        content: The folders that hold its pages, where the configuration says nothing else; "" is the site.
        image_root: The folder whose files have addresses that begin with a slash; None where there is none.
        own: Folders that hold no pages: templates, themes, what was built.
        draft_folders: Folders of pages that nobody shall see yet.
        draft_fields: Fields that keep a page back, each with the value that does.
        section_names: What a file is called, without its ending, that describes the folder it lies in; one
            called `index` is a page with a folder of its own then.
        optional: Whether pages may go without front matter: what they leave out stands in files of data, or
            is made up.
        titled: Whether such a page has its headline from its text or its name, so that it lacks nothing.
        notes: Whether pages are notes, which people give fields or not as they like.
        dated_names: Whether a file's name may begin with the date of the page.
        dated_paths: Whether the address of a page may hold its date.
        address_fields: Fields that decide on the address of the page, or on others that lead to it.
        schedules: Whether a page with a date to come is held back until then.
        beside: How addresses of pictures begin that lead to a file beside the page; the build stops where it
            is missing.
        bundles: What a file is called, without its endings, whose folder belongs to the page: templates find
            the files in it by their names, and take what they don't find there for an address of the site.
        minds_case: Whether `Title` is another field than `title`.
        keeps_labels_apart: Whether `Night trains` and `night-trains` surely are two labels with a list each.
    """

    title: str
    sources: tuple[str, ...]
    dates: str
    yaml_version: str = "1.2"
    content: tuple[str, ...] = ("",)
    image_root: str | None = None
    own: tuple[str, ...] = ()
    draft_folders: tuple[str, ...] = ()
    draft_fields: tuple[tuple[str, bool | str], ...] = ()
    section_names: tuple[str, ...] = ()
    optional: bool = False
    titled: bool = False
    notes: bool = False
    dated_names: bool = False
    dated_paths: bool = True
    address_fields: tuple[str, ...] = ()
    schedules: bool = False
    beside: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    minds_case: bool = True
    keeps_labels_apart: bool = False


_DRAFT: Final = (("draft", True),)

FACTS: Final[Mapping[str, Generator]] = {
    "astro": Generator(
        "Astro",
        (
            "https://docs.astro.build/en/guides/content-collections/",
            "https://docs.astro.build/en/guides/markdown-content/",
            "https://docs.astro.build/en/basics/project-structure/",
            "https://docs.astro.build/en/guides/images/#images-in-content-collections",
        ),
        "what the schema of the collection takes",
        content=("src/content",),
        image_root="public",
        own=("dist",),
        dated_paths=False,
        address_fields=("slug",),
        beside=("./", "../"),
    ),
    "docusaurus": Generator(
        "Docusaurus",
        (
            "https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs",
            "https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog",
            "https://docusaurus.io/docs/create-doc",
            "https://docusaurus.io/docs/static-assets",
            "https://github.com/facebook/docusaurus: packages/docusaurus-mdx-loader/src/utils.ts",
        ),
        "what JavaScript's `new Date` takes",
        content=("blog", "docs", "i18n", "src/pages", "versioned_docs"),
        image_root="static",
        own=("build",),
        draft_fields=_DRAFT,
        optional=True,
        titled=True,
        dated_names=True,
        dated_paths=False,
        address_fields=("slug",),
        beside=("./",),
    ),
    "eleventy": Generator(
        "Eleventy",
        (
            "https://www.11ty.dev/docs/config/",
            "https://www.11ty.dev/docs/data-configuration/",
            "https://www.11ty.dev/docs/data-frontmatter/",
            "https://www.11ty.dev/docs/dates/",
            "https://www.11ty.dev/docs/collections/",
        ),
        "timestamps of YAML, ISO 8601, and words such as `Last Modified`",
        image_root=".",
        own=("_includes", "_site"),
        optional=True,
        dated_names=True,
        address_fields=("permalink",),
        keeps_labels_apart=True,
    ),
    "hexo": Generator(
        "Hexo",
        (
            "https://hexo.io/docs/front-matter",
            "https://hexo.io/docs/configuration",
            "https://hexo.io/docs/writing",
            "https://github.com/hexojs/hexo: lib/models/tag.ts, lib/models/category.ts",
        ),
        "`2024-05-16 09:30:00`, else what JavaScript's `new Date` takes",
        content=("source", "source/_posts"),
        image_root="source",
        own=("public", "scaffolds", "themes"),
        draft_folders=("source/_drafts",),
        draft_fields=(("published", False),),
        address_fields=("permalink",),
        keeps_labels_apart=True,
    ),
    "hugo": Generator(
        "Hugo",
        (
            "https://gohugo.io/content-management/front-matter/",
            "https://gohugo.io/content-management/page-bundles/",
            "https://gohugo.io/content-management/page-resources/",
            "https://github.com/gohugoio/hugo: resources/resource_metadata.go",
            "https://gohugo.io/templates/embedded/#open-graph",
            "https://gohugo.io/configuration/front-matter/",
            "https://gohugo.io/getting-started/directory-structure/",
        ),
        "`2024-05-16`, RFC 3339, RFC 1123, and the other forms of Go's library `cast`",
        content=("content",),
        image_root="static",
        own=("archetypes", "layouts", "public", "resources", "themes"),
        draft_fields=_DRAFT,
        section_names=("_index",),
        address_fields=("aliases", "slug", "url"),
        schedules=True,
        bundles=("index", "_index"),
        minds_case=False,
    ),
    "jekyll": Generator(
        "Jekyll",
        (
            "https://jekyllrb.com/docs/front-matter/",
            "https://jekyllrb.com/docs/posts/",
            "https://jekyllrb.com/docs/configuration/options/",
            "https://github.com/jekyll/jekyll/issues/2977",
        ),
        "what Ruby's `Time.parse` takes, such as `2024-05-16 09:30:00 +0200`",
        yaml_version="1.1",
        image_root=".",
        own=("_data", "_includes", "_layouts", "_plugins", "_sass", "_site", "vendor"),
        draft_folders=("_drafts",),
        draft_fields=(("published", False),),
        dated_names=True,
        address_fields=("permalink", "redirect_from", "slug"),
        schedules=True,
        keeps_labels_apart=True,
    ),
    "nuxt": Generator(
        "Nuxt Content",
        (
            "https://content.nuxt.com/docs/collections/types",
            "https://content.nuxt.com/docs/files/markdown",
            "https://nuxt.com/docs/guide/directory-structure/public",
        ),
        "what the schema of the collection takes",
        content=("content",),
        image_root="public",
        own=("dist",),
        optional=True,
        titled=True,
        dated_paths=False,
        address_fields=("path",),
    ),
    "obsidian": Generator(
        "Obsidian",
        ("https://help.obsidian.md/properties", "https://help.obsidian.md/configuration-folder"),
        "`2024-05-16` and `2024-05-16T09:30:00`",
        draft_fields=(("publish", False),),
        optional=True,
        titled=True,
        notes=True,
        address_fields=("permalink",),
        minds_case=False,
    ),
    "pelican": Generator(
        "Pelican",
        (
            "https://docs.getpelican.com/en/latest/content.html",
            "https://docs.getpelican.com/en/latest/settings.html",
        ),
        "what Python's `dateutil` takes, such as `2024-05-16 09:30`",
        yaml_version="",
        content=("content",),
        image_root="content",
        own=("output", "themes"),
        draft_fields=(("status", "draft"),),
        dated_names=True,
        dated_paths=False,
        address_fields=("save_as", "slug", "url"),
        minds_case=False,
    ),
    "quarto": Generator(
        "Quarto",
        (
            "https://quarto.org/docs/authoring/",
            "https://quarto.org/docs/reference/formats/html.html",
            "https://quarto.org/docs/reference/projects/websites.html",
            "https://quarto.org/docs/websites/website-drafts.html",
        ),
        "ISO 8601, `05/16/2024`, and words such as `today`",
        image_root=".",
        own=("_book", "_extensions", "_freeze", "_site", "site_libs"),
        draft_fields=_DRAFT,
        optional=True,
        titled=True,
        address_fields=("aliases",),
    ),
    "starlight": Generator(
        "Starlight",
        (
            "https://starlight.astro.build/reference/frontmatter/",
            "https://starlight.astro.build/guides/project-structure/",
        ),
        "timestamps of YAML",
        content=("src/content",),
        image_root="public",
        own=("dist",),
        draft_fields=_DRAFT,
        dated_paths=False,
        address_fields=("slug",),
        beside=("./", "../"),
    ),
    "vitepress": Generator(
        "VitePress",
        (
            "https://vitepress.dev/reference/frontmatter-config",
            "https://vitepress.dev/guide/routing",
            "https://vitepress.dev/guide/asset-handling",
        ),
        "what JavaScript's `new Date` takes",
        image_root="public",
        optional=True,
        titled=True,
    ),
    "zola": Generator(
        "Zola",
        (
            "https://www.getzola.org/documentation/content/page/",
            "https://www.getzola.org/documentation/content/section/",
            "https://www.getzola.org/documentation/getting-started/directory-structure/",
        ),
        "`2024-05-16`, RFC 3339, and dates of TOML",
        content=("content",),
        image_root="static",
        own=("public", "sass", "templates", "themes"),
        draft_fields=_DRAFT,
        section_names=("_index",),
        dated_names=True,
        dated_paths=False,
        address_fields=("aliases", "path", "slug"),
    ),
}
"""The facts of every generator, by the name that the setting `generator` and `Document.generator` give it."""

GENERATORS: Final = tuple(FACTS)
"""The names of all generators, in the order of the alphabet."""
