"""A starting configuration for the sites that people have, and the defects that are found under it."""

import json
import random
import sys
import tomllib
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newslint import cli
from newslint.document import parse_document
from newslint.errors import NewslintError
from newslint.schema.compiled import load_schema
from newslint.source import Source
from newslint.start import Plan, plan, write
from newslint.start.pictures import Pictures
from newslint.start.settings import config_text
from newslint.start.site import Site, recognise
from newslint.start.survey import Survey

Found = list[tuple[str, str, str]]
Check = Callable[[], Found]

WORDS = [
    "harbour",
    "ferry",
    "crane",
    "storm",
    "night",
    "bridge",
    "port",
    "tide",
    "council",
    "market",
    "school",
    "road",
    "river",
    "field",
    "snow",
]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """What `newslint check` finds in the folder, as (file, code, path)."""
    monkeypatch.chdir(tmp_path)

    def call() -> Found:
        monkeypatch.setattr(sys, "argv", ["newslint", "check", "--output-format", "json"])
        assert cli.main() in (0, 1)
        report = json.loads(capsys.readouterr().out)
        return [(found["file"], found["code"], found["path"]) for found in report["findings"]]

    return call


def fields(number: int) -> dict[str, str]:
    """One sound article, as lines of YAML; no two have the same text."""
    pick = random.Random(number)
    words = [pick.choice(WORDS) for _ in range(6)]
    return {
        "title": f'"{" ".join(words).capitalize()} {number}"',
        "date": f"{2015 + number % 9}-0{1 + number % 9}-1{number % 10}T06:30:00Z",
        "description": f'"What the {words[0]} and the {words[1]} had to do with it, part {number}."',
        "section": ("news", "sport", "culture")[number % 3],
        "readingMinutes": str(1 + number % 12),
        "tags": f"[{words[0]}, {words[-1]}-{number}]",
        "source": f"https://www.example.com/story/{number}",
    }


def article(values: dict[str, str]) -> str:
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in values.items()) + "---\nText.\n"


def fill(folder: Path, count: int, start: int = 0, **more: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"story-{number:03}.md").write_text(article(fields(number) | more), encoding="utf-8")


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def jekyll(root: Path) -> Path:
    put(root / "_config.yml", "title: Gazette\n")
    put(root / "about.md", "---\nlayout: page\ntitle: About\n---\n")
    put(root / "_layouts/post.html", "---\nlayout: default\n---\n<p>\n")
    put(root / "_drafts/idea.md", "---\nwip: 1\n---\n")
    return root / "_posts"


def hugo(root: Path) -> Path:
    put(root / "hugo.toml", 'title = "Gazette"\ncontentDir = "texts"\n')
    put(root / "texts/news/_index.md", "---\ncascade: {}\n---\n")
    put(root / "archetypes/default.md", "---\ntitle: '{{ .Name }}'\n---\n")
    (root / "static").mkdir()
    return root / "texts/news"


def astro(root: Path) -> Path:
    put(root / "astro.config.mjs", "export default {}\n")
    put(root / "src/pages/index.md", "---\nlayout: ../a.astro\n---\n")
    (root / "public").mkdir()
    return root / "src/content/blog"


def eleventy(root: Path) -> Path:
    put(root / ".eleventy.js", "module.exports = () => ({ dir: { input: 'site' } });\n")
    put(root / "site/_includes/base.html", "---\nx: 1\n---\n")
    return root / "site/posts"


def archive(root: Path) -> Path:
    put(root / "README.md", "# Read me\n")
    return root / "articles"


SCHEDULED = {"future-date": {"tolerance-days": 366}}
SITES = [
    (
        jekyll,
        "Jekyll",
        "posts",
        {
            "yaml-version": "1.1",
            "image-root": ".",
            "exclude": ["/_drafts/", "/_layouts/"],
            "rules": SCHEDULED,
        },
    ),
    (hugo, "Hugo", "news", {"image-root": "static", "exclude": ["/archetypes/"], "rules": SCHEDULED}),
    (astro, "Astro", "blog", {"image-root": "public"}),
    (eleventy, "Eleventy", "posts", {"image-root": "site", "exclude": ["/site/_includes/"]}),
    (archive, "plain", "articles", {}),
]
each_maker = pytest.mark.parametrize("make", [site[0] for site in SITES], ids=[site[1] for site in SITES])
each_site = pytest.mark.parametrize(
    ("make", "kind", "name", "settings"), SITES, ids=[site[1] for site in SITES]
)


def config(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "newslint.toml").read_text(encoding="utf-8"))


def schema(root: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    return found


def change(path: Path, **values: str | None) -> None:
    """Give fields of an article another value, or take them away."""
    number = int(path.stem.rpartition("-")[2])
    kept = {name: value for name, value in (fields(number) | values).items() if value is not None}
    path.write_text(article(kept), encoding="utf-8")


@each_site
def test_sound_site(
    tmp_path: Path,
    check: Check,
    *,
    make: Callable[[Path], Path],
    kind: str,
    name: str,
    settings: dict[str, Any],
) -> None:
    fill(make(tmp_path), 120)
    write(plan(tmp_path))
    written = config(tmp_path)
    collection = written.pop("collections")[-1]
    assert (collection["name"], written) == (name, settings | {"corpus": ["."]})
    assert f"# Kind of site: {kind} " in (tmp_path / "newslint.toml").read_text(encoding="utf-8")
    load_schema(tmp_path / collection["schema"])
    assert check() == []


def test_articles_in_json_are_bound_with_those_in_yaml(tmp_path: Path, check: Check) -> None:
    folder = hugo(tmp_path)
    fill(folder, 120)
    for number in range(60, 120):
        path = folder / f"story-{number:03}.md"
        root = parse_document(Source(path.name, path.read_bytes()), lambda _: None).root
        assert root is not None
        values = root.value | ({"readingMinutes": "7"} if number == 119 else {})
        put(path, json.dumps(values, indent=2) + "\nText.\n")
    write(plan(tmp_path))
    sections, collection = config(tmp_path)["collections"]
    assert sections["files"] == ["/texts/news/**/_index.md"]
    assert set(schema(tmp_path, collection["name"])["properties"]) >= fields(0).keys()
    inside = folder.relative_to(tmp_path).as_posix()
    assert check() == [(f"{inside}/story-119.md", "SCH003", "readingMinutes")]


@each_maker
def test_planted_defects(tmp_path: Path, check: Check, make: Callable[[Path], Path]) -> None:
    folder = make(tmp_path)
    fill(folder, 220)
    change(folder / "story-003.md", description=None, descripton='"The key is misspelt."')
    change(folder / "story-050.md", date="someday")
    change(folder / "story-077.md", readingMinutes='"7"')
    change(folder / "story-101.md", section="nwes")
    change(folder / "story-150.md", title=None)
    change(folder / "story-180.md", source="story-180")
    write(plan(tmp_path))
    inside = folder.relative_to(tmp_path).as_posix()
    assert sorted(check()) == [
        (f"{inside}/story-003.md", "SCH001", "description"),
        (f"{inside}/story-003.md", "SCH002", "descripton"),
        (f"{inside}/story-050.md", "DAT006", "date"),
        (f"{inside}/story-077.md", "SCH003", "readingMinutes"),
        (f"{inside}/story-101.md", "SCH004", "section"),
        (f"{inside}/story-150.md", "SCH001", "title"),
        (f"{inside}/story-180.md", "SCH005", "source"),
    ]


def test_rare_is_not_wrong(tmp_path: Path, check: Check) -> None:
    """A new section, a new field, a second way to write tags, a number among texts, a date without a time."""
    fill(tmp_path / "articles", 220)
    for number, values in enumerate(
        [
            {"section": "letters"},
            {"correction": "A name was wrong."},
            {"tags": "single"},
            {"description": "2020"},
            {"readingMinutes": "7.5"},
            {"tag": "x"},
        ]
    ):
        change(tmp_path / f"articles/story-{number:03}.md", **values)
    write(plan(tmp_path))
    assert check() == []


def test_schema_says_what_was_seen(tmp_path: Path) -> None:
    fill(tmp_path / "articles", 1200)
    change(tmp_path / "articles/story-003.md", description=None)
    change(tmp_path / "articles/story-004.md", readingMinutes='"7"')
    write(plan(tmp_path))
    said = schema(tmp_path, "articles")["properties"]
    assert said["description"]["$comment"] == "present in 1,199 of 1,200"
    assert said["section"]["$comment"] == "present in 1,200 of 1,200; 3 distinct values"
    assert said["readingMinutes"]["$comment"].endswith("1 of type string, taken for mistakes")
    assert said["tags"]["items"]["$comment"] == "2,400 items"


@pytest.mark.parametrize(
    ("name", "value", "role"),
    [
        ("title", "A ferry {}", "headline"),
        ("description", "What {} ferries did.", "summary"),
        ("date", "2023-05-02T06:30:{:02}Z", "published"),
        ("date", "some day {}", None),
        ("publishedAt", "2023-05-{:02}", "published"),
        ("draft", "true", "draft"),
        ("draft", "maybe {}", None),
        ("canonical_url", "https://www.example.com/{}", "canonical-url"),
        ("canonical_url", "/story/{}", None),
        ("permalink", "https://www.example.com/{}", None),
        ("permalink", "/story/{}", "permalink"),
        ("permalink", "story-{}/index.html", "permalink"),
        ("url", "/story/{}", "site-path"),
        ("slug", "story-{}", "slug"),
        ("number", "{}", "identifier"),
        ("guid", "story-{}", "identifier"),
        ("number", "[{}]", None),
        ("published", "false", "visible"),
        ("published", "2023-05-{:02}", None),
        ("image", "/img/{}.jpg", ["image", "image-url"]),
        ("image", "7", None),
        ("photo", "{{url: https://img.example.com/{}.jpg, width: 80, height: 60}}", "image"),
        ("photo", "{{url: https://img.example.com/{}.jpg, width: wide}}", None),
        ("mascot", "Ferry {}", None),
    ],
)
def test_roles_need_names_and_values(
    tmp_path: Path, name: str, value: str, role: str | list[str] | None
) -> None:
    for number in range(1, 31):
        put(tmp_path / f"{number}.md", f"---\n{name}: {value.format(number)}\n---\n")
    write(plan(tmp_path))
    assert schema(tmp_path, "articles")["properties"][name].get("x-newslint-role") == role


def test_related_entries_are_articles(tmp_path: Path) -> None:
    for number in range(30):
        entry = f'{{title: "Other {number}", webUrl: "https://www.example.com/{number}"}}'
        put(tmp_path / f"{number}.md", f"---\ntitle: Story {number}\nrelated: [{entry}]\n---\n")
    write(plan(tmp_path))
    related = schema(tmp_path, "articles")["properties"]["related"]
    assert related["x-newslint-role"] == "related"
    assert related["items"]["x-newslint-role"] == "article"
    assert related["items"]["properties"]["title"]["x-newslint-role"] == "headline"


@pytest.mark.parametrize(
    ("dates", "value"),
    [
        (["2023-05-02T06:30:00Z", "2023-05-02T06:30:00+02:00"], "date-time"),
        (["2023-05-02", "2022-01-01"], "date"),
        (["2023-05-02 06:30:00 +0200", "2023-05-02"], "loose-date"),
        (["a day in May", "May 2023"], None),
    ],
)
def test_dates_as_the_site_writes_them(
    tmp_path: Path, check: Check, dates: list[str], value: str | None
) -> None:
    for number in range(60):
        put(tmp_path / f"_posts/{number}.md", f"---\ntitle: Post {number}\ndate: {dates[number % 2]}\n---\n")
    write(plan(tmp_path))
    assert schema(tmp_path, "posts")["properties"]["date"].get("format") == value
    assert check() == []
    put(tmp_path / "_posts/3.md", "---\ntitle: Post 3\ndate: soon\n---\n")
    assert [path for _, _, path in check()] == (["date"] if value else [])


@pytest.mark.parametrize("wrong", ["2023-13-01 06:30:00 +0000", "2023-02-45", "2023", "early May"])
def test_impossible_dates_are_no_dates(tmp_path: Path, check: Check, wrong: str) -> None:
    for number in range(120):
        date = f"2023-0{1 + number % 9}-1{number % 10} 06:30:00 +0200"
        put(tmp_path / f"_posts/{number}.md", f"---\ntitle: Post {number}\ndate: {date}\n---\n")
    put(tmp_path / "_posts/3.md", f"---\ntitle: Post 3\ndate: {wrong}\n---\n")
    write(plan(tmp_path))
    assert [(file, path) for file, _, path in check()] == [("_posts/3.md", "date")]


@pytest.mark.slow
@each_maker
def test_fields_of_the_generator_may_come(tmp_path: Path, check: Check, make: Callable[[Path], Path]) -> None:
    folder = make(tmp_path)
    fill(folder, 220)
    write(plan(tmp_path))
    reserved = recognise(tmp_path).reserved
    more = dict.fromkeys((name for name in reserved if name not in fields(3)), "1")
    (folder / "story-003.md").write_text(article(fields(3) | more | {"colour": "red"}), encoding="utf-8")
    found = [(code, path) for _, code, path in check()]
    assert found == [("SCH002", "colour")]


PICTURE = "R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAI="


def test_images_that_are_not_there_are_no_flood(tmp_path: Path, check: Check) -> None:
    folder = hugo(tmp_path)
    for number in range(60):
        fill(folder, 1, number, image=f"/gazette/img/{number}.jpg")
    write(plan(tmp_path))
    assert "image-root" not in config(tmp_path)
    text = (tmp_path / "newslint.toml").read_text(encoding="utf-8")
    assert '# 60 of 60 images that were looked for don\'t lie there:\n# image-root = "static"' in text
    assert check() == []


def test_one_missing_image_is_a_mistake(tmp_path: Path, check: Check) -> None:
    folder = hugo(tmp_path)
    for number in range(60):
        fill(folder, 1, number, image=f"/img/{number}.gif")
        if number != 7:
            path = tmp_path / f"static/img/{number}.gif"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b64decode(PICTURE))
    write(plan(tmp_path))
    assert config(tmp_path)["image-root"] == "static"
    assert check() == [("texts/news/story-007.md", "IMG006", "image")]


def test_collections_of_astro_lie_where_it_says(tmp_path: Path, check: Check) -> None:
    astro(tmp_path)
    base = "const blog = defineCollection({ loader: glob({ base: './src/texts/blog' }) })\n"
    put(tmp_path / "src/content.config.ts", base)
    fill(tmp_path / "src/texts/blog", 120)
    fill(tmp_path / "src/texts/other", 120, note="1")
    write(plan(tmp_path))
    (collection,) = config(tmp_path)["collections"]
    assert (collection["name"], collection["files"]) == ("blog", ["/src/texts/blog/**/*.md"])
    assert check() == []


def test_scheduled_posts_are_fine(tmp_path: Path, check: Check) -> None:
    fill(jekyll(tmp_path), 120)
    day = datetime.now(UTC) + timedelta(days=90)
    change(tmp_path / "_posts/story-003.md", date=f"{day:%Y-%m-%d}T06:30:00Z")
    change(tmp_path / "_posts/story-004.md", date="2230-05-02T06:30:00Z")
    write(plan(tmp_path))
    assert check() == [("_posts/story-004.md", "DAT002", "date")]


def test_few_files_give_no_demands(tmp_path: Path, check: Check) -> None:
    fill(tmp_path / "articles", 12)
    write(plan(tmp_path))
    text = (tmp_path / "schemas/articles.schema.json").read_text(encoding="utf-8")
    assert not any(f'"{word}"' in text for word in ("required", "enum", "additionalProperties"))
    change(tmp_path / "articles/story-003.md", section=None, tags=None, colour="red")
    assert check() == []


def test_kinds_in_one_folder(tmp_path: Path, check: Check) -> None:
    """What one kind always has is required of that kind only."""
    fill(tmp_path, 80, type="article")
    for number in range(80):
        text = f"---\ntitle: Film {number}\ntype: video\nlength: PT{number}M\n---\n"
        put(tmp_path / f"film-{number:03}.md", text)
    write(plan(tmp_path))
    assert check() == []
    put(tmp_path / "film-001.md", "---\ntitle: Film\ntype: video\n---\n")
    change(tmp_path / "story-001.md", type="article", source=None)
    assert check() == [("film-001.md", "SCH001", "length"), ("story-001.md", "SCH001", "source")]


def test_folders_of_one_shape_share_a_schema(tmp_path: Path) -> None:
    fill(tmp_path / "texts/news", 40)
    fill(tmp_path / "texts/sport", 40, 40)
    for number in range(40):
        put(tmp_path / f"people/{number}.md", f"---\nname: Ada {number}\nbio: Writes {number}.\n---\n")
    write(plan(tmp_path))
    by_name = {c["name"]: c["files"] for c in config(tmp_path)["collections"]}
    assert by_name == {
        "texts": ["/texts/news/**/*.md", "/texts/sport/**/*.md"],
        "people": ["/people/**/*.md"],
    }


def test_folders_of_years_are_no_collections(tmp_path: Path) -> None:
    for year in range(2015, 2020):
        fill(tmp_path / f"news/{year}/05", 30, year * 30)
    write(plan(tmp_path))
    assert [c["files"] for c in config(tmp_path)["collections"]] == [["/news/**/*.md"]]


def test_leftovers_are_bound_to_nothing(tmp_path: Path, check: Check) -> None:
    fill(tmp_path / "news", 80)
    put(tmp_path / "people/ada.md", "---\nname: Ada\n---\n")
    planned = plan(tmp_path)
    write(planned)
    assert [c["name"] for c in config(tmp_path)["collections"]] == ["news"]
    assert "1 file in no collection" in planned.seen
    assert check() == []


def test_files_without_front_matter(tmp_path: Path, check: Check) -> None:
    """One that is called as its neighbours are lost it; those with other names are something else."""
    fill(tmp_path / "news", 120)
    put(tmp_path / "news/story-007.md", "The fence is lost.\n")
    fill(tmp_path / "notes", 30, 200, kind="note", mood="calm", place="port")
    for number in range(3):
        put(tmp_path / f"notes/plain [{number}].txt", "Only text.\n")
    put(tmp_path / "notes/plain.md", "Only text.\n")
    write(plan(tmp_path))
    assert check() == [("news/story-007.md", "FM001", "")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mark", "generator"),
    [
        ("docs/.vitepress/config.mts", "VitePress"),
        ("docusaurus.config.js", "Docusaurus"),
        (".obsidian/app.json", "Obsidian"),
        ("mkdocs.yml", "MkDocs"),
        (".vuepress/config.js", "VuePress"),
    ],
)
def test_pages_that_need_no_front_matter_are_bound_and_may_come(
    tmp_path: Path, check: Check, mark: str, generator: str
) -> None:
    put(tmp_path / mark, "{}")
    fill(tmp_path / "docs/guide", 40)
    for name in ("crane", "pier", "story-100"):
        put(tmp_path / f"docs/guide/{name}.md", "# The crane\n\nText.\n")
    put(tmp_path / "docs/guide/_part.md", "Text that pages include.\n")
    put(tmp_path / "docs/guide/README.md", "# About\n")
    planned = plan(tmp_path)
    write(planned)
    (collection,) = config(tmp_path)["collections"]
    assert planned.seen[0] == f"{generator} site"
    assert (
        f"{collection['name']}: 3 files have no front matter, which {generator} does not ask for: "
        "FM001 is left out there"
    ) in planned.proof
    assert not [path for path in collection.get("exclude", ()) if "/docs/" in path]
    put(tmp_path / "docs/guide/new.md", "# A page of tomorrow\n\nText.\n")
    change(tmp_path / "docs/guide/story-003.md", title="[a]")
    assert [(Path(file).name, code) for file, code, _ in check()] == [("story-003.md", "SCH003")]


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("eleventy.config.js", ["story-100.md"]),
        (".vitepress", ["story-100.md"]),
        (".obsidian/app.json", []),
        ("a.md", ["story-100.md"]),
    ],
)
def test_one_in_a_row_of_many_forgot_it_but_among_notes(
    tmp_path: Path, check: Check, mark: str, found: list[str]
) -> None:
    put(tmp_path / mark, "")
    fill(tmp_path / "posts", 40)
    put(tmp_path / "posts/story-100.md", "# The crane\n\nText.\n")
    write(plan(tmp_path))
    assert [Path(file).name for file, code, _ in check() if code == "FM001"] == found


@pytest.mark.parametrize(
    "name", ["a [b]", 'quo"te', "back\\slash", "#hash", "!bang", "tab\there", "end ", "ümläut", "*x*"]
)
def test_hostile_folder_names(tmp_path: Path, check: Check, name: str) -> None:
    fill(tmp_path / name, 80)
    fill(tmp_path / "other", 80, 100, mood="calm", colour="red", place="port")
    write(plan(tmp_path))
    change(tmp_path / name / "story-003.md", title=None)
    assert [code for _, code, _ in check()] == ["SCH001"]


def test_hostile_front_matter(tmp_path: Path, check: Check) -> None:
    for number in range(30):
        wide = "".join(f"k{number}_{i}: {i}\n" for i in range(100))
        put(
            tmp_path / f"{number}.md",
            f'---\n"\\e[31m\\n": 1\n{"x" * 300}: 1\nmap: {{a{number}: 1}}\n{wide}---\n',
        )
    put(tmp_path / "deep.md", f"---\na: {'[' * 40}{']' * 40}\n---\n")
    put(tmp_path / "broken.md", "---\na: [\n---\n")
    (tmp_path / "binary.md").write_bytes(b"---\ntitle: \xff\xfe\n---\n")
    write(plan(tmp_path))
    assert {code for _, code, _ in check()} <= {"FM003", "FM006", "TXT006"}
    assert (tmp_path / "schemas/articles.schema.json").stat().st_size < 200_000


def test_of_a_folder_of_mostly_other_files_the_articles_are_bound(tmp_path: Path, check: Check) -> None:
    fill(tmp_path / "news", 80)
    for number in range(60):
        put(tmp_path / f"news/plain-{number}.txt", "Only text.\n")
    planned = plan(tmp_path)
    write(planned)
    assert planned.seen[1:] == (
        "news: 80 files, schema in schemas/news.schema.json",
        "60 files in no collection",
    )
    assert check() == []


@pytest.mark.parametrize(
    ("right", "wrong"), [("pub-place", "pub-palce"), ("a.b (c)", "a.b [c)"), ("über_uns", "Über uns")]
)
def test_misspelt_field_of_an_open_set(tmp_path: Path, check: Check, right: str, wrong: str) -> None:
    """Fields of their own keep the set open; only the misspelt one is reported."""
    fill(tmp_path / "news", 220, 0, **{f'"{right}"': "port"})
    for number in range(5):
        change(tmp_path / f"news/story-{number:03}.md", **{f'"{right}"': "port", f"own{number * 111}": "1"})
    change(tmp_path / "news/story-009.md", **{f'"{wrong}"': "port"})
    write(plan(tmp_path))
    assert "patternProperties" in schema(tmp_path, "news")
    assert [(file, code) for file, code, _ in check()] == [
        ("news/story-009.md", "SCH001"),
        ("news/story-009.md", "SCH002"),
    ]


def test_pages_about_the_archive_may_come(tmp_path: Path, check: Check) -> None:
    fill(tmp_path, 30)
    write(plan(tmp_path))
    put(tmp_path / "README.md", "# Read me\n")
    assert check() == []


def test_empty_folder(tmp_path: Path, check: Check) -> None:
    write(plan(tmp_path))
    assert "collections" not in config(tmp_path)
    assert check() == []


def files_of(planned: Plan) -> Iterator[str]:
    return (file.path.name for file in planned.files)


def test_hook_is_written_once(tmp_path: Path) -> None:
    fill(tmp_path / "news", 30)
    assert ".pre-commit-config.yaml" not in files_of(plan(tmp_path))
    assert "newslint check --force-exclude" in plan(tmp_path).snippet
    assert (
        plan(tmp_path).next_steps[-1] == "check every commit: add the hook below to .pre-commit-config.yaml"
    )
    (tmp_path / ".git").mkdir()
    planned = plan(tmp_path)
    assert ".pre-commit-config.yaml" in files_of(planned)
    assert planned.snippet == ""
    assert planned.next_steps[-1] == "run `pre-commit install`"
    put(tmp_path / ".pre-commit-config.yaml", "repos: []\n")
    write(plan(tmp_path), force=True)
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    fill(tmp_path / "news", 30)
    put(tmp_path / "newslint.toml", "# mine\n")
    with pytest.raises(NewslintError, match=r"newslint\.toml exists already; use --force"):
        write(plan(tmp_path))
    assert not (tmp_path / "schemas").exists()
    write(plan(tmp_path), force=True)
    assert config(tmp_path)["collections"]


@pytest.mark.parametrize("name", [".newslint.toml", "pyproject.toml"])
def test_other_configurations_are_respected(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "news", 30)
    put(tmp_path / name, "[tool.newslint]\n")
    with pytest.raises(NewslintError, match=name.replace(".", r"\.")):
        write(plan(tmp_path))
    assert not (tmp_path / "newslint.toml").exists()


def test_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    fill(tmp_path / "news", 30)
    planned = plan(tmp_path)
    (tmp_path / "newslint.toml").mkdir()
    with pytest.raises(NewslintError):
        write(planned, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news", "newslint.toml"]


def test_missing_folder(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    put(article, "---\ntitle: Harbour\n---\n")
    for name, said in (
        ("absent", "no such folder"),
        ("x" * 300, "no such folder"),
        ("a.md", "no folder; name the one of the archive"),
    ):
        with pytest.raises(NewslintError) as caught:
            plan(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {said}"


def test_a_folder_without_articles(tmp_path: Path) -> None:
    put(tmp_path / "notes.doc", "no article")
    planned = plan(tmp_path)
    assert planned.seen == (
        "an archive without a generator",
        "no articles found, so that the configuration says nothing of their fields",
    )
    assert planned.next_steps == (
        "name the folder with the articles, or run `newslint init --force` when some are here",
        "check every commit: add the hook below to .pre-commit-config.yaml",
    )
    assert planned.proof == ()
    assert [file.path.name for file in planned.files] == ["newslint.toml"]
    put(tmp_path / "a.md", "---\ntitle: Harbour\n---\n")
    planned = plan(tmp_path)
    assert planned.seen[1:] == ("articles: 1 file, schema in schemas/articles.schema.json",)
    assert len(planned.next_steps) == 4
    assert planned.proof == ("before 0, after 0: nothing new, nothing lost",)


@pytest.mark.slow
def test_real_archive(shared: Path, tmp_path: Path) -> None:
    """Each field of the real archive is inferred without a defect that nobody labelled."""
    source = shared / "corpus/power-apps"
    if not source.is_dir():
        pytest.skip("the real archive is not here")
    planned = plan(source)
    names = {file.path.name for file in planned.files}
    assert {"news.schema.json", "videos.schema.json", "newslint.toml"} <= names
    for file in planned.files:
        put(tmp_path / file.path.relative_to(source), file.text)
    video = load_schema(tmp_path / "schemas/videos.schema.json").start
    assert {"article"} == video.roles
    assert "publisher" in video.field("provider").roles


def test_large_archives_do_not_keep_commits_waiting() -> None:
    site, pictures = Site("plain", lambda _: 0), Pictures(Path(), None)
    for files, is_there in ((2_000, True), (2_001, False)):
        survey = Survey((), tuple(f"{number}.md" for number in range(files)), pictures)
        assert ('corpus = ["."]' in config_text(site, survey, ())) is is_there
