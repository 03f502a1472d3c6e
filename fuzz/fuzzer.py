"""Looks for inputs that break a promise of newslint: a crash, a hang, a report that lets markup through ...

    python fuzz/fuzzer.py [NAME...] [--seconds N] [--out DIR]    try inputs of these kinds, or of all
    python fuzz/fuzzer.py [NAME...] --inputs N [--out DIR]       try so many of each kind
    python fuzz/fuzzer.py NAME --replay FILE                     try one input again, and more thoroughly

Coverage guides it (atheris, which is libFuzzer for Python) where atheris is installed; elsewhere inputs come
from the same generators without looking at what they reach, and the output says so. One run goes on after a
finding: of each kind of failure it keeps the shortest input, with the traceback and the command that tries
it again. Exit status: 0 nothing was found; 1 something was; 2 the run itself failed.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path
from random import Random
from shutil import copyfile
from zlib import crc32

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CORPUS = ROOT / "tests" / "fuzz_corpus"
WATCHED = 10.0  # so many times as many calls make up what atheris watches: it is told of every branch
PATIENCE = 600  # seconds more for the last input, and for the beginning
_PACKAGES = ["newslint"]
_COVERED = re.compile(r"cov: (\d+)")
_NAME_ONLY = re.compile(r"[^a-z0-9]+")


@dataclass
class Tally:
    """What came of the inputs of one kind."""

    name: str
    tried: int = 0
    reached: int = 0
    failures: dict[str, int] = field(default_factory=dict)


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="kinds of input; all by default")
    parser.add_argument("--seconds", type=float, default=120, help="for all kinds together")
    parser.add_argument("--inputs", type=int, metavar="N", help="so many of each kind, without coverage")
    parser.add_argument(
        "--out", type=Path, default=ROOT / ".fuzz", help="where inputs that break something go"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one input")
    parser.add_argument("--blind", action="store_true", help="don't look at coverage, which is slow to begin")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for folder in (ROOT, ROOT / "benchmarks", HERE):
        sys.path.insert(0, str(folder))
    if arguments.worker:
        return _work(arguments)
    from harnesses import HARNESSES  # noqa: PLC0415 - a worker watches the imports

    names = arguments.names or list(HARNESSES)
    unknown = [name for name in names if name not in HARNESSES]
    if unknown:
        parser.error(f"unknown kind {unknown[0]}; there are {', '.join(HARNESSES)}")
    if arguments.replay is not None:
        HARNESSES[names[0]].replay(arguments.replay.read_bytes())
        print("nothing is wrong with it")
        return 0
    shares = {name: HARNESSES[name].share for name in names}
    tallies = []
    for name, share in shares.items():
        seconds = arguments.seconds * share / sum(shares.values())
        options = ["--seed", str(arguments.seed), *(["--blind"] if arguments.blind else [])]
        if arguments.inputs is not None:
            seconds = PATIENCE
            options += ["--inputs", str(arguments.inputs)]
        tallies.append(_supervised(name, seconds, options, arguments.out))
    return _tell(tallies, arguments.out)


def _supervised(name: str, seconds: float, options: list[str], out: Path) -> Tally:
    """Try inputs in a process of its own, which a crash of the interpreter may end."""
    (out / name).mkdir(parents=True, exist_ok=True)
    tally_file = out / name / "tally.json"
    tally_file.unlink(missing_ok=True)
    command = [sys.executable, __file__, name, "--worker", f"--out={out}", f"--seconds={seconds}", *options]
    log = out / name / "log.txt"
    with log.open("wb") as file:
        worker = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        try:
            worker.wait(seconds * 3 + PATIENCE)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
    tally = Tally(**json.loads(tally_file.read_text())) if tally_file.exists() else Tally(name)
    covered = _COVERED.findall(log.read_text(errors="replace"))
    tally.reached = int(covered[-1]) if covered else 0
    if worker.returncode:
        failure = f"the process ended with {worker.returncode}; see {log}"
        tally.failures[failure] = 1
        if (out / name / "last.bin").exists():
            copyfile(out / name / "last.bin", out / name / f"{_slug(failure)}.bin")
    return tally


def _tell(tallies: list[Tally], out: Path) -> int:
    if find_spec("atheris") is None:
        print("atheris is not installed here, so coverage guides nothing: pip install '.[fuzz]'")
    print(f"{'kind':<10} {'inputs':>9} {'coverage':>9} {'failures':>9}")
    for tally in tallies:
        reached = tally.reached or "-"
        print(f"{tally.name:<10} {tally.tried:>9} {reached:>9} {len(tally.failures):>9}")
    for tally in tallies:
        for failure, count in tally.failures.items():
            print(f"\n{tally.name}: {failure} ({count} times)")
            kept = out / tally.name / f"{_slug(failure)}.bin"
            if kept.exists():
                print(f"  {_replaying(tally.name, kept)}")
    return int(any(tally.failures for tally in tallies))


class Trier:
    """Tries inputs of one kind, and keeps what fails: call it with an input."""

    def __init__(self, name: str, out: Path) -> None:
        from harnesses import HARNESSES  # noqa: PLC0415 - the imports are watched

        self.harness = HARNESSES[name]
        self.folder = out / name
        self.tally = Tally(name)
        self.saved = time.monotonic()

    def __call__(self, data: bytes) -> None:
        self.tally.tried += 1
        # For a failure that ends the process.
        (self.folder / "last.bin").write_bytes(data)
        try:
            self.harness.run(data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self._keep(data, error)
        if time.monotonic() - self.saved > 1:
            self.save()

    def _keep(self, data: bytes, error: Exception) -> None:
        kind = _kind(error)
        self.tally.failures[kind] = self.tally.failures.get(kind, 0) + 1
        path = self.folder / f"{_slug(kind)}.bin"
        if not path.exists() or path.stat().st_size > len(data):
            path.write_bytes(data)
            told = "".join(traceback.format_exception(error))
            path.with_suffix(".txt").write_text(
                f"{_replaying(self.tally.name, path)}\n\n{told}", encoding="utf-8", errors="backslashreplace"
            )

    def save(self) -> None:
        """Write down what came of it so far; the process may be killed."""
        self.saved = time.monotonic()
        (self.folder / "tally.json").write_text(json.dumps(asdict(self.tally)))


def _work(arguments: argparse.Namespace) -> int:
    """Try inputs of one kind for some seconds."""
    name, out = arguments.names[0], arguments.out.resolve()
    if find_spec("atheris") is not None and not arguments.blind and arguments.inputs is None:
        _guided(name, arguments.seconds, out, arguments.seed)
        return 0
    trier = Trier(name, out)
    random = Random(arguments.seed)
    end = time.monotonic() + arguments.seconds
    while trier.tally.tried < arguments.inputs if arguments.inputs is not None else time.monotonic() < end:
        trier(trier.harness.make(random))
    trier.save()
    return 0


def _guided(name: str, seconds: float, out: Path, seed: int) -> None:
    import atheris  # noqa: PLC0415 - not on every system

    with atheris.instrument_imports(include=_PACKAGES):
        import harnesses  # noqa: F401, PLC0415 - with all that it imports

        import newslint.reporters.html.report  # noqa: F401, PLC0415 - loaded late by what is watched
    import oracles  # noqa: PLC0415 - after the imports that are watched
    from material import LARGEST  # noqa: PLC0415 - as above

    oracles.watching = WATCHED
    trier = Trier(name, out)
    grown = out / name / "corpus"
    grown.mkdir(exist_ok=True)
    random = Random(seed)
    for _ in range(60):
        made = trier.harness.make(random)
        (grown / f"made-{crc32(made):08x}").write_bytes(made)

    def change(data: bytes, most: int, number: int) -> bytes:
        own = Random(number)
        kind = own.random()
        if kind < 0.2:
            return trier.harness.make(own)[:most]
        return (trier.harness.change(own, data) if kind < 0.8 else atheris.Mutate(data, most))[:most]

    kept = CORPUS / name
    options = [
        f"-max_total_time={max(1, round(seconds))}", f"-seed={seed}", f"-artifact_prefix={out / name}/",
        f"-max_len={LARGEST}", "-len_control=0", "-timeout=120", "-rss_limit_mb=3000",
    ]  # fmt: skip
    folders = [str(grown), *([str(kept)] if kept.is_dir() else [])]
    atheris.Setup([sys.argv[0], *options, *folders], trier, custom_mutator=change)
    try:
        atheris.Fuzz()
    finally:
        trier.save()


def _kind(error: Exception) -> str:
    """What failed, the same for all inputs that fail alike."""
    promise = getattr(error, "promise", None)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "newslint")]
    last = (own or list(frames))[-1]
    place = f"{Path(last.filename).stem} {last.name}"
    if promise is None:
        return f"{type(error).__name__} in {place}"
    rule = re.search(r"\b[A-Z]{2,3}\d{3}\b", str(error)) if "rule" in promise else None
    return f"{promise} {rule[0]}" if rule else str(promise)


def _slug(kind: str) -> str:
    return _NAME_ONLY.sub("-", kind.lower()).strip("-")[:80]


def _replaying(name: str, path: Path) -> str:
    return f"{sys.executable} {HERE / 'fuzzer.py'} {name} --replay {path}"


if __name__ == "__main__":
    sys.exit(main())
