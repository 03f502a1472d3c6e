"""What .gitignore files say: the same as git says."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.knowledge.gitignore import Rules, read_pattern

# What patterns are made of: all that means something, and some that doesn't.
PIECES = (
    "a", "b", "c", ".", "md", "*", "*", "**", "***", "**/", "/**", "/**/", "/", "/", "?", "[ab]", "[!a]",
    "[^b]", "[a-c]", "[c-a]", "[[:alpha:]]", "[[:digit:]-]", "[[:x:]]", "[]a]", "[]-a]", "[a-]", "[-a]",
    "[a\\]b]", "[\\a-c]", "[[:]", "[[:a]", "[[::]]", "[", "]", "\\", "\\*", "\\/", "\\ ", " ", "!", "#",
    "\t", "\r", "\udcc3", "é", "1", "[é]", "[\udc80-\udcff]", "-", "^", "[!]", "[]", "[a/b]", "\0", "foo",
    "[+--]", "[--a]", "{a,b}", "$", "(",
)  # fmt: skip
NAMES = (
    "a", "b", "c", "ab", "abc", "aab", "foo", "a.md", "b.md", "md", ".a", "1", "é", "\udcc3", "a b", "a ",
    "!a", "#a", "\\", "a\\", "*", "[", "]", "-", "^", "a\t", "a\n", "ba", "cab", "aé", "\r", "[a]",
    "{a,b}", " ", "$", "(",
)  # fmt: skip
# Few letters and many stars, so that much matches in more than one way.
FEW_PIECES = ("a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", "**/", "/**", "\\/", "\\a")
FEW_NAMES = ("a", "b", "ab", "ba", "aa", "aab", "abab", "bbb")


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def is_ignored(rules: Rules, path: str) -> bool:
    """As git asks: nothing below an ignored folder is taken back."""
    parts = path.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return any(rules.verdict(folder, folder=True) for folder in above) or bool(rules.verdict(path))


def ignored_by_git(folder: Path, files: list[bytes], paths: list[tuple[int, str]]) -> set[bytes]:
    """Which of the paths git ignores, each in the folder of one .gitignore; named by its number."""
    subprocess.run(["git", "init", "-q", folder], check=True)
    for number, data in enumerate(files):
        (folder / str(number)).mkdir()
        (folder / str(number) / ".gitignore").write_bytes(data)
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin", "-z"],
        cwd=folder,
        input=b"".join(os.fsencode(f"{number}/{path}") + b"\0" for number, path in paths),
        stdout=subprocess.PIPE,
        check=False,  # 1 says that nothing is ignored
    )
    assert done.returncode in (0, 1)
    return set(done.stdout.split(b"\0"))


def assert_same_as_git(folder: Path, files: list[bytes], paths: list[tuple[int, str]]) -> int:
    """Compare all verdicts; how many paths are ignored."""
    expected = ignored_by_git(folder, files, paths)
    rules = [Rules(data) for data in files]
    wrong = [
        (files[number], path)
        for number, path in paths
        if is_ignored(rules[number], path) != (os.fsencode(f"{number}/{path}") in expected)
    ]
    assert wrong == []
    return len(expected)


def generated(seed: int, count: int, few: bool) -> tuple[list[bytes], list[tuple[int, str]]]:  # noqa: FBT001
    """Files, and paths for each."""
    pick = random.Random(seed)
    pieces, names = (FEW_PIECES, FEW_NAMES) if few else (PIECES, NAMES)

    def line() -> str:
        pattern = "".join(pick.choices(pieces, k=pick.randrange(1, 9)))
        return pick.choice(("", "", "", "!")) + pattern + pick.choice(("", "", "", "/", " ", "\\ "))

    files: list[bytes] = []
    paths: list[tuple[int, str]] = []
    for number in range(count):
        lines = [line() for _ in range(pick.choice((1, 1, 1, 2, 4)))]
        text = pick.choice(("\n", "\n", "\r\n")).join(lines) + pick.choice(("", "\n", "\r"))
        files.append(pick.choice((b"", b"", b"\xef\xbb\xbf")) + os.fsencode(text))
        paths += [
            (number, "/".join(pick.choices(names, k=pick.choice((1, 1, 2, 2, 3, 4))))) for _ in range(30)
        ]
    return files, paths


@pytest.mark.parametrize("few", [False, True])
def test_the_same_as_git(few: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert assert_same_as_git(tmp_path, *generated(1, 300, few)) > 200


@pytest.mark.slow
@pytest.mark.parametrize("few", [False, True])
@pytest.mark.parametrize("seed", range(2, 12))
def test_the_same_as_git_for_many(seed: int, few: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert assert_same_as_git(tmp_path, *generated(seed, 1000, few)) > 500


def singles() -> Iterator[tuple[bytes, list[str]]]:
    """Files that each show one thing, and paths."""
    yield b"*.log\n!keep.log\n", ["a.log", "x/a.log", "keep.log", "x/keep.log"]
    yield b"!a\na\n", ["a"]
    yield b"drafts/\n!drafts/a\n", ["drafts", "drafts/a", "x/drafts/b"]
    yield b"drafts/*\n!drafts/a\n", ["drafts/a", "drafts/b", "x/drafts/b"]
    yield b"/a\nb/c\n", ["a", "x/a", "b/c", "x/b/c"]
    yield b"\xef\xbb\xbfa\nb", ["a", "\ufeffa", "b"]
    yield b"a\n\xef\xbb\xbfb", ["a", "\ufeffb", "b"]
    yield b"a\r\nb \r\nc\r\r\nd\r", ["a", "b", "b ", "c", "c\r", "d", "d\r"]
    yield b"a \nb\\ \nc\\  \nd\\\\ \ne\t\n  f\n", ["a", "b ", "b", "c ", "c  ", "d\\", "e", "e\t", "f", "  f"]
    yield b"#a\n\\#b\n #c\n!#d\n\\!e\n!!f\n", ["#a", "a", "#b", " #c", "#d", "!e", "!f"]
    yield b"a\\\n\\b\n\\\\c\nd\\/e\n", ["a", "a\\", "b", "\\c", "d/e"]
    yield b"a\0b\n\0\nc\n", ["a", "c"]
    yield b"\n\r\n \n/\n//\n!\n!/\n**//\na//b\n", ["a", "x/y", "\r", "a/b"]
    yield b"?\n??x\n", ["a", "é", "éx", "abx"]
    yield b"\xe9\n*\xff\n[\x80-\xc3]?x\n", ["\udce9", "é", "a\udcff", "éx", "\udc80\udc80x"]
    yield b"a\x0bb\na\x85\nx\x1cy\n", ["a\x0bb", "a", "b", "a\udc85", "x\x1cy", "x"]
    yield b"*/\n", ["a", "a/b"]
    yield b"**\n!*/\n!a\n", ["a", "b", "x/a", "x/b"]
    yield b"foo**/bar\n", ["foobar", "foo/bar", "foox/bar", "foox/y/bar", "x/foo/bar"]
    yield b"a/**/**/b\n**/c/**/\n", ["a/b", "a/x/y/b", "c", "c/x", "c/x/y"]
    yield b"A\n*.MD\n", ["a", "A", "x.md", "x.MD"]
    for opening in ("", "!", "^"):
        for name in (
            "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "xdigit", "ALPHA", "word", "",
        ):  # fmt: skip
            bytes_ = [os.fsdecode(bytes([code])) for code in range(1, 256) if code != ord("/")]
            yield f"x[{opening}[:{name}:]]y\n".encode(), [f"x{byte}y" for byte in bytes_]


def test_the_same_as_git_for_each_thing(tmp_path: Path) -> None:
    files, paths = zip(*singles(), strict=True)
    asked = [(number, path) for number, group in enumerate(paths) for path in group]
    assert assert_same_as_git(tmp_path, list(files), asked) > 100


def test_some_verdicts_that_need_no_git() -> None:
    rules = Rules(b"*.log\n!keep.log\ndrafts/\n/top\nnews/*.txt\n")
    paths = ("a.log", "x/keep.log", "drafts", "top", "x/top", "news/a.txt", "x/news/a.txt", "a.md")
    verdicts = [True, False, None, True, None, True, None, None]
    assert [rules.verdict(path) for path in paths] == verdicts
    assert rules.verdict("x/drafts", folder=True) is True


def test_lines_that_say_nothing() -> None:
    assert [line for line in ("", "# a", "   ", "!", "/", "!/", "! ") if read_pattern(line)] == []
