"""The examples of docs/api.md do what stands below them."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

import newslint

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ARTICLE = """\
---
title: Ferries return {}
author: Ada
webUrl: https://harbour.example/ferries
date: 2026-03-02
---
"""
SITE = {
    "site/newslint.toml": '[[collections]]\nname = "news"\nfiles = ["news/*.md"]\nschema = "news.json"\n',
    "site/news.json": (
        '{"x-newslint-role": "article", "required": ["author"], "properties": {'
        '"title": {"x-newslint-role": "headline"}, "webUrl": {"x-newslint-role": "canonical-url"},'
        '"date": {"x-newslint-role": "published"}}}'
    ),
    "records/newslint.toml": '[[collections]]\nfiles = ["*"]\nschema = "story.json"\n',
    "records/story.json": (
        '{"x-newslint-role": "article", "properties": {"headline": {"x-newslint-role": "headline"},'
        '"link": {"x-newslint-role": "canonical-url"}, "date": {"x-newslint-role": "published"}}}'
    ),
    "site/news/a.md": ARTICLE.format("today"),
    "site/news/b.md": ARTICLE.format("tomorrow"),
    "site/news/c.md": "---\ntitle: Timetable\n---\n",
}


def test_every_example_prints_what_stands_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in SITE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert {kind for kind, _ in blocks} == {"python", "text"}
    names: dict[str, Any] = {"__name__": "example"}
    printed: list[tuple[str, str]] = []
    for (kind, code), (following, shown) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if kind != "python":
            continue
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(code, f"{PAGE.name}: {code}", "exec"), names)  # noqa: S102 - our own page
        printed.append((out.getvalue(), shown if following == "text" else ""))
    assert [said for said, _ in printed] == [shown for _, shown in printed]
    assert len(printed) >= 10


def test_the_page_speaks_of_every_function() -> None:
    page = PAGE.read_text(encoding="utf-8")
    functions = [name for name in newslint.__all__ if name[0].islower() and name[0] != "_"]
    assert len(functions) == 5
    assert [
        name for name in functions if f"newslint.{name}(" not in page or f"[`{name}`](#" not in page
    ] == []
    anchors = set(re.findall(r"\]\(#([\w-]+)\)", page))
    headings = {title.lower().replace(" ", "-") for title in re.findall(r"^## (.+)$", page, re.MULTILINE)}
    assert anchors <= headings
