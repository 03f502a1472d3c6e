"""Inputs that once broke something, and a small share of what `make fuzz` does, the same in every run."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import articles
import fuzzer
import harnesses
import pytest
from harnesses import HARNESSES
from hypothesis import given, settings
from oracles import Broken, bounded, check_html, check_report, check_text
from yamlgen import BLOCKS

from newslint.config.selection import select_rules
from newslint.finding import Range, Report
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.reporters import Style
from newslint.rules import BUILT_IN
from newslint.source import Source

CORPUS = Path(__file__).parents[1] / "fuzz_corpus"
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
TRIED = {"article": 25, "flood": 2, "cache": 15, "comments": 40, "config": 40}
SOURCE = Source("a.md", b"---\ntitle: Caf\xc3\x83\xc2\xa9\n---\n")
(FINDING,) = check([SOURCE], Settings(select_rules(BUILT_IN, ["TXT001"]))).findings


@pytest.mark.slow
@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_kept_inputs(path: Path) -> None:
    HARNESSES[path.parent.name].replay(path.read_bytes())


def test_every_kept_input_says_why_it_is_kept() -> None:
    notes = (CORPUS / "README.md").read_text(encoding="utf-8")
    told = {line.split("`")[1] for line in notes.splitlines() if line.startswith("| `")}
    assert told == {f"{path.parent.name}/{path.name}" for path in KEPT}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARNESSES)
def test_made_inputs(kind: str) -> None:
    harness, random = HARNESSES[kind], Random(f"{kind} 7")
    for _ in range(TRIED.get(kind, 100)):
        harness.run(harness.make(random))


@pytest.mark.slow
@given(BLOCKS)
@settings(max_examples=15)
def test_front_matter_in_every_style(block: str) -> None:
    articles.run(f"---\n{block}---\nbody\n".encode())


def reported(**changes: object) -> Report:
    return Report(1, (FINDING._replace(**changes),))  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    "report",
    [
        reported(excerpt="title: Tea"),
        reported(range=Range(2, 8, 2, 99)),
        reported(range=Range(2, 9, 2, 8)),
        reported(message=""),
        Report(1, (FINDING,), ("TXT001 failed",)),
    ],
)
def test_wrong_findings_are_noticed(report: Report) -> None:
    check_report(reported(), SOURCE)
    with pytest.raises(Broken):
        check_report(report, SOURCE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("full", "a\x1b[2J"),
        ("full", "a\u202e"),
        ("full", "a\x85"),
        ("concise", "  ::error::x"),
        ("github", "::set-output name=x::y"),
        ("markdown", "##[group]x"),
    ],
)
def test_texts_that_act_are_noticed(name: str, text: str) -> None:
    check_text(name, "a.md:1:2 é\n", Style())
    check_text("full", "\x1b[31ma\x1b[0m", Style(color=True))
    with pytest.raises(Broken):
        check_text(name, text, Style())


@pytest.mark.parametrize(
    "text", ["<p><zqx onerror=zqx>", '<a zqx="1">', "<script>1</script><zqx>", '<a href="javascript:x">']
)
def test_markup_that_comes_through_is_noticed(text: str) -> None:
    check_html('<p title="&lt;zqx">&lt;zqx&gt;</p><script>"\\u003czqx"</script>')
    with pytest.raises(Broken):
        check_html(text)


def test_what_takes_long_is_noticed_and_given_up() -> None:
    done: list[str] = []

    def work() -> int:
        for number in range(200):
            done.extend(str(number))
        return len(done)

    assert bounded("digits", work, 600) == 490
    done.clear()
    with pytest.raises(Broken, match="digits takes bounded time"):
        bounded("digits", work, 100)
    assert 0 < len(done) < 490


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> fuzzer.Trier:
    """A kind of input that breaks where it has an `x` in it."""

    def run(data: bytes) -> None:
        if b"x" in data:
            raise Broken("no x", data)

    harness = replace(HARNESSES["globs"], run=run, replay=run)
    monkeypatch.setitem(harnesses.HARNESSES, "globs", harness)
    (tmp_path / "globs").mkdir()
    return fuzzer.Trier("globs", tmp_path)


def test_of_each_failure_the_shortest_input_is_kept(fragile: fuzzer.Trier, tmp_path: Path) -> None:
    for data in (b"axa", b"b", b"x", b"xxxx"):
        fragile(data)
    assert (fragile.tally.tried, fragile.tally.failures) == (4, {"no x": 3})
    assert (tmp_path / "globs" / "no-x.bin").read_bytes() == b"x"
    told = (tmp_path / "globs" / "no-x.txt").read_text()
    assert f"fuzzer.py globs --replay {tmp_path}/globs/no-x.bin" in told
    assert "Broken: no x" in told


@pytest.mark.slow
def test_the_fuzzer_runs_and_counts(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, fuzzer.__file__, "baseline", "--inputs", "20", "--out", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    name, tried, _, failures = done.stdout.splitlines()[-1].split()
    assert (name, failures) == ("baseline", "0")
    assert int(tried) == 20
