"""Leftovers of pages as scrapers leave them, and prose that comes near; none is made after the table."""

from pathlib import Path

from newslint.knowledge.page_leftovers.reading import leftovers

HERE = Path(__file__).parent
# The stories that the samples stand for.
HEADLINES = ["Ferries return", "The mayor resigned"]
FOUND = 199  # of 222; the others are worded as prose is, too short, or the affair of other rules


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def _is_found(sample: str) -> bool:
    """Whether some leftover lies where the sample marks one."""
    start, end = sample.index("⟦"), sample.index("⟧") - 1
    text = sample.replace("⟦", "").replace("⟧", "")
    return any(one.start < end and one.end > start for one in leftovers(text, HEADLINES))


def test_most_places_are_found() -> None:
    places = [line.partition("\t")[2] for line in _lines("leftover_places.txt")]
    missed = [place for place in places if not _is_found(place)]
    assert len(places) == 222
    assert len(places) - len(missed) >= FOUND, "\n".join(missed)


def test_prose_is_left_alone() -> None:
    sound = _lines("leftover_near_misses.txt")
    assert len(sound) == 233
    assert [text for text in sound if leftovers(text, HEADLINES)] == []


def test_headlines_about_what_pages_say_are_left_alone() -> None:
    sound = _lines("leftover_near_headlines.txt")
    assert len(sound) == 59
    assert [text for text in sound if leftovers(text, [text], is_headline=True)] == []


ON_PAGES = [
    "We use cookies to improve your experience on this site. Here you find which ones.",
    "Diese Website verwendet Cookies, um die Nutzung zu messen.",
    "Nous utilisons des cookies pour mesurer l'audience. Cette page dit lesquels.",
    "This page is for members only.",
    "A gallery of my trip. Photo by Ada Moor on Unsplash.",
    "Screenshots of the editor (click to enlarge)",
    "The ferries are back. (Reporting by Ada Moor)",
    "undefined",
    "NaN",
    "[object Object]",
]


def test_what_pages_say_on_purpose_is_left_alone_there() -> None:
    assert [text for text in ON_PAGES if leftovers(text, ["Ferries"], authored=False)] == []
    assert [text for text in ON_PAGES if not leftovers(text, ["Ferries"])] == []


def test_pages_about_cookies_say_what_notices_say() -> None:
    text = "This website uses cookies to ensure you get the best experience."
    assert len(leftovers(text, ["Ferries"], authored=False)) == 1
    for headline in (
        "Cookies",
        "Privacy policy",
        "Datenschutzerklärung",
        "Mentions légales",
        "クッキーについて",
    ):
        assert leftovers(text, ["Ferries", headline]) == []
