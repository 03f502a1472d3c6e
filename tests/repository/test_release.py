"""What belongs to a release: one version, a changelog, promises that are held, and whole packages."""

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from check_release import FailedError, expected_in_wheel, files_of, require_same

from newslint import __version__

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_version_has_one_place() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", __version__)
    assert "version" in PYPROJECT["project"]["dynamic"]
    assert PYPROJECT["tool"]["hatch"]["version"]["path"] == "newslint/__init__.py"
    python = [path for folder in ("newslint", "scripts") for path in (ROOT / folder).rglob("*.py")]
    assert [p.name for p in python if f'"{__version__}"' in p.read_text(encoding="utf-8")] == ["__init__.py"]


def test_the_command_tells_the_version() -> None:
    line = [sys.executable, "-m", "newslint", "--version"]
    told = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told == f"newslint {__version__}\n"


def test_the_changelog_tells_of_the_version_or_of_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.+)$", CHANGELOG, re.MULTILINE)
    assert headings[0] == "Unreleased" or re.fullmatch(
        rf"{re.escape(__version__)} \(\d{{4}}-\d\d-\d\d\)", headings[0]
    )
    released = [heading.partition(" ")[0] for heading in headings if heading != "Unreleased"]
    assert len(set(headings)) == len(headings)
    assert released == sorted(released, key=lambda v: tuple(map(int, v.split("."))), reverse=True)
    assert all(heading in {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
               for heading in re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE))  # fmt: skip


def test_every_promise_of_security_names_tests_that_exist() -> None:
    promises = re.split(
        r"^- ", SECURITY.partition("## What is promised")[2].partition("\n## ")[0], flags=re.MULTILINE
    )
    assert len(promises) > 8
    for promise in promises[1:]:
        named = re.findall(r"`((?:tests|scripts)/[\w./]+)`", promise)
        assert named, promise
        assert [path for path in named if not (ROOT / path).exists()] == []


def test_options_that_security_names_exist() -> None:
    line = [sys.executable, "-m", "newslint", "check", "--help"]
    told = subprocess.run(
        line, cwd=ROOT, env={"COLUMNS": "200", "PATH": ""}, capture_output=True, encoding="utf-8", check=True
    ).stdout
    named = set(re.findall(r"`(--[a-z-]+)`", SECURITY))
    assert named == {option for option in named if option in told}
    assert named >= {"--isolated", "--config"}


def test_security_invents_no_addresses() -> None:
    assert not re.search(r"https?:|@|mailto", SECURITY)


def test_every_python_that_is_promised_is_supported_by_the_metadata() -> None:
    project = PYPROJECT["project"]
    versions = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert project["requires-python"] == f">={versions[0]}"
    assert versions == [f"3.{11 + number}" for number in range(len(versions))]


def test_every_dependency_has_a_lower_bound() -> None:
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]
    named = re.fullmatch(r"newslint\[([\w,]+)\]", extras["dev"].pop(0))
    assert named is not None
    assert {*named[1].split(","), "dev", "fuzz", "mutants", "gs"} == set(extras), (
        "who works on newslint has all but what looks for inputs and for changes that nobody notices, "
        "and 80 MB that one test by hand takes"
    )
    for requirement in (*project["dependencies"], *chain(*extras.values())):
        if not requirement.startswith("newslint["):  # an extra of our own needs no version
            assert re.match(r"[\w.-]+(\[\w+\])?>=\d", requirement), requirement


def test_packages_hold_what_the_tree_holds(tmp_path: Path) -> None:
    for name in (
        "newslint/a.py",
        "newslint/py.typed",
        "newslint/__pycache__/a.cpython-311.pyc",
        "newslint/page/p.css",
        "schemas/s.json",
        "docs/rules.html",
        "docs/rules.md",
        "tests/test_a.py",
        ".newslint_cache/newslint.db",
        ".venv/pyvenv.cfg",
        ".gitignore",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    files = files_of(tmp_path)
    assert files == {
        "newslint/a.py",
        "newslint/py.typed",
        "newslint/page/p.css",
        "schemas/s.json",
        "docs/rules.html",
        "docs/rules.md",
        "tests/test_a.py",
        ".gitignore",
    }
    assert expected_in_wheel(files, "1.2") == {
        "newslint/a.py",
        "newslint/py.typed",
        "newslint/page/p.css",
        "newslint/schemas/s.json",
        "newslint/docs/rules.html",
        *(f"newslint-1.2.dist-info/{n}" for n in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")),
        "newslint-1.2.dist-info/licenses/LICENSE",
    }


def test_what_differs_is_named() -> None:
    require_same("the wheel", {"a"}, {"a"})
    with pytest.raises(FailedError, match=r"the wheel holds \['b'\] that it should not, and lacks \['a'\]"):
        require_same("the wheel", {"b", "c"}, {"a", "c"})
