"""Which path a page has on its site by its own fields and its file's name; open it to follow a generator.

Paths are compared as readers see them: with or without a slash at the end, `/a/index.html` is `/a/`. Sources:
jekyllrb.com/docs/permalinks, gohugo.io/content-management/urls, 11ty.dev/docs/permalinks,
github.com/jekyll/jekyll-redirect-from, getzola.org/documentation/content/page, quarto.org (aliases).
"""

import re
from collections.abc import Container
from datetime import date
from typing import Final
from urllib.parse import unquote

from newslint.knowledge.editions import language_of_tag
from newslint.knowledge.generators import FACTS
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

# Gaps that a generator fills in (`:slug`, `{{ x }}`, `$x`), other sites, queries and fragments.
_NO_PATH: Final = later(r"[:{}<>$*?#\\\s]")
_STYLES: Final = frozenset({"date", "none", "ordinal", "pretty", "weekdate"})  # names of Jekyll's patterns
_SLASHES: Final = later(r"/{2,}")
_BLANKS: Final = later(r"\s+")
_DAY: Final = later(r"(?:19|20)\d\d([/-])(?:1[0-2]|0?[1-9])\1(?:[12]\d|3[01]|0?[1-9])", re.ASCII)
_NAMED_DAY: Final = later(r"(\d{4})-(\d\d?)-(\d\d?)(?:-(.+))?", re.ASCII)


def path_of(permalink: str) -> str | None:
    """The path that a permalink stands for, without the slash at its end; None where it is a pattern."""
    text = permalink.strip()
    if not text or text in _STYLES or _NO_PATH.search(text):
        return None
    path = _SLASHES.sub("/", "/" + unquote(text)).removesuffix("index.html")
    return path.rstrip("/") or "/"


def path_of_alias(alias: str, generator: str, name: str) -> str | None:
    """The path that leads to the page of a file besides its own; None where it may be no path.

    Without a slash at the start it may be another name for the page (help.obsidian.md/aliases), unless the
    generator is known: Jekyll's plugin and Zola begin at the root; Hugo and Quarto where the page lies.
    """
    path = path_of(alias)
    if path is None or alias.strip().startswith("/") or generator in ("jekyll", "zola"):
        return path
    if generator in ("hugo", "quarto") and "/../" not in f"{path}/" and path != "/":
        folder = folder_of(name) if generator == "hugo" else name.rpartition("/")[0]
        return f"{folder}:{path}"
    return None


def segment_of(slug: str) -> str | None:
    """The part of a path that a slug becomes, whose case may matter; None where it is a pattern."""
    text = _BLANKS.sub("-", slug.strip().strip("/"))
    return None if not text or _NO_PATH.search(text) else text


def folder_of(name: str) -> str:
    """The folder in which a file's page lies: around one that is a folder itself."""
    folder, _, file = name.replace("\\", "/").rpartition("/")
    return folder.rpartition("/")[0] if is_bundle(file) else folder


def page_name(name: str) -> str:
    """What a file calls its page, without folders and ending: its name, or that of the folder it is for."""
    folder, _, file = name.replace("\\", "/").rpartition("/")
    return folder.rpartition("/")[2] if is_bundle(file) else file.rpartition(".")[0]


def is_bundle(file: str) -> bool:
    """Whether a file stands for the folder that it lies in: `index.md`, `index.es.md`, `_index.md`."""
    return file.startswith(("index.", "_index."))


def path_by_name(name: str) -> str | None:
    """The path that Hugo gives to a page by its file: without the language, in lower case, with hyphens.

    None for what lies in no folder `content`, and for a folder's own page.
    """
    parts = segments_by_name(name)
    return path_of("/" + "/".join(_BLANKS.sub("-", part) for part in parts).lower()) if parts else None


def segments_by_name(name: str, sections: Container[str] = ()) -> list[str]:
    """The folders in `content` that a page of Hugo lies in, and what it is called, without its language.

    `sections` are first folders that stand for no language, whatever they are called. Empty for what lies in
    no folder `content`, and for a folder's own page.
    """
    *folders, file = name.replace("\\", "/").split("/")
    if "content" not in folders or file.startswith("_"):
        return []
    folders = folders[folders.index("content") + 1 :]
    if folders and folders[0] not in sections and language_of_tag(folders[0]):
        folders = folders[1:]
    stem = file.rpartition(".")[0]
    if language_of_tag(stem.rpartition(".")[2]):
        stem = stem.rpartition(".")[0]
    return folders if stem == "index" else [*folders, stem]


def has_date_in_path(generator: str) -> bool:
    """Whether the address of a page may hold its date: then pages of other days have other addresses."""
    return generator not in FACTS or FACTS[generator].dated_paths


@remember(64)
def day_of_name(name: str) -> tuple[date, str] | None:
    """The day that the name of a file or of its folder begins with, and what follows without the ending."""
    *folders, file = name.replace("\\", "/").split("/")
    if is_bundle(file) and folders:
        match = _NAMED_DAY.fullmatch(folders[-1])
    else:
        match = _NAMED_DAY.fullmatch(file.rpartition(".")[0])
    if match is None:
        return None
    try:
        return date(*map(int, match.group(1, 2, 3))), match[4] or ""
    except ValueError:
        return None


def days_in(path: str) -> list[tuple[date, int, int]]:
    """The days that stand in a path or a slug, whole parts of it, each with its start and its end."""
    found = []
    for match in _DAY.finditer(path):
        before, behind = path[max(match.start() - 1, 0) : match.start()], path[match.end() : match.end() + 1]
        if before in ("", "/") and behind in ("", "/", "-", "."):
            year, month, day = map(int, re.split("[/-]", match[0]))
            try:
                found.append((date(year, month, day), *match.span()))
            except ValueError:
                continue
    return found
