"""Reads an archive and groups its files into collections; open it when they are cut wrongly."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newslint.config.project import Overrides, Projects
from newslint.document import Document, parse_document
from newslint.frontmatter.nodes import Limits
from newslint.knowledge.forms_to_fill import waits_to_be_filled
from newslint.run.discovery import discover
from newslint.source import Source
from newslint.start import articles
from newslint.start.evidence import ENOUGH, is_required
from newslint.start.pictures import Pictures
from newslint.start.profile import Profile
from newslint.start.site import Site
from newslint.system.contained import Boundary, read
from newslint.system.relative import relative

Folder = tuple[str, ...]

_DEEPER = 2
_MOST_COLLECTIONS = 30
_SAME_SHAPE = 0.8
_SECTIONS: Folder = ("sections/",)  # no folder has a slash in its name
# Folders of dates and of single letters say when or where, not what.
_SORTING = re.compile(r"\d[\d._-]*|.")


@dataclass(slots=True)
class Collection:
    """Files that share one schema.

    `folders` are where they lie, `names` the fields of each article by its path. `bare` are the files without
    front matter below these folders: those in `lost` forgot it, those in `free` are pages of a generator that
    asks for none, the others are no articles; `included` are those that begin as what is included. `broken`
    are those whose front matter can't be read. `left_out` are articles of another kind. `is_sections` says
    that the files are pages of folders, wherever they lie.
    """

    folders: list[Folder]
    profile: Profile = field(default_factory=Profile)
    endings: set[str] = field(default_factory=set)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    included: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    free: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    is_sections: bool = False

    @property
    def files(self) -> set[str]:
        """The paths of the files that it should bind."""
        return {*self.names, *self.broken, *self.lost, *self.free} - {*self.left_out}


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: collections, the largest first, the paths of all files, and their images."""

    collections: tuple[Collection, ...]
    paths: tuple[str, ...]
    pictures: Pictures

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self.paths)


def survey(folder: Path, site: Site) -> Survey:
    """Read every file below a folder once.

    Raises:
        NewslintError: the folder does not exist.
    """
    projects = Projects(isolated=True, overrides=Overrides(paths=(folder,)))
    names = [job.name for job, _ in discover([folder], projects)]
    paths = [(name, PurePosixPath(Path(relative(name, folder)).as_posix())) for name in names]
    kept = [
        (name, path)
        for name, path in paths
        if not any(f"/{path}".startswith(excluded) for excluded in site.exclude)
    ]
    homes = _homes([path for _, path in kept], site)
    depths = {inside: len(home) for inside, home in homes.items() if home is not None}
    sections = articles.sections((path for _, path in kept), depths, are_marked=bool(site.section_names))
    found: dict[Folder, Collection] = {}
    boundary = Boundary(named=[folder])
    pictures = Pictures(folder, site.image_root)
    for name, path in kept:
        home = homes.get(path.parts[:-1])
        is_section = path in sections and (home is not None or path.stem.startswith("_"))
        if is_section:
            home = _SECTIONS
        if home is None or (articles.is_beside(path) and not is_section):
            continue
        content = read(name, Limits().max_file_bytes, boundary)
        source = Source(name, content.data, content.trouble)
        document = parse_document(source, lambda _: None, yaml_version=site.yaml_version, generator=site.name)
        if waits_to_be_filled(name, document.block, is_broken=bool(document.problems)):
            continue
        collection = found.setdefault(home, Collection([home], is_sections=is_section))
        _take(collection, document, path)
        pictures.add(str(path), (node.value for node in document.texts))
    for collection in found.values():
        _judge(collection, site)
    filled = sorted((c for c in found.values() if c.profile.total), key=lambda c: -c.profile.total)
    merged = _merged(filled)
    for collection in merged:
        collection.left_out += _of_another_kind(collection)
    return Survey(tuple(merged[:_MOST_COLLECTIONS]), tuple(str(path) for _, path in kept), pictures)


def _take(collection: Collection, document: Document, path: PurePosixPath) -> None:
    if document.root is not None and isinstance(document.root.value, dict):
        collection.endings.add(path.suffix)
        collection.names[str(path)] = frozenset(document.root.value)
        collection.profile.add(document.root.value)
        collection.profile.add_kinds(document.root.value)
    elif document.fence is not None:
        collection.broken.append(str(path))
    else:
        collection.bare.append(str(path))
        if articles.opens_as_included(document.source.text):
            collection.included.add(str(path))


def _judge(collection: Collection, site: Site) -> None:
    """Tell which files without front matter should have some, and which are pages all the same."""
    (home,) = collection.folders
    paths = [PurePosixPath(path) for path in collection.bare]
    paths = [path for path in paths if collection.is_sections or not articles.is_put_aside(path, home)]
    if not collection.is_sections and not site.notes:
        found = articles.lost(
            paths,
            [PurePosixPath(path) for path in collection.names],
            {PurePosixPath(path) for path in collection.included},
            optional=site.optional,
            titled=site.titled,
        )
        collection.lost = {str(path) for path in found}
    if site.titled:
        free = {str(path) for path in paths if path.suffix in collection.endings}
        if free - collection.lost:
            collection.free, collection.lost = free, set()


def _of_another_kind(collection: Collection) -> list[str]:
    """The few articles that lack what nearly all others have, and are no slips.

    They lack two fields or more, and half of those; or all that lie in their folder lack the same; or they
    have no field that is usual, but say only how they are treated (`headless`, `redirect_to`).
    """
    counts, total = collection.profile.counts(), collection.profile.total
    usual = {name for name, count in counts.items() if count * 2 >= total}
    needed = {name for name, count in counts.items() if is_required(count, total, expected=True)}
    lacking = {path: absent for path, names in collection.names.items() if (absent := needed - names)}
    within: dict[str, set[str]] = {}
    for path, names in collection.names.items() if lacking else ():
        within.setdefault(_kind_folder(collection, path), set()).update(names)
    return [
        path
        for path, absent in lacking.items()
        if (len(absent) > 1 and len(absent) * 2 >= len(needed))
        or absent - within[_kind_folder(collection, path)]
        or usual.isdisjoint(collection.names[path])
    ]


def _kind_folder(collection: Collection, path: str) -> str:
    """The folder below the collection that may tell what a file is: none of dates, and none of its own."""
    parts = PurePosixPath(path).parts[:-1]
    home = next((f for f in collection.folders if parts[: len(f)] == f), ())
    inside = parts[len(home) :]
    if not inside or _SORTING.fullmatch(inside[0]) or articles.is_index(PurePosixPath(path)):
        return "/".join(home)
    return "/".join((*home, inside[0]))


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
        others = (other for other in merged if not (other.is_sections or collection.is_sections))
        same = next((other for other in others if _have_one_shape(other.profile, collection.profile)), None)
        if same is None:
            merged.append(collection)
        else:
            same.folders += collection.folders
            same.profile.merge(collection.profile)
            same.endings |= collection.endings
            same.names |= collection.names
            same.bare += collection.bare
            same.lost |= collection.lost
            same.free |= collection.free
            if same.free:
                same.free, same.lost = same.free | same.lost, set()
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
