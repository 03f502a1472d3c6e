"""Patterns for file names."""

from pathlib import Path

import pytest

from newslint.config.globs import Globs, mistakes_in

BASE = Path("/site")


@pytest.mark.parametrize(
    ("patterns", "matched", "passed_over"),
    [
        (["*.md"], ["a.md", "deep/er/a.md"], ["a.txt"]),
        (["news/*.md"], ["news/a.md"], ["deep/news/a.md", "news/deep/a.md"]),
        (["news/**/*.md"], ["news/a.md", "news/x/y/a.md"], ["a.md"]),
        (["/a.md"], ["a.md"], ["x/a.md"]),
        (["drafts/"], ["drafts/a.md", "x/drafts/y/a.md"], ["drafts", "drafts.md"]),
        (["*.md", "!keep.md"], ["a.md"], ["keep.md", "x/keep.md"]),
        (["news/ "], ["news/a.md"], ["news /a.md"]),
        ([r"news\ "], ["news /a.md"], ["news/a.md"]),
        ([r"\#a.md"], ["#a.md"], ["a.md"]),
        ([r"a.md", "# a comment"], ["a.md"], ["# a comment"]),
        (["A.md"], ["A.md"], ["a.md"]),
        (["[ab].md"], ["a.md", "b.md"], ["c.md"]),
        (["[[:upper:]]*.md"], ["A.md", "x/Bc.md"], ["a.md"]),
        (["caf?.md"], ["café.md"], ["cafés.md"]),
        (["caf[à-ý].md"], ["café.md"], ["cafe.md"]),
        (["n?ws/"], ["news/a.md", "x/n\nws/y/a.md"], ["news", "nws/a.md"]),
        (["a*" * 30 + "b"], ["a" * 30 + "b"], ["a" * 60]),
        (["??"], ["ab", "x/ab", "ab/c.md"], ["a", "abc"]),
        (["news/"], ["news/a.md", "x/news/a.md"], ["news", "newsx/a.md", "xnews/a.md"]),
        (["news/2*/"], ["news/20/a.md"], ["news/2", "news/1/a.md", "x/news/20/a.md"]),
        (["/news/20/"], ["news/20/a.md"], ["news/20", "news/201/a.md"]),
        (["news/20"], ["news/20", "news/20/a.md"], ["news/201", "x/news/20"]),
        (["content/**"], ["content/a.md", "content/x/y.md"], ["content", "x/content/a.md"]),
        (["**/drafts/**/b.md"], ["drafts/b.md", "x/drafts/y/z/b.md", "drafts/b.md/c"], ["drafts/a.md"]),
        (["content/", "!content/a.md"], ["content/b.md", "content/x/a.md"], ["content/a.md"]),
        (["!a.md", "content/"], ["content/b.md"], ["content/a.md", "a.md"]),
        (["content/", "!content/x/"], ["content/a.md"], ["content/x/a.md"]),
        (["*.md", "!drafts/"], ["a.md", "drafts/a.md"], ["drafts/a.txt"]),
        # Brackets that never close match nothing, for git too.
        (["a[b", "x/a[b", "c.md"], ["c.md"], ["a[b", "ab", "x/ab"]),
    ],
)
def test_patterns_have_the_syntax_of_gitignore(
    patterns: list[str], matched: list[str], passed_over: list[str]
) -> None:
    globs = Globs([(BASE, patterns)])
    assert [name for name in matched + passed_over if globs.match(f"/site/{name}")] == matched


def test_patterns_say_nothing_of_files_outside_their_folder() -> None:
    globs = Globs([(BASE, ["*.md"])])
    assert not globs.match("/sites/a.md")
    assert not globs.match("/a.md")


def test_a_folder_matches_the_pattern_of_a_folder() -> None:
    globs = Globs([(BASE, ["drafts/"])])
    assert globs.match("/site/drafts", folder=True)
    assert not globs.match("/site/drafts")


def test_a_folder_matches_as_what_lies_in_it_does() -> None:
    assert not Globs([(BASE, ["drafts/**", "!drafts/a.md"])]).match("/site/drafts", folder=True)
    assert Globs([(BASE, ["drafts/**"])]).match("/site/drafts/x", folder=True)
    assert not Globs([(BASE, ["content/*"])]).match("/site/content", folder=True)
    assert Globs([(BASE, ["*"])]).match("/site/content", folder=True)
    assert Globs([(BASE, ["n?ws"])]).match("/site/news", folder=True)


def test_of_patterns_from_several_files_one_match_is_enough() -> None:
    both = Globs([(BASE, ["*.md", "!a.md"])]) | Globs([(BASE / "x", ["a.md"])])
    assert both.patterns == ["*.md", "!a.md", "a.md"]
    assert [both.match(f"/site/{name}") for name in ("a.md", "x/a.md", "x/b.md")] == [False, True, True]


def test_no_patterns_match_nothing() -> None:
    assert not Globs()
    assert not Globs([(BASE, [])])
    assert not Globs().match("/site/a.md")


@pytest.mark.parametrize(
    ("patterns", "words"),
    [
        (["!"], "has a syntax that .gitignore doesn't know"),
        (["a\\"], "has a syntax that .gitignore doesn't know"),
        (["a[z-a]"], "has a syntax that .gitignore doesn't know"),
        (["[[:alhpa:]]"], "has a syntax that .gitignore doesn't know"),
        (["a[b"], "has a syntax that .gitignore doesn't know"),
        (["content/**/a[z-a]"], "has a syntax that .gitignore doesn't know"),
        (["!/"], "has a syntax that .gitignore doesn't know"),
        (["../drafts/"], "never matches"),
        (["./drafts/"], "never matches"),
        (["!x/../y"], "never matches"),
        (["# drafts"], "stands for no file"),
        (["/"], "stands for no file"),
        (["   "], "stands for no file"),
        (["!keep.md"], "takes back what patterns before it match"),
    ],
)
def test_a_pattern_that_can_match_nothing_is_a_mistake(patterns: list[str], words: str) -> None:
    ((index, why),) = mistakes_in(patterns)
    assert index == 0
    assert words in why


def test_every_mistake_is_told_and_right_patterns_have_none() -> None:
    assert [index for index, _ in mistakes_in(["*.md", "../x", "!keep.md", "!"])] == [1, 3]
    sound = ["*.md", "!keep.md", "a..b", "...", "x/", "/y", r"\#z", "**", "[[:alpha:]]/[]a]", "a*" * 99 + "b"]
    assert not list(mistakes_in(sound))


def test_a_long_pattern_is_cut_in_messages() -> None:
    ((_, why),) = mistakes_in(["../" + "x" * 9999])
    assert len(why) < 250
