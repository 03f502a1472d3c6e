"""Facts come back as they were, from memory and from the disk."""

import tempfile
import tracemalloc
from collections.abc import Sequence
from errno import EMFILE, ENOSPC
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.errors import ExhaustedError, NewslintError
from newslint.finding import Crowd, Fact, PlacedFact, Range, Span
from newslint.lint import fact_store
from newslint.lint.fact_store import FactStore, pack
from newslint.records.one import of_line
from newslint.source import Source

TEXT = "one\ntwo two\nthree\n"

in_memory_and_on_disk = pytest.mark.parametrize("most_in_memory", [1000, 2])


@in_memory_and_on_disk
def test_facts_that_share_a_key_come_back_in_the_order_of_files_and_places(most_in_memory: int) -> None:
    store = FactStore(most_in_memory)
    for name in ("b.md", "a.md"):
        source = Source(name, TEXT.encode())
        facts = [
            Fact("k", ("x", name, ""), Span(8, 11), ("tags", 1)),
            Fact("k", ("y",), Span(4, 7), ("tags", 0)),
            Fact(name, (), Span(0, 3), ("title",)),
        ]
        other_facts = [Fact("k", (), Span(0, 3), ("title",))]
        store.add(name, pack("TST001", source, facts) + pack("TST002", source, other_facts))
    (found,) = store.groups("TST001")
    assert [(f.values, f.file, f.range, f.path) for f in found] == [
        (("y",), "a.md", Range(2, 1, 2, 4), "tags[0]"),
        (("x", "a.md", ""), "a.md", Range(2, 5, 2, 8), "tags[1]"),
        (("y",), "b.md", Range(2, 1, 2, 4), "tags[0]"),
        (("x", "b.md", ""), "b.md", Range(2, 5, 2, 8), "tags[1]"),
    ]
    assert len({fact.key for fact in found}) == 1
    (other,) = store.groups("TST002")
    assert [(fact.values, fact.file) for fact in other] == [((), "a.md"), ((), "b.md")]
    assert list(store.groups("TST003")) == []


@pytest.mark.parametrize("most_in_memory", [1, 100])
def test_groups_of_equal_values_can_be_left_out(most_in_memory: int) -> None:
    store = FactStore(most_in_memory)
    for name, value in (("a.md", "x"), ("b.md", "x"), ("c.md", "y")):
        facts = [Fact("same", ("x",), Span(0, 1)), Fact("other", (value,), Span(0, 1))]
        store.add(name, pack("TST001", Source(name, b"x"), facts))
    assert sorted(len({fact.values for fact in group}) for group in store.groups("TST001")) == [1, 2]
    (found,) = store.groups("TST001", only_differing=True)
    assert [fact.values for fact in found] == [("x",), ("x",), ("y",)]


def test_names_that_are_not_utf8_come_back() -> None:
    store = FactStore(1)
    for name in ("a\udce9.md", "b.md"):
        store.add(name, pack("TST001", Source(name, b"x"), [Fact("k", ("é",), Span(0, 1))]))
    (found,) = store.groups("TST001")
    assert {fact.file for fact in found} == {"a\udce9.md", "b.md"}


@given(
    st.lists(
        st.tuples(st.text(max_size=3), st.integers(0, 5), st.text(st.characters(codec="utf-8"), max_size=3))
    ),
    st.integers(1, 9),
)
def test_just_the_singles_are_left_out(facts: list[tuple[str, int, str]], most_in_memory: int) -> None:
    store = FactStore(most_in_memory)
    kept: list[tuple[str, str]] = []
    keys = [key for key, _, _ in facts]
    for key, file, value in facts:
        source = Source(f"{file}.md", b"x")
        store.add(source.name, pack("TST001", source, [Fact(key, (value,), Span(0, 1))]))
        if keys.count(key) > 1:
            kept.append((f"{file}.md", value.replace("\0", "")))
    found = [fact for group in store.groups("TST001") for fact in group]
    assert sorted((fact.file, fact.values[0]) for fact in found) == sorted(kept)


def test_memory_stays_flat() -> None:
    source = Source("a.md", b"---\ntitle: x\n---\n")
    store = FactStore(1000)
    tracemalloc.start()
    for number in range(20_000):
        fact = Fact(f"some sentence number {number}", ("headline",), Span(4, 9), ("excerpt",))
        store.add("a.md", pack("TST001", source, [fact]))
    assert len(fact_store._numbers) <= 5000, "what is remembered of keys has a bound of its own"
    fact_store._numbers.clear()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size < 1_000_000


def test_a_full_disk_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def flush(self) -> None:
            raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    with pytest.raises(NewslintError, match="room in the folder for temporary files"):
        FactStore(1).add("a.md", pack("TST001", Source("a.md", b"x"), [Fact("k", (), Span(0, 1))]))


def test_too_few_files_are_no_lack_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError(EMFILE, "Too many open files")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(ExhaustedError, match="too many open files"):
        FactStore(1).add("a.md", pack("TST001", Source("a.md", b"x"), [Fact("k", (), Span(0, 1))]))


@given(st.lists(st.one_of(st.text(max_size=3), st.just("\0"), st.just("")), max_size=4))
def test_values_come_back_without_nul(values: list[str]) -> None:
    store = FactStore()
    fact = Fact("k", tuple(values), Span(0, 1))
    store.add("a.md", pack("TST001", Source("a.md", b"x"), [fact]) * 2)
    (found,) = store.groups("TST001")
    assert found[0].values == tuple(value.replace("\0", "") for value in values)


def test_paths_are_written_the_same_however_often_they_come() -> None:
    source = Source("a.md", b"x")
    for number in (*range(1100), *range(1100)):
        path = ("related", number, "excerpt")
        (packed,) = pack("TST001", source, [Fact("k", (), Span(0, 1), path)])
        assert packed[3] == f"related[{number}].excerpt"
    long = ("x" * 500,)
    (packed,) = pack("TST001", source, [Fact("k", (), Span(0, 1), long)])
    assert packed[3] == long[0]


def test_keys_mean_the_same_however_often_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_store, "_MOST_KEYS", 2)
    monkeypatch.setattr(fact_store, "_numbers", {})
    source = Source("a.md", TEXT.encode())

    def number_of(key: str) -> int:
        return pack("TST001", source, [Fact(key, (), Span(0, 3))])[0][1]

    keys = ["a", "b", "é", "\udc80", "c" * 500, "d" * 501]
    first = {key: number_of(key) for key in keys}
    assert len(set(first.values())) == len(keys)
    assert first["a"] == 4681665781835383343
    assert set(fact_store._numbers) == {"c" * 500}
    number_of("a")
    number_of("b")
    assert set(fact_store._numbers) == {"b"}
    assert {key: number_of(key) for key in keys} == first


@pytest.mark.parametrize("most_in_memory", [10**6, 7_000])
@pytest.mark.parametrize(("number", "is_fewer"), [(10_000, False), (10_001, True), (23_000, True)])
def test_of_a_key_with_very_many_facts_some_stand_for_the_others(
    most_in_memory: int, number: int, is_fewer: object
) -> None:
    store = FactStore(most_in_memory)
    given: list[int] = []

    def combine(group: Sequence[PlacedFact]) -> Sequence[PlacedFact]:
        given.append(len(group))
        first, *others = group
        return [first, others[0]._replace(crowd=Crowd(sum(fact.number for fact in others), len(others)))]

    for record in range(1, number + 1):
        source = of_line("d.jsonl", b"{}", record)
        facts = [Fact("many", ("x",), Span(0, 1), ("title",)), Fact(f"one {record}", ("y",), Span(0, 1))]
        store.add("d.jsonl", pack("TST001", source, facts[: 2 if record < 9 else 1]), record)
    groups = [*store.fewer_groups("TST001", combine, with_single=True, scope="d.jsonl")]
    (many,) = (group for group in groups if len(group) > 1)
    assert sorted(len(group) for group in groups if len(group) == 1) == [1] * 8
    assert sum(fact.number for fact in many) == number
    assert [fact.record for fact in many[:2]] == [1, 2]
    assert bool(given) is is_fewer
    assert (len(many) == 2) is is_fewer
    assert max(given, default=0) <= 20_000 if most_in_memory < number else True
    (shared,) = store.fewer_groups("TST001", combine, scope="d.jsonl")
    assert [fact.where for fact in shared] == [fact.where for fact in many]
    assert [*store.fewer_groups("TST001", combine, only_differing=True, scope="d.jsonl")] == []


def test_where_crowds_are_mixed_values_differ() -> None:
    store = FactStore(10**6)
    for record in range(1, 10_002):
        store.add("d", pack("TST001", of_line("d", b"{}", record), [Fact("k", ("x",), Span(0, 1))]), record)

    def combine(group: Sequence[PlacedFact]) -> Sequence[PlacedFact]:
        number = sum(fact.number for fact in group)
        return [group[0]._replace(crowd=Crowd(number, number, is_mixed=True))]

    assert len([*store.fewer_groups("TST001", combine, only_differing=True, scope="d")]) == 1
