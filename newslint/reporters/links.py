"""Where rules are documented; open it to point elsewhere."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from newslint.finding import Finding, is_own_code
from newslint.system.file_uri import file_uri

_PAGE = "rules.html"


def rule_url(code: str, name: str) -> str | None:
    """The address of a rule's documentation; None if it is gone, or the rule doesn't come with newslint."""
    page = None if is_own_code(code) else _page_address()
    return None if page is None else f"{page}#{_anchor(code, name)}"


@cache
def _page_address() -> str | None:
    page = _page()
    return None if page is None else file_uri(page)


def rule_links(findings: Iterable[Finding]) -> dict[str, str]:
    """For each code the address of the rule's page on this machine, which terminals can open."""
    page = _page()
    if page is None:
        return {}
    from platform import node  # noqa: PLC0415 - only terminals need it

    # Terminals open a file only when the address names the machine that it lies on.
    address = file_uri(page).replace("file:///", f"file://{quote(node())}/", 1)
    return {
        finding.code: f"{address}#{_anchor(finding.code, finding.name)}"
        for finding in findings
        if not is_own_code(finding.code)
    }


def _anchor(code: str, name: str) -> str:
    return f"{code.lower()}-{name}"


def _page() -> Path | None:
    """The page of all rules: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package, package.parent):
        page = folder / "docs" / _PAGE
        if page.is_file():
            return page
    return None
