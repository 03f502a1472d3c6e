"""Checks a document against a declared rule; open it when one speaks where it should not, or is silent."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from newslint.document import Document
from newslint.finding import Hit, Path, Span, format_path
from newslint.frontmatter.nodes import Node, children_of
from newslint.house.definition import Condition, Definition
from newslint.house.fields import Found, find
from newslint.house.words import documentation, where
from newslint.light_tuples import NamedTuple
from newslint.rule import Rule
from newslint.rulekit.choices import allowed_and_found
from newslint.rulekit.drafts import is_draft
from newslint.schema.patterns import matcher
from newslint.text.suggest import did_you_mean
from newslint.text.wording import count, shorten


class _Mistake(NamedTuple):
    """What is wrong, what was probably meant, and which other places that speaks of."""

    message: str
    meant: str = ""
    related: tuple[tuple[Span, str], ...] = ()


def rule_of(definition: Definition, scope: str = "") -> Rule:
    """The rule that a definition declares; `scope` tells in a sentence which files it looks at."""
    role = definition.field.role
    return Rule(
        definition.code,
        definition.name,
        definition.severity,
        partial(check, definition),
        documentation(definition, scope),
        needs=frozenset({role} if role and not definition.required else ()),
        made_of=repr(definition),
    )


def check(definition: Definition, document: Document, options: object) -> Iterator[Hit]:
    """Report every field that is not as the rule demands."""
    del options
    if not all(_holds(condition, document) for condition in definition.conditions):
        return
    is_first = True
    for found in find(document, definition.field):
        for hit in _hits(definition, document, found):
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
        return any(_is_one_of(value, condition.one_of) for value in values)
    return any(value is not None for value in there) == condition.exists


def _hits(definition: Definition, document: Document, found: Found) -> Iterator[Hit]:
    node, path = found.node, found.path
    name = document.words.field_name
    if node is None:
        if definition.required:
            what = f"`{shorten(format_path(path))}`" if path else definition.field.in_words
            span = _place_around(document, found.around)
            yield _hit(definition, span, path, _Mistake(f"{what} is missing"))
    elif definition.forbidden:
        yield _hit(definition, document.key_of(path), path, _Mistake(f"{name(path)} must not be there"))
    elif definition.required and _is_blank(node.value):
        blank = _Mistake(f"{name(path)} must have a value, found {document.words.quote(node.value)}")
        yield _hit(definition, document.place_of(path), path, blank)
    else:
        for at, item in _items(path, node):
            for mistake in _mistakes(definition, document, at, item.value):
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


def _mistakes(definition: Definition, document: Document, path: Path, value: object) -> Iterator[_Mistake]:
    """What is wrong with a value; a list or a mapping is none."""
    if isinstance(value, dict | list):
        return
    name, quote = document.words.field_name, document.words.quote
    if isinstance(value, str):
        for wanted in _mistakes_of_text(definition, document, value):
            yield _Mistake(f"{name(path)} {wanted}")
    for values in (definition.one_of, () if definition.equals is None else (definition.equals,)):
        if values and not _is_one_of(value, values):
            allowed, instead = allowed_and_found(values, value, document.language)
            yield _Mistake(f"{name(path)} must be {allowed}, not {instead}", _meant(value, values))
    other = (
        None if definition.equals_field is None else next(iter(find(document, definition.equals_field)), None)
    )
    if other is None or other.node is None or isinstance(other.node.value, dict | list):
        return
    if not _is_one_of(value, (other.node.value,)):
        said = name(other.path)
        yield _Mistake(
            f"{name(path)} must be the same as {said}, found {quote(value)}",
            related=((document.place_of(other.path), f"{said} is here"),),
        )


def _mistakes_of_text(definition: Definition, document: Document, value: str) -> Iterator[str]:
    """What is wrong with a text, behind its name."""
    length, least, most = len(value), definition.min_length, definition.max_length
    quote = document.words.quote
    if definition.pattern and not matcher(definition.pattern)(value):
        yield f"must match `{shorten(definition.pattern)}`, found {quote(value)}"
    if definition.forbidden_pattern and matcher(definition.forbidden_pattern)(value):
        yield f"must not match `{shorten(definition.forbidden_pattern)}`, found {quote(value)}"
    if least is not None and length < least:
        yield f"must have at least {count(least, 'character')}, found {length:,}"
    if most is not None and length > most:
        yield f"must have at most {count(most, 'character')}, found {length:,}"


def _meant(value: object, values: Iterable[object]) -> str:
    texts = [other for other in values if isinstance(other, str)]
    return did_you_mean(value, texts).removeprefix("; ") if isinstance(value, str) else ""


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def _is_one_of(value: object, wanted: Iterable[object]) -> bool:
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
