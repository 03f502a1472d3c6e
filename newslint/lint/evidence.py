"""Asks all articles what one alone can't tell; open it for rules that go by the habits of an archive.

That is a second look at the archive, which nobody pays for unless a rule asks: a field that holds `yes` in
one article may be a flag in all of them. A file without the word that a question is about, or without such a
key where it is about one, is only read.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from newslint.finding import Evidence, Question
from newslint.frontmatter.block import find_fence
from newslint.lint.block_words import BlockWords
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.source import Source
from newslint.system.digests import blake2b

if TYPE_CHECKING:
    from newslint.document import LocalImage

# Each article may ask something of its own (`utm_campaign=...`); what is a habit is asked by many.
_MOST_WORDS: Final = 1000
_MOST_OF_A_WORD: Final = 10


Said = Sequence[tuple[int, str]]
"""What a file answers: the number of each question among all that are asked, and the answer."""


class Memory(Protocol):
    """What files answered in an earlier run, by what stands for their content."""

    def recall(self, asked: bytes, count: int) -> Mapping[bytes, Said]:
        """What files answered to so many questions, which a digest stands for."""

    def keep(self, asked: bytes, said: Mapping[bytes, Said]) -> None:
        """Remember that, and nothing else."""


class Witnesses(NamedTuple):
    """Who is asked: the files beside the reported ones, and a memory of what files answered before."""

    others: Callable[[], Iterable[Job]] = tuple
    memory: Memory | None = None


class Questions:
    """What rules want to know, by the collection that it is asked in.

    `digest` stands for what files were asked, and `said` has what each answered, by its path,
    and `images` what was asked about local images then, by the name of the file, and the answers.
    """

    def __init__(self) -> None:
        self.digest = b""
        self.said: dict[str, Said] = {}
        self.images: dict[str, dict[str, LocalImage | None]] = {}
        self._by_file: dict[Job, tuple[Question, ...]] = {}
        self._asked: dict[str, Counter[Question]] = {}
        self._codes: dict[Question, str] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_file)

    def add(self, job: Job, questions: Mapping[Question, str]) -> None:
        """Note the questions of one file, each with the code of the rule that asks it."""
        self._by_file[job] = tuple(questions)
        self._asked.setdefault(job.collection, Counter()).update(questions.keys())
        self._codes.update(questions)

    def ask(
        self,
        examiner: Examiner,
        jobs: Iterable[Job],
        read: Callable[[Job], Source],
        keys: Mapping[str, bytes],
        memory: Memory | None = None,
    ) -> tuple[dict[str, dict[Question, Evidence]], list[str]]:
        """Ask files, in any order; give the verdicts by collection, and a line for each rule that raised.

        Of such a rule nothing is kept: what some files answer is no evidence. Of very many questions, those
        that most files have are asked.

        Args:
            examiner: Knows the rules.
            jobs: The files.
            read: Reads one.
            keys: What stands for the content of a file, by its path, as far as that is known.
            memory: What files of the same content answered to the same questions.
        """
        by_word = {name: most_asked(its) for name, its in self._asked.items()}
        chosen = {name: [*chain.from_iterable(its.values())] for name, its in by_word.items()}
        counts = {name: {question: Counter[str]() for question in its} for name, its in chosen.items()}
        first = {name: {question: dict[str, str]() for question in its} for name, its in chosen.items()}
        of_keys = frozenset(code for code in set(self._codes.values()) if examiner.asks_of_keys(code))
        order = sorted((name, question) for name, its in chosen.items() for question in its)
        numbers = {asked: number for number, asked in enumerate(order)}
        digest = _digest([(*asked, self._codes[asked[1]]) for asked in order])
        self.digest = digest
        known = {} if memory is None else memory.recall(digest, len(order))
        said: dict[bytes, Said] = {}
        failed: dict[str, str] = {}
        for job in jobs:
            if job.collection not in by_word:
                continue
            key = keys.get(job.path, b"")
            answers = known.get(key)
            if answers is None:
                source = read(job)
                asked = concerning(source, by_word[job.collection], self._codes, of_keys)
                images = self.images[job.name] = {}
                heard = examiner.testify(job, source, asked, failed, images) if asked else ()
                answers = [(numbers[job.collection, question], answer) for question, answer in heard]
            for number, answer in answers:
                name, question = order[number]
                counts[name][question][answer] += 1
                files = first[name][question]
                files[answer] = min(files.get(answer, job.name), job.name)
            if key and not self.images.get(job.name):  # else it is not the file alone that answers
                said[key] = answers
            self.said[job.path] = answers
        if memory is not None and not failed and said.keys() != known.keys():
            memory.keep(digest, said)
        evidence: dict[str, dict[Question, Evidence]] = {}
        for name, questions in chosen.items():
            for question in questions:
                its, code = counts[name][question], self._codes[question]
                verdict = "" if code in failed else examiner.weigh(code, its, failed)
                if verdict:
                    found = Evidence(verdict, its, first[name][question])
                    evidence.setdefault(name, {})[question] = found
        return evidence, list(failed.values())

    def decided(self, evidence: Mapping[str, Mapping[Question, Evidence]]) -> list[Job]:
        """The files that asked something that was decided."""
        return [
            job
            for job, questions in self._by_file.items()
            if not evidence.get(job.collection, {}).keys().isdisjoint(questions)
        ]


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
    fence = find_fence(source.text)
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
