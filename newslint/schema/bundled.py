"""The schemas that come with newslint, and what calls one by its name; open it to bundle another.

A bare name is a bundled schema wherever a schema can be named: on the command line, in a configuration, in a
document. What has a slash or a dot in it is a file. From a `$ref`, `newslint:NAME` leads to one.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from newslint.errors import NewslintError
from newslint.knowledge.generators import GENERATORS
from newslint.schema.compiled import Schema, schema_folder, shipped_schema
from newslint.text.lazy_pattern import later
from newslint.text.suggest import did_you_mean
from newslint.text.wording import shorten

BUNDLED: Final = ("article", "front-matter", *GENERATORS)
"""The names of the schemas that documents can be bound to."""

_BARE: Final = later(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def bundled_schema(name: str) -> Schema:
    """The bundled schema of a name.

    Raises:
        NewslintError: there is none.
    """
    if name in BUNDLED:
        return shipped_schema(name)
    hint = did_you_mean(name, BUNDLED) or "; `newslint schema list` tells those that are there"
    raise NewslintError(f"no schema and no file is called `{shorten(name)}`{hint}")


def files_of(name: str) -> list[Path]:
    """The file of a bundled schema, and after it those that it refers to.

    Raises:
        NewslintError: there is no schema of this name.
    """
    bundled_schema(name)
    names = (name, "front-matter") if name in GENERATORS else (name,)
    return [schema_folder() / f"{known}.schema.json" for known in names]


def named_schema(reference: str, path: str, load: Callable[[str], Schema]) -> Schema:
    """The schema that a person names: a bundled one, or a file.

    A name that is no bundled one may still be that of a file without an ending, or of a folder, where loading
    says what is wrong.

    Args:
        reference: What the person wrote.
        path: The file that it stands for, if it is one.
        load: Loads a file.

    Raises:
        NewslintError: there is no such schema.
    """
    is_bare = _BARE.fullmatch(reference) is not None
    if reference in BUNDLED or (is_bare and not os.path.exists(path)):  # noqa: PTH110 - raises nothing
        return bundled_schema(reference)
    return load(path)
