"""Recognises a site's generator by its own files, which never run; open it to add a generator."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from newslint.system.contained import LARGEST_CONFIGURATION, Boundary, read

_MOST_BYTES = 100_000
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")
_CONTENT_DIR = re.compile(
    r"""^\s*["']?contentDir["']?\s*[=:]\s*["']?([\w./-]+)""", re.IGNORECASE | re.MULTILINE
)
_INPUT_DIR = re.compile(r"""\binput["']?\s*:\s*["'`]([\w./-]+)["'`]""")

_BASE = re.compile(r"""\bbase\s*:\s*["'`]([\w./-]+)["'`]""")
_ASTRO_CONTENT = tuple(
    f"{stem}.{ending}"
    for stem in ("content.config", "content/config")
    for ending in ("ts", "mts", "js", "mjs")
)

# From jekyllrb.com/docs/front-matter, gohugo.io/content-management/front-matter,
# gohugo.io/configuration/front-matter, 11ty.dev/docs/data-configuration.
_OF_JEKYLL = (
    "layout", "title", "date", "published", "permalink", "category", "categories", "tags", "excerpt",
    "excerpt_separator", "slug", "render_with_liquid", "sitemap", "redirect_from", "redirect_to",
)  # fmt: skip
_OF_HUGO = (
    "aliases", "build", "cascade", "categories", "date", "description", "draft", "expiryDate", "headless",
    "isCJKLanguage", "keywords", "lastmod", "layout", "linkTitle", "markup", "menu", "menus", "modified",
    "outputs", "params", "pubdate", "publishDate", "publishdate", "published", "resources", "series",
    "sitemap", "slug", "summary", "tags", "title", "translationKey", "type", "unpublishdate", "url", "weight",
)  # fmt: skip
_OF_ASTRO = ("layout", "slug")
_OF_ELEVENTY = (
    "date", "dynamicPermalink", "eleventyComputed", "eleventyDataSchema", "eleventyExcludeFromCollections",
    "eleventyImport", "eleventyNavigation", "layout", "pagination", "permalink", "tags",
    "templateEngineOverride",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """What a generator decides.

    `depth_of` says how many of a file's folders name its collection at least; None: it is in none. `seen` is
    the file that gave the generator away. `schedules` says that pages are held back until their date.
    `reserved` names the fields to which the generator, or a plugin that comes with it, gives a meaning.
    """

    generator: str
    depth_of: Callable[[tuple[str, ...]], int | None]
    seen: str = ""
    yaml_version: str = "1.2"
    image_root: str | None = None
    exclude: tuple[str, ...] = ()
    schedules: bool = False
    reserved: tuple[str, ...] = ()


GENERATORS: Final = ("astro", "eleventy", "hugo", "jekyll")
"""The generators that are known, as the setting `generator` names them."""


def generator_of(folder: Path) -> str:
    """The name of the generator that a folder belongs to, as in `GENERATORS`; empty where none is known."""
    name = recognise(folder).generator.lower()
    return name if name in GENERATORS else ""


def recognise(folder: Path) -> Site:
    """Tell which generator a folder belongs to; a folder without one is a plain archive."""
    for recogniser in (_astro, _eleventy, _hugo, _jekyll):
        site = recogniser(folder)
        if site is not None:
            there = site.image_root is not None and (folder / site.image_root).is_dir()
            return site if there else replace(site, image_root=None)
    return Site("plain", lambda _: 0)


def _jekyll(folder: Path) -> Site | None:
    seen = _first(folder, "_config.yml", "_config.yaml", "_config.toml") or _first(folder, "_posts")
    if seen is None:
        return None
    exclude = _present(folder, "_drafts", "_includes", "_layouts", "_data", "_sass", "vendor")
    return Site("Jekyll", _jekyll_depth, seen, "1.1", ".", exclude, schedules=True, reserved=_OF_JEKYLL)


def _jekyll_depth(folders: tuple[str, ...]) -> int | None:
    """Posts lie in `_posts` at any depth, other collections in a folder with `_` before the name."""
    if "_posts" in folders:
        return folders.index("_posts") + 1
    return next((depth for depth, name in enumerate(folders, 1) if name.startswith("_")), None)


def _hugo(folder: Path) -> Site | None:
    names = [f"{stem}.{ending}" for stem in ("hugo", "config") for ending in ("toml", "yaml", "yml", "json")]
    seen = _first(folder, *names, "config/_default")
    if seen is None or not (seen.startswith("hugo.") or _first(folder, "content", "archetypes")):
        return None
    root = _path(_setting(folder / seen, _CONTENT_DIR) or "content")

    def depth_of(folders: tuple[str, ...]) -> int | None:
        depth = len(root) + 1
        if folders[: len(root)] != root or len(folders) < depth:
            return None
        translated = _LANGUAGE.fullmatch(folders[depth - 1]) and len(folders) > depth
        return depth + 1 if translated else depth

    exclude = _present(folder, "themes", "public", "resources", "archetypes")
    return Site("Hugo", depth_of, seen, "1.2", "static", exclude, schedules=True, reserved=_OF_HUGO)


def _astro(folder: Path) -> Site | None:
    seen = _first(folder, *(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs")))
    if seen is None:
        return None
    exclude = _present(folder, "dist")
    return Site("Astro", _astro_depth(folder), seen, "1.2", "public", exclude, reserved=_OF_ASTRO)


def _astro_depth(folder: Path) -> Callable[[tuple[str, ...]], int | None]:
    """Collections lie in src/content, or where the configuration of the content says."""
    settings = "".join(_text(folder / "src" / name) for name in _ASTRO_CONTENT)
    named = {_path(base) for base in _BASE.findall(settings)} - {(), ("src", "content")}
    usual = _below(("src", "content"))

    def depth_of(folders: tuple[str, ...]) -> int | None:
        depths = [len(base) for base in named if folders[: len(base)] == base]
        return max(depths) if depths else usual(folders)

    return depth_of


def _eleventy(folder: Path) -> Site | None:
    names = [f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts")]
    seen = _first(folder, ".eleventy.js", *names)
    if seen is None:
        return None
    root = _path(_setting(folder / seen, _INPUT_DIR) or ".")
    exclude = _present(folder, "/".join((*root, "_includes")), "_site")
    return Site("Eleventy", _below(root), seen, "1.2", "/".join(root) or ".", exclude, reserved=_OF_ELEVENTY)


def _below(root: tuple[str, ...]) -> Callable[[tuple[str, ...]], int | None]:
    def depth_of(folders: tuple[str, ...]) -> int | None:
        inside = folders[: len(root)] == root and len(folders) > len(root)
        return len(root) + 1 if inside else None

    return depth_of


def _first(folder: Path, *names: str) -> str | None:
    return next((name for name in names if (folder / name).exists()), None)


def _present(folder: Path, *names: str) -> tuple[str, ...]:
    return tuple(f"/{name}/" for name in names if (folder / name).is_dir())


def _setting(path: Path, pattern: re.Pattern[str]) -> str | None:
    match = pattern.search(_text(path))
    return match[1] if match else None


def _text(path: Path) -> str:
    return read(path, LARGEST_CONFIGURATION, Boundary()).data[:_MOST_BYTES].decode("utf-8", "replace")


def _path(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("/") if part not in ("", "."))
