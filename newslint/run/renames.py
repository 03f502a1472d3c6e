"""Tells which files have other names than in the baseline; open it for what makes two files one.

A baseline knows files by their names alone. Where one of them is gone, a file that the baseline doesn't know
is taken for the same one when git saw it renamed, when both have the same findings, two or more, or when its
name is the same in another folder, and so are some of the findings. A new file that takes the place of
another one so can't bring more findings than that one had. Two files that the baseline knows have exchanged
their names when each has exactly the findings of the other one.
"""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from newslint.finding import Alike, Finding
from newslint.light_tuples import NamedTuple
from newslint.lint.listing import alike_in
from newslint.run.baseline import Baseline

_Key = TypeVar("_Key", bound=Hashable)
_Thing = TypeVar("_Thing")
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


class Files(NamedTuple):
    """What is known of files beside the baseline.

    `name` tells how the baseline calls a file, given the name that findings have for it, and `is_there`
    whether a file that it names is on the disk. `by_git` tells which of some files git saw renamed: the old
    name of each new one.
    """

    name: Callable[[str], str]
    is_there: Callable[[str], bool]
    by_git: Callable[[Sequence[str]], Mapping[str, str]]


def renamed(
    baseline: Baseline, findings: Iterable[Finding], files: Files, codes: Container[str]
) -> dict[str, str]:
    """The old name in the baseline of every file that has another one now.

    Args:
        baseline: What is known.
        findings: What a run has found.
        files: What is known of the files.
        codes: The rules that the run has asked.
    """
    known = {entry.file for entry in baseline.counts}
    new: dict[str, Counter[_Gist]] = {}
    again: dict[str, Counter[_Gist]] = {}
    for finding in findings:
        file = files.name(finding.file)
        alike = finding.alike if finding.untold else ((alike_in(finding), 1),)
        counts = (again if file in known else new).setdefault(file, Counter())
        for gist, number in alike:
            counts[finding.code, gist] += number
    exchanged = _exchanged(again, baseline, codes)
    if not new:
        return exchanged
    gone: dict[str, Counter[_Gist]] = {file: Counter() for file in known if not files.is_there(file)}
    for entry, number in baseline.counts.items():
        if entry.file in gone and entry.code in codes:
            gone[entry.file][entry.code, (entry.path, entry.digest)] = number
    if not gone:
        return exchanged
    return exchanged | _paired(_files(new), _files(gone), files.by_git([*sorted(new), *sorted(gone)]))


def _exchanged(
    found: Mapping[str, Counter[_Gist]], baseline: Baseline, codes: Container[str]
) -> dict[str, str]:
    """The files of which each has what the baseline knows of the other one."""
    before: dict[str, Counter[_Gist]] = {file: Counter() for file in found}
    for entry, number in baseline.counts.items():
        if entry.file in before and entry.code in codes:
            before[entry.file][entry.code, (entry.path, entry.digest)] = number
    changed = [
        (_File(file, before[file]).content, _File(file, found[file]).content, file)
        for file in sorted(found)
        if found[file] != before[file]
    ]
    groups = _groups(changed, lambda change: change[:2])
    return {
        one[2]: other[2]
        for (old, new), changes in groups.items()
        for one, other in zip(changes, groups.get((new, old), []), strict=False)
    }


def _files(findings: Mapping[str, Counter[_Gist]]) -> list[_File]:
    return [_File(*item) for item in sorted(findings.items()) if item[1]]


def _paired(new: list[_File], gone: list[_File], by_git: Mapping[str, str]) -> dict[str, str]:
    old_names = {file.name for file in gone}
    found = {file.name: by_git[file.name] for file in new if by_git.get(file.name) in old_names}
    by_last = _groups(_left(gone, found.values()), lambda file: file.last)
    for last, files in _groups(_left(new, found), lambda file: file.last).items():
        moved = by_last.get(last, [])
        if len(files) == len(moved) == 1 and files[0].findings & moved[0].findings:
            found[files[0].name] = moved[0].name
    by_content = _groups(_left(gone, found.values()), lambda file: file.content)
    for content, files in _groups(_left(new, found), lambda file: file.content).items():
        if len(content) > 1:  # one finding may well be that of another file
            # Which of several is which makes no difference: they have the same findings.
            others = by_content.get(content, [])
            found |= {one.name: other.name for one, other in zip(files, others, strict=False)}
    return found


def _left(files: list[_File], paired: Iterable[str]) -> list[_File]:
    taken = set(paired)
    return [file for file in files if file.name not in taken]


def _groups(things: Iterable[_Thing], key: Callable[[_Thing], _Key]) -> dict[_Key, list[_Thing]]:
    groups: dict[_Key, list[_Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups
