from collections.abc import Callable

import pytest
from cursors import read, spots

from newslint.finding import format_path
from newslint.server.cursor.spots import DEEPEST


def yaml(block: str) -> list[str]:
    return spots(f"---\n{block}\n---\nText.\n")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("¦", ["key - <>"]),
        ("title: a\n¦\ndate: b", ["key - <> has date,title"]),
        ("ti¦\ndate: b", ["key - <ti> has date"]),
        ("ti¦tle\ndate: b", ["key - <title> typed <ti> has date"]),
        ("¦title: a\ndate: b", ["key - <title> typed <> has date followed"]),
        ("title¦: a\ndate: b", ["key - <title> has date followed"]),
        ("'ti¦tle': a", ["key - <'title'> typed <ti> quote ' followed"]),
        ("title: a\n\n¦\n\ndate: b", ["key - <> has date,title"]),
        ("title: a\n  ¦", []),  # goes on with the text above
        ("title: a\n  more¦", []),
        ("title: a\n  more: ¦", []),
        (" ¦", ["key - <>"]),
        ("image:\n  ¦\n  url: x", ["value image[0] <> lead <- >", "key image <> has url"]),
        ("image:\n  url: x\n  ¦\ntitle: y", ["key image <> has url"]),
        ("image:\n  url: x\n¦\ntitle: y", ["key - <> has image,title"]),
        ("image:\n    url: x\n  ¦", ["key image <>"]),
        ("a:\n  b:\n  - c\n  d: ¦", ["value a.d <>"]),
        ("a:\n  b:\n    c: 1\n    ¦\n  d: 2", ["key a.b <> has c"]),
        ("a:\n  b:\n    c: 1\n  ¦\n  d: 2", ["key a <> has b,d"]),
        ("tags: ¦\ntitle: a", ["value tags <>"]),
        ("tags:\n¦\ntitle: a", ["value tags[0] <> lead <- >", "key - <> has tags,title"]),
        ("note: # later\n  ¦", ["value note[0] <> lead <- >", "key note <>"]),
        ("note: &a\n  ¦", []),
        ("- ¦", ["value [0] <>", "key [0] <> column 2"]),
        ("title: a # no¦te", []),
        ("# no¦te", []),
        ("title ¦: a", []),
        ("text: |\n  a¦\ntitle: b", []),
        ("text: >-\n  a\n\n  ¦\ntitle: b", []),
        ("text: |\n  a: ¦", []),
        ("text: |\n  a\n¦", ["key - <> has text"]),
        ("text: | # note\n  a: b\ntitle: ¦", ["value title <>"]),
        ("- text: |\n    a: 1\n  ¦", ["key [0] <> has text"]),
    ],
)
def test_keys_of_yaml(block: str, expected: list[str]) -> None:
    assert yaml(block) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("date: ¦", ["value date <>"]),
        ("date:¦", ["value date <> lead < >"]),
        ("date:   ¦  ", ["value date <>"]),
        ("date: 20¦24 # day", ["value date <2024> typed <20>"]),
        ("date: 2024¦ # day", ["value date <2024>"]),
        ("date: 2024 ¦ # day", []),
        ("date:  ¦ # day", ["value date <>"]),
        ("date: ¦ # day", ["value date <>"]),
        ("date:  # d¦ay", []),
        ("date: # d¦ay", []),
        ("date:¦ 2024", []),
        ("url: https://a¦b", ["value url <https://ab> typed <https://a>"]),
        ("date: !!str ¦", ["value date <>"]),
        ("date: !!str 20¦", ["value date <20>"]),
        ("title: 'a¦'", ["value title <'a'> quote '"]),
        ("title: ¦'a'", []),
        ("title: 'a'¦", []),
        ('title: "a¦b"', ['value title <"ab"> typed <a> quote "']),
        ('title: "a¦\ndate: b', ['value title <"a> quote "']),
        ('title: "a¦b\ndate: b', ['value title <"a> quote "']),
        ('title: "a\n  b¦"\ndate: c', []),
        ('title: "a: b"\ndate: ¦', ["value date <>"]),
        ('title: "a: \\" b"\ndate: ¦', ["value date <>"]),
        ("title: 'it''s'\ndate: ¦", ["value date <>"]),
    ],
)
def test_values_of_yaml(block: str, expected: list[str]) -> None:
    assert yaml(block) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("tags:\n  - a\n  - ¦\n  - c", ["value tags[1] <> has a,c", "key tags[1] <> column 2"]),
        ("tags:\n  -¦", ["value tags[0] <> lead < >", "key tags[0] <> lead < > column 2"]),
        ("tags:\n  - be¦\n  - c", ["value tags[0] <be> has c", "key tags[0] <be> column 2"]),
        ("tags:\n  - a\n  ¦\n  - c", ["value tags[1] <> has a,c lead <- >"]),
        ("tags:\n  - a\n¦", ["key - <> has tags"]),
        ("a:\n  - b: 1\n  ¦", ["value a[1] <> lead <- >"]),
        ("tags:\n- a\n¦", ["value tags[1] <> has a lead <- >", "key - <> has tags"]),
        ("tags:\n- 'a'\n- \"b\"\n- ¦", ["value tags[2] <> has a,b", "key tags[2] <> column 2"]),
        ("tags:\n  ¦", ["value tags[0] <> lead <- >", "key tags <>"]),
        ("tags:\n  be¦", ["value tags[0] <be> lead <- >", "key tags <be>"]),
        ("tags:\n  'be¦", ["key tags <'be> quote '"]),
        ("¦- a", []),
        ("tags:\n ¦ - a", []),
        ("a:\n  - b: 1\n    ¦\n    c: 2\n  - d: 3", ["key a[0] <> has b,c"]),
        ("a:\n  - b: 1\n  - ¦\n    c: 2", ["value a[1] <>", "key a[1] <> has c column 2"]),
        ("a:\n  - ti¦\n    c: 2", ["value a[0] <ti>", "key a[0] <ti> has c column 2"]),
        ("a:\n  - b: ¦", ["value a[0].b <>"]),
        ("a:\n  - ¦b: 1", ["key a[0] <b> typed <> followed column 2"]),
        ("- - ¦", ["value [0][0] <>", "key [0][0] <> column 4"]),
        ("a:\n  - [b, ¦]", ["value a[0][1] <> has b in brackets"]),
        ("a:\n  - 'b¦", ["value a[0] <'b> quote '"]),
    ],
)
def test_lists_of_yaml(block: str, expected: list[str]) -> None:
    assert yaml(block) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("tags: [¦]", ["value tags[0] <> in brackets"]),
        ("tags: [a, ¦]", ["value tags[1] <> has a in brackets"]),
        ("tags: [a, ¦\ntitle: b", ["value tags[1] <> has a in brackets"]),
        ("tags: [a, be¦, c\ntitle: b", ["value tags[1] <be> has a,c in brackets"]),
        ("tags: [a, 'b¦", ["value tags[1] <'b> quote ' has a in brackets"]),
        ("tags: [a, b c¦ d, e]", ["value tags[1] <b c d> typed <b c> has a,e in brackets"]),
        ("tags: [a\u2028b\u00a0c, ¦]", ["value tags[1] <> has a\u2028b\u00a0c in brackets"]),
        ("tags: [a ¦ , b]", []),
        ("tags: ¦[a]", []),
        ("tags: [a]¦", []),
        ("tags: [\n  a,\n  ¦\n]\ntitle: b", ["value tags[1] <> has a in brackets"]),
        ("image: {\n  url: x,\n  ¦\n}", ["key image <> has url in brackets"]),
        ("image: {\n  a: x,\n  ¦b: 1\n}\nc: d", ["key image <b> typed <> has a in brackets followed"]),
        ("tags: [a # b¦\n]", []),
        ("tags: [a, b\ntitle: ¦", ["value title <>"]),
        ("a:\n  tags: [b, c\n  title: ¦", ["value a.title <>"]),
        ("a:\n  tags: [b, c\nd: ¦", ["value d <>"]),
        ("- [b, c\n- ¦", ["value [1] <>", "key [1] <> column 2"]),
        ("image: {url: x, ¦}", ["key image <> has url in brackets"]),
        ("image: {¦ url: x}", ["key image <> has url in brackets needs comma"]),
        ("image: {ur¦: x, w: 1}", ["key image <ur> has w in brackets followed"]),
        ("image: {url: ¦, w: 1}", ["value image.url <> in brackets"]),
        ("image: {url:¦}", ["value image.url <> lead < > in brackets"]),
        ("image: {a: {b: 1}, ¦", ["key image <> has a in brackets"]),
        ("image: {a: [1, {b: ¦", ["value image.a[1].b <> in brackets"]),
        ("image: {url: a:b¦}", ["value image.url <a:b> in brackets"]),
        ('{\n  "a": 1,\n  "¦\n}', ['key - <"> quote " has a in brackets']),
    ],
)
def test_brackets_of_yaml(block: str, expected: list[str]) -> None:
    assert yaml(block) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: a\n¦", ["key - <> has title"]),
        ("---\ntitle: a\nda¦\n\nNote: text\n", ["key - <da> has title"]),
        ("---\ntitle: a\nda¦\nslug: b\n", ["key - <da> has slug,title"]),
        ("---\ntitle: a\n\nta¦\n", ["key - <ta> has title"]),
        ("---\r\ntitle: a\r\n¦\r\ndate: b\r\n---\r\n", ["key - <> has date,title"]),
        ("---\rtitle: ¦\rdate: b\r---\r", ["value title <>"]),
        ("---\ntitle: a\u2028b: c\n¦\n---\n", ["key - <> has title"]),
        ("\ufeff---\n¦\n---\n", ["key - <>"]),
        ("¦---\ntitle: a\n---\n", []),
        ("--¦-\ntitle: a\n---\n", []),
        ("---\ntitle: a\n¦---\n", []),
        ("---\ntitle: a\n---\nTe¦xt: a\n", []),
        ("Te¦xt", []),
        ("¦", []),
    ],
)
def test_where_a_block_ends(text: str, expected: list[str]) -> None:
    assert spots(text) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "---\na: 1\nb:\n  - c: 2\n    d : [e, {f: 1}]\n  - 'g': 3\n¦\n---\n",
            [
                ("a", "a"),
                ("b", "b"),
                ("b[0].c", "c"),
                ("b[0].d", "d"),
                ("b[0].d[1].f", "f"),
                ("b[1].g", "'g'"),
            ],
        ),
        ("---\na: {b: 1, c: [\nd: 2¦\n---\n", [("a", "a"), ("a.b", "b"), ("a.c", "c"), ("d", "d")]),
        ("---\na: b: c\nd:e\n¦f #g: h\ni#j: k\n---\n", [("a", "a"), ("i#j", "i#j")]),
    ],
)
def test_keys_of_a_block(marked: str, expected: list[tuple[str, str]]) -> None:
    text, reading = read(marked)
    assert [(format_path(k.path), text[k.span.start : k.span.end]) for k in reading.keys] == expected


def test_keys_of_many_lines_are_told_once() -> None:
    _, reading = read("---\na: {\n  b: 1,\n  c: 2\n}\nd: ¦\n---\n")
    assert [format_path(key.path) for key in reading.keys] == ["a", "a.b", "a.c", "d"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (lambda depth: [f"{' ' * n}a:" for n in range(depth)], DEEPEST),
        (lambda depth: ["- " * depth + "a: 1"], 0),
        (lambda depth: ["- " * (depth - 6) + "a: 1"], 1),
        (lambda depth: ["- " * (depth - 5) + "a: 1"], 0),
    ],
)
def test_how_deep_it_is_read(lines: Callable[[int], list[str]], expected: int) -> None:
    _, reading = read("\n".join(["---", *lines(DEEPEST + 5), "¦", "---", ""]))
    assert len(reading.keys) == expected
