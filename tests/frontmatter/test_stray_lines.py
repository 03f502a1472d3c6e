"""The line that a mistake is told at is the line to mend, and the advice mends it."""

import re
from typing import SupportsIndex

import pytest

from newslint.finding import Span
from newslint.frontmatter.nodes import Limits
from newslint.frontmatter.yaml.explanations import explain
from newslint.frontmatter.yaml.reader import build_tree

LONG = "k" * 1025


def told(block: str) -> tuple[str, str, str]:
    """What is marked of a text, what is said of it, and what to do."""
    (problem,) = build_tree(block, Span(0, len(block)), Limits()).problems
    found = explain(problem, block)
    return block[found.span.start : found.span.end], found.message, found.advice


def mended(block: str) -> str:
    """The text with the line of the mistake written as the advice says."""
    (problem,) = build_tree(block, Span(0, len(block)), Limits()).problems
    found = explain(problem, block)
    written = re.fullmatch(r"write `(.*?)`(?:, or indent .*|, and so in the lines below)?", found.advice)
    assert written is not None, found.advice
    start = max(block.rfind("\n", 0, found.span.start), block.rfind("\r", 0, found.span.start)) + 1
    start += len(block[start:]) - len(block[start:].lstrip(" "))
    end = re.compile(r"[\r\n]").search(block, start)
    assert end is not None
    return block[:start] + written[1] + block[end.start() :]


@pytest.mark.parametrize(
    ("block", "mark", "message", "values"),
    [
        # the colon is missing
        *(
            (block, mark, "a line that is neither a field nor part of a value", values)
            for block, mark, values in (
                ("title Ferry\ndate: 1\n", "title Ferry", {"title": "Ferry", "date": 1}),
                ("# x\n\ntitle Ferry\n\n# y\ndate: 1\n", "title Ferry", {"title": "Ferry", "date": 1}),
                ("date: 1\ntitle Ferry\nx: 2\n", "title Ferry", {"date": 1, "title": "Ferry", "x": 2}),
                ("a:\n  site Ferry\n  b: 1\n", "site Ferry", {"a": {"site": "Ferry", "b": 1}}),
                ("title\tFerry\r\ndate: 1\r\n", "title\tFerry", {"title": "Ferry", "date": 1}),
            )
        ),
        # the blank behind a dash is missing
        ("tags:\n-ebb\nx: 2\n", "-", "no blank follows the dash", {"tags": ["ebb"], "x": 2}),
        (
            "tags:\n  - ebb\n  -flow\nx: 2\n",
            "-",
            "no blank follows the dash",
            {"tags": ["ebb", "flow"], "x": 2},
        ),
        ("tags: \r\n-ebb\r\nx: 2\r\n", "-", "no blank follows the dash", {"tags": ["ebb"], "x": 2}),
        # words in quotes begin the value
        (
            'title: "Ebb" and flow\nx: 2\n',
            '"',
            "the value ends at this quote, and text follows it",
            {"title": '"Ebb" and flow', "x": 2},
        ),
        (
            "title: 'Ebb' and 'flow'\nx: 2\n",
            "'",
            "the value ends at this quote, and text follows it",
            {"title": "'Ebb' and 'flow'", "x": 2},
        ),
        (
            'tags:\n  - "Ebb" is low\n',
            '"',
            "the value ends at this quote, and text follows it",
            {"tags": ['"Ebb" is low']},
        ),
        # the value needs quotes
        *(
            (
                f"title= {value}\ndate: 1\n",
                "=",
                "`=` stands where YAML wants `:` and a space",
                {"title": value, "date": 1},
            )
            for value in (
                "- Ferry",
                "? Ferry",
                "Ferry #2",
                "@ferry",
                "%ferry",
                "*Ferry*",
                "&Co",
                "!Ferry",
                "{{ ferry }}",
                "{% ferry %}",
                "> Ferry",
                "| Ferry",
                "-Ferry",
                ":Ferry",
                "Ebb:flow",
                "B#4",
            )
        ),
        (
            "tags= [ebb, flow]\ntitle: x\n",
            "=",
            "`=` stands where YAML wants `:` and a space",
            {"tags": ["ebb", "flow"], "title": "x"},
        ),
        # another sign stands there
        *(
            (block, sign, f"`{sign}` stands where YAML wants `:` and a space", {"title": "Ferry", "date": 1})
            for block, sign in (
                ("title; Ferry\ndate: 1\n", ";"),
                ("title= Ferry\ndate: 1\n", "="),
                ("date: 1\ntitle = Ferry\n", "="),
                ("title => Ferry\ndate: 1\n", "=>"),
                ("title := Ferry\ndate: 1\n", ":="),
            )
        ),
        # the colon or the blank is another character
        (
            "title：渡船\ndate: 1\n",
            "：",
            "the colon is U+FF1A (fullwidth colon), and YAML wants `:` and a space",
            {"title": "渡船", "date": 1},
        ),
        (
            "date: 1\ntitle：渡船\n",
            "：",
            "the colon is U+FF1A (fullwidth colon), and YAML wants `:` and a space",
            {"date": 1, "title": "渡船"},
        ),
        (
            "date: 1\nsub title \ua789 Ferry\n",
            "\ua789",
            "the colon is U+A789 (modifier letter colon), and YAML wants `:` and a space",
            {"date": 1, "sub title": "Ferry"},
        ),
        (
            "title:\u00a0Ferry\ndate: 1\n",
            "\u00a0",
            "the blank after the colon is U+00A0 (no-break space), and YAML wants a space there",
            {"title": "Ferry", "date": 1},
        ),
        (
            "date: 1\ntitle:\u3000Ferry\n",
            "\u3000",
            "the blank after the colon is U+3000 (ideographic space), and YAML wants a space there",
            {"date": 1, "title": "Ferry"},
        ),
        (
            "date: 1\n'title':\u202f\nx: y\n",
            "\u202f",
            "the blank after the colon is U+202F (narrow no-break space), and YAML wants a space there",
            {"date": 1, "title": None, "x": "y"},
        ),
        (
            "title:\u00a0Ferry\n",
            "\u00a0",
            "the blank after the colon is U+00A0 (no-break space), and YAML wants a space there",
            {"title": "Ferry"},
        ),
        (
            "title：渡船\n",
            "：",
            "the colon is U+FF1A (fullwidth colon), and YAML wants `:` and a space",
            {"title": "渡船"},
        ),
        (
            "title:Ferry\ndate: 1\n",
            ":",
            "the space after the colon is missing",
            {"title": "Ferry", "date": 1},
        ),
        # the value begins with a bracket
        (
            "title: [Improve] ferry times\nb: 1\n",
            "[Improve] ferry times",
            "a value that begins with `[` is a list in YAML",
            {"title": "[Improve] ferry times", "b": 1},
        ),
        (
            "title: [x](y) 'z' # c\n",
            "[x](y) 'z'",
            "a value that begins with `[` is a list in YAML",
            {"title": "[x](y) 'z'"},
        ),
        (
            'list:\n  - {a} "b" it\'s\n  - c\n',
            '{a} "b" it\'s',
            "a value that begins with `{` is a mapping in YAML",
            {"list": ['{a} "b" it\'s', "c"]},
        ),
        (
            "permalink: {{ page.stem }}.html\n",
            "{{ page.stem }}.html",
            "a value that begins with `{{` is a mapping in YAML",
            {"permalink": "{{ page.stem }}.html"},
        ),
        (
            "permalink: {{ a }}/b/{{ c }}/\r\nd: 1\r\n",
            "{{ a }}/b/{{ c }}/",
            "a value that begins with `{{` is a mapping in YAML",
            {"permalink": "{{ a }}/b/{{ c }}/", "d": 1},
        ),
        (
            "title: {% raw %}\\x{% endraw %}\n",
            "{% raw %}\\x{% endraw %}",
            "a value that begins with `{%` is a mapping in YAML",
            {"title": "{% raw %}\\x{% endraw %}"},
        ),
    ],
)
def test_the_advice_mends_the_line(block: str, mark: str, message: str, values: dict[str, object]) -> None:
    assert told(block)[:2] == (mark, message)
    text = mended(block)
    tree = build_tree(text, Span(0, len(text)), Limits())
    assert tree.problems == ()
    assert tree.root is not None
    assert tree.root.value == values


@pytest.mark.parametrize(
    ("block", "mark", "message", "advice"),
    [
        # prose is no field, whatever stands first
        (
            "title: Ferry\nand boats\nx: y\n",
            "and boats",
            "a line that is neither a field nor part of a value",
            "write `key: value`, or indent the line if it goes on with the value above",
        ),
        (
            "title: Ferry\nboats; late\nx: y\n",
            ";",
            "`;` stands where YAML wants `:` and a space",
            "write `boats: late`, or indent the line if it goes on with the value above",
        ),
        (
            "Ferry boats\nx: y\n",
            "Ferry boats",
            "a line that is neither a field nor part of a value",
            "write `key: value`",
        ),
        # a list is no line without a colon, nor is what goes on with a value
        (
            "title: a\n  b\n  c: d\n",
            "c",
            "this line is indented as if it belonged to the value above",
            "align it with the field above, or quote the value that goes on here",
        ),
        # templates
        (
            "{% if x %}\ntitle: a\n{% endif %}\n",
            "{% if x %}",
            "a line that begins with `{%` is a mapping in YAML",
            "remove it: templates are filled in after YAML is read",
        ),
        (
            "title: a\n<% if x %>\nb: c\n",
            "<% if x %>",
            "a line of a template (`<%`) is no YAML",
            "remove it: templates are filled in after YAML is read",
        ),
        # keys may have 1,024 characters
        (
            f"{LONG}: v\n",
            LONG,
            "a key of more than 1,024 characters",
            "shorten it: YAML looks no further for the colon",
        ),
        (
            f"a: b\n{LONG}: v\n",
            LONG,
            "a key of more than 1,024 characters",
            "shorten it: YAML looks no further for the colon",
        ),
        # what is long is not written twice
        (
            f"title; {'x' * 193}\na: b\n",
            ";",
            "`;` stands where YAML wants `:` and a space",
            f"write `title: {'x' * 193}`",
        ),
        (
            f"title; {'x' * 194}\na: b\n",
            ";",
            "`;` stands where YAML wants `:` and a space",
            "write `key: value`",
        ),
        (
            f"title: [x] {'y' * 188}\n",
            f"[x] {'y' * 188}",
            "a value that begins with `[` is a list in YAML",
            "put the whole value in quotes",
        ),
        (
            f"title: [x] {'y' * 187}\n",
            f"[x] {'y' * 187}",
            "a value that begins with `[` is a list in YAML",
            f'write `title: "[x] {"y" * 187}"`',
        ),
        (
            "title; a `b`\na: b\n",
            ";",
            "`;` stands where YAML wants `:` and a space",
            "write `key: value`",
        ),
    ],
)
def test_what_is_told_else(block: str, mark: str, message: str, advice: str) -> None:
    assert told(block) == (mark, message, advice)


class Counted(str):
    """A text that counts the characters that are copied of it."""

    __slots__ = ("copied",)

    def __init__(self, _: str) -> None:
        self.copied = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.copied += len(found)
        return found


def test_the_text_below_is_not_copied_for_each_stray_line() -> None:
    block = "plain words\n" * 100 + "title: Ferry: late\n"
    (problem,) = build_tree(block, Span(0, len(block)), Limits()).problems
    copied = []
    for lines in (0, 1000):
        text = Counted(block + "body\n" * lines)
        assert explain(problem, text).message == "a line that is neither a field nor part of a value"
        copied.append(text.copied)
    assert copied[0] == copied[1]


def test_a_key_of_1024_characters_is_one() -> None:
    block = f"{LONG[1:]}: v\n"
    assert build_tree(block, Span(0, len(block)), Limits()).problems == ()


@pytest.mark.parametrize(
    "block",
    [
        "«<<<<<<< HEAD»\ntitle: main\n=======\ntitle: feat\n>>>>>>> feat\ndate: 1\n",
        "a: 1\r\n«<<<<<<< HEAD»\r\nb: 2\r\n=======\r\nb: 3\r\n>>>>>>> feat\r\n",
        "tags:\n«<<<<<<< HEAD»\n  - a\n=======\n  - b\n>>>>>>> feat\nx: 1\n",
        "«<<<<<<< HEAD»\na: 1\n||||||| base\na: 2\n=======\na: 3\n>>>>>>> x\n",
        # marks that were left alone
        "a: 1\n«>>>>>>> feat»\nb: 2\n",
        "«=======»\na: 1\n",
        "«||||||| base»\na: 1\n",
        # values that can be read with the marks in them
        'a: "x\n«<<<<<<< HEAD»\n  y\n=======\n  z\n>>>>>>> feat\n  b"\n',
        "a: [x,\n«<<<<<<< HEAD»\n y,\n=======\n z,\n>>>>>>> feat\n]\n",
    ],
)
def test_a_merge_conflict_is_the_mistake(block: str) -> None:
    text = block.replace("«", "").replace("»", "")
    mark, message, advice = told(text)
    start = block.index("«")
    assert f"{text[:start]}«{mark}»{text[start + len(mark) :]}" == block
    assert message == "a merge conflict was left here"
    assert advice == "choose one side and remove the markers"


@pytest.mark.parametrize(
    "block",
    [
        "a: |\n  <<<<<<< HEAD\n  b\n  >>>>>>> feat\n",  # the text is about one
        'a: "x\n<<<<<<< HEAD\n  y"\n',  # half of one in a text
        'a: "x\n>>>>>>> feat\n<<<<<<< HEAD\n  y"\n',
        "a: '\n<<<<<< HEAD\n>>>>>>> x'\n",
    ],
)
def test_text_with_marks_is_no_conflict(block: str) -> None:
    assert build_tree(block, Span(0, len(block)), Limits()).problems == ()


@pytest.mark.parametrize(
    "block",
    [
        'title: "The "ebb" is late"\n',  # the quote belongs to the word behind it
        'tags: ["Ebb" and flow, x]\n',
        'title: "5" pipe"\n',
        'title: "Ebb"s and "flow"\n',
        'title: "Ebb" and #flow\n',
        'title: "Ebb" and `flow`\n',
        f'title: "Ebb" {LONG}\n',
    ],
)
def test_a_value_is_not_put_in_other_quotes(block: str) -> None:
    assert told(block)[1:] == (
        "the value ends at this quote, and text follows it",
        'write `\\"` for a quote inside the value',
    )


@pytest.mark.parametrize(
    ("block", "mark", "advice"),
    [
        ("tags: [ebb, #flow]\n", "#flow]", 'write `"#flow"`, and so with every text that begins with `#`'),
        (
            "tags: [#ebb, #flow]\nx: 1\n",
            "#ebb, #flow]",
            'write `"#ebb"`, and so with every text that begins with `#`',
        ),
        (
            "a:\n  b: {c: #ebb}\n  d: 1\n",
            "#ebb}",
            'write `"#ebb"`, and so with every text that begins with `#`',
        ),
        ("tags: [ebb #1]\nx: 1\n", "#1]", "put quotes around each text that holds a `#`"),
        ("tags: [ebb, # 1]\nx: 1\n", "# 1]", "put quotes around each text that holds a `#`"),
        (
            "tags: [\n  ebb, #flow]\nx: 1\n",
            "#flow]",
            'write `"#flow"`, and so with every text that begins with `#`',
        ),
        (
            'tags: ["#ebb", #flow]\nx: 1\n',
            "#flow]",
            'write `"#flow"`, and so with every text that begins with `#`',
        ),
    ],
)
def test_the_closing_bracket_is_part_of_a_comment(block: str, mark: str, advice: str) -> None:
    message = f"`{mark}` is a comment in YAML, and the closing bracket is part of it"
    assert told(block) == (mark, message, advice)


@pytest.mark.parametrize(
    "block", ["tags: [ebb, # flow\nx: 1\n", 'tags: ["ebb #flow]\nx: "1"\n', "tags: [ebb\n# [x]\ny: 1\n"]
)
def test_a_comment_without_the_bracket_is_not_to_blame(block: str) -> None:
    assert "comment" not in told(block)[1]
