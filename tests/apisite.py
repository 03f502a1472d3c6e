"""A small site on which the Python API is compared with the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from newslint import cli

CONFIG = """\
extend-select = ["SCH"]

[[collections]]
name = "news"
files = ["news/*.md"]
schema = "article"

[[collections]]
name = "pages"
files = ["pages/*.md"]
schema = "page.json"

[per-file-ignores]
"news/old-*.md" = ["TXT001"]

[limits]
max-findings = 3
"""
SCHEMA = """\
{"properties": {"title": {"type": "string"}, "hits": {"type": "integer"}}, "required": ["title", "author"]}
"""
ARTICLE = """\
---
category: news
title: The harbour’s cranes return {number}
excerpt: Cranes are back at the quay, and the first of {number} ships was unloaded on Monday.
publishedDateTime: 2022-03-0{number}T10:00:00Z
webUrl: https://harbour.example/news/cranes-{number}
type: article
quality: 50
heat: 50
published: true
provider:
  name: {publisher}
  domain: harbour.example
topics:
  - Shipping
images:
  - url: https://img.harbour.example/cranes-{number}-1200x630.jpg
    width: 1200
    height: 675
related:
  - title: Ferries wait for the tide {number}
    excerpt: "The skipper canâ€™t say when"
    publishedDateTime: 2022-03-0{number}T09:00:00Z
    webUrl: https://harbour.example/news/ferries-{number}
    type: article
    provider:
      name: {publisher}
      domain: harbour.example
    images: []
---
Cranes are back at the quay.
"""
FILES = {
    "newslint.toml": CONFIG,
    "page.json": SCHEMA,
    "news/one.md": ARTICLE.format(number=1, publisher="Harbour News"),
    "news/two.md": ARTICLE.format(number=2, publisher="Harbour News"),
    "news/three.md": ARTICLE.format(number=2, publisher="Harbour news"),
    "news/old-four.md": ARTICLE.format(number=4, publisher="Harbour News"),
    "pages/about.md": "---\ntitle: 7\nauthor: Ada\nhits: many\nflag: yes\n---\n",
    "pages/no-author.md": "---\ntitle: Timetable\n---\n",
    "pages/many.md": "---\ntitle: Signs\nauthor: Ada\nnotes:\n" + '  - "canâ€™t"\n' * 7 + "---\n",
    "pages/open.md": "---\ntitle: Never closed\n",
    "pages/bad.md": "---\ntitle: [Open\n---\n",
    "loose.md": "---\ntags:\n  - NO\nsummary: “Quay” &amp; tide\n---\n",
    "notes.org": "#+TITLE: Notes of the harbour\n#+DATE: 2026-03-01\n\nText.\n",
    "own/newslint.toml": 'select = ["TXT"]\n',
    "own/gate.md": "---\ntitle: The gateâ€™s lamp\nflag: NO\n---\n",
}


def write_site(folder: Path) -> Path:
    """Write the site into a folder."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def json_report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What `newslint check` writes as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["newslint", "check", "--output-format", "json", "--no-cache", *arguments])
        cli.main()
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said
