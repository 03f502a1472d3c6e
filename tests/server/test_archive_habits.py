import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from desks import load, uri

from newslint.document import Document
from newslint.lint.job import Job
from newslint.run.session import Session
from newslint.server.archives.archive import Archive
from newslint.server.fields import habits
from newslint.server.fields.date_forms import DateForm
from newslint.server.fields.habits import Habits
from newslint.server.state import State
from newslint.source import Source

SCHEMA = """{"properties": {
"date": {"x-newslint-role": "published"},
"lastmod": {"x-newslint-role": "updated"},
"author": {"x-newslint-role": "author"},
"tags": {"items": {"x-newslint-role": "topic"}},
"section": {"x-newslint-role": "topic"},
"publisher": {"properties": {"name": {"x-newslint-role": "publisher-name"}}}
}}"""
ARTICLES = {
    "a": "tags: [rain, snow]\nauthor: Ada\ndate: 2024-05-01\nsection: rain",
    "b": "tags: [snow, ' wind ']\nauthor: Bo\ndate: '2024-05-01'",
    "c": "tags: [snow, '', 3]\nauthor: Bo\ndate: 2024-05-01\nlastmod: 2024-05-02\npublisher: {name: Post}",
    "d": f"tags: [rain]\nauthor: {{name: Cy}}\ndate: soon\nsection: {'x' * 101}",
    "e": "tags: [rain, snow",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "newslint.toml").write_text(
        '[[collections]]\nname = "posts"\nfiles = ["*.md"]\nschema = "post.schema.json"\n', encoding="utf-8"
    )
    (tmp_path / "post.schema.json").write_text(SCHEMA, encoding="utf-8")
    for name, block in ARTICLES.items():
        (tmp_path / f"{name}.md").write_text(f"---\n{block}\n---\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def archive_of(site: Path) -> tuple[State, Archive]:
    state = State()
    state.put(uri(site, "z.md"), 1, "---\ntags: [hail]\nauthor: Zoe\ndate: 2024/05/01\n---\n")
    article = state.article(uri(site, "z.md"))
    assert article is not None
    load(article.archive)
    return state, article.archive


def test_the_most_frequent_come_first(site: Path) -> None:
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.labels("topic", "tags") == ["snow", "rain", "wind"]
    assert found.labels("topic", "section") == ["rain"]
    assert found.labels("author", "author") == ["Bo", "Ada"]
    assert found.labels("publisher-name", "name") == ["Post"]
    assert found.labels("author", "tags") == []
    assert found.date_forms() == [DateForm("%Y-%m-%d"), DateForm("%Y-%m-%d", "", "'")]


def test_keys_of_a_collection(site: Path) -> None:
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.keys("posts") == ["author", "date", "tags"]  # `section` is in two files
    assert found.keys("others") == []
    asyncio.run(found.look("a.md"))
    assert found.keys("posts") == ["author", "date", "tags"]
    asyncio.run(found.look(""))
    (site / "f.md").write_text("---\nsection: a\n---\n", encoding="utf-8")
    archive.touch(str(site / "f.md"))
    asyncio.run(found.look("z.md"))
    assert found.keys("posts") == ["author", "date", "tags", "section"]


def test_what_is_being_typed_counts_only_elsewhere(site: Path) -> None:
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("a.md"))
    assert "hail" in found.labels("topic", "tags")
    assert found.labels("author", "author") == ["Bo", "Zoe"]


def test_edits_are_kept_up_with(site: Path) -> None:
    state, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    state.put(uri(site, "a.md"), 1, "---\ntags: [fog]\nauthor: Ann\ndate: 2024-05-01\n---\n")
    asyncio.run(found.look("z.md"))
    assert found.labels("topic", "tags") == ["snow", "fog", "rain", "wind"]
    assert found.labels("author", "author") == ["Bo", "Ann"]
    (site / "b.md").unlink()
    archive.touch(str(site / "b.md"))
    asyncio.run(found.look("z.md"))
    assert found.labels("author", "author") == ["Ann", "Bo"]


def test_what_is_known_is_not_looked_at_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    read: list[str] = []
    parse = Session.parse

    def parse_and_note(session: Session, job: Job, source: Source) -> Document:
        read.append(job.name)
        return parse(session, job, source)

    def no_topics(facts: object) -> tuple[()]:
        del facts
        read.append("facts")
        return ()

    monkeypatch.setattr(Session, "parse", parse_and_note)
    monkeypatch.setattr(habits, "topics_in", no_topics)
    state.put(uri(site, "z.md"), 2, "---\ntags: [dew]\n---\n")
    asyncio.run(found.look("z.md"))
    assert read == []
    assert found.labels("topic", "tags") == ["snow", "rain", "wind"]
    state.put(uri(site, "a.md"), 2, "---\ntags: [dew]\n---\n")
    asyncio.run(found.look("z.md"))
    assert [name for name in read if name != "facts"] == ["a.md"]


def test_of_many_files_some_are_read_and_all_topics_are_known(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(habits, "_MOST_FILES", 2)
    monkeypatch.setattr(habits, "_AT_ONCE", 2)
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.labels("topic", "tags") == ["snow", "rain", "wind"]
    assert found.labels("author", "author") == ["Ada", "Bo"]  # of a.md and c.md


def test_without_the_rule_for_topics_they_are_read(site: Path) -> None:
    with (site / "newslint.toml").open("r+", encoding="utf-8") as file:
        settings = file.read()
        file.seek(0)
        file.write('ignore = ["COR"]\n' + settings)
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.labels("topic", "tags") == ["snow", "rain", "wind"]


def test_topics_that_the_rule_passes_over_are_read(site: Path) -> None:
    with (site / "newslint.toml").open("a", encoding="utf-8") as file:
        file.write('[rules.topic-variant]\nallow = ["wind", "rain"]\n')
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.labels("topic", "tags") == ["snow", "rain", "wind"]


def test_a_schema_that_can_not_be_used_says_nothing(site: Path) -> None:
    (site / "f.md").write_text("---\n$schema: gone.json\nauthor: Fay\n---\n", encoding="utf-8")
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look("z.md"))
    assert found.labels("author", "author") == ["Bo", "Ada", "Fay"]


def test_today_in_the_form_of_the_archive(site: Path) -> None:
    _, archive = archive_of(site)
    found = Habits(archive)
    asyncio.run(found.look(""))
    assert [form.write(datetime(2024, 5, 2, tzinfo=UTC)) for form in found.date_forms()] == [
        "2024-05-02",
        "2024-05-02",
        "2024/05/02",
    ]
