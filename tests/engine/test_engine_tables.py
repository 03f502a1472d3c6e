"""Functions of tables say what the command line says, however documents and facts are parted."""

import json
import pickle
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from here import CASES, in_one_process, request_for

import newslint
from newslint import engine
from newslint.engine.tables import Row, _finding_row, _items, _source
from newslint.errors import NewslintError

CODES = ("COR001", "COR003", "COR004", "COR005", "COR006", "COR008", "COR009", "KEY001", "DAT003", "TXT001")
SELECT = ("COR", "KEY", "DAT", "TXT")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with cases of some rules, in which the test works."""
    folder = tmp_path_factory.mktemp("archive")
    for code in CODES:
        for case in sorted((CASES / code).iterdir())[::3]:
            shutil.copytree(case, folder / code / case.name)
    shutil.copytree(CASES / "COR009", folder / "all" / "COR009")
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


@pytest.mark.parametrize("seed", range(4))
def test_any_partitions_say_the_same(archive: Path, seed: int) -> None:
    random = Random(seed)
    request, work = request_for(Path(), select=SELECT)
    expected = in_one_process(request, work)
    assert not expected.evidence
    documents = [
        (job.name, Path(job.name).read_bytes().decode("utf-8", "surrogateescape")) for job in work.files
    ]
    config = pickle.loads(
        pickle.dumps(newslint.load_config(archive, settings=f"select = {json.dumps(SELECT)}"))
    )
    parts = parted(documents, random)
    found = [row for part in parts for row in sent(engine.document_findings(part, config))]
    facts = [sent(engine.facts(part, config)) for part in parts]
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for rows in parted([row for part in facts for row in part], random) if seed % 2 else facts:
        for row in sent(engine.combine(rows, config)):
            groups[row["group"]].append(row)
    compared = [row for group in groups.values() for row in sent(engine.compare(group, config))]
    again = parted(documents, random)
    complete = [row for part in again for row in sent(engine.complete(part, compared, config))]
    rows = in_order([*found, *complete])
    assert rows == in_order([_finding_row(finding) for finding in expected.findings])
    assert {row["code"] for row in rows} >= set(CODES) - {"KEY001"}
    assert all(list(row) == list(engine.FINDING) for row in rows)
    assert all(list(row) == list(engine.COMPARED) for row in compared)
    assert all(list(row) == list(engine.FACT) for row in groups["COR009"])
    assert sum(row["places"] for row in compared) >= len(complete)


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
    return [json.loads(_source(item, "id")[1].data) for item in _items(partition)]


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
    assert [*_items(batch)] == [{"id": 1, "labels": {"a": "x"}}, {"author": {"name": "Ann"}}]


def test_moments_of_a_column_stay_moments() -> None:
    day, hour = datetime(2023, 5, 2, 6, 30), timedelta(hours=1)  # noqa: DTZ001 - as tables have them
    table = {"id": Array(["a"]), "at": Moments([day]), "length": Durations([hour]), "number": Array([3])}
    assert written(table) == [{"id": "a", "at": "2023-05-02T06:30:00", "length": 3600.0, "number": 3}]


@pytest.mark.parametrize(
    ("partition", "said"),
    [
        (
            [{"title": "x"}],
            'records of a partition need names: give the field that has them, as in `key="id"`',
        ),
        ([3], "a partition holds pairs (name, text) and mappings, and no int"),
        (
            {"name": ["a.md"], "text": [None]},
            "a partition holds pairs (name, text) and mappings, and no tuple",
        ),
        ([("a.md", 3)], "a partition holds pairs (name, text) and mappings, and no tuple"),
        ([(3, "")], "a partition holds pairs (name, text) and mappings, and no tuple"),
        (["ab"], "a partition holds pairs (name, text) and mappings, and no str"),
    ],
)
def test_what_is_no_document_is_one_line(partition: Any, said: str) -> None:
    with pytest.raises(NewslintError) as caught:
        engine.document_findings(partition)
    assert str(caught.value) == said


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
