"""A value breaks a rule of the schema that no other check has words for.

That is `not`, `contains`, `multipleOf`, a `oneOf` of which several fit, a field that the schema forbids, and
any other keyword. The message says what the keyword asks for, or names it where that takes many words.

## Why is this bad?

The schema is what readers of the archive rely on.

## Example

```json schema
{"properties": {"weight": {"multipleOf": 10}}}
```

```yaml bad
---
weight: 15
---
```

```yaml good
---
weight: 20
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Path, Severity
from newslint.frontmatter.syntax import Language
from newslint.rule import NoOptions, Rule
from newslint.rulekit.own_words import in_own_words
from newslint.rulekit.unwanted import Excluded, excluded, kind_of_item
from newslint.schema.violations import REFUSES_OTHERS, Violation
from newslint.text.wording import by_schema, count

# Keywords that have a rule of their own.
_ELSEWHERE = frozenset(
    {
        "required", "type", "enum", "const", "format", "pattern", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties",
        "maxProperties", "uniqueItems",
    }
)  # fmt: skip


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report what the keyword means."""
    del options
    for violation in document.violations():
        extra = violation.keyword in REFUSES_OTHERS and violation.name
        if violation.keyword in _ELSEWHERE or extra:
            continue
        for hit in _hits(document, violation):
            yield in_own_words(hit._replace(message=hit.message + by_schema(violation.schema)), violation)


def _hits(document: Document, violation: Violation) -> Iterator[Hit]:
    if violation.keyword == "not":
        found = excluded(violation.limit, violation.value, document.language)
        if found:
            yield from (_excluded(document, violation.path, what) for what in found)
            return
    path, at_key = violation.path, violation.at_key or not violation.path
    if violation.keyword == "maxContains" and len(violation.matching) > violation.limit:
        item = document.place_of((*path, violation.matching[violation.limit]))
        yield Hit(item, _message(violation, document.language), path, "remove what is too many")
    else:
        yield Hit(document.place_of(path, at_key=at_key), _message(violation, document.language), path)


def _excluded(document: Document, path: Path, what: Excluded) -> Hit:
    words, around = document.words, path
    if what.name:
        path = (*path, what.name)
    related = tuple((document.key_of((*around, name)), "the field that excludes it") for name in what.beside)
    message = f"{words.field_name(path)} {what.sentence}"
    advice = f"remove the {words.entry}" if what.is_there and path else None
    return Hit(document.place_of(path, at_key=what.is_there), message, path, advice, related=related)


def _message(violation: Violation, language: Language) -> str:
    words, value = language.words, violation.value
    name = words.field_name(violation.path)
    if violation.keyword == "false":
        return f"{name} is not allowed here"
    if violation.keyword in ("multipleOf", "divisibleBy"):
        return f"{name} must be a multiple of {words.spell(violation.limit)}, found {words.spell(value)}"
    if violation.keyword in ("items", "additionalItems") and isinstance(violation.limit, int):
        return f"{name} is one item too many: the list ends after {count(violation.limit, 'item')}"
    if violation.keyword in ("contains", "minContains", "maxContains"):
        return f"{name} {_items(violation, language)}"
    if violation.keyword == "not" and isinstance(value, dict | list):
        return f"{name} has a form that the schema excludes (`not`)"
    if violation.keyword == "not":
        return f"{name} must not be {words.quote(value)} (`not` in the schema)"
    if violation.keyword == "oneOf":
        return f"{name} fits more than one of the forms that exclude each other (`oneOf`)"
    return f"{name} breaks `{violation.keyword}` of the schema"


def _items(violation: Violation, language: Language) -> str:
    """What a list must hold, and how often it does."""
    what = kind_of_item(violation.wanted, language)
    if not what:
        return f"doesn't have the items that the schema asks for (`{violation.keyword}`)"
    if violation.keyword == "contains":
        return f"must contain {what}"
    bound = "at least" if violation.keyword == "minContains" else "at most"
    return f"must contain {what} {bound} {_times(violation.limit)}, found {len(violation.matching):,}"


def _times(number: int) -> str:
    return "once" if number == 1 else count(number, "time")


RULE = Rule("SCH009", "schema-violation", Severity.ERROR, check, __doc__)
