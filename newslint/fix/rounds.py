"""Applies fixes in rounds, and proves each by parsing again; open it when one is refused or goes wrong.

A fix may change one thing: the value at the path of its finding, or the key there, or add one field beside
it; a mapping or list may become the text that it was meant to be. All fixes of a round are applied together.
Where the result is not as it should be, the round is split until the fixes that are to blame are alone, and
these are dropped whole.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from newslint.document import Document
from newslint.finding import Edit, Finding, PlacedFix, format_path, number_of
from newslint.fix.value_changes import Change, changes_between
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.syntax import Alignment
from newslint.knowledge.openings import BLANKS
from newslint.rules import BUILT_IN
from newslint.source import BOM, Source
from newslint.text.runs import Run, apply_runs
from newslint.text.wording import shorten

Parse = Callable[[Source], Document]
Check = Callable[[Source], Sequence[Finding]]
_Field = tuple[str, str]  # the code and the path of findings

MOST_ROUNDS = 10
# What the search for the fixes to blame may cost in one round, in characters parsed.
_MOST_PARSED = 6_000_000
_PARSE_OVERHEAD = 2_000
# What rounds may cost beyond the usual number, in characters checked.
_MOST_CHECKED = 50_000_000
_MOST_APPLIED = 1_000
_LINE_BREAK = re.compile(r"\r\n?")
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_RESTLESS = f"the fixes of this file don't come to an end in {MOST_ROUNDS} rounds"
_EXHAUSTED = "too many fixes of this file go wrong"
_NOT_AS_INTENDED = "together with others it would not read as intended"
_NO_TEXT = "the result would not be valid text"
_FRONT_MATTER_RULES = BUILT_IN.of_family("FM")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A finding whose fix was dropped, and why: the end of the sentence "can't be fixed safely: ..."."""

    finding: Finding
    reason: str

    @property
    def marked(self) -> Finding:
        """The finding without its fix; its help says why."""
        said = f"can't be fixed safely: {self.reason}"
        advice = said if self.finding.help is None else f"{self.finding.help}; {said}"
        return self.finding._replace(fix=None, help=advice)


@dataclass(frozen=True, slots=True)
class Round:
    """One source with as many fixes applied as go together; `waiting` touch what an applied one touched."""

    source: Source
    applied: tuple[Finding, ...] = ()
    refused: tuple[Refusal, ...] = ()
    waiting: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source that needs no more rounds.

    `applied` holds the findings that were fixed, in the terms of the round they were fixed in; of very many
    the later ones only tell which rule found how many. `uncovered` says how many of them nobody could see
    before others were fixed: a check of the source did not name them. `remaining` are those of the final
    source; `refused` are the ones among them whose fix was wanted and dropped. `is_unfinished` says that
    there is more to fix.
    """

    source: Source
    applied: tuple[Finding, ...]
    refused: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    uncovered: int = 0
    is_unfinished: bool = False


def fix_source(source: Source, check: Check, parse: Parse, wanted: Callable[[Finding], bool]) -> Fixed:
    """Apply the wanted fixes round by round, until nothing is left to do.

    Fixing the result again changes nothing. Fixes that are still at work after the last round would break
    that promise: they are left out, and where even that does not settle, the source stays as it is. Rounds
    that leave less to find than any before are no such case: they go on, and what very many of them don't
    reach is left for the next run. `check` and `parse` must say the same of the same source.
    """
    result, restless = _attempt(source, check, parse, wanted, frozenset())
    if not restless:
        return result
    calm, still = _attempt(source, check, parse, wanted, restless)
    if not still and _stays(calm.source, check, parse, wanted):
        return calm
    findings = check(source)
    refusals = {f: Refusal(f, _RESTLESS).marked for f in findings if f.fix is not None and wanted(f)}
    return Fixed(source, (), tuple(refusals.values()), tuple(refusals.get(f, f) for f in findings))


def _stays(source: Source, check: Check, parse: Parse, wanted: Callable[[Finding], bool]) -> bool:
    """Whether fixing a source that came out of this changes nothing."""
    result, restless = _attempt(source, check, parse, wanted, frozenset())
    if restless:
        result, restless = _attempt(source, check, parse, wanted, restless)
    return not restless and result.source.data == source.data


def _attempt(
    source: Source,
    check: Check,
    parse: Parse,
    wanted: Callable[[Finding], bool],
    left_out: frozenset[_Field],
) -> tuple[Fixed, frozenset[_Field]]:
    """Fix round by round; with it comes what would go on after the last round."""
    applied: list[Finding] = []
    findings = check(source)
    named = _Named(findings)
    uncovered = 0
    rounds = _Rounds(number_of(findings))
    while True:
        chosen = [f for f in findings if f.fix is not None and wanted(f)]
        excluded = [f for f in chosen if (f.code, f.path) in left_out]
        result = apply_round(source, [f for f in chosen if (f.code, f.path) not in left_out], parse)
        if not result.applied or rounds.are_over:
            break
        source = result.source
        uncovered += sum(f.fix.mends for f in result.applied if f.fix is not None and f not in named)
        applied += map(_slim, result.applied) if len(applied) > _MOST_APPLIED else result.applied
        findings = check(source)
        rounds.count(source, number_of(findings))
    unfinished = bool(result.applied) and rounds.came_nearer
    refusals = [*result.refused, *(Refusal(f, _RESTLESS) for f in excluded)]
    marked = {refusal.finding: refusal.marked for refusal in refusals}
    refused = tuple(marked[finding] for finding in findings if finding in marked)
    remaining = tuple(marked.get(finding, finding) for finding in findings)
    fixed = Fixed(source, tuple(applied), refused, remaining, uncovered, unfinished)
    restless = () if unfinished else result.applied
    return fixed, frozenset((f.code, f.path) for f in restless)


class _Rounds:
    """How long fixing goes on: for some rounds, and further while each leaves less than any before."""

    def __init__(self, found: int) -> None:
        self._done = 0
        self._fewest = found
        self._characters = 0
        self.came_nearer = False

    @property
    def are_over(self) -> bool:
        """Whether there shall be no other round."""
        if self._done < MOST_ROUNDS:
            return False
        return not self.came_nearer or self._characters > _MOST_CHECKED

    def count(self, source: Source, found: int) -> None:
        """Note a round, with what came out and how much is found in that."""
        self._done += 1
        self._characters += len(source.text)
        self.came_nearer = found < self._fewest
        self._fewest = min(found, self._fewest)


def _slim(finding: Finding) -> Finding:
    """What is good for counting."""
    fix = _counting_fix(1 if finding.fix is None else finding.fix.mends)
    return finding._replace(message="", path="", help=None, fix=fix, excerpt="", digest="", related=())


@cache
def _counting_fix(mends: int) -> PlacedFix:
    return PlacedFix("", (), "safe", mends)


class _Named:
    """Knows the findings of a check again in another round, though a text or the key of a field changed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._known = {key for finding in findings for key in _keys(finding)}
        self._counted = {finding.code for finding in findings if finding.untold}

    def __contains__(self, finding: Finding) -> bool:
        return finding.code in self._counted or not self._known.isdisjoint(_keys(finding))


def _keys(finding: Finding) -> tuple[tuple[str, str, str], ...]:
    return (finding.code, "path", finding.path), (finding.code, "text", finding.digest)


def apply_round(source: Source, findings: Iterable[Finding], parse: Parse) -> Round:
    """Apply the fixes that don't touch each other and hold what they promise."""
    return _Round(source, parse).run(findings)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A fix with its edits in offsets, sorted."""

    finding: Finding
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A batch of candidates that holds, with the text that it makes."""

    batch: tuple[_Candidate, ...]
    source: Source


class _Refused(Exception):  # noqa: N818 - says why a batch doesn't hold, and never leaves this module
    pass


class _Round:
    """The state of one round: what was there before it, and how much may still be parsed."""

    def __init__(self, source: Source, parse: Parse) -> None:
        self.source = source
        self.parse = parse
        self.refused: list[Refusal] = []
        self.budget = _MOST_PARSED
        self.nodes: dict[str, Node | None] = {}
        self.aligned: dict[str, Alignment | None] = {}

    def run(self, findings: Iterable[Finding]) -> Round:
        pending = self._readable(findings)
        if not pending:
            return Round(self.source, refused=tuple(self.refused))
        self.before = self.parse(self.source)
        self.defects = _defects(self.before)
        for node in self.before.nodes:
            path = format_path(node.path)
            self.nodes[path] = None if path in self.nodes else node  # a dot in a key makes two paths one
        trial = _Trial((), self.source)
        while pending:
            batch, pending = self._chosen(trial.batch, pending)
            count = len(self.refused)
            trial = self._grown(trial, batch)
            if len(self.refused) == count:
                break  # whoever waits, waits for one that was applied
            if self.budget < 0:
                self.refused += [Refusal(candidate.finding, _EXHAUSTED) for candidate in pending]
                pending = []
        applied = tuple(candidate.finding for candidate in trial.batch)
        waiting = tuple(candidate.finding for candidate in pending)
        return Round(trial.source, applied, tuple(self.refused), waiting)

    def _readable(self, findings: Iterable[Finding]) -> list[_Candidate]:
        candidates = []
        for finding in findings:
            edits = _edits_of(self.source, finding)
            if edits is None:
                self.refused.append(Refusal(finding, "its edits overlap, or lie outside the text"))
            elif all(self.source.text[e.span.start : e.span.end] == e.replacement for e in edits):
                self.refused.append(Refusal(finding, "it changes nothing"))
            else:
                candidates.append(_Candidate(finding, edits))
        return candidates

    def _chosen(
        self, accepted: Iterable[_Candidate], pending: Iterable[_Candidate]
    ) -> tuple[list[_Candidate], list[_Candidate]]:
        """Divide candidates into those that touch neither each other nor an accepted one, and the rest."""
        touched = bytearray(len(self.source.text) + 1)
        by_path: dict[str, list[_Candidate]] = {}
        for candidate in accepted:
            _touch(touched, candidate)
            by_path.setdefault(candidate.finding.path, []).append(candidate)
        batch, rest = [], []
        for candidate in pending:
            if any(touched.find(1, e.span.start, e.span.end + 1) >= 0 for e in candidate.edits):
                rest.append(candidate)
                continue
            sharing = by_path.setdefault(candidate.finding.path, [])
            if sharing and not (self._composable(candidate) and self._composable(sharing[0])):
                rest.append(candidate)
                continue
            _touch(touched, candidate)
            sharing.append(candidate)
            batch.append(candidate)
        return batch, rest

    def _composable(self, candidate: _Candidate) -> bool:
        """Whether it can be told what the value becomes when other fixes change it too."""
        # What belongs to the whole file changes no value.
        return candidate.finding.path == "" or self._runs(candidate) is not None

    def _runs(self, candidate: _Candidate) -> list[Run] | None:
        """The edits in terms of the value; None where that is not certain."""
        path = candidate.finding.path
        node, syntax = self.nodes.get(path), self.before.syntax
        if node is None or not isinstance(node.value, str):
            return None
        if path not in self.aligned:
            self.aligned[path] = syntax.align(self.source.text, node)
        aligned = self.aligned[path]
        if aligned is None:
            return None
        runs = [_run(e, aligned, syntax.meaning(e.replacement, node.style)) for e in candidate.edits]
        return [run for run in runs if run] if all(runs) else None

    def _grown(self, trial: _Trial, batch: Sequence[_Candidate]) -> _Trial:
        """Add a batch to what holds already, without the candidates that are to blame when it doesn't."""
        todo = [batch]
        while todo:
            part = todo.pop()
            if not part:
                continue
            try:
                trial = self._tried((*trial.batch, *part))
            except _Refused as reason:
                if len(part) == 1:
                    self.refused.append(Refusal(part[0].finding, str(reason)))
                else:
                    middle = len(part) // 2
                    todo += [part[middle:], part[:middle]]
        return trial

    def _tried(self, batch: tuple[_Candidate, ...]) -> _Trial:
        if self.budget < 0:
            raise _Refused(_EXHAUSTED)
        self.budget -= len(self.source.text) + _PARSE_OVERHEAD
        source = _edited(self.source, batch)
        after = self.parse(source)
        if self.before.broken_opening is not None and after.fence is not None:
            if source.text != self.source.text.lstrip(BLANKS):
                raise _Refused("more than blanks before the front matter would go")
        elif self.before.root is None:
            if _neutral(source.text) != _neutral(self.source.text) or _body(after) != _body(self.before):
                raise _Refused("the front matter can't be read, so nothing can be compared")
        elif _outside(after) != _outside(self.before):
            raise _Refused("more than the front matter would change")
        worse = sorted((_defects(after) - self.defects).elements())
        if worse:
            raise _Refused(f"{worse[0]} would be found then")
        if (self.before.root is None) != (after.root is None) and self.before.broken_opening is None:
            raise _Refused("the front matter would be read in another way")
        if self.before.root is not None and after.root is not None:
            self._compare(batch, self.before.root.value, after.root.value)
        return _Trial(batch, source)

    def _compare(self, batch: Iterable[_Candidate], old: Any, new: Any) -> None:
        """Hold every change against the findings that may bring it."""
        by_path: dict[str, list[_Candidate]] = {}
        for candidate in batch:
            by_path.setdefault(candidate.finding.path, []).append(candidate)
        done: set[str] = set()
        for change in changes_between(old, new):
            path = _claimed(change, by_path)
            node = None if path is None else self.nodes.get(path)
            # A path without a node belongs to an alias, or two ways are spelled alike.
            if path is None or path in done or (node is None) != (change.kind == "added"):
                shown = format_path((*change.path, change.key) if change.kind == "added" else change.path)
                verb = "would not read as intended" if shown in by_path else "would change too"
                raise _Refused(f"`{shorten(shown)}` {verb}" if shown else "fields would come or go")
            done.add(path)
            if node is not None and _is_misread(node, change, by_path[path]):
                raise _Refused("the text would be read as something else")
            if len(by_path[path]) > 1 and self._together(path, by_path[path]) != change.new:
                raise _Refused(_NOT_AS_INTENDED)
        for path, sharing in by_path.items():
            if path and path not in done and len(sharing) > 1:
                node = self.nodes[path]
                if node is None or self._together(path, sharing) != node.value:
                    raise _Refused(_NOT_AS_INTENDED)

    def _together(self, path: str, sharing: Iterable[_Candidate]) -> str:
        """What a value becomes by several fixes."""
        node = self.nodes[path]
        runs = sorted(run for candidate in sharing for run in self._runs(candidate) or ())
        return "" if node is None else apply_runs(node.value, runs)


def _edits_of(source: Source, finding: Finding) -> tuple[Edit, ...] | None:
    """The edits of a fix in offsets and in order; None where they don't make sense."""
    edits = []
    for placed in finding.fix.edits if finding.fix else ():
        span = source.span_of(placed.range)
        if span.start > span.end or source.range_of(span) != placed.range:
            return None
        edits.append(Edit(span, placed.replacement))
    edits.sort(key=lambda edit: (edit.span.start, edit.span.end))
    apart = all(a.span.end <= b.span.start and a.span != b.span for a, b in pairwise(edits))
    return tuple(edits) if apart else None


def _touch(touched: bytearray, candidate: _Candidate) -> None:
    for edit in candidate.edits:
        start, end = edit.span.start, edit.span.end + 1
        touched[start:end] = b"\x01" * (end - start)


def _edited(source: Source, batch: Iterable[_Candidate]) -> Source:
    """The source after the edits; every byte outside them stays."""
    edits = sorted(
        (edit for candidate in batch for edit in candidate.edits),
        key=lambda edit: (edit.span.start, edit.span.end),
    )
    text = apply_runs(source.text, [(edit.span.start, edit.span.end, edit.replacement) for edit in edits])
    try:
        after = source.having(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        raise _Refused(_NO_TEXT) from None
    # Bytes that are no text by themselves may become one when they meet.
    if after.text != text:
        raise _Refused(_NO_TEXT)
    return after


def _outside(document: Document) -> tuple[str, str, str]:
    """What stands before and behind the fields, the fences without what fixes may change there."""
    text, fence, body = document.source.text, document.fence, _body(document)
    if fence is None or fence.closing is None:
        return _neutral(text), "", body
    head, closing = text[: fence.content.start], text[fence.content.end : len(text) - len(body)]
    return _neutral(head), _neutral(closing), body


def _body(document: Document) -> str:
    """The text below the front matter; no fix changes a character of it."""
    text, fence = document.source.text, document.fence
    if fence is None or fence.closing is None:
        return ""
    after = _LINE_END.match(text, fence.closing.end)
    return text[after.end() if after else fence.closing.end :]


def _neutral(text: str) -> str:
    """A text without what fixes may change anywhere: the byte order mark and the kind of line endings."""
    return _LINE_BREAK.sub("\n", text.removeprefix(BOM))


def _defects(document: Document) -> Counter[str]:
    """How often each rule of the family FM finds something, whether it was selected or not.

    No fix may write what versions of YAML read differently, not even where one of them was chosen.
    """
    document = copy(document)
    document.yaml_version = ""
    return Counter(
        rule.code
        for rule in _FRONT_MATTER_RULES
        if rule.may_find(document.traits)
        for _ in rule.check(document, rule.options())
    )


def _claimed(change: Change, by_path: Mapping[str, Sequence[_Candidate]]) -> str | None:
    """The path of the findings that may bring a change; a collection becomes text at most."""
    is_quoted = change.kind == "value" and isinstance(change.new, str)
    if isinstance(change.new, dict | list) or (isinstance(change.old, dict | list) and not is_quoted):
        return None
    path = format_path((*change.path, change.key) if change.kind == "added" else change.path)
    if not path or path not in by_path:
        return None
    inserts = all(e.span.start == e.span.end for candidate in by_path[path] for e in candidate.edits)
    return path if change.kind != "added" or inserts else None


def _is_misread(node: Node, change: Change, sharing: Iterable[_Candidate]) -> bool:
    """Whether a plain text became a number or the like, which no safe fix can mean."""
    if change.kind != "value" or node.style or not isinstance(change.old, str):
        return False
    fixes = [candidate.finding.fix for candidate in sharing]
    return not isinstance(change.new, str) and any(fix and fix.safety == "safe" for fix in fixes)


def _run(edit: Edit, aligned: Alignment, written: str | None) -> Run | None:
    """An edit inside a value in terms of the value, to which it adds what is `written`."""
    starts, ends = aligned.starts, aligned.ends
    first = bisect_left(starts, edit.span.start)
    last = first if edit.span.start == edit.span.end else bisect_right(ends, edit.span.end)
    if written is None or first == len(starts) or starts[first] != edit.span.start:
        return None
    if last < first or (last > first and ends[last - 1] != edit.span.end):
        return None
    return first, last, written
