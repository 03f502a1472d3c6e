"""Reports that the tests of the HTML format share, all of our own making."""

import io

from newslint.finding import (
    Finding,
    PlacedEdit,
    PlacedFix,
    Profile,
    Range,
    Related,
    Report,
    RuleInfo,
    Safety,
    Severity,
)
from newslint.reporters import Style, reporter

HOSTILE = (
    '</script><script>window.__pwned=1</script><img src=x onerror="window.__pwned=2">{{7*7}}<!--<script>'
    "[x](javascript:window.__pwned=3) \u202eevil\x1b[31m \udcff \u2028 \"'&amp;"
)

RULES = {
    "TXT001": RuleInfo(
        "TXT001",
        "mojibake",
        Severity.ERROR,
        "Text was decoded with the wrong encoding",
        "UTF-8 was read as Windows-1252.\n\n## Why is this bad?\n\nReaders see `â€™`.\n",
    ),
    "URL004": RuleInfo("URL004", "insecure-url", Severity.WARNING, "A URL uses `http`", "Use https.\n"),
    "TXT009": RuleInfo("TXT009", "not-normalized", Severity.INFO, "Text is not NFC", "Normalise it.\n"),
}


def find(
    code: str = "TXT001",
    excerpt: str = 'title: "The harbourâ€™s crane"',
    marked: str = "â€™",
    replacement: str | None = None,
    *,
    file: str = "news/crane.md",
    line: int = 3,
    message: str = "`title` holds mojibake",
    safety: Safety = "safe",
    collection: str = "",
) -> Finding:
    """A finding at a part of a line, with a fix that replaces just that where one is given."""
    start = excerpt.index(marked) + 1
    place = Range(line, start, line, start + len(marked))
    fix = None
    if replacement is not None:
        fix = PlacedFix(f"Replace with `{replacement}`", (PlacedEdit(place, replacement),), safety)
    info = RULES[code]
    return Finding(
        code,
        info.name,
        info.severity,
        message,
        file,
        place,
        "title",
        "read it again",
        fix,
        excerpt,
        collection=collection,
    )


URL = 'webUrl: "http://post.example/a"'
SMALL = Report(
    4,
    (
        find(replacement="’"),
        find(
            file="news/crane.md",
            line=9,
            excerpt="summary: cafÃ©",
            marked="Ã©",
            message="`summary` is mojibake",
        ),
        find(
            "URL004",
            URL,
            "http",
            "https",
            file="people/ada.md",
            message="`webUrl` uses http",
            safety="unsafe",
        ),
        find("TXT009", "title: Cafe", "Cafe", file="news/cafe.md", message="`title` is not NFC"),
    ),
    checked=("news/cafe.md", "news/crane.md", "news/storm.md", "people/ada.md"),
    collections={"": 4},
    profiles=(
        Profile("news/cafe.md", "", "2024-02-10", "post.example", ("title", "topics", "topics[]")),
        Profile("news/crane.md", "", "2024-01-05", "harbour.example", ("title", "image.url")),
        Profile("news/storm.md", "", "2024-02-11", "post.example", ("title",)),
        Profile("people/ada.md", "", "", "post.example", ("title", "webUrl")),
    ),
    rules=RULES,
)


def many(count: int, *, severities: bool = True) -> Report:
    """A report with so many findings, in files of four each."""
    codes = ("TXT001", "URL004", "TXT009") if severities else ("URL004",)
    findings = []
    for number in range(count):
        line = f"title: item {number} of harbour and council http://post.example/{number * 7919 % 100_000}"
        findings.append(
            find(
                codes[number % len(codes)],
                line,
                "http",
                "https" if number % 2 else None,
                file=f"archive/{number // 4:05}.md",
                line=2 + number % 4,
                message=f"`title` is number {number}",
            )
        )
    names = sorted({finding.file for finding in findings})
    profiles = tuple(
        Profile(name, "", f"{2005 + n % 15}-0{1 + n % 9}-01", f"site{n % 40}.example", ("title",))
        for n, name in enumerate(names)
    )
    return Report(len(names), tuple(findings), collections={"": len(names)}, profiles=profiles, rules=RULES)


def hostile() -> Report:
    """A report in which every text that comes from outside tries to break out."""
    place = Range(3, 5, 3, 40)
    edits = (PlacedEdit(Range(3, 5, 3, 9), HOSTILE), PlacedEdit(Range(3, 30, 3, 31), ""))
    finding = find()._replace(
        message=HOSTILE,
        file=f"{HOSTILE}.md",
        range=place,
        path=HOSTILE,
        help=HOSTILE,
        fix=PlacedFix(HOSTILE, edits, "safe"),
        excerpt=HOSTILE * 3,
        collection=HOSTILE,
        related=(Related(HOSTILE, place, HOSTILE),),
    )
    elsewhere = PlacedFix(HOSTILE, (PlacedEdit(Range(8, 1, 9, 1), HOSTILE),), "unsafe")
    return Report(
        2,
        (finding, finding._replace(fix=elsewhere)),
        internal_errors=(HOSTILE,),
        collections={HOSTILE: 1, "": 1},
        profiles=(
            Profile(f"{HOSTILE}.md", HOSTILE, "2024-01-01", HOSTILE[:60], (HOSTILE[:60], "title")),
            Profile("other.md", "", "2024-01-01", "post.example", ("title",)),
        ),
        # Documentation is our own text, and so never undecodable.
        rules={"TXT001": RULES["TXT001"]._replace(summary=HOSTILE[:-20], text=HOSTILE.replace("\udcff", ""))},
    )


def page(report: Report) -> str:
    """The HTML of a report."""
    out = io.StringIO()
    reporter("html")(report, out, Style())
    return out.getvalue()
