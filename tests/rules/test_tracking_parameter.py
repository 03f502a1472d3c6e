"""When URL009 takes parameters for a habit: what it asks, and what links to a host answer."""

import pytest

from newslint.document import Document, parse_document
from newslint.finding import Evidence, Question, Severity
from newslint.rules.url_tracking_parameter import RULE, Options, weigh
from newslint.schema.compiled import shipped_schema
from newslint.source import Source

HABIT = Question("links ferry.example.com", "ferry.example.com")
RUN = "utm_source=a"


@pytest.mark.parametrize(
    ("carries", "lacks", "verdict"),
    [
        (19, 0, ""),
        (20, 0, RUN),
        (20, 1, RUN),
        (20, 2, ""),
        (37, 2, ""),
        (38, 2, RUN),
        (0, 50, ""),
    ],
)
def test_nearly_every_link_makes_a_habit(carries: int, lacks: int, verdict: str) -> None:
    assert weigh({"": carries + lacks, RUN: carries}) == verdict


def test_no_link_makes_no_habit() -> None:
    assert (weigh({}), weigh({"": 20})) == ("", "")


def test_several_parameters_may_be_habits() -> None:
    assert weigh({"": 20, "utm_source=b": 20, RUN: 20, "utm_medium=c": 18}) == f"{RUN}\nutm_source=b"


def test_all_parameters_of_a_host_are_one_question() -> None:
    document = parsed("https://ferry.example.com/?utm_source=a&id=7&utm_source=b")
    assert [hit.asks for hit in RULE.check(document, Options())] == [HABIT, HABIT]
    document.evidence = {HABIT: Evidence(RUN, {"": 20, RUN: 20}, {"": "a.md", RUN: "a.md"})}
    first, second = RULE.check(document, Options())
    assert (first.severity, first.asks) == (Severity.INFO, None)
    assert (second.severity, second.asks) == (None, HABIT)


def parsed(*urls: str, field: str = "canonical") -> Document:
    block = "".join(f"{field}{'' if at == 0 else f'_{at}'}: {url}\n" for at, url in enumerate(urls))
    schema = shipped_schema("front-matter")
    return parse_document(Source("a.md", f"---\n{block}---\n".encode()), lambda _: schema)


def answers_of(document: Document, options: Options = Options()) -> list[tuple[Question, str]]:  # noqa: B008
    assert RULE.testify is not None
    return list(RULE.testify(document, [HABIT], options))


@pytest.mark.parametrize(
    ("url", "answers"),
    [
        ("https://ferry.example.com/?utm_source=a", ["", RUN]),
        ("HTTPS://me@Ferry.Example.com:80/1?id=7&utm_source=a#pier", ["", RUN]),
        ("https://ferry.example.com/?utm_source=b", ["", "utm_source=b"]),
        ("https://ferry.example.com/?utm_source=a&utm_medium=b", ["", "utm_source=a&utm_medium=b"]),
        ("https://ferry.example.com/?utm_source=a&id=7&utm_medium=b", ["", RUN, "utm_medium=b"]),
        ("https://ferry.example.com/", [""]),
        ("https://www.ferry.example.com/?utm_source=a", []),
        ("https://ferry.example.com/{{ slug }}?utm_source=a", []),
        ("/quay?utm_source=a", []),
        ("12", []),
    ],
)
def test_what_a_link_answers(url: str, answers: list[str]) -> None:
    found = answers_of(parsed(url))
    assert found == [(HABIT, answer) for answer in answers]


def test_parameters_that_are_allowed_are_not_carried() -> None:
    document = parsed("https://ferry.example.com/?utm_source=a")
    options = Options(allowed_parameters=frozenset({"utm_source"}))
    assert answers_of(document, options) == [(HABIT, "")]


def test_images_are_no_links() -> None:
    document = parsed("https://ferry.example.com/a.jpg?utm_source=a", field="image")
    assert document.with_role("image-url")
    assert answers_of(document) == []


@pytest.mark.parametrize(("length", "asks"), [(189, True), (190, False)])
def test_long_parameters_are_nobodys_habit(length: int, asks: bool) -> None:  # noqa: FBT001
    (hit,) = RULE.check(parsed(f"https://ferry.example.com/?utm_source={'a' * length}"), Options())
    assert (hit.asks is not None) is asks
    if hit.asks is not None:
        assert hit.asks == HABIT


@pytest.mark.parametrize(
    ("own", "asks"),
    [({"example.com"}, False), ({"www.example.org", "ferry.example.com"}, False), ({"example.org"}, True)],
)
def test_the_site_itself_is_no_partner(own: set[str], asks: bool) -> None:  # noqa: FBT001
    document = parsed("https://ferry.example.com/?utm_source=a")
    document.own_hosts = frozenset(own)
    document.evidence = {HABIT: Evidence(RUN, {"": 20, RUN: 20}, {"": "b.md", RUN: "b.md"})}
    assert [hit.asks for hit in RULE.check(document, Options())] == ([] if asks else [None])


def test_a_habit_is_told_in_the_first_file_alone() -> None:
    document = parsed("https://ferry.example.com/?utm_source=a")
    document.evidence = {HABIT: Evidence(RUN, {"": 1_203, RUN: 1_200}, {RUN: "a.md"})}
    (hit,) = RULE.check(document, Options())
    assert hit.message == (
        "`canonical` carries tracking, as do 1,200 of 1,203 links to `ferry.example.com`: `utm_source`"
    )
    assert (hit.severity, hit.fix, hit.asks) == (Severity.INFO, None, None)
    document.evidence = {HABIT: Evidence(RUN, {"": 20, RUN: 20}, {"": "a.md", RUN: "b.md"})}
    assert list(RULE.check(document, Options())) == []
