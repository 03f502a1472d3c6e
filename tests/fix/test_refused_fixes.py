"""Fixes that touch one value, one file or each other: which are applied, which wait, and which fail."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from test_cli import Run, run, write
from test_fixes import finding_at, parse, replacing

from newslint.document import Document, parse_document
from newslint.finding import Finding
from newslint.fix.rounds import MOST_ROUNDS, Round, apply_round, fix_source
from newslint.frontmatter.nodes import Limits
from newslint.source import Source

__all__ = ["run"]

TOGETHER = "together with others it would not read as intended"


def article(*lines: str) -> Source:
    return Source("a.md", "".join(f"{line}\n" for line in ("---", *lines, "---", "body")).encode())


def reasons(result: Round) -> list[tuple[str, str]]:
    return [(refusal.finding.path, refusal.reason) for refusal in result.refused]


def inserting(source: Source, path: str, before: str, text: str) -> Finding:
    at = source.text.index(before)
    return finding_at(source, path, (at, at, text))


# -- collections


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("[pier]", '"[pier]"', True),
        ("{pier: 1}", '"pier: 1"', True),
        ("[pier]", "7", False),
        ("[pier]", "{pier: 1}", False),
        ("[pier]", "[pier, quay]", False),
        ("pier", "[pier]", False),
    ],
)
def test_a_collection_becomes_text_at_most(old: str, new: str, allowed: bool) -> None:  # noqa: FBT001
    source = article(f"name: {old}", "width: 1")
    result = apply_round(source, [replacing(source, "name", old, new)], parse)
    assert result.source.data == article(f"name: {new if allowed else old}", "width: 1").data
    assert reasons(result) == ([] if allowed else [("name", "`name` would not read as intended")])


# -- several fixes on one value


def test_two_fixes_of_one_number_come_one_after_the_other() -> None:
    source = article("width: 10", "name: pier")
    grown = replacing(source, "width", "10", "20")
    renamed = replacing(source, "width", "width", "height")
    wrong = replacing(source, "name", "pier", '"pier')
    result = apply_round(source, [grown, wrong, renamed], parse)
    assert result.source.data == article("width: 20", "name: pier").data
    assert (result.applied, result.waiting) == ((grown,), (renamed,))
    assert [path for path, _ in reasons(result)] == ["name"]


@pytest.mark.parametrize(
    ("line", "first", "second", "after"),
    [
        ("name: 'the old pier'", ("the", "th''e"), ("pier", "quay"), "name: 'th''e old quay'"),
        ('name: "the old pier"', ("the", 'th\\"e'), ("pier", "qu\\u00e9"), 'name: "th\\"e old qu\\u00e9"'),
        ("name: the old pier", ("the", 'th"e'), ("pier", "qu'ay"), "name: th\"e old qu'ay"),
        ("name: the old pier", ("the ", ""), (" pier", ""), "name: old"),
    ],
)
def test_several_fixes_of_one_text_are_applied_at_once(
    line: str, first: tuple[str, str], second: tuple[str, str], after: str
) -> None:
    source = article(line)
    fixes = [replacing(source, "name", *first), replacing(source, "name", *second)]
    result = apply_round(source, fixes, parse)
    assert result.source.data == article(after).data
    assert (result.applied, reasons(result)) == (tuple(fixes), [])


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ('name: "caf\\u00e9 by the pier"', "0e9", "0e8"),  # begins inside an escape
        ('name: "caf\\u00e9 by the pier"', "f\\u00", "f\\u01"),  # ends inside one
        (
            "name: a pier by the pier",
            "a pier",
            "a\n  pier",
        ),  # what a line break reads as hangs on its neighbours
        ("name: 'by the pier'", "by", "b'"),  # a quote alone
        ('name: "by the pier"', "by", 'b", "c'),  # two texts
    ],
)
def test_a_fix_whose_effect_on_the_text_is_not_certain_waits(line: str, old: str, new: str) -> None:
    source = article(line)
    end = source.text.rindex("pier")
    certain = finding_at(source, "name", (end, end + 4, "quay"))
    result = apply_round(source, [certain, replacing(source, "name", old, new)], parse)
    assert (result.applied, len(result.waiting), reasons(result)) == ((certain,), 1, [])
    assert result.source.data == source.data.replace(b"pier'", b"quay'").replace(b'pier"', b'quay"').replace(
        b"the pier\n", b"the quay\n"
    )


def test_fixes_that_make_a_number_together_are_not_meant() -> None:
    source = article("name: x 1 y")
    at = source.text.index("x 1 y")
    first = finding_at(source, "name", (at, at + 2, ""), safety="unsafe")
    second = finding_at(source, "name", (at + 3, at + 5, ""), safety="unsafe")
    result = apply_round(source, [first, second], parse)
    assert result.source.data == article("name: 1 y").data
    assert reasons(result) == [("name", TOGETHER)]


def test_fixes_of_which_nothing_is_left_in_the_text_are_not_applied_together() -> None:
    source = article("name: the pier")
    first = inserting(source, "name", "the pier", " ")
    end = source.text.index("pier") + 4
    second = finding_at(source, "name", (end - 4, end, "pier "))
    result = apply_round(source, [first, second], parse)
    assert (result.applied, reasons(result)) == ((first,), [("name", TOGETHER)])
    assert result.source.data == article("name:  the pier").data


# -- fixes of the whole file


def test_several_fixes_of_the_whole_file_go_together() -> None:
    source = Source("a.md", b"\xef\xbb\xbf---\r\nname: pier\n---\nbody\n")
    mark = finding_at(source, "", (0, 1, ""))
    ending = finding_at(source, "", (4, 6, "\n"))
    result = apply_round(source, [mark, ending], parse)
    assert (result.applied, reasons(result)) == ((mark, ending), [])
    assert result.source.data == article("name: pier").data


def test_a_fix_must_not_open_front_matter_that_nobody_read() -> None:
    def parse_few(source: Source) -> Document:
        return parse_document(source, lambda _: None, limits=Limits(max_bytes=28))

    # With short line endings, the front matter is no longer too large.
    source = Source("a.md", b"---\r\nname: pier\r\nbeside: boat\r\n\r\n\r\n---\r\nbody\r\n")
    assert parse_few(source).root is None
    places = [match.start() for match in re.finditer("\r", source.text.partition("body")[0])]
    fix = finding_at(source, "", *((at, at + 1, "") for at in places))
    result = apply_round(source, [fix], parse_few)
    assert result.source.data == source.data
    assert reasons(result) == [("", "the front matter would be read in another way")]
    assert apply_round(source, [fix], parse).applied == (fix,)


# -- fixes that never end


def turning(
    path: str, words: Sequence[str], when: Callable[[Source], bool]
) -> Callable[[Source], list[Finding]]:
    """A check whose fix turns the word of a field into the next one, for ever."""

    def check(source: Source) -> list[Finding]:
        if not when(source):
            return []
        (word,) = re.findall(rf"^{path}: (\w+)$", source.text, re.MULTILINE)
        following = words[(words.index(word) + 1) % len(words)]
        at = source.text.index(f"{path}: {word}") + len(path) + 2
        return [finding_at(source, path, (at, at + len(word), following))]

    return check


def test_where_leaving_out_a_restless_fix_brings_another_nothing_is_changed() -> None:
    # `b` turns only while `a` is as it was, and `a` comes back to that in every third round.
    first = turning("a", ("one", "two", "three"), lambda _: True)
    second = turning("b", ("left", "right"), lambda source: "a: one" in source.text)
    assert MOST_ROUNDS % 3 == 1, "the last round must not be one in which both turn"
    source = article("a: one", "b: left", "c: old")

    def check(source: Source) -> Sequence[Finding]:
        done = [replacing(source, "c", "old", "new")] if "old" in source.text else []
        return [*first(source), *second(source), *done]

    result = fix_source(source, check, parse, lambda finding: finding.path != "nobody")
    assert result.source.data == source.data
    assert result.applied == ()
    assert (result.uncovered, result.is_unfinished) == (0, False)
    said = "can't be fixed safely: the fixes of this file don't come to an end in 10 rounds"
    assert [(f.path, f.fix, f.help) for f in result.refused] == [
        ("a", None, said),
        ("b", None, said),
        ("c", None, said),
    ]
    assert result.remaining == result.refused


def test_findings_without_a_wanted_fix_stay_as_they_are_beside_restless_ones() -> None:
    first = turning("a", ("one", "two", "three"), lambda _: True)
    second = turning("b", ("left", "right"), lambda source: "a: one" in source.text)
    source = article("a: one", "b: left", "c: old")

    def check(source: Source) -> Sequence[Finding]:
        unfixed = replacing(source, "c", "old", "new")._replace(fix=None)
        unwanted = replacing(source, "c", "old", "older")
        return [*first(source), *second(source), unfixed, unwanted]

    result = fix_source(source, check, parse, lambda finding: finding.path != "c")
    assert [f.path for f in result.refused] == ["a", "b"]
    assert result.remaining[2:] == tuple(check(source))[2:]


# -- what killed runs left


@pytest.fixture
def leftovers(run: Run) -> Iterator[list[Path]]:
    found = [write(f"{folder}.newslint-fix-{name}.tmp", "half") for folder in ("", "deep/") for name in "ab"]
    yield found
    assert run("check").status == 0


def test_what_killed_runs_left_goes_where_files_are_mended(run: Run, leftovers: list[Path]) -> None:
    for name in ("a.md", "b.md", "deep/c.md"):
        write(name, "---\ntitle: The harbourâ€™s cranes\n---\n")
    untouched = write("elsewhere/.newslint-fix-c.tmp", "half")
    assert run("check", "--fix").err == "newslint: fixed 3 findings in 3 files\n"
    assert not any(path.exists() for path in leftovers)
    assert untouched.exists()
