"""Facts are kept small and come back as they were."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from newslint.facts import FactStore
from newslint.finding import Fact, Range, Span
from newslint.source import Source

TEXT = "one\ntwo two\nthree\n"


def test_facts_that_share_a_key_come_back_in_the_order_of_files_and_places() -> None:
    store = FactStore()
    for name in ("b.md", "a.md"):
        source = Source(name, TEXT.encode())
        store.add(source, Fact("k", ("x", name), Span(8, 11)), "tags[1]")
        store.add(source, Fact("k", ("y",), Span(4, 7)), "tags[0]")
        store.add(source, Fact(name, (), Span(0, 3)), "title")
    assert len(store) == 6
    (found,) = store.groups()
    assert [(f.values, f.file, f.range, f.path) for f in found] == [
        (("y",), "a.md", Range(2, 1, 2, 4), "tags[0]"),
        (("x", "a.md"), "a.md", Range(2, 5, 2, 8), "tags[1]"),
        (("y",), "b.md", Range(2, 1, 2, 4), "tags[0]"),
        (("x", "b.md"), "b.md", Range(2, 5, 2, 8), "tags[1]"),
    ]
    assert len({fact.key for fact in found}) == 1
    assert list(FactStore().groups()) == []


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 5), st.text(max_size=3))))
def test_just_the_singles_are_left_out(facts: list[tuple[str, int, str]]) -> None:
    store = FactStore()
    kept: list[tuple[str, str]] = []
    keys = [key for key, _, _ in facts]
    for key, file, value in facts:
        store.add(Source(f"{file}.md", b"x"), Fact(key, (value,), Span(0, 1)), "p")
        if keys.count(key) > 1:
            kept.append((f"{file}.md", value))
    found = [fact for group in store.groups() for fact in group]
    assert sorted((fact.file, fact.values[0]) for fact in found) == sorted(kept)


def test_a_fact_costs_less_than_a_hundred_bytes() -> None:
    source = Source("a.md", b"---\ntitle: x\n---\n")
    store = FactStore()
    tracemalloc.start()
    for number in range(20_000):
        store.add(source, Fact(f"some sentence number {number}", ("headline",), Span(4, 9)), "excerpt")
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size / 20_000 < 100
