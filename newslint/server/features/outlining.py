"""Tells the outline of a document: its fields, nested as they are; open it for how a field is shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lsprotocol import types as lsp

from newslint.finding import Span
from newslint.frontmatter.nodes import Node, children_of
from newslint.server.cursor.find import TOML, Block, block_of, read_at
from newslint.server.cursor.spots import Key
from newslint.server.fields.blocks import document_of, whole
from newslint.server.fields.settings_files import is_configuration
from newslint.server.positions import Places
from newslint.server.server import Server
from newslint.text.wording import shorten, spell

_MOST: Final = 5000  # an outline that somebody looks at is shorter
_LABELS: Final = ("title", "name", "headline", "url", "src")


def register(server: Server) -> None:
    """Hand the handler to the connection."""
    state = server.state

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(
        params: lsp.DocumentSymbolParams,
    ) -> Sequence[lsp.DocumentSymbol] | Sequence[lsp.SymbolInformation] | None:
        uri = params.text_document.uri
        buffer = state.buffers.at(uri)
        if buffer is None:
            return None
        places, text = state.places_in(buffer.source), buffer.source.text
        article = state.article(uri)
        block: Block | None = None
        if article is not None:
            document = document_of(article)
            if document is not None and document.root is not None:
                symbols = symbols_of(document.root, places)
                return symbols if _nests(state.client) else flat(symbols, uri)
            block = block_of(text)
        elif is_configuration(buffer.path):
            block = whole(text, TOML)
        if block is None:
            return None
        symbols = symbols_of_keys(read_at(text, block).keys, places)
        return symbols if _nests(state.client) else flat(symbols, uri)


def symbols_of(root: Node, places: Places) -> list[lsp.DocumentSymbol]:
    """The fields of a document that can be read."""
    left = iter(range(_MOST))
    return [symbol for node in children_of(root) for symbol in _symbol(node, places, left)]


def symbols_of_keys(keys: Iterable[Key], places: Places) -> list[lsp.DocumentSymbol]:
    """The keys of a document that can't be read, as far as they can be told, one below the other."""
    shown = [key for key, _ in zip(keys, range(_MOST), strict=False)]
    found = []
    for key in shown:
        place = places.span(key.span)
        name = ".".join(map(str, key.path))
        found.append(lsp.DocumentSymbol(name, lsp.SymbolKind.Field, place, place))
    return found


def flat(symbols: Iterable[lsp.DocumentSymbol], uri: str, around: str = "") -> list[lsp.SymbolInformation]:
    """The same for clients that know no nested outline."""
    found = []
    for symbol in symbols:
        place = lsp.Location(uri, symbol.range)
        found.append(lsp.SymbolInformation(place, symbol.name, symbol.kind, container_name=around or None))
        found += flat(symbol.children or (), uri, symbol.name)
    return found


def _symbol(node: Node, places: Places, left: Iterator[int]) -> Iterator[lsp.DocumentSymbol]:
    """One field with those below it, as long as some are left to tell."""
    if next(left, None) is None:
        return
    below = [] if node.alias else [s for child in children_of(node) for s in _symbol(child, places, left)]
    whole_span = Span(min(node.key_span.start, node.start), max(node.end, node.key_span.end))
    place = places.span(whole_span)
    if below:
        # A table of TOML lies around its fields, wherever their headers stand.
        ranges = [place, *(symbol.range for symbol in below)]
        place = lsp.Range(min(each.start for each in ranges), max(each.end for each in ranges))
    yield lsp.DocumentSymbol(
        _name(node),
        _kind(node),
        place,
        places.span(node.key_span) if node.key_start >= 0 else lsp.Range(place.start, place.start),
        detail=_detail(node),
        children=below or None,
    )


def _name(node: Node) -> str:
    """The key; of an item what it calls itself, or else its position."""
    last = node.path[-1]
    if isinstance(last, str):
        return shorten(last) or '""'
    if isinstance(node.children, dict):
        for key in _LABELS:
            child = node.children.get(key)
            if child is not None and isinstance(child.value, str) and child.value.strip():
                return shorten(child.value.strip())
    return f"[{last}]"


def _detail(node: Node) -> str | None:
    return None if isinstance(node.value, dict | list) else spell(node.value)


def _kind(node: Node) -> lsp.SymbolKind:
    value = node.value
    if isinstance(value, dict):
        return lsp.SymbolKind.Object
    if isinstance(value, list):
        return lsp.SymbolKind.Array
    if isinstance(value, bool):
        return lsp.SymbolKind.Boolean
    if isinstance(value, int | float):
        return lsp.SymbolKind.Number
    return lsp.SymbolKind.Null if value is None else lsp.SymbolKind.String


def _nests(client: lsp.ClientCapabilities) -> bool:
    document = client.text_document
    symbol = None if document is None else document.document_symbol
    return bool(symbol is not None and symbol.hierarchical_document_symbol_support)
