import random
from collections.abc import Callable

import pytest
from counting import LINEAR, growth

from newslint.server.cursor.find import block_of, read_at
from newslint.server.cursor.spots import DEEPEST
from newslint.server.fields import directive_spots

OPENINGS = ["---\n", "+++\n", "{\n", ";;;\n", "---json\n", "Title: a\nDate: b\n", ""]
BITS = [
    "---\n", "+++\n", "{\n", "}\n", "title: a\n", "tags: [a, b]\n", "- x\n", "  - y: 1\n", '"a": "b",\n',
    "'it''s'", "a = 1\n", "[t]\n", "[[t]]\n", '"""', "|\n", ">\n", "{a: [", "#c\n", "é🎉", "\u2028", "\r\n",
    "\r", ": ", " ", "\t", '"', "'", ",", "=", ".", "# newslint: ignore[", "&a ", "*b", "!!str ", "a.b", "-",
    "\\",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_any_place_of_any_text(seed: int) -> None:
    chance = random.Random(seed)
    seen = 0
    for _ in range(25):
        text = chance.choice(OPENINGS) + "".join(chance.choices(BITS, k=chance.randrange(20)))
        for cursor in range(len(text) + 1):
            block = block_of(text, cursor)
            if block is None or not block.has(cursor):
                continue
            reading = read_at(text, block, cursor)
            for spot in reading.spots:
                seen += 1
                assert spot.span.start <= cursor <= spot.span.end
                assert text[spot.span.start : cursor] == spot.quote + spot.typed
                assert not {"\r", "\n"}.intersection(text[spot.span.start : spot.span.end])
            for key in reading.keys:
                assert 0 <= key.span.start <= key.span.end <= len(text)
    assert seen > 100


@pytest.mark.parametrize("opening", ["---\n", "+++\n", "{\n", "Title: a\nDate: b\n"])
@pytest.mark.parametrize(
    "bit",
    [
        'a: "\n', "a: [\n", "- ", "- \n", "a: {", "[", '{"a":', '"', "a b ", " ", "# ", "a.", "a:", "a: b\n",
        "\\", "a = [\n", 'a = """\n', "[a]\n", "[a.", "x: |\n", "# newslint: ",
    ],
)  # fmt: skip
def test_long_texts_take_long_in_proportion(opening: str, bit: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        text = opening + bit * size

        def look() -> None:
            directive_spots.selector_at(text, len(text))
            directive_spots.verb_at(text, len(text))
            block = block_of(text, len(text))
            if block is not None:
                read_at(text, block, len(text))

        return look

    assert growth(prepared, 400) < LINEAR


@pytest.mark.parametrize(
    ("opening", "around", "end"),
    [
        ("---\na: ", "[", "---\n"),
        ("---\n", "- ", "\n---\n"),
        ('{"a": ', "[", "}"),
        ("+++\na = ", "[", "\n+++\n"),
    ],
)
def test_what_is_nested_too_deeply_is_not_read(opening: str, around: str, end: str) -> None:
    for depth, is_read in ((DEEPEST - 10, True), (DEEPEST + 10, False)):
        text = opening + around * depth
        cursor = len(text)
        block = block_of(text + end)
        assert block is not None
        assert bool(read_at(text + end, block, cursor).spots) == is_read
