import os
from pathlib import Path

import pytest

from newslint.server.buffers import Buffers, path_of, uri_of


def test_a_document_wins_until_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    buffers = Buffers()
    uri = uri_of(str(tmp_path / "posts" / "a b.md"))
    first = buffers.put(uri, 1, "é\u2028")
    assert (first.path, first.version, first.source.name) == (
        str(tmp_path / "posts" / "a b.md"),
        1,
        "posts/a b.md",
    )
    assert buffers.held == {"posts/a b.md": "é\u2028".encode()}
    second = buffers.put(uri, 2, "x")
    assert buffers.at(uri) is buffers.of(first.path) is second
    assert buffers.all() == [second]
    assert buffers.held == {"posts/a b.md": b"x"}
    assert buffers.drop(uri) is second
    assert (buffers.at(uri), buffers.of(first.path), buffers.all(), buffers.held) == (None, None, [], {})
    assert buffers.drop(uri) is None


def test_what_has_no_place_on_the_disk_is_held_for_nobody() -> None:
    buffers = Buffers()
    buffer = buffers.put("untitled:Untitled-1", None, "x")
    assert (buffer.path, buffer.source.name, buffers.held) == ("", "untitled:Untitled-1", {})
    assert buffers.drop("untitled:Untitled-1") is buffer


def test_half_a_character_is_one_that_files_can_hold() -> None:
    assert Buffers().put("untitled:a", 1, "a\ud83cb🎉").source.data == "a\ufffdb🎉".encode()


@pytest.mark.parametrize("name", ["a b.md", "ü#?.md", "100%.md", "a+b&c.md"])
def test_addresses_lead_to_files_and_back(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / name)
    assert path_of(uri_of(path)) == path
    assert uri_of(path).isascii()


def test_an_address_of_elsewhere_has_no_path() -> None:
    assert [path_of(uri) for uri in ("", "untitled:a", "https://example.org/a.md", "git:/a.md")] == [""] * 4


@pytest.mark.parametrize("uri", ["http://[", "file://[/a.md", "file:", "file://", "file:a.md"])
def test_what_is_no_address_has_no_path(uri: str) -> None:
    assert path_of(uri) == ""


@pytest.mark.skipif(os.name == "nt", reason="there are drives")
def test_without_drives_a_path_with_one_lies_nowhere() -> None:
    assert [path_of(uri) for uri in ("file:///c:/a.md", "file:///C%3A/a.md")] == ["", ""]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_utf8_has_an_address() -> None:
    assert uri_of("/posts/\udcffa b.md") == "file:///posts/%FFa%20b.md"


def test_a_file_that_is_open_twice_is_held_until_both_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    buffers = Buffers()
    uri, other = uri_of(str(tmp_path / "a.md")), uri_of(str(tmp_path)) + "/%61.md"
    first, second = buffers.put(uri, 1, "first"), buffers.put(other, 1, "second")
    elsewhere = buffers.put(uri_of(str(tmp_path / "b.md")), 1, "elsewhere")
    assert (buffers.of(first.path), buffers.held["a.md"]) == (second, b"second")
    buffers.drop(other)
    assert (buffers.of(first.path), buffers.held) == (first, {"a.md": b"first", "b.md": b"elsewhere"})
    buffers.drop(uri)
    assert (buffers.of(first.path), buffers.held) == (None, {"b.md": b"elsewhere"})
    assert buffers.all() == [elsewhere]


def test_documents_are_named_as_from_where_the_server_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    buffers = Buffers()
    uri = uri_of(str(tmp_path / "posts" / "a.md"))
    buffers.put(uri, 3, "x")
    nowhere = buffers.put("untitled:a", 1, "y")
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    buffers.rename()
    buffer = buffers.at(uri)
    assert buffer is not None
    assert (buffer.source.name, buffer.source.data, buffer.version) == ("a.md", b"x", 3)
    assert buffers.of(buffer.path) is buffer
    assert buffers.held == {"a.md": b"x"}
    assert buffers.all() == [buffer, nowhere]
