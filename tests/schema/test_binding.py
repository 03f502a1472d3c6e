"""Which schemas hold for a document: it can add to what it is bound to, and not loosen it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile import run

Found = list[tuple[str, str]]
Check = Callable[..., Found]

STRICT: dict[str, Any] = {
    "required": ["date", "author"],
    "properties": {
        "title": {"type": "string", "x-newslint-role": "headline"},
        "date": {"type": "string"},
        "author": {"enum": ["Ann Example", "Bo Example"]},
        "kind": {"type": "integer"},
        "link": {"type": "string"},
    },
}
CONFIG = '[[collections]]\nname = "c"\nfiles = ["content/"]\nschema = "strict.json"\n'
MOJIBAKE = "The harbour\u00e2\u20ac\u2122s cranes"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "newslint.toml").write_text(CONFIG, "utf-8")
    write(tmp_path, "strict.json", STRICT)
    return tmp_path


def write(site: Path, name: str, content: Any) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (site / name).write_text(text, encoding="utf-8")


def check(site: Path, *arguments: str, text: str, own: Any = None, name: str = "content/a.md") -> Found:
    """What is found in a document, as code and message; `own` is the schema that it names."""
    head = "" if own is None else "# yaml-language-server: $schema=../own.json\n"
    if own is not None:
        write(site, "own.json", own)
    write(site, name, f"---\n{head}{text}---\n")
    done = run("check", name, "--output-format", "json", "--no-cache", *arguments, cwd=site)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [(finding["code"], finding["message"]) for finding in json.loads(done.stdout)["findings"]]


NEITHER = [
    ("SCH001", "`author` is missing (schema `strict.json`)"),
    ("SCH001", "`date` is missing (schema `strict.json`)"),
]


@pytest.mark.parametrize("own", [{"name": "site"}, {}, True, {"additionalProperties": True}])
def test_a_document_cannot_loosen_the_schema_of_its_collection(own: Any, site: Path) -> None:
    assert sorted(check(site, text="title: A\n", own=own)) == NEITHER


def test_a_document_adds_to_the_schema_of_its_collection(site: Path) -> None:
    valid = "date: '2023-05-02'\nauthor: Ann Example\n"
    own = {"required": ["place"]}
    assert check(site, text=valid) == []
    assert check(site, text=valid, own=own) == [("SCH001", "`place` is missing (schema `own.json`)")]


def test_what_both_want_is_told_once_and_names_neither(site: Path) -> None:
    own = {"required": ["author", "place", "date"], "properties": STRICT["properties"]}
    assert sorted(check(site, text="kind: text\n", own=own)) == [
        ("SCH001", "`author` is missing"),
        ("SCH001", "`date` is missing"),
        ("SCH001", "`place` is missing (schema `own.json`)"),
        ("SCH003", '`kind` must be an integer, not the text `"text"`'),
    ]


def test_what_each_wants_otherwise_is_told_of_each(site: Path) -> None:
    text = "date: '2023-05-02'\nauthor: Cy Example\n"
    own = {"properties": {"author": {"const": "Di Example"}, "date": {"minLength": 20}}}
    assert sorted(check(site, text=text, own=own)) == [
        (
            "SCH004",
            "`author` must be `Ann Example` or `Bo Example`, not `Cy Example` (schema `strict.json`)",
        ),
        ("SCH004", "`author` must be `Di Example`, not `Cy Example` (schema `own.json`)"),
        ("SCH007", "`date` must have 20 characters or more, found 10 (schema `own.json`)"),
    ]


def test_the_schema_of_the_collection_named_again_is_the_same_one(site: Path) -> None:
    head = "# yaml-language-server: $schema=../strict.json\n"
    assert check(site, text=f"{head}title: A\ndate: '2023-05-02'\n") == [("SCH001", "`author` is missing")]


CLOSED = {**STRICT, "additionalProperties": False}


def test_a_field_is_unknown_where_one_of_them_forbids_it(site: Path) -> None:
    valid = "date: '2023-05-02'\nauthor: Ann Example\nplace: Quay\n"
    write(site, "strict.json", CLOSED)
    assert check(site, text=valid, own={"properties": {"place": {}}}) == [
        ("SCH002", "unknown field `place` (schema `strict.json`)")
    ]
    assert check(site, text=valid, own={"unevaluatedProperties": False}) == [
        ("SCH002", "unknown field `date` (schema `own.json`)"),
        ("SCH002", "unknown field `author` (schema `own.json`)"),
        ("SCH002", "unknown field `place`"),
    ]


def test_what_only_one_of_them_wants_has_no_fix(site: Path) -> None:
    """The other one may want the field as it is, so that each fix would undo that of the other."""
    write(site, "strict.json", {"properties": {"kind": {"type": "integer"}}})
    text = '---\n# yaml-language-server: $schema=../own.json\nkind: "7"\n---\n'
    for own, expected in (({"properties": {"kind": {"type": "string"}}}, '"7"'), (None, "7")):
        write(site, "own.json", own or {"properties": {"kind": {"type": "integer"}}})
        write(site, "content/a.md", text)
        run("check", "--fix", "--unsafe-fixes", "--no-cache", cwd=site)
        assert f"kind: {expected}\n" in (site / "content/a.md").read_text("utf-8")


def test_roles_come_from_both(site: Path) -> None:
    """The rule needs the one address to judge the other."""
    text = "link: http://www.example.com/amp\nother: https://www.example.com/\n"
    own = {"properties": {"other": {"x-newslint-role": "canonical-url"}}}
    strict = {"x-newslint-role": "article", "properties": {"link": {"x-newslint-role": "amp-url"}}}
    write(site, "strict.json", strict)
    expected = [("URL004", "`link` uses http, but `other` is on the same host with https")]
    assert check(site, "--select", "insecure-url", text=text, own=own) == expected
    assert check(site, "--select", "insecure-url", text=text) == []


def test_a_collection_may_let_its_documents_choose(site: Path) -> None:
    (site / "newslint.toml").write_text(f"{CONFIG}allow-schema-override = true\n", "utf-8")
    assert check(site, text="title: A\n", own={}) == []
    assert check(site, text="title: A\n", own={"required": ["x"]}) == [("SCH001", "`x` is missing")]
    assert sorted(check(site, text="title: A\n")) == [
        ("SCH001", "`author` is missing"),
        ("SCH001", "`date` is missing"),
    ]


def test_the_command_line_goes_before_all(site: Path) -> None:
    write(site, "line.json", {"required": ["line"]})
    found = check(site, "--schema", "line.json", text="title: A\n", own={"required": ["x"]})
    assert found == [("SCH001", "`line` is missing")]


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ('{"$ref": "#"}', "leads back to itself"),
        ("title: a", "not valid JSON"),
        (json.dumps({"patternProperties": {f"^a{number}": {} for number in range(2001)}}), "2,000 patterns"),
    ],
)
def test_one_that_cannot_be_used_is_told_and_the_collection_still_holds(
    own: str, words: str, site: Path
) -> None:
    first, *others = sorted(check(site, text="title: A\n", own=own), reverse=True)
    assert first[0] == "SCH010"
    assert words in first[1]
    assert {code for code, _ in others} == {"SCH001"}
    assert [message for _, message in sorted(others)] == ["`author` is missing", "`date` is missing"]


# Where nobody bound the document, it may name what it must be, and not what its fields mean.

ARTICLE = f"""category: news
publishedDateTime: 2023-05-02T06:30:00Z
provider: {{name: Harbour Post, domain: example.com}}
webUrl: /relative
excerpt: "{MOJIBAKE}"
quality: many
"""


def test_an_empty_schema_silences_no_rule_that_asks_for_roles(site: Path) -> None:
    outside = "a.md"
    plain = check(site, text=ARTICLE, name=outside)
    head = "# yaml-language-server: $schema=empty.json\n"
    write(site, "empty.json", {})
    named = check(site, text=head + ARTICLE, name=outside)
    assert {code for code, _ in plain} >= {"SCH003", "TXT001", "URL002"}
    assert named == [(code, message) for code, message in plain if not code.startswith("SCH")]


@pytest.mark.parametrize(("said", "codes"), [({}, []), ({"webUrl": {}}, []), ({"other": {}}, ["URL002"])])
def test_an_address_is_judged_by_the_guess_where_the_named_schema_is_silent(
    said: Any, codes: list[str], site: Path
) -> None:
    head = "# yaml-language-server: $schema=own.json\n"
    write(site, "own.json", {"properties": said} if said else {"properties": {"webUrl": {"type": "string"}}})
    found = check(site, "--select", "relative-url", text=head + ARTICLE, name="a.md")
    assert [code for code, _ in found] == codes


def test_what_a_guess_requires_gives_way_to_what_a_document_names(site: Path) -> None:
    write(site, "own.json", {"required": ["place"], "additionalProperties": False, "properties": {"a": {}}})
    text = "# yaml-language-server: $schema=own.json\ncategory: news\nprovider: {name: A}\na: 1\n"
    assert check(site, text=text, name="a.md") == [
        ("SCH001", "`place` is missing"),
        ("SCH002", "unknown field `category`"),
        ("SCH002", "unknown field `provider`"),
    ]


def test_a_collection_without_a_schema_is_bound_by_guessing(site: Path) -> None:
    (site / "newslint.toml").write_text('[[collections]]\nname = "c"\nfiles = ["content/"]\n', "utf-8")
    plain = check(site, text=ARTICLE)
    named = check(site, text=ARTICLE, own={})
    assert named == [(code, message) for code, message in plain if not code.startswith("SCH")]
