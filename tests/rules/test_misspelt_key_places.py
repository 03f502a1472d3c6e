"""Where KEY001 says that keys stand is where `Source.place_of` says so."""

import pytest

from newslint.document import parse_document
from newslint.rules import key_misspelt
from newslint.schema.compiled import choose
from newslint.source import Source

ARTICLES = (
    "---\ntitle: Harbour\ndate: 2023-05-02\n---\n",
    "---\r\ntitle: Harbour\r\n\r\n# note\r\n'date' : 2023-05-02\r\n---\r\n",
    '---\n{"title": Harbour, date: 2023-05-02,\n  "ti\\u0074el": x}\n---\n',
    '---\n? "two\n  lines"\n: 1\ntitle: Häfen\n---\n',
    "---\n'a': 1\n'bc' : 2\n\"\\x64\": 3\n---\n",
    "+++\ntitle = 'Harbour'\n  date = 2023-05-02\n+++\n",
)


@pytest.mark.parametrize("text", ARTICLES)
def test_places(text: str) -> None:
    document = parse_document(Source("a.md", text.encode()), choose)
    assert document.root is not None
    assert isinstance(document.root.children, dict)
    spans = {name: document.source.range_of(node.key_span) for name, node in document.root.children.items()}
    expected = {name: place for name, place in spans.items() if place.line == place.end_line}
    (fact,) = key_misspelt.collect(document, key_misspelt.Options())
    names, places = fact.values[0].split("\n"), fact.values[1].split(" ")
    found = {name: key_misspelt._place(name, place) for name, place in zip(names, places, strict=True)}
    assert found == expected
    assert fact.span == document.key_of((next(iter(expected)),))


def test_a_key_on_two_lines_is_left_out() -> None:
    document = parse_document(Source("a.md", ARTICLES[3].encode()), choose)
    (fact,) = key_misspelt.collect(document, key_misspelt.Options())
    assert fact.values == ("title", "5", "", "t")
