"""Asks all articles what one alone can't tell; open it for rules that go by the habits of an archive.

That is a second look at the archive, which nobody pays for unless a rule asks: a field that holds `yes` in
one article may be a flag in all of them. What so few places ask that there can be no verdict is not asked. A
file without the word that a question is about, or without such a key where it is about one, is only read.
Where a field answers for itself, its lines alone are parsed, once for all files that hold the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, Protocol

from newslint.document import LocalImage
from newslint.finding import Asked, Evidence, Question
from newslint.frontmatter.block import fence_of
from newslint.light_tuples import NamedTuple
from newslint.lint.block_words import BlockWords
from newslint.lint.examiner import Examiner
from newslint.lint.fields_alone import FieldsAlone
from newslint.lint.job import Job
from newslint.rule import Rule
from newslint.source import Source
from newslint.system.digests import blake2b

# Each article may ask something of its own (`utm_campaign=...`); what is a habit is asked by many.
_MOST_WORDS: Final = 1000
_MOST_OF_A_WORD: Final = 10
# What so many different lines answered is kept, while they are no longer than so many characters.
_MOST_HEARD, _LONGEST_HEARD = 10_000, 1000


Said = Sequence[tuple[int, str]]
"""What a file answers: the number of each question among all that are asked, and the answer."""


class Memory(Protocol):
    """What files answered in an earlier run, by what stands for their content."""

    def recall(self, asked: bytes, count: int) -> Mapping[bytes, Said]:
        """What files answered to so many questions, which a digest stands for."""

    def keep(self, asked: bytes, said: Mapping[bytes, Said]) -> None:
        """Remember that, and nothing else."""


def _holds_none(job: Job) -> bool:
    del job
    return False


def _no_records(job: Job) -> Iterable[Source]:
    del job
    return ()


class Witnesses(NamedTuple):
    """Who is asked: the files beside the reported ones, and a memory of what files answered before.

    `holds_records` tells of a file that it holds records, and `records` reads these.
    """

    others: Callable[[], Iterable[Job]] = tuple
    memory: Memory | None = None
    holds_records: Callable[[Job], bool] = _holds_none
    records: Callable[[Job], Iterable[Source]] = _no_records


class Questions:
    """What rules want to know, by the collection that it is asked in.

    `digest` stands for what files were asked, and `said` has what each answered, by its path,
    and `images` what was asked about local images then, by the name of the file, and the answers.
    """

    def __init__(self) -> None:
        self.digest = b""
        self.said: dict[str, Said] = {}
        self.images: dict[str, dict[str, LocalImage | None]] = {}
        self.by_lines: set[str] = set()
        """The names of files with blocks that may be read by lines, see `Tree`."""
        self._by_file: dict[Job, tuple[Question, ...]] = {}
        self._asked: defaultdict[str, Counter[Question]] = defaultdict(Counter)
        self._times: defaultdict[str, Counter[Question]] = defaultdict(Counter)
        self._codes: dict[Question, str] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return any(self._asked.values())

    def add(self, job: Job, questions: Mapping[Question, Asked]) -> None:
        """Note the questions of one file."""
        self._by_file[job] = tuple(questions)
        for question, asked in questions.items():
            self.count(job.collection, question, asked)

    def count(self, collection: str, question: Question, asked: Asked, files: int = 1) -> None:
        """Note that so many files of a collection ask, in so many places together."""
        self._asked[collection][question] += files
        self._times[collection][question] += asked.times
        self._codes[question] = asked.code

    def counted(self) -> Iterator[tuple[str, Mapping[Question, int], Mapping[Question, int]]]:
        """For each collection, how many files and how many places ask each question that isn't dropped."""
        for name, files in self._asked.items():
            yield name, files, self._times[name]

    def drop_hopeless(self, rules: Mapping[str, Rule], jobs: Iterable[Job]) -> None:
        """Forget what too few places ask for a verdict.

        Args:
            rules: Those that ask, by their codes.
            jobs: All files that would be asked; each was examined, as far as it is reported.
        """
        few = [
            (name, question)
            for name, its in self._times.items()
            for question, times in its.items()
            if times < rules[self._codes[question]].least_asked
        ]
        # A file that a rule had nothing to say of answers, and asked nothing.
        silent = few and {
            (job.collection, code) for job in jobs for code in (job.ignored if job.reported else rules)
        }
        for name, question in few:
            if (name, self._codes[question]) not in silent:
                del self._asked[name][question]

    def ask(
        self,
        examiner: Examiner,
        jobs: Iterable[Job],
        read: Callable[[Job], Iterable[Source]],
        keys: Mapping[str, bytes],
        memory: Memory | None = None,
    ) -> tuple[dict[str, dict[Question, Evidence]], list[str]]:
        """Ask files, in any order; give the verdicts by collection, and a line for each rule that raised.

        Of such a rule nothing is kept: what some files answer is no evidence. Of very many questions, those
        that most files have are asked.

        Args:
            examiner: Knows the rules.
            jobs: The files.
            read: Reads one, or all records of one.
            keys: What stands for the content of a file, by its path, as far as that is known.
            memory: What files of the same content answered to the same questions.
        """
        by_word = {name: most_asked(its) for name, its in self._asked.items() if its}
        hearings = {name: _Hearing(examiner, its, self._codes) for name, its in by_word.items()}
        tally = _Tally(by_word)
        order = tally.order
        numbers = {asked: number for number, asked in enumerate(order)}
        digest = _digest([(*asked, self._codes[asked[1]]) for asked in order])
        self.digest = digest
        known = {} if memory is None else memory.recall(digest, len(order))
        said: dict[bytes, Said] = {}
        failed: dict[str, str] = {}
        same: dict[Said, Said] = {}  # most files answer one of few things

        def answers_of(job: Job) -> Iterator[tuple[str, Said]]:
            hearing = hearings[job.collection]
            for source in read(job):
                images: dict[str, LocalImage | None] = {}
                by_lines = source.document in self.by_lines
                heard = hearing.of(job, source, failed, images, by_lines=by_lines)
                its = tuple([(numbers[job.collection, which], answer) for which, answer in heard])
                self.images.pop(job.name, None)
                if images:
                    self.images[job.name] = images
                yield source.document, same.setdefault(its, its)

        for job in jobs:
            if job.collection not in by_word:
                continue
            key = keys.get(job.path, b"")
            answers = known.get(key)
            given = ((job.document, answers),) if answers is not None else answers_of(job)
            for document, its in given:
                tally.count(document, its)
                if key and not self.images.get(job.name):  # else it is not the file alone that answers
                    said[key] = its
                self.said[job.path] = its
        if memory is not None and not failed and said.keys() != known.keys():
            memory.keep(digest, said)
        return self._verdicts(examiner, tally, failed), list(failed.values())

    def weighed(
        self, examiner: Examiner, said: Mapping[str, Said]
    ) -> tuple[dict[str, dict[Question, Evidence]], list[str]]:
        """The same as `ask`, where it is known what each document answers to just these questions."""
        tally = _Tally({name: most_asked(its) for name, its in self._asked.items() if its})
        for document, its in said.items():
            tally.count(document, its)
        failed: dict[str, str] = {}
        return self._verdicts(examiner, tally, failed), list(failed.values())

    def _verdicts(
        self, examiner: Examiner, tally: "_Tally", failed: dict[str, str]
    ) -> dict[str, dict[Question, Evidence]]:
        """What rules make of all answers, by collection."""
        evidence: dict[str, dict[Question, Evidence]] = {}
        for name, questions in tally.counts.items():
            for question, its in questions.items():
                code = self._codes[question]
                verdict = "" if code in failed else examiner.weigh(code, its, failed)
                if verdict:
                    found = Evidence(verdict, its, tally.first[name][question])
                    evidence.setdefault(name, {})[question] = found
        return evidence

    def for_documents(self, documents: Iterable[str]) -> "Questions":
        """The same, for those who ask some of the documents."""
        same = Questions()
        same._asked, same._codes = self._asked, self._codes
        same.by_lines = self.by_lines.intersection(documents)
        return same

    @property
    def by_code(self) -> Mapping[Question, str]:
        """The code of the rule that asks each."""
        return self._codes

    @property
    def codes(self) -> set[str]:
        """The codes of the rules that ask."""
        return set(self._codes.values())

    def decided(self, evidence: Mapping[str, Mapping[Question, Evidence]]) -> list[Job]:
        """The files that asked something that was decided."""
        return [
            job
            for job, questions in self._by_file.items()
            if not evidence.get(job.collection, {}).keys().isdisjoint(questions)
        ]


class _Tally:
    """Counts answers to questions, which are known by their collections and words.

    `order` are the collections and questions that the numbers in answers stand for. `counts` and `first` are
    those of `Evidence`.
    """

    def __init__(self, by_word: Mapping[str, Mapping[str, list[Question]]]) -> None:
        chosen = {name: [*chain.from_iterable(its.values())] for name, its in by_word.items()}
        self.order = sorted((name, question) for name, its in chosen.items() for question in its)
        self.counts = {name: {question: Counter[str]() for question in its} for name, its in chosen.items()}
        self.first = {name: {question: dict[str, str]() for question in its} for name, its in chosen.items()}

    def count(self, document: str, said: Said) -> None:
        """Count what a document answers."""
        for number, answer in said:
            name, question = self.order[number]
            self.counts[name][question][answer] += 1
            files = self.first[name][question]
            files[answer] = min(files.get(answer, document), document)


class _Hearing:
    """Asks the files of one collection.

    Args:
        examiner: Knows the rules.
        by_word: The questions, by their words.
        codes: The code of the rule that asks each.
    """

    def __init__(
        self, examiner: Examiner, by_word: Mapping[str, list[Question]], codes: Mapping[Question, str]
    ) -> None:
        rules = examiner.asking()
        self._examiner, self._by_word, self._codes = examiner, by_word, codes
        self._of_keys = frozenset(code for code, rule in rules.items() if rule.asks_of_keys)
        alone = frozenset(code for code, rule in rules.items() if rule.asks_of_fields_alone)
        self._others = {
            word: others
            for word, questions in by_word.items()
            if (others := [question for question in questions if codes[question] not in alone])
        }
        asked = [question for question in chain.from_iterable(by_word.values()) if codes[question] in alone]
        self._fields = FieldsAlone({question.word for question in asked})
        self._asked: dict[str, list[Question]] = {}
        for question in asked:
            self._asked.setdefault(codes[question], []).append(question)
        self._heard: dict[str, list[tuple[Question, str]]] = {}

    def of(
        self,
        job: Job,
        source: Source,
        failed: dict[str, str],
        images: dict[str, LocalImage | None],
        *,
        by_lines: bool,
    ) -> Iterable[tuple[Question, str]]:
        """What one file answers; `by_lines` is as in `Tree`, the others as in `Examiner.testify`."""
        if by_lines and not concerning(source, self._others, self._codes, self._of_keys):
            return self._of_fields(job, source, failed)
        asked = concerning(source, self._by_word, self._codes, self._of_keys)
        return self._examiner.testify(job, source, asked, failed, images) if asked else ()

    def _of_fields(self, job: Job, source: Source, failed: dict[str, str]) -> Iterable[tuple[Question, str]]:
        """What the fields that are asked about answer, as if there were no others."""
        fence, text = fence_of(source), source.text
        if fence is None or fence.closing is None:
            return ()
        begins, ends = fence.content
        fields = self._fields.of(text[begins:ends])
        if not fields:
            return ()
        heard = self._heard.get(fields)
        if heard is None:
            alone = f"{text[:begins]}{fields}{text[ends : fence.closing.end]}\n"
            alone_source = Source(job.name, alone.encode("utf-8", "surrogateescape"))
            heard = list(self._examiner.testify(job, alone_source, self._asked, failed))
            if len(self._heard) < _MOST_HEARD and len(fields) <= _LONGEST_HEARD:
                self._heard[fields] = heard
        return heard


def _digest(asked: object) -> bytes:
    return blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def concerning(
    source: Source,
    by_word: Mapping[str, list[Question]],
    codes: Mapping[Question, str],
    of_keys: Container[str],
) -> dict[str, list[Question]]:
    """The questions that a file may have an answer to, by the code of their rule.

    Args:
        source: The file.
        by_word: Questions, by their words.
        codes: The code of the rule that asks each.
        of_keys: The codes of the rules that only fields answer, by their keys.
    """
    fence = fence_of(source) if by_word else None
    if fence is None or fence.closing is None:
        return {}
    block = source.text[fence.content.start : fence.content.end]
    words, is_yaml = BlockWords(block), fence.syntax.name == "YAML"
    asked: dict[str, list[Question]] = {}
    for word, questions in by_word.items():
        if words.may_have(word):
            may_be_key = not is_yaml or words.may_have_key(word)
            for question in questions:
                code = codes[question]
                if may_be_key or code not in of_keys:
                    asked.setdefault(code, []).append(question)
    return asked


def most_asked(files: Mapping[Question, int]) -> dict[str, list[Question]]:
    """The questions that most files ask, a few of each word, by their word."""
    by_word: dict[str, list[Question]] = {}
    for question in sorted(files, key=lambda question: (-files[question], question)):
        if question.word in by_word or len(by_word) < _MOST_WORDS:
            its = by_word.setdefault(question.word, [])
            if len(its) < _MOST_OF_A_WORD:
                its.append(question)
    return by_word
