"""A file that was renamed is known by what was found in it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from newslint import cli
from newslint.finding import Finding, Range, Severity
from newslint.lint.listing import standing_for
from newslint.run.baseline import Baseline, Entry, split
from newslint.run.git import renamed as git_renames
from newslint.run.renames import Files, renamed

CODES = {"TXT001", "TXT002"}


def finding(file: str, digest: str, code: str = "TXT001") -> Finding:
    place = Range(1, 1, 1, 2)
    return Finding(code, "a-rule", Severity.WARNING, "wrong", file, place, "tags[3]", None, None, "", digest)


def known(**files: str) -> Baseline:
    """The digests of each file, one letter each; `a_b` is the file `a/b`."""
    counts: dict[Entry, int] = {}
    for file, digests in files.items():
        for digest in digests:
            entry = Entry(file.replace("_", "/"), "TXT001", "tags[]", digest)
            counts[entry] = counts.get(entry, 0) + 1
    return Baseline(counts)


def found(**files: str) -> list[Finding]:
    return [finding(file.replace("_", "/"), digest) for file, digests in files.items() for digest in digests]


def names(baseline: Baseline, findings: list[Finding], *there: str) -> dict[str, str]:
    return renamed(baseline, findings, Files(str, there.__contains__, lambda _: {}), CODES)


def test_the_same_findings() -> None:
    assert names(known(a="xxy"), found(b="xyx")) == {"b": "a"}
    assert names(known(a="xxy"), found(b="xy")) == {}
    assert names(known(a="xy"), found(b="xxy")) == {}
    assert names(known(a="x"), found(b="y")) == {}
    assert names(known(a="x"), found(b="x")) == {}, "one finding may be that of another file"
    assert names(known(a="xy"), found(b="xy")) == {"b": "a"}


def test_two_files_that_exchange_their_names() -> None:
    assert names(known(a="xy", b="z"), found(a="z", b="xy"), "a", "b") == {"a": "b", "b": "a"}
    assert names(known(a="xy", b="z"), found(a="z", b="xyy"), "a", "b") == {}
    assert names(known(a="xy", b="z"), found(a="zz", b="xy"), "a", "b") == {}
    assert names(known(a="xy", b="z"), found(b="xy"), "a", "b") == {}
    assert names(known(a="xy", b="xy"), found(a="xy", b="xy"), "a", "b") == {}
    assert names(known(a="x", b="y", c="z"), found(a="y", b="z", c="x"), "a", "b", "c") == {}
    four = known(a="x", b="x", c="y", d="y")
    assert names(four, found(a="y", b="y", c="x"), "a", "b", "c", "d") == {"a": "c", "c": "a"}
    both = names(known(a="xy", b="z", c="vw"), found(a="z", b="xy", d="vw"), "a", "b")
    assert both == {"a": "b", "b": "a", "d": "c"}
    unasked = [finding("a", "z", "DAT001"), finding("b", "xy")]
    assert names(known(a="x", b="z"), unasked, "a", "b") == {}


def test_what_git_saw() -> None:
    asked: list[list[str]] = []

    def by_git(files: Sequence[str]) -> dict[str, str]:
        asked.append(list(files))
        return {"b": "a", "e": "d", "f": "c"}

    def said(baseline: Baseline, findings: list[Finding], *there: str) -> dict[str, str]:
        return renamed(baseline, findings, Files(str, there.__contains__, by_git), CODES)

    assert said(known(a="x", c="yz"), found(b="w", d="yz")) == {"b": "a", "d": "c"}
    assert asked.pop() == ["b", "d", "a", "c"]
    assert said(known(a="x"), found(b="x"), "a") == {}
    assert said(known(a="x"), found(a="x")) == {}
    assert asked == []


def test_a_file_that_is_still_there_is_no_other_one() -> None:
    assert names(known(a="xy"), found(b="xy"), "a") == {}
    assert names(known(a="xy", b="z"), found(b="xy")) == {}


def test_a_file_that_moved_may_have_changed() -> None:
    assert names(known(p_a="xyz"), found(q_a="xw")) == {"q/a": "p/a"}
    assert names(known(p_a="xyz"), found(q_a="w")) == {}
    # Which of two moved nobody knows, unless they have the same findings.
    assert names(known(p_a="xyz", q_a="xy"), found(r_a="x")) == {}
    assert names(known(p_a="xyz", q_a="xy"), found(r_a="xy")) == {"r/a": "q/a"}
    assert names(known(p_a="xyz"), found(q_a="x", r_a="x")) == {}


def test_each_file_is_one_other_file() -> None:
    assert names(known(a="xy", b="xy"), found(c="xy", d="xy", e="xy")) == {"c": "a", "d": "b"}
    assert names(known(a="xy", b="xy", c="xy"), found(d="xy")) == {"d": "a"}
    assert names(known(p_a="xy"), found(b="xy", q_a="x")) == {"q/a": "p/a"}


def test_rules_that_were_not_asked_say_nothing() -> None:
    baseline = known(a="xy")
    more = Baseline({**baseline.counts, Entry("a", "URL004", "u", "z"): 1})
    assert names(more, found(b="xy")) == {"b": "a"}
    assert names(Baseline({Entry("a", "URL004", "u", "z"): 1}), found(b="xy")) == {}


def test_findings_that_are_counted_only() -> None:
    more = standing_for(finding("b", "x"), 2, {("tags[]", "x"): 1, ("tags[]", "y"): 1})
    assert names(known(a="xxy"), [finding("b", "x"), more]) == {"b": "a"}
    assert names(known(a="xxyy"), [finding("b", "x"), more]) == {}


def test_what_is_known_by_another_name() -> None:
    compared = split(found(b="xxz"), known(a="xxy"), Path(), {"b": "a"})
    assert [one.digest for one in compared.new] == ["z"]
    assert compared.known == 2
    assert compared.gone == {Entry("a", "TXT001", "tags[]", "y"): 1}


@pytest.mark.parametrize("to", ["content/c.md", "posts/a.md"])
def test_a_run_after_a_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("newslint.toml", "content/a.md", "posts/b.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", encoding="utf-8")

    def check(*more: str) -> tuple[int, bool]:
        monkeypatch.setattr(sys, "argv", ["newslint", "check", "--no-cache", *more, "."])
        status = cli.main()
        return status, "2 known from the baseline" in capsys.readouterr().out

    Path("content/a.md").write_text("---\ntitle: The cafÃ©\ntags: [NO]\n---\n", encoding="utf-8")
    assert check("--update-baseline")[0] == 0
    Path("content/a.md").rename(to)
    assert check() == (0, True)
    Path(to).write_text("---\ntitle: The cafÃ©\ntags: [NO]\nnote: naÃ¯ve\n---\n", encoding="utf-8")
    # A file of another name and other findings may be another file.
    assert check() == (1, to == "posts/a.md")


def git(*arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("baseline", [False, True])
def test_what_git_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, committed: bool, baseline: bool
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.chdir(site)
    known_in = Path("newslint-baseline.json")
    assert git_renames(known_in, ["a.md", "b.md"]) == {}, "no repository"
    git("init", "--quiet", "..")
    assert git_renames(known_in, ["a.md", "b.md"]) == {}, "no commit"
    for name in ("a.md", "c.md", known_in.name if baseline else "other.json"):
        Path(name).write_text(f"---\ntitle: {name}\n---\n" + f"{name}\n" * 20, encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "one")
    git("mv", "a.md", "b.md")
    git("mv", "c.md", "[d] ü.md")
    if committed:
        git("commit", "--quiet", "-m", "two")
    is_known = baseline or not committed  # since the baseline was committed, or else the last commit
    both = {"b.md": "a.md", "[d] ü.md": "c.md"}
    assert git_renames(known_in, ["a.md", "b.md", "c.md", "[d] ü.md"]) == (both if is_known else {})
    one = {"b.md": "a.md"} if is_known else {}
    assert git_renames(known_in, ["a.md", "b.md"]) == one
    assert git_renames(known_in, ["b.md"]) == {}
    assert git_renames(known_in, ["a.md", "b.md", *map(str, range(498))]) == one
    assert git_renames(known_in, ["a.md", "b.md", *map(str, range(499))]) == {}
