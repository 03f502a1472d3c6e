"""Calls that are understood without Typer mean what Typer makes of them."""

import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_cli import Run, run, write
from typer.main import get_command

from newslint.cli import check as command
from newslint.cli.checking import checked
from newslint.cli.commands import app
from newslint.cli.common import ColorChoice, Threshold
from newslint.cli.plain_call import plain_call
from newslint.config.output_format import OutputFormat

if TYPE_CHECKING:
    from typer.core import TyperGroup

__all__ = ["run"]

ROOT = Path(__file__).parents[2]
PARAMETERS = cast("TyperGroup", get_command(app)).commands["check"].params
OPTIONS = sorted(
    name
    for param in PARAMETERS
    if param.name != "paths"
    for name in (*param.opts, *param.secondary_opts)
)  # fmt: skip
DEFAULTS = {
    name: parameter.default
    for name, parameter in inspect.signature(checked).parameters.items()
    if name != "recording"
}
VALUES = [
    "a.md", "-", "", "TXT", "json", "full", "nope", "0", "12", "-1", "+1", "١", "always", "error", "a=b", "ä",
    "news", "--", "--help", "-h", "-q", "-j2", "-qj", "\udc80", " 3",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from([*OPTIONS, *VALUES]),
    st.builds("{}={}".format, st.sampled_from(OPTIONS), st.sampled_from(VALUES)),
)


def by_typer(words: list[str]) -> dict[str, Any]:
    """What Typer makes of a call, and hands over."""
    given: list[dict[str, Any]] = []

    def take(recording: object, **options: object) -> int:
        assert recording is None
        given.append(options)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["newslint.cli.check"], "checked", take)
        assert app(["check", *words], standalone_mode=False) == 0
    return given[0]


@given(st.lists(WORDS, max_size=6))
@example(["--output-file", "a", "--output-format", "json", "-o", "b", "--output-format=full"])
@example(["--no-respect-gitignore", "--respect-gitignore", "b.md", "--select", "TXT", "a.md", "--select=URL"])
@example(["--jobs", "2", "-j", "3", "--max-warnings=0", "--fail-on", "info", "--color", "never"])
def test_typer_understands_the_same(words: list[str]) -> None:
    plain = plain_call(["check", *words])
    if plain is not None:
        assert DEFAULTS | plain == by_typer(words)


@pytest.mark.parametrize("option", [name for name in OPTIONS if name not in {"--help", "-h"}])
def test_each_option_is_plain(option: str) -> None:
    param = next(param for param in PARAMETERS if option in (*param.opts, *param.secondary_opts))
    values = ["a", "1", *getattr(param.type, "choices", ())]
    found = [plain_call(["check", option, *value]) for value in ([], *([str(value)] for value in values))]
    understood = next((one for one in found if one is not None), None)
    assert understood is not None
    assert len(understood) == 2, "the option, and the order of outputs"


def test_what_a_hook_says() -> None:
    words = ["--force-exclude", "--config", "news.toml", "--fail-on=error", "-q", "news/a.md", "news/b.md"]
    assert plain_call(["check", *words]) == {
        "force_exclude": True,
        "config": ["news.toml"],
        "fail_on": Threshold.ERROR,
        "quiet": True,
        "paths": [Path("news/a.md"), Path("news/b.md")],
        "output_order": (),
    }


def test_of_each_kind_of_option() -> None:
    words = [
        "-o",
        "a.json",
        "--output-format=json",
        "--color",
        "always",
        "-j",
        "12",
        "--no-respect-gitignore",
    ]
    assert plain_call(
        ["check", *words, "--no-respect-gitignore", "--exclude", "a=b", "--exclude=c", "--since", "main", "-"]
    ) == {
        "output_file": [Path("a.json")],
        "output_format": [OutputFormat.JSON],
        "color": ColorChoice.ALWAYS,
        "jobs": 12,
        "respect_gitignore": False,
        "exclude": ["a=b", "c"],
        "since": "main",
        "paths": [Path("-")],
        "output_order": ("output_file", "output_format"),
    }


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["rules"],
        ["--version"],
        ["check", "--help"],
        ["check", "--nope"],
        ["check", "--"],
        ["check", "--select"],
        ["check", "--select", ""],
        ["check", "--select", "--fix"],
        ["check", "--select="],
        ["check", "--fix=yes"],
        ["check", "-j2"],
        ["check", "-j=2"],
        ["check", "--jobs", "-1"],
        ["check", "--jobs", "many"],
        ["check", "--color", "pink"],
        ["check", "--paths", "a.md"],
    ],
)
def test_all_else_is_left_to_typer(words: list[str]) -> None:
    assert plain_call(words) is None


@pytest.mark.parametrize(
    "variable", ["NEWSLINT_OUTPUT_FORMAT", "NEWSLINT_CACHE_DIR", "_NEWSLINT_COMPLETE", "_X_COMPLETE"]
)  # fmt: skip
def test_variables_that_typer_reads_are_left_to_it(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    assert plain_call(["check"]) == {"output_order": ()}
    monkeypatch.setenv(variable, "json")
    assert plain_call(["check"]) is None


def test_patterns_of_names_are_left_to_typer_on_windows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "name", "nt")
    assert plain_call(["check", "a.md"]) is None


def test_each_variable_of_an_option_is_known() -> None:
    variables = {param.envvar for param in PARAMETERS if param.envvar}
    assert variables == {"NEWSLINT_OUTPUT_FORMAT", "NEWSLINT_CACHE_DIR"}


def test_a_plain_check_loads_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Pier\n---\n", encoding="utf-8")
    code = (
        "import sys\nfrom newslint.cli import main\n"
        "status = main()\nsys.stderr.write('\\n'.join(sys.modules))\nsys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "a.md"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "Checked 1 file: no findings.\n")
    loaded = set(done.stderr.split("\n"))
    assert "newslint.lint.examiner" in loaded
    heavy = {
        "ast", "dataclasses", "difflib", "ftfy", "inspect", "multiprocessing", "platform", "rich", "shutil",
        "sqlite3", "subprocess", "tempfile", "traceback", "typer", "yaml", command.__name__,
    }  # fmt: skip
    assert loaded & heavy == set()


def test_both_ways_come_to_the_same(run: Run) -> None:
    write("a.md", "---\ntitle:  Pier \nurl: x\n---\n")
    plain = run("check", "--output-format", "json", "a.md")
    assert plain == run("check", "--output-format", "json", "--", "a.md")
    assert plain.status in {0, 1}
    assert '"findings"' in plain.out
