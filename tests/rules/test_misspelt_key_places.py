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
    "+++\ntitle = 'Harbour'\n  date = 2023-05-02\n+++\n",
)


@pytest.mark.parametrize("text", ARTICLES)
def test_places(text: str) -> None:
    document = parse_document(Source("a.md", text.encode()), choose)
    assert document.root is not None
    assert isinstance(document.root.children, dict)
    expected = {}
    for name, node in document.root.children.items():
        line, column, end_line, end_column = document.source.place_of(node.key_span)
        if line == end_line:
            expected[name] = f"{line}:{column}:{end_column}"
    (fact,) = key_misspelt.collect(document, key_misspelt.Options())
    assert fact.values[:2] == ("\n".join(expected), " ".join(expected.values()))
    assert fact.span == document.key_of((next(iter(expected)),))


def test_a_key_on_two_lines_is_left_out() -> None:
    document = parse_document(Source("a.md", ARTICLES[3].encode()), choose)
    (fact,) = key_misspelt.collect(document, key_misspelt.Options())
    assert fact.values == ("title", "5:1:6", "")
