"""Examines one file: runs the rules over it, and keeps what the rest of the run needs of it.

What comes out is plain data, so that a file can be examined anywhere and be forgotten then.
"""

import traceback
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from newslint.digests import blake2b
from newslint.document import Document, LocalImage, know_no_image, know_no_schema, parse_document
from newslint.errors import NewslintError
from newslint.facts import PackedFact, pack
from newslint.finding import (
    Finding,
    Hit,
    Path,
    PlacedEdit,
    PlacedFix,
    Profile,
    Related,
    Span,
    Suppression,
    format_path,
)
from newslint.profile import profile_of
from newslint.rule import Rule
from newslint.rules import BY_CODE
from newslint.schema import Schema
from newslint.selection import find_selector, nearest_rule
from newslint.settings import Settings
from newslint.source import Source
from newslint.suppress import Codes, Silencer, find_suppressions

_DIGESTED = 1000  # characters
_MOST_GUESSES = 100
_MOST_TRAITS = 1000  # combinations of them
_INTERNAL = "{code} failed on {file}: {error!r} (in {place}); this is a bug in newslint, please report it"


class Input(NamedTuple):
    """A file to check.

    `expected`: somebody named it, so it must be an article. `reported`: its findings are wanted; otherwise it
    is only read for the rules that compare articles. `schema` binds it, whatever its fields are, and with
    `may_choose` unless it names another one itself. `collection` is how reports call what it belongs to, and
    `ignored` holds the codes of rules that say nothing of it.
    """

    source: Source
    expected: bool = True
    reported: bool = True
    schema: Schema | None = None
    collection: str = ""
    ignored: frozenset[str] = frozenset()
    may_choose: bool = False


@dataclass(slots=True)
class Examined:
    """All that is kept of one file.

    That is what rules found in it and bring to comparisons, and what its comments silence. `internal` are
    lines about rules that raised. `images` is what was asked about local images, and the answers. `lasting`
    says that the same file under the same settings gives the same again, as long as these answers hold.
    """

    findings: list[Finding] = field(default_factory=list)
    facts: list[PackedFact] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    profile: Profile | None = None
    images: dict[str, LocalImage | None] = field(default_factory=dict)
    lasting: bool = True


_Asked = tuple[tuple[Rule, object], ...]


@dataclass(slots=True)
class _Plan:
    """The rules that run over a file, each with its options, and the codes of all that were asked for."""

    rules: _Asked
    last: _Asked
    active: frozenset[str]
    _by_traits: dict[frozenset[str], _Asked] = field(default_factory=dict)

    def asked(self, traits: frozenset[str]) -> _Asked:
        """The rules that may find something where there are such traits, which most documents share."""
        asked = self._by_traits.get(traits)
        if asked is None:
            asked = tuple(entry for entry in self.rules if _may_find(entry[0], traits))
            if len(self._by_traits) < _MOST_TRAITS:
                self._by_traits[traits] = asked
        return asked


class Examiner:
    """Runs the rules over one file after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._plans: dict[tuple[bool, frozenset[str]], _Plan] = {}

    def examine(self, given: Input) -> Examined | None:
        """Run the rules over one file; None when it turns out to be no article.

        What its suppressions silence is left out.
        """
        result = Examined()
        document = self._parse(given, result.images)
        if not given.expected and not _is_article(document):
            return None
        plan = self._plan(given)
        result.suppressions = document.suppressions = find_suppressions(document, _selectors())
        result.findings = _run(document, given, plan.asked(document.traits), result)
        if result.suppressions:
            silencer = Silencer(result.suppressions)
            result.findings = [f for f in result.findings if not silencer.silences(f.code, f.range.line)]
            document.unused_suppressions = [s for s in result.suppressions if _is_unused(s, plan.active)]
            last = [entry for entry in plan.last if _may_find(entry[0], document.traits)]
            judged = _run(document, given, last, result)
            result.findings += [f for f in judged if not silencer.silences(f.code, f.range.line)]
        if self._settings.profiled and given.reported:
            result.profile = profile_of(document, given.collection)
        result.lasting = not (document.fleeting or result.internal or given.source.error)
        return result

    def _parse(self, given: Input, images: dict[str, LocalImage | None]) -> Document:
        settings, name = self._settings, given.source.name

        def measure(url: str) -> LocalImage | None:
            if url not in images:
                images[url] = settings.measure(name, url) if settings.measure else None
            return images[url]

        return parse_document(
            given.source,
            settings.choose_schema if given.schema is None else lambda keys: given.schema,  # noqa: ARG005
            expected=given.expected,
            limits=settings.limits,
            yaml_version=settings.yaml_version,
            now=settings.now,
            measure=measure if settings.measure else know_no_image,
            named_schema=partial(settings.named_schema, name) if settings.named_schema else know_no_schema,
            may_choose=given.may_choose,
        )

    def _plan(self, given: Input) -> _Plan:
        """Made once for all files on the same terms."""
        terms = (given.reported, given.ignored)
        plan = self._plans.get(terms)
        if plan is None:
            # A rule that compares is asked in spite of being ignored: others are compared with this file.
            asked = [
                (rule, self._settings.options_of(rule))
                for rule in self._settings.rules
                if rule.compare or (_is_told(rule, given) and rule.code not in given.ignored)
            ]
            plan = self._plans[terms] = _Plan(
                tuple(entry for entry in asked if not entry[0].is_last),
                tuple(entry for entry in asked if entry[0].is_last),
                frozenset(rule.code for rule in self._settings.rules) - given.ignored,
            )
        return plan


def _is_told(rule: Rule, given: Input) -> bool:
    """Whether what a rule finds is wanted.

    That a file can't be read is told of those too that others are only compared with: nothing was compared.
    """
    return given.reported or "unreadable" in rule.needs


def internal_error(rule: Rule, where: str, error: Exception) -> str:
    """Say in one line that a rule raised."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return _INTERNAL.format(code=rule.code, file=where, error=error, place=f"{place.name}:{place.lineno}")


def digest_of(source: Source, span: Span) -> str:
    """Stand for the text of a place, however long it is."""
    text = f"{span.end - span.start}:{source.text[span.start : span.end][:_DIGESTED]}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _may_find(rule: Rule, traits: frozenset[str]) -> bool:
    return not rule.needs or not rule.needs.isdisjoint(traits)


def _run(
    document: Document, given: Input, plan: Iterable[tuple[Rule, object]], result: Examined
) -> list[Finding]:
    """What rules say of one document. A rule that raises is one line, and doesn't hide what others find."""
    hits: list[tuple[Rule, Hit]] = []
    for rule, options in plan:
        try:
            said = list(rule.check(document, options))
        except NewslintError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
            result.internal.append(internal_error(rule, given.source.name, error))
            continue
        if rule.compare is None:
            hits += [(rule, hit) for hit in said]
        else:
            result.facts += pack(rule.code, document.source, said)
    lines: dict[int, str] = {}
    return [_finding(rule, hit, given, lines) for rule, hit in _without_superseded(hits)]


def _selectors() -> Codes:
    """What the selectors of one file stand for; it guesses what is meant as often as people misspell."""
    guesses = iter(range(_MOST_GUESSES))

    def codes_of(selector: str) -> tuple[frozenset[str] | None, str | None]:
        found = find_selector(selector)
        if found is not None:
            return frozenset(rule.code for rule in found[1]), None
        return None, None if next(guesses, None) is None else nearest_rule(selector)

    return codes_of


def _is_unused(suppression: Suppression, active: Container[str]) -> bool:
    """Whether it silenced nothing although every rule that it names looked at the document."""
    if suppression.used or suppression.codes is None:
        return False
    rules = [BY_CODE[code] for code in suppression.codes]
    asked = [rule for rule in rules if rule.default or rule.code in active]
    judged = (rule.code in active and rule.compare is None and not rule.is_last for rule in asked)
    return bool(asked) and all(judged)


def _is_article(document: Document) -> bool:
    """Whether a file that a walk came across is an article, or could not even be read."""
    return document.source.error is not None or document.fence is not None


def _without_superseded(hits: list[tuple[Rule, Hit]]) -> Iterator[tuple[Rule, Hit]]:
    """Drop a finding where another rule says the same of that place, or of a part of it, and knows more."""
    better: dict[tuple[str, Path], list[Span]] = {}
    for rule, hit in hits:
        for code in rule.supersedes:
            better.setdefault((code, hit.path), []).append(hit.span)
    for rule, hit in hits:
        spans = better.get((rule.code, hit.path), ())
        if not any(hit.span.start <= span.start and span.end <= hit.span.end for span in spans):
            yield rule, hit


def _finding(rule: Rule, hit: Hit, given: Input, lines: dict[int, str]) -> Finding:
    """Complete a hit; `lines` keeps what is shown already, for one long line may have many findings."""
    source = given.source
    span = _clamped(hit.span, len(source.text))
    place = source.range_of(span)
    if place.line not in lines:
        lines[place.line] = source.line_text(place.line)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        message=hit.message,
        file=source.name,
        range=place,
        path=format_path(hit.path),
        help=hit.help,
        fix=_placed(source, hit),
        excerpt=lines[place.line],
        digest=digest_of(source, span),
        collection=given.collection,
        related=tuple(Related(source.name, source.range_of(span), text) for span, text in hit.related),
    )


def _clamped(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _placed(source: Source, hit: Hit) -> PlacedFix | None:
    if hit.fix is None:
        return None
    edits = tuple(PlacedEdit(source.range_of(edit.span), edit.replacement) for edit in hit.fix.edits)
    return PlacedFix(hit.fix.message, edits, hit.fix.safety)
