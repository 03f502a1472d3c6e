"""URIs of files are those that Python gives."""

import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from newslint.system.file_uri import file_uri


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/"), "file:///"),
        (PurePosixPath("/opt/news lint/caf\u00e9#1?.md"), "file:///opt/news%20lint/caf%C3%A9%231%3F.md"),
        (PurePosixPath("//machine/a"), "file:////machine/a"),
        (PurePosixPath(os.fsdecode(b"/\xff:a~b")), "file:///%FF%3Aa~b"),
        (PureWindowsPath("C:/news lint/caf\u00e9.md"), "file:///C:/news%20lint/caf%C3%A9.md"),
        (PureWindowsPath("d:\\"), "file:///d:/"),
        (PureWindowsPath("//server/share/a b.md"), "file://server/share/a%20b.md"),
    ],
)
def test_a_path_has_the_uri_that_python_gives_it(path: PurePath, uri: str) -> None:
    assert file_uri(path) == uri
    if isinstance(path, PurePosixPath) and os.name == "posix" and not str(path).startswith("//"):
        assert Path(path).as_uri() == uri


@pytest.mark.parametrize("path", [PurePosixPath("a"), PureWindowsPath("/a"), PureWindowsPath("c:a")])
def test_a_relative_path_has_none(path: PurePath) -> None:
    with pytest.raises(ValueError, match=r" is relative$"):
        file_uri(path)
