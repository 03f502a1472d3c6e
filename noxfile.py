"""The tests with every Python that newslint promises, and with the oldest releases that it depends on.

nox                              all of them; a Python that isn't here is skipped, and the summary says so
nox --session tests-3.13 -- -x   one of them, with options for pytest, as `-m "not slow"`
"""

import os
from pathlib import Path

import nox

nox.needs_version = ">=2026.2.9"
nox.options.default_venv_backend = "uv"  # the only installer that can choose the oldest releases
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False

PARALLEL = ("--numprocesses", "auto", "--dist", "worksteal")
PYTHONS = nox.project.python_versions(nox.project.load_toml("pyproject.toml"))

# pyenv hides the interpreters that nobody chose.
PYENV = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
if PYENV.is_dir():
    os.environ.setdefault("PYENV_VERSION", ":".join(sorted(folder.name for folder in PYENV.iterdir())))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests with the newest releases of all dependencies."""
    session.install("--editable", ".[test,consumers]")
    session.run("pytest", *PARALLEL, *session.posargs)


@nox.session(python=PYTHONS[0])
def oldest(session: nox.Session) -> None:
    """Run the tests with the lower bound of each dependency in pyproject.toml, the tests' own included."""
    session.install("--resolution", "lowest-direct", "--editable", ".[test,consumers]")
    session.run("pytest", *PARALLEL, *session.posargs)
