"""Fixes from rules that are right, and from checks that are wrong on purpose."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from counting import LINEAR, Work, growth
from hypothesis import given
from hypothesis import strategies as st
from yaml import MappingNode, Node, ScalarNode, SequenceNode, serialize

from newslint.document import Document, parse_document
from newslint.finding import (
    Finding,
    Path,
    PlacedEdit,
    PlacedFix,
    Range,
    Safety,
    Severity,
    Span,
    format_path,
)
from newslint.fix.rounds import Fixed, apply_round, fix_source
from newslint.fix.value_changes import changes_between
from newslint.lint import corpus
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.schema.compiled import shipped_schema
from newslint.source import Source

SCHEMA = shipped_schema("article")
SETTINGS = Settings(BUILT_IN.defaults, schema=SCHEMA, now=datetime(2026, 1, 1, tzinfo=UTC))


def parse(source: Source, version: str = "1.2") -> Document:
    return parse_document(source, lambda _: SCHEMA, yaml_version=version)


def real_check(source: Source) -> Sequence[Finding]:
    report = corpus.check([source], SETTINGS)
    assert report.internal_errors == ()
    return report.findings


def with_codes(*codes: str) -> Callable[[Finding], bool]:
    return lambda finding: finding.code in codes


def is_safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safety == "safe"


def fixed(data: bytes, wanted: Callable[[Finding], bool] = is_safe) -> Fixed:
    """Fix with the real rules; fixing once more must change nothing."""
    result = fix_source(Source("a.md", data), real_check, parse, wanted)
    again = fix_source(result.source, real_check, parse, wanted)
    assert again.source.data == result.source.data
    assert again.applied == ()
    assert again.remaining == result.remaining
    return result


def finding_at(
    source: Source, path: str, *edits: tuple[int, int, str], code: str = "TXT001", safety: Safety = "safe"
) -> Finding:
    placed = tuple(
        PlacedEdit(source.range_of(Span(start, end)), replacement) for start, end, replacement in edits
    )
    return made(path, *placed, code=code, safety=safety)


def made(path: str, *edits: PlacedEdit, code: str = "TXT001", safety: Safety = "safe") -> Finding:
    fix = PlacedFix("repair it", edits, safety)
    return Finding(code, "a-rule", Severity.ERROR, "wrong", "a.md", Range(1, 1, 1, 1), path, None, fix, "")


def replacing(source: Source, path: str, old: str, new: str) -> Finding:
    start = source.text.index(old)
    return finding_at(source, path, (start, start + len(old), new))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"title: Caf\xc3\x83\xc2\xa9 # c  \n", b"title: Caf\xc3\xa9 # c  \n"),
        (b"'title' : 'It\xc3\xa2\xe2\x82\xac\xe2\x84\xa2s ''it'''\n", "'title' : 'It’s ''it'''\n".encode()),
        (b'title: "a\\tb \\u00c3\\u00a9 \\"q\\""\n', 'title: "a\\tb é \\"q\\""\n'.encode()),
        (b"title: >-\n  One\n  Caf\xc3\x83\xc2\xa9\n\nx: 1\n", "title: >-\n  One\n  Café\n\nx: 1\n".encode()),
        (b"title: |\r\n  Caf\xc3\x83\xc2\xa9  x\r\n", "title: |\r\n  Café  x\r\n".encode()),
        (b"x: {b: 1, title: Caf\xc3\x83\xc2\xa9, c: [ 2 ]}\n", "x: {b: 1, title: Café, c: [ 2 ]}\n".encode()),
        (b"x: [Caf\xc3\x83\xc2\xa9, 'Caf\xc3\x83\xc2\xa9']\n", "x: [Café, 'Café']\n".encode()),
    ],
)
def test_mojibake_is_repaired_in_every_style(before: bytes, after: bytes) -> None:
    frame = b"---\n%s---  \nBody caf\xc3\x83\xc2\xa9\t\r\n\xff"
    result = fixed(frame % before, with_codes("TXT001"))
    assert result.source.data == frame % after
    assert result.refused == ()


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("TXT002", "title: Tom &amp; Jo", "title: Tom & Jo"),
        ("TXT002", "title: It&#39;s", 'title: "It\'s"'),
        ("TXT002", "title: 'It&#39;s'", "title: 'It''s'"),
        ("TXT002", 'title: "a &quot;b&quot;"', 'title: "a \\"b\\""'),
        ("TXT002", "title: a &#58; b", 'title: "a : b"'),
        ("TXT007", "title: ' a  b '", "title: 'a b'"),
        ("TXT007", "title: >\n  a  b\n", "title: >\n  a b\n"),
        (
            "URL006",
            "ampWebUrl: https://a.com/x\ncdnAmpWebUrl: 'https://b-com.cdn.ampproject.org/c/s/b.com/x' # c",
            "ampWebUrl: https://a.com/x\ncdnAmpWebUrl: 'https://a-com.cdn.ampproject.org/c/s/a.com/x' # c",
        ),
        ("FM009", "x: 1:30 # a time", 'x: "1:30" # a time'),
        ("NL001", "x: 1 # newslint: ignore[TXT001]\ny: 2", "x: 1\ny: 2"),
        ("FM008", "x: 1\r\ny: 2", "x: 1\ny: 2"),
    ],
)
def test_fixes_of_other_rules(code: str, before: str, after: str) -> None:
    result = fixed(f"---\n{before}\n---\nb\n".encode(), with_codes(code))
    assert result.source.data == f"---\n{after}\n---\nb\n".encode()
    assert [finding.code for finding in result.applied][:1] == [code]


def test_byte_order_mark_goes_where_nothing_can_be_read() -> None:
    result = fixed(b"\xef\xbb\xbf---\na: [\n---\n\xff", with_codes("FM007"))
    assert result.source.data == b"---\na: [\n---\n\xff"


def test_an_anchored_value_is_left_alone() -> None:
    data = "---\na: &x CafÃ©\nb: *x\nc: CafÃ©\n---\n".encode()
    result = fixed(data, with_codes("TXT001"))
    assert result.source.data == "---\na: &x CafÃ©\nb: *x\nc: Café\n---\n".encode()
    assert [finding.path for finding in result.refused] == ["a"]
    assert result.refused[0].fix is None
    assert str(result.refused[0].help).endswith("can't be fixed safely: `b` would change too")
    assert result.refused[0] in result.remaining


def test_an_alias_is_not_changed_even_where_a_finding_names_it() -> None:
    source = Source("a.md", b"---\na: &x one\nb: *x\n---\n")
    at = source.text.index("one")
    findings = [finding_at(source, "a", (at, at + 1, "u")), finding_at(source, "b", (at + 2, at + 3, ""))]
    assert apply_round(source, findings, parse).source.data == source.data


def once(*findings: Finding) -> Callable[[Source], Sequence[Finding]]:
    return lambda _: findings


TEXT = '---\na: one two\nb: "x"\nc: [p, q]\nd: {e: 1}\n---\nbody\n'
SOURCE = Source("a.md", TEXT.encode())
BODY = TEXT.index("body")
ONE = TEXT.index("one")


@pytest.mark.parametrize(
    "finding",
    [
        finding_at(SOURCE, "a", (BODY, BODY + 4, "x")),
        finding_at(SOURCE, "a", (0, 3, "+++")),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "x"), (ONE + 1, ONE + 5, "y")),
        finding_at(SOURCE, "a", (ONE, ONE, "x"), (ONE, ONE, "y")),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "one")),
        finding_at(SOURCE, "a"),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "x"), (TEXT.index("p,"), TEXT.index("p,") + 1, "r")),
        finding_at(SOURCE, "b", (ONE, ONE + 3, "x")),
        finding_at(SOURCE, "", (ONE, ONE + 3, "x")),
        finding_at(SOURCE, "a", (ONE, ONE + 3, '"one')),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "one: x:")),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "yes\na:")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "yes")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "[1]")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "!x y")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "x\n---\nb")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "\udcff")),
        finding_at(SOURCE, "a", (ONE, ONE + 3, "\ud800")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "12")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "")),
        finding_at(SOURCE, "a", (ONE, ONE + 7, '"é" \udcc3\udca9')),
        finding_at(SOURCE, "a", (ONE, ONE + 7, "one\r\n  two")),
        finding_at(SOURCE, "a", (ONE - 3, ONE - 2, "b")),
        finding_at(SOURCE, "a", (ONE - 3, ONE - 2, "z"), (ONE, ONE + 3, "x")),
        finding_at(SOURCE, "a", (ONE - 3, ONE + 8, "")),
        finding_at(SOURCE, "a", (ONE - 3, ONE - 3, "z: 1\n")),
        finding_at(SOURCE, "c", (TEXT.index("p,"), TEXT.index("p,") + 3, "")),
        finding_at(SOURCE, "d.e", (TEXT.index("d:"), TEXT.index("d:") + 1, "z")),
        made("a", PlacedEdit(Range(0, 1, 1, 1), "x")),
        made("a", PlacedEdit(Range(99, 1, 99, 2), "x")),
        made("a", PlacedEdit(Range(2, 99, 2, 99), "x")),
        made("a", PlacedEdit(Range(3, 1, 2, 1), "x")),
        made("a", PlacedEdit(Range(2, -3, 2, 2), "x")),
    ],
)
def test_wrong_fixes_change_nothing(finding: Finding) -> None:
    result = fix_source(SOURCE, once(finding), parse, lambda _: True)
    assert result.source.data == SOURCE.data
    assert result.applied == ()
    assert len(result.refused) == 1
    assert "can't be fixed safely: " in str(result.refused[0].help)
    assert result.refused[0].fix is None


@pytest.mark.parametrize(
    ("path", "old", "new", "after"),
    [
        ("d.e", "e: 1", "f: 1", "d: {f: 1}"),
        ("d", "d: {", "'z': {", "'z': {e: 1}"),
        ("d.e", "1", '"1"', 'd: {e: "1"}'),
        ("d.f", "", "", ""),
    ],
)
def test_keys_may_be_renamed_and_values_change_their_type(path: str, old: str, new: str, after: str) -> None:
    if not old:  # a field is added beside the one that is there
        at = TEXT.index("}")
        result = apply_round(SOURCE, [finding_at(SOURCE, path, (at, at, ", f: 2"))], parse)
        old, after = "d: {e: 1}", "d: {e: 1, f: 2}"
    else:
        result = apply_round(SOURCE, [replacing(SOURCE, path, old, new)], parse)
        old = "d: {e: 1}"
    assert result.source.text == TEXT.replace(old, after)


def test_what_touches_waits_for_the_next_round() -> None:
    first = finding_at(SOURCE, "a", (ONE, ONE + 3, "uno"))
    second = finding_at(SOURCE, "a", (ONE + 3, ONE + 4, "-"))
    result = apply_round(SOURCE, [first, second], parse)
    assert (result.applied, result.waiting) == ((first,), (second,))
    wrong = finding_at(SOURCE, "a", (ONE, ONE + 3, '"'))
    result = apply_round(SOURCE, [wrong, second], parse)
    assert (result.applied, result.waiting) == ((second,), ())
    assert [refusal.finding for refusal in result.refused] == [wrong]


def test_fixes_that_are_only_wrong_together_are_not_applied_together() -> None:
    source = Source("a.md", b"---\na: x 1 y\n---\n")
    before, after = replacing(source, "a", "x ", ""), replacing(source, "a", " y", "")
    result = apply_round(source, [before, after], parse)
    assert result.source.text == "---\na: 1 y\n---\n"
    assert [refusal.finding for refusal in result.refused] == [after]


@pytest.mark.parametrize("length", [1, 7, 30])
def test_fixes_that_never_end_are_left_out(length: int) -> None:
    def check(source: Source) -> Sequence[Finding]:
        """`a` turns for ever; `b` needs one step."""
        word = source.text.split('"')[1]
        turned = "y" * length if word[0] == "x" else "x" * length
        found = [replacing(source, "a", word, turned)]
        return [*found, replacing(source, "b", "old", "new")] if "old" in source.text else found

    source = Source("a.md", f'---\na: "{"x" * length}"\nb: old\n---\n'.encode())
    result = fix_source(source, check, parse, lambda _: True)
    assert result.source.text == source.text.replace("old", "new")
    assert [finding.path for finding in result.refused] == ["a"]
    assert fix_source(result.source, check, parse, lambda _: True).source.data == result.source.data


def test_a_value_that_grows_for_ever_is_left_out() -> None:
    def check(source: Source) -> Sequence[Finding]:
        return [finding_at(source, "a", (ONE, ONE, "x"))]

    assert fix_source(SOURCE, check, parse, lambda _: True).source.data == SOURCE.data


@pytest.mark.parametrize(
    ("text", "path", "old", "new"),
    [
        ("---\na.b: one\na: {b: two}\n---\n", "a.b", "one", "1"),  # two ways are spelled alike
        ("---\na: [\nb: one\n---\n", "b", "one", "two"),  # nothing can be compared
        ("---\na: one\nb: 2\n", "a", "one", "two"),  # never closed
        ("---\nbase: &x {k: one}\nd:\n  <<: *x\n---\n", "base.k", "one", "two"),
        ("---\nk: one\nd: 1\n---\n", "k", "k", "d"),
        ("---\nk: one\nd: 1\n---\n", "k", "k", "on"),  # two versions of YAML read it differently
        ("\ufeff---\nk: one\n---\n", "k", "\ufeff---", "\ufeff--- "),
        ("body\n", "", "body", "b"),
    ],
)
def test_what_cannot_be_judged_is_refused(text: str, path: str, old: str, new: str) -> None:
    source = Source("a.md", text.encode())
    result = apply_round(source, [replacing(source, path, old, new)], parse)
    assert result.source.data == source.data
    assert (len(result.applied), len(result.refused)) == (0, 1)


def test_many_wrong_fixes_come_to_an_end() -> None:
    source = Source("a.md", f"---\na: &x {'old ' * 3000}\nb: *x\nc: old\n---\n".encode())
    places = [match.start() for match in re.finditer("old", source.text)]
    last = finding_at(source, "c", (places[-1], places[-1] + 3, "new"))
    wrong = [finding_at(source, "a", (at, at + 7, '"')) for at in places[:-2]]
    result = apply_round(source, [last, *wrong], parse)
    assert result.source.text == source.text.replace("c: old", "c: new")
    assert result.applied == (last,)
    assert len(result.refused) == len(wrong)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": 1}, {"a": 1.0}, [("value", ("a",), "")]),
        ({"a": 1}, {"a": True}, [("value", ("a",), "")]),
        ({"a": float("nan"), "b": -0.0}, {"a": float("nan"), "b": 0.0}, [("value", ("b",), "")]),
        ({"a": [1, 2]}, {"a": [2, 2]}, [("value", ("a", 0), "")]),
        ({"a": [1, 2]}, {"a": [1]}, [("value", ("a",), "")]),
        ({"a": {}}, {"a": []}, [("value", ("a",), "")]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, [("value", (), "")]),
        ({"a": 1, "b": 2}, {"a": 1}, [("value", (), "")]),
        ({"a": 1, "b": 2}, {"a": 1, "c": 2}, [("renamed", ("b",), "c")]),
        ({"a": {"b": 1}}, {"c": {"b": 2}}, [("renamed", ("a",), "c"), ("value", ("a", "b"), "")]),
        ({"a": {"b": 1}}, {"a": {"c": 3, "b": 1}}, [("added", ("a",), "c")]),
    ],
)
def test_differences(old: Any, new: Any, expected: list[tuple[str, Path, str]]) -> None:
    assert [(c.kind, c.path, c.key) for c in changes_between(old, new)] == expected
    assert list(changes_between(old, old)) == []


def test_many_fixes_take_linear_time() -> None:
    def prepared(number: int) -> Work:
        lines = "".join(f"k{index}: 'old and old'\n" for index in range(number))
        source = Source("a.md", f"---\n{lines}---\n".encode())
        ends = [source.text.index(f"k{index}: ") + len(f"k{index}: '") for index in range(number)]
        findings = [finding_at(source, f"k{i}", (at, at + 3, "new")) for i, at in enumerate(ends)]

        def work() -> None:
            result = apply_round(source, findings, parse)
            assert result.source.text.count("'new and old'") == number

        return work

    assert growth(prepared, 200) < LINEAR


_PLANTED = st.sampled_from(["CafÃ©", "a &amp; b", "itâ€™s", "&#39;q&#39;", "x &lt;", "plain", "- 1", "a: b"])
_WORDS = st.lists(_PLANTED, min_size=1, max_size=3).map(" ".join)
_SCALARS: st.SearchStrategy[Node] = st.builds(
    lambda text, style: ScalarNode("tag:yaml.org,2002:str", text, style=style),
    _WORDS,
    st.sampled_from(["", "'", '"', "|", ">"]),
)


def _mapping(values: list[Node], flow: bool) -> Node:  # noqa: FBT001 - built by hypothesis
    keys = [ScalarNode("tag:yaml.org,2002:str", f"k{number}") for number in range(len(values))]
    return MappingNode("tag:yaml.org,2002:map", list(zip(keys, values, strict=True)), flow_style=flow)


def _collections(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    lists = st.lists(values, min_size=1, max_size=3)
    return st.builds(_mapping, lists, st.booleans()) | st.builds(
        lambda items, flow: SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow),
        lists,
        st.booleans(),
    )


_TREES = st.builds(
    _mapping,
    st.lists(st.recursive(_SCALARS, _collections, max_leaves=5), min_size=1, max_size=4),
    st.booleans(),
)


_REPAIRS = (("Ã©", "é"), ("â€™", "’"), ("&amp;", "&"), ("&#39;", "'"), ("&lt;", "<"), ("plain", ""))


def planted(source: Source) -> Sequence[Finding]:
    """One finding for each planted mistake of each text, with the edit that a rule would offer."""
    document = parse(source)
    found = []
    for node in document.strings():
        for old, new in _REPAIRS:
            for match in re.finditer(old, node.value):
                edit = document.replace(node, match.start(), match.end(), new)
                if edit is not None:
                    place = (edit.span.start, edit.span.end, edit.replacement)
                    found.append(finding_at(source, format_path(node.path), place))
    return found


def repaired(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: repaired(item) for key, item in value.items()}
    if isinstance(value, list):
        return [repaired(item) for item in value]
    for old, new in _REPAIRS:
        value = value.replace(old, new)
    return value


@given(_TREES, st.sampled_from([10, 80]), st.sampled_from(["\n", "\r\n"]))
def test_exactly_what_is_wrong_is_repaired(tree: Node, width: int, line_break: str) -> None:
    block = serialize(tree, width=width, allow_unicode=True, line_break=line_break)
    body = f"---{line_break}body &amp; Ã©".encode() + b"\xff"
    source = Source("a.md", f"---{line_break}{block}".encode() + body)
    before = parse(source).root
    assert before is not None
    result = fix_source(source, planted, parse, is_safe)
    after = parse(result.source).root
    assert after is not None
    assert result.source.data.endswith(body)
    assert result.refused == ()
    wrong = {path for path, text in texts(after.value) if any(old in text for old, _ in _REPAIRS)}
    expected = dict(texts(repaired(before.value)))
    assert {path: text for path, text in texts(after.value) if path not in wrong} == {
        path: text for path, text in expected.items() if path not in wrong
    }
    # Only in block scalars can a repair be impossible.
    styles = {format_path(node.path): node.style for node in parse(result.source).nodes}
    assert {styles[path] for path in wrong} <= {"|", ">"}
    assert fix_source(result.source, planted, parse, is_safe).source.data == result.source.data


def texts(value: Any, path: Path = ()) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield format_path(path), value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))


def _shorter(source: Source, numbers: Sequence[int], news: Sequence[str]) -> Iterator[Finding]:
    size = len(source.text) + 1
    nodes = [node for node in parse(source).nodes if node.children is None] or parse(source).nodes
    for number, new in zip(numbers, news, strict=False):
        start = number % size
        end = min(start + number % 4, size - 1)
        yield finding_at(source, format_path(nodes[number % len(nodes)].path), (start, end, new))


@given(
    _TREES,
    st.lists(st.integers(0, 10_000), max_size=12),
    st.lists(st.text("a\"':\n \\-#&*[x", max_size=3), max_size=12),
)
def test_random_fixes_change_no_other_value(tree: Node, numbers: list[int], news: list[str]) -> None:
    source = Source("a.md", f"---\n{serialize(tree, allow_unicode=True)}---\nbody".encode())
    result = apply_round(source, list(_shorter(source, numbers, news)), parse)
    before, after = parse(source), parse(result.source)
    assert before.root is not None
    assert after.root is not None
    paths = {finding.path for finding in result.applied}
    for change in changes_between(before.root.value, after.root.value):
        where = (*change.path, change.key) if change.kind == "added" else change.path
        assert format_path(where) in paths
    assert result.source.text.endswith("---\nbody")
