"""Which sentences and clauses are boilerplate, both sides of each bound."""

from collections.abc import Iterable

import pytest

from newslint.document import parse_document
from newslint.finding import PlacedFact
from newslint.rulekit.headline_words import beginnings
from newslint.rules.cor_boilerplate_summary import RULE, Options, collect, compare
from newslint.schema.compiled import choose
from newslint.source import Source

NOTICE = "Write to us if you know more than we do."
# No word of any of these is in the notice.
HEADLINES = ["Ferries return", "Night trains stop", "A crane moves", "The mayor resigns", "Bread gets dear"]

DEFAULTS = Options()

Story = tuple[str, str, str]  # the headline, the summary, the domain of the publisher


def _facts(number: int, story: Story, options: Options) -> list[PlacedFact]:
    headline, summary, publisher = story
    provider = f'provider: {{domain: "{publisher}"}}\n' if publisher else ""
    text = (
        f'---\ncategory: news\npublishedDateTime: 2023-05-02\ntitle: "{headline}"\n'
        f'excerpt: "{summary}"\n{provider}---\n'
    )
    document = parse_document(Source(f"{number}.md", text.encode()), choose)
    return [
        PlacedFact(fact.key, fact.values, f"{number}.md", document.source.range_of(fact.span), "excerpt")
        for fact in collect(document, options)
    ]


def told(stories: Iterable[Story], options: Options = DEFAULTS) -> list[tuple[str, int, int, str]]:
    """The file, the columns and the reason of each finding, in order."""
    groups: dict[str, list[PlacedFact]] = {}
    for number, story in enumerate(stories):
        for fact in _facts(number, story, options):
            groups.setdefault(fact.key, []).append(fact)
    return [
        (
            hit.fact.file,
            hit.fact.range.column,
            hit.fact.range.end_column,
            hit.message.removeprefix("this sentence stands under ").removesuffix(": boilerplate"),
        )
        for hit in compare(groups.values(), options)
    ]


def with_notice(count: int, publisher: str = "", notice: str = NOTICE) -> list[Story]:
    return [(HEADLINES[n], f"Text {n} of it. {notice}", publisher) for n in range(count)]


def test_three_headlines_of_one_publisher_are_enough() -> None:
    assert told(with_notice(2, "a.example")) == []
    reason = "3 different headlines of one publisher and has no word of them"
    assert told(with_notice(3, "a.example")) == [(f"{n}.md", 25, 65, reason) for n in range(3)]


def test_five_headlines_of_any_are_enough() -> None:
    assert told(with_notice(4)) == []
    reason = "5 different headlines and has no word of them"
    assert {reason for *_, reason in told(with_notice(5))} == {reason}
    assert len(told(with_notice(5))) == 5


def test_publishers_are_counted_apart_and_told_together() -> None:
    stories = with_notice(4)
    two_each = [(*story[:2], f"{'ab'[n // 2]}.example") for n, story in enumerate(stories)]
    assert told(two_each) == []
    three_of_one = [(*story[:2], f"{'aaab'[n]}.example") for n, story in enumerate(stories)]
    reason = "4 different headlines, 3 of one publisher, and has no word of them"
    assert [(file, why) for file, _, _, why in told(three_of_one)] == [(f"{n}.md", reason) for n in range(4)]


@pytest.mark.parametrize(
    ("headline", "is_told"),
    [
        ("What we know", False),
        ("What they knew", True),
        ("Knowing it all", False),
        ("More on us", True),
        ("Your turn", True),
    ],
)
def test_a_word_of_a_headline_says_something(headline: str, *, is_told: bool) -> None:
    stories = [*with_notice(2, "a.example"), (headline, f"Text x. {NOTICE}", "a.example")]
    assert bool(told(stories)) is is_told


@pytest.mark.parametrize("sign", list("'([/-_.=#@“„«‘’"))
def test_a_word_may_begin_behind_a_sign(sign: str) -> None:
    notice = f"Look at the board of our port{sign}ferries, or ask."
    stories = [(headline, f"Text {n}. {notice}", "a.example") for n, headline in enumerate(HEADLINES[:3])]
    assert told(stories) == []
    assert told([*stories[1:], (HEADLINES[3], f"Text. {notice}", "a.example")]) != []


def test_the_name_of_the_publisher_says_nothing() -> None:
    notice = "All of it stands in Quay today, on paper and on screens."
    stories = [(f"{title} | Quay", f"Text {title}. {notice}", "quay") for title in HEADLINES[:3]]
    assert len(told(stories)) == 3
    assert told([(title, text, "a.example") for title, text, _ in stories]) == []


def test_pairs_of_signs_are_compared_where_no_blanks_part_words() -> None:
    notice = "この記事は湾岸新聞の会員の方だけに毎朝とどけられるものでありますので今すぐ登録を"
    headlines = ["船", "橋を渡る", "夜の汽車"]
    stories = [(title, f"本文{n}。{notice}。", "a.example") for n, title in enumerate(headlines)]
    assert len(told(stories)) == 3
    assert told([*stories[:2], ("会員より", f"本文。{notice}。", "a.example")]) == []


def test_beginnings_of_words() -> None:
    assert beginnings("") == frozenset()
    assert beginnings("The Ferries with an oar") == {" ferr"}
    assert beginnings("Quay港の船") == {" quay", "港の", "の船"}


def test_a_series_and_a_whole_summary_stay_quiet() -> None:
    assert told([(title, NOTICE, "a.example") for title in HEADLINES]) == []
    stories = [*with_notice(3, "a.example"), ("Something else", NOTICE, "a.example")]
    assert told(stories) == []


def test_headlines_and_summaries_must_differ() -> None:
    one_headline = [("Ferries return", f"Text {n}. {NOTICE}", "a.example") for n in range(5)]
    assert told(one_headline) == []
    one_summary = [(title, f"Text. {NOTICE}", "a.example") for title in HEADLINES]
    assert told(one_summary) == []


@pytest.mark.parametrize("mark", [" | ", " - ", " – ", " — ", " · ", " • ", "; "])
def test_a_clause_behind_a_mark_counts(mark: str) -> None:
    clause = "your paper, if you live by the sea"
    stories = [(HEADLINES[n], f"Text {n} of it{mark}{clause}", "a.example") for n in range(3)]
    start = 11 + len("Text 0 of it") + len(mark)
    assert [one[1:3] for one in told(stories)] == [(start, start + len(clause))] * 3


@pytest.mark.parametrize(("mark", "is_told"), [(" | ", True), (" · ", True), (" • ", True), (" – ", False)])
def test_a_clause_behind_a_bar_counts_whatever_it_says(mark: str, *, is_told: bool) -> None:
    stories = [(HEADLINES[n], f"Text {n}{mark}a paper for all who live by the sea", "quay") for n in range(3)]
    assert bool(told(stories)) is is_told


NEWS = [
    "Police are asking witnesses to come forward.",
    "The cause of the accident is not yet known.",
    "An investigation into it is under way.",
    "The defendant denies all of the charges.",
    "The US government has not commented on it.",
    "Die Polizei bittet um Hinweise von Zeugen.",
    "Sie kamen mit dem Schrecken davon, hiess es.",
    "Personne n'a été blessé dans l'accident.",
    "La policía busca al autor de los hechos.",
    "Полиция просит свидетелей откликнуться.",
    "Politiet undersøger sagen i øjeblikket.",
    "“We will fight on until we win this.",
    "Der Wagen kam nach links von der Strasse ab.",
    "De politie probeert de dader te vinden.",
    "A polícia procura os autores com um cão.",
    "Policie zjistila, že nikdo není zraněn.",
]
SITES = [
    "Sign up for the newsletter of the week here.",
    "Click below to see what a lamp costs.",
    "Thank you so much for the support.",
    "Wir freuen uns über jede Rückmeldung.",
    "Abonnez-vous pour tout lire chaque matin.",
    "Suscríbete para leer todo cada mañana.",
    "Schrijf je in voor de nieuwsbrief van vandaag.",
    "Подписывайтесь на канал в Телеграме.",
    "Read more of it on www.quay.example today.",
]


@pytest.mark.parametrize(("sentence", "is_told"), [*[(s, False) for s in NEWS], *[(s, True) for s in SITES]])
def test_what_news_repeat_is_no_boilerplate(sentence: str, *, is_told: bool) -> None:
    for publisher in ("a.example", ""):
        assert bool(told(with_notice(5, publisher, sentence))) is is_told


@pytest.mark.parametrize(("quality", "count"), [("quality: 70\n", 10), ("", 0)])
def test_parts_of_a_course_say_where_they_belong(quality: str, count: int) -> None:
    groups: dict[str, list[PlacedFact]] = {}
    for number in range(10):
        text = (
            f"---\ncategory: news\npublishedDateTime: 2023-05-02\n{quality}title: Title {number}\n"
            f"excerpt: Text {number}. Part of the free course for beginners.\n---\n"
        )
        document = parse_document(Source(f"{number}.md", text.encode()), choose)
        for fact in collect(document, DEFAULTS):
            place = document.source.range_of(fact.span)
            placed = PlacedFact(fact.key, fact.values, f"{number}.md", place, "excerpt")
            groups.setdefault(fact.key, []).append(placed)
    assert len(list(compare(groups.values(), DEFAULTS))) == count


def test_a_clause_before_a_mark_may_be_a_template() -> None:
    opening = "A paper for all who live by the sea"
    stories = [(HEADLINES[n], f"{opening} - text {n} of it", "a.example") for n in range(3)]
    assert told(stories) == []


def test_the_clauses_of_a_sentence_that_recurs_are_not_told_again() -> None:
    notice = "Write to us if you know more than we do | a paper for all who live by the sea."
    assert len(told(with_notice(3, "a.example", notice))) == 3


def test_only_the_middle_clause_recurs() -> None:
    clause = "a paper for all who live by the sea"
    stories = [(HEADLINES[n], f"Text {n} | {clause} | {n}", "a.example") for n in range(3)]
    assert [one[1:3] for one in told(stories)] == [(20, 20 + len(clause))] * 3


def test_a_clause_is_told_once_in_a_summary_and_without_the_blanks_behind_it() -> None:
    clause = "a paper for all who live by the sea"
    stories = [(HEADLINES[n], f"Text {n} | {clause} | {clause}  .", "a.example") for n in range(3)]
    assert [one[1:3] for one in told(stories)] == [(20, 20 + len(clause))] * 3
    stories = [(HEADLINES[n], f"Text {n} of it | {clause}  .", "a.example") for n in range(3)]
    assert [one[1:3] for one in told(stories)] == [(26, 26 + len(clause))] * 3


def test_a_short_clause_recurs_by_chance() -> None:
    stories = [(HEADLINES[n], f"Text {n} of it and no more | by the sea", "a.example") for n in range(3)]
    assert told(stories) == []


def test_addresses_are_not_torn() -> None:
    notice = "Go to https://a.example/more.html?from=b.c and look at 1.5 of it!"
    found = told(with_notice(3, "a.example", notice))
    assert [one[1:3] for one in found] == [(25, 25 + len(notice))] * 3


def test_short_sentences_recur_by_chance() -> None:
    assert told(with_notice(3, "a.example", "We are 30 and not a day older")) == []  # 29 characters
    assert len(told(with_notice(3, "a.example", "We are 30, and not a day older"))) == 3


def test_the_bounds_are_options() -> None:
    stories = with_notice(5, "a.example")
    assert told(stories, Options(publisher_headlines=6, unrelated_headlines=6)) == []
    assert told(stories[:2], Options(publisher_headlines=2)) != []
    assert told(with_notice(2), Options(unrelated_headlines=2)) != []
    assert told(with_notice(2), Options(headlines=2))[0][-1] == "2 different headlines"


@pytest.mark.parametrize("least", [0, 1, 2])
def test_one_headline_is_never_enough(least: int) -> None:
    options = Options(headlines=least, unrelated_headlines=least, publisher_headlines=least)
    (one, other) = with_notice(2, "a.example")
    assert told([one, one], options) == []
    assert len(told([one, other], options)) == 2
    assert RULE.only_differing, "nobody asks about facts that are all alike"
