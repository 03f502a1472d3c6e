"""What `newslint init` makes of small and odd folders: types, looks, names and kinds."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from newslint.errors import NewslintError
from newslint.schema.field_schema import State
from newslint.start import plan, write
from newslint.start.corrections import loosen
from newslint.start.inference import _value_schema, infer_schema, meaning_of_articles
from newslint.start.meaning import _are_most
from newslint.start.presets import widen
from newslint.start.profile import _MOST_FIELDS, Profile, _looks_like, _read_as
from newslint.start.settings import bindings
from newslint.start.site import Site, recognise
from newslint.start.survey import Collection, _have_one_shape, survey
from newslint.start.values import Known, accepted_types


def profile_of(*values: Any) -> Profile:
    profile = Profile()
    for value in values:
        profile.add(value)
    return profile


# -- generators


@pytest.mark.parametrize(
    ("folders", "depth"),
    [
        (("_posts",), 1),
        (("_posts", "2023"), 1),
        (("news", "_posts", "deep"), 2),
        (("_people",), 1),
        (("site", "_people", "staff"), 2),
        (("_people", "_posts"), 2),
        (("about",), None),
        ((), None),
    ],
)
def test_collections_of_jekyll_lie_in_folders_with_a_mark(
    tmp_path: Path, folders: tuple[str, ...], depth: int | None
) -> None:
    (tmp_path / "_config.yml").write_text("title: Pier\n")
    site = recognise(tmp_path)
    assert (site.generator, site.seen) == ("Jekyll", "_config.yml")
    assert site.depth_of(folders) == depth


@pytest.mark.parametrize(
    ("config", "folders", "depth"),
    [
        ("export default {}", ("posts",), 1),
        ("export default {}", ("posts", "2023"), 1),
        ("export default {}", (), None),
        ('export default {dir: {input: "src"}}', ("src",), None),
        ('export default {dir: {input: "src"}}', ("src", "posts"), 2),
        ('export default {dir: {input: "src"}}', ("src", "posts", "2023"), 2),
        ('export default {dir: {input: "src"}}', ("posts", "2023"), None),
        ('export default {dir: {input: "src/pages"}}', ("src", "pages", "posts"), 3),
        ('export default {dir: {input: "src/pages"}}', ("src", "posts", "2023"), None),
    ],
)
def test_collections_of_eleventy_are_folders_of_its_input(
    tmp_path: Path, config: str, folders: tuple[str, ...], depth: int | None
) -> None:
    (tmp_path / "eleventy.config.js").write_text(config)
    site = recognise(tmp_path)
    assert (site.generator, site.seen) == ("Eleventy", "eleventy.config.js")
    assert site.depth_of(folders) == depth


@pytest.mark.parametrize(
    ("content", "folders", "depth"),
    [
        ("", ("src", "content"), None),
        ("", ("src", "content", "blog"), 3),
        ("", ("src", "content", "blog", "2023"), 3),
        ("", ("src", "pages", "blog"), None),
        ("loader: glob({ base: './src/texts' })", ("src", "texts"), 2),
        ("loader: glob({ base: './src/texts' })", ("src", "texts", "2023"), 2),
        ("loader: glob({ base: './src/texts' })", ("src", "content", "blog"), 3),
        ("glob({ base: 'src' }), glob({ base: 'src/texts' })", ("src", "texts", "2023"), 2),
        ("glob({ base: 'src' }), glob({ base: 'src/texts' })", ("src", "other", "2023"), 1),
    ],
)
def test_collections_of_astro_are_folders_of_its_content_or_named(
    tmp_path: Path, content: str, folders: tuple[str, ...], depth: int | None
) -> None:
    (tmp_path / "astro.config.mjs").write_text("export default {}")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "content.config.ts").write_text(content)
    site = recognise(tmp_path)
    assert (site.generator, site.seen) == ("Astro", "astro.config.mjs")
    assert site.depth_of(folders) == depth


@pytest.mark.parametrize(
    ("folders", "depth"),
    [
        ((), None),
        (("content",), None),
        (("content", "posts"), 2),
        (("content", "posts", "2023"), 2),
        (("content", "de"), 2),
        (("content", "de", "posts"), 3),
        (("content", "de", "posts", "2023"), 3),
        (("layouts", "posts"), None),
    ],
)
def test_collections_of_hugo_are_sections_below_a_language(
    tmp_path: Path, folders: tuple[str, ...], depth: int | None
) -> None:
    (tmp_path / "hugo.toml").write_text('title = "Pier"\n')
    site = recognise(tmp_path)
    assert (site.generator, site.seen) == ("Hugo", "hugo.toml")
    assert site.depth_of(folders) == depth


# -- types


@pytest.mark.parametrize(
    ("values", "rare", "expected"),
    [
        ([None], ["a"], ["null", "string"]),
        ([None], [1], ["null", "integer"]),
        ([True], ["yes"], ["boolean"]),
        ([True], [1], ["boolean"]),
        ([True], [1.5], ["boolean"]),
        ([True], [None], ["boolean"]),
        ([True], [["a"]], ["boolean", "array"]),
        ([3], ["a"], ["integer"]),
        ([3], [True], ["integer"]),
        ([3], [["a"]], ["integer", "array"]),
        ([1.5], ["a"], ["number"]),
        ([1.5], [2], ["number"]),
        (["pier"], [True], ["string"]),
        (["pier"], [7], ["string", "integer"]),
        (["2023-05-02"], [2023], ["string"]),
        (["2023-05-02"], [2.5], ["string"]),
        (["2023-05-02"], [True], ["string"]),
        (["2023-05-02"], [["a"]], ["string"]),
        ([["a"]], ["b"], ["array", "string"]),
    ],
)
def test_a_rare_type_is_a_slip_or_another_way_to_write(
    values: list[Any], rare: list[Any], expected: list[str]
) -> None:
    assert accepted_types(profile_of(*values * 400, *rare)) == expected
    assert set(accepted_types(profile_of(*values * 40, *rare * 40))) >= set(expected) - {"null"} or rare == [
        2
    ]


@pytest.mark.parametrize(
    ("values", "roles", "expected"),
    [
        # A flag in words, and a `true` among them.
        (["yes", "no"] * 20 + [True], [], ["string", "boolean"]),
        (["yes", "no"] * 20 + ["so", "or", True], [], ["string", "boolean"]),
        (["yes", "no"] * 20 + ["so", "or", "if", True], [], ["string"]),
        ([True] * 120 + ["yes"], [], ["boolean"]),
        # `false` is none.
        (["a.png"] * 40 + [False], [], ["string", "boolean"]),
        (["a.png"] * 40 + [True], [], ["string"]),
        # A picture has a mapping too, other fields that are texts do not.
        (["a.png"] * 40 + [{"src": "a.png"}], ["image", "image-url"], ["string", "object"]),
        (["a.png"] * 40 + [{"src": "a.png"}], ["image-url"], ["string"]),
        (["ada"] * 40 + [{"name": "ada"}], [], ["string"]),
        # An article has one headline, and may have two authors.
        (["Pier"] * 40 + [["Pier"]], ["headline"], ["string"]),
        (["ada"] * 40 + [["ada", "bob"]], ["creator"], ["string", "array"]),
        # One text among numbers or flags, of few and of many.
        ([7] * 98 + ["special"], [], ["integer", "string"]),
        ([7] * 99 + ["special"], [], ["integer"]),
        ([True] * 98 + ["katex"], [], ["boolean", "string"]),
        ([True] * 98 + ["katex"], ["draft"], ["boolean"]),
        ([7] * 98 + [True], [], ["integer"]),
    ],
)
def test_a_rare_type_with_a_sense_of_its_own_is_no_slip(
    values: list[Any], roles: list[str], expected: list[str]
) -> None:
    assert accepted_types(profile_of(*values), roles) == expected


PUBLISHED = Known(["published"])
DAY, MOMENT, LOOSE = "2023-05-02", "2023-05-02T06:30:00Z", "2023-05-02 06:30:00 +0200"
URL = "https://a.example/x"


@pytest.mark.parametrize(
    ("values", "known", "expected"),
    [
        # Dates of pages: one form if all have it, whatever generators read if not.
        ([DAY] * 60, PUBLISHED, "date"),
        ([DAY] * 60 + [MOMENT], PUBLISHED, "loose-date"),
        ([DAY] * 60 + [MOMENT], Known(["published"], is_strict=True), "date"),
        ([MOMENT] * 60 + [DAY] * 3, Known(["published"], is_strict=True), "loose-date"),
        ([DAY] * 9 + ["soon"], PUBLISHED, "date"),
        ([DAY] * 8 + ["soon"], PUBLISHED, None),
        ([DAY] * 9 + [LOOSE], PUBLISHED, "loose-date"),
        (["Jul 08 2022"] * 9 + [DAY], PUBLISHED, "loose-date"),
        # Words that readers take for an address are no dates in its place.
        ([URL] * 99 + ["auto"], Known(), "url"),
        # Without a name that says so, few values must all have it or come near.
        ([DAY] * 38 + ["2023-02-30"], Known(), "date"),
        ([DAY] * 38 + [""], Known(), "loose-date"),
        ([DAY] * 38 + [""], Known(["updated"]), "loose-date"),
        ([DAY] * 38 + [""], Known(["updated"], is_strict=True), "date"),
        ([DAY] * 38 + [""], PUBLISHED, "date"),
        ([DAY] * 38 + ["soon"], Known(), None),
        ([DAY] * 98 + ["soon"], Known(), None),
        ([DAY] * 99 + ["soon"], Known(), "date"),
        ([DAY] * 38 + [MOMENT], Known(), "loose-date"),
        ([URL] * 49 + ["www.a.example/x"], Known(), "url"),
        ([URL] * 49 + ["pier"], Known(), None),
        ([URL] * 98 + ["pier"], Known(), None),
        ([URL] * 99 + ["pier"], Known(), "url"),
        ([URL] * 49 + ["/pier"], Known(), "url-reference"),
        ([URL] * 49 + [""], Known(), "url-reference"),
        ([URL] * 49 + [""], Known(["canonical-url"]), "url"),
        ([URL] * 49 + [""], Known(["image-url"]), "url"),
        ([URL] * 49 + ["/pier"], Known(["image-url"]), "url-reference"),
        ([URL] * 49 + ["/pier"], Known(["canonical-url"]), "url"),
        ([URL] * 49 + ["pier"], Known(["canonical-url"]), "url"),
        # Where numbers are right too, the texts are no form.
        ([7] * 30 + [URL] * 30, Known(), None),
        ([None] * 30 + [URL] * 30, Known(), "url"),
    ],
)
def test_a_form_needs_nearly_all_texts(values: list[Any], known: Known, expected: str | None) -> None:
    schema = _value_schema(profile_of(*values), State.nothing(), "pier", known)
    assert schema.get("format") == expected


@pytest.mark.parametrize(
    ("lacking", "given", "required"), [(0, ["published"], True), (1, ["published"], False), (1, [], True)]
)
def test_what_comes_from_elsewhere_is_required_where_all_have_it(
    lacking: int, given: list[str], *, required: bool
) -> None:
    profile = profile_of(*[{"title": "a", "date": DAY}] * (120 - lacking), *[{"title": "a"}] * lacking)
    schema = infer_schema(profile, "news", given=given)
    assert schema["required"] == (["title", "date"] if required else ["title"])


def test_only_what_every_article_has_is_never_left_empty() -> None:
    full = {"title": "a", "date": DAY, "translator": "b", "editor": "c", "rare": "d"}
    few = {name: value for name, value in full.items() if name != "rare"}
    empty = few | {"translator": None, "title": None}
    schema = infer_schema(profile_of(*[full] * 20, *[few] * 179, empty), "news")
    assert schema["required"] == ["title", "date", "translator", "editor"]
    types = {name: field["type"] for name, field in schema["properties"].items()}
    assert types == {
        "title": "string",
        "date": "string",
        "translator": ["string", "null"],
        "editor": "string",
        "rare": ["string", "null"],
    }
    comments = {name: field["$comment"] for name, field in schema["properties"].items()}
    assert comments["title"] == "present in 200 of 200; 1 distinct value; 1 of type null, taken for mistakes"
    assert comments["translator"] == "present in 200 of 200; 1 distinct value"


def test_few_values_say_nothing_of_types() -> None:
    assert accepted_types(profile_of(1)) == []
    assert accepted_types(profile_of(*[1] * 19)) == []
    assert accepted_types(profile_of(*[1] * 20)) == ["integer"]
    assert accepted_types(profile_of(*[1] * 4), ["image-width"]) == []
    assert accepted_types(profile_of(*[1] * 5), ["image-width"]) == ["integer"]


@pytest.mark.parametrize(
    ("values", "documented", "expected"),
    [
        (["/a/"] * 30, ["string", "boolean", "null"], ["string", "boolean"]),
        (["/a/"] * 30, "string", "string"),
        ([1] * 30, ["integer", "number"], ["integer", "number"]),
        (["a"] * 30, ["string", "integer", "number"], ["string", "number"]),
        ([1.5] * 30, ["integer", "number"], "number"),
        # What was seen, and taken for a mistake, stays one.
        (["a"] * 100 + [{"b": 1}], ["string", "object"], "string"),
    ],
)
def test_a_field_may_be_of_the_types_that_its_generator_documents(
    values: list[Any], documented: str | list[str], expected: str | list[str]
) -> None:
    seen = profile_of(*({"length": value, "other": "a"} for value in values))
    schema = infer_schema(seen, "news")
    for part in schema["properties"].values():
        kept = part["type"]
        part["type"] = kept[0] if kept[1:] == ["null"] else kept
    widen(schema, seen, {"properties": {"length": {"type": documented}, "absent": {"type": "null"}}})
    assert schema["properties"]["length"]["type"] == expected
    assert schema["properties"]["other"]["type"] == "string"


@pytest.mark.parametrize(
    ("values", "form"),
    [
        ([DAY] * 24 + ["Last Modified"] * 3, {"anyOf": [{"format": "date"}, {"enum": ["Last Modified"]}]}),
        (
            [DAY, MOMENT] * 9 + ["today", "last-modified", "soon"],
            {"anyOf": [{"format": "loose-date"}, {"enum": ["last-modified", "today"]}]},
        ),
        (["Last Modified"] * 30, {}),
    ],
)
def test_words_that_stand_for_a_date_are_as_right_as_one(values: list[Any], form: dict[str, Any]) -> None:
    schema = _value_schema(profile_of(*values), State.nothing(), "date", PUBLISHED)
    assert schema == {"type": "string"} | form


def test_the_words_of_a_generator_may_come() -> None:
    files = [{"date": DAY, "seen": DAY}] * 29
    seen = profile_of(*files, {"date": "today", "seen": DAY})
    schema = infer_schema(seen, "news")
    widen(schema, seen, {}, ["now", "Created"])
    date, other = schema["properties"]["date"], schema["properties"]["seen"]
    assert "format" not in date
    assert date["anyOf"] == [{"format": "date"}, {"enum": ["Created", "now", "today"]}]
    assert other["format"] == "date"
    assert "anyOf" not in other
    plain = profile_of(*files)
    schema = infer_schema(plain, "news")
    widen(schema, plain, {})
    assert schema["properties"]["date"]["format"] == "date"
    widen(schema, plain, {}, ["now"])
    assert schema["properties"]["date"]["anyOf"] == [{"format": "date"}, {"enum": ["now"]}]


def test_of_words_a_schema_keeps_no_account_as_mistakes() -> None:
    files = [{"title": "Pier", "date": DAY}] * 27 + [{"title": "Pier", "date": "Last Modified"}] * 3
    one, other = profile_of(*files[:20]), profile_of(*files[20:])
    one.merge(other)
    date = infer_schema(one, "news")["properties"]["date"]
    assert date == {
        "$comment": "present in 30 of 30; 2 distinct values",
        "x-newslint-role": "published",
        "type": "string",
        "anyOf": [{"format": "date"}, {"enum": ["Last Modified"]}],
    }
    schema = {"properties": {"date": date}}
    loosen(schema, [(("date",), "format")])
    assert "anyOf" not in schema["properties"]["date"]


# -- looks


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("", ["empty"]),
        (" \n", ["empty"]),
        ("https://www.example.com/pier", ["url"]),
        ("/pier/boat.jpg", ["path"]),
        ("2023-05-02", ["dated", "date"]),
        ("2023-05-02T06:30:00Z", ["dated", "date-time"]),
        ("2023-05-02 06:30", ["dated"]),
        ("example.com", ["domain", "address"]),
        ("www.harbour-post.example.org", ["domain", "address"]),
        ("example.com/pier?day=1", ["address", "figures"]),
        ("https:/example.com", ["address"]),
        ("//example.com", ["path"]),
        ("pier-watch#34427", ["figures"]),
        ("Jul 08 2022", ["dated"]),
        ("May 5, 2024", ["dated"]),
        ("Fri May 3 2024", ["dated"]),
        ("Fri, 3 May 2024", ["dated"]),
        ("Pier 39", ["figures"]),
        ("Last Modified", ["word"]),
        ("today", ["word"]),
        ("soon", []),
        ("Pier reopens", []),
        ("2023 was a good year for the pier", ["figures"]),
        ("It was a good year for the pier, was it 2023?", []),
    ],
)
def test_what_a_text_looks_like(text: str, looks: list[str]) -> None:
    assert _looks_like(text) == looks


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("yes", "boolean"),
        ("Off", "boolean"),
        ("true", "boolean"),
        ("12", "integer"),
        ("1.5", "number"),
        ("pier", "string"),
        ("", "string"),
        ("1" * 400, "string"),
        ("null", "null"),
    ],
)
def test_the_type_that_a_text_would_have_without_quotes(text: str, kind: str) -> None:
    assert _read_as(text) == kind


# -- kinds, names and shapes


def test_merged_profiles_know_the_kinds_of_both() -> None:
    one, other = Profile(), Profile()
    for profile, kind, field in ((one, "video", "length"), (other, "video", "host"), (other, "map", "scale")):
        value = {"type": kind, field: 1}
        profile.add(value)
        profile.add_kinds(value)
    one.merge(other)
    assert one.kinds == {
        "type": {
            "video": Counter({"type": 2, "length": 1, "host": 1}),
            "map": Counter({"type": 1, "scale": 1}),
        }
    }


def test_collections_in_folders_of_one_name_have_names_of_their_own() -> None:
    paths = [f"{top}/posts/a.md" for top in ("de", "en", "fr")]
    collections = [
        Collection([(top, "posts")], endings={".md"}, names={path: frozenset[str]()})
        for top, path in zip(("de", "en", "fr"), paths, strict=True)
    ]
    found = bindings(collections, paths)
    assert [binding.name for binding in found] == ["posts", "posts-2", "posts-3"]
    assert [binding.schema for binding in found] == [
        "schemas/posts.schema.json",
        "schemas/posts-2.schema.json",
        "schemas/posts-3.schema.json",
    ]


def test_small_collections_have_one_shape_only_with_the_same_fields() -> None:
    article = {"title": "a", "date": "2023-05-02", "tags": [], "author": "b", "slug": "c"}
    without = {name: value for name, value in article.items() if name != "slug"}
    few, many = [article] * 2, [article] * 400
    assert _have_one_shape(profile_of(*few), profile_of(*many))
    assert not _have_one_shape(profile_of(*few), profile_of(*[without] * 400))
    assert not _have_one_shape(profile_of(*[without] * 2), profile_of(*many))
    assert _have_one_shape(profile_of(*many), profile_of(*[without] * 400))
    half = {"title": "a", "date": "2023-05-02"}
    assert not _have_one_shape(profile_of(*many), profile_of(*[half] * 400))


@pytest.mark.parametrize(("part", "whole", "expected"), [(51, 100, True), (50, 100, False), (0, 0, False)])
def test_most_are_more_than_half(part: int, whole: int, *, expected: bool) -> None:
    assert _are_most(part, whole) is expected


def test_a_rare_text_gives_a_field_of_numbers_no_format() -> None:
    field = profile_of(*[7] * 400, "2023-05-02")
    assert _value_schema(field, State.nothing(), "day") == {"type": "integer"}
    field = profile_of(*["2023-05-02"] * 400)
    assert _value_schema(field, State.nothing(), "day") == {"type": "string", "format": "date"}


def test_a_page_in_a_folder_of_its_own_is_an_article_and_the_index_of_all_is_none(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / "news" / f"pier-{number}" / "index.md"
        path.parent.mkdir(parents=True)
        path.write_text(f"---\ntitle: Pier {number}\ndate: 2023-05-02\n---\nbody\n")
    (tmp_path / "news" / "index.md").write_text("---\ntitle: All news\n---\n")
    articles, sections = survey(tmp_path, Site("plain", lambda _: 1)).collections
    assert (articles.profile.total, articles.is_sections) == (30, False)
    assert (sections.files, sections.is_sections) == ({"news/index.md"}, True)


def test_what_half_of_the_articles_have_tells_what_they_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr("newslint.start.inference.meaning_of", asked.append)
    articles = profile_of({"a": 1, "b": 1}, {"a": 1, "b": 1}, {"a": 1, "c": 1}, {"a": 1})
    meaning_of_articles(articles)
    assert asked == [["a", "b"]]


def test_of_mappings_with_too_many_fields_no_company_is_kept() -> None:
    for number, kept in ((_MOST_FIELDS, 1), (_MOST_FIELDS + 1, 0)):
        profile = profile_of({f"k{index}": 1 for index in range(number)})
        assert len(profile.company["k0"]) == kept
        assert profile.too_many_fields is (kept == 0)


@pytest.mark.parametrize(
    ("names", "singles", "data"),
    [(31, 16, True), (31, 31, True), (31, 15, False), (32, 16, False), (32, 17, True), (30, 30, False)],
)
def test_many_names_of_which_most_occur_once_are_data(names: int, singles: int, *, data: bool) -> None:
    all_names = [f"{number * 7919:x}" for number in range(names)]
    profile = profile_of(dict.fromkeys(all_names, 1), dict.fromkeys(all_names[singles:], 1))
    schema = _value_schema(profile, State.nothing())
    assert ("properties" not in schema) is data
    if data:
        assert schema["$comment"] == f"{names} names and more: the names are data"


@pytest.mark.parametrize(("beside", "known"), [(None, False), (0, True), (19, True)])
def test_a_name_beside_the_right_one_is_no_slip(beside: int | None, *, known: bool) -> None:
    profile = profile_of(*[{"category": 1}] * 2_000)
    for number in range(20):
        profile.add({"categori": 1} | ({"category": 1} if number == beside else {}))
    assert ("categori" in _value_schema(profile, State.nothing())["properties"]) is known


# -- writing


def test_a_folder_that_cannot_be_made_is_told_and_nothing_stays(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / "news" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: Pier {number}\ndate: 2023-05-02\n---\nbody\n")
    planned = plan(tmp_path)
    assert any(file.path.parent.name == "schemas" for file in planned.files)
    (tmp_path / "schemas").write_text("not a folder")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(
        NewslintError, match=r"schemas: can't make the folder: (?:file exists|not a directory)"
    ):
        write(planned, force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_schema_of_few_files_has_no_types(tmp_path: Path) -> None:
    for number in range(30):
        path = tmp_path / "news" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        more = "only: 7\n" if number == 3 else ""
        path.write_text(f"---\ntitle: Pier {number}\ndate: 2023-05-02\n{more}---\nbody\n")
    planned = plan(tmp_path)
    (schema,) = (json.loads(file.text) for file in planned.files if file.path.suffix == ".json")
    assert "type" not in schema["properties"]["only"]
    assert schema["properties"]["title"]["type"] == "string"


def test_free_text_stays_free_text_beside_others() -> None:
    prose, words = profile_of("x" * 500), profile_of("news", "sport")
    assert prose.is_free_text
    assert not words.is_free_text
    words.merge(prose)
    assert words.is_free_text
    assert words.values == Counter()
