"""Offers what can be done about findings: fixes, silence, the baseline; open it for what a menu shows."""

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol import types as lsp

from newslint.errors import NewslintError
from newslint.finding import Finding
from newslint.run import ratchet
from newslint.server.diagnostics import diagnostic
from newslint.server.features.repairing import fix_all, fix_for, ignoring
from newslint.server.server import Server
from newslint.server.state import Article

FIX_ALL: Final = f"{lsp.CodeActionKind.SourceFixAll.value}.newslint"
ADD_TO_BASELINE: Final = "newslint.addToBaseline"
_OPTIONS: Final = lsp.CodeActionOptions(
    code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL], resolve_provider=True
)


def register(server: Server) -> None:
    """Hand the handlers to the connection."""
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, _OPTIONS)(offer)
    server.feature(lsp.CODE_ACTION_RESOLVE)(resolve)
    server.command(ADD_TO_BASELINE)(add_to_baseline)


def offer(server: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Say what can be done about the findings in a part of a document, and about all of it."""
    article = server.state.article(params.text_document.uri)
    if article is None:
        return []
    actions: list[lsp.CodeAction] = []
    if _is_wanted(params.context, lsp.CodeActionKind.QuickFix.value):
        for finding in article.findings:
            if _touches(article.places.range(finding.range), params.range):
                actions += _about(server, article, finding)
    if _is_wanted(params.context, FIX_ALL) and any(map(_is_safely_fixable, article.findings)):
        action = lsp.CodeAction(
            "Fix all that newslint can fix safely", FIX_ALL, data=params.text_document.uri
        )
        actions.append(action if _resolves(server.state.client) else resolve(server, action))
    return actions


def resolve(server: Server, action: lsp.CodeAction) -> lsp.CodeAction:
    """Work out what an action does that takes longer than a menu can wait."""
    article = server.state.article(action.data) if isinstance(action.data, str) else None
    if article is not None and action.kind == FIX_ALL:
        action.edit = _edit(
            server,
            article,
            [lsp.TextEdit(article.places.span(edit.span), edit.replacement) for edit in fix_all(article)],
        )
    return action


def add_to_baseline(server: Server, uri: str, about: Any) -> None:
    """Let the baseline know a finding, and all that say the same of the same thing elsewhere."""
    article = server.state.article(uri)
    project = None if article is None else article.archive.project
    if article is None or project is None or project.baseline is None:
        return
    for finding in article.findings:
        if _name_of(finding) == about:
            try:
                ratchet.add(project.baseline, article.archive.alike(finding), project.boundary)
            except NewslintError as error:
                server.tell(str(error))
            server.reload()
            return


def _about(server: Server, article: Article, finding: Finding) -> Iterator[lsp.CodeAction]:
    """What can be done about one finding; what is safe comes first."""
    told = [diagnostic(finding, article.places, server.desk.locate(article.archive))]
    kind = lsp.CodeActionKind.QuickFix
    if finding.fix is not None and (edits := fix_for(article, finding)):
        is_safe = finding.fix.safety == "safe"
        message = finding.fix.message[:1].upper() + finding.fix.message[1:]
        changes = [lsp.TextEdit(article.places.range(edit.range), edit.replacement) for edit in edits]
        yield lsp.CodeAction(
            message if is_safe else f"{message} (unsafe: the meaning may change)",
            kind,
            told,
            is_preferred=is_safe or None,
            edit=_edit(server, article, changes),
        )
    comment = None if finding.untold else ignoring(article, finding)
    if comment is not None:
        change = lsp.TextEdit(article.places.span(comment.edit.span), comment.edit.replacement)
        where = "in this file" if comment.in_file else "on this line"
        yield lsp.CodeAction(
            f"Ignore {finding.code} {where}", kind, told, edit=_edit(server, article, [change])
        )
    if article.archive.project.baseline is not None:
        title = f"Add this {finding.code} to the baseline"
        command = lsp.Command(title, ADD_TO_BASELINE, arguments=[article.buffer.uri, _name_of(finding)])
        yield lsp.CodeAction(title, kind, told, command=command)


def _name_of(finding: Finding) -> list[Any]:
    """What tells a finding from the others of its file, but for those that are alike."""
    return [finding.code, finding.path, finding.digest]


def _edit(server: Server, article: Article, changes: list[lsp.TextEdit]) -> lsp.WorkspaceEdit:
    """Changes of an open document, for the version that they were made for where a client minds it."""
    workspace = server.state.client.workspace
    wish = None if workspace is None else workspace.workspace_edit
    uri, version = article.buffer.uri, article.buffer.version
    if wish is None or not wish.document_changes:
        return lsp.WorkspaceEdit({uri: changes})
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, changes)])


def _is_wanted(context: lsp.CodeActionContext, kind: str) -> bool:
    """Whether a client asks for actions of a kind; a kind stands for those below it."""
    return context.only is None or any(
        kind == wanted or kind.startswith(f"{wanted}.") for wanted in map(_text, context.only)
    )


def _text(kind: lsp.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, lsp.CodeActionKind) else kind


def _touches(place: lsp.Range, other: lsp.Range) -> bool:
    """Whether two places have something in common, be it an end."""
    return place.start <= other.end and other.start <= place.end


def _is_safely_fixable(finding: Finding) -> bool:
    return finding.untold > 0 or (finding.fix is not None and finding.fix.safety == "safe")


def _resolves(client: lsp.ClientCapabilities) -> bool:
    """Whether a client asks for the edit of an action once somebody chooses it."""
    wish = None if client.text_document is None else client.text_document.code_action
    support = None if wish is None else wish.resolve_support
    return support is not None and "edit" in support.properties
