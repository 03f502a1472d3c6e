"""Which addresses generators give to pages by their configuration."""

from typing import Any

import pytest

from newslint.knowledge.permalinks.hexo import HexoPermalinks
from newslint.knowledge.permalinks.hugo import HugoPermalinks, sanitized
from newslint.knowledge.permalinks.jekyll import JekyllPermalinks, Scope
from newslint.knowledge.permalinks.pattern import Address, Permalinks

Fields = dict[str, Any]
POST = "_posts/2024-01-05-big-quay.md"


def path(permalinks: Permalinks, name: str, fields: Fields) -> str | None:
    address = permalinks.address_of(name, fields)
    if address is None:
        return None
    assert address.path
    return address.path


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("date", "/2024/01/05/big-quay.html"),
        ("pretty", "/2024/01/05/big-quay"),
        ("ordinal", "/2024/005/big-quay.html"),
        ("weekdate", "/2024/W01/Fri/big-quay.html"),
        ("none", "/big-quay.html"),
        ("/:i_month/:i_day/:short_year/:slug", "/1/5/24/big-quay"),
        ("/:short_month/:long_month/:long_day", "/Jan/January/Friday"),
        ("/:w_year/:w_day/:name/", "/2024/5/2024-01-05-big-quay"),
        ("/:year-:month/:title/", "/2024-01/big-quay"),
        ("/:path/", "/2024-01-05-big-quay"),
        ("/:collection/:title:output_ext", "/posts/big-quay.html"),
        ("/:hour/:title/", None),
        ("/:colour/:title/", None),
    ],
)
def test_styles_of_jekyll(style: str, expected: str | None) -> None:
    assert path(JekyllPermalinks(style), POST, {}) == expected


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("_posts/2024-1-5-Big Quay!.md", {}, "/2024/01/05/Big-Quay!.html"),
        ("_posts/2024-01-05-a.b..md", {}, "/2024/01/05/a.b.html"),
        ("_posts/2024-01-05-ä-ö.md", {}, "/2024/01/05/ä-ö.html"),
        ("_posts/2024-01-05-हिन्दी.md", {}, None),  # its vowel signs are marks
        ("_posts/2024-01-05.md", {}, "/2024/01/05/2024-01-05.html"),
        ("_posts/big-quay.md", {}, None),
        ("_posts/2024-13-05-x.md", {}, None),
        ("_posts/2024-01-05-%.md", {}, None),
        ("_posts/en/2024-01-05-x.md", {}, "/2024/01/05/x.html"),
        ("Ships/old/_posts/2024-01-05-x.md", {}, "/ships/old/2024/01/05/x.html"),
        ("_old/_posts/2024-01-05-x.md", {}, None),
        (".old/_posts/2024-01-05-x.md", {}, None),
        (POST, {"slug": "My Pier"}, "/2024/01/05/My-Pier.html"),
        (POST, {"slug": 7}, "/2024/01/05/7.html"),
        (POST, {"slug": True}, "/2024/01/05/big-quay.html"),
        (POST, {"date": "2024-01-05 23:10:00 -0800"}, "/2024/01/05/big-quay.html"),
        (POST, {"date": "2024-01-06"}, None),
        (POST, {"date": "soon"}, None),
        (POST, {"category": "Old Ships"}, "/old ships/2024/01/05/big-quay.html"),
        (POST, {"category": "x", "categories": "A b"}, "/a/b/x/2024/01/05/big-quay.html"),
        (POST, {"categories": ["A", "a", 7]}, "/a/7/2024/01/05/big-quay.html"),
        (POST, {"categories": ["A", {"b": 1}]}, None),
        (POST, {"categories": []}, "/2024/01/05/big-quay.html"),
        (POST, {"categories": None}, "/2024/01/05/big-quay.html"),
        (POST, {"permalink": "/:categories/:title/"}, "/big-quay"),
        (POST, {"permalink": "/quay/"}, "/quay"),
        (POST, {"permalink": "pretty"}, None),
        (POST, {"permalink": False}, None),
        ("ships/index.md", {}, "/ships"),
        ("ships/old/quay.md", {"slug": "x"}, "/ships/old/quay.html"),
        ("index.md", {}, "/"),
        ("ships/_quay.md", {}, "/ships/_quay.html"),
        ("ships/_x/quay.md", {}, None),
        ("_drafts/quay.md", {}, None),
        ("_authors/ada.md", {}, None),
        ("_ships/big/quay.md", {}, "/ships/big/quay.html"),
        ("_boats/big/quay.md", {}, "/b/quay"),
        ("_boats/quay.md", {"permalink": "/:year/:name/", "date": "2024-01-05"}, "/2024/quay"),
        ("_boats/quay.md", {"permalink": "/:year/:name/", "date": "2024-01-05 10:00"}, None),
        ("_boats/quay.md", {"permalink": "/:year/:name/"}, None),
        ("_boats/quay.md", {"permalink": "/:year/:name/", "date": "15 June 2024"}, "/2024/quay"),
        (".md", {}, None),
    ],
)
def test_pages_of_jekyll(name: str, fields: Fields, expected: str | None) -> None:
    permalinks = JekyllPermalinks(collections=(("ships", ""), ("boats", "/b/:title/")))
    assert path(permalinks, name, fields) == expected


@pytest.mark.parametrize(
    ("style", "page", "document"),
    [
        ("pretty", "/a/b", "/ships/b"),
        ("none", "/a/b.html", "/ships/b.html"),
        ("ordinal", "/a/b.html", "/ships/b.html"),
        ("/:title/", "/a/b", "/ships/b"),
        ("/:title", "/a/b", "/ships/b"),
        ("/:title:output_ext", "/a/b.html", "/ships/b.html"),
    ],
)
def test_the_style_decides_on_endings_of_jekyll(style: str, page: str, document: str) -> None:
    permalinks = JekyllPermalinks(style, (("ships", ""),))
    assert path(permalinks, "a/b.md", {}) == page
    assert path(permalinks, "_ships/b.md", {}) == document


def test_scopes_of_jekyll() -> None:
    scopes = (
        Scope("", "posts", "/posts/:title/"),
        Scope("", "", "/all/:title/"),
        Scope("old", "", "/old/:title/"),
        Scope("old", "posts", "/older/:title/"),
        Scope("set", "", ""),
        Scope("", "posts", "/last/:title/"),
    )
    permalinks = JekyllPermalinks(scopes=scopes)
    assert path(permalinks, POST, {}) == "/last/big-quay"
    assert path(permalinks, f"old/{POST}", {}) == "/older/big-quay"
    assert path(permalinks, f"older/{POST}", {}) == "/last/big-quay"
    assert path(permalinks, f"set/{POST}", {}) is None
    both = JekyllPermalinks(scopes=(Scope("", "", ""), Scope("old", "", "/old/:title/")))
    assert path(both, f"old/{POST}", {}) is None
    assert path(permalinks, f"set/{POST}", {"permalink": "/:title/"}) == "/big-quay"
    assert path(JekyllPermalinks(scopes=(Scope("a", "", "/:path/x/"),)), "a/b.md", {}) == "/a/x"


def test_what_decides_in_jekyll() -> None:
    permalinks = JekyllPermalinks(collections=(("ships", "/s/:title/"),))
    found = [
        permalinks.address_of(name, fields)
        for name, fields in (
            (POST, {}),
            (POST, {"slug": "x"}),
            (POST, {"slug": "x", "permalink": "/:year/:name/"}),
            ("_ships/a.md", {}),
            ("_ships/a.md", {"slug": "x"}),
            ("a.md", {"slug": "x"}),
        )
    ]
    assert [address and (address.field, address.is_of_file) for address in found] == [
        ("", False), ("slug", False), ("", False), ("", True), ("slug", False), ("", True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Old Ships", "Old-Ships"),
        ("a  -  b", "a-b"),
        ("a - b", "a-b"),
        ("a -- b", "a--b"),
        (" a ", "a"),
        ("what?! (no)", "what-no"),
        ("C++ & C#", "C++-C#"),
        ("Ä_ö.7~@", "Ä_ö.7~@"),
        ("हिन्दी", "हिन्दी"),
        ("x² ½", "x"),
        ("!", ""),
        ("", ""),
        ("a/b_c-D.7~+", "a/b_c-D.7~+"),
    ],
)
def test_what_hugo_makes_of_texts(text: str, expected: str) -> None:
    assert sanitized(text) == expected


PATTERNS = (
    ("/", "/top/:slug/"),
    ("blog", "/:year/:month/:slug/"),
    ("files", "/:section/:sections/:slugorcontentbasename/"),
    ("it", "/:year/:filename/"),
    ("names", "/:monthname/:weekday/:weekdayname/:yearday/:day/:title/"),
)


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("content/news/Big Quay.md", {}, "/news/big-quay"),
        ("content/News/old/quay/index.md", {}, "/news/old/quay"),
        ("content/news/quay.md", {"Slug": "New Pier!"}, "/news/new-pier"),
        ("content/news/quay.es.md", {}, "/news/quay"),
        ("content/es/news/quay.md", {}, "/news/quay"),
        ("content/news/_index.md", {"slug": "x"}, None),
        ("content/index.md", {}, None),
        ("posts/quay.md", {}, None),
        ("content/news/quay.md", {"slug": "!"}, None),
        ("content/news/quay.md", {"headless": True}, None),
        ("content/news/quay.md", {"_build": {}}, None),
        ("content/news/quay.md", {"build": {}}, None),
        ("content/news/quay.md", {"cascade": {}}, None),
        ("content/about.md", {"title": "Über uns"}, "/top/über-uns"),
        ("content/blog/quay.md", {"date": "2024-03-05T23:30:00-08:00", "title": "Quay"}, "/2024/03/quay"),
        ("content/en/blog/quay.md", {"date": "2024-03-05", "slug": "pier"}, "/2024/03/pier"),
        ("content/blog/quay.md", {"date": "soon", "slug": "pier"}, None),
        ("content/blog/quay.md", {"slug": "pier"}, None),
        ("content/blog/quay.md", {"date": "2024-03-05"}, None),
        ("content/it/quay.md", {"date": "2024-03-05", "slug": "pier"}, "/2024/quay"),
        ("content/files/a b/quay/index.md", {}, "/files/files/a-b/quay"),
        ("content/files/quay.md", {"slug": "pier"}, "/files/files/pier"),
        ("content/names/quay.md", {"date": "2024-01-05", "title": 7}, "/January/5/Friday/5/05/7"),
    ],
)
def test_pages_of_hugo(name: str, fields: Fields, expected: str | None) -> None:
    assert path(HugoPermalinks(PATTERNS), name, fields) == expected


def test_settings_of_hugo() -> None:
    fields = {"date": "2024-03-05", "slug": "Pier"}
    assert path(HugoPermalinks(PATTERNS, lowers=False), "content/News/quay.md", fields) == "/News/Pier"
    assert path(HugoPermalinks(PATTERNS, reads_date=False), "content/blog/quay.md", fields) is None
    assert path(HugoPermalinks((("blog", "/:06/:slug/"),)), "content/blog/quay.md", fields) is None
    assert path(HugoPermalinks((("blog", "/:sections[1:]/:slug/"),)), "content/blog/quay.md", fields) is None
    assert path(HugoPermalinks((("blog", "/:Slug/"),)), "content/blog/quay.md", fields) is None
    assert path(HugoPermalinks((("blog", "/:colour/"),)), "content/blog/quay.md", fields) is None
    assert path(HugoPermalinks((("/", "/:section/:slug/"),)), "content/quay.md", fields) == "/pier"


@pytest.mark.parametrize(
    ("pattern", "fields", "expected"),
    [
        (None, {"SLUG": "x"}, Address("/blog/x", "SLUG")),
        (None, {"title": "T"}, Address("/blog/quay", "", is_of_file=True)),
        ("/:slug/", {"slug": "x", "Title": "T"}, Address("/x", "slug")),
        ("/:slug/", {"Title": "T"}, Address("/t", "Title")),
        ("/:title/", {"slug": "x", "title": "T"}, Address("/t", "title")),
        ("/:slugorfilename/", {"slug": "x", "title": "T"}, Address("/x", "slug")),
        ("/:slugorfilename/", {"title": "T"}, Address("/quay")),
        ("/:filename/", {"slug": "x", "title": "T"}, Address("/quay")),
    ],
)
def test_what_decides_in_hugo(pattern: str | None, fields: Fields, expected: Address) -> None:
    permalinks = HugoPermalinks(() if pattern is None else (("blog", pattern),))
    assert permalinks.address_of("content/blog/quay.md", fields) == expected


@pytest.mark.parametrize(
    ("settings", "name", "fields", "expected"),
    [
        ((), "source/_posts/a/quay.md", {"date": "2024-03-05 10:20:30"}, "/2024/03/05/a/quay"),
        ((), "source/_posts/quay.md", {"date": "2024-03-05 10:20:30Z"}, None),
        ((), "source/_posts/quay.md", {"date": "soon"}, None),
        ((), "source/_posts/quay.md", {}, None),
        ((), "source/_posts/quay.md", {"date": "2024-03-05", "permalink": "x"}, None),
        ((), "source/about/index.md", {"date": "2024-03-05"}, None),
        (("p/:title.html",), "source/_posts/a/quay.md", {}, "/p/a/quay.html"),
        (("p/:name/",), "source/_posts/a/quay.md", {}, "/p/quay"),
        (("p/:post_title/",), "source/_posts/a/quay.md", {"title": "Big Quay_2 "}, "/p/big-quay-2"),
        (("p/:post_title/",), "source/_posts/a/quay.md", {"title": "Kai Süd"}, None),
        (("p/:post_title/",), "source/_posts/a/quay.md", {}, None),
        ((":i_month-:i_day/:title/",), "source/_posts/quay.md", {"date": "2024-03-05"}, "/3-5/quay"),
        ((":id/",), "source/_posts/quay.md", {"date": "2024-03-05"}, None),
        ((":short_year/",), "source/_posts/quay.md", {"date": "2024-03-05"}, None),
        (
            (":year/:title/", ":year-:month-:day-:title.md"),
            "source/_posts/2024-03-05-quay.md", {}, "/2024/quay",
        ),
        (
            (":year/:title/", ":year-:month-:day-:title.md"),
            "source/_posts/2024-03-05-quay.md", {"date": "2023-01-01"}, "/2023/quay",
        ),
        ((":title/", ":year-:month-:day-:title.md"), "source/_posts/quay.md", {}, None),
        ((":title/", ":year-:month-:day-:title.md"), "source/_posts/a/2024-03-05-quay.md", {}, None),
        ((":title/", ":year-:title.md"), "source/_posts/2024-quay.md", {}, None),
    ],
)  # fmt: skip
def test_posts_of_hexo(settings: tuple[str, ...], name: str, fields: Fields, expected: str | None) -> None:
    assert path(HexoPermalinks(*settings or (":year/:month/:day/:title/",)), name, fields) == expected


def test_what_decides_in_hexo() -> None:
    named = HexoPermalinks(":title/").address_of("source/_posts/quay.md", {"title": "Big"})
    titled = HexoPermalinks(":post_title/").address_of("source/_posts/quay.md", {"title": "Big"})
    assert (named, titled) == (Address("/quay"), Address("/big", "title"))
