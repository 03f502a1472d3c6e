"""What one article can't tell is asked of all, and only then."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import pytest

from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Asked, Hit, Question, Report, Severity
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check, gather
from newslint.lint.evidence import Questions, Witnesses
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.rules import BY_CODE
from newslint.source import Source

ASKS = Question("mood", "mood")


class Mood:
    """A rule that finds a mood of `?`, and says what the mood is elsewhere where two agree."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.weighed: list[Mapping[str, int]] = []
        self.rule = Rule(
            "TST001", "mood", Severity.WARNING, self.check, "Doc.", testify=self.testify, weigh=self.weigh
        )

    def check(self, document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        evidence = document.evidence.get(ASKS)
        for node in document.nodes:
            if node.value == "?":
                said = "" if evidence is None else f"{evidence.verdict} since {evidence.first['glad']}"
                yield Hit(node.span, said or "unknown", node.path, asks=ASKS)

    def testify(
        self, document: Document, questions: Collection[Question], options: NoOptions
    ) -> Iterator[tuple[Question, str]]:
        del options
        assert list(questions) == [ASKS]
        self.asked.append(document.source.name)
        for node in document.nodes:
            if node.path == ("mood",) and node.value != "?":
                yield ASKS, node.value

    def weigh(self, counts: Mapping[str, int]) -> str:
        self.weighed.append(counts)
        return "glad" if counts.get("glad", 0) >= 2 else ""


def article(name: str, line: str) -> Source:
    return Source(name, f"---\ntitle: Harbour\n{line}\n---\n".encode())


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.file, finding.message) for finding in report.findings]


def gathered(mood: Mood, sources: Iterable[Source], others: Callable[[], Iterable[Job]]) -> Report:
    """Report on some files, as a hook does, and ask others too."""
    settings, held = Settings((mood.rule,)), {source.name: source for source in sources}
    examiner = Examiner(settings)
    reported = [Job(name) for name in held if name not in {job.name for job in OTHERS}]
    outcomes = [Outcome(job, examiner.examine(job, held[job.name])) for job in reported]
    return gather(outcomes, settings, lambda job: held[job.name], witnesses=Witnesses(others))


OTHERS = (Job("b.md", reported=False), Job("c.md", reported=False))
ALL = (article("c.md", "mood: glad"), article("b.md", "mood: glad"), article("a.md", "mood: '?'"))


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_files_means_nothing(order: int) -> None:
    mood = Mood()
    report = check(ALL[::order], Settings((mood.rule,)))
    assert told(report) == [("a.md", "glad since b.md")]
    assert sorted(mood.asked) == ["a.md", "b.md", "c.md"]
    assert mood.weighed == [{"glad": 2}]
    assert report.evidence[""][ASKS] == ("glad", {"glad": 2}, {"glad": "b.md"})


def test_a_hook_tells_the_same_of_a_file() -> None:
    report = gathered(Mood(), ALL, lambda: OTHERS)
    assert told(report) == [("a.md", "glad since b.md")]
    assert told(gathered(Mood(), ALL, tuple)) == [("a.md", "unknown")]


def test_without_a_question_nobody_is_asked() -> None:
    def nobody() -> Iterable[Job]:
        raise AssertionError

    mood = Mood()
    report = gathered(mood, [article("a.md", "mood: glad"), *ALL[:2]], nobody)
    assert (told(report), report.evidence, mood.asked, mood.weighed) == ([], {}, [], [])


def test_only_files_with_the_word_are_asked() -> None:
    mood = Mood()
    sources = [
        ALL[2],
        article("b.md", "mod: glad"),
        article("c.md", "Mood: glad"),
        article("d.md", 'text: "m\\x6fod"'),
        Source("e.md", b"---\ntitle: a\n---\nThe mood of the harbour.\n"),
        Source("f.md", b"The mood of the harbour.\n"),
        Source("g.md", b"---\nmood: glad\n"),
        Source("h.md", b"", "permission denied"),
    ]
    assert told(check(sources, Settings((mood.rule,)), Job("", named=False))) == [("a.md", "unknown")]
    assert mood.asked == ["a.md", "c.md", "d.md"]


@pytest.mark.parametrize("of_keys", [True, False])
@pytest.mark.parametrize(
    ("block", "may_be_key"),
    [
        ("---\nmood: glad", True),
        ("---\nmood : glad", True),
        ("---\n'mood': glad", True),
        ('---\nparts: [{"mood": glad}]', True),
        ("---\ntext: a mood of moods\nMood: glad", True),
        ("---\n? mood\n# of the day\n: glad", True),
        ("---\nparts: [? mood\n  : glad]", True),
        ("---\ntext: &a mood\n*a : glad", True),
        ("+++\nmood = 'glad'", True),
        ("---\ntext: the mood, and *how* it was", False),
        ("---\ntext: What mood? Ours", False),
        ("---\ntext: &a mood\nmore: *a", False),
        ("---\nmoods: glad", False),
    ],
)
def test_where_keys_are_asked_about_the_word_is_one(block: str, may_be_key: bool, of_keys: bool) -> None:  # noqa: FBT001
    mood = Mood()
    rule = mood.rule._replace(asks_of_keys=of_keys)
    questions = Questions()
    questions.add(Job("a.md"), {ASKS: Asked(rule.code)})
    data = f"{block}\n{block[:3]}\n".encode()
    questions.ask(Examiner(Settings((rule,))), [Job("b.md")], lambda job: [Source(job.name, data)], {})
    assert mood.asked == ["b.md"] * (may_be_key or not of_keys)


@pytest.mark.parametrize(
    ("word", "text", "is_asked"),
    [
        ("mood", r"\x6dood", True),
        ("mood", r"\u006dood", True),
        ("mood", r"\U0000006dood", True),
        ("mood", "mo\\\n  od", True),
        ("mood", "mo\\ \t\r\n  od", True),
        ("mood", r"\x4dood", True),
        ("mood", r"\ud83d\ude00", True),
        ("mood", r"\uDBFF\uDFFF", True),
        ("mood", r"\ue000\xe9\U0001f310 \U00110000", False),
        ("\U0010ffff", r"\U0010FFFF", True),
        (r"x6dood", r"\\x6dood", True),
        ("mood", r"\\x6dood", False),
        ("mood", r"mo\to\/d\ \\ \"", False),
        ("the.m-ood_", r"\N\_\0\e", False),
        ("a/mood", r"a\/mood", True),
        ('"mood', r"\"mood", True),
        ("a\xa0mood", r"a\_mood", True),
        ("\x1bmood", r"\emood", True),
        ("a\\mood", r"a\\mood", True),
        ("a/mood", "a mood", False),
    ],
)
@pytest.mark.parametrize("of_keys", [True, False])
def test_what_is_escaped_may_be_a_word(word: str, text: str, is_asked: bool, of_keys: bool) -> None:  # noqa: FBT001
    question = Question("a", word)
    assert asked_of({question: 1}, f'"{text}": glad', of_keys=of_keys) == [question] * is_asked


@pytest.mark.parametrize("word", ["", " ", "a a", "aba", "mood?"])
def test_any_text_may_be_a_key(word: str) -> None:
    asked = asked_of({Question("a", word): 1}, f'"x{word[:-1]}{word}": glad', of_keys=True)
    assert [question.word for question in asked] == [word]


def asked_of(files: Mapping[Question, int], block: str, *, of_keys: bool = False) -> list[Question]:
    """What one more file is asked, where so many files ask each question."""
    asked: list[Question] = []

    def testify(document: Document, its: Collection[Question], *rest: Any) -> Iterable[Any]:
        del document, rest
        asked.extend(its)
        return ()

    rule = Mood().rule._replace(testify=testify, asks_of_keys=of_keys)
    questions = Questions()
    for question, number in files.items():
        for file in range(number):
            questions.add(Job(f"{question.topic} {file}"), {question: Asked(rule.code)})
    questions.ask(Examiner(Settings((rule,))), [Job("a.md")], lambda job: [article(job.name, block)], {})
    return asked


@pytest.fixture
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newslint.lint.evidence._MOST_WORDS", 2)
    monkeypatch.setattr("newslint.lint.evidence._MOST_OF_A_WORD", 3)


@pytest.mark.usefixtures("_few_are_many")
def test_of_one_word_the_questions_of_most_files_are_asked() -> None:
    files = {Question(topic, "mood"): number for topic, number in zip("edcba", (1, 2, 1, 3, 1), strict=True)}
    asked = asked_of(files, "mood: glad")
    assert [question.topic for question in asked] == ["b", "d", "a"]


@pytest.mark.usefixtures("_few_are_many")
def test_the_words_of_most_files_are_asked_about() -> None:
    c, b, a = (Question(topic, topic * 3) for topic in "cba")
    assert asked_of({c: 1, b: 1, a: 1}, "text: aaa bbb ccc") == [a, b]
    assert asked_of({c: 2, b: 1, a: 1}, "text: aaa bbb ccc") == [c, a]
    other = Question("d", "aaa")
    assert asked_of({c: 3, a: 2, b: 1, other: 1}, "text: aaa bbb ccc") == [c, a, other]


def test_templates_beside_the_reported_files_are_no_articles() -> None:
    mood = Mood()
    held = [ALL[2], ALL[0], article("templates/b.md", "mood: glad\ndate: {{ date }}")]
    others = [OTHERS[1], Job("templates/b.md", named=False, reported=False)]
    settings = Settings((mood.rule,))
    outcome = Outcome(Job("a.md"), Examiner(settings).examine(Job("a.md"), held[0]))
    by_name = {source.name: source for source in held}
    report = gather([outcome], settings, lambda job: by_name[job.name], witnesses=Witnesses(lambda: others))
    assert told(report) == [("a.md", "unknown")]
    assert mood.asked == ["a.md", "c.md"]


def test_templates_are_no_articles() -> None:
    mood = Mood()
    sources = [ALL[2], ALL[0], article("templates/b.md", "mood: glad\ndate: {{ date }}")]
    assert told(check(sources, Settings((mood.rule,)), Job("", named=False))) == [("a.md", "unknown")]
    assert mood.asked == ["a.md", "c.md"]


def test_each_collection_is_asked_alone() -> None:
    mood = Mood()
    settings = Settings((mood.rule,))
    examiner = Examiner(settings)
    held = {source.name: source for source in ALL}
    jobs = [Job("a.md", collection="news"), Job("b.md", collection="news"), Job("c.md")]
    for jobs_now, said in (
        (jobs, "unknown"),
        ([*jobs[:2], jobs[2]._replace(collection="news")], "glad since b.md"),
    ):
        mood.asked.clear()
        outcomes = [Outcome(job, examiner.examine(job, held[job.name])) for job in jobs_now]
        assert told(gather(outcomes, settings, lambda job: held[job.name])) == [("a.md", said)]
        assert mood.asked == [job.name for job in jobs_now if job.collection]


def test_on_given_evidence_nobody_is_asked() -> None:
    mood = Mood()
    evidence = check(ALL, Settings((mood.rule,))).evidence
    mood.asked.clear()
    settings = Settings((mood.rule,), evidence=evidence)
    report = check([article("z.md", "mood: '?'")], settings)
    assert (told(report), report.evidence, mood.asked) == ([("z.md", "glad since b.md")], evidence, [])
    assert told(check(ALL, replace(settings, evidence={}))) == [("a.md", "unknown")]


def test_what_is_decided_takes_nothing_from_other_rules_and_files() -> None:
    mood, times = Mood(), BY_CODE["FM009"]
    sources = [*ALL[:2], article("a.md", "mood: '?'\nlong: 1:30"), article("d.md", "long: 1:30")]
    report = check(sources, Settings((mood.rule, times)))
    assert [(f.file, f.code) for f in report.findings] == [
        ("a.md", "TST001"), ("a.md", "FM009"), ("d.md", "FM009"),
    ]  # fmt: skip
    assert report.findings[1:] == check(sources, Settings((times,))).findings


@pytest.mark.parametrize("where", ["testify", "weigh"])
def test_a_rule_that_raises_decides_nothing(where: str) -> None:
    def explode(*_: object) -> Any:
        raise RuntimeError("boom")

    rule = Mood().rule
    rule = rule._replace(weigh=explode) if where == "weigh" else rule._replace(testify=explode)
    report = check(ALL, Settings((rule,)))
    assert (told(report), report.evidence) == ([("a.md", "unknown")], {})
    place = "the whole corpus" if where == "weigh" else "c.md"
    (line,) = report.internal_errors
    assert line.startswith(f"TST001 failed on {place}: RuntimeError('boom')")


def test_what_some_files_answer_is_no_evidence() -> None:
    mood = Mood()

    def testify(document: Document, *rest: Any) -> Iterator[tuple[Question, str]]:
        if document.source.name == "a.md":
            raise RuntimeError("boom")
        return mood.testify(document, *rest)

    report = check(ALL, Settings((mood.rule._replace(testify=testify),)))
    assert (told(report), report.evidence, mood.weighed) == ([("a.md", "unknown")], {}, [])
    assert len(report.internal_errors) == 1


@pytest.mark.parametrize("where", ["check", "testify"])
def test_what_a_person_has_to_mend_ends_the_run(where: str) -> None:
    def refuse(*_: object) -> Any:
        raise NewslintError("no such schema")

    rule = Mood().rule
    rule = rule._replace(check=refuse) if where == "check" else rule._replace(testify=refuse)
    with pytest.raises(NewslintError, match="no such schema"):
        check(ALL, Settings((rule,)))


def test_a_rule_that_raises_later_is_told() -> None:
    mood = Mood()

    def find(document: Document, options: NoOptions) -> Iterator[Hit]:
        if document.evidence:
            raise RuntimeError("boom")
        return mood.check(document, options)

    report = check(ALL, Settings((mood.rule._replace(check=find),)))
    assert told(report) == []
    (line,) = report.internal_errors
    assert line.startswith("TST001 failed on a.md: RuntimeError('boom')")


def test_an_interrupted_question_takes_nothing_away() -> None:
    def interrupt(*_: object) -> Any:
        raise KeyboardInterrupt

    report = check(ALL, Settings((Mood().rule._replace(testify=interrupt),)))
    assert (told(report), report.interrupted, report.evidence) == ([("a.md", "unknown")], True, {})


def test_what_is_silenced_asks_too() -> None:
    """So that a comment is judged on the same evidence everywhere."""
    mood = Mood()
    rule = mood.rule._replace(code="FM009")
    report = check([*ALL[:2], article("a.md", "mood: '?' # newslint: ignore[FM009]")], Settings((rule,)))
    assert (told(report), list(report.evidence[""])) == ([], [ASKS])


def test_what_all_answered_is_weighed_without_asking() -> None:
    mood = Mood()
    examiner = Examiner(Settings((mood.rule,)))
    sources = {source.name: source for source in ALL}
    questions = Questions()
    questions.add(Job("a.md"), {ASKS: Asked("TST001")})
    found = questions.ask(examiner, map(Job, sources), lambda job: [sources[job.name]], {})
    said = {"c.md": [(0, "glad")], "b.md": [(0, "glad")], "a.md": []}
    mood.asked.clear()
    assert questions.weighed(examiner, said) == found
    assert found[0][""][ASKS] == ("glad", {"glad": 2}, {"glad": "b.md"})
    assert questions.weighed(examiner, {"c.md": [(0, "glad")]}) == ({}, [])
    assert not mood.asked
