"""Asks the documents of all partitions what one alone can't tell; open it for rules that go by habits.

Rules such as FM009 look again at a document once they know what all documents answer (see `lint.evidence`):

1. `questions` tells what the documents of a partition want to know. Rows with the same `group` must come
   together, since what too few ask can't be decided: `asked` leaves that out.
2. `answers` asks the documents of a partition what all of them want to know.
3. `knowing` makes verdicts of all answers, and lets rules go by these.

Counts are added and first names compared, so rows may be combined in any order, by whoever can do that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final

from newslint.api.failures import as_newslint_error
from newslint.api.loading import Config
from newslint.engine import stages
from newslint.engine.partitions import Documents, Row, rows_of, settings_of
from newslint.errors import NewslintError
from newslint.finding import Asked, Evidence, Question
from newslint.lint.evidence import Questions, most_asked
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.run.session import Session

QUESTION: Final = {"group": str, "rule": str, "topic": str, "word": str, "times": int, "documents": int}
"""The columns of questions: so many places of so many documents ask.

Where nothing asks (0 times), documents may answer that a rule leaves alone.
"""

ANSWER: Final = {
    "group": str, "rule": str, "topic": str, "word": str, "answer": str, "times": int, "first": str,
}  # fmt: skip
"""The columns of answers: so many places give one, and `first` is the document that comes first by its name.

Sums of `times` and the least `first` of equal answers are those of all of them.
"""


@as_newslint_error
def questions(partition: Any, config: Config | None = None, *, key: str = "") -> list[Row]:
    """What rules want to know of all documents because of those of a partition.

    A document must lie in one partition as a whole.

    Args:
        partition: As for `document_findings`.
        config: As there.
        key: As there.

    Returns:
        A row for each question, with the columns of `QUESTION`.

    Raises:
        NewslintError: as there.
    """
    documents = Documents(partition, config, key)
    found = Questions()
    left_alone: Counter[tuple[str, str]] = Counter()
    asking = documents.session.examiner.asking()
    for job, examined in documents.examined():
        found.add(job, examined.questions)
        left_alone.update((job.collection, code) for code in job.ignored if code in asking)
    return [*_left_rows(left_alone), *_question_rows(found)]


@as_newslint_error
def asked(rows: Any, config: Config | None = None) -> list[Row]:
    """The questions that all documents are to be asked: those of most, of which something can come.

    Args:
        rows: All questions of a `group`, or of several: what `questions`, `combine` or this function gave.
        config: As for `questions`.

    Returns:
        Rows with the same columns.

    Raises:
        NewslintError: rows are no such rows.
    """
    return _asked(rows_of(rows, QUESTION, "questions"), Examiner(settings_of(config)))


@as_newslint_error
def answers(partition: Any, questions: Any, config: Config | None = None, *, key: str = "") -> list[Row]:
    """What the documents of a partition answer.

    Args:
        partition: As for `questions`.
        questions: All that this gave, or `asked`, of all partitions.
        config: As there.
        key: As there.

    Returns:
        A row for each answer to a question, with the columns of `ANSWER`.

    Raises:
        NewslintError: as there, or rows are no such rows.
    """
    documents = Documents(partition, config, key)
    rows = _asked(rows_of(questions, QUESTION, "questions"), documents.session.examiner)
    found, lines = stages.answer(documents.session, documents.jobs, _read_questions(rows))
    if lines:
        raise NewslintError(lines[0])
    codes = {_question(row): row["rule"] for row in rows}
    return [
        {
            "group": group,
            "rule": codes[question],
            **question._asdict(),
            "answer": said,
            "times": times,
            "first": evidence.first[said],
        }
        for group, its in sorted(found.items())
        for question, evidence in sorted(its.items())
        for said, times in sorted(evidence.counts.items())
    ]


def knowing(session: Session, answers: Any) -> Session:
    """The same session, where rules know what all documents answer.

    Raises:
        NewslintError: rows are no such rows, or a rule raised.
    """
    codes: dict[Question, str] = {}
    merged: defaultdict[str, dict[Question, tuple[dict[str, int], dict[str, str]]]] = defaultdict(dict)
    for row in _combined_answers(rows_of(answers, ANSWER, "answers")):
        question = _question(row)
        codes[question] = row["rule"]
        its = merged[row["group"]].setdefault(question, ({}, {}))
        its[0][row["answer"]] = row["times"]
        its[1][row["answer"]] = row["first"]
    lines: list[str] = []
    answered = {
        group: {question: Evidence("", *its) for question, its in by_question.items()}
        for group, by_question in merged.items()
    }
    verdicts = stages.verdicts(session.examiner, codes, [answered], lines)
    if lines:
        raise NewslintError(lines[0])
    return session.anew(session.sources, evidence=verdicts)


def are_of_one(rows: Sequence[Any]) -> bool:
    """Whether these are questions or answers."""
    return bool(rows) and isinstance(rows[0], Mapping) and "topic" in rows[0]


def combined(rows: Sequence[Any]) -> list[Row]:
    """Fewer questions or answers that say the same.

    Raises:
        NewslintError: rows are neither.
    """
    if "answer" in rows[0]:
        return _combined_answers(rows_of(rows, ANSWER, "answers"))
    found, left_alone = _counted(rows_of(rows, QUESTION, "questions"))
    return [*_left_rows(left_alone), *_question_rows(found)]


def _asked(rows: Iterable[Any], examiner: Examiner) -> list[Row]:
    rules = examiner.asking()
    found, left_alone = _counted(row for row in rows if row["rule"] in rules)
    jobs = [Job("", collection=group, ignored=frozenset({code})) for group, code in left_alone]
    found.drop_hopeless(rules, jobs)
    return [*_left_rows(left_alone), *_question_rows(found, only_asked=True)]


def _counted(rows: Iterable[Any]) -> tuple[Questions, Counter[tuple[str, str]]]:
    """Questions, and how many documents a rule leaves alone, by collection."""
    left_alone: Counter[tuple[str, str]] = Counter()
    asking = []
    for row in rows:
        if row["times"]:
            asking.append(row)
        else:
            left_alone[row["group"], row["rule"]] += int(row["documents"])
    return _read_questions(asking), left_alone


def _read_questions(rows: Iterable[Any]) -> Questions:
    found = Questions()
    for row in rows:
        if row["times"]:
            its = Asked(row["rule"], int(row["times"]))
            found.count(row["group"], _question(row), its, int(row["documents"]))
    return found


def _question(row: Any) -> Question:
    return Question(row["topic"], row["word"])


def _question_rows(found: Questions, *, only_asked: bool = False) -> Iterator[Row]:
    for group, files, times in sorted(found.counted(), key=itemgetter(0)):
        chosen = [question for its in most_asked(files).values() for question in its] if only_asked else files
        for question in sorted(chosen):
            yield {
                "group": group,
                "rule": found.by_code[question],
                **question._asdict(),
                "times": times[question],
                "documents": files[question],
            }


def _left_rows(left_alone: Counter[tuple[str, str]]) -> Iterator[Row]:
    for (group, code), number in sorted(left_alone.items()):
        yield {"group": group, "rule": code, "topic": "", "word": "", "times": 0, "documents": number}


def _combined_answers(rows: Iterable[Any]) -> list[Row]:
    merged: dict[tuple[str, ...], Row] = {}
    for row in rows:
        said = tuple(row[name] for name in ("group", "rule", "topic", "word", "answer"))
        known = merged.get(said)
        times = int(row["times"]) + (0 if known is None else known["times"])
        first = row["first"] if known is None else min(known["first"], row["first"])
        merged[said] = {**dict(zip(ANSWER, said, strict=False)), "times": times, "first": first}
    return [row for _, row in sorted(merged.items())]


__all__ = ["ANSWER", "QUESTION", "answers", "asked", "questions"]
