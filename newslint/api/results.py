"""What the Python API returns; open it to add what the JSON report has new.

The names are those of the JSON report, and the values are made of what its reporter writes. So a name that
only one of the two has doesn't go unseen: a result can't be made then.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, Literal, TypeVar

from newslint import finding
from newslint.reporters.json_report import finding_data, head_data

_V = TypeVar("_V")

Severity = Literal["error", "warning", "info"]
"""How bad a finding is: an error breaks a page, a warning looks bad, info may interest."""


class Table(Mapping[str, _V], Generic[_V]):
    """A mapping that nobody can change."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, _V]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> _V:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return repr(self._values)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands at a place; lines and columns are those of a `Finding`."""

    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that remove a finding, to be taken whole or not at all.

    A safe fix can't change what the field means. The message says what it does.
    """

    safety: Literal["safe", "unsafe"]
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, and what is there; `record` is as in `Finding`."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at a place.

    Lines and columns count Unicode code points from 1; the end is exclusive.
    `path` is the way to the field (`related[0].excerpt`), empty where it is about no field. `help` says what
    to do, and `url` leads to the page of the rule. `untold` is 0, unless the finding stands for others of its
    rule in its file that are only counted: then it is their number. `record` is the number of the record,
    from 1, where the file holds records.
    """

    code: str
    name: str
    severity: Severity
    message: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: str
    help: str | None
    fix: Fix | None
    url: str
    related: tuple[Related, ...]
    untold: int
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Files with something like front matter that could not be read as such, and some of their names."""

    reason: str
    files: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectionCounts:
    """How many files of a collection were checked, and what was found in them."""

    files: int
    findings: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked and found, in numbers.

    `files` counts what was read, and `records` those of files that hold records. `findings` takes in those
    that are `untold`. `known` is how many are left out because the baseline knows them, and `gone` how many
    of the baseline are no longer there.
    """

    files: int
    records: int
    findings: int
    untold: int
    fixable: int
    by_severity: Table[int]
    by_code: Table[int]
    by_collection: Table[CollectionCounts]
    known: int
    gone: int
    interrupted: bool
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class Tool:
    """What made a report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in the order of files and places.

    Two parts are not in the JSON report, where the command line writes them to standard error:
    `internal_errors` are lines about rules of newslint that failed, so that findings may be missing, and
    `warnings` say what else was not as the caller probably thinks, such as a collection without a file.
    """

    tool: Tool
    summary: Summary
    findings: tuple[Finding, ...]
    internal_errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON report as plain data."""
        found: dict[str, Any] = _plain(self)
        del found["internal_errors"], found["warnings"]
        return found


@dataclass(frozen=True, slots=True)
class FixResult:
    """A text after its fixes.

    `applied` are the findings that were fixed, each in terms of the text that it was found in: later ones may
    have shown only after earlier ones were fixed. `fixed` says how many findings went, some by a fix of
    another. Of more than a thousand, the later ones in `applied` only tell the code, and of records it has
    the first one of each rule. `report` is what is found in the new text; where a fix was wanted and refused,
    the help of its finding says why.
    `is_unfinished` says that there is more to fix than is done at once: fix the text again.
    """

    text: str
    applied: tuple[Finding, ...]
    fixed: int
    is_unfinished: bool
    report: Report


def report_of(report: finding.Report, warnings: Iterable[str] = ()) -> Report:
    """The result for a report."""
    head: Any = head_data(report)
    summary = head["summary"]
    counts = {name: CollectionCounts(**data) for name, data in summary["by_collection"].items()}
    unread = [Unread(**{**data, "examples": tuple(data["examples"])}) for data in summary["unread"]]
    return Report(
        Tool(**head["tool"]),
        Summary(
            **{
                **summary,
                "by_severity": Table(summary["by_severity"]),
                "by_code": Table(summary["by_code"]),
                "by_collection": Table(counts),
                "unread": tuple(unread),
            }
        ),
        findings_of(report.findings),
        report.internal_errors,
        tuple(warnings),
    )


def findings_of(findings: Iterable[finding.Finding]) -> tuple[Finding, ...]:
    """The results for findings."""
    return tuple(map(_finding, findings))


def _finding(found: finding.Finding) -> Finding:
    data: Any = finding_data(found)
    fix = data["fix"]
    if fix is not None:
        fix = Fix(**{**fix, "edits": tuple(Edit(**edit) for edit in fix["edits"])})
    return Finding(**{**data, "fix": fix, "related": tuple(Related(**place) for place in data["related"])})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        named = [(field.name, getattr(value, field.name)) for field in fields(value)]
        # The report says it where there are records, and nothing where there are none.
        return {name: _plain(item) for name, item in named if name != "record" or item is not None}
    if isinstance(value, Table):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
