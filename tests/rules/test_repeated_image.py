"""Which pictures stand for nothing below ten headlines, both sides of each bound."""

from collections.abc import Iterator, Sequence

import pytest

from newslint.finding import PlacedFact, Range
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.schema.compiled import shipped_schema
from newslint.source import Source

SHARED = "https://cdn.example.net/9f3a.png"
# No word is in two of these.
HEADLINES = ["Ferries return", "Night trains stop", "A crane moves", "The mayor resigns"]

Story = tuple[str, str, str]  # the headline, the domain of the publisher, the day


def stories(count: int = 3) -> list[Story]:
    """Of as many publishers, four days apart."""
    return [(HEADLINES[n], f"{'abcd'[n]}.example", f"2023-05-{1 + 4 * n:02}") for n in range(count)]


def told(articles: list[Story], image: str = SHARED, **options: int) -> list[str]:
    rule = BY_CODE["COR005"]
    sources = []
    for number, (headline, domain, day) in enumerate(articles):
        date = f"publishedDateTime: {day}\n" if day else ""
        provider = f"provider: {{domain: {domain}}}\n" if domain else ""
        text = (
            f'---\ncategory: news\ntitle: "{headline}"\n{date}{provider}images: [{{url: "{image}"}}]\n---\n'
        )
        sources.append(Source(f"{number}.md", text.encode()))
    chosen = {"COR005": rule.options(**options)} if options else {}
    schema = shipped_schema("article")
    report = check(sources, Settings((rule,), options=chosen, schema=schema))
    return [
        f"{finding.file} {finding.message.partition(' stands on ')[2].removesuffix(': a placeholder')}"
        for finding in report.findings
    ]


def test_three_publishers_with_nothing_in_common_are_enough() -> None:
    said = "3 different headlines of 3 publishers that have no word in common"
    assert told(stories()) == [f"{n}.md {said}" for n in range(3)]
    assert told(stories(2)) == []


def test_publishers_and_headlines_must_differ() -> None:
    first, second, third = stories()
    assert told([first, second, (third[0], "b.example", third[2])]) == []
    assert told([first, second, (third[0], "", third[2])]) == []
    assert told([first, second, (first[0], "c.example", third[2])]) == []


def test_a_fourth_story_of_one_of_them_is_told_too() -> None:
    said = "4 different headlines of 3 publishers that have no word in common"
    assert told([*stories(), (HEADLINES[3], "a.example", "2023-05-02")]) == [
        f"{n}.md {said}" for n in range(4)
    ]


def test_a_word_in_common_may_be_the_event() -> None:
    first, second, third = stories()
    assert told([first, second, ("The last ferry", *third[1:])]) == []
    assert told([first, second, ("With what they have", *third[1:])]) != []


@pytest.mark.parametrize(("day", "count"), [("2023-05-08", 0), ("2023-05-09", 3), ("", 0), ("soon", 0)])
def test_more_than_a_week_must_lie_between(day: str, count: int) -> None:
    first, second, third = stories()
    assert len(told([first, second, (*third[:2], day)])) == count


def test_the_day_of_each_must_be_known() -> None:
    first, second, third = stories()
    assert told([first, (*second[:2], ""), third]) == []


@pytest.mark.parametrize(
    "image",
    [
        "https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg",
        "https://images.unsplash.com/photo-1",
        "https://upload.wikimedia.org/a.jpg",
    ],
)
def test_what_is_shared_on_purpose_is_left_alone(image: str) -> None:
    assert told(stories(), image) == []


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("police-lights.jpg", 0),
        ("GavelOnDesk.jpg", 0),
        ("gerichtssaal%20leer.jpg", 0),
        ("0f-dead-beef-cafe.jpg", 3),
        ("news_article_1200x630.jpg", 3),
        ("aK9_sea_x.jpg", 3),
    ],
)
def test_a_name_that_may_say_what_is_shown_is_left_alone(name: str, count: int) -> None:
    assert len(told(stories(), f"https://cdn.example.net/courtroom/{name}")) == count


def test_the_number_of_publishers_is_an_option() -> None:
    assert told(stories(), publishers=4) == []
    assert len(told(stories(2), publishers=2)) == 0  # four days
    assert len(told([stories()[0], stories()[2]], publishers=2)) == 2


@pytest.mark.parametrize(
    ("image", "count"),
    [
        ("https://cdn.example.net/bay-news-placeholder.png", 3),
        ("https://cdn.example.net/crane-placeholder.png", 0),  # a headline has the word
        ("https://cdn.example.net/loan-default.png", 0),
        ("https://bay-courier.example.net/bay-courier-default.png", 3),
    ],
)
def test_other_words_of_a_name_must_be_of_no_story(image: str, count: int) -> None:
    day = "2023-05-02"
    articles = [(headline, "a.example", day) for headline in HEADLINES[:3]]
    said = "3 different headlines, and its name says what it is"
    assert told(articles, image) == [f"{n}.md {said}" for n in range(count)]


def test_stories_with_a_word_in_common_may_have_such_a_picture() -> None:
    image = "https://cdn.example.net/bay-news-placeholder.png"
    articles = [(headline, "a.example", "2023-05-02") for headline in (*HEADLINES[:2], "The last ferry")]
    assert told(articles, image) == []
    assert len(told(articles, "https://cdn.example.net/placeholder.png")) == 3


def test_what_is_said_of_records_does_not_wait_for_all_groups() -> None:
    taken = 0

    def groups() -> Iterator[Sequence[PlacedFact]]:
        nonlocal taken
        for taken in range(1, 4):
            address = f"cdn.example.net/{taken}.png"
            yield [
                PlacedFact(
                    address, (f"{n}", "record", address, f"Storm {n}", "", ""), "dump.jsonl",
                    Range(n, 1, n, 2), "images[0].url", n,
                )
                for n in range(1, 11)
            ]  # fmt: skip

    rule = BY_CODE["COR005"]
    assert rule.compare is not None
    hits = iter(rule.compare(groups(), rule.options()))
    assert (next(hits).fact.key, taken) == ("cdn.example.net/1.png", 1)
    assert sum(1 for _ in hits) == 29
