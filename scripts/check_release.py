"""Builds newslint twice, looks at what came out, and uses it where nothing of the source tree can be read.

python scripts/check_release.py   with an interpreter that has the dev extra
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
# What tools leave behind, and what is no part of a source distribution.
JUNK = (
    "__pycache__",
    ".git",
    ".venv",
    "*.egg-info",
    "build",
    "dist",
    ".benchmarks",
    ".hypothesis",
    ".mutants",
    ".nox",
    ".*_cache",
    "node_modules",
    "dist-test",
    "*.vsix",
    "package-lock.json",
)
# Quick tests that read what lies beside the package. The names of all files are compared anyway.
TESTS = ("architecture", "config", "integrations", "readme", "release")
READERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "json-lines": lambda text: [json.loads(line) for line in text.splitlines()],
    "gitlab": json.loads,
    "sarif": json.loads,
    "rdjson": json.loads,
    "junit": ET.fromstring,
    "checkstyle": ET.fromstring,
}
# Lies in the environment where newslint is tried: nothing there reads the source tree or asks the network.
GUARD = """
import os, sys

def guard(event, arguments, root={root!r}):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise RuntimeError(f"newslint asked the network: {{arguments}}")
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes, os.PathLike)):
        if os.path.abspath(os.fsdecode(arguments[0])).startswith(root + os.sep):
            raise RuntimeError(f"newslint read the source tree: {{arguments}}")

sys.addaudithook(guard)
"""
SPAWN = """
from pathlib import Path
from newslint.run.request import Request
from newslint.run.projects import lint, merged, plan
from newslint.config.project import Projects
from newslint.run.execution import ExecutionOptions

if __name__ == "__main__":
    request = Request((Path("seeds"),))
    run = lambda how: merged(result.report for result in lint(request, plan(request, Projects()), how))
    alone, spawned = run(ExecutionOptions(jobs=1)), run(ExecutionOptions(jobs=2, start="spawn", least=1))
    assert spawned == alone and not spawned.internal_errors
    print(len(spawned.findings))
"""


class FailedError(Exception):
    """The release is not as it should be; the message says what is wrong."""


@dataclass(frozen=True)
class Installed:
    """The environment that newslint was installed in, and the folder that it is used in."""

    environment: Path
    folder: Path

    def run(self, *line: str, status: int = 0) -> str:
        """Run a command of the environment, and give what it prints."""
        variables = {"PATH": str(self.environment / "bin"), "HOME": str(self.folder), "FORCE_HYPERLINK": "1"}
        done = subprocess.run(
            line, cwd=self.folder, env=variables, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode != status or "Traceback" in done.stderr:
            said = f"{done.stdout[-2000:]}{done.stderr[-2000:]}"
            raise FailedError(f"`{' '.join(line)}` ended with {done.returncode}, not {status}:\n{said}")
        return done.stdout

    def newslint(self, *arguments: str, status: int = 0) -> str:
        """Run newslint, and give what it prints."""
        return self.run("newslint", *arguments, status=status)


def main() -> None:
    """Check the release."""
    with TemporaryDirectory(prefix="newslint-release-") as folder:
        work = Path(folder).resolve()
        try:
            _check(work)
        except FailedError as error:
            sys.exit(f"the release is not as it should be: {error}")


def files_of(folder: Path) -> set[str]:
    """The files below a folder, relative to it; what tools leave behind is left out."""
    ignore = shutil.ignore_patterns(*JUNK)
    found: set[str] = set()
    for place, folders, names in os.walk(folder):
        folders[:] = set(folders) - ignore(place, folders)
        found |= {
            Path(place, name).relative_to(folder).as_posix() for name in set(names) - ignore(place, names)
        }
    return found


def expected_in_wheel(files: Iterable[str], version: str) -> set[str]:
    """What a wheel of these files of a source tree holds."""
    info = f"newslint-{version}.dist-info"
    package = {name for name in files if name.startswith("newslint/")}
    schemas = {f"newslint/{name}" for name in files if name.startswith("schemas/")}
    about = {
        f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    return package | schemas | about | {"newslint/docs/rules.html"}


def require_same(what: str, found: set[str], expected: set[str]) -> None:
    """Compare two sets of names.

    Raises:
        FailedError: they differ.
    """
    if found != expected:
        raise FailedError(
            f"{what} holds {sorted(found - expected)} that it should not, "
            f"and lacks {sorted(expected - found)}"
        )


def _check(work: Path) -> None:
    version = _version()
    tree = _copy(ROOT, work / "tree")
    names = (f"newslint-{version}-py3-none-any.whl", f"newslint-{version}.tar.gz")
    wheel, sdist = _build_twice(tree, work / "the other tree", names)
    print(f"{wheel.name} and {sdist.name}: the same bytes twice")

    files = files_of(tree)
    _check_contents(wheel, sdist, files, version)
    print(f"both hold what they should; {len(files)} files")

    unpacked = work / "unpacked"
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    print(f"tests of the source distribution: {_test(unpacked / f'newslint-{version}')}")

    place = _install(wheel, work)
    shutil.rmtree(tree)
    shutil.rmtree(unpacked)
    _use(place, version)


def _build_twice(tree: Path, other: Path, names: tuple[str, str]) -> list[Path]:
    """Build in a tree, and in a copy with other times and modes and with what tools leave behind."""
    _copy(tree, other)
    left = (other / ".newslint_cache/left.db", other / "newslint/__pycache__/left.cpython-311.pyc")
    for path in left:
        path.parent.mkdir()
        path.touch()
    for path in other.rglob("*"):
        os.utime(path, (1e9, 1e9))
        path.chmod(path.stat().st_mode & 0o700)
    built = _build(tree, names, 0o022, "UTC")
    for one, again in zip(built, _build(other, names, 0o077, "Asia/Tokyo"), strict=True):
        if one.read_bytes() != again.read_bytes():
            raise FailedError(f"two builds of {one.name} differ")
    return built


def _check_contents(wheel: Path, sdist: Path, files: set[str], version: str) -> None:
    with ZipFile(wheel) as archive:
        require_same("the wheel", set(archive.namelist()), expected_in_wheel(files, version))
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    require_same("the source distribution", inside, files | {"PKG-INFO"})
    _call(sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist))


def _test(folder: Path) -> str:
    tests = (str(path) for name in TESTS for path in folder.glob(f"tests/*/test_{name}.py"))
    said = _call(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, folder=folder)
    return said.splitlines()[-1]


def _version() -> str:
    said = _call(sys.executable, "-c", "import newslint; print(newslint.__version__)")
    return said.strip()


def _copy(source: Path, target: Path) -> Path:
    return Path(shutil.copytree(source, target, ignore=shutil.ignore_patterns(*JUNK)))


def _build(folder: Path, names: Iterable[str], umask: int, timezone: str) -> list[Path]:
    variables = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": timezone}
    _call(
        sys.executable, "-m", "build", "--no-isolation", ".", folder=folder, umask=umask, variables=variables
    )
    return [folder / "dist" / name for name in names]


def _install(wheel: Path, work: Path) -> Installed:
    environment, folder = work / "environment", work / "elsewhere"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    _call(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))
    packages = Path(
        _call(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    )
    # Python runs what a `.pth` file imports at every start.
    (packages / "newslint_guard.py").write_text(GUARD.format(root=str(ROOT)), encoding="utf-8")
    (packages / "newslint_guard.pth").write_text("import newslint_guard\n", encoding="utf-8")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return Installed(environment, folder)


def _use(place: Installed, version: str) -> None:
    """Use every command and every output format as people do."""
    if place.newslint("--version") != f"newslint {version}\n":
        raise FailedError("`newslint --version` tells another version")
    place.newslint("check", "seeds/clean.md")
    formats = place.run(
        "python", "-c", "from newslint.config.output_format import OutputFormat as f; print(*f)"
    ).split()
    for name in formats:
        text = place.newslint("check", "seeds", "--output-format", name, status=1)
        READERS.get(name, str)(text)
        if "TXT001" not in text:
            raise FailedError(f"`--output-format {name}` says nothing of TXT001")
    place.newslint("check", "seeds", "--statistics", "--jobs", "2", status=1)
    text = place.newslint("check", "seeds", "--color", "always", status=1)
    link = re.search(r"\x1b]8;[^;]*;file://[^/]*(/[^#]*/newslint/docs/rules\.html)#", text)
    if link is None or not Path(link[1]).is_file():
        raise FailedError("codes are no links to the page of rules")
    place.run("python", "-c", "import newslint; assert 'site-packages' in newslint.__file__")
    (place.folder / "spawn.py").write_text(SPAWN, encoding="utf-8")
    spawned = place.run("python", "spawn.py").strip()
    place.newslint("rules")
    for code in ("TXT001", "dimension-mismatch"):
        place.newslint("explain", code)
    names = [line.split()[0] for line in place.newslint("schema", "list").splitlines()]
    for name in names:
        json.loads(place.newslint("schema", "show", name))
        place.newslint("schema", "copy", name, f"copies/{name}")
        place.newslint("check", "seeds/clean.md", "--schema", name)
    place.newslint("check", "seeds", "--diff", status=1)
    place.newslint("check", "seeds", "--fix", status=1)
    place.newslint("init")
    place.newslint("config", "check")
    place.newslint("config", "show", "seeds/clean.md")
    place.newslint("config", "files")
    place.newslint("check", "--exit-zero")
    place.newslint("clean")
    print(
        f"{len(formats)} formats, {len(names)} schemas and all commands work alone, "
        f"in processes that spawn too: {spawned} findings"
    )


def _call(*line: str, folder: Path = ROOT, umask: int = -1, variables: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        line, cwd=folder, umask=umask, env=variables, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = f"{done.stdout[-4000:]}{done.stderr[-4000:]}"
        raise FailedError(f"`{' '.join(line[1:5])} …` ended with {done.returncode}:\n{said}")
    return done.stdout


if __name__ == "__main__":
    main()
