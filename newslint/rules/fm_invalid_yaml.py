"""The front matter is not valid YAML.

The place is where the parser gave up; for a quote or bracket that is never closed it is where that opened.

## Why is this bad?

Generators stop the build, or drop the article with all its fields. The parsers' own messages speak of
tokens and contexts; the reason is nearly always a colon, a quote or a tab in a plain sentence.

## Example

```yaml bad
---
title: Storm warning: harbour stays closed
---
```

```yaml good
---
title: "Storm warning: harbour stays closed"
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity, Span
from newslint.nodes import Problem, ProblemKind
from newslint.rule import NoOptions, Rule
from newslint.wording import quote

# What libyaml says -> what to say to people, and what to do about it.
_EXPLANATIONS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a second `: ` in an unquoted value",
        "put the whole value in double quotes",
    ),
    (
        "could not find expected ':'",
        "a line that is neither a field nor part of a value",
        "write `key: value`, or indent the line if it goes on with the value above",
    ),
    (
        "did not find expected key",
        "a field was expected here",
        'check the indentation, and quotes inside a quoted value: inside "..." write \\"',
    ),
    (
        "did not find expected '-' indicator",
        "an item of the list (`- `) was expected here",
        "indent this line like the items above, or the fields of the item below its first one",
    ),
    (
        "did not find expected ',' or",
        "a list or mapping in brackets goes on without a comma or is not closed",
        "separate the entries by commas and close the bracket",
    ),
    (
        "block sequence entries are not allowed",
        "a list item (`- `) can't stand here",
        "begin the list on a line of its own below the key, or quote the value",
    ),
    (
        "block mapping values are not allowed",
        "a field can't begin here",
        "begin the field on a line of its own, or quote the value",
    ),
    (
        "block collections are not allowed",
        "a list or mapping can't begin here",
        "begin it on a line of its own",
    ),
    (
        "found unknown escape character",
        "a backslash that begins no escape",
        "inside double quotes write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "did not find expected hexdecimal number",
        "an escape that is not complete",
        "write `\\\\` for a backslash",
    ),
    (
        "found invalid Unicode character escape",
        "an escape that is no Unicode character",
        "write the character",
    ),
    (
        "found a tab character",
        "a tab in the indentation",
        "YAML indents with spaces only",
    ),
    (
        "did not find expected <document start>",
        "text after the end of the fields",
        "remove it, or indent it if it belongs to the value above",
    ),
    (
        "found extra document",
        "text after the end of the fields",
        "remove it",
    ),
    ("second document", "a second YAML document begins here", "front matter is one block: remove the line"),
    ("found undefined tag handle", "a value that begins with `!` is a tag in YAML", "quote the value"),
    (
        "did not find expected whitespace or line break",
        "a tag or anchor without a space after it",
        "quote the value",
    ),
    ("did not find expected alphabetic", "`*` or `&` begins an alias or anchor in YAML", "quote the value"),
    (
        "did not find expected comment or line break",
        "text after `|` or `>`",
        "begin the text on the next line",
    ),
    ("did not find expected tag URI", "a value that begins with `!` is a tag in YAML", "quote the value"),
    ("did not find URI escaped octet", "a value that begins with `!` is a tag in YAML", "quote the value"),
    ("did not find expected node content", "a value was expected here", "give the value, or quote it"),
    ("found a duplicate", "this is said twice", "keep one"),
    (
        "did not find expected digit or '.' character",
        "a line that begins with `%` is a directive",
        "quote it",
    ),
    ("found unknown directive name", "a line that begins with `%` is a directive in YAML", "quote the value"),
)
_SPECIAL_STARTS = {
    "\t": ("a tab where a value or a key should begin", "YAML indents with spaces only"),
    "@": ("`@` can't begin an unquoted value", "put the value in double quotes"),
    "`": ("a backtick can't begin an unquoted value", "put the value in double quotes"),
    "%": ("`%` can't begin an unquoted value", "put the value in double quotes"),
}


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Translate libyaml's problem."""
    del options
    for problem in document.problems_of(ProblemKind.INVALID_YAML):
        span, message, advice = explain(problem, document.source.text)
        yield Hit(span, f"invalid YAML: {message}", help=advice)


def explain(problem: Problem, text: str) -> tuple[Span, str, str]:
    """Say where the mistake is, what it is, and what to do."""
    character = text[problem.span.start : problem.span.end]
    if problem.detail == "special character":
        return problem.span, f"the character U+{problem.context} is not allowed", "remove it"
    if problem.detail == "undefined alias":
        name = quote(f"*{problem.context}").replace('"', "")
        message = f"{name} refers to an anchor that doesn't exist"
        return problem.span, message, "quote the value if the `*` belongs to the text"
    if problem.other is not None and _never_closed(problem):
        opened = text[problem.other.start : problem.other.end]
        message = f"{_name_of(opened)} is opened here and never closed"
        return problem.other, message, 'close it, and write `\\"` for a quote inside double quotes'
    if "cannot start any token" in problem.detail and character in _SPECIAL_STARTS:
        return problem.span, *_SPECIAL_STARTS[character]
    for said, message, advice in _EXPLANATIONS:
        if said in problem.detail:
            return problem.span, message, advice
    return problem.span, problem.detail, "put text that holds special characters in double quotes"


def _never_closed(problem: Problem) -> bool:
    return "quoted scalar" in problem.context and (
        "end of stream" in problem.detail or "document indicator" in problem.detail
    )


def _name_of(opened: str) -> str:
    return {'"': "a double quote", "'": "a single quote"}.get(opened, "a quote")


RULE = Rule("FM003", "invalid-yaml", Severity.ERROR, check, __doc__)
