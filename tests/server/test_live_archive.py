import random
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newslint.config.project import Projects
from newslint.finding import Finding
from newslint.light_dataclasses import replace
from newslint.rules import BY_CODE
from newslint.run import ratchet
from newslint.run.baseline import Baseline
from newslint.run.projects import lint, plan
from newslint.run.request import Request
from newslint.run.session import Sources
from newslint.server.archives.archive import Archive

CONFIG = """
select = ["ALL"]
generator = "jekyll"
[[collections]]
name = "posts"
files = ["posts/**"]
schema = "post.schema.json"
[rules.repeated-image]
headlines = 3
[rules.misspelt-topic]
times = 3
[rules.duplicate-identifier]
articles = 4
share = 0.5
[rules.misspelt-key]
times = 3
[rules.unknown-name]
places = 3
share = 0.3
[rules.boilerplate-summary]
headlines = 3
[rules.missing-alternative-text]
images = 3
share = 0.4
[rules.silent-cut]
summaries = 3
shortest = 20
"""
SCHEMA = """{"type": "object", "properties": {
"title": {"type": "string", "x-newslint-role": "headline"},
"summary": {"type": "string", "x-newslint-role": "summary"},
"date": {"type": "string", "format": "date-time", "x-newslint-role": "published"},
"url": {"type": "string", "x-newslint-role": "canonical-url"},
"id": {"type": ["string", "integer"], "x-newslint-role": "identifier"},
"image": {"type": "string", "x-newslint-role": "image-url"},
"publisher": {"type": "string", "x-newslint-role": "publisher-name"},
"domain": {"type": "string", "x-newslint-role": "publisher-domain"},
"slug": {"type": "string", "x-newslint-role": "slug"},
"layout": {"type": "string", "x-newslint-role": "layout"},
"photo": {"type": "object", "x-newslint-role": "image", "properties": {
    "src": {"type": "string", "x-newslint-role": "image-url"},
    "alt": {"type": "string", "x-newslint-role": "image-alt"}}},
"tags": {"type": "array", "items": {"type": "string", "x-newslint-role": "topic"}}
}, "x-newslint-role": "article"}"""
LINES = [
    *(f"title: {title}" for title in ("Rain in May", "Snow in June", "A &amp; B", "Wind", "rain in may", "")),
    *(
        f"summary: {text}"
        for text in ("The rain fell for three days and the", "Sign up here for our daily letter.")
    ),
    *(f"date: 2024-05-{day:02}T10:00:00Z" for day in range(1, 6)),
    "date: 2024-05-01",
    *(f"url: https://example.org/{name}" for name in ("rain", "snow", "rain?utm_source=a", "wind", "Rain")),
    *(f"id: {number}" for number in (1, 2, 3, 3, 4)),
    *(f"image: https://example.org/img/{name}.jpg" for name in ("logo", "rain", "rain")),
    *(f"publisher: {name}" for name in ("The Gazette", "The Gazette", "the gazette", "Gazette")),
    "domain: example.org",
    *(f"slug: {name}" for name in ("rain", "snow", "rain")),
    *(f"layout: {name}" for name in ("post", "post", "page", "pots")),
    *(f"photo: {{src: https://example.org/{name}}}" for name in ("a.jpg", "b.jpg", "a.jpg, alt: Rain")),
    *(f"tags: [{tags}]" for tags in ("weather", "Weather, rain", "wether", "weather, rain", "rain, rains")),
    *(f"featured: {flag}" for flag in ("yes", "no", "on", "true", "maybe")),
    *(f"{key}: 1" for key in ("weight", "wieght", "weigth", "order")),
    "# newslint: ignore[COR001, COR005, TXT002]",
    "# newslint: ignore-file[COR]",
    "link: https://example.org/?utm_campaign=spring",
    "a: [b",
    "ref: &x yes",
]
NAMES = [f"{'posts' if n % 4 else 'notes'}/2024-05-0{1 + n % 5}-a{n}.md" for n in range(12)]


def article(chance: random.Random) -> str:
    keys: dict[str, str] = {}
    for line in chance.sample(LINES, len(LINES) // 2):
        keys.setdefault(line.partition(":")[0], line)
    broken = chance.random() < 0.1
    lines = [line for line in keys.values() if broken or "[b" not in line]
    return "\n".join(["---", *lines, "---", "Text.", ""])


def edited(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines.insert(at, chance.choice(LINES))
        case 1 | 2:
            lines[at] = chance.choice(LINES)
        case 3:
            del lines[at]
        case 4:
            return article(chance)
        case 5:
            lines[at] += chance.choice([" ", "x", " # newslint: ignore[COR, FM009]", "\u2028", "é"])
        case _:
            lines[0:1] = ["---", chance.choice(LINES)]
    return "\n".join(lines)


def whole_run(folder: Path, held: dict[str, bytes], now: datetime) -> dict[str, tuple[Finding, ...]]:
    """What a run over the whole project tells, file by file."""
    request = Request((folder,), now=now)
    works = [
        work._replace(session=replace(work.session, sources=Sources(dict(held))))
        for work in plan(request, Projects())
    ]
    told: dict[str, list[Finding]] = {}
    for result in lint(request, works):
        assert not result.report.internal_errors
        for finding in result.report.findings:
            told.setdefault(finding.file, []).append(finding)
    return {name: tuple(findings) for name, findings in told.items()}


def opened(folder: Path, held: dict[str, bytes]) -> Archive:
    projects = Projects()
    return Archive(projects.of(folder), projects, Sources(held))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("posts", "notes", "_layouts"):
        (tmp_path / folder).mkdir()
    (tmp_path / "_config.yml").write_text("title: A site\n", encoding="utf-8")
    for layout in ("post", "page"):
        (tmp_path / "_layouts" / f"{layout}.html").write_text("{{ content }}", encoding="utf-8")
    (tmp_path / "newslint.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "post.schema.json").write_text(SCHEMA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("seed", range(12))
def test_edits_at_random_tell_what_a_whole_run_tells(site: Path, seed: int) -> None:
    chance = random.Random(seed)
    for name in NAMES:
        (site / name).write_text(article(chance), encoding="utf-8")
    if seed % 3 == 0:
        write_baseline(site, chance)
    held: dict[str, bytes] = {}
    archive = opened(site, held)
    work(chance, archive.load(), held, archive)
    seen: set[str] = set()
    for _ in range(30):
        change(chance, held, archive)
        archive.told(NAMES[0])
        while archive.is_behind:
            work(chance, archive.catch_up(), held, archive)
        expected = whole_run(site, held, archive.session.settings.now)
        assert {name: archive.told(name) for name in NAMES if archive.told(name)} == expected
        seen |= {finding.code for findings in expected.values() for finding in findings}
    assert len([code for code in seen if BY_CODE[code].compare]) > 4
    assert archive.internal_errors() == []


def work(chance: random.Random, steps: Iterator[None], held: dict[str, bytes], archive: Archive) -> None:
    """Work on an archive while it is edited, and asked."""
    for _ in steps:
        if chance.random() < 0.1:
            change(chance, held, archive)
            archive.told(chance.choice(NAMES))


def change(chance: random.Random, held: dict[str, bytes], archive: Archive) -> None:
    """Edit, save, close, make or remove a file."""
    name = chance.choice(NAMES)
    path = archive.project.folder / name
    match chance.randrange(12):
        case 0 if name in held:  # close without saving
            del held[name]
        case 1 if name in held:  # save and close
            path.write_bytes(held.pop(name))
        case 2 if name not in held:
            path.unlink(missing_ok=True)
        case 3:
            path.write_text(article(chance), encoding="utf-8")
        case _:
            if not path.exists():
                path.write_text("---\ntitle: New\n---\n", encoding="utf-8")
            text = held.get(name, path.read_bytes()).decode()
            held[name] = edited(chance, text).encode()
    archive.touch(str(path))


def write_baseline(site: Path, chance: random.Random) -> None:
    """Half of what is there is known, and some of it of a file that has another name now."""
    request = Request((site,))
    (result,) = lint(request, plan(request, Projects()))
    known = [finding for finding in result.found.findings if chance.random() < 0.5]
    known += [f._replace(file="posts/gone.md") for f in known if f.file == known[0].file]
    ratchet.update(
        site / "newslint-baseline.json",
        [result.found._replace(findings=tuple(known))],
        Baseline(),
        lambda _: True,
    )


def loaded(folder: Path, held: dict[str, bytes], files: dict[str, str], settings: str = "") -> Archive:
    (folder / "newslint.toml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    archive = opened(folder, held)
    for _ in archive.load():
        pass
    return archive


def caught_up(archive: Archive, name: str) -> tuple[Finding, ...]:
    archive.told(name)
    while archive.is_behind:
        for _ in archive.catch_up():
            pass
    return archive.told(name)


def edit(archive: Archive, held: dict[str, bytes], name: str, text: str) -> tuple[Finding, ...]:
    held[name] = text.encode()
    archive.touch(str(archive.project.folder / name))
    return archive.told(name)


def test_nothing_is_a_habit_before_all_were_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    held: dict[str, bytes] = {}
    others = {f"o{number}.md": "---\nfeatured: maybe\n---\n" for number in range(4)}
    archive = loaded(tmp_path, held, {"a.md": "---\ntitle: A\n---\n", **others})
    assert caught_up(archive, "a.md") == ()
    # By its own answers it would be a flag.
    items = "- featured: true\n" * 8 + "- featured: yes\n"
    told = edit(archive, held, "a.md", f"---\nlist:\n{items}---\n")
    assert {finding.code for finding in told} == {"FM009"}
    assert not any("flag" in (finding.help or "") for finding in told)
    assert archive.is_behind
    assert caught_up(archive, "a.md") == whole_run(tmp_path, held, archive.session.settings.now)["a.md"]


def test_what_is_wanted_again_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    held: dict[str, bytes] = {}
    others = {f"o{number}.md": "---\nfeatured: true\n---\n" for number in range(8)}
    archive = loaded(tmp_path, held, {"a.md": "---\ntitle: A\n---\n", **others})
    edit(archive, held, "a.md", "---\nfeatured: yes\n---\n")
    steps = archive.catch_up()
    for _ in range(5):
        next(steps)
    assert edit(archive, held, "a.md", "---\ntitle: A\n---\n") == ()
    next(steps)
    edit(archive, held, "a.md", "---\nfeatured: yes\n---\n")
    for _ in steps:
        pass
    (found,) = caught_up(archive, "a.md")
    assert found.help == "write `true`: the field is a flag in all 9 places"
    assert (found,) == whole_run(tmp_path, held, archive.session.settings.now)["a.md"]


def test_a_renamed_file_is_known_by_its_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    held: dict[str, bytes] = {}
    text = "---\ntitle: A &amp; B\ndescription: C &lt; D\n---\n"
    (tmp_path / "newslint.toml").write_text("", encoding="utf-8")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    request = Request((tmp_path,))
    (result,) = lint(request, plan(request, Projects()))
    baseline = tmp_path / "newslint-baseline.json"
    assert ratchet.update(baseline, [result.found], Baseline(), lambda _: True) == 2
    archive = loaded(tmp_path, held, {"c.md": "---\ntitle: E\n---\n", "b.md": text})
    assert archive.told("a.md") == ()
    assert len(archive.told("b.md")) == 2
    (tmp_path / "a.md").unlink()
    archive.touch(str(tmp_path / "a.md"))
    assert archive.told("b.md") == ()
    assert len(archive.found("b.md")) == 2
    # With other findings nobody can tell that it is the same.
    told = edit(archive, held, "b.md", text.replace("&lt;", "&gt;"))
    assert len(told) == 2
    assert told == whole_run(tmp_path, held, archive.session.settings.now)["b.md"]
    assert edit(archive, held, "b.md", text) == ()


def test_files_of_records_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("newslint.toml").write_text('[[collections]]\nname = "all"\nfiles = ["*.md", "*.jsonl", "*.json"]\n')
    Path("a.md").write_text("---\ntitle: Harbour\n---\n")
    Path("dump.jsonl").write_text('{"title": "Storm "}\n{"title": }\n')
    Path("list.json").write_text('[{"title": "Storm "}]')
    Path("one.json").write_text('{"title": "Storm"}')
    projects = Projects()
    archive = Archive(projects.of(tmp_path), projects, Sources({}))
    for _ in archive.load():
        pass
    assert sorted(archive._outcomes) == ["a.md", "one.json"]
