"""What is kept of findings in plain tuples is what comes back."""

import marshal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from test_record import findings, places, texts

from newslint.finding import CorpusHit, Crowd, Finding, PlacedFact, Related, Severity, Span, Suppression
from newslint.run.cache.plain import (
    finding_in,
    finding_out,
    hit_in,
    hit_out,
    suppression_in,
    suppression_out,
)

related = st.lists(st.builds(Related, texts, places, texts, st.just(0)), max_size=2).map(tuple)
facts = st.builds(
    PlacedFact,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    texts,
    places,
    texts,
    st.integers(0, 2),
    st.none() | st.builds(Crowd, st.integers(1, 9), st.integers(0, 9), st.booleans(), texts),
)
hits = st.builds(
    CorpusHit,
    facts,
    texts,
    st.none() | texts,
    related,
    st.booleans(),
    st.none() | st.sampled_from(Severity),
    texts,
)
alike = st.lists(st.tuples(st.tuples(texts, texts), st.integers(1, 9)), max_size=2).map(tuple)


def through(plain: Any) -> Any:
    return marshal.loads(marshal.dumps(plain))  # noqa: S302 - just written


@given(findings(), related, alike, st.integers(0, 9), texts)
def test_a_finding(found: Finding, its: tuple[Related, ...], same: Any, untold: int, group: str) -> None:
    finding = found._replace(related=its, untold=untold, alike=same, group=group, excerpt_column=untold + 1)
    back = finding_in(through(finding_out(finding)))
    assert back == finding
    assert repr(back) == repr(finding)


@given(hits)
def test_what_a_comparison_says(hit: CorpusHit) -> None:
    back = hit_in(through(hit_out(hit)))
    assert back == hit
    assert repr(back) == repr(hit)


@given(st.none() | st.frozensets(st.sampled_from(["COR001", "TXT002"])), st.sampled_from([3, float("inf")]))
def test_a_suppression(codes: frozenset[str] | None, last: float) -> None:
    suppression = Suppression("COR", codes, Span(1, 2), Span(3, 4), 2, last)
    back = suppression_in(through(suppression_out(suppression)))
    for name in ("selector", "codes", "span", "comment", "first", "last"):
        assert getattr(back, name) == getattr(suppression, name)
