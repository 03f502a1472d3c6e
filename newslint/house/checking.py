"""Checks a document against a declared rule; open it when one speaks where it should not, or is silent."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Final

from newslint.document import Document
from newslint.finding import Hit, Path, Span, format_path
from newslint.frontmatter.nodes import Node, children_of
from newslint.house.definition import Condition, Definition
from newslint.house.fields import Found, find, is_blank
from newslint.house.words import documentation, where
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.choices import allowed_and_found
from newslint.rulekit.drafts import is_draft
from newslint.schema.patterns import matcher
from newslint.text.display import glyphs, is_plain
from newslint.text.suggest import did_you_mean
from newslint.text.wording import count, shorten

_LONGEST: Final = 10_000  # characters; of a longer text nobody wants to know to the letter how long it is


class _Mistake(NamedTuple):
    """What is wrong, what was probably meant, and which other places that speaks of."""

    message: str
    meant: str = ""
    related: tuple[tuple[Span, str], ...] = ()


def rule_of(definition: Definition, scope: str = "") -> Rule:
    """The rule that a definition declares; `scope` tells in a sentence which files it looks at."""
    return Rule(
        definition.code,
        definition.name,
        definition.severity,
        partial(check, definition),
        documentation(definition, scope),
        made_of=repr(definition),
    )


def check(definition: Definition, document: Document, options: object) -> Iterator[Hit]:
    """Report every field that is not as the rule demands."""
    del options
    if not all(_holds(condition, document) for condition in definition.conditions):
        return
    is_first = True
    # Once for all: there may be thousands of either.
    wanted = () if definition.equals_field is None else find(document, definition.equals_field)
    other = next(iter(wanted), None)
    for found in find(document, definition.field):
        for hit in _hits(definition, document, found, other):
            # Most articles are as they should be, which costs less to tell than whether they are drafts.
            if is_first and definition.unless_draft and is_draft(document):
                return
            is_first = False
            yield hit


def check_within(definition: Definition, document: Document, options: Any) -> Iterator[Hit]:
    """The same where the greatest length is an option of the rule."""
    return check(definition._replace(max_length=options.max_length), document, options)


def _holds(condition: Condition, document: Document) -> bool:
    there = [found.node.value for found in find(document, condition.field) if found.node is not None]
    if condition.one_of:
        values = chain.from_iterable(value if isinstance(value, list) else [value] for value in there)
        return any(is_one_of(value, condition.one_of) for value in values)
    return any(not is_blank(value) for value in there) == condition.exists


def _hits(definition: Definition, document: Document, found: Found, other: Found | None) -> Iterator[Hit]:
    node, path = found.node, found.path
    name = document.words.field_name
    if node is None:
        if definition.required:
            what = f"`{shorten(format_path(path))}`" if path else definition.field.in_words
            span = _place_around(document, found.around)
            yield _hit(definition, span, path, _Mistake(f"{what} is missing"))
    elif definition.forbidden:
        yield _hit(definition, document.key_of(path), path, _Mistake(f"{name(path)} must not be there"))
    elif definition.required and is_blank(node.value):
        blank = _Mistake(f"{name(path)} must have a value, found {document.words.quote(node.value)}")
        yield _hit(definition, document.place_of(path), path, blank)
    else:
        for at, item in _items(path, node):
            for mistake in _mistakes(definition, document, at, item.value, other):
                yield _hit(definition, document.place_of(at), at, mistake)


def _hit(definition: Definition, span: Span, path: Path, mistake: _Mistake) -> Hit:
    """What is wrong; where the author of the rule has words for it, ours stand behind them."""
    facts = mistake.message + (where(definition.conditions) if len(definition.conditions) == 1 else "")
    message, *behind = filter(None, (definition.message, facts, mistake.meant, definition.help))
    return Hit(span, message, path, "; ".join(behind) or None, related=mistake.related)


def _items(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    """The items of a list, each on its own; else the value."""
    if not isinstance(node.value, list):
        yield path, node
        return
    for index, item in enumerate(children_of(node)):
        yield (*path, index), item


def _mistakes(
    definition: Definition, document: Document, path: Path, value: object, other: Found | None
) -> Iterator[_Mistake]:
    """What is wrong with a value, where another should be the same; a list or a mapping is none."""
    if isinstance(value, dict | list):
        return
    name = document.words.field_name
    if isinstance(value, str):
        for wanted in _mistakes_of_text(definition, document, value):
            yield _Mistake(f"{name(path)} {wanted}")
    for values in (definition.one_of, () if definition.equals is None else (definition.equals,)):
        if values and not is_one_of(value, values):
            allowed, instead = allowed_and_found(values, value, document.language)
            yield _Mistake(f"{name(path)} must be {allowed}, not {instead}", _meant(value, values))
    if other is None or other.node is None or isinstance(other.node.value, dict | list):
        return
    wanted = other.node.value
    if not is_blank(wanted) and not is_one_of(value, (wanted,)):
        said = name(other.path)
        allowed, instead = allowed_and_found((wanted,), value, document.language)
        yield _Mistake(
            f"{name(path)} must be {allowed}, as {said} is, not {instead}",
            related=((document.place_of(other.path), f"{said} is here"),),
        )


def _mistakes_of_text(definition: Definition, document: Document, value: str) -> Iterator[str]:
    """What is wrong with a text, behind its name."""
    # The line break that a block of YAML brings with it is no part of what people wrote.
    text = value.rstrip("\r\n")
    quote = document.words.quote
    if definition.pattern and not matcher(definition.pattern)(text):
        yield f"must match `{shorten(definition.pattern)}`, found {quote(text)}"
    if definition.forbidden_pattern and matcher(definition.forbidden_pattern)(text):
        yield f"must not match `{shorten(definition.forbidden_pattern)}`, found {quote(text)}"
    least, most = definition.min_length, definition.max_length
    if least is None and (most is None or len(text) <= most):  # people never count more than there are
        return
    length = _length(text)
    if least is not None and length < least:
        yield f"must have at least {count(least, 'character')}, found {length:,}"
    if most is not None and length > most:
        yield f"must have at most {count(most, 'character')}, found {length:,}"


def _length(text: str) -> int:
    """How many characters people count: a letter with its marks is one, and so is a flag."""
    if is_plain(text):
        return len(text)
    return sum(1 for _ in glyphs(text[:_LONGEST])) + len(text[_LONGEST:])


def _meant(value: object, values: Iterable[object]) -> str:
    texts = [other for other in values if isinstance(other, str)]
    return did_you_mean(value, texts).removeprefix("; ") if isinstance(value, str) else ""


def is_one_of(value: object, wanted: Iterable[object]) -> bool:
    """Whether a value is among others; true is not 1, as in JSON."""
    return any(value == other and isinstance(value, bool) == isinstance(other, bool) for other in wanted)


def _place_around(document: Document, around: Node) -> Span:
    """Where a field is missing: at the key of what should hold it, or at the opening fence.

    An item of a list has no key, so the first field in it shows which it is.
    """
    if around is document.root:
        return document.key_of(())
    first = next(iter(children_of(around)), around)
    return around.key_span if around.key_start >= 0 else first.key_span
