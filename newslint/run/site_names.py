"""The names of all files of a site; open it for when a file that isn't found may be there all the same."""

import os
import re
from pathlib import Path
from typing import Final

from newslint.config.site_files import text_of
from newslint.text.lazy_pattern import later

_MOST: Final = 300_000
# Nobody writes pictures there: what tools keep, and what was built.
_SKIPPED: Final = frozenset({".git", "node_modules", "public", "_site", "dist"})
_SUBMODULE: Final = later(r"^[ \t]*+path[ \t]*+=[ \t]*+(\S[^\n]*)$", re.MULTILINE)
_THEMES: Final = "themes/"


class SiteNames:
    """What files a site has, looked at once, when the first one isn't found.

    Names are compared as Hugo does: their case, and blanks for hyphens, make no difference.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        self._names: frozenset[str] | None = None
        self._is_partial: bool | None = None

    def may_have(self, path: str) -> bool:
        """Whether a file of this name lies anywhere in the site, or nobody can tell."""
        if self._names is None:
            self._names = _names_below(self._site)
        return not self._names or _plain(path.rpartition("/")[2]) in self._names

    def is_partial(self) -> bool:
        """Whether parts of the repository are not here: submodules that aren't themes, a sparse checkout."""
        if self._is_partial is None:
            self._is_partial = any(map(_is_partial, (self._site, *self._site.parents)))
        return self._is_partial


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "-")


def _names_below(site: Path) -> frozenset[str]:
    """The names; none where there are too many, or a link leads to a folder that nobody looks into."""
    names: set[str] = set()
    for folder, folders, files in os.walk(site):
        folders[:] = [name for name in folders if name not in _SKIPPED]
        if any(os.path.islink(os.path.join(folder, name)) for name in folders):  # noqa: PTH114, PTH118 - many
            return frozenset()
        names.update(map(_plain, files))
        if len(names) > _MOST:
            return frozenset()
    return frozenset(names)


def _is_partial(folder: Path) -> bool:
    if (folder / ".git/info/sparse-checkout").is_file():
        return True
    paths = (path.rstrip() for path in _SUBMODULE.findall(text_of(folder / ".gitmodules")))
    return any(_THEMES not in f"{path}/" and _is_empty(folder / path) for path in paths)


def _is_empty(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except OSError:
        return True
