"""What docs/schemas.md says of schemas, roles and generators, made from the code that knows it."""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from newslint.config.rule_docs import roles_that_wake
from newslint.knowledge.generators import FACTS, Generator
from newslint.rule import Rule
from newslint.rules import RULES
from newslint.schema.bundled import BUNDLED, bundled_schema
from newslint.schema.roles import ROLES

# What rules ask a document for without naming a role.
_ASKED: Final[Mapping[str, tuple[str, ...]]] = {
    "unusual_urls": ("url",),
    "edition": ("language", "canonical-url"),
    "pictures": ("image", "image-url", "image-width", "image-height"),
}
_ASKS: Final = frozenset({"with_role", "part", "roles", "parts"})


def roles_that_are_read(rule: Rule) -> set[str]:
    """The roles that a rule's module asks for, itself or by what it uses of `newslint.rulekit`."""
    tree = _tree(rule.check.__module__)
    nodes = [node for part in (tree, *_helpers(tree)) for node in ast.walk(part)]
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    found = {role for name in attributes for role in _ASKED.get(name, ())}
    if attributes & _ASKS:
        texts = {node.value for node in nodes if isinstance(node, ast.Constant)}
        found |= {text for text in texts if isinstance(text, str) and text in ROLES}
    return found


def _tree(module: str) -> ast.Module:
    return ast.parse(Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8"))


def _helpers(tree: ast.Module) -> Iterator[ast.AST]:
    """What a module takes from `newslint.rulekit`, and what that uses beside it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("newslint.rulekit."):
            helpers = {
                part.name: part for part in _tree(str(node.module)).body if isinstance(part, ast.FunctionDef)
            }
            waiting, seen = [alias.name for alias in node.names], set[str]()
            while waiting:
                name = waiting.pop()
                if name in helpers and name not in seen:
                    seen.add(name)
                    yield helpers[name]
                    waiting += [part.id for part in ast.walk(helpers[name]) if isinstance(part, ast.Name)]


def schemas_table() -> str:
    """The schemas that ship."""
    rows = [(f"`{name}`", bundled_schema(name).raw["description"].partition(": ")[0]) for name in BUNDLED]
    return _table(("name", "what it describes"), [(name, text.rstrip(".") + ".") for name, text in rows])


def roles_table(rules: Iterable[Rule] = RULES) -> str:
    """Every role, with the rules that it switches on and those that read it besides."""
    wake = {rule.code: roles_that_wake(rule) for rule in rules}
    read = {rule.code: roles_that_are_read(rule) - wake[rule.code] for rule in rules}
    rows = [(f"`{role}`", text, _codes(role, wake), _codes(role, read)) for role, text in ROLES.items()]
    return _table(("role", "the field is", "switches on", "is read by"), rows)


def files_table() -> str:
    """Where the files of each generator lie."""
    rows = [
        (
            facts.title,
            f"`{name}`",
            facts.yaml_version or "none",
            _folders(facts.content),
            _folders((*facts.own, *facts.draft_folders)),
            _folders(() if facts.image_root is None else (facts.image_root,)),
            ", ".join(f"`{stem}`" for stem in facts.section_names),
        )
        for name, facts in FACTS.items()
    ]
    heads = ("generator", "name", "YAML", "pages in", "no pages in", "images from", "page of a folder")
    return _table(heads, rows)


def fields_table() -> str:
    """What each generator makes of fields."""
    rows = [
        (
            facts.title,
            ", ".join(f"`{field}: {_value(value)}`" for field, value in facts.draft_fields),
            ", ".join(f"`{field}`" for field in facts.address_fields),
            "; ".join(_dates(facts)),
        )
        for facts in FACTS.values()
    ]
    return _table(("generator", "keeps a page back", "decides on addresses", "dates"), rows)


def sources_list() -> str:
    """Where the facts come from."""
    return "\n".join(
        f"- {facts.title}: {', '.join(f'<{s}>' for s in facts.sources)}" for facts in FACTS.values()
    )


def _dates(facts: Generator) -> Iterator[str]:
    yield facts.dates
    if facts.dated_names:
        yield "the file's name may have it"
    if facts.schedules:
        yield "what is to come is held back"


def _codes(role: str, roles: Mapping[str, set[str]]) -> str:
    return ", ".join(code for code, found in roles.items() if role in found)


def _folders(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}/`" if name not in ("", ".") else "the site" for name in names)


def _value(value: bool | str) -> str:  # noqa: FBT001 - the value of a field
    return value if isinstance(value, str) else str(value).lower()


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "schemas": schemas_table,
    "roles": roles_table,
    "files": files_table,
    "fields": fields_table,
    "sources": sources_list,
}
"""What stands between the marks of docs/schemas.md, by their names."""


def filled(page: str, parts: Mapping[str, Callable[[], str]] = PARTS) -> str:
    """A page with what the code knows today between the marks of each part.

    Raises:
        ValueError: a mark is missing.
    """
    for name, make in parts.items():
        begin, end = f"<!-- begin: {name}, made by `make docs` -->\n", f"<!-- end: {name} -->\n"
        before, found, rest = page.partition(begin)
        after = rest.partition(end)
        if not found or not after[1]:
            raise ValueError(f"the page has no place for {name}")
        page = f"{before}{begin}\n{make()}\n\n{end}{after[2]}"
    return page
