"""The JSON Schema of a configuration, made from the rules and their options.

It is what a configuration is checked against, what editors complete from, and where the reference of
settings in docs/configuration.md comes from.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from newslint.config.output_format import OutputFormat
from newslint.config.project import SUFFIXES, TEMPLATES
from newslint.config.settings_schema import SEVERITIES, rule_schema, selectors_of
from newslint.finding import OWN_CODE
from newslint.frontmatter.nodes import Limits
from newslint.house.presets import PRESETS
from newslint.knowledge.generators import GENERATORS
from newslint.rules import RULES
from newslint.schema.bundled import BUNDLED
from newslint.text.wording import join_and

_Json = dict[str, Any]


def _quoted(words: Iterable[str]) -> str:
    return join_and(f"`{word}`" for word in words)


_SELECTORS: Final = {"type": "array", "items": {"$ref": "#/$defs/selector"}}
_GLOBS: Final = {"type": "array", "items": {"type": "string", "minLength": 1}}
_TEXT: Final = {"type": "string", "minLength": 1}
_TEXTS: Final = {"type": "array", "items": _TEXT, "minItems": 1}
_SCALAR: Final = {"type": ["string", "number", "boolean"]}
_SCALARS: Final = {"type": "array", "items": _SCALAR, "minItems": 1}
_OWN_NAME: Final = "[a-z][a-z0-9]*(?:-[a-z0-9]+)+"

SETTINGS: Final[Mapping[str, _Json]] = {
    "extend": {
        "description": (
            "Another configuration that this one builds on, relative to this file. What is set here takes "
            "the place of what is set there; `rules`, `per-file-ignores` and `limits` are merged key by "
            "key, `extend-select` adds, and the collections here are tried first."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["../newslint.toml"],
    },
    "select": {
        "description": (
            "The rules that run: codes, names, families, beginnings of codes, or `ALL`. Without it the "
            "rules run that are on by default."
        ),
        **_SELECTORS,
        "minItems": 1,
        "examples": [["FM", "SCH", "mojibake"]],
    },
    "ignore": {
        "description": 'Rules that don\'t run. The longer selector wins: `select = ["TXT001"]` with '
        '`ignore = ["TXT"]` runs TXT001.',
        **_SELECTORS,
        "examples": [["COR006", "stray-whitespace"]],
    },
    "extend-select": {
        "description": "Rules that run too, beside those that are on by default.",
        **_SELECTORS,
        "examples": [["image-too-small"]],
    },
    "include": {
        "description": (
            "The files that a walk through a folder takes, beside those of the collections. Without it: "
            f"{_quoted(f'*{suffix}' for suffix in SUFFIXES)}. Folders of templates "
            f"({_quoted(sorted(TEMPLATES))}) are taken only where a pattern here, or of a collection, "
            "names them."
        ),
        **_GLOBS,
        "examples": [["*.md"]],
    },
    "exclude": {
        "description": (
            "Files and folders that a walk passes over, beside what git ignores. A file that is named on "
            "the command line is checked in spite of it, unless `force-exclude` is set."
        ),
        **_GLOBS,
        "examples": [["drafts/", "content/archive/"]],
    },
    "respect-gitignore": {
        "description": (
            "Whether a walk passes over what git ignores. Git never ignores a file that it keeps track of, "
            "whatever a `.gitignore` says, and newslint doesn't either."
        ),
        "type": "boolean",
        "default": True,
        "examples": [False],
    },
    "force-exclude": {
        "description": (
            "Whether files that are named on the command line are passed over where a walk would: for "
            "hooks, which name every file that changed."
        ),
        "type": "boolean",
        "default": False,
        "examples": [True],
    },
    "yaml-version": {
        "description": (
            "How plain words are read: `1.2`, where `yes` and `on` are text, or `1.1` as Jekyll and PyYAML "
            "do (`yes` and `on` are true, `1:30` is 90). Once it is set the reading is certain, and FM009 "
            "says nothing; until then FM009 tells what other readers understand otherwise."
        ),
        "enum": ["1.1", "1.2"],
        "default": "1.2",
        "examples": ["1.1"],
    },
    "generator": {
        "description": (
            f"What makes pages of the files, one of {_quoted(GENERATORS)}. Rules judge by it what can be "
            "read and what can't. Without it, the files of the site tell, such as `hugo.toml` or "
            "`_config.yml`; those of a site in a folder like `docs/` tell of the files there. "
            "docs/schemas.md says what is known of each."
        ),
        "enum": list(GENERATORS),
        "examples": ["hugo"],
    },
    "image-root": {
        "description": (
            "The folder where addresses such as `/img/a.jpg` begin. Images are measured there, and "
            "missing ones are reported."
        ),
        "type": "string",
        "minLength": 1,
        "examples": ["static"],
    },
    "corpus": {
        "description": (
            "Files and folders that the rules which compare articles read too, when only some files are "
            "checked. Nothing is reported on them."
        ),
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "examples": [["content"]],
    },
    "follow-links": {
        "description": (
            "Folders outside the project that links may lead to, relative to this file. What lies behind any "
            "other link that leads out of the project is not read (FM013)."
        ),
        "type": "array",
        "items": {"type": "string", "minLength": 1},
        "examples": [["../shared-articles"]],
    },
    "baseline": {
        "description": (
            "The file with the findings that are known already. `newslint check --update-baseline` writes "
            "it; where it exists, only new findings are reported."
        ),
        "type": "string",
        "minLength": 1,
        "default": "newslint-baseline.json",
        "examples": ["ci/newslint-baseline.json"],
    },
    "fail-on": {
        "description": "From which severity on findings make the exit status 1.",
        "enum": [*SEVERITIES, "never"],
        "default": "warning",
        "examples": ["error"],
    },
    "max-warnings": {
        "description": (
            "How many warnings are accepted before they make the exit status 1. Without it: none."
        ),
        "type": "integer",
        "minimum": 0,
        "examples": [20],
    },
    "output-format": {
        "description": "How findings are written.",
        "enum": list(OutputFormat),
        "default": "full",
        "examples": ["concise"],
    },
    "fixable": {
        "description": "The rules whose findings `--fix` may repair. Without it: all.",
        **_SELECTORS,
        "examples": [["TXT", "byte-order-mark"]],
    },
    "unfixable": {
        "description": "Rules whose findings `--fix` leaves as they are. The longer selector wins.",
        **_SELECTORS,
        "examples": [["mojibake"]],
    },
    "per-file-ignores": {
        "description": "Rules that don't run for some files: a pattern, and what to ignore there.",
        "type": "object",
        "additionalProperties": _SELECTORS,
        "examples": [{"content/press/": ["URL005"]}],
    },
    "collections": {
        "description": (
            "Files that are bound to a schema. The first collection whose patterns match a file takes it. "
            "Every file of a collection must have front matter."
        ),
        "type": "array",
        "items": {"$ref": "#/$defs/collection"},
        "examples": [[{"name": "news", "files": ["content/news/"], "schema": "article"}]],
    },
    "rules": {
        "description": "The severity of rules and their options, by code or name.",
        "type": "object",
        "examples": [{"future-date": {"severity": "error", "tolerance-days": 3}}],
    },
    "house-rules": {
        "description": (
            "Rules of your own, a table each: what a field must be, or must not. docs/house-rules.md shows "
            "them."
        ),
        "type": "array",
        "items": {"$ref": "#/$defs/house-rule"},
        "examples": [
            [
                {
                    "code": "HOUSE001",
                    "name": "short-title",
                    "field": "title",
                    "max-length": 60,
                    "severity": "warning",
                    "message": "the app cuts titles after 60 characters",
                }
            ]
        ],
    },
    "presets": {
        "description": (
            "Sets of rules that come with newslint and run only where they are asked for: "
            f"{_quoted(PRESETS)}. docs/house-rules.md says what is in them."
        ),
        "type": "array",
        "items": {"enum": list(PRESETS)},
        "examples": [["search-engines"]],
    },
    "plugins": {
        "description": (
            "Plug-ins whose rules run too, by the names of their entry points in the group `newslint.rules`. "
            "They are code, so that they are loaded only with `--allow-plugins` on the command line."
        ),
        "type": "array",
        "items": _TEXT,
        "examples": [["my-plug-in"]],
    },
    "limits": {
        "description": (
            "How much there may be: `max-file-bytes` says how large a file may be before it is not read "
            "(FM013), `max-bytes`, `max-depth` and `max-values` how large front matter may be before FM010 "
            "and FM012 refuse it, `max-findings` how many findings of one rule in one file are told one by "
            "one."
        ),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "max-file-bytes": {"description": "Bytes of a whole file.", "type": "integer", "minimum": 1},
            "max-bytes": {
                "description": "Bytes of UTF-8 in the front matter.",
                "type": "integer",
                "minimum": 1,
            },
            "max-depth": {
                "description": "Mappings and lists within each other.",
                "type": "integer",
                "minimum": 1,
                "maximum": 200,
            },
            "max-values": {
                "description": (
                    "Mappings, lists and scalars, and once more for each time that an alias repeats them."
                ),
                "type": "integer",
                "minimum": 1,
            },
            "max-findings": {
                "description": (
                    "Findings of one rule in one file that are told one by one. The others are counted, in "
                    "one line, and decide on the exit status as if they were told."
                ),
                "type": "integer",
                "minimum": 1,
            },
        },
        "examples": [{"max-bytes": 1_000_000, "max-findings": 100}],
    },
}
"""Every setting of a configuration, as its JSON Schema."""

_COLLECTION: Final[_Json] = {
    "type": "object",
    "required": ["files"],
    "additionalProperties": False,
    "properties": {
        "name": {
            "description": "How reports call it; without one, the schema's name.",
            "type": "string",
            "minLength": 1,
            "examples": ["news"],
        },
        "files": {
            "description": "Patterns of its files.",
            **_GLOBS,
            "minItems": 1,
            "examples": [["content/news/"]],
        },
        "exclude": {
            "description": "Patterns of files that don't belong to it.",
            **_GLOBS,
            "examples": [["content/news/_index.md"]],
        },
        "schema": {
            "description": (
                f"A JSON Schema, relative to this file, or the name of one that ships with newslint: "
                f"{_quoted(BUNDLED)}. Without one, each file is bound by what it is."
            ),
            "type": "string",
            "minLength": 1,
            "examples": ["schemas/news.schema.json"],
        },
        "allow-schema-override": {
            "description": (
                "Whether a file that names a schema itself is checked against that one instead of the "
                "collection's. Otherwise both hold."
            ),
            "type": "boolean",
            "default": False,
            "examples": [True],
        },
    },
}

_CONDITION: Final[_Json] = {
    "type": "object",
    "required": ["field"],
    "additionalProperties": False,
    "properties": {
        "field": {"description": "Which field decides, as for the rule.", **_TEXT},
        "equals": {"description": "The value that it must have.", **_SCALAR},
        "one-of": {"description": "The values of which it must have one.", **_SCALARS},
        "exists": {
            "description": "Whether it must have a value, or none; without `equals` and `one-of`.",
            "type": "boolean",
            "default": True,
        },
    },
}

_HOUSE_RULE: Final[_Json] = {
    "type": "object",
    "required": ["code", "name", "field"],
    "additionalProperties": False,
    "properties": {
        "code": {
            "description": "Four capital letters or more, and three digits: newslint has no such codes.",
            "type": "string",
            "pattern": f"^{OWN_CODE}$",
            "errorMessage": "a code is four capital letters or more and three digits",
            "examples": ["HOUSE001"],
        },
        "name": {
            "description": "Words in lower case with hyphens between them.",
            "type": "string",
            "pattern": f"^{_OWN_NAME}$",
            "errorMessage": "a name is words with a hyphen between: `short-title`",
            "examples": ["short-title"],
        },
        "field": {
            "description": (
                "The field: a path such as `title`, `provider.name` or `images[].alt` (of every image), or a "
                "role such as `role:headline`. The items of a list are looked at one by one."
            ),
            **_TEXT,
            "examples": ["title"],
        },
        "severity": {"description": "How bad it is.", "enum": SEVERITIES, "default": "warning"},
        "required": {"description": "Whether the field must be there and have a value.", "type": "boolean"},
        "forbidden": {"description": "Whether the field must not be there.", "type": "boolean"},
        "pattern": {"description": "A regular expression that a text must match somewhere.", **_TEXT},
        "forbidden-pattern": {"description": "One that it must match nowhere.", **_TEXT},
        "min-length": {"description": "Characters at least.", "type": "integer", "minimum": 1},
        "max-length": {"description": "Characters at most.", "type": "integer", "minimum": 1},
        "one-of": {"description": "The values that there may be.", **_SCALARS},
        "equals": {"description": "The value that it must have.", **_SCALAR},
        "equals-field": {"description": "The field that must have the same value, if it is there.", **_TEXT},
        "when": {
            "description": "The rule speaks only where this holds of another field.",
            "$ref": "#/$defs/condition",
        },
        "unless-draft": {"description": "Whether drafts are exempt.", "type": "boolean", "default": False},
        "collections": {
            "description": "The collections that it holds for. Without them: all files.",
            **_TEXTS,
        },
        "files": {"description": "Patterns of the files that it holds for.", **_GLOBS, "minItems": 1},
        "exclude": {"description": "Patterns of files that it doesn't hold for.", **_GLOBS},
        "message": {
            "description": "What a finding says. Without it: what is wanted, and what was found.",
            **_TEXT,
        },
        "help": {"description": "What to do about it.", **_TEXT},
        "docs": {"description": "Why there is the rule, in Markdown, for `newslint explain`.", **_TEXT},
    },
}


def config_schema() -> _Json:
    """The whole schema."""
    settings = {name: dict(setting) for name, setting in SETTINGS.items()}
    settings["limits"] = _with_limit_defaults(settings["limits"])
    named = {name: {"$ref": f"#/$defs/{rule.name}"} for rule in RULES for name in (rule.code, rule.name)}
    settings["rules"] |= {
        "properties": named,
        "patternProperties": {f"^(?:{OWN_CODE}|{_OWN_NAME})$": {"type": "object"}},
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newslint configuration",
        "description": "newslint.toml, .newslint.toml, or [tool.newslint] in pyproject.toml.",
        "type": "object",
        "properties": settings,
        "additionalProperties": False,
        "$defs": {
            "selector": {
                "description": "A code, a name, a family, the beginning of a code, or `ALL`.",
                "anyOf": [
                    {"enum": ["ALL", *selectors_of(RULES)]},
                    {"pattern": f"^(?:[A-Z]{{4,16}}[0-9]{{0,3}}|{_OWN_NAME})$"},
                ],
            },
            "collection": _COLLECTION,
            "house-rule": _HOUSE_RULE,
            "condition": _CONDITION,
            **{rule.name: rule_schema(rule) for rule in RULES},
        },
    }


def config_schema_text() -> str:
    """The text of schemas/newslint.schema.json."""
    return json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"


def settings_page() -> str:
    """The reference of all settings, in Markdown."""
    parts = []
    for name, setting in SETTINGS.items():
        default = f" Default: `{_toml(setting['default'])}`." if "default" in setting else ""
        lines = [f"### `{name}`", "", f"{setting['description']}{default}", ""]
        lines += ["```toml", *_example(name, setting["examples"][0]), "```"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _with_limit_defaults(limits: _Json) -> _Json:
    defaults = Limits()
    properties = {
        name: {**limit, "default": getattr(defaults, name.replace("-", "_"))}
        for name, limit in limits["properties"].items()
    }
    return {**limits, "properties": properties}


def _example(name: str, value: Any) -> list[str]:
    """A setting as people write it: tables with headers."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [f"[[{name}]]", *(f"{key} = {_toml(entry)}" for key, entry in value[0].items())]
    if not isinstance(value, dict):
        return [f"{name} = {_toml(value)}"]
    nested = {key: entry for key, entry in value.items() if isinstance(entry, dict)}
    if not nested:
        return [f"[{name}]", *(f"{_key(key)} = {_toml(entry)}" for key, entry in value.items())]
    lines = []
    for key, entries in nested.items():
        lines += [
            f"[{name}.{_key(key)}]",
            *(f"{_key(inner)} = {_toml(entry)}" for inner, entry in entries.items()),
        ]
    return lines


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


def _toml(value: Any) -> str:
    # JSON and TOML write text, numbers, booleans and lists of them alike.
    return json.dumps(value)
