"""misspelt-topic compares each label of an article with each, so it takes no more than people write."""

import pytest

from newslint.document import parse_document
from newslint.rules import cor_misspelt_topic
from newslint.rules.cor_misspelt_topic import RULE
from newslint.schema.compiled import shipped_schema
from newslint.source import Source


@pytest.mark.parametrize(("labels", "told"), [(100, 100), (101, 0)])
def test_so_many_labels_are_compared_and_looked_for(
    labels: int, told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for: list[str] = []
    monkeypatch.setattr(cor_misspelt_topic, "_speaks_of", lambda label, _: looked_for.append(label))
    # No two of them are near each other.
    lines = "".join(f"- {chr(0x4E00 + number)}\n" for number in range(labels))
    schema = shipped_schema("front-matter")
    document = parse_document(
        Source("a.md", f"---\ntitle: x\ntags:\n{lines}---\n".encode()), lambda _: schema
    )
    assert len(document.with_role("topic")) == labels
    assert len(list(RULE.check(document, RULE.options()))) == told
    assert len(looked_for) == told
