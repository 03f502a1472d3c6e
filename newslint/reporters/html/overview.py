"""What the HTML report says of the whole archive, cut where too long; open it for counts and cuts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from newslint.finding import Finding, Profile, Report, Severity, number_of, tally

_MOST_PUBLISHERS = 15
_MOST_COLLECTIONS = 50
_MOST_COLUMNS = 4  # of collections, beside that of all files
_MOST_FIELDS = 120
_LONGEST_BY_MONTH = 60  # months
_LONGEST_BY_YEAR = 40  # years


@dataclass(slots=True)
class Tally:
    """How many files something has, and how many findings by severity; `touched` are the files with any."""

    files: int = 0
    touched: int = 0
    by_severity: Counter[Severity] = field(default_factory=Counter)

    @property
    def findings(self) -> int:
        """The findings of all severities."""
        return self.by_severity.total()


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The findings of one rule."""

    code: str
    name: str
    severity: Severity
    summary: str
    findings: int
    files: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Files and findings by date of publication: one tally for each month or year, the empty ones too.

    `outside` counts the files whose dates are too far from the others to be drawn, `undated` those without.
    """

    unit: str
    periods: tuple[tuple[str, Tally], ...]
    outside: int
    undated: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many files have each field: a row counts them for each of `columns`, which count all files."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything above the list of findings. Names are as files and configurations spell them: untrusted."""

    total: Tally
    rules: tuple[RuleCount, ...]
    collections: tuple[tuple[str, Tally], ...]
    more_collections: int
    timeline: Timeline | None
    publishers: tuple[tuple[str, Tally], ...]
    more_publishers: int
    coverage: Coverage | None


def overview(report: Report) -> Overview:
    """Count what a report holds."""
    by_file = _by_file(report.findings)
    severities = tally((finding.severity, finding) for finding in report.findings)
    total = Tally(report.files, len(by_file), severities)
    collections = _by_collection(report)
    publishers = _grouped(by_file, ((p.file, p.publisher) for p in report.profiles if p.publisher))
    worst = [entry for entry in _most_findings(publishers) if entry[1].findings]
    return Overview(
        total,
        tuple(_rules(report)),
        tuple(_most_findings(collections)[:_MOST_COLLECTIONS]),
        max(len(collections) - _MOST_COLLECTIONS, 0),
        _timeline(by_file, report.profiles),
        tuple(worst[:_MOST_PUBLISHERS]),
        max(len(worst) - _MOST_PUBLISHERS, 0),
        _coverage(report.profiles),
    )


_Severities = Counter[Severity]


def _by_file(findings: Iterable[Finding]) -> dict[str, _Severities]:
    counts: dict[str, _Severities] = defaultdict(Counter)
    for finding in findings:
        counts[finding.file][finding.severity] += finding.number
    return dict(counts)


def _grouped(by_file: Mapping[str, _Severities], membership: Iterable[tuple[str, str]]) -> dict[str, Tally]:
    groups: dict[str, Tally] = defaultdict(Tally)
    for file, group in membership:
        tally = groups[group]
        tally.files += 1
        if file in by_file:
            tally.touched += 1
            tally.by_severity.update(by_file[file])
    return dict(groups)


def _by_collection(report: Report) -> dict[str, Tally]:
    """A tally for each collection; nothing where no file belongs to one."""
    groups = {name: Tally(files) for name, files in report.collections.items()}
    seen = set()
    for finding in report.findings:
        group = groups.setdefault(finding.collection, Tally())
        group.by_severity[finding.severity] += finding.number
        if finding.file not in seen:
            seen.add(finding.file)
            group.touched += 1
    return groups if any(groups) else {}


def _most_findings(groups: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    return sorted(groups.items(), key=lambda entry: (-entry[1].findings, -entry[1].files, entry[0]))


def _rules(report: Report) -> Iterator[RuleCount]:
    """The rules that found something, the worst first, then those with the most findings."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.code].append(finding)
    counts = []
    for code, findings in found.items():
        info = report.rules.get(code)
        # A configuration may give some findings of a rule another severity: the worst speaks for it.
        severity = max((finding.severity for finding in findings), key=lambda s: s.rank)
        files = len({finding.file for finding in findings})
        summary = "" if info is None else info.summary
        counts.append(RuleCount(code, findings[0].name, severity, summary, number_of(findings), files))
    yield from sorted(counts, key=lambda count: (-count.severity.rank, -count.findings, count.code))


def _timeline(by_file: Mapping[str, _Severities], profiles: Iterable[Profile]) -> Timeline | None:
    """Months where all dates are near each other, else years; None without a date."""
    dates = [(profile.file, profile.published) for profile in profiles]
    undated = sum(not date for _, date in dates)
    if undated == len(dates):
        return None
    months = _in_busiest_years(Counter(_month(date) for _, date in dates if date))
    first, last = min(months), max(months)
    if last - first < _LONGEST_BY_MONTH:
        unit, length = "month", len("2024-01")
        names = [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
    else:
        unit, length = "year", len("2024")
        names = [f"{year:04}" for year in range(first // 12, last // 12 + 1)]
    groups = _grouped(by_file, ((file, date[:length]) for file, date in dates if date))
    periods = tuple((name, groups.get(name, Tally())) for name in names)
    drawn = sum(tally.files for _, tally in periods)
    return Timeline(unit, periods, len(dates) - undated - drawn, undated)


def _month(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7]) - 1


def _in_busiest_years(months: Mapping[int, int]) -> list[int]:
    """The months to draw. One wrong date, as 0201 for 2010, must not press all others into a corner."""
    years = Counter[int]()
    for month, count in months.items():
        years[month // 12] += count
    held = {year: sum(years[year + more] for more in range(_LONGEST_BY_YEAR)) for year in sorted(years)}
    first = max(held, key=held.__getitem__)
    return [month for month in months if first <= month // 12 < first + _LONGEST_BY_YEAR]


def _coverage(profiles: Iterable[Profile]) -> Coverage | None:
    """The fields that files have, the most common first; by collection too where there are several."""
    files = Counter[str]()
    having: dict[str, Counter[str]] = defaultdict(Counter)
    for profile in profiles:
        files[profile.collection] += 1
        for name in profile.fields:
            # The items of a list go without saying beside the list itself.
            if not name.endswith("[]"):
                having[name][profile.collection] += 1
    if not having:
        return None
    collections = sorted(files, key=lambda name: (-files[name], name)) if len(files) > 1 else []
    collections = collections[:_MOST_COLUMNS]
    fields = sorted(having, key=lambda name: (-having[name].total(), name))
    return Coverage(
        (("All files", files.total()), *((name, files[name]) for name in collections)),
        tuple(
            (name, (having[name].total(), *(having[name][group] for group in collections)))
            for name in fields[:_MOST_FIELDS]
        ),
        max(len(fields) - _MOST_FIELDS, 0),
    )
