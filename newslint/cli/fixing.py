"""What `--fix` and `--diff` do with repairs; open it for what is printed, written and counted then."""

import os
import stat
import sys
from typing import TYPE_CHECKING, TextIO

from newslint.cli.common import FAILED, FOUND, OK, fail, tell
from newslint.errors import NewslintError
from newslint.text.wording import count as counted

if TYPE_CHECKING:
    from newslint.cli.outputs import OutputOptions
    from newslint.fix.dumps import DumpFixes
    from newslint.fix.files import Repair
    from newslint.run.execution import ExecutionOptions
    from newslint.run.projects import Result
    from newslint.run.request import Request
    from newslint.run.work import Work


def check_options(options: "OutputOptions", *, staged: bool) -> None:
    """Refuse options that contradict each other.

    Raises:
        NewslintError: they do.
    """
    fixes = options.fix or options.fix_only
    if options.unsafe_fixes and not options.is_fixing:
        raise NewslintError("--unsafe-fixes goes with --fix, --fix-only or --diff")
    if options.show_fixes and not fixes:
        raise NewslintError("--show-fixes goes with --fix or --fix-only")
    if options.diff and fixes:
        raise NewslintError("--diff shows what --fix would do and writes nothing; give one of them")
    if options.is_fixing and staged:
        raise NewslintError(
            "--staged looks at the index, and fixes are written to the disk; use --since HEAD"
        )
    if options.is_fixing and options.update_baseline:
        raise NewslintError("--update-baseline and fixes can't be combined; fix first")


def show_diff(request: "Request", results: "list[Result]", *, unsafe: bool, color: str) -> int:
    """Print what fixes would change; the exit status says whether they would."""
    from newslint.fix.dumps import dump_fixes, left_alone
    from newslint.fix.files import repairs
    from newslint.reporters.fixed import diff_lines
    from newslint.system.terminal import wants_color

    colored = wants_color(color, sys.stdout) and not _shows_codes(sys.stdout)
    shown = colored or sys.stdout.isatty() or (bool(os.environ.get("CI")) and not _is_file(sys.stdout))
    changed = [repair for repair in repairs(request, results, unsafe=unsafe) if repair.fixed.applied]
    for repair in changed:
        texts = repair.before.text, repair.fixed.source.text
        for line in diff_lines(repair.job.name, *texts, shown=shown, color=colored):
            # The bytes of an article that is not UTF-8 come out as they are.
            sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape"))
    for dump in dump_fixes(request, results, unsafe=unsafe):
        changed += _show_dump(dump, shown=shown, color=colored)
    sys.stdout.buffer.flush()
    for line in left_alone(results):
        tell(line)
    if changed:
        tell(f"would fix {_amount(changed)}")
        _tell_unfinished(changed)
    return FOUND if changed else OK


def apply_fixes(
    request: "Request",
    works: "list[Work]",
    results: "list[Result]",
    options: "OutputOptions",
    execution: "ExecutionOptions",
) -> "tuple[list[Result], int]":
    """Write what can be fixed; give what is left, and 2 where a file could not be written."""
    if not options.is_fixing:
        return results, OK
    from newslint.fix.dumps import dump_fixes, left_alone, write_dumps
    from newslint.fix.files import marked, repairs, write_all
    from newslint.run.projects import lint

    tried = list(repairs(request, results, unsafe=options.unsafe_fixes))
    changed = [repair for repair in tried if repair.fixed.applied]
    failures: list[str] = []
    if request.text is None:
        changed, failures = write_all(changed)
        mended, unwritten = write_dumps(dump_fixes(request, results, unsafe=options.unsafe_fixes))
        tried += mended
        changed += [repair for repair in mended if repair.fixed.applied]
        failures += unwritten
        for line in left_alone(results):
            tell(line)
    else:
        text = changed[0].fixed.source.data if changed else request.text
        for dump in dump_fixes(request, results, unsafe=options.unsafe_fixes):
            text = dump.mended(text)
            tried.append(dump.repair)
            changed += [dump.repair] if dump.repair.fixed.applied else []
        works[0].session.sources.held[request.text_name] = text
        sys.stdout.buffer.write(text)
        sys.stdout.buffer.flush()
    for line in failures:
        fail(line)
    if changed:
        if request.changes is not None:
            request.changes.forget_lines()
        results = lint(request, works, execution)
        tell(f"fixed {_amount(changed)}")
        _tell_unfinished(changed)
    if options.show_fixes:
        _show_fixes(changed)
    results = [result._replace(report=marked(result.report, tried)) for result in results]
    return results, FAILED if failures else OK


def _show_dump(dump: "DumpFixes", *, shown: bool, color: bool) -> "list[Repair]":
    """Print what fixes would change in a file of records, a line at a time."""
    from newslint.reporters.fixed import record_diff_lines

    with dump.opened() as file:
        changes = (
            (change.before.record, change.before.text, change.after.text) for _, change in dump.changes(file)
        )
        for line in record_diff_lines(dump.job.name, changes, shown=shown, color=color):
            sys.stdout.buffer.write(line.encode("utf-8", "surrogateescape"))
    return [dump.repair] if dump.repair.fixed.applied else []


def _shows_codes(stream: TextIO) -> bool:
    """Whether a stream is a console of Windows that shows the codes of colours as they are."""
    if sys.platform != "win32" or not stream.isatty():
        return False
    from rich.console import Console

    return Console(file=stream).legacy_windows


def _is_file(stream: TextIO) -> bool:
    """Whether what is written goes into a file, and into no log that takes some lines for commands."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def _show_fixes(changed: "list[Repair]") -> None:
    from newslint.reporters.fixed import fix_lines

    for line in fix_lines({repair.job.name: repair.fixed.applied for repair in changed}):
        sys.stderr.write(f"{line}\n")


def _tell_unfinished(changed: "list[Repair]") -> None:
    for repair in changed:
        if repair.fixed.is_unfinished:
            tell(f"{repair.job.name}: there is more to fix than one run does; run it again")


def _amount(changed: "list[Repair]") -> str:
    from newslint.reporters.fixed import mended

    findings = sum(mended(repair.fixed.applied) for repair in changed)
    uncovered = sum(repair.fixed.uncovered for repair in changed)
    amount = f"{counted(findings, 'finding')} in {counted(len(changed), 'file')}"
    return f"{amount}; {uncovered:,} of them showed only after others were fixed" if uncovered else amount
