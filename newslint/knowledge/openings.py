"""Front matter whose opening line went wrong, so that no generator sees it; open it for another such way.

What stands there must be front matter beyond doubt, because prose, tables and code hold dashes and colons
too: lines of `key: value`, or `key = value` between `+++`, up to a closing fence, and among the keys those
that generators document.

Sources: Jekyll, "Front Matter" (the first thing in the file, between triple-dashed lines); Hugo, "Front
matter", and the start of its page parser; gray-matter, which Eleventy and others use (a language may stand
behind the dashes); Zola, the expressions that split a page; hexo-front-matter (`----`, and no fence at the
top).
"""

import re
from typing import Final

from newslint.finding import Span
from newslint.light_tuples import NamedTuple
from newslint.text.lazy_pattern import later

# Fields that these generators, or their usual themes, document.
USUAL_FIELDS: Final = frozenset(
    {
        "title", "date", "layout", "permalink", "tags", "categories", "category", "author", "authors", "slug",
        "draft", "description", "published", "updated", "lastmod", "excerpt", "summary", "url", "aliases",
        "weight", "subtitle", "image", "cover", "keywords", "type", "lang", "pubdate", "redirect_from",
    }
)  # fmt: skip
"""In lower case."""
_ENOUGH: Final = 2  # of these keys, where no line looks like an opening
_MOST_LINES: Final = 200
_REACH: Final = 4096  # characters in which the block begins

_DASHES: Final = r"[-\u2010-\u2015\u2212]"
# What may stand on a line of a block: a field, an item, a continuation, a comment, or nothing.
_FIELD: Final = later(r"[ \t]*([A-Za-z_][\w-]*):(?:[ \t][^\r\n]*)?")
_PART: Final = later(r"[ \t]+\S[^\r\n]*|[ \t]*-(?:[ \t][^\r\n]*)?|[ \t]*#[^\r\n]*|[ \t]*")
_END: Final = later(rf"[ \t]*(?:---|\.\.\.|{_DASHES}{{2,4}})[ \t]*")
_FLUSH_END: Final = later(r"(?:---|\.\.\.)[ \t]*")
# What hexo-front-matter splits at: three hyphens or more, and none need stand at the top.
_HEXO_END: Final = later(r"-{3,}")
_MANY_HYPHENS: Final = later(r"-{4,}")
_LINE: Final = later(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
# The same of TOML: a table, a value that goes on, a comment, or nothing.
_TOML_FIELD: Final = later(r"[ \t]*([A-Za-z_][\w-]*)[ \t]*=[ \t]*\S[^\r\n]*")
_TOML_PART: Final = later(
    r"[\w-]+(?:\.[\w-]+)+[ \t]*=[^\r\n]*|[\[\]{}\"'#\d][^\r\n]*|[ \t]+\S[^\r\n]*|[ \t]*"
)
_TOML_END: Final = later(r"\+\+\+[ \t]*")
# Where a block begins that looks right, behind what should not be there.
_FENCE: Final = later(r"(?:\A|(?<=[\r\n]))([^\r\n]*?)(---|\+\+\+)[ \t]*(?=[\r\n]|\Z)")
BLANKS: Final = " \t\r\n\ufeff\u200b"
"""What may be removed before a fence: it shows nothing."""
# Its parser drops byte order marks and all that Unicode calls white space until a delimiter comes.
_HUGO_PASSES_OVER: Final = " \t\r\n\ufeff"
_ZOLA_PASSES_OVER: Final = " \t\r\n"
_COMMENTS: Final = later(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
# What git writes where both sides of a merge begin with front matter of their own.
_CONFLICT: Final = later(
    r"<{7} [^\r\n]+(?:\r\n|\n)---[ \t]*(?:\r\n|\n)[A-Za-z_][\w-]*:[ \t\r\n](?=[\s\S]*\n>{7} )"
)
_NAMED: Final = later(r"---[ \t]*[A-Za-z][\w+.-]*[ \t]*")
_OTHER_DASHES: Final = later(rf"(?!---[ \t]*$){_DASHES}{{2,5}}[ \t]*")


class _Language(NamedTuple):
    """What the lines of a block look like, and the fence that must close it at the start of its line."""

    field: "re.Pattern[str]"
    part: "re.Pattern[str]"
    end: "re.Pattern[str]"
    flush_end: "re.Pattern[str]"


_YAML: Final = _Language(_FIELD, _PART, _END, _FLUSH_END)
_HEXO: Final = _Language(_FIELD, _PART, _HEXO_END, _HEXO_END)
_TOML: Final = _Language(_TOML_FIELD, _TOML_PART, _TOML_END, _TOML_END)


class Opening(NamedTuple):
    """Where the broken opening stands, what is wrong, what to do, and whether removing it mends all.

    `readers` names the generators that read the front matter all the same.
    """

    span: Span
    wrong: str
    advice: str
    mendable: bool = False
    readers: tuple[str, ...] = ()


def broken_opening(text: str) -> Opening | None:
    """What is wrong with the opening of front matter; None where there is none, or nothing is wrong.

    Args:
        text: A file that doesn't begin with a fence.
    """
    line = _LINE.match(text, 1 if text.startswith("\ufeff") else 0)
    if line is None:
        return None
    first, start = line[1], line.start()
    place = Span(start, line.end(1))
    if _CONFLICT.match(text, start):
        wrong = "a merge conflict was left before the `---` that opens the front matter"
        return Opening(place, wrong, "choose one side and remove the markers")
    if _NAMED.fullmatch(first) and _is_block(text, line.end()):
        word = first.strip("- \t")
        advice = "write `---` alone; only gray-matter, which Eleventy uses, reads a language there"
        return Opening(place, f"`{word}` stands behind the `---` that opens the front matter", advice)
    if _OTHER_DASHES.fullmatch(first) and _is_block(text, line.end()):
        wrong, advice = "these dashes don't open front matter", "write three hyphens: `---`"
        many = _MANY_HYPHENS.fullmatch(first)
        same = many is not None and _is_block(
            text, line.end(), language=_YAML._replace(end=re.compile(first))
        )
        return Opening(place, wrong, advice, readers=("hexo",) if same else ())
    if _FIELD.fullmatch(first) and _is_block(text, start, _ENOUGH):
        wrong = "the line that opens the front matter is missing"
        readers = ("hexo",) if _is_block(text, start, _ENOUGH, _HEXO) else ()
        return Opening(Span(start, start), wrong, "add a line `---` at the top", readers=readers)
    if _TOML_FIELD.fullmatch(first) and _is_block(text, start, _ENOUGH, _TOML):
        wrong = "the line that opens the front matter is missing"
        return Opening(Span(start, start), wrong, "add a line `+++` at the top")
    return _behind_something(text)


def block_of_hexo(text: str) -> tuple[Span, Span, Span] | None:
    """Front matter that Hexo reads though no three hyphens open it: its opening, its lines, and its end.

    The opening is the first key where nothing opens it, and else the longer line of hyphens. None where there
    is no such front matter.

    Args:
        text: A file that doesn't begin with a fence.
    """
    found = broken_opening(text)
    if found is None or "hexo" not in found.readers:
        return None
    fence = text[found.span.start : found.span.end]
    line = _LINE.match(text, found.span.start)
    begin = line.end() if fence and line is not None else found.span.start
    closing = re.compile(rf"^{fence or '-{3,}'}(?=[\r\n]|\Z)", re.MULTILINE).search(text, begin)
    if closing is None:
        return None
    opening = found.span if fence else Span(begin, text.index(":", begin))
    return opening, Span(begin, closing.start()), Span(*closing.span())


def _behind_something(text: str) -> Opening | None:
    """A fence that is right, behind what should not be there."""
    for fence in _FENCE.finditer(text, 0, _REACH):
        before, mark = text[: fence.start(2)], fence[2]
        language = _TOML if mark == "+++" else _YAML
        what = _what_stands(before)
        end = _LINE.match(text, fence.start(2))
        if what is None or end is None or not _is_block(text, end.end(), language=language):
            return None
        wrong = f"{what} stands before the `{mark}` that opens the front matter"
        flush = _is_block(text, end.end(), language=language._replace(end=language.flush_end))
        readers = tuple(
            name
            for name, passed_over in (("hugo", _HUGO_PASSES_OVER), ("zola", _ZOLA_PASSES_OVER))
            if flush and not before.strip(passed_over)
        )
        return Opening(
            Span(0, fence.start(2)),
            wrong,
            f"move the `{mark}` to the start of the first line",
            flush and not before.strip(BLANKS),
            readers,
        )
    return None


def _what_stands(before: str) -> str | None:
    """How to call what stands before a fence; None where that may well be a text of its own."""
    if not before.strip(BLANKS):
        if "\u200b" in before:
            return "a zero-width space"
        if before.strip(" \t\r\n"):
            return "a byte order mark too many"
        return "a blank line" if before.strip(" \t") else "a blank"
    if _COMMENTS.fullmatch(before):
        return "a comment"
    is_junk = "\n" not in before and "\r" not in before
    return "something" if is_junk or _is_code_fence(before) else None


def _is_code_fence(before: str) -> bool:
    """Whether the line before was meant to open a block of code, and opens none."""
    return (
        before.count("\n") == 1
        and before.endswith("\n")
        and before[:1] == "`"
        and not before.startswith("```")
    )


def _is_block(text: str, begin: int, least: int = 1, language: _Language = _YAML) -> bool:
    """Whether fields follow up to a closing fence, with so many known ones among them."""
    known = 0
    position = begin
    for number in range(_MOST_LINES):
        line = _LINE.match(text, position)
        if line is None or position >= len(text):
            return False
        if number and language.end.fullmatch(line[1]):
            return known >= least
        field = language.field.fullmatch(line[1])
        if field is not None:
            known += field[1].lower() in USUAL_FIELDS
        elif not language.part.fullmatch(line[1]):
            return False
        position = line.end()
    return False
