"""`newslint clean`; open it when a cache should go in another way."""

import os
from pathlib import Path
from typing import Annotated

import typer

from newslint.cli.common import tell


def clean(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders to clean, with those below them.", show_default=".")
    ] = None,
    *,
    cache_dir: Annotated[
        Path | None,
        typer.Option(help="Remove this cache instead.", envvar="NEWSLINT_CACHE_DIR", show_default=False),
    ] = None,
) -> None:
    """Remove what newslint remembers of checked files."""
    from newslint.errors import NewslintError
    from newslint.run.cache.folder import caches_below, remove_cache
    from newslint.run.execution import cache_folder
    from newslint.system.atomic_write import reason
    from newslint.system.relative import relative

    paths = paths or [Path()]
    for path in paths:
        if cache_dir is None and not os.path.isdir(path):  # noqa: PTH112 - raises nothing
            is_there = os.path.lexists(path)
            raise NewslintError(
                f"{path}: {'no folder; name the one with the cache' if is_there else 'no such folder'}"
            )
    folders = caches_below(paths) if cache_dir is None else iter([cache_folder(cache_dir)])
    removed = False
    for folder in folders:
        try:
            if remove_cache(folder):
                removed = True
                shown = relative(folder)
                # A folder that holds other things too stays.
                tell(f"removed the cache in {shown}" if os.path.lexists(folder) else f"removed {shown}")
        except OSError as error:
            raise NewslintError(f"{folder}: can't remove the cache: {reason(error)}") from error
    if not removed:
        tell("there is no cache to remove")
