"""The tutorial, run as it stands there on its archive; `--update` writes what is printed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ .*\n(?:> .*\n|>\n)*", re.MULTILINE)
GIT = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Somebody"), ("EMAIL", "somebody@example.com"))
}


@pytest.fixture
def archive(shared: Path, tmp_path: Path) -> Path:
    corpus = shared / "corpus" / "power-apps"
    if not corpus.is_dir() or shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("the archive of the tutorial is not here, or git and bash are not")
    folder = tmp_path / "archive"
    shutil.copytree(corpus, folder)
    program = tmp_path / "bin" / "newslint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newslint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.slow
def test_the_tutorial_prints_what_it_says(archive: Path, pytestconfig: pytest.Config) -> None:
    environment = {
        **os.environ,
        **GIT,
        "PATH": f"{archive.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "COLUMNS": "100",
    }

    def run(command: str) -> str:
        script = re.sub(r"^(?:\$ |> ?)", "", command, flags=re.MULTILINE)
        done = subprocess.run(
            ["bash", "-c", f"{{ {script}\n}} 2>&1"],
            cwd=archive,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    run("$ git init --quiet && git add -A && git commit --quiet --message 'The archive'")
    text = TUTORIAL.read_text(encoding="utf-8")
    wanted = BLOCK.sub(
        lambda block: "".join(f"{command}{run(command)}" for command in COMMAND.findall(block[1])), text
    )
    if pytestconfig.getoption("--update"):
        TUTORIAL.write_text(wanted, encoding="utf-8")
    assert wanted == TUTORIAL.read_text(encoding="utf-8")
