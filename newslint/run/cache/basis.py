"""What a run over everything came to, for those after it where few files change; open it for what is on disk.

A basis is two files in the folder of a cache. One, `.facts`, has the facts of all articles and what was
found, in pieces that are read where they are needed. The other, `.basis`, is read whole: which files there
were, what the disk said of them, and where the pieces lie. Neither is ever changed: what came later is
compared with it until so much has changed that a run over everything makes another one.

Somebody else may have brought both files, and what reads them trusts them. So `.basis` begins with the state
of `.facts` on this machine, which is known to nobody who made it elsewhere, and ends with a digest of itself.
Of a run that was ended while it wrote, the two don't fit together.
"""

import marshal
import os
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import newslint
from newslint.document import LocalImage
from newslint.finding import (
    Asked,
    CorpusHit,
    Evidence,
    Finding,
    PlacedFact,
    Question,
    Report,
    Suppression,
)
from newslint.lint.catching_up import Rows, by_rule, digest_of
from newslint.lint.comparisons import Said, hits_of
from newslint.lint.evidence import Questions
from newslint.lint.evidence import Said as Answers
from newslint.lint.examiner import Examined, Outcome
from newslint.lint.fact_store import PARTS, FactStore, PackedFact
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.run.cache import FOLDER
from newslint.run.cache.answers import FLAGS
from newslint.run.cache.folder import BASIS, drop_oldest, named, prepare
from newslint.run.cache.plain import (
    Plain,
    fact_in,
    fact_out,
    finding_in,
    finding_out,
    hit_in,
    hit_out,
    suppression_in,
    suppression_out,
)
from newslint.system import questions, stamps
from newslint.system.content_stamps import ContentStamps
from newslint.system.digests import blake2b
from newslint.system.stamps import BYTES

_MOST_BASES: Final = 4
_MOST_FACTS: Final = 5_000_000
_MOST_TOLD: Final = 200_000  # findings, and what comparisons say
_FACTS_IN_A_PART, _MOST_PIECES = 64, 256  # of a rule; a file has some thirty keys, in as many parts
_IN_A_PIECE: Final = 1000  # findings
_MOST_LEFT: Final = 0.5  # of the facts of a rule; with more, all are as quickly read
_SIZE: Final = 16  # bytes of a digest
_LARGEST: Final = 1 << 30  # bytes of what is read whole
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
NAMED, REPORTED = 1, 2
"""What a flag says of a file."""
_FOR_EVER: Final = float("inf")
_PROGRAM: Final = os.path.join(os.path.dirname(newslint.__file__), "")  # noqa: PTH118, PTH120 - it is a string
"""What lies there is part of every key."""


class Basis:
    """What a run came to; it is closed after use.

    Raises:
        OSError, ValueError, EOFError, TypeError, LookupError: there is none, or it is damaged.
    """

    def __init__(self, folder: Path, key: str) -> None:
        path, facts = (str(folder / named(key, ending)) for ending in BASIS)
        data = _read(path)
        content = memoryview(data)[:-_SIZE]
        _make_sure(_seal(content) == data[-_SIZE:])
        bar = data.find(b"\0")
        self._facts = os.open(facts, FLAGS)
        try:
            _make_sure(stamps.numbers(os.fstat(self._facts)).encode() == data[:bar])
            self._kept: dict[str, Any] = marshal.loads(content[bar + 1 :])  # noqa: S302 - only we could know the state
        except BaseException:
            os.close(self._facts)
            raise
        self.made: float = self._kept["made"]
        self.also: list[tuple[str, str, str]] = self._kept["also"]
        self.names: list[str] = self._kept["names"]
        self.stamps = ContentStamps(self._kept["rows"], self._kept["stamps"])
        self.terms: bytes = self._kept["terms"]
        self.reported: bytes = self._kept["reported"]
        self.collections: list[str] = self._kept["collections"]
        self.odd_paths: Mapping[str, str] = self._kept["paths"]
        self.unread: Mapping[str, str] = self._kept["unread"]
        self.asked: bytes = self._kept["asked"]

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._facts)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The places of files in all columns, by their names."""
        return dict(zip(self.names, range(len(self.names)), strict=True))

    def untils(self) -> Iterator[tuple[str, float]]:
        """For files in which something else may be found from a moment on, that moment, in seconds."""
        return ((self.names[number], until) for number, until in self._kept["untils"].items())

    @property
    def crowded(self) -> Sequence[str]:
        """The files with findings that are counted only: which these are depends on what else is known."""
        found: list[str] = self._kept["crowded"]
        return found

    def kept(self, without: Collection[str]) -> "Kept":
        """The files but for some."""
        numbers = self.numbers.copy()
        for name in without:
            numbers.pop(name, None)
        return Kept(self, numbers)

    def job(self, number: int) -> Job:
        """A file, by its place."""
        name, flags, ignored = self.names[number], self.terms[number], self._kept["ignored"][number]
        path = self.odd_paths.get(name) or path_of(name)
        is_named, is_reported = flags & NAMED > 0, flags & REPORTED > 0
        return Job(name, path, is_named, is_reported, self.collections[number], frozenset(ignored))

    def path(self, name: str) -> str:
        """As in `Before`."""
        return self.job(self.numbers[name]).path

    def kinds(self, numbers: Iterable[int]) -> Iterable[Job]:
        """As in `Kept`."""
        kinds = [*zip(self.collections, self._kept["ignored"], self.terms, self.reported, strict=True)]
        places = {kinds[number]: number for number in numbers}
        return map(self.job, places.values())

    @cached_property
    def images(self) -> dict[str, dict[str, LocalImage | None]]:
        """What was known of local images, by the names of articles and the addresses there."""
        return {
            name: {url: image if image is None else LocalImage(*image) for url, image in its.items()}
            for name, its in self._kept["images"].items()
        }

    @cached_property
    def questions(self) -> Mapping[str, Mapping[Question, Asked]]:
        """As in `Before`."""
        return {
            name: {Question(topic, word): Asked(*asked) for topic, word, *asked in its}
            for name, its in self._kept["questions"].items()
        }

    @cached_property
    def said(self) -> Mapping[str, Answers]:
        """As in `Before`."""
        found: Mapping[str, Answers] = self._load(*self._kept["said"])
        return found

    @cached_property
    def evidence(self) -> Mapping[str, Mapping[Question, Evidence]]:
        """As in `Before`."""
        return {
            collection: {Question(topic, word): Evidence(*evidence) for topic, word, *evidence in its}
            for collection, its in self._kept["evidence"].items()
        }

    def findings(self) -> Iterable[Finding]:
        """As in `Before`."""
        return (finding_in(plain) for place in self._kept["findings"] for plain in self._load(*place))

    def hits(self, code: str) -> Sequence[CorpusHit]:
        """As in `Before`."""
        place = self._kept["hits"].get(code)
        return [] if place is None else [*map(hit_in, self._load(*place))]

    def heeded(self, code: str) -> Collection[int] | None:
        """As in `Before`."""
        found: Collection[int] | None = self._kept["heeded"].get(code)
        return found

    def fewer(self, code: str) -> Sequence[Sequence[PlacedFact]] | None:
        """As in `Before`."""
        place = self._kept["fewer"].get(code)
        return None if place is None else [[*map(fact_in, group)] for group in self._load(*place)]

    def suppressions(self, file: str) -> Sequence[Suppression]:
        """As in `Before`."""
        return [*map(suppression_in, self._kept["suppressions"].get(file, ()))]

    def keys_in(self, file: str) -> Mapping[str, tuple[bytes, Collection[int]]]:
        """As in `Before`."""
        number = self.numbers[file]
        start, end = self._kept["keys"][number : number + 2]
        found: Mapping[str, tuple[bytes, Collection[int]]] = self._load(start, end) if end > start else {}
        return found

    def rows(self, code: str, keys: Collection[int] | None) -> Rows:
        """As in `Before`."""
        if code not in self._kept["parts"]:
            return []
        count, packed = self._kept["parts"][code]
        places: dict[int, tuple[int, int]] = marshal.loads(packed)  # noqa: S302 - as above
        parts = places if keys is None else {key % count for key in keys} & places.keys()
        names = self.names
        return [
            (names[row[0]], (code, *row[1:]))
            for part in parts
            for row in self._load(*places[part])
            if keys is None or row[1] in keys
        ]

    def _load(self, start: int, end: int) -> Any:
        return marshal.loads(os.pread(self._facts, end - start, start))  # noqa: S302 - as above


class Kept:
    """Files that are as a basis knows them; as in `newslint.lint.catching_up`."""

    def __init__(self, basis: Basis, numbers: Mapping[str, int]) -> None:
        self._basis = basis
        self._numbers = numbers

    def stamps(self) -> Iterator[tuple[str, str]]:
        """Their names, and what the disk said of their content."""
        return ((name, self._basis.stamps.stamp(number)) for name, number in self._numbers.items())

    def job(self, name: str) -> Job | None:
        """The file that is called so, if it is among them."""
        number = self._numbers.get(name)
        return None if number is None else self._basis.job(number)

    def jobs(self) -> Iterable[Job]:
        """All of them."""
        return map(self._basis.job, self._numbers.values())

    def kinds(self) -> Iterable[Job]:
        """One of all that differ in no more than what they are called, and what they hold."""
        yield from self._basis.kinds(self._numbers.values())  # later: hardly anybody wants to know

    def reported(self) -> Sequence[str]:
        """The names of articles that findings are wanted of."""
        reported = self._basis.reported
        return [name for name, number in self._numbers.items() if reported[number]]

    def is_reported(self, name: str) -> bool:
        """Whether a name is among these."""
        number = self._numbers.get(name)
        return number is not None and self._basis.reported[number] > 0

    def collections(self) -> Mapping[str, int]:
        """How many of these articles belong to each collection."""
        collections, reported = self._basis.collections, self._basis.reported
        return Counter([collections[number] for number in self._numbers.values() if reported[number]])


class Taking:
    """Takes down a run; a `Keeper`. Where that is impossible, nothing is kept.

    Args:
        folder: That of the cache.
        key: The digest of all that the run goes by, but for its files.
        settings: Those of the run.
        exempt: The paths of files that a run goes by in no way that matters here.
    """

    def __init__(self, folder: Path, key: str, settings: Settings, exempt: Collection[str]) -> None:
        self._folder = folder
        self._basis, self._facts_path = (folder / named(key, ending) for ending in BASIS)
        self._settings = settings
        self._exempt = exempt
        self._jobs: list[Job] = []
        self._terms = bytearray()
        self._reported = bytearray()
        self._keys = array("q")
        self._untils: dict[int, float] = {}
        self._crowded: list[int] = []
        self._images: dict[str, dict[str, Plain | None]] = {}
        self._questions: dict[str, list[Plain]] = {}
        self._unread: dict[str, str] = {}
        self._suppressions: dict[str, list[Plain]] = {}
        self._counts: Counter[str] = Counter()
        self._end = 0
        self._file: IO[bytes] | None = None
        with suppress(OSError), questions.unnoted():
            self._file = self._opened()

    def close(self) -> None:
        """Leave nothing half done."""
        if self._file is not None:
            self._give_up()

    def note(self, outcome: Outcome) -> None:
        """Take down what came of a file."""
        if self._file is None:
            return
        job, examined = outcome.job, outcome.examined
        self._terms.append(flags_of(job))
        self._reported.append(job.reported and examined is not None)
        self._keys.append(self._end)
        if examined is not None:
            self._note_terms(job, examined)
            self._write_keys(examined.facts)
        self._jobs.append(job)

    def _note_terms(self, job: Job, examined: Examined) -> None:
        if examined.until != _FOR_EVER:
            self._untils[len(self._jobs)] = examined.until
        if examined.unread:
            self._unread[job.name] = examined.unread
        if examined.images:
            self._images[job.name] = {url: i and tuple(i) for url, i in examined.images.items()}
        if examined.questions and job.reported:
            self._questions[job.name] = [
                (*question, *asked) for question, asked in examined.questions.items()
            ]
        if examined.suppressions:
            self._suppressions[job.name] = [*map(suppression_out, examined.suppressions)]

    def _write_keys(self, facts: Sequence[PackedFact]) -> None:
        its = by_rule(facts)
        self._counts.update({code: len(some) for code, some in its.items()})
        if self._counts.total() > _MOST_FACTS:
            self._give_up()
        elif facts:
            with suppress(OSError):  # then nothing is kept
                self._write(
                    {code: (digest_of(some), [fact[1] for fact in some]) for code, some in its.items()}
                )

    def __call__(self, report: Report, facts: FactStore, said: Mapping[str, Said], asked: Questions) -> None:
        """As in `Keeper`."""
        noted = questions.so_far()
        told = len(report.findings) + sum(len(found.hits) for found in said.values())
        if self._file is None or report.internal_errors or noted.doubt or told > _MOST_TOLD:
            return
        names = [job.name for job in self._jobs]
        own = _renewed([(BYTES, name) for name in names], noted.stamps)
        others = self._others(noted.stamps)
        also = _renewed(others, noted.stamps)
        self._keys.append(self._end)
        for name, images in asked.images.items():
            if images:
                own_images = self._images.setdefault(name, {})
                own_images.update((url, image and tuple(image)) for url, image in images.items())
        crowded = {finding.file for finding in report.findings if finding.untold}
        stamps = ContentStamps.of(own)
        numbers = {name: number for number, name in enumerate(names)}
        with suppress(OSError, MemoryError), questions.unnoted():
            kept = {
                "made": self._settings.now.timestamp(),
                "names": names,
                "paths": odd_paths_of(self._jobs),
                "terms": bytes(self._terms),
                "reported": bytes(self._reported),
                "collections": [job.collection for job in self._jobs],
                "ignored": self._ignored(),
                "rows": stamps.rows,
                "stamps": stamps.others,
                "also": [(*question, stamp) for question, stamp in zip(others, also, strict=True)],
                "untils": self._untils,
                "crowded": sorted(crowded),
                "images": self._images,
                "unread": self._unread,
                "suppressions": self._suppressions,
                "questions": self._questions,
                "asked": asked.digest,
                "said": self._write(_said_plainly(asked.said)),
                "evidence": {
                    collection: [
                        (*question, found.verdict, dict(found.counts), dict(found.first))
                        for question, found in its.items()
                    ]
                    for collection, its in report.evidence.items()
                },
                "findings": [*map(self._write, _divided(map(finding_out, report.findings)))],
                "hits": {code: self._write([*map(hit_out, found.hits)]) for code, found in said.items()},
                "heeded": {code: [int(key, 16) for key in found.heeded] for code, found in said.items()},
                "fewer": {
                    code: self._write([[*map(fact_out, group)] for group in groups])
                    for code, groups in self._fewer(facts, said)
                },
                "keys": self._keys.tolist(),
                "parts": {code: self._write_facts(code, facts, numbers) for code in said},
            }
            self._write_basis(kept)

    def _others(self, noted: questions.Stamps) -> list[tuple[str, str]]:
        """The questions that are not about the content of an article, nor of this program."""
        articles = {job.name for job in self._jobs}.union((job.path for job in self._jobs), self._exempt)
        return [
            asked
            for asked in noted
            if asked[0] != BYTES or not (asked[1] in articles or asked[1].startswith(_PROGRAM))
        ]

    def _ignored(self) -> list[tuple[str, ...]]:
        known: dict[frozenset[str], tuple[str, ...]] = {}
        return [known.setdefault(job.ignored, tuple(sorted(job.ignored))) for job in self._jobs]

    def _opened(self) -> IO[bytes] | None:
        if os.path.islink(self._folder):  # noqa: PTH114 - raises nothing
            return None
        prepare(self._folder)
        self._facts_path.unlink(missing_ok=True)
        for ending in BASIS:
            drop_oldest(self._folder, ending, _MOST_BASES - 1)
        return os.fdopen(os.open(self._facts_path, _NEW, 0o666), "wb")

    def _fewer(
        self, facts: FactStore, said: Mapping[str, Said]
    ) -> Iterator[tuple[str, list[Sequence[PlacedFact]]]]:
        """The groups of rules that judge all together, made smaller, where that says the same of less."""
        for rule in self._settings.rules:
            combine, options = rule.combine, self._settings.options_of(rule)
            if rule.code not in said or combine is None or rule.judges_groups_alone or rule.heeds is not None:
                continue
            number = 0
            groups: list[Sequence[PlacedFact]] = []
            for group in facts.groups(
                rule.code, only_differing=rule.only_differing, with_single=rule.with_single
            ):
                number += len(group)
                groups.append(combine(group, options))
            found = Counter(hits_of(rule, groups, self._settings, []))
            if found == Counter(said[rule.code].hits) and sum(map(len, groups)) <= _MOST_LEFT * number:
                yield rule.code, groups

    def _write_facts(self, code: str, facts: FactStore, numbers: Mapping[str, int]) -> tuple[int, bytes]:
        """Write the facts of a rule; give into how many parts they were put, and where each of these lies."""
        count = PARTS * max(1, min(_MOST_PIECES, self._counts[code] // (PARTS * _FACTS_IN_A_PART)))
        places: dict[int, tuple[int, int]] = {}
        for together in facts.parts(code):
            parts: defaultdict[int, list[Plain]] = defaultdict(list)
            for file, fact in together:
                parts[fact[1] % count].append((numbers[file], *fact[1:]))
            for part, rows in parts.items():
                places[part] = self._write(rows)
        return count, marshal.dumps(places)

    def _write(self, value: Any) -> tuple[int, int]:
        """Add a piece to the file of facts; give where it begins and ends."""
        start = self._end
        if self._file is not None:
            try:
                data = marshal.dumps(value)
                self._file.write(data)
                self._end += len(data)
            except (OSError, ValueError):
                self._give_up()
                raise
        return start, self._end

    def _write_basis(self, kept: dict[str, Any]) -> None:
        if self._file is None:
            return
        self._file.flush()
        state = stamps.numbers(os.fstat(self._file.fileno()))
        pieces = state.encode() + b"\0", marshal.dumps(kept)  # large: not to be in memory twice
        self._basis.unlink(missing_ok=True)
        with os.fdopen(os.open(self._basis, _NEW, 0o666), "wb") as file:
            file.writelines((*pieces, _seal(*pieces)))
        self._file.close()
        self._file = None

    def _give_up(self) -> None:
        file, self._file = self._file, None
        with suppress(OSError):
            if file is not None:
                file.close()
            self._facts_path.unlink(missing_ok=True)


def flags_of(job: Job) -> int:
    """What is known of a file before it is read, as a number."""
    return NAMED * job.named + REPORTED * job.reported


def path_of(name: str) -> str:
    """Where nearly all files lie."""
    return os.path.join(os.getcwd(), name)  # noqa: PTH109, PTH118 - thousands are asked for


def odd_paths_of(jobs: Iterable[Job]) -> dict[str, str]:
    """The paths of those that lie elsewhere, by their names."""
    here = path_of("")
    return {job.name: job.path for job in jobs if job.path != here + job.name}


def _said_plainly(said: Mapping[str, Answers]) -> dict[str, Answers]:
    """What files answered, as tuples; most answer one of few things."""
    same: dict[Answers, Answers] = {}
    found: dict[str, Answers] = {}
    for path, its in said.items():
        if its:
            plain = tuple([(number, answer) for number, answer in its])
            found[path] = same.setdefault(plain, plain)
    return found


def _divided(plain: Iterator[Plain]) -> Iterator[list[Plain]]:
    """Findings by the thousand, so that not all have a second form at a time."""
    while some := [*islice(plain, _IN_A_PIECE)]:
        yield some


def _renewed(asked: Iterable[tuple[str, str]], noted: questions.Stamps) -> list[str]:
    """The stamps of questions, without content where it is not needed any more.

    What has changed since, or was never asked, has one that never holds: whoever comes later looks at it.
    """
    found = []
    for question in asked:
        stamp = noted.get(question, "")
        if stamp and not stamps.is_settled(question[0], stamp):
            stamp = stamps.renewed(*question, stamp, FOLDER) or ""
        found.append(stamp)
    return found


def _make_sure(it_is: bool) -> None:  # noqa: FBT001 - that is all it is about
    if not it_is:
        raise ValueError


def _seal(*pieces: bytes | memoryview) -> bytes:
    digest = blake2b(digest_size=_SIZE)
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _read(path: str) -> bytes:
    file = os.open(path, FLAGS)
    try:
        size = os.fstat(file).st_size
        if size > _LARGEST:
            raise ValueError(size)
        return os.read(file, size)
    finally:
        os.close(file)
