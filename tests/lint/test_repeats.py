"""What stands in many places is told once."""

from newslint.finding import Finding, Range, Related, Severity
from newslint.lint.repeats import told_once

PLACE = Range(3, 1, 3, 9)


def find(file: str, group: str = "g", code: str = "COR005", related: tuple[Related, ...] = ()) -> Finding:
    return Finding(
        code,
        "x",
        Severity.WARNING,
        "said",
        file,
        PLACE,
        "image",
        None,
        None,
        "",
        related=related,
        group=group,
    )


def at(file: str, message: str = "the same image") -> Related:
    return Related(file, PLACE, message)


def test_the_first_of_a_group_names_the_places_of_the_others() -> None:
    findings = [
        find("a.md", related=(at("z.md"),)),
        find("b.md", "", "TXT001"),
        find("c.md", related=(at("a.md"),)),
    ]
    first, other = told_once(findings)
    assert (first.message, first.related) == ("said; also at c.md:3", (at("c.md"),))
    assert other is findings[1]


def test_three_places_are_named_and_all_are_related() -> None:
    (told,) = told_once(find(f"{letter}.md", related=(at("x.md"),)) for letter in "abcde")
    assert told.message == "said; also at b.md:3, c.md:3, d.md:3 and in 1 more place"
    assert told.related == tuple(at(f"{letter}.md") for letter in "bcde")
    (told,) = told_once(find(f"{letter}.md") for letter in "abcdef")
    assert told.message == "said; also at b.md:3, c.md:3, d.md:3 and in 2 more places"
    assert told.related[0] == at("b.md", "the same again")


def test_groups_and_rules_are_apart() -> None:
    findings = [find("a.md"), find("b.md", "h"), find("c.md", code="COR006")]
    assert [finding.message for finding in told_once(findings)] == ["said"] * 3


def test_what_is_left_of_a_group_keeps_the_places_of_the_comparison() -> None:
    (told,) = told_once([find("a.md", related=(at("b.md"), at("c.md")))])
    assert told.message == "said; also at b.md:3 and c.md:3"
    related = tuple(map(at, ("b.md", "c.md", "d.md", "e.md")))
    (told,) = told_once([find("a.md", related=related)])
    assert (told.message, told.related) == ("said; also at b.md:3, c.md:3, d.md:3 and elsewhere", related)


def test_the_same_thing_in_the_records_of_two_files_is_told_of_each() -> None:
    told = told_once(
        find(file)._replace(record=record, range=Range(record, 1, record, 2))
        for file, record in (("a.jsonl", 1), ("a.jsonl", 7), ("b.jsonl", 3), ("b.jsonl", 4))
    )
    assert [(f.file, f.record, [(r.where, r.record) for r in f.related]) for f in told] == [
        ("a.jsonl", 1, [("a.jsonl:7", 7)]),
        ("b.jsonl", 3, [("b.jsonl:4", 4)]),
    ]
