"""Every language of front matter, in each of its fences, through the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from newslint import cli

Run = Callable[..., tuple[int, str]]


class Form(NamedTuple):
    """An article with `%s` for its title, and where the title begins in it."""

    text: str
    line: int
    column: int


FORMS = {
    "yaml": Form('---\ndate: 2024-05-01\ntitle: "%s"\n---\nText.\n', 3, 9),
    "toml": Form('+++\ndate = 2024-05-01\ntitle = "%s"\n+++\nText.\n', 3, 10),
    "toml-literal": Form("+++\ndate = 2024-05-01\ntitle = '%s'\n+++\nText.\n", 3, 10),
    "toml-multi-line": Form('+++\ndate = 2024-05-01\ntitle = """\n%s"""\n+++\nText.\n', 4, 1),
    "toml-named": Form('---toml\ndate = 2024-05-01\ntitle = "%s"\n---\nText.\n', 3, 10),
    "json": Form('{\n  "date": "2024-05-01",\n  "title": "%s"\n}\nText.\n', 3, 13),
    "json-semicolons": Form(';;;\n"date": "2024-05-01",\n"title": "%s"\n;;;\nText.\n', 3, 11),
    "json-named": Form('---json\n{"date": "2024-05-01",\n"title": "%s"}\n---\nText.\n', 3, 11),
    "json-in-dashes": Form('---\n{"date": "2024-05-01",\n"title": "%s"}\n---\nText.\n', 3, 11),
    "json-in-a-comment": Form('<!--{"date": "2024-05-01",\n"title": "%s"}-->\nText.\n', 2, 11),
    "headers": Form("Date: 2024-05-01\nTitle: %s\n\nText.\n", 2, 8),
}
COMMENTS = {name: form for name, form in FORMS.items() if name.startswith(("yaml", "toml"))}
SCHEMA = {
    "properties": {"title": {"type": "string", "x-newslint-role": "headline"}, "kind": {"enum": ["story"]}},
    "required": ["kind"],
}

forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSLINT_OUTPUT_FORMAT", "concise")

    def call(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["newslint", *arguments])
        status = cli.main()
        return status, capsys.readouterr().out

    return call


def write(name: str, form: Form, title: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((form.text % title).encode())
    return path


@forms
def test_mojibake_is_told_at_its_place_and_mended_and_nothing_else_is_touched(run: Run, form: Form) -> None:
    path = write("a.md", form, "The cafÃ© reopens")
    status, told = run("check", "a.md")
    assert status == 1
    assert told.startswith(f"a.md:{form.line}:{form.column + 7}: TXT001 ")
    assert run("check", "a.md", "--fix")[0] == 0
    assert path.read_bytes() == (form.text % "The café reopens").encode()


@forms
def test_the_baseline_knows_a_finding_by_its_text(run: Run, form: Form) -> None:
    write("a.md", form, "The cafÃ© reopens")
    assert run("check", "--update-baseline")[0] == 0
    assert run("check") == (0, "Checked 1 file: no findings; 1 known from the baseline.\n")
    write("a.md", form, "A naÃ¯ve harbour")
    status, told = run("check")
    assert (status, told.split(": ", 1)[0]) == (1, f"a.md:{form.line}:{form.column + 4}")
    assert "No longer there: 1 finding of the baseline" in told


def test_a_baseline_survives_another_language(run: Run) -> None:
    for form in FORMS.values():
        write("a.md", form, "The cafÃ© reopens")
        if not Path("newslint-baseline.json").exists():
            run("check", "--update-baseline")
        assert run("check") == (0, "Checked 1 file: no findings; 1 known from the baseline.\n")


@pytest.mark.parametrize("form", COMMENTS.values(), ids=COMMENTS)
def test_a_comment_suppresses_a_rule_where_the_language_has_comments(run: Run, form: Form) -> None:
    opening, rest = form.text.split("\n", 1)
    ignoring = form._replace(text=f"{opening}\n# newslint: ignore-file[TXT001]\n{rest}")
    write("a.md", ignoring, "The cafÃ© reopens")
    assert run("check", "a.md") == (0, "Checked 1 file: no findings.\n")


@pytest.mark.parametrize("name", [name for name in FORMS if name != "headers"])
def test_a_schema_that_the_file_names_holds(run: Run, name: str) -> None:
    Path("own.json").write_text(json.dumps(SCHEMA))
    form = FORMS[name]
    named = {
        "yaml": form.text.replace("date: 2024-05-01", "$schema: own.json"),
        "toml": form.text.replace("date = 2024-05-01", '"$schema" = "own.json"'),
        "json": form.text.replace('"date": "2024-05-01"', '"$schema": "own.json"'),
    }[name.partition("-")[0]]
    write("a.md", form._replace(text=named), "The harbour reopens")
    status, told = run("check", "a.md")
    assert status == 1
    assert [line.split()[1] for line in told.splitlines() if line.startswith("a.md:")] == ["SCH001"]
    assert "`kind`" in told


@forms
def test_init_learns_what_the_archive_has(run: Run, form: Form) -> None:
    for number in range(1, 31):
        dated = form._replace(text=form.text.replace("2024-05-01", f"2024-05-{number:02}"))
        write(f"news/{number}.md", dated, f"The harbour reopens after storm {number}")
    assert run("init")[0] == 0
    assert run("check") == (0, "Checked 30 files: no findings.\n")
    schema = next(Path("schemas").glob("*.json")).read_text()
    assert '"headline"' in schema
    assert '"published"' in schema
    write("news/5.md", form._replace(text=form.text.replace("2024-05-01", "soon")), "The harbour")
    if "date = 2024" not in form.text:  # a word without quotes is no TOML
        status, told = run("check")
        assert (status, told.startswith("news/5.md:"), "ate` " in told) == (1, True, True)
