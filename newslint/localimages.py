"""The images that lie on the disk: where an address leads, and how large the picture is.

Only headers are read, nothing is decoded. An address never leads out of the project, whatever `..` and links
say, and nothing is read that isn't a regular file.
"""

import os
import re
import stat
from pathlib import Path
from urllib.parse import unquote

from newslint.document import LocalImage
from newslint.errors import raise_if_exhausted
from newslint.later import later

# Raster images whose header tells the size. SVG has no pixels; an address without an ending may be an
# identifier that a theme or an image service understands.
_RASTER = later(r"\.(?:jpe?g|jfif|png|gif|webp|avif|bmp|tiff?|heic|jp2)", re.IGNORECASE)
# Addresses that generators take apart: templates, aliases of bundlers, globs.
_FOREIGN = later(r"[{}<>*|\x00\\]|^[~@$!#]")


class LocalImages:
    """Measures the images of articles.

    `project` is the folder that article names are relative to, and that no address leads out of; for an
    article outside it, the article's own folder is. `image_root` is the folder that addresses such as
    `/img/a.jpg` begin at. Without one they stay unknown, and a relative address that leads nowhere does too,
    since generators look in places of their own.
    """

    def __init__(self, project: Path, image_root: Path | None = None) -> None:
        self.project = project
        self.image_root = image_root

    def __call__(self, article: str, url: str) -> LocalImage | None:
        """What is known of the image that an article calls `url`; None if nothing is."""
        path = _path_of(url)
        if path is None or (path.startswith("/") and self.image_root is None):
            return None
        folder = (self.project / article).parent
        places = [] if path.startswith("/") else [folder / path]
        if self.image_root is not None:
            places.append(self.image_root / path.lstrip("/"))
        elif not any(map(os.path.lexists, places)):
            return None  # nearly every address ends here
        roots = self._roots(folder)
        targets = [_resolved(place) for place in places]
        inside = [target for target in targets if target and any(map(target.is_relative_to, roots))]
        for target in inside:
            if os.path.lexists(target):
                return _measured(target)
        return LocalImage(missing=True) if self.image_root and len(inside) == len(targets) else None

    def _roots(self, folder: Path) -> list[Path]:
        """The folders that no address leads out of."""
        project, own = self.project.resolve(), folder.resolve()
        roots = [project if own.is_relative_to(project) else own]
        return roots if self.image_root is None else [*roots, self.image_root.resolve()]


def _path_of(url: str) -> str | None:
    """The path of a local raster image, decoded; None for every other address."""
    address = url.strip().partition("#")[0].partition("?")[0]
    if not address or address.startswith("//") or ":" in address:
        return None
    path = unquote(address)
    return path if _RASTER.fullmatch(os.path.splitext(path)[1]) and not _FOREIGN.search(path) else None  # noqa: PTH122


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that is too long
        return None


def _measured(path: Path) -> LocalImage | None:
    import imagesize  # noqa: PLC0415 - most runs meet no local image

    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            width, height = imagesize.get(file)
    except Exception as error:  # noqa: BLE001 - a broken image can make its parser raise anything
        raise_if_exhausted(error)
        return None
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        return None
    return LocalImage(width, height)


def _open_without_waiting(path: str, flags: int) -> int:
    # Opening a pipe that nobody writes to would wait for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
