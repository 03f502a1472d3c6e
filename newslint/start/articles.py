"""Tells articles from what lies beside them; open it when a file is bound, or left out, that should not be.

Only the paths of files, and whether they have front matter, decide here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

from newslint.start.evidence import is_slip

# The page of a folder: `_index` is Hugo's and Zola's name for it, `index` that of servers. A translation has
# its language before the ending (gohugo.io/content-management/multilingual).
_INDEX = re.compile(r"_?index(?:\.[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*)?", re.IGNORECASE)
# Pages about an archive, which hosts of repositories look for: never articles of it.
_BESIDE = re.compile(r"(?:readme|licen[cs]e|changelog|contributing)(?:\..*)?", re.IGNORECASE)
# What has front matter only where it is an article: more such pages, tables of contents, and what servers ask
# for.
_SERVING = re.compile(
    r"code[_-]of[_-]conduct|security|support|governance|authors|maintainers|summary|toc(?:[-_].*)?|404|robots|"
    r"humans|requirements|runtime",
    re.IGNORECASE,
)
# What may begin a file that pages include: tags of template engines, imports of MDX, directives.
_INCLUDED = re.compile(r"\s*(?:\{[%{#]|<%|<!--|<[a-z]|import\s|export\s|:::)", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-\d\d?-\d\d?-")
_DIGITS = re.compile(r"\d+")
_FEWEST_ALIKE = 3
_RARE = 20
_MOST_BUNDLES = 5


def is_index(path: PurePosixPath) -> bool:
    """Whether a file is called as the page of its folder is."""
    return _INDEX.fullmatch(path.stem) is not None


def is_beside(path: PurePosixPath) -> bool:
    """Whether a file speaks of the archive, or serves it, and is no article of it."""
    return _BESIDE.fullmatch(path.stem) is not None


def is_dated(path: PurePosixPath) -> bool:
    """Whether the name of a file, or of its folder, begins with a day, as generators read it."""
    return any(_DATED.match(name) for name in path.parts[-2:])


def given_elsewhere(articles: Iterable[PurePosixPath], *, titled: bool) -> set[str]:
    """The roles whose values are taken from elsewhere where the front matter has none.

    A day in the names of files is the date of them (jekyllrb.com/docs/posts). `titled` says that the
    generator takes the headline from the text or the name.
    """
    dates = Counter(map(is_dated, articles))
    roles = {"published"} if dates[True] > dates[False] else set[str]()
    return roles | ({"headline"} if titled else set[str]())


def is_put_aside(path: PurePosixPath, home: Collection[str]) -> bool:
    """Whether a name below its collection begins with `_`, the mark of what is only included."""
    return any(part.startswith("_") for part in path.parts[len(home) :]) and not is_index(path)


def opens_as_included(text: str) -> bool:
    """Whether a file without front matter begins as one that other pages include."""
    return _INCLUDED.match(text) is not None


def sections(
    paths: Iterable[PurePosixPath], homes: Mapping[tuple[str, ...], int], *, are_marked: bool
) -> set[PurePosixPath]:
    """The pages that stand for a folder of others, and are no articles in a folder of their own.

    Args:
        paths: All files.
        homes: How many folders name the collection of the files in a folder.
        are_marked: Whether such pages have a name of their own, `_index`: then what is called `index` is an
            article with a folder of its own.
    """
    paths = list(paths)
    others = {(path.parts[:-1], path.suffix) for path in paths if not is_index(path) and path.stem[:1] != "_"}
    others |= {(folder[:depth], suffix) for folder, suffix in others for depth in range(len(folder))}
    found: set[PurePosixPath] = set()
    by_home: dict[tuple[str, ...], list[PurePosixPath]] = defaultdict(list)
    for path in filter(is_index, paths):
        folder = path.parts[:-1]
        depth = homes.get(folder, 0)
        is_alone = (folder, path.suffix) not in others
        if path.stem.startswith("_") or (len(folder) <= depth and not (is_alone and are_marked)):
            found.add(path)
        elif not are_marked:
            by_home[folder[:depth]].append(path)
    for pages in by_home.values():
        with_others = [page for page in pages if {(page.parts[:-1], page.suffix)} & others]
        # Where nearly all have a folder of their own, notes beside one don't make a section of it.
        if len(with_others) * _MOST_BUNDLES > len(pages):
            found.update(with_others)
    return found


def lost(
    bare: Iterable[PurePosixPath],
    articles: Collection[PurePosixPath],
    included: Collection[PurePosixPath],
    *,
    optional: bool,
    titled: bool,
) -> set[PurePosixPath]:
    """The files of a collection that forgot their front matter, as against those that never had any.

    Such a file is called as its neighbours are: `page-7` among `page-1` to `page-6`. Where names have nothing
    in common, it is one of very few that lie among articles, and nothing says that it is included, or serves
    something else.

    Args:
        bare: The files without front matter.
        articles: Those with it.
        included: Those of `bare` that begin as an included file does.
        optional: Whether pages of this generator may go without.
        titled: Whether they lack nothing then: so only a slip among many of one kind counts.
    """
    bare = list(bare)
    with_it = Counter(_kind(path) for path in articles)
    without = Counter(_kind(path) for path in bare)
    endings = Counter(path.suffix for path in articles)
    around = Counter(path.parent for path in articles if not is_index(path))
    in_rows = Counter(path.parent for path in articles if with_it[_kind(path)] >= _FEWEST_ALIKE)
    plain = [
        path
        for path in bare
        if path not in included
        and not is_beside(path)
        and not _SERVING.fullmatch(path.stem)
        and around[path.parent]
        and endings[path.suffix] * _RARE >= len(articles)
        and not path.stem.isupper()
    ]
    few = is_slip(len(plain), len(articles) + len(plain)) and not optional
    return {
        path
        for path in plain
        if _is_alike(with_it[_kind(path)], without[_kind(path)], titled=titled)
        or (few and in_rows[path.parent] * 2 < around[path.parent])
    }


def _is_alike(articles: int, bare: int, *, titled: bool) -> bool:
    if titled:
        return is_slip(bare, articles + bare)
    return articles >= _FEWEST_ALIKE and bare * _FEWEST_ALIKE <= articles


def _kind(path: PurePosixPath) -> tuple[PurePosixPath, str]:
    """The folder of a file, and what its name has in common with others: nothing where it has no number."""
    if _DATED.match(path.stem):
        return path.parent, "date"
    shape = _DIGITS.sub("#", path.stem)
    return path.parent, shape if "#" in shape else path.stem
