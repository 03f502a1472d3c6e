"""What a change of a rule changes on large trees: findings now, beside those that somebody accepted last.

    python benchmarks/ecosystem.py [--accept] [--corpus FOLDER]

The trees are a generated archive, generated sites of each generator, and every folder of real articles in
`../shared/corpus`, where there is one. Of real articles nothing is kept but counts, and digests of file, line
and code. The exit status is 1 where findings differ, and 2 where newslint failed.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice, repeat
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generate import write_articles
from generate_sites import GENERATORS, write_site

REPOSITORY = Path(__file__).resolve().parents[1]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
ACCEPTED = Path(__file__).parent / "ecosystem"
ARTICLES, POSTS = 1600, 800  # as many as in a grown archive, and in a large site
EXAMPLES = 2  # kept for each rule, of generated trees
SHOWN = 20  # findings of a rule that are new, and as many that are gone


class FailedError(Exception):
    """newslint could not do its work; the message has what it said."""


class Place(NamedTuple):
    """Where a finding is. Two of one rule on one line are one place twice."""

    file: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.code}"


@dataclass(frozen=True, slots=True)
class Run:
    """What newslint found in a tree: the number of files, and the message of every finding with its place."""

    files: int
    findings: tuple[tuple[Place, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a run: the number of files, the digests for each code, and examples."""

    files: int
    digests: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, tree: str, run: Run, examples: int = 0) -> "Summary":
        """Summarise a run; so many examples of each rule are kept in full."""
        digests: dict[str, list[str]] = {}
        told: dict[str, list[str]] = {}
        for place, message in sorted(run.findings):
            digests.setdefault(place.code, []).append(digest(tree, place))
            if examples:
                told.setdefault(place.code, []).append(f"{place} {message}")
        return cls(
            run.files,
            {code: tuple(sorted(found)) for code, found in digests.items()},
            {code: tuple(found[:examples]) for code, found in told.items()},
        )

    @classmethod
    def read(cls, path: Path) -> "Summary | None":
        """Read an accepted summary; None where there is none."""
        if not path.is_file():
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            kept["files"],
            {code: tuple(found.split()) for code, found in kept["digests"].items()},
            {code: tuple(found) for code, found in kept["examples"].items()},
        )

    def write(self, path: Path) -> None:
        """Keep the summary, one line for each rule."""
        counts = {code: len(found) for code, found in self.digests.items()}
        digests = {code: " ".join(found) for code, found in self.digests.items()}
        kept = {"files": self.files, "findings": counts, "examples": self.examples, "digests": digests}
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False)
        path.write_text(f"{text}\n", encoding="utf-8")


def digest(tree: str, place: Place) -> str:
    """What stands for a place, so that who has no tree learns nothing of it."""
    return blake2b(
        "\0".join((tree, *map(str, place))).encode(errors="surrogatepass"), digest_size=6
    ).hexdigest()


def lint(folder: Path) -> Run:
    """Lint a tree as somebody does who has no configuration.

    Raises:
        FailedError: newslint could not do its work, or a rule failed.
    """
    line = (
        sys.executable,
        "-m",
        "newslint",
        "check",
        ".",
        "--isolated",
        "--no-cache",
        "--output-format",
        "json",
    )
    done = subprocess.run(
        line,
        cwd=folder,
        env={**environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise FailedError(f"newslint ended with {done.returncode}: {done.stderr.strip()[-1000:]}")
    report = json.loads(done.stdout)
    findings = ((Place(f["file"], f["line"], f["code"]), f["message"]) for f in report["findings"])
    return Run(report["summary"]["files"], tuple(findings))


def differences(tree: str, folder: Path, run: Run, accepted: Summary) -> Iterator[str]:
    """Tell which findings are new and which are gone, rule by rule."""
    now = Summary.of(tree, run, EXAMPLES if accepted.examples else 0)
    if now.files != accepted.files:
        yield f"  {now.files} files were checked, and {accepted.files} when the summary was accepted"
    messages = {digest(tree, place): f"{place} {message}" for place, message in run.findings}
    for code in sorted({*now.digests, *accepted.digests}):
        found, known = Counter(now.digests.get(code, ())), Counter(accepted.digests.get(code, ()))
        new, gone = found - known, known - found
        if new or gone:
            yield f"  {code}: {new.total()} new, {gone.total()} gone"
            yield from _shown("+", (messages[one] for one in new.elements()), new.total())
            yield from _shown("-", _recovered(tree, folder, code, gone), gone.total())
        elif now.examples.get(code) != accepted.examples.get(code):
            yield f"  {code}: the same places, but other words"
            yield from _shown("+", iter(now.examples.get(code, ())), EXAMPLES)
            yield from _shown("-", iter(accepted.examples.get(code, ())), EXAMPLES)


def _shown(sign: str, findings: Iterator[str], total: int) -> Iterator[str]:
    for finding in islice(findings, SHOWN):
        yield f"    {sign} {finding}"
    if total > SHOWN:
        yield f"    {sign} and {total - SHOWN} more"


def _recovered(tree: str, folder: Path, code: str, gone: Counter[str]) -> Iterator[str]:
    """Find the places that digests stand for, by trying every line of the tree."""
    left = Counter(gone)
    for path in sorted(folder.rglob("*")) if gone else ():
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            for line in range(1, path.read_bytes().count(b"\n") + 2):
                place = Place(name, line, code)
                yield from repeat(str(place), left.pop(digest(tree, place), 0))
    if left:
        yield f"{left.total()} on lines that the tree no longer has"


def compare(tree: str, folder: Path, examples: int, *, accept: bool, accepted: Path) -> bool:
    """Lint a tree and print what differs from its accepted summary.

    Args:
        tree: Its name.
        folder: Where it is.
        examples: How many findings of each rule may be kept in full; 0 for texts that aren't ours.
        accept: Whether to keep what is found now.
        accepted: The folder of summaries.

    Returns:
        Whether nothing differs, or it is accepted now.

    Raises:
        FailedError: newslint could not do its work, or a rule failed.
    """
    path = accepted / f"{tree}.json"
    run, before = lint(folder), Summary.read(path)
    told = ["  nothing was accepted yet"] if before is None else list(differences(tree, folder, run, before))
    verdict = "accepted now" if accept else "not as accepted" if told else "as accepted"
    print(f"{tree}: {run.files} files, {len(run.findings)} findings, {verdict}", *told, sep="\n")
    if accept:
        Summary.of(tree, run, examples).write(path)
    return accept or not told


def trees(work: Path, corpus: Path) -> dict[str, tuple[Path, int]]:
    """The trees that can be compared here, by name: the folder of each, and how many examples may be kept."""
    real = {folder.name: (folder, 0) for folder in sorted(corpus.glob("*/"))}
    write_articles(work / "articles", ARTICLES)
    for generator in GENERATORS:
        write_site(work / generator, generator, POSTS)
    return real | {name: (work / name, EXAMPLES) for name in ("articles", *sorted(GENERATORS))}


def main() -> int:
    """Compare all trees that are here."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--accept", action="store_true", help="keep what is found now")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of real articles")
    given = parser.parse_args()
    same = True
    with TemporaryDirectory(prefix="newslint-ecosystem-") as work:
        here = trees(Path(work), given.corpus)
        try:
            for name, (folder, examples) in here.items():
                same &= compare(name, folder, examples, accept=given.accept, accepted=ACCEPTED)
        except FailedError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
    for name in sorted({path.stem for path in ACCEPTED.glob("*.json")} - here.keys()):
        print(f"{name}: not here, so nothing was compared")
    if not same:
        print("`make ecosystem-accept` keeps what is found now, once every difference is meant.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
