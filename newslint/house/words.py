"""What a declared rule demands, in sentences; open it for what `explain` shows of one."""

from collections.abc import Iterator

from newslint.house.definition import Condition, Definition
from newslint.text.wording import count, join_and, join_or, spell


def documentation(definition: Definition, scope: str = "") -> str:
    """The page of a rule in Markdown, in the form that docstrings of rules have.

    Args:
        definition: The rule.
        scope: Which files it looks at, in a sentence; empty for all.
    """
    demands = [f"- {line}" for line in demands_of(definition)]
    parts = [
        f"{summary(definition)}.",
        f"What holds for {definition.field.in_words}{where(definition.conditions)}:",
        "\n".join(demands),
        " ".join(filter(None, ("Drafts are exempt." if definition.unless_draft else "", scope))),
        definition.help and f"What to do: {definition.help}",
        definition.docs.strip(),
        definition.origin,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def summary(definition: Definition) -> str:
    """One line without a full stop: the author's message, or what is demanded."""
    if definition.message:
        said = " ".join(definition.message.split()).rstrip(".")
        return said[:1].upper() + said[1:]
    return f"{definition.field.in_words}{where(definition.conditions)}: {join_and(demands_of(definition))}"


def demands_of(definition: Definition) -> Iterator[str]:
    """What is demanded of the field, each in a few words."""
    if definition.required:
        yield "required"
    if definition.forbidden:
        yield "forbidden"
    if definition.pattern:
        yield f"must match `{definition.pattern}`"
    if definition.forbidden_pattern:
        yield f"must not match `{definition.forbidden_pattern}`"
    if definition.min_length is not None:
        yield f"at least {count(definition.min_length, 'character')}"
    if definition.max_length is not None:
        yield f"at most {count(definition.max_length, 'character')}"
    if definition.one_of:
        yield f"one of {join_and(f'`{spell(value)}`' for value in definition.one_of)}"
    if definition.equals is not None:
        yield f"`{spell(definition.equals)}`"
    if definition.equals_field is not None:
        yield f"the same as {definition.equals_field.in_words}"


def where(conditions: tuple[Condition, ...]) -> str:
    """When a rule speaks: `` where `type` is `"review"` ``; empty where it always does."""
    absent = [condition.field.in_words for condition in conditions if not condition.exists]
    said = [_condition(condition) for condition in conditions if condition.exists]
    if absent:
        said.append(f"{join_or(absent)} is missing" if len(absent) == 1 else f"there is no {join_or(absent)}")
    return f" where {join_and(said)}" if said else ""


def _condition(condition: Condition) -> str:
    name = condition.field.in_words
    if condition.one_of:
        return f"{name} is {join_or(f'`{spell(value)}`' for value in condition.one_of)}"
    return f"{name} is there"
