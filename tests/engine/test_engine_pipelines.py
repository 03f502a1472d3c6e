"""The programs of docs/scale.md for other engines say what the command line says, as these engines run them.

Neither Spark (some 490 MB, and Java) nor Ray (some 240 MB) is in an extra: that is too much for what these
tests add. They run where somebody has them: `pip install pyspark 'ray[data]' pandas`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest
import scale
from here import in_one_process, request_for

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
RECORDS: Final = 300
CODES: Final = {
    "COR003",
    "COR004",
    "COR005",
    "COR006",
    "COR010",
    "DAT006",
    "IMG004",
    "SCH001",
    "SCH008",
    "TXT001",
    "URL009",
}

SPARK: Final = (
    "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=4 pyspark-shell"
)
RAY: Final = """\
import ray
ray.init(num_cpus=2, include_dashboard=False, object_store_memory=100_000_000)
ray.data.DataContext.get_current().default_hash_shuffle_parallelism = 4
"""


def given() -> Iterator[dict[str, Any]]:
    """Records with faults of many kinds, and with fields that some of them have not."""
    for number, record in enumerate(islice(scale.records(RECORDS), RECORDS), 1):
        record["id"] = f"r{number:03}"
        record["author"] = None if number % 5 else {"name": "Ann Lee", "email": None}
        if number % 11 == 0:
            record["provider"]["name"] = "River times" if number % 22 else "River Times"
        if number % 17 == 0:
            record["title"] += " caf\u00c3\u00a9"
        if number % 19 == 0:
            record["topics"].append("weather" if number % 38 else "Wether")
        if number % 29 == 0:
            record["publishedDateTime"] = "2021-13-01"
        if number % 31 == 0:
            record["excerpt"] = None
        if number % 41 == 0:
            record["images"] = []
        if number % 43 == 0:
            record["images"] = [
                {"url": f"https://cdn.example.com/{number}.jpg", "width": None, "height": 675}
            ]
        if number % 47 == 0:
            record["topics"] = None
        record["views"] = None if number % 7 == 0 else number * 1000
        yield record


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records as one file, as two files of JSONL, and as two of Parquet with two row groups each."""
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet needs it")
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = tmp_path_factory.mktemp("records")
    for name in ("site", "jsonl", "parquet"):
        (folder / name).mkdir()
    (folder / "site" / "newslint.toml").write_text('select = ["ALL"]\n', encoding="utf-8")
    rows = list(given())
    for row in rows[104:280:7]:  # a habit: names and numbers of these have the same order
        row["webUrl"] = f"https://tides.example/{row['id']}?utm_source=feed"
    for number, part in enumerate((rows[:170], rows[170:])):
        lines = "".join(json.dumps(without_nulls(row)) + "\n" for row in part)
        (folder / "jsonl" / f"{number}.jsonl").write_text(lines, encoding="utf-8")
        with (folder / "all.jsonl").open("a", encoding="utf-8") as whole:
            whole.write(lines)
        table = pyarrow.Table.from_pylist(part)
        parquet.write_table(table, folder / "parquet" / f"{number}.parquet", row_group_size=90)
    return folder


@pytest.fixture(scope="module")
def expected(archive: Path) -> Counter[tuple[str, ...]]:
    """What the command line finds in the one file, by the record."""
    found = in_one_process(*request_for(archive / "all.jsonl")).findings
    assert {finding.code for finding in found} >= CODES
    assert [finding.record for finding in found if finding.code == "URL009"] == [105]  # the first of 26
    return Counter(
        said(f"r{finding.record:03}", finding.code, finding.path, str(finding.severity), finding.message)
        for finding in found
    )


def said(document: str, code: str, path: str, severity: str, message: str) -> tuple[str, ...]:
    """What a finding says, but for the line: a record of a table is no line of a file."""
    return document, code, path, severity, re.sub(r"on line \d+", "on line 1", message)


def ran(engine: str, folder: Path, changes: dict[str, str], begin: str, end: str) -> Counter[tuple[str, ...]]:
    """What a program of the page finds."""
    found = re.search(rf"^### {engine}$.*?^```python no-run\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    program = found[1]
    for old, new in {'"site"': repr(str(folder / "site")), **changes}.items():
        assert program.count(old) == 1
        program = program.replace(old, new)
    output = folder / f"{engine}.json"
    save = f"import json, pathlib\npathlib.Path({str(output)!r}).write_text(json.dumps(rows))\n"
    file = folder / f"{engine}.py"
    file.write_text(f"{begin}{program}\nrows = {end}\n{save}", encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": SPARK,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = subprocess.run(
        [sys.executable, str(file)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    rows = json.loads(output.read_text(encoding="utf-8"))
    return Counter(
        said(*(row[name] for name in ("document", "code", "path", "severity", "message"))) for row in rows
    )


def test_spark_says_what_the_command_line_says(archive: Path, expected: Counter[tuple[str, ...]]) -> None:
    pytest.importorskip("pyspark", reason="Spark is too large for an extra")
    pytest.importorskip("pandas", reason="Spark's functions of tables need it")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    changes = {'"s3://bucket/records/"': repr(str(archive / "parquet"))}
    assert ran("Spark", archive, changes, "", "[row.asDict() for row in found.collect()]") == expected


def test_ray_says_what_the_command_line_says(archive: Path, expected: Counter[tuple[str, ...]]) -> None:
    pytest.importorskip("ray.data", reason="Ray is too large for an extra")
    changes = {'"s3://bucket/records/"': repr(str(archive / "parquet"))}
    assert ran("Ray", archive, changes, RAY, "found.take_all()") == expected


def test_dask_says_what_the_command_line_says(archive: Path, expected: Counter[tuple[str, ...]]) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        changes = {
            '"s3://bucket/records/*.jsonl"': repr(str(archive / "jsonl" / "*.jsonl")),
            '"tcp://scheduler:8786"': repr(cluster.scheduler_address),
        }
        assert ran("Dask", archive, changes, "", "found.compute()") == expected
