"""Compares the facts of an archive as they change; open it for what one edit compares again.

What comes out is what `newslint.lint.corpus` makes of all facts at once. A rule that judges every group of
facts alone is asked again only for the groups that changed; another one is asked for all, from groups that
are kept.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Final

from newslint.finding import CorpusHit, PlacedFact
from newslint.lint.comparisons import hits_of
from newslint.lint.fact_store import PackedFact, placed
from newslint.lint.settings import Settings
from newslint.rule import Rule

_FILE: Final = attrgetter("file")
# So few facts are made objects of as quickly as they are looked up, and take less room.
_FEW: Final = 64
_ALL: Final = 0  # stands for the keys of all groups, where they are judged together


class Comparison:
    """What one rule makes of the facts of all files.

    `internal` has a line for each way in which the rule raised. Facts are added before `compare_all`; from
    then on `change` keeps up.
    """

    def __init__(self, rule: Rule, settings: Settings) -> None:
        self.rule = rule
        self.internal: list[str] = []
        self._settings = settings
        self._least = 1 if rule.with_single else 2
        self._facts: dict[int, list[tuple[str, PackedFact]]] = {}
        self._shared: set[int] = set()  # the keys that have as many facts as the rule asks for
        self._groups: dict[int, list[PlacedFact]] = {}
        self._hits: dict[str, dict[int, list[CorpusHit]]] = {}  # by file and key
        self._files: dict[int, set[str]] = {}  # those with hits, by key

    def hits_in(self, file: str) -> Iterator[CorpusHit]:
        """What the rule says of a file."""
        return chain.from_iterable(self._hits.get(file, {}).values())

    def files(self) -> Iterator[str]:
        """The files of which the rule says something."""
        return iter(self._hits)

    def files_with(self, file: str) -> set[str]:
        """The files of which the rule says something together with this one, itself among them."""
        return set().union(*(self._files[key] for key in self._hits.get(file, ())))

    def add(self, file: str, facts: Iterable[PackedFact]) -> None:
        """Add the facts of a file; nothing is compared yet."""
        for fact in facts:
            rows = self._facts.setdefault(fact[1], [])
            rows.append((file, fact))
            if len(rows) == self._least:
                self._shared.add(fact[1])

    def compare_all(self) -> None:
        """Compare all that is there."""
        self._compare(self._shared)

    def change(self, file: str, old: Sequence[PackedFact], new: Sequence[PackedFact]) -> set[str]:
        """Put new facts of a file in the place of the old; give the files of which else is said now."""
        before, after = Counter(old), Counter(new)
        keys = {fact[1] for fact in chain(before - after, after - before)}
        for key in keys:
            rows = [row for row in self._facts.get(key, ()) if row[0] != file]
            own = [(file, fact) for fact in new if fact[1] == key]
            self._facts[key] = rows + own
            if not self._facts[key]:
                del self._facts[key]
            if len(rows) + len(own) >= self._least:
                self._shared.add(key)
            else:
                self._shared.discard(key)
            group = self._groups.get(key)
            if group is not None:
                first = bisect_left(group, file, key=_FILE)
                group[first : bisect_right(group, file, key=_FILE)] = placed(
                    key, ((name, fact, 0) for name, fact in own)
                )
        return self._compare(keys) if keys else set()

    def _compare(self, keys: Iterable[int]) -> set[str]:
        """Ask the rule of groups; give the files of which something else is said than before."""
        if self.rule.judges_groups_alone:
            return set().union(*(self._replace(key, self._asked([key])) for key in keys))
        return self._replace(_ALL, self._asked(self._shared))

    def _asked(self, keys: Iterable[int]) -> list[CorpusHit]:
        groups = (self._group(key) for key in keys if self._is_compared(key))
        internal: list[str] = []
        hits = hits_of(self.rule, groups, self._settings, internal)
        self.internal += [line for line in internal if line not in self.internal]
        return hits

    def _is_compared(self, key: int) -> bool:
        """Whether a rule wants to see a group, as in `FactStore.groups`."""
        if key not in self._shared:
            return False
        return not self.rule.only_differing or len({fact[2] for _, fact in self._facts[key]}) > 1

    def _group(self, key: int) -> list[PlacedFact]:
        found = self._groups.get(key)
        if found is None:
            found = placed(key, ((name, fact, 0) for name, fact in self._facts[key]))
            if len(found) > _FEW or not self.rule.judges_groups_alone:
                self._groups[key] = found
        return found

    def _replace(self, key: int, hits: Iterable[CorpusHit]) -> set[str]:
        by_file: dict[str, list[CorpusHit]] = {}
        for hit in hits:
            by_file.setdefault(hit.fact.file, []).append(hit)
        changed = set()
        for file in self._files.get(key, set()) | by_file.keys():
            own = self._hits.setdefault(file, {})
            if own.get(key) != by_file.get(file):
                changed.add(file)
            if file in by_file:
                own[key] = by_file[file]
            else:
                del own[key]
                if not own:
                    del self._hits[file]
        if by_file:
            self._files[key] = set(by_file)
        else:
            self._files.pop(key, None)
        return changed
