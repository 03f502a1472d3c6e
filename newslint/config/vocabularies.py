"""Which names the data of a site has for what articles refer to; open it to read another list of names.

Authors, tags, categories, topics and series are looked for in

- files of data: `_data` (Jekyll, Eleventy), `data` (Hugo) and, of Docusaurus, `authors.yml` and `tags.yml`;
- collections of Jekyll that have their name (`_authors`), and pages of Hugo's terms (`content/tags/rust`);
- the collections that a configuration of Astro says they refer to: `author: reference("authors")`.

Layouts are those of a site of Jekyll that has no theme, whose own ones would stand elsewhere. Files are read
line by line: nothing is run. Where it isn't clear what in a file is a name, all that may be one counts: a
name too many keeps a rule silent.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from newslint.config.generators import ASTRO_COLLECTIONS
from newslint.config.site_files import first, present, text_of
from newslint.document import LABEL_FIELDS, Vocabulary
from newslint.light_tuples import NamedTuple
from newslint.system.contained import LARGEST_CONFIGURATION
from newslint.text.lazy_pattern import later

_DATA: Final = ("_data", "data", "src/_data", "source/_data")
_ENDINGS: Final = ("yml", "yaml", "json", "toml")
# A JSON of labels is what a program makes of the articles.
_BY_HAND: Final = ("yml", "yaml", "toml")
_MOST_NAMES: Final = 100_000
# A name is no longer than this, so that lines of blanks cost nothing.
_YAML_KEY: Final = later(
    r"""^(["']?)([^\s#"'{}\[\],&*!|>%@`-][^"'\n]{0,199}?)\1[ \t]{0,9}:(?=\s|$)""", re.MULTILINE
)
_TOML_KEY: Final = later(r"""^\[[ \t]*["']?([^\]"'.\n]+)["']?[ \t]*\]""", re.MULTILINE)
_THEME: Final = later(r"^(?:theme|remote_theme)[ \t]*:[ \t]*\S", re.MULTILINE)
# All that may be a name in a file of data: keys, items, values, what stands in quotes or between commas.
_MARKS: Final = later(r"^[ \t-]+|:(?=\s|$)|=|[ \t]#", re.MULTILINE)
_TOKEN: Final = later(r"""[^"'\[\]{},:=\n]+""")

_REFERENCE: Final = later(
    r"""\b(\w+)["']?\s{0,9}:\s{0,9}(?:z\s{0,9}\.\s{0,9})?(?:array\(\s{0,40})?reference\(\s{0,9}["']([\w-]+)["']"""
)
_LOADED: Final = later(r"""\b(?:file\(|base\s{0,9}:)\s{0,9}["'](?:\./)?([\w./-]+)["']""")


class _Kind(NamedTuple):
    """What is referred to: how vocabularies call it, and what its files and folders are called."""

    name: str
    plural: str
    endings: tuple[str, ...]
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


_KINDS: Final = (
    _Kind("author", "authors", _ENDINGS, ("blog/authors",), ("content/authors", "content/author")),
    _Kind("tags", "tags", _BY_HAND, ("blog/tags", "docs/tags"), ("content/tags",)),
    _Kind("categories", "categories", _BY_HAND, (), ("content/categories",)),
    _Kind("topics", "topics", _BY_HAND, (), ("content/topics",)),
    _Kind("series", "series", _BY_HAND, (), ("content/series",)),
)


def vocabularies_of(folder: Path, generator: str) -> dict[str, Vocabulary]:
    """The names that the site in a folder has, by the role or the label field that refers to them."""
    found: dict[str, Vocabulary] = {}
    referred = _referred(folder) if generator in ("astro", "starlight") else {}
    places = [*present(folder, _DATA)]
    for kind in _KINDS:
        lists = [*_data(folder, places, kind), *_pages(folder, kind, generator), *referred.get(kind.name, ())]
        named = [vocabulary for vocabulary in lists if vocabulary.names]
        if named:
            names = frozenset(chain.from_iterable(vocabulary.names for vocabulary in named))
            found[kind.name] = named[0]._replace(names=names)
    if generator == "jekyll" and any(present(folder, ["_layouts"])) and not _has_theme(folder):
        found["layout"] = Vocabulary.of("_layouts", _stems(folder / "_layouts"))
    return found


def _data(folder: Path, places: Iterable[str], kind: _Kind) -> Iterator[Vocabulary]:
    """The lists in files of data."""
    for place in places:
        name = first(folder, [f"{place}/{kind.plural}.{ending}" for ending in kind.endings])
        if name:
            yield _of_file(folder, name, kind)
        elif kind.name == "author":
            yield Vocabulary.of(f"{place}/authors", _stems(folder / place / "authors"))
    for stem in kind.files:
        name = first(folder, [f"{stem}.{ending}" for ending in kind.endings])
        if name:
            yield _of_file(folder, name, kind)


def _of_file(folder: Path, name: str, kind: _Kind) -> Vocabulary:
    text = text_of(folder / name, LARGEST_CONFIGURATION)
    keys = _keys(text, name.rpartition(".")[2]) if kind.name == "author" else ()
    return Vocabulary.of(name, keys or _tokens(text))


def _pages(folder: Path, kind: _Kind, generator: str) -> Iterator[Vocabulary]:
    """The lists that pages are: one for each name."""
    if generator == "jekyll":
        for place in present(folder, [f"_{kind.plural}"]):
            yield Vocabulary.of(place, _stems(folder / place))
    elif generator == "hugo":
        for place in present(folder, kind.pages):
            _, terms, _ = next(os.walk(folder / place), ("", [], []))
            yield Vocabulary.of(place, terms)._replace(is_open=True)


def _referred(folder: Path) -> dict[str, list[Vocabulary]]:
    """What fields refer to, as the configuration of Astro's collections says."""
    config = first(folder, ASTRO_COLLECTIONS)
    text = text_of(folder / config) if config else ""
    found: dict[str, list[Vocabulary]] = {}
    for field, collection in _REFERENCE.findall(text):
        kind = "author" if field in ("author", "authors") else LABEL_FIELDS.get(field)
        if kind is not None:
            found.setdefault(kind, []).extend(_entries(folder, collection, text))
    return found


def _entries(folder: Path, collection: str, config: str) -> Iterator[Vocabulary]:
    """The names of the entries of one collection, wherever they may lie."""
    places = {f"src/content/{collection}": None, f"src/data/{collection}": None}
    for path in _LOADED.findall(config):
        stem = path.rstrip("/").rpartition(".")[0] if path.endswith(_ENDINGS) else path.rstrip("/")
        if stem.rpartition("/")[2] == collection and ".." not in stem:
            places[stem] = None
    for place in places:
        name = first(folder, [f"{place}.{ending}" for ending in _ENDINGS])
        if name:
            yield Vocabulary.of(name, _tokens(text_of(folder / name, LARGEST_CONFIGURATION)))
        yield Vocabulary.of(place, _stems(folder / place))


def _keys(text: str, ending: str) -> Iterable[str]:
    if ending == "json":
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return ()
        return value if isinstance(value, dict) else ()
    if ending == "toml":
        return _TOML_KEY.findall(text)
    return [key for _, key in _YAML_KEY.findall(text)]


def _tokens(text: str) -> set[str]:
    """All that may be a name in a file of data, whatever its shape."""
    names: set[str] = set()
    for line in _MARKS.sub("\n", text).split("\n"):
        token = line.strip().strip("\"'")
        names.add(token)
        names.update(part.strip() for part in _TOKEN.findall(token))
        names.update(token.split("."))  # `[tags.rust]`
        if len(names) > _MOST_NAMES:
            break
    return {name for name in names if any(map(str.isalnum, name))}


def _stems(folder: Path) -> Iterable[str]:
    """The names of the files in a folder and those below it, without their endings."""
    names: list[str] = []
    for root, _, files in os.walk(folder):
        below = os.path.relpath(root, folder).replace(os.sep, "/")
        names += [("" if below == "." else f"{below}/") + file.partition(".")[0] for file in files]
        if len(names) > _MOST_NAMES:
            break
    return names


def _has_theme(folder: Path) -> bool:
    return any(
        _THEME.search(text_of(folder / name, LARGEST_CONFIGURATION))
        for name in ("_config.yml", "_config.yaml")
    )
