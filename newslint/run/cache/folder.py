"""The folder of a cache, its files and their names; open it to keep something else in it.

It lies among files that somebody else may have made: nothing is written through a link, and only files of
ours are removed.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from newslint.run.cache import FOLDER, NAME
from newslint.system.contained import read
from newslint.text.lazy_pattern import later

DATABASE: Final = "db"
"""What the names of databases end with."""
ANSWER: Final = ("run", "out")
"""What the names of answers end with: what they depend on, and what is told."""
BASIS: Final = ("basis", "facts")
"""What the names of that end with which a later run is compared: what is read whole, and what is not."""
BESIDE: Final = ("-journal", "-wal", "-shm")
"""What SQLite adds to the name of a database."""

_OURS: Final = later(rf"newslint-[0-9a-f]{{32}}\.(?:{'|'.join((DATABASE, *ANSWER, *BASIS))})")
_OWN: Final = {
    ".gitignore": "# What newslint remembers is for this machine only.\n*\n",
    "CACHEDIR.TAG": (
        "Signature: 8a477f597d28d172789f06886806bc55\n"
        "# What newslint remembers of the files that it checked; it may be removed at any time.\n"
    ),
}


def named(key: str, ending: str) -> str:
    """How a file in it is called."""
    return NAME.format(key=key, ending=ending)


def caches_below(folders: Iterable[Path]) -> Iterator[Path]:
    """The caches that lie in folders, and in those below them; links are not followed."""
    for start in folders:
        for folder, below, _ in os.walk(start):
            if Path(folder).name == FOLDER:
                yield Path(folder)
                below.clear()
            below[:] = [
                name
                for name in below
                if name == FOLDER or not (name.startswith(".") or name == "node_modules")
            ]


def remove_cache(folder: Path) -> bool:
    """Remove a cache, and its folder when nothing else is in it; False where there is none.

    Raises:
        OSError: it can't be removed.
    """
    if not folder.is_dir():
        return False
    own = [Path(entry) for entry in os.scandir(folder) if _is_ours(entry)]
    if not own:
        return False
    for path in own:
        path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return True


def _is_ours(entry: os.DirEntry[str]) -> bool:
    if not entry.is_file(follow_symlinks=False):
        return False
    if entry.name in _OWN:
        own = _OWN[entry.name].encode()
        return read(entry.path, len(own)).data == own
    name = entry.name
    for ending in BESIDE:
        name = name.removesuffix(ending)
    return _OURS.fullmatch(name) is not None


def prepare(folder: Path) -> None:
    """Make the folder so that neither git nor backups take it.

    In a folder that others use too, no file says what holds for all of it.

    Raises:
        OSError: that is impossible.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if all(map(_is_ours, list(os.scandir(folder)))):
        for name, text in _OWN.items():
            with suppress(FileExistsError), (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)


def drop_oldest(folder: Path, ending: str, most: int) -> list[Path]:
    """Remove the oldest of our files with an ending until there are no more than that; give those removed.

    Raises:
        OSError: that is impossible.
    """
    found = [
        Path(entry)
        for entry in os.scandir(folder)
        if _OURS.fullmatch(entry.name) and entry.name.endswith(f".{ending}")
    ]
    gone = sorted(found, key=lambda path: path.lstat().st_mtime)[: len(found) - min(most, len(found))]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
