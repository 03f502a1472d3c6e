"""Every row of the table of leftovers, with a text that holds it and what is left of that."""

import re
from pathlib import Path

import pytest

from newslint.knowledge.page_leftovers import stories
from newslint.knowledge.page_leftovers.reading import leftovers
from newslint.knowledge.page_leftovers.table import LEFTOVERS

HELD = {
    # What the text is, and what is left when all is cut.
    "The port (opens in new tab) grows.": "The port grows.",
    "The port (Opens in a new window) grows.": "The port grows.",
    "The port [external link, opens in new window]": None,
    "The portopens in new tab grows.": "The port grows.",
    "Der Hafen (öffnet in neuem Tab) wächst.": "Der Hafen wächst.",
    "Der Hafen (Wird in neuem Fenster geöffnet)": "Der Hafen",
    "Le port (s’ouvre dans un nouvel onglet) grandit.": "Le port grandit.",
    "Le port (ouvre dans une nouvelle fenêtre)": "Le port",
    "El puerto (se abre en una nueva pestaña) crece.": "El puerto crece.",
    "El puerto (Se abre en una ventana nueva)": "El puerto",
    "Il porto (si apre in una nuova scheda)": "Il porto",
    "O porto (abre em nova janela)": "O porto",
    "De haven (opent in een nieuw tabblad)": "De haven",
    "Hamnen (öppnas i nytt fönster)": "Hamnen",
    "Havnen (åbner i nyt vindue)": "Havnen",
    "Havna (åpnes i ny fane)": "Havna",
    "Port (otwiera się w nowej karcie)": "Port",
    "Порт (открывается в новом окне)": "Порт",
    "港（新しいウィンドウで開きます）": "港",
    "港口(在新窗口中打开)": "港口",
    "It grows. The post The port appeared first on Quay.": "It grows.",
    "It grows. The post The new port appeared first on quay.example.": "It grows.",
    "It grows. The post The port first appeared on Quay.": "It grows.",
    "Er wächst. Der Beitrag Der Hafen erschien zuerst auf Kai.": "Er wächst.",
    "Il grandit. L’article Le port est apparu en premier sur Quai.": "Il grandit.",
    "Crece. La entrada El puerto se publicó primero en Muelle.": "Crece.",
    "Cresce. O post O porto apareceu primeiro em Cais.": "Cresce.",
    "Cresce. L'articolo Il porto proviene da Molo.": "Cresce.",
    "Hij groeit. Het bericht De haven verscheen eerst op Kade.": "Hij groeit.",
    "Den växer. Inlägget Hamnen dök först upp på Kaj.": "Den växer.",
    "It grows. The port was originally published in Quay on Medium, where people are continuing the"
    " conversation by highlighting and responding to this story.": "It grows.",
    "It grows. Continue reading on Quay »": "It grows.",
    "It grows. 2 posts - 1 participant Read full topic": "It grows.",
    "It grows. Article URL: https://a.example Comments URL: https://b.example Points: 4": "It grows.",
    "It grows. submitted by /u/quay-side to r/ports [link] [comments]": "It grows.",
    "It grows. Share this: Twitter Facebook Like this: Like Loading...": "It grows.",
    "It grows. Continue reading The port →": "It grows.",
    "It grows. Read the full story at The Quay.": "It grows.",
    "It grows. Read more: How the port grew": "It grows.",
    "Er wächst. Lesen Sie auch: Wie der Hafen wuchs": "Er wächst.",
    "Il grandit. À lire aussi : Comment le port grandit": "Il grandit.",
    "Crece. Lee también: Cómo creció el puerto": "Crece.",
    "Cresce. Leia também: Como cresceu o porto": "Cresce.",
    "Cresce. Leggi anche: Come cresce il porto": "Cresce.",
    "Hij groeit. Lees ook: Hoe de haven groeide": "Hij groeit.",
    "Rośnie. Czytaj także: Jak rósł port": "Rośnie.",
    "Растёт. Читайте также: Как рос порт": "Растёт.",
    "It grows … Read more": "It grows …",
    "It grows [...] Continue reading": "It grows [...]",
    "Er wächst ... Weiterlesen": "Er wächst ...",
    "Il grandit […] Lire la suite": "Il grandit […]",
    "Crece … Leer más": "Crece …",
    "Cresce … Continue lendo": "Cresce …",
    "Cresce … Leggi tutto": "Cresce …",
    "Hij groeit … Lees verder": "Hij groeit …",
    "Den växer … Läs mer": "Den växer …",
    "Rośnie … Czytaj dalej": "Rośnie …",
    "Растёт … Читать далее": "Растёт …",
    "港は… 続きを読む": "港は…",
    "It grows. (Reporting by Ada Moor; Editing by Jo Quay)": "It grows.",
    "It grows. This article is republished from The Conversation under a Creative Commons license. Read the"
    " original article.": "It grows.",
    "It grows. Copyright 2021 The Associated Press. All rights reserved. This material may not be published,"
    " broadcast, rewritten or redistributed without permission.": "It grows.",
    "It grows. © 2021 The Associated Press. All rights reserved.": "It grows.",
    "It grows. Visit the Quay at quay.example. Distributed by Tribune Content Agency, LLC.": "It grows. Visit"
    " the Quay at quay.example.",
    "It grows. This article originally appeared on Quay.com": "It grows.",
    "It grows. (Photo by Ada Moor/Getty Images)": "It grows.",
    "It grows. (Image credit: Ada Moor)": "It grows.",
    "It grows. Photo by Ada Moor on Unsplash": "It grows.",
    "It grows. As an Amazon Associate, I earn from qualifying purchases.": "It grows.",
    "Er wächst. Als Amazon-Partner verdiene ich an qualifizierten Verkäufen.": "Er wächst.",
    "Il grandit. En tant que Partenaire Amazon, je réalise un bénéfice sur les achats remplissant les"
    " conditions requises.": "Il grandit.",
    "When you purchase through links on our site, we may earn a commission. It grows.": "It grows.",
    "We use cookies to personalise content and ads, to provide social media features and to analyse our"
    " traffic. It grows.": "It grows.",
    "Wir verwenden Cookies, um Inhalte und Anzeigen zu personalisieren. Er wächst.": "Er wächst.",
    "It grows. Sign up for our weekly newsletter!": "It grows.",
    "The port (click to enlarge) grows.": "The port grows.",
    "Skip to main content The port grows.": "The port grows.",
    "You need to enable JavaScript to run this app.": None,
    "It grows. Your browser does not support the video tag.": "It grows.",
    "Write to [email\u00a0protected] now.": None,
    "placeholder": None,
    "Lorem ipsum dolor sit amet, consectetur.": None,
    "Welcome to WordPress. This is your first post. Edit or delete it, then start writing!": None,
    "Just another WordPress site": None,
    "%%title%% %%sep%% %%sitename%%": None,
    "[object Object]": None,
    "[caption id='a' width='3']The port[/caption] grows.": "The port grows.",
    "The port watch?v=abcdefghij_": "The port",
    "Enjoy the videos and music you love, upload original content, and share it all with friends, family, and"
    " the world on YouTube.": None,
    "It grows. Contribute to quay/port development by creating an account on GitHub.": "It grows.",
    "Log in to Facebook to start sharing and connecting with your friends, family and people you know.": None,
    "Attention Required! | Cloudflare": None,
    "404 Not Found": None,
    "Error. 403 Forbidden": "",
}
SOUND = [
    "The museum reopens in new window of the old bank",
    "How to say “(opens in new tab)” to a screen",
    "'(opens in new tab)' is a note",
    "Accessibility: write (opens in new tab) behind links",
    "See [the port](https://a.example) (opens in new tab)",
    "The door (opens in new tabs)",
    "The post office where it appeared first on Monday closed",
    "The port is new. The post Ada Moor wrote appeared first on Quay.",
    "The post The port appeared first on Quay. It was read by many.",
    "It grows. The post — appeared first on Quay.",
    "Two lovers wrote for years and never met each other. Posted in Paris, the letter took nine days.",
    "Three firms are named in what the court keeps locked. Filed under seal, the papers vanish.",
    "Asked about it, the mayor of the town was brief on Monday. No comment.",
    "The cook of the ferry makes soup of what is left. Passend dazu: ein Glas Wein",
    "It grows. Don't miss: the feast on the quay on Sunday",
    "The old sailor begins at dusk. Listen to this story.",
    "Are You a Robot?",
    "Security Check",
    "Image caption, alternative text and credit: how to write them",
    "It grows as the post of the port appeared",
    "Read more: how the port grew",
    "They read more: how the port grew at last",
    "It grows. Read more: https://a.example for all of it",
    "It grows. Read more: soon",
    "It grows. Read more",
    "It grows; read more",
    "Continue reading about the port",
    "Amazon associates earn from purchases",
    "A placeholder for the port",
    "Before lorem ipsum dolor sit amet came",
    "The port %%title%%",
    "The port at watch?v=abcdefghijk today",
    "The port youtube.com/watch?v=abcdefghijk",
    "The port watch?v=abcdefghijkl",
    "The error 404 Not Found explained",
    "Newsletter: sign up for our trip",
]


# Hints that are no whole labels.
PARTS = {hint for row in stories.ROWS for hint in row.hints if hint[0] in "(（["} | {
    "read the full story at",
    "read the full article at",
    "read the original article on",
}
HEADLINES = [
    "Ferries return",
    "About a tunnel",
    "The port",
    "Der Hafen",
    "Le port",
    "El puerto",
    "O porto",
    "Il porto",
    "De haven",
    "Hamnen",
]


LONG = "The new harbour of the town grows to the west of the river"
# Where labels stand: behind a cut, alone, with an arrow, before a headline, in brackets, at the begin.
CONTEXTS = [
    f"{LONG}… {{}}",
    f"{LONG}. {{}}",
    f"{LONG}. {{}} »",
    f"{LONG}. {{}}: Night trains return to the coast",
    f"{LONG}。{{}}：Night trains return to the coast",
    f"{LONG}. {{}} Ferries return",
    f"{LONG} ({{}}).",
    "{} The port grows.",
    "{}",
]


def _samples(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line.rpartition("\t")[2].replace("{long}", LONG) for line in lines if not line.startswith("#")]


FORMS, PLACES = _samples("leftover_forms.txt"), _samples("leftover_places.txt")


def cut(text: str) -> str:
    for one in reversed(leftovers(text, HEADLINES)):
        text = text[: one.cut_start] + text[one.cut_end :]
    return text


@pytest.mark.parametrize(("text", "left"), HELD.items())
def test_what_software_words_is_found_and_cut(text: str, left: str | None) -> None:
    if left == "":
        assert leftovers(text, HEADLINES) == []
        return
    assert leftovers(text, HEADLINES)
    if left is not None:
        assert cut(text) == left


@pytest.mark.parametrize("text", SOUND)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert leftovers(text, HEADLINES) == []


@pytest.mark.parametrize("sample", FORMS)
def test_a_form_is_found_from_its_begin_to_its_end(sample: str) -> None:
    before, _, rest = sample.partition("⟦")
    held, _, after = rest.partition("⟧")
    found = leftovers(before + held + after, HEADLINES)
    assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(held))]


def test_each_row_is_met_and_says_where_it_comes_from() -> None:
    labels = [context.format(hint) for row in LEFTOVERS for hint in row.hints for context in CONTEXTS]
    texts = [*HELD, *[re.sub("[⟦⟧]", "", sample) for sample in FORMS + PLACES], *labels]
    met = {one.leftover for text in texts for one in leftovers(text, HEADLINES)}
    assert [row for row in LEFTOVERS if row not in met] == []
    assert all(row.source and row.hints and row.form for row in LEFTOVERS)
    assert all(hint == hint.lower() for row in LEFTOVERS for hint in row.hints)


@pytest.mark.parametrize("label", sorted({hint for row in stories.ROWS for hint in row.hints} - PARTS))
def test_each_label_of_a_link_is_found(label: str) -> None:
    assert any(leftovers(context.format(label), HEADLINES) for context in CONTEXTS)


def test_what_authors_write_on_purpose_is_left_out_on_demand() -> None:
    text = "It grows (opens in new tab). Read more: How the port grew"
    assert [one.leftover.where for one in leftovers(text)] == ["inside", "last"]
    assert [one.leftover.where for one in leftovers(text, authored=False)] == ["inside"]


def test_places_are_those_of_the_words_and_of_the_blank_beside_them() -> None:
    (one,) = leftovers("A (opens in new tab) b")
    assert one[:4] == (1, 2, 20, 20)
    (one,) = leftovers("(opens in new tab)  b")
    assert one[:4] == (0, 0, 18, 20)


def test_a_headline_tells_nothing_of_a_footer_that_it_holds_itself() -> None:
    headline = "The post office where the stamp first appeared on sale"
    assert leftovers(headline, [headline]) == []
    assert leftovers(headline, ["Office where the stamp"]) != []


def test_several_at_the_end_are_peeled_off() -> None:
    text = "It grows. (Reporting by Ada) Read more: How the port grew. Lees ook: Hoe de haven groeide."
    assert [text[one.start : one.end] for one in leftovers(text)] == [
        "(Reporting by Ada)",
        "Read more: How the port grew.",
        "Lees ook: Hoe de haven groeide.",
    ]
    assert cut(text) == "It grows."


def test_only_the_end_of_a_long_text_is_read() -> None:
    text = "The post " * 100_000 + "Read more: " * 10_000
    assert leftovers(text) == []
