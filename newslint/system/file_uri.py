"""Names files by URIs; open it for why `Path.as_uri` isn't asked.

Since Python 3.14 that loads a client for HTTP, which takes as long as to check an article.
"""

import os
from pathlib import PurePath
from urllib.parse import quote_from_bytes


def file_uri(path: PurePath) -> str:
    """The URI of a file, as `Path.as_uri` gives it.

    Raises:
        ValueError: the path is relative.
    """
    if not path.is_absolute():
        raise ValueError(f"{path} is relative")
    drive, name = path.drive, path.as_posix()
    if drive[1:] == ":":
        begin, name = f"file:///{drive}", name[len(drive) :]
    else:  # that of a share begins with the name of its machine
        begin = "file:" if drive else "file://"
    return begin + quote_from_bytes(os.fsencode(name))
