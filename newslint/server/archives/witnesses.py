"""Keeps what all articles answer to the questions of rules; open it for what one edit asks again.

What comes out is what `newslint.lint.evidence` makes of all files at once. A question that nobody had before
is asked of all files, a few at a time; afterwards only a file that changed is asked again.
"""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from itertools import chain

from newslint.finding import Asked, Evidence, Question
from newslint.lint.evidence import concerning, most_asked
from newslint.lint.examiner import Examiner, Outcome
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
        self._pending: dict[_Asked, object] = {}  # what not all files were asked, each with a mark of its own
        self._said: dict[str, set[tuple[_Asked, str]]] = {}  # by file
        self._answers: dict[_Asked, dict[str, dict[str, int]]] = {}  # by answer: how often which file gave it

    def askers(self, verdicts: set[_Asked]) -> list[str]:
        """The files that want to know one of some questions."""
        return [
            name
            for name, (collection, questions) in self._asks.items()
            if any((collection, question) in verdicts for question in questions)
        ]

    def note(self, job: Job, questions: Mapping[Question, Asked]) -> None:
        """Note the questions of a file instead of those before."""
        collection, old = self._asks.pop(job.name, ("", ()))
        for question in old:
            times = self._times[collection]
            times[question] -= 1
            if not times[question]:
                del times[question]
        if questions and job.reported:
            self._asks[job.name] = job.collection, tuple(questions)
            self._times.setdefault(job.collection, Counter()).update(questions.keys())
            self._codes.update((question, asked.code) for question, asked in questions.items())

    @property
    def is_behind(self) -> bool:
        """Whether there are questions that not all files were asked yet."""
        return bool(self._pending)

    def ask(self, outcomes: Mapping[str, Outcome], changed: Iterable[str]) -> set[_Asked]:
        """Ask files that changed; give the questions whose verdict is another one now.

        What nobody wanted to know before has no verdict until `catch_up` has asked all files.

        Args:
            outcomes: All files by name.
            changed: Names of files; some may be gone.
        """
        before, self._chosen = _all_of(self._chosen), {k: most_asked(v) for k, v in self._times.items()}
        after = _all_of(self._chosen)
        touched = before - after
        for asked in touched:
            self._answers.pop(asked, None)
            self._pending.pop(asked, None)
        self._pending.update((asked, object()) for asked in after - before)
        for name in changed:
            touched |= self._forget(name)
            if name in outcomes:
                touched |= self._question(outcomes[name].job, after)
        return {asked for asked in touched if self._weigh(asked)}

    def catch_up(self, outcomes: Mapping[str, Outcome]) -> Generator[None, None, set[_Asked]]:
        """Ask all files what they were not asked yet, one at each step; give as `ask` does.

        Files may change between two steps.
        """
        changed: set[_Asked] = set()
        while self._pending:
            batch = dict(self._pending)
            for outcome in list(outcomes.values()):
                self._question(outcome.job, batch.keys() & self._pending.keys())
                yield
            # What was dropped and wanted again meanwhile has another mark: its first answers are lost.
            done = [asked for asked, mark in batch.items() if self._pending.get(asked) is mark]
            for asked in done:
                del self._pending[asked]
            changed.update(filter(self._weigh, done))
        return changed

    def _forget(self, file: str) -> set[_Asked]:
        said = self._said.pop(file, set())
        for asked, answer in said:
            files = self._answers.get(asked, {}).get(answer)
            if files is not None:
                files.pop(file, None)
        return {asked for asked, _ in said}

    def _question(self, job: Job, questions: Collection[_Asked]) -> set[_Asked]:
        """Ask one file; give the questions that it had an answer to. To ask again makes no difference."""
        by_word: dict[str, list[Question]] = {}
        for collection, question in questions:
            if collection == job.collection:
                by_word.setdefault(question.word, []).append(question)
        if not by_word:
            return set()
        source = self._read(job)
        of_keys = frozenset(code for code, rule in self._examiner.asking().items() if rule.asks_of_keys)
        concerned = concerning(source, by_word, self._codes, of_keys)
        if not concerned:
            return set()
        answers = Counter(self._examiner.testify(job, source, concerned, self.failed))
        for (question, answer), number in answers.items():
            asked = job.collection, question
            self._said.setdefault(job.name, set()).add((asked, answer))
            self._answers.setdefault(asked, {}).setdefault(answer, {})[job.name] = number
        return {(job.collection, question) for question, _ in answers}

    def _weigh(self, asked: _Asked) -> bool:
        """Make a verdict of all answers to a question; tell whether it is another one than before."""
        collection, question = asked
        old = self.evidence.get(collection, {}).pop(question, None)
        new = None
        is_asked = asked not in self._pending
        if is_asked and question in chain.from_iterable(self._chosen.get(collection, {}).values()):
            code = self._codes[question]
            given = {answer: files for answer, files in self._answers.get(asked, {}).items() if files}
            counts = Counter({answer: sum(files.values()) for answer, files in given.items()})
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
