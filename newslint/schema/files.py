"""Loads the schemas that documents name: bundled ones, and files of the project; open it to allow more."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from newslint.errors import NewslintError
from newslint.schema.bundled import BUNDLED, files_of, named_schema
from newslint.schema.compiled import Schema, load_schema
from newslint.system.contained import Boundary
from newslint.text.lazy_pattern import later
from newslint.text.wording import shorten

_ADDRESS: Final = later(r"[A-Za-z][A-Za-z0-9+.-]+:|//")  # one letter and a colon is a drive
# Schemas that are kept: one may take a hundred megabytes, and each document may name another.
_MOST: Final = 32


class SchemaFiles:
    """The schemas of a project, each loaded once where they are few.

    Args:
        boundary: What no reference leads out of.
        folder: What the paths of documents are relative to; the working directory, unless told otherwise.
    """

    def __init__(self, boundary: Boundary, folder: str = "") -> None:
        self._boundary = boundary
        self._start = folder
        self._load = lru_cache(_MOST)(_load)

    def __reduce__(self) -> tuple[type["SchemaFiles"], tuple[Boundary, str]]:
        # Another process loads them anew.
        return SchemaFiles, (self._boundary, self._start)

    def __call__(self, document: str, reference: str) -> Schema | None:
        """The schema that a document names; None if it is an address, since nothing is fetched.

        Args:
            document: The path of the document.
            reference: The name of a bundled schema, or a path relative to the document, or to the project if
                it begins with a slash.

        Raises:
            NewslintError: the file is missing, lies outside the project, or is no schema.
        """
        path = unquote(reference.partition("#")[0])
        if not path or _ADDRESS.match(path):
            return None
        folder = self._folder_of(document)
        beside = os.path.join(folder, path)  # noqa: PTH118 - names, not files
        return named_schema(path, beside, lambda _: self._file(folder, path))

    def path_of(self, document: str, reference: str) -> Path | None:
        """The file of the schema that a document names, whatever is in it; None where there is none.

        Args:
            document: The path of the document.
            reference: As for the schema itself.
        """
        path = unquote(reference.partition("#")[0])
        if not path or _ADDRESS.match(path):
            return None
        if path in BUNDLED:
            return files_of(path)[0]
        try:
            return Path(self._target(self._folder_of(document), path))
        except NewslintError:
            return None

    def _folder_of(self, document: str) -> str:
        return os.path.join(self._start, os.path.dirname(document))  # noqa: PTH118, PTH120 - names, not files

    def _file(self, folder: str, path: str) -> Schema:
        found = self._load(os.path.relpath(self._target(folder, path)), self._boundary)
        if isinstance(found, str):
            raise NewslintError(found)
        return found

    def _target(self, folder: str, path: str) -> str:
        """The file, without links, that a path stands for.

        Raises:
            NewslintError: it is missing, or lies outside the project.
        """
        root = self._boundary.root_of(folder)
        start = root if path.startswith("/") else os.path.realpath(folder or os.curdir)
        try:
            target = os.path.realpath(os.path.join(start, path.lstrip("/")))  # noqa: PTH118 - names, not files
        except (OSError, ValueError) as error:
            raise NewslintError(f"`{shorten(path)}` is not the name of a file") from error
        if not self._boundary.holds(target, folder):
            raise NewslintError(f"`{shorten(path)}` lies outside the project")
        if not os.path.isfile(target):  # noqa: PTH113 - raises nothing
            raise NewslintError(f"there is no file `{shorten(path)}`")
        return target


def _load(path: str, boundary: Boundary) -> Schema | str:
    """A schema, or why it can't be used: that is remembered too."""
    try:
        return load_schema(Path(path), boundary)
    except NewslintError as error:
        return str(error)
