"""Functions of tables say what the command line says, however documents and facts are parted."""

import json
import pickle
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from here import CASES, in_one_process, request_for

import newslint
from newslint import engine
from newslint.engine.partitions import Row, items, source_of
from newslint.engine.tables import _finding_row
from newslint.errors import NewslintError
from newslint.lint.examiner import Examiner
from newslint.lint.job import Job
from newslint.lint.repeats import told_once
from newslint.source import Source

COMPARING = ("COR001", "COR003", "COR004", "COR005", "COR006", "COR008", "COR009", "KEY001")
ASKING = ("FM009", "IMG006", "TXT002", "URL009")
CODES = (*COMPARING, *ASKING, "DAT003", "TXT001")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with cases of some rules, in which the test works."""
    folder = tmp_path_factory.mktemp("archive")
    for code in CODES:
        for case in sorted((CASES / code).iterdir())[::3]:
            shutil.copytree(case, folder / code / case.name)
    for code in ("COR009", *ASKING):
        shutil.copytree(CASES / code, folder / "all" / code)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


def parted(items: list[Any], random: Random) -> list[list[Any]]:
    """Items in parts of any size, in any order."""
    shuffled = random.sample(items, len(items))
    parts = [list[Any]() for _ in range(random.randint(1, 9))]
    for item in shuffled:
        random.choice(parts).append(item)
    return parts


def sent(rows: Any) -> Any:
    """Rows as another process gets them, which holds nothing but plain values."""
    assert json.loads(json.dumps(rows)) == rows
    return pickle.loads(pickle.dumps(rows))


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(
        rows, key=lambda row: (row["document"], row["line"], row["column"], row["code"], row["message"])
    )


def held(names: Iterable[str]) -> list[tuple[str, str]]:
    """Documents of the disk, as pairs."""
    return [(name, Path(name).read_bytes().decode("utf-8", "surrogateescape")) for name in names]


@pytest.mark.parametrize("seed", range(4))
def test_any_partitions_say_the_same(archive: Path, seed: int) -> None:
    random = Random(seed)
    _, walked = request_for(Path())
    request, work = request_for(*(Path(job.name) for job in walked.files))
    expected = in_one_process(request, work)
    documents = held(job.name for job in work.files)
    config = pickle.loads(pickle.dumps(newslint.load_config(archive, settings='select = ["ALL"]')))
    parts = parted(documents, random)

    asking = [sent(engine.questions(part, config)) for part in parts]
    wanted = together(asking, random)
    if seed % 2:
        wanted = [row for group in grouped(wanted) for row in sent(engine.asked(group, config))]
    answers = together(
        [sent(engine.answers(part, wanted, config)) for part in parted(documents, random)], random
    )
    again = parted(documents, random)
    found = [row for part in again for row in sent(engine.document_findings(part, config, answers=answers))]

    facts = together([sent(engine.facts(part, config)) for part in parts], random)
    compared = [row for group in grouped(facts) for row in sent(engine.compare(group, config))]
    complete = [
        row for part in parted(documents, random) for row in sent(engine.complete(part, compared, config))
    ]
    rows = in_order([*found, *complete])
    assert rows == in_order([_finding_row(finding) for finding in expected.findings])
    assert engine.told_once(sent(random.sample(rows, len(rows)))) == [
        _finding_row(finding) for finding in told_once(expected.findings)
    ]
    assert len(engine.told_once(rows)) < len(rows)
    assert {row["code"] for row in rows} >= set(CODES) - {"KEY001"}
    assert {question.topic.split()[0] for its in expected.evidence.values() for question in its} >= {
        "entities",
        "field",
    }
    assert all(list(row) == list(engine.FINDING) for row in rows)
    assert all(list(row) == list(engine.COMPARED) for row in compared)
    assert all(list(row) == list(engine.FACT) for row in facts)
    assert all(list(row) == list(engine.QUESTION) for row in wanted)
    assert all(list(row) == list(engine.ANSWER) for row in answers)
    assert sum(row["places"] for row in compared) >= len(complete)


def together(parts: list[list[Row]], random: Random) -> list[Row]:
    """All rows: as they are, or some of them combined with those of other parts."""
    rows = [row for part in parts for row in part]
    if random.random() < 0.5:
        return rows
    return [row for part in parted(rows, random) for row in sent(engine.combine(part))]


def grouped(rows: list[Row]) -> list[list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row)
    return [*groups.values()]


def test_rows_have_the_types_that_they_say() -> None:
    text = "---\ntitle: Old  pier\u00c3\u00a9\ntags: [Sea, sea]\n---\n"
    rows = engine.document_findings([("a.md", text)])
    assert rows
    for row in rows:
        assert {name: type(value) for name, value in row.items()} == engine.FINDING
    facts = engine.facts([("a.md", text), ("b.md", text)])
    assert {name: type(value) for name, value in facts[0].items()} == engine.FACT


RECORDS: list[dict[str, Any]] = [
    {
        "id": "one",
        "category": "news",
        "title": "Old pier \u00c3\u00a9",
        "publishedDateTime": "2023-05-02T06:30:00Z",
    },
    {"id": 2, "category": "news", "title": "Old pier", "publishedDateTime": "2023-05-02T06:30:00Z"},
]


def test_records_are_called_by_their_key() -> None:
    rows = engine.document_findings(RECORDS, key="id")
    assert [(row["document"], row["code"], row["path"]) for row in rows if row["code"] == "TXT001"] == [
        ("one", "TXT001", "title")
    ]
    assert {row["document"] for row in engine.facts(RECORDS, key="id")} == {"one", "2"}


@pytest.mark.parametrize(("pattern", "found"), [("**", ["one", "2"]), ("dumps/*.jsonl", [])])
def test_patterns_see_the_key_of_a_record(tmp_path: Path, pattern: str, found: list[str]) -> None:
    (tmp_path / "byline.json").write_text('{"type": "object", "required": ["byline"]}', encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(
        f'[[collections]]\nname = "all"\nfiles = ["{pattern}"]\nschema = "byline.json"\n', encoding="utf-8"
    )
    rows = engine.document_findings(RECORDS, newslint.load_config(tmp_path), key="id")
    told = [row["document"] for row in rows if (row["code"], row["path"]) == ("SCH001", "byline")]
    assert told == found


def test_tables_of_all_kinds_are_partitions() -> None:
    class Frame:
        columns = ("name", "text")

        def to_dict(self, how: str) -> list[Row]:
            assert how == "records"
            return [{"name": "a.md", "text": "---\ntitle: \u00c3\u00a9\n---\n"}]

    class Batch:
        def to_pylist(self, *, maps_as_pydicts: str) -> list[Row]:
            assert maps_as_pydicts == "lossy"
            return Frame().to_dict("records")

    class Column(list[str]):
        def tolist(self) -> list[str]:
            return [*self]

    (pair,) = Frame().to_dict("records")
    expected = engine.document_findings([(pair["name"], pair["text"])])
    assert [row["code"] for row in expected] == ["TXT001"]
    columns = {name: Column([value]) for name, value in pair.items()}
    plain = {name: [value] for name, value in pair.items()}
    for table in (
        Frame(),
        Batch(),
        columns,
        plain,
        [pair],
        iter([pair]),
        [(pair["name"], pair["text"].encode())],
    ):
        assert engine.document_findings(table) == expected
    assert (
        engine.document_findings([])
        == engine.facts({})
        == engine.compare([])
        == engine.combine(iter(()))
        == []
    )


class Array(list[Any]):
    """An array of NumPy, as far as anybody asks."""

    ndim = 1

    class dtype:  # noqa: N801 - as NumPy has it
        kind = "O"

    def tolist(self) -> list[Any]:
        return [*self]


class Moments(Array):
    """Moments, of which NumPy's lists have nanoseconds."""

    class dtype:  # noqa: N801 - as NumPy has it
        kind = "M"

    def tolist(self) -> list[Any]:
        return [0 for _ in self]


class Durations(Moments):
    class dtype:  # noqa: N801 - as NumPy has it
        kind = "m"


def written(partition: Any) -> list[Any]:
    """The records of a partition, as rules see them."""
    return [json.loads(source_of(item, "id")[1].data) for item in items(partition)]


def test_a_null_of_a_table_is_no_field() -> None:
    image = {"url": "a", "width": None}
    row = {"id": 1, "title": None, "images": Array([image, None]), "list": [{"b": None}], "zero": 0, "no": ""}
    plain = {"id": 1, "images": [{"url": "a"}, None], "list": [{}], "zero": 0, "no": ""}

    class Frame:
        columns = tuple(row)

        def to_dict(self, how: str) -> list[Row]:
            assert how == "records"
            return [row]

    class Batch:
        def to_pylist(self, *, maps_as_pydicts: str) -> list[Row]:
            assert maps_as_pydicts == "lossy"
            return [row]

    for table in (Frame(), Batch(), {name: Array([value]) for name, value in row.items()}):
        assert written(table) == [plain]
    assert written([{"id": 1, "title": None, "list": [{"b": None}]}]) == [
        {"id": 1, "title": None, "list": [{"b": None}]}
    ]


def test_a_batch_of_arrow_gives_its_structs_and_maps_as_objects() -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="the batch is one of its own")
    maps = pyarrow.array([[("a", "x"), ("b", None)], None], pyarrow.map_(pyarrow.string(), pyarrow.string()))
    structs = pyarrow.array([None, {"name": "Ann", "email": None}])
    batch = pyarrow.RecordBatch.from_pydict({"id": [1, None], "labels": maps, "author": structs})
    assert [*items(batch)] == [{"id": 1, "labels": {"a": "x"}}, {"author": {"name": "Ann"}}]


def test_moments_of_a_column_stay_moments() -> None:
    day, hour = datetime(2023, 5, 2, 6, 30), timedelta(hours=1)  # noqa: DTZ001 - as tables have them
    table = {"id": Array(["a"]), "at": Moments([day]), "length": Durations([hour]), "number": Array([3])}
    assert written(table) == [{"id": "a", "at": "2023-05-02T06:30:00", "length": 3600.0, "number": 3}]


PAIRS = "a partition holds pairs (name, text) and mappings, and no"
PARTITION = (
    "a partition is an iterable of pairs (name, text) and mappings, a data frame, a table"
    " or a mapping of columns, and no"
)
NAMES = (
    'records of a partition need names: give the field that has them, as in `key="id"`;'
    " or the columns `name` and `text`, if these are articles"
)
LIST = "a record by itself is a partition of one: put it into a list"


@pytest.mark.parametrize(
    ("partition", "said"),
    [
        ([{"title": "x"}], NAMES),
        ([{"name": "a.md"}], NAMES),
        ([3], f"{PAIRS} int"),
        ([None], f"{PAIRS} None"),
        ([("a.md", "", "")], f"{PAIRS} tuple"),
        (["ab"], f"{PAIRS} str"),
        ({"name": ["a.md"], "text": [None]}, "the text of `a.md` is a text or bytes, and no None"),
        ([("a.md", 3)], "the text of `a.md` is a text or bytes, and no int"),
        ([(3, "")], "the name of a document is a text, and no int"),
        (None, f"{PARTITION} None"),
        (3, f"{PARTITION} int"),
        ("ab", f"{PARTITION} str"),
        (b"ab", f"{PARTITION} bytes"),
        (
            {"name": "a.md", "text": "x"},
            f"a mapping has a column of values for each name, and `name` is a str; {LIST}",
        ),
        ({"a": {}}, f"a mapping has a column of values for each name, and `a` is a dict; {LIST}"),
        ({"a": None}, f"a mapping has a column of values for each name, and `a` is a None; {LIST}"),
        (
            {"name": ["a.md"], "text": []},
            "the columns of a table have as many values as each other: `name` has 1, `text` has 0",
        ),
        (
            [("a.md", ""), ("b.md", ""), ("a.md", "")],
            "two documents of a partition are called `a.md`: names must tell them apart",
        ),
    ],
)
def test_what_is_no_document_is_one_line(partition: Any, said: str) -> None:
    for function in (engine.document_findings, engine.facts, engine.questions):
        with pytest.raises(NewslintError) as caught:
            function(partition)
        assert str(caught.value) == said
    for row in (engine.answers, engine.complete):
        with pytest.raises(NewslintError) as caught:
            row(partition, [])
        assert str(caught.value) == said


@pytest.mark.parametrize("record", [{}, {"id": None}, {"id": ""}])
def test_a_record_without_its_key_is_one_line(record: dict[str, Any]) -> None:
    with pytest.raises(NewslintError) as caught:
        engine.facts([record], key="id")
    assert str(caught.value) == "a record has nothing in its field `id`, which tells records apart"
    assert {row["document"] for row in engine.facts([{"id": 0}], key="id")} == {"0"}


def test_documents_are_completed_without_a_second_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is examined once where places were only counted, and not at all where none were."""
    head = "---\ncategory: news\npublishedDateTime: 2023-05-02T06:30:00Z\n"
    names = ["Old Pier", "OLD PIER"]
    documents = [
        (f"{n:03}.md", f"{head}provider: {{name: {names[n % 3 == 0]}, domain: a.com}}\n---\n")
        for n in range(60)
    ]
    found = {
        is_combined: engine.compare([row for part in parts for row in engine.facts(part)])
        for is_combined, parts in ((True, [documents]), (False, [[document] for document in documents]))
    }
    read: list[str] = []
    examine = Examiner.examine

    def noted(self: Examiner, job: Job, source: Source) -> Any:
        read.append(job.name)
        return examine(self, job, source)

    monkeypatch.setattr(Examiner, "examine", noted)
    rows = engine.complete(documents, found[True])
    assert max(row["places"] for row in found[True]) > 1
    assert read == [name for name, _ in documents]
    assert [row["document"] for row in rows] == [name for name, _ in documents[::3]]
    read.clear()
    assert engine.complete(documents, found[False]) == rows
    assert not read


def test_what_repeats_is_told_once_with_all_its_places() -> None:
    head = "category: news\npublishedDateTime: 2023-05-02T06:30:00Z\nimages: [{url: https://a.com/b.jpg}]\n"
    head += "provider: {name: Harbour Post, domain: a.com}\n"
    documents = [(f"{n:02}.md", f"---\n{head}title: Story {n} of the pier\n---\n") for n in range(12)]
    compared = engine.compare(engine.facts(documents))
    rows = [row for row in engine.complete(documents, compared) if row["code"] == "COR005"]
    assert len({row["repeats"] for row in rows}) == 1
    assert [row["document"] for row in rows] == [name for name, _ in documents]
    (told,) = engine.told_once(reversed(rows))
    also = "; also at 01.md:4, 02.md:4, 03.md:4 and in 8 more places"
    assert told["message"] == rows[0]["message"] + also
    assert [place["file"] for place in json.loads(told["related"])] == [name for name, _ in documents[1:]]
    changed = {name for name in told if told[name] != rows[0][name]}
    assert changed == {"message", "related"}
    alone = {**rows[0], "repeats": ""}
    assert engine.told_once([alone, alone]) == [alone, alone]


@pytest.mark.parametrize(
    ("column", "value"), [("related", "x"), ("related", "[3]"), ("related", "[{}]"), ("severity", "bad")]
)
def test_a_finding_that_was_changed_is_one_line(column: str, value: str) -> None:
    row: Row = {name: kind() for name, kind in engine.FINDING.items()} | {"severity": "info"}
    assert engine.told_once([row]) == [row]
    with pytest.raises(NewslintError) as caught:
        engine.told_once([{**row, column: value}])
    said = "a row of `complete` isn't as it was given: its `severity` or `related` says nothing"
    assert str(caught.value) == said


ROWS: dict[str, tuple[Callable[[Any], Any], dict[str, type]]] = {
    "facts": (engine.compare, engine.FACT),
    "questions": (engine.asked, engine.QUESTION),
    "answers": (lambda rows: engine.document_findings([], answers=rows), engine.ANSWER),
    "compare": (lambda rows: engine.complete([], rows), engine.COMPARED),
    "complete": (lambda rows: engine.told_once(rows)[1:], engine.FINDING),
}


@pytest.mark.parametrize("giver", ROWS)
def test_what_are_no_rows_is_one_line(giver: str) -> None:
    """Each column that isn't there, or holds something else, is named."""
    function, columns = ROWS[giver]
    good: Row = {name: kind() for name, kind in columns.items()}
    good |= {"values": "[]"} if giver == "facts" else {"severity": "info"} if giver == "complete" else {}
    if giver == "compare":
        good["hit"] = json.dumps([["", [], "", [1, 1, 1, 2], "", None], "", None, [], False, None, ""])
    assert function([good]) == []
    assert function([{name: float(value) if value == 0 else value for name, value in good.items()}]) == []
    names = ", ".join(f"`{name}`" for name in columns)
    cases: list[tuple[Any, str]] = [
        (3, f"rows of `{giver}` are an iterable of mappings or a table, and no int"),
        ("ab", f"rows of `{giver}` are an iterable of mappings or a table, and no str"),
        ([good, None], f"rows of `{giver}` are mappings, and no None"),
        ([("a", 1)], f"rows of `{giver}` are mappings, and no tuple"),
    ]
    for name, kind in columns.items():
        without = {other: value for other, value in good.items() if other != name}
        cases.append(([without], f"a row has no column `{name}`: rows of `{giver}` have {names}"))
        expected = "a text" if kind is str else "a whole number"
        for value in (None, 3, 2.0) if kind is str else (None, "3", True, 2.5, float("nan"), float("inf")):
            what = "None" if value is None else type(value).__name__
            said = f"a row has {what} in the column `{name}`: rows of `{giver}` have {expected} there"
            cases.append(([{**good, name: value}], said))
    for rows, said in cases:
        with pytest.raises(NewslintError) as caught:
            function(rows)
        assert str(caught.value) == said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({}, "a row has no column `group`: rows of `facts` have "),
        ({"topic": ""}, "a row has no column `group`: rows of `questions` have "),
        ({"topic": "", "answer": ""}, "a row has no column `group`: rows of `answers` have "),
    ],
)
def test_rows_that_nobody_gave_are_not_combined(columns: Row, said: str) -> None:
    with pytest.raises(NewslintError) as caught:
        engine.combine([columns])
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("values", "x"),
        ("values", "3"),
        ("crowd", "[1]"),
        ("crowd", "3"),
        ("silenced", "{"),
        ("silenced", "[1]"),
    ],
)
def test_facts_that_were_changed_are_one_line(column: str, value: str) -> None:
    (fact, *_) = engine.facts([("a.md", "---\ntitle: Old pier\ncategory: news\ntags: [sea]\n---\n")])
    for function in (engine.compare, engine.combine):
        with pytest.raises(NewslintError) as caught:
            function([{**fact, column: value}])
        assert (
            str(caught.value)
            == "a row of `facts` isn't as it was given: its `values`, `silenced` or `crowd` say nothing"
        )


@pytest.mark.parametrize("value", ["", "x", "[]", "[[1, 2, 3], 4]"])
def test_what_compare_gave_and_was_changed_is_one_line(value: str) -> None:
    row: Row = {name: kind() for name, kind in engine.COMPARED.items()}
    with pytest.raises(NewslintError) as caught:
        engine.complete([], [{**row, "hit": value}])
    assert str(caught.value) == "a row of `compare` isn't as it was given: its `hit` says nothing"


def test_comments_silence_comparisons() -> None:
    head = "---\ncategory: news\npublishedDateTime: 2023-05-02T06:30:00Z\n"
    article = head + "provider: {{name: {}, domain: a.com}}{}\n---\n"
    names = ["Old Pier", "Old Pier", "OLD PIER", "old pier"]
    comments = ["", "", " # newslint: ignore[COR003]", ""]
    documents = [(f"{n}.md", article.format(names[n], comments[n])) for n in range(4)]
    facts = [row for document in documents for row in engine.facts([document])]
    rows = engine.compare(facts)
    assert [(row["code"], row["document"], row["places"], row["fix"], row["excerpt"]) for row in rows] == [
        ("COR003", "3.md", 1, "", "")
    ]
    # Rows that come one after the other, as Spark gives them, can be gone through once only.
    assert engine.combine(iter(facts)) == engine.combine(facts) != []
    assert engine.compare(iter(facts)) == rows


def test_unknown_names_are_no_functions() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        engine.nothing  # type: ignore[attr-defined] # noqa: B018
