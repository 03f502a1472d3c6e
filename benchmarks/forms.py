"""How real text gets damaged: functions from a sound text to one with a defect, or to None."""

import re
from collections.abc import Callable, Mapping
from random import Random

Form = Callable[[str, Random], str | None]

_WORD = re.compile(r"[A-Za-z]{4,}")


def misread(text: str, encoding: str) -> str:
    """UTF-8 decoded as if it were something else; undefined bytes become controls, as in browsers."""
    decoded = []
    for byte in text.encode():
        try:
            decoded.append(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            decoded.append(chr(byte))
    return "".join(decoded)


def at_word(change: Callable[[str], str]) -> Form:
    """Change one word of the text."""

    def form(text: str, random: Random) -> str | None:
        words = list(_WORD.finditer(text))
        if not words:
            return None
        word = random.choice(words)
        return text[: word.start()] + change(word.group()) + text[word.end() :]

    return form


def around(before: str, after: str) -> Form:
    """Put something around the whole text."""
    return lambda text, _: f"{before}{text}{after}" if text else None


def _split(middle: str) -> Callable[[str], str]:
    return lambda word: f"{word[:2]}{middle}{word[2:]}"


def _mojibake() -> dict[str, Form]:
    samples = {
        "apostrophe": "{}’s",
        "quotes": "“{}”",
        "dash": "{} –",
        "accent": "{} café",
        "umlaut": "Müller {}",
        "euro": "€20 {}",
        "ellipsis": "{}…",
        "cyrillic": "{} Привет",
        "japanese": "{} 日本語",
        "emoji": "🚀 {}",
    }
    layers = {"cp1252": ("cp1252",), "latin-1": ("latin-1",), "double": ("cp1252", "cp1252")}
    found = {}
    for encoding, steps in layers.items():
        for name, sample in samples.items():
            damaged = sample
            for step in steps:
                damaged = misread(damaged, step)
            found[f"{name} by {encoding}"] = at_word(damaged.format)
    return found


def _query(separator: str) -> Form:
    def form(url: str, _: Random) -> str | None:
        if "#" in url or not url.startswith("http"):
            return None
        return f"{url}{separator if '?' in url else f'?id=7{separator}'}page=2"

    return form


def _tag(written: str) -> Form:
    return at_word(written.format)


MOJIBAKE: Mapping[str, Form] = _mojibake()

ENTITIES: Mapping[str, Form] = {
    "named": at_word("&quot;{}&quot;".format),
    "ampersand": at_word("{} &amp; more".format),
    "apostrophe": at_word("{}&rsquo;s".format),
    "blank": at_word("{}&nbsp;".format),
    "accent": at_word("{} caf&eacute;".format),
    "dash": at_word("{} &ndash;".format),
    "decimal": at_word("{}&#8217;s".format),
    "leading zeros": at_word("{}&#039;s".format),
    "hexadecimal": at_word("{}&#x2019;s".format),
    "upper-case hexadecimal": at_word("{}&#X2019;s".format),
    "emoji": at_word("{} &#128640;".format),
    "twice": at_word("&amp;quot;{}&amp;quot;".format),
    "twice, decimal": at_word("{}&amp;#8217;s".format),
    "three times": at_word("{} &amp;amp;amp; more".format),
}

URL_ENTITIES: Mapping[str, Form] = {"in a query": _query("&amp;"), "in a query, decimal": _query("&#038;")}

INVISIBLE: Mapping[str, Form] = {
    "zero-width space in a word": at_word(_split("\u200b")),
    "zero-width space after a word": at_word("{}\u200b".format),
    "zero-width space at the end": around("", "\u200b"),
    "two zero-width spaces at the start": around("\u200b\u200b", ""),
    "zero-width non-joiner": at_word(_split("\u200c")),
    "zero-width joiner": at_word(_split("\u200d")),
    "word joiner": at_word(_split("\u2060")),
    "soft hyphen": at_word(_split("\u00ad")),
    "byte order mark in a word": at_word(_split("\ufeff")),
    "byte order mark at the start": around("\ufeff", ""),
}

TAGS: Mapping[str, Form] = {
    "b": _tag("<b>{}</b>"),
    "em": _tag("<em>{}</em>"),
    "strong": _tag("<strong>{}</strong>"),
    "i": _tag("<i>{}</i>"),
    "a": _tag('<a href="https://www.example.org/ferries">{}</a>'),
    "a with more": _tag('<a class="link" target="_blank" href=\'/ferries\'>{}</a>'),
    "br": _tag("{}<br>"),
    "br closed": _tag("{}<br/>"),
    "br with a blank": _tag("{}<br />"),
    "BR": _tag("{}<BR>"),
    "p": around("<p>", "</p>"),
    "p never closed": around("<p>", ""),
    "p never opened": around("", "</p>"),
    "span": _tag('<span style="font-weight: bold">{}</span>'),
    "img": _tag('{} <img src="https://www.example.org/a.png" alt="">'),
}

ENVELOPES: Mapping[str, Form] = {
    "cut": lambda text, _: text[:-5],
    "cut at the start": lambda text, _: text[4:],
    "blank": lambda text, random: _inserted(text, random, " "),
    "no semicolon": lambda text, _: text.replace(";", ","),
    "two semicolons": lambda text, _: text.replace(";", ";;"),
    "one more letter": lambda text, _: f"{text}A",
    "no vector": lambda text, _: text.partition(";")[0],
    "empty vector": lambda text, _: f"{text.partition(';')[0]};",
    "stray character": lambda text, random: _inserted(text, random, "\u2019"),
    "URL alphabet": lambda text, _: f"_-{text[2:]}",
    "placeholder": lambda _, random: random.choice(("REDACTED", "TODO", "xxxx;yyyy")),
}


def _inserted(text: str, random: Random, what: str) -> str:
    at = random.randrange(1, text.index(";") - 4)
    return f"{text[:at]}{what}{text[at:]}"
