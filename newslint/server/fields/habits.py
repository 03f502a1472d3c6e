"""What the articles of an archive write in fields, most frequent first; open it to offer more of it.

Topics and the keys at the top are among the facts that are kept of every file. For all else a number of files
is read, spread evenly over the archive; of those that change, what they wrote before is forgotten.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import is_
from typing import Final

from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import innermost_key
from newslint.light_tuples import NamedTuple
from newslint.lint.examiner import Outcome
from newslint.lint.fact_store import PackedFact
from newslint.schema.roles import DATES
from newslint.server.archives.archive import Archive
from newslint.server.fields.date_forms import DateForm, form_of

LABELS: Final = ("topic", "author", "layout", "language", "publisher-name", "publisher-domain")
"""The roles of fields that say the same in many articles."""

_TOPICS: Final = "COR004"
_KEYS: Final = "KEY001"
_FEWEST: Final = 3  # files that have a key, before it is a habit
_MOST_FILES: Final = 300  # that are read
_AT_ONCE: Final = 500  # files whose facts are looked through before others have their turn
_LONGEST: Final = 100  # characters of a label


class _Said(NamedTuple):
    """What one file writes: its labels by role and field, and the forms of its dates."""

    outcome: Outcome
    labels: tuple[tuple[str, str, str], ...]
    forms: tuple[DateForm, ...]


class Habits:
    """What one archive writes; `look` keeps up with it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._said: dict[str, _Said] = {}
        self._topics: dict[str, Counter[str]] = {}
        self._keys: dict[str, Counter[str]] = {}  # by collection
        self._seen: list[Outcome] = []

    async def look(self, besides: str) -> None:
        """Look at what is new; others have their turn in between.

        Args:
            besides: The name of the file in which somebody types: what is half typed is no habit.
        """
        outcomes = [
            outcome
            for outcome in self._archive.articles()
            if outcome.examined is not None and outcome.job.name != besides
        ]
        if len(outcomes) == len(self._seen) and all(map(is_, outcomes, self._seen)):
            return
        topics: dict[str, Counter[str]] = {}
        keys: dict[str, Counter[str]] = {}
        for number, outcome in enumerate(outcomes):
            if outcome.examined is not None:
                keys.setdefault(outcome.job.collection, Counter()).update(keys_in(outcome.examined.facts))
                for field, label in topics_in(outcome.examined.facts):
                    topics.setdefault(field, Counter())[label] += 1
            if number % _AT_ONCE == _AT_ONCE - 1:
                await asyncio.sleep(0)
        self._topics, self._keys = topics, keys
        sample = outcomes[:: max(1, len(outcomes) // _MOST_FILES)][:_MOST_FILES]
        said: dict[str, _Said] = {}
        for outcome in sample:
            name = outcome.job.name
            known = self._said.get(name)
            if known is None or known.outcome is not outcome:
                known = self._read(outcome)
                self._said[name] = known  # also where this is cancelled
                await asyncio.sleep(0)
            said[name] = known
        self._said, self._seen = said, outcomes

    def labels(self, role: str, field: str) -> list[str]:
        """What fields of a name and a role say."""
        found = Counter(
            label
            for said in self._said.values()
            for its_role, its_field, label in said.labels
            if (its_role, its_field) == (role, field)
        )
        if role == "topic" and field in self._topics:
            known = self._topics[field]
            found = known + Counter({label: times for label, times in found.items() if label not in known})
        return _most_frequent_first(found)

    def keys(self, collection: str) -> list[str]:
        """The keys at the top of the files of a collection."""
        found = self._keys.get(collection, Counter())
        return _most_frequent_first(Counter({key: n for key, n in found.items() if n >= _FEWEST}))

    def date_forms(self) -> list[DateForm]:
        """How dates are written."""
        found = Counter(form for said in self._said.values() for form in said.forms)
        return [form for form, _ in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))]

    def _read(self, outcome: Outcome) -> _Said:
        session = self._archive.session
        try:
            document = session.parse(outcome.job, session.read(outcome.job))
        except NewslintError:  # an unusable schema is told as such
            return _Said(outcome, (), ())
        return _Said(outcome, tuple(labels_in(document)), tuple(date_forms_in(document)))


def topics_in(facts: Iterable[PackedFact]) -> Iterator[tuple[str, str]]:
    """The topics among the facts of a file, each with the name of its field."""
    for code, _, values, path, *_ in facts:
        label = values[1:]
        if code == _TOPICS and label and len(label) <= _LONGEST:
            yield path.partition("[")[0].rpartition(".")[2], label


def keys_in(facts: Iterable[PackedFact]) -> Iterator[str]:
    """The keys at the top among the facts of a file."""
    for code, _, values, *_ in facts:
        if code == _KEYS:
            yield from values[1:].partition("\0")[0].split("\n")


def labels_in(document: Document) -> Iterator[tuple[str, str, str]]:
    """The labels of a document: role, name of the field, and what it says."""
    for role in LABELS:
        for node in document.with_role(role):
            if isinstance(node.value, str) and 0 < len(node.value.strip()) <= _LONGEST:
                yield role, innermost_key(node.path), node.value.strip()


def date_forms_in(document: Document) -> Iterator[DateForm]:
    """The forms of the dates of a document."""
    for role in DATES:
        for node in document.with_role(role):
            form = form_of(node.value, node.style) if isinstance(node.value, str) else None
            if form is not None:
                yield form


def _most_frequent_first(found: Counter[str]) -> list[str]:
    return [label for label, _ in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))]
