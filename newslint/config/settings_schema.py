"""What a configuration may hold, where it has rules of its own; open it to say more of the options of rules.

The schema that ships knows the rules of newslint, and of others only how their codes and names look: editors
can't know more. With the rules of a project at hand, it tells of each name whether there is such a rule.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from newslint.finding import Severity
from newslint.rule import Rule
from newslint.rules import RULES
from newslint.schema.compiled import Schema, changed, shipped_schema

_Json = dict[str, Any]
_NUMBERS: Final = {int: "integer", float: "number"}
SEVERITIES: Final = [severity.value for severity in Severity]
SELECTIONS: Final = ("select", "ignore", "extend-select", "fixable", "unfixable")
"""The settings that hold selectors, beside `per-file-ignores`."""


def selectors_of(rules: Sequence[Rule]) -> list[str]:
    """What stands for some rules: families, codes, names, and beginnings of codes."""
    codes = [rule.code for rule in rules]
    families = dict.fromkeys(rule.family for rule in rules)
    beginnings = dict.fromkeys(code[:length] for code in codes for length in (-2, -1))
    return [*families, *codes, *(rule.name for rule in rules), *beginnings]


def rule_schema(rule: Rule) -> _Json:
    """What the table of a rule may hold: its severity, and its options."""
    from newslint.config.rule_docs import option_docs  # noqa: PLC0415 - few configurations need it

    described = {name: doc for name, _, doc in option_docs(rule)}
    defaults = rule.options()
    options = {}
    for option, kind in rule.option_types.items():
        name = option.replace("_", "-")
        options[name] = {
            "description": described[name],
            **_option_schema(kind, getattr(defaults, option)),
        }
    severity = {
        "description": "How bad its findings are.",
        "enum": SEVERITIES,
        "default": rule.severity.value,
    }
    return {
        "title": f"{rule.code} {rule.name}",
        "description": f"{rule.summary}.",
        "type": "object",
        "additionalProperties": False,
        "properties": {"severity": severity, **options},
    }


@lru_cache(8)
def settings_schema(own: tuple[Rule, ...], *, lacks_some: bool = False) -> Schema:
    """The schema of configurations that have some rules beside those of newslint.

    Where it `lacks_some`, any name that doesn't look as those of newslint may be that of a rule.
    """
    shipped = shipped_schema("newslint")
    raw = dict(shipped.raw)
    known = ["ALL", *selectors_of(RULES), *selectors_of(own)]
    rules = dict(raw["properties"]["rules"])
    tables = {name: rule_schema(rule) for rule in own for name in (rule.code, rule.name)}
    rules["properties"] = {**rules["properties"], **tables}
    if not lacks_some:
        del rules["patternProperties"]
        selector = {key: value for key, value in raw["$defs"]["selector"].items() if key != "anyOf"}
        raw["$defs"] = {**raw["$defs"], "selector": {**selector, "enum": list(dict.fromkeys(known))}}
    raw["properties"] = {**raw["properties"], "rules": rules}
    return changed(shipped, raw)


def speaks_of_others(values: Mapping[str, Any]) -> bool:
    """Whether settings that the shipped schema accepts name a rule that doesn't come with newslint."""
    names = set(values.get("rules", ()))
    for key in SELECTIONS:
        names.update(values.get(key, ()))
    for selectors in values.get("per-file-ignores", {}).values():
        names.update(selectors)
    return not names <= _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(["ALL", *selectors_of(RULES)])


def _option_schema(kind: Any, default: Any) -> _Json:
    if kind is bool:
        return {"type": "boolean", "default": default}
    if kind in _NUMBERS:
        return {"type": _NUMBERS[kind], "minimum": 0, "default": default}
    return {"type": "array", "items": {"type": "string", "minLength": 1}, "default": sorted(default)}
