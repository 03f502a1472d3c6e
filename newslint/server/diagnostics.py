"""Findings as the protocol has them; open it for what an editor shows of one."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types as lsp

from newslint.finding import Finding, Range, Severity
from newslint.reporters.links import rule_url
from newslint.server.archives.archive import Archive
from newslint.server.buffers import uri_of, whole_characters
from newslint.server.positions import Places
from newslint.server.state import State

if TYPE_CHECKING:
    from newslint.lint.examiner import Outcome

Locate = Callable[[str, Range], lsp.Location]
"""Where a place of a file lies, given the name that reports have for the file."""

_SEVERITIES: Final[Mapping[Severity, lsp.DiagnosticSeverity]] = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_MOST_LOCATIONS: Final = 10_000
_TAGS: Final[Mapping[str, lsp.DiagnosticTag]] = {
    "unused-suppression": lsp.DiagnosticTag.Unnecessary,
    "deprecated-field": lsp.DiagnosticTag.Deprecated,
}


class Locations:
    """Where places of files lie, each worked out once for a text: a finding may name hundreds of others."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[tuple[str, Range], tuple[Outcome | None, lsp.Location]] = {}

    def at(self, archive: Archive, name: str, place: Range) -> lsp.Location:
        """Where a place of a file of an archive lies."""
        outcome = archive.outcome(name)
        known = self._known.get((name, place))
        if known is not None and known[0] is outcome:
            return known[1]
        if len(self._known) > _MOST_LOCATIONS:
            self._known.clear()
        path = os.path.abspath(name)  # noqa: PTH100 - as the person sees it
        buffer = self._state.buffers.of(path)
        source = archive.session.read(archive.job(path)) if buffer is None else buffer.source
        uri = uri_of(path) if buffer is None else buffer.uri
        location = lsp.Location(uri, self._state.places_in(source).range(place))
        self._known[name, place] = outcome, location
        return location


def diagnostic(finding: Finding, places: Places, locate: Locate) -> lsp.Diagnostic:
    """Say what a finding says. `places` are those of its file.

    Many clients can't read a message at all that has half a character in it.
    """
    url = rule_url(finding.code, finding.name)
    return lsp.Diagnostic(
        range=places.range(finding.range),
        message=whole_characters(
            finding.message if finding.help is None else f"{finding.message}\n{finding.help}"
        ),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=None if url is None else lsp.CodeDescription(url),
        source="newslint",
        tags=[_TAGS[finding.name]] if finding.name in _TAGS else None,
        related_information=[
            lsp.DiagnosticRelatedInformation(locate(place.file, place.range), whole_characters(place.message))
            for place in finding.related
        ]
        or None,
        data=data_of(finding),
    )


def data_of(finding: Finding) -> dict[str, Any]:
    """What tells findings at one place apart, and what can be done about this one."""
    return {
        "name": finding.name,
        "path": whole_characters(finding.path),
        "digest": finding.digest,
        "fix": None if finding.fix is None else finding.fix.safety,
    }
