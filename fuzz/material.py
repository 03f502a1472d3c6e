"""Inputs for the harnesses: made from a grammar, or from what is there by cutting, splicing and inserting.

Raw bytes hardly ever come to be YAML, so nearly all that is tried begins as an article, a configuration or a
schema. The same random generator makes the same bytes.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from generate import articles
from languages import header_article, json_article, toml_article

from newslint.rules import RULES

LARGEST: Final = 64 * 1024
"""Bytes; nothing larger is made."""

SEEDS: Final = Path(__file__).parents[1] / "seeds"
MARK: Final = "zqx"
"""Markup in inputs carries this name, so that a report that doesn't escape it is noticed."""

Mutation = Callable[[Random, bytes], bytes]

_CODES: Final = tuple(rule.code for rule in RULES)
_DATES: Final = (
    "2024-02-30", "2024-05-01", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00 +02:00",
    "9999-12-31T23:59:60Z",
    "0000-00-00", "0001-01-01T00:00:00+14:00", "2024-13-01T25:61:61Z", "99999-01-01", "20240501",
    "２０２４-05-01",
)  # fmt: skip
_URLS: Final = (
    "https://www.post.example/2024/05/01/a", "http://post.example", "https://[::1]/", "https://127.1/a",
    "https://a:b@host:99999/", "https://xn--/x", "https://xn--a-ecp.example/",
    "https://post.example/%zz%2F//a",
    "javascript:alert(1)", "//a.example/x", "/local/a.png", "../../../etc/passwd.png", "a.png",
    "mailto:a@b",
    "https://www-post-example.cdn.ampproject.org/c/s/www.post.example/amp/a",
    "https://a.example/a?utm_source=x&b=1#c",
    "https://images.example/wp-content/uploads/a-1200x675.jpg",
    "https://i.example/w_100,h_200/a.jpg?w=1e9&h=0",
    "https://i.example/99999999999999999999x1.jpg", "https://é.example/ü ?q=\\",
    "data:image/png;base64,AAAA", "https://",
)  # fmt: skip
_TEXT: Final = (
    *_DATES, *_URLS,
    # YAML
    "&a ", "*a", "<<: *a", "!!python/object:os.system x", "!x y", "!!binary aGk=", "!!str 1",
    "? [a, b]\n: c",
    "? a\n", "- - - ", "{a: [b, {c: d}]}", "[[[[", "{{7*7}}", ": ", "#", " #", "\n#", "|\n  ", ">-\n  ",
    "|9\n ",
    "'", '"', '"\\x00\\ud800\\u202e"', "''", "---\n", "...\n", "%YAML 1.2\n---\n", "\t", "\n\n", "\r",
    "\r\n",
    "~", "null", "yes", "012", "0x1F", "1_000", "1:30", ".inf", ".nan", "-.inf", "1e999", "9" * 400,
    "-9223372036854775809", "0.1e-400", "true", "@", "`", "%",
    # invisible, acting and odd characters
    "\ufeff", "\u0085", "\u2028", "\u2029", "\u200b", "\u200d", "\u00ad", "\u202e", "\u2066", "\u2069",
    "\u202c",
    "\u061c", "\u00a0", "\ufffd", "\ufffe", "\x00", "\x07", "\x1b[31m", "\x1b]8;;https://a.example\x07",
    "\x7f",
    "\x9b", "\x08", "e\u0301", "\u0301" * 40, "👩‍👩‍👧", "🇳🇴", "\U000e0041\U000e007f", "\U0010ffff", "ש",
    "ﷺ", "が",
    "::error::x", "\n::error::x", "::set-output name=a::b", "##[group]x", "##vso[task.setvariable]x",
    "%0A::error::",
    # mojibake and entities
    "cafÃ©", "itâ€™s", "Ã¢â‚¬â„¢", "ÃƒÂ©", "РџСЂРёРІРµС‚", "â\x80\x99", "&amp;", "&amp;amp;amp;",
    "&#8217;", "&#x202e;", "&#0;",
    "&#99999999999;", "&lt;b&gt;", "&nbsp;", "&notit;", "&",
    # markup
    f"<{MARK} onerror={MARK}>", f"</script><{MARK}>", f"<!--<{MARK}>", f'" {MARK}="1', f"' {MARK}='1",
    "]]>",
    f"[x](javascript:{MARK})", "<b>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "`" * 9, "|", "\\",
    # TOML and JSON
    "+++\n", '"""', "'''", "[[a]]\n", "a.b = 1\n", "{a = 1}", ";;;\n", "\\u00e9", '"\\ud83d\\ude00"',
    "/* x */", "-->",
    # comments
    "# newslint: ignore[TXT001]", "# newslint: ignore-file[TXT,URL005]", "# newslint: ignore[",
    "# newslint: ignore",
    "# newslint:ignore[ALL] because", "#newslint: disable=x", "# newslint: ignore[\u202e,,TXT9,mojibke]",
    "newslint:",
)  # fmt: skip

_SENTENCES: Final = (
    "The harbour reopens", "The harbour reopens", "the harbour reopens.", "The <b>harbour</b> reopens",
    " The harbour ", "",
    "The harbour reopens after the storm, and the ferries sail again as ..",
    "The harbour reopens after a…", "news", "News ",
    "-", "cafe\u0301", "Tom &amp; Jo", "Itâ€™s open", "a\u00a0\u00a0b", "By Jo",
    "Subscribe to our newsletter", "article",
)  # fmt: skip

TOKENS: Final = (
    *(text.encode() for text in _TEXT),
    b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80", b"caf\xe9",
    b"\x93quoted\x94",
    *(f"# newslint: ignore[{code}]".encode() for code in _CODES[::9]),
)  # fmt: skip
"""What is put into inputs: each means something to a parser, a rule, a terminal or a CI system."""

FIELDS: Final = (
    "title", "excerpt", "summary", "description", "publishedDateTime", "date", "lastmod", "updated",
    "originalUrl",
    "webUrl", "canonical", "ampWebUrl", "cdnAmpWebUrl", "permalink", "type", "quality", "heat",
    "published", "provider",
    "name", "domain", "images", "image", "cover", "url", "width", "height", "related", "topics", "tags",
    "secured",
    "category", "$schema", "draft", "a.b", "a[0]", "", "é", "<<", "1", "null",
)  # fmt: skip
"""Names of fields that schemas give a meaning to, and some that are hard to write down."""

KEYWORDS: Final = (
    "type", "properties", "required", "items", "prefixItems", "additionalProperties", "patternProperties",
    "allOf", "anyOf",
    "oneOf", "not", "if", "then", "else", "$ref", "$dynamicRef", "$recursiveRef", "$defs", "definitions",
    "$id", "id", "$anchor",
    "$dynamicAnchor", "$schema", "enum", "const", "format", "pattern", "minimum", "maximum",
    "exclusiveMinimum", "multipleOf",
    "divisibleBy", "minLength", "maxLength", "uniqueItems", "contains", "minContains", "dependentSchemas",
    "dependencies",
    "dependentRequired", "propertyNames", "unevaluatedProperties", "unevaluatedItems", "additionalItems",
    "extends", "disallow",
    "x-newslint-role", "x-newslint-detect", "$vocabulary", "contentEncoding", "$comment", "default",
    "deprecated",
)  # fmt: skip
"""Keywords of JSON Schema, of all drafts."""

TYPES: Final = ("string", "number", "integer", "object", "array", "boolean", "null", "any", "x")
"""The types of JSON Schema, and one that is none."""

JSON_TOKENS: Final = (
    *(f'"{word}"'.encode() for word in (*KEYWORDS, *TYPES, "#", "headline")), b"{", b"}", b"[", b"]",
    b":", b",", b"null", b"NaN",
    b"Infinity", b"1e400", b"[" * 3000, b'{"$ref":"#"}', b"\xef\xbb\xbf", b"\xff", b'"\\ud800"',
    b"9" * 5000, b"-0", b"//",
)  # fmt: skip
"""What is put into JSON."""

_REPEATED: Final = (
    b"k%d: yes # newslint: ignore[FM009]\n", b"k%d: caf\xc3\x83\xc2\xa9\n", b"k%d: &a%d x\nl%d: *a%d\n",
    b"- {a: b}\n",
    b"- a: 1\n  b: 2\n", b"k%d: {<<: *a}\n", b"? k%d\n: x\n",
    b"  - title: a\n    webUrl: https://a.example/b\n",
    b"- url: https://i.example/a-1x2.jpg\n  width: 3\n",
)  # fmt: skip
_AROUND: Final = (
    b'---\ntitle: "%s"\nexcerpt: x\n---\n', b"---\nwebUrl: '%s'\n---\n", b"---\nexcerpt: |\n  %s\n---\n",
    b"---\n%s: x\n---\n",
    b"---\na: [%s]\n---\n", b"---\n%s\n---\n", b"---\ntitle: x # %s\n---\n", b"---\na: 1\n---\n%s",
    b"---\nimages:\n%s---\n",
    b"---\nrelated:\n%s---\n", b"---\ndescription: %s\n---\n", b"---\ntags: [a, %s]\ntitle: x\n---\n",
)  # fmt: skip

_ARTICLES: Final = (
    *(content for _, content in islice(articles(40, defects=1.0), 40)),
    *(path.read_bytes() for path in sorted(SEEDS.iterdir()) if path.is_file()),
)


def article(random: Random) -> bytes:
    """A file with front matter, more or less damaged."""
    made = random.choice(_ARTICLES) if random.random() < 0.4 else _written(random)
    return damaged(random, made) if random.random() < 0.8 else made


def flood(random: Random) -> bytes:
    """One thing so often that whatever takes longer than in proportion to it takes too long."""
    part = b"".join(random.choice(TOKENS) for _ in range(random.choice((1, 1, 2, 3))))
    part = random.choice((part, part, *_REPEATED)) + random.choice((b"", b" ", b", ", b"\n", b"a"))
    text = b"".join(part.replace(b"%d", b"%d" % number) for number in range(LARGEST // (len(part) or 1) // 2))
    return random.choice(_AROUND).replace(b"%s", text)[:LARGEST]


def damaged(random: Random, data: bytes) -> bytes:
    """The input with some mutations that suit front matter."""
    for _ in range(random.choice((1, 1, 2, 3, 5, 12))):
        data = random.choice(_MUTATIONS)(random, data)[:LARGEST]
    return data


def mutated(random: Random, data: bytes, tokens: Sequence[bytes]) -> bytes:
    """The input with some mutations that suit any text, with tokens of its own language."""
    for _ in range(random.choice((1, 1, 2, 4))):
        kind = random.randrange(6)
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 1, 2, 8, 40)))
        if kind < 2:
            data = data[:start] + random.choice(tokens) + data[start if kind else end :]
        elif kind == 2:
            data = data[:start] + data[end:]
        elif kind == 3:
            data = data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]
        elif kind == 4:
            data = data[:start] + bytes([random.randrange(256)]) + data[start + 1 :]
        else:
            data = _moved_line(random, data)
        data = data[:LARGEST]
    return data


def token(random: Random) -> str:
    """A token as text; bytes that are no text become lone surrogates."""
    return random.choice(TOKENS).decode("utf-8", "surrogateescape")


def jsonlike(random: Random, depth: int = 3) -> Any:
    """Any JSON value, with names of fields as keys."""
    kind = random.randrange(9 if depth else 6)
    if kind < 2:
        return random.choice(_TEXT)
    if kind == 2:
        return random.choice((0, -1, 1, 10**30, 0.5, 1e308, 1200))
    if kind < 6:
        return random.choice((None, True, False, "", "title"))
    if kind < 8:
        return {random.choice(FIELDS): jsonlike(random, depth - 1) for _ in range(random.randrange(4))}
    return [jsonlike(random, depth - 1) for _ in range(random.randrange(4))]


def json_bytes(value: Any) -> bytes:
    """A value as the bytes of a JSON file."""
    return json.dumps(value, indent=1).encode()


def _written(random: Random) -> bytes:
    """An article in any language of front matter; most are in YAML."""
    body = "".join(token(random) + "\n" for _ in range(random.randrange(3)))
    language = random.randrange(10)
    if language == 0:
        text = toml_article(random, FIELDS, _suitable, body)
    elif language == 1:
        text = json_article(random, {random.choice(FIELDS): jsonlike(random) for _ in range(5)}, body)
    elif language == 2:
        text = header_article(random, FIELDS, _suitable, body)
    else:
        text = _in_yaml(random, body)
    return text.encode("utf-8", "surrogateescape")


def _in_yaml(random: Random, body: str) -> str:
    """YAML in a style of its own, block or flow, with anchors, tags and comments here and there."""
    lines = [_field(random, 0) for _ in range(random.randrange(1, 9))]
    fence = random.choice(("---\n", "---\n", "---\n", "--- \n", "---\r\n", "\ufeff---\n", ""))
    end = random.choice(("---\n", "---\n", "...\n", "---", ""))
    return f"{fence}{''.join(lines)}{end}{body}"


def _field(random: Random, depth: int) -> str:
    blanks = "  " * depth
    key = random.choice(FIELDS)
    kind = random.randrange(10)
    if depth < 2 and kind == 2:
        return _familiar(random, blanks)
    if depth < 3 and kind == 0:
        below = "".join(_field(random, depth + 1) for _ in range(random.randrange(4)))
        return f"{blanks}{key}:{random.choice(('', ' &a', ' !x'))}\n{below}"
    if depth < 3 and kind == 1:
        items = [_field(random, depth + 2) for _ in range(random.randrange(4))]
        return f"{blanks}{key}:\n" + "".join(f"{blanks}  - {item[len(blanks) + 4 :]}" for item in items)
    comment = f" {token(random)}" if random.random() < 0.15 else ""
    return f"{blanks}{key}: {_scalar(random, key, blanks)}{comment}\n"


def _familiar(random: Random, blanks: str) -> str:
    """Fields that belong together, as articles have them."""
    kind = random.choice(("provider", "images", "related", "amp", "dates"))
    value = partial(_suitable, random)
    if kind == "provider":
        return f"{blanks}provider:\n{blanks}  name: {value('name')}\n{blanks}  domain: {value('domain')}\n"
    if kind == "images":
        size = "".join(f"{blanks}    {name}: {value(name)}\n" for name in ("width", "height"))
        return f"{blanks}images:\n" + f"{blanks}  - url: {value('url')}\n{size}" * random.choice((1, 1, 2))
    if kind == "related":
        entry = f"{blanks}  - title: {value('title')}\n{blanks}    webUrl: {value('url')}\n"
        return f"{blanks}related:\n" + entry * random.choice((1, 2))
    if kind == "amp":
        return "".join(
            f"{blanks}{name}: {value('url')}\n" for name in ("ampWebUrl", "cdnAmpWebUrl", "webUrl")
        )
    return "".join(f"{blanks}{name}: {value('date')}\n" for name in ("publishedDateTime", "updated", "date"))


def _scalar(random: Random, key: str, blanks: str) -> str:
    text = _suitable(random, key)
    style = random.randrange(9)
    if style < 3:
        return json.dumps(text, ensure_ascii=random.random() < 0.5)
    if style == 3:
        return "'" + text.replace("'", "''") + "'"
    if style == 4:
        header = random.choice(("|", ">", "|-", ">+", "|2", ">-"))
        return f"{header}\n{blanks}  " + text.replace("\n", f"\n{blanks}  ")
    if style == 5:
        return f"[{text}, {token(random)}]"
    return random.choice(("", "&a ", "!!str ")) + text if style == 6 else text


def _suitable(random: Random, key: str) -> str:
    """A value that a field may have, and often one that it must not have."""
    chance = random.random()
    named = key.lower()
    if chance < 0.6 and any(part in named for part in ("url", "image", "cover", "canonical", "link")):
        return random.choice(_URLS)
    if chance < 0.6 and any(part in named for part in ("date", "lastmod", "published")):
        return random.choice(_DATES)
    if chance < 0.6 and named in ("width", "height", "quality", "heat"):
        return random.choice(("1200", "0", "-1", "50", "9999999", "1.5", "1e999", "0x1F", "'3'", "1_000"))
    if chance < 0.6 and named in ("domain", "name"):
        return random.choice(("post.example", "www.post.example", "Post", "The  Post", "", "other.example"))
    if chance < 0.8:
        return random.choice(_SENTENCES)
    return "".join(
        random.choice((token(random), " ", "word", "The harbour")) for _ in range(random.randrange(4))
    )


def _insert(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(TOKENS) + data[at:]


def _replace(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + random.choice(TOKENS) + data[start + random.choice((1, 3, 12)) :]


def _flip(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _value(random: Random, data: bytes) -> bytes:
    """Another value for a field, or one more token within it."""
    lines = data.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if b": " in line]
    if not places:
        return _insert(random, data)
    number = random.choice(places)
    key, _, value = lines[number].partition(b": ")
    ending = value[len(value.rstrip(b"\r\n")) :]
    if random.random() < 0.5:
        at = random.randrange(len(value) + 1)
        lines[number] = key + b": " + value[:at] + random.choice(TOKENS) + value[at:]
    else:
        lines[number] = key + b": " + random.choice(TOKENS) + ending
    return b"".join(lines)


def _moved_line(random: Random, data: bytes) -> bytes:
    """A line once more elsewhere, or only there."""
    lines = data.splitlines(keepends=True) or [b""]
    line = random.choice(lines)
    if random.random() < 0.3:
        lines.remove(line)
    lines.insert(random.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _splice(random: Random, data: bytes) -> bytes:
    """Lines of another article."""
    lines, others = data.splitlines(keepends=True), random.choice(_ARTICLES).splitlines(keepends=True)
    start = random.randrange(len(others))
    at = random.randrange(len(lines) + 1)
    return b"".join([*lines[:at], *others[start : start + random.randrange(1, 6)], *lines[at:]])


def _anchor(random: Random, data: bytes) -> bytes:
    """An anchor at a value, and aliases and merges of it."""
    lines = data.splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if b": " in line or line.rstrip().endswith(b":")]
    if len(places) < 2:
        return data
    first, second = sorted(random.sample(places, 2))
    lines[first] = lines[first].replace(b":", b": &a", 1)
    key = lines[second].partition(b":")[0]
    lines[second] = random.choice((key + b": *a\n", b"<<: *a\n", b"<<: [*a, *a]\n", b"*a : x\n"))
    return b"".join(lines)


def _indent(random: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    number = random.randrange(len(lines))
    lines[number] = random.choice((b"  ", b" ", b"\t", b"- ", b"    ")) + lines[number]
    return b"".join(lines)


def _line_endings(random: Random, data: bytes) -> bytes:
    endings = (b"\n", b"\r\n", b"\r", "\u0085".encode(), "\u2028".encode())
    chosen = random.sample(endings, 2)
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    share = random.choice((0.02, 0.5, 1.0))
    return b"".join(line + (chosen[0] if random.random() < share else b"\n") for line in lines)


def _encoded(random: Random, data: bytes) -> bytes:
    """The same text in another encoding, or read wrongly once."""
    text = data.decode("utf-8", "replace")
    encoding = random.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "mojibake"))
    if encoding == "mojibake":
        return text.encode().decode("latin-1").encode()
    return text.encode(encoding, "replace")


def _repeat(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    part = data[start : start + random.choice((1, 2, 10, 80))]
    return (
        data[:start]
        + part * min(random.choice((2, 20, 400, 4000)), LARGEST // (len(part) or 1))
        + data[start:]
    )


def _cut(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 5, 100, LARGEST)) :]


_MUTATIONS: Final[tuple[Mutation, ...]] = (
    _insert, _insert, _replace, _flip, _value, _value, _value, _value, _moved_line, _splice, _anchor,
    _indent,
    _line_endings, _encoded, _repeat, _cut,
)  # fmt: skip
