"""Writes files so that nobody ever sees half of one."""

import os
import tempfile
from pathlib import Path

from newslint.errors import NewslintError


def write_text(path: Path, text: str) -> None:
    """Write a text file, or leave what was there: through a temporary file beside it and a rename.

    What is not a regular file (a device such as /dev/stderr) is written to directly.

    Raises:
        NewslintError: it can't be written.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        _replace(path, data)
    except OSError as error:
        raise NewslintError(f"{path}: can't write: {(error.strerror or str(error)).lower()}") from error


def _replace(path: Path, data: bytes) -> None:
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
