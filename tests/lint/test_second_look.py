"""The quick ways of the second look say what the slow one says, and leave out what nobody needs."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.finding import Hit, Question, Report, Severity
from newslint.lint.corpus import check, gather
from newslint.lint.evidence import Witnesses
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.rules import BY_CODE, RULES
from newslint.source import Source

MOOD = Question("mood", "mood")


class Moods:
    """A rule that asks what `?` is, and takes `glad` for a verdict; `asked` has files with their fields."""

    def __init__(self, code: str = "TST001", **said: Any) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.rule = Rule(
            code, code.lower(), Severity.WARNING, self.check, "D.", testify=self.testify, weigh=_weigh, **said
        )

    def check(self, document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        evidence = document.evidence.get(MOOD)
        for node in document.nodes:
            if node.value == "?":
                yield Hit(node.span, evidence.verdict if evidence else "unknown", node.path, asks=MOOD)

    def testify(
        self, document: Document, questions: Collection[Question], options: NoOptions
    ) -> Iterator[tuple[Question, str]]:
        del options
        fields = [node for node in document.nodes if node.path[-1:] == ("mood",)]
        self.asked.append((document.source.name, [str(node.path[0]) for node in document.nodes if node.path]))
        if MOOD in questions:
            yield from ((MOOD, str(node.value)) for node in fields)


def _weigh(counts: Any) -> str:
    return "glad" if counts.get("glad") else ""


def article(name: str, *lines: str) -> Source:
    return Source(name, "\n".join(["---", "title: Harbour", *lines, "---", "Text.", ""]).encode())


def told(report: Report) -> list[tuple[str, str, str]]:
    return [(finding.file, finding.code, finding.message) for finding in report.findings]


GLAD = article("b.md", "mood: glad")


@pytest.mark.parametrize(
    ("askers", "least", "is_asked"),
    [
        ([["a: '?'"]], 1, True),
        ([["a: '?'"]], 2, False),
        ([["a: '?'", "b: '?'"]], 2, True),
        ([["a: '?'", "b: '?'"]], 3, False),
        ([["a: '?'"], ["a: '?'"]], 2, True),
        ([["a: '?'"], ["a: '?'", "b: '?'"]], 3, True),
        ([["a: '?'"], ["a: '?'", "b: '?'"]], 4, False),
    ],
)
def test_what_too_few_places_ask_nobody_is_asked(askers: list[list[str]], least: int, is_asked: bool) -> None:  # noqa: FBT001
    moods = Moods(least_asked=least)
    sources = [article(f"a{number}.md", *lines) for number, lines in enumerate(askers)]
    report = check([*sources, GLAD], Settings((moods.rule,)))
    assert {message for _, _, message in told(report)} == {"glad" if is_asked else "unknown"}
    assert [name for name, _ in moods.asked] == ["b.md"] * is_asked
    assert bool(report.evidence) is is_asked


@pytest.mark.parametrize(
    ("other", "beside", "is_asked"),
    [
        (Job("b.md"), (), False),
        (Job("b.md", ignored=frozenset({"TST002"})), (), False),
        (Job("b.md", ignored=frozenset({"TST001"})), (), True),
        (Job("b.md", ignored=frozenset({"TST001"}), collection="news"), (), False),
        (None, (Job("b.md", reported=False),), True),
        (None, (Job("b.md", reported=False, collection="news"),), False),
    ],
)
def test_files_that_a_rule_was_silent_about_may_know_more(
    other: Job | None,
    beside: tuple[Job, ...],
    is_asked: bool,  # noqa: FBT001
) -> None:
    moods, seconds = Moods(least_asked=2), Moods("TST002", least_asked=2)
    settings = Settings((moods.rule, seconds.rule._replace(check=lambda *_: ())))
    examiner, held = Examiner(settings), {"a.md": article("a.md", "a: '?'"), "b.md": GLAD}
    jobs = [Job("a.md"), *([other] if other else [])]
    outcomes = [Outcome(job, examiner.examine(job, held[job.name])) for job in jobs]
    report = gather(outcomes, settings, lambda job: held[job.name], witnesses=Witnesses(lambda: iter(beside)))
    assert told(report) == [("a.md", "TST001", "glad" if is_asked else "unknown")]


def test_where_a_rule_raised_all_is_asked() -> None:
    moods = Moods(least_asked=2)

    def find(document: Document, options: NoOptions) -> Iterator[Hit]:
        if document.source.name == "b.md":
            raise RuntimeError("boom")
        return moods.check(document, options)

    report = check([article("a.md", "a: '?'"), GLAD], Settings((moods.rule._replace(check=find),)))
    assert told(report) == [("a.md", "TST001", "glad")]


def test_the_lines_of_a_field_are_parsed_once_for_all_files() -> None:
    moods = Moods(asks_of_keys=True, asks_of_fields_alone=True)
    sources = [
        article("a.md", "a: '?'"),
        GLAD,
        article("c.md", "more: 1", "mood: glad"),
        article("d.md", "mood: sad", "more: 1"),
        article("e.md", "'mood': glad"),
        article("f.md", "note: mood"),
        article("g.md", "more: 1", "mood: glad", "note: mood"),
        article("h.md", "parts:", "- mood: glad"),
    ]
    report = check(sources, Settings((moods.rule,)))
    assert moods.asked == [
        ("b.md", ["mood"]),
        ("d.md", ["mood"]),
        ("e.md", ["title", "mood"]),
        ("h.md", ["parts", "parts", "parts"]),
    ]
    evidence = report.evidence[""][MOOD]
    assert (dict(evidence.counts), evidence.first) == ({"glad": 5, "sad": 1}, {"glad": "b.md", "sad": "d.md"})


def test_what_other_rules_ask_is_asked_of_the_whole_file() -> None:
    moods, others = Moods(asks_of_keys=True, asks_of_fields_alone=True), Moods("TST002")
    rest = Question("title", "glad")

    def ask(document: Document, options: NoOptions) -> Iterator[Hit]:
        return (hit._replace(asks=rest) for hit in others.check(document, options))

    sources = [article("a.md", "a: '?'"), GLAD, article("c.md", "mood: sad")]
    check(sources, Settings((moods.rule, others.rule._replace(check=ask))))
    assert moods.asked == [("b.md", ["title", "mood"]), ("c.md", ["mood"])]
    assert others.asked == [("b.md", ["title", "mood"])]


@pytest.mark.parametrize(("most", "longest", "times"), [(1, 11, 1), (1, 10, 3), (0, 11, 3)])
def test_few_and_short_answers_are_kept(
    monkeypatch: pytest.MonkeyPatch, most: int, longest: int, times: int
) -> None:
    monkeypatch.setattr("newslint.lint.evidence._MOST_HEARD", most)
    monkeypatch.setattr("newslint.lint.evidence._LONGEST_HEARD", longest)
    moods = Moods(asks_of_keys=True, asks_of_fields_alone=True)
    glad = [article(f"b{number}.md", "mood: glad") for number in range(3)]
    report = check([article("a.md", "a: '?'"), *glad], Settings((moods.rule,)))
    assert len(moods.asked) == times
    assert report.evidence[""][MOOD].counts == {"glad": 3}


def test_a_rule_that_raises_about_lines_decides_nothing() -> None:
    def explode(*_: object) -> Any:
        raise RuntimeError("boom")

    rule = Moods(asks_of_keys=True, asks_of_fields_alone=True).rule._replace(testify=explode)
    report = check([article("a.md", "a: '?'"), GLAD, article("c.md", "mood: glad")], Settings((rule,)))
    assert (told(report), report.evidence) == ([("a.md", "TST001", "unknown")], {})
    (line,) = report.internal_errors
    assert line.startswith("TST001 failed on b.md: RuntimeError('boom')")


def counting(code: str, supersedes: tuple[str, ...] = ()) -> tuple[Rule, list[str]]:
    """A rule that finds all titles, and the files that it was asked about."""
    asked: list[str] = []

    def find(document: Document, options: NoOptions) -> Iterable[Hit]:
        del options
        asked.append(document.source.name)
        return [Hit(node.span, "said", node.path) for node in document.nodes if node.path == ("title",)]

    return Rule(code, code.lower(), Severity.ERROR, find, "D.", supersedes=supersedes), asked


def test_only_rules_that_may_say_something_else_look_again() -> None:
    moods = Moods(supersedes=("TST003",))
    far, far_asked = counting("TST002", ("TST001",))
    near, near_asked = counting("TST003")
    farther, farther_asked = counting("TST004", ("TST002",))
    apart, apart_asked = counting("TST005", ("TST006",))
    settings = Settings((moods.rule, far, near, farther, apart, counting("TST006")[0]))
    report = check([article("a.md", "a: '?'"), GLAD], settings)
    assert far_asked == near_asked == farther_asked == ["a.md", "b.md", "a.md"]
    assert apart_asked == ["a.md", "b.md"]
    assert told(report) == [
        ("a.md", "TST003", "said"),
        ("a.md", "TST004", "said"),
        ("a.md", "TST005", "said"),
        ("a.md", "TST001", "glad"),
        ("b.md", "TST003", "said"),
        ("b.md", "TST004", "said"),
        ("b.md", "TST005", "said"),
    ]


def test_a_file_with_comments_is_looked_at_by_all_rules() -> None:
    rule = Moods().rule._replace(code="FM009")
    other, asked = counting("FM010")
    unused = BY_CODE["NL001"]
    sources = [article("a.md", "a: '?'", "b: '?' # newslint: ignore[FM009]"), GLAD]
    report = check(sources, Settings((rule, other, unused)))
    assert asked == ["a.md", "b.md", "a.md"]
    assert told(report) == [("a.md", "FM010", "said"), ("a.md", "FM009", "glad"), ("b.md", "FM010", "said")]


def test_a_rule_that_is_superseded_does_not_count_places() -> None:
    counting_places = {rule.code for rule in RULES if rule.least_asked > 1}
    assert counting_places == {"TXT002", "URL009"}
    assert not any(counting_places & {*rule.supersedes} for rule in RULES)


_LINES = st.lists(
    st.sampled_from(
        [
            "draft: yes", "draft: true", "draft: no", "featured: true", "featured: yes", "featured: 'off'",
            "Featured: on", "parts: [{featured: yes}]", "parts:\n- featured: no", "'featured': true",
            "featured: !!bool yes", "title: A&nbsp;B", "title: A&hellip;", "title: A & B", "title: A&#8217;s",
            "headline: A &nbsp; B", "canonical_url: https://a.example.com/?utm_source=b",
            "link: https://a.example.com/x", "link: https://a.example.com/?utm_source=b", "note: x",
        ]
    ),
    unique_by=lambda line: line.partition(":")[0],
    max_size=5,
)  # fmt: skip


def _slow(rule: Rule) -> Rule:
    return rule._replace(least_asked=1, asks_of_fields_alone=False)


@pytest.mark.parametrize("code", ["FM009", "TXT002", "URL009", "IMG006"])
@given(st.lists(st.tuples(_LINES, st.sampled_from([1, 1, 2, 3, 20])), max_size=6))
def test_the_quick_way_says_what_the_slow_one_says(code: str, archive: list[tuple[list[str], int]]) -> None:
    rule = BY_CODE[code]
    sources = [
        Source(f"news/{number}-{copy}.md", "\n".join(["---", *lines, "---", ""]).encode())
        for number, (lines, copies) in enumerate(archive)
        for copy in range(copies)
    ]
    quick, slow = (check(sources, Settings((its,))) for its in (rule, _slow(rule)))
    assert quick._replace(evidence={}) == slow._replace(evidence={})
    assert quick.evidence == slow.evidence
