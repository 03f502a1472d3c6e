"""Pages that claim one address under the patterns of their site, and pages that don't."""

import pytest
from test_cli import Run, run, write

__all__ = ["run"]

HUGO = {"hugo.toml": "[permalinks]\nblog = '/:year/:month/:slug/'\nnotes = '/n/:title/'\n"}
PRETTY = {"_config.yml": "permalink: /:year/:title/\ncollections:\n  ships: {output: true}\n"}


def places(lines: list[str]) -> list[str]:
    return [line.partition(": ")[0] for line in lines]


def found(run: Run, files: dict[str, str], *options: str) -> list[str]:
    for name, text in files.items():
        write(name, text if name.endswith((".toml", ".yml", ".js", ".mjs")) else f"---\n{text}---\n\nText.\n")
    said = run("check", "--select", "COR007", "--no-cache", "--output-format", "concise", *options)
    assert said.status == (1 if "COR007" in said.out else 0), said.err
    lines = [line for line in said.out.splitlines() if "COR007" in line]
    return [
        line.replace("gives the page the address of", "is that of")
        .replace("leads to this page, but is the address of", "leads to")
        .partition(": one overwrites")[0]
        for line in lines
    ]


@pytest.mark.parametrize(
    "files",
    [
        HUGO | {
            "content/blog/a.md": "title: A\ndate: 2024-03-05\nslug: quay\n",
            "content/blog/b.md": "title: B\ndate: 2024-04-05\nslug: quay\n",
            "content/blog/c.md": "title: Quay\ndate: 2023-03-05\n",
            "content/blog/d.md": "title: D\nslug: quay\n",
            "content/blog/_index.md": "title: Blog\nslug: quay\n",
            "content/notes/a.md": "title: Quay\ndraft: true\n",
            "content/notes/b.md": "title: Quay\n",
            "content/notes/c.es.md": "title: Quay\n",
            "content/news/a.md": "title: A\nslug: quay\n",
            "content/news/old/b.md": "title: B\nslug: quay\n",
        },
        PRETTY | {
            "_posts/2024-01-05-quay.md": "title: A\n",
            "_posts/2023-01-05-quay.md": "title: B\n",
            "_posts/en/2024-01-05-quay.md": "title: C\n",
            "_posts/2024-01-06-pier.md": "title: D\nslug: quay\npermalink: /p/\n",
            "_posts/2024-01-07-quay.md": "title: E\ndate: 2025-01-07\n",
            "_ships/a.md": "title: A\n",
            "_ships/en/a.md": "title: A\n",
            "quay.md": "title: A\nslug: pier\n",
            "pier.md": "title: A\nslug: quay\n",
        },
        {
            "_config.yml": "title: x\n",
            "_posts/2024-01-05-quay.md": "title: A\n",
            "_posts/2024-01-06-quay.md": "title: B\n",
            "_posts/2024-01-07-quay.md": "title: B\ncategory: ships\n",
            "ships/_posts/2024-01-06-quay.md": "title: B\n",
        },
        {
            "_config.yml": "permalink: :year/:title/\n",
            "package.json": '"hexo":',
            "scaffolds/post.md": "title: x\n",
            "source/_posts/quay.md": "title: A\ndate: 2024-01-05\n",
            "source/_posts/ships/quay.md": "title: B\ndate: 2024-01-05\n",
        },
    ],
)  # fmt: skip
def test_pages_with_addresses_of_their_own(run: Run, files: dict[str, str]) -> None:
    assert found(run, files) == []


def test_one_slug_in_a_month_under_a_pattern_without_days(run: Run) -> None:
    files = HUGO | {
        "content/blog/a.md": "title: A\ndate: 2024-03-05\nslug: quay\n",
        "content/blog/old/b.md": "title: B\ndate: 2024-03-29\nslug: Quay!\n",
        "content/notes/a.md": "title: Big quay\n",
        "content/notes/b.md": "title: Big Quay\n",
    }
    assert found(run, files) == [
        "content/blog/a.md:4:7: COR007 `slug` is that of content/blog/old/b.md:4",
        "content/blog/old/b.md:4:7: COR007 `slug` is that of content/blog/a.md:4",
        "content/notes/a.md:2:8: COR007 `title` is that of content/notes/b.md:2",
        "content/notes/b.md:2:8: COR007 `title` is that of content/notes/a.md:2",
    ]


def test_a_slug_that_is_the_name_of_another_file_or_an_alias(run: Run) -> None:
    files = {
        "hugo.toml": "[permalinks]",
        "content/news/quay.md": "title: A\n",
        "content/news/b.md": "title: B\nslug: Quay\n",
        "content/news/c.md": "title: C\naliases: [/news/quay/]\n",
        "content/de/news/b.md": "title: B\nslug: quay\n",
    }
    assert found(run, files) == [
        "content/news/b.md:3:7: COR007 `slug` is that of content/news/quay.md:1",
        "content/news/c.md:3:11: COR007 `aliases[0]` leads to content/news/b.md:3",
        "content/news/quay.md:1:1: COR007 the file's name is that of content/news/b.md:3",
    ]


def test_posts_of_jekyll_under_a_pattern_of_years(run: Run) -> None:
    files = PRETTY | {
        "_posts/2024-01-05-quay.md": "title: A\n",
        "_posts/old/2024-05-05-quay.md": "title: B\n",
        "_posts/2024-06-05-ship.md": "title: C\nslug: quay\n",
        "a.md": "title: D\nredirect_from: /2024/quay\n",
        "b.md": "title: E\npermalink: /ships/c/\n",
        "_ships/c.md": "title: F\n",
    }
    assert found(run, files) == [
        "_posts/2024-01-05-quay.md:1:1: COR007 the file's name is that of _posts/2024-06-05-ship.md:3",
        "_posts/2024-06-05-ship.md:3:7: COR007 `slug` is that of _posts/2024-01-05-quay.md:1",
        "_posts/old/2024-05-05-quay.md:1:1: COR007 the file's name is that of _posts/2024-01-05-quay.md:1",
        "_ships/c.md:1:1: COR007 the file's name is that of b.md:3",
        "a.md:3:16: COR007 `redirect_from` leads to _posts/2024-01-05-quay.md:1",
        "b.md:3:12: COR007 `permalink` is that of _ships/c.md:1",
    ]


@pytest.mark.parametrize(("pairs", "told"), [(10, 20), (11, 0)])
def test_a_pattern_by_which_too_many_pages_are_lost(run: Run, pairs: int, told: int) -> None:
    files = {"_config.yml": "permalink: /:title/\n"}
    for number in range(pairs):
        files |= {f"_posts/{year}-01-05-quay-{number}.md": "title: A\n" for year in (2023, 2024)}
    assert len(found(run, files)) == told
    # What fields say is certain.
    more = {"a.md": "title: A\npermalink: /x/\n", "b.md": "title: B\npermalink: /x/\n"}
    assert len(found(run, more)) == told + 2


def test_a_slug_where_the_configuration_says_nothing(run: Run) -> None:
    files = {
        "hugo.toml": "title = 'Harbour'\n",
        "content/news/a.md": "title: A\nslug: quay\ndate: 2024-01-05\n",
        "content/news/b.md": "title: B\nslug: quay\ndate: 2024-01-06\n",
        "content/news/c.md": "title: C\nslug: quay\ndate: 2024-01-05\n",
        "content/news/_index.md": "title: News\nslug: pier\n",
        "content/d.md": "title: D\nslug: pier\n",
    }
    assert places(found(run, files)) == ["content/news/a.md:3:7", "content/news/c.md:3:7"]


def test_a_pattern_of_the_page_itself(run: Run) -> None:
    files = PRETTY | {
        "_posts/2024-01-05-quay.md": "title: A\npermalink: /p/:title/\n",
        "_posts/2023-01-05-quay.md": "title: B\npermalink: /p/:title\n",
    }
    assert places(found(run, files)) == [
        "_posts/2023-01-05-quay.md:1:1",
        "_posts/2024-01-05-quay.md:1:1",
    ]


def test_posts_of_hexo_by_name(run: Run) -> None:
    files = {
        "_config.yml": "permalink: p/:name/\nnew_post_name: :title.md\n",
        "source/_posts/quay.md": "title: A\n",
        "source/_posts/ships/quay.md": "title: B\n",
    }
    assert places(found(run, files)) == [
        "source/_posts/quay.md:1:1",
        "source/_posts/ships/quay.md:1:1",
    ]


def test_a_site_below_the_configuration(run: Run) -> None:
    """Folders above the site are no part of an address."""
    files = {
        "docs/_config.yml": "permalink: /:categories/:title/\n",
        "docs/_posts/2024-01-05-quay.md": "title: A\n",
        "docs/a.md": "title: B\npermalink: /quay/\n",
        "ships/_posts/2024-01-05-pier.md": "title: C\n",
        "ships/_posts/2024-1-5-pier.md": "title: D\n",
    }
    assert places(found(run, files)) == [
        "docs/_posts/2024-01-05-quay.md:1:1",
        "docs/a.md:3:12",
        "ships/_posts/2024-01-05-pier.md:1:1",
        "ships/_posts/2024-1-5-pier.md:1:1",
    ]


def test_the_cache_knows_what_the_pattern_was(run: Run) -> None:
    posts = {"_posts/2024-01-05-quay.md": "title: A\n", "_posts/2024-02-05-quay.md": "title: B\n"}
    ask = ("check", "--select", "COR007", "--output-format", "concise")
    assert found(run, {"_config.yml": "permalink: pretty\n"} | posts) == []
    for number in range(30):  # so many files are worth a cache
        write(f"more/{number}.md", "---\ntitle: x\n---\n")
    assert run(*ask).status == 0
    write("_config.yml", "permalink: /:year/:title/\n")
    assert run(*ask).out.count("COR007") == 2


@pytest.mark.parametrize(
    ("config", "count"), [("eleventy.config.js", 0), ("astro.config.mjs", 2), ("docusaurus.config.js", 2)]
)
def test_slugs_count_where_they_are_read(run: Run, config: str, count: int) -> None:
    files = {config: "", "docs/a.md": "title: A\nslug: quay\n", "docs/b.md": "title: B\nslug: quay\n"}
    assert len(found(run, files)) == count


def test_documents_of_docusaurus_lie_where_their_files_do(run: Run) -> None:
    files = {
        "docusaurus.config.js": "",
        "docs/a/index.md": "title: A\nslug: quay\n",
        "docs/b/index.md": "title: B\nslug: quay\n",
        "blog/a/index.md": "title: A\nslug: quay\n",
        "blog/b/index.md": "title: B\nslug: quay\n",
    }
    assert [place.partition(":")[0] for place in found(run, files)] == ["blog/a/index.md", "blog/b/index.md"]
