"""A file that was renamed is known by what was found in it."""

import sys
from pathlib import Path

import pytest

from newslint import cli
from newslint.finding import Finding, Range, Severity
from newslint.lint.listing import standing_for
from newslint.run.baseline import Baseline, Entry, split
from newslint.run.renames import renamed

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
    return renamed(baseline, findings, str, there.__contains__, CODES)


def test_the_same_findings() -> None:
    assert names(known(a="xxy"), found(b="xyx")) == {"b": "a"}
    assert names(known(a="xxy"), found(b="xy")) == {}
    assert names(known(a="xy"), found(b="xxy")) == {}
    assert names(known(a="x"), found(b="y")) == {}


def test_a_file_that_is_still_there_is_no_other_one() -> None:
    assert names(known(a="x"), found(b="x"), "a") == {}
    assert names(known(a="x", b="y"), found(b="x")) == {}


def test_a_file_that_moved_may_have_changed() -> None:
    assert names(known(p_a="xyz"), found(q_a="xw")) == {"q/a": "p/a"}
    assert names(known(p_a="xyz"), found(q_a="w")) == {}
    # Which of two moved nobody knows, unless they have the same findings.
    assert names(known(p_a="xyz", q_a="xy"), found(r_a="x")) == {}
    assert names(known(p_a="xyz", q_a="xy"), found(r_a="xy")) == {"r/a": "q/a"}
    assert names(known(p_a="xyz"), found(q_a="x", r_a="x")) == {}


def test_each_file_is_one_other_file() -> None:
    assert names(known(a="x", b="x"), found(c="x", d="x", e="x")) == {"c": "a", "d": "b"}
    assert names(known(a="x", b="x", c="x"), found(d="x")) == {"d": "a"}
    assert names(known(p_a="x"), found(b="x", q_a="x")) == {"q/a": "p/a"}


def test_rules_that_were_not_asked_say_nothing() -> None:
    baseline = known(a="x")
    more = Baseline({**baseline.counts, Entry("a", "URL004", "u", "z"): 1})
    assert names(more, found(b="x")) == {"b": "a"}
    assert names(Baseline({Entry("a", "URL004", "u", "z"): 1}), found(b="x")) == {}


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
