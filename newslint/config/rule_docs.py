"""Documentation made from the docstrings of rules, for `explain` and docs/rules.md; open it to show more."""

import inspect
import re
from collections.abc import Iterable, Mapping
from typing import Any

from newslint.finding import RuleInfo, is_own_code
from newslint.rule import Rule
from newslint.schema.roles import ROLES
from newslint.text.display import escape
from newslint.text.docstrings import docstring_of
from newslint.text.lazy_pattern import later

_BLOCK = later(r"^```(\w+) (bad|good|schema)\b[^\n]*$", re.MULTILINE)
_LABELS = {"bad": "Bad", "good": "Good", "schema": "Schema"}
_HEADING = later(r"^#(?=#* )", re.MULTILINE)
_ATTRIBUTE = later(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_FIXES = {
    "none": "no fix",
    "safe": "safe fix",
    "unsafe": "unsafe fix",
    "mixed": "fix, safe or unsafe by the case",
}
_MOST_VALUES = 6
# What a trait of documents has to do with a role.
_TRAITS: Mapping[str, tuple[str, ...]] = {"unusual-url": ("url",)}


def page(rule: Rule, level: int = 1) -> str:
    """Everything about one rule, in Markdown, with its heading at a level.

    Whatever a configuration says of a rule of its own acts on no terminal.
    """
    state = "on" if rule.default else "off"
    parts = [
        f"{'#' * level} {rule.code} {rule.name}",
        f"{rule.severity.value.capitalize()}, {state} by default, {_FIXES[rule.fixes]}.",
        _body(rule, level),
    ]
    options = option_docs(rule)
    if options:
        parts.append(f"{'#' * (level + 1)} Options")
        parts.append("\n".join(f"- `{name}` (default: {default}): {doc}" for name, default, doc in options))
    text = "\n\n".join(parts) + "\n"
    return "\n".join(map(escape, text.split("\n"))) if is_own_code(rule.code) else text


def rule_info(rule: Rule) -> RuleInfo:
    """What reports tell of a rule."""
    _, _, text = page(rule, level=2).partition("\n\n")
    return RuleInfo(rule.code, rule.name, rule.severity, escape(rule.summary), text)


def overview(rules: Iterable[Rule]) -> str:
    """All rules in one Markdown document: a table, then a page each."""
    rules = tuple(rules)
    lines = [
        "# Rules",
        "",
        "<!-- Made from the docstrings in newslint/rules/ by `make docs`. Edit them there. -->",
        "",
        "`newslint explain CODE` shows the same text in the terminal.",
        "",
        "| Code | Name | Severity | Fix | Finds |",
        "| --- | --- | --- | --- | --- |",
    ]
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        severity = rule.severity.value if rule.default else f"{rule.severity.value}, off"
        summary = rule.summary.replace("|", "\\|")
        lines.append(f"| {link} | {rule.name} | {severity} | {rule.fixes} | {summary} |")
    return "\n".join(lines) + "\n\n" + "\n".join(page(rule, level=2) for rule in rules)


def option_docs(rule: Rule) -> list[tuple[str, str, str]]:
    """The name (as configuration spells it), the default and the meaning of every option of a rule."""
    described = dict(_ATTRIBUTE.findall(inspect.cleandoc(docstring_of(rule.options))))
    defaults = rule.options()
    return [
        (
            option.replace("_", "-"),
            _default(getattr(defaults, option)),
            " ".join(described.get(option, "").split()),
        )
        for option in rule.option_types
    ]


def as_data(rule: Rule) -> Mapping[str, Any]:
    """What machines want to know of a rule."""
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "severity": rule.severity.value,
        "default": rule.default,
        "fixes": rule.fixes,
        "options": [
            {"name": name, "default": default, "description": doc} for name, default, doc in option_docs(rule)
        ],
        "explanation": page(rule),
    }


def roles_that_wake(rule: Rule) -> set[str]:
    """The roles of which a document must have one, or the rule isn't asked."""
    return {role for need in rule.needs for role in _TRAITS.get(need, (need,)) if role in ROLES}


def _body(rule: Rule, level: int) -> str:
    text = inspect.cleandoc(rule.documentation)
    text = _BLOCK.sub(lambda match: f"{_LABELS[match[2]]}:\n\n```{match[1]}", text)
    return _HEADING.sub("#" * level, text)


def _default(value: object) -> str:
    if isinstance(value, frozenset):
        if not value:
            return "none"
        shown = sorted(map(str, value))
        more = f" and {len(shown) - _MOST_VALUES} more" if len(shown) > _MOST_VALUES else ""
        return ", ".join(f"`{entry}`" for entry in shown[:_MOST_VALUES]) + more
    return f"`{value}`"
