"""Options that several commands have; open it to give one to another command."""

from typing import Annotated

import typer

AllowPlugins = Annotated[
    bool,
    typer.Option("--allow-plugins", help="Load the plug-ins that the configuration names: they are code."),
]
"""Said on the command line alone: neither a configuration nor the environment may say it."""

Config = Annotated[
    list[str] | None,
    typer.Option(help="Use this configuration, or set one setting.", metavar="FILE|SETTING"),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Use no configuration file.")]
