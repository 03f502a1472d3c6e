"""Which names the data of a site has for what articles refer to; open it to read another list of names.

Read are the keys of the file of authors that Jekyll's themes (`_data`), Hugo and Eleventy (`data`, `_data`)
and Docusaurus (`blog/authors.yml`) use, or the files of such a folder, and the layouts of a site of Jekyll
that has no theme, whose own layouts would stand elsewhere. Files are read line by line: nothing is run.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from newslint.config.site_files import present, text_of
from newslint.document import Vocabulary
from newslint.system.contained import LARGEST_CONFIGURATION
from newslint.text.lazy_pattern import later

_AUTHORS: Final = ("_data", "data", "src/_data", "source/_data", "blog")
_ENDINGS: Final = ("yml", "yaml", "json", "toml")
_MOST_NAMES: Final = 100_000
# A name is no longer than this, so that lines of blanks cost nothing.
_YAML_KEY: Final = later(
    r"""^(["']?)([^\s#"'{}\[\],&*!|>%@`-][^"'\n]{0,199}?)\1[ \t]{0,9}:(?=\s|$)""", re.MULTILINE
)
_TOML_KEY: Final = later(r"""^\[[ \t]*["']?([^\]"'.\n]+)["']?[ \t]*\]""", re.MULTILINE)
_THEME: Final = later(r"^(?:theme|remote_theme)[ \t]*:[ \t]*\S", re.MULTILINE)


def vocabularies_of(folder: Path, generator: str) -> dict[str, Vocabulary]:
    """The names that the site in a folder has, by the role of the fields that refer to them."""
    found: dict[str, Vocabulary] = {}
    lists = (_authors(folder, place) for place in present(folder, _AUTHORS))
    if authors := next((authors for authors in lists if authors.names), None):
        found["author"] = authors
    if generator == "jekyll" and any(present(folder, ["_layouts"])) and not _has_theme(folder):
        found["layout"] = Vocabulary.of("_layouts", _stems(folder / "_layouts"))
    return found


def _authors(folder: Path, place: str) -> Vocabulary:
    for ending in _ENDINGS:
        name = f"{place}/authors.{ending}"
        if (folder / name).is_file():
            return Vocabulary.of(name, _keys(text_of(folder / name, LARGEST_CONFIGURATION), ending))
    # A folder `blog/authors` holds articles of authors.
    name = f"{place}/authors"
    return Vocabulary.of(name, () if place == "blog" else _stems(folder / name))


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
