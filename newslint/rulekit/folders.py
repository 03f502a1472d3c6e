"""Where an article lies, as people sort them; open it for a rule that goes by the habits of a folder."""

import re
from typing import Final

DRAFT_FOLDERS: Final = frozenset({"_drafts", "drafts"})
"""What people call a folder of articles that nobody shall see yet."""
_BUNDLE: Final = re.compile(r"_?index\.[^/]*")


def shelf_of(name: str) -> str:
    """The folder of a file without years and months, which only sort; empty where it is the uppermost.

    A file `index` stands for the folder that it lies in.
    """
    return "/".join(split_name(name)[0])


def split_name(name: str) -> tuple[list[str], str]:
    """The same as a list, and the name of the file, or of the folder that it stands for."""
    *folders, file = name.split("/")
    if _BUNDLE.fullmatch(file) and folders:
        file = folders.pop()
    while folders and folders[-1].isdecimal():
        folders.pop()
    return folders, file
