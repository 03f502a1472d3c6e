"""Tells which files have other names than in the baseline; open it for what makes two files one.

A baseline knows files by their names alone. Where one of them is gone, and a file that the baseline doesn't
know has the same findings, or the same name in another folder and some of the findings, that is taken for the
same file. A new file that takes the place of another one so can't bring more findings than that one had.
"""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from newslint.finding import Alike, Finding
from newslint.lint.listing import alike_in
from newslint.run.baseline import Baseline

_Key = TypeVar("_Key", bound=Hashable)
_Gist = tuple[str, Alike]  # the code, and what findings that are alike have in common


class _File(NamedTuple):
    """A file, and how many findings of which kind it has."""

    name: str
    findings: Counter[_Gist]

    @property
    def last(self) -> str:
        """Its name without folders."""
        return self.name.rpartition("/")[2]

    @property
    def content(self) -> frozenset[tuple[_Gist, int]]:
        """All findings, to compare them with those of others."""
        return frozenset(self.findings.items())


def renamed(
    baseline: Baseline,
    findings: Iterable[Finding],
    name: Callable[[str], str],
    is_there: Callable[[str], bool],
    codes: Container[str],
) -> dict[str, str]:
    """The old name in the baseline of every file that has another one now.

    Args:
        baseline: What is known.
        findings: What a run has found.
        name: How the baseline calls a file, given the name that findings have for it.
        is_there: Whether a file of the baseline, by its name there, is on the disk.
        codes: The rules that the run has asked.
    """
    known = {entry.file for entry in baseline.counts}
    new: dict[str, Counter[_Gist]] = {}
    for finding in findings:
        file = name(finding.file)
        if file not in known:
            alike = finding.alike if finding.untold else ((alike_in(finding), 1),)
            counts = new.setdefault(file, Counter())
            for gist, number in alike:
                counts[finding.code, gist] += number
    if not new:
        return {}
    gone: dict[str, Counter[_Gist]] = {file: Counter() for file in known if not is_there(file)}
    for entry, number in baseline.counts.items():
        if entry.file in gone and entry.code in codes:
            gone[entry.file][entry.code, (entry.path, entry.digest)] = number
    return _paired(_files(new), _files(gone))


def _files(findings: Mapping[str, Counter[_Gist]]) -> list[_File]:
    return [_File(*item) for item in sorted(findings.items()) if item[1]]


def _paired(new: list[_File], gone: list[_File]) -> dict[str, str]:
    found: dict[str, str] = {}
    by_last = _groups(gone, lambda file: file.last)
    for last, files in _groups(new, lambda file: file.last).items():
        moved = by_last.get(last, [])
        if len(files) == len(moved) == 1 and files[0].findings & moved[0].findings:
            found[files[0].name] = moved[0].name
    taken = set(found.values())
    by_content = _groups([file for file in gone if file.name not in taken], lambda file: file.content)
    left = [file for file in new if file.name not in found]
    for content, files in _groups(left, lambda file: file.content).items():
        # Which of several is which makes no difference: they have the same findings.
        found |= {
            one.name: other.name for one, other in zip(files, by_content.get(content, []), strict=False)
        }
    return found


def _groups(files: Iterable[_File], key: Callable[[_File], _Key]) -> dict[_Key, list[_File]]:
    groups: dict[_Key, list[_File]] = {}
    for file in files:
        groups.setdefault(key(file), []).append(file)
    return groups
