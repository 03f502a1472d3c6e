"""Ways out that few inputs take: what is too long, too deep, not there, or on another drive."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from test_cli import Run, run, write

from newslint.errors import NewslintError
from newslint.finding import Span
from newslint.frontmatter.nodes import Limits
from newslint.frontmatter.yaml.reader import build_tree
from newslint.frontmatter.yaml.scalars import resolver
from newslint.frontmatter.yaml.subset import read_plain
from newslint.knowledge.mojibake import _MOST_TOKENS, _aligned
from newslint.reporters import links
from newslint.reporters.fixed import diff_lines
from newslint.reporters.html.findings import _AROUND, _between
from newslint.run.discovery import display_name
from newslint.schema.compiled import load_schema
from newslint.text.display import glyphs

__all__ = ["run"]

# -- the command line


@pytest.mark.parametrize("options", [["--output-file", "a.json", "--output-file", "b.json", "-f", "json"]])
def test_a_file_of_its_own_for_each_format(run: Run, options: Sequence[str]) -> None:
    write("a.md", "---\ntitle: Pier\n---\n")
    options = [word if word != "-f" else "--output-format" for word in options]
    result = run("check", *options)
    assert result.status == 2
    assert result.err == (
        "newslint: --output-file a.json has no format; give each file its own --output-format\n"
    )
    assert not Path("a.json").exists()
    assert not Path("b.json").exists()


def test_a_rule_is_explained_in_colour_where_that_is_wanted(run: Run) -> None:
    plain, colored = run("explain", "TXT001"), run("explain", "TXT001", "--color", "always")
    assert plain.status == colored.status == 0
    assert "\x1b[" not in plain.out
    assert "\x1b[" in colored.out
    assert "mojibake" in colored.out


def test_a_collection_is_shown_with_what_it_leaves_out(run: Run) -> None:
    write("newslint.toml", '[[collections]]\nname = "news"\nfiles = ["news/**"]\nexclude = ["news/old/**"]\n')
    write("news/a.md", "---\ntitle: Pier\n---\n")
    shown = run("config", "show", "news/a.md").out
    assert 'files = ["news/**"]\nexclude = ["news/old/**"]\n' in shown


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_an_interrupt_and_a_closed_pipe_end_a_run_quietly(error: type[BaseException], status: int) -> None:
    code = (
        "import sys, newslint.cli as cli\n"
        f"def asked(recording):\n    raise {error.__name__}\n"
        "cli._asked = asked\n"
        "sys.exit(cli.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr == ("newslint: interrupted\n" if status else "")


def test_an_error_of_the_system_names_the_file() -> None:
    code = (
        "import sys, newslint.cli as cli\n"
        "def asked(recording):\n    raise PermissionError(13, 'Permission denied', 'pier.md')\n"
        "cli._asked = asked\n"
        "sys.exit(cli.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "newslint: pier.md: permission denied\n")


def test_where_no_file_can_be_opened_any_more_nothing_is_written_at_the_end() -> None:
    code = (
        "import os, sys, newslint.cli as cli\n"
        "def asked(recording):\n    print('half a')\n    raise BrokenPipeError\n"
        "def fail(*options):\n    raise OSError(24, 'Too many open files')\n"
        "cli._asked, os.open = asked, fail\n"
        "sys.exit(cli.main())"
    )
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=writing,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


def test_init_tells_what_it_saw_and_wrote_and_what_comes_next(run: Run) -> None:
    for number in range(30):
        write(f"news/{number}.md", f"---\ntitle: Pier {number}\ndate: 2023-05-02\n---\nbody\n")
    result = run("init")
    assert (result.status, result.err) == (0, "")
    assert "30" in result.out.partition("\nwrote ")[0]
    assert "\n\nwrote schemas/news.schema.json\nwrote newslint.toml\n" in result.out
    assert result.out.partition("\nnext:\n")[2].startswith("- ")
    assert "\ntried on all files, without and with this configuration:\n" in result.out
    assert Path("schemas/news.schema.json").exists()
    assert Path("newslint.toml").exists()


def test_init_says_that_it_found_no_articles(run: Run) -> None:
    result = run("init")
    assert (result.status, result.err) == (0, "")
    assert "\nno articles found, so that " in result.out.partition("\nwrote newslint.toml\n")[0]
    assert "tried on" not in result.out
    write("a.md", "---\ntitle: Pier\n---\n")
    result = run("init", "a.md")
    assert (result.status, result.err) == (2, "newslint: a.md: no folder; name the one of the archive\n")


# -- names and places


def test_a_file_on_another_drive_keeps_its_whole_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: object, start: object) -> str:
        raise ValueError(f"{path} is on another drive than {start}")

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert display_name(tmp_path / "a.md") == (tmp_path / "a.md").as_posix()


def test_without_a_page_of_rules_there_are_no_links(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(links, "__file__", str(tmp_path / "newslint" / "reporters" / "links.py"))
    assert links.rule_links([]) == {}
    page = tmp_path / "docs" / "rules.html"
    page.parent.mkdir()
    page.write_text("")
    assert links._page() == page
    inside = tmp_path / "newslint" / "docs" / "rules.html"
    inside.parent.mkdir(parents=True)
    inside.write_text("")
    assert links._page() == inside


def test_a_diff_says_where_a_file_has_no_last_line_break() -> None:
    lines = list(diff_lines("a.md", "one\ntwo", "one\n2", shown=False, color=False))
    assert lines[3:] == [
        " one\n",
        "-two\n",
        "\\ No newline at end of file\n",
        "+2\n",
        "\\ No newline at end of file\n",
    ]


def test_what_lies_between_two_places_is_shortened_in_its_middle() -> None:
    assert _between("a" * _AROUND + "b" * _AROUND) == "a" * _AROUND + "b" * _AROUND
    long = "a" * _AROUND + "." + "b" * _AROUND
    assert _between(long) == f"{'a' * _AROUND} … {'b' * _AROUND}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\U0001f1e9\U0001f1eab", ["a", "\U0001f1e9\U0001f1ea", "b"]),
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", ["\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7"]),
        ("\U0001f1e9\U0001f1ea\U0001f1eb", ["\U0001f1e9\U0001f1ea", "\U0001f1eb"]),
        ("e\u0301x", ["e\u0301", "x"]),
    ],
)
def test_two_letters_of_a_flag_are_one_glyph(text: str, shown: list[str]) -> None:
    assert [glyph.shown for glyph in glyphs(text, 0, tab="    ")] == shown


# -- too long and too deep


@pytest.mark.parametrize(
    ("text", "repaired", "runs"),
    [
        ("the café", "the café", []),
        ("the cafx and pier", "the caf and pier", [(4, 8, "caf")]),
        ("the pier", "the old pier", [(4, 4, "old ")]),
        ("the old pier", "the pier", [(4, 8, "")]),
        ("the pier", "the pier.", [(8, 8, ".")]),
        ("a\nb c", "a\nx y", [(2, 3, "x"), (4, 5, "y")]),
    ],
)
def test_texts_are_compared_word_by_word(text: str, repaired: str, runs: list[tuple[int, int, str]]) -> None:
    assert _aligned(text, repaired) == runs


@pytest.mark.slow
def test_a_text_of_too_many_words_is_repaired_as_one() -> None:
    few, many = "a " * (_MOST_TOKENS // 2), "a " * (_MOST_TOKENS // 2) + "a"
    assert _aligned(few, "b" + few[1:]) == [(0, 1, "b")]
    assert _aligned(many, "b" + many[1:]) == [(0, len(many), "b" + many[1:])]


def test_a_value_too_deep_to_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    hard = {"pattern": "^(a|aa|b)+(?=c)c$"}
    path.write_text(json.dumps({"items": {"$ref": "#"}, **hard}), encoding="utf-8")
    schema = load_schema(path)
    value: list[object] = []
    for _ in range(50_000):
        value = [value]
    with pytest.raises(NewslintError, match="asks so much of this document"):
        schema.work.refuse(value)


@pytest.mark.parametrize(
    "text",
    [
        "  a: 1\nb: 2\n",  # the second field stands left of the first
        "a:\n  b: 1\n c: 2\n",  # between two levels
        "a:\n  -\n  - b\n",  # an item without a value
        "a:\n  - b\n  c: d\n",  # a field among items
        "- a\nb: 1\n",
    ],
)
def test_what_the_quick_reader_is_not_sure_of_is_left_to_libyaml(text: str) -> None:
    assert read_plain(text, Span(0, len(text)), Limits(), resolver("1.2")) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
        ("a:\n  b:\n    - c\n  d: e\nf: g\n", {"a": {"b": ["c"], "d": "e"}, "f": "g"}),
        ("a:\nb:\n  - c\n", {"a": None, "b": ["c"]}),
        ('a: "\\x41\\u00e9\\ud7ff\\ue000\\n\\/"\n', {"a": "A\u00e9\ud7ff\ue000\n/"}),
        ("a: 'it''s' # b\nc: \"d\" #\ne: f #\n", {"a": "it's", "c": "d", "e": "f"}),
    ],
)
def test_what_the_quick_reader_is_sure_of_is_what_libyaml_reads(text: str, value: object) -> None:
    plain = read_plain(text, Span(0, len(text)), Limits(), resolver("1.2"))
    assert plain is not None
    tree = build_tree(text, Span(0, len(text)), Limits())
    assert tree.root is not None
    assert plain.value == tree.root.value == value
