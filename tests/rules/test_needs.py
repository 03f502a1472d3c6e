"""No rule misses anything because of what spares it work: `Rule.needs` and the quick looks of `Document`."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cases import FOLDERS, Case

from newslint.document import _USUAL_URL, TEXT_TRAITS, Document, is_trait, parse_document
from newslint.finding import Fact, Hit
from newslint.knowledge.mojibake import _CANDIDATE
from newslint.rule import Rule
from newslint.rules import RULES
from newslint.schema.compiled import shipped_schema
from newslint.source import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = st.text(
    st.sampled_from("ab .  \t\n\r&;#x<](â€™éÃ\u00a0\u200b\u202e\u0301\ufffd\x07\x92\\"), max_size=9
)
PIECES = (
    *"https:// http:// // www. example .com .de .local .lan 1 - . / /a.b ?a=b ?utm_source=x &amp;".split(),  # noqa: SIM905 - short
    *("#c", ":443", "@", " ", "^", "%20", "É", "{{ x }}", "A", "a" * 64),
)
URLS = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


def variants(rule: Rule) -> Iterator[object]:
    """The options of a rule as they are, and with every switch turned."""
    yield rule.options()
    switches = {
        name: not default for name, default in rule.options()._asdict().items() if isinstance(default, bool)
    }
    if switches:
        yield rule.options(**switches)


def without_quick_looks(document: Document) -> Document:
    """The same document, where every address counts as unusual and every text as one beyond ASCII."""
    vars(document)["unusual_urls"] = [
        node for node in document.with_role("url") if isinstance(node.value, str)
    ]
    vars(document)["beyond_ascii"] = document.texts
    vars(document)["keys_beyond_ascii"] = [node for node in document.nodes if node.key_start >= 0]
    return document


def assert_within(document: Document, said: list[Hit | Fact]) -> None:
    """See to it that a rule names places of the text: elsewhere a finding would be moved there unseen."""
    end = len(document.source.text)
    for one in said:
        spans = [one.span]
        if isinstance(one, Hit):
            spans += [span for span, _ in one.related]
            spans += [edit.span for edit in (one.fix.edits if one.fix is not None else ())]
        assert all(0 <= span.start <= span.end <= end for span in spans), one


def assert_nothing_is_missed(document: Document, again: Document) -> None:
    """Compare what rules say when they are spared work with what they say when they aren't."""
    traits = document.traits
    full = without_quick_looks(again)
    for rule in RULES:
        for options in variants(rule):
            said = list(rule.check(full, options))
            assert_within(document, said)
            if rule.needs and rule.needs.isdisjoint(traits):
                assert said == [], rule.code
            else:
                assert list(rule.check(document, options)) == said, rule.code


@given(st.text(st.sampled_from("aÂÃ’В \x1a—b\n"), max_size=6))
def test_mojibake_begins_with_a_candidate(text: str) -> None:
    plainly = re.search(r"[^\x00-\x7f]{2}|[ÂÃÅÎÐÙĂĹĐŮВГЕОРЩ][ \x1a]", text)
    found = _CANDIDATE.search(text)
    assert (plainly and plainly.start()) == (found and found.start())


@given(
    st.lists(URLS | st.sampled_from(["", "https://a.com\n", "https://a.com/b"]), max_size=4),
    st.integers(0, 4),
)
def test_unusual_addresses_are_found_among_others(urls: list[str], at: int) -> None:
    document = article(images=[{"url": url} for url in (*urls[:at], None, *urls[at:])])
    assert [node.value for node in document.unusual_urls] == [u for u in urls if not _USUAL_URL.fullmatch(u)]


def article(**values: Any) -> Document:
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in values.items())
    schema = shipped_schema("article")
    return parse_document(Source("a.md", f"---\n{lines}---\n".encode()), lambda _: schema, now=NOW)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.needs], ids=lambda rule: rule.code)
def test_rules_need_traits_that_exist(rule: Rule) -> None:
    assert all(map(is_trait, rule.needs))


@pytest.mark.parametrize(
    "name",
    ["format:uri", "headers", "json", "toml", "yaml", "deprecated", "headline", "invalid-yaml", "markup"],
)
def test_traits_have_names(name: str) -> None:
    assert is_trait(name)
    assert not is_trait(f"{name[0].upper()}{name[1:]}")
    assert not is_trait(f"a {name}")


def test_traits_tell_no_more_than_they_promise() -> None:
    document = article(title="é & \\", webUrl="http://example.com/\r")
    assert document.traits >= {"ampersand", "backslash", "beyond-ascii", "unusual-url", "headline", "url"}
    assert not article(title="plain", webUrl="https://example.com/a").traits & TEXT_TRAITS


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"---\ntitle: A\n---\n\xc3\xa9 & \\ [a](b) <b>\r\n", {"carriage-return", "source-beyond-ascii"}),
        (b"---\ntitle: A # \xc3\xa9 & <b>\n---\n", {"source-beyond-ascii"}),
        (b"---\ntitle: \xc3\xa9\n---\n", {"beyond-ascii", "source-beyond-ascii"}),
        (b'---\ntitle: "\\xe9 \\x26"\n---\n', {"ampersand", "backslash", "beyond-ascii"}),
        (b'---\ntitle: "\\x3cb> "\n---\n', {"backslash", "markup"}),
        (b"---\ntitle: a [b](c)\n---\n", {"markup"}),
        (b"---\ntitle: [a, b] # (c)\n---\n", set()),
        (b'---\ntitle: "\\x08"\n---\n', {"backslash", "unprintable"}),
        (b'{"title": "\x7f"}\n', {"unprintable"}),
        (b"---\n$schema: a.json\n---\n", {"named-schema"}),
        (b"---\ntitle: A & B\n", {"no-block"}),
        (b"A", {"no-block"}),
    ],
)
def test_traits_of_texts(data: bytes, told: set[str]) -> None:
    assert parse_document(Source("a.md", data), lambda _: None).traits & TEXT_TRAITS == told


def test_the_language_of_the_front_matter_is_a_trait() -> None:
    assert "yaml" in article(title="plain").traits
    assert "json" in parse_document(Source("a.md", b"{}\n"), lambda _: None).traits


def test_a_file_that_cannot_be_read_says_so() -> None:
    assert "unreadable" in parse_document(Source("a.md", b"", "no permission"), lambda _: None).traits


@pytest.mark.parametrize("folders", [FOLDERS[start::20] for start in range(20)])
def test_no_rule_misses_anything_in_the_cases(folders: list[Path]) -> None:
    for folder in folders:
        case = Case.load(folder)
        for source in case.sources:
            assert_nothing_is_missed(case.parse(source), case.parse(source))


@pytest.mark.parametrize("folders", [FOLDERS[start::20] for start in range(20)])
def test_where_no_edit_is_certain_no_fix_is_offered(folders: list[Path]) -> None:
    for folder in folders:
        case = Case.load(folder)
        for source in case.sources:
            document = case.parse(source)
            document.is_counting = True
            for rule in RULES:
                for options in variants(rule):
                    fixes = [hit.fix for hit in rule.check(document, options) if isinstance(hit, Hit)]
                    # What mends the front matter as a whole asks the document for no edit.
                    assert rule.code.startswith("FM") or set(fixes) <= {None}, (folder, rule.code)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=2), st.booleans())
def test_no_rule_misses_anything_in_texts(title: str, excerpt: str, topics: list[str], raw: bool) -> None:  # noqa: FBT001
    values = {"title": title, "excerpt": excerpt, "topics": topics, "other": title}
    documents = [article(**values) for _ in range(2)]
    if raw:
        text = f"---\ntitle: {title!r}\nexcerpt: |\n  {excerpt}\n---\n"
        documents = [parse_document(Source("a.md", text.encode()), lambda _: None, now=NOW) for _ in range(2)]
    assert_nothing_is_missed(*documents)


@given(URLS, URLS, URLS)
def test_no_rule_misses_anything_in_addresses(url: str, amp: str, image: str) -> None:
    documents = [
        article(webUrl=url, ampWebUrl=amp, originalUrl=f"https://{url}", images=[{"url": image, "width": 9}])
        for _ in range(2)
    ]
    assert_nothing_is_missed(*documents)
