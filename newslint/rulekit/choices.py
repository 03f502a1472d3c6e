"""Words for the values that a schema allows, and for one that it doesn't; open it when both read alike."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from newslint.frontmatter.syntax import Language
from newslint.rulekit.retyping import looks_like_another_type
from newslint.text.wording import Words, join_or, shorten

_MOST: Final = 8


def allowed_and_found(values: Sequence[Any], found: Any, language: Language) -> tuple[str, str]:
    """What is allowed, and what was found instead.

    Each value is told with its type: ``the text `"8"` ``. Where all are words, or all of one type that shows,
    the value is enough: `draft`, `true`.
    """
    words = language.words
    shown = values[:_MOST]
    if isinstance(found, dict | list) and any(type(value) is type(found) for value in shown):
        return _listed(values, None, words), _in_json(found)
    if all(_is_word(value, language) for value in shown):
        is_plain = isinstance(found, str) and _is_word(found, language)
        return _listed(values, words.quote, words), words.quote(found) if is_plain else words.describe(found)
    if {words.noun(value) for value in [*shown, found]} in ({"boolean"}, {"number"}):
        return _listed(values, words.quote, words), words.quote(found)
    return _listed(values, None, words), words.describe(found)


def _in_json(value: Any) -> str:
    """A list or mapping as it is: where one is wanted and another found, their type says nothing."""
    return f"`{shorten(json.dumps(value, ensure_ascii=False, default=str))}`"


def allowed(values: Sequence[Any], language: Language) -> str:
    """What is allowed, where nothing was found."""
    return allowed_and_found(values, None, language)[0]


def _is_word(value: Any, language: Language) -> bool:
    """Whether a value needs no type beside it: a text that is text without quotes too, or no scalar."""
    if isinstance(value, str):
        return not looks_like_another_type(value, language.readings)
    return not language.words.noun(value)


def _listed(values: Sequence[Any], spell: Callable[[Any], str] | None, words: Words) -> str:
    """`a`, `b` or `c`; without a way to spell them, the type stands before the first of each type."""
    if not values:
        return "one of an empty list"
    spelt, before = [], ""
    for value in values[:_MOST]:
        noun = words.noun(value)
        if isinstance(value, dict | list):
            spelt.append(_in_json(value))
        elif not noun:
            spelt.append(words.spell(value))
        elif spell is not None:
            spelt.append(spell(value))
        else:
            spelt.append(f"`{words.spell(value)}`" if noun == before else words.describe(value))
        before = noun
    if len(values) > _MOST:
        return f"one of {', '.join(spelt)} and {len(values) - _MOST} more"
    return join_or(spelt)
