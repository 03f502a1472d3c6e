"""A rule that a script begins runs at once, and so do its cases and the examples in its documentation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import PATIENCE
from new_rule import ROOT, Refusal, begin

from newslint.rules import RULES


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The catalogue alone."""
    shutil.copytree(ROOT / "newslint" / "rules", tmp_path / "newslint" / "rules")
    return tmp_path


def test_a_rule_gets_a_file_a_place_and_two_cases(checkout: Path) -> None:
    last = max(rule.code for rule in RULES if rule.family == "TXT")
    code = f"TXT{int(last[3:]) + 1:03}"
    written = begin(checkout, "TXT", "shouted-headline")
    assert [path.relative_to(checkout).as_posix() for path in written] == [
        "newslint/rules/txt_shouted_headline.py",
        "newslint/rules/__init__.py",
        f"tests/cases/{code}/wrong/a.md",
        f"tests/cases/{code}/near-miss/a.md",
    ]
    assert f'RULE = Rule("{code}", "shouted-headline",' in written[0].read_text("utf-8")
    before = (ROOT / "newslint" / "rules" / "__init__.py").read_text("utf-8").splitlines()
    after = written[1].read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "    txt_shouted_headline,",
        "    txt_shouted_headline.RULE,",
    ]
    assert [line for line in after if line in before] == before
    imports = [line for line in after if line.startswith("    txt_") and line.endswith("e,")]
    assert imports == sorted(imports)
    entries = [line for line in after if line.startswith("    txt_") and line.endswith(".RULE,")]
    assert entries[-1] == "    txt_shouted_headline.RULE,"


@pytest.mark.parametrize(
    ("family", "name", "told"),
    [
        ("XYZ", "shouted-headline", "there is no family `XYZ`; it is one of COR, DAT, ENV, FM, "),
        ("TXT", "Shouted headline", "`Shouted headline` is no name of a rule"),
        ("TXT", "../evil", "`../evil` is no name of a rule"),
        ("TXT", "mojibake", "newslint/rules/txt_mojibake.py is there already"),
    ],
)
def test_what_is_no_good_is_told_and_nothing_is_written(
    checkout: Path, family: str, name: str, told: str
) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*.py")}
    with pytest.raises(Refusal, match=r"\w") as refusal:
        begin(checkout, family, name)
    assert str(refusal.value).startswith(told)
    assert {path: path.read_bytes() for path in checkout.rglob("*.py")} == before
    assert not (checkout / "tests").exists()


@pytest.mark.slow
def test_what_was_begun_passes_the_tests_of_rules(tmp_path: Path) -> None:
    for name in ("newslint", "schemas", "scripts", "tests"):
        ignored = shutil.ignore_patterns("cases", "fuzz_corpus", "__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    begin(tmp_path, "URL", "shouted-address")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "URL014", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    told = "tests/cases/URL014/wrong/expected.txt is missing; `pytest tests/rules/test_cases.py --update`"
    with pytest.raises(AssertionError, match=told):
        run("tests/rules/test_cases.py")
    run("tests/rules/test_cases.py", "--update")
    assert "passed" in run("tests/rules/test_cases.py", "tests/rules/test_rules.py")
    expected = (tmp_path / "tests/cases/URL014/wrong/expected.txt").read_text("utf-8")
    assert expected.startswith("a.md:2:8-2:35: URL014 `title` is an example of what is wrong\n")
    assert (tmp_path / "tests/cases/URL014/near-miss/expected.txt").read_text("utf-8") == ""
