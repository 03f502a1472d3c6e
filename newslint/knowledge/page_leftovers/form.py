"""What a row of the table of leftovers says, and pieces that forms share; open it before you add one."""

from typing import Final, Literal

from newslint.light_tuples import NamedTuple

# `start` and `end`: the text begins or ends with it. `last`: it is all that follows the end of a sentence.
# `whole`: the text is nothing else. `inside`: it may stand anywhere.
Where = Literal["start", "inside", "end", "last", "whole"]


class Leftover(NamedTuple):
    """A text of a page that belongs into no headline and no summary.

    Attributes:
        what: What it is, for a message: `the footer of a feed`.
        language: Its language (BCP 47); empty where it has none.
        where: The place in which it stands.
        hints: Small letters, of which every text that matches holds one; a quick look for them comes first.
        form: The text, as a regular expression without regard to case. No part of it is without a bound.
        source: Who words it so.
        authored: Whether authors of a page may well write the same on purpose.
        may_be_cut: Whether the text is whole without it; it isn't where something else was lost.
    """

    what: str
    language: str
    where: Where
    hints: tuple[str, ...]
    form: str
    source: str
    authored: bool = False
    may_be_cut: bool = True


# The headline of a story; that of the story itself, and the name of its site, which ends the sentence; one
# behind a colon, which is no address and has words.
TITLE: Final = r"[^\n]{1,250}"
POST: Final = r"(?P<post>[^\n]{1,250}?)"
SITE: Final = r"(?:[^\n.]|\.(?=[^\s.])){1,100}"
HEADLINE: Final = r"(?![^\n]{0,250}https?:)(?-i:(?![a-zß-ÿ]))(?:\S{1,60} ){2}[^\n]{1,250}"
# Where a sentence begins and ends, for what may stand anywhere; and where the next one begins with a capital.
SENTENCE: Final = r"(?:\A|(?<=[.!?…:”\"] )|(?<=\n))"
ENDED: Final = r"(?:[.!]|(?=\s|\Z))"
CAPITAL: Final = r"(?=\s+(?-i:[A-ZÀ-ÖØ-ÞŁŚŻČŘŠŽА-ЯЁІЇЄҐ\d\"“„«]))"
# Behind some words, so that it is no slogan of two parts (`Eat less. Read more`).
BEHIND_WORDS: Final = r"(?<=[\s\S]{40})"
# A label has no mark behind it that ends a sentence (`Eat less. Read more.`).
NO_SENTENCE: Final = r"(?!\s?(?:!|\.(?!\.)))"
# Behind the mark of a cut: `...` or an ellipsis, with a bracket or without, and a blank or none.
AFTER_A_CUT: Final = (
    "(?:"
    + "|".join(
        f"(?<={mark}{bracket}{blank})"
        for mark in (r"\.\.\.", "…")
        for bracket in ("", r"\]")
        for blank in ("", r"\s")
    )
    + ")"
)
