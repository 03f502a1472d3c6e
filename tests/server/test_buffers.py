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
