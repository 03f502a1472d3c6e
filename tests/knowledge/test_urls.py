"""What a URL says by its text alone, and what the options of the rules about URLs change."""

from typing import Any

import pytest

from newslint.document import parse_document
from newslint.knowledge.urls import authority_of, is_documentation, is_template, local_place
from newslint.rule import Rule
from newslint.rules import BY_NAME
from newslint.schema.compiled import shipped_schema
from newslint.source import Source


def options(rule: Rule, **values: Any) -> Any:
    return rule.options(**values)


def found(name: str, fields: str, **values: Any) -> list[str]:
    article = shipped_schema("article")
    source = Source("a.md", f"---\ntitle: a\n{fields}\n---\n".encode())
    document = parse_document(source, lambda _: article)
    rule = BY_NAME[name]
    hits = rule.check(document, options(rule, **values))
    return [document.text_of(hit.span) for hit in hits]


@pytest.mark.parametrize(
    ("url", "user", "host", "port"),
    [
        ("https://www.example.com/a", None, "www.example.com", None),
        ("https://www.example.com", None, "www.example.com", None),
        ("HTTP://desk:secret@www.example.com:8080?a@b:c", "desk:secret", "www.example.com", "8080"),
        ("https://a@b@www.example.com#x", "a@b", "www.example.com", None),
        ("//www.example.com/a:b@c", None, "www.example.com", None),
        ("http://[::1]:3000/", None, "[::1]", "3000"),
        ("https://@www.example.com:/", "", "www.example.com", ""),
    ],
)
def test_the_parts_in_front_of_the_path(url: str, user: str | None, host: str, port: str | None) -> None:
    authority = authority_of(url)
    assert authority is not None
    parts = (authority.user, authority.host, authority.port)
    assert tuple(None if part is None else url[slice(*part)] for part in parts) == (user, host, port)
    assert url[authority.end : authority.end + 1] in ("", "/", "?", "#")


@pytest.mark.parametrize("url", ["", "/a", "mailto:a@b", "ftp://example.com/", "https:/a", "a//b"])
def test_no_authority(url: str) -> None:
    assert authority_of(url) is None


@pytest.mark.parametrize(
    "host",
    ["localhost", "a.localhost", "127.1.2.3", "0.1.2.3", "10.0.0.1", "172.31.0.1", "192.168.0.1",
     "169.254.1.1", "[::]", "[::1]", "[fc00::1]", "[fe80::1]", "[::ffff:127.0.0.1]",
     "a.local", "a.internal", "a.home.arpa"],
)  # fmt: skip
def test_local_hosts(host: str) -> None:
    assert local_place(host) is not None


@pytest.mark.parametrize(
    "host",
    ["", "example.com", "local", "thelocal.se", "local.example.com", "localhost.com", "172.32.0.1",
     "192.169.0.1", "8.8.8.8", "1.2.3.4.5", "[2001:4860::8888]", "[]", "notlocal", "arpa", "192.0.2.1"],
)  # fmt: skip
def test_public_hosts(host: str) -> None:
    assert local_place(host) is None


def test_names_for_documentation() -> None:
    assert all(map(is_documentation, ("example.com", "WWW.Example.org", "a.example", "a.test.", "x.invalid")))
    assert not any(map(is_documentation, ("example.co", "myexample.com", "test.com", "latest")))


def test_templates() -> None:
    urls = (
        "{{ a }}",
        "https://{% a %}",
        "/${a}",
        "a/{width}x{height}",
        "https://a/<your name>",
        "__HOST__/a",
    )
    assert all(map(is_template, urls))
    assert not any(map(is_template, ("https://a/b", "https://a/{}", "https://a/?x[y]=1", "a<b", "a__b__")))


PAGE = 'webUrl: "https://www.example.com/a"\n'
IMAGE = 'images:\n  - url: "http://cdn.cranes.example/a.jpg"'


def test_mixed_content() -> None:
    assert found("insecure-url", PAGE + IMAGE) == []
    assert found("insecure-url", PAGE + IMAGE, mixed_content=True) == ["http"]
    assert found("insecure-url", IMAGE, mixed_content=True) == []


def test_required_cache_url() -> None:
    amp = 'ampWebUrl: "https://www.example.com/amp/a"'
    assert found("amp-incomplete", amp) == []
    assert found("amp-incomplete", amp, require_cache_url=True) == ["ampWebUrl"]
    assert found("amp-incomplete", "ampWebUrl: /amp/a", require_cache_url=True) == []


def test_platforms_for_amp_pages() -> None:
    fields = 'webUrl: "https://www.harbourpost.com/a"\nampWebUrl: "https://amp.rivertimes.com/a"'
    assert found("amp-site-mismatch", fields) == ["amp.rivertimes.com"]
    assert found("amp-site-mismatch", fields, extra_platforms=frozenset({"rivertimes.com"})) == []


def test_parameters() -> None:
    fields = 'webUrl: "https://www.example.com/a?utm_source=a&cid=b"'
    assert found("tracking-parameter", fields) == ["utm_source=a"]
    assert found("tracking-parameter", fields, extra_parameters=frozenset({"cid"})) == ["utm_source=a&cid=b"]
    assert found("tracking-parameter", fields, allowed_parameters=frozenset({"utm_source"})) == []


def test_characters_beyond_ascii() -> None:
    fields = 'webUrl: "https://www.example.com/h\u00e4fen und \u043a"'
    assert found("unescaped-character", fields) == [" "]
    assert found("unescaped-character", fields, non_ascii=True) == ["\u00e4"]
    assert found("unescaped-character", 'webUrl: "https://www.h\u00e4fen.example/"', non_ascii=True) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a//b", ["//"]),
        ("//a", ["//"]),
        ("/https://b.example/c", []),
        ("/www.b.example//c", []),
        ("/a?b=//c", []),
    ],
)
def test_doubled_slashes(path: str, expected: list[str]) -> None:
    fields = f'webUrl: "https://www.example.com{path}"'
    assert found("not-canonical", fields) == []
    assert found("not-canonical", fields, doubled_slash=True) == expected
