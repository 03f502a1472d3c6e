"""Articles in TOML, JSON and lines of headers, in every fence that these languages have."""

import json
from collections.abc import Callable
from random import Random
from typing import Any, Final

Suitable = Callable[[Random, str], str]
"""Gives a text that a field may have, and often one that it must not have."""

_NATIVE: Final = (
    "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00.5+02:00", "10:00:00", "2024-02-30", "true",
    "inf", "-nan", "0x1F", "1_000", "1e999", "+1.5", "9" * 400, "012", "yes", "", "bare",
)  # fmt: skip
_TOML_FENCES: Final = (("+++\n", "+++\n"), ("+++\n", "+++\n"), ("---toml\n", "---\n"), ("+++\r\n", "+++"))
_JSON_FENCES: Final = (
    ("", "\n"), ("", "\n\n"), (";;;\n", "\n;;;\n"), ("---json\n", "\n---\n"), ("---\n", "\n---\n"),
    ("<!--", "-->\n"),
)  # fmt: skip


def toml_article(random: Random, names: tuple[str, ...], suitable: Suitable, body: str) -> str:
    """An article with TOML: dotted and quoted keys, all four kinds of text, inline and array tables."""
    lines: list[str] = []
    for _ in range(random.randrange(1, 9)):
        name = random.choice(names)
        kind = random.randrange(8)
        if kind == 0:
            lines.append(random.choice(("[{}]", "[[{}]]", "[{}.a]")).format(_toml_key(random, name)))
        else:
            comment = random.choice(("", "", "", " # newslint: ignore[TXT001]", " # x"))
            lines.append(f"{_toml_key(random, name)} = {_toml_value(random, name, suitable)}{comment}")
    opening, closing = random.choice(_TOML_FENCES)
    return opening + "\n".join(lines) + "\n" + closing + body


def json_article(random: Random, value: Any, body: str) -> str:
    """An article with JSON, written in one line or in many, with or without escapes."""
    text = json.dumps(value, indent=random.choice((None, 1, 2, "\t")), ensure_ascii=random.random() < 0.5)
    opening, closing = random.choice(_JSON_FENCES)
    return opening + text + closing + body


def header_article(random: Random, names: tuple[str, ...], suitable: Suitable, body: str) -> str:
    """An article with lines of headers, as Pelican and MultiMarkdown read them."""
    lines = ["Title: The harbour reopens", f"Date: {suitable(random, 'date')}"]
    lines += [f"{name.capitalize()}: {suitable(random, name)}" for name in random.choices(names, k=3)]
    random.shuffle(lines)
    return random.choice(("\n", "\n    ")).join(lines) + "\n\n" + body


def _toml_key(random: Random, name: str) -> str:
    style = random.randrange(4)
    if style == 0:
        return json.dumps(name, ensure_ascii=False)
    return f"'{name}'" if style == 1 else name or '""'


def _toml_value(random: Random, name: str, suitable: Suitable) -> str:
    text = suitable(random, name)
    style = random.randrange(8)
    if style < 2:
        return json.dumps(text, ensure_ascii=random.random() < 0.5)
    if style == 2:
        return f"'{text}'"
    if style == 3:
        return f'"""{random.choice(("", chr(10), chr(92) + chr(10)))}{text}"""'
    if style == 4:
        return f"'''\n{text}'''"
    if style == 5:
        return f"[{json.dumps(text)}, {random.choice(_NATIVE)},\n  {{a = 1, b.c = {json.dumps(text)}}}]"
    return random.choice(_NATIVE)
