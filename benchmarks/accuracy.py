"""How true newslint's findings are: measured on an archive of real articles that people have labelled.

    python benchmarks/accuracy.py [--corpus DIR] [--all-rules]

Every file is linted in one run, so that rules which compare articles see all of them; once with a schema for
each folder, once as files bind without a configuration. Then errors are planted into the articles, one at a
time: what an archive happens not to contain is measured too.
"""

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from archive import BODY, CORPUS, AbsentError, Archive, Label, by_file, read_archive, related
from planting import Planted, plant_all, sound_alarms

from newslint.finding import Finding, Report
from newslint.rules import BY_CODE

# What nobody finds by looking at the front matter: counted, but not in the recall of the whole.
APART = frozenset({"excerpt.boilerplate", "excerpt.truncated"})
DEFECT, NOT_DEFECT, DEBATABLE = VERDICTS = ("defect", "not-defect", "debatable")


@dataclass
class Score:
    """What became of the labels, and which findings no label explains.

    A finding belongs to a defect if one explains it, and to no other label then. `twice` are findings about
    the same characters.
    """

    found: list[Label] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    silent: list[Label] = field(default_factory=list)
    reported: list[Label] = field(default_factory=list)
    unruled: list[Label] = field(default_factory=list)
    alarms: list[tuple[Finding, Label]] = field(default_factory=list)
    unexplained: list[Finding] = field(default_factory=list)
    twice: list[tuple[Finding, Finding]] = field(default_factory=list)

    def recall(self, wanted: Callable[[Label], bool] = lambda label: label.category not in APART) -> float:
        """The share of the defects that were found; 1 when there are none."""
        found, missed = sum(map(wanted, self.found)), sum(map(wanted, self.missed))
        return found / (found + missed) if found + missed else 1.0

    def misses(self) -> list[Label]:
        """The missed defects that count."""
        return [label for label in self.missed if label.category not in APART]


def score(archive: Archive, report: Report) -> Score:
    """Hold the findings of a run against the labels."""
    result = Score()
    findings: dict[str, list[Finding]] = {}
    for finding in report.findings:
        findings.setdefault(finding.file, []).append(finding)
    for name, labels in by_file(archive.labels).items():
        _judge_file(labels, findings.pop(name, []), archive.codes, result)
    result.unexplained += [finding for found in findings.values() for finding in found]
    result.twice += [pair for pair in pairwise(report.findings) if _overlap(*pair)]
    return result


def _overlap(first: Finding, second: Finding) -> bool:
    """Whether two findings, the first before the second, are about the same characters of a field."""
    end = (first.range.end_line, first.range.end_column)
    return (first.file, first.path) == (second.file, second.path) and end > (
        second.range.line,
        second.range.column,
    )


def explains(label: Label, finding: Finding, codes: Collection[str]) -> bool:
    """Whether a finding in the file of a label is about the same place, and of a code that fits."""
    if finding.code not in codes:
        return False
    return any(
        not path or related(path, finding.path) or (path == BODY and not finding.path) for path in label.paths
    )


def _judge_file(
    labels: list[Label], findings: list[Finding], codes: Mapping[str, Collection[str]], result: Score
) -> None:
    ruled = [label for label in labels if label.category in codes]
    result.unruled += [label for label in labels if label.category not in codes]
    left = findings
    for verdict in VERDICTS:
        rest = list(left)
        for label in (label for label in ruled if label.verdict == verdict):
            told = [finding for finding in left if explains(label, finding, codes[label.category])]
            rest = [finding for finding in rest if finding not in told]
            if verdict == DEFECT:
                (result.found if told else result.missed).append(label)
            else:
                (result.reported if told else result.silent).append(label)
            if verdict == NOT_DEFECT:
                result.alarms += [(finding, label) for finding in told]
        left = rest
    result.unexplained += left


def table(archive: Archive, result: Score) -> list[str]:
    """One line a category: what was labelled, and what became of it."""
    head = f"{'category':24}{'defect':>8}{'found':>7}{'missed':>7}{'not-def.':>10}{'silent':>7}{'ALARM':>7}"
    lines = [f"{head}{'debatable':>11}{'silent':>7}{'told':>6}  codes"]
    for category in sorted({label.category for label in archive.labels}):
        codes = archive.codes.get(category)
        counts = {
            name: [label.verdict for label in labels if label.category == category]
            for name, labels in vars(result).items()
            if name in ("found", "missed", "silent", "reported", "unruled")
        }
        total = [sum(verdicts.count(verdict) for verdicts in counts.values()) for verdict in VERDICTS]
        alarms = sum(label.category == category for _, label in result.alarms)
        cells = (
            f"{category:24}{total[0]:8}{len(counts['found']):7}{len(counts['missed']):7}"
            f"{total[1]:10}{counts['silent'].count(NOT_DEFECT):7}{alarms:7}"
            f"{total[2]:11}{counts['silent'].count(DEBATABLE):7}{counts['reported'].count(DEBATABLE):6}"
        )
        lines.append(f"{cells}  {_rules(codes) if codes else 'no rule judges it'}")
    return lines


def _rules(codes: Iterable[str]) -> str:
    """The codes of a category; in brackets those that don't run."""
    known = {code: BY_CODE.get(code) for code in sorted(codes)}
    states = {
        code: code if rule and rule.default else f"({code} off)" if rule else f"({code} absent)"
        for code, rule in known.items()
    }
    return " ".join(states.values())


def described(label: Label) -> str:
    """A label on one line."""
    return f"{label.file}:{label.line}: {label.category} {label.paths[0]} ({label.family}: {label.why})"


def placed(finding: Finding) -> str:
    """A finding on one line."""
    return f"{finding.file}:{finding.range.line}: {finding.code} {finding.severity} {finding.message}"


def summary(result: Score) -> list[str]:
    """The numbers that count, on a few lines."""
    counted = [label for label in (*result.found, *result.missed) if label.category not in APART]
    apart = [label for label in (*result.found, *result.missed) if label.category in APART]
    beside = result.recall(lambda label: label.category in APART)
    unruled = sum(label.verdict == DEFECT for label in result.unruled)
    return [
        f"recall {result.recall():.4f} of {len(counted)} defects",
        f"recall {beside:.4f} of {len(apart)} defects that count apart ({', '.join(sorted(APART))})",
        f"false alarms: {len(result.alarms)}",
        f"findings that no label explains: {len(result.unexplained)}",
        f"defects of kinds that no rule judges: {unruled}",
    ]


def print_list(title: str, lines: list[str]) -> None:
    print(f"\n{title}: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def print_score(archive: Archive, report: Report, before: Score | None = None) -> Score:
    """Print the table and what to look at; after another score, only what that didn't have."""
    result = score(archive, report)
    known = before or Score()
    print("\n".join(table(archive, result)))
    print("\n".join(summary(result)))
    also = "" if before is None else " that the other run didn't have"
    missed = [described(label) for label in result.missed if label not in known.missed]
    print_list(f"missed defects{also}", missed)
    alarms = [x for x in result.alarms if x not in known.alarms]
    print_list(f"false alarms{also}", [f"{placed(x)}\n      {described(label)}" for x, label in alarms])
    told = [x for x in result.reported if x.verdict == DEBATABLE and x not in known.reported]
    print_list(f"debatable, reported{also}", [described(label) for label in told])
    unexplained = [placed(x) for x in result.unexplained if x not in known.unexplained]
    print_list(f"findings that no label explains{also}", unexplained)
    twice = [f"{placed(x)}\n      {placed(y)}" for x, y in result.twice if (x, y) not in known.twice]
    print_list(f"findings about the same characters{also}", twice)
    print_list("internal errors", list(report.internal_errors))
    return result


def print_planted(results: Iterable[Planted]) -> None:
    print(f"{'rule':8}{'planted':>9}{'found':>7}{'recall':>8}")
    for result in results:
        if result.skipped:
            print(f"{result.code:8}  skipped: {result.skipped}")
            continue
        found = result.planted - len(result.missed)
        print(f"{result.code:8}{result.planted:9}{found:7}{result.recall:8.3f}")
        for miss in result.missed:
            print(f"    missed: {miss}")


def main() -> int:
    """Print the whole benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of labels and articles")
    parser.add_argument("--no-planting", action="store_true", help="only what is there")
    parser.add_argument("--all-rules", action="store_true", help="also the rules that are off by default")
    given = parser.parse_args()
    try:
        archive = read_archive(given.corpus)
    except AbsentError as error:
        print(f"Nothing to measure: {error}. Name another folder with --corpus.")
        return 0
    print(f"{len(archive.sources)} files, {len(archive.labels)} labels\n")
    print("== each folder bound to its schema")
    report = archive.lint(all_rules=given.all_rules)
    result = print_score(archive, report)
    print("\n== as files bind without a configuration")
    print_score(archive, archive.lint(described=False, all_rules=given.all_rules), result)
    if not given.no_planting:
        print("\n== errors planted one at a time")
        print_planted(plant_all(archive, report))
        print_list("findings in copies that were changed and stayed sound", sound_alarms(archive, report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
