"""Where comments stand, what they cover, and what removing them leaves."""

from collections.abc import Iterator

import pytest
from counting import LINEAR, Work, growth
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import YAMLError
from yaml.error import Mark
from yaml.reader import Reader
from yaml.scanner import Scanner

from newslint.config.selection import select_rules
from newslint.document import parse_document
from newslint.finding import PlacedFix, Suppression
from newslint.lint.corpus import check
from newslint.lint.directives import read_directives
from newslint.lint.settings import Settings
from newslint.lint.suppress import Silencer, find_suppressions, without_repeats
from newslint.rules import BUILT_IN
from newslint.source import Source

COMMENT = "# newslint: ignore[TXT001]"
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])
RULES = {"TXT001", "TXT002", "TXT003", "URL001", "FM003", "FM009", "mojibake"}


def codes(selector: str) -> tuple[frozenset[str] | None, str | None]:
    return (frozenset({selector}), None) if selector in RULES else (None, None)


def suppressions_of(text: str) -> list[Suppression]:
    source = Source("a.md", text.encode("utf-8", "surrogateescape"))
    return find_suppressions(parse_document(source, lambda _: None), codes)


def lines_of(text: str) -> list[tuple[float, float]]:
    return [(found.first, found.last) for found in suppressions_of(text)]


def block(content: str) -> str:
    """Front matter in which `@` stands for a comment."""
    return f"---\n{content.replace('@', COMMENT)}---\n"


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        pytest.param("a: 1 @\n", [(2, 2)], id="at-the-end-of-a-line"),
        pytest.param("@\na: 1\n", [(2, 3)], id="above-a-line"),
        pytest.param("@\n# why\n\n@\na: 1\nb: 2\n", [(2, 6), (5, 6)], id="above-comments-and-blank-lines"),
        pytest.param("a: 1\n@\n", [(3, 4)], id="above-the-closing-fence"),
        pytest.param("a: | @\n  x\n\n  y\n\nb: 1\n", [(2, 5)], id="on-the-key-of-a-block-scalar"),
        pytest.param("@\na: >\n  x\n  y\nb: 1\n", [(2, 5)], id="above-a-block-scalar"),
        pytest.param("a: |\n  x\n  y\n@\nb: 1\n", [(5, 6)], id="below-a-block-scalar"),
        pytest.param("@\na: 'x\n  y'\n", [(2, 4)], id="above-a-quoted-text"),
        pytest.param("a: 'x\n  y' @\nb: 1\n", [(2, 3)], id="behind-a-quoted-text"),
        pytest.param("a: x\n  y\n  z @\nb: 1\n", [(2, 4)], id="behind-a-plain-text"),
        pytest.param("a: @\n  x\n  y\nb: 1\n", [(2, 4)], id="behind-the-key-of-a-text-below"),
        pytest.param("a:\n  @\n  x\n  y\nb: 1\n", [(3, 5)], id="between-key-and-text"),
        pytest.param("a:\n  x @\nb: 1\n", [(3, 3)], id="behind-a-text-below-its-key"),
        pytest.param("a: &x !!str @\n  x\n  y\n", [(2, 4)], id="behind-anchor-and-tag"),
        pytest.param("a:\n  - @\n    x\n  - y @\n", [(3, 4), (5, 5)], id="behind-the-dash"),
        pytest.param("a: @\n  b: 1\n  c: 2\n", [(2, 2)], id="on-the-key-of-a-mapping"),
        pytest.param("@\na:\n  b: 1\n", [(2, 3)], id="above-a-mapping"),
        pytest.param("a: @\n  - 1\n", [(2, 2)], id="on-the-key-of-a-list"),
        pytest.param("a: [ @\n  x, @\n  @\n  y\n] @\n", [(2, 2), (3, 3), (4, 5), (6, 6)], id="in-a-list"),
        pytest.param("a: {b: 'x\n  y', c: 'z\n  w'} @\n", [(3, 4)], id="only-the-text-that-ends-here"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_what_a_comment_covers(content: str, lines: list[tuple[int, int]], line_break: str) -> None:
    assert lines_of(block(content).replace("\n", line_break)) == lines
    assert lines_of("\ufeff" + block(content).replace("\n", line_break)) == lines


def test_breaks_that_only_yaml_knows_end_comments_too() -> None:
    found = suppressions_of(block("a: 1 # why \u2028@\x85@\u2029@\nb: 'x \u2028@'\n"))
    assert [(suppression.first, suppression.last) for suppression in found] == [(2, 2)] * 3


def test_a_file_is_covered_from_its_first_line_to_its_last() -> None:
    assert lines_of("---\na: 1 # newslint: ignore-file[TXT001]\n---\n") == [(0, float("inf"))]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a: 'x @'\n", id="single-quoted"),
        pytest.param('a: "x\n  @\n  y"\n', id="double-quoted-over-lines"),
        pytest.param("a: |\n  @\n  x\n", id="literal"),
        pytest.param("a: >-\n  x @\n\n  @\nb: 1\n", id="folded"),
        pytest.param("a: |1\n @\n", id="literal-with-indentation"),
        pytest.param("'x @': 1\n", id="key"),
        pytest.param("? |\n  @\n: 1\n", id="block-scalar-as-key"),
        pytest.param("? [x, 'y @']\n: 1\n", id="in-a-list-as-key"),
        pytest.param("a: 'x @'\na: 1\n", id="value-of-a-key-given-twice"),
        pytest.param("a: ['x @']\na: 1\n", id="in-the-value-of-a-key-given-twice"),
        pytest.param("<<: {a: 'x @'}\nb: 1\n", id="in-a-merged-mapping"),
        pytest.param("a: &x 'y @'\nb: *x\n", id="anchored"),
        pytest.param("a: !x 'y @'\n", id="unknown-tag"),
        pytest.param("a: x#newslint:ignore[TXT001]\n", id="no-blank-before-it"),
        pytest.param("# a: 1 @\n", id="commented-out"),
        pytest.param("# see https://example.com/#newslint:ignore[TXT001]\n", id="in-an-address"),
    ],
)
def test_what_is_no_suppression(content: str) -> None:
    assert suppressions_of(block(content)) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(block("@\nb: x: y @\n@\n"), [(2, 3), (3, 3)], id="mistake-in-a-line"),
        pytest.param(block("@\na: 1\nb: 'x\n@\n"), [(2, 3)], id="quote-never-closed"),
        pytest.param(block("a: |\n  @\nb: x: y\n"), [], id="text-above-the-mistake"),
        pytest.param(block("@\n- 1\n"), [(2, 3)], id="not-a-mapping"),
        pytest.param(block("@\na: 'x\n  @\n  \x01'\n"), [(2, 5)], id="character-that-yaml-forbids"),
        pytest.param(block("@\na: 1 @\nb: \udcff\n@\n"), [(2, 3), (3, 3)], id="not-utf-8"),
        pytest.param(f"---\n{COMMENT}\n\na: 1\n\n{COMMENT}\n", [(2, 4)], id="never-closed"),
        pytest.param(f"---\n{COMMENT}\n\nText\n", [(2, 4)], id="never-opened"),
        pytest.param(block("@\na: &a [*a]\n"), [(2, 3)], id="cycle"),
        pytest.param(block("a: 1\n--- 2\n@\n"), [], id="second-document"),
    ],
)
def test_in_broken_yaml_what_stands_above_the_mistake_counts(text: str, lines: list[tuple[int, int]]) -> None:
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    "text", [f"{{\n{COMMENT}\n}}\n", f"{COMMENT}\n", "", f"+++ x\na = 1 {COMMENT}\n+++\n"]
)
def test_other_formats_and_the_body_are_not_read(text: str) -> None:
    assert suppressions_of(text) == []
    assert suppressions_of(f"---\na: 1\n---\n{text}") == []


# --- comments and texts that nobody would write by hand ---

TEXT = "x # newslint: ignore[TXT002]"


@st.composite
def texts(draw: st.DrawFn, indent: str) -> str:
    """A value in any style; `@` stands for a comment in it, TXT002 only occurs in what is text."""
    body = draw(st.lists(st.sampled_from(["word", TEXT, TEXT[2:], "", "é’ 😀"]), min_size=1, max_size=4))
    note = draw(st.sampled_from(["", " @"]))
    lead = draw(st.sampled_from(["", "&a ", "!!str ", "@\n" + indent, f"&a @\n{indent}@\n{indent}"]))
    style = draw(st.sampled_from(["plain", "'", '"', "|", ">", "|-", ">+", "flow"]))
    lines = f"\n{indent}".join(body)
    if style == "plain":
        return f"{lead}word\n{indent}more{note}\n"
    if style == "flow":
        return f"{lead}[word,{note}\n{indent}@\n{indent}'{lines}',@\n{indent}\"{lines}\"]{note}\n"
    if style in ("'", '"'):
        return f"{lead}{style}{lines}{style}{note}\n"
    return f"{lead}{style}{note}\n{indent}first\n{indent}{lines}\n"


@st.composite
def contents(draw: st.DrawFn) -> str:
    parts = []
    for number in range(draw(st.integers(1, 5))):
        parts.append(draw(st.sampled_from(["", "@\n", " @\n", "# a word on why\n", "\n"])))
        kind = draw(st.sampled_from(["field", "list", "mapping", "twice"]))
        if kind == "field":
            parts.append(f"a{number}: {draw(texts('  '))}")
        elif kind == "twice":
            parts.append(f"a{number}: {draw(texts('  '))}a{number}: {draw(texts('  '))}")
        elif kind == "list":
            parts.append(f"a{number}: @\n  - {draw(texts('    '))}  @\n  - {draw(texts('    '))}")
        else:
            parts.append(f"a{number}:\n  @\n  b: {draw(texts('    '))}  '{TEXT}': {draw(texts('    '))}")
    return "".join(parts)


@given(contents(), BREAKS, st.booleans())
def test_all_comments_are_found_and_no_text(content: str, line_break: str, mark: bool) -> None:  # noqa: FBT001
    text = ("\ufeff" if mark else "") + block(content).replace("\n", line_break)
    document = parse_document(Source("a.md", text.encode()), lambda _: None)
    assert document.root is not None
    places = [i for i in range(len(text)) if text.startswith(COMMENT, i)]
    found = find_suppressions(document, codes)
    assert [suppression.comment.start for suppression in found] == places
    assert all(text[s.comment.start : s.comment.end] == COMMENT for s in found)


class CommentScanner(Reader, Scanner):
    """PyYAML's own scanner, which shares no code with libyaml; it notes what it skips between tokens."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        self.skipped: set[tuple[int, int]] = set()

    def scan_to_next_token(self) -> None:
        start = self.index
        super().scan_to_next_token()
        self.skipped.add((start, self.index))

    def scan_block_scalar_ignored_line(self, start_mark: Mark) -> None:
        start = self.index
        super().scan_block_scalar_ignored_line(start_mark)
        self.skipped.add((start, self.index))

    def comments(self, text: str) -> Iterator[int]:
        while self.check_token():
            self.get_token()  # type: ignore[no-untyped-call]
        for start, end in sorted(self.skipped):
            position = start
            for line in text[start:end].splitlines(keepends=True):
                if "#" in line:
                    yield position + line.index("#")
                position += len(line)


FRAGMENTS = [
    "a: ",
    "b: ",
    "\n",
    "\n",
    "  ",
    " ",
    "- ",
    "'",
    '"',
    "|",
    ">-",
    "|+",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "x",
]
FRAGMENTS += [
    COMMENT,
    COMMENT,
    f" {COMMENT}\n",
    f"\n{COMMENT}\n",
    "# ",
    "&a ",
    "*a",
    "!!str ",
    "? ",
    ": ",
    "\t",
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@example(f"a: 'x'{COMMENT}\n")
@example(f"a: [x,{COMMENT}\n  y]\n")
def test_another_scanner_sees_the_same_comments(content: str) -> None:
    text = f"---\n{content}\n---\n"
    document = parse_document(Source("a.md", text.encode()), lambda _: None)
    try:
        expected = [4 + at for at in CommentScanner(content).comments(content)]
    except YAMLError:  # libyaml reads some blocks that YAML forbids
        return
    if document.root is None:
        return
    found = {suppression.comment.start for suppression in find_suppressions(document, codes)}
    assert {at for at in expected if text.startswith(COMMENT, at)} <= found
    ends = [text.find("\n", at) for at in expected]
    assert all(any(at <= place < end for at, end in zip(expected, ends, strict=True)) for place in found)


# --- who silences what ---


@given(contents(), st.integers(1, 40))
def test_the_index_knows_what_the_ranges_say(content: str, line: int) -> None:
    suppressions = suppressions_of(block(content))
    silenced = Silencer(suppressions).silences("TXT001", line)
    assert silenced == any(found.first <= line <= found.last for found in suppressions)
    used = [found.first <= line <= found.last for found in suppressions if found.used]
    assert used == [True] * silenced


def test_the_nearest_suppression_is_the_one_that_is_used() -> None:
    found = suppressions_of("---\n# newslint: ignore-file[TXT001]\na: 1 # newslint: ignore[TXT001]\n---\n")
    silencer = Silencer(found)
    assert silencer.silences("TXT001", 3)
    assert [suppression.used for suppression in found] == [False, True]
    assert silencer.silences("TXT001", 1)
    assert found[0].used
    assert not silencer.silences("TXT002", 3)


# --- what a comment says ---


def read(text: str, *, alone: bool) -> list[str]:
    """What is understood of a comment: selectors, or how it should be written."""
    said = []
    for directive in read_directives(text, 0, RULES.__contains__, alone=alone):
        if directive.wrong is None:
            names = ",".join(text[span.start : span.end] for span in directive.selectors)
            said.append(f"{'file' if directive.whole_file else 'line'} {names}")
        elif directive.meant is None:
            said.append("?")
        else:
            said.append(text[: directive.wrong.start] + directive.meant + text[directive.wrong.end :])
    return said


RIGHT_FORM, FILE_FORM = "# newslint: ignore[TXT001]", "# newslint: ignore-file[TXT001]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# newslint: ignore[TXT001]", ["line TXT001"]),
        ("#newslint:ignore[ TXT001 ,, mojibake ]reason", ["line TXT001,mojibake"]),
        ("# newslint: ignore-file[TXT001] reason [sic]", ["file TXT001"]),
        ("# newslint: ignore[TXT001] # newslint: ignore[TXT002] b", ["line TXT001", "line TXT002"]),
        ("# newslint: ignore[TXT001][TXT002]", ["line TXT001", "?"]),
        ("# newslint: ignore[TXT001], ignore-file[TXT002]", ["line TXT001", "?"]),
        *(
            (f"# newslint{form}", [RIGHT_FORM])
            for form in (" ignore[TXT001]", ": ignore [TXT001]", ": TXT001")
        ),
        *((f"# newslint: {verb}[TXT001]", [RIGHT_FORM]) for verb in ("disable", "Ignore", "noqa", "ignroe")),
        *(
            (f"# newslint: {verb}[TXT001]", [RIGHT_FORM])
            for verb in ("ignore-line", "disable this line", "skip")
        ),
        *(
            (f"# newslint: ignore{form}", [RIGHT_FORM])
            for form in (" TXT001", ": TXT001", "=TXT001", "(TXT001)")
        ),
        *(
            (f"# newslint: ignore{form}", [RIGHT_FORM])
            for form in ("[TXT001", " TXT001]", "{TXT001}", " (TXT001)")
        ),
        *(
            (f"# {name}: ignore[TXT001]", [RIGHT_FORM])
            for name in ("NEWSLINT", "news-lint", "newlint", "newslinter")
        ),
        *(
            (f"{lead} ignore[TXT001]", [RIGHT_FORM])
            for lead in ("## newslint:", "# newslint :", "# newslint.")
        ),
        *(
            (f"# newslint: {verb}[TXT001]", [FILE_FORM])
            for verb in ("file-ignore", "ignore_file", "disable-file")
        ),
        ("# newslint-disable TXT001, TXT002 -- why", ["# newslint: ignore[TXT001, TXT002] -- why"]),
        ("# newslint: ignore TXT001 TXT002 why", ["# newslint: ignore[TXT001, TXT002] why"]),
        ("# newslint: ignore TXT001, because", ["# newslint: ignore[TXT001], because"]),
        ("# newslint: ignore[TXT001 as printed", ["# newslint: ignore[TXT001] as printed"]),
        ("# newslint: disable[nothing-like-it]", ["# newslint: ignore[nothing-like-it]"]),
        *(
            (f"# newslint: {form}", ["?"])
            for form in ("ignore", "ignore[]", "ignore[ , ]", "noqa", "skip-file")
        ),
        *(
            (f"# newslint: {form}", ["?"])
            for form in ("ignore this", "watch[TXT001]", "ignored by intention")
        ),
        *(
            (f"# newslint {prose}", [])
            for prose in ("checks this", "ignores this (see wiki)", "URL001 is wrong")
        ),
        *((text, []) for text in ("# newslint: ok", "# newslint: see (wiki)", "# newslinting", "# a", "#")),
    ],
)
def test_what_comments_say(text: str, said: list[str]) -> None:
    assert read(text, alone=False) == said
    assert read(text, alone=True) == said
    for form in said:
        if form.startswith("#"):
            assert read(form, alone=False)[0].startswith(("line ", "file "))


def test_the_next_line_can_only_be_meant_above_it() -> None:
    for text in ("# newslint: ignore-next-line[TXT001]", "# newslint: disable-next-line TXT001"):
        assert read(text, alone=True) == [RIGHT_FORM]
        assert read(text, alone=False) == ["?"]


def test_a_directive_may_stand_behind_the_comment_of_another_tool() -> None:
    text = "# yamllint disable-line # newslint: ignore[TXT001]"
    assert read(text, alone=False) == ["line TXT001"]
    assert read(text, alone=True) == [], "a field that was commented out looks like this"


# --- what removing them leaves ---


def apply_fix(source: Source, fix: PlacedFix) -> Source:
    (edit,) = fix.edits
    start = source.line_starts[edit.range.line - 1] + edit.range.column - 1
    end = source.line_starts[edit.range.end_line - 1] + edit.range.end_column - 1
    return Source(source.name, (source.text[:start] + edit.replacement + source.text[end:]).encode())


def rounds(text: str, choose: int) -> str:
    """Apply one fix after the other until nothing is found."""
    source = Source("a.md", text.encode())
    for _ in range(200):
        report = check([source], Settings(select_rules(BUILT_IN, ["NL", "TXT001", "FM009", "URL001"])))
        assert report.internal_errors == ()
        found = [finding for finding in report.findings if finding.code == "NL001"]
        if not found:
            return source.text
        fix = found[choose % len(found)].fix
        assert fix is not None
        source = apply_fix(source, fix)
    raise AssertionError("the fixes never end")


@given(contents().filter(lambda content: ">+" not in content), BREAKS, st.integers(0, 5))
def test_removing_all_that_is_unused_leaves_the_values(content: str, line_break: str, choose: int) -> None:
    def values(text: str) -> object:
        document = parse_document(Source("a.md", text.encode()), lambda _: None)
        assert document.root is not None
        return document.root.value

    text = block(content).replace("\n", line_break)
    left = rounds(text, choose)
    assert COMMENT not in left
    assert left.count("TXT002") == text.count("TXT002")
    assert values(left) == values(text)


@pytest.mark.parametrize("choose", range(4))
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: x # newslint: ignore[TXT001, TXT001]\n", "a: x\n"),
        ("a: x # newslint: ignore[TXT001, FM009,URL001] why\n", "a: x\n"),
        ("a: x # newslint: ignore[,TXT001 , ,FM009,]\n", "a: x\n"),
        ("a: x # newslint: ignore[TXT001] # newslint: ignore[FM009]\n", "a: x\n"),
        ("  # newslint: ignore[TXT001]  \n# newslint: ignore[TXT001]\na: x\n", "a: x\n"),
        ("# newslint: ignore[TXT001] # newslint: ignore-file[FM009] \t\na: x\n", "a: x\n"),
        ("a: x # yamllint disable # newslint: ignore[TXT001]\n", "a: x # yamllint disable\n"),
        ("a: yes # newslint: ignore[TXT001, FM009]\n", "a: yes # newslint: ignore[FM009]\n"),
        ("a: yes # newslint: ignore[FM009, TXT001]\n", "a: yes # newslint: ignore[FM009]\n"),
        ("a: | # newslint: ignore[TXT001]\n  x\n", "a: |\n  x\n"),
    ],
)
def test_what_fixes_remove(before: str, after: str, choose: int) -> None:
    assert rounds(f"---\n{before}---\n", choose) == f"---\n{after}---\n"


@pytest.mark.parametrize(
    "content",
    [f"{COMMENT}\n", f"{COMMENT} ", f"[x, {COMMENT}\n] : x\n", f"#{COMMENT}", "# newslint " * 3],
)
def test_many_comments_take_linear_time(content: str) -> None:
    def prepared(number: int) -> Work:
        text = f"---\n{content * number}\n---\n"

        def work() -> None:
            found = suppressions_of(text)
            silencer = Silencer(found)
            for suppression in found:
                silencer.silences("TXT001", int(suppression.first))

        return work

    assert growth(prepared, 300) < LINEAR


def test_only_comments_that_name_rules_are_kept_and_each_once() -> None:
    found = suppressions_of(
        "---\na: 1 # newslint: ignore[TXT001, NOT999]\n# newslint: ignore-file[TXT001]\n"
        "# newslint: ignore-file[TXT001]\n---\n"
    )
    assert sorted(str(one.codes) for one in found).count("None") == 1
    assert [(one.selector, one.first) for one in without_repeats(found)] == [("TXT001", 2), ("TXT001", 0)]
