"""Corners of the cache: what its keys hang on, which databases go, and where it gives up."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newslint.lint.settings import Settings
from newslint.rules import BY_CODE
from newslint.run.cache import FOLDER
from newslint.run.cache.folder import caches_below
from newslint.run.cache.key import _plain, settings_key
from newslint.run.cache.store import Cache

KEYS = """
from newslint.run.cache.key import content_key, settings_key
from newslint.rules import BY_CODE
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.source import Source
from datetime import UTC, datetime

names = frozenset({"pier", "quay", "mole", "dock", "berth", "wharf", "slip", "lock"})
rules = BY_CODE["COR004"], BY_CODE["URL008"], BY_CODE["TXT010"]
options = {
    "COR004": BY_CODE["COR004"].options(allow=names),
    "URL008": BY_CODE["URL008"].options(extra_platforms=names),
    "TXT010": BY_CODE["TXT010"].options(),
}
settings = Settings(rules, options=options, now=datetime(2026, 6, 1, tzinfo=UTC))
source = Source("a.md", b"---\\na: 1\\n---\\n")
key = content_key(Job("a.md", ignored=names), source)
print(list(names), settings_key(settings), key.hex())
"""


def test_keys_are_the_same_whatever_the_order_of_sets() -> None:
    said = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", KEYS], env=env, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 2, "the order of the sets must differ for this to tell anything"
    assert len({line.rpartition("]")[2] for line in said}) == 1


def key(code: str, **options: object) -> str:
    rule = BY_CODE[code]
    return settings_key(Settings((rule,), options={code: rule.options(**options)}))


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("COR004", {"allow": frozenset({"a", "b"})}),
        ("COR002", {"days": 8}),
        ("COR002", {"same_summary": False}),
        ("URL008", {"extra_platforms": frozenset({"example.com"})}),
        ("TXT010", {"silent_cuts": True}),
    ],
)
def test_every_option_counts(code: str, options: Mapping[str, Any]) -> None:
    assert key(code, **options) != key(code)
    assert key(code, **options) == key(code, **options)


def test_options_with_other_names_are_other_options() -> None:
    assert key("TXT010", shortest=7) != key("TXT010", shortest=8)


# -- databases


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / FOLDER


def database(folder: Path, number: int, *, age: int = 0) -> Path:
    """A database with one entry, as a run leaves it, `age` steps older than the newest."""
    cache = Cache(folder, f"{number:032x}", 5.0)
    cache.add("/pier.md", b"k" * 16, "{}")
    cache.close()
    path = folder / f"newslint-{number:032x}.db"
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def test_a_database_that_was_only_read_counts_as_used(folder: Path) -> None:
    path = database(folder, 1)
    before = path.stat().st_mtime
    cache = Cache(folder, f"{1:032x}", 6.0)
    assert cache.find({"/pier.md": b"k" * 16}) == {"/pier.md": "{}"}
    cache.close()
    assert path.stat().st_mtime > before


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("path", b"/quay.md"),
        ("key", b"j" * 16),
        ("made", 4.0),
        ("made", 5),
        ("made", None),
        ("record", "[]"),
        ("record", b"{}"),
        ("seal", b""),
        ("seal", b"k" * 16),
        ("seal", None),
    ],
)
def test_an_entry_of_which_anything_has_changed_is_not_believed(
    folder: Path, column: str, value: object
) -> None:
    path = database(folder, 1)
    keys = {"/pier.md": b"k" * 16, "/quay.md": b"k" * 16}
    cache = Cache(folder, f"{1:032x}", 6.0)
    assert cache.find(keys) == {"/pier.md": "{}"}
    cache.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"UPDATE files SET {column} = ?", (value,))  # noqa: S608 - one of the above
        other.commit()
    cache = Cache(folder, f"{1:032x}", 6.0)
    assert cache.find(keys) == ({"/pier.md": "{}"} if (column, value) == ("made", 5) else {})
    cache.close()


@pytest.mark.parametrize(("now", "known"), [(4.9, False), (5.0, True), (5.1, True)])
def test_what_a_later_moment_gave_is_not_known_yet(folder: Path, now: float, *, known: bool) -> None:
    database(folder, 1)
    cache = Cache(folder, f"{1:032x}", now)
    assert bool(cache.find({"/pier.md": b"k" * 16})) is known
    cache.close()


def test_the_databases_that_were_not_used_for_the_longest_time_go(folder: Path) -> None:
    old = {age: database(folder, age, age=age) for age in (5, 3, 8, 1, 6, 4, 7, 2)}
    assert all(path.exists() for path in old.values())
    newest = database(folder, 9)
    assert {age for age, path in old.items() if not path.exists()} == {8}
    assert newest.exists()
    foreign = folder / "notes.db"
    foreign.write_bytes(b"")
    database(folder, 10)
    assert {age for age, path in old.items() if not path.exists()} == {8, 7}
    assert foreign.exists()


def test_a_database_that_breaks_while_it_is_read_is_dropped(folder: Path) -> None:
    path = database(folder, 1)
    cache = Cache(folder, f"{1:032x}", 6.0)
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE files")
        other.commit()
    assert cache.find({"/pier.md": b"k" * 16}) == {}
    assert cache.is_empty
    assert not path.exists()
    assert cache.find({"/pier.md": b"k" * 16}) == {}
    cache.close()


def test_a_database_that_another_run_removes_meanwhile_is_not_made_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr("newslint.run.cache.store.os.path.lexists", lambda _: True)
        cache = Cache(folder, f"{1:032x}", 6.0)
    assert cache.is_empty
    cache.add("/boat.md", b"k" * 16, "{}")
    cache.close()
    assert list(folder.iterdir()) == []


def test_a_database_that_another_run_holds_locked_is_left_alone_to_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = database(folder, 1)
    monkeypatch.setattr("newslint.run.cache.store._PATIENCE", 0.0)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        cache = Cache(folder, f"{1:032x}", 6.0)
        assert cache.find({"/pier.md": b"k" * 16}) == {}
        other.rollback()
    cache.add("/boat.md", b"k" * 16, "{}")
    cache.close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT path FROM files").fetchall() == [(b"/pier.md",)]


def test_where_no_folder_can_be_made_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = Cache(tmp_path / "file" / FOLDER, "0" * 32, 5.0)
    for number in range(2):
        cache.add(f"/{number}.md", b"k" * 16, "{}")
    cache.close()
    assert cache.is_empty
    assert (tmp_path / "file").read_text() == "x"


# -- which are removed


def test_caches_in_hidden_folders_and_those_of_tools_are_not_looked_for(tmp_path: Path) -> None:
    places = (
        "",
        "deep",
        ".git",
        "deep/.hidden/er",
        "node_modules",
        "deep/node_modules/x",
        "node_modules.old",
    )
    for place in places:
        (tmp_path / place / FOLDER / "inner" / FOLDER).mkdir(parents=True)
    found = {path.parent.relative_to(tmp_path).as_posix() for path in caches_below([tmp_path])}
    assert found == {".", "deep", "node_modules.old"}


@pytest.mark.parametrize("start", [".git", "node_modules", ".git/" + FOLDER])
def test_a_folder_that_is_named_is_looked_through_whatever_its_name(tmp_path: Path, start: str) -> None:
    for place in (".git", "node_modules"):
        (tmp_path / place / FOLDER).mkdir(parents=True)
    (found,) = caches_below([tmp_path / start])
    assert found == tmp_path / start.removesuffix("/" + FOLDER) / FOLDER


# -- options in an order of their own


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"b": frozenset({"y", "x"}), "a": 1}, [("a", 1), ("b", ["'x'", "'y'"])]),
        ((2, 1), (2, 1)),
        ([2, 1], [2, 1]),
        ({2, 10}, ["10", "2"]),
        (BY_CODE["COR002"].options(days=3), [("days", 3), ("same_summary", True)]),
    ],
)
def test_options_are_put_in_order_where_they_have_none(value: object, plain: object) -> None:
    assert _plain(value) == plain
