"""Recognises a site's generator by its own files, which never run; open it to recognise another one.

What a generator implies stands in `newslint/knowledge/generators.py`, what `init` makes of that in
`newslint/start/site.py`.
"""

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from newslint.config.site_files import first, text_of
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

SCRIPTS: Final = ("js", "mjs", "cjs", "ts", "mts", "cts")
"""The endings of scripts of JavaScript and TypeScript."""

_PLACES: Final = (
    "docs", "site", "website", "www", "web", "blog", "documentation", "doc", "apps/docs", "apps/web",
    "apps/website", "packages/docs", "packages/website",
)  # fmt: skip
"""Where in a repository a site lies that isn't all of it."""

# Settings that only one of two generators has whose configurations have one name.
_OF_ZOLA = later(r"^base_url\s*=", re.MULTILINE)
_OF_HEXO = later(
    r"^(?:source_dir|public_dir|new_post_name|skip_render|render_drafts|post_asset_folder|filename_case)\s*:",
    re.MULTILINE,
)
_NEEDS_HEXO = later(r'"hexo"\s*:')


class Found(NamedTuple):
    """A site: the name of its generator, its folder, and the file in it that gave the generator away."""

    name: str
    folder: Path
    seen: str


class Owner(NamedTuple):
    """The generator that makes pages of the files below a folder.

    `name` is as in `GENERATORS`, empty where none is known. `folder` is absolute and ends in a separator; it
    is empty where all files belong to it.
    """

    name: str = ""
    folder: str = ""

    def of(self, path: str) -> str:
        """The name of the generator of a file, given the file's absolute path; empty where it has none."""
        return self.name if path.startswith(self.folder) else ""

    def below(self, folder: Path) -> "Owner":
        """The same with a folder, where all files belong to it: the one of the project."""
        return self if self.folder else self._replace(folder=f"{folder}{os.sep}")


def owner_of(folder: Path) -> Owner:
    """The generator that a folder belongs to, or that one of the folders in it does where sites lie."""
    found = find_site(folder)
    if found is None:
        return Owner()
    return Owner(found.name, "" if found.folder == folder else f"{found.folder}{os.sep}")


def find_site(folder: Path) -> Found | None:
    """The site that a folder is, or the one that lies in it where sites of repositories do."""
    found = _of_folder(folder)
    if found is not None:
        return found
    # Two sites below one folder have nothing in common, so none speaks for it.
    below = [_of_folder(folder / place) for place in _PLACES if os.path.isdir(folder / place)]  # noqa: PTH112 - fast
    sites = [site for site in below if site is not None]
    return sites[0] if len(sites) == 1 else None


def _of_folder(folder: Path) -> Found | None:
    for name, marks, confirm in _MARKS:
        seen = first(folder, marks)
        if seen and (confirm is None or confirm(folder, seen)):
            return Found(name, folder, seen)
    return None


def _is_starlight(folder: Path, seen: str) -> bool:
    return "@astrojs/starlight" in text_of(folder / seen)


def _is_nuxt_content(folder: Path, seen: str) -> bool:
    configs = with_endings("content.config", SCRIPTS)
    return bool(first(folder, (*configs, "content"))) or "@nuxt/content" in text_of(folder / seen)


def _is_zola(folder: Path, seen: str) -> bool:
    # Hugo's `baseURL` is another word, and a key of that name below a table is nobody's.
    top = f"\n{text_of(folder / seen)}".partition("\n[")[0]
    return seen == "zola.toml" or (_OF_ZOLA.search(top) is not None and bool(first(folder, ("content",))))


def _is_hugo(folder: Path, seen: str) -> bool:
    return seen.startswith("hugo.") or bool(first(folder, ("content", "archetypes")))


def _is_hexo(folder: Path, seen: str) -> bool:
    return (
        bool(first(folder, ("scaffolds",)))
        or _OF_HEXO.search(text_of(folder / seen)) is not None
        or bool(first(folder, ("package.json",)) and _NEEDS_HEXO.search(text_of(folder / "package.json")))
    )


def _is_jekyll(folder: Path, seen: str) -> bool:
    # Jupyter Book calls its configuration by the same name, and always has a table of contents.
    return seen == "_posts" or not first(folder, ("_toc.yml",))


def with_endings(stem: str, endings: Iterable[str]) -> tuple[str, ...]:
    """The names that a file may have whose ending is one of several."""
    return tuple(f"{stem}.{ending}" for ending in endings)


_CONFIGS: Final = ("toml", "yaml", "yml", "json")
_ASTRO: Final = with_endings("astro.config", ("mjs", "ts", "js", "mts", "cjs"))
HUGO_SETTINGS: Final = tuple(
    f"{stem}.{ending}"
    for stem in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for ending in _CONFIGS
)
"""Where a site of Hugo may have its settings."""
ASTRO_COLLECTIONS: Final = tuple(
    f"src/{stem}.{ending}"
    for stem in ("content.config", "content/config")
    for ending in ("ts", "mts", "js", "mjs")
)
"""Where a site of Astro says what its collections are."""
_HUGO: Final = (*with_endings("hugo", _CONFIGS), *with_endings("config", _CONFIGS), "config/_default")

_MARKS: Final[tuple[tuple[str, tuple[str, ...], Callable[[Path, str], bool] | None], ...]] = (
    ("starlight", _ASTRO, _is_starlight),
    ("astro", _ASTRO, None),
    ("docusaurus", with_endings("docusaurus.config", SCRIPTS), None),
    ("eleventy", (".eleventy.js", *with_endings("eleventy.config", ("js", "mjs", "cjs", "ts"))), None),
    ("vitepress", (".vitepress",), None),
    ("quarto", ("_quarto.yml", "_quarto.yaml"), None),
    ("pelican", ("pelicanconf.py",), None),
    ("nuxt", with_endings("nuxt.config", ("ts", "js", "mjs")), _is_nuxt_content),
    ("zola", ("zola.toml", "config.toml"), _is_zola),
    ("hugo", _HUGO, _is_hugo),
    ("hexo", with_endings("_config", ("yml", "yaml", "json")), _is_hexo),
    ("jekyll", (*with_endings("_config", ("yml", "yaml", "toml")), "_posts"), _is_jekyll),
    ("obsidian", (".obsidian",), None),
)
"""The files that give a generator away, with what must be true besides. The first one that fits counts: what
only one generator has comes first."""
