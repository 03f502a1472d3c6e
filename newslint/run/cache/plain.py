"""Findings and what comparisons say as plain tuples, and back; open it when these get a new part.

They are read by the thousand where one file changed, so nothing is looked at twice: who calls this knows that
the tuples are its own. Named tuples are made of these as they are (`_as`), in half the time of a call.
"""

from typing import Any

from newslint.finding import (
    CorpusHit,
    Crowd,
    Finding,
    PlacedEdit,
    PlacedFact,
    PlacedFix,
    Range,
    Related,
    Severity,
    Span,
    Suppression,
)

Plain = tuple[Any, ...]
_as = tuple.__new__
_SEVERITIES = {severity.value: severity for severity in Severity}


def finding_out(finding: Finding) -> Plain:
    """A finding in its plain form."""
    fix = finding.fix
    return (
        *finding[:2],
        finding.severity.value,
        *finding[3:5],
        tuple(finding.range),
        *finding[6:8],
        None if fix is None else (*fix[:1], [(tuple(e.range), e.replacement) for e in fix.edits], *fix[2:]),
        *finding[9:12],
        [_related_out(related) for related in finding.related],
        *finding[13:],
    )


def finding_in(plain: Plain) -> Finding:
    """The finding of a plain form."""
    (
        code,
        name,
        severity,
        message,
        file,
        place,
        path,
        help_,
        fix,
        excerpt,
        digest,
        collection,
        related,
        *rest,
    ) = plain
    said = (
        code,
        name,
        _SEVERITIES[severity],
        message,
        file,
        _as(Range, place),
        path,
        help_,
        None if fix is None else _fix_in(*fix),
        excerpt,
        digest,
        collection,
        tuple([_related_in(*plain) for plain in related]) if related else (),
        *rest,
    )
    return _as(Finding, said)


def _fix_in(message: str, edits: list[Plain], safety: Any, mends: int) -> PlacedFix:
    placed = tuple([_as(PlacedEdit, (_as(Range, place), text)) for place, text in edits])
    return _as(PlacedFix, (message, placed, safety, mends))


def fact_out(fact: PlacedFact) -> Plain:
    """What an article brings to a comparison, in its plain form."""
    crowd = fact.crowd
    return (*fact[:3], tuple(fact.range), *fact[4:6], None if crowd is None else tuple(crowd))


def fact_in(plain: Plain) -> PlacedFact:
    """What the article brings to the comparison."""
    key, values, file, place, path, record, crowd = plain
    crowd = None if crowd is None else Crowd(*crowd)
    return PlacedFact(key, values, file, Range(*place), path, record, crowd)


def hit_out(hit: CorpusHit) -> Plain:
    """What a comparison says in its plain form."""
    return (
        fact_out(hit.fact),
        *hit[1:3],
        [_related_out(related) for related in hit.related],
        hit.repeats,
        hit.severity and hit.severity.value,
        hit.meant,
    )


def hit_in(plain: Plain) -> CorpusHit:
    """What the comparison said."""
    fact, message, help_, related, repeats, severity, meant = plain
    return CorpusHit(
        fact_in(fact),
        message,
        help_,
        tuple([_related_in(*plain) for plain in related]),
        repeats,
        None if severity is None else _SEVERITIES[severity],
        meant,
    )


def _related_out(related: Related) -> Plain:
    return related.file, tuple(related.range), *related[2:]


def _related_in(name: str, place: Plain, *said: Any) -> Related:
    return _as(Related, (name, _as(Range, place), *said))


def suppression_out(suppression: Suppression) -> Plain:
    """What a comment silences in its plain form."""
    codes = None if suppression.codes is None else sorted(suppression.codes)
    spans = tuple(suppression.span), tuple(suppression.comment)
    return suppression.selector, codes, spans, suppression.first, suppression.last


def suppression_in(plain: Plain) -> Suppression:
    """What the comment silences."""
    selector, codes, (span, comment), first, last = plain
    return Suppression(
        selector, None if codes is None else frozenset(codes), Span(*span), Span(*comment), first, last
    )
