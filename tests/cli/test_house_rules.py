"""Declared rules and plug-ins through the command line: as the rules of newslint in every way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from plugins import CODE, write_plugin

from newslint.cli.calls import complete_rules

ROOT = Path(__file__).parents[2]
CONFIGURATION = """\
presets = ["search-engines"]

[[collections]]
name = "news"
files = ["news/"]

[[house-rules]]
code = "HOUSE001"
name = "short-title"
field = "title"
max-length = 20
message = "the app cuts titles after 20 characters"
unless-draft = true
collections = ["news"]
"""
LONG = "---\ntitle: Ferries return to the harbour\n---\n"


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("newslint.toml", CONFIGURATION)
    write("news/a.md", LONG)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def newslint(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    path = os.pathsep.join([str(ROOT), str(Path("packages").absolute())])
    return subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": path, "COLUMNS": "100"} | environment,
    )


def check(*arguments: str) -> list[str]:
    done = newslint("check", "--output-format", "concise", "-q", *arguments)
    assert done.stderr == ""
    return done.stdout.splitlines()


def data(format_: str) -> Any:
    return json.loads(newslint("check", "--no-cache", "--output-format", format_).stdout)


TOLD = "news/a.md:2:8: HOUSE001 the app cuts titles after 20 characters"


def test_a_declared_rule_is_told_like_any_other() -> None:
    done = newslint("check")
    assert done.returncode == 1
    assert done.stdout == (
        "news/a.md:2:8 HOUSE001 warning the app cuts titles after 20 characters\n"
        "  |\n"
        "2 | title: Ferries return to the harbour\n"
        "  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: `title` must have at most 20 characters, found 29\n\n"
        "Checked 1 file: 1 warning.\n"
    )


def test_what_was_remembered_holds_until_the_rule_changes() -> None:
    for number in range(20):
        write(f"news/{number}.md", LONG)
    assert len(check()) == len(check()) == 21
    assert len(check("--jobs", "2")) == 21
    write("newslint.toml", CONFIGURATION.replace("20", "29"))
    assert check() == []
    write("newslint.toml", CONFIGURATION.replace("max-length = 20", "max-length = 28"))
    assert len(check()) == 21


def test_files_outside_its_collections_and_drafts_are_exempt() -> None:
    write("pages/b.md", LONG)
    write("news/c.md", LONG.replace("title", "draft: true\ntitle"))
    assert check() == [TOLD]


def test_comments_silence_it_and_one_too_many_is_told() -> None:
    write("news/a.md", LONG.replace("harbour", "harbour # newslint: ignore[HOUSE001]"))
    write("news/b.md", "---\ntitle: Ferries # newslint: ignore[short-title]\n---\n")
    write("news/c.md", "---\ntitle: Ferries # newslint: ignore[HOUSE002]\n---\n")
    assert check() == [
        "news/b.md:2:35: NL001 `short-title` silences nothing here [*]",
        "news/c.md:2:35: NL002 no rule is called `HOUSE002` [*]",
    ]


def test_a_near_miss_of_a_comment_is_told() -> None:
    write("news/a.md", "---\ntitle: Ferries # newslint: HOUSE001\n---\n")
    (told,) = check()
    assert told.startswith("news/a.md:2:16: NL002 ")


def test_a_baseline_knows_it_and_forgets_it_with_the_rule() -> None:
    assert newslint("check", "--update-baseline").returncode == 0
    assert "HOUSE001" in Path("newslint-baseline.json").read_text("utf-8")
    assert check() == []
    write("newslint.toml", "")
    done = newslint("check", "--update-baseline")
    assert "1 no longer there, dropped" in done.stderr
    assert "HOUSE001" not in Path("newslint-baseline.json").read_text("utf-8")


def test_the_command_line_selects_it() -> None:
    assert check("--select", "HOUSE") == [TOLD]
    assert check("--ignore", "short-title") == []
    assert newslint("check", "--isolated", "--select", "HOUSE001").returncode == 2


def test_explain_and_rules_show_what_the_configuration_brings() -> None:
    shown = newslint("explain", "short-title")
    assert shown.stdout.startswith("# HOUSE001 short-title\n\nWarning, on by default, no fix.\n")
    assert "Declared in newslint.toml." in shown.stdout
    listed = newslint("rules").stdout.splitlines()
    assert listed[-3].split()[:3] == ["HOUSE001", "short-title", "warning"]
    assert listed[-1].split()[:3] == ["SEARCH002", "description-cut-by-search-engines", "info"]
    assert "HOUSE001" not in newslint("rules", "--isolated").stdout
    as_data = json.loads(newslint("rules", "--output-format", "json").stdout)
    assert as_data[-3]["code"] == "HOUSE001"
    assert as_data[-3]["explanation"] == shown.stdout
    assert newslint("explain", "HOUSE001", "--isolated").returncode == 2
    write("newslint.toml", "selct = 1\n")
    assert newslint("explain", "TXT001").returncode == 0
    assert (
        newslint("rules").stderr
        == "newslint: newslint.toml:1:1: unknown setting `selct`; did you mean `select`?\n"
    )


def test_words_of_a_configuration_drive_no_terminal() -> None:
    said = 'message = "cut \\u001b[31m\\u202e here"\ndocs = """\n## Why\n\n\\u001b]0;x\\u0007 नमस्ते\n"""\n'
    write(
        "newslint.toml", CONFIGURATION.replace('message = "the app cuts titles after 20 characters"\n', said)
    )
    colored = newslint("explain", "HOUSE001", "--color", "always").stdout
    for shown in (colored, newslint("explain", "HOUSE001").stdout):
        assert "\\x1b[31m\\u202e here" in shown
        assert "\\x1b]0;x\\x07 नमस्ते" in shown
        assert "\x1b]" not in shown
        assert "\u202e" not in shown
    assert "Cut \\x1b[31m\\u202e here" in newslint("rules").stdout
    assert "\x1b" not in newslint("check", "--no-cache", "--output-format", "html").stdout


def test_config_show_names_it() -> None:
    shown = newslint("config", "show", "news/a.md").stdout
    line = 'rules.HOUSE001 = { severity = "warning" }  # short-title: The app cuts titles after 20 characters'
    assert line in shown.splitlines()
    write("b.md", LONG)
    assert "# HOUSE001 short-title: ignored for this file" in newslint("config", "show", "b.md").stdout


def test_reports_for_programs_know_it_and_link_to_no_page_of_newslint() -> None:
    report = data("json")
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(report)
    (finding,) = report["findings"]
    assert (finding["code"], finding["name"], finding["url"]) == ("HOUSE001", "short-title", None)
    driver = data("sarif")["runs"][0]["tool"]["driver"]
    rule = next(rule for rule in driver["rules"] if rule["id"] == "HOUSE001")
    assert rule["shortDescription"]["text"] == "The app cuts titles after 20 characters."
    assert "at most 20 characters" in rule["help"]["markdown"]
    assert rule["properties"]["tags"] == ["HOUSE"]
    assert "helpUri" not in rule
    assert any(rule["id"] == "TXT001" and rule["helpUri"] for rule in driver["rules"])
    (entry,) = data("gitlab")
    assert entry["check_name"] == "HOUSE001"
    page = newslint("check", "--no-cache", "--output-format", "html").stdout
    assert "<li>at most 20 characters</li>" in page


def described(*paths: str) -> tuple[dict[str, str], dict[str, str], str]:
    """What SARIF says the rules of the house are, which one is told of each file, and the HTML report."""
    (run,) = json.loads(newslint("check", "--no-cache", "--output-format", "sarif", *paths).stdout)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    told = {}
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        told[result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]] = result["ruleId"]
    house = {rule["id"]: rule["help"]["text"] for rule in rules if rule["properties"]["tags"] == ["HOUSE"]}
    return house, told, newslint("check", "--no-cache", "--output-format", "html", *paths).stdout


def test_projects_that_mean_different_rules_by_one_code_are_told_apart_where_rules_are_described() -> None:
    other = CONFIGURATION.replace("20", "10")
    write("sports/newslint.toml", other)
    write("sports/news/a.md", LONG)
    write("the arts/newslint.toml", other.replace("the app", "the paper"))
    write("the arts/news/a.md", LONG)
    rules, told, page = described()
    assert told == {
        "news/a.md": "HOUSE001",
        "sports/news/a.md": "HOUSE001/sports",
        "the%20arts/news/a.md": "HOUSE001/the%20arts",
    }
    assert {code: text.split("\n")[2] for code, text in rules.items()} == {
        "HOUSE001": "The app cuts titles after 20 characters.",
        "HOUSE001/sports": "The app cuts titles after 10 characters.",
        "HOUSE001/the%20arts": "The paper cuts titles after 10 characters.",
    }
    for code in rules:
        assert f'id="rule-{code}"' in page
        assert f'href="#rule-{code}"' in page
    assert page.count("<li>at most 20 characters</li>") == 1
    assert page.count("<li>at most 10 characters</li>") == 2
    assert page.count("<h3>TXT001 ") <= 1
    assert {finding["code"] for finding in data("json")["findings"]} == {"HOUSE001"}
    rules, told, _ = described("sports", "the arts")
    assert sorted(rules) == sorted(told.values()) == ["HOUSE001/sports", "HOUSE001/the%20arts"]
    assert [*described("sports")[0]] == ["HOUSE001"]


def test_projects_that_mean_the_same_rule_share_it() -> None:
    write("sports/newslint.toml", CONFIGURATION)
    write("sports/news/a.md", LONG)
    write("plain/newslint.toml", "")
    write("plain/a.md", LONG)
    rules, told, page = described()
    assert [*rules] == ["HOUSE001"]
    assert {*told.values()} == {"HOUSE001"}
    assert len(told) == 2
    assert page.count("<li>at most 20 characters</li>") == 1


def test_it_looks_at_records_too() -> None:
    write("newslint.toml", CONFIGURATION.replace("news/", "news.jsonl"))
    lines = ['{"title": "Ferries return to the harbour"}', '{"title": "Quay"}'] * 2
    write("news.jsonl", "\n".join(lines) + "\n")
    told = [f"news.jsonl:{line}:11: HOUSE001 the app cuts titles after 20 characters" for line in (1, 3)]
    assert check("news.jsonl") == told
    assert check("news.jsonl", "--fix", "--config", "limits.max-findings = 1")[0] == told[0]


def test_the_shell_completes_it() -> None:
    assert [word for word, _ in complete_rules("HOU")] == ["HOUSE", "HOUSE001"]
    assert [word for word, _ in complete_rules("short-t")] == ["short-title"]
    write("newslint.toml", "plugins = ['tide']\n")
    assert [word for word, _ in complete_rules("TXT01")][:1] == ["TXT010"]


PLUGIN = 'plugins = ["tide"]\n'


def test_a_plugin_needs_the_word_of_the_command_line() -> None:
    write_plugin(Path("packages"), "print('loaded')\nraise AssertionError")
    write("newslint.toml", PLUGIN)
    line = (
        "newslint: newslint.toml:1:11: `plugins`: `tide` is code, and loaded only with `--allow-plugins`; "
        "give that where you trust this configuration and what is installed, or remove the setting\n"
    )
    for call in (
        ("check",),
        ("check", "--config", "plugins = ['tide']"),
        ("rules",),
        ("explain", "TIDE001"),
        ("config", "show"),
        ("config", "check"),
        ("config", "files"),
    ):
        done = newslint(*call, NEWSLINT_ALLOW_PLUGINS="1")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.replace("--config:1:11", "newslint.toml:1:11") == line
    write("newslint.toml", f"allow-plugins = true\n{PLUGIN}")
    assert newslint("check").returncode == 2
    assert newslint("explain", "TXT001").returncode == 0


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_rules_of_a_plugin_run_in_several_processes(start: str) -> None:
    write_plugin(Path("packages"))
    write("newslint.toml", PLUGIN)
    for number in range(8):
        write(f"news/{number}.md", LONG.replace("harbour", "Aurora") if number % 2 else LONG)
    code = (
        "import sys\nfrom newslint.run import execution, scheduler\n"
        f"execution.ExecutionOptions.__new__.__defaults__ = (0, None, {start!r}, 2)\n"
        "from newslint.cli import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
    )
    write("run.py", code)
    path = os.pathsep.join([str(ROOT), str(Path("packages").absolute())])
    done = subprocess.run(
        [sys.executable, "run.py", "check", "--allow-plugins", "--jobs", "2", "--no-cache", "-q",
         "--output-format", "concise", "news"],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": path},
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        f"news/{name}.md:2:8: TIDE001 `title` names no boat" for name in ("0", "2", "4", "6", "a")
    ]
    assert done.returncode == 1


def test_a_plugin_is_loaded_explained_and_remembered() -> None:
    package = write_plugin(Path("packages"))
    write("newslint.toml", PLUGIN)
    for number in range(20):
        write(f"news/{number}.md", LONG)
    assert len(check("--allow-plugins", "--jobs", "2")) == 21
    assert newslint("explain", "TIDE001", "--allow-plugins").stdout.startswith("# TIDE001 boat-missing\n")
    assert "TIDE001" in newslint("rules", "--allow-plugins").stdout
    assert "rules.TIDE001" in newslint("config", "show", "--allow-plugins").stdout
    told = check("--allow-plugins")
    assert told == check("--allow-plugins")
    (package / "__init__.py").write_text(CODE.replace("names no boat", "has no boat"), encoding="utf-8")
    assert check("--allow-plugins") == [line.replace("names", "has") for line in told]
    code = CODE.replace(
        "from typing",
        "try:\n    from newslint_tide.more import x\nexcept ImportError:\n    pass\nfrom typing",
    )
    (package / "__init__.py").write_text(code, encoding="utf-8")
    assert check("--allow-plugins") == check("--allow-plugins") == told
    (package / "more.py").write_text("raise ValueError('a new file')\n", encoding="utf-8")
    assert "ValueError: a new file" in newslint("check", "--allow-plugins").stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_plugin_cant_end_the_run(jobs: str) -> None:
    code = CODE.replace("    for node", "    raise SystemExit(0)\n    for node")
    write_plugin(Path("packages"), code)
    write("newslint.toml", PLUGIN + CONFIGURATION)
    done = newslint("check", "--allow-plugins", "--output-format", "concise", "-q", "--jobs", jobs)
    whose = "the plug-in `tide` (newslint-tide 1.2)"
    said = "RuntimeError('it ends the process: SystemExit(0)') (in check:27)"
    assert done.stdout.splitlines() == [
        TOLD,
        f"internal error: TIDE001 failed on news/a.md: {said}; this is a bug in {whose}",
    ]
    assert done.returncode == 2


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_plugin_that_raises_on_all_files_is_one_line(jobs: str) -> None:
    code = CODE.replace("    for node", "    raise ValueError(document.source.name)\n    for node")
    write_plugin(Path("packages"), code)
    write("newslint.toml", PLUGIN + CONFIGURATION)
    for number in range(30):
        write(f"news/b{number:02}.md", "---\ntitle: Harbour\n---\n")
    write("news/dump.jsonl", '{"title": "Harbour"}\n' * 5)
    call = "check", "--allow-plugins", "--output-format", "concise", "--no-cache", "--jobs", jobs
    done = newslint(*call, ".", "news/dump.jsonl")
    lines = [line for line in done.stdout.splitlines() if line.startswith("internal error:")]
    where = "news/dump.jsonl:1: ValueError('news/dump.jsonl') (in check:27)"
    whose = "the plug-in `tide` (newslint-tide 1.2)"
    others = "it failed on 35 others too"
    assert lines == [f"internal error: TIDE001 failed on {where}; this is a bug in {whose}; {others}"]
    assert "1 internal error." in done.stdout
    assert done.returncode == 2


def test_a_plugin_that_raises_is_named_and_others_go_on() -> None:
    write_plugin(
        Path("packages"), CODE.replace("    for node", "    raise ValueError('no tide')\n    for node")
    )
    write("newslint.toml", PLUGIN + CONFIGURATION)
    done = newslint("check", "--allow-plugins", "--output-format", "concise", "-q")
    error = "ValueError('no tide') (in check:27); this is a bug in the plug-in `tide` (newslint-tide 1.2)"
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        TOLD,
        f"internal error: TIDE001 failed on news/a.md: {error}",
    ]
