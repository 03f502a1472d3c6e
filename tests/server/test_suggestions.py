from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from cursors import MARK, split

from newslint.server.cursor.find import block_of, read_at
from newslint.server.cursor.spots import Spot
from newslint.server.fields.date_forms import DateForm
from newslint.server.fields.suggestions import Basis, Suggestion, suggestions
from schemas import state_of

NOW = datetime(2024, 5, 2, 1, 30, 7, tzinfo=timezone(timedelta(hours=2)))
SCHEMA: dict[str, Any] = {
    "required": ["date", "title"],
    "properties": {
        "draft": {"type": "boolean"},
        "title": {"type": "string", "title": "Headline", "x-newslint-role": "headline"},
        "date": {"type": "string", "format": "date-time", "x-newslint-role": "published"},
        "day": {"format": "date"},
        "type": {"const": "article"},
        "status": {"enum": ["open", "yes", 3, None, "a: b"]},
        "tags": {"type": "array", "items": {"type": "string", "x-newslint-role": "topic"}},
        "tag": {"type": ["string", "array"], "x-newslint-role": "topic"},
        "image": {
            "type": "object",
            "required": ["url"],
            "properties": {"width": {}, "url": {"type": "string"}},
        },
        "related": {
            "type": "array",
            "items": {"type": "object", "properties": {"title": {"type": "string"}}},
        },
        "count": {"type": "integer", "default": 5},
        "old key": {"deprecated": True, "description": "Use `title`."},
        "kind": {"anyOf": [{"enum": ["news", "blog"]}, {"type": "string"}]},
    },
}
LABELS = {("topic", "tags"): ["weather", "Rain #2", "no"], ("topic", "tag"): ["snow"]}


def offered(marked: str, **changes: Any) -> list[tuple[Spot, Suggestion]]:
    text, cursor = split(marked)
    block = block_of(text, cursor)
    assert block is not None
    basis = Basis(block.language, state_of(SCHEMA), NOW, **{"labels": LABELS, **changes})
    spots = read_at(text, block, cursor).spots
    return [(spot, found) for spot in spots for found in suggestions(spot, basis)]


def labels(marked: str, **changes: Any) -> list[str]:
    return [found.label for _, found in offered(marked, **changes)]


def put(marked: str, label: str, **changes: Any) -> str:
    """The text once somebody took a suggestion, with the mark where the cursor shall stand."""
    ((spot, found),) = [each for each in offered(marked, **changes) if each[1].label == label]
    text, _ = split(marked)
    put_in = found.text
    if found.is_snippet:
        put_in = put_in.replace("$1", MARK)
    result = text[: spot.span.start] + put_in + text[spot.span.end :]
    if spot.comma_at is not None:
        result = result[: spot.comma_at] + "," + result[spot.comma_at :]
    return result


def yaml(block: str, label: str, **changes: Any) -> str:
    return put(f"---\n{block}\n---\n", label, **changes)[4:-5]


def test_required_keys_come_first_and_deprecated_ones_last() -> None:
    found = sorted(offered("---\n¦\n---\n"), key=lambda each: each[1].group)
    assert [each.label for _, each in found] == [
        "title",
        "date",
        "draft",
        "day",
        "type",
        "status",
        "tags",
        "tag",
        "image",
        "related",
        "count",
        "kind",
        "old key",
    ]
    assert [each.group for _, each in found] == [0, 0, *[1] * 10, 2]
    assert [each.is_deprecated for _, each in found] == [*[False] * 12, True]
    assert [each.detail for _, each in found[:3]] == ["required", "required", ""]
    assert "Deprecated: Use `title`." in found[-1][1].documentation
    assert found[0][1].documentation.startswith("**title**: Headline\n\n- required\n- text")


def test_keys_that_the_archive_has_come_before_others() -> None:
    keys = ["hero image", "type", "date", "title"]
    assert labels("---\ndraft: true\n¦\n---\n", keys=keys)[:6] == [
        "title",
        "date",
        "hero image",
        "type",
        "day",
        "status",
    ]
    assert put("---\n¦\n---\n", "hero image", keys=keys) == '---\n"hero image": ¦\n---\n'
    assert labels("---\nhero image: x\n¦\n---\n", keys=keys)[2] == "type"
    assert labels("---\nimage:\n  ¦\n---\n", keys=keys) == ["url", "width"]


def test_keys_that_are_there_are_not_offered() -> None:
    assert "title" not in labels("---\ntitle: a\n¦\n---\n")
    assert "title" not in labels("---\n¦\ntitle: a\n---\n")
    assert "title" in labels("---\nti¦: a\n---\n")


@pytest.mark.parametrize(
    ("block", "label", "expected"),
    [
        ("¦", "title", "title: ¦"),
        ("ti¦", "title", "title: ¦"),
        ("ti¦: x", "title", "title: x"),
        ("'ti¦", "title", "title: ¦"),
        ("¦", "type", "type: article"),
        ("¦", "tags", "tags:\n  - ¦"),
        ("¦", "tag", "tag: ¦"),
        ("¦", "image", "image:\n  ¦"),
        ("¦", "draft", "draft: ¦"),
        ("¦", "old key", '"old key": ¦'),
        ("image:\n  ¦", "url", "image:\n  url: ¦"),
        ("image: {¦}", "url", "image: {url: ¦}"),
        ("image: {¦ width: 1}", "url", "image: {url: ¦, width: 1}"),
        ("related:\n  - ¦", "title", "related:\n  - title: ¦"),
        ("related:\n  -¦", "title", "related:\n  - title: ¦"),
        ("related: [{¦}]", "title", "related: [{title: ¦}]"),
    ],
)
def test_keys_of_yaml(block: str, label: str, expected: str) -> None:
    assert yaml(block, label) == expected


def test_a_list_below_a_key_of_an_item_is_indented_from_there() -> None:
    schema = {"items": {"properties": {"tags": {"type": "array"}}}}
    text, cursor = split("---\n- ¦\n---\n")
    block = block_of(text, cursor)
    assert block is not None
    basis = Basis("YAML", state_of(schema), NOW)
    (found,) = [f for spot in read_at(text, block, cursor).spots for f in suggestions(spot, basis)]
    assert found.text == "tags:\n    - $1"  # and the client adds the indentation of the line


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ("{\n¦", "title", '{\n"title": "¦"'),
        ('{\n"ti¦"}', "title", '{\n"title": "¦"}'),
        ('{"ti¦": 1}', "title", '{"title": 1}'),
        ('{\n"a": 1\n¦\n}', "draft", '{\n"a": 1,\n"draft": ¦\n}'),
        ('{\n¦\n"a": 1}', "tags", '{\n"tags": [¦],\n"a": 1}'),
        ("{\n¦\n}", "image", '{\n"image": {¦}\n}'),
        ("{\n¦\n}", "type", '{\n"type": "article"\n}'),
        ("{\n¦\n}", "date", '{\n"date": "¦"\n}'),
        ("+++\n¦\n+++", "title", '+++\ntitle = "¦"\n+++'),
        ("+++\n¦\n+++", "date", "+++\ndate = ¦\n+++"),
        ("+++\n¦\n+++", "day", "+++\nday = ¦\n+++"),
        ("+++\n¦\n+++", "tags", "+++\ntags = [¦]\n+++"),
        ("+++\n¦\n+++", "image", "+++\nimage = {¦}\n+++"),
        ("+++\n¦\n+++", "old key", '+++\n"old key" = ¦\n+++'),
        ("+++\nti¦ = 1\n+++", "title", "+++\ntitle = 1\n+++"),
        ("+++\n[¦\n+++", "image", "+++\n[image]\n+++"),
        ("+++\n[¦]\n+++", "image", "+++\n[image]\n+++"),
        ("+++\n[[re¦\n+++", "related", "+++\n[[related]]\n+++"),
        ("Title: x\nDate: y\n¦", "tags", "Title: x\nDate: y\ntags: ¦"),
    ],
)
def test_keys_of_other_languages(marked: str, label: str, expected: str) -> None:
    assert put(marked, label) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\n¦\n---\n", "---\ntags:\n  - \n---\n"),
        ("{\n¦\n}", '{\n"tags": \n}'),
        ("+++\n¦\n+++", "+++\ntags = \n+++"),
    ],
)
def test_keys_for_clients_without_snippets(marked: str, expected: str) -> None:
    assert put(marked, "tags", takes_snippets=False) == expected


def test_what_means_something_in_snippets_is_escaped() -> None:
    text, cursor = split("---\n¦\n---\n")
    block = block_of(text, cursor)
    assert block is not None
    (spot,) = read_at(text, block, cursor).spots
    schema = state_of({"properties": {"$a}": {"const": "\\x$"}}})
    (found,) = suggestions(spot, Basis("YAML", schema, NOW))
    assert found.text == '"\\$a\\}": "\\\\\\\\x\\$"'
    (found,) = suggestions(spot, Basis("YAML", schema, NOW, takes_snippets=False))
    assert found.text == '"$a}": "\\\\x$"'


def test_tables() -> None:
    assert labels("+++\n[¦\n+++") == ["image"]
    assert labels("+++\n[¦\n[image]\n+++") == []
    assert labels("+++\n[[¦\n[[related]]\n+++") == ["related"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("---\ndraft: ¦\n---\n", ["true", "false"]),
        ("---\nstatus: ¦\n---\n", ["open", "yes", "3", "null", "a: b"]),
        ("---\nstatus: 'o¦'\n---\n", ["open", "yes", "a: b"]),
        ('{"status": "¦"}', ["open", "yes", "a: b"]),
        ("+++\nstatus = ¦\n+++", ["open", "yes", "3", "a: b"]),
        ("---\ncount: ¦\n---\n", ["5"]),
        ("---\nkind: ¦\n---\n", ["news", "blog"]),
        ("---\ntitle: ¦\n---\n", []),
        ("---\nunknown: ¦\n---\n", []),
        ("---\ntags:\n  - ¦\n---\n", ["weather", "Rain #2", "no"]),
        ("---\ntags:\n  - weather\n  - ¦\n  - no\n---\n", ["Rain #2"]),
        ("---\ntags: [no, ¦]\n---\n", ["weather", "Rain #2"]),
        ("---\ntags: ¦\n---\n", ["weather", "Rain #2", "no"]),
        ("---\ntags:\n  ¦\n---\n", ["weather", "Rain #2", "no"]),
        ("---\ntag: ¦\n---\n", ["snow"]),
    ],
)
def test_values(marked: str, expected: list[str]) -> None:
    assert labels(marked) == expected


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ("---\ntags: ¦\n---\n", "no", '---\ntags: ["no"]\n---\n'),
        ("---\ntags:¦\n---\n", "weather", "---\ntags: [weather]\n---\n"),
        ("---\ntags:\n  ¦\n---\n", "weather", "---\ntags:\n  - weather\n---\n"),
        ("---\ntags: [a, ¦\n---\n", "Rain #2", '---\ntags: [a, "Rain #2"\n---\n'),
        ("---\ntags: [a, 'R¦\n---\n", "Rain #2", "---\ntags: [a, 'Rain #2'\n---\n"),
        ('---\ntags: [a, "R¦"]\n---\n', "Rain #2", '---\ntags: [a, "Rain #2"]\n---\n'),
        ("---\ntags: [¦ a]\n---\n", "weather", "---\ntags: [weather, a]\n---\n"),
        ("---\nstatus: ¦\n---\n", "yes", '---\nstatus: "yes"\n---\n'),
        ("---\nstatus: x¦y # z\n---\n", "open", "---\nstatus: open # z\n---\n"),
        ("---\nstatus: ¦\n---\n", "3", "---\nstatus: 3\n---\n"),
        ("---\ndraft:¦\n---\n", "true", "---\ndraft: true\n---\n"),
        ('{"tags": [¦]}', "no", '{"tags": ["no"]}'),
        ('{"tags": ¦}', "no", '{"tags": ["no"]}'),
        ('{"status": "o¦\n}', "open", '{"status": "open"\n}'),
        ('{\n"status": ¦\n"a": 1}', "open", '{\n"status": "open",\n"a": 1}'),
        ("+++\ntags = ['¦]\n+++", "Rain #2", '+++\ntags = ["Rain #2"]\n+++'),
        ("+++\nstatus =¦\n+++", "open", '+++\nstatus = "open"\n+++'),
        ("Title: x\nDate: y\nTag: ¦\n\nText", "snow", "Title: x\nDate: y\nTag: snow\n\nText"),
    ],
)
def test_values_as_they_are_put_in(marked: str, label: str, expected: str) -> None:
    assert put(marked, label) == expected


@pytest.mark.parametrize(
    ("field", "forms", "expected"),
    [
        ("date", [], ["2024-05-02T01:30:07+02:00"]),
        ("day", [], ["2024-05-02"]),
        ("date", [DateForm("%Y-%m-%d"), DateForm("%Y/%m/%d")], ["2024-05-02", "2024-05-02T01:30:07+02:00"]),
        ("date", [DateForm("%Y-%m-%dT%H:%M:%S", ":")], ["2024-05-02T01:30:07+02:00"]),
        ("date", [DateForm("%Y-%m-%d %H:%M", "Z")], ["2024-05-01 23:30Z", "2024-05-02T01:30:07+02:00"]),
        ("title", [DateForm("%Y-%m-%d")], []),
    ],
)
def test_today(field: str, forms: list[DateForm], expected: list[str]) -> None:
    assert labels(f"---\n{field}: ¦\n---\n", date_forms=forms) == expected


def test_today_without_a_format() -> None:
    schema = state_of({"properties": {"date": {"x-newslint-role": "updated"}}})
    text, cursor = split("---\ndate: ¦\n---\n")
    block = block_of(text, cursor)
    assert block is not None
    (spot,) = read_at(text, block, cursor).spots
    assert [found.label for found in suggestions(spot, Basis("YAML", schema, NOW))] == ["2024-05-02"]


@pytest.mark.parametrize(
    ("marked", "quote", "expected"),
    [
        ("---\ndate: ¦\n---\n", "", "---\ndate: 2024-05-02\n---\n"),
        ("---\ndate: ¦\n---\n", "'", "---\ndate: '2024-05-02'\n---\n"),
        ('---\ndate: "¦\n---\n', "'", '---\ndate: "2024-05-02"\n---\n'),
        ('{"date": ¦}', "", '{"date": "2024-05-02"}'),
        ('{"date": "¦"}', "'", '{"date": "2024-05-02"}'),
        ("+++\ndate = ¦\n+++", "", "+++\ndate = 2024-05-02\n+++"),
        ("+++\ndate = ¦\n+++", '"', '+++\ndate = "2024-05-02"\n+++'),
        ("Title: x\nDate: ¦\n\nText", '"', "Title: x\nDate: 2024-05-02\n\nText"),
    ],
)
def test_today_as_it_is_put_in(marked: str, quote: str, expected: str) -> None:
    assert put(marked, "2024-05-02", date_forms=[DateForm("%Y-%m-%d", quote=quote)]) == expected


@pytest.mark.parametrize(
    ("marked", "label", "sought"),
    [
        ("---\n¦\n---\n", "title", "title"),
        ("---\n¦\n---\n", "old key", '"old key"'),
        ("---\n'¦\n---\n", "title", "'title"),
        ("---\ntags: [¦]\n---\n", "weather", "weather"),
        ("---\ntags: [¦]\n---\n", "no", '"no"'),
        ("---\ntags: ['¦]\n---\n", "no", "'no"),
        ('{"status": "¦"}', "open", '"open'),
    ],
)
def test_what_is_sought(marked: str, label: str, sought: str) -> None:
    assert [found.sought for _, found in offered(marked) if found.label == label] == [sought]


def test_meanings_and_further_values() -> None:
    meanings = {"open": "Not done yet."}
    found = [each for _, each in offered("---\nstatus: ¦\n---\n", meanings=meanings)]
    assert [(each.label, each.detail) for each in found] == [("open", "Not done yet.")]
    values = {("related", "title"): ["One", "Two"]}
    assert labels("---\nrelated:\n  - title: ¦\n---\n", values=values) == ["One", "Two"]
    assert labels("---\ntitle: ¦\n---\n", values=values) == []
