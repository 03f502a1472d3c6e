"""Rules that go by the habits of an archive say of partitions what they say of the whole."""

import json
import pickle
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from here import in_one_process
from test_engine_tables import ASKING, grouped, held, in_order, parted, sent, together

import newslint
from newslint import engine
from newslint.config.project import Projects
from newslint.engine.partitions import Row
from newslint.engine.tables import _finding_row
from newslint.finding import Report
from newslint.run.projects import plan
from newslint.run.request import Request

CONFIG = """\
select = ["ALL"]
image-root = "static"
[[collections]]
name = "blog"
files = ["blog/**"]
[[collections]]
name = "news"
files = ["news/**"]
[per-file-ignores]
"blog/quiet.md" = ["URL009"]
"""
TRACKED = "https://tides.example/{}?utm_source=feed"


HEAD = """\
category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {name: Harbour Post, domain: example.com}
"""


def article(number: int, link: str = "", pinned: str = "", image: str = "", entity: str = " ") -> str:
    """An article with what a habit may be made of."""
    lines = [f"title: Pier{entity}{number}"]
    lines += [f"webUrl: {link}"] if link else []
    lines += [f"pinned: {pinned}"] if pinned else []
    lines += [f"images: [{{url: {image}, width: 9, height: 9}}]"] if image else []
    return "---\n" + HEAD + "\n".join(lines) + "\n---\nText.\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two collections: what is a habit of the blog, one place too few of the news has.

    Of the twenty tracked links of the blog, one is in a file that the rule leaves alone, which only answers.
    """
    (tmp_path / "static").mkdir()
    for name, flags, images, entities in (("blog", 4, 5, 3), ("news", 3, 4, 2)):
        (tmp_path / name).mkdir()
        for number in range(19):
            text = article(
                number,
                TRACKED.format(number),
                ("yes" if number == 0 else "true") if number < flags else "",
                f"pier-{number}.png" if number < images else "",
                "&nbsp;" if number < entities else " ",
            )
            (tmp_path / name / f"{number:02}.md").write_text(text, encoding="utf-8")
    (tmp_path / "blog" / "quiet.md").write_text(article(19, TRACKED.format(19)), encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(*paths: str) -> Report:
    (work,) = plan(Request(tuple(map(Path, paths or (".",)))), Projects())
    return in_one_process(Request(()), work)


def documents_of(folder: Path) -> list[tuple[str, str]]:
    return held(path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))


def told(rows: list[Row]) -> set[tuple[str, str]]:
    """Of which files of a collection something is told by the rules that ask."""
    return {(row["document"], row["code"]) for row in rows if row["code"] in ASKING}


def everything(folder: str, codes: tuple[str, ...], numbers: Iterable[int]) -> set[tuple[str, str]]:
    return {(f"{folder}/{number:02}.md", code) for number in numbers for code in codes}


@pytest.mark.parametrize("seed", range(4))
def test_habits_of_all_partitions_decide(archive: Path, seed: int) -> None:
    random, documents = Random(seed), documents_of(archive)
    config = pickle.loads(pickle.dumps(newslint.load_config(archive)))
    expected = command()
    assert {(name, question.topic) for name, its in expected.evidence.items() for question in its} == {
        ("blog", "links tides.example"),
        ("blog", "entities blog"),
        ("blog", "field pinned"),
        ("blog", "files"),
        ("news", "files"),
    }

    asking = together([sent(engine.questions(part, config)) for part in parted(documents, random)], random)
    wanted = [row for group in grouped(asking) for row in sent(engine.asked(group, config))]
    assert engine.asked(wanted, config) == engine.asked(asking, config)
    parts = parted(documents, random)
    answers = together([sent(engine.answers(part, wanted, config)) for part in parts], random)
    again = parted(documents, random)
    rows = [row for part in again for row in sent(engine.document_findings(part, config, answers=answers))]
    alone = [finding for finding in expected.findings if not finding.code.startswith(("COR", "KEY"))]
    assert in_order(rows) == in_order([_finding_row(finding) for finding in alone])
    assert told(rows) == {
        *everything("blog", ("FM009", "IMG006", "TXT002", "URL009"), [0]),
        *everything("news", ("FM009",), [0]),
        *everything("news", ("IMG006",), range(4)),
        *everything("news", ("TXT002",), range(2)),
        *everything("news", ("URL009",), range(19)),
    }
    (flag,) = (row for row in rows if (row["document"], row["code"]) == ("blog/00.md", "FM009"))
    assert "the field is a flag in all 4 places" in flag["help"]
    assert json.loads(flag["fix"])["edits"][0]["replacement"] == "true"


def test_without_answers_rules_are_as_careful_as_with_one_article(archive: Path) -> None:
    documents, config = documents_of(archive), newslint.load_config(archive)
    rows = engine.document_findings(documents, config)
    assert rows == engine.document_findings(documents, config, answers=[])
    assert rows == [row for document in documents for row in engine.document_findings([document], config)]
    assert told(rows) == {
        *everything("blog", ("FM009",), [0]),
        *everything("blog", ("IMG006",), range(5)),
        *everything("blog", ("TXT002",), range(3)),
        *everything("blog", ("URL009",), range(19)),
        *everything("news", ("FM009",), [0]),
        *everything("news", ("IMG006",), range(4)),
        *everything("news", ("TXT002",), range(2)),
        *everything("news", ("URL009",), range(19)),
    }


def test_rows_say_what_is_asked_and_answered(archive: Path) -> None:
    """What too few ask is not asked, unless there are documents that answer and ask nothing."""
    documents, config = documents_of(archive), newslint.load_config(archive)
    asking = engine.questions(documents, config)
    links = {"rule": "URL009", "topic": "links tides.example", "word": "tides.example"}
    quiet = {"group": "blog", "rule": "URL009", "topic": "", "word": "", "times": 0, "documents": 1}
    assert [row for row in asking if row["rule"] == "URL009"] == [
        quiet,
        {"group": "blog", **links, "times": 19, "documents": 19},
        {"group": "news", **links, "times": 19, "documents": 19},
    ]
    wanted = engine.asked(asking, config)
    assert [row for row in wanted if row["rule"] == "URL009"] == [
        quiet,
        {"group": "blog", **links, "times": 19, "documents": 19},
    ]
    answers = engine.answers(documents[:25], asking, config)
    assert [row for row in answers if row["rule"] == "URL009"] == [
        {"group": "blog", **links, "answer": "", "times": 20, "first": "blog/00.md"},
        {"group": "blog", **links, "answer": "utm_source=feed", "times": 20, "first": "blog/00.md"},
    ]
    assert not [row for row in engine.answers(documents[30:], wanted, config) if row["rule"] == "URL009"]
    for row, columns in ((asking[0], engine.QUESTION), (answers[0], engine.ANSWER)):
        assert {name: type(value) for name, value in row.items()} == columns


def test_combined_rows_add_up() -> None:
    question = {"group": "", "rule": "FM009", "topic": "field a", "word": "a"}
    left = {"group": "", "rule": "URL009", "topic": "", "word": ""}
    rows = [{**question, "times": 2, "documents": 1}, {**left, "times": 0, "documents": 3}]
    assert engine.combine([*rows, *rows]) == [
        {**left, "times": 0, "documents": 6},
        {**question, "times": 4, "documents": 2},
    ]
    answers = [
        {**question, "answer": "no", "times": 2, "first": "b.md"},
        {**question, "answer": "no", "times": 1, "first": "a.md"},
        {**question, "answer": "flag", "times": 1, "first": "c.md"},
    ]
    assert engine.combine(iter(answers)) == [
        {**question, "answer": "flag", "times": 1, "first": "c.md"},
        {**question, "answer": "no", "times": 3, "first": "a.md"},
    ]


def test_of_very_many_questions_those_of_most_documents_are_asked() -> None:
    """Ten of a word."""
    question = {"group": "", "rule": "FM009", "word": "a", "times": 9}
    rows = [{**question, "topic": f"field {n:02}", "documents": 1 + n % 6} for n in range(12)]
    topics = [row["topic"] for row in engine.asked(rows)]
    assert topics == [f"field {n:02}" for n in range(12) if n not in (0, 6)]
    assert len(engine.combine(rows)) == 12


def test_what_no_rule_asks_is_not_asked() -> None:
    row = {"group": "", "rule": "ZZZ001", "topic": "x", "word": "y", "times": 1, "documents": 1}
    assert engine.asked([row]) == []
    answer = {
        "group": "",
        "rule": "ZZZ001",
        "topic": "x",
        "word": "y",
        "answer": "z",
        "times": 1,
        "first": "a",
    }
    assert engine.document_findings([("a.md", "---\ntitle: a\n---\n")], answers=[answer]) == []
