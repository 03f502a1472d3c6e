"""How newslint scales with the size of one file of records: records a second, and memory.

    python benchmarks/records.py [--lab FOLDER] [--megabytes N ...]

The records are generated articles, over and over with other titles and addresses, and a body. They are
checked by one process and by two, without a cache and with all default rules.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generate import articles
from lab import FOLDER, Lab
from measure import Command, Line, finish, machine, milliseconds, run, show

from newslint.document import parse_document
from newslint.source import Source

SIZES = (100, 1_000)
MEMORY = 400.0  # megabytes
_DIFFERENT = 2_000
_BODY = "The ferries left at dawn, said the port, and the ice was gone from the harbour. " * 100


def records() -> Iterator[bytes]:
    """Lines of JSONL without end; none has the title or the address of another one."""
    made = [_fields(content) for _, content in articles(_DIFFERENT, defects=0)]
    for number in count():
        fields = dict(made[number % len(made)])
        for name in ("title", "webUrl"):
            if name in fields:
                fields[name] = f"{fields[name]}-{number}"
        fields["body"] = _BODY
        yield json.dumps(fields, ensure_ascii=False).encode() + b"\n"


def write(path: Path, size: int) -> int:
    """Write a file of at least so many bytes; give the number of records."""
    written = number = 0
    with path.open("wb") as file:
        for line in records():
            written += file.write(line)
            number += 1
            if written >= size:
                break
    return number


def _fields(content: bytes) -> dict[str, Any]:
    document = parse_document(Source("a.md", content), lambda _: None)
    value = document.root.value if document.root is not None else {}
    return {str(key): item for key, item in value.items()}


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", type=Path, default=FOLDER)
    parser.add_argument("--megabytes", type=int, nargs="+", default=SIZES)
    given = parser.parse_args()
    print(machine())
    finish(show("records of one file", measured(Lab(given.lab), given.megabytes)))


def measured(lab: Lab, megabytes: Sequence[int]) -> Iterator[Line]:
    """What it takes to check files of so many megabytes."""
    with TemporaryDirectory() as folder:
        for size in megabytes:
            path = Path(folder) / f"{size}.jsonl"
            number = write(path, size * 1_000_000)
            for jobs in (1, 2):
                line = [str(lab.newslint), "check", "--no-cache", f"--jobs={jobs}", "--quiet", path.name]
                took = run(Command(line, Path(folder), required=True))
                name = f"{size:,} MB, {number:,} records, --jobs {jobs}"
                yield Line(f"{name}, a second", number / took.wall, "", None, detail=milliseconds(took))
                yield Line(f"{name}, memory of one process", took.memory, " MB", MEMORY)
            path.unlink()


if __name__ == "__main__":
    main()
