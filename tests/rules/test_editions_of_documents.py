"""Which edition a document is of, what translations share, and which files may hold one article."""

import pytest

from newslint.document import Document, parse_document
from newslint.finding import PlacedFact, Range
from newslint.knowledge.editions import Edition
from newslint.rulekit.comparing import in_edition, kinship_of, may_be_one
from newslint.rulekit.own_addresses import is_held_back, permalinks_of, texts_of
from newslint.schema.compiled import choose
from newslint.source import Source


def document(name: str = "a.md", generator: str = "", **fields: str) -> Document:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return parse_document(Source(name, f"---\n{lines}---\n".encode()), choose, generator=generator)


@pytest.mark.parametrize(
    ("name", "fields", "edition"),
    [
        ("a.md", {"title": "A"}, ("", "")),
        ("ja/v2/a.md", {"title": "A"}, ("ja", "v2")),
        ("ja/v2/a.de.md", {"lang": "' pt_BR '"}, ("pt-br", "v2")),
        ("ja/a.md", {"lang": "7"}, ("ja", "")),
        ("ja/a.md", {"lang": "' '"}, ("ja", "")),
        ("v2/a.md", {"canonical_url": "https://de.example.com/a"}, ("de", "v2")),
        ("ja/a.md", {"canonical_url": "https://de.example.com/a"}, ("ja", "")),
        ("a.md", {"canonical_url": "7"}, ("", "")),
        ("a.md", {"canonical_url": "https://v2.example.com/a"}, ("", "v2")),
        ("ja/a.md", {"canonical_url": "https://v2.example.com/a"}, ("ja", "v2")),
        ("v1/a.md", {"canonical_url": "https://v2.example.com/a"}, ("", "v1")),
        ("v1/a.md", {"canonical_url": "https://de.example.com/a"}, ("de", "v1")),
        ("ja/v1/a.md", {"canonical_url": "https://de.example.com/a"}, ("ja", "v1")),
        ("a.md", {"lang": "de", "canonical_url": "https://next.example.com/a"}, ("de", "next")),
        ("a.md", {"version": "'1.2'"}, ("", "")),
    ],
)
def test_a_field_says_more_than_a_name_and_that_more_than_a_host(
    name: str, fields: dict[str, str], edition: tuple[str, str]
) -> None:
    assert document(name, **fields).edition == Edition(*edition)


def test_keys_of_editions_differ() -> None:
    names = ("a.md", "ja/a.md", "v2/a.md", "ja/v2/a.md")
    assert in_edition(document(), "key") == "key"
    assert len({in_edition(document(name), "key") for name in names}) == 4
    assert in_edition(document("ja/b.md"), "key") == in_edition(document("docs/ja/c.md"), "key")


def test_translations_share_a_key() -> None:
    one = kinship_of(document(translationKey="quay"))
    assert one != ""
    assert kinship_of(document(ref="' quay'")) == one
    assert kinship_of(document(ref="pier")) != one
    assert kinship_of(document(ref="' '")) == kinship_of(document(ref="7")) == kinship_of(document())
    assert kinship_of(document()) == ""


@pytest.mark.parametrize(
    ("fields", "kinship"),
    [
        ({"version": "1.2"}, "\n1.2"),
        ({"version": "' v2 '"}, "\nv2"),
        ({"docs_version": "7"}, "\n7"),
        ({"doc_version": "x"}, "\nx"),
        ({"version": "' '"}, ""),
        ({"version": "[1]"}, ""),
    ],
)
def test_a_field_says_the_version(fields: dict[str, str], kinship: str) -> None:
    assert kinship_of(document(title="A", **fields)) == kinship
    shared = kinship_of(document(ref="quay"))
    assert kinship_of(document(ref="quay", **fields)) == shared + kinship


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (("a.md", "x", ""), ("b.md", "x", ""), True),
        (("a.md", "x", ""), ("a.md", "x", ""), False),
        (("a.md", "x", "k"), ("b.md", "y", "k"), False),
        (("a.md", "x", "k"), ("b.md", "x", "l"), True),
        (("a.md", "x", "k"), ("b.md", "x", ""), True),
        (("a.md", "x", ""), ("a.Rmd", "x", ""), False),
        (("a.qmd", "x", ""), ("a.md", "x", ""), False),
        (("a.md", "x", ""), ("b.Rmd", "x", ""), True),
        (("a.md", "x", ""), ("a.markdown", "x", ""), True),
        (("a.md", "x", "\n1"), ("old/a.md", "x", "\n2"), False),
        (("a.md", "x", "\n1"), ("old/a.md", "x", "\n1"), True),
        (("a.md", "x", "\n1"), ("old/a.md", "x", ""), True),
        (("a.md", "x", "\n1"), ("b.md", "x", "\n2"), True),
        (("1/a/index.md", "x", "\n1"), ("2/a/index.md", "x", "\n2"), False),
        (("a/index.md", "x", "\n1"), ("b/index.md", "x", "\n2"), True),
        (("a.md", "x", "k\n1"), ("b.md", "x", "k"), False),
        (("a.md", "x", "k\n1"), ("b.md", "x", "l\n1"), True),
    ],
)
def test_translations_and_renderings_are_not_one_article_twice(
    one: tuple[str, ...], other: tuple[str, ...], *, may_be: bool
) -> None:
    first, second = (
        PlacedFact("k", tuple(values), file, Range(1, 1, 1, 2), "") for file, *values in (one, other)
    )
    assert may_be_one(first, second) is may_be


@pytest.mark.parametrize(
    ("generator", "paths"),
    [("", ["/a/", "/b/"]), ("hugo", ["/a/", "/b/"]), ("pelican", ["/a/", "/b/"]), ("jekyll", ["/a/"])],
)
def test_a_path_may_be_a_link_for_some_generators(generator: str, paths: list[str]) -> None:
    found = permalinks_of(document(generator=generator, url="/b/", permalink="/a/"))
    assert [node.value for node in found] == paths


def test_texts_stand_at_the_top_or_in_a_list_there() -> None:
    page = document(aliases="[/a/, 7, [/b/]]", redirect_from="/c/")
    assert [node.value for node in texts_of(page, "alias")] == ["/a/", "/c/"]


@pytest.mark.parametrize(
    ("name", "fields", "held"),
    [
        ("a.md", {"draft": "true"}, True),
        ("a.md", {"draft": "false"}, False),
        ("a.md", {"published": "false"}, True),
        ("a.md", {"published": "true"}, False),
        ("a.md", {"published": "2024-01-05"}, False),
        ("_drafts/a.md", {"title": "A"}, True),
        ("drafts.md", {"title": "A"}, False),
    ],
)
def test_drafts_and_hidden_pages_are_held_back(name: str, fields: dict[str, str], *, held: bool) -> None:
    assert is_held_back(document(name, **fields)) is held


@pytest.mark.parametrize(
    ("name", "generator", "held"),
    [
        ("a.Rmd", "hugo", True),
        ("a.qmd", "jekyll", True),
        ("a.ipynb", "hexo", True),
        ("a.rmarkdown", "zola", True),
        ("a.qmd", "quarto", False),
        ("a.Rmd", "", False),
        ("a.md", "hugo", False),
    ],
)
def test_notebooks_are_no_pages_where_nothing_reads_them(name: str, generator: str, *, held: bool) -> None:
    assert is_held_back(document(name, generator, title="A")) is held
