"""Files that strangers wrote: every run ends soon, and nothing in them acts on whoever reads the output."""

import importlib
import json
import os
import pkgutil
import re
import string
import sys
import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from counting import LINEAR, Work, countable, ends_within, growth
from hostile import BIDI, CONTROLS, run

import newslint
from newslint import cli
from newslint.config.output_format import OutputFormat
from newslint.config.selection import select_rules
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rules import BUILT_IN
from newslint.source import Source
from newslint.text.lazy_pattern import Later

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX has such names, Windows hasn't")

ACTS = [
    "::error file=x::forged",
    "##vso[task.complete result=Succeeded]forged",
    "##[error]forged",
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "\x1b[2J\x1b[31mred\x9b31m",
    "[bold red]markup[/] [link=http://evil.example]x[/link] :skull:",
    "<script>alert(1)</script><img src=x onerror=alert(1)>]]>-->",
    "\u202egnp.exe\u2066",
    "a\rb\x08c\x7fd\x00e",
    "| a | b |\n|---|\n```\n# head\n[x](javascript:alert(1))",
    "{{ 7*7 }} ${7*7} {% raw %}",
    "\u2028\u2029\x85\x0b\x0c",
    "%0A::error::forged %0D",
]


def quoted(text: str) -> str:
    """A YAML scalar in double quotes, every unusual character as an escape."""
    return json.dumps(text)


def raw_text(text: str) -> str:
    """A YAML scalar in double quotes, every character as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def hostile_articles() -> Iterator[bytes]:
    """Front matter with every trick in keys, values, URLs, comments and structure."""
    for text in ACTS:
        for spell in (quoted, raw_text):
            said = spell(text)
            yield (
                f"---\ntitle: {said}\n{said}: {said}\ndescription: {said}\nurl: {said}\ncanonical: {said}\n"
                f"date: {said}\ntags: [{said}, {said}]\nimage: {said}\n"
                f"# newslint: ignore[{text}]\n---\n{text}\n"
            ).encode("utf-8", "surrogateescape")
    front = [
        'title: "Ã©\x1b[31m ::error::"',
        "!!python/object/apply:os.system ['touch pwned']: 1",
        "a: !!python/object/apply:os.system ['touch pwned']",
        "a: !<tag:evil,2000:\x1b> x",
        "a: !!binary ====",
        "<<: *nope",
        "a: &a {<<: *a}",
        "a: &a [*a]",
        "? {a: b}\n: c",
        "? [a, b]\n: c",
        "null: 1\n~: 2\n? \n: 3",
        'title: "\\ud800 \\udc00 \\uDFFF"',
        'title: "\\x00\\x1b\\u202e\\U0010FFFF"',
        "yes: on\n012: 1:30\n0o7: 1_000",
        "--- a\n--- b",
        "%YAML 9.9\n---\na: b",
        "a: |+9\n b",
        "a: 'b",
        "\ta: b",
        "a: b: c",
        "a: [1, 2",
        "@a: `b`",
        "a: .inf\nb: .nan\nc: -.inf\nd: 1e999999\ne: " + "9" * 5000,
        "title: a\x00b",
        "title: a\ufeffb",
        "a: \ufffe\uffff",
        "a: b\r\nc: d\re: f\ng: h\x85i: j\u2028k: l",
        "$schema: \x1b[31m\u202e",
        "$schema: '::error::'",
        "'" + "k" * 5000 + "': v",
        "title: " + "é" * 5000,
        "width: -1\nimage: {url: '##vso[x]', width: 0}",
    ]
    for text in front:
        yield f"---\n{text}\n---\nBody\n".encode("utf-8", "surrogatepass")
    yield b"---\ntitle: \xff\xfe\x1b\x9b##vso[\n---\n"
    yield "---\ntitle: utf-16\n---\n".encode("utf-16")
    yield "---\ntitle: utf-32\n---\n".encode("utf-32")
    yield b"\xef\xbb\xbf\xef\xbb\xbf---\ntitle: two marks\n---\n"
    yield b"---\n" + b"\x00" * 1000
    yield b"---"
    yield b"---\n---"
    yield b"---\r---\r"
    yield b""


NAMES = [
    "a\n::error::forged.md",
    "::warning::b.md",
    "##vso[task.complete]c.md",
    "\x1b[31md.md",
    "'\"`$(id).md",
    "-e.md",
    "--fix.md",
    "<script>alert(1)</script>".replace("/", "\u2044") + ".md",
    "\u202egnp.md",
    "[red]f[.md",
    "a|b.md",
    "g%0A.md",
    os.fsdecode(b"\xff\xfe.md"),
    "x" * 252 + ".md",
    " .md",
    "a,b:c=d;e.md",
    "]]>.md",
    "&amp;.md",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of it."""
    start = tmp_path_factory.mktemp("hostile")
    for number, data in enumerate(hostile_articles()):
        (start / f"{number:03}.md").write_bytes(data)
    if os.name == "posix":
        for name in NAMES:
            (start / name).write_bytes(b"---\ntitle: 'Stra\xc3\x83\xc2\x9fe'\ntitle: b\n---\n")
    return start


SGR = re.compile(r"\x1b\[[0-9;]*m")
# Links to files of this machine, with nothing that ends them early.
LINK = re.compile(r"\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\")
COMMAND = re.compile(r"##(?:vso)?\[")


@posix
@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("kind", [*OutputFormat, "statistics"])
def test_no_output_acts(
    kind: str,
    color: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FORCE_HYPERLINK", "1" if color == "always" else "0")
    before = sorted(os.listdir(os.fsencode(folder)))
    shown = ["--statistics"] if kind == "statistics" else ["--output-format", kind]
    monkeypatch.setattr(
        sys,
        "argv",
        ["newslint", "check", "--no-cache", "--jobs", "1", "--color", color, "--select", "ALL", *shown],
    )
    status = cli.main()
    captured = capfdbinary.readouterr()
    assert (status, captured.err) == (1, b"")
    assert sorted(os.listdir(os.fsencode(folder))) == before
    text = captured.out.decode()  # UTF-8 throughout
    assert len(text) < 20_000_000
    plain = LINK.sub("", SGR.sub("", text)) if color == "always" else text
    assert not set(plain) & (CONTROLS | BIDI | {"\x1b", "\r"})
    assert "forged" in plain or kind == "statistics", "the test shows what it attacks"
    assert not COMMAND.search(plain)
    commands = (
        []
        if kind == OutputFormat.HTML
        else [line for line in plain.splitlines() if line.lstrip().startswith("::")]
    )
    if kind == OutputFormat.GITHUB:
        assert all(re.match(r"::(?:error|warning|notice|group|endgroup|debug)\b", line) for line in commands)
        assert not any("forged" in line.partition("::")[0] for line in commands)
    else:
        assert commands == []
    _check_machine_format(kind, plain)


def _check_machine_format(kind: str, text: str) -> None:
    if kind in (OutputFormat.JSON, OutputFormat.SARIF, OutputFormat.RDJSON, OutputFormat.GITLAB):
        json.loads(text)
    elif kind == OutputFormat.JSON_LINES:
        assert all(json.loads(line)["file"] for line in text.splitlines())
    elif kind in (OutputFormat.JUNIT, OutputFormat.CHECKSTYLE):
        ET.fromstring(text)  # noqa: S314 - our own
    elif kind == OutputFormat.HTML:
        assert "<script>alert" not in text
        assert "<img src=x" not in text


@posix
def test_repairs_and_differences_do_not_act(folder: Path, tmp_path: Path) -> None:
    for path in sorted(folder.iterdir()):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    names = sorted(os.listdir(os.fsencode(tmp_path)))
    done = run("check", "--diff", "--unsafe-fixes", "--no-cache", cwd=tmp_path, env={"CI": "true"})
    assert done.returncode == 1
    # What is shown to a log escapes all; bytes that are not UTF-8 come out as they are.
    shown = done.stdout.decode("utf-8", "replace")
    assert not COMMAND.search(shown)
    assert not set(shown) & (CONTROLS - {"\ufffd"})
    done = run("check", "--fix", "--unsafe-fixes", "--show-fixes", "--no-cache", "--quiet", cwd=tmp_path)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert not set(said) & (CONTROLS | BIDI | {"\x1b", "\r"})
    assert not any(line.startswith("::") for line in said.splitlines())
    assert sorted(os.listdir(os.fsencode(tmp_path))) == names
    again = run("check", "--fix", "--unsafe-fixes", "--no-cache", "--quiet", cwd=tmp_path)
    assert b"fixed" not in again.stderr


def laughs(depth: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, depth)]
    return "\n".join(lines)


def merges(depth: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, depth)]
    return "\n".join(lines)


class Shape(NamedTuple):
    """Front matter that can be made as large as one likes, how large it is at its worst, and a small size."""

    of: Callable[[int], str]
    huge: int
    small: int = 500


HUGE = {
    "aliases": Shape(laughs, 9, 6),
    "merged aliases": Shape(merges, 60, 20),
    "deep flow": Shape(lambda n: "a: " + "[" * n, 100_000),
    "deep block": Shape(lambda n: "\n".join(" " * k + f"k{k}:" for k in range(n)), 2000, 40),
    "deep sequence": Shape(lambda n: "- " * n + "a", 50_000),
    "one scalar": Shape(lambda n: "title: " + "Ã© & word. " * n, 800_000),
    "a quoted scalar": Shape(lambda n: 'title: "' + "\\u00e9\\n" * n + '"', 120_000),
    "a folded scalar": Shape(lambda n: "title: >\n" + "  line of text\n" * n, 80_000),
    "many keys": Shape(lambda n: "\n".join(f"k{k}: v" for k in range(n)), 60_000),
    "too many keys": Shape(lambda n: "\n".join(f"k{k}: v" for k in range(n)), 210_000),
    "one key many times": Shape(lambda n: "a: 1\n" * n, 20_000),
    "a long key": Shape(lambda n: "k" * n + ": v", 3_000_000),
    "one long line": Shape(lambda n: "title: " + "x" * n, 1_000_000),
    "a long URL": Shape(lambda n: "url: http://example.com/" + "%41/../" * n, 300_000),
    "a long host": Shape(lambda n: "url: http://" + "a." * n + "com/", 300_000),
    "many comments": Shape(lambda n: "# newslint: ignore[TXT001]\n" * n + "a: b", 10_000),
    "a long comment": Shape(lambda n: "# newslint: ignore[" + "TXT001, " * n + "]\na: b", 8_000),
    "a long tag": Shape(lambda n: "a: !" + "x" * n + " b", 1_000_000),
    "a long anchor": Shape(lambda n: "a: &" + "x" * n + " b", 1_000_000),
    "colons": Shape(lambda n: "a: b" + ": c" * n, 200_000),
    "entities": Shape(lambda n: "title: " + "&amp;" * n, 300_000),
    "markup": Shape(lambda n: "title: " + "<b " * n, 200_000),
    "accents": Shape(lambda n: "title: a" + "\u0301" * n, 500_000),
    "zero width": Shape(lambda n: "title: " + "a\u200b" * n, 300_000),
    "bidi": Shape(lambda n: "title: " + "\u202e" * n, 300_000),
    "blanks": Shape(lambda n: "title: a" + " " * n + "b", 2_000_000),
    "line ends": Shape(lambda n: "\r" * n + "a: b" + "\r\n\n" * (n // 2), 100_000),
    "surrogates": Shape(lambda n: 'title: "' + "\\ud83d" * n + '"', 200_000),
    "base64": Shape(lambda n: "a: !!binary " + "A" * n, 3_000_000),
    "dates": Shape(lambda n: "date: " + "2024-01-01T" * n, 100_000),
    "digits": Shape(lambda n: "width: " + "9" * n, 1_000_000),
    "list of mappings": Shape(lambda n: "a:\n" + "- {x: 1, y: 2, z: [3]}\n" * n, 30_000),
    "questions": Shape(lambda n: "? " * n + "a", 30_000),
    "markers": Shape(lambda n: "a: |\n" + "  ---\n" * n, 300_000),
}


def huge_article(case: str, size: int) -> bytes:
    return f"---\n{HUGE[case].of(size)}\n---\nBody\n".encode("utf-8", "surrogatepass")


@pytest.mark.slow
@pytest.mark.parametrize("case", HUGE)
def test_a_run_ends_with_bounded_memory(case: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(huge_article(case, HUGE[case].huge))
    done = run(
        "check",
        "a.md",
        "--no-cache",
        "--select",
        "ALL",
        "--output-format",
        "json",
        cwd=tmp_path,
        memory=2 << 30,
    )
    assert done.stderr.decode() == ""
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["summary"]["files"] == 1


@pytest.mark.parametrize("case", HUGE)
def test_a_check_takes_linear_time(case: str) -> None:
    settings = Settings(select_rules(BUILT_IN, ["ALL"]))

    def prepared(size: int) -> Work:
        given = Source("a.md", huge_article(case, size))
        return lambda: check([given], settings)

    assert growth(prepared, HUGE[case].small) < LINEAR


def test_blank_lines_before_nonsense(tmp_path: Path) -> None:
    """CRLF can be read as one line break or as two: with each line twice as many ways to fail."""
    (tmp_path / "a.md").write_bytes(b"---\r\n" + b"\r\n" * 60 + b"!\r\n")
    done = run("check", ".", "--no-cache", cwd=tmp_path)
    assert done.returncode == 1
    assert b"FM002" in done.stdout


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(newslint.__path__, "newslint."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def patterns() -> dict[str, tuple["re.Pattern[str]", frozenset[str]]]:
    """Every compiled pattern among the globals of our modules, also in tuples, with the ways it is asked."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str], frozenset[str]]] = {}
    for module in _modules():
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                used = frozenset(re.findall(rf"\b{name}\.(\w+)", source)) & _WAYS or _ANCHORED
                found.setdefault(
                    (str(pattern.pattern), pattern.flags), (f"{module.__name__}.{name}", pattern, used)
                )
    return {
        f"{name}-{number}": (pattern, used) for number, (name, pattern, used) in enumerate(found.values())
    }


def _patterns_in(value: object) -> Iterator["re.Pattern[str]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Later):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from _patterns_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns_in(item)


# What asks at one place only, and what may begin anywhere.
_ANCHORED = frozenset({"match", "fullmatch"})
_WAYS = _ANCHORED | {"search", "finditer", "findall", "sub", "subn", "split"}
PATTERNS = patterns()
ALPHABET = [
    *string.ascii_letters[:4],
    *"0129 \t\r\n.:/-_%&#;,=?!'\"`<>()[]{}|\\~@*+$^",
    "é",
    "\u200b",
    "…",
    "\ufffd",
    "\udc80",
    "\u2028",
]


HEADS = ["", "http://a", "# newslint: ignore[", "<a ", "[a](http://", "/w_1", "/a?", "/unsafe/30x20/filters:"]
PIECES = [
    *ALPHABET,
    "a.",
    "a/",
    "a,",
    "a_b,",
    "&a",
    "<a ",
    "# ",
    "- ",
    "a:",
    "1,",
    "1x1",
    "://",
    "%3a",
    "\r\n",
    "--",
    "a=b&",
    "a a",
    "1 ",
    "/1x",
    "-12x34",
    "/123x456",
    "/1:1",
    ".jpg",
    ",w_1",
    "w=1&",
    "&crop=1:1",
    "?ar=1",
    "blur(1):",
    "/s120",
    "<b>",
    "</b>",
    "<!--",
    "<a b='",
    '<a "',
    "<a b= c",
    "[a](https://",
    "# newslint: ignore[TXT001] ",
    "[[a]]\n",
    "'" * 3,
    "\\u00e9",
]


def bait_for(pattern: "re.Pattern[str]", size: int) -> Iterator[str]:
    """Texts that a pattern nearly matches: its own pieces again and again, and an end that doesn't fit."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    literal = re.sub(r"\\[AbBdDsSwWzZ]|\(\?(?:P?<\w+>|<?[=!]|>|\w*:)|[()\[\]{}|?*+^$\\]", "", source)[:60]
    own = {char for char in literal if char not in ALPHABET}
    own |= {literal[i : i + n] for n in (2, 4, 8) for i in range(0, len(literal) - n + 1, 4)}
    for piece in [*PIECES, *sorted(own)]:
        for head in [*HEADS, literal[:20]] if len(piece) == 1 else ["", literal[:20]]:
            yield head + piece * (size // len(piece)) + "\x00"


def looks_of(pattern: "re.Pattern[str]", used: frozenset[str]) -> Iterator[Callable[[Any], object]]:
    """The ways in which our code asks; what may begin anywhere is asked for all that it finds."""
    yield from (getattr(pattern, name) for name in sorted(used & _ANCHORED))
    if used - _ANCHORED:
        yield lambda text: deque(pattern.finditer(text), maxlen=0)


# Linear work takes less: a bounded number of steps at every place. A square takes many times as much.
STEPS_PER_CHARACTER = 300


def worst(pattern: "re.Pattern[str]", used: frozenset[str], size: int) -> str | None:
    """The first bait that takes too many steps."""
    counted = countable(pattern)
    for text in bait_for(pattern, size):
        bait = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "surrogatepass")
        for look in looks_of(counted, used):
            if not ends_within(STEPS_PER_CHARACTER * size, look, bait):
                return text[:60]
    return None


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 150


@posix
@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+b", "(a|aa)+b", r"(?:a*)*\d", "a*b", "[ab]+c", "[ab]++c", "a+?b", r"\s+$", ".*=", "(?:ab)*c"),
        *("(?=a*b)", "(?<!a)a{5,}b|a*c", "(?i:A*B)", "(?>a*)b", "^.*;|a*;"),
    ],
)
def test_what_goes_back_without_end_is_noticed(pattern: str) -> None:
    assert worst(re.compile(pattern), frozenset({"search"}), 2_000) is not None


@posix
@pytest.mark.parametrize(
    "pattern", ["a+", "[ab]*", r"\w+", "a{1,9}b", ".*", "(?:ab|cd)+", "^a*b", "(?<!a)a++b"]
)
def test_what_is_linear_is_not_noticed(pattern: str) -> None:
    assert worst(re.compile(pattern), frozenset({"search"}), 2_000) is None


@posix
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_no_pattern_of_ours_goes_back_without_end(part: int) -> None:
    for name in list(PATTERNS)[part::4]:
        pattern, used = PATTERNS[name]
        # What is exponential takes twice as many steps for every character, or for every two.
        size = 60 if name.partition("-")[0] in SQUARES else 2_000
        assert worst(pattern, used, size) is None, name


# Square, and asked for texts that are bounded by something else.
SQUARES = {
    "newslint.frontmatter.yaml.edits._ANCHOR": "it is asked for 200 characters at most",
    "newslint.frontmatter.toml.reader._NAMED": "it is asked for messages of a parser, which are short",
}


def test_squares_are_there() -> None:
    assert {name.partition("-")[0] for name in PATTERNS} >= set(SQUARES)
