"""Recognises a site's generator by its own files, which never run; open it to recognise another one.

What a generator implies stands in `newslint/knowledge/generators.py`.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from newslint.config.site_files import present, text_of
from newslint.knowledge.generators import FACTS
from newslint.text.lazy_pattern import later

_MOST_BYTES: Final = 100_000
_Folders = tuple[str, ...]
_Depth = Callable[[_Folders], int | None]

_SCRIPTS: Final = ("js", "mjs", "cjs", "ts", "mts", "cts")
_PLACES: Final = (
    "docs", "site", "website", "www", "web", "blog", "documentation", "doc", "apps/docs", "apps/web",
    "apps/website", "packages/docs", "packages/website",
)  # fmt: skip
"""Where in a repository a site lies that isn't all of it."""

_LANGUAGE = later(r"[a-z]{2}(?:-[a-zA-Z]{2,4})?")
_CONTENT_DIR = later(r"""^\s*["']?contentDir["']?\s*[=:]\s*["']?([\w./-]+)""", re.IGNORECASE | re.MULTILINE)
_INPUT_DIR = later(r"""\binput["']?\s*:\s*["'`]([\w./-]+)["'`]""")
_SOURCE_DIR = later(r"""^source_dir\s*:\s*["']?([\w./-]+)""", re.MULTILINE)
_SRC_DIR = later(r"""\bsrcDir["']?\s*:\s*["'`]([\w./-]+)["'`]""")
_PATH = later(r"""^PATH\s*=\s*["']([\w./-]+)["']""", re.MULTILINE)
_BASE = later(r"""\bbase\s*:\s*["'`]([\w./-]+)["'`]""")
_ASTRO_CONTENT = tuple(
    f"{stem}.{ending}"
    for stem in ("content.config", "content/config")
    for ending in ("ts", "mts", "js", "mjs")
)

# Settings that only one of two generators has whose configurations have one name.
_OF_ZOLA = later(r"^base_url\s*=", re.MULTILINE)
_OF_HEXO = later(
    r"^(?:source_dir|public_dir|new_post_name|skip_render|render_drafts|post_asset_folder|filename_case)\s*:",
    re.MULTILINE,
)
_NEEDS_HEXO = later(r'"hexo"\s*:')


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


class _Found(NamedTuple):
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
    found = _search(folder)
    if found is None:
        return Owner()
    return Owner(found.name, "" if found.folder == folder else f"{found.folder}{os.sep}")


def recognise(folder: Path) -> Site:
    """Tell which generator a folder belongs to; a folder without one is a plain archive."""
    found = _search(folder)
    if found is None:
        return _without_facts(folder)
    from newslint.schema.bundled import bundled_schema  # noqa: PLC0415 - every start comes by, few get here

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


# -- which one


def _search(folder: Path) -> _Found | None:
    """The site that a folder is, or the one that lies in it where sites of repositories do."""
    found = _of_folder(folder)
    if found is not None:
        return found
    # Two sites below one folder have nothing in common, so none speaks for it.
    below = [_of_folder(folder / place) for place in _PLACES if os.path.isdir(folder / place)]  # noqa: PTH112 - fast
    sites = [site for site in below if site is not None]
    return sites[0] if len(sites) == 1 else None


def _of_folder(folder: Path) -> _Found | None:
    for name, marks, confirm in _MARKS:
        seen = _first(folder, marks)
        if seen and (confirm is None or confirm(folder, seen)):
            return _Found(name, folder, seen)
    return None


def _is_starlight(folder: Path, seen: str) -> bool:
    return "@astrojs/starlight" in _text(folder / seen)


def _is_nuxt_content(folder: Path, seen: str) -> bool:
    configs = _with_endings("content.config", _SCRIPTS)
    return bool(_first(folder, (*configs, "content"))) or "@nuxt/content" in _text(folder / seen)


def _is_zola(folder: Path, seen: str) -> bool:
    # Hugo's `baseURL` is another word, and a key of that name below a table is nobody's.
    top = f"\n{_text(folder / seen)}".partition("\n[")[0]
    return seen == "zola.toml" or (_OF_ZOLA.search(top) is not None and bool(_first(folder, ("content",))))


def _is_hugo(folder: Path, seen: str) -> bool:
    return seen.startswith("hugo.") or bool(_first(folder, ("content", "archetypes")))


def _is_hexo(folder: Path, seen: str) -> bool:
    return (
        bool(_first(folder, ("scaffolds",)))
        or _OF_HEXO.search(_text(folder / seen)) is not None
        or bool(_first(folder, ("package.json",)) and _NEEDS_HEXO.search(_text(folder / "package.json")))
    )


def _is_jekyll(folder: Path, seen: str) -> bool:
    # Jupyter Book calls its configuration by the same name, and always has a table of contents.
    return seen == "_posts" or not _first(folder, ("_toc.yml",))


def _with_endings(stem: str, endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{stem}.{ending}" for ending in endings)


_CONFIGS: Final = ("toml", "yaml", "yml", "json")
_ASTRO: Final = _with_endings("astro.config", ("mjs", "ts", "js", "mts", "cjs"))
_HUGO: Final = (*_with_endings("hugo", _CONFIGS), *_with_endings("config", _CONFIGS), "config/_default")

_MARKS: Final[tuple[tuple[str, tuple[str, ...], Callable[[Path, str], bool] | None], ...]] = (
    ("starlight", _ASTRO, _is_starlight),
    ("astro", _ASTRO, None),
    ("docusaurus", _with_endings("docusaurus.config", _SCRIPTS), None),
    ("eleventy", (".eleventy.js", *_with_endings("eleventy.config", ("js", "mjs", "cjs", "ts"))), None),
    ("vitepress", (".vitepress",), None),
    ("quarto", ("_quarto.yml", "_quarto.yaml"), None),
    ("pelican", ("pelicanconf.py",), None),
    ("nuxt", _with_endings("nuxt.config", ("ts", "js", "mjs")), _is_nuxt_content),
    ("zola", ("zola.toml", "config.toml"), _is_zola),
    ("hugo", _HUGO, _is_hugo),
    ("hexo", _with_endings("_config", ("yml", "yaml", "json")), _is_hexo),
    ("jekyll", (*_with_endings("_config", ("yml", "yaml", "toml")), "_posts"), _is_jekyll),
    ("obsidian", (".obsidian",), None),
)
"""The files that give a generator away, with what must be true besides. The first one that fits counts: what
only one generator has comes first."""


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
        if seen := _first(folder, marks):
            return Site(title, lambda _: 0, seen, optional=True, titled=True)
    return Site("plain", lambda _: 0)


# -- what follows


def _content(found: _Found) -> tuple[_Folders, ...]:
    """The folders with the site's pages, relative to its own."""
    folder, seen = found.folder, found.seen
    settings: Mapping[str, tuple[str, re.Pattern[str]]] = {
        "eleventy": (seen, _INPUT_DIR),
        "hugo": (seen, _CONTENT_DIR),
        "pelican": (seen, _PATH),
    }
    said = None
    if found.name == "vitepress":
        config = _first(folder, _with_endings(".vitepress/config", _SCRIPTS))
        said = _setting(folder / config, _SRC_DIR) if config else None
    elif found.name == "hexo":
        said = _setting(folder / seen, _SOURCE_DIR)
        return (_path(said), (*_path(said), "_posts")) if said else tuple(map(_path, FACTS["hexo"].content))
    elif found.name in settings:
        name, pattern = settings[found.name]
        said = _setting(folder / name, pattern)
    return tuple(map(_path, FACTS[found.name].content if said is None else (said,)))


def _image_root(found: _Found, roots: tuple[_Folders, ...]) -> str | None:
    """The folder that the addresses of images begin in, if it is there."""
    image_root = FACTS[found.name].image_root
    if found.name == "vitepress":
        image_root = "/".join((*roots[0], "public"))
    elif found.name in ("eleventy", "hexo", "pelican"):  # what lies beside the pages is served too
        image_root = "/".join(roots[0])
    there = image_root is not None and (found.folder / image_root).is_dir()
    return image_root if there else None


def _own(found: _Found, roots: tuple[_Folders, ...]) -> list[str]:
    """The folders of the generator that are there, with a slash behind each."""
    facts = FACTS[found.name]
    names = [*facts.draft_folders, *facts.own]
    if found.name == "eleventy":
        names += ["/".join((*roots[0], "_includes"))]
    return [f"{name}/" for name in dict.fromkeys(names) if (found.folder / name).is_dir()]


def _depth(found: _Found, roots: tuple[_Folders, ...]) -> _Depth:
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
    settings = "".join(_text(folder / "src" / name) for name in _ASTRO_CONTENT)
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


# -- files


def _first(folder: Path, names: Iterable[str]) -> str:
    """The first of some names that is there; empty if none is."""
    return next(present(folder, names), "")


def _setting(path: Path, pattern: re.Pattern[str]) -> str | None:
    """What a configuration says; nothing where that leads out of the site."""
    match = pattern.search(_text(path))
    return match[1] if match and ".." not in match[1].split("/") else None


def _text(path: Path) -> str:
    return text_of(path, _MOST_BYTES)


def _path(text: str) -> _Folders:
    return tuple(part for part in text.split("/") if part not in ("", "."))
