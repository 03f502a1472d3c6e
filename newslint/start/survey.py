"""Reads an archive and groups its files into collections; open it when they are cut wrongly."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newslint.config.generators import Site
from newslint.config.project import Overrides, Projects
from newslint.document import parse_document
from newslint.frontmatter.nodes import Limits
from newslint.run.discovery import discover
from newslint.source import Source
from newslint.start.evidence import ENOUGH, is_slip
from newslint.start.pictures import Pictures
from newslint.start.profile import Profile
from newslint.system.contained import Boundary, read

Folder = tuple[str, ...]

_DEEPER = 2
_MOST_COLLECTIONS = 30
_MOST_NAMED = 50
_SAME_SHAPE = 0.8
# Folders of dates and of single letters say when or where, not what.
_SORTING = re.compile(r"\d[\d._-]*|.")
# Pages that generators and hosts put beside articles.
_ASIDE = re.compile(r"(?:_index|index|readme|license|contributing|changelog)\.\w+", re.IGNORECASE)


@dataclass(slots=True)
class Collection:
    """Files that share one schema: everything below `folders`, but for `aside` and other collections.

    `bare` are the files without front matter, `broken` the number of those whose front matter can't be read.
    """

    folders: list[Folder]
    profile: Profile = field(default_factory=Profile)
    endings: set[str] = field(default_factory=set)
    aside: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: collections, the largest first, how many files are in none, and their images."""

    collections: tuple[Collection, ...]
    files: int
    unbound: int
    pictures: Pictures


def survey(folder: Path, site: Site) -> Survey:
    """Read every file below a folder once.

    Raises:
        NewslintError: the folder does not exist.
    """
    projects = Projects(isolated=True, overrides=Overrides(paths=(folder,)))
    names = [job.name for job, _ in discover([folder], projects)]
    paths = [PurePosixPath(Path(os.path.relpath(name, folder)).as_posix()) for name in names]
    kept = [
        (name, path)
        for name, path in zip(names, paths, strict=True)
        if not any(f"/{path}".startswith(excluded) for excluded in site.exclude)
    ]
    homes = _homes([path for _, path in kept], site)
    found: dict[Folder, Collection] = {}
    boundary = Boundary(named=[folder])
    unbound = 0
    pictures = Pictures(folder, site.image_root)
    for name, path in kept:
        home = homes.get(path.parts[:-1])
        if home is None:
            unbound += 1
        else:
            content = read(name, Limits().max_file_bytes, boundary)
            source = Source(name, content.data, content.trouble)
            _take(found.setdefault(home, Collection([home])), source, path, site, pictures)
    filled = sorted((c for c in found.values() if c.profile.total), key=lambda c: -c.profile.total)
    merged = _merged(filled)
    bound = tuple([c for c in merged if _can_be_bound(c)][:_MOST_COLLECTIONS])
    left = sum(c.profile.total for c in merged) - sum(c.profile.total for c in bound)
    return Survey(bound, len(kept), unbound + left, pictures)


def _take(
    collection: Collection, source: Source, path: PurePosixPath, site: Site, pictures: Pictures
) -> None:
    # A page in a folder of its own is called `index` too.
    bundled = path.stem == "index" and len(path.parts) > len(collection.folders[0]) + 1
    if _ASIDE.fullmatch(path.name) and not bundled:
        collection.aside.append(str(path))
        return
    document = parse_document(source, lambda _: None, yaml_version=site.yaml_version)
    if document.root is not None and isinstance(document.root.value, dict):
        collection.endings.add(path.suffix)
        collection.profile.add(document.root.value)
        collection.profile.add_kinds(document.root.value)
        pictures.add(str(path), (node.value for node in document.texts))
    elif document.fence is None:
        collection.bare.append(str(path))
    else:
        collection.broken += 1


def _homes(paths: Iterable[PurePosixPath], site: Site) -> Mapping[Folder, Folder | None]:
    """The folder that names the collection of the files in each folder.

    Small folders go to the one above, but no higher than the generator says.
    """
    counts = Counter(path.parts[:-1] for path in paths)
    least = {folder: site.depth_of(folder) for folder in counts}
    homes = {folder: None if depth is None else _home(folder, depth) for folder, depth in least.items()}
    deepest = max((len(home) for home in homes.values() if home), default=0)
    for depth in range(deepest, 0, -1):
        sizes = _sizes(homes, counts)
        for folder, home in homes.items():
            if home and len(home) == depth > (least[folder] or 0) and sizes[home] < ENOUGH:
                homes[folder] = home[:-1]
    if len(_sizes(homes, counts)) == 1:
        return homes
    # What is left over from small folders has no shape.
    return {folder: home if home or _is_at_root(folder) else None for folder, home in homes.items()}


def _sizes(homes: Mapping[Folder, Folder | None], counts: Mapping[Folder, int]) -> Counter[Folder]:
    sizes: Counter[Folder] = Counter()
    for folder, home in homes.items():
        if home is not None:
            sizes[home] += counts[folder]
    return sizes


def _is_at_root(folder: Folder) -> bool:
    """Whether files lie in the archive itself, or in its folders of years."""
    return not folder or folder[0][0].isdigit()


def _home(folder: Folder, least: int) -> Folder:
    depth = least
    while depth < min(len(folder), least + _DEEPER) and not _SORTING.fullmatch(folder[depth]):
        depth += 1
    return folder[:depth]


def _merged(collections: Sequence[Collection]) -> list[Collection]:
    """Put collections of one shape together, into the larger one."""
    merged: list[Collection] = []
    for collection in collections:
        same = next((other for other in merged if _have_one_shape(other.profile, collection.profile)), None)
        if same is None:
            merged.append(collection)
        else:
            same.folders += collection.folders
            same.profile.merge(collection.profile)
            same.endings |= collection.endings
            same.aside += collection.aside
            same.bare += collection.bare
            same.broken += collection.broken
    return merged


def _have_one_shape(one: Profile, other: Profile) -> bool:
    """Whether the fields that most files have are the same, with values of the same types."""
    ours, theirs = set(_shape(one)), set(_shape(other))
    if one.total < ENOUGH or other.total < ENOUGH:
        return ours == theirs
    return len(ours & theirs) >= _SAME_SHAPE * len(ours | theirs)


def _shape(profile: Profile) -> Iterator[tuple[str, str]]:
    for name, part in profile.fields.items():
        if part.total * 2 >= profile.total:
            yield name, part.types.most_common(1)[0][0]


def has_lost_front_matter(collection: Collection) -> bool:
    """Whether the files without front matter are so few that they are mistakes."""
    return is_slip(len(collection.bare), collection.profile.total + len(collection.bare))


def _can_be_bound(collection: Collection) -> bool:
    """Whether files without front matter, which a bound file must have, are mistakes or can be named."""
    return has_lost_front_matter(collection) or len(collection.bare) <= _MOST_NAMED
