"""`newslint server`; open it for how an editor starts it."""

import sys
from typing import Annotated

import typer

from newslint.cli.common_options import AllowPlugins
from newslint.errors import NewslintError


def server(
    *,
    stdio: Annotated[
        bool, typer.Option("--stdio", help="Speak on standard input and output, as always.", hidden=True)
    ] = True,
    allow_plugins: AllowPlugins = False,
) -> None:
    """Check what is open in an editor, as you type.

    Speaks the Language Server Protocol on standard input and output: an editor starts it.
    """
    del stdio  # many clients say so unasked
    if sys.stdin is None:
        raise NewslintError("the language server reads standard input, which is closed")
    try:
        from newslint.server.stdio import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise NewslintError(
            "the language server needs packages that are not there; install `newslint[server]`"
        ) from error
    raise typer.Exit(serve(allow_plugins=allow_plugins))
