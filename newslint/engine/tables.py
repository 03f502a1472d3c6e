"""Findings and comparisons as functions of tables, for Spark, Ray and others; open it to run newslint there.

Each function takes a part of an archive, or rows that another one gave, and gives rows: mappings of names to
texts, numbers and truth values, and nothing nested, so that any engine can carry them. They read no files but
the configuration, and know nothing of each other, so any process may call them, in any order, and again:

1. `document_findings` tells what is wrong with each document by itself. Where rules go by the habits of all
   documents, it needs what these answer: see `surveys`.
2. `facts` tells what each document brings to comparisons. Rows with the same `group` must come together;
   `combine` makes fewer of some of them before they travel.
3. `compare` tells what is found in one group, or in several.
4. `complete` adds what only the documents know: excerpts, fixes, and places that were only counted.
5. `told_once` makes one finding of those that say the same of one thing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from newslint.api.failures import as_newslint_error
from newslint.api.loading import Config
from newslint.engine import stages, surveys
from newslint.engine.parcels import combined
from newslint.engine.partitions import Documents, Row, listed, rows_of, settings_of
from newslint.errors import NewslintError
from newslint.finding import PLACE, CorpusHit, Crowd, Finding, PlacedFact, Range, Related, Severity
from newslint.lint import repeats
from newslint.lint.comparisons import hits_of
from newslint.lint.fact_store import placed
from newslint.lint.settings import Settings
from newslint.reporters.json_report import finding_data
from newslint.rule import Rule
from newslint.run.projects import with_wanted_fixes

FINDING: Final = {
    "document": str, "line": int, "column": int, "end_line": int, "end_column": int, "code": str, "rule": str,
    "severity": str, "message": str, "path": str, "help": str, "fix": str, "related": str, "excerpt": str,
    "collection": str, "repeats": str, "untold": int,
}  # fmt: skip
"""The columns of findings, as in the JSON report, and the types of their values; two hold JSON.

Findings of one rule with the same `repeats`, where there is one, say the same of one thing: see `told_once`.
"""

FACT: Final = {
    "group": str, "rule": str, "key": str, "values": str, "document": str, "line": int, "column": int,
    "end_line": int, "end_column": int, "path": str, "silenced": str, "crowd": str,
}  # fmt: skip
"""The columns of facts. Only `group` means something to others."""

COMPARED: Final = {**FINDING, "places": int, "hit": str}
"""The columns of what `compare` gives: a finding at `document`, or at that one and others: so many `places`.

`hit` is for `complete`.
"""

_WHOLE_FILE: Final = "[[0, null]]"
_CHANGED: Final = "a row of `{}` isn't as it was given: its {} nothing"


@as_newslint_error
def document_findings(
    partition: Any, config: Config | None = None, *, key: str = "", answers: Any = None
) -> list[Row]:
    """What is wrong with each document by itself.

    Args:
        partition: Documents: an iterable of pairs (name, text) and of mappings; or a data frame of pandas, a
            table or a batch of pyarrow, or a mapping of columns, as Ray gives them. Columns called `name` and
            `text` are such pairs, and all others the fields of records.
        config: What `newslint.load_config` read; the defaults without one. It can be sent to other processes.
        key: The field that tells records apart, by which findings call them; it needs no other name.
        answers: All that `answers` gave, of all partitions. Without that, rules that go by the habits of all
            documents say what they say of one alone.

    Returns:
        A row for each finding, with the columns of `FINDING`.

    Raises:
        NewslintError: the partition holds something else, rows are no such rows, or a schema can't be used.
    """
    documents = Documents(partition, config, key)
    if answers is not None:
        documents.session = surveys.knowing(documents.session, answers)
    findings: list[Finding] = []
    for _, examined in documents.examined():
        findings += examined.findings
    return [_finding_row(finding) for finding in with_wanted_fixes(findings, documents.session.project)]


@as_newslint_error
def facts(partition: Any, config: Config | None = None, *, key: str = "") -> list[Row]:
    """What each document brings to comparisons, combined as far as one partition can.

    A document must lie in one partition as a whole.

    Args:
        partition: As for `document_findings`.
        config: As there.
        key: As there.

    Returns:
        A row for each fact, with the columns of `FACT`.

    Raises:
        NewslintError: as there.
    """
    documents = Documents(partition, config, key)
    settings = documents.session.settings
    rules = {rule.code: rule for rule in stages.comparing(settings)}
    groups: defaultdict[tuple[str, int], list[Any]] = defaultdict(list)
    silenced: dict[tuple[str, str], str] = {}
    for job, examined in documents.examined():
        for fact in examined.facts:
            groups[fact[0], fact[1]].append((job.name, fact, job.record))
        for code in rules:
            lines = [[s.first, s.last] for s in examined.suppressions if s.codes and code in s.codes]
            if code in job.ignored:
                silenced[code, job.name] = _WHOLE_FILE
            elif lines:
                silenced[code, job.name] = json.dumps(lines).replace("Infinity", "null")
    return [
        _fact_row(rules[code], fact, silenced.get((code, fact.file), ""))
        for (code, number), its in groups.items()
        for fact in combined(rules[code], placed(number, its), settings.options_of)
    ]


@as_newslint_error
def combine(rows: Any, config: Config | None = None) -> list[Row]:
    """Fewer rows that say the same, of those of one group or of many, whole or not.

    Args:
        rows: What `facts`, `questions` or `answers` gave, or `combine`, of one or of several partitions.
        config: As for `facts`.

    Returns:
        Rows with the same columns.

    Raises:
        NewslintError: as for `facts`.
    """
    settings = settings_of(config)
    rows = listed(rows, "facts")
    if surveys.are_of_one(rows):
        return surveys.combined(rows)
    rows = rows_of(rows, FACT, "facts")
    silenced = {(row["rule"], row["document"]): row["silenced"] for row in rows}
    return [
        _fact_row(rule, fact, silenced.get((rule.code, fact.file), ""))
        for rule, groups in _groups(rows, settings)
        for group in groups
        for fact in combined(rule, group, settings.options_of)
    ]


@as_newslint_error
def compare(rows: Any, config: Config | None = None) -> list[Row]:
    """What is found in one group of facts, or in several.

    Args:
        rows: All facts of these groups.
        config: As for `facts`.

    Returns:
        A row for each finding, with the columns of `COMPARED`, without excerpts and fixes.

    Raises:
        NewslintError: as for `facts`, or a rule raised.
    """
    settings, rows = settings_of(config), rows_of(rows, FACT, "facts")
    silenced = {(row["rule"], row["document"]): row["silenced"] for row in rows if row["silenced"]}
    found: list[Row] = []
    for rule, groups in _groups(rows, settings):
        internal: list[str] = []
        kept = (group for group in groups if _is_compared(rule, group))
        for hit in hits_of(rule, kept, settings, internal):
            lines = "" if hit.fact.crowd else silenced.get((rule.code, hit.fact.file), "")
            if not _is_silenced(lines, hit.fact.range.line):
                found.append(_compared_row(rule, hit))
        if internal:
            raise NewslintError(internal[0])
    return found


@as_newslint_error
def complete(partition: Any, compared: Any, config: Config | None = None, *, key: str = "") -> list[Row]:
    """What comparisons found in the documents of a partition, as a report tells it.

    Args:
        partition: As for `document_findings`.
        compared: All that `compare` gave, or what of it has a document of this partition or several `places`.
        config: As there.
        key: As there.

    Returns:
        A row for each finding, with the columns of `FINDING`.

    Raises:
        NewslintError: as there.
    """
    documents = Documents(partition, config, key)
    hits: defaultdict[str, defaultdict[str, list[CorpusHit]]] = defaultdict(lambda: defaultdict(list))
    crowds: defaultdict[str, list[CorpusHit]] = defaultdict(list)
    for row in rows_of(compared, COMPARED, "compare"):
        hit = _read_hit(row["hit"])
        if hit.fact.crowd is None:
            hits[hit.fact.file][row["code"]].append(hit)
        else:
            crowds[row["code"]].append(hit)
    told = stages.tell(documents.session, documents.jobs, hits, stages.things(crowds))
    findings = [finding for _, its in told.findings for finding in its]
    return [_finding_row(finding) for finding in with_wanted_fixes(findings, documents.session.project)]


@as_newslint_error
def told_once(rows: Any) -> list[Row]:
    """Findings as reports have them: of those that say the same of one thing the first, with all places.

    Args:
        rows: Findings. All that have the same `repeats` must be among them.

    Returns:
        Rows with the same columns, sorted by document and place.

    Raises:
        NewslintError: rows are no such rows.
    """
    rows = rows_of(rows, FINDING, "complete")
    found = [_read_finding(row)._replace(digest=str(number)) for number, row in enumerate(rows)]
    told = repeats.told_once(sorted(found, key=lambda finding: finding.sort_key))
    return [
        {**rows[int(finding.digest)], "message": finding.message, "related": _related(finding)}
        for finding in told
    ]


def _read_finding(row: Mapping[str, Any]) -> Finding:
    try:
        related = tuple(
            Related(place["file"], Range(*(place[name] for name in Range._fields)), place["message"])
            for place in (json.loads(row["related"]) if row["related"] else ())
        )
        severity = Severity(row["severity"])
    except (KeyError, TypeError, ValueError) as error:
        raise NewslintError(_CHANGED.format("complete", "`severity` or `related` says")) from error
    place = Range(*(int(row[name]) for name in Range._fields))
    return Finding(
        row["code"], row["rule"], severity, row["message"], row["document"], place, row["path"],
        row["help"], None, row["excerpt"], related=related, group=row["repeats"],
    )  # fmt: skip


def _related(finding: Finding) -> str:
    return json.dumps(finding_data(finding)["related"]) if finding.related else ""


def _finding_row(finding: Finding) -> Row:
    data = finding_data(finding)
    return {
        "document": data["file"],
        "line": data["line"],
        "column": data["column"],
        "end_line": data["end_line"],
        "end_column": data["end_column"],
        "code": data["code"],
        "rule": data["name"],
        "severity": data["severity"],
        "message": data["message"],
        "path": data["path"],
        "help": data["help"] or "",
        "fix": "" if data["fix"] is None else json.dumps(data["fix"]),
        "related": _related(finding),
        "excerpt": finding.excerpt,
        "collection": finding.collection,
        "repeats": finding.group,
        "untold": finding.untold,
    }


def _fact_row(rule: Rule, fact: PlacedFact, silenced: str) -> Row:
    return {
        "group": f"{rule.code} {fact.key}" if rule.judges_groups_alone else rule.code,
        "rule": rule.code,
        "key": fact.key,
        "values": json.dumps(fact.values),
        "document": fact.file,
        **fact.range._asdict(),
        "path": fact.path,
        "silenced": silenced,
        "crowd": "" if fact.crowd is None else json.dumps(fact.crowd),
    }


def _read_fact(row: Mapping[str, Any]) -> PlacedFact:
    place = Range(*(int(row[name]) for name in Range._fields))
    try:
        _is_silenced(row["silenced"], 0)
        crowd = Crowd(*json.loads(row["crowd"])) if row["crowd"] else None
        values = tuple(json.loads(row["values"]))
    except (TypeError, ValueError) as error:
        raise NewslintError(_CHANGED.format("facts", "`values`, `silenced` or `crowd` say")) from error
    return PlacedFact(row["key"], values, row["document"], place, row["path"], 0, crowd)


def _groups(rows: Iterable[Any], settings: Settings) -> Iterator[tuple[Rule, Iterator[list[PlacedFact]]]]:
    """The facts of each rule by their keys, sorted by document and place."""
    by_rule: defaultdict[str, defaultdict[str, list[PlacedFact]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_rule[row["rule"]][row["key"]].append(_read_fact(row))
    for rule in stages.comparing(settings):
        if rule.code in by_rule:
            yield rule, (sorted(its, key=PLACE) for its in by_rule[rule.code].values())


def _is_compared(rule: Rule, group: list[PlacedFact]) -> bool:
    """Whether a rule wants to see a group, as `FactStore.groups` decides."""
    is_shared = rule.with_single or len(group) > 1 or group[0].crowd is not None
    return is_shared and not (rule.only_differing and len({fact.values for fact in group}) == 1)


def _is_silenced(silenced: str, line: int) -> bool:
    return bool(silenced) and any(
        first <= line and (last is None or line <= last) for first, last in json.loads(silenced)
    )


def _compared_row(rule: Rule, hit: CorpusHit) -> Row:
    fact = hit.fact
    finding = Finding(
        rule.code, rule.name, rule.severity_of(hit.severity), hit.message, fact.file, fact.range, fact.path,
        hit.help, None, "", related=hit.related, group=fact.key if hit.repeats else "",
    )  # fmt: skip
    written = [
        [fact.key, fact.values, fact.file, fact.range, fact.path, fact.crowd],
        hit.message, hit.help, hit.related, hit.repeats, hit.severity, hit.meant,
    ]  # fmt: skip
    return {**_finding_row(finding), "places": fact.number, "hit": json.dumps(written)}


def _read_hit(written: str) -> CorpusHit:
    try:
        (key, values, file, place, path, crowd), message, advice, related, *rest = json.loads(written)
        repeats, severity, meant = rest
        fact = PlacedFact(key, tuple(values), file, Range(*place), path, 0, Crowd(*crowd) if crowd else None)
        places = tuple(Related(name, Range(*where), said, *more) for name, where, said, *more in related)
        worse = Severity(severity) if severity else None
    except (TypeError, ValueError) as error:
        raise NewslintError(_CHANGED.format("compare", "`hit` says")) from error
    return CorpusHit(fact, message, advice, places, repeats, worse, meant)
