"""What is told of an edit may be what asks all files something: then the server goes on by itself."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types as lsp

from newslint.server.features.diagnosing import publish
from newslint.server.server import Server


class Archive:
    """Has nothing to load, and is behind once somebody was told of it."""

    inner: tuple[Any, ...] = ()
    troubles: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.is_behind = False
        self.caught_up = 0
        self.session = SimpleNamespace(settings=SimpleNamespace(now=datetime.now(UTC)))

    def load(self) -> Iterator[None]:
        yield from ()

    def catch_up(self) -> Iterator[None]:
        self.is_behind = False
        self.caught_up += 1
        yield from ()

    def internal_errors(self) -> list[str]:
        return []


def server_of(archive: Archive) -> Server:
    server = Server()
    server.state.__dict__["homes"] = SimpleNamespace(
        all=lambda: [archive], take_troubles=list, open=lambda _: None, are_in_trouble=False
    )
    return server


async def turns(number: int = 20) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


def test_what_the_last_edit_asks_does_not_wait_for_the_next_one() -> None:
    async def script() -> None:
        archive = Archive()
        server = server_of(archive)
        told: list[bool] = []

        def tell() -> None:
            # The load is over when this is called for the second time, and nothing else will happen.
            told.append(archive.is_behind)
            archive.is_behind = len(told) == 2

        server.listeners.append(tell)
        server.keep_up()
        await turns()
        assert archive.caught_up == 1
        assert told == [False, False, False]

    asyncio.run(script())


def test_an_error_that_no_message_brought_about_is_told() -> None:
    async def script() -> None:
        server = server_of(Archive())
        shown: list[str] = []
        server.tell = lambda message, _="": shown.append(message)  # type: ignore[method-assign, assignment]
        heard: list[int] = []

        def listen() -> None:
            heard.append(1)
            if len(heard) == 2:  # the load is over
                raise RuntimeError("the wire is cut")

        server.listeners.append(listen)
        server.keep_up()
        await turns()
        assert len(heard) == 2
        assert shown == [
            "internal error: the wire is cut; this is a bug in newslint, please report it",
        ]

    asyncio.run(script())


def test_what_could_not_be_shown_counts_as_not_told() -> None:
    sent: list[Any] = []
    given: list[str] = []
    fails = [True, False]

    def items(_: object) -> list[Any]:
        if fails.pop(0):
            raise RuntimeError
        return []

    desk = SimpleNamespace(
        take_closed=list,
        news=lambda: {} if given else {"file:///a.md": (SimpleNamespace(version=3), ())},
        items=items,
        give=lambda uri, *_: given.append(uri),
    )
    server: Any = SimpleNamespace(
        desk=desk,
        state=SimpleNamespace(client=lsp.ClientCapabilities()),
        text_document_publish_diagnostics=sent.append,
    )
    with pytest.raises(RuntimeError):
        publish(server)
    assert (sent, given) == ([], [])
    publish(server)
    assert sent == [lsp.PublishDiagnosticsParams("file:///a.md", [], 3)]
    assert given == ["file:///a.md"]
