"""The extension for VS Code: its types, its own tests, and the package that is made of it."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newslint import __version__
from newslint.config.project import SUFFIXES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "editors" / "vscode"
MANIFEST = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
README = (SOURCE / "README.md").read_text(encoding="utf-8")
LEFT = ("node_modules", "dist", "dist-test", "*.vsix", "package-lock.json")
PATIENCE = 600.0  # seconds; packages come from a registry


def npm(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [shutil.which("npm") or "npm", *arguments],
        cwd=folder,
        env={**os.environ, "CI": "true", "NO_UPDATE_NOTIFIER": "1", "npm_config_update_notifier": "false"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extension with the packages that it is built with."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("there is no node, or no npm")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").partition(".")[0]) < 20:
        pytest.skip(f"the extension is built with Node.js 20 or newer, and this is {version.strip()}")
    folder = tmp_path_factory.mktemp("vscode") / "extension"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns(*LEFT))
    done = npm(folder, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")
    if done.returncode != 0:
        pytest.skip(f"npm could not install what the extension is built with: {done.stderr[-500:]}")
    return folder


@pytest.mark.slow
def test_its_types_are_right(extension: Path) -> None:
    done = npm(extension, "run", "check")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_its_own_tests_pass(extension: Path) -> None:
    done = npm(extension, "test")
    assert done.returncode == 0, done.stdout + done.stderr
    counts = re.findall(r"^# (pass|fail|skipped) (\d+)$", done.stdout, re.MULTILINE)
    assert int(dict(counts)["pass"]) > 10
    assert int(dict(counts)["fail"]) == 0


@pytest.mark.slow
def test_its_package_holds_what_it_needs_and_nothing_else(extension: Path) -> None:
    done = npm(extension, "run", "package")
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(extension / "newslint.vsix") as package:
        assert set(package.namelist()) == {
            "[Content_Types].xml",
            "extension.vsixmanifest",
            "extension/LICENSE.txt",
            "extension/dist/extension.js",
            "extension/package.json",
            "extension/readme.md",
        }
        manifest = json.loads(package.read("extension/package.json"))
        code = package.read("extension/dist/extension.js").decode()
    assert manifest["main"] == "./dist/extension.js"
    # What it is made of is inside; VS Code brings `vscode`, and node the rest.
    foreign = set(re.findall(r"\brequire\(\"([^\"]+)\"\)", code))
    assert foreign >= {"vscode", "node:child_process"}
    builtin = {"vscode", *(name for name in foreign if name.startswith("node:"))}
    asked = "import{builtinModules as m}from'node:module';console.log(m.join(' '))"
    names = subprocess.run(
        ["node", "--input-type=module", "-e", asked], capture_output=True, text=True, check=True
    )
    assert foreign - builtin - set(names.stdout.split()) == set()
    assert str(extension) not in code


# What can be said without node.


def test_it_has_the_version_of_newslint() -> None:
    assert MANIFEST["version"] == __version__


def test_it_has_the_licence_of_newslint() -> None:
    assert (SOURCE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_it_asks_about_the_files_that_newslint_reads() -> None:
    source = (SOURCE / "src" / "extension.ts").read_text(encoding="utf-8")
    (listed,) = re.findall(r"\*\*/\*\.\{([\w,]+)\}", source)
    assert {f".{name}" for name in listed.split(",")} == set(SUFFIXES)


def test_the_readme_describes_every_setting() -> None:
    properties: dict[str, Any] = MANIFEST["contributes"]["configuration"]["properties"]
    assert re.findall(r"^\| `(newslint\.[\w.]+)` \|", README, re.MULTILINE) == list(properties)


def test_every_command_is_registered_and_no_other() -> None:
    source = (SOURCE / "src" / "extension.ts").read_text(encoding="utf-8")
    registered = re.findall(r"registerCommand\(\"([\w.]+)\"", source)
    assert [entry["command"] for entry in MANIFEST["contributes"]["commands"]] == registered


def test_the_engine_is_the_one_that_the_types_are_of() -> None:
    assert MANIFEST["engines"]["vscode"].lstrip("^") == MANIFEST["devDependencies"]["@types/vscode"].lstrip(
        "~"
    )


def test_no_file_names_a_registry() -> None:
    files = [path for path in SOURCE.rglob("*") if path.is_file() and "node_modules" not in path.parts]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in {".ts", ".json", ".md"}]
    assert texts
    assert not [text for text in texts if re.search(r"registry\.|\"resolved\"", text)]
