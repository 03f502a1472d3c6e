"""Which files begin with a header, and which only look as if they did."""

import pytest

from newslint.frontmatter.block import find_fence
from newslint.frontmatter.headers.fence import find_header
from newslint.frontmatter.headers.fields import DOCUMENTED
from newslint.frontmatter.headers.lines import name_of

PAIR = "Title: Harbour reopens\nDate: 2023-05-02\n"


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (f"{PAIR}\nText.\n", PAIR),
        (f"{PAIR}", PAIR),
        (PAIR.rstrip("\n"), PAIR.rstrip("\n")),
        (f"\ufeff{PAIR}\nText.\n", PAIR),
        (f"{PAIR} \t \nText: more\n", PAIR),
        (f"{PAIR}\u00a0\nText: more\n", PAIR),
        ("Title: A\r\nDate: B\r\n\r\nText.\r\n", "Title: A\r\nDate: B\r\n"),
        ("Title: A\rDate: B\r\rText.\r", "Title: A\rDate: B\r"),
        ("TITLE: A\nSLUG: b\n\nText.\n", "TITLE: A\nSLUG: b\n"),
        ("   Title:A\n  Slug:b\n\nText.\n", "   Title:A\n  Slug:b\n"),
        ("Slug: b\nNumber: 7\nTitle: A\n\nText.\n", "Slug: b\nNumber: 7\nTitle: A\n"),
        (
            "Title: A\nSummary: One\n    two\n\tthree\n\n    code\n",
            "Title: A\nSummary: One\n    two\n\tthree\n",
        ),
        ("Title: A\nBase Header Level: 2\n\nText.\n", "Title: A\nBase Header Level: 2\n"),
        ("Title: A\nafter the storm\nDate: B\n\nText.\n", "Title: A\nafter the storm\nDate: B\n"),
        (
            "Title: A\nHTML Header: <script>\n<link>\nx\n\nText.\n",
            "Title: A\nHTML Header: <script>\n<link>\nx\n",
        ),
        (
            "latex input: x\nTitle:\tA\nVersion:\t{{v.txt}}\n\n# B\n",
            "latex input: x\nTitle:\tA\nVersion:\t{{v.txt}}\n",
        ),
        ("Title:\nDate: B\n\nText.\n", "Title:\nDate: B\n"),
        ("Title: [Solved]\nDate: B\n\nText.\n", "Title: [Solved]\nDate: B\n"),
        ("Title: A\nSummary: [New] and\n\nText.\n", "Title: A\nSummary: [New] and\n"),
        ('Title: "Heroes"\nDate: B\n\nText.\n', 'Title: "Heroes"\nDate: B\n'),
        ("Title: A\nCover: {static}/images/a.png\n\nText.\n", "Title: A\nCover: {static}/images/a.png\n"),
        (
            "Title: A\nSummary:\n    Two lines: the first\n\nText.\n",
            "Title: A\nSummary:\n    Two lines: the first\n",
        ),
    ],
)
def test_headers(text: str, header: str) -> None:
    fence = find_fence(text)
    assert fence is not None
    assert fence.syntax.name == "Headers"
    assert text[slice(*fence.content)] == header
    assert name_of(text[slice(*fence.opening)]) in DOCUMENTED
    assert fence.closing == (fence.content.end, fence.content.end)


NO_ARTICLES = {
    "nothing": "",
    "a byte order mark": "\ufeff",
    "a title alone": "Title: Harbour reopens\n\nText.\n",
    "a title with fields of its own": "Title: Harbour\nArtist: The Quay\nBars: 12\n\nla la\n",
    "a status": "Status: draft\n\n# Project\n",
    "fields without a title": "Author: N. N.\nDate: 2023-05-02\n\nText.\n",
    "a blank line first": f"\n{PAIR}\nText.\n",
    "prose with a note": "Note: the quay is closed.\nTitle: none\nDate: never\n\nText.\n",
    "prose with a summary": "Summary: the quay is closed.\nNote: bring a coat.\nTitle pages are gone.\n\n",
    "a sentence with a colon": "The council said this: no.\nTitle: x\nDate: y\n\n",
    "prose right below the fields": f"{PAIR}The first ferries left at dawn.\n\nMore.\n",
    "a long sentence as the last field": f"{PAIR}What the council said at noon in the hall: nothing.\n\n",
    "prose with two fields in it": f"{PAIR}The ferries left.\nThe quay was full.\nStatus: calm\n\n",
    "a form": "Title:\nAuthor:\nDate:\n\nDescribe it here.\n",
    "a license": "Copyright: 2023 The Quay\n\nPermission is granted to whoever asks.\n",
    "a license as a sentence": "Copyright (c) 2023: The Quay\nTitle: x\nDate: y\n\n",
    "a changelog": "Version 2.0: the big one\nDate: 2023-05-02\nTitle: x\n\n",
    "a changelog with dates": "Date: 2023-05-02\nVersion: 2.0\nChanges: many\n\n",
    "a letter": "From: a@example.com\nTo: b@example.com\nSubject: Quay\nDate: Tue, 2 May 2023\n\nDear B,\n",
    "a letter that begins with its date": "Date: Tue, 2 May 2023\nFrom: a@example.com\nSubject: x\n\nB,\n",
    "an answer of a server": "HTTP/1.1 200 OK\nDate: Tue, 2 May 2023\nTitle: x\n\n<html>\n",
    "headers of an answer": "Date: Tue, 2 May 2023\nServer: quay\nContent-Type: text/html\n\n<html>\n",
    "the description of a package": "Package: quay\nTitle: Quays\nAuthor: N. N.\nDescription: x\n\n",
    "a proposal": "Proposal: 12\nTitle: A quay\nAuthor: N. N.\nStatus: Draft\n\nAbstract\n",
    "rules for robots": "User-agent: *\nDisallow: /quay\n\nSitemap: https://example.com/s.xml\n",
    "YAML with a list": "title: Quay\ndate: 2023-05-02\ntags:\n- harbour\n- storm\n\n",
    "YAML with an indented list": "title: Quay\ndate: 2023-05-02\ntags:\n  - harbour\n\n",
    "YAML with a deeply indented list": "title: Quay\ndate: 2023-05-02\ntags:\n    - harbour\n\n",
    "YAML with a mapping": "title: Quay\ndate: 2023-05-02\nauthor:\n  name: N. N.\n\n",
    "YAML with a deep mapping": "title: Quay\ndate: 2023-05-02\nauthor:\n    name: N. N.\n\n",
    "YAML with a list in brackets": "title: Quay\ndate: 2023-05-02\ntags: [harbour, storm]\n\n",
    "YAML with a mapping in braces": "title: Quay\ndate: 2023-05-02\nauthor: {name: N. N.}\n\n",
    "YAML with a block of text": "title: Quay\nsummary: >-\n    The first\n    ferries\n\n",
    "YAML with quotes": "title: \"Quay\"\ndate: '2023-05-02'\n\n",
    "YAML with a comment": "title: Quay\n# when\ndate: 2023-05-02\n\n",
    "a block without its first fence": f"{PAIR}---\n\nText.\n",
    "a block that ends in dots": f"{PAIR}...\nText.\n",
    "a block with a blank behind its fence": f"{PAIR}--- \nText.\n",
    "a block for MultiMarkdown without its first fence": "Title: x\nBibTeX: y\n...\n",
    "settings": "title = Quay\ndate = 2023-05-02\n\n",
    "settings with a section": "[quay]\ntitle: Quay\ndate: 2023-05-02\n\n",
    "settings with a section below": "title: Quay\n[quay]\ndate: 2023-05-02\n\n",
    "an underlined heading": "Title: Harbour reopens\n======================\nDate: 2023-05-02\n\n",
    "a heading": "# Title: Harbour reopens\nDate: 2023-05-02\n\n",
    "a heading inside": "Title: x\n# Quay\nDate: 2023-05-02\n\n",
    "a table": "Title: x | Date: y\n--- | ---\nStatus: a | b\n\n",
    "a table with bars": "| Title: x |\n| --- |\n| Date: y |\n\n",
    "a list": "- Title: x\n- Date: y\n\n",
    "a list of marks": "* Title: x\n* Date: y\n\n",
    "a quotation": "> Title: x\n> Date: y\n\n",
    "an address": "https://example.com/quay\nTitle: x\nDate: y\n\n",
    "an object": "{\n  title: 'Quay',\n  date: 'x',\n}\n",
    "a style sheet": ".title {\n  color: red;\n}\n",
    "code": "    Title: x\n    Date: y\n\n",
    "code behind a tab": "\tTitle: x\n\tDate: y\n\n",
    "a fence of code": "```\nTitle: x\nDate: y\n```\n",
    "fields of reStructuredText": ":title: x\n:date: y\n\n",
    "a title block of Pandoc": "% Harbour reopens\n% N. N.\n% 2023-05-02\n\n",
    "HTML": "<html>\n<title>Title: x</title>\n</html>\n",
    "a template": "{% extends 'base' %}\nTitle: x\nDate: y\n\n",
    "fields with dots in their keys": "title.text: x\ndate.of: y\n\n",
    "keys of another script": "Überschrift: x\nDatum: y\n\n",
    "fields with fences of another kind": "Title: Quay\n----\nDate: 2023-05-02\n\n",
}


@pytest.mark.parametrize("text", NO_ARTICLES.values(), ids=NO_ARTICLES.keys())
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_what_is_no_header(text: str, line_break: str) -> None:
    assert find_header(text.replace("\n", line_break)) is None


@pytest.mark.parametrize(
    ("key", "is_field"),
    [("of four short words", True), ("of as many as five", False), ("k" * 40, True), ("k" * 41, False)],
)
def test_a_long_key_is_the_first_half_of_a_sentence(key: str, is_field: bool) -> None:  # noqa: FBT001
    assert (find_header(f"{PAIR}{key}: x\n\nText.\n") is not None) == is_field


def test_another_language_comes_first() -> None:
    fence = find_fence(f"---\n{PAIR}---\n")
    assert fence is not None
    assert fence.syntax.name == "YAML"


@pytest.mark.parametrize("name", sorted(DOCUMENTED))
def test_documented_names_are_spelled_as_they_are_compared(name: str) -> None:
    assert name_of(name) == name
