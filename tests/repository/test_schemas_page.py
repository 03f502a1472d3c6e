"""docs/schemas.md says what the code does: schemas, the rules that roles switch on, and generators."""

import re
import sys
from pathlib import Path

import pytest
from schemas_page import PARTS, filled, roles_table, roles_that_are_read

from newslint.config.rule_docs import roles_that_wake
from newslint.document import Document, parse_document
from newslint.frontmatter.nodes import Node
from newslint.rule import Rule
from newslint.rules import BY_CODE, RULES
from newslint.schema.compiled import shipped_schema
from newslint.schema.roles import ROLES
from newslint.source import Source

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "schemas.md").read_text(encoding="utf-8")
CASES = sorted(path for path in (ROOT / "tests" / "cases").glob("*/*/*.md") if path.is_file())


def test_the_page_is_fresh() -> None:
    assert filled(PAGE) == PAGE, "run `make docs`"


def test_a_page_without_a_place_is_told() -> None:
    assert set(re.findall(r"<!-- begin: (\w+), made", PAGE)) == set(PARTS)
    for mark in ("<!-- begin: roles, made by `make docs` -->\n", "<!-- end: roles -->\n"):
        with pytest.raises(ValueError, match="has no place for roles"):
            filled(PAGE.replace(mark, ""))


def rows() -> dict[str, list[str]]:
    cells = [line.strip("| ").split("|") for line in roles_table().splitlines()[2:]]
    return {row[0].strip(" `"): [cell.strip() for cell in (*row[1:], "")][:3] for row in cells}


def test_every_role_is_there_with_its_meaning() -> None:
    assert {role: row[0] for role, row in rows().items()} == ROLES


def test_what_a_role_switches_on() -> None:
    table = rows()
    assert table["related"][1] == "REL001, REL002, REL003"
    assert table["draft"][1:] == ["", "FM009, DAT002, DAT003, DAT006, DAT007, COR007"]
    assert table["url"][1].startswith("URL001, URL002, ")
    assert table["terminal-text"][2] == "TXT006"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs], ids=lambda rule: rule.code)
def test_a_rule_is_asked_where_a_role_that_wakes_it_is(rule: Rule) -> None:
    woken = roles_that_wake(rule)
    traits = {"unusual-url"} if "unusual-url" in rule.needs else rule.needs & ROLES.keys()
    assert bool(woken) == bool(traits)
    assert all(rule.may_find(frozenset({trait})) for trait in traits)
    assert not any(rule.may_find(frozenset({role})) for role in ROLES.keys() - woken)


def test_no_rule_asks_for_a_role_that_the_page_does_not_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rules ask for is noted while they look at articles that have everything."""
    asked: dict[str, set[str]] = {rule.code: set() for rule in RULES}
    at = [""]
    with_role, part = Document.with_role, Node.part

    def noted_with_role(self: Document, role: str) -> list[Node]:
        asked[at[0]] |= {role} & ROLES.keys()
        return with_role(self, role)

    def noted_part(self: Node, role: str) -> Node | None:
        asked[at[0]] |= {role} & ROLES.keys()
        return part(self, role)

    schema = shipped_schema("article")
    documents = [
        parse_document(Source(path.name, path.read_bytes()), lambda _: schema) for path in CASES[::9]
    ]
    for document in documents:
        assert document.traits  # found once for all rules, so no rule is the one that asks
    monkeypatch.setattr(Document, "with_role", noted_with_role)
    monkeypatch.setattr(Node, "part", noted_part)
    for rule in RULES:
        at[0] = rule.code
        for document in documents:
            list(rule.check(document, rule.options()))
    assert sum(map(len, asked.values())) > 60
    unnamed = {code: roles - roles_that_wake(BY_CODE[code]) - roles_that_are_read(BY_CODE[code])
               for code, roles in asked.items()}  # fmt: skip
    assert {code: roles for code, roles in unnamed.items() if roles} == {}


def test_the_page_is_one_of_those_that_are_made() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    import make_docs  # noqa: PLC0415 - a script

    assert make_docs.wanted()[ROOT / "docs" / "schemas.md"] == PAGE
