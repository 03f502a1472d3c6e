"""Fixes of texts: what `fix_text` returns is what `--fix` makes of standard input, and what is left."""

import io
import sys
from pathlib import Path

import pytest
from apisite import FILES, write_site
from hypothesis import given
from hypothesis import strategies as st

import newslint
from newslint import check_text, cli, fix_text, load_config

ARTICLES = sorted(name for name in FILES if name.endswith((".md", ".org")))
FLAW = "---\ntitle: The gateâ€™s lamp\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_site(tmp_path)


def fixed_by_the_command_line(
    capsysbinary: pytest.CaptureFixture[bytes], name: str, data: bytes, *options: str
) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        patch.setattr(sys, "argv", ["newslint", "check", "--fix", *options, "--stdin-filename", name, "-"])
        cli.main()
    return capsysbinary.readouterr().out


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("name", ARTICLES)
def test_a_text_is_fixed_as_standard_input_is(
    capsysbinary: pytest.CaptureFixture[bytes], name: str, *, unsafe: bool
) -> None:
    config = load_config()
    options = ["--unsafe-fixes"] if unsafe else []
    done = fix_text(FILES[name], name=name, config=config, unsafe=unsafe)
    assert done.text.encode() == fixed_by_the_command_line(capsysbinary, name, FILES[name].encode(), *options)
    assert done.report == check_text(done.text, name=name, config=config)
    assert not done.is_unfinished
    assert fix_text(done.text, name=name, config=config, unsafe=unsafe).applied == ()


def test_it_tells_what_was_fixed_and_what_is_left() -> None:
    text = "---\ntags:\n  - NO\ntitle: The gateâ€™s lampâ€™s &amp; key\n---\n"
    done = fix_text(text)
    assert done.text == "---\ntags:\n  - NO\ntitle: The gate’s lamp’s & key\n---\n"
    assert [(finding.code, finding.line, finding.column) for finding in done.applied] == [
        ("TXT001", 4, 16),
        ("TXT002", 4, 30),
    ]
    assert done.fixed == 2
    assert [finding.code for finding in done.report.findings] == ["FM009"]
    everything = fix_text(text, unsafe=True)
    assert everything.text == '---\ntags:\n  - "NO"\ntitle: The gate’s lamp’s & key\n---\n'
    assert everything.report.findings == ()
    assert everything.fixed == 3


def test_a_text_without_flaws_comes_back_as_it_is() -> None:
    text = "---\r\ntitle: Lamp\r\n---\r\ncaf\udce9\n"
    done = fix_text(text)
    assert done.text is text
    assert (done.applied, done.fixed, done.is_unfinished) == ((), 0, False)
    assert done.report == check_text(text)


def test_a_fix_that_is_refused_says_why() -> None:
    text = "---\ntitle: &t The gateâ€™s lamp\nagain: *t\n---\n"
    done = fix_text(text)
    assert (done.text, done.applied) == (text, ())
    (refused,) = done.report.findings
    assert refused.help == "repaired: The gate’s lamp; can't be fixed safely: `again` would change too"
    assert refused.fix is None
    more = fix_text(text.replace("---\n", "---\nother: canâ€™t\n", 1))
    assert more.text.startswith("---\nother: can’t\n")
    assert [finding.help for finding in more.report.findings] == [refused.help]


def test_one_fix_may_mend_many_places() -> None:
    number = 501  # one by one that would be too much
    head = "---\ncategory: news\npublishedDateTime: 2023-05-02T06:30:00Z\ntitle: Cranes of the port\n"
    done = fix_text(f'{head}excerpt: "The port has cranes{" , ferries" * number}."\n---\n', unsafe=True)
    assert done.text == f'{head}excerpt: "The port has cranes{", ferries" * number}."\n---\n'
    assert done.fixed == number
    assert [finding.code for finding in done.applied] == ["TXT015"]


def test_bytes_that_are_no_text_stay() -> None:
    text = "---\ntitle: The gateâ€™s lamp\n---\ncaf\udce9\r\n"
    assert fix_text(text).text == "---\ntitle: The gate’s lamp\n---\ncaf\udce9\r\n"
    half = "---\ntitle: The gateâ€™s lamp\n---\ncaf\ud800\n"
    done = fix_text(half)
    assert (done.text, done.applied) == (half, ())
    assert [finding.code for finding in done.report.findings] == ["TXT001", "FM006"]


def test_records_of_lines_are_fixed_and_all_else_stays() -> None:
    text = '\ufeff{ "title":"canâ€™t", "n" : 1.0}\r\n\n{"title": "caf\udce9"}\r\n{"title": "isnâ€™t "}'
    done = fix_text(text, name="dump.jsonl")
    assert done.text == text.replace("â€™", "’").replace(' "}', '"}')
    assert done.fixed == 3
    assert [(f.record, f.code, f.fix and f.fix.safety) for f in done.applied] == [
        (1, "TXT001", "safe"), (4, "TXT007", "safe"),
    ]  # fmt: skip
    assert [f.fix is not None and len(f.fix.edits) for f in done.applied] == [1, 1]
    assert [(finding.record, finding.code) for finding in done.report.findings] == [(3, "FM006")]
    assert (done.report.summary.records, done.is_unfinished) == (3, False)


def test_what_is_unsafe_of_records_is_fixed_where_it_is_wanted() -> None:
    text = '{"title": "A", "canâ€™t": 1}\n'
    done = fix_text(text, name="dump.jsonl")
    assert (done.text, done.fixed, len(done.report.findings)) == (text, 0, 1)
    done = fix_text(text, name="dump.jsonl", unsafe=True)
    assert (done.text, done.fixed, done.report.findings) == ('{"title": "A", "can’t": 1}\n', 1, ())
    assert [f.fix and f.fix.safety for f in done.applied] == ["unsafe"]


def test_a_text_of_records_that_no_file_could_hold_stays() -> None:
    half = '{"title": "canâ€™t \ud800"}\n'
    assert fix_text(half, name="dump.jsonl").text == half


@pytest.mark.parametrize(
    ("name", "text"),
    [("dump.json", '[{"title": "canâ€™t"}]\n'), ("dump.csv", "title,x\ncanâ€™t,y\n"), ("dump.jsonl", "{}\n")],
)
def test_records_of_another_dump_stay_as_they_are(name: str, text: str) -> None:
    done = fix_text(text, name=name)
    assert (done.text, done.applied, done.fixed) == (text, (), 0)
    assert done.report == check_text(text, name=name)


def test_what_a_configuration_calls_unfixable_stays(tmp_path: Path) -> None:
    config = load_config(tmp_path, settings='unfixable = ["TXT001"]')
    done = fix_text(FLAW, config=config)
    assert done.text == FLAW
    assert [finding.fix for finding in done.report.findings] == [None]


def test_fixes_of_comparisons_need_others_to_compare() -> None:
    text = FILES["news/three.md"].replace("Harbour news", "Harbour News", 1)
    done = fix_text(text, unsafe=True)
    assert "Harbour news" in done.text
    assert isinstance(done, newslint.FixResult)


PIECES = st.sampled_from(
    [
        "title: ",
        "tags: ",
        "- ",
        "canâ€™t",
        "&amp;",
        "\n",
        "\r\n",
        "  ",
        "NO",
        "[",
        '"',
        "#",
        "{",
        "+++\n",
        "---\n",
        "\ufeff",
    ]
)
TEXTS = st.lists(PIECES | st.text(st.characters(), max_size=6), max_size=25).map("".join)


@given(TEXTS | TEXTS.map(lambda text: f"---\n{text}\n---\n"))
def test_any_text_is_answered(text: str) -> None:
    report, done = check_text(text), fix_text(text, unsafe=True)
    assert report.summary.files <= 1
    assert report.internal_errors == done.report.internal_errors == ()
    assert (done.text == text) == (not done.applied)
    assert done.report == check_text(done.text) or any(
        "can't be fixed" in str(f.help) for f in done.report.findings
    )
    assert fix_text(done.text, unsafe=True).text == done.text
    lines = text.splitlines() or [""]
    assert all(1 <= finding.line <= len(lines) + 1 for finding in report.findings)
