"""The command line as people and machines use it."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from newslint import __version__, cli
from newslint.rule import Catalogue
from newslint.rules import RULES
from newslint.schema.compiled import read_json, schema_folder

CLEAN = "---\ntitle: Harbour reopens\n---\nBody.\n"
BROKEN = "---\ntitle: Storm: harbour closed\n---\n"
WARNED = "---\ncountry: NO\n---\n"


class Result(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line in an empty folder, as if standard output were a pipe."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "NEWSLINT_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["newslint", *map(str, arguments)])
        status = cli.main()
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


def write(path: str, text: str | bytes) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return target


def test_clean_files_exit_with_zero(run: Run) -> None:
    write("a.md", CLEAN)
    assert run("check") == (0, "Checked 1 file: no findings.\n", "")


def test_errors_exit_with_one(run: Run) -> None:
    write("a.md", BROKEN)
    result = run("check", "a.md", "--output-format", "concise")
    assert result.status == 1
    assert result.out.splitlines() == [
        "a.md:2:13: FM003 invalid YAML: a second `: ` in an unquoted value",
        "Checked 1 file: 1 error.",
    ]
    assert result.err == ""


def test_warnings_fail_unless_the_threshold_is_higher(run: Run) -> None:
    write("a.md", WARNED)
    assert run("check").status == 1
    assert run("check", "--fail-on", "error").status == 0
    assert run("check", "--fail-on", "never").status == 0
    assert run("check", "--exit-zero").status == 0
    assert "FM009" in run("check", "--exit-zero").out


def test_a_missing_path_is_our_failure_not_a_finding(run: Run) -> None:
    write("a.md", BROKEN)
    result = run("check", "a.md", "seedz")
    assert result == (2, "", "newslint: seedz: no such file or folder\n")


def test_nothing_to_check_is_no_error_but_said(run: Run) -> None:
    result = run("check")
    assert result.status == 0
    assert "0 files" in result.out
    assert result.err == "newslint: warning: no articles found in .; nothing was checked\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--selct", "TXT"], "--select"),
        (["check", "--fail-on", "fatal"], "fatal"),
        (["check", "--select", "mojibak"], "did you mean `mojibake`?"),
        (["check", "--ignore", "TXT999"], "TXT999"),
        (["check", "--schema", "none.json"], "none.json: can't read the schema"),
        (["explain", "nothing-like-it"], "`newslint rules` lists them"),
        (["chekc"], "chekc"),
        (["check", "--stdin-filename", "a.md"], "--stdin-filename"),
        (["check", "-", "a.md"], "`-`"),
        (["explain"], "CODE|NAME"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_two(run: Run, arguments: list[str], words: str) -> None:
    write("a.md", CLEAN)
    result = run(*arguments)
    assert result.status == 2
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert words in result.err


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ('{"type": }', "broken.json:1:10: the schema is not valid JSON"),
        ('{"properties": {"a": {"type": "strin"}}}', "not valid at #/properties/a/type"),
        ('{"$ref": "https://example.com/x.json"}', "nothing is fetched from the network"),
        ('{"x-newslint-role": "headlin"}', "did you mean `headline`?"),
        ("[]", "a schema is a JSON object"),
    ],
)
def test_a_broken_schema_is_exit_two_with_its_place(run: Run, schema: str, words: str) -> None:
    write("a.md", CLEAN)
    write("broken.json", schema)
    result = run("check", "--schema", "broken.json")
    assert result.status == 2
    assert words in result.err
    assert result.err.count("\n") == 1


def test_a_schema_binds_every_file(run: Run) -> None:
    write("a.md", CLEAN)
    write("s.json", '{"required": ["date"], "properties": {"title": {"maxLength": 5}}}')
    result = run("check", "--schema", "s.json", "--output-format", "concise")
    assert result.out.splitlines()[:2] == [
        "a.md:1:1: SCH001 `date` is missing",
        "a.md:2:8: SCH007 `title` must have 5 characters or fewer, found 15",
    ]


def test_standard_input_has_the_name_that_was_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = property(lambda _: io.BytesIO(BROKEN.encode()))

    monkeypatch.setattr(sys, "stdin", Stdin())
    result = run("check", "-", "--stdin-filename", "content/x.md", "--output-format", "concise")
    assert result.status == 1
    assert result.out.startswith("content/x.md:2:13: FM003")
    assert run("check", "-", "--output-format", "concise").out.startswith("<stdin>:2:13: FM003")


def test_rules_are_selected_by_code_name_family_and_the_longer_wins(run: Run) -> None:
    write("a.md", "---\ntitle: cafÃ©\ncountry: NO\ntitle: x\n---\n")

    def codes(*arguments: str) -> list[str]:
        found = json.loads(run("check", "--output-format", "json", *arguments).out)
        return [finding["code"] for finding in found["findings"]]

    assert codes() == ["FM009", "FM005"]
    assert codes("--select", "FM005") == ["FM005"]
    assert codes("--select", "ambiguous-scalar") == ["FM009"]
    assert codes("--select", "fm") == ["FM009", "FM005"]
    assert codes("--select", "FM,TXT") == ["FM009", "FM005"]
    assert codes("--ignore", "FM") == []
    assert codes("--ignore", "FM", "--extend-select", "FM005") == ["FM005"]
    assert codes("--select", "ALL", "--ignore", "FM009") == ["FM005"]


def test_json_keeps_to_its_schema_and_standard_output_holds_nothing_else(run: Run) -> None:
    write("a.md", "---\ntitle: The harbourâ€™s cafe\n---\n")
    result = run("check", "--output-format", "json")
    report = json.loads(result.out)
    Draft202012Validator(read_json(schema_folder() / "report.schema.json")).validate(report)
    assert report["tool"] == {"name": "newslint", "version": __version__}
    (finding,) = report["findings"]
    assert (finding["line"], finding["column"], finding["end_line"], finding["end_column"]) == (2, 19, 2, 22)
    assert finding["fix"]["edits"] == [
        {"line": 2, "column": 19, "end_line": 2, "end_column": 22, "replacement": "\u2019"}
    ]
    assert finding["fix"]["safety"] == "safe"
    assert result.out.isascii()


def test_an_output_file_is_written_whole_or_not_at_all(run: Run) -> None:
    write("a.md", BROKEN)
    result = run("check", "--output-format", "json", "--output-file", "report.json")
    assert (result.status, result.out, result.err) == (1, "", "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["summary"]["files"] == 1
    result = run("check", "--output-file", "missing/report.txt")
    assert result.status == 2
    assert result.err == "newslint: missing/report.txt: can't write: no such file or directory\n"
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "report.json"]


def test_quiet_leaves_the_summary_out(run: Run) -> None:
    write("a.md", CLEAN)
    assert run("check", "--quiet").out == ""


def test_color_is_for_terminals_unless_somebody_says_otherwise(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.md", BROKEN)
    assert "\x1b[" not in run("check").out
    assert "\x1b[" in run("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("check").out
    assert "\x1b[" not in run("check", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check").out


def test_a_walk_passes_over_what_is_no_article_and_a_named_file_is_checked(run: Run) -> None:
    write("README.md", "# Readme\n")
    write("rule.md", "\n---\n\nA text below a horizontal rule.\n")
    write("story.md", CLEAN)
    assert run("check").out == "Checked 1 file: no findings.\n"
    assert "FM001" in run("check", "README.md").out
    assert run("check", "--force-exclude", "README.md", "story.md").out == "Checked 1 file: no findings.\n"
    assert run("check", "--force-exclude", "README.md").status == 0


def test_show_files_names_five_of_what_a_walk_passes_over_for_a_reason(run: Run) -> None:
    write("a.md", CLEAN)
    for number in (2, 1, 3, 5, 4):
        write(f"{number}.py", "")
    write(".tools/a.md", CLEAN)
    tools = "newslint: passed over as folders of tools: 1 (.tools/)\n"
    names = "newslint: passed over by their names: "
    some = "1.py, 2.py, 3.py, 4.py, 5.py"
    assert run("check", "--show-files") == (0, "a.md\n", f"{tools}{names}5 ({some})\n")
    write("6.py", "")
    assert run("check", "--show-files") == (0, "a.md\n", f"{tools}{names}6 ({some}, ...)\n")
    assert run("check", "a.md", "6.py", "--show-files") == (0, "6.py\na.md\n", "")


def test_rules_are_listed(run: Run) -> None:
    result = run("rules")
    assert result.status == 0
    assert [line.split()[0] for line in result.out.splitlines()] == [rule.code for rule in RULES]
    listed = json.loads(run("rules", "--output-format", "json").out)
    assert [rule["name"] for rule in listed] == [rule.name for rule in RULES]


def test_a_rule_is_explained_by_code_and_by_name(run: Run) -> None:
    by_code, by_name = run("explain", "url005"), run("explain", "publisher-mismatch")
    assert by_code == by_name
    assert by_code.out.startswith("# URL005 publisher-mismatch\n")
    for heading in ("## Why is this bad?", "## Example", "## Options"):
        assert heading in by_code.out


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"newslint {__version__}\n", "")


def test_help_comes_without_a_command_and_that_is_no_success(run: Run) -> None:
    result = run()
    assert result.status == 2
    assert "check" in result.out


def test_a_rule_that_raises_is_named_and_the_others_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from newslint.config import project  # noqa: PLC0415 - to be changed

    def explode(document: object, options: object) -> list[object]:
        raise ZeroDivisionError(document, options)

    broken = next(rule for rule in RULES if rule.code == "TXT001")
    others = tuple(rule for rule in RULES if rule is not broken)
    rules = (*others, broken._replace(check=explode, needs=frozenset()))
    monkeypatch.setattr(project, "BUILT_IN", Catalogue.of(rules))
    write("a.md", BROKEN)
    result = run("check", "--output-format", "concise")
    assert result.status == 2
    assert "FM003" in result.out
    assert "Traceback" not in result.out + result.err
    # It is told once: by a report for people, else beside the report.
    said = "TXT001 failed on a.md"
    assert (result.out.count(said), result.err) == (1, "")
    result = run("check", "--output-format", "full")
    assert (result.out.count(said), result.err) == (1, "")
    result = run("check", "--output-format", "json")
    assert result.err.count(said) == 1
    result = run("check", "--output-format", "concise", "--output-file", "report.txt")
    assert (result.out.count(said), result.err.count(said)) == (0, 1)


def test_it_runs_as_a_module_and_survives_a_closed_pipe(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.md").write_text(BROKEN, encoding="utf-8")
    command = f'"{sys.executable}" -m newslint check . | head -n 1'
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    done = subprocess.run(  # noqa: S602 - the pipe is the point
        command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout == "0.md:2:13 FM003 error invalid YAML: a second `: ` in an unquoted value\n"
    assert done.stderr == ""


def test_an_old_terminal_encoding_does_not_end_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: The harbourâ€™s cafe\n---\n", encoding="utf-8")
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == b""
    assert done.stdout.isascii()
    assert b"TXT001" in done.stdout


def article(title: str, url: str) -> str:
    return (
        f'---\ncategory: news\ntitle: {title}\nexcerpt: The first ferries left at dawn.\nwebUrl: "{url}"\n'
        "publishedDateTime: 2023-05-02T06:30:00Z\ntype: article\nquality: 70\n"
        "provider: {name: Harbour Post, domain: example.com}\n---\n"
    )


def test_the_corpus_is_read_for_comparison_and_only_the_given_files_are_reported(run: Run) -> None:
    write("content/old.md", article("Harbour reopens", "https://www.example.com/harbour"))
    write("content/broken.md", BROKEN)
    new = write("content/new.md", article("Harbour is open", "https://www.example.com/harbour"))
    assert run("check", new).status == 0
    result = run("check", new, "--corpus", "content", "--output-format", "concise")
    assert result.status == 1
    assert result.out.splitlines() == [
        "content/new.md:5:9: COR001 `webUrl` is the address of content/old.md:5 too: the same article twice",
        "Checked 1 file: 1 warning.",
    ]


def test_standard_input_takes_the_place_of_its_file_in_the_corpus(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("content/old.md", article("Harbour reopens", "https://www.example.com/harbour"))
    write("content/new.md", article("Harbour is open", "https://www.example.com/harbour"))
    text = article("Ferries are back", "https://www.example.com/ferries").replace("dawn", "noon")

    class Stdin:
        buffer = property(lambda _: io.BytesIO(text.encode()))

    monkeypatch.setattr(sys, "stdin", Stdin())
    result = run("check", "-", "--stdin-filename", "content/new.md", "--corpus", "content")
    assert (result.status, result.out) == (0, "Checked 1 file: no findings.\n")


def test_statistics_count_per_rule_and_json_has_them_anyway(run: Run) -> None:
    write("a.md", "---\ncountry: NO\nlength: 1:30\n---\n")
    write("b.md", "---\ntitle: x\ntitle: y\nstate: NO\n---\n")
    result = run("check", "--statistics")
    assert result.status == 1
    assert result.out == (
        "findings  files  fixable  code   severity  name\n"
        "       3      2  1 (33%)  FM009  warning   ambiguous-scalar\n"
        "       1      1        0  FM005  error     duplicate-key\n"
        "\n"
        "Checked 2 files: 1 error, 3 warnings.\n"
        "[*] `--fix` would mend 1.\n"
    )
    report = json.loads(run("check", "--statistics", "--output-format", "json").out)
    assert report["summary"]["by_code"] == {"FM005": 1, "FM009": 3}
    write("b.md", CLEAN)
    write("a.md", CLEAN)
    assert run("check", "--statistics").out == "Checked 2 files: no findings.\n"


def test_a_bug_of_ours_is_one_line_and_exit_two(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*arguments: object, **keywords: object) -> None:
        raise ZeroDivisionError(len(arguments) + len(keywords) > 0 and "boom")

    monkeypatch.setattr("newslint.cli.running.lint", explode)
    write("a.md", CLEAN)
    result = run("check")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("newslint: internal error: ZeroDivisionError: boom; this is a bug")
    assert result.err.count("\n") == 1
    monkeypatch.setenv("NEWSLINT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run("check")


def test_images_are_looked_up_below_the_image_root(run: Run) -> None:
    text = "---\ntitle: Harbour\nimage: {path: /img/harbour.png, width: 1200, height: 630}\n---\n"
    write("content/a.md", text)
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (1200).to_bytes(4, "big") + (800).to_bytes(4, "big")
    write("static/img/harbour.png", header + b"\x08\x02\x00\x00\x00")
    assert run("check", "content").status == 0
    wrong = run("check", "content", "--image-root", "static", "--output-format", "concise")
    assert wrong.status == 1
    assert "content/a.md:3:54: IMG006 `height` is 630" in wrong.out
    Path("static/img/harbour.png").unlink()
    assert "IMG006" in run("check", "content", "--image-root", "static").out
    assert run("check", "content", "--image-root", "nowhere").err == "newslint: nowhere: no such folder\n"
    file = "content/a.md"
    assert run("check", "content", "--image-root", file).err == f"newslint: {file}: no folder\n"
