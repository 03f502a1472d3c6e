"""What `newslint init` writes into its configuration, and which folders it takes for collections."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from newslint.schema.compiled import shipped_schema
from newslint.schema.field_schema import State
from newslint.start.meaning import is_image, meaning_of, meaning_of_field, roles_of
from newslint.start.pictures import Pictures
from newslint.start.profile import Profile
from newslint.start.settings import _globs, bindings, config_text
from newslint.start.site import Site
from newslint.start.survey import (
    Collection,
    Folder,
    Survey,
    _have_one_shape,
    _home,
    _homes,
    _merged,
)

PLAIN = Site("plain", lambda _: 0)


def profile_of(*values: Any) -> Profile:
    profile = Profile()
    for value in values:
        profile.add(value)
    return profile


def articles(number: int, **fields: Any) -> Profile:
    return profile_of(*[fields] * number)


def collection_of(*folder: str, number: int, ending: str = ".md", **fields: Any) -> Collection:
    """A collection of so many files in a folder."""
    paths = ["/".join((*folder, f"{index}{ending}")) for index in range(number)]
    names = dict.fromkeys(paths, frozenset(fields))
    return Collection([folder], articles(number, **fields), {ending}, names)


def text_of(
    *collections: Collection,
    site: Site = PLAIN,
    more: Sequence[str] = (),
    missing: int = 0,
    **quiet: set[str],
) -> str:
    pictures = Pictures(Path(), None)
    pictures.named, pictures.missing = 1_000, missing
    paths = (*(path for collection in collections for path in collection.files), *more)
    return config_text(site, Survey(collections, paths, pictures), bindings(collections, paths), quiet)


# -- the configuration


def test_the_smallest_configuration() -> None:
    assert text_of() == (
        "# Written by `newslint init`, which read 0 files. It is yours to edit.\n"
        "# Kind of site: plain (no generator was recognised).\n"
        "\n"
        "# A commit of a few files is compared with all articles.\n"
        'corpus = ["."]\n'
    )


def test_everything_that_was_seen_is_in_the_configuration() -> None:
    news = collection_of("posts", "news", number=1_234, title="a", date="b")
    news.endings.add(".html")
    news.broken, news.lost = ["posts/news/x.md", "posts/news/y.md"], {"posts/news/z.md"}
    deep = collection_of("a", "b", "c d", number=3, title="a")
    site = Site("Jekyll", lambda _: 1, "_config.yml", "1.1", "img", ("/_drafts/",), schedules=True)
    more = [f"other/{number}.txt" for number in range(800)]
    text = text_of(
        news, deep, site=site, more=[*more, "a/b/c d/README.md"], news={"TXT012", "IMG001"}, deep=set()
    )
    assert text == (
        "# Written by `newslint init`, which read 2,041 files. It is yours to edit.\n"
        "# Kind of site: Jekyll (_config.yml).\n"
        "\n"
        "# Jekyll reads YAML by version 1.1.\n"
        'yaml-version = "1.1"\n'
        "\n"
        "# Where an image such as /img/a.jpg lies.\n"
        'image-root = "img"\n'
        "\n"
        "# Folders of the generator.\n"
        'exclude = ["/_drafts/"]\n'
        "\n"
        "# 801 files in no collection below:\n"
        "# newslint takes the shipped schema that fits the fields of each.\n"
        "\n"
        "# 3 files with 1 different field.\n"
        "[[collections]]\n"
        'name = "c-d"\n'
        'files = ["/a/b/c d/**/*.md"]\n'
        "# Pages beside the articles, or files without front matter.\n"
        'exclude = ["**/README.md"]\n'
        'schema = "schemas/c-d.schema.json"\n'
        "\n"
        "# 1,234 files with 2 different fields.\n"
        "# 2 files more can't be read: `newslint check` says why.\n"
        "# 1 file more lost their front matter.\n"
        "[[collections]]\n"
        'name = "news"\n'
        'files = ["/posts/news/**/*.html", "/posts/news/**/*.md"]\n'
        'schema = "schemas/news.schema.json"\n'
        "\n"
        "# Jekyll holds back what has a date to come until that day.\n"
        "[rules.future-date]\n"
        "tolerance-days = 366\n"
        "\n"
        "# What these rules look for is usual there.\n"
        "[per-file-ignores]\n"
        '"/posts/news/**/*.html" = ["IMG001", "TXT012"]\n'
        '"/posts/news/**/*.md" = ["IMG001", "TXT012"]\n'
    )


@pytest.mark.parametrize(("missing", "there"), [(0, True), (20, True), (21, False), (1_000, False)])
def test_an_image_root_where_images_are_missing_is_a_suggestion(missing: int, *, there: bool) -> None:
    text = text_of(site=Site("Hugo", lambda _: 1, image_root="static"), missing=missing)
    if there:
        assert '# Where an image such as /img/a.jpg lies.\nimage-root = "static"\n' in text
    else:
        said = f"# {missing:,} of 1,000 images that were looked for don't lie there:\n"
        assert f'{said}# image-root = "static"\n' in text


def test_one_missing_image_in_twenty_is_a_mistake() -> None:
    pictures = Pictures(Path(), None)
    assert (pictures.named, pictures.missing, pictures.are_there) == (0, 0, True)
    for named, missing, there in ((20, 1, True), (19, 1, False), (40, 2, True), (39, 2, False)):
        pictures.named, pictures.missing = named, missing
        assert pictures.are_there is there


@pytest.mark.parametrize(
    ("folders", "alone", "globs"),
    [
        ([()], True, ["/**/*.md"]),
        ([()], False, ["/*.md", "/[0-9]*/**/*.md"]),
        ([("a",)], True, ["/a/**/*.md"]),
        ([("b",), ("a", "x")], False, ["/a/x/**/*.md", "/b/**/*.md"]),
        ([("a*?", "[b]", "!c", "#d ", "e\\")], False, ["/a\\*\\?/\\[b\\]/\\!c/\\#d\\ /e\\\\/**/*.md"]),
    ],
)
def test_files_of_a_collection(folders: list[Folder], globs: list[str], *, alone: bool) -> None:
    assert _globs(Collection(folders, endings={".md"}), (), alone=alone) == globs


def test_names_of_collections() -> None:
    folders: list[list[Folder]] = [
        [("posts", "News & Views")],
        [("other", "news-views")],
        [("third", "News_Views")],
        [("a", "x"), ("a", "y")],
        [("b",), ("c",)],
        [()],
        [("x" * 50,)],
        [("\u6771",)],
    ]
    paths = ["/".join((*each[0], "a.md")) for each in folders]
    collections = [
        Collection(each, endings={".md"}, names={path: frozenset[str]()})
        for each, path in zip(folders, paths, strict=True)
    ]
    found = {binding.collection.folders[0]: binding for binding in bindings(collections, paths)}
    names = [
        "news-views",
        "news-views-2",
        "news-views-3",
        "a",
        "articles",
        "articles-2",
        "x" * 40,
        "articles-3",
    ]
    assert [found[each[0]].name for each in folders] == names
    assert found[folders[1][0]].schema == "schemas/news-views-2.schema.json"


# -- collections


def homes(files: dict[str, int], depth: int = 0) -> dict[str, str | None]:
    paths = [
        PurePosixPath(folder, f"{number}.md") for folder, count in files.items() for number in range(count)
    ]
    found = _homes(paths, Site("plain", lambda _: depth))
    return {"/".join(folder): None if home is None else "/".join(home) for folder, home in found.items()}


def test_small_folders_go_to_the_one_above() -> None:
    assert homes({"aa": 20, "bb": 19, "cc/dd": 20}) == {"aa": "aa", "bb": None, "cc/dd": "cc/dd"}
    assert homes({"aa": 20, "bb/cc": 10, "bb/dd": 10}) == {"aa": "aa", "bb/cc": "bb", "bb/dd": "bb"}
    assert homes({"aa/bb": 19, "aa": 1, "cc": 20}) == {"aa/bb": "aa", "aa": "aa", "cc": "cc"}
    assert homes({"aa/bb": 19}) == {"aa/bb": ""}


def test_no_folder_goes_higher_than_its_generator_says() -> None:
    assert homes({"aa/bb": 3, "cc/dd": 20}, depth=2) == {"aa/bb": "aa/bb", "cc/dd": "cc/dd"}
    assert homes({"aa/bb": 3, "cc/dd": 20}, depth=1) == {"aa/bb": "aa", "cc/dd": "cc/dd"}


def test_files_at_the_root_and_in_years_are_one_collection() -> None:
    found = homes({"": 3, "2023": 4, "2024/05": 5, "aa": 30, "bb": 2})
    assert found == {"": "", "2023": "", "2024/05": "", "aa": "aa", "bb": None}


@pytest.mark.parametrize(
    ("folder", "least", "home"),
    [
        ("", 0, ""),
        ("aa", 0, "aa"),
        ("aa/bb", 0, "aa/bb"),
        ("aa/bb/cc", 0, "aa/bb"),
        ("aa/bb/cc", 1, "aa/bb/cc"),
        ("aa/bb/cc/dd", 1, "aa/bb/cc"),
        ("aa/2023/bb", 0, "aa"),
        ("aa/2023-05_1.2/bb", 0, "aa"),
        ("aa/b/cc", 0, "aa"),
        ("aa/2nd/cc", 0, "aa/2nd"),
        ("2023/aa", 0, ""),
        ("2023/aa/bb", 1, "2023/aa/bb"),
        ("2023", 1, "2023"),
    ],
)
def test_folders_of_dates_and_letters_name_nothing(folder: str, least: int, home: str) -> None:
    assert "/".join(_home(PurePosixPath(folder).parts, least)) == home


def test_collections_of_one_shape_become_one() -> None:
    one, two = collection_of("a", number=30, t="x"), collection_of("b", number=20, ending=".html", t="x")
    for each, folder in ((one, "a"), (two, "b")):
        each.broken, each.bare, each.lost = [f"{folder}/x.md"], [f"{folder}/y.md"], {f"{folder}/y.md"}
    three, four = collection_of("c", number=20, t=1), collection_of("d", number=20, t="x")
    four.is_sections = True
    names = one.names | two.names
    assert _merged([one, three, two, four]) == [one, three, four]
    assert (one.folders, one.endings, one.names) == ([("a",), ("b",)], {".md", ".html"}, names)
    assert (one.broken, one.bare, one.lost) == (
        ["a/x.md", "b/x.md"],
        ["a/y.md", "b/y.md"],
        {"a/y.md", "b/y.md"},
    )
    assert one.profile.total == 50


def test_four_fields_of_five_make_one_shape() -> None:
    five = dict.fromkeys("abcde", 1)
    assert _have_one_shape(articles(20, **five), articles(20, **dict.fromkeys("abcd", 1)))
    assert not _have_one_shape(articles(20, **five), articles(20, **dict.fromkeys("abc", 1)))
    assert not _have_one_shape(articles(20, **five), articles(20, **dict.fromkeys("abcdf", 1)))
    assert not _have_one_shape(articles(19, **five), articles(20, **dict.fromkeys("abcd", 1)))
    assert not _have_one_shape(articles(20, **five), articles(19, **dict.fromkeys("abcd", 1)))


def test_what_half_of_the_files_have_is_their_shape() -> None:
    half = profile_of(*[{"a": 1, "b": 1}] * 10, *[{"a": 1}] * 10)
    less = profile_of(*[{"a": 1, "b": 1}] * 9, *[{"a": 1}] * 11)
    assert _have_one_shape(half, articles(20, a=1, b=1))
    assert _have_one_shape(less, articles(20, a=1))
    assert not _have_one_shape(less, articles(20, a=1, b=1))


# -- meaning


def test_a_schema_that_knows_five_fields_and_more_than_the_other_tells_their_meaning() -> None:
    article, other = (shipped_schema(name).start for name in ("article", "front-matter"))
    names = sorted(set(article.field_names()) - set(other.field_names()))
    assert len(names) > 5
    assert meaning_of(names[:5]) is article
    assert meaning_of(names[:4]) is other
    assert meaning_of([]) is other
    assert meaning_of(sorted(other.field_names())) is other


SIZED = {"width": 3, "height": 4}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([SIZED | {"url": "a.png"}], True),
        ([SIZED | {"href": "a.png"}], True),
        ([SIZED | {"title": "a.png"}], False),
        ([SIZED | {"url": 7}], False),
        ([{"width": 3, "url": "a.png"}], False),
        ([{"height": 4, "url": "a.png"}], False),
        ([{"width": "3", "height": 4, "url": "a.png"}], False),
        ([SIZED | {"url": "a"}] * 3 + [{"width": "x", "height": 4, "url": "a"}] * 2, True),
        ([SIZED | {"url": "a"}] * 2 + [{"width": "x", "height": 4, "url": "a"}] * 2, False),
    ],
)
def test_images_have_an_address_and_two_whole_numbers(values: list[Any], *, expected: bool) -> None:
    assert is_image(profile_of(*values)) is expected


def test_a_field_of_articles_that_looks_like_an_image_is_one() -> None:
    start = shipped_schema("front-matter").start
    picture = profile_of(SIZED | {"url": "a.png"})
    pictures = profile_of([SIZED | {"url": "a.png"}] * 2)
    assert meaning_of_field(start, "poster", picture).roles == start.field("image").roles
    assert meaning_of_field(start, "posters", pictures).item(0).roles == start.field("images").item(0).roles
    assert meaning_of_field(start, "poster", profile_of({"url": "a.png"})).roles == frozenset()
    assert meaning_of_field(State.nothing(), "poster", picture).roles == frozenset()


URL = "https://a.example/x"


@pytest.mark.parametrize(
    ("name", "values", "roles"),
    [
        ("headline", ["a"], ["headline"]),
        ("head_line", ["a"], ["headline"]),
        ("headline", [7], []),
        ("teaser", ["a"], ["summary"]),
        ("publishedAt", ["2023-05-02"], ["published"]),
        ("publishedAt", ["soon"], []),
        ("publishedAt", ["2023-05-02", ""], ["published"]),
        ("publishedAt", [""], []),
        ("publishedAt", ["2023-05-02"] * 3 + ["soon"] * 2, ["published"]),
        ("publishedAt", ["2023-05-02"] * 2 + ["soon"] * 2, []),
        ("canonicalUrl", [URL], ["canonical-url"]),
        ("canonicalUrl", ["/x"], []),
        ("imageUrl", [URL], ["image-url"]),
        ("imageUrl", [URL, None], []),
        ("imageUrl", [{"url": URL}], []),
        ("imageUrl", [{"url": URL}, URL], ["image-url"]),
        ("imageUrl", [{"url": URL}, {"url": URL}, URL], []),
        ("related", [[{"title": "a"}]], ["related"]),
        ("related", [["a"]], []),
        ("related", ["a"], []),
        ("colour", ["a"], []),
    ],
)
def test_names_and_values_must_agree_on_a_role(name: str, values: list[Any], roles: list[str]) -> None:
    owner = shipped_schema("front-matter").start
    assert roles_of(name, profile_of(*values), State.nothing(), owner) == roles
    assert roles_of(name, profile_of(*values), State.nothing(), State.nothing()) == []
