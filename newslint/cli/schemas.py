"""`newslint schema list`, `show` and `copy`; open it to tell more of the schemas that come with newslint."""

import os
from pathlib import Path
from typing import Annotated

import typer

from newslint.cli.common import FAILED, ListFormat, tell
from newslint.errors import NewslintError
from newslint.text.docstrings import docstring_of

app = typer.Typer()

_Name = Annotated[str, typer.Argument(help="A name, as `newslint schema list` tells it.", metavar="NAME")]


@app.callback(invoke_without_command=True)
def schema(context: typer.Context) -> None:
    """List the schemas that come with newslint, show one, or copy it."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(FAILED)


def list_(
    *,
    output_format: Annotated[ListFormat, typer.Option(help="How to write the list.")] = ListFormat.TEXT,
) -> None:
    """List the schemas, by the names that `--schema`, configurations and documents take."""
    from newslint.schema.bundled import BUNDLED, bundled_schema

    if output_format is ListFormat.JSON:
        import json

        keys = ("title", "description")
        listed = [{"name": name} | {key: bundled_schema(name).raw[key] for key in keys} for name in BUNDLED]
        typer.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    width = max(map(len, BUNDLED))
    for name in BUNDLED:
        typer.echo(f"{name:<{width}}  {bundled_schema(name).raw['title']}")


def show(name: _Name) -> None:
    """Show a schema, as JSON."""
    from newslint.schema.bundled import files_of

    typer.echo(files_of(name)[0].read_text("utf-8"), nl=False)


def copy(
    name: _Name,
    folder: Annotated[Path, typer.Argument(help="Where to put it.", show_default=".")] = Path(),
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
) -> None:
    """Copy a schema, with what it refers to, into a folder: to be edited, or for an editor to read."""
    from newslint.schema.bundled import files_of
    from newslint.system.atomic_write import make_folder, write_text

    files = files_of(name)
    if folder.suffix.casefold() == ".json" and not folder.is_dir():
        raise NewslintError(f"{folder}: a schema is copied into a folder, under its own name; name a folder")
    targets = [folder / file.name for file in files]
    for target in targets:
        if os.path.lexists(target) and not force:
            raise NewslintError(f"{target} exists already; use --force to overwrite")
    make_folder(folder)
    for file, target in zip(files, targets, strict=True):
        write_text(target, file.read_text("utf-8"))
        tell(f"wrote {target}")


app.command("list", help=docstring_of(list_))(list_)
app.command(help=docstring_of(show))(show)
app.command(help=docstring_of(copy))(copy)
