"""Languages and versions, by names, folders and hosts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.knowledge import editions
from newslint.knowledge.editions import (
    Edition,
    edition_of_name,
    language_of_tag,
    language_of_url,
    version_of_url,
)


@pytest.mark.parametrize(
    ("name", "language", "version"),
    [
        ("content/blog/quay.md", "", ""),
        ("quay.md", "", ""),
        ("content/ja/blog/quay.md", "ja", ""),
        ("content\\ja\\quay.md", "ja", ""),
        ("docs/pt-BR/quay.md", "pt-br", ""),
        ("docs/zh_Hans/quay.md", "zh-hans", ""),
        ("docs/zh-hant-tw/quay.md", "zh-hant-tw", ""),
        ("docs/es-419/quay.md", "es-419", ""),
        ("docs/my-blog/quay.md", "", ""),
        ("docs/xx/quay.md", "", ""),
        ("docs/eng/quay.md", "", ""),
        ("_posts/cn/quay.md", "cn", ""),
        ("content-en/quay.md", "en", ""),
        ("blog_fr/quay.md", "fr", ""),
        ("docs.de/quay.md", "de", ""),
        ("boats-de/quay.md", "", ""),
        ("en/blog/fr/quay.md", "fr", ""),
        ("en/quay.ja.md", "ja", ""),
        ("content/english/blog/quay.md", "en", ""),
        ("content/German/blog/quay.md", "de", ""),
        ("content-french/quay.md", "fr", ""),
        ("content/日本語/quay.md", "ja", ""),
        ("content/englisch/quay.md", "", ""),
        ("blog/index.es.md", "es", ""),
        ("blog/quay.v2.md", "", ""),
        ("blog/quay.es", "", ""),
        ("docs/v2/quay.md", "", "v2"),
        ("docs/1.x/quay.md", "", "1.x"),
        ("docs/1.2.3/quay.md", "", "1.2.3"),
        ("docs/2023/quay.md", "", ""),
        ("docs/latest/quay.md", "", "latest"),
        ("fr/versioned_docs/version-1.2/quay.md", "fr", "version-1.2"),
        ("docs/V1.2/old/quay.md", "", "v1.2"),
    ],
)
def test_names_tell_language_and_version(name: str, language: str, version: str) -> None:
    assert edition_of_name(name) == Edition(language, version)


def test_nothing_longer_than_a_tag_may_be_is_one() -> None:
    assert language_of_tag("e") == ""
    assert language_of_tag("en") == "en"
    assert language_of_tag("en-" + "a" * 33) == ""


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://de.example.com/a", "de"),
        ("http://PT-br.example.com/a", "pt-br"),
        ("https://www.example.com/de/", ""),
        ("https://xx.example.com/", ""),
        ("https://de.example/", ""),
        ("/de/", ""),
    ],
)
def test_a_host_may_begin_with_a_language(url: str, language: str) -> None:
    assert language_of_url(url) == language


@pytest.mark.parametrize(
    ("url", "version"),
    [
        ("https://v2.example.com/a", "v2"),
        ("https://V2-1.example.com/a", "v2-1"),
        ("http://3-1.docs.example.com/a", "3-1"),
        ("https://next.example.com", "next"),
        ("https://v2.example/", ""),
        ("https://www.example.com/v2/", ""),
        ("https://2.example.com/", ""),
        ("https://video.example.com/", ""),
        ("/v2/", ""),
    ],
)
def test_a_host_may_begin_with_a_version(url: str, version: str) -> None:
    assert version_of_url(url) == version


@given(st.text(st.sampled_from("aedENKf-_.1\u212a"), max_size=7))
def test_a_quick_look_refuses_nothing_that_is_a_tag(text: str) -> None:
    match = editions._TAG.fullmatch(text)
    is_tag = match is not None and match[1].lower() in editions._LANGUAGES
    assert language_of_tag(text) == (text.lower().replace("_", "-") if is_tag else "")


PARTS = st.sampled_from(["", "content", "docs-fr", "en", "de-AT", "v2", "1.x", "latest", "news", "zz"])


@given(st.lists(PARTS, max_size=6))
def test_the_last_folder_that_tells_counts(folders: list[str]) -> None:
    language = version = ""
    for part in folders:
        alone = edition_of_name(f"{part}/harbour-reopens.md")
        language, version = alone.language or language, alone.version or version
    assert edition_of_name("/".join([*folders, "harbour-reopens.md"])) == (language, version)
