import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from counting import LINEAR, Work, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import NewslintError
from newslint.finding import format_path
from newslint.frontmatter.nodes import Node, children_of
from newslint.frontmatter.toml.reader import read_toml, subtree, toml_tree

# Every part of the grammar, the corners of the specification included.
VALID = {
    "nothing": "",
    "blank lines": " \n\t\n\n",
    "only a comment": "# c",
    "comments everywhere": "# c\na = 1 # c = 2\n# b = 3\n[t] # [u]\n#[v]\n",
    "no line break at the end": "a = 1",
    "tight": 'a=1\nb="x"#c\nc=[1,2]\nd={e=1}',
    "tabs": "\ta\t=\t1\t\n\t[\tt\t]\t\n\t\tb\t.\tc\t=\t2",
    "integers": "a = +99\nb = -17\nc = 1_000\nd = 0xDEAD_beef\ne = 0o755\nf = 0b1101\ng = 0",
    "floats": "a = 3.14\nb = -0.01\nc = 5e+22\nd = 6.626e-34\ne = 1_0.0_1\nf = inf\ng = -inf\nh = +nan",
    "booleans": "a = true\nb = false",
    "dates": "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27t07:32:00\n"
    "d = 1979-05-27\ne = 07:32:00.5\nf = 1979-05-27 # 07:32:00\ng = [1979-05-27 07:32:00, 1979-05-27 , 1]",
    "basic strings": 'a = "x # y"\nb = "\\"q\\" \\\\"\nc = "\\u00e9\\U0001F600\\t"\nd = ""',
    "literal strings": "a = 'C:\\d\\'\nb = ''\nc = '\"#\"' # 'c'\n",
    "multi-line basic": 'a = """\nx\n  y"""\nb = """x\\\n y"""\nc = """"q" ""2"" \\""" #"""\nd = """"""',
    "quotes at the end of multi-line basic": 'a = """x""""\nb = """x"""""\nc = """""""\nd = """"""""\ne = 1',
    "multi-line literal": "a = '''\nx # y\n'''\nb = '''''s [\\]'''\nc = '''x''''\nd = '''x'''''\ne = ''''''",
    "things that look like TOML in text": "a = \"\"\"\n[b]\nc = 1\n\"\"\"\nd = '''\n[[e]]\n# f\n'''\n[g]\n",
    "bare keys": "a-b_C9 = 1\n1234 = 2\n- = 3\n3.14 = 4\n_ = 5\ntrue = 6\n1979-05-27 = 7",
    "quoted keys": '"a.b" = 1\n\'c "d"\' = 2\n"" = 3\n"\\u00e9\\n" = 4\n"é" = 5\n\'\\u\' = 6\n"a=b#" = 7',
    "dotted keys": "a.b = 1\na . \"c.d\"\t.'e' = 2\nf.a.b.c.d = 3\na.f = 4",
    "arrays": "a = []\nb = [ ]\nc = [[1, 2], ['x', \"y\"], [[]]]\nd = [1, 2,]\ne = [{a = 1}, {}, {b = [{}]}]",
    "arrays on several lines": "a = [ # [\n  1, # ]\n\n  # 2,\n  3 # c\n  , # d\n]\nb = [\n]\nc = [ # x\n]\n",
    "inline tables": "a = {}\nb = { }\nc={x = 1, y.z = 'q', \"w\" = {}}\nd = {e = {f = {g = [1, {h = 2}]}}}",
    "dotted keys in inline tables": "a = {b.c = 1, b.d.e = 2, f = 3, b.g = {h.i = 4}}",
    "an array on lines in an inline table": "a = {b = [\n 1, # c\n 2\n], c = 3}",
    "headers": "[a]\nx = 1\n[ b ]\n[b.c . 'd e']\ny = 2\n[\"f.g\".h]",
    "headers out of order": "[a.b.c]\nx = 1\n[d]\n[a]\ny = 2\n[a.b]\nz.w = 3\n[e.f]\n[a.g]",
    "an array of tables": "[[a]]\nx = 1\n[[a]]\n[[ a ]] # c\nx = 3\n",
    "arrays of tables in each other": "[[a]]\n[a.b]\nx = 1\n[[a.c]]\n[[a.c]]\ny.z = 2\n[[a]]\n[[a.c]]\n[a.b]",
    "an array of tables below tables": "[[a.b.c]]\nx = 1\n[a]\ny = 2\n[[a.b.c]]\n[a.b]\nz = 3",
    "an array of tables between others": "[[a]]\nx = 1\n[b]\n[[a]]\nx = 2\n[[b.c]]\n[a.d]\n",
    "equal values and names": "a = 1\n[b]\na = 1\n[b.b]\na = 1\nb = [1, 1]\n[c]\na = {a = 1, b.a = 1}",
}


def _quotes(written: str, value: object) -> str:
    """What stands before a string, three quotes where it may have several lines."""
    if not isinstance(value, str):
        return ""
    return written[:3] if re.match(r'"""|\'\'\'', written) and written not in ('""', "''") else written[0]


def nodes_of(root: Node) -> Iterator[Node]:
    todo = [root]
    while todo:
        node = todo.pop()
        yield node
        todo += reversed(children_of(node))


def read_value(written: str) -> Any:
    return tomllib.loads(f"x = {written}")["x"]


def assert_places(text: str) -> None:
    """Hold a tree to what the parser makes of the text at its places."""
    root = toml_tree(text)
    assert repr(root.value) == repr(tomllib.loads(text))  # nan is not equal to itself
    assert (root.path, root.start, root.end, root.key_start) == ((), 0, 0, -1)
    leaves = []
    for node in nodes_of(root):
        assert_children(node)
        written = text[node.start : node.end]
        key = text[node.key_start : node.key_end]
        if node.key_start >= 0:
            assert tomllib.loads(f"{key} = 1") == {node.path[-1]: 1}
        if node.path and is_value(node, text):
            assert repr(read_value(written)) == repr(node.value)
            assert node.key_start < 0 or re.fullmatch(r"[ \t]*=[ \t]*", text[node.key_end : node.start])
        elif node.path and written != key:
            assert names_in_header(written) == [part for part in node.path if isinstance(part, str)]
        if node.children is None:
            leaves.append(node)
            assert node.style == _quotes(written, node.value)
    assert_leaves(text, sorted(leaves, key=lambda leaf: leaf.start))


def assert_children(node: Node) -> None:
    """The tree has the shape of the values."""
    parts: Sequence[str | int] = ()
    if isinstance(node.value, dict):
        assert (node.style, type(node.children)) == ("map", dict)
        parts = list(node.value)
    elif isinstance(node.value, list):
        assert (node.style, type(node.children)) == ("seq", list)
        parts = range(len(node.value))
    else:
        assert node.children is None
    for part, child in zip(parts, children_of(node), strict=True):
        assert child.path == (*node.path, part)
        assert child.value is node.value[part]
        assert (child.key_start >= 0) == isinstance(part, str)


def is_value(node: Node, text: str) -> bool:
    """Whether a node stands at its value, and not at a header or at a key that names it on the way."""
    if node.key_start >= 0:
        return node.key_end <= node.start
    return not (node.style == "map" and text[node.start] == "[")


def names_in_header(header: str) -> list[str]:
    names, value = [], tomllib.loads(header)
    while value:
        ((name, below),) = value.items()
        names.append(name)
        value = below[-1] if isinstance(below, list) else below
    return names


def assert_leaves(text: str, leaves: list[Node]) -> None:
    """With its path in the place of each value, every value is its path."""
    ends = [0, *(leaf.end for leaf in leaves)]
    starts = [*(leaf.start for leaf in leaves), len(text)]
    between = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    paths = [json.dumps(repr(leaf.path), ensure_ascii=False) for leaf in leaves]
    replaced = "".join(piece for pair in zip(between, [*paths, ""], strict=True) for piece in pair)
    found = [node for node in nodes_of(toml_tree(replaced)) if node.children is None]
    assert len(found) == len(leaves)
    assert [node.value for node in found] == [repr(node.path) for node in found]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", VALID.values(), ids=VALID.keys())
def test_every_place_reads_as_what_stands_there(text: str, line_break: str) -> None:
    assert_places(text.replace("\n", line_break))


def places(text: str) -> list[tuple[str, int, str, str]]:
    """Path, line, and what is written at the key and at the value, in the order of the tree."""
    return [
        (
            format_path(node.path),
            text.count("\n", 0, node.key_span.start) + 1,
            text[node.key_start : node.key_end] if node.key_start >= 0 else "-",
            text[node.start : node.end],
        )
        for node in nodes_of(toml_tree(text))
        if node.path
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# c\nselect = ['ALL'] # c\n",
            [("select", 2, "select", "['ALL']"), ("select[0]", 2, "-", "'ALL'")],
        ),
        (
            "a.'b c'.d = 1\na.e = 2",
            [
                ("a", 1, "a", "a"),
                ("a.b c", 1, "'b c'", "'b c'"),
                ("a.b c.d", 1, "d", "1"),
                ("a.e", 2, "e", "2"),
            ],
        ),
        (
            "[a.b]\nx = 1\n[a.c]\n",
            [("a", 1, "a", "a"), ("a.b", 1, "b", "[a.b]"), ("a.b.x", 2, "x", "1"), ("a.c", 3, "c", "[a.c]")],
        ),
        (
            "[a.b]\n[ a ]\nx = 1\n",
            [("a", 2, "a", "[ a ]"), ("a.b", 1, "b", "[a.b]"), ("a.x", 3, "x", "1")],
        ),
        (
            "[[a]]\nx = 1\n[[a]]\n[a.b]",
            [
                ("a", 1, "a", "[[a]]"),
                ("a[0]", 1, "-", "[[a]]"),
                ("a[0].x", 2, "x", "1"),
                ("a[1]", 3, "-", "[[a]]"),
                ("a[1].b", 4, "b", "[a.b]"),
            ],
        ),
        (
            "a = {b.c = 1}\nd = [\n  2,\n]",
            [
                ("a", 1, "a", "{b.c = 1}"),
                ("a.b", 1, "b", "b"),
                ("a.b.c", 1, "c", "1"),
                ("d", 2, "d", "[\n  2,\n]"),
                ("d[0]", 3, "-", "2"),
            ],
        ),
    ],
)
def test_where_keys_and_values_stand(text: str, expected: list[tuple[str, int, str, str]]) -> None:
    assert places(text) == expected


def test_dates_stay_objects() -> None:
    assert toml_tree("a = 2024-01-02").value == {"a": date(2024, 1, 2)}


def test_a_subtree_begins_at_its_own_root() -> None:
    text = "[tool.newslint]\nselect = ['ALL']\n[[tool.newslint.collections]]\nname = 'n'\n[tool.other]\n"
    root = toml_tree(text)
    below = subtree(root, ["tool", "newslint"])
    assert below is not None
    assert [format_path(node.path) for node in nodes_of(below)] == [
        *("", "select", "select[0]", "collections", "collections[0]", "collections[0].name")
    ]
    assert below.value is root.value["tool"]["newslint"]
    assert (text[below.start : below.end], text[below.key_start : below.key_end]) == (
        "[tool.newslint]",
        "newslint",
    )
    assert [node.path for node in nodes_of(root)][1:3] == [("tool",), ("tool", "newslint")]
    names = [node for node in nodes_of(below) if node.value == "n"]
    assert [text[node.start : node.end] for node in names] == ["'n'"]


@pytest.mark.parametrize("text", ["", "tool = 1", "[[tool]]\nnewslint = 1", "[tool]\nother = {}"])
def test_no_subtree(text: str) -> None:
    assert subtree(toml_tree(text), ["tool", "newslint"]) is None


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a = article", 1, 5, "this is no value; put quotes around text"),
        ("a = 1\r\nb = \r\nc", 2, 5, "this is no value"),
        ("# é😀\na = 'é😀' b", 2, 10, "something follows the value; put quotes around text"),
        ("a = 1\na = 2\n\n", 2, 6, "the key has a value already; keep one of the two"),
        ("[a.b]\n[a.b]", 2, 5, "cannot declare `a.b` twice; write all of its keys in one place"),
        ("a = {b = 1}\na.c = 2", 2, 8, "cannot mutate immutable namespace `a`; write all"),
        ("['\"a']\nb.c = 1\n['\"a'.\"b'\"]\n['\"a'.\"b'\"]", 4, 11, "cannot declare `\"a.b'` twice"),
        ("[a]\nb.c = 1\n[a.b]", 3, 5, "cannot declare `a.b` twice"),
        ("[a]\n[a.b]\n[c]\n[a]", 4, 3, "cannot declare `a` twice"),
        ("a.b = 1\n[c]\n[[a.b]]", 3, 6, "the key has a value already"),
        ("[a.b]\n[a]\nb.c = 1", 3, 8, "cannot redefine namespace `a.b`; write all"),
        ("a = {b = 1, b = 2}", 1, 18, "duplicate inline table key `b`; keep one of the two"),
        ("a", 1, 2, "a key without `=` and a value; write `key = value`"),
        ("*.md = 1", 1, 1, "a key can't begin so; write `key = value`, with quotes around a key"),
        ("a = 1\n[b\n", 2, 3, "expected `]` at the end of a table declaration; close the brackets"),
        ("[rules.*]", 1, 8, "a key can't begin so; write `key = value`"),
        (
            "a = [1, 2\n\n# c\n\n",
            3,
            4,
            "a list is not closed, or lacks a comma; put commas between the items",
        ),
        ("a = [1 2]", 1, 8, "a list is not closed"),
        ("a = {b = 1", 1, 11, "a table is not closed, or lacks a comma"),
        ('a = """x\n\n', 1, 9, "a text is never closed; close the quotes"),
        ("a = 'x", 1, 7, "a text is never closed; close the quotes"),
        ('a = "x\nb = "y"', 1, 7, "a text is not closed on its line; close the quotes"),
        ("a = 'x\nb = 'y'", 1, 7, "a text is not closed on its line; close the quotes"),
        (
            r'a = "\d+"',
            1,
            8,
            r"a backslash begins an escape that TOML doesn't know; write `\\` for a backslash, or put",
        ),
        (r'a = "C:\Users"', 1, 10, r"a backslash begins an escape that TOML doesn't know; write `\\`"),
        ("# \x07", 1, 3, "found invalid character `\\x07`"),
        ("\ufeffa = 1", 1, 1, "it begins with a byte order mark; save it as UTF-8 without one"),
    ],
)
def test_what_is_not_toml(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(NewslintError) as caught:
        read_toml(text, "newslint.toml")
    assert str(caught.value).startswith(f"newslint.toml:{line}:{column}: the file is not valid TOML: {words}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [f"a = {'[' * 5000}{']' * 5000}", f"a = {'{b = ' * 5000}1{'}' * 5000}"])
def test_what_is_nested_too_deeply(text: str) -> None:
    with pytest.raises(NewslintError, match=r"^n\.toml: the values are nested too deeply"):
        read_toml(text, "n.toml")


def test_a_number_too_long_for_python() -> None:
    with pytest.raises(NewslintError, match=r"^n\.toml: a number has too many digits"):
        read_toml(f"a = {'1' * 5000}", "n.toml")


def test_a_message_stays_short() -> None:
    key = "k" * 10_000
    for text in (f"[{key}]\n[{key}]", f"a = {{{key} = 1, {key} = 2}}"):
        with pytest.raises(NewslintError) as caught:
            read_toml(text, "n.toml")
        assert len(str(caught.value)) < 250


def test_values_are_the_parser_s() -> None:
    assert read_toml("a = [1, {b = 'c'}]", "n.toml") == {"a": [1, {"b": "c"}]}


@pytest.mark.parametrize(
    "written",
    [
        lambda times: "".join(f"key{i} = 'value' # comment\n" for i in range(times)),
        lambda times: "".join(f"[[tables]]\na.b = {i}\n" for i in range(times)),
        lambda times: "a = [\n" + "  1, # one\n" * times + "]",
        lambda times: "# comment\n" * times + "a = 1",
        lambda times: 'a = """\n' + '"\\\\" text\n' * times + '"""',
    ],
    ids=["pairs", "headers", "items", "comments", "text"],
)
def test_the_time_grows_with_the_text_only(written: Callable[[int], str]) -> None:
    def prepared(times: int) -> Work:
        text = written(times)
        return lambda: toml_tree(text)

    assert growth(prepared, 300) < LINEAR


def test_nesting_that_the_parser_permits() -> None:
    text = f"a = {'[' * 300}1{']' * 300}\n{'.'.join('k' * 1000)} = 1\n"
    deepest = max(nodes_of(toml_tree(text)), key=lambda node: len(node.path))
    assert (len(deepest.path), deepest.value) == (1000, 1)
    below = subtree(toml_tree(text), ["k"] * 999)
    assert below is not None
    assert below.value == {"k": 1}


# Documents with random data in random spellings.

Draw = Callable[[st.SearchStrategy[Any]], Any]
_TEXT = st.text("ab1 '\"\\#[]{}=,.\n\té😀", max_size=8)
_NUMBERS_AND_DATES = st.sampled_from(
    [
        "0",
        "-1_0",
        "0x1F",
        "1.5e3",
        "nan",
        "-inf",
        "true",
        "false",
        "1979-05-27",
        "1979-05-27 07:32:00Z",
        "07:32:00",
    ]
)
_KEYS = st.sampled_from(["a", "b", "c-1", "1", "", "a.b", "é", "it's", 'say "x"', "#", "[a]", "\n"])
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def basic(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def multi_line(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"') + '"""'


@st.composite
def strings(draw: Draw) -> str:
    text = draw(_TEXT)
    ways = [basic(text), multi_line(text), '"""\\\n \t\n' + multi_line(text)[4:]]
    if "'" not in text and "\n" not in text:
        ways.append(f"'{text}'")
    if "'''" not in text:
        ways.append(f"'''\n{text}'''")
    return str(draw(st.sampled_from(ways)))


_DATA = st.recursive(
    strings() | _NUMBERS_AND_DATES,
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(_KEYS, values, max_size=3)
        | st.lists(st.dictionaries(_KEYS, values, max_size=3), min_size=1, max_size=3)
    ),
    max_leaves=8,
)
_BLANK = st.sampled_from(["", "", " ", "\t "])
_BREAK = st.sampled_from(["", " ", "\n", " # ] } c = 1,\n\n\t"])
_LINE_END = st.sampled_from(["\n", "\n\n", " # [c]\n", "\t\n# d = '''\n"])


class Writer:
    """Spells data as TOML, each time in another way."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw

    def one_of(self, *ways: str) -> str:
        return str(self.draw(st.sampled_from(ways)))

    def key(self, key: str) -> str:
        ways = [basic(key), json.dumps(key)]
        if _BARE.fullmatch(key):
            ways.append(key)
        if "'" not in key and "\n" not in key:
            ways.append(f"'{key}'")
        return self.one_of(*ways)

    def keys(self, path: Sequence[str]) -> str:
        return f"{self.draw(_BLANK)}.{self.draw(_BLANK)}".join(map(self.key, path))

    def line(self, text: str) -> str:
        return f"{self.draw(_BLANK)}{text}{self.draw(_LINE_END)}"

    def pair(self, path: Sequence[str], value: Any) -> str:
        return f"{self.keys(path)}{self.draw(_BLANK)}={self.draw(_BLANK)}{self.inline(value)}"

    def inline(self, value: Any) -> str:
        if isinstance(value, list):
            items = [f"{self.draw(_BREAK)}{self.inline(item)}{self.draw(_BREAK)}" for item in value]
            comma = self.one_of("", ",") if items else ""
            return f"[{','.join(items)}{comma}{self.draw(_BREAK)}]"
        if isinstance(value, dict):
            pairs = [self.draw(_BLANK) + pair + self.draw(_BLANK) for pair in self.pairs([], value)]
            return f"{{{','.join(pairs)}{self.draw(_BLANK)}}}"
        return str(value)

    def pairs(self, path: list[str], table: dict[str, Any]) -> Iterator[str]:
        """Key-value pairs for all of a table, dotted here and there."""
        for key, value in table.items():
            if value and isinstance(value, dict) and self.one_of("dotted", "inline") == "dotted":
                yield from self.pairs([*path, key], value)
            else:
                yield self.pair([*path, key], value)

    def table(self, path: list[str], table: dict[str, Any]) -> tuple[str, list[str]]:
        """The lines of a table itself, and blocks for what has headers below it, in any order."""
        own, blocks = "", []
        for key, value in table.items():
            below = [*path, key]
            headers = self.one_of("headers", "pairs") == "headers"
            if headers and isinstance(value, dict):
                lines, inner = self.table(below, value)
                if lines or not inner or self.one_of("header", "") == "header":
                    inner.append(
                        self.line(f"[{self.draw(_BLANK)}{self.keys(below)}{self.draw(_BLANK)}]") + lines
                    )
                blocks += inner
            elif (
                headers
                and isinstance(value, list)
                and value
                and all(isinstance(item, dict) for item in value)
            ):
                blocks.append("".join(self.item(below, item) for item in value))
            else:
                own += "".join(self.line(pair) for pair in self.pairs(path[:0], {key: value}))
        return own, blocks

    def item(self, path: list[str], item: dict[str, Any]) -> str:
        lines, blocks = self.table(path, item)
        return self.line(f"[[{self.keys(path)}]]") + lines + "".join(self.draw(st.permutations(blocks)))


@st.composite
def documents(draw: Draw) -> str:
    lines, blocks = Writer(draw).table([], draw(st.dictionaries(_KEYS, _DATA, max_size=4)))
    text = draw(_BREAK).lstrip(" ") + lines + "".join(draw(st.permutations(blocks)))
    return str(text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))))


@given(documents())
def test_every_spelling(text: str) -> None:
    assert_places(text)


@given(documents(), st.data())
def test_a_slip_is_found_or_makes_another_valid_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    slip = data.draw(st.text("a1'\"[]{}=.,#\\ \n", max_size=2))
    changed = text[:start] + slip + text[end:]
    try:
        read_toml(changed, "n.toml")
    except NewslintError as error:
        found = re.match(r"n\.toml:(\d+):(\d+): the file is not valid TOML: [^A-Z]", str(error))
        assert found is not None
        lines = changed.replace("\r\n", "\n").split("\n")
        assert 1 <= int(found[2]) <= len(lines[int(found[1]) - 1]) + 1
    else:
        assert_places(changed)
