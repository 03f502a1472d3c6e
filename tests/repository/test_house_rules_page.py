"""The page of house rules: its files are written, and its commands print what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from plugins import write_plugin

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "house-rules.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str) -> str:
    path = os.pathsep.join([str(ROOT), str(Path("packages").absolute())])
    program, *arguments = shlex.split(command)
    assert program == "newslint"
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def test_the_page_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_plugin(Path("packages"))
    commands = 0
    for language, file, text in BLOCK.findall(PAGE):
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(text, encoding="utf-8")
        elif language == "console":
            for command, _, output in (part.partition("\n") for part in text.split("$ ")[1:]):
                commands += 1
                assert run(command) == output
    assert commands == 5
    assert run("newslint config check --allow-plugins") == "newslint.toml: no mistakes\n"


def test_the_page_names_every_demand_and_every_preset() -> None:
    from config_schema import config_schema  # noqa: PLC0415 - as tests of settings do

    schema = config_schema()["$defs"]
    for key in (*schema["house-rule"]["properties"], *schema["condition"]["properties"]):
        assert re.search(rf"\b{key}\b", PAGE), key
    for preset in config_schema()["properties"]["presets"]["items"]["enum"]:
        assert f"| `{preset}` |" in PAGE
