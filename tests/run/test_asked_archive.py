"""What all articles say of one, however few files are named: in reports, fixes, caches and baselines."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from calls import examined
from test_cli import Run, run, write

from newslint.run import projects as running
from newslint.run.discovery import Found

__all__ = ["examined", "run"]

CONFIG = 'corpus = ["news"]\nselect = ["FM009", "URL009"]\n'
LINK = "https://ferry.example.com/{}?utm_source=harbour"
WORD = (
    "news/zoo.md:3:8: FM009 `yes` is true to Jekyll, PyYAML and Hugo before 0.152, "
    "but text to Hugo since 0.152, Eleventy and Astro [*]"
)
HABIT = (
    "news/00.md:4:41: URL009 `canonical` carries tracking, as do 26 of 26 links to `ferry.example.com`: "
    "`utm_source`"
)
ALONE = "news/zoo.md:4:42: URL009 `canonical` carries tracking: `utm_source` [*]"
ALL = ("check", "--no-cache", "--output-format", "concise")


@pytest.fixture(autouse=True)
def _archive(run: Run) -> None:
    """More files than are worth a cache: with flags, and with the links of a partner."""
    del run
    for number in range(25):
        text = f"title: Quay {number}\nfront: true\ncanonical: {LINK.format(f'{number:02}')}\n"
        write(f"news/{number:02}.md", f"---\n{text}---\n")
    write("news/zoo.md", f"---\ntitle: Zoo\nfront: yes\ncanonical: {LINK.format('zoo')}\n---\n")
    write("newslint.toml", CONFIG)


def lines(output: str) -> list[str]:
    return [line for line in output.splitlines() if line.startswith("news/")]


def test_the_whole_archive(run: Run) -> None:
    told = run(*ALL)
    assert (told.status, lines(told.out)) == (1, [HABIT, WORD])


def test_few_files_with_the_archive_beside_them(run: Run) -> None:
    assert lines(run(*ALL, "news/zoo.md").out) == [WORD]
    assert lines(run(*ALL, "news/00.md").out) == [HABIT]
    assert lines(run(*ALL, "news/01.md").out) == []
    write("newslint.toml", CONFIG.replace("corpus", "#"))
    assert lines(run(*ALL, "news/zoo.md").out) == [WORD.removesuffix(" [*]"), ALONE]
    assert lines(run(*ALL, "--corpus", "news", "news/zoo.md").out) == [WORD]


def test_rules_that_compare_read_the_same_files(run: Run) -> None:
    write("newslint.toml", CONFIG.replace("]\n", ', "COR001"]\n').replace('"news", "COR001"', '"news"'))
    assert lines(run(*ALL, "news/zoo.md").out) == [WORD]
    assert lines(run(*ALL).out) == [HABIT, WORD]


def test_nothing_else_is_read_where_nobody_asks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Iterator[Found]:
        raise AssertionError

    monkeypatch.setattr(running, "_others", refuse)
    write("news/calm.md", "---\ntitle: Calm\nfront: true\n---\n")
    assert run("check", "news/calm.md").status == 0


def test_a_remembered_run_tells_the_same(run: Run, examined: list[str]) -> None:
    cached = ("check", "--output-format", "json")
    first = run(*cached)
    assert len(examined) == 2 * 26  # each carries a link that is a habit
    examined.clear()
    assert run(*cached) == first
    assert len(examined) == 26
    assert [f["severity"] for f in json.loads(first.out)["findings"]] == ["info", "warning"]
    # Another file changes what is said of one that is remembered.
    write("news/07.md", "---\ntitle: Quay\nfront: left\n---\n")
    assert lines(run("check", "--output-format", "concise").out) == [
        HABIT.replace("26", "25"),
        WORD.removesuffix(" [*]"),
    ]


def test_the_severity_of_one_finding_is_remembered(run: Run) -> None:
    write("newslint.toml", 'select = ["DAT"]\n')
    write("news/date.md", "---\ntitle: Dates\ndate: 31/12/24\n---\n")
    first = run("check", "--output-format", "json").out
    assert [finding["severity"] for finding in json.loads(first)["findings"]] == ["warning"]
    assert run("check", "--output-format", "json").out == first


@pytest.mark.parametrize("paths", [[], ["news/zoo.md"]], ids=["all", "hook"])
def test_fixes_go_by_all_articles(run: Run, paths: list[str]) -> None:
    shown = run("check", "--diff", "--unsafe-fixes", *paths)
    assert [line for line in shown.out.splitlines() if line[:1] in "+-"][2:] == [
        "-front: yes",
        "+front: true",
    ]
    assert run("check", "--fix", *paths).status == 1
    assert "front: yes" in Path("news/zoo.md").read_text()
    fixed = run("check", "--fix", "--unsafe-fixes", "--output-format", "concise", *paths)
    assert fixed.err == "newslint: fixed 1 finding in 1 file\n"
    assert lines(fixed.out) == ([] if paths else [HABIT])
    assert (
        Path("news/zoo.md").read_text()
        == f"---\ntitle: Zoo\nfront: true\ncanonical: {LINK.format('zoo')}\n---\n"
    )
    assert run("check", "--diff", "--unsafe-fixes", *paths).out == ""


def test_fixes_go_by_all_articles_in_later_rounds(run: Run) -> None:
    write("newslint.toml", CONFIG.replace('"FM009"', '"FM009", "TXT001"'))
    write("news/zoo.md", "---\ntitle: CafÃ©\nfront: yes\n---\n")
    run("check", "--fix", "--unsafe-fixes", "news/zoo.md")
    assert Path("news/zoo.md").read_text("utf-8") == "---\ntitle: Café\nfront: true\n---\n"


def test_a_baseline_knows_both(run: Run) -> None:
    assert run("check", "--update-baseline", "--baseline", "known.json").status == 0
    assert run("check", "--baseline", "known.json").status == 0
    assert run("check", "--baseline", "known.json", "news/zoo.md").status == 0
    write(
        "news/zoo.md", f"---\ntitle: Zoo\nfront: yes\ncanonical: {LINK.format('zoo')}&utm_medium=mail\n---\n"
    )
    told = run("check", "--baseline", "known.json", "--output-format", "concise").out
    assert [line.split()[1] for line in lines(told)] == ["URL009"]


def test_comments_silence_what_the_archive_decides(run: Run) -> None:
    write("newslint.toml", CONFIG.replace('"FM009"', '"FM009", "NL001"'))
    write(
        "news/zoo.md",
        "---\ntitle: Zoo\nfront: yes # newslint: ignore[FM009]\n"
        f"canonical: {LINK.format('zoo')} # newslint: ignore[URL009]\n---\n",
    )
    told = lines(run(*ALL).out)
    assert [line.split()[:2] for line in told] == [
        ["news/00.md:4:41:", "URL009"],
        # Nothing is told of a habit there, so that there is nothing to silence.
        ["news/zoo.md:4:80:", "NL001"],
    ]
    assert [line.split()[:2] for line in lines(run(*ALL, "news/zoo.md").out)] == [
        ["news/zoo.md:4:80:", "NL001"]
    ]
