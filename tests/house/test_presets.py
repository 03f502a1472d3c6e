"""What the preset for search engines tells, on both sides of its bounds."""

import pytest

from newslint.finding import Severity
from newslint.house.presets import PRESETS
from newslint.lint.corpus import check
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.source import Source

RULES = PRESETS["search-engines"]


def told(fields: str, name: str = "a.md", **options: int) -> list[str]:
    chosen = {rule.code: rule.options(**options) for rule in RULES} if options else {}
    report = check(
        [Source(name, f"---\n{fields}\n---\n".encode())], Settings(RULES, options=chosen), Job("", named=True)
    )
    assert {finding.severity for finding in report.findings} <= {Severity.INFO}
    return [f"{f.code} {f.path} {(f.help or '').partition(';')[0]}" for f in report.findings]


TITLE = "SEARCH001 {} `{}` must have at most 60 characters, found {}"
DESCRIPTION = "SEARCH002 {} `{}` must have at most 160 characters, found {}"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (f"title: {'q' * 60}", []),
        (f"title: {'q' * 61}", [TITLE.format("title", "title", 61)]),
        (f"description: {'q' * 160}", []),
        (f"description: {'q' * 161}", [DESCRIPTION.format("description", "description", 161)]),
        (f"excerpt: {'q' * 161}", [DESCRIPTION.format("excerpt", "excerpt", 161)]),
        (f"description: short\nexcerpt: {'q' * 161}", []),
        (
            f"excerpt: short\ndescription: {'q' * 161}",
            [DESCRIPTION.format("description", "description", 161)],
        ),
        (f"draft: true\ntitle: {'q' * 61}\ndescription: {'q' * 161}", []),
        (f"seo_title: short\ntitle: {'q' * 61}", []),
        (f"seo:\n  title: short\ntitle: {'q' * 61}", []),
        (f"seo:\n  description: short\ntitle: {'q' * 61}", [TITLE.format("title", "title", 61)]),
        (f"meta_description: short\ndescription: {'q' * 161}", []),
        (f"title: short\nrelated:\n- title: {'q' * 61}", []),
        ("title: 12345\ndescription:", []),
        (f"seo_title: ''\ntitle: {'q' * 61}", [TITLE.format("title", "title", 61)]),
        (f"seo:\n  metaTitle: short\ntitle: {'q' * 61}", []),
        (f"pagetitle: short\ntitle: {'q' * 61}", []),
        (f"description-meta: short\ndescription: {'q' * 161}", []),
        (f"_yoast_wpseo_metadesc: short\ndescription: {'q' * 161}", []),
        (f"description: ''\nexcerpt: {'q' * 161}", [DESCRIPTION.format("excerpt", "excerpt", 161)]),
        (f"description:\nexcerpt: {'q' * 161}", [DESCRIPTION.format("excerpt", "excerpt", 161)]),
        (f"description: >\n  {'q' * 160}", []),
        (f"description: {'q' * 150}[quay](https://quay.example/)", []),
        (
            f"description: {'q' * 155}[quay](https://quay.example/)",
            [DESCRIPTION.format("description", "description", 184)],
        ),
        (f'description: {"q" * 150} <img class="quay" src="/quay.svg">', []),
        (f"description: {'q' * 148} **at the quay**", []),
        (f"title: {'q' * 58} < 3 and > 4", [TITLE.format("title", "title", 70)]),
        (f"robots: noindex, follow\ntitle: {'q' * 61}", []),
        (f"robots: none\ntitle: {'q' * 61}", []),
        (f"robots: index, follow\ntitle: {'q' * 61}", [TITLE.format("title", "title", 61)]),
        (f"noindex: true\ntitle: {'q' * 61}", []),
        (f"noindex: false\ntitle: {'q' * 61}", [TITLE.format("title", "title", 61)]),
        (f"seo:\n  noindex: true\ndescription: {'q' * 161}", []),
        ("layout: page", []),
    ],
)
def test_what_search_engines_would_cut(fields: str, expected: list[str]) -> None:
    assert told(fields) == expected


def test_bounds_are_options() -> None:
    assert told("title: quay", max_length=4) == []
    assert told("title: quays", max_length=4) == [TITLE.format("title", "title", 5).replace("60", "4")]


def test_drafts_lie_in_a_folder_of_their_own() -> None:
    assert told(f"title: {'q' * 61}", "_drafts/a.md") == []
    assert len(told(f"title: {'q' * 61}", "drafts/a.md")) == 1


def test_the_documentation_names_its_sources() -> None:
    for rule in RULES:
        assert "no limit in characters" in " ".join(rule.documentation.split())
        assert "developers.google.com/search/docs/appearance/" in rule.documentation
        assert rule.summary.startswith("Search engines will probably cut this ")
