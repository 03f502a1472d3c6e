"""The examples of docs/scale.md run, or could run."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
RUNNING = re.search(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
OTHERS = re.findall(r"^```python no-run\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_prints_what_stands_below_it(tmp_path: Path) -> None:
    assert RUNNING is not None
    program = tmp_path / "example.py"
    program.write_text(RUNNING[1], encoding="utf-8")
    ran = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == (RUNNING[2], "")


@pytest.mark.parametrize("program", OTHERS)
def test_what_needs_other_engines_is_python_and_names_what_there_is(program: str) -> None:
    from newslint import engine  # noqa: PLC0415 - a test of the page alone needs no more

    compile(program, "scale.md", "exec")
    assert set(re.findall(r"engine\.(\w+)", program)) <= set(engine.__all__)


def test_there_are_examples() -> None:
    assert len(OTHERS) == 3
