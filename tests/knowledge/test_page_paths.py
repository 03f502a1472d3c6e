"""Paths that pages have by their fields and names."""

from datetime import date

import pytest

from newslint.knowledge.generators import GENERATORS
from newslint.knowledge.page_paths import (
    day_of_name,
    days_in,
    folder_of,
    has_date_in_path,
    path_by_name,
    path_of,
    path_of_alias,
    segment_of,
)


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/rules/", "/rules"),
        ("/rules", "/rules"),
        (" rules/ ", "/rules"),
        ("//a///b/", "/a/b"),
        ("/a/index.html", "/a"),
        ("/index.html", "/"),
        ("/", "/"),
        ("/a.html", "/a.html"),
        ("/caf%C3%A9/", "/café"),
        ("", None),
        ("  ", None),
        ("date", None),
        ("/date/", "/date"),
        ("pretty", None),
        ("/:year/x", None),
        ("/{{ slug }}/", None),
        ("/<name>/", None),
        ("/$x", None),
        ("/*", None),
        ("/a?b", None),
        ("/a#b", None),
        ("/a b/", None),
        ("https://quay.example/", None),
    ],
)
def test_a_permalink_is_a_path(permalink: str, path: str | None) -> None:
    assert path_of(permalink) == path


@pytest.mark.parametrize(
    ("alias", "generator", "path"),
    [
        ("/old/", "", "/old"),
        ("/old/", "hugo", "/old"),
        ("old", "", None),
        ("a/old", "", None),
        ("old", "jekyll", "/old"),
        ("old", "zola", "/old"),
        ("old/", "hugo", "blog:/old"),
        ("old.html", "quarto", "blog/quay:/old.html"),
        ("../old", "hugo", None),
        ("a/..", "quarto", None),
        ("/..", "hugo", "/.."),
        ("Old Quay", "jekyll", None),
    ],
)
def test_an_alias_begins_where_its_generator_says(alias: str, generator: str, path: str | None) -> None:
    assert path_of_alias(alias, generator, "blog/quay/index.md") == path


@pytest.mark.parametrize(
    ("slug", "segment"),
    [
        ("Quay", "Quay"),
        (" /the  old quay/ ", "the-old-quay"),
        ("a/b", "a/b"),
        ("", None),
        ("/", None),
        (":x", None),
    ],
)
def test_a_slug_is_a_part_of_a_path(slug: str, segment: str | None) -> None:
    assert segment_of(slug) == segment


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("quay.md", ""),
        ("index.md", ""),
        ("blog/quay.md", "blog"),
        ("blog\\quay.md", "blog"),
        ("blog/quay/index.md", "blog"),
        ("blog/quay/index.es.md", "blog"),
        ("blog/_index.md", ""),
        ("blog/index-of-boats.md", "blog"),
        ("/quay.md", ""),
        ("/index.md", ""),
        ("/blog/index.md", ""),
        ("../blog/quay/index.md", "../blog"),
    ],
)
def test_a_page_lies_in_a_folder(name: str, folder: str) -> None:
    assert folder_of(name) == folder


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("content/blog/Big Quay.md", "/blog/big-quay"),
        ("site/content/en/blog/quay/index.md", "/blog/quay"),
        ("content/blog/quay.es.md", "/blog/quay"),
        ("content/blog/quay/index.es.md", "/blog/quay"),
        ("content/quay.md", "/quay"),
        ("content\\quay.md", "/quay"),
        ("content/index.md", None),
        ("content/en/index.md", None),
        ("content/blog/_index.md", None),
        ("blog/quay.md", None),
    ],
)
def test_a_file_gives_its_page_a_path(name: str, path: str | None) -> None:
    assert path_by_name(name) == path


def test_some_generators_have_no_dates_in_addresses() -> None:
    undated = {"astro", "docusaurus", "nuxt", "pelican", "starlight", "zola"}
    assert {name for name in ("", *GENERATORS) if not has_date_in_path(name)} == undated


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("_posts/2024-01-05-old-quay.md", (date(2024, 1, 5), "old-quay")),
        ("2024-1-5.md", (date(2024, 1, 5), "")),
        ("blog/2024-01-05-quay/index.md", (date(2024, 1, 5), "quay")),
        ("blog\\2024-01-05-quay\\index.md", (date(2024, 1, 5), "quay")),
        ("blog/2024-01-05-quay/page.md", None),
        ("index.md", None),
        ("2024-02-30-quay.md", None),
        ("x-2024-01-05-quay.md", None),
        ("2024-01-053.md", None),
    ],
)
def test_a_name_begins_with_a_day(name: str, day: tuple[date, str] | None) -> None:
    assert day_of_name(name) == day


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("/a/2024/01/05/", [(date(2024, 1, 5), 3, 13)]),
        ("2024-1-5-quay", [(date(2024, 1, 5), 0, 8)]),
        ("/1999/12/31/2024-10-30.html", [(date(1999, 12, 31), 1, 11), (date(2024, 10, 30), 12, 22)]),
        ("/2024/01-05/", []),
        ("/2024/13/05/", []),
        ("/2024/00/05/", []),
        ("/2024/02/30/", []),
        ("/2024/01/32/", []),
        ("/2024/01/00/", []),
        ("/1824/01/05/", []),
        ("x2024-01-05", []),
        ("2024-01-05x", []),
        ("/2024/01/", []),
    ],
)
def test_days_stand_in_paths(path: str, days: list[tuple[date, int, int]]) -> None:
    assert days_in(path) == days
