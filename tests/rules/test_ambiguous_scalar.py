"""When FM009 has something to say at all."""

import pytest

from newslint.document import parse_document
from newslint.rules.fm_ambiguous_scalar import RULE
from newslint.source import Source


@pytest.mark.parametrize(("yaml_version", "found"), [("", 2), ("1.1", 0), ("1.2", 0)])
def test_a_chosen_version_is_certain(yaml_version: str, found: int) -> None:
    source = Source("a.md", b"---\nanswer: no\nyes: 1\n---\n")
    document = parse_document(source, lambda _: None, yaml_version=yaml_version)
    assert len(list(RULE.check(document, RULE.options()))) == found
