"""What a session makes once, and where it gets the text of files from."""

import pickle
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newslint import cli
from newslint.config.project import Projects
from newslint.lint.job import Job
from newslint.run.cache.record import to_record
from newslint.run.session import Session, Sources, open_session
from newslint.schema import files
from newslint.schema.compiled import Schema, load_schema

SCHEMA = '{"properties": {"title": {"type": "string"}}, "required": ["title"]}'
ARTICLE = "---\n$schema: {path}\ntitle: The harbourâ€™s cranes {number}\n---\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Forty articles that name one schema, and each something to mend."""
    (tmp_path / "newslint.toml").write_text("")
    (tmp_path / "schema.json").write_text(SCHEMA)
    (tmp_path / "news").mkdir()
    for number in range(40):
        text = ARTICLE.format(path="../schema.json", number=number)
        (tmp_path / "news" / f"{number}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each schema was read that articles name."""
    counts: Counter[str] = Counter()

    def load(path: Path, *rest: Any) -> Schema:
        counts[path.name] += 1
        return load_schema(path, *rest)

    monkeypatch.setattr(files, "load_schema", load)
    return counts


@pytest.mark.parametrize("options", [[], ["--diff"], ["--fix"]], ids=["check", "diff", "fix"])
def test_a_schema_that_many_articles_name_is_loaded_once(
    archive: Path, loaded: Counter[str], options: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    status = run("check", "--no-cache", "--jobs", "1", *options, ".")
    said = "".join(capfd.readouterr())
    assert loaded == {"schema.json": 1}
    mended = sum("harbour’s" in path.read_text("utf-8") for path in archive.glob("news/*.md"))
    assert (status, mended) == ((0, 40) if options == ["--fix"] else (1, 0))
    assert said.count("TXT001") == (0 if options else 40)


@pytest.mark.parametrize("options", [[], ["--diff"], ["--fix"]], ids=["check", "diff", "fix"])
def test_the_schema_of_the_trial_is_loaded_once(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Counter[str], options: list[str]
) -> None:
    shutil.copytree(shared / "trials" / "house" / "named-schema-reload", tmp_path / "trial")
    monkeypatch.chdir(tmp_path / "trial")
    run("check", "--no-cache", "--jobs", "1", *options, ".")
    assert loaded == {"s.json": 1}


def run(*arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["newslint", *arguments])
        return cli.main()


def session(folder: Path, sources: Sources | None = None) -> Session:
    return open_session(Projects().of(folder), sources)


def test_what_is_held_of_a_file_goes_before_the_disk(archive: Path) -> None:
    sources = Sources()
    asked = session(archive, sources)
    job = Job("news/1.md", str(archive / "news/1.md"))
    assert "cranes 1" in asked.read(job).text
    assert sources.are_on_disk
    sources.held["news/1.md"] = b"---\ntitle: typed\n---\n"
    assert asked.read(job).text == "---\ntitle: typed\n---\n"
    assert not sources.are_on_disk


def test_a_session_in_another_process_finds_the_same(archive: Path) -> None:
    here = session(archive)
    assert here.examiner is here.examiner
    there: Session = pickle.loads(pickle.dumps(here))  # noqa: S301 - our own
    job = Job("news/2.md", str(archive / "news/2.md"))
    outcomes = [one.examine(job, keyed=True) for one in (here, there)]
    examined = [outcome.examined for outcome in outcomes]
    assert examined[0] is not None
    assert examined[1] is not None
    assert to_record(examined[0]) == to_record(examined[1])
    assert outcomes[0]._replace(examined=None) == outcomes[1]._replace(examined=None)
    assert [finding.code for finding in examined[0].findings] == ["TXT001"]


def test_a_job_knows_what_the_project_says_of_its_file(archive: Path) -> None:
    (archive / "newslint.toml").write_text(
        '[[collections]]\nname = "stories"\nfiles = ["news/**"]\n[per-file-ignores]\n"1*.md" = ["TXT001"]\n'
    )
    asked = session(archive)
    walked = Job("news/1.md", str(archive / "news/1.md"), named=False)
    bound = asked.bound(walked)
    assert (bound.collection, bound.ignored, bound.expected) == ("stories", frozenset({"TXT001"}), True)
    assert not bound._replace(reported=False).expected
    elsewhere = asked.bound(Job("2.md", str(archive / "2.md"), named=False))
    assert (elsewhere.collection, elsewhere.ignored, elsewhere.expected) == ("", frozenset(), False)
