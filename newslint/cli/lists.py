"""`newslint rules` and `newslint explain`; open it to change how rules are listed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newslint.cli.calls import complete_rule
from newslint.cli.common import ColorChoice, ListFormat
from newslint.cli.common_options import AllowPlugins, Config, Isolated
from newslint.cli.options import find_projects

if TYPE_CHECKING:
    from newslint.rule import Catalogue


def rules(
    *,
    config: Config = None,
    isolated: Isolated = False,
    allow_plugins: AllowPlugins = False,
    output_format: Annotated[ListFormat, typer.Option(help="How to write the list.")] = ListFormat.TEXT,
) -> None:
    """List the rules: those of newslint, and those that the configuration brings."""
    from newslint.config.rule_docs import as_data
    from newslint.reporters.segments import fold
    from newslint.system.terminal import fold_of
    from newslint.text.display import escape

    known = _catalogue(config, isolated=isolated, allow_plugins=allow_plugins).rules
    if output_format is ListFormat.JSON:
        import json

        typer.echo(json.dumps([as_data(rule) for rule in known], indent=2))
        return
    width = max(len(rule.name) for rule in known)
    letters = max(len(rule.code) for rule in known)
    for rule in known:
        severity = rule.severity.value if rule.default else "off"
        row = f"{rule.code:<{letters}}  {rule.name:<{width}}  {severity:<7}  {escape(rule.summary)}"
        typer.echo(fold(row, fold_of(sys.stdout), letters + 2))


def explain(
    rule: Annotated[
        str, typer.Argument(help="A code or a name.", metavar="CODE|NAME", autocompletion=complete_rule)
    ],
    *,
    config: Config = None,
    isolated: Isolated = False,
    allow_plugins: AllowPlugins = False,
    color: Annotated[ColorChoice, typer.Option(help="When to colour.")] = ColorChoice.AUTO,
) -> None:
    """Show what a rule checks, why it matters, examples, options and how safe its fix is."""
    from newslint.config.rule_docs import page
    from newslint.config.selection import find_selector, resolve_selector
    from newslint.rules import BUILT_IN
    from newslint.system.terminal import fold_of, wants_color

    catalogue = BUILT_IN
    # A rule of newslint is explained whatever is wrong with the configuration here.
    if find_selector(BUILT_IN, rule) is None or rule.casefold() == "all":
        catalogue = _catalogue(config, isolated=isolated, allow_plugins=allow_plugins)
    text = "\n".join(page(found) for found in resolve_selector(catalogue, rule)[1])
    colored = wants_color(color.value, sys.stdout)
    if not colored and not fold_of(sys.stdout):
        typer.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    # Without colour it folds lines all the same.
    Console(force_terminal=True, color_system="auto" if colored else None).print(
        Markdown(text, code_theme="ansi_dark")
    )


def _catalogue(config: list[str] | None, *, isolated: bool, allow_plugins: bool) -> "Catalogue":
    """The rules that there are where the person stands."""
    projects = find_projects(config, isolated=isolated, allow_plugins=allow_plugins)
    return projects.of(Path.cwd()).catalogue
