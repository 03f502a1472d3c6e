"""`newslint config show`, `check` and `files`; open it to tell more of what a configuration says."""

import os
from pathlib import Path
from typing import Annotated

import typer

from newslint.cli.common import FAILED, OK, fail, warn
from newslint.cli.common_options import AllowPlugins, Config
from newslint.cli.options import find_projects
from newslint.errors import NewslintError
from newslint.text.docstrings import docstring_of

app = typer.Typer()

_Paths = Annotated[list[Path] | None, typer.Argument(help="Files and folders.", show_default=".")]


@app.callback(invoke_without_command=True)
def config(context: typer.Context) -> None:
    """Show the settings that hold, validate them, or list the files they choose."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(FAILED)


def show(
    path: Annotated[Path, typer.Argument(help="A file or a folder.", show_default=".")] = Path(),
    *,
    config: Config = None,
    allow_plugins: AllowPlugins = False,
) -> None:
    """Show the settings that hold for a file or a folder, as TOML."""
    from newslint.config.show import settings_text

    if not os.path.lexists(path):
        raise NewslintError(f"{path}: no such file or folder")
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - as the person sees the path
    is_folder = path.is_dir()
    project = find_projects(config, allow_plugins=allow_plugins).of(
        absolute if is_folder else absolute.parent
    )
    typer.echo(settings_text(project, None if is_folder else str(absolute)), nl=False)


def check_(paths: _Paths = None, *, config: Config = None, allow_plugins: AllowPlugins = False) -> None:
    """Validate the configurations that hold for files and folders, and name every mistake."""
    from newslint.run.projects import doubtful, plan
    from newslint.run.request import Request
    from newslint.system.relative import relative

    projects = find_projects(config, tell_all=True, allow_plugins=allow_plugins)
    paths = paths or [Path()]
    works = plan(Request(tuple(paths)), projects)
    if not projects.mistakes:
        projects.mistakes += doubtful(works, projects.read, paths)
    # A base that several configurations extend tells its mistakes once.
    for mistake in dict.fromkeys(projects.mistakes):
        fail(mistake)
    if projects.mistakes:
        raise typer.Exit(FAILED)
    names = [relative(name) for project in projects.read for name in project.configs]
    for name in dict.fromkeys(names):
        typer.echo(f"{name}: no mistakes")
    if not names:
        typer.echo("no configuration found; the defaults hold")
    raise typer.Exit(OK)


def files(paths: _Paths = None, *, config: Config = None, allow_plugins: AllowPlugins = False) -> None:
    """List the files that would be checked, each with its collection and schema."""
    from newslint.run.discovery import discover
    from newslint.text.display import escape_path

    projects = find_projects(config, allow_plugins=allow_plugins)
    found = discover(paths or [Path()], projects)
    for trouble in projects.repositories.troubles:
        warn(trouble)
    for job, project in found:
        collection = project.collection_of(job.path)
        name = escape_path(job.name)
        if collection is None:
            typer.echo(name)
        else:
            schema = "" if collection.schema is None else f" ({collection.schema.name})"
            typer.echo(f"{name}: {collection.name}{schema}")


app.command(help=docstring_of(show))(show)
app.command("check", help=docstring_of(check_))(check_)
app.command(help=docstring_of(files))(files)
