"""`newslint rules` and `newslint explain`; open it to change how rules are listed."""

import sys
from typing import Annotated

import typer

from newslint.cli.calls import complete_rule
from newslint.cli.common import ColorChoice, ListFormat

_INDENT = len("TXT001  ")


def rules(
    *,
    output_format: Annotated[ListFormat, typer.Option(help="How to write the list.")] = ListFormat.TEXT,
) -> None:
    """List the rules."""
    from newslint.config.rule_docs import as_data
    from newslint.reporters.segments import fold
    from newslint.rules import BUILT_IN
    from newslint.system.terminal import fold_of

    if output_format is ListFormat.JSON:
        import json

        typer.echo(json.dumps([as_data(rule) for rule in BUILT_IN.rules], indent=2))
        return
    width = max(len(rule.name) for rule in BUILT_IN.rules)
    for rule in BUILT_IN.rules:
        severity = rule.severity.value if rule.default else "off"
        row = f"{rule.code}  {rule.name:<{width}}  {severity:<7}  {rule.summary}"
        typer.echo(fold(row, fold_of(sys.stdout), _INDENT))


def explain(
    rule: Annotated[
        str, typer.Argument(help="A code or a name.", metavar="CODE|NAME", autocompletion=complete_rule)
    ],
    *,
    color: Annotated[ColorChoice, typer.Option(help="When to colour.")] = ColorChoice.AUTO,
) -> None:
    """Show what a rule checks, why it matters, examples, options and how safe its fix is."""
    from newslint.config.rule_docs import page
    from newslint.config.selection import resolve_selector
    from newslint.rules import BUILT_IN
    from newslint.system.terminal import fold_of, wants_color

    text = "\n".join(page(found) for found in resolve_selector(BUILT_IN, rule)[1])
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
