"""What is being typed in a comment that silences rules; open it for another part of one."""

from collections.abc import Iterable, Iterator
from typing import Final

from newslint.finding import Span
from newslint.rule import Catalogue
from newslint.server.cursor.spots import Spot
from newslint.server.fields.suggestions import Suggestion
from newslint.source import line_start
from newslint.text.lazy_pattern import later

_VERB = later(r"(?:.*[ \t])?#[ \t]*newslint:[ \t]*([a-z-]*)")
_SELECTOR = later(r"(?:.*[ \t])?#[ \t]*newslint:[ \t]*(?:ignore|ignore-file)\[([^\]]*)")
_REST_OF_NAME = later(r"[\w-]*+")
_VERBS: Final = {
    "ignore": "silences rules on this line; alone on a line, on the next",
    "ignore-file": "silences rules in the whole file",
}


def verb_at(text: str, cursor: int) -> Spot | None:
    """Where the word is typed that begins a suppression."""
    found = _VERB.fullmatch(text, line_start(text, cursor), cursor)
    return None if found is None else Spot("value", (), Span(found.start(1), _end(text, cursor)), found[1])


def selector_at(text: str, cursor: int) -> Spot | None:
    """Where the code or the name of a rule is typed; `others` are those that stand there already."""
    found = _SELECTOR.fullmatch(text, line_start(text, cursor), cursor)
    if found is None:
        return None
    *others, typed = found[1].split(",")
    start = cursor - len(typed.lstrip())
    spot = Spot("value", (), Span(start, _end(text, cursor)), text[start:cursor])
    spot.others = {other.strip() for other in others}
    return spot


def verbs(*, takes_snippets: bool) -> Iterator[Suggestion]:
    """The words that begin a suppression."""
    for verb, meaning in _VERBS.items():
        text = f"{verb}[$1]" if takes_snippets else f"{verb}["
        yield Suggestion(verb, text, "value", verb, meaning, is_snippet=takes_snippets)


def selectors(spot: Spot, catalogue: Catalogue, found_here: Iterable[str]) -> Iterator[Suggestion]:
    """The codes and names of rules; first the codes that were found where the comment would silence them."""
    here = set(found_here)
    for rule in catalogue.rules:
        for name in (rule.code, rule.name):
            if name not in spot.others:
                group = 0 if name in here else 1 if name == rule.code else 2
                other = rule.name if name == rule.code else rule.code
                yield Suggestion(name, name, "value", name, other, rule.summary, group)


def _end(text: str, cursor: int) -> int:
    rest = _REST_OF_NAME.match(text, cursor)
    return cursor if rest is None else rest.end()
