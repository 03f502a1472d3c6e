"""What can be done about findings in an open document; open it for another kind of repair.

Whatever changes a document was tried before it is offered: fixes as `--fix` tries them, and a comment that
silences a rule by reading the document with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate, takewhile
from operator import eq
from typing import Final

from newslint.document import Document
from newslint.finding import Edit, Finding, PlacedEdit, Span, format_path
from newslint.fix.files import Wanted, alone, repairs, tools
from newslint.fix.rounds import apply_round
from newslint.light_tuples import NamedTuple
from newslint.lint.suppress import Silencer
from newslint.run.request import Request
from newslint.server.state import Article
from newslint.source import LINE_BREAK, Source
from newslint.text.lazy_pattern import later
from newslint.text.runs import apply_runs

_DIRECTIVE: Final = later(r"#[ \t]*newslint:[ \t]*ignore\[[^\]\r\n]*(?=\])")
_MOST_LINES: Final = 500  # a text that fixes changed all over is replaced at once
_NOBODY: Final = Request(())


class Ignoring(NamedTuple):
    """A comment that silences a rule: what to write where, and whether it does so in the whole file."""

    edit: Edit
    in_file: bool = False


def fix_for(article: Article, finding: Finding) -> tuple[PlacedEdit, ...]:
    """The edits of the fix of a finding, if it holds; of those that only `--unsafe-fixes` applies too."""
    result = article.archive.result(article.source.name)
    check, parse = tools(alone(result), article.job)
    wanted = Wanted(_NOBODY, result, unsafe=True)
    for found in check(article.source):
        if found.sort_key == finding.sort_key and found.fix is not None and wanted(found):
            done = apply_round(article.source, [found], parse)
            return found.fix.edits if done.applied else ()
    return ()


def fix_all(article: Article) -> list[Edit]:
    """What `--fix` would change."""
    result = article.archive.result(article.source.name)
    edits: list[Edit] = []
    for repair in repairs(_NOBODY, [result], unsafe=False):
        edits += edits_between(repair.before.text, repair.fixed.source.text)
    return edits


def edits_between(before: str, after: str) -> Iterator[Edit]:
    """Turn a text into another one, line by line, so that a cursor elsewhere stays where it is."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    same = _alike(old, new)
    begin = sum(map(len, old[:same]))
    old, new = old[same:], new[same:]
    same = _alike(old[::-1], new[::-1])
    old, new = old[: len(old) - same], new[: len(new) - same]
    if max(len(old), len(new)) > _MOST_LINES:
        old, new = ["".join(old)], ["".join(new)]
    starts = list(accumulate(map(len, old), initial=begin))
    for tag, first, last, low, high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Edit(Span(starts[first], starts[last]), "".join(new[low:high]))


def _alike(old: Iterable[str], new: Iterable[str]) -> int:
    """With how many equal lines two texts begin."""
    return sum(takewhile(bool, map(eq, old, new)))


def ignoring(article: Article, finding: Finding) -> Ignoring | None:
    """The comment that silences a rule where it found something: on the line if it can, else in the file."""
    return next((found for found in _comments(article, finding) if _holds(article, finding, found)), None)


def _comments(article: Article, finding: Finding) -> Iterator[Ignoring]:
    source, document = article.source, article.document
    said = f"# newslint: ignore[{finding.code}]"
    lines = dict.fromkeys([finding.range.line, *_lines_of_key(document, finding)])
    for line in lines:
        start, text = source.line_starts[line - 1], source.line_text(line)
        present = _DIRECTIVE.search(text)
        if present:
            at = start + present.end()
            yield Ignoring(Edit(Span(at, at), f", {finding.code}"))
        yield Ignoring(Edit(Span(start + len(text), start + len(text)), f"  {said}"))
    first = LINE_BREAK.search(source.text)
    ending = "\n" if first is None else first[0]
    for line in lines:
        start, text = source.line_starts[line - 1], source.line_text(line)
        indent = text[: len(text) - len(text.lstrip(" \t"))]
        yield Ignoring(Edit(Span(start, start), f"{indent}{said}{ending}"))
    if document.fence is not None:
        at = document.fence.content.start
        whole = said.replace("ignore[", "ignore-file[")
        yield Ignoring(Edit(Span(at, at), f"{whole}{ending}"), in_file=True)


def _lines_of_key(document: Document, finding: Finding) -> Iterable[int]:
    """The line of the key of the field that a finding is about: a text of several lines counts as one."""
    for node in document.nodes:
        if node.key_start >= 0 and format_path(node.path) == finding.path:
            yield document.source.line_column(node.key_start)[0]


def _holds(article: Article, finding: Finding, ignoring: Ignoring) -> bool:
    """Whether a comment silences the rule there, changes no value, and brings no other finding."""
    archive, job, source = article.archive, article.job, article.source
    (start, _), written = ignoring.edit
    text = apply_runs(source.text, [(start, start, written)])
    after = Source(source.name, text.encode("utf-8", "surrogateescape"))
    outcome, examined = archive.outcome(source.name), archive.session.examiner.examine(job, after)
    if outcome is None or outcome.examined is None or examined is None:
        return False
    before = article.document.root
    root = archive.session.parse(job, after).root
    if (before is None) != (root is None) or (before and root and before.value != root.value):
        return False
    is_above = written.endswith(("\n", "\r")) and start <= source.span_of(finding.range).start
    moved = finding.range.line + is_above
    if not Silencer(examined.suppressions).silences(finding.code, moved):
        return False
    return not _gists(examined.findings) - _gists(outcome.examined.findings)


def _gists(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter((finding.code, finding.path, finding.message) for finding in findings)
