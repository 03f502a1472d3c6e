"""Of what workers made, nothing is kept that nobody needs any more."""

import pickle
from collections import Counter
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

import pytest
from here import CASES, in_one_process, request_for
from test_engine_run import in_order

pytest.importorskip("distributed", reason="needs newslint[dask]")

from newslint.engine import run
from newslint.engine.cluster import DaskEngine
from newslint.engine.run import report_of


class Future:
    """A result, which is kept as long as this is."""

    status = "finished"

    def __init__(self, key: int, name: str, result: Any) -> None:
        self.key = key
        self.name = name
        self._result = result

    def result(self) -> Any:
        return self._result

    def add_done_callback(self, callback: Callable[["Future"], None]) -> None:
        callback(self)


class Client:
    """Does each task at once, and knows whose results are kept."""

    def __init__(self) -> None:
        self.number = 0
        self.done: Counter[str] = Counter()
        self.kept: WeakSet[Future] = WeakSet()

    def nthreads(self) -> dict[str, int]:
        return {"a": 1, "b": 1}

    def submit(self, function: Callable[..., Any], task: bytes, *needed: Future, pure: bool) -> Future:
        assert not pure
        self.number += 1
        _, named, given = pickle.loads(task)
        name = given[1].__name__ if named.__name__ == "_with_session" else named.__name__
        self.done[name] += 1
        future = Future(self.number, name, function(task, *(one.result() for one in needed)))
        self.kept.add(future)
        return future

    def names(self) -> Counter[str]:
        return Counter(future.name for future in self.kept)


def test_results_come_in_order_and_are_let_go_as_they_are_taken() -> None:
    client: Any = Client()
    engine = DaskEngine(client)
    done: list[int] = []
    tasks = [engine.begin(abs, -number) for number in range(6)]
    results = engine.results(tasks, done.append)
    assert client.number == 0
    for number in range(6):
        assert next(results) == number
        assert done == [*range(number + 1)]
        assert len(client.kept) <= 3  # of each worker one, and the one that was looked at last
    assert list(results) == []
    assert not client.kept
    assert client.number == 6


def test_what_was_let_go_is_made_again_where_it_is_needed() -> None:
    client: Any = Client()
    engine = DaskEngine(client)
    one = engine.begin(abs, -1)
    engine.start(one)
    engine.start(one)
    assert client.number == 1
    assert list(engine.results([engine.begin(str, one)])) == ["1"]
    engine.let_go(one)
    assert not client.kept
    assert list(engine.results([engine.begin(str, one)])) == ["1"]
    assert client.number == 4


def test_a_run_keeps_facts_until_they_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    request, work = request_for(CASES / "COR003", CASES / "COR009", CASES / "FM009")
    client: Any = Client()
    kept: dict[str, Counter[str]] = {}
    for name in ("_compare", "_weigh", "_tell"):
        monkeypatch.setattr(run._Run, name, _looking(getattr(run._Run, name), kept, client))
    report = report_of(work, DaskEngine(client), largest=30)
    assert in_order(report) == in_order(in_one_process(request, work))
    parts = -(-len(work.files) // 30)
    assert parts > 3
    assert client.done["tell"] > 1
    assert client.done["things"] == 1
    assert kept == {"_compare": {"_second": parts}, "_weigh": {}, "_tell": {}}
    assert not client.kept


def _looking(stage: Callable[..., Any], kept: dict[str, Counter[str]], client: Client) -> Callable[..., Any]:
    """A stage before which somebody looks at what is kept."""

    def looked(*given: Any) -> Any:
        kept[stage.__name__] = client.names()
        return stage(*given)

    return looked


def test_parcels_of_an_address_are_let_go_once_it_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    _, work = request_for(CASES / "COR003", CASES / "COR009")
    monkeypatch.setattr(run, "_MOST_ADDRESSES", 5)
    client: Any = Client()
    most: list[int] = []
    beside: list[Counter[str]] = []
    submit = client.submit

    def submitted(*given: Any, pure: bool) -> Future:
        future: Future = submit(*given, pure=pure)
        most.append(client.names()["_parcel"])
        if future.name == "_judged_together":
            beside.append(client.names())
        return future

    monkeypatch.setattr(client, "submit", submitted)
    report_of(work, DaskEngine(client), largest=4)
    parts = -(-len(work.files) // 4)
    assert parts >= 20  # so that there are five addresses
    assert max(most) <= 4 * parts < 5 * parts
    assert max(most) >= 2 * parts  # two workers
    assert {tuple(sorted(names)) for names in beside} == {("_judged", "_judged_together")}
