"""Fixes texts for the Python API; open it for which fixes are applied, and what is told of them."""

from newslint.api.checking import NAMELESS, bytes_of, checked
from newslint.api.failures import as_newslint_error
from newslint.api.loading import Config, StrPath
from newslint.api.results import FixResult, findings_of, report_of
from newslint.fix.dumps import dump_fixes
from newslint.fix.files import marked, repairs
from newslint.reporters.fixed import mended


@as_newslint_error
def fix_text(
    text: str, *, name: StrPath = NAMELESS, config: Config | None = None, unsafe: bool = False
) -> FixResult:
    """Fix the text of one article as `newslint check --fix` does, in rounds that are each proven.

    Args:
        text: As for `check_text`. Where `name` is that of a dump, JSONL is fixed record by record, and
            `applied` has one finding of each rule; another dump is checked, and stays as it is.
        name: As for `check_text`.
        config: As for `check_text`.
        unsafe: Whether to apply fixes, too, that may change what a field means.

    Raises:
        NewslintError: a configuration beside `name`, or a schema, can't be used.
    """
    data = bytes_of(text)
    before = checked(data, name, config)
    # No file holds half of a surrogate pair, which would come back as the bytes that stand for it.
    is_whole = data.decode("utf-8", "surrogateescape") == text
    for dump in dump_fixes(before.request, [before.result], unsafe=unsafe) if is_whole else ():
        new = dump.mended(data)
        fixed = dump.repair.fixed
        after = before if new == data else checked(new, name, config)
        return FixResult(
            new.decode("utf-8", "surrogateescape"),
            findings_of(dump.examples),
            mended(fixed.applied),
            fixed.is_unfinished,
            report_of(marked(after.result.report, [dump.repair])),
        )
    tried = list(repairs(before.request, [before.result], unsafe=unsafe)) if is_whole else []
    changed = [repair for repair in tried if repair.fixed.applied]
    if not changed:
        report = report_of(marked(before.result.report, tried))
        return FixResult(text, (), 0, is_unfinished=False, report=report)
    fixed = changed[0].fixed
    after = checked(fixed.source.data, name, config)
    return FixResult(
        fixed.source.text,
        findings_of(fixed.applied),
        mended(fixed.applied),
        fixed.is_unfinished,
        report_of(marked(after.result.report, tried)),
    )
