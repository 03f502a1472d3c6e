r"""A URL holds characters that must be written as `%` and two digits.

These are blanks, and what RFC 3986 leaves out of URLs: `"`, `<`, `>`, `\`, `^`, a backtick and `|`. Letters
beyond ASCII work in every browser and are reported only with `non-ascii`; brackets and braces, which RFC
3986 leaves out too, are common and harmless. Relative addresses may be file names, where a blank is fine.

## Why is this bad?

Markdown, feeds and mail programs end the address at the blank, and the link is dead. Two spellings of one
address also look like two pages.

## Example

```yaml bad article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour cranes"
---
```

```yaml good article
---
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
webUrl: "https://www.example.com/harbour%20cranes"
---
```

## Fix safety

The characters are written as browsers write them when they ask for the page, and blanks around the address
are removed. There is no fix where more than escaping may be wrong: for a line break, for `"`, `<`, `>`
and `\`, which rather show that something else got into the field.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encode

from newslint.document import Document
from newslint.finding import Fix, Hit, Severity
from newslint.frontmatter.nodes import Node
from newslint.knowledge.urls import is_template
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.text.lazy_pattern import later
from newslint.text.wording import field_name

_FORBIDDEN = re.compile(r'[ \t\n\r"<>\\^`|]+')
_FORBIDDEN_OR_NOT_ASCII = later(r'(?:[ \t\n\r"<>\\^`|]|[^\x00-\x7f])+')
_SURE = later(r"(?:[ ^`|]|[^\x00-\x7f])+")
_START = later(r"\s*https?://[^/?#\\\s]+(?=[/?#\\]|\s*\Z)", re.IGNORECASE)
# A second address, or the candidates of a `srcset`: a list, and not one URL.
_LIST = later(r"\s(?:\S*://|//|www\.|\d+(?:\.\d+)?[wx](?:\s*,|\s*\Z))", re.IGNORECASE)
_AFTER_BACKSLASH = later(r"\\(.?)", re.DOTALL)
_MARKDOWN = frozenset("_*~#&[]()!+-")  # what text escapes where it means nothing but itself
_LONGEST = 10_000  # more is no address
_NO_BREAK = "a no-break blank"
_NAMES = {
    " ": "a blank", "\t": "a tab", "\n": "a line break", "\r": "a line break", "`": "a backtick",
    "\u00a0": _NO_BREAK, "\u2007": _NO_BREAK, "\u202f": _NO_BREAK,
}  # fmt: skip
# As HTML and Unicode know them: nobody sees that they stand at an end.
_BLANKS = " \t\n\r\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"


class Options(NamedTuple):
    """Which characters must be escaped.

    Attributes:
        non_ascii: Report characters beyond ASCII in the path and the query too.
    """

    non_ascii: bool = False


def check(document: Document, options: Options) -> Iterator[Hit]:
    """Report the absolute URLs that hold such characters, each once."""
    pattern = _FORBIDDEN_OR_NOT_ASCII if options.non_ascii else _FORBIDDEN
    for node in document.unusual_urls:
        url = node.value
        if len(url) > _LONGEST or (url.strip(_BLANKS) == url and not pattern.search(url)):
            continue
        start = _START.match(url)
        if start is not None and not is_template(url):
            yield from _hits(document, node, pattern, start.end())


def _hits(document: Document, node: Node, pattern: re.Pattern[str], path: int) -> Iterator[Hit]:
    value: str = node.value
    address = value.strip(_BLANKS)
    first = value.index(address)
    last = first + len(address)
    runs = [match.span() for match in pattern.finditer(value, path, last)]
    if runs and not _LIST.search(address):
        yield _inside(document, node, pattern, runs)
        return
    if not runs and node.style not in ("|", ">"):  # a block ends with a line break by itself
        if last < len(value):
            yield _around(document, node, last, len(value), "ends")
        elif first:
            yield _around(document, node, 0, first, "begins")


def _around(document: Document, node: Node, start: int, end: int, verb: str) -> Hit:
    message = f"{field_name(node.path)} {verb} with {_NAMES.get(node.value[start], 'a blank')}"
    edit = document.replace(node, start, end, "")
    fix = None if edit is None else Fix("remove it", (edit,), "safe")
    return Hit(document.place(node, start, end), message, node.path, help="remove it", fix=fix)


def _inside(document: Document, node: Node, pattern: re.Pattern[str], runs: list[tuple[int, int]]) -> Hit:
    url: str = node.value
    found = list(dict.fromkeys(char for run in runs for char in url[slice(*run)]))
    start, end = runs[0][0], runs[-1][1]
    written = document.text_of(document.place(node, start, end))
    if written == url[start:end] and all(_SURE.fullmatch(url, *run) for run in runs):
        advice = "write " + ", ".join(f"`{pattern.sub(_escaped, char)}`" for char in found[:3])
        edit = document.replace(node, start, end, pattern.sub(_escaped, url[start:end]))
    else:
        advice, edit = _advice(url, set(found), is_folded="\n" in written or "\r" in written), None
    listed = " and ".join(_NAMES.get(char, f"`{char}`") for char in found[:3])
    return Hit(
        document.place(node, *runs[0]),
        f"{field_name(node.path)} holds {listed} unescaped",
        node.path,
        help=advice,
        fix=None if edit is None else Fix(advice, (edit,), "safe"),
    )


def _escaped(match: re.Match[str]) -> str:
    return percent_encode(match[0], errors="surrogatepass")


def _advice(url: str, kinds: set[str], *, is_folded: bool) -> str:
    if kinds == {"\t"}:
        return "remove it"
    if is_folded or kinds & {"\n", "\r"}:
        return "put the address on one line"
    if kinds == {"\\"}:
        return _advice_for_backslashes(url)
    return "remove what is no part of the address"


def _advice_for_backslashes(url: str) -> str:
    """What to write where a backslash stands: browsers take one in front of the query for a slash."""
    if all(follower in _MARKDOWN for follower in _AFTER_BACKSLASH.findall(url)):
        return "remove it: only Markdown's text asks for it"
    query = re.search(r"[?#]", url)
    return "write `%5C`" if query and "\\" not in url[: query.start()] else "write `/`: browsers read it so"


RULE = Rule(
    "URL010",
    "unescaped-character",
    Severity.WARNING,
    check,
    __doc__,
    fixes="safe",
    options=Options,
    supersedes=("SCH005",),
    needs=frozenset({"unusual-url"}),
)
