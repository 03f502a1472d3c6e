"""When FM009 has something to say at all."""

import pytest

from newslint.document import parse_document
from newslint.finding import Question
from newslint.rule import NoOptions
from newslint.rules.fm_ambiguous_scalar import RULE, weigh
from newslint.schema.compiled import choose
from newslint.source import Source


@pytest.mark.parametrize(("yaml_version", "found"), [("", 2), ("1.1", 0), ("1.2", 0)])
def test_a_chosen_version_is_certain(yaml_version: str, found: int) -> None:
    source = Source("a.md", b"---\nanswer: no\nyes: 1\n---\n")
    document = parse_document(source, lambda _: None, yaml_version=yaml_version)
    assert len(list(RULE.check(document, RULE.options()))) == found


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [
        ({}, ""),
        ({"flag": 2, "yes": 50}, ""),
        ({"flag": 3}, "flag"),
        ({"flag": 3, "no": 1}, "flag"),
        ({"yes": 10, "no": 9}, ""),
        ({"yes": 1, "no": 19}, "flag"),
        ({"yes": 18, "no": 1, "flag": 1}, "flag"),
        ({"no": 5_000}, ""),  # Norway, in an archive of Norway
        ({"yes": 5_000}, ""),
        ({"flag": 50, "yes": 50, "no": 50, "other": 1}, ""),
        ({"flag": 50, "yes": 50, "no": 50, "text 1": 1}, ""),
        ({"no": 1, "text 1": 9, "text 2": 9}, ""),
        ({"no": 1, "text 1": 1, "text 2": 1, "text 3": 1}, "text"),
        ({"no": 50, "yes": 50, "text 1": 1, "text 2": 1, "text 3": 1}, "text"),
        ({"no": 1, "text 1": 1, "text 2": 1, "text 3": 1, "flag": 1}, ""),
        ({"no": 1, "text 1": 1, "text 2": 1, "text 3": 1, "other": 1}, ""),
    ],
)
def test_all_that_a_field_holds_tells_what_it_is(counts: dict[str, int], verdict: str) -> None:
    assert weigh(counts) == verdict


def answers(block: str, *topics: str) -> list[str]:
    document = parse_document(Source("a.md", f"---\n{block}---\n".encode()), lambda _: None)
    assert RULE.testify is not None
    questions = [Question(f"field {topic}", topic.rpartition(".")[2].casefold()) for topic in topics]
    return [
        f"{question.topic}: {answer}" for question, answer in RULE.testify(document, questions, NoOptions())
    ]


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("true", "flag"), ("FALSE", "flag"), ("yes", "yes"), ("On", "yes"), ("no", "no"), ("OFF", "no"),
        ("[]", "other"), ("{b: 1}", "other"), ("0", "other"), ("1.5", "other"),
    ],
)  # fmt: skip
def test_what_a_field_holds(written: str, answer: str) -> None:
    assert answers(f"a: {written}\n", "a") == [f"field a: {answer}"]


def test_texts_are_told_apart() -> None:
    (dk,), (se,), (no,), (plain,) = (answers(f"a: {text}\n", "a") for text in ("DK", "SE", '"no"', "'DK'"))
    assert len({dk, se, no}) == 3
    assert plain == dk
    assert all(answer.startswith("field a: text ") for answer in (dk, se, no))


def test_a_field_is_known_by_its_whole_path() -> None:
    block = "Show: yes\nparts:\n- Show: true\n- Show: off\n- [Show, true]\nempty:\n"
    assert answers(block, "Show", "empty") == ["field Show: yes"]
    assert answers(block, "parts.Show") == ["field parts.Show: flag", "field parts.Show: no"]
    assert answers(block, "show", "parts", "") == ["field parts: other"]


def test_the_word_of_a_field_without_a_meaning_asks() -> None:
    text = b"---\nParts: {Show: yes}\ndraft: no\ntitle: no\nlist: [no]\nno: 1\nlong: 1:30\n---\n"
    document = parse_document(Source("a.md", text), choose)
    hits = list(RULE.check(document, RULE.options()))
    assert [hit.asks for hit in hits if hit.asks] == [Question("field Parts.Show", "show")]
    assert len(hits) == 6
