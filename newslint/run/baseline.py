"""The baseline: findings known before, so that only new ones count; open it for what makes two alike.

A finding is known by its file, rule, path without list indexes and the digest of its text, never by its
line; a file that was renamed is known by its findings. The file is JSON with one entry a line, sorted, so
that git merges the work of two branches:

    [
    ["content/a.md", "TXT001", "related[].excerpt", "6d0f1be2a9c34857", 2],
    ["content/b.md", "SCH001", "published", "90b1c8e3d2f7a645", 1],
    {"version": 1}
    ]

The version stands last, so that every entry ends with a comma: a new last entry changes no other line. Where
both branches add entries at one place git sees a conflict, unless .gitattributes says
`newslint-baseline.json merge=union`. Such a merge may leave entries out of order or twice, and both are fine.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from newslint.errors import NewslintError
from newslint.finding import Alike, Finding, number_of
from newslint.light_tuples import NamedTuple
from newslint.lint.listing import alike_in, standing_for
from newslint.system.contained import LARGEST_BASELINE, MISSING, Boundary, read
from newslint.text.lazy_pattern import later

VERSION: Final = 1

_MOST_ALIKE: Final = 1_000_000_000
_UPDATE: Final = "`newslint check --update-baseline`"
_REMEDY: Final = f"restore it, or delete it and run {_UPDATE}"
_CONFLICT: Final = later(r"^(?:<{7,}|\|{7,}|={7,}|>{7,})(?=\s|\Z)", re.MULTILINE)


class Entry(NamedTuple):
    """What findings that are alike have in common.

    `file` is relative to the folder of the baseline, with forward slashes. `path` has no list indexes
    (`related[].images[].width`), so that a new item doesn't make the findings of the others new. `digest`
    is that of the finding.
    """

    file: str
    code: str
    path: str
    digest: str


Judged = Callable[[Entry], bool]
"""Whether a run would have found the findings of an entry: it saw the file, and the rule was active."""


class Baseline(NamedTuple):
    """The known findings: for each entry how many are alike, 1 or more."""

    counts: Mapping[Entry, int] = MappingProxyType({})


class Comparison(NamedTuple):
    """Findings beside a baseline.

    `new` are those that it doesn't know, in their order; `known` is the number of the others; `gone` holds
    the entries of which it knows more than were found, and how many more.
    """

    new: tuple[Finding, ...]
    known: int
    gone: Mapping[Entry, int]


def load(path: Path, boundary: Boundary | None = None) -> Baseline:
    """Read a baseline.

    The order of entries is free. An entry that stands there twice has the higher count: each line is what
    one side of a merge knew, and the sum would hide new findings where both knew the same ones.

    Raises:
        NewslintError: it can't be read, holds a merge conflict, is damaged, or a newer newslint wrote it. The
            message names the line where there is one.
    """
    text = _read(path, boundary)
    items = _parse(path, text)
    _check_version(path, text, items)
    counts: dict[Entry, int] = {}
    for index, item in enumerate(items[:-1]):
        match item:
            case [str(), str(), str(), str(), int(count)] if 1 <= count <= _MOST_ALIKE and count is not True:
                entry = Entry._make(item[:4])
                if count > counts.get(entry, 0):
                    counts[entry] = count
            case _:
                raise NewslintError(
                    f"{path}:{_line_of(text, index)}: this entry of the baseline is not [file, code, path, "
                    f"digest, count] with a count of 1 or more; {_REMEDY}"
                )
    return Baseline(counts)


def dump(baseline: Baseline) -> str:
    """Write a baseline as the text of its file: ASCII, always the same for equal baselines."""
    lines = (f"{json.dumps([*entry, count])},\n" for entry, count in sorted(baseline.counts.items()))
    return f'[\n{"".join(lines)}{{"version": {VERSION}}}\n]\n'


def namer(folder: Path) -> Callable[[str], str]:
    """How the baseline in a folder calls a file, given the name that findings have for it.

    Names of findings are relative to the working directory. A file outside the folder begins with `../`; on
    another drive it is absolute.
    """
    # The working directory has no symbolic links in it, so the folder must have none either.
    root = os.path.realpath(folder)
    inside = os.path.join(root, "")  # noqa: PTH118 - a Path has no trailing slash

    @cache
    def name(file: str) -> str:
        absolute = os.path.abspath(file)  # noqa: PTH100 - two names of one file are two files to a person
        if absolute.startswith(inside):
            relative = absolute[len(inside) :]  # relpath is slow, and most files lie here
        else:
            try:
                relative = os.path.relpath(absolute, root)
            except ValueError:  # another drive
                relative = absolute
        return relative.replace(os.sep, "/")

    return name


def split(
    findings: Sequence[Finding],
    baseline: Baseline,
    folder: Path,
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> Comparison:
    """Tell new findings from known ones; of several alike the first are the known ones.

    A finding that stands for others stands for the new ones among them then.

    Args:
        findings: What a run has found.
        baseline: What is known.
        folder: The folder of the baseline.
        renamed: The old name of each file that the baseline knows by another one.
    """
    left = dict(baseline.counts)
    own_name = namer(folder)

    def name(file: str) -> str:
        own = own_name(file)
        return renamed.get(own, own)

    # What is known stands behind what is told, where not all are: it is known first.
    more = {
        index: _new_of(finding, name(finding.file), left)
        for index, finding in enumerate(findings)
        if finding.untold
    }
    new: list[Finding] = []
    for index, finding in enumerate(findings):
        if finding.untold:
            number = more[index]
            if number:
                new.append(finding if number == finding.untold else standing_for(finding, number, {}))
            continue
        entry = Entry(name(finding.file), finding.code, *alike_in(finding))
        if left.get(entry, 0):
            left[entry] -= 1
        else:
            new.append(finding)
    gone = {entry: count for entry, count in left.items() if count}
    return Comparison(tuple(new), number_of(findings) - number_of(new), gone)


def stale(gone: Mapping[Entry, int], judged: Judged) -> dict[Entry, int]:
    """The entries, sorted, that a run has shown to be gone: others may only have been out of its sight."""
    return {entry: count for entry, count in sorted(gone.items()) if judged(entry)}


def updated(baseline: Baseline, findings: Iterable[Finding], folder: Path, judged: Judged) -> Baseline:
    """What is known after a run: all that it found, and the entries that it could not judge."""
    unseen = {entry: count for entry, count in baseline.counts.items() if not judged(entry)}
    # The union of counters takes the higher count: what was found is known, whoever could judge it.
    return Baseline(dict(Counter(unseen) | entries_of(findings, folder)))


def known_of(baseline: Baseline, folder: Path, file: str, code: str) -> dict[Alike, int]:
    """What a baseline in a folder knows of one rule in one file, named as findings name it."""
    name = namer(folder)(file)
    return {
        (entry.path, entry.digest): count
        for entry, count in baseline.counts.items()
        if entry.code == code and entry.file == name
    }


def entries_of(findings: Iterable[Finding], folder: Path) -> Counter[Entry]:
    """What a baseline in a folder has to hold to know findings."""
    name = namer(folder)
    entries: Counter[Entry] = Counter()
    for finding in findings:
        file = name(finding.file)
        alike = finding.alike if finding.untold else ((alike_in(finding), 1),)
        for (path, digest), count in alike:
            entries[Entry(file, finding.code, path, digest)] += count
    return entries


def _new_of(finding: Finding, file: str, left: dict[Entry, int]) -> int:
    """How many of those that a finding stands for are new; what is known is taken from what is left."""
    number = finding.untold
    for (path, digest), count in finding.alike:
        entry = Entry(file, finding.code, path, digest)
        known = min(left.get(entry, 0), count)
        if known:
            left[entry] -= known
            number -= known
    return number


def _read(path: Path, boundary: Boundary | None) -> str:
    data, trouble, _ = read(path, LARGEST_BASELINE, boundary)
    if trouble == MISSING:
        raise NewslintError(f"{path}: there is no such baseline; {_UPDATE} writes it")
    if trouble is not None:
        raise NewslintError(f"{path}: can't read the baseline: {trouble}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NewslintError(f"{path}:{line}: the baseline is not UTF-8; {_REMEDY}") from error


def _parse(path: Path, text: str) -> list[Any]:
    if not text.strip():
        raise NewslintError(f"{path}: the baseline is empty; {_REMEDY}")
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = _line_at(text, conflict.start())
            raise NewslintError(
                f"{path}:{line}: the baseline holds a merge conflict; resolve it, or take one side and run "
                f"{_UPDATE}"
            ) from error
        if isinstance(error, json.JSONDecodeError):
            reason = error.msg[:1].lower() + error.msg[1:]
            raise NewslintError(
                f"{path}:{error.lineno}: the baseline is not valid JSON: {reason}; {_REMEDY}"
            ) from error
        # Python refuses deep nesting and numbers of thousands of digits, and doesn't say where.
        raise NewslintError(f"{path}: the baseline is damaged; {_REMEDY}") from error
    if not isinstance(items, list) or not items:
        raise NewslintError(f"{path}:1: this is not a baseline of newslint; {_REMEDY}")
    return items


def _check_version(path: Path, text: str, items: list[Any]) -> None:
    last = items[-1]
    if last == {"version": VERSION}:
        return
    where = f"{path}:{_line_of(text, len(items) - 1)}"
    version = last.get("version") if isinstance(last, dict) else None
    if isinstance(version, int) and version > VERSION:
        raise NewslintError(f"{where}: a newer newslint wrote this baseline; upgrade newslint")
    raise NewslintError(f'{where}: the baseline must end with {{"version": {VERSION}}}; {_REMEDY}')


def _line_of(text: str, index: int) -> int:
    """The line on which an item of a list begins; `text` is known to be the JSON of that list."""
    decoder = json.JSONDecoder()
    end = text.index("[") + 1
    start = end
    for _ in range(index + 1):
        start = end
        while text[start] in " \t\r\n,":
            start += 1
        end = decoder.raw_decode(text, start)[1]
    return _line_at(text, start)


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
