"""What is told the quick way is what the slow way, for whatever the quick one leaves, would have told."""

import json
import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newslint import document as documents
from newslint.document import parse_document
from newslint.finding import Fact, Range, Span
from newslint.frontmatter.nodes import Node
from newslint.frontmatter.yaml import alignment
from newslint.frontmatter.yaml.scalars import resolve_11, resolve_12
from newslint.knowledge import dates, editions, gaps, mojibake
from newslint.knowledge import page_identity as pages
from newslint.knowledge.page_leftovers.reading import may_hold_leftovers
from newslint.knowledge.page_leftovers.table import LEFTOVERS
from newslint.rule import NoOptions
from newslint.rulekit.comparing import folded, folded_fingerprint
from newslint.rulekit.slips import is_slip
from newslint.rules import (
    cor_boilerplate_summary,
    cor_duplicate_address,
    cor_misspelt_topic,
    dat_url_mismatch,
    fm_ambiguous_scalar,
    fm_lost_text,
)
from newslint.schema.compiled import choose
from newslint.source import Source

DATES = st.one_of(
    st.text(st.sampled_from("0123456789-:TtZ+ .,W\udc80٣"), max_size=27),
    st.from_regex(r"\A\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:?\d\d(:\d\d)?)?\Z"),
    st.datetimes().map(lambda moment: moment.isoformat("T", "seconds")),
    st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat("T", "seconds")),
    st.dates().map(str),
)


@given(DATES)
@example("2023-05-02T24:00:00Z")
@example("2023-05-02T23:59:60Z")
@example("2023-05-02T06:30:00-00:00")
@example("2023-05-02T06:30:00.123456+02:00")
@example("2023-05-02T06:30:00.12345")
@example("2023-W18-2")
@example("0001-01-01T00:00:00Z")
def test_dates(text: str) -> None:
    quick = dates._read_complete(text)
    if quick is not None:
        slow = dates._read_any(text)
        assert slow is not None
        assert (quick, quick.utcoffset()) == (slow, slow.utcoffset())


@given(st.one_of(DATES, st.text(st.sampled_from("0123456789-W\u0663"), min_size=10, max_size=10)))
@example("2023-05-02")
@example("2023-W18-2")
@example("2023-02-30")
@example("2023-05-2\u0663")
def test_usual_dates(text: str) -> None:
    assert dates.is_usual(text) == (dates._read_complete(text) is not None)


def test_the_usual_dates_are_read_the_quick_way() -> None:
    for text in ("2023-05-02", "2023-05-02T06:30:00", "2023-05-02T06:30:00Z", "2023-05-02T06:30:00+02:00"):
        assert dates._read_complete(text) is not None


@given(st.one_of(st.text(), st.text(st.sampled_from("https:/?#@.w\n "), max_size=12).map("https://".__add__)))
@example("https:///path")
@example("http://")
def test_parts_of_addresses(url: str) -> None:
    match = pages._ADDRESS.fullmatch(url)
    assert pages._split(url) == (None if match is None else match.groups(default=""))


@given(st.text(st.sampled_from("a\r\n"), max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_places(text: str, start: int, end: int) -> None:
    source = Source("a.md", text.encode())
    there = Range(*source.line_column(start), *source.line_column(end))
    assert source.range_of(Span(start, end)) == there


@given(st.text(st.sampled_from("0123456789+-.:_eExoab"), max_size=9))
@example("0")
@example("012")
@example("٣")
@example("2023-05-02T06:30:00Z")
def test_clear_scalars(raw: str) -> None:
    if fm_ambiguous_scalar._is_clear(raw):
        assert repr(resolve_12(raw)) == repr(resolve_11(raw))


SENTENCE = re.compile(r"(?:[^.!?。！？…\n]|(?<=\w)\.(?=[a-z0-9/]))+[.!?。！？…\n]*")
SCALARS: tuple[Callable[[str], str], ...] = (
    lambda text: '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"',
    lambda text: '"' + text.replace("\\", "").replace('"', "").replace("\n", "\\n") + '"',
    lambda text: "|2-\n  " + text.replace("\n", "\n  "),
)


@given(
    st.text(st.sampled_from("aBßİ .!?。！？…\n\t\u2028"), max_size=14),
    st.sampled_from(SCALARS),
    st.integers(-1, 3),
)
def test_sentences(text: str, write: Callable[[str], str], least: int) -> None:
    front_matter = (
        f"---\ncategory: news\npublishedDateTime: 2023-05-02\nquality: 70\ntitle: Harbour\n"
        f"excerpt: {write(text)}\n---\n"
    )
    document = parse_document(Source("a.md", front_matter.encode()), choose)
    options = cor_boilerplate_summary.Options(characters=least)
    found = list(cor_boilerplate_summary.collect(document, options))
    article = document.root
    summary = None if article is None else article.part("summary")
    if summary is None or not isinstance(summary.value, str):
        assert not found
        return
    expected: dict[str, Fact] = {}
    for match in SENTENCE.finditer(summary.value):
        said = match.group()
        start = match.start() + len(said) - len(said.lstrip())
        key = folded(said).strip(".!?。！？… ")
        if len(key) >= least:
            span = document.place(summary, start, start + len(said.strip()))
            is_first = not summary.value[:start].strip()
            is_last = not summary.value[match.end() :].strip()
            has_end = re.search("[.!?。！？…]", said) is not None
            part = "" if is_first and (is_last or not has_end) else folded_fingerprint(summary.value)
            values = (folded_fingerprint("Harbour"), part, "", "says")  # no word is one for readers
            expected.setdefault(key, Fact(key, values, span, summary.path))
    assert found == list(expected.values())


def test_no_character_becomes_a_space_or_the_end_of_a_sentence() -> None:
    ends = set(".!?。！？…\n")
    for character in map(chr, range(sys.maxunicode + 1)):
        written = character.casefold()
        assert not written.isspace() or character.isspace()
        assert character in ends or ends.isdisjoint(written)


ADDRESS_PIECES = (
    *("https://", "http://", "HTTP://", "a", "a.b:80", "/", "/1999", "/2020", "/05", "/19", "/20200519", "?"),
    *("/2020/05/19", "/2020/05/19/", "/2020-05-19/", "#", "%3a", "https:/", "http%3A", "/2020/may/19/"),
    *("/2020/05/20/", "/2099/01/01/", "/1994/01/01/", "x"),
)
DAYS = ("2020-05-19", "2020-05-19T06:30:00Z", "2020-05-1", "2099-01-01", "1994-01-01", "2020-02-31", "today")


@given(
    st.lists(st.sampled_from(ADDRESS_PIECES), max_size=7).map("".join),
    st.sampled_from(DAYS),
    st.sampled_from([2021, 2300]),
)
@example("https://a/2020/05/19/x", DAYS[0], 2021)
@example("https://a/2020/05/2020/05/19/x", DAYS[1], 2021)
def test_days_in_addresses(url: str, day: str, last_year: int) -> None:
    published = Node(day, ("date",), 0, 9, "", roles=frozenset({"published", "format:date-time"}))
    if dat_url_mismatch._says_day_of(published, url, last_year):
        moment = dates.parse_date(day)
        assert moment is not None
        found = dat_url_mismatch._url_dates(url, last_year)
        assert (moment.date(), True) in {(said, whole) for said, whole, *_ in found}


def test_a_day_in_an_address_is_seen_the_quick_way() -> None:
    published = Node("2020-05-19", ("date",), 0, 9, "", roles=frozenset({"published", "format:date"}))
    assert dat_url_mismatch._says_day_of(published, "https://www.example.com/2020/05/19/x", 2021)


ENCODINGS = ("latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1257", "iso-8859-2", "macroman", "cp437")
LETTERS = st.text(st.sampled_from("éüßÅŠžąłğığΘаПр’“”–…™\u00a0日⚡\ufe0f🇩"), min_size=1, max_size=4)
MISREAD = st.tuples(LETTERS, st.sampled_from(ENCODINGS), st.sampled_from(("ignore", "replace"))).map(
    lambda how: how[0].encode().decode(how[1], how[2])
)
LOST = st.text(st.sampled_from("aé ?!\x1a\ufffd\u00a0\x92Ââ€"), max_size=3)


@given(st.lists(st.one_of(LETTERS, MISREAD, LOST), max_size=5).map("".join))
@example("â€")
@example("Ã\ufffd")
@example("\x93\x94")
def test_text_that_ftfy_mends_is_shown_to_it(text: str) -> None:
    if not mojibake._may_be_mended(text):
        assert mojibake._repair()(text) == text


# Characters of UTF-8 whose first bytes are the least and the greatest for their length, and the NUL of Java.
EDGES = [
    b"\xc0\x80",
    *(char.encode() for char in "\x80\xbf\u07c0\u07ff\u0800\u0fff\uf000\uffff"),
    *(char.encode() for char in "\U00010000\U0003ffff\U00100000\U0010ffff"),
]


@pytest.mark.parametrize("encoding", ["macroman", "cp437"])
@pytest.mark.parametrize("edge", EDGES)
def test_all_of_utf_8_is_shown_to_ftfy(edge: bytes, encoding: str) -> None:
    assert mojibake._may_be_mended(f"a{edge.decode(encoding)}b")


@pytest.mark.parametrize("encoding", ["macroman", "cp437"])
@pytest.mark.parametrize(
    "no_edge", [b"\xc0", b"\xdf", b"\xe0\xa0", b"\xf0\x90\x80", b"\xf5\x80\x80\x80", b"\xbf\xbf"]
)
def test_what_is_no_utf_8_is_not_shown_to_ftfy(no_edge: bytes, encoding: str) -> None:
    assert not mojibake._may_be_mended(f"a{no_edge.decode(encoding)}b")


def test_the_nul_of_java_is_mended() -> None:
    text = ("мир".encode() + b"\xc0\x80" + " труд".encode()).decode("cp437")
    (run,) = mojibake.damaged_runs(text)[:1]
    assert run[2].startswith("мир\0")


@pytest.mark.parametrize(
    "text",
    ["Привет, мир", "عربي", "⚡️ 🇩🇪", "«\u00a0l’été à Nîmes\u00a0»", "Đặng – “Việt Nam”"],
)
def test_usual_text_beyond_ascii_needs_no_ftfy(text: str) -> None:
    assert mojibake._CANDIDATE.search(text)
    assert not mojibake._may_be_mended(text)


@pytest.mark.parametrize("encoding", [*mojibake._MIXED, *mojibake._ALONE])
def test_each_first_byte_of_utf_8_begins_a_candidate(encoding: str) -> None:
    for byte in range(0xC0, 0xF5):
        shown = bytes([byte]).decode(encoding, "ignore") or bytes([byte]).decode("latin-1")
        assert mojibake._has_candidate(f"a{shown}\u0102")


def test_control_characters_begin_a_candidate() -> None:
    assert all(mojibake._has_candidate(chr(code) + "é") for code in range(0x80, 0xA0))
    assert mojibake._has_candidate("\u00e2\u20ac")


@pytest.mark.parametrize("text", ["日本語のニュース", "뉴스, 新闻", "Ｔｅｘｔ", "🇩🇪", "\u3000\u3000a"])
def test_text_of_east_asia_needs_no_closer_look(text: str) -> None:
    assert not mojibake._has_candidate(text)


@given(st.text(st.sampled_from("\u00a0\u00a0 aâÂÄÊ€\x85\x80\u02a0Ω“"), max_size=7))
@example("Â\u00a0\u00a0")
@example("â\u00a0\u00a0")
@example("\u00a0\u00a0\x85")
@example("\u00a0Ä")
def test_no_break_spaces_hide_nothing_that_may_be_mended(text: str) -> None:
    if mojibake._CANDIDATE.search(text) and not mojibake._has_candidate(text):
        assert not mojibake._may_be_mended(text)


def test_two_no_break_spaces_need_no_closer_look() -> None:
    assert mojibake._CANDIDATE.search("a\u00a0\u00a0b")
    assert not mojibake._has_candidate("a\u00a0\u00a0b")
    assert mojibake._has_candidate("Â\u00a0\u00a0")


@given(st.text(st.sampled_from("&a,[]{} \t\n"), max_size=9))
def test_anchors(text: str) -> None:
    if fm_lost_text._ANCHOR.search(text):
        assert fm_lost_text._MAY_BE_ANCHOR.search(text)


@given(st.text(st.sampled_from("#a \t\n\u00a0"), max_size=9), st.integers(0, 9))
def test_comments(text: str, place: int) -> None:
    if fm_lost_text._COMMENT.match(text, place):
        assert text[place : place + 1] in fm_lost_text._BLANKS


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("title: a", 0),
        (r'"t\u00e9": 1', 1),
        (r'"t\x41": "\u00e9"', 0),
        ("té: 1", 1),
        ("a: [{b: {té: 1}}]", 1),
        ("a: é", 0),
        ("- é", 0),
        ("a: &a {té: 1}\nb: *a", 1),
        ("a: &é {b: 1}\né: *é", 0),
    ],
)
def test_keys_beyond_ascii(fields: str, number: int) -> None:
    document = parse_document(Source("a.md", f"---\n{fields}\n---\n".encode()), choose)
    assert len(document.keys_beyond_ascii) == number


@pytest.mark.parametrize("name", ["a.md", "news/2023-05-02-a.md", "content/a.md", "_posts/2023-05-02-a.md"])
@pytest.mark.parametrize("generator", ["", "hugo", "jekyll", "zola"])
@pytest.mark.parametrize("field", ["draft: false", "slug: b", "aliases: [/b/]", "permalink: /b/", "url: /b/"])
def test_pages_without_an_address(
    name: str, generator: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def facts() -> list[Fact]:
        source = Source(name, f"---\ntitle: Harbour reopens\ndate: 2023-05-02\n{field}\n---\n".encode())
        document = parse_document(source, choose, generator=generator)
        return list(cor_duplicate_address.collect(document, NoOptions()))

    quick = facts()
    monkeypatch.setattr(cor_duplicate_address, "_is_named", lambda _: True)
    assert facts() == quick
    speaks = field != "draft: false" and (field != "url: /b/" or generator in ("", "hugo"))
    is_named = name.startswith("_posts/") or (generator == "hugo" and name.startswith("content/"))
    assert bool(quick) == (speaks or is_named)


HINTS = [(hint, number) for number, row in enumerate(LEFTOVERS) for hint in row.hints]


@given(
    st.lists(st.sampled_from([hint for hint, _ in HINTS]), max_size=3),
    st.lists(
        st.sampled_from(["Harbour", "é", "港", "Порт", "\u2003", "\udc80", "\u212a", "İ", "%", "'"]),
        max_size=4,
    ),
    st.sampled_from([" ", " ‘", "… ", ", "]),
    st.sampled_from([str.lower, str.title]),
)
def test_leftovers_that_the_quick_look_leaves(
    hints: list[str], others: list[str], between: str, cased: Callable[[str], str]
) -> None:
    text = cased(between.join([*others, *hints]))
    meant = {number for hint, number in HINTS if hint in hints and hint in text.lower()}
    there = {number for hint, number in HINTS if hint in text.lower()}
    assert meant <= may_hold_leftovers(text) <= there


def test_a_hint_counts_where_its_rarest_word_is_whole() -> None:
    assert may_hold_leftovers("Our newsletters, (opens in new tab)")
    assert not may_hold_leftovers("anewsletter, new tabs, all rightsreserved")


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "Diablo",
                " -like",
                " -",
                "like",
                " it",
                " 's",
                " ,",
                " .",
                "( ",
                " )",
                "“",
                " ”",
                ".The ",
                " ",
            ]
        ),
        max_size=9,
    ).map("".join)
)
@example("the Diablo -like game")
@example("a dash - like this")
@example("a dash -no more")
def test_gaps_that_the_quick_look_leaves(text: str) -> None:
    if not gaps.may_hold_gaps(text):
        assert not list(gaps._gaps(text))


def test_dashes_need_no_closer_look_for_gaps() -> None:
    assert not gaps.may_hold_gaps("Harbour - port -10")
    assert gaps.may_hold_gaps("A Diablo -like game")


@pytest.mark.parametrize(
    "text",
    [
        "the council 's plan",
        "the council ’s plan",
        "boats , ferries",
        "the end . then",
        "(the end )",
        "“the end ”",
        "( the end)",
        "“ the end”",
    ],
)
def test_each_gap_gets_a_closer_look(text: str) -> None:
    assert gaps.may_hold_gaps(text)
    assert list(gaps._gaps(text))


@pytest.mark.parametrize(
    "text",
    [
        "The council said that the ferries ...",
        "The council said .",
        "An 'ordinary' day, a ’90s song",
        "Ferries ,boats, in one list (of all), “so” they say",
    ],
)
def test_signs_without_gaps_need_no_closer_look(text: str) -> None:
    assert not gaps.may_hold_gaps(text)


WORDS = re.compile(r"[^ \t\n\r\x85\u2028\u2029\\']*")
WRITTEN = ("a", "b", " ", "\t", "\n", "\r", "\\", "'", "''", "\\n", "\\\n", "\\x41", "\x85", "\u2028")


@given(st.lists(st.sampled_from(WRITTEN), max_size=9).map("".join), st.sampled_from(["", "'", '"']))
@example("a  b", "")
@example("a \\\n b", '"')
@example("a ", "'")
@example("a \n b", "")
def test_blanks_between_words_stay_as_they_are(written: str, style: str) -> None:
    found = []
    for ordinary in (alignment._ORDINARY, WORDS):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(alignment, "_ORDINARY", ordinary)
            try:
                pieces = list(alignment._flow(f"{style}{written}{style}", len(style), style))
            except ValueError:  # `\x` without digits, which libyaml refuses before
                pieces = []
            found.append(pieces)
    assert found[0] == found[1]


def test_a_text_without_line_breaks_and_escapes_is_looked_at_once() -> None:
    match = alignment._ORDINARY.match("a b\tc  d e \\")
    assert match is not None
    assert match.end() == len("a b\tc  d e ")
    match = alignment._ORDINARY.match("a b \n c")
    assert match is not None
    assert match.end() == len("a b")


@given(
    st.lists(
        st.sampled_from(["railways", "raiwlays", "railway", "Railways", "ferries", "feries", "trams"]),
        max_size=5,
    )
)
@example(["railways", "raiwlays"])
@example(["railways", "ferries", "trams"])
@example(["railways", "ferries", "ferries", "feries"])
def test_topics_without_a_near_one(topics: list[str]) -> None:
    document = parse_document(Source("a.md", f"---\ntitle: Harbour\ntags: {topics}\n---\n".encode()), choose)
    found = [fact.values[0] for fact in cor_misspelt_topic.collect(document, cor_misspelt_topic.Options())]
    assert found == [
        one for one in topics if not any(one[0] == other[0] and is_slip(one, other) for other in topics)
    ]


@given(st.text(st.characters() | st.sampled_from("a\n\x1f\x7f~ \xa0\u200b\ud800\udc80"), max_size=6))
@example("\n")
@example("\x1f")
@example("~\x7f")
@example("\xa0")
@example("\udc80")
@example("é😀 ~")
def test_characters_to_see(text: str) -> None:
    assert documents._is_printable(text) == text.replace("\n", "").isprintable()


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "é", "ä"]), st.none(), max_size=2), max_size=3))
def test_keys_beyond_ascii_of_many_mappings(mappings: list[dict[str, None]]) -> None:
    lines = ["a: é", "listed:"]
    for mapping in mappings:
        lines += [f"  - {json.dumps(mapping, ensure_ascii=False)}"]
    document = parse_document(Source("a.md", "\n".join(["---", *lines, "---", ""]).encode()), choose)
    wanted = [key for mapping in mappings for key in mapping if not key.isascii()]
    assert [node.path[-1] for node in document.keys_beyond_ascii] == wanted


def test_usual_addresses() -> None:
    urls = ["https://a.example/b", "https://a.example/?q=1", "http://a.example/", "https://a.local/b"]
    lines = "\n".join(["---", *[f"webUrl{n}: {url}" for n, url in enumerate([*urls, *urls])], "---", ""])
    document = parse_document(Source("a.md", lines.encode()), choose)
    document.by_role["url"] = list(document.texts)
    assert [node.value for node in document.unusual_urls] == [*urls[1:], *urls[1:]]


VERSION = re.compile(
    r"v\d+(?:[._-](?:\d+|x))*|\d+(?:\.(?:\d+|x))+|(?:version|release|v)[-_.]?\d[\w.-]*"
    r"|canary|current|latest|next|nightly|stable|unreleased",
    re.IGNORECASE | re.ASCII,
)
NEARLY_VERSIONS = st.lists(
    st.sampled_from(
        [
            *("v", "V", "x", "1", "20", ".", "-", "_", "version", "Release", "latest", "NEXT", "news", "a"),
            *("n\u0131ghtly", "\u017ftable", "\u212a", "\u0663"),
        ]
    ),
    max_size=5,
).map("".join)


@given(NEARLY_VERSIONS | st.from_regex(VERSION, fullmatch=True) | st.text(max_size=9))
@example("")
@example("v")
@example("1.")
@example("1.x")
@example("2024")
@example("unreleased")
@example("Release1")
@example("VERSION_2.x")
def test_versions(part: str) -> None:
    assert editions._is_version(part) == (VERSION.fullmatch(part) is not None)


def test_most_folders_need_no_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "_VERSION", None)
    parts = ("", "2024", "2024-05", "news", "reviews", "vienna", "archive", "the.valley.example", "Latest")
    assert [part for part in parts if editions._is_version(part)] == ["Latest"]
