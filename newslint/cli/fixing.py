"""What `newslint check --fix` and `--diff` do with the repairs that were found."""

import os
import stat
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from newslint.cli.common import FAILED, FOUND, OK, fail, tell
from newslint.errors import NewslintError
from newslint.text.wording import count as counted

if TYPE_CHECKING:
    from newslint.fix.files import Repair
    from newslint.run.discovery import Work
    from newslint.run.projects import Result
    from newslint.run.request import Request
    from newslint.run.scheduler import Means


class Fixing(NamedTuple):
    """What the options ask for."""

    fix: bool
    unsafe: bool
    diff: bool
    fix_only: bool
    show_fixes: bool

    @property
    def is_on(self) -> bool:
        """Whether anything is to be fixed or shown."""
        return self.fix or self.diff or self.fix_only


def check_options(fixing: Fixing, *, staged: bool, update_baseline: bool) -> None:
    """Refuse options that contradict each other.

    Raises:
        NewslintError: they do.
    """
    if fixing.unsafe and not fixing.is_on:
        raise NewslintError("--unsafe-fixes goes with --fix, --fix-only or --diff")
    if fixing.show_fixes and not (fixing.fix or fixing.fix_only):
        raise NewslintError("--show-fixes goes with --fix or --fix-only")
    if fixing.diff and (fixing.fix or fixing.fix_only):
        raise NewslintError("--diff shows what --fix would do and writes nothing; give one of them")
    if fixing.is_on and staged:
        raise NewslintError(
            "--staged looks at the index, and fixes are written to the disk; use --since HEAD"
        )
    if fixing.is_on and update_baseline:
        raise NewslintError("--update-baseline and fixes can't be combined; fix first")


def show_diff(request: "Request", results: "list[Result]", *, unsafe: bool, color: str) -> int:
    """Print what fixes would change; the exit status says whether they would."""
    from newslint.fix.files import repairs
    from newslint.reporters.fixed import diff_lines
    from newslint.system.terminal import wants_color

    colored = wants_color(color, sys.stdout)
    shown = colored or sys.stdout.isatty() or (bool(os.environ.get("CI")) and not _is_file(sys.stdout))
    changed = [repair for repair in repairs(request, results, unsafe=unsafe) if repair.fixed.applied]
    for repair in changed:
        texts = repair.before.text, repair.fixed.source.text
        for line in diff_lines(repair.file.name, *texts, shown=shown, color=colored):
            # The bytes of an article that is not UTF-8 come out as they are.
            sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    if changed:
        tell(f"would fix {_amount(changed)}")
        _tell_unfinished(changed)
    return FOUND if changed else OK


def apply_fixes(
    request: "Request", works: "list[Work]", results: "list[Result]", fixing: Fixing, means: "Means"
) -> "tuple[list[Result], int]":
    """Write what can be fixed; give what is left, and 2 where a file could not be written."""
    if not fixing.is_on:
        return results, OK
    from newslint.fix.files import marked, repairs, write_all
    from newslint.run.projects import lint

    tried = list(repairs(request, results, unsafe=fixing.unsafe))
    changed = [repair for repair in tried if repair.fixed.applied]
    failures: list[str] = []
    if request.text is None:
        changed, failures = write_all(changed)
    else:
        text = changed[0].fixed.source.data if changed else request.text
        request = replace(request, text=text)
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    for line in failures:
        fail(line)
    if changed:
        if request.changes is not None:
            request.changes.forget_lines()
        results = lint(request, works, means)
        tell(f"fixed {_amount(changed)}")
        _tell_unfinished(changed)
    if fixing.show_fixes:
        _show_fixes(changed)
    results = [result._replace(report=marked(result.report, tried)) for result in results]
    return results, FAILED if failures else OK


def _is_file(stream: TextIO) -> bool:
    """Whether what is written goes into a file, and into no log that takes some lines for commands."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def _show_fixes(changed: "list[Repair]") -> None:
    from newslint.reporters.fixed import fix_lines

    for line in fix_lines({repair.file.name: repair.fixed.applied for repair in changed}):
        typer.echo(line, err=True)


def _tell_unfinished(changed: "list[Repair]") -> None:
    for repair in changed:
        if repair.fixed.is_unfinished:
            tell(f"{repair.file.name}: there is more to fix than one run does; run it again")


def _amount(changed: "list[Repair]") -> str:
    from newslint.reporters.fixed import mended

    findings = sum(mended(repair.fixed.applied) for repair in changed)
    uncovered = sum(repair.fixed.uncovered for repair in changed)
    amount = f"{counted(findings, 'finding')} in {counted(len(changed), 'file')}"
    return f"{amount}; {uncovered:,} of them showed only after others were fixed" if uncovered else amount
