"""Explains what the pointer rests on: a finding, a key, a rule, a role; open it for another one."""

from lsprotocol import types as lsp

from newslint.config.rule_docs import page
from newslint.finding import Finding, Path, Span
from newslint.light_tuples import NamedTuple
from newslint.rule import Catalogue
from newslint.schema.field_schema import State as FieldState
from newslint.schema.roles import ROLES
from newslint.server.buffers import Buffer
from newslint.server.cursor.find import JSON, TOML, block_of, read_at
from newslint.server.cursor.spots import Key
from newslint.server.fields.blocks import binding_of, document_of, whole
from newslint.server.fields.directive_spots import selector_at
from newslint.server.fields.field_help import help_of, in_words, required_in, role_in_words
from newslint.server.fields.settings_files import (
    is_configuration,
    is_json,
    is_role,
    path_in_settings,
    settings,
)
from newslint.server.server import Server
from newslint.server.state import Article, State
from newslint.text.lazy_pattern import later

_WORD = later(r"[A-Za-z0-9_-]++")
_BETWEEN = "\n\n---\n\n"


class Explained(NamedTuple):
    """A text in Markdown, and the place that it speaks of."""

    text: str
    span: Span


def register(server: Server) -> None:
    """Hand the handler to the connection."""
    state = server.state

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        uri = params.text_document.uri
        buffer = state.buffers.at(uri)
        if buffer is None:
            return None
        places = state.places_in(buffer.source)
        offset = places.offset(params.position)
        article = state.article(uri)
        found = (
            in_other_file(buffer, offset, state.catalogue_at(buffer))
            if article is None
            else in_article(article, offset)
        )
        return None if found is None else lsp.Hover(markup(found.text, state), places.span(found.span))


def in_article(article: Article, offset: int) -> Explained | None:
    """The pages of the rules that found something at a place, and what the schema says of a key there."""
    findings = [finding for finding in article.findings if holds(article, finding, offset)]
    rules = article.archive.project.catalogue
    pages = [page(rules.by_code[code]) for code in dict.fromkeys(finding.code for finding in findings)]
    spans = [article.source.span_of(finding.range) for finding in findings]
    text = article.source.text
    named = _rule_at(text, offset, rules) if selector_at(text, offset) else None
    for explained in (named, _key_in(article, offset)):
        if explained is not None:
            pages.append(explained.text)
            spans.append(explained.span)
    return (
        Explained(_BETWEEN.join(pages), min(spans, key=lambda span: span.end - span.start)) if pages else None
    )


def in_other_file(buffer: Buffer, offset: int, catalogue: Catalogue) -> Explained | None:
    """What a setting, a rule or a role means, in a configuration or a schema."""
    text = buffer.source.text
    if is_configuration(buffer.path):
        key = read_at(text, whole(text, TOML)).key_at(offset)
        path = None if key is None else path_in_settings(key.path, buffer.path)
        setting = (
            None if key is None or not path else explain_key(key._replace(path=path), settings(catalogue))
        )
        return setting or _rule_at(text, offset, catalogue)
    if is_json(buffer.path):
        for spot in read_at(text, whole(text, JSON), offset).spots:
            word = _word_at(text, offset)
            if spot.what == "value" and is_role(spot.path) and word is not None and word[0] in ROLES:
                return Explained(role_in_words(word[0], catalogue.rules), word[1])
    return None


def holds(article: Article, finding: Finding, offset: int) -> bool:
    """Whether a finding points at a place."""
    start, end = article.source.span_of(finding.range)
    return start <= offset <= end


def explain_key(key: Key, fields: FieldState, article: Article | None = None) -> Explained | None:
    """What the schemas say of the field with a key; None where they say nothing."""
    around: Path = key.path[:-1]
    state = fields.at(key.path)
    if not state.parts:
        return None
    name = str(key.path[-1])
    rules = () if article is None else article.archive.project.rules
    is_required = name in required_in(fields.at(around))
    return Explained(in_words(name, help_of(state), rules, is_required=is_required), key.span)


def _key_in(article: Article, offset: int) -> Explained | None:
    """What the schemas say of the key at a place; of a broken document, as far as it can be read."""
    text = article.source.text
    block = block_of(text, offset)
    if block is None or not block.content.start <= offset <= block.content.end:
        return None
    document = document_of(article)
    if document is not None:
        nodes = (node for node in document.nodes if node.key_start >= 0)
        found = next((n for n in nodes if n.key_start <= offset <= n.key_end), None)
        key = None if found is None else Key(found.path, found.key_span)
        return None if key is None else explain_key(key, document.binding.fields, article)
    reading = read_at(text, block)
    key = reading.key_at(offset)
    return None if key is None else explain_key(key, binding_of(article, block, reading).fields, article)


def _rule_at(text: str, offset: int, catalogue: Catalogue) -> Explained | None:
    """The page of the rule whose code or name stands at a place."""
    word = _word_at(text, offset)
    rule = None if word is None else catalogue.named(word[0])
    return None if word is None or rule is None else Explained(page(rule), word[1])


def _word_at(text: str, offset: int) -> tuple[str, Span] | None:
    start = offset
    while start and _WORD.match(text[start - 1]):
        start -= 1
    found = _WORD.match(text, start)
    return None if found is None else (found[0], Span(*found.span()))


def markup(text: str, state: State) -> lsp.MarkupContent:
    """A text in what the client can show; the Markdown here reads well as plain text too."""
    document = state.client.text_document
    wish = None if document is None else document.hover
    kinds = (wish.content_format if wish is not None else None) or [lsp.MarkupKind.Markdown]
    is_plain = lsp.MarkupKind.Markdown not in kinds
    return lsp.MarkupContent(lsp.MarkupKind.PlainText if is_plain else lsp.MarkupKind.Markdown, text)
