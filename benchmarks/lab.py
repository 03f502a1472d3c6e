"""Environments of their own for what is measured: newslint as users install it, and its peers."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import gettempdir

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = Path(gettempdir()) / "newslint-benchmarks"


class AbsentError(Exception):
    """Something could not be installed; the message says what, and the installer's last line."""


@dataclass(frozen=True)
class Lab:
    """A folder that holds the environments; what is there is used again."""

    folder: Path

    @cached_property
    def newslint(self) -> Path:
        """The `newslint` command, installed from a wheel of this checkout as it is now."""
        wheels, environment = self.folder / "wheel", self.folder / "newslint"
        shutil.rmtree(wheels, ignore_errors=True)
        _call(
            sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(wheels), str(REPOSITORY)
        )
        wheel = next(wheels.glob("*.whl"))
        if not (environment / "bin" / "newslint").exists():
            _call(sys.executable, "-m", "venv", str(environment))
            self._pip(environment, str(wheel))
        self._pip(environment, "--force-reinstall", "--no-deps", str(wheel))
        return environment / "bin" / "newslint"

    @cached_property
    def python(self) -> Path:
        """The interpreter that newslint is installed for."""
        return self.newslint.parent / "python"

    @cached_property
    def options(self) -> str:
        """The help of `newslint check`, wide enough to hold every option in full."""
        line = [str(self.newslint), "check", "--help"]
        return subprocess.run(
            line, env={"COLUMNS": "250", "NO_COLOR": "1"}, capture_output=True, text=True, check=True
        ).stdout

    def pypi(self, package: str) -> Path:
        """The command of a package from PyPI, which has the package's name."""
        environment = self.folder / "python-peers"
        command = environment / "bin" / package
        if not command.exists():
            if not environment.exists():
                _call(sys.executable, "-m", "venv", str(environment))
            self._pip(environment, package)
        return command

    def npm(self, command: str, *packages: str) -> Path:
        """A command of npm packages; its `node_modules` is two folders above."""
        folder = self.folder / "node-peers"
        path = folder / "node_modules" / ".bin" / command
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _call(
                "npm",
                "install",
                "--prefix",
                str(folder),
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                *packages,
            )
        return path

    def _pip(self, environment: Path, *arguments: str) -> None:
        quiet = ("--quiet", "--disable-pip-version-check")
        _call(str(environment / "bin" / "python"), "-m", "pip", "install", *quiet, *arguments)


def _call(*line: str) -> None:
    try:
        subprocess.run(line, capture_output=True, text=True, check=True)
    except OSError as error:
        raise AbsentError(f"{line[0]}: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()
        raise AbsentError(f"{' '.join(line[:4])} failed: {said[-1] if said else error.returncode}") from error
