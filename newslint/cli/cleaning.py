"""`newslint clean`."""

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
    from newslint.cache import caches_below, remove_cache
    from newslint.errors import NewslintError
    from newslint.files import reason

    folders = caches_below(paths or [Path()]) if cache_dir is None else [cache_dir]
    for folder in folders:
        try:
            removed = remove_cache(folder)
        except OSError as error:
            raise NewslintError(f"{folder}: can't remove the cache: {reason(error)}") from error
        if removed:
            tell(f"removed {folder}")
