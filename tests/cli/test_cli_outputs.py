"""Where findings go: formats, files, and what a person sees who waits or interrupts."""

import io
import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest
from config_schema import config_schema
from hostile import PATIENCE
from hypothesis import given
from hypothesis import strategies as st
from test_cli import Run, run, write

from newslint.cli import fixing, outputs, watching
from newslint.cli.outputs import Output, pair
from newslint.config.output_format import OutputFormat
from newslint.errors import NewslintError
from newslint.reporters import FOR_PEOPLE, WITH_PROFILES, WITH_RULES, reporter

__all__ = ["run"]

ARTICLE = "---\ntitle: Harbour reopens after the storm\ncountry: NO\n---\n"
FULL, JSON, SARIF = OutputFormat.FULL, OutputFormat.JSON, OutputFormat.SARIF
F, G = "output_format", "output_file"
A, B = Path("a"), Path("b")
SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("formats", "files", "order", "expected"),
    [
        ([], [], (), [(None, None)]),
        ([JSON], [], (F,), [(JSON, None)]),
        ([], [A], (G,), [(None, A)]),
        ([JSON], [A], (F, G), [(JSON, A)]),
        ([JSON], [A], (G, F), [(JSON, A)]),
        ([SARIF, FULL], [A], (F, G, F), [(SARIF, A), (FULL, None)]),
        ([FULL, SARIF], [A], (F, F, G), [(FULL, None), (SARIF, A)]),
        ([FULL, SARIF], [A, B], (F, G, F, G), [(FULL, A), (SARIF, B)]),
        ([FULL, SARIF], [A, B], (F, G, G, F), [(FULL, A), (SARIF, B)]),
        # The environment chose.
        ([JSON], [], (), [(JSON, None)]),
        ([JSON], [A], (G,), [(JSON, A)]),
        ([JSON, FULL], [A], (G,), [(JSON, None), (FULL, A)]),
    ],
)
def test_files_go_with_formats(
    formats: list[OutputFormat], files: list[Path], order: tuple[str, ...], expected: list[Output]
) -> None:
    assert pair(formats, files, order) == expected


@pytest.mark.parametrize(
    ("formats", "files", "order", "message"),
    [
        ([], [A, B], (G, G), "--output-file b has no format"),
        ([JSON], [A, B], (F, G, G), "--output-file b has no format"),
        (
            [FULL, JSON],
            [],
            (F, F),
            "`--output-format full` and `--output-format json` would both go to standard",
        ),
        ([FULL, JSON], [A, A], (F, G, F, G), "would both go to a; give each its own file"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(
    formats: list[OutputFormat], files: list[Path], order: tuple[str, ...], message: str
) -> None:
    with pytest.raises(NewslintError, match=re.escape(message)):
        pair(formats, files, order)


@given(st.lists(st.tuples(st.sampled_from(OutputFormat), st.booleans())))
def test_in_pairs_each_format_gets_its_own_file(given: list[tuple[OutputFormat, bool]]) -> None:
    if sum(not to_file for _, to_file in given) > 1:
        return
    wanted = [Output(name, Path(str(n)) if to_file else None) for n, (name, to_file) in enumerate(given)]
    order = [option for _, to_file in given for option in ((F, G) if to_file else (F,))]
    files = [output.file for output in wanted if output.file is not None]
    assert pair([name for name, _ in given], files, order) == (wanted or [Output(None, None)])


def test_every_format_has_its_reporter_and_a_place_in_configurations() -> None:
    assert all(callable(reporter(name)) for name in OutputFormat)
    assert {*OutputFormat, "statistics"} >= FOR_PEOPLE | WITH_RULES | WITH_PROFILES
    assert config_schema()["properties"]["output-format"]["enum"] == list(OutputFormat)


def test_several_formats_at_once(run: Run) -> None:
    write("a.md", ARTICLE)
    result = run(
        "check", "--output-format", "sarif", "--output-file", "a.sarif", "--output-format", "concise",
        "--output-format", "json", "-o", "a.json",
    )  # fmt: skip
    assert result.status == 1
    assert result.out.startswith("a.md:3:10: FM009")
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads(Path("a.json").read_text())["summary"]["findings"] == 1


@pytest.mark.parametrize("name", OutputFormat)
def test_the_exit_status_does_not_depend_on_the_format(run: Run, name: OutputFormat) -> None:
    write("a.md", ARTICLE)
    assert run("check", "--output-format", name).status == 1
    assert run("check", "--output-format", name, "--fail-on", "error").status == 0
    assert run("check", "--output-format", name, "--output-file", "report").status == 1
    assert run("check", "--output-format", name, "missing.md").status == 2


def test_one_file_that_cannot_be_written_keeps_nothing_else_from_it(run: Run) -> None:
    write("a.md", ARTICLE)
    result = run("check", "--output-format", "json", "-o", "no/such/a.json", "--output-format", "concise")
    assert result.status == 2
    assert result.out.startswith("a.md:3:10: FM009")
    assert "no/such/a.json: can't write: no such file or directory" in result.err


def test_two_formats_for_one_place_check_nothing(run: Run) -> None:
    result = run("check", "--output-format", "json", "--output-format", "full")
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1


FILES, STOP_AFTER = 60, 40
# Nobody waits: the bar is there at once, and whoever presses Ctrl-C does so behind a certain file.
IMPATIENT = f"""
import os, signal
from newslint.__main__ import main
from newslint.cli import fixing, outputs, watching

watching._PATIENCE = watching._PAUSE = 0
count, left = watching._Bar.count, {STOP_AFTER}

def count_and_stop(bar):
    global left
    count(bar)
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGINT)

watching._Bar.count = count_and_stop
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""


def in_terminal(*arguments: str) -> tuple[int, bytes]:
    """Run newslint in a terminal of 100 columns, and press Ctrl-C."""
    main, side = pty.openpty()
    environment = {"TERM": "xterm-256color", "COLUMNS": "100", "PATH": os.environ["PATH"]}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", IMPATIENT, *arguments],
        stdin=side, stdout=side, stderr=side, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(side)
    hanging = Timer(PATIENCE, process.kill)
    hanging.start()
    shown = b""
    with suppress(OSError):  # the other side is closed
        while more := os.read(main, 65536):
            shown += more
    os.close(main)
    hanging.cancel()
    return process.wait(), shown


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some files."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(FILES):
        (folder / f"{number:04}.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture
def many(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive)


@pytest.mark.usefixtures("many")
def test_who_waits_sees_how_far_it_is_and_may_stop_it() -> None:
    status, shown = in_terminal("check", "--no-cache", "--jobs", "1", "--output-format", "concise")
    text = SGR.sub("", shown.decode())
    assert status == 130
    assert re.search(rf"Checking .*{STOP_AFTER}/{FILES} .*[\d,]+ files/s", text)
    assert "Traceback" not in text
    assert f"Interrupted after {STOP_AFTER} files: {STOP_AFTER} warnings." in text
    # What was found so far is reported, and the bar is gone before it.
    assert text.count("FM009 `NO`") == STOP_AFTER
    assert "files/s" not in text[text.index("FM009 `NO`") :]
    assert "newslint: interrupted: nothing was compared or written" in text


@pytest.mark.parametrize(
    ("environment", "quiet", "terminal", "expected"),
    [
        ({}, False, True, True),
        ({}, True, True, False),
        ({}, False, False, False),
        ({"CI": "true"}, False, True, False),
        ({"TERM": "dumb"}, False, True, False),
    ],
)
def test_only_who_waits_sees_a_bar(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    *,
    quiet: bool,
    terminal: bool,
    expected: bool,
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = Stream()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(watching, "_PATIENCE", 0)
    monkeypatch.setattr(watching, "_PAUSE", 0)
    with watching.watched(2, quiet=quiet) as done:
        done()
        done()
    assert ("1/2" in stream.getvalue()) is expected
    assert ("2/2" in stream.getvalue()) is expected
    assert stream.getvalue() == "" or expected


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("option", ["--fix", "--diff", "--update-baseline"])
def test_an_interrupted_run_writes_nothing(option: str) -> None:
    status, shown = in_terminal("check", "--no-cache", "--jobs", "1", option)
    assert status == 130
    assert b"Traceback" not in shown
    assert {path.name for path in Path().iterdir()} == {f"{number:04}.md" for number in range(FILES)}
    assert all("NO\n" in path.read_text(encoding="utf-8") for path in Path().iterdir())


SERVICES = [("github", "GITHUB_WORKSPACE"), ("sarif", "GITHUB_WORKSPACE"), ("gitlab", "CI_PROJECT_DIR")]


@pytest.mark.parametrize(("name", "variable"), SERVICES)
def test_a_service_knows_files_from_the_top_of_its_checkout(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    folder = tmp_path / "site" / "blog"
    folder.mkdir(parents=True)
    write(str(folder / "a.md"), ARTICLE)
    monkeypatch.chdir(folder)

    def says(top: Path | str) -> str:
        monkeypatch.setenv(variable, str(top))
        out = run("check", "--output-format", name, "--no-cache", "a.md").out
        return str(re.findall(r"[\w./-]*a\.md", out)[0])

    assert says(tmp_path) == "site/blog/a.md"
    assert says(folder.parent) == "blog/a.md"
    # At the top, beside it, below it, or where nobody says, names are those of the folder.
    assert [says(top) for top in (folder, tmp_path / "other", folder / "below", "")] == ["a.md"] * 4


@pytest.mark.parametrize(
    ("most", "is_there", "files", "left_out"),
    [
        (3, True, ["a.md", "b.md", "c.md"], 0),
        (2, True, ["a.md", "b.md"], 1),
        (1, True, ["b.md"], 2),
        (1, False, ["a.md", "b.md", "c.md"], 0),
    ],
)
def test_on_github_the_worst_findings_are_written_that_it_takes(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, most: int, is_there: bool, files: list[str], left_out: int
) -> None:
    monkeypatch.setattr(outputs, "_MOST_ON_GITHUB", most)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd()) if is_there else "")
    for name, text in (("a", ARTICLE), ("b", "---\ntitle: [\n---\n"), ("c", ARTICLE)):
        write(f"{name}.md", text)
    result = run("check", "--no-cache", "--output-format", "sarif", "a.md", "b.md", "c.md")
    found = json.loads(result.out)["runs"][0]["results"]
    assert [its["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for its in found] == files
    said = f"sarif: GitHub takes {most} results, so {left_out} of the least severe are left out"
    assert result.err == (f"newslint: warning: {said}\n" if left_out else "")
    assert result.status == 1


def test_people_know_files_from_where_they_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blog").mkdir()
    write(str(tmp_path / "blog" / "a.md"), ARTICLE)
    monkeypatch.chdir(tmp_path / "blog")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    shown = run(
        "check", "--no-cache", "--output-format", "github", "-o", "x", "--output-format", "concise"
    ).out
    assert shown.startswith("a.md:3:")
    assert "file=blog/a.md" in Path("x").read_text(encoding="utf-8")


@pytest.mark.parametrize("color", ["always", "never"])
def test_explain_breaks_no_word_in_a_terminal(color: str) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "newslint", "explain", "URL010", "--color", color],
        stdout=slave,
        env={**os.environ, "COLUMNS": "60", "TERM": "xterm"},
    )
    os.close(slave)
    shown = b""
    with suppress(OSError):  # the end of a terminal, on Linux
        while part := os.read(master, 4096):
            shown += part
    assert process.wait(PATIENCE) == 0
    os.close(master)
    text = shown.decode()
    assert ("\x1b[" in text) == (color == "always")
    lines = [line.rstrip() for line in SGR.sub("", text).splitlines()]
    assert max(map(len, lines)) <= 60
    assert "<, >, \\, ^, a backtick and |. Letters beyond ASCII work in" in lines


@pytest.mark.parametrize("name", ["github", "markdown", "full"])
def test_what_programs_read_is_utf_8_whatever_the_system_prefers(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Ã©\n---\n", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "--no-cache", "--output-format", name, "a.md"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    ).stdout
    assert "`Ã©`".encode("cp1252" if name == "full" else "utf-8") in told


@pytest.mark.parametrize(
    ("platform", "is_terminal", "is_old", "expected"),
    [
        ("win32", True, True, True),
        ("win32", True, False, False),
        ("win32", False, True, False),
        ("linux", True, True, False),
    ],
)
def test_old_consoles_of_windows_get_no_codes_of_colours(
    platform: str, *, is_terminal: bool, is_old: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: is_old)
    assert fixing._shows_codes(stream) is expected
