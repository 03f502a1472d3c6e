"""What the README and CONTRIBUTING.md show and name is true."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import screenshot

from newslint.config.rule_docs import overview
from newslint.rules import RULES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_output_that_the_readme_shows_is_what_newslint_prints() -> None:
    shown = re.search(r"```console\n\$ newslint (check seeds/\S+)\n(.+?)```", README, re.DOTALL)
    assert shown is not None
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *shown[1].split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", "PATH": ""},
    )
    assert done.stdout == shown[2]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_picture_shows_what_newslint_prints(name: str) -> None:
    text = (ROOT / "docs" / f"check-{name}.svg").read_text(encoding="utf-8")
    # Nothing is fetched by who looks at it.
    assert not re.search(r"@import|@font-face|href|url\((?!#)", text)
    drawn = ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - made by ourselves
    title, *rows = (element.text or "" for element in drawn)
    assert title == "newslint"
    printed = re.sub(r"\x1b\[[0-9;]*m", "", screenshot.printed())
    assert "".join("".join(rows).split()) == "".join(printed.split())


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_path_that_is_named_exists(text: str) -> None:
    named = set(re.findall(r"`((?:newslint|tests|schemas|docs|seeds)/[\w./-]*)`", text))
    named |= set(re.findall(r"\]\(([\w./-]+)\)", text))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w[\w-]*)", README + CONTRIBUTING)) <= targets | {"and"}


def test_the_rules_page_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == overview(RULES)


def test_the_changelog_names_every_rule() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[A-Z]{2,3}\d{3}\b", changelog))
    for family, first, last in re.findall(r"\b([A-Z]{2,3})(\d{3}) to \1(\d{3})\b", changelog):
        named |= {f"{family}{number:03}" for number in range(int(first), int(last) + 1)}
    assert [rule.code for rule in RULES if rule.code not in named] == []
