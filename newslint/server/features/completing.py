"""Completes keys, values, codes of rules and roles while they are typed; open it for what triggers that.

`suggestions` says what is offered, and `cursor` where something is typed; here both meet the protocol.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from lsprotocol import types as lsp

from newslint.finding import Span, innermost_key
from newslint.frontmatter.syntax import SCHEMA_KEY
from newslint.rule import Catalogue
from newslint.schema.bundled import BUNDLED
from newslint.schema.field_schema import State as FieldState
from newslint.schema.roles import DATES, ROLES
from newslint.server.buffers import Buffer
from newslint.server.cursor.find import JSON, TOML, YAML, block_of, read_at
from newslint.server.cursor.spots import Spot
from newslint.server.fields import directive_spots
from newslint.server.fields.blocks import binding_of, whole
from newslint.server.fields.date_forms import form_for
from newslint.server.fields.field_help import help_of
from newslint.server.fields.habits import LABELS, Habits
from newslint.server.fields.settings_files import (
    SCHEMA_SETTING,
    is_configuration,
    is_json,
    is_role,
    path_in_settings,
    selectors,
    settings,
)
from newslint.server.fields.suggestions import Basis, Suggestion, suggestions
from newslint.server.positions import Places
from newslint.server.server import Server
from newslint.server.state import Article, State

if TYPE_CHECKING:
    from newslint.server.archives.archive import Archive

_OPTIONS: Final = lsp.CompletionOptions(trigger_characters=[":", " ", "-", '"', "'", "[", ",", "="])
_OF_COMMENTS: Final = "NL"  # the family of the rules that judge such comments
_MOST: Final = 500  # items; whoever wants another one types more of it
_KINDS: Final[Mapping[str, lsp.CompletionItemKind]] = {
    "field": lsp.CompletionItemKind.Property,
    "table": lsp.CompletionItemKind.Module,
    "value": lsp.CompletionItemKind.EnumMember,
    "label": lsp.CompletionItemKind.Value,
    "date": lsp.CompletionItemKind.Constant,
}

Found = list[tuple[Spot, Suggestion]]


def register(server: Server) -> None:
    """Hand the handler to the connection."""
    state = server.state
    known: WeakKeyDictionary[Archive, Habits] = WeakKeyDictionary()

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, _OPTIONS)
    async def complete(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        uri = params.text_document.uri
        buffer = state.buffers.at(uri)
        if buffer is None:
            return None
        places = state.places_in(buffer.source)
        cursor = places.offset(params.position)
        now = datetime.now().astimezone()
        article = state.article(uri)
        if article is not None:
            habits = known.setdefault(article.archive, Habits(article.archive))
            found = await in_article(article, cursor, habits, now, takes_snippets=takes_snippets(state))
        else:
            rules = state.catalogue_at(buffer)
            found = in_other_file(buffer, cursor, now, rules, takes_snippets=takes_snippets(state))
        is_all_known = article is None or article.archive.is_compared
        return list_of(found, places, is_all_known=is_all_known)


async def in_article(
    article: Article, cursor: int, habits: Habits, now: datetime, *, takes_snippets: bool
) -> Found:
    """What could be put in at a place of an article."""
    text = article.source.text
    block = block_of(text, cursor)
    if block is None or not block.has(cursor):
        return []
    silencing = _in_suppression(article, cursor, takes_snippets=takes_snippets)
    if silencing and block.language in (YAML, TOML):
        return silencing
    reading = read_at(text, block, cursor)
    if not reading.spots:
        return []
    fields = binding_of(article, block, reading).fields
    if any(_asks_for_habits(spot, fields) for spot in reading.spots):
        await habits.look(article.source.name)
    names = {innermost_key(spot.path) for spot in reading.spots}
    basis = Basis(
        block.language,
        fields,
        now,
        {(role, name): habits.labels(role, name) for role in LABELS for name in names},
        habits.keys(article.job.collection),
        habits.date_forms(),
        {(SCHEMA_KEY,): BUNDLED},
        rules=article.archive.project.rules,
        takes_snippets=takes_snippets,
    )
    return [(spot, found) for spot in reading.spots for found in suggestions(spot, basis)]


def in_other_file(
    buffer: Buffer, cursor: int, now: datetime, catalogue: Catalogue, *, takes_snippets: bool
) -> Found:
    """What could be put in at a place of a configuration, or of a schema."""
    text = buffer.source.text
    found: Found = []
    if is_configuration(buffer.path):
        basis = Basis(
            TOML,
            settings(catalogue),
            now,
            values={SCHEMA_SETTING: BUNDLED},
            meanings=selectors(catalogue),
            takes_snippets=takes_snippets,
        )
        for spot in read_at(text, whole(text, TOML), cursor).spots:
            path = path_in_settings(spot.path, buffer.path)
            if path is not None:
                spot.path = path
                found += [(spot, suggestion) for suggestion in suggestions(spot, basis)]
    elif is_json(buffer.path):
        for spot in read_at(text, whole(text, JSON), cursor).spots:
            if spot.what == "value" and is_role(spot.path):
                basis = Basis(JSON, FieldState.nothing(), now, values={_names(spot): ROLES}, meanings=ROLES)
                found += [(spot, suggestion) for suggestion in suggestions(spot, basis)]
    return found


def list_of(found: Found, places: Places, *, is_all_known: bool = True) -> lsp.CompletionList:
    """Suggestions as the protocol has them; of too many, those that hold what is typed.

    `is_all_known` says that all files of the archive were looked at: if not, the client should ask again.
    """
    is_cut = len(found) > _MOST
    if is_cut:
        found = [
            (spot, suggestion)
            for spot, suggestion in found
            if spot.typed.casefold() in suggestion.label.casefold()
        ][:_MOST]
    return lsp.CompletionList(
        is_cut or not is_all_known,
        [_item(number, spot, suggestion, places) for number, (spot, suggestion) in enumerate(found)],
    )


def takes_snippets(state: State) -> bool:
    """Whether the client can put the cursor into what it puts in."""
    document = state.client.text_document
    completion = None if document is None else document.completion
    item = None if completion is None else completion.completion_item
    return bool(item is not None and item.snippet_support)


def _in_suppression(article: Article, cursor: int, *, takes_snippets: bool) -> Found:
    """What could be put in at a place of a comment that silences rules."""
    text = article.source.text
    if spot := directive_spots.selector_at(text, cursor):
        line, _ = article.source.line_column(cursor)
        findings = [found for found in article.findings if found.range.line in (line, line + 1)]
        rules = article.archive.project.catalogue
        here = [found.code for found in findings if rules.by_code[found.code].family != _OF_COMMENTS]
        return [(spot, found) for found in directive_spots.selectors(spot, rules, here)]
    if spot := directive_spots.verb_at(text, cursor):
        return [(spot, found) for found in directive_spots.verbs(takes_snippets=takes_snippets)]
    return []


def _asks_for_habits(spot: Spot, fields: FieldState) -> bool:
    if spot.what == "key":
        return not spot.path
    if spot.what != "value":
        return False
    state = fields.at(spot.path)
    is_date = bool(DATES & state.roles) or form_for(help_of(state).formats) is not None
    return is_date or not (state.roles | state.item(0).roles).isdisjoint(LABELS)


def _names(spot: Spot) -> tuple[str, ...]:
    return tuple(part for part in spot.path if isinstance(part, str))


def _item(number: int, spot: Spot, found: Suggestion, places: Places) -> lsp.CompletionItem:
    comma = None
    if spot.comma_at is not None:
        comma = [lsp.TextEdit(places.span(Span(spot.comma_at, spot.comma_at)), ",")]
    formats = lsp.InsertTextFormat
    return lsp.CompletionItem(
        found.label,
        kind=_KINDS[found.kind],
        tags=[lsp.CompletionItemTag.Deprecated] if found.is_deprecated else None,
        detail=found.detail or None,
        documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, found.documentation)
        if found.documentation
        else None,
        sort_text=f"{found.group}{number:05}",
        filter_text=found.sought or found.label,
        insert_text_format=formats.Snippet if found.is_snippet else formats.PlainText,
        insert_text_mode=lsp.InsertTextMode.AdjustIndentation if "\n" in found.text else None,
        text_edit=lsp.TextEdit(places.span(spot.span), found.text),
        additional_text_edits=comma,
    )
