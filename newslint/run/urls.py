"""Tells URLs (`s3://bucket/articles/`) from paths; open it for how they are spelt."""

import re
from pathlib import Path
from typing import Final

from newslint.text.lazy_pattern import later

LOCAL: Final = frozenset({"file", "local"})
"""The schemes that lead to files of this machine."""

URL: Final = later(r"([a-z][a-z0-9+.-]+):/{1,3}", re.IGNORECASE)
"""How a URL begins. One letter before the colon is a drive."""


def as_url(path: Path) -> str | None:
    """The URL that a person gave, of whose slashes a path keeps one; None for what leads to a file."""
    text = path.as_posix()
    match = URL.match(text)
    if match is None:
        return None
    scheme = match[1].lower()
    return f"{scheme}://{'/' if scheme in LOCAL else ''}{text[match.end() :]}"
