"""What is said to somebody who calls a command wrongly, and what the shell completes; open it for both."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from typer.core import TyperCommand, TyperGroup

from newslint.cli.common import split
from newslint.cli.outputs import FILE, FORMAT
from newslint.errors import NewslintError

if TYPE_CHECKING:
    from newslint.rule import Catalogue

# What other programs call a command, and what it is called here.
_ELSEWHERE: Final = {
    "fix": "newslint check --fix",
    "format": "newslint check --fix",
    "diff": "newslint check --diff",
    "lint": "newslint check",
    "run": "newslint check",
    "test": "newslint check",
    "validate": "newslint check",
    "verify": "newslint check",
    "list": "newslint rules",
    "rule": "newslint explain",
    "version": "newslint --version",
}
_ORDER: Final = "newslint.outputs"


class Commands(TyperGroup):
    """The commands of newslint, for people who expect others."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, Any]:
        """Find the command, or say what was probably meant.

        Raises:
            NewslintError: there is none of this name.
        """
        name, rest = args[0], args[1:]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        raise NewslintError(f"`{name}` is no command; {_meant(name, rest, list(self.commands))}")


class InOrder(TyperCommand):
    """A command that remembers in which order formats and files were given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as usual, and keep the order: the values of each option come apart from it."""
        given = self.make_parser(ctx).parse_args(list(args))[2]
        ctx.meta[_ORDER] = tuple(param.name for param in given if param.name in (FORMAT, FILE))
        return super().parse_args(ctx, args)


def order_of(context: Any) -> tuple[str, ...]:
    """The names of the options for outputs in the order of the command line."""
    return context.meta[_ORDER]  # type: ignore[no-any-return] # what InOrder put there


def _meant(name: str, rest: list[str], commands: list[str]) -> str:
    from shlex import join

    if name == "help":
        about = f" {rest[0]}" if rest and rest[0] in commands else ""
        also = "" if about else ", and `newslint check --help` how to check articles"
        return f"`newslint{about} --help` shows what can be said{also}"
    if os.path.lexists(name) or {"/", "*", os.sep}.intersection(name):
        return f"`newslint check {join([name])}` checks it"
    if name in _ELSEWHERE:
        given = join(rest)
        return f"write `{_ELSEWHERE[name]}{f' {given}' if given else ''}`"
    from newslint.text.suggest import did_you_mean

    near = did_you_mean(name, commands).removeprefix("; ")
    return near or "`newslint check` checks articles, and `newslint --help` shows the other commands"


def wrong_call(error: Any) -> str:
    """What is wrong with a call by typer's own error, and which help says more."""
    message = error.format_message().replace("Value error, ", "").rstrip(".")
    names: list[str] = []
    context = getattr(error, "ctx", None)
    while context is not None and context.parent is not None:
        names.insert(0, context.info_name)
        context = context.parent
    return f"{message}; `{' '.join(['newslint', *names, '--help'])}` shows what can be said"


def complete_rules(incomplete: str) -> Iterator[tuple[str, str]]:
    """The codes, names and families of rules that a word may become, the last one behind commas."""
    before, comma, last = incomplete.rpartition(",")
    catalogue = _catalogue()
    taken = set(split([before]))
    folded = last.casefold()
    known = [(family, "all rules of this family") for family in catalogue.families]
    known += [(rule.code, rule.summary) for rule in catalogue.rules]
    if folded:  # names would double the list of all codes
        known += [(rule.name, rule.summary) for rule in catalogue.rules]
    for word, summary in known:
        if word.casefold().startswith(folded) and word not in taken:
            yield f"{before}{comma}{word}", summary


def _catalogue() -> "Catalogue":
    """The rules that there are in this folder; those of newslint where its configuration can't be used."""
    from pathlib import Path

    from newslint.config.project import Projects
    from newslint.rules import BUILT_IN

    try:
        return Projects().of(Path.cwd()).catalogue
    except (NewslintError, OSError):
        return BUILT_IN


def complete_rule(incomplete: str) -> Iterator[tuple[str, str]]:
    """The same for a single rule."""
    return (found for found in complete_rules(incomplete) if "," not in found[0])
