"""What a generator means for a plan: where collections lie, and what lies beside; open it to add one.

How a site is recognised stands in `newslint/config/generators.py`, what a generator implies in
`newslint/knowledge/generators.py`.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from newslint.config.generators import ASTRO_COLLECTIONS, SCRIPTS, Found, find_site, with_endings
from newslint.config.site_files import first, text_of
from newslint.knowledge.generators import FACTS
from newslint.light_tuples import NamedTuple
from newslint.schema.bundled import bundled_schema

_Folders = tuple[str, ...]
_Depth = Callable[[_Folders], int | None]

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")
_CONTENT_DIR = re.compile(
    r"""^\s*["']?contentDir["']?\s*[=:]\s*["']?([\w./-]+)""", re.IGNORECASE | re.MULTILINE
)
_INPUT_DIR = re.compile(r"""\binput["']?\s*:\s*["'`]([\w./-]+)["'`]""")
_SOURCE_DIR = re.compile(r"""^source_dir\s*:\s*["']?([\w./-]+)""", re.MULTILINE)
_SRC_DIR = re.compile(r"""\bsrcDir["']?\s*:\s*["'`]([\w./-]+)["'`]""")
_PATH = re.compile(r"""^PATH\s*=\s*["']([\w./-]+)["']""", re.MULTILINE)
_BASE = re.compile(r"""\bbase\s*:\s*["'`]([\w./-]+)["'`]""")


class Site(NamedTuple):
    """What a generator decides.

    `depth_of` says how many of a file's folders name its collection at least; None: it is in none. `seen` is
    the file that gave the generator away. `schedules` says that pages are held back until their date.
    `reserved` names the fields to which the generator, or a plugin that comes with it, gives a meaning.
    `section_names`, `optional`, `titled` and `notes` are as in `knowledge.generators`.
    `name` is what settings call the generator, empty where none is known, and `root` the folder of the site,
    empty where it is all of the folder. Other paths are relative to the folder, not to the site.
    """

    generator: str
    depth_of: _Depth
    seen: str = ""
    yaml_version: str = "1.2"
    image_root: str | None = None
    exclude: tuple[str, ...] = ()
    schedules: bool = False
    reserved: tuple[str, ...] = ()
    name: str = ""
    root: str = ""
    section_names: tuple[str, ...] = ()
    optional: bool = False
    titled: bool = False
    notes: bool = False


def recognise(folder: Path) -> Site:
    """Tell which generator a folder belongs to; a folder without one is a plain archive."""
    found = find_site(folder)
    if found is None:
        return _without_facts(folder)
    facts = FACTS[found.name]
    roots = _content(found)
    image_root = _image_root(found, roots)
    root = found.folder.relative_to(folder).parts
    where = "/".join(root)
    return Site(
        facts.title,
        _from(root, _depth(found, roots)),
        "/".join((*root, found.seen)),
        facts.yaml_version or "1.2",
        image_root if image_root is None else "/".join((*root, *_path(image_root))) or ".",
        tuple(f"/{where}/{own}" if where else f"/{own}" for own in _own(found, roots)),
        facts.schedules,
        tuple(bundled_schema(found.name).raw["properties"]),
        found.name,
        where,
        section_names=facts.section_names,
        optional=facts.optional,
        titled=facts.titled,
        notes=facts.notes,
    )


_OTHERS: Final = (
    ("MkDocs", ("mkdocs.yml", "mkdocs.yaml")),
    ("VuePress", (".vuepress", "docs/.vuepress")),
    ("mdBook", ("book.toml",)),
    ("Jupyter Book", ("_toc.yml", "myst.yml")),
)
"""Generators of documentation of which no more is known than that their pages need no front matter, not even
for a headline: mkdocs.org/user-guide/writing-your-docs, vuepress.vuejs.org/guide/page,
rust-lang.github.io/mdBook, jupyterbook.org."""


def _without_facts(folder: Path) -> Site:
    for title, marks in _OTHERS:
        if seen := first(folder, marks):
            return Site(title, lambda _: 0, seen, optional=True, titled=True)
    return Site("plain", lambda _: 0)


def _content(found: Found) -> tuple[_Folders, ...]:
    """The folders with the site's pages, relative to its own."""
    folder, seen = found.folder, found.seen
    settings: Mapping[str, tuple[str, re.Pattern[str]]] = {
        "eleventy": (seen, _INPUT_DIR),
        "hugo": (seen, _CONTENT_DIR),
        "pelican": (seen, _PATH),
    }
    said = None
    if found.name == "vitepress":
        config = first(folder, with_endings(".vitepress/config", SCRIPTS))
        said = _setting(folder / config, _SRC_DIR) if config else None
    elif found.name == "hexo":
        said = _setting(folder / seen, _SOURCE_DIR)
        return (_path(said), (*_path(said), "_posts")) if said else tuple(map(_path, FACTS["hexo"].content))
    elif found.name in settings:
        name, pattern = settings[found.name]
        said = _setting(folder / name, pattern)
    return tuple(map(_path, FACTS[found.name].content if said is None else (said,)))


def _image_root(found: Found, roots: tuple[_Folders, ...]) -> str | None:
    """The folder that the addresses of images begin in, if it is there."""
    image_root = FACTS[found.name].image_root
    if found.name == "vitepress":
        image_root = "/".join((*roots[0], "public"))
    elif found.name in ("eleventy", "hexo", "pelican"):  # what lies beside the pages is served too
        image_root = "/".join(roots[0])
    there = image_root is not None and (found.folder / image_root).is_dir()
    return image_root if there else None


def _own(found: Found, roots: tuple[_Folders, ...]) -> list[str]:
    """The folders of the generator that are there, with a slash behind each."""
    facts = FACTS[found.name]
    names = [*facts.draft_folders, *facts.own]
    if found.name == "eleventy":
        names += ["/".join((*roots[0], "_includes"))]
    return [f"{name}/" for name in dict.fromkeys(names) if (found.folder / name).is_dir()]


def _depth(found: Found, roots: tuple[_Folders, ...]) -> _Depth:
    if found.name == "jekyll":
        return _jekyll_depth
    if found.name == "hugo":
        return _hugo_depth(roots[0])
    if found.name in ("astro", "starlight"):
        return _astro_depth(found.folder)
    return _below(roots[0]) if found.name == "eleventy" else _within(roots)


def _jekyll_depth(folders: _Folders) -> int | None:
    """Posts lie in `_posts` at any depth, other collections in a folder with `_` before the name."""
    if "_posts" in folders:
        return folders.index("_posts") + 1
    return next((depth for depth, name in enumerate(folders, 1) if name.startswith("_")), None)


def _hugo_depth(root: _Folders) -> _Depth:
    """Collections are sections, below the folder of their language where there is one."""

    def depth_of(folders: _Folders) -> int | None:
        depth = len(root) + 1
        if folders[: len(root)] != root or len(folders) < depth:
            return None
        translated = _LANGUAGE.fullmatch(folders[depth - 1]) and len(folders) > depth
        return depth + 1 if translated else depth

    return depth_of


def _astro_depth(folder: Path) -> _Depth:
    """Collections lie in src/content, or where the configuration of the content says."""
    settings = "".join(text_of(folder / name) for name in ASTRO_COLLECTIONS)
    named = {_path(base) for base in _BASE.findall(settings)} - {(), ("src", "content")}
    usual = _below(("src", "content"))

    def depth_of(folders: _Folders) -> int | None:
        depths = [len(base) for base in named if folders[: len(base)] == base]
        return max(depths) if depths else usual(folders)

    return depth_of


def _below(root: _Folders) -> _Depth:
    """Each folder in `root` is a collection."""

    def depth_of(folders: _Folders) -> int | None:
        inside = folders[: len(root)] == root and len(folders) > len(root)
        return len(root) + 1 if inside else None

    return depth_of


def _within(roots: tuple[_Folders, ...]) -> _Depth:
    """Each of `roots` is a collection."""

    def depth_of(folders: _Folders) -> int | None:
        return max((len(root) for root in roots if folders[: len(root)] == root), default=None)

    return depth_of


def _from(root: _Folders, depth_of: _Depth) -> _Depth:
    """The same, for folders that are relative to one above the site."""

    def depth(folders: _Folders) -> int | None:
        inner = depth_of(folders[len(root) :]) if folders[: len(root)] == root else None
        return None if inner is None else len(root) + inner

    return depth if root else depth_of


def _setting(path: Path, pattern: re.Pattern[str]) -> str | None:
    """What a configuration says; nothing where that leads out of the site."""
    match = pattern.search(text_of(path))
    return match[1] if match and ".." not in match[1].split("/") else None


def _path(text: str) -> _Folders:
    return tuple(part for part in text.split("/") if part not in ("", "."))
