"""What rules do for thousands of things in one file or one archive grows with their number, and no faster."""

from collections.abc import Callable
from typing import Any

import pytest
from counting import LINEAR, Work, growth, steps_of

from newslint.document import Document, parse_document
from newslint.finding import CorpusHit, PlacedFact, Range
from newslint.rulekit.page_or_record import is_page
from newslint.rulekit.slips import Slips
from newslint.rules import BY_CODE
from newslint.schema.compiled import shipped_schema
from newslint.source import Source

STORY = "---\ncategory: news\ntitle: Harbour reopens\npublishedDateTime: 2023-05-02T06:30:00Z\n"
FOOTER = "Crews left. The post {} appeared first on Harbour Post."


def document(text: str, schema: str = "front-matter", name: str = "a.md") -> Document:
    return parse_document(Source(name, text.encode()), lambda _: shipped_schema(schema))


def check(code: str, article: Document) -> list[Any]:
    rule = BY_CODE[code]
    return list(rule.check(article, rule.options()))


def footers(size: int) -> Work:
    """Stories whose footers name none of their headlines."""
    entries = "".join(
        f"- {{title: Ferry {n}, excerpt: {FOOTER.format('Old cranes')}}}\n" for n in range(size)
    )
    article = document(f"{STORY}related:\n{entries}---\n", "article")
    assert len(article.with_role("summary")) == size
    return lambda: check("TXT014", article)


def empty_texts(size: int) -> Work:
    """Empty texts, and pictures of which no size is known; the schema doesn't say whether it is a page."""
    images = "".join(f"- {{url: 'https://img.example/{n}.jpg'}}\n" for n in range(size))
    article = document("---\ntexts:\n" + "- ''\n" * size + f"images:\n{images}---\n", "front-matter")
    article.by_role["headline"] = [node for node in article.texts if not node.value]
    assert len(article.pictures) == len(article.with_role("headline")) == size
    return lambda: check("TXT012", article)


def cut_summaries(size: int) -> Work:
    """Summaries that end with one dot, which others must explain."""
    text = "Crews left the harbour at dawn. " * 4 + "The bridge opens in the year after next ."
    entries = "".join(f"- {{excerpt: '{text}'}}\n" for _ in range(size))
    article = document(f"{STORY}related:\n{entries}---\n", "article")
    assert len(article.with_role("summary")) == size
    return lambda: check("TXT010", article)


def unknown_names(size: int) -> Work:
    """Names that are not found, beside twenty times as many that are."""
    known = [[fact(f"ada {number}", "author", "known", "authors.yml", "")] for number in range(20 * size)]
    unknown = [[fact(f"adda {number}", "author", "", "authors.yml", "")] for number in range(size)]
    return lambda: compare("REF001", [*known, *unknown])


def fact(*values: str) -> PlacedFact:
    return PlacedFact(values[0], values, "a.md", Range(1, 1, 1, 2), "author")


def compare(code: str, groups: list[list[PlacedFact]]) -> list[CorpusHit]:
    rule = BY_CODE[code]
    assert rule.compare is not None
    return list(rule.compare(groups, rule.options()))


@pytest.mark.parametrize(
    ("prepared", "size"), [(footers, 200), (empty_texts, 200), (cut_summaries, 200), (unknown_names, 100)]
)
def test_steps_grow_as_the_input_does(prepared: Callable[[int], Work], size: int) -> None:
    assert growth(prepared, size) < LINEAR


@pytest.mark.parametrize(("titles", "told"), [(98, 1), (99, 0)])
def test_so_many_headlines_are_those_of_a_footer(titles: int, told: int) -> None:
    # The text names the last one of all; its own one stands before the others.
    entries = "".join(f"- title: Ferry {number} leaves\n" for number in range(titles))
    last = "- title: Night trains return\n"
    footer = f"excerpt: {FOOTER.format('Night trains return')}\n"
    article = document(f"{STORY}{footer}related:\n{entries}{last}---\n", "article")
    assert len(article.with_role("headline")) == titles + 2
    assert len(check("TXT014", article)) == told


def test_a_footer_of_the_thousandth_story_names_its_own_headline() -> None:
    entries = "".join(f"- title: Ferry {number} leaves\n" for number in range(1_000))
    last = f"- title: Night trains return\n  excerpt: {FOOTER.format('Night trains return')}\n"
    (hit,) = check("TXT014", document(f"{STORY}related:\n{entries}{last}---\n", "article"))
    assert hit.path == ("related", 1_000, "excerpt")


@pytest.mark.parametrize(("before", "found"), [(99, 1), (100, 0)])
def test_of_right_names_that_differ_in_one_letter_the_first_hundred_count(before: int, found: int) -> None:
    names = [f"harb{chr(0x4E00 + number)}ur" for number in range(before)]
    assert list(Slips([*names, "harbour"]).near("harbur")) == ["harbour"] * found


def test_near_names_take_no_more_steps_where_there_are_more_of_them() -> None:
    slips = {n: Slips(f"harb{chr(0x4E00 + number)}ur" for number in range(n)) for n in (200, 400)}
    steps = {n: steps_of(lambda n=n: list(slips[n].near("harbäur"))) for n in slips}  # type: ignore[misc]
    assert steps[200] == steps[400]


@pytest.mark.parametrize(("blanks", "told"), [(199, 1), (200, 0)])
def test_lines_with_dashes_are_looked_for_behind_so_many_blanks(blanks: int, told: int) -> None:
    around = " " * blanks
    assert len(check("FM019", document(f"---\ntags:\n{around}-a\n{around}-b\n---\n"))) == told


def test_a_template_is_told_once() -> None:
    hits = check("FM020", document("---\ntitle: {{a: b}: 2, [c]: 1, {d: e}: 3}\n---\n"))
    assert [(hit.path, hit.help) for hit in hits] == [(("title",), "put it in quotes")]


def test_whether_a_document_is_a_page_is_told_of_each_document() -> None:
    picture = "image: {url: 'https://img.example/a.jpg', width: 800, height: 600}"
    page = document(f"---\ntitle: x\n{picture}\n---\nText.\n")
    record = document(f"---\ntitle: x\n{picture}\n---\n")
    assert [is_page(one) for one in (page, record, page)] == [True, False, True]
