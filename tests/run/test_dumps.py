"""Files of records from end to end: a record has the findings of an article, whatever the parts are."""

import csv
import gzip
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newslint import cli
from newslint.records import parts

Article = dict[str, Any]


class Result(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSLINT_OUTPUT_FORMAT", raising=False)

    def call(*arguments: str, form: str = "json") -> Result:
        monkeypatch.setattr(sys, "argv", ["newslint", "check", f"--output-format={form}", *arguments])
        status = cli.main()
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


def article(number: int, **fields: Any) -> Article:
    """An article without a flaw, but for those of the fields."""
    return {
        "category": "news",
        "title": f"Harbour reopens after storm {number}",
        "excerpt": f"The first ferries left pier {number} at dawn, and the ice was gone.",
        "publishedDateTime": "2023-05-02T06:30:00Z",
        "webUrl": f"https://www.example.com/harbour-{number}",
        "type": "article",
        "provider": {"name": "Harbour Post", "domain": "example.com"},
        "topics": ["Harbour"],
        **fields,
    }


def flawed() -> list[Article]:
    """Articles with flaws of many kinds: of their own, of two, of a majority, of a habit."""
    many = [article(number) for number in range(60)]
    many[3]["title"] += " "
    many[4]["webUrl"] = many[5]["webUrl"]
    many[6]["title"] = "Harbour &amp; storm"
    many[7]["topics"] = ["harbour"]
    many[8]["publishedDateTime"] = "2023-13-02T06:30:00Z"
    many[9]["excerpt"] = "a\u200bb ferries"
    many[10]["tittle"] = "x"
    many[11]["provider"] = {"name": "HarbourPost", "domain": "example.com"}
    for number in range(12, 26):
        many[number]["webUrl"] += "?utm_source=feed"
    return many


def lines_of(articles: Sequence[Article]) -> str:
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in articles)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(report: Any) -> list[tuple[Any, ...]]:
    """What is found in which record, as if each were a file; places in texts are left out."""
    return sorted((f["record"], f["code"], f["path"], f["severity"]) for f in report["findings"])


def test_records_have_the_findings_of_the_same_articles_in_files(run: Run) -> None:
    for number, one in enumerate(flawed(), 1):
        write(f"files/{number:02}.md", json.dumps(one, ensure_ascii=False))
    write("dump.jsonl", lines_of(flawed()))
    in_files = run("files").report
    in_lines = run("dump.jsonl").report
    by_file = sorted(
        (int(f["file"][6:8]), f["code"], f["path"], f["severity"], f["column"]) for f in in_files["findings"]
    )
    by_line = sorted(
        (f["record"], f["code"], f["path"], f["severity"], f["column"]) for f in in_lines["findings"]
    )
    assert by_line == by_file
    assert {code for _, code, *_ in by_line} >= {
        "COR001", "COR003", "COR004", "DAT006", "TXT002", "TXT003", "TXT007", "URL009",
    }  # fmt: skip
    assert all(f["line"] == f["record"] for f in in_lines["findings"])
    summary = in_lines["summary"]
    assert (summary["files"], summary["records"], in_files["summary"]["records"]) == (1, 60, 0)


@pytest.mark.parametrize("size", [1, 700, 3000])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_parts_and_processes_change_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch, size: int, jobs: str
) -> None:
    write("dump.jsonl", lines_of(flawed()))
    whole = run("dump.jsonl", "--jobs=1")
    monkeypatch.setattr(parts, "PART", size)
    assert run("dump.jsonl", f"--jobs={jobs}").out == whole.out


def test_keys_are_compared_at_their_places(run: Run) -> None:
    lines = [json.dumps({"title": f"Pier {n}", "summry" if n == 57 else "summary": "x"}) for n in range(60)]
    write("dump.jsonl", "\n".join(lines))
    found = [f for f in run("dump.jsonl").report["findings"] if f["code"] == "KEY001"]
    assert [(f["line"], f["column"], f["end_column"], f["path"]) for f in found] == [(58, 22, 30, "summry")]


@pytest.mark.parametrize("size", [1, 2_000_000])
def test_a_habit_of_all_records_is_told_once(run: Run, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(parts, "PART", size)
    links = [f"https://www.example.com/harbour-{number}?utm_source=feed" for number in range(40)]
    write("dump.jsonl", lines_of([article(number, webUrl=link) for number, link in enumerate(links)]))
    found = [f for f in run("dump.jsonl").report["findings"] if f["code"] == "URL009"]
    assert [(f["line"], f["severity"]) for f in found] == [(1, "info")]
    (Path("a.md")).write_text("---\ntitle: A\n---\n")
    assert [f for f in run("dump.jsonl", "a.md").report["findings"] if f["code"] == "URL009"] == found


def test_every_format_has_the_same_findings(run: Run) -> None:
    articles = flawed()
    write("dump.jsonl", lines_of(articles))
    write("dump.json", json.dumps(articles, ensure_ascii=False, indent=1))
    write("flat.json", json.dumps(articles, ensure_ascii=False))
    expected = told(run("dump.jsonl").report)
    assert told(run("dump.json").report) == expected
    assert told(run("flat.json").report) == expected
    pyarrow = pytest.importorskip("pyarrow")
    tidy = [{key: value for key, value in one.items() if key != "tittle"} for one in articles]
    write("tidy.jsonl", lines_of(tidy))
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.Table.from_pylist(tidy), "dump.parquet")
    assert told(run("dump.parquet").report) == told(run("tidy.jsonl").report)


def test_csv_has_the_findings_that_its_texts_have(run: Run) -> None:
    names = ["title", "description", "draft", "weight", "tags"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows(
        [names, ["Harbour ", "line\nbreak", "true", "3", '["a", "b"]'], ["Pier", "", "", "", ""], ["x", "y"]]
    )
    write("rows.csv", out.getvalue())
    write("schema.json", json.dumps({
        "properties": {
            "title": {"type": "string", "x-newslint-role": "headline"}, "draft": {"type": "boolean"},
            "weight": {"type": "integer"}, "tags": {"type": "array"}, "description": {"type": "string"},
        },
    }))  # fmt: skip
    found = run("rows.csv", "--schema=schema.json").report["findings"]
    assert [(f["line"], f["record"], f["code"], f["path"], f["fix"]) for f in found] == [
        (2, 1, "TXT007", "title", None),
        (5, 3, "FM013", "", None),
    ]
    assert found[0]["help"].endswith("; fixes are not written to CSV")
    assert found[1]["message"] == "the record can't be read: it has 2 cells, and the header 5"
    assert found[1]["help"] == "the record was not checked"


def test_a_number_of_csv_that_is_none_is_told(run: Run) -> None:
    write("rows.csv", "title,weight,draft,tags\nA,7,FALSE,one\nB,heavy,maybe,\n")
    write("schema.json", json.dumps({
        "properties": {"weight": {"type": "integer"}, "draft": {"type": "boolean"}, "tags": {"type": "array"}}
    }))  # fmt: skip
    found = run("rows.csv", "--schema=schema.json").report["findings"]
    assert [(f["record"], f["code"], f["path"]) for f in found] == [
        (2, "SCH003", "weight"), (2, "SCH003", "draft"),
    ]  # fmt: skip


def test_a_broken_line_is_told_and_the_rest_is_read(run: Run) -> None:
    articles = lines_of([article(1), article(2, title="Storm ")]).split("\n")
    write("dump.jsonl", f'{articles[0]}\n{{"title": }}\n[1]\n{articles[1]}\n')
    found = run("dump.jsonl").report["findings"]
    assert [(f["line"], f["column"], f["code"]) for f in found] == [
        (2, 9, "FM015"), (3, 1, "FM004"), (4, found[2]["column"], "TXT007"),
    ]  # fmt: skip


def test_of_one_rule_as_many_are_told_as_of_one_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 1000)
    write("newslint.toml", "[limits]\nmax-findings = 5\n")
    write("dump.jsonl", lines_of([article(number, title=f"Storm {number} ") for number in range(40)]))
    report = run("dump.jsonl").report
    found = [f for f in report["findings"] if f["code"] == "TXT007"]
    assert [(f["line"], f["untold"]) for f in found] == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 35)]
    assert report["summary"]["by_code"]["TXT007"] == 40


def test_what_is_told_of_very_many_places_is_counted(run: Run) -> None:
    write("newslint.toml", "[limits]\nmax-findings = 3\n")
    number = 1100
    write("dump.jsonl", lines_of([article(n // 2) for n in range(number)]))
    report = run("dump.jsonl", "--select=COR001").report
    assert [(f["line"], f["untold"]) for f in report["findings"]] == [(1, 0), (2, 0), (3, 0), (4, 1097)]
    assert report["summary"]["by_code"] == {"COR001": number}
    run("dump.jsonl", "--select=COR001", "--update-baseline", "--baseline=known.json")
    known = run("dump.jsonl", "--select=COR001", "--baseline=known.json").report
    assert (known["findings"], known["summary"]["known"]) == ([], number)


def test_the_baseline_knows_records(run: Run) -> None:
    write("newslint.toml", "")
    write("dump.jsonl", lines_of(flawed()))
    number = run("dump.jsonl").report["summary"]["findings"]
    run("dump.jsonl", "--update-baseline", "--baseline=known.json")
    # Another record before them moves all lines.
    write("dump.jsonl", lines_of([article(99, title="Storm &lt; tide"), *flawed()]))
    report = run("dump.jsonl", "--baseline=known.json").report
    assert [(f["line"], f["code"]) for f in report["findings"]] == [(1, "TXT002")]
    assert report["summary"]["known"] == number


def test_a_configuration_ignores_rules_of_a_file_of_records(run: Run) -> None:
    write("newslint.toml", '[per-file-ignores]\n"dump.jsonl" = ["TXT007"]\n')
    write("dump.jsonl", lines_of([article(1, title="Storm ")]))
    assert run("dump.jsonl").report["findings"] == []


def test_a_walk_takes_files_of_records_that_a_collection_names(run: Run) -> None:
    write("data/dump.jsonl", lines_of([article(1, title="Storm ")]))
    write("data/package.json", '{"name": "x "}')
    write("data/list.json", '[{"title": "x "}]')
    assert run(".").report["summary"]["files"] == 0
    write("newslint.toml", '[[collections]]\nname = "dumps"\nfiles = ["data/*.jsonl"]\n')
    report = run(".").report
    assert [(f["file"], f["code"]) for f in report["findings"]] == [("data/dump.jsonl", "TXT007")]
    assert (report["summary"]["files"], report["summary"]["records"]) == (1, 1)
    assert run(".", "--show-files").out == "data/dump.jsonl\n"


def test_an_object_of_json_that_is_named_is_one_article(run: Run) -> None:
    write("one.json", json.dumps(article(1, title="Storm ")))
    report = run("one.json").report
    assert (report["summary"]["files"], report["summary"]["records"]) == (1, 0)
    assert [f["code"] for f in report["findings"]] == ["TXT007"]


def test_lines_of_a_json_file_are_records_to_which_no_fixes_are_written(run: Run) -> None:
    text = lines_of([article(1), article(2, title="Storm ")])
    path = write("dump.json", text)
    report = run("dump.json").report
    assert [(f["line"], f["record"], f["code"], f["fix"]) for f in report["findings"]] == [
        (2, 2, "TXT007", None)
    ]
    assert report["summary"]["records"] == 2
    result = run("dump.json", "--fix")
    assert "dump.json: 1 finding has a fix; fixes are not written to `.json` files of records" in result.err
    assert path.read_text() == text


def test_what_is_compressed_is_told_once(run: Run) -> None:
    for name in ("dump.jsonl.gz", "dump.json", "dump.csv"):
        write(name, gzip.compress(lines_of([article(1)]).encode()))
    found = run("dump.jsonl.gz", "dump.json", "dump.csv").report["findings"]
    assert [(f["file"], f["code"], f["message"]) for f in found] == [
        (name, "FM013", "can't be read: it is compressed by gzip; unpack it first")
        for name in ("dump.csv", "dump.json", "dump.jsonl.gz")
    ]


def test_the_summary_counts_files_and_records(run: Run) -> None:
    write("dump.jsonl", lines_of([article(1), article(2)]))
    write("a.md", "---\ntitle: Harbour\n---\n")
    assert run("dump.jsonl", "a.md", form="full").out == "Checked 2 files, 2 records: no findings.\n"


@pytest.mark.parametrize("size", [300, 2_000_000])
def test_fixes_change_the_characters_of_their_edits_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(parts, "PART", size)
    sound = '{ "title" :"Harb\\u006fur",\t"note": "é" , "n":1.50 }\r\n'
    before = (
        "\ufeff" + sound + '{"title": "Storm &amp; tide"}\r\n\n'
        + '  {"title":  "A\\u00a0&amp;\\u00a0B",}\n' + sound
        + '{"b":1,"title": "Caf\\u00e9 &amp; bar " , "a":"\\/"}\n' + sound
        + '{"title": "last &amp; least"}'
    )  # fmt: skip
    path = write("dump.jsonl", before)
    path.chmod(0o640)
    result = run("dump.jsonl", "--fix", form="full")
    after = (
        before.replace("Storm &amp;", "Storm &").replace('\\u00e9 &amp; bar "', '\\u00e9 & bar"')
        .replace("last &amp;", "last &")
    )  # fmt: skip
    assert path.read_bytes().decode() == after
    assert path.stat().st_mode & 0o777 == 0o640
    assert "fixed 4 findings in 1 file" in result.err
    assert run("dump.jsonl", "--fix").report["summary"]["fixable"] == 0
    assert path.read_bytes().decode() == after
    assert not list(Path().glob(".newslint-fix*"))


def test_what_killed_runs_left_goes_where_records_are_mended(run: Run) -> None:
    write("dump.jsonl", '{"title": "Storm &amp; tide"}\n')
    leftover = write(".newslint-fix-a.tmp", "half")
    run("dump.jsonl", "--fix")
    assert not leftover.exists()


def test_all_are_fixed_though_not_all_are_told(run: Run) -> None:
    write("newslint.toml", "[limits]\nmax-findings = 2\n")
    path = write("dump.jsonl", lines_of([article(number, title=f"Storm {number} ") for number in range(9)]))
    run("dump.jsonl", "--fix")
    assert path.read_text() == lines_of([article(number, title=f"Storm {number}") for number in range(9)])


def test_what_a_majority_decides_is_fixed(run: Run) -> None:
    path = write("dump.jsonl", lines_of(flawed()))
    run("dump.jsonl", "--fix", "--unsafe-fixes", "--select=COR004")
    expected = flawed()
    expected[7]["topics"] = ["Harbour"]
    assert path.read_text() == lines_of(expected)


def test_a_diff_shows_lines_and_writes_nothing(run: Run) -> None:
    text = '{"title": "a"}\n{"title": "Storm &amp; tide"}\n'
    path = write("dump.jsonl", text)
    result = run("dump.jsonl", "--diff")
    assert result.out == (
        "--- a/dump.jsonl\n+++ b/dump.jsonl\n@@ -2 +2 @@\n"
        '-{"title": "Storm &amp; tide"}\n+{"title": "Storm & tide"}\n'
    )
    assert result.status == 1
    assert path.read_text() == text


def test_a_read_only_file_is_left_and_told(run: Run) -> None:
    path = write("dump.jsonl", '{"title": "Storm &amp; tide"}\n')
    path.chmod(0o400)
    result = run("dump.jsonl", "--fix")
    assert result.status == 2
    assert "dump.jsonl: not written: it is read-only" in result.err
    assert path.read_text() == '{"title": "Storm &amp; tide"}\n'


def test_standard_input_may_hold_records(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'{"title": "Storm &amp; tide"}\r\n{"title": "b"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    report = run("-", "--stdin-filename=dump.jsonl").report
    assert [(f["file"], f["record"], f["code"]) for f in report["findings"]] == [("dump.jsonl", 1, "TXT002")]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    result = run("-", "--stdin-filename=dump.jsonl", "--fix")
    assert result.out.encode() == given.replace(b"&amp;", b"&")
    assert "fixed 1 finding in 1 file" in result.err
    assert not Path("dump.jsonl").exists()


def test_records_of_standard_input_are_not_read_in_part(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'{"title": "Storm &amp; tide"}\n'
    write("newslint.toml", f"[limits]\nmax-file-bytes = {len(given)}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert run("-", "--stdin-filename=dump.jsonl").report["summary"]["records"] == 1
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given * 2)))
    result = run("-", "--stdin-filename=dump.jsonl")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "newslint: dump.jsonl: standard input has more than 30 bytes; name the file instead, or raise "
        "`max-file-bytes` under `[limits]`\n"
    )


def test_an_article_of_standard_input_is_not_fixed_in_part(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = b"---\ntitle: A &amp; B\n---\n"
    write("newslint.toml", f"[limits]\nmax-file-bytes = {len(given)}\n")
    for data, status, out in ((given, 0, b"---\ntitle: A & B\n---\n"), (given + b"x", 2, b"")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        result = run("-", "--fix")
        assert (result.status, result.out.encode()) == (status, out)
    assert result.err.startswith("newslint: <stdin>: standard input has more than 25 bytes; ")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given + b"x")))
    (found,) = run("-", "--stdin-filename=a.md").report["findings"]
    assert found["message"] == "can't be read: it is larger than 25 bytes"


def test_fixes_that_are_not_written_are_counted(run: Run) -> None:
    write("dump.json", '[{"title": "Storm &amp; tide"}, {"title": "A &amp; B"}]')
    result = run("dump.json", "--fix")
    assert "dump.json: 2 findings have a fix; fixes are not written to `.json` files of records" in result.err
    assert Path("dump.json").read_text() == '[{"title": "Storm &amp; tide"}, {"title": "A &amp; B"}]'


def test_objects_on_many_lines_are_records(run: Run) -> None:
    write("dump.json", '{\n  "title": "Storm &amp; tide"\n}\n{\n  "title": "A &amp; B"\n}\n')
    result = run("dump.json", "--fix")
    assert "dump.json: 2 findings have a fix; fixes are not written to `.json` files of records" in result.err
    assert [(f["record"], f["line"]) for f in result.report["findings"]] == [(1, 2), (2, 5)]
    assert result.report["summary"]["records"] == 2


def test_parquet_needs_a_library(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    write("dump.parquet", b"PAR1")
    result = run("dump.parquet")
    assert (result.status, result.out) == (2, "")
    assert result.err == "newslint: Parquet is read with pyarrow: `pip install 'newslint[data]'`\n"


def test_a_file_that_is_gone_or_leads_out_is_told(run: Run, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.jsonl"
    outside.write_text('{"title": "secret "}\n')
    Path("dump.jsonl").symlink_to(outside)
    (found,) = run("dump.jsonl").report["findings"]
    assert (found["code"], found["message"]) == ("FM013", "can't be read: a link leads out of the project")
    outside.unlink()


def test_of_an_array_that_is_cut_off_what_was_read_was_checked(run: Run) -> None:
    write("dump.json", '[{"title": "Storm &amp; tide"}, {"title": "A"}')
    cut, entity = run("dump.json").report["findings"]
    assert (cut["code"], cut["help"]) == ("FM013", "the records that were read were checked")
    assert (entity["code"], entity["record"]) == ("TXT002", 1)


def test_an_unchanged_run_is_told_again_only_while_the_file_is_the_same(run: Run) -> None:
    write("newslint.toml", '[[collections]]\nname = "all"\nfiles = ["**"]\nexclude = ["newslint.toml"]\n')
    for number in range(20):
        write(f"{number}.md", "---\ntitle: Harbour\n---\n")
    write("dump.jsonl", lines_of([article(1)]))
    assert run(".").report["findings"] == []
    assert run(".").report["findings"] == []
    write("dump.jsonl", lines_of([article(1, title="Storm ")]))
    assert [f["code"] for f in run(".").report["findings"]] == ["TXT007"]


@pytest.mark.slow
def test_of_what_very_many_records_share_all_is_counted(run: Run) -> None:
    """Where facts stand for others, the numbers are those that all of them give."""
    number = 10_400
    names = ["HarbourPost" if n % 100 == 0 else "Harbour Post" for n in range(number)]
    write("dump.jsonl", lines_of([
        {**article(n), "provider": {"name": names[n], "domain": "example.com"}, "topics": ["Harbour"]}
        for n in range(number)
    ]))  # fmt: skip
    report = run("dump.jsonl", "--select=COR003").report
    assert report["summary"]["by_code"] == {"COR003": 104}
    assert "10,296 other places" in report["findings"][0]["message"]
