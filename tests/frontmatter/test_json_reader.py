"""The reader of JSON: it agrees with the parser of the standard library, and knows where everything is."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from counting import LINEAR, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.finding import Span
from newslint.frontmatter.json.syntax import JSON
from newslint.frontmatter.nodes import Limits, Node, Problem, ProblemKind, Tree, children_of

GENEROUS = Limits(max_depth=400)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text('ab"\\/\n\t\u2028é😀{}[],:')
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
VALUES = st.recursive(SCALARS, lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXTS, v, max_size=4))
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=5)


@st.composite
def written(draw: st.DrawFn) -> str:
    """An object, laid out in one of many ways."""
    value = draw(OBJECTS)
    colon = draw(st.sampled_from([":", ": ", " :\t", "\r\n:\n"]))
    comma = draw(st.sampled_from([",", ", ", " ,\n"]))
    indent = draw(st.sampled_from([None, 0, 2, "\t"]))
    text = json.dumps(value, separators=(comma, colon), indent=indent, ensure_ascii=draw(st.booleans()))
    return draw(st.sampled_from(["", "\n", " \r\n\t"])) + text + draw(st.sampled_from(["", "\n ", "\r"]))


def read(text: str, limits: Limits = GENEROUS, before: str = "", after: str = "") -> Tree:
    return JSON.read(before + text + after, Span(len(before), len(before) + len(text)), limits, "1.2")


def root_of(text: str, before: str = "", after: str = "") -> Node:
    tree = read(text, before=before, after=after)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root


def problem_of(text: str, limits: Limits = GENEROUS) -> Problem:
    tree = read(text, limits)
    assert tree.root is None
    (problem,) = tree.problems
    return problem


def all_nodes(root: Node) -> list[Node]:
    nodes = [root]
    for node in nodes:
        nodes += children_of(node)
    return nodes


@given(written(), st.sampled_from(["", "---json\n", "body {\n"]), st.sampled_from(["", '\n---\n"', "}"]))
def test_values_and_places(text: str, before: str, after: str) -> None:
    root = root_of(text, before, after)
    whole = before + text + after
    assert repr(root.value) == repr(json.loads(text))
    for node in all_nodes(root):
        token = whole[node.start : node.end]
        assert repr(json.loads(token)) == repr(node.value)
        styles: dict[type, str] = {str: '"', dict: "map", list: "seq"}
        assert node.style == styles.get(type(node.value), "")
        assert (node.children is None) == (node.style in ('"', ""))
        if node.path and isinstance(node.path[-1], str):
            assert json.loads(whole[node.key_start : node.key_end]) == node.path[-1]
            assert node.key_end < node.start
        else:
            assert (node.key_start, node.key_end) == (-1, -1)
        value = root.value
        for part in node.path:
            value = value[part]
        assert value is node.value or value == node.value


@given(OBJECTS)
def test_without_braces_between_semicolons(value: dict[str, Any]) -> None:
    inner = json.dumps(value, indent=1)[1:-1]
    root = root_of(inner, ";;;\n", ";;;\n")
    assert repr(root.value) == repr(value)
    if value:
        assert f";;;\n{inner}"[root.start : root.end] == inner.strip()
    assert read(inner, before="---json\n").root is None or not value


@given(st.text('{}[]",:\\ \n\tu019aeE+-.truefalsn/', max_size=40) | written().map(lambda t: t[:-3] + t[-2:]))
def test_what_the_parser_refuses_is_refused(text: str) -> None:
    tree = read(text)
    try:
        value = json.loads(text)
    except ValueError:
        assert tree.root is None or not text.strip(" \t\r\n")
    else:
        kinds = {problem.kind for problem in tree.problems}
        if tree.root is not None:
            assert repr(tree.root.value) == repr(value)
        else:
            assert kinds & {ProblemKind.NOT_A_MAPPING, ProblemKind.INVALID_JSON}
    for problem in tree.problems:
        told = JSON.explain(problem, text)
        assert 0 <= told.span.start <= told.span.end <= len(text)
        assert told.message
        assert told.advice
        assert not told.message.endswith(".")


# RFC 8259 by what it allows and what it doesn't; each stands as the value of a field.
VALID = [
    "0", "-0", "0.0", "-0.1e10", "1E5", "1e+05", "1e-2", "123456789012345678901234567890", "1e999", "20e1",
    '""', '"\\u0000"', '"\\u00e9"', '"\\uD834\\uDd1e"', '"\\b\\f\\n\\r\\t\\/\\\\\\""', '"\x7f"',
    '"\u2028\u2029"',
    '"\uffff\ufeff"', '"/"', '"\\\\u0041"', '"\U0010ffff"', '"null"',
    "true", "false", "null", "[]", "{}", "[ ]", "[[[]]]", '[null, 1, "a", {}]', '{"": 0}',
    '{"a": {"a": []}}', "[\r\n\t 1 ]",
]  # fmt: skip
INVALID = [
    "-", "+1", "01", "-01", "1.", ".5", "-.5", "1.e1", "1e", "1e+", "0x1F", "1_000", "1,000", "1 000",
    "- 1", "--1", "1e1.5", "２",
    "NaN", "Infinity", "-Infinity", "nan", "Inf", "1/2", "0e", "1eE2", "9.e+", "0.1.2",
    '"', '"a', "'a'", '"\\a"', '"\\x41"', '"\\u12"', '"\\u12g4"', '"\\U0041"', '"\\', '"\\\n"', '"\t"',
    '"\n"', '"\0"', '"\x1f"',
    '"\\ud800"', '"\\udc00"', '"\\ud83d\\ud83d"', '"\\ude00\\ud83d"', '"\\ud83dx\\ude00"', '"\\u{1}"',
    "“a”", '"a" "b"', '"a"b', "`a`",
    "True", "None", "nul", "trueish", "undefined", "yes", "a", "",
    "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1", "1]", "[1}", "(1)", "[1;2]", '["a": 1]', "[", "]", "[,]",
    '{"a": 1,}', "{,}", '{"a"}', '{"a":}', "{a: 1}", "{1: 1}", "{'a': 1}", '{"a" 1}', '{"a": 1 "b": 2}',
    '{"a", 1}', '{"a": 1', "}", '{"a"::1}',
    "{null: 1}", '{"a": 1,, "b": 2}', '{["a"]: 1}',
    "1 // c", "/* c */ 1", "1 # c", "\xa01", "\u20281", "\ufeff1", "1\x0c", "\x0b1", "1, 2", "*a", "&a 1",
    "!t 1", "|\n a", "1\0",
]  # fmt: skip


@pytest.mark.parametrize("value", VALID)
def test_valid(value: str) -> None:
    assert repr(root_of(f'{{"k": {value}}}').value["k"]) == repr(json.loads(value))


@pytest.mark.parametrize("value", INVALID)
def test_invalid(value: str) -> None:
    text = f'{{"k": {value}}}'
    problem = problem_of(text)
    assert problem.kind == ProblemKind.INVALID_JSON
    told = JSON.explain(problem, text)
    assert told.message[0] == "`" or told.message[0].islower()
    assert told.advice


@pytest.mark.parametrize(
    "marked",
    [
        '«{»\n  "a": {\n    "b": 1\n  },\n  "c": 1\n',
        '«{»\r  "a": {\r    "b": 1\r  },\r  "c": 1\r',
        '«{»\n\t"a": {\n\t\t"b": 1\n\t},\n\t"c": 1\n',
        '«{»\n  "a": {"b": 1\n  },\n  "c": 1\n',
        '«{»\n  "a": {"b": 1},\n  "c": 1\n',
        '{\n  "a": «{»\n    "b": 1,\n  "c": 1\n}\n',
        '{\n  "a": «{»"b": 1\n },\n  "c": 1\n',
        '{\n  "a": «{»\n    "b": {\n      "c": 1\n    },\n  "d": 1\n}\n',
        '{\n  "a": {\n    "b": «{»\n      "c": 1\n  },\n  "d": 1\n}\n',
        '{\n  "a": [\n    {"b": 1}\n  ],\n  "c": «{»"d": 1\n',
    ],
)
def test_the_brace_that_is_left_open_is_told_by_its_indentation(marked: str) -> None:
    place = marked.index("«")
    text = marked.replace("«", "").replace("»", "")
    told = JSON.explain(problem_of(text), text)
    assert told.span == Span(place, place + 1)
    assert (told.message, told.advice) == ("a brace is opened here and never closed", "close it with `}`")


def test_no_object() -> None:
    for text, style in (("[1]", "seq"), (' "a" ', '"'), ("null", ""), ("12", ""), ("[]", "seq")):
        problem = problem_of(text)
        assert (problem.kind, problem.detail) == (ProblemKind.NOT_A_MAPPING, style)
        assert text[problem.span.start : problem.span.end] == text.strip()


def test_an_empty_block_is_an_empty_object() -> None:
    for text in ("", "\n", " \t\r\n"):
        assert root_of(text, ";;;\n").value == {}


def test_of_equal_keys_the_last_one_counts() -> None:
    text = '{"a": 1, "b": {"c": 1, "\\u0063": 2}, "a": [3], "a": 4}'
    root, problems, _ = read(text)
    assert root is not None
    assert root.value == json.loads(text) == {"a": 4, "b": {"c": 2}}
    assert isinstance(root.children, dict)
    assert list(root.children) == ["b", "a"]
    assert root.children["a"].value == 4
    assert [(problem.kind, problem.path, problem.detail) for problem in problems] == [
        (ProblemKind.DUPLICATE_KEY, ("b", "c"), "c"),
        (ProblemKind.DUPLICATE_KEY, ("a",), "a"),
        (ProblemKind.DUPLICATE_KEY, ("a",), "a"),
    ]
    starts = [text.index(key) for key in ('"\\u0063"', '"a": [', '"a": 4')]
    assert [problem.span.start for problem in problems] == starts
    firsts = [problem.other.start for problem in problems if problem.other]
    assert firsts == [text.index('"c"'), 1, text.index('"a": [')]


@pytest.mark.parametrize(
    ("text", "limits", "place", "detail"),
    [
        ('{"a": [[1]]}', Limits(max_depth=2), 7, "2 levels of nesting"),
        ('{"a": ["[", 1]}', Limits(max_depth=2), None, ""),
        ('{"a": [1, 2], "b": 3}', Limits(max_values=4), 19, "4 values"),
        ('{"a": [1, 2], "b,c": 3}', Limits(max_values=5), None, ""),
        ('{"a": "é"}', Limits(max_bytes=10), 0, "10 bytes"),
        ('{"a": "é"}', Limits(max_bytes=11), None, ""),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", Limits(), 55, "50 levels of nesting"),
        ("[" * 100_000, Limits(), 50, "50 levels of nesting"),
        ('{"a":' * 100_000, Limits(max_depth=10**9), 2500, "500 levels of nesting"),
    ],
    ids=str,
)
def test_limits(text: str, limits: Limits, place: int | None, detail: str) -> None:
    if place is None:
        assert read(text, limits).problems == ()
        return
    problem = problem_of(text, limits)
    assert (problem.kind, problem.span.start, problem.detail) == (ProblemKind.TOO_LARGE, place, detail)


def test_a_number_of_very_many_digits_is_a_problem() -> None:
    text = '{"a": 1, "b": ' + "9" * 100_000 + "}"
    assert problem_of(text).span == Span(14, 100_014)
    assert root_of('{"a": ' + "9" * 3000 + "}").value == {"a": int("9" * 3000)}


def test_deep_calls_around_it_do_no_harm() -> None:
    def below(calls: int) -> Tree:
        return read('{"a":' * 390 + "1" + "}" * 390) if calls == 0 else below(calls - 1)

    for calls in range(0, 900, 60):
        try:
            tree = below(calls)
        except RecursionError:  # no call was left to begin with
            continue
        assert tree.root is not None or tree.problems[0].kind == ProblemKind.TOO_LARGE


HOSTILE: dict[str, Callable[[int], str]] = {
    "deep": lambda size: '{"a":' * size,
    "long text": lambda size: '{"a": "' + "x" * size * 50 + '"}',
    "escapes": lambda size: '{"a": "' + "\\n" * size + '"}',
    "halves": lambda size: '{"a": "' + "\\ud83d\\ude00" * size + '\\ud83d"}',
    "equal keys": lambda size: "{" + '"a": 1, ' * size + '"a": 2}',
    "keys": lambda size: "{" + ", ".join(f'"{i}": {i}' for i in range(size)) + "}",
    "unclosed": lambda size: '{"a": ' + '[1, "' * size,
    "blanks": lambda size: "{" + " \n" * size + "x",
    "digits": lambda size: '{"a": ' + "9" * size + "}",
    "a word behind digits": lambda size: '{"a": ' + "9" * size + "x" * size + "}",
    "a key without quotes": lambda size: "{" + "x" * size + ": 1}",
    "single quotes": lambda size: "{'" + "x\\'" * size + ": 1}",
    "comment": lambda size: "{/*" + "x*" * size + "*/",
    "words": lambda size: '{"a": ' + "x" * size + "}",
    "backslashes": lambda size: '{"a": "' + "\\\\" * size,
    "commas": lambda size: '{"a": [' + "," * size + "]}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_steps_are_in_proportion(name: str) -> None:
    def work(size: int) -> Any:
        text = HOSTILE[name](size)

        def run() -> None:
            for problem in read(text, Limits(max_depth=10**6)).problems[:1]:
                JSON.explain(problem, text)

        return run

    assert growth(work, 600) < LINEAR
