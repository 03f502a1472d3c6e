"""`newslint init`: its options and last words; open it for these, and `start` for what it finds out."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the archive.", show_default=".")] = Path(),
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the configuration and schemas that are there.")
    ] = False,
) -> None:
    """Write a starting configuration, and a schema made from the articles' own front matter."""
    from newslint.start.plan import plan, write
    from newslint.text.display import escape

    planned = plan(folder)
    write(planned, force=force)
    for line in planned.seen:
        typer.echo(escape(line))
    typer.echo()
    for file in planned.files:
        typer.echo(f"wrote {escape(str(file.path))}")
    typer.echo("\nnext:")
    for step in planned.next_steps:
        typer.echo(f"- {escape(step)}")
    if planned.snippet:
        typer.echo(f"\n{planned.snippet}", nl=False)
    if planned.proof:
        typer.echo("\ntried on all files, without and with this configuration:")
    for line in planned.proof:
        typer.echo(escape(line))
