"""What somebody reads who calls a command wrongly, and what the shell completes."""

import subprocess
import sys
from pathlib import Path

import pytest

from newslint.cli.calls import complete_rule, complete_rules
from newslint.rules import RULES

ROOT = Path(__file__).parents[2]
ALL_HELP = "`newslint --help` shows what can be said, and `newslint check --help` how to check articles"
BEGIN = "`newslint check` checks articles, and `newslint --help` shows the other commands"


def said(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONUTF8": "1", "PATH": "", "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    line, end, more = done.stderr.partition("\n")
    assert (end, more) == ("\n", "")
    return line.removeprefix("newslint: ")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("seeds/",), "`seeds/` is no command; `newslint check seeds/` checks it"),
        (("seeds",), "`seeds` is no command; `newslint check seeds` checks it"),
        (("a b.md",), "`a b.md` is no command; `newslint check 'a b.md'` checks it"),
        (("gone/a.md",), "`gone/a.md` is no command; `newslint check gone/a.md` checks it"),
        (("*.md",), "`*.md` is no command; `newslint check '*.md'` checks it"),
        (("fix",), "`fix` is no command; write `newslint check --fix`"),
        (("lint", "a b", "-q"), "`lint` is no command; write `newslint check 'a b' -q`"),
        (("version",), "`version` is no command; write `newslint --version`"),
        (
            ("help",),
            f"`help` is no command; {ALL_HELP}",
        ),
        (("help", "rules"), "`help` is no command; `newslint rules --help` shows what can be said"),
        (
            ("help", "me"),
            f"`help` is no command; {ALL_HELP}",
        ),
        (("chek",), "`chek` is no command; did you mean `check`?"),
        (
            ("zzz",),
            f"`zzz` is no command; {BEGIN}",
        ),
        (("--nope",), "No such option: --nope; `newslint --help` shows what can be said"),
        (("check", "--qqq"), "No such option: --qqq; `newslint check --help` shows what can be said"),
        (
            ("config", "show", "--nope"),
            "No such option: --nope; `newslint config show --help` shows what can be said",
        ),
        (("explain",), "Missing argument 'CODE|NAME'; `newslint explain --help` shows what can be said"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_points_to_the_right_one(
    arguments: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "a b.md").touch()
    assert said(tmp_path, *arguments) == expected


def words(incomplete: str) -> list[str]:
    return [word for word, _ in complete_rules(incomplete)]


def test_codes_names_and_families_complete() -> None:
    assert words("TXT0")[:2] == ["TXT001", "TXT002"]
    assert words("tx")[:2] == ["TXT", "TXT001"]
    assert words("moji") == ["mojibake"]
    assert words("nothing") == []
    assert len(words("")) == len(RULES) + len({rule.family for rule in RULES})


def test_behind_a_comma_the_next_one_completes_and_none_twice() -> None:
    assert words("URL,TXT001,moji") == ["URL,TXT001,mojibake"]
    assert words("TXT001,TXT00")[0] == "TXT001,TXT002"
    assert dict(complete_rules("moji")) == {"mojibake": "Text was decoded with the wrong encoding (mojibake)"}
    assert list(complete_rule("TXT001,moji")) == []
    assert [word for word, _ in complete_rule("moji")] == ["mojibake"]


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_the_shell_asks_for_rules(option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'newslint'; from newslint.cli import main; main()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={
            "_NEWSLINT_COMPLETE": "complete_bash",
            "COMP_WORDS": f"newslint check {option} moji",
            "COMP_CWORD": "3",
            "PYTHONPATH": str(ROOT),
            "PATH": "",
        },
    )
    assert done.stdout.split() == ["mojibake"]
