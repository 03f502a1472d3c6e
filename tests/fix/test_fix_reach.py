"""How far a fix reaches: never into the body, and never further than is told."""

import pytest
from test_cli import Run, run, write
from test_fixes import finding_at, parse

from newslint.finding import Finding
from newslint.fix.rounds import apply_round, fix_source
from newslint.source import Source

__all__ = ["run"]

# A request is written with CRLF, whatever the lines around it end with.
BODY = "Text\r\n```http\nGET / HTTP/1.1\r\nHost: a\r\n```\n\rlast"
SCHEMA = """{
  "properties": {"title": {"type": "string"}, "webUrl": {"format": "uri"}},
  "additionalProperties": false
}"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\r\ntitle: A\nlang: en\r\n---\r\n", "---\r\ntitle: A\r\nlang: en\r\n---\r\n"),
        ("---\ntitle: A\r\nlang: en\n---  \n", "---\ntitle: A\nlang: en\n---  \n"),
        ("---\ntitle: A\nlang: en\n---\r\n", "---\ntitle: A\nlang: en\n---\n"),
        ("---\ntitle: A\n---\n", "---\ntitle: A\n---\n"),
    ],
)
def test_line_endings_of_the_body_stay(run: Run, before: str, after: str) -> None:
    path = write("a.md", before + BODY)
    assert run("check", "--fix", "--select", "FM008").status == 0
    assert path.read_bytes().decode() == after + BODY


@pytest.mark.parametrize(
    ("at", "new"), [("\r\nbody", "\nbody"), ("y\r", "y"), ("body", "text"), ("\r\nlast", "\r\n\r\nlast")]
)
@pytest.mark.parametrize("block", ["title: x", "title: ["])
def test_a_fix_that_changes_the_body_is_refused(at: str, new: str, block: str) -> None:
    source = Source("a.md", f"---\n{block}\n---\n\r\nbody\r\nlast".encode())
    start = source.text.index(at)
    result = apply_round(source, [finding_at(source, "", (start, start + len(at), new))], parse)
    assert result.source.data == source.data
    assert [refusal.reason for refusal in result.refused] == [
        "more than the front matter would change"
        if block == "title: x"
        else "the front matter can't be read, so nothing can be compared"
    ]


def test_what_shows_only_after_other_fixes_is_told(run: Run) -> None:
    write("s.json", SCHEMA)
    path = write("a.md", '---\nwebUr: "https://www.example.com/a b"\n---\n')
    seen = run("check", "--schema", "s.json", "--output-format", "concise").out
    assert seen.splitlines()[0] == "a.md:2:1: SCH002 unknown field `webUr` [*]"
    said = "2 findings in 1 file; 1 of them showed only after others were fixed\n"
    assert run("check", "--schema", "s.json", "--diff", "--unsafe-fixes").err == f"newslint: would fix {said}"
    assert run("check", "--schema", "s.json", "--fix", "--unsafe-fixes").err == f"newslint: fixed {said}"
    assert path.read_text("utf-8") == '---\nwebUrl: "https://www.example.com/a%20b"\n---\n'


def test_what_only_waited_is_nothing_new(run: Run) -> None:
    path = write("a.md", "---\ntitle: ' Tom &amp;  Jo '\n---\n")
    assert run("check", "--fix").err == "newslint: fixed 2 findings in 1 file\n"
    assert path.read_text("utf-8") == "---\ntitle: 'Tom & Jo'\n---\n"


@pytest.mark.parametrize(
    ("path", "digest", "uncovered"),
    [("a", "1", 0), ("b", "0", 0), ("b", "1", 1)],
    ids=["path", "text", "neither"],
)
def test_a_path_or_a_text_is_enough_to_know_a_finding_again(path: str, digest: str, uncovered: int) -> None:
    source = Source("a.md", b"---\na: xyz\nb: xyz\n---\n")
    first = finding_at(source, "a", (7, 8, ""))._replace(digest="0")
    at = 7 if path == "a" else 13

    def check(now: Source) -> tuple[Finding, ...]:
        if now.data == source.data:
            return (first,)
        then = finding_at(now, path, (at, at + 1, ""))._replace(digest=digest)
        return (then,) if now.text.count("z") == 2 and len(now.text) == len(source.text) - 1 else ()

    result = fix_source(source, check, parse, lambda _: True)
    assert len(result.applied) == 2
    assert result.uncovered == uncovered
