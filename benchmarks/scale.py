"""How many records a second newslint checks with one and two workers, and what its comparisons send.

    python benchmarks/scale.py [--records N] [--folder FOLDER] [--workers 1,2] [--only sizes|runs]

The records are a dump in JSONL that nobody wrote, with hot keys as an aggregator has them: one publisher has
a quarter of all records and spells its name in a second way now and then, one topic is on a quarter of them,
and one picture and one sentence on one of fifty. The same seed gives the same bytes. Sizes are those of what
workers send each other, with `Rule.combine` and without; runs are those of the command with Dask's processes
on this machine, from start to exit. What ten million records take is calculated from the run: start-up is
taken off, and the rest grows with the number.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from prose import TOPICS, headline, paragraph

from newslint.config.project import Overrides, Projects
from newslint.engine import stages
from newslint.engine.parcels import Parcel, parcels
from newslint.run.projects import plan
from newslint.run.request import Request

SEED = 7
_HOT, _SELDOM = 0.25, 0.02
_MANY = 10_000_000
_ADDRESSES = 8


def records(number: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """So many records; the first ones are the same for every number."""
    for index in range(number):
        random = Random(f"{seed} {index}")  # noqa: S311 - nothing is secret
        is_hot = random.random() < _HOT
        publisher = "River Times" if is_hot else f"Post {int(random.paretovariate(0.6)) % 40_000}"
        if is_hot and random.random() < 0.002:
            publisher = "River times"
        host = f"{publisher.casefold().replace(' ', '')}.example"
        topics = random.sample([*TOPICS], 2)
        if random.random() < _HOT:
            topics.append("Weather")
        title = headline(random)
        picture = "share-default.png" if random.random() < _SELDOM else f"{index}.jpg"
        text = paragraph(random, 3)[:220].rsplit(" ", 1)[0]
        if random.random() < _SELDOM:
            text += ". Read more stories like this one on our site."
        minutes = index % 500_000
        yield {
            "id": index,
            "category": "news",
            "title": title if random.random() > 0.01 else title.replace(" ", "  ", 1),
            "excerpt": text,
            "publishedDateTime": f"2021-{1 + minutes % 12:02}-{1 + minutes % 28:02}T{minutes % 24:02}:30:00Z",
            "webUrl": f"https://{host}/news/{index}",
            "provider": {"name": publisher, "domain": host},
            "topics": topics,
            "images": [{"url": f"https://cdn.example.com/{picture}", "width": 1200, "height": 675}],
        }


def write(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record in records(number):
            file.write(json.dumps(record) + "\n")


def sizes(path: Path) -> None:
    """What the parts of a dump send, and what is left of it where it comes together."""
    (work,) = plan(Request((path,)), Projects(None, isolated=True, overrides=Overrides()))
    session = work.session
    settings = session.settings
    sent: dict[bool, list[Parcel]] = {True: [], False: []}
    count = 0
    for job in session.dumps.divided(work.files[0]):
        facts = []
        outcome = session.examine(job)
        if outcome.examined is not None:
            count += outcome.examined.records
            facts = [(job.name, record, its) for record, its in outcome.examined.by_record]
        rules = stages.comparing(settings)
        for combining, its in sent.items():
            its.extend(parcels(facts, _ADDRESSES, rules, settings.options_of, combining=combining))
    print(f"{count:,} records of {path.stat().st_size / count:,.0f} bytes")
    print(f"{'':>12}{'without combine':>18}{'with':>10}   bytes a record")
    codes = sorted({code for parcel in sent[False] for code in parcel})
    for code in codes:
        row = [
            sum(len(parcel.get(code, b"")) for parcel in sent[combining]) / count
            for combining in (False, True)
        ]
        print(f"{code:>12}{row[0]:>18,.1f}{row[1]:>10,.1f}")
    whole = [
        sum(len(facts) for parcel in sent[combining] for facts in parcel.values()) / count
        for combining in (False, True)
    ]
    print(f"{'all':>12}{whole[0]:>18,.1f}{whole[1]:>10,.1f}")


class Took(NamedTuple):
    """Seconds from start to exit, and seconds of processors in all processes of a run."""

    time: float
    work: float


def run(path: Path, *arguments: str) -> Took:
    command = [sys.executable, "-m", "newslint", "check", "--isolated", "--no-cache", "--exit-zero"]
    begun, before = time.perf_counter(), _work()
    subprocess.run([*command, "--statistics", *arguments, str(path)], check=True, stdout=subprocess.DEVNULL)
    return Took(time.perf_counter() - begun, _work() - before)


def _work() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(name: str, number: int, start: Took, whole: Took) -> None:
    """How fast a run was, without its start."""
    by_time, by_work = (number / (one - other) for one, other in zip(whole, start, strict=True))
    hours = (start.time + _MANY / by_time) / 3600
    print(
        f"{name}: {whole.time:,.1f} s, {whole.work:,.1f} s of processors; {start.work:,.1f} of them to start"
    )
    print(f"    {by_time:,.0f} records a second, {by_work:,.0f} a second of a processor")
    of_processors = _MANY / by_work / 3600
    print(f"    {_MANY:,} records by calculation: {hours:,.1f} hours, {of_processors:,.1f} of processors")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--only", choices=("sizes", "runs"))
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        path, few = folder / f"{given.records}.jsonl", folder / "few.jsonl"
        for target, number in ((path, given.records), (few, 100)):
            if not target.exists():
                write(target, number)
        if given.only != "runs":
            sizes(path)
        if given.only == "sizes":
            return
        plain = ("--jobs", "1")
        tell("one process, without an engine", given.records, run(few, *plain), run(path, *plain))
        for workers in given.workers.split(","):
            engine = ("--engine", "dask", "--jobs", workers)
            tell(f"Dask, {workers} workers", given.records, run(few, *engine), run(path, *engine))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"the largest process had {peak:,.0f} MB")


if __name__ == "__main__":
    main()
