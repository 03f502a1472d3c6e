"""A server's state with texts open in it, without a client."""

from pathlib import Path

from cursors import split

from newslint.server.archives.archive import Archive
from newslint.server.buffers import uri_of
from newslint.server.state import Article, State


def uri(folder: Path, name: str) -> str:
    return uri_of(str(folder / name))


def load(archive: Archive) -> None:
    for _ in archive.load():
        pass


def opened(folder: Path, name: str, marked: str) -> tuple[Article, int]:
    """An article that is open, in an archive that is read, and the place of the mark in it."""
    text, cursor = split(marked)
    state = State()
    state.put(uri(folder, name), 1, text)
    article = state.article(uri(folder, name))
    assert article is not None
    load(article.archive)
    return article, cursor
