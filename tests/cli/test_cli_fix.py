"""`newslint check --fix`, `--diff` and their like: what is written, printed and returned."""

import os
import stat
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from test_cli import Run, run, write

__all__ = ["run"]

# A title decoded twice, on a line with odd blanks and a comment; in the body, the same must stay.
BROKEN = (
    "---\r\n# kept\r\ntitle:   'The harbourâ€™s cranes'   # as printed\r\n"
    "tags: [ b,a ]\r\ndescription: |-\r\n  It says &amp; it means\r\n---\r\nbody â€™ &amp;\r\n"
)
MENDED = BROKEN.replace("harbourâ€™s", "harbour’s").replace("says &amp; it", "says & it")
MISSPELT = "---\ntitel: Cranes\n---\n"
SCHEMA = '{"properties": {"title": {"type": "string"}}, "additionalProperties": false}'


def test_safe_fixes_are_written_and_nothing_else_changes(run: Run) -> None:
    path = write("a.md", BROKEN)
    result = run("check", "--fix")
    assert path.read_bytes().decode() == MENDED
    assert result.status == 0
    assert result.out == "Checked 1 file: no findings.\n"
    assert result.err == "newslint: fixed 2 findings in 1 file\n"


def test_of_json_only_the_characters_that_are_wrong_change(run: Run) -> None:
    before = (
        '\ufeff{\r\n\t"title" : "The harbourâ€™s \\u0063ranes \\ud83d\\ude00",\r\n\t'
        '"path":"a\\/b", "text": "\\u00e2\\u20ac\\u2122"\r\n}  \r\n'
        '{"body": "â€™",}\r\n'
    )
    path = write("a.md", before)
    assert run("check", "--fix", "--ignore", "FM007").status == 0
    assert path.read_bytes().decode() == before.replace("harbourâ€™s", "harbour’s").replace(
        "\\u00e2\\u20ac\\u2122", "’"
    )


def test_a_second_run_changes_nothing(run: Run) -> None:
    path = write("a.md", BROKEN)
    run("check", "--fix")
    before = path.stat()
    assert run("check", "--fix").err == ""
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_diff_writes_nothing_and_can_be_applied(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    path = write("a.md", BROKEN)
    result = run("check", "--diff")
    assert path.read_bytes().decode() == BROKEN
    assert result.status == 1
    assert result.err == "newslint: would fix 2 findings in 1 file\n"
    lines = result.out.split("\n")
    assert lines[:2] == ["--- a/a.md", "+++ b/a.md"]
    assert "-title:   'The harbourâ€™s cranes'   # as printed\r" in lines
    assert "+title:   'The harbour’s cranes'   # as printed\r" in lines
    subprocess.run(["git", "init", "--quiet"], check=True)
    Path("fix.patch").write_bytes(result.out.encode())
    subprocess.run(["git", "apply", "fix.patch"], check=True)
    assert path.read_bytes().decode() == MENDED
    assert run("check", "--diff") == (0, "", "")


def test_a_diff_that_people_read_drives_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "---\ntitle: 'The harbourâ€™s'\n---\n::error::forged\n \x1b[2J\n")
    monkeypatch.setenv("CI", "true")
    shown = run("check", "--diff").out
    assert "\x1b" not in shown
    assert not any(line.lstrip(" +-").startswith("::") for line in shown.splitlines())
    assert "forged" in shown
    colored = run("check", "--diff", "--color", "always").out
    assert "\x1b[2J" not in colored
    assert "\x1b[32m+title: 'The harbour’s'\x1b[0m" in colored


def test_unsafe_fixes_are_asked_for(run: Run) -> None:
    path = write("a.md", MISSPELT)
    write("s.json", SCHEMA)
    assert run("check", "--fix", "--schema", "s.json").status == 1
    assert path.read_text("utf-8") == MISSPELT
    assert run("check", "--fix", "--unsafe-fixes", "--schema", "s.json").status == 0
    assert path.read_text("utf-8") == MISSPELT.replace("titel", "title")


def test_the_configuration_says_what_is_fixable(run: Run) -> None:
    path = write("a.md", BROKEN)
    write("newslint.toml", 'unfixable = ["mojibake"]\n')
    assert run("check", "--fix").status == 1
    assert path.read_bytes().decode() == BROKEN.replace("says &amp; it", "says & it")


def test_what_is_left_is_reported_unless_only_fixes_are_wanted(run: Run) -> None:
    write("a.md", BROKEN.replace("tags: [ b,a ]", "tags: [ b,a ]\r\ntags: c"))
    left = run("check", "--fix-only", "--show-fixes")
    assert (left.status, left.out) == (0, "")
    assert left.err.startswith("newslint: fixed 2 findings in 1 file\na.md:\n  1 × TXT001 mojibake\n")
    result = run("check", "--fix", "--output-format", "concise")
    assert result.status == 1
    assert "FM005" in result.out


def test_an_anchored_value_is_left_and_the_finding_says_why(run: Run) -> None:
    text = "---\ntitle: &t The harbourâ€™s cranes\nsubtitle: *t\n---\n"
    path = write("a.md", text)
    result = run("check", "--fix")
    assert path.read_text("utf-8") == text
    assert result.status == 1
    assert "can't be fixed safely: `subtitle` would change too" in result.out
    assert "[*]" not in result.out


@pytest.mark.parametrize(
    "lines",
    [
        "title: The harbourâ€™s cranes # newslint: ignore(TXT001)\n",
        "# newslint: disable[TXT001]\ntitle: The harbourâ€™s cranes\n",
    ],
)
def test_a_comment_that_was_meant_to_silence_holds_fixes_back(run: Run, lines: str) -> None:
    path = write("a.md", f"---\n{lines}---\n")
    result = run("check", "--fix")
    assert path.read_text("utf-8") == f"---\n{lines}---\n"
    assert result.status == 1
    assert "not fixed, because the comment beside it may be meant to silence it" in result.out
    assert run("check", "--fix", "--unsafe-fixes").status == 0
    assert "The harbourâ€™s cranes" in path.read_text("utf-8")
    assert "newslint: ignore[TXT001]" in path.read_text("utf-8")


def test_what_the_baseline_knows_is_left(run: Run) -> None:
    path = write("a.md", "---\ntitle: The harbourâ€™s cranes\n---\n")
    run("check", "--update-baseline")
    text = "---\ntitle: The harbourâ€™s cranes\ndescription: It says &amp; it means\n---\n"
    path.write_text(text, encoding="utf-8")
    assert run("check", "--fix").status == 0
    assert path.read_text("utf-8") == text.replace("&amp;", "&")


def test_lines_are_compared_again_after_fixes(run: Run, tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True)

    old = "---\ntitle: Cranes\ncountry: NO\n---\n"
    path = write("a.md", old)
    git("init", "--quiet")
    git("add", "-A")
    git("commit", "--quiet", "--message", "old")
    # The comment goes, so that what was written before stands where a changed line was.
    path.write_text(old.replace("country", "# newslint: ignore[URL001]\ncountry"), encoding="utf-8")
    assert run("check", "--since", "HEAD", "--changed-lines").out.startswith("a.md:3:20 NL001")
    assert run("check", "--since", "HEAD", "--changed-lines", "--fix").status == 0
    assert path.read_text("utf-8") == old


def test_standard_input_comes_out_repaired(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = MISSPELT.replace("titel: Cranes", "title: The harbourâ€™s cranes\ntitle: again")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(broken.encode())))
    result = run("check", "-", "--stdin-filename", "a.md", "--fix", "--output-format", "concise")
    assert result.out == broken  # two titles: the front matter has no values to compare
    assert "a.md:3:1: FM005" in result.err
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(BROKEN.encode())))
    result = run("check", "-", "--fix", "--quiet")
    assert (result.status, result.out) == (0, MENDED)


def test_files_that_cannot_be_written_are_named_and_the_others_are_fixed(run: Run) -> None:
    locked, other = write("a.md", BROKEN), write("b.md", BROKEN)
    locked.chmod(0o444)
    result = run("check", "--fix", "--quiet", "--output-format", "concise")
    assert result.status == 2
    assert "a.md: not written: it is read-only" in result.err
    assert "fixed 2 findings in 1 file" in result.err
    assert locked.read_bytes().decode() == BROKEN
    assert other.read_bytes().decode() == MENDED
    assert result.out.count("a.md:") == 2


def test_a_diff_in_a_file_is_exact_in_ci_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(BROKEN.encode())
    environment = {**os.environ, "CI": "true", "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "newslint", "check", "--diff"]
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=out, check=False)
    assert done.returncode == 1
    assert "-title:   'The harbourâ€™s cranes'   # as printed\r\n".encode() in (tmp_path / "out").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links and modes are others there")
def test_modes_and_links_stay(run: Run) -> None:
    path = write("content/a.md", BROKEN)
    path.chmod(0o640)
    Path("b.md").symlink_to(path)
    assert run("check", "b.md", "--fix").status == 0
    assert Path("b.md").is_symlink()
    assert path.read_bytes().decode() == MENDED
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unsafe-fixes"], "goes with --fix"),
        (["--show-fixes"], "goes with --fix"),
        (["--fix", "--diff"], "give one of them"),
        (["--fix", "--staged"], "use --since HEAD"),
        (["--fix", "--update-baseline"], "fix first"),
    ],
)
def test_options_that_contradict_each_other(run: Run, options: list[str], words: str) -> None:
    path = write("a.md", BROKEN)
    result = run("check", *options)
    assert (result.status, result.out) == (2, "")
    assert words in result.err
    assert path.read_bytes().decode() == BROKEN
