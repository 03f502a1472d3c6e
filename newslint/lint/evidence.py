"""Asks all articles what one alone can't tell; open it for rules that go by the habits of an archive.

That is a second look at the archive, which nobody pays for unless a rule asks: a field that holds `yes` in
one article may be a flag in all of them. A file without the word that a question is about is only read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from newslint.finding import Evidence, Question
from newslint.frontmatter.block import find_fence
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.source import Source


class Questions:
    """What rules want to know, by the collection that it is asked in."""

    def __init__(self) -> None:
        self._by_file: dict[Job, tuple[Question, ...]] = {}
        self._asked: dict[str, dict[Question, str]] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_file)

    def add(self, job: Job, questions: Mapping[Question, str]) -> None:
        """Note the questions of one file, each with the code of the rule that asks it."""
        self._by_file[job] = tuple(questions)
        self._asked.setdefault(job.collection, {}).update(questions)

    def ask(
        self, examiner: Examiner, jobs: Iterable[Job], read: Callable[[Job], Source]
    ) -> tuple[dict[str, dict[Question, Evidence]], list[str]]:
        """Ask files, in any order; give the verdicts by collection, and a line for each rule that raised.

        Of such a rule nothing is kept: what some files answer is no evidence.
        """
        counts = {name: {question: Counter[str]() for question in its} for name, its in self._asked.items()}
        first = {name: {question: dict[str, str]() for question in its} for name, its in self._asked.items()}
        failed: dict[str, str] = {}
        for job in jobs:
            if job.collection not in self._asked:
                continue
            source = read(job)
            asked = _concerning(source, self._asked[job.collection])
            for question, answer in examiner.testify(job, source, asked, failed) if asked else ():
                counts[job.collection][question][answer] += 1
                files = first[job.collection][question]
                files[answer] = min(files.get(answer, job.name), job.name)
        evidence: dict[str, dict[Question, Evidence]] = {}
        for name, questions in self._asked.items():
            for question, code in questions.items():
                its = counts[name][question]
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


def _concerning(source: Source, questions: Mapping[Question, str]) -> dict[str, list[Question]]:
    """The questions that a file may have an answer to, by the code of their rule."""
    fence = find_fence(source.text)
    if fence is None or fence.closing is None:
        return {}
    block = source.text[fence.content.start : fence.content.end]
    # What is escaped may be any word.
    folded = "" if "\\" in block else block.casefold()
    asked: dict[str, list[Question]] = {}
    for question, code in questions.items():
        if not folded or question.word in folded:
            asked.setdefault(code, []).append(question)
    return asked
