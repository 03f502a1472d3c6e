"""Recognises the generator of a site by its own files, which are read as text and never run."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newslint.discovery import read

_MOST_BYTES = 100_000
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")
_CONTENT_DIR = re.compile(
    r"""^\s*["']?contentDir["']?\s*[=:]\s*["']?([\w./-]+)""", re.IGNORECASE | re.MULTILINE
)
_INPUT_DIR = re.compile(r"""\binput["']?\s*:\s*["'`]([\w./-]+)["'`]""")


@dataclass(frozen=True, slots=True)
class Site:
    """What a generator decides.

    `depth_of` says how many of a file's folders name its collection at least; None: it is in none. `seen` is
    the file that gave the generator away. `schedules` says that pages are held back until their date.
    """

    generator: str
    depth_of: Callable[[tuple[str, ...]], int | None]
    seen: str = ""
    yaml_version: str = "1.2"
    image_root: str | None = None
    exclude: tuple[str, ...] = ()
    schedules: bool = False


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
    return Site("Jekyll", _jekyll_depth, seen, "1.1", ".", exclude, schedules=True)


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
    return Site("Hugo", depth_of, seen, "1.2", "static", exclude, schedules=True)


def _astro(folder: Path) -> Site | None:
    seen = _first(folder, *(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs")))
    if seen is None:
        return None
    root = ("src", "content")
    return Site("Astro", _below(root), seen, "1.2", "public", _present(folder, "dist"))


def _eleventy(folder: Path) -> Site | None:
    names = [f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts")]
    seen = _first(folder, ".eleventy.js", *names)
    if seen is None:
        return None
    root = _path(_setting(folder / seen, _INPUT_DIR) or ".")
    exclude = _present(folder, "/".join((*root, "_includes")), "_site")
    return Site("Eleventy", _below(root), seen, "1.2", "/".join(root) or ".", exclude)


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
    data, _ = read(path)
    match = pattern.search(data[:_MOST_BYTES].decode("utf-8", "replace"))
    return match[1] if match else None


def _path(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("/") if part not in ("", "."))
