"""Keeps what all articles answer to the questions of rules; open it for what one edit asks again.

What comes out is what `newslint.lint.evidence` makes of all files at once. A question that nobody had before
is asked of all files; afterwards only a file that changed is asked again.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from itertools import chain
from typing import cast

from newslint.finding import Evidence, Question
from newslint.lint.evidence import concerning, most_asked
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.source import Source

_Asked = tuple[str, Question]
"""A question, and the collection that it is asked in."""


class Witnesses:
    """What rules want to know of the files of an archive, and what these answer.

    `evidence` has the verdicts by collection, and changes as files do. `failed` has a line for each rule that
    raised, by its code: of such a rule nothing is kept.
    """

    def __init__(self, examiner: Examiner, read: Callable[[Job], Source]) -> None:
        self.evidence: dict[str, dict[Question, Evidence]] = {}
        self.failed: dict[str, str] = {}
        self._examiner = examiner
        self._read = read
        self._codes: dict[Question, str] = {}
        self._asks: dict[str, tuple[str, tuple[Question, ...]]] = {}  # by file: its collection, its questions
        self._times: dict[str, Counter[Question]] = {}
        self._chosen: dict[str, dict[str, list[Question]]] = {}
        self._said: dict[str, list[tuple[_Asked, str]]] = {}  # by file
        self._answers: dict[_Asked, dict[str, Counter[str]]] = {}  # by answer: how often which file gave it

    def asked_by(self, file: str) -> set[_Asked]:
        """What a file wants to know."""
        collection, questions = self._asks.get(file, ("", ()))
        return {(collection, question) for question in questions}

    def note(self, job: Job, questions: Mapping[Question, str]) -> None:
        """Note the questions of a file, each with the code of the rule that asks, instead of those before."""
        collection, old = self._asks.pop(job.name, ("", ()))
        for question in old:
            times = self._times[collection]
            times[question] -= 1
            if not times[question]:
                del times[question]
        if questions and job.reported:
            self._asks[job.name] = job.collection, tuple(questions)
            self._times.setdefault(job.collection, Counter()).update(questions.keys())
            self._codes.update(questions)

    def ask(self, jobs: Mapping[str, Job], changed: Iterable[str]) -> set[_Asked]:
        """Ask what is not known yet; give the questions whose verdict is another one now.

        Args:
            jobs: All files by name, which are asked what nobody asked before.
            changed: Names of files to ask all again; some may be gone.
        """
        asking = self.asking(jobs, changed)
        while True:
            try:
                next(asking)
            except StopIteration as done:
                return cast("set[_Asked]", done.value)

    def asking(
        self, jobs: Mapping[str, Job], changed: Iterable[str] = ()
    ) -> Generator[None, None, set[_Asked]]:
        """As `ask`, one file at each step."""
        wanted = {name: most_asked(times) for name, times in self._times.items()}
        before = _all_of(self._chosen)
        after = _all_of(wanted)
        self._chosen = wanted
        touched = before - after
        for asked in touched:
            self._answers.pop(asked, None)
        new = after - before
        if new:
            for job in jobs.values():
                touched |= self._question(job, new)
                yield
        for name in changed:
            touched |= self._forget(name)
            if name in jobs:
                touched |= self._question(jobs[name], after)
        return {asked for asked in touched | new if self._weigh(asked)}

    def _forget(self, file: str) -> set[_Asked]:
        said = self._said.pop(file, ())
        for asked, answer in said:
            files = self._answers.get(asked, {}).get(answer)
            if files is not None:
                files.pop(file, None)
        return {asked for asked, _ in said}

    def _question(self, job: Job, questions: set[_Asked]) -> set[_Asked]:
        """Ask one file; give the questions that it had an answer to."""
        by_word: dict[str, list[Question]] = {}
        for collection, question in questions:
            if collection == job.collection:
                by_word.setdefault(question.word, []).append(question)
        if not by_word:
            return set()
        source = self._read(job)
        of_keys = frozenset(code for code in set(self._codes.values()) if self._examiner.asks_of_keys(code))
        concerned = concerning(source, by_word, self._codes, of_keys)
        answered = set()
        for question, answer in (
            self._examiner.testify(job, source, concerned, self.failed) if concerned else ()
        ):
            asked = job.collection, question
            answered.add(asked)
            self._said.setdefault(job.name, []).append((asked, answer))
            self._answers.setdefault(asked, {}).setdefault(answer, Counter())[job.name] += 1
        return answered

    def _weigh(self, asked: _Asked) -> bool:
        """Make a verdict of all answers to a question; tell whether it is another one than before."""
        collection, question = asked
        old = self.evidence.get(collection, {}).pop(question, None)
        new = None
        if question in chain.from_iterable(self._chosen.get(collection, {}).values()):
            code = self._codes[question]
            given = {answer: files for answer, files in self._answers.get(asked, {}).items() if files}
            counts = Counter({answer: files.total() for answer, files in given.items()})
            verdict = "" if code in self.failed else self._examiner.weigh(code, counts, self.failed)
            if verdict:
                new = Evidence(verdict, counts, {answer: min(files) for answer, files in given.items()})
                self.evidence.setdefault(collection, {})[question] = new
        return old != new


def _all_of(chosen: Mapping[str, Mapping[str, Iterable[Question]]]) -> set[_Asked]:
    return {
        (name, question)
        for name, by_word in chosen.items()
        for questions in by_word.values()
        for question in questions
    }
