"""Findings as the protocol has them; open it for what an editor shows of one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from lsprotocol import types as lsp

from newslint.finding import Finding, Range, Severity
from newslint.reporters.links import rule_url
from newslint.server.positions import Places

Locate = Callable[[str, Range], lsp.Location]
"""Where a place of a file lies, given the name that reports have for the file."""

_SEVERITIES: Final[Mapping[Severity, lsp.DiagnosticSeverity]] = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_TAGS: Final[Mapping[str, lsp.DiagnosticTag]] = {
    "unused-suppression": lsp.DiagnosticTag.Unnecessary,
    "deprecated-field": lsp.DiagnosticTag.Deprecated,
}


def diagnostic(finding: Finding, places: Places, locate: Locate) -> lsp.Diagnostic:
    """Say what a finding says. `places` are those of its file."""
    url = rule_url(finding.code, finding.name)
    return lsp.Diagnostic(
        range=places.range(finding.range),
        message=finding.message if finding.help is None else f"{finding.message}\n{finding.help}",
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=None if url is None else lsp.CodeDescription(url),
        source="newslint",
        tags=[_TAGS[finding.name]] if finding.name in _TAGS else None,
        related_information=[
            lsp.DiagnosticRelatedInformation(locate(place.file, place.range), place.message)
            for place in finding.related
        ]
        or None,
        data=data_of(finding),
    )


def data_of(finding: Finding) -> dict[str, Any]:
    """What tells findings at one place apart, and what can be done about this one."""
    return {
        "name": finding.name,
        "path": finding.path,
        "digest": finding.digest,
        "fix": None if finding.fix is None else finding.fix.safety,
    }
