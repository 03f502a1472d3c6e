"""How newslint scales: with the number of articles, and with the size of one.

    python benchmarks/growth.py [--lab FOLDER] [--largest N]

One table lets one thing grow in one file, to a quarter, a half and the whole of an extreme size. Less what
a tiny file takes, the whole costs twice as much as the half where time is linear, and four times where it is
quadratic. The other table lints more and more generated articles in one run, without a cache and with all
default rules, those that compare articles included.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lab import FOLDER, Lab
from measure import Command, Line, Run, finish, interleaved, machine, milliseconds, run, show

COUNTS = (1_000, 10_000, 100_000)
MEMORY = 400.0  # megabytes
GROWTH = 2.6  # of the half; twice is linear
_TOO_SHORT = 0.05  # seconds: what takes less can't be told from noise
_PARTS = (1000, 4, 2, 1)

_HEAD = 'category: news\ntitle: "Harbour reopens"\npublishedDateTime: 2023-05-02T06:30:00Z\nquality: 7\n'


def value(size: int) -> str:
    """A file with one long value."""
    sentence = "The ferries left at dawn, said the port. "
    return _article(f'excerpt: "{sentence * (size // len(sentence))}"\n')


def keys(size: int) -> str:
    """A file with many fields."""
    return _article("".join(f"field{number}: word\n" for number in range(size)))


def findings(size: int) -> str:
    """A file with many findings, each in a line of its own."""
    topics = "".join(f"  - Harbour {number} &amp; sea\n" for number in range(size))
    return _article(f"topics:\n{topics}")


def looking_around(size: int) -> str:
    """A file with many findings of rules that look at more than a field: at the file, or at other fields."""
    fields = (
        'title: Harbour\n    webUrl: "/harbour/{}"',  # whether the schema refuses it
        'title: "Crane\u200b number {}"',  # whether anything in the file is written from right to left
        'title: "\u202dCrane number {}"',  # the same
        "titel: Crane number {}",  # whether it is the missing field
        'title: Harbour\n    webUrl: "htps://www.harbour.example/{}"',  # whether the list holds it already
    )
    items = "".join(f"  - {fields[n % len(fields)].format(n)}\n" for n in range(size))
    return _article(f"related:\n{items}")


def related(size: int) -> str:
    """An article with many related ones."""
    items = "".join(
        f'  - title: "Crane number {n} goes electric"\n    excerpt: "The port replaces crane {n} by May."\n'
        f'    webUrl: "https://www.harbour{n % 97}.example/{n}/crane"\n    type: article\n'
        f"    provider:\n      name: Harbour Post {n % 97}\n      domain: harbour{n % 97}.example\n"
        for n in range(size)
    )
    return _article(f"related:\n{items}")


def _article(fields: str) -> str:
    return f"---\n{_HEAD}{fields}---\n"


SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "a value of 5 MB": (value, 5_000_000),
    "50,000 keys": (keys, 50_000),
    "10,000 findings": (findings, 10_000),
    "10,000 fields whose rules look around": (looking_around, 10_000),
    "2,000 related articles": (related, 2_000),
}


def scale(lab: Lab, folder: Path, largest: int) -> Iterator[Line]:
    """Lint more and more articles."""
    for count in (count for count in COUNTS if count <= largest):
        # In a process of its own: a process's peak memory is never below that of the one that started it.
        generate = [str(lab.python), str(Path(__file__).with_name("generate.py")), f"{folder / str(count)}"]
        made = run(Command([*generate, "--count", str(count)], statuses=frozenset({0})))
        took = run(_check(lab, folder / str(count)))
        told = f"{count / took.wall:,.0f} articles/s, {milliseconds(took)}; written in {made.wall:.0f} s"
        yield Line(f"{count:,} articles: peak memory", took.memory, " MB", MEMORY, detail=told)


def growth(lab: Lab, folder: Path, rounds: int) -> Iterator[Line]:
    """Let one thing grow in one file."""
    for name, (shape, size) in SHAPES.items():
        commands = {}
        for part in _PARTS:
            path = folder / f"{shape.__name__}-{part}.md"
            path.write_text(shape(size // part), encoding="utf-8")
            commands[str(part)] = _check(lab, path)
        took = interleaved(commands, rounds)
        yield _growth_line(name, *(took[str(part)] for part in _PARTS))


def _growth_line(name: str, tiny: Run, quarter: Run, half: Run, whole: Run) -> Line:
    times = " → ".join(f"{1000 * run.cpu:,.0f}" for run in (tiny, quarter, half, whole))
    detail = f"cpu {times} ms, {whole.memory:,.0f} MB"
    ratio = (whole.cpu - tiny.cpu) / max(half.cpu - tiny.cpu, _TOO_SHORT)
    return Line(f"{name}, by half of it", ratio, "x", GROWTH, detail=detail)


def _check(lab: Lab, path: Path) -> Command:
    cache = ["--no-cache"] if "--no-cache" in lab.options else []
    line = [str(lab.newslint), "check", "--isolated", "--output-format", "json", *cache, str(path)]
    return Command(line, required=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lab", type=Path, default=FOLDER, help="where the environments are kept")
    parser.add_argument("--largest", type=int, default=COUNTS[-1], help="the most articles in a run")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    lab = Lab(arguments.lab)
    print(f"{machine()}; scale once, growth minimum of {arguments.rounds}, in turn")
    with TemporaryDirectory() as folder:
        lines = show("growth of one file", growth(lab, Path(folder), arguments.rounds))
        lines += show("scale", scale(lab, Path(folder), arguments.largest))
    finish(lines)


if __name__ == "__main__":
    main()
