"""What the options of several commands stand for; open it when two commands read one differently."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.config.project import Overrides, Projects


def find_projects(
    config: list[str] | None,
    overrides: "Overrides | None" = None,
    *,
    allow_plugins: bool,
    isolated: bool = False,
    tell_all: bool = False,
) -> "Projects":
    """The projects of a run; each `config` is the name of a file or a setting.

    Raises:
        NewslintError: there are mistakes in them.
    """
    from newslint.config.project import Projects

    # A file may have `=` in its name; a setting can't be without one.
    settings = [given for given in config or () if "=" in given and not os.path.isfile(given)]  # noqa: PTH113 - raises nothing
    files = [Path(given) for given in config or () if given not in settings]
    if len(files) > 1:
        raise NewslintError("--config takes one file; `extend` in a file joins several")
    if files and not os.path.isfile(files[0]):  # noqa: PTH113 - raises nothing
        raise NewslintError(f"--config: {files[0]}: no such file; a setting is given as 'key = value'")
    if files and isolated:
        raise NewslintError("--isolated uses no configuration file, but --config names one; give one of them")
    return Projects(
        files[0] if files else None,
        isolated=isolated,
        inline=settings,
        overrides=overrides,
        tell_all=tell_all,
        allow_plugins=allow_plugins,
    )
