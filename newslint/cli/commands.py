"""The commands as Typer knows them, with what help says of each; open it to add a command.

It takes a while to load. `newslint.cli` does without it where a call is plain.
"""

from shutil import get_terminal_size
from typing import Annotated

import typer

from newslint import __version__
from newslint.cli import cleaning, configs, schemas
from newslint.cli.calls import Commands, InOrder
from newslint.cli.check import check
from newslint.cli.common import FAILED
from newslint.cli.init import init
from newslint.cli.lists import explain, rules
from newslint.cli.server import server
from newslint.text.docstrings import docstring_of

_TABLES_FROM = 80
app = typer.Typer(
    name="newslint",
    cls=Commands,
    help="Lint the front matter of articles: exact places, true findings, repairs.",
    pretty_exceptions_enable=False,
    # In a narrow terminal, tables of options would break words.
    rich_markup_mode="rich" if get_terminal_size().columns >= _TABLES_FROM else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if wanted:
        typer.echo(f"newslint {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def newslint(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Lint the front matter of articles: exact places, true findings, repairs."""
    del version
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(FAILED)


app.command(cls=InOrder, help=docstring_of(check))(check)
app.command(help=docstring_of(rules))(rules)
app.command(help=docstring_of(explain))(explain)
app.add_typer(configs.app, name="config", help=docstring_of(configs.config))
app.add_typer(schemas.app, name="schema", help=docstring_of(schemas.schema))
app.command(help=docstring_of(init))(init)
app.command(help=docstring_of(server))(server)
app.command(help=docstring_of(cleaning.clean))(cleaning.clean)
