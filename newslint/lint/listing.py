"""Which findings of a rule in a file are shown one by one, the others counted; open it for the bound.

Nobody reads more than some thousand of them, and each takes memory wherever it goes: to other processes, to
the cache, into reports. Where there are too many, those give way that nobody would be shown: what the
baseline knows, and what stands on lines that did not change.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from newslint.finding import Alike, Finding, Range
from newslint.frontmatter.nodes import Limits
from newslint.light_tuples import NamedTuple
from newslint.text.wording import without_indexes

_HELP: Final = "mend those that are listed, or let more be listed: `max-findings` under `[limits]`"


class Bounds(NamedTuple):
    """What decides on it.

    `most` findings of one rule in one file are told. `known` gives what the baseline knows of a file and a
    code; without it nobody wants to know what those are like that are counted only. `touched` tells whether
    findings at a place of a file are wanted.
    """

    most: int = Limits().max_findings
    known: Callable[[str, str], Mapping[Alike, int]] | None = None
    touched: Callable[[str, Range], bool] | None = None


class Listing:
    """The findings of one rule in one file, in the order in which they come."""

    def __init__(self, file: str, code: str, bounds: Bounds) -> None:
        self._file = file
        self._code = code
        self._bounds = bounds
        self._findings: list[Finding] = []
        self._is_crowded = False
        self._known: dict[Alike, int] = {}
        self._number = 0
        self._alike: Counter[Alike] = Counter()
        self._first: Finding | None = None
        self._first_known: Finding | None = None
        self._elsewhere = 0
        self._first_elsewhere: Finding | None = None

    @property
    def is_full(self) -> bool:
        """Whether all that may still come is only counted."""
        return self._is_crowded and len(self._findings) >= self._bounds.most

    def take(self, place: Range, alike: Callable[[], Alike], make: Callable[[], Finding]) -> None:
        """Tell a finding or count it; it is made, and what it is like is asked for, only if need be."""
        if not self._is_crowded:
            if len(self._findings) < self._bounds.most:
                self._findings.append(make())
                return
            self._make_room()
        self._sort_in(place, alike, make)

    def add(self, finding: Finding) -> None:
        """Take a finding that is complete, or one that stands for others."""
        if not finding.untold:
            self.take(finding.range, partial(alike_in, finding), partial(_itself, finding))
            return
        if not self._is_crowded:
            self._make_room()
        self._first = self._first or finding
        self._number += finding.untold
        for gist, number in finding.alike:
            self._alike[gist] += number

    def findings(self) -> list[Finding]:
        """Those that are told, and one that stands for the others, if there are any."""
        first = self._first or self._first_known
        if first is not None:
            return [*self._findings, standing_for(first, self._number, self._alike)]
        if self._first_elsewhere is not None:
            # At a place that nobody wants to hear of; it says that not all are here.
            return [*self._findings, standing_for(self._first_elsewhere, self._elsewhere, {})]
        return self._findings

    def _make_room(self) -> None:
        self._is_crowded = True
        if self._bounds.known is not None:
            self._known = dict(self._bounds.known(self._file, self._code))
        if self._known or self._bounds.touched is not None:
            single, self._findings = self._findings, []
            for finding in single:
                self._sort_in(finding.range, partial(alike_in, finding), partial(_itself, finding))

    def _sort_in(self, place: Range, alike: Callable[[], Alike], make: Callable[[], Finding]) -> None:
        bounds = self._bounds
        gist = None if bounds.known is None else alike()
        if gist is not None and self._known.get(gist, 0):
            self._known[gist] -= 1
            self._first_known = self._first_known or make()
        elif bounds.touched is not None and not bounds.touched(self._file, place):
            self._elsewhere += 1
            self._first_elsewhere = self._first_elsewhere or make()
            return
        elif len(self._findings) < bounds.most:
            self._findings.append(make())
            return
        else:
            self._first = self._first or make()
        self._number += 1
        if gist is not None:
            self._alike[gist] += 1


def standing_for(first: Finding, number: int, alike: Mapping[Alike, int]) -> Finding:
    """What tells of findings that are counted only: so many, of which this is the first."""
    verb = "is" if number == 1 else "are"
    return first._replace(
        message=f"{number:,} more of these in this file {verb} not listed",
        path="",
        help=_HELP,
        fix=None,
        digest="",
        related=(),
        untold=number,
        alike=tuple(alike.items()),
        group="",
    )


def alike_in(finding: Finding) -> Alike:
    """What a finding has in common with those that are alike."""
    return without_indexes(finding.path), finding.digest


def _itself(finding: Finding) -> Finding:
    return finding
