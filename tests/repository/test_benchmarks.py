"""The articles that benchmarks are made of: repeatable, readable, and as wrong as they should be."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

import growth
import pytest
import records
from generate import DEFECTS, articles, write_articles
from generate_sites import GENERATORS, site, write_site
from measure import Command, FailedError, Line, Run, interleaved, run
from peers import prepare

from newslint.document import parse_document
from newslint.finding import Report
from newslint.lint.corpus import check
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.records.one import of_line
from newslint.rules import BUILT_IN
from newslint.source import Source
from newslint.start.site import recognise

COUNT = 250


def lint(files: dict[str, bytes]) -> Report:
    sources = [Source(name, content) for name, content in files.items()]
    return check(sources, Settings(rules=BUILT_IN.defaults), Job("", named=False))


@pytest.fixture(scope="module")
def damaged() -> dict[str, bytes]:
    return dict(articles(COUNT))


def test_same_seed_gives_same_bytes(damaged: dict[str, bytes]) -> None:
    assert dict(articles(COUNT)) == damaged
    assert dict(articles(50)) == dict(list(damaged.items())[:50])
    assert not dict(articles(50, seed=8)).keys() & damaged.keys()


def test_written_files_are_the_generated_ones(tmp_path: Path, damaged: dict[str, bytes]) -> None:
    write_articles(tmp_path, 20)
    written = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*.md")}
    assert written == dict(list(damaged.items())[:20])


def test_sound_articles_parse_and_have_no_findings() -> None:
    files = dict(articles(COUNT, defects=0))
    for name, content in files.items():
        document = parse_document(Source(name, content), lambda _: None)
        assert document.fence is not None
        assert not document.problems
    report = lint(files)
    assert report.files == COUNT
    assert [(finding.file, finding.code) for finding in report.findings] == []


def test_articles_are_of_real_size_and_shape(damaged: dict[str, bytes]) -> None:
    contents = damaged.values()
    assert 3_500 < median(map(len, contents)) < 5_500
    assert 0.03 < sum(b"\r\n" in content for content in contents) / COUNT < 0.12
    assert 0.15 < sum(b"\nampWebUrl: " in content.replace(b"\r", b"") for content in contents) / COUNT < 0.35
    assert all(content.decode().startswith("---") for content in contents)


# What was measured of 1,611 real articles, and how far the generated ones may be from it: a share, in points.
REAL = {
    "related entries an article": (3.30, 0.15),
    "distinct entries by entries": (0.215, 0.02),
    "bytes in related entries": (0.66, 0.03),
    "distinct lines": (0.15, 0.02),
    "distinct texts": (0.16, 0.02),
    "distinct addresses": (0.19, 0.02),
    "files with more than ASCII": (0.57, 0.04),
    "files with a query in an address": (0.70, 0.04),
}
_ENTRY = re.compile(r"^  - title: .*\n(?:    .*\n)*", re.MULTILINE)
_VALUE = re.compile(r'^[ -]*\w+: "?(.*[^"\d\W].*?)"?$', re.MULTILINE)


@pytest.fixture(scope="module")
def archive() -> list[str]:
    return [content.decode().replace("\r", "") for _, content in articles(1_600)]


def test_archive_repeats_itself_as_a_real_one_does(archive: list[str]) -> None:
    count = len(archive)
    entries = [entry for text in archive for entry in _ENTRY.findall(text)]
    values = [value for text in archive for value in _VALUE.findall(text)]
    addresses = [value for value in values if value.startswith("http")]
    texts = [value for value in values if not value.startswith("http") and value not in {"true", "false"}]
    shares = {
        "related entries an article": len(entries) / count,
        "distinct entries by entries": _distinct(entries),
        "bytes in related entries": _size(entries) / _size(archive),
        "distinct lines": _distinct([line for text in archive for line in text.split("\n")]),
        "distinct texts": _distinct(texts),
        "distinct addresses": _distinct(addresses),
        "files with more than ASCII": sum(not text.isascii() for text in archive) / count,
        "files with a query in an address": sum("?v=" in text for text in archive) / count,
    }
    assert shares == {name: pytest.approx(real, abs=near) for name, (real, near) in REAL.items()}


def test_most_related_articles_are_as_many_as_in_a_real_archive(archive: list[str]) -> None:
    counts = [len(_ENTRY.findall(text)) for text in archive]
    assert (min(counts), max(counts)) == (0, 39)


def _distinct(parts: list[str]) -> float:
    return len(set(parts)) / len(parts)


def _size(parts: list[str]) -> int:
    return sum(len(part.encode()) for part in parts)


def test_damaged_articles_have_a_plausible_mix_of_findings(damaged: dict[str, bytes]) -> None:
    report = lint(damaged)
    affected = {finding.file for finding in report.findings}
    assert not report.internal_errors
    assert DEFECTS / 2 < len(affected) / COUNT < DEFECTS * 1.3
    assert len(report.findings) < 1.5 * len(affected)
    families = {re.sub(r"\d", "", finding.code) for finding in report.findings}
    assert families >= {"FM", "SCH", "TXT", "URL", "IMG", "DAT", "ENV"}


@pytest.mark.parametrize("generator", sorted(GENERATORS))
def test_sites_are_recognised_and_sound(generator: str, tmp_path: Path) -> None:
    files = dict(site(generator, 60))
    assert dict(site(generator, 60)) == files
    write_site(tmp_path, generator, 60)
    assert recognise(tmp_path).generator.lower() == generator
    posts = {name: content for name, content in files.items() if name.endswith((".md", ".mdx"))}
    assert len(posts) == 60
    report = lint(posts)
    assert (report.files, report.findings) == (60, ())


@pytest.mark.parametrize(
    ("shape", "least"),
    [
        (growth.findings, 50),
        (growth.keys, 1),
        (growth.looking_around, 50),
        (growth.related, 0),
        (growth.value, 0),
    ],
)
def test_grown_files_are_read_to_the_end(shape: Callable[[int], str], least: int) -> None:
    report = lint({"grown.md": shape(50).encode()})
    assert report.files == 1
    assert len(report.findings) >= least
    assert not {finding.code for finding in report.findings} & {"FM002", "FM003", "FM012"}


def test_blocks_are_the_front_matter_alone(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.md").write_bytes(b"---\r\ntitle: One\r\n---\r\nBody.\r\n")
    (folder / "broken.md").write_text("---\ntitle: One: two\n---\n", encoding="utf-8")
    work = prepare(tmp_path, folder)
    assert work.count == 2
    assert [(path.name, path.read_bytes()) for path in work.blocks.iterdir()] == [
        ("good.yaml", b"title: One\n")
    ]


def test_commands_run_in_turn_and_failures_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []
    commands = {
        "a": Command(["true"], prepare=lambda: order.append("a")),
        "b": Command(["false"], prepare=lambda: order.append("b")),
        "c": Command(["sh", "-c", "exit 2"], prepare=lambda: order.append("c")),
    }
    took = interleaved(commands, 2)
    assert order == ["a", "b", "c", "a", "b"]
    assert took.keys() == {"a", "b"}
    assert "c left out: sh ended with status 2" in capsys.readouterr().err


def test_run_tells_time_and_memory() -> None:
    took = run(Command(["true"]))
    assert took.wall > 0
    assert took.memory > 0
    with pytest.raises(FailedError, match="No such file"):
        run(Command(["no-such-command"]))
    with pytest.raises(FailedError, match="status 3: the last word"):
        run(Command(["sh", "-c", "echo first >&2; echo the last word >&2; exit 3"]))


def test_failure_of_a_required_command_ends_the_comparison() -> None:
    with pytest.raises(FailedError, match="false ended with status 1"):
        interleaved({"a": Command(["false"], statuses=frozenset({0}), required=True)}, 1)


@pytest.mark.parametrize(
    ("value", "least", "reached"),
    [(2.0, False, True), (2.1, False, False), (2.0, True, True), (1.9, True, False)],
)
def test_line_holds_a_number_against_its_target(value: float, *, least: bool, reached: bool) -> None:
    line = Line("start-up", value, "x", 2.0, least=least)
    assert line.reached is reached
    assert str(line).startswith("ok" if reached else "MISSED")


def test_number_without_a_target_is_only_told() -> None:
    line = Line("a peer", 0.3, "x", None, least=True)
    assert line.reached
    assert str(line).startswith("- ")


@pytest.mark.parametrize(
    ("seconds", "reached"),
    [
        ((0.3, 0.4, 0.5, 0.7), True),  # linear
        ((0.3, 0.4, 0.7, 1.9), False),  # quadratic
        ((0.3, 0.31, 0.3, 0.32), True),  # nothing but noise
    ],
)
def test_growth_is_judged_without_the_start(seconds: tuple[float, ...], *, reached: bool) -> None:
    tiny, quarter, half, whole = (Run(second, second, 50) for second in seconds)
    assert growth._growth_line("keys", tiny, quarter, half, whole).reached is reached


def test_records_are_sound_and_all_different(tmp_path: Path) -> None:
    number = records.write(tmp_path / "a.jsonl", 100_000)
    lines = (tmp_path / "a.jsonl").read_bytes().splitlines()
    assert len(lines) == number > 5
    report = check(
        (of_line("a.jsonl", line, place) for place, line in enumerate(lines, 1)),
        Settings(rules=BUILT_IN.defaults),
    )
    assert (report.records, report.findings) == (number, ())
