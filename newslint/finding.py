"""What rules say and what reporters read, as frozen data; open it to learn the vocabulary.

What a run makes by the thousand is a NamedTuple: those are made several times as fast as dataclasses.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Literal, TypeVar

from newslint.light_dataclasses import light_dataclass
from newslint.light_tuples import NamedTuple

Path = tuple[str | int, ...]
"""The way from the root of the front matter to a field: `("related", 0, "excerpt")`."""

Safety = Literal["safe", "unsafe"]

Alike = tuple[str, str]
"""What findings of one rule in one file have in common that are alike: the path without list indexes, and the
digest."""

_Key = TypeVar("_Key", bound=Hashable)


class Severity(StrEnum):
    """How bad a finding is: an error breaks a page, a warning looks bad, info may interest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Span(NamedTuple):
    """A half-open range of code points in the text of one source, counted from 0."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace the characters of `span` by `replacement`."""

    span: Span
    replacement: str


class Fix(NamedTuple):
    """Edits that remove a finding, taken whole or not at all.

    A fix is safe when it can't change what the field means; every other repair is unsafe. `mends` is how many
    findings of the same rule in the same text it removes.
    """

    message: str
    edits: tuple[Edit, ...]
    safety: Safety
    mends: int = 1


class Question(NamedTuple):
    """What a rule wants to know of all articles, since one alone can't tell.

    `topic` names it among the questions of all rules. `word` is folded (`str.casefold`), and part of every
    file that has an answer.
    """

    topic: str
    word: str


class Asked(NamedTuple):
    """The code of the rule that asks a question of a file, and in how many places of it."""

    code: str
    times: int = 1


class Evidence(NamedTuple):
    """What all articles of a collection answer to a question, and the verdict that a rule made of that.

    `counts` has how often each answer was given, and `first` the name of the first file that gave it.
    """

    verdict: str
    counts: Mapping[str, int]
    first: Mapping[str, str]


class Hit(NamedTuple):
    """What a rule says about one place; the engine adds who says it and how bad it is.

    `related` names other places of the same file that it speaks of, each with what is there. `severity` is
    that of this hit, where it isn't the rule's; what a configuration says of the rule stands above both.
    `asks` is a question whose answer would tell more, see `Rule.testify`.
    """

    span: Span
    message: str
    path: Path = ()
    help: str | None = None
    fix: Fix | None = None
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity | None = None
    asks: Question | None = None


class Range(NamedTuple):
    """Lines and columns count Unicode code points from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def where(file: str, place: Range, record: int = 0) -> str:
    """`file:line`, as messages name a place; with the number of the record, where that is not the line."""
    named = f"{file}:{place.line}"
    return f"{named} (record {record})" if record and record != place.line else named


class Related(NamedTuple):
    """Another place that a finding speaks of, and what is there; `record` is as in `Finding`."""

    file: str
    range: Range
    message: str
    record: int = 0

    @property
    def where(self) -> str:
        """`file:line`, as messages name the place."""
        return where(self.file, self.range, self.record)


class Fact(NamedTuple):
    """What one document brings to a comparison of all: plain text, small and serialisable.

    Facts with equal keys are about the same thing; one whose key no other fact has is only compared where the
    rule asks for it.
    `values` is what else the rule compares.
    """

    key: str
    values: tuple[str, ...]
    span: Span
    path: Path = ()


class Crowd(NamedTuple):
    """How many facts one stands for that `Rule.combine` left of them, itself among them.

    `documents` counts theirs, but for those of which the group still has another fact. `is_mixed` says that
    they are of other values, too: what is said of the one is said of all that have its key. Crowds that have
    the same text in `kinds` stand for facts of the same documents.
    """

    facts: int
    documents: int
    is_mixed: bool = False
    kinds: str = ""


class PlacedFact(NamedTuple):
    """A fact that outlived its document: it knows its file, and its place in lines and columns.

    `key` is only good for telling which facts belong together. `record` is as in `Finding`: documents are
    told apart by `document`, not by `file`. A fact with a `crowd` stands for many, which have its key and its
    values.
    """

    key: str
    values: tuple[str, ...]
    file: str
    range: Range
    path: str
    record: int = 0
    crowd: Crowd | None = None

    @property
    def number(self) -> int:
        """How many facts this one stands for: 1, unless it has a crowd."""
        return 1 if self.crowd is None else self.crowd.facts

    @property
    def document(self) -> str:
        """What tells its document apart from all others, as `Source.document`."""
        return f"{self.file}:{self.record}" if self.record else self.file

    @property
    def where(self) -> str:
        """`file:line`, as messages name another place."""
        return where(self.file, self.range, self.record)

    def related(self, message: str) -> Related:
        """This place, as a finding at another one speaks of it; `message` says what is there."""
        return Related(self.file, self.range, message, self.record)


PLACE: Final = attrgetter("file", "record", "range", "path")
"""The order of the facts of a group: by file and place."""


class CorpusHit(NamedTuple):
    """What a comparison says about the place of one fact, and which other places it speaks of.

    `repeats` says that the same is said of every place of a thing, so that a report need tell it only once.
    `severity` is as in `Hit`. `meant` is the text that the value should be, where all articles together
    decide that; the engine offers a fix then, which is unsafe. The same must be said of all facts of a key
    that have the same values. The key of `fact` may go on behind a line feed, where a
    group has several things.
    """

    fact: PlacedFact
    message: str
    help: str | None = None
    related: tuple[Related, ...] = ()
    repeats: bool = False
    severity: Severity | None = None
    meant: str = ""


Decided = Mapping[tuple[str, str, tuple[str, ...]], CorpusHit]
"""What comparisons say of values that should be others: by rule, and by key and values of the fact."""


@light_dataclass
class Suppression:
    """One selector of one comment.

    `span` is the selector's place, `comment` that of the whole comment. `codes` is None for a selector of no
    rule and for a comment that can't be understood (`selector` is empty then). `first` and `last` are the
    lines that it covers; a whole file is 0 to infinity. `nearest` is the rule that was probably meant.
    `used` is set when it has silenced something.
    """

    selector: str
    codes: frozenset[str] | None
    span: Span
    comment: Span
    first: float = 0
    last: float = float("inf")
    nearest: str | None = None
    used: bool = False


class PlacedEdit(NamedTuple):
    """An edit in lines and columns, for readers outside this process."""

    range: Range
    replacement: str


class PlacedFix(NamedTuple):
    """A fix in lines and columns."""

    message: str
    edits: tuple[PlacedEdit, ...]
    safety: Safety
    mends: int = 1


class Finding(NamedTuple):
    """One hit of one rule in one file, complete: all that a reporter needs.

    `record` is the number of the record in the file, from 1, and 0 where the file is one document. In files
    with a record on each line it is the line.

    `excerpt` is the source line at `range.line`, without its line ending, or of a long record the part of it
    that begins in column `excerpt_column`. `digest` stands for the text at
    `range`: 16 hexadecimal digits that stay the same when lines move. `collection` is the one that the file
    belongs to. `related` names the other places that the finding speaks of.

    A file may have more findings of one rule than are told one by one. What stands for the others is a
    finding too, at the place of the first of them: `untold` says how many they are, and `alike` how many are
    alike, where somebody wants to know.

    `group` is empty, or common to findings of one rule that say the same of the same thing in many places.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    range: Range
    path: str
    help: str | None
    fix: PlacedFix | None
    excerpt: str
    digest: str = ""
    collection: str = ""
    related: tuple[Related, ...] = ()
    untold: int = 0
    alike: tuple[tuple[Alike, int], ...] = ()
    group: str = ""
    record: int = 0
    excerpt_column: int = 1

    @property
    def range_in_excerpt(self) -> Range:
        """The range, with columns that count the characters of the excerpt from 1."""
        place, before = self.range, self.excerpt_column - 1
        if not before:
            return place
        end = place.end_column - before if place.end_line == place.line else place.end_column
        return place._replace(column=place.column - before, end_column=end)

    @property
    def number(self) -> int:
        """How many findings this one stands for: 1, unless it stands for others."""
        return self.untold or 1

    @property
    def hint(self) -> str | None:
        """What to do about it: the help, or else what the fix does."""
        if self.help is None and self.fix is not None:
            return self.fix.message
        return self.help

    @property
    def sort_key(self) -> tuple[str, int, Range, str, str]:
        """File, record, place, code, message: the order of every report."""
        return (self.file, self.record, self.range, self.code, self.message)


class RuleInfo(NamedTuple):
    """What reports tell of a rule: `text` is its whole documentation, in Markdown without its heading."""

    code: str
    name: str
    severity: Severity
    summary: str
    text: str


class Profile(NamedTuple):
    """What an overview of an archive wants to know of one file.

    `published` is its date as YYYY-MM-DD, and `publisher` the domain or the name of who published it; both
    are empty where the file doesn't say. `fields` names the fields that it has, as `images[].url`.
    `headline` is its title, on one line.
    """

    file: str
    collection: str = ""
    published: str = ""
    publisher: str = ""
    fields: tuple[str, ...] = ()
    headline: str = ""


class About(NamedTuple):
    """What a report says of its run: the archive, the commit (empty where git knows none) and the moment."""

    archive: str
    commit: str
    moment: str


class Report(NamedTuple):
    """The result of a run.

    `internal_errors` are lines about rules that raised: our own bugs. `checked` names the files, and
    `collections` counts them by collection. `known` is how many findings are not told because the baseline
    knows them, `gone` how many the baseline knows that are no longer there. `interrupted` says that somebody
    stopped the run: not all files were checked, and none compared. `profiles` and `rules` (by code) are there
    for the formats that ask for them. `unread` has, by what kept them from being read, the names of files
    with something like front matter; `files` counts those that were read. Every count of findings takes in
    those that others stand for. `about` is there for the formats that ask for it. `evidence` has, by
    collection, what the articles answered to the questions of rules, and `decided` what their majority
    decided of values. `records` counts those of the files that hold records.
    """

    files: int
    findings: tuple[Finding, ...]
    internal_errors: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    collections: Mapping[str, int] = MappingProxyType({})
    known: int = 0
    gone: int = 0
    interrupted: bool = False
    profiles: tuple[Profile, ...] = ()
    rules: Mapping[str, RuleInfo] = MappingProxyType({})
    unread: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    about: About | None = None
    evidence: Mapping[str, Mapping[Question, Evidence]] = MappingProxyType({})
    decided: Decided = MappingProxyType({})
    records: int = 0

    def total(self) -> int:
        """How many findings there are."""
        return number_of(self.findings)

    def untold(self) -> int:
        """How many of them are counted only."""
        return sum(finding.untold for finding in self.findings)

    def by_severity(self) -> dict[str, int]:
        """The count of findings per severity, the zeros included, worst first."""
        counts = tally((finding.severity, finding) for finding in self.findings)
        return {severity.value: counts[severity] for severity in Severity}

    def by_code(self) -> dict[str, int]:
        """The count of findings per rule code, in the order of the codes."""
        return dict(sorted(tally((finding.code, finding) for finding in self.findings).items()))

    def fixable(self) -> int:
        """How many findings come with a fix; of those that are counted only, nobody knows."""
        return sum(finding.fix is not None for finding in self.findings)

    def worst(self) -> Severity | None:
        """The highest severity found, None when there are no findings."""
        return max((finding.severity for finding in self.findings), key=lambda s: s.rank, default=None)


OWN_CODE: Final = "[A-Z]{4,16}[0-9]{3}"
"""How the code of a rule looks that doesn't come with newslint, whose families have two or three letters."""


def is_own_code(code: str) -> bool:
    """Whether a rule with this code doesn't come with newslint, which has no page of it."""
    return len(code.rstrip("0123456789")) > 3


def number_of(findings: Iterable[Finding]) -> int:
    """How many findings these are, with all that they stand for."""
    return sum(finding.number for finding in findings)


def tally(pairs: Iterable[tuple[_Key, Finding]]) -> Counter[_Key]:
    """How many findings there are for each key, with all that they stand for."""
    counts: Counter[_Key] = Counter()
    for key, finding in pairs:
        counts[key] += finding.number
    return counts


def format_path(parts: Iterable[str | int]) -> str:
    """Write a path as people do: `related[0].images[1].width`; the root is the empty string."""
    text = ""
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def innermost_key(path: Path) -> str:
    """The key of the field at a path, or of the list that an item stands in; empty for the root."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
