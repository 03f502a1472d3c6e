"""Many checks at once find what each finds alone, from the very first one of a process on."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from apisite import FILES, write_site

import newslint
from newslint import check_files, check_text, fix_text, load_config

# Nothing is loaded or known when it begins: no module, no pattern, no schema. Threads take turns as often as
# they can.
COLD = """
import itertools, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
sys.setswitchinterval(1e-6)
import newslint
from newslint import check_files, check_records, check_text, fix_text, load_config

folder = Path(sys.argv[1])
texts = [(str(path.relative_to(folder)), path.read_text("utf-8")) for path in sorted(folder.rglob("*.md"))]
settings = ["", 'select = ["TXT"]', 'select = ["ALL"]', 'ignore = ["SCH"]\\nlimits.max-findings = 1']

def run(each):
    configs = [None, *each(lambda setting: load_config(folder, settings=setting), settings)]
    cases = [(name, text, config) for name, text in texts for config in configs] * 3
    checked = each(lambda case: check_text(case[1], name=case[0], config=case[2]), cases)
    fixed = each(lambda case: fix_text(case[1], name=case[0], config=case[2], unsafe=True), cases)
    files = each(lambda config: check_files(folder, config=config), configs * 2)
    rows = [text for _, text in texts] + [{"title": "can&amp;t", "url": "http://a.example"}] * 3
    records = each(lambda config: check_records(iter(rows), name="news/x.md", config=config), configs * 2)
    return list(checked), list(fixed), list(files), list(records)

with ThreadPoolExecutor(8) as pool:
    at_once = run(pool.map)
alone = run(map)
assert at_once == alone
assert sys.modules.keys().isdisjoint({"newslint.cli", "newslint.run.pool", "typer", "rich"})
print(sum(len(report.findings) for report in alone[0]), len({repr(report) for report in alone[0]}))
"""

NAMES = sorted(name for name in FILES if name.endswith(".md"))
FURTHER = {
    "parts/topic.json": '{"enum": ["quay", "tide"]}',
    "parts/named.json": (
        '{"properties": {"topic": {"$ref": "topic.json"}, "code": {"pattern": "^[a-z]+[0-9]$"}},'
        ' "unevaluatedProperties": false}'
    ),
    "parts/a.md": "---\n$schema: named.json\ntopic: harbour\ncode: A1\nother: 1\n---\n",
    "parts/b.md": "---\n$schema: /parts/named.json\ntopic: quay\ntitle: 《canâ€™t》 &nbsp; <b>x</b>\n---\n",
    "parts/c.md": "+++\ntitle = 'The gateâ€™s lamp'\ndate = 2026-13-01\n+++\n",
    "parts/d.md": '{\n"title": "The gateâ€™s lamp",\n"url": "http://harbour.example:80/?utm_source=x"\n}\n',
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path)
    for name, text in FURTHER.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_first_checks_of_a_process_may_be_many_at_once(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", COLD, str(site)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    findings, different = map(int, done.stdout.split())
    assert findings > 300
    assert different > 30


def test_threads_with_several_configurations_do_not_meet(site: Path) -> None:
    configs = [
        None,
        load_config(site),
        load_config(site, settings='select = ["TXT001"]'),
        load_config(site, settings='rules.TXT001.severity = "info"'),
        load_config(site, settings='generator = "hugo"'),
        load_config(site / "own"),
    ]
    cases = [(name, config) for name in NAMES for config in configs] * 4

    def check(case: tuple[str, newslint.Config | None]) -> tuple[newslint.Report, newslint.FixResult]:
        name, config = case
        text = FILES[name]
        return check_text(text, name=name, config=config), fix_text(text, name=name, config=config)

    alone = list(map(check, cases))
    with ThreadPoolExecutor(6) as pool:
        before = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        try:
            at_once = list(pool.map(check, cases))
        finally:
            sys.setswitchinterval(before)
    assert at_once == alone
    severities = {
        finding.severity for report, _ in alone for finding in report.findings if finding.code == "TXT001"
    }
    assert severities == {"error", "info"}


def test_archives_are_compared_at_once(site: Path) -> None:
    config = load_config(site)
    alone = check_files(site, config=config)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: check_files(site, config=config), range(8))) == [alone] * 8
