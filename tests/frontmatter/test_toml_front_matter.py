"""TOML as front matter: fences, values, places, comments, edits."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
from counting import LINEAR, Work, growth
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document, parse_document
from newslint.finding import Edit, Finding, Span
from newslint.fix.rounds import fix_source
from newslint.frontmatter.block import find_fence
from newslint.frontmatter.nodes import Limits, Node, ProblemKind, children_of
from newslint.frontmatter.toml.language import TOML
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.source import Source

# ---- fences ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "content", "closed"),
    [
        ("+++\na = 1\n+++\nText", "a = 1\n", True),
        ("\ufeff+++ \t\r\na = 1\r\n+++\t\r\n", "a = 1\r\n", True),
        ("+++\n+++", "", True),
        ("+++\na = 1\n", "a = 1\n", False),
        ("+++\na = 1\n---\n", "a = 1\n---\n", False),
        ("+++\na = '''\n +++\n'''\n+++\n", "a = '''\n +++\n'''\n", True),
        ("---toml\na = 1\n---\nText", "a = 1\n", True),
        ("---toml \na = 1\n...\n", "a = 1\n...\n", False),
    ],
)
def test_what_opens_and_closes_a_block(text: str, content: str, closed: bool) -> None:  # noqa: FBT001
    fence = find_fence(text)
    assert fence is not None
    assert fence.syntax.name == "TOML"
    assert text[fence.content.start : fence.content.end] == content
    assert (fence.closing is not None) is closed
    assert text[fence.opening.start : fence.opening.end] in ("+++", "---")
    if fence.closing is not None:
        assert text[fence.closing.start : fence.closing.end] == fence.closer


@pytest.mark.parametrize(
    "text",
    ["++\na = 1\n++\n", "+++ a\n+++\n", " +++\n+++\n", "++++\n+++\n", "\n+++\n+++\n", "---tom\na\n---"],
)
def test_what_opens_none(text: str) -> None:
    assert find_fence(text) is None


# ---- values and places -------------------------------------------------------------------------------------


def document(text: str, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen
    return parse_document(Source("a.md", text.encode()), lambda _: None, limits=limits)


def read(block: str) -> Document:
    return document(f"+++\n{block}+++\nText\n")


def test_dates_are_the_text_that_stands_there() -> None:
    found = read(
        "a = 2026-01-05\nb = 2026-01-05 10:00:00Z\nc = [07:32:00]\n"
        "[t]\nd = {e = 1979-05-27T00:32:00.5-07:00}\n"
    )
    assert found.root is not None
    assert found.root.value == {
        "a": "2026-01-05", "b": "2026-01-05 10:00:00Z", "c": ["07:32:00"],
        "t": {"d": {"e": "1979-05-27T00:32:00.5-07:00"}},
    }  # fmt: skip
    assert [node.style for node in found.nodes if node.children is None] == [""] * 4


BLOCKS = (
    'title = "Harbour \\"reopens\\""\nlong = """\nfirst\nsecond"""\nsub = \'it\'\n',
    "a.b = 1\na.c = 'x'\n[d]\ne = [1, [2, 'y']]\n[[f]]\ng = 1\n[[f]]\ng = {h = true}\n",
    '"quoted key" = 1\n\'literal key\' = "\\u00e9"\nn = inf\nm = -nan\n',
    "",
)


@pytest.mark.parametrize("before", ["+++\n", "\ufeff+++\n", "+++\r\n", "---toml\n"])
@pytest.mark.parametrize("block", BLOCKS)
def test_every_value_stands_where_its_node_says(before: str, block: str) -> None:
    block = block.replace("\n", "\r\n") if "\r" in before else block
    text = f"{before}{block}{before.strip().removesuffix('toml').lstrip(chr(0xFEFF))}\nText\n"
    found = document(text)
    assert found.root is not None
    assert repr(found.root.value) == repr(tomllib.loads(block))
    for node in found.nodes[1:]:
        if node.children is None:
            assert repr(tomllib.loads(f"k = {text[node.start : node.end]}")["k"]) == repr(node.value)
        if node.key_start >= 0:
            key = text[node.key_start : node.key_end]
            assert list(tomllib.loads(f"{key} = 1")) == [node.path[-1]]


@pytest.mark.parametrize(
    ("block", "kind", "place"),
    [
        ("a = b\n", ProblemKind.INVALID_TOML, "b"),
        ("a = 1\na = 2\n", ProblemKind.INVALID_TOML, "a"),
        ("[a]\n[b]\n[a]\n", ProblemKind.INVALID_TOML, "[a]"),
        ("a = [\n  {b = {c = 1}, b.c = 2},\n]\n", ProblemKind.INVALID_TOML, "}"),
        (f"a = {'[' * 60}{']' * 60}\n", ProblemKind.TOO_LARGE, "["),
        (f"{'a.' * 60}b = 1\n", ProblemKind.TOO_LARGE, "a"),
        (f"a = {'[' * 3000}{']' * 3000}\n", ProblemKind.TOO_LARGE, ""),
        (f"a = {'9' * 5000}\n", ProblemKind.INVALID_TOML, ""),
        (f"a = [{'1,' * 30}]\n", ProblemKind.TOO_LARGE, ""),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_a_place(block: str, kind: ProblemKind, place: str) -> None:
    found = document(f"+++\n{block}+++\n", Limits(max_values=20 if "1," in block else 1000))
    assert found.root is None
    (problem,) = found.problems
    assert problem.kind == kind
    assert found.text_of(problem.span).startswith(place)
    if kind == ProblemKind.INVALID_TOML:
        said = TOML.explain(problem, found.source.text)
        assert said.message[0].islower()
        assert not said.message.endswith(".")


def test_a_block_of_too_many_bytes_is_not_parsed() -> None:
    found = document(f"+++\na = '{'x' * 100}'\n+++\n", Limits(max_bytes=50))
    assert [(problem.kind, problem.detail) for problem in found.problems] == [
        (ProblemKind.TOO_LARGE, "50 bytes")
    ]


# Facts that the test suite of TOML 1.0 checks, in our own words: what is valid, and what is not.
VALID = (
    "a = 1", "a = +1", "a = 0x1F", "a = 0o17", "a = 0b11", "a = 1_000", "a = 1.5e-3", "a = -0.0", "a = inf",
    "a = true", 'a = ""', "a = ''", 'a = """x"""', "a = '''x'''", 'a = """"x""""', "a = ''''x''''",
    'a = "\\t\\u00e9\\U0001F600"', "a = []", "a = [1, 'x', {b = 1}]", "a = [1,]", "a = {}", "a = {b.c = 1}",
    "a.b = 1", "'a b' = 1", '"" = 1', "1 = 1", "- = 1", "a = 2026-01-05", "a = 2026-01-05 10:00:00",
    "a = 10:00:00", "[a]", "[a.b]", "[[a]]", "[a] # c", "# only", "a = 1 # c", "a = [\n1, # c\n2\n]",
    'a = """\\\n   x"""', "[a]\n[a.b]", "[a.b]\n[a]",
)  # fmt: skip
INVALID = (
    "a = 01", "a = 1__0", "a = _1", "a = 1.", "a = .5", "a = 0X1", "a = +0x1", "a = True", "a = 'x", 'a = "x',
    'a = "\\x41"', 'a = "\\ud800"', 'a = "\n"', "a = [1 2]", "a = {b = 1,}", "a = {\nb = 1}",
    "a = {b = 1, b = 2}",
    "a", "a =", "= 1", "a b = 1", "a.b", "[a", "[]", "[a]]", "[[a]", "a = 2026-13-01", "a = 2026-02-30",
    "a = 24:00:00", "a = 1 b = 2", "a = 1\na = 2", "a = 1\na.b = 2", "[a]\n[a]", "a = []\n[[a]]", "a = \x00",
    "a = 'x\x01'", "# \x08", "a = 1 \x0b",
)  # fmt: skip


@pytest.mark.parametrize("block", VALID)
def test_what_is_toml(block: str) -> None:
    found = read(f"{block}\n")
    assert found.problems == ()
    assert found.root is not None


@pytest.mark.parametrize("block", INVALID)
def test_what_is_not(block: str) -> None:
    found = read(f"{block}\n")
    assert [problem.kind for problem in found.problems] == [ProblemKind.INVALID_TOML]


# ---- characters --------------------------------------------------------------------------------------------

TEXTS = st.text("ab é😀\t\n'\"\\#\x7f", max_size=8)


def spelled(draw: Any, text: str) -> str:
    """One of the ways to write a text."""
    ways = [
        '"'
        + "".join(f"\\U{ord(c):08x}" if c < " " or c in '"\\\x7f' or draw(st.booleans()) else c for c in text)
        + '"'
    ]
    if not re.search("['\n\x7f]", text):
        ways.append(f"'{text}'")
    if "'" not in text and "\x7f" not in text:
        ways += [f"'''\n{text}'''", f"'''\r\n{text}'''".replace("\r\n", "\n")]
    if '"' not in text and "\\" not in text and "\x7f" not in text:
        ways += [
            f'"""\n{text}"""',
            f'"""\\\n  {text.lstrip()}"""' if text == text.lstrip() else f'"""\n{text}"""',
        ]
    return draw(st.sampled_from(ways))  # type: ignore[no-any-return]


@given(st.data(), TEXTS)
def test_each_character_has_a_place(data: st.DataObject, value: str) -> None:
    token = spelled(data.draw, value)
    found = read(f"k = {token} # c\n")
    assert found.root is not None
    (node,) = children_of(found.root)
    assert node.value == value
    aligned = TOML.align(found.source.text, node)
    assert aligned is not None
    assert len(aligned.starts) == len(value)
    quotes = len(node.style)
    for start, end, character in zip(aligned.starts, aligned.ends, value, strict=True):
        written = found.source.text[start:end]
        assert node.start + quotes <= start < end <= node.end - quotes
        assert written == character or tomllib.loads(f'k = "{written}"')["k"] == character


@pytest.mark.parametrize(
    ("token", "part", "written"),
    [
        ('"a\\u00e9b"', "é", "\\u00e9"),
        ('"""\nab"""', "a", "a"),
        ('"""a\\\n   b"""', "b", "b"),
        ('"""a\r\nb"""', "\n", "\r\n"),
        ("'''\n'a'''", "a", "a"),
        ('""""a"""', '"', '"'),
        ("2026-01-05", "01", "01"),
    ],
)
def test_places_in_strings_of_every_kind(token: str, part: str, written: str) -> None:
    found = read(f"k = {token}\n")
    assert found.root is not None
    (node,) = children_of(found.root)
    at = node.value.index(part)
    assert found.text_of(found.place(node, at, at + len(part))) == written


# ---- edits -------------------------------------------------------------------------------------------------


def applied(text: str, edit: Edit | None) -> str | None:
    return None if edit is None else text[: edit.span.start] + edit.replacement + text[edit.span.end :]


def below(root: Node) -> Iterator[Node]:
    for node in children_of(root):
        yield node
        yield from below(node)


@pytest.mark.parametrize(
    ("token", "old", "new", "expected"),
    [
        ('"an old tale"', "old", 'a "new"', '"an a \\"new\\" tale"'),
        ("'an old tale'", "old", "new", "'an new tale'"),
        ("'an old tale'", "old", "it's", '"an it\'s tale"'),
        ('"an \\u006fld tale"', "old", "new", '"an new tale"'),
        ('"""\nan old\ntale"""', "old", "new", '"""\nan new\ntale"""'),
        ("'''\nan old\r\ntale'''", "old", "new", "'''\nan new\r\ntale'''"),
        ("'''an old tale'''", "old", "it's", None),
        ("'old'", "old", "a\tb", "'a\tb'"),
        ("'old'", "old", "a\x1bb", '"a\\u001bb"'),
        ("2026-01-05", "05", "06", "2026-01-06"),
        ("2026-01-05", "05", "99", None),
        ('"""an \\\n  old tale"""', "old", "new", '"""an \\\n  new tale"""'),
    ],
)
def test_only_what_changes_is_written(token: str, old: str, new: str, expected: str | None) -> None:
    text = f"+++\nk = {token} # c\nz = 1\n+++\n"
    root = document(text).root
    assert root is not None
    node = children_of(root)[0]
    at = node.value.index(old)
    edit = TOML.replace(text, node, at, at + len(old), new)
    assert applied(text, edit) == (None if expected is None else text.replace(token, expected))


@given(st.data(), TEXTS, TEXTS)
def test_an_edit_changes_one_value_to_what_was_intended(data: st.DataObject, value: str, new: str) -> None:
    token = spelled(data.draw, value)
    text = f"+++\na = 1 # c\nk = {token}\nz = [1, 'x']\n+++\nText\n"
    before = document(text)
    assert before.root is not None
    node = before.root.children["k"]  # type: ignore[index, call-overload]
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    after = applied(text, TOML.replace(text, node, start, end, new))
    if after is None:
        assert len(node.style) == 3, "one line can hold any text"
        return
    changed = document(after).root
    assert changed is not None
    assert changed.value == {**before.root.value, "k": value[:start] + new + value[end:]}


@pytest.mark.parametrize(
    ("block", "path", "name", "expected"),
    [
        ("titel = 1\n", ("titel",), "title", "title = 1\n"),
        ('"titel"  =  1\n', ("titel",), "a b", '"a b"  =  1\n'),
        ("'titel' = 1\n", ("titel",), "title", '"title" = 1\n'),
        ("titel = 1\n", ("titel",), "$schema", '"$schema" = 1\n'),
        ("a.titel = 1\n", ("a", "titel"), "title", "a.title = 1\n"),
        ("a = {titel = 1}\n", ("a", "titel"), "title", "a = {title = 1}\n"),
        ("[titel]\na = 1\n", ("titel",), "title", None),
        ("titel.a = 1\n", ("titel",), "title", None),
        ("a = [1]\n", ("a", 0), "title", None),
    ],
)
def test_keys_are_renamed_where_they_stand_once(
    block: str, path: tuple[str | int, ...], name: str, expected: str | None
) -> None:
    text = f"+++\n{block}+++\n"
    found = document(text)
    edit = TOML.rename_key(text, found.node_at(path), path, name)
    assert applied(text, edit) == (None if expected is None else f"+++\n{expected}+++\n")


@pytest.mark.parametrize(
    ("block", "sibling", "expected"),
    [
        ("a = 1\nb = 2\n", ("a",), 'a = 1\nnew = "x\\"y"\nb = 2\n'),
        ("[t]\n  a = 'x' # c\n", ("t", "a"), '[t]\n  a = \'x\' # c\n  new = "x\\"y"\n'),
        ("a = 1\r\n", ("a",), 'a = 1\r\nnew = "x\\"y"\r\n'),
        ("a = [\n1\n]\n", ("a",), None),
        ("a = '''\nx'''\n", ("a",), None),
        ("t = {a = 1}\n", ("t", "a"), None),
        ("[a]\nb = 1\n", ("a",), None),
        ("new = 1\na = 2\n", ("a",), None),
    ],
)
def test_fields_are_added_below_others(block: str, sibling: tuple[str, ...], expected: str | None) -> None:
    text = f"+++\n{block}+++\n"
    found = document(text)
    parent, node = found.node_at(sibling[:-1]), found.node_at(sibling)
    assert parent is not None
    assert node is not None
    edit = TOML.add_field(text, parent, node, "new", 'x"y')
    assert applied(text, edit) == (None if expected is None else f"+++\n{expected}+++\n")


@pytest.mark.parametrize(
    ("token", "value", "written", "expected"),
    [
        ('"70"', 70, "70", "70"), ("'yes'", True, "true", "true"), ('"70"', 70, "070", None),
        ('"x"', "x", "x", None), ('"2026-01-05"', "2026-01-05", "2026-01-05", "2026-01-05"),
        ('"70"', 70, "70 # c", None), ('"70"', "70", '"70"', None),
    ],
)  # fmt: skip
def test_values_without_quotes(token: str, value: Any, written: str, expected: str | None) -> None:
    text = f"+++\nk = {token}\n+++\n"
    root = document(text).root
    assert root is not None
    found = applied(text, TOML.write(text, children_of(root)[0], value, written))
    assert found == (None if expected is None else f"+++\nk = {expected}\n+++\n")


def test_a_number_becomes_text_by_quotes() -> None:
    text = "+++\na = 1_0\nb = 'x'\nc = 2026-01-05\n+++\n"
    root = document(text).root
    assert root is not None
    found = [applied(text, TOML.quote(text, node)) for node in children_of(root)]
    assert found == [text.replace("1_0", '"1_0"'), None, text.replace("2026-01-05", '"2026-01-05"')]


@pytest.mark.parametrize(
    ("written", "style", "meaning"),
    [
        ("a\\tb", '"', "a\tb"), ("a\\", '"', None), ('"', '"', None), ("\\u00e9", '"""', "é"),
        ("x ", '"""', "x "),
        ("it's", "'", None), ("\\t", "'", "\\t"), ("a\nb", '"""', None), ("2026", "", "2026"),
        ('"', "'''", '"'),
    ],
)  # fmt: skip
def test_what_characters_add_to_a_text(written: str, style: str, meaning: str | None) -> None:
    assert TOML.meaning(written, style) == meaning


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("70", 70),
        ("true", True),
        ("yes", "yes"),
        ("2026-01-05", "2026-01-05"),
        ("", ""),
        ("1\nb = 2", "1\nb = 2"),
        ("[1]", "[1]"),
    ],
)
def test_what_a_word_means_without_quotes(token: str, value: object) -> None:
    assert TOML.readings(token) == (value,)


# ---- comments ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("a = 1 # @\n", [(2, 2)]),
        ("# @\na = 1\n", [(2, 3)]),
        ("# @\n\n# x\na = '''\n# @ no comment\n'''\nb = 1\n", [(2, 7)]),
        ('a = \'# @\'\nb = "\\"# @"\n', []),
        ('a = """\nx\n""" # @\n', [(2, 4)]),
        ("a = [ # @\n  1, # @\n] # @\n", [(2, 2), (3, 3), (4, 4)]),
        ("[a] # @\n# @", [(2, 2), (3, 3)]),
        ("a = 1\r\n# @\r\nb = 2\r\n", [(3, 4)]),
        ("a = 'x # @\nb = 1 # @\n", [(2, 2), (3, 3)]),
    ],
)
def test_comments_and_the_lines_they_speak_of(block: str, lines: list[tuple[int, int]]) -> None:
    source = Source("a.md", f"+++\n{block}".encode())
    found = list(TOML.comments(source, Span(4, len(source.text)), re.compile("@")))
    assert [comment.lines for comment in found] == lines
    for comment in found:
        assert source.text[comment.place.start] == "#"


# ---- the whole way -----------------------------------------------------------------------------------------

ARTICLE = (
    '\ufeff+++\r\ntitle = "The harbourâ€™s &amp; cranes" # newslint: ignore[TXT002] quoted\r\n'
    'sub = \'It saysâ€¦\'\r\nlong = """\r\nfirst\r\nsecondâ€™s"""\r\n'
    "date = 2026-01-05\r\n[params]\r\n  x = 'cafÃ©'\r\n+++\r\nbody â€™\r\n"
)


def fixed(text: str) -> str:
    settings = Settings(BUILT_IN.defaults)

    def look(source: Source) -> tuple[Finding, ...]:
        return check([source], settings).findings

    source = Source("a.md", text.encode())
    found = fix_source(source, look, lambda s: parse_document(s, lambda _: None), lambda f: f.fix is not None)
    assert found.refused == ()
    return found.source.text


def test_texts_are_mended_in_place_and_nothing_else_changes() -> None:
    expected = ARTICLE.removeprefix("\ufeff").replace("harbourâ€™s", "harbour’s").replace("saysâ€¦", "says…")
    expected = expected.replace("secondâ€™s", "second’s").replace("cafÃ©", "café")
    assert fixed(ARTICLE) == expected


def test_rules_of_yaml_alone_are_silent() -> None:
    report = check(
        [Source("a.md", b"+++\non = 'no'\na = '012'\nb = 12\nc = 1_0\n+++\n")], Settings(BUILT_IN.defaults)
    )
    assert [finding.code for finding in report.findings if finding.code.startswith("FM")] == []


def test_articles_in_two_languages_are_compared() -> None:
    yaml = (
        "---\ncategory: news\ntitle: {t}\nexcerpt: {e}\npublishedDateTime: {d}\nwebUrl: {u}1\n"
        "provider: {{name: P}}\n---\n"
    )
    toml = (
        '+++\ncategory = "news"\ntitle = "{t}"\nexcerpt = "{e}"\npublishedDateTime = {d}\nwebUrl = "{u}2"\n'
        'provider = {{name = "P"}}\n+++\n'
    )
    said = {
        "t": "Harbour reopens after the storm",
        "e": "The first ferries left at dawn, two days after the gale.",
        "d": "2023-05-02T06:30:00Z",
        "u": "https://www.example.com/harbour/",
    }
    sources = [Source("a.md", yaml.format(**said).encode()), Source("b.md", toml.format(**said).encode())]
    found = check(sources, Settings(BUILT_IN.defaults)).findings
    pairs = {(finding.file, finding.code) for finding in found if finding.code.startswith("COR")}
    assert pairs >= {("a.md", "COR002"), ("b.md", "COR002")}


@pytest.mark.parametrize(
    ("block", "reference"),
    [
        ('"$schema" = "../a.json"\n', "../a.json"),
        ("#:schema ../a.json\na = 1\n", "../a.json"),
        ("a = 1\n#:schema ../a.json\n", None),
        ('"$schema" = 1\n', None),
    ],
)
def test_a_document_names_its_schema(block: str, reference: str | None) -> None:
    named = read(block).named_schema
    assert (None if named is None else named.reference) == reference
    if named is not None:
        assert named.reference in read(block).text_of(named.span)


@pytest.mark.parametrize(
    "written",
    [
        lambda n: "".join(f"k{i} = 'x' # c\n" for i in range(n)),
        lambda n: f"a = [{'1, ' * n}]\n",
        lambda n: f'a = """{"x y " * n}"""\n',
        lambda n: "".join(f"[[t]]\na.b = {i}\n" for i in range(n)),
        lambda n: f"a = '{'a.' * n}'\n",
    ],
    ids=["pairs", "items", "text", "tables", "dots"],
)
def test_the_work_grows_with_the_block_only(written: Any) -> None:
    def prepared(size: int) -> Work:
        text = f"+++\n{written(size)}+++\n"
        return lambda: document(text)

    assert growth(prepared, 300) < LINEAR


def test_values_are_the_parser_s_but_for_dates() -> None:
    block = "a = 1\nb = [true, 1.5]\nc = {d = 'x'}\ne = 2026-01-05\n"
    found = read(block)
    assert found.root is not None
    theirs = tomllib.loads(block)
    assert isinstance(theirs.pop("e"), date | datetime | time)
    assert {key: value for key, value in found.root.value.items() if key != "e"} == theirs
