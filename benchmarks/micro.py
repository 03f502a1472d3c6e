"""Where the time of a run goes: microseconds of one core for an article, per stage and per rule.

    python benchmarks/micro.py [FOLDER] [--count N] [--rounds N]

Without a folder, articles are generated. Each number is the least of several rounds over all files, so that
what else the machine does matters little; rounds of one stage are not mixed with those of another, so compare
numbers of one run only.
"""

import argparse
import gc
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from generate import write_articles

from newslint.document import parse_document
from newslint.frontmatter.block import find_fence
from newslint.frontmatter.nodes import Limits
from newslint.frontmatter.yaml.events import read_events
from newslint.frontmatter.yaml.reader import build_tree
from newslint.lint.corpus import check
from newslint.lint.examiner import Examined, Examiner
from newslint.lint.fact_store import FactStore
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.schema.compiled import choose
from newslint.source import Source

_SHOWN = 25
_Given = TypeVar("_Given")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="articles of yours")
    parser.add_argument("--count", type=int, default=400, help="how many to generate")
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    gc.set_threshold(200_000)  # as the command does
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        if given.folder is None:
            write_articles(folder, given.count)
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".txt", ".html"))
        sources = [Source(path.as_posix(), path.read_bytes()) for path in paths]
        sizes = sorted(len(source.data) for source in sources)
        print(f"{len(paths):,} files, median {sizes[len(sizes) // 2]:,} bytes; microseconds a file\n")
        _print(_stages(paths, sources, given.rounds))
        print()
        _print(_rules(sources, given.rounds)[:_SHOWN])


def _stages(paths: list[Path], sources: list[Source], rounds: int) -> list[tuple[str, float]]:
    settings = Settings(BUILT_IN.defaults)
    fences = [(source.text, find_fence(source.text)) for source in sources]
    blocks = [(text, fence.content) for text, fence in fences if fence is not None]
    examiner = Examiner(settings)

    def examine(source: Source) -> Examined | None:
        return examiner.examine(Job(source.name), source)

    examined = [found for source in sources if (found := examine(source)) is not None]

    def compare() -> None:
        store = FactStore()
        for number, found in enumerate(examined):
            store.add(str(number), found.facts)
        for rule in settings.rules:
            if rule.compare is not None:
                groups = store.groups(rule.code, only_differing=rule.only_differing)
                list(rule.compare(groups, settings.options_of(rule)))

    stages: dict[str, Callable[[], object]] = {
        "read": lambda: _each(paths, Path.read_bytes),
        "decode, find lines": lambda: _each(sources, lambda source: Source("", source.data).line_starts),
        "find the fence": lambda: _each(sources, lambda source: find_fence(source.text)),
        "tree of values": lambda: _each(blocks, lambda block: build_tree(*block, Limits())),
        "the same by libyaml's events": lambda: _each(blocks, lambda block: read_events(*block, Limits())),
        "document (tree, roles)": lambda: _each(sources, lambda source: parse_document(source, choose)),
        "examine (document, schema, rules)": lambda: _each(sources, examine),
        "compare all": compare,
        "check (examine, compare)": lambda: check(sources, settings),
    }
    return [(name, _least(stage, rounds) / len(sources)) for name, stage in stages.items()]


def _each(given: Iterable[_Given], work: Callable[[_Given], object]) -> None:
    """Do something with each, and keep nothing: memory that grows would be measured too."""
    for one in given:
        work(one)


def _rules(sources: list[Source], rounds: int) -> list[tuple[str, float]]:
    settings = Settings(BUILT_IN.defaults)
    documents = [parse_document(source, choose) for source in sources]
    for document in documents:
        document.violations()
    found = []
    for rule in settings.rules:
        options = settings.options_of(rule)
        asked = [d for d in documents if not rule.needs or not rule.needs.isdisjoint(d.traits)]
        took = _least(lambda: [list(rule.check(d, options)) for d in asked], rounds)  # noqa: B023 - called before they change
        found.append((f"{rule.code} {rule.name}, asked for {len(asked):,}", took / len(sources)))
    return sorted(found, key=lambda entry: -entry[1])


def _least(work: Callable[[], object], rounds: int) -> float:
    """The least time of one round in microseconds."""
    best = float("inf")
    for _ in range(rounds):
        begun = process_time()
        work()
        best = min(best, process_time() - begun)
    return best * 1e6


def _print(rows: Iterable[tuple[str, float]]) -> None:
    for name, took in rows:
        print(f"{took:8,.1f}  {name}")


if __name__ == "__main__":
    main()
