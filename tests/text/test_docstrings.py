"""What people read does not vanish where Python leaves docstrings out."""

import os
import subprocess
import sys
from inspect import cleandoc

import pytest

from newslint.rule import Rule
from newslint.rules import RULES
from newslint.text import docstrings
from newslint.text.docstrings import docstring_of


def said(*arguments: str, optimized: bool) -> str:
    environment = os.environ | {"PYTHONOPTIMIZE": "2" if optimized else "", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        "explain ALL",
        "rules --output-format json",
        "--help",
        "check --help",
        "config --help",
        "config show --help",
    ],
)
def test_optimized_python_says_the_same(arguments: str) -> None:
    plain = said(*arguments.split(), optimized=False)
    assert len(plain) > 500
    assert said(*arguments.split(), optimized=True) == plain


def test_the_source_holds_what_python_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    def said_by(rule: Rule) -> tuple[str, str]:
        # Python 3.13 and later leave the indentation out.
        return cleandoc(rule.documentation), cleandoc(docstring_of(rule.options))

    kept = {rule.code: said_by(rule) for rule in RULES}
    assert all(text.strip() for text, _ in kept.values())

    class Flags:
        optimize = 2

    class System:
        flags = Flags

    monkeypatch.setattr(docstrings, "sys", System)
    assert {rule.code: said_by(rule._replace(doc=None)) for rule in RULES} == kept
