"""How keys and values are written in each language; open it for quotes.

What is written is read back as it was meant, by YAML 1.1 too: a word that one version takes for a flag has
quotes around it.
"""

import json
from typing import Any, Final

from newslint.frontmatter.toml.strings import as_key as as_toml_key
from newslint.frontmatter.toml.strings import quoted as toml_quoted
from newslint.frontmatter.yaml.edits import quoted as yaml_quoted
from newslint.frontmatter.yaml.syntax import YAML as YAML_SYNTAX
from newslint.server.cursor.find import HEADERS, JSON, TOML
from newslint.text.lazy_pattern import later

_PLAIN_KEY: Final = later(r"[A-Za-z_$][A-Za-z0-9_$.-]*")
# Begins with a letter, holds nothing that means anything to YAML, in brackets or not, and ends visibly.
_PLAIN_TEXT: Final = later(
    r"[^\W\d_](?:[^\x00-\x1f\x7f-\xa0,\[\]{}#:'\"\\\ufeff\u2028\u2029]*[^\x00-\x20\x7f-\xa0,\[\]{}#:'\"\\\ufeff\u2028\u2029])?"
)
# What a single-quoted text can't hold.
_UNPRINTABLE: Final = later(r"[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")


def key_text(name: str, language: str) -> str:
    """A key as it is written."""
    if language == JSON:
        return json.dumps(name, ensure_ascii=False)
    if language == TOML:
        return as_toml_key(name)
    is_plain = language == HEADERS or (_PLAIN_KEY.fullmatch(name) and _is_text(name))
    return name if is_plain else yaml_quoted(name)


def value_text(value: Any, language: str, quote: str = "") -> str | None:
    """A scalar as it is written; None where it can't be, or not in the quotes that are there already.

    A text may be put into quotes of any kind: these are replaced with it.
    """
    if isinstance(value, str):
        return text_of(value, language, quote)
    if quote or not (value is None or isinstance(value, bool | int | float)):
        return None
    if language == TOML and value is None:
        return None
    return json.dumps(value)


def text_of(value: str, language: str, quote: str = "") -> str:
    """A text as it is written, in quotes of a kind if somebody began with these."""
    if language == JSON:
        return json.dumps(value, ensure_ascii=False)
    if language == TOML:
        return toml_quoted(value)
    if language == HEADERS:
        return value
    if quote == "'" and not _UNPRINTABLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    is_plain = not quote and _PLAIN_TEXT.fullmatch(value) and _is_text(value)
    return value if is_plain else yaml_quoted(value)


def date_text(written: str, language: str, quote: str) -> str:
    """A date as it is written; without quotes where the language has dates, or readers know them."""
    if language == HEADERS:
        return written
    around = '"' if language == JSON else quote
    return f"{around}{written}{around}"


def escaped(text: str) -> str:
    """A text for a snippet of the protocol, in which it means itself."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def _is_text(word: str) -> bool:
    return all(isinstance(reading, str) for reading in YAML_SYNTAX.readings(word))
