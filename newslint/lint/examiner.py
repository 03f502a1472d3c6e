"""Runs the rules over one file; open it for their order, what silences them, and what is kept.

What comes out is plain data, so that a file can be examined anywhere and be forgotten then.
"""

import os
from array import array
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import chain

from newslint.config.selection import find_selector, nearest_rule
from newslint.document import Document, LocalImage, know_no_image, know_no_schema, parse_document
from newslint.errors import NewslintError, raise_if_exhausted
from newslint.finding import (
    Alike,
    Asked,
    Finding,
    Hit,
    Path,
    PlacedEdit,
    PlacedFix,
    Profile,
    Question,
    Range,
    Related,
    Span,
    Suppression,
    format_path,
)
from newslint.knowledge.forms_to_fill import waits_to_be_filled
from newslint.light_dataclasses import field, light_dataclass
from newslint.light_tuples import NamedTuple
from newslint.lint.fact_store import PackedFact, pack
from newslint.lint.job import Job
from newslint.lint.listing import Bounds, Listing
from newslint.lint.settings import Settings
from newslint.lint.suppress import Codes, Silencer, find_suppressions, without_repeats
from newslint.rule import Catalogue, Rule
from newslint.schema.compiled import choose
from newslint.source import Source
from newslint.system.digests import blake2b
from newslint.text.wording import without_indexes

_DIGESTED = 1000  # characters
_LONGEST = 2000  # characters
_MOST_GUESSES = 100
_FOR_EVER = float("inf")
_MOST_TRAITS = 1000  # combinations of them
_INTERNAL = "{code} failed on {file}: {error!r} (in {place}); this is a bug in {whose}"


@light_dataclass
class Examined:
    """All that is kept of one file.

    That is what rules found in it and bring to comparisons, and what its comments silence. `questions` has
    what they want to know of all articles. `internal` are lines about rules that raised. `images` is what was
    asked about local images, and the answers. `cacheable` says that the same file under the same settings
    gives the same again, as long as these answers hold; of findings that are counted only, that can't be
    said. Of a part of a file of records, `by_record` has the facts of each, and `records` is how many there
    are. `until` is the moment, in seconds, when it may give something else though nothing has changed.
    `unread` names what kept the metadata from being read.
    `by_lines` says that the lines of a field mean the same without those around them, see `Tree`.
    """

    findings: list[Finding] = field(default_factory=list)
    facts: list[PackedFact] = field(default_factory=list)
    by_record: list[tuple[int, list[PackedFact]]] = field(default_factory=list)
    records: int = 0
    internal: list[str] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    profile: Profile | None = None
    questions: dict[Question, Asked] = field(default_factory=dict)
    images: dict[str, LocalImage | None] = field(default_factory=dict)
    cacheable: bool = True
    until: float = _FOR_EVER
    unread: str = ""
    by_lines: bool = False


class Outcome(NamedTuple):
    """What came of a file: `examined` is None where it is no article. `key` stands for what was read."""

    job: Job
    examined: Examined | None
    key: bytes = b""


_Rules = tuple[tuple[Rule, object], ...]


@light_dataclass
class _Plan:
    """The rules that run over a file, each with its options, and the codes of all that were asked for.

    `superseding` names for a code those that know more where they find something. They are asked first.
    """

    rules: _Rules
    last: _Rules
    active: frozenset[str]
    superseding: Mapping[str, list[str]]
    _by_traits: dict[frozenset[str], _Rules] = field(default_factory=dict)

    def rules_for(self, traits: frozenset[str]) -> _Rules:
        """The rules that may find something where there are such traits, which most documents share."""
        found = self._by_traits.get(traits)
        if found is None:
            found = tuple(entry for entry in self.rules if entry[0].may_find(traits))
            if len(self._by_traits) < _MOST_TRAITS:
                self._by_traits[traits] = found
        return found


class Examiner:
    """Runs the rules over one file after the other."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._plans: dict[tuple[bool, frozenset[str]], _Plan] = {}

    def asking(self) -> dict[str, Rule]:
        """The rules that ask questions, by their codes."""
        return {rule.code: rule for rule in self._settings.rules if rule.testify is not None}

    def with_settings(self, settings: Settings) -> "Examiner":
        """The same rules with the same options, under settings that differ in what they know.

        What was made of the rules once serves both, also in threads: nothing in it ever changes its meaning.
        """
        examiner = Examiner(settings)
        examiner._plans = self._plans
        return examiner

    def examine(self, job: Job, source: Source) -> Examined | None:
        """Run the rules over one file; None when it turns out to be no article.

        What its suppressions silence is left out.

        Raises:
            ExhaustedError: there is not enough memory for it.
        """
        try:
            return self._examined(job, source)
        except MemoryError as error:
            raise_if_exhausted(error)
            raise

    def _examined(self, job: Job, source: Source) -> Examined | None:
        result = Examined()
        document = self.parse(job, source, result.images)
        evidence = self._settings.evidence
        if evidence is not None:
            document.evidence = evidence.get(job.collection, {})
        result.unread, result.by_lines = document.unread, document.by_lines
        if not job.expected and not _is_article(document):
            return None
        plan = self._plan(job)
        found = document.suppressions = find_suppressions(document, _selectors(self._settings.catalogue))
        run = _Run(document, job, result, plan.superseding, self._settings.bounds)
        run.ask(plan.rules_for(document.traits))
        if found:
            is_unused = _judge(plan.active, self._settings.catalogue)
            document.unused_suppressions = [s for s in found if is_unused(s)]
            run.ask(entry for entry in plan.last if entry[0].may_find(document.traits))
            result.suppressions = without_repeats(found)
        if self._settings.profiled and job.reported and not source.record:
            from newslint.lint.overview import profile_of  # noqa: PLC0415 - one format wants it

            result.profile = profile_of(document, job.collection)
        untold = any(finding.untold for finding in result.findings)
        if document.holds_until is not None:
            result.until = document.holds_until.timestamp()
        result.cacheable = not (document.depends_on_now or result.internal or source.error or untold)
        return result

    def testify(
        self,
        job: Job,
        source: Source,
        asked: Mapping[str, Collection[Question]],
        failed: dict[str, str],
        images: dict[str, LocalImage | None] | None = None,
    ) -> Iterator[tuple[Question, str]]:
        """What one file answers to questions, which come by the code of their rule; nothing if no article.

        Where a rule raises, a line about that is put into `failed`, by its code, and it is asked no more.
        What is asked about local images is put into `images`.
        """
        document = self.parse(job, source, images)
        if not job.expected and not _is_article(document):
            return
        for rule in self._settings.rules:
            if rule.testify is None or rule.code not in asked or rule.code in failed:
                continue
            try:
                yield from rule.testify(document, asked[rule.code], self._settings.options_of(rule))
            except NewslintError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
                raise_if_exhausted(error)
                failed[rule.code] = internal_error(rule, job.name, error)

    def weigh(self, code: str, counts: Mapping[str, int], failed: dict[str, str]) -> str:
        """What a rule makes of all answers to a question; where it raises, as in `testify`."""
        for rule in self._settings.rules:
            if rule.code == code and rule.weigh is not None:
                try:
                    return rule.weigh(counts)
                except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
                    raise_if_exhausted(error)
                    failed[code] = internal_error(rule, "the whole corpus", error)
        return ""

    def parse(self, job: Job, source: Source, images: dict[str, LocalImage | None] | None = None) -> Document:
        """Read one file as rules see it; what is asked about local images is put into `images`."""
        settings, name, is_record = self._settings, source.name, source.record > 0
        # What is known of a site holds for its pages, and nobody knows which page a record becomes.
        looks = settings.measure is not None and not is_record
        collection = settings.collections.get(job.collection)
        schema = settings.schema if collection is None else collection.schema
        images = {} if images is None else images

        def measure(url: str) -> LocalImage | None:
            if url not in images:
                images[url] = settings.measure(name, url) if settings.measure else None
            return images[url]

        return parse_document(
            source,
            choose if schema is None else lambda keys: schema,  # noqa: ARG005
            expected=job.expected,
            limits=settings.limits,
            yaml_version=settings.yaml_version,
            generator="" if is_record else settings.generator.of(job.path),
            own_hosts=settings.own_hosts,
            vocabularies=settings.vocabularies,
            permalinks=None if is_record else settings.permalinks,
            site_path="" if is_record else _site_path(job, settings),
            now=settings.now,
            measure=measure if looks else know_no_image,
            named_schema=partial(settings.named_schema, name) if settings.named_schema else know_no_schema,
            may_choose=collection is not None and collection.allow_schema_override,
        )

    def _plan(self, job: Job) -> _Plan:
        """Made once for all files on the same terms."""
        terms = (job.reported, job.ignored)
        plan = self._plans.get(terms)
        if plan is None:
            # A rule that compares is asked in spite of being ignored: others are compared with this file.
            rules = [
                rule
                for rule in self._settings.rules
                if rule.compare or (_is_reported(rule, job) and rule.code not in job.ignored)
            ]
            superseding: dict[str, list[str]] = {}
            for rule in rules:
                for code in rule.supersedes:
                    superseding.setdefault(code, []).append(rule.code)
            ordered = [(rule, self._settings.options_of(rule)) for rule in _in_order(rules, superseding)]
            plan = self._plans[terms] = _Plan(
                tuple(entry for entry in ordered if not entry[0].runs_last),
                tuple(entry for entry in ordered if entry[0].runs_last),
                frozenset(rule.code for rule in self._settings.rules) - job.ignored,
                superseding,
            )
        return plan


def _is_reported(rule: Rule, job: Job) -> bool:
    """Whether what a rule finds is wanted.

    That a file can't be read is told of those too that others are only compared with: nothing was compared.
    """
    return job.reported or "unreadable" in rule.needs


def internal_error(rule: Rule, where: str, error: Exception) -> str:
    """Say in one line that a rule raised."""
    from traceback import extract_tb  # noqa: PLC0415 - a rule that raises is a bug

    place = extract_tb(error.__traceback__)[-1]
    whose = f"the plug-in {rule.plugin}" if rule.plugin else "newslint, please report it"
    at = f"{place.name}:{place.lineno}"
    return _INTERNAL.format(code=rule.code, file=where, error=error, place=at, whose=whose)


def digest_of(source: Source, span: Span) -> str:
    """Stand for the text of a place, however long it is."""
    text = f"{span.end - span.start}:{source.text[span.start : span.end][:_DIGESTED]}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class _Run:
    """Asks rules about one document. A rule that raises is one line, and doesn't hide what others find."""

    def __init__(
        self,
        document: Document,
        job: Job,
        result: Examined,
        superseding: Mapping[str, list[str]],
        bounds: Bounds,
    ) -> None:
        self._document = document
        self._job = job
        self._result = result
        suppressions = document.suppressions
        self._silencer = Silencer(suppressions) if suppressions else None
        self._superseding = superseding
        self._bounds = bounds
        # Where rules that supersede others found something: starts and ends in turns, for each path.
        self._better: dict[str, dict[Path, array[int]]] = {}
        # One long line may have many findings.
        self._lines: dict[int, str] = {}

    def ask(self, plan: Iterable[tuple[Rule, object]]) -> None:
        """Add what rules say to the result; those that supersede others come before these."""
        document, result = self._document, self._result
        for rule, options in plan:
            try:
                found = iter(rule.check(document, options))
                if rule.compare is not None:
                    result.facts += pack(rule.code, document.source, found)
                elif (first := next(found, None)) is not None:  # as seldom
                    result.findings += self._findings(rule, chain([first], found))
            except NewslintError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a rule raises, the run goes on
                self._note_failure(rule, error)
            finally:
                document.is_counting = False

    def _note_failure(self, rule: Rule, error: Exception) -> None:
        raise_if_exhausted(error)
        self._better.pop(rule.code, None)
        self._result.internal.append(internal_error(rule, self._document.source.document, error))

    def _findings(self, rule: Rule, hits: Iterable[Hit]) -> list[Finding]:
        document, source, silencer = self._document, self._document.source, self._silencer
        listing = Listing(source.name, rule.code, self._bounds)
        places = self._better[rule.code] = {}
        for hit in hits:
            if rule.supersedes:
                known = places.setdefault(hit.path, array("q"))
                for better in _places_of(hit):
                    known.extend(better)
            if self._is_superseded(rule, hit):
                continue
            if hit.asks is not None:
                asked = self._result.questions.get(hit.asks)
                self._result.questions[hit.asks] = Asked(rule.code, 1 if asked is None else asked.times + 1)
            span = _clamped(hit.span, len(source.text))
            place = source.range_of(span)
            if silencer is not None and silencer.silences(rule.code, place.line):
                continue
            listing.take(
                place,
                partial(_alike, source, hit.path, span),
                partial(self._finding, rule, hit, span, place),
            )
            document.is_counting = listing.is_full
        return listing.findings()

    def _is_superseded(self, rule: Rule, hit: Hit) -> bool:
        """Whether another rule that knows more says the same of a place in this one, or around it."""
        for code in self._superseding.get(rule.code, ()):
            better = self._better.get(code, {}).get(hit.path)
            if better is not None and any(
                (hit.span.start <= start and end <= hit.span.end)
                or (start <= hit.span.start and hit.span.end <= end)
                for start, end in zip(better[::2], better[1::2], strict=True)
            ):
                return True
        return False

    def _finding(self, rule: Rule, hit: Hit, span: Span, place: Range) -> Finding:
        """Complete a hit."""
        source, lines = self._document.source, self._lines
        if source.record:
            excerpt, column = source.excerpt(place)
        else:
            if place.line not in lines:
                lines[place.line] = source.line_text(place.line)
            excerpt, column = lines[place.line], 1
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=rule.severity_of(hit.severity),
            message=_bounded(hit.message),
            file=source.name,
            range=place,
            path=format_path(hit.path),
            help=None if hit.help is None else _bounded(hit.help),
            fix=_placed(source, hit),
            excerpt=excerpt,
            digest=digest_of(source, span),
            collection=self._job.collection,
            related=tuple(
                Related(source.name, source.range_of(span), text, source.record) for span, text in hit.related
            ),
            record=source.record,
            excerpt_column=column,
        )


def _selectors(catalogue: Catalogue) -> Codes:
    """What the selectors of one file stand for; it guesses what is meant as often as people misspell."""
    guesses = iter(range(_MOST_GUESSES))

    def codes_of(selector: str) -> tuple[frozenset[str] | None, str | None]:
        found = find_selector(catalogue, selector)
        if found is not None:
            return frozenset(rule.code for rule in found[1]), None
        return None, None if next(guesses, None) is None else nearest_rule(catalogue, selector)

    return codes_of


def _judge(active: Container[str], catalogue: Catalogue) -> Callable[[Suppression], bool]:
    """Tell whether a suppression silenced nothing though every rule that it names looked at the document."""

    @cache
    def judged(codes: frozenset[str]) -> bool:
        rules = [catalogue.by_code[code] for code in codes]
        concerned = [rule for rule in rules if rule.default or rule.code in active]
        judged = (rule.code in active and rule.compare is None and not rule.runs_last for rule in concerned)
        return bool(concerned) and all(judged)

    return lambda suppression: (
        not suppression.used and suppression.codes is not None and judged(suppression.codes)
    )


def _is_article(document: Document) -> bool:
    """Whether a file that a walk came across is an article, is meant to be one, or can't even be read."""
    if document.source.error is not None:
        return True
    if document.fence is None:
        return bool(document.unread)
    name, is_broken = document.source.name, bool(document.problems)
    return not waits_to_be_filled(name, document.block, is_broken=is_broken)


def _in_order(rules: Iterable[Rule], superseding: Mapping[str, list[str]]) -> Iterator[Rule]:
    """Rules, each behind those that supersede it."""
    waiting = {rule.code: rule for rule in rules}

    def put(code: str) -> Iterator[Rule]:
        rule = waiting.pop(code, None)
        if rule is not None:
            for better in superseding.get(code, ()):
                yield from put(better)
            yield rule

    for code in list(waiting):
        yield from put(code)


def _alike(source: Source, path: Path, span: Span) -> Alike:
    return without_indexes(format_path(path)), digest_of(source, span)


def _bounded(text: str) -> str:
    """What a rule says, cut where it quotes too much."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _places_of(hit: Hit) -> Iterator[Span]:
    """All places that a hit is about: its own, the others that it names, and those that it mends."""
    yield hit.span
    for place, _ in hit.related:
        yield place
    for edit in hit.fix.edits if hit.fix is not None else ():
        yield edit.span


def _clamped(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _placed(source: Source, hit: Hit) -> PlacedFix | None:
    if hit.fix is None:
        return None
    edits = tuple(PlacedEdit(source.range_of(edit.span), edit.replacement) for edit in hit.fix.edits)
    return PlacedFix(_bounded(hit.fix.message), edits, hit.fix.safety, hit.fix.mends)


def _site_path(job: Job, settings: Settings) -> str:
    """The path of a file in the folder of the site; empty where it lies elsewhere, or nobody asks."""
    folder = settings.site_folder
    if settings.permalinks is None or not folder or not job.path.startswith(folder):
        return ""
    return job.path.removeprefix(folder).replace(os.sep, "/")
