"""Images on the disk: where an address leads, and their size; open it for how one is looked for.

Only headers are read, nothing is decoded. An address never leads out of the project, whatever `..` and links
say, and nothing is read that isn't a regular file.
"""

import os
import re
import stat
from _thread import allocate_lock  # `threading` would be a millisecond of every start
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote

from newslint.config.generators import Owner
from newslint.document import LocalImage
from newslint.errors import raise_if_exhausted
from newslint.knowledge.generators import FACTS
from newslint.light_tuples import NamedTuple
from newslint.run.discovery import is_ignored
from newslint.run.site_names import SiteNames
from newslint.system.contained import Boundary
from newslint.system.questions import doubt
from newslint.text.lazy_pattern import later

# Raster images whose header tells the size. SVG and what is no picture have no pixels; an address without an
# ending may be an identifier that a theme or an image service understands.
_RASTERS = "jpe?g|jfif|png|gif|webp|avif|bmp|tiff?|heic|jp2"
_OTHERS = "aac|flac|m4a|mp3|oga|ogg|opus|wav|m4v|mov|mp4|ogv|webm|pdf|epub|zip"
_RASTER = later(rf"\.(?:{_RASTERS})", re.IGNORECASE)
_PICTURE = later(rf"\.(?:{_RASTERS}|svg)", re.IGNORECASE)
_FILE = later(rf"\.(?:{_RASTERS}|svg|{_OTHERS})", re.IGNORECASE)
# Addresses that generators take apart: templates, aliases of bundlers, globs.
_FOREIGN = later(r"[{}<>*|\x00\\]|^[~@$!#]")
_MOST_KNOWN: Final = 4096
_ELSEWHERE: Final = ("", "src", "src/assets", "assets")


class _Key(NamedTuple):
    """A file as it is: one of these changes when anything in it does."""

    path: str
    device: int
    inode: int
    size: int
    written: int
    changed: int


_known: dict[_Key, LocalImage | None] = {}
_knowing: Final = allocate_lock()


class LocalImages:
    """Measures the images of articles.

    `project` is the folder that article names are relative to, and `boundary` what no address leads out of;
    without one that is the same folder. `image_root` is the folder that addresses such as `/img/a.jpg` begin
    at. Without one they stay unknown, and a relative address that leads nowhere does too, since generators
    look in places of their own: only where `generator` looks beside the page, the file is missing. What git
    ignores, and what a checkout may have left out, is unknown too.
    """

    def __init__(
        self,
        project: Path,
        image_root: Path | None = None,
        boundary: Boundary | None = None,
        generator: Owner = Owner(),  # noqa: B008 - frozen
    ) -> None:
        self.generator = generator
        self.project = project
        self.image_root = image_root
        self.boundary = Boundary(project) if boundary is None else boundary
        self._names: SiteNames | None = None

    def __call__(self, article: str, url: str) -> LocalImage | None:
        """What is known of the image that an article calls `url`; None if nothing is."""
        path = _path_of(url)
        if path is None or (path.startswith("/") and self.image_root is None):
            return None
        folder = (self.project / article).parent
        places = [] if path.startswith("/") else [folder / path]
        if self.image_root is not None:
            places.append(self.image_root / path.lstrip("/"))
        elif not any(map(os.path.lexists, places)):  # nearly every address ends here
            return self._missing_beside(article, folder, path)
        targets = [_resolved(place) for place in places]
        inside = [target for target in targets if target and self._is_inside(target, folder)]
        for target in inside:
            if os.path.lexists(target):
                return _measured(target) if _ending(path, _RASTER) else _there(target)
        return LocalImage(missing=True) if self.image_root and len(inside) == len(targets) else None

    def _missing_beside(self, article: str, folder: Path, path: str) -> LocalImage | None:
        """What is known of a file that isn't beside a page in a folder: that it is missing, or nothing.

        Themes may read an address as one from the folder of the site or of its pictures, so that a file there
        makes it unsure.
        """
        absolute = Path(os.path.abspath(folder))  # noqa: PTH100 - a link is no other place
        facts = FACTS.get(self.generator.of(f"{absolute}{os.sep}"))
        if facts is None:
            return None
        is_sure = path.startswith(facts.beside) and _ending(path, _PICTURE)
        in_bundle = os.path.basename(article).partition(".")[0] in facts.bundles and ".." not in path  # noqa: PTH119
        if not (is_sure or in_bundle):
            return None
        site = Path(self.generator.folder)
        if not any(absolute.is_relative_to(site / content) for content in facts.content):
            return None
        places = (*_ELSEWHERE, facts.image_root or "")
        if any(os.path.lexists(site / place / path.lstrip("./")) for place in places):
            return None
        if self._names is None:
            self._names = SiteNames(site)
        if not is_sure and self._names.may_have(path):
            return None
        if self._names.is_partial() or is_ignored(os.path.normpath(absolute / path)):
            return None
        return LocalImage(missing=True, unsure=not is_sure)

    def _is_inside(self, target: Path, folder: Path) -> bool:
        """Whether a path without links may be looked at for an article in a folder."""
        if self.boundary.holds(str(target), str(folder)):
            return True
        return self.image_root is not None and target.is_relative_to(self.image_root.resolve())


def _path_of(url: str) -> str | None:
    """The path of a local file, decoded; None for every other address."""
    address = url.strip().partition("#")[0].partition("?")[0]
    if not address or address.startswith("//") or ":" in address:
        return None
    path = unquote(address)
    return path if _ending(path, _FILE) and not _FOREIGN.search(path) else None


def _ending(path: str, kind: re.Pattern[str]) -> bool:
    return kind.fullmatch(os.path.splitext(path)[1]) is not None  # noqa: PTH122


def _there(path: Path) -> LocalImage | None:
    """What is known of a file without pixels that is there; nothing of what is no file."""
    return LocalImage() if path.is_file() else None


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that is too long
        return None


def _measured(path: Path) -> LocalImage | None:
    """The size of a picture, which is looked into once while it stays the same: many articles may name it."""
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                return None
            key = _Key(
                str(path),
                state.st_dev,
                state.st_ino,
                state.st_size,
                state.st_mtime_ns,
                state.st_ctime_ns,
            )
            with _knowing:
                if key in _known:
                    return _known[key]
            found = _look_into(file)
            with _knowing:
                if key not in _known and len(_known) >= _MOST_KNOWN:
                    del _known[next(iter(_known))]
                _known[key] = found
            return found
    except OSError as error:
        raise_if_exhausted(error)
        doubt("a picture could not be read")
        return None


def _look_into(file: BinaryIO) -> LocalImage | None:
    from newslint.knowledge.picture_headers import read_size  # noqa: PLC0415 - most runs meet no local image

    size = read_size(file)
    return None if size is None else LocalImage(*size)


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
