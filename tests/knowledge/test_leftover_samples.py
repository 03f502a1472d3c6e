"""Leftovers of pages as scrapers leave them, and prose that comes near; none is made after the table."""

from pathlib import Path

from newslint.knowledge.page_leftovers.reading import leftovers

HERE = Path(__file__).parent
# The stories that the samples stand for.
HEADLINES = ["Ferries return", "The mayor resigned"]
FOUND = 201  # of 222; the others are worded as prose is, too short, or the affair of other rules


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
    assert len(sound) == 199
    assert [text for text in sound if leftovers(text, HEADLINES)] == []
