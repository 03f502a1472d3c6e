"""The documentation of rules comes from their docstrings."""

from dataclasses import dataclass

import pytest

from newslint.config.rule_docs import as_data, option_docs, overview, page
from newslint.finding import Severity
from newslint.reporters.links import rule_url
from newslint.rule import Rule
from newslint.rules import RULES

DOC = """A thing | is wrong.

More about it.

## Why is this bad?

Because.

## Example

```yaml bad article
a: 1
```

```yaml good
a: 2
```
"""


@dataclass(frozen=True, slots=True)
class Options:
    """What may differ.

    Attributes:
        most_words: How many words, at most,
            a text may have.
        words: Which words.
    """

    most_words: int = 3
    words: frozenset[str] = frozenset({"b", "a"})


RULE = Rule("TST001", "thing", Severity.INFO, lambda document, options: (), DOC, options=Options)  # noqa: ARG005


def test_a_page_has_everything_about_a_rule() -> None:
    assert page(RULE) == (
        "# TST001 thing\n\nInfo, on by default, no fix.\n\nA thing | is wrong.\n\nMore about it.\n\n"
        "## Why is this bad?\n\nBecause.\n\n## Example\n\nBad:\n\n```yaml\na: 1\n```\n\nGood:\n\n"
        "```yaml\na: 2\n```\n\n## Options\n\n"
        "- `most-words` (default: `3`): How many words, at most, a text may have.\n"
        "- `words` (default: `a`, `b`): Which words.\n"
    )


def test_headings_move_down_with_the_page() -> None:
    assert "### Why is this bad?" in page(RULE, level=2)
    assert "\n## " not in page(RULE, level=2)


def test_the_overview_links_to_every_page_and_keeps_its_table_whole() -> None:
    text = overview([RULE])
    assert "| [TST001](#tst001-thing) | thing | info | none | A thing \\| is wrong |" in text
    assert "\n## TST001 thing\n" in text


def test_the_data_for_machines() -> None:
    data = as_data(RULE)
    assert data["code"] == "TST001"
    assert data["options"][1] == {"name": "words", "default": "`a`, `b`", "description": "Which words."}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_documents_its_options_and_its_link_leads_to_its_heading(rule: Rule) -> None:
    assert all(doc for _, _, doc in option_docs(rule))
    heading = page(rule, level=2).partition("\n")[0]
    url = rule_url(rule.code, rule.name)
    assert url is not None
    assert url.partition("#")[2] == heading[3:].lower().replace(" ", "-")
