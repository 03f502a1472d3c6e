"""What is told of an edit may be what asks all files something: then the server goes on by itself."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

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


def test_what_the_last_edit_asks_does_not_wait_for_the_next_one() -> None:
    async def script() -> None:
        server, archive = Server(), Archive()
        homes = SimpleNamespace(
            all=lambda: [archive], take_troubles=list, open=lambda _: None, are_in_trouble=False
        )
        server.state.__dict__["homes"] = homes
        told: list[bool] = []

        def tell() -> None:
            # The load is over when this is called for the second time, and nothing else will happen.
            told.append(archive.is_behind)
            archive.is_behind = len(told) == 2

        server.listeners.append(tell)
        server.keep_up()
        for _ in range(20):
            await asyncio.sleep(0)
        assert archive.caught_up == 1
        assert told == [False, False, False]

    asyncio.run(script())
