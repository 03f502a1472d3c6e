"""Reads the size of a picture from its header; open it to add a format of pictures.

A library knows the formats, and trusts the files. So it gets a file of which only so much can be read: no
header of a real picture needs more, and a picture that needs more is not measured.
"""

import os
from typing import BinaryIO, Final

# Of a JPEG all metadata before the size is read: Exif, and XMP, which editors let grow to megabytes. Other
# formats say where to look.
_MOST_BYTES: Final = {"jpeg": 8_000_000, "other": 250_000}
# A segment, a box or an entry takes two to six calls; real files have some hundred of them.
_MOST_CALLS: Final = 10_000
# Enough to tell formats apart.
_MAGIC: Final = 16


class HeaderFile:
    """A file for a parser: reading ends where no header goes on.

    `is_spent` says that the parser wanted more. What it says then means nothing, because it may have caught
    the error.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        magic = file.read(_MAGIC)
        file.seek(0)
        self._has_read = False
        self._has_boxes = magic[4:8] == b"ftyp"
        # Numbers in Netpbm may have any length, and take a time that grows with its square.
        self.is_spent = magic[:1] == b"P"
        self.calls = 0
        self.bytes_left = _MOST_BYTES["jpeg" if magic.startswith(b"\xff\xd8") else "other"]

    def read(self, size: int = -1) -> bytes:
        """Read as files do.

        Raises:
            EndlessHeaderError: more is wanted than a header has.
        """
        self._count(size)
        if self._has_boxes and not self._has_read:
            # The parser keeps what it reads first. So it gets the first box only, and reads the type of each
            # other one in one piece.
            size = min(size, _MAGIC)
        self._has_read = True
        data = self._file.read(size)
        self.bytes_left -= len(data)
        # This box says where Exif lies, in lists that can be made to take for ever. How a picture is turned
        # stands in a box of its own here, `irot`, and that is what viewers follow.
        return data.replace(b"iloc", b"free") if self._has_boxes else data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Seek as files do.

        Raises:
            EndlessHeaderError: the parser goes on and on.
        """
        self._count(0)
        return self._file.seek(offset, whence)

    def _count(self, size: int) -> None:
        self.calls += 1
        if self.is_spent or not 0 <= size <= self.bytes_left or self.calls > _MOST_CALLS:
            self.is_spent = True
            raise EndlessHeaderError


class EndlessHeaderError(Exception):
    """A header doesn't end where those of real pictures have ended."""


def read_size(file: BinaryIO) -> tuple[int, int] | None:
    """The width and the height of a picture as it is seen, in pixels; None if they can't be known.

    Args:
        file: The picture, at its beginning.
    """
    import imagesize  # noqa: PLC0415 - most runs measure no picture

    header = HeaderFile(file)
    try:
        width, height = imagesize.get(header)
    except Exception:  # noqa: BLE001 - a broken image can make its parser raise anything
        return None
    if header.is_spent or not (isinstance(width, int) and isinstance(height, int)):
        return None
    return (width, height) if width > 0 and height > 0 else None
