"""Leads from a duplicate to its other place, from the name of a schema to its file; open it for more ways."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types as lsp

from newslint.schema.files import SchemaFiles
from newslint.server.buffers import Buffer, uri_of
from newslint.server.cursor.find import TOML, read_at
from newslint.server.diagnostics import Locate
from newslint.server.features.hovering import holds
from newslint.server.fields.blocks import document_of, whole
from newslint.server.fields.settings_files import SCHEMA_SETTING, is_configuration, path_in_settings
from newslint.server.server import Server
from newslint.server.state import Article
from newslint.system.contained import Boundary


def register(server: Server) -> None:
    """Hand the handler to the connection."""
    state = server.state

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(params: lsp.DefinitionParams) -> list[lsp.Location] | None:
        uri = params.text_document.uri
        buffer = state.buffers.at(uri)
        if buffer is None:
            return None
        offset = state.places_in(buffer.source).offset(params.position)
        article = state.article(uri)
        found = (
            in_other_file(buffer, offset)
            if article is None
            else in_article(article, offset, server.desk.locate(article.archive))
        )
        return list(found) or None


def schema_file(article: Article, offset: int) -> Path | None:
    """The file of the schema that is named at a place of an article."""
    document = document_of(article)
    named = None if document is None else document.named_schema
    load = article.archive.session.settings.named_schema
    if named is None or not named.span.start <= offset <= named.span.end or not isinstance(load, SchemaFiles):
        return None
    return load.path_of(article.source.name, named.reference)


def in_article(article: Article, offset: int, locate: Locate) -> Iterator[lsp.Location]:
    """The schema that is named at a place, and the other places of what was found there."""
    file = schema_file(article, offset)
    if file is not None:
        yield _top_of(file)
    # What a report tells once, at the first of several places, leads on from each of them.
    for finding in article.archive.new(article.source.name):
        if holds(article, finding, offset):
            for place in finding.related:
                yield locate(place.file, place.range)


def in_other_file(buffer: Buffer, offset: int) -> list[lsp.Location]:
    """The file of the schema that a collection names at a place of a configuration."""
    file = _schema_in_settings(buffer, offset)
    return [] if file is None else [_top_of(file)]


def _schema_in_settings(buffer: Buffer, offset: int) -> Path | None:
    if not is_configuration(buffer.path):
        return None
    text = buffer.source.text
    for spot in read_at(text, whole(text, TOML), offset).spots:
        path = path_in_settings(spot.path, buffer.path) if spot.what == "value" else None
        if path is not None and tuple(part for part in path if isinstance(part, str)) == SCHEMA_SETTING:
            written = text[spot.span.start : spot.span.end].strip("\"'")
            return SchemaFiles(Boundary()).path_of(buffer.path, written)
    return None


def _top_of(file: Path) -> lsp.Location:
    start = lsp.Position(0, 0)
    return lsp.Location(uri_of(str(file.absolute())), lsp.Range(start, start))
