"""Which files `newslint init` takes for articles, and the patterns that bind these and no others."""

from pathlib import PurePosixPath

import pytest

from newslint.start import articles
from newslint.start.patterns import Patterns, exactly, make_exact

Paths = set[PurePosixPath]


def paths(*names: str) -> Paths:
    return set(map(PurePosixPath, names))


def rows(pattern: str, count: int) -> Paths:
    return paths(*(pattern.format(number) for number in range(1, count + 1)))


# -- names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("_index.md", True),
        ("index.md", True),
        ("INDEX.html", True),
        ("_index.es.md", True),
        ("index.pt-br.md", True),
        ("_index.zh_Hans.md", True),
        ("index-2.md", False),
        ("my_index.md", False),
        ("index.draft1.md", False),
    ],
)
def test_pages_of_folders_have_names_of_their_own(name: str, *, expected: bool) -> None:
    assert articles.is_index(PurePosixPath("a", name)) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("README.md", True),
        ("readme.de.md", True),
        ("LICENSE.txt", True),
        ("licence.md", True),
        ("CHANGELOG.md", True),
        ("contributing.md", True),
        ("security.md", False),
        ("readme-first.md", False),
    ],
)
def test_pages_about_the_archive_have_names_of_their_own(name: str, *, expected: bool) -> None:
    assert articles.is_beside(PurePosixPath("a", name)) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/_part.md", True),
        ("posts/_parts/a.md", True),
        ("posts/a.md", False),
        ("posts/_index.md", False),
        ("_posts/a.md", False),
        ("_posts/_a.md", True),
    ],
)
def test_a_mark_below_the_collection_puts_a_file_aside(path: str, *, expected: bool) -> None:
    found = PurePosixPath(path)
    assert articles.is_put_aside(found, found.parts[:1]) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% include a %}", True),
        ("{{< note >}}", True),
        ("  <div>", True),
        ("<!-- a -->", True),
        ("<% a %>", True),
        ("import A from './a'\n", True),
        ("export const a = 1\n", True),
        (":::tip\n", True),
        ("# Pier\n", False),
        ("Important news", False),
        ("<3 the pier", False),
    ],
)
def test_what_is_included_opens_as_code_does(text: str, *, expected: bool) -> None:
    assert articles.opens_as_included(text) is expected


@pytest.mark.parametrize(
    ("names", "titled", "roles"),
    [
        (["2023-05-02-a.md", "2023-5-2-b.md", "c.md"], False, {"published"}),
        (["2023-05-02-a/index.md"], False, {"published"}),
        (["2023-05-02-a.md", "b.md"], False, set()),
        (["2023-05-02-x/y/index.md"], False, set()),
        (["a.md"], True, {"headline"}),
        (["a.md"], False, set()),
    ],
)
def test_names_and_generators_give_what_fields_lack(
    names: list[str], roles: set[str], *, titled: bool
) -> None:
    assert articles.given_elsewhere(map(PurePosixPath, names), titled=titled) == roles


# -- pages of folders

DEEP = {("posts",): 1, ("posts", "deep"): 1, (): 0}


@pytest.mark.parametrize(
    ("files", "marked", "found"),
    [
        # Whatever is marked; whatever lies where its collection begins.
        (
            ["posts/_index.md", "posts/deep/_index.es.md"],
            True,
            ["posts/_index.md", "posts/deep/_index.es.md"],
        ),
        (["posts/index.md", "posts/a.md"], False, ["posts/index.md"]),
        (["posts/index.md", "posts/a.md"], True, ["posts/index.md"]),
        (["posts/index.md", "posts/deep/a.md"], True, ["posts/index.md"]),
        (["posts/index.md"], False, ["posts/index.md"]),
        (["posts/index.md"], True, []),
        # Deeper down, where others lie beside or below.
        (["posts/deep/index.md", "posts/deep/a.md"], False, ["posts/deep/index.md"]),
        (["posts/deep/index.md", "posts/deep/er/a.md"], False, ["posts/deep/index.md"]),
        (["posts/deep/index.md", "posts/deep/a.md"], True, []),
        (["posts/deep/index.md", "posts/deep/a.txt"], False, []),
        (["posts/deep/index.md", "posts/deep/_part.md"], False, []),
        (["posts/deep/index.md"], False, []),
    ],
)
def test_pages_that_stand_for_others(files: list[str], found: list[str], *, marked: bool) -> None:
    assert articles.sections(paths(*files), DEEP, are_marked=marked) == paths(*found)


@pytest.mark.parametrize(("bundles", "found"), [(4, 0), (3, 1)])
def test_notes_beside_one_of_many_make_no_section(bundles: int, found: int) -> None:
    files = rows("posts/day-{}/index.md", bundles + 1) | paths("posts/day-1/notes.md")
    homes = {path.parts[:-1]: 1 for path in files}
    assert len(articles.sections(files, homes, are_marked=False)) == found


# -- files that forgot their front matter


def lost(
    bare: Paths, around: Paths, included: Paths | None = None, *, optional: bool = False, titled: bool = False
) -> Paths:
    return articles.lost(bare, around, included or set(), optional=optional, titled=titled)


def test_a_file_in_a_row_of_others_forgot_its_front_matter() -> None:
    row = rows("en/page-{}.md", 6)
    own = paths("en/page-7.md")
    assert lost(own, row) == own
    assert lost(own, row, optional=True) == own
    assert lost(own, row, optional=True, titled=True) == set()
    assert lost(own, row, included=own) == set()
    assert lost(paths("en/other.md"), row) == set()
    assert lost(paths("de/page-7.md"), row) == set()
    # A third of a row may lack it, and a row is three.
    assert lost(rows("en/page-1{}.md", 2), row) == rows("en/page-1{}.md", 2)
    assert lost(rows("en/page-1{}.md", 3), row) == set()
    assert lost(own, rows("en/page-{}.md", 3)) == own
    assert lost(own, rows("en/page-{}.md", 2)) == set()


def test_where_pages_lack_nothing_only_a_slip_among_many_forgot_it() -> None:
    own = paths("en/page-99.md")
    assert lost(own, rows("en/page-{}.md", 18), titled=True) == set()
    assert lost(own, rows("en/page-{}.md", 19), titled=True) == own
    assert lost(own | paths("en/page-98.md"), rows("en/page-{}.md", 19), titled=True) == set()


def test_days_in_names_make_a_row() -> None:
    row = paths("a/2023-05-02-ferry.md", "a/2023-05-03-crane.md", "a/2023-06-02-storm.md")
    own = paths("a/2024-01-01-tide.md")
    assert lost(own, row) == own


NAMES = [f"{a}{b}.md" for a in "abcdef" for b in "ghijkl"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a/forgot.md", True),
        ("a/README.md", False),
        ("a/summary.md", False),
        ("a/toc-left.md", False),
        ("a/TODO.md", False),
        ("b/forgot.md", False),
        ("a/forgot.txt", False),
    ],
)
def test_one_of_many_names_without_a_row_forgot_it(name: str, *, found: bool) -> None:
    around = paths(*(f"a/{each}" for each in NAMES))
    own = paths(name)
    assert lost(own, around) == (own if found else set())
    assert lost(own, around, optional=True) == set()


def test_more_than_slips_are_a_habit() -> None:
    around = paths(*(f"a/{each}" for each in NAMES))
    assert lost(paths("a/xx.md", "a/xy.md"), around) == set()
    assert lost(paths("a/xx.md"), around) == paths("a/xx.md")


@pytest.mark.parametrize(("endings", "found"), [(1, False), (2, True)])
def test_files_of_a_rare_ending_are_something_else(endings: int, *, found: bool) -> None:
    around = paths(*(f"a/{each}" for each in NAMES), *(f"a/{each[:2]}.txt" for each in NAMES[:endings]))
    own = paths("a/forgot.txt")
    assert lost(own, around) == (own if found else set())


def test_half_of_a_folder_in_rows_leaves_no_other_names() -> None:
    alone = paths(*(f"a/{each}" for each in NAMES[:20]))
    own = paths("a/forgot.md")
    assert lost(own, alone | rows("a/day-{}.md", 19)) == own
    assert lost(own, alone | rows("a/day-{}.md", 20)) == set()


# -- patterns


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("a/b.md", "/a/b.md"),
        ("a.md", "/a.md"),
        ("a [1]/b*?.md", "/a \\[1\\]/b\\*\\?.md"),
        ("!a/#b ", "/\\!a/\\#b\\ "),
    ],
)
def test_a_pattern_for_one_path(path: str, pattern: str) -> None:
    assert exactly(path) == pattern
    assert Patterns([pattern]).taken([path, "a/b.mdx", "x/a.md"]) == {path}


def bound(own: set[str], others: set[str], *globs: str) -> tuple[list[str], list[str]]:
    patterns = Patterns([*globs])
    make_exact([(patterns, own)], own | others)
    assert patterns.taken(own | others) == own
    return patterns.files, patterns.exclude


@pytest.mark.parametrize(
    ("others", "exclude"),
    [
        ((), []),
        (("a/_part.md", "a/b/_other.md"), ["_*.md"]),
        (("a/_parts/x.md", "a/b/_parts/y.md"), ["_parts/"]),
        (("a/b/README.md",), ["**/README.md"]),
        (("a/c/x.md", "a/c/y.md"), ["/a/c/"]),
        (("a/c/x.md",), ["/a/c/x.md"]),
        (("a/toc.md", "a/b/toc.md"), ["**/toc.md"]),
        (("a/b/x [1].md",), ["/a/b/x \\[1\\].md"]),
        (("a/_part.md", "a/c/x.md", "a/c/y.md", "a/z.md"), ["/a/c/", "_*.md", "/a/z.md"]),
    ],
)
def test_what_a_collection_is_without(others: tuple[str, ...], exclude: list[str]) -> None:
    own = {"a/one.md", "a/b/two.md", "a/b/three.md"}
    assert bound(own, {*others}, "/a/**/*.md") == (["/a/**/*.md"], exclude)


def test_marks_and_names_that_articles_have_exclude_nothing() -> None:
    assert bound({"a/_one.md"}, {"a/_two.md"}, "/a/**/*.md")[1] == ["/a/_two.md"]
    assert bound({"a/_b/one.md"}, {"a/c/_b/two.md"}, "/a/**/*.md")[1] == ["/a/c/_b/two.md"]
    assert bound({"a/README.md"}, {"a/b/README.md"}, "/a/**/*.md")[1] == ["/a/b/README.md"]
    assert bound({"a/x.md"}, {"a/b/x.md", "a/c/x.md"}, "/a/**/*.md")[1] == ["/a/b/x.md", "/a/c/x.md"]


def test_what_the_patterns_miss_is_named() -> None:
    assert bound({"a/one.md", "b/two.md"}, set(), "/a/**/*.md") == (["/a/**/*.md", "/b/two.md"], [])


def test_a_file_left_out_of_one_collection_falls_to_no_other() -> None:
    inner, outer = Patterns(["/a/b/**/*.md"]), Patterns(["/a/**/*.md"])
    paths = {"a/b/one.md", "a/b/bare.md", "a/two.md"}
    make_exact([(inner, {"a/b/one.md"}), (outer, {"a/two.md"})], paths)
    assert (inner.exclude, outer.exclude) == (["/a/b/bare.md"], ["/a/b/bare.md"])
    assert outer.taken(paths - inner.taken(paths)) == {"a/two.md"}


def test_later_patterns_need_not_name_what_earlier_ones_took() -> None:
    inner, outer = Patterns(["/a/b/**/*.md"]), Patterns(["/a/**/*.md"])
    make_exact([(inner, {"a/b/one.md"}), (outer, {"a/two.md"})], {"a/b/one.md", "a/two.md"})
    assert (inner.exclude, outer.exclude) == ([], [])
