"""What `newslint init` makes of the trial of its own configuration: new, lost, taken back, told."""

import json
import tomllib
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newslint.finding import Finding, Range, Report, Severity
from newslint.schema.compiled import load_schema
from newslint.start import Plan, plan, write
from newslint.start.corrections import Leniency, Place, correct, loosen, restore, why_lost
from newslint.start.proof import Proof, by_severity, compare, summary
from newslint.start.site import Site

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def find(
    code: str,
    path: str = "title",
    line: int = 2,
    file: str = "a.md",
    *,
    severity: Severity = WARNING,
    **more: Any,
) -> Finding:
    return Finding(
        code, "a-rule", severity, "said", file, Range(line, 1, line, 2), path, None, None, "", **more
    )


def report(*findings: Finding) -> Report:
    return Report(1, findings)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def fill(folder: Path, count: int, *lines: str) -> None:
    for number in range(1, count + 1):
        more = "".join(f"{line}\n" for line in lines).replace("#", str(number))
        put(folder / f"{number:03}.md", f"---\ntitle: Crane {number} at the pier\n{more}---\nText.\n")


# -- new and lost


def test_a_finding_is_known_again_by_file_rule_field_and_line() -> None:
    old = find("TXT001")
    assert compare(report(old), report(old)).new == ()
    assert compare(report(old), report(old._replace(message="otherwise"))).new == ()
    for other in (
        find("TXT002"),
        find("TXT001", file="b.md"),
        find("TXT001", "summary"),
        find("TXT001", line=3),
    ):
        assert compare(report(old), report(old, other)).new == (other,)
    twice = compare(report(old), report(old, old))
    assert (twice.new, twice.lost) == ((old,), ())


def test_what_is_told_otherwise_of_the_same_field_is_not_lost() -> None:
    old = find("TXT001")
    assert compare(report(old), report()).lost == (old,)
    assert compare(report(old), report(find("SCH003", line=4))).lost == ()
    assert compare(report(old), report(find("SCH003", "summary"))).lost == (old,)
    assert compare(report(old), report(find("SCH003", file="b.md"))).lost == (old,)
    whole = find("FM001", "")
    assert compare(report(whole), report(find("FM003", ""))).lost == ()
    assert compare(report(whole), report(find("FM003", "", 3))).lost == (whole,)


def test_the_result_in_one_line() -> None:
    old, one, two = find("TXT001"), find("SCH002", "mood", 4), find("SCH003", "kind", 5, untold=1_200)
    assert summary(compare(report(old), report(old))) == "before 1, after 1: nothing new, nothing lost"
    assert summary(compare(report(old), report(old, two, one))) == (
        "before 1, after 1,202: 1,201 new (SCH002 1, SCH003 1,200)"
    )
    assert summary(compare(report(old, two), report(one))) == (
        "before 1,201, after 1: 1 new (SCH002 1), 1,201 lost (SCH003 1,200, TXT001 1)"
    )


def test_errors_are_told_first() -> None:
    one, two, three = find("TXT001"), find("SCH002", severity=ERROR), find("SCH001", severity=ERROR)
    assert by_severity([one, two, three]) == [three, two, one]


# -- what is taken back

HOMES = {f"{number}.md": "news" for number in range(200)}


def trial(
    new: list[Finding], lost: list[Finding], size: int = 100, told: tuple[Finding, ...] = ()
) -> Leniency:
    given = {"news": Leniency()}
    proof = Proof(report(*told), report(), tuple(new), tuple(lost))
    again = correct(proof, HOMES, {"news": size}, given)
    found = deepcopy(given["news"])
    assert again is (found != Leniency())
    # What is still lost may hang on other fields.
    assert correct(proof, HOMES, {"news": size}, given) is bool(found.kept)
    assert given["news"] == replace(found, keeps_all=bool(found.kept))
    assert correct(proof, HOMES, {"news": size}, given) is False
    return found


def many(code: str, path: str, count: int) -> list[Finding]:
    return [find(code, path, file=f"{number}.md", collection="news") for number in range(count)]


def test_a_field_whose_finding_is_lost_keeps_its_role() -> None:
    dated: set[tuple[Place, str]] = {(("date",), "format")}
    assert trial([], [find("DAT004", "date", file="1.md")]) == Leniency(kept={"date"}, restored=dated)
    twice = [find("DAT004", "date", file=name) for name in ("1.md", "2.md")]
    assert trial([], twice) == Leniency(kept={"date"}, restored=dated)
    deep: set[tuple[Place, str]] = {(("images", "[]", "url"), "type")}
    assert trial([], [find("SCH003", "images[1].url", file="1.md")]) == Leniency(
        kept={"images"}, restored=deep
    )
    assert trial([], [find("FM003", "", file="1.md")]) == Leniency()
    assert trial([], [find("DAT004", "date", file="other.md")]) == Leniency()


@pytest.mark.parametrize(
    ("count", "size", "taken_back"), [(3, 20, False), (4, 20, True), (5, 100, False), (6, 100, True)]
)
def test_what_one_file_in_twenty_does_is_a_habit(count: int, size: int, *, taken_back: bool) -> None:
    found = trial(many("SCH003", "author", count), [], size)
    assert found.loosened == ({(("author",), "type")} if taken_back else set())
    assert trial(many("TXT004", "author", count), [], size).quiet == ({"TXT004"} if taken_back else set())


def test_each_rule_of_the_schema_takes_back_its_keyword() -> None:
    for code, keyword in (
        ("SCH001", "required"),
        ("SCH002", "additionalProperties"),
        ("SCH003", "type"),
        ("SCH004", "enum"),
        ("SCH005", "format"),
    ):
        found = trial(many(code, "authors[2].name", 9), [])
        assert found == Leniency(loosened={(("authors", "[]", "name"), keyword)})
    assert trial(many("FM001", "", 9), []) == Leniency()
    assert trial(many("SCH009", "a", 9), []) == Leniency()
    assert trial(many("TXT004", "a", 9), [], told=(find("TXT004", file="1.md"),)) == Leniency()
    assert trial([found._replace(collection="") for found in many("TXT004", "a", 9)], []) == Leniency()


def test_a_keyword_is_taken_back_where_it_stands() -> None:
    item = {"properties": {"name": {"type": "string"}}, "required": ["name"]}
    schema: dict[str, Any] = {
        "properties": {
            "authors": {
                "items": item,
                "format": "url",
                "$comment": "present in 9 of 9; 2 texts in another form, taken for mistakes",
            },
            "kind": {"enum": ["a"]},
        },
        "required": ["kind", "authors"],
        "additionalProperties": False,
        "patternProperties": {"^x": {}},
        "allOf": [{"then": {"required": ["kind", "length"]}}],
    }
    loosen(
        schema,
        [
            (("authors", "[]", "name"), "type"),
            (("authors", "[]", "name"), "required"),
            (("authors",), "format"),
            (("kind",), "required"),
            (("kind",), "enum"),
            (("other",), "additionalProperties"),
            (("nowhere", "[]"), "type"),
            (("nowhere", "deep"), "required"),
        ],
    )
    assert schema == {
        "properties": {
            "authors": {
                "items": {
                    "properties": {"name": {"$comment": "no `type`, which many files miss"}},
                    "required": [],
                },
                "$comment": "present in 9 of 9; 2 texts in another form; no `format`, which many files miss",
            },
            "kind": {"$comment": "no `enum`, which many files miss"},
        },
        "required": ["authors"],
        "allOf": [{"then": {"required": ["length"]}}],
    }


def test_a_keyword_of_the_shipped_schema_is_put_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "shipped.json"
    put(
        path,
        json.dumps(
            {
                "properties": {
                    "kind": {"type": "string", "enum": ["a"]},
                    "day": {"format": "date"},
                    "images": {"items": {"properties": {"width": {"type": "integer"}}}},
                },
                "required": ["kind", "day", "unseen"],
                "additionalProperties": False,
            }
        ),
    )
    schema: dict[str, Any] = {
        "properties": {
            "kind": {"type": ["string", "integer"]},
            "day": {},
            "hat": {"type": "string"},
            "images": {"items": {"properties": {"width": {}}}},
        },
        "required": ["day"],
    }
    restore(
        schema,
        load_schema(path).start,
        [
            (("kind",), "type"),
            (("kind",), "required"),
            (("day",), "format"),
            (("day",), "enum"),
            (("hat",), "additionalProperties"),
            (("hat",), "type"),
            (("images", "[]", "width"), "type"),
            (("nowhere", "deep"), "type"),
        ],
    )
    assert schema == {
        "properties": {
            "kind": {"type": "string"},
            "day": {"format": "date"},
            "images": {"items": {"properties": {"width": {"type": "integer"}}}},
        },
        "required": ["day", "kind"],
        "additionalProperties": False,
    }


def test_why_a_finding_is_lost() -> None:
    hugo = Site("Hugo", lambda _: 1, schedules=True)
    jekyll = Site("Jekyll", lambda _: 1, yaml_version="1.1")
    assert why_lost(find("TXT001"), hugo, ["b.md"]) == "`exclude` leaves out the folder of the generator"
    assert why_lost(find("DAT002"), hugo, ["a.md"]) == "Hugo holds back what has a date to come"
    assert why_lost(find("FM009"), jekyll, ["a.md"]) == "Jekyll reads YAML by version 1.1"
    said = "the schema of the collection says otherwise of the field"
    assert [why_lost(find(code), site, ["a.md"]) for code, site in (("DAT002", jekyll), ("FM009", hugo))] == [
        said
    ] * 2


# -- the whole


def planned(folder: Path) -> Plan:
    found = plan(folder)
    write(found)
    return found


def schema(root: Path, name: str = "news") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
    return found


def test_an_outlier_is_told_and_the_schema_keeps_the_norm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "news", 60, "seen: 2023-05-02", "description: What crane # did all day.")
    text = (tmp_path / "news/007.md").read_text(encoding="utf-8")
    put(tmp_path / "news/007.md", text.replace("description", "Description"))
    put(tmp_path / "news/009.md", text.replace("seen: 2023-05-02", "seen: 2023-02-30"))
    put(
        tmp_path / "news/011.md", text.replace("description:", "This sentence slipped into the fields of it:")
    )
    put(tmp_path / "news/013.md", text.replace("title: Crane 7 at the pier", "title: {a: b}"))
    (tmp_path / "news/060.md").write_text("The fence is lost.\n", encoding="utf-8")
    proof = planned(tmp_path).proof
    assert proof == (
        "new:",
        "  news/060.md:1 FM001: no front matter: the first line is not `---`",
        "  news/013.md:2 SCH003: `title` must be text, not a mapping",
        "  news/009.md:3 SCH005: `seen` must be a date (RFC 3339), not `2023-02-30`",
        "  news/007.md:4 SCH002: unknown field `Description`",
        "  news/011.md:4 SCH002: unknown field `This sentence slipped into the fields of it`",
        "before 2, after 6: 5 new (FM001 1, SCH002 2, SCH003 1, SCH005 1)",
    )
    fields = schema(tmp_path)["properties"]
    assert fields["seen"] == {
        "$comment": "present in 59 of 59; 2 distinct values; 1 text in another form, taken for mistakes",
        "type": ["string", "null"],
        "format": "date",
    }
    assert fields["title"]["$comment"].endswith("; 1 of type object, taken for mistakes")
    assert fields["description"]["$comment"].endswith("; `Description` is taken for a slip of it")


def test_nothing_that_was_told_of_records_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = (
        "category: news",
        "excerpt: What crane # did all day.",
        "publishedDateTime: 2023-05-02T06:30:00Z",
        "webUrl: https://www.example.com/2023/05/02/crane-#",
        "type: article",
        "quality: 7",
        "provider: {name: Harbour Post, domain: example.com}",
    )
    fill(tmp_path / "news", 60, *lines)
    for wrong, right, numbers in (
        ("quality: '7'", "quality: 7", range(1, 5)),
        ("publishedDateTime: 2023-05-02T06:30:00", "publishedDateTime: 2023-05-02T06:30:00Z", range(5, 9)),
        ("publishedDateTime: 2091-05-02T06:30:00Z", "publishedDateTime: 2023-05-02T06:30:00Z", range(9, 11)),
        ("haet: 7", "quality: 7", range(11, 15)),
        ("hat: felt", "type: article", range(15, 17)),
    ):
        for number in numbers:
            path = tmp_path / f"news/{number:03}.md"
            put(path, path.read_text(encoding="utf-8").replace(right, wrong))
    assert planned(tmp_path).proof == ("before 20, after 20: nothing new, nothing lost",)


def test_a_finding_that_compares_two_fields_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other field has too few values that look like dates, and keeps its role all the same."""
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "news", 30, "pubDate: the last week of May", "updatedDate: 2023-05-02")
    text = (tmp_path / "news/007.md").read_text(encoding="utf-8")
    put(tmp_path / "news/007.md", text.replace("the last week of May", "2023-06-02"))
    (proof,) = planned(tmp_path).proof
    assert proof.startswith("before ")
    assert "lost" not in proof.removesuffix("nothing lost")


def test_a_habit_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a trial says of many files: the schema that is written does without."""
    monkeypatch.setattr("newslint.start.values.is_always", lambda count, total: count * 10 >= total * 9)
    fill(tmp_path / "news", 100, "see: https://www.example.com/#")
    for number in range(1, 7):
        put(tmp_path / f"news/{number:03}.md", f"---\ntitle: Crane {number}\nsee: www.example.com/x\n---\n")
    assert planned(tmp_path).proof[-1].endswith(": nothing new, nothing lost")
    assert schema(tmp_path)["properties"]["see"] == {
        "$comment": (
            "present in 100 of 100; 95 distinct values; 6 texts in another form; "
            "no `format`, which many files miss"
        ),
        "type": "string",
    }


@pytest.mark.slow
@pytest.mark.parametrize("most", [10, 11])
def test_ten_findings_are_told_one_by_one(tmp_path: Path, most: int) -> None:
    fill(tmp_path / "news", 1_200, "mood: calm")
    for number in range(1, most + 1):
        path = tmp_path / f"news/{number:03}.md"
        put(path, path.read_text(encoding="utf-8").replace("mood", "moood"))
    proof = planned(tmp_path).proof
    assert len(proof) == 12 + (most > 10)
    assert proof[-1] == f"before 0, after {most}: {most} new (SCH002 {most})"
    assert (proof[-2] == "  and 1 more") is (most > 10)


def test_pages_without_content_are_left_out_and_named(tmp_path: Path) -> None:
    fill(tmp_path / "news", 120, "date: 2023-05-02")
    put(tmp_path / "news/hidden.md", "---\nheadless: true\n---\n")
    found = planned(tmp_path)
    assert found.seen[1:] == (
        "news: 120 files, schema in schemas/news.schema.json",
        "1 file in no collection",
    )
    assert found.proof == (
        "news: 1 file left out that lack what the rest has (news/hidden.md)",
        "before 0, after 0: nothing new, nothing lost",
    )


def test_templates_among_the_articles_are_in_no_collection(tmp_path: Path) -> None:
    fill(tmp_path / "notes", 120, "date: 2023-05-02")
    put(tmp_path / "notes/Templates/day.md", "---\ntitle: '{{title}}'\ndate: {{date}} {{time}}\n---\n")
    put(tmp_path / "notes/Templates/about.md", "---\ntitle: How we use them\ndate: 2023-05-02\n---\n")
    found = planned(tmp_path)
    assert found.seen[1:] == (
        "notes: 121 files, schema in schemas/notes.schema.json",
        "1 file in no collection",
    )
    assert found.proof == ("before 0, after 0: nothing new, nothing lost",)


@pytest.mark.parametrize("has_one", [False, True])
def test_the_next_page_of_a_folder_is_no_article(tmp_path: Path, *, has_one: bool) -> None:
    put(tmp_path / "hugo.toml", "title = 'Harbour'\n")
    fill(tmp_path / "content/posts", 120, "date: 2023-05-02")
    if has_one:
        put(tmp_path / "content/posts/_index.md", "---\ntitle: Posts\n---\n")
    planned(tmp_path)
    config = tomllib.loads((tmp_path / "newslint.toml").read_text(encoding="utf-8"))
    excluded = {collection["name"]: collection.get("exclude") for collection in config["collections"]}
    assert excluded.pop("posts") == ["**/_index.*"]
    assert excluded == ({"sections": None} if has_one else {})
