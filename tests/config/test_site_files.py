"""A site's own files are asked for by name."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newslint.config.project import build
from newslint.config.site_files import present, text_of


def test_names_that_are_there_keep_their_order(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml"):
        (tmp_path / name).touch()
    (tmp_path / "sub").mkdir()
    assert list(present(tmp_path, ["b.yml", "c.yml", "a.yml", "sub", "sub/a.yml"])) == [
        "b.yml",
        "a.yml",
        "sub",
    ]
    assert list(present(tmp_path / "gone", ["a.yml"])) == []


def test_a_text_ends_after_so_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("aä".encode() + b"\xff")
    assert text_of(path) == "aä\ufffd"
    assert text_of(path, 3) == "aä"
    assert text_of(path, 2) == "a\ufffd"
    assert text_of(tmp_path / "gone") == text_of(tmp_path) == ""


def test_no_start_lists_the_folder_of_the_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may hold hundreds of thousands, and a commit has one of them."""
    (tmp_path / "CNAME").write_text("harbour.example", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts/post.html").touch()
    monkeypatch.chdir(tmp_path)
    listed: list[str] = []

    def noting(call: Callable[..., Any]) -> Callable[..., Any]:
        def noted(path: Any) -> Any:
            listed.append(str(path))
            return call(path)

        return noted

    for name in ("listdir", "scandir"):
        monkeypatch.setattr(os, name, noting(getattr(os, name)))
    project = build([])
    assert project.own_hosts == {"harbour.example"}
    assert project.vocabularies is not None
    assert [*project.vocabularies] == ["layout"]
    assert listed == [str(tmp_path / "_layouts")]
