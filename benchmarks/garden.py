"""Copies of real articles in which one field reads otherwise, in any style of YAML."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any

from archive import Archive, schema_of
from forms import Form

from newslint.document import Document, parse_document
from newslint.finding import Report, format_path
from newslint.frontmatter.nodes import Node
from newslint.source import Source

ENOUGH = 200  # plants for each rule, where the archive has the places
TRIES = 12
STYLES = ("plain", "single", "double", "escaped", "wrapped", "literal", "folded")
# Prose of any kind; fields that hold identifiers, durations or HTML by design are left alone.
NOT_PROSE = frozenset({"category", "type", "price", "length", "featuredContent", "domain", "username"})


@dataclass(frozen=True)
class Plant:
    """A damaged copy: the field that the finding must name, and the characters where it must lie."""

    name: str
    source: Source
    path: str
    start: int
    end: int
    form: str


@dataclass
class Place:
    """A field of an article that may be damaged."""

    name: str
    document: Document
    node: Node

    @property
    def newline(self) -> str:
        return "\r\n" if "\r\n" in self.document.source.text else "\n"


class Garden:
    """The articles, and what is found in them before anything is planted."""

    def __init__(self, archive: Archive, report: Report) -> None:
        self.archive = archive
        self.before = {(finding.file, finding.path, finding.code) for finding in report.findings}
        self.documents = {name: parsed(name, source) for name, source in archive.sources.items()}

    def fields(self, wanted: Callable[[Node], bool]) -> list[Place]:
        return [
            Place(name, document, node)
            for name, document in self.documents.items()
            for node in document.nodes
            if wanted(node)
        ]

    def texts(self, code: str, wanted: Callable[[Node], bool]) -> list[Place]:
        """Texts of some kind where the rule had nothing to say before."""
        found = self.fields(lambda node: isinstance(node.value, str) and bool(node.value) and wanted(node))
        return [
            place for place in found if (place.name, format_path(place.node.path), code) not in self.before
        ]


def parsed(name: str, source: Source) -> Document:
    return parse_document(source, lambda _: schema_of(name))


def spliced(source: Source, start: int, end: int, text: str) -> Source:
    """The file with other characters in a range."""
    changed = f"{source.text[:start]}{text}{source.text[end:]}"
    return Source(source.name, changed.encode("utf-8", "surrogateescape"))


def rewritten(place: Place, value: Any, form: str, random: Random) -> Plant | None:
    """A copy where a field has another value, in some style of YAML that can hold it; None when none can."""
    document, node = place.document, place.node
    for style in random.sample(STYLES, len(STYLES)):
        token = _token(place, str(value), style)
        if token is None:
            continue
        source = spliced(document.source, node.start, node.end, token)
        again = parsed(place.name, source)
        found = again.node_at(node.path)
        if found is not None and found.path == node.path and found.value == value and not again.problems:
            return Plant(
                place.name, source, format_path(node.path), found.start, found.end, f"{form}, {style}"
            )
    return None


def _token(place: Place, value: str, style: str) -> str | None:
    if style == "plain":
        return value
    if style == "single":
        return "'" + value.replace("'", "''") + "'"
    if style in ("double", "escaped"):
        return json.dumps(value, ensure_ascii=style == "escaped")
    text, node = place.document.source.text, place.node
    start = text.rfind("\n", 0, node.key_start) + 1
    before = text[start : max(node.key_start, start)]
    after = text[node.end :].partition("\n")[0].strip()
    if node.key_start < 0 or before.strip(" -") or after:
        return None
    indent = f"{place.newline}{' ' * (len(before) + 2)}"
    blank = value.find(" ", len(value) // 2)
    folded = f"{value[:blank]}{indent}{value[blank + 1 :]}" if blank > 0 else value
    if style == "literal":
        return f"|-{indent}{value}"
    return f">-{indent}{folded}" if style == "folded" else _wrapped(value, blank, indent)


def _wrapped(value: str, blank: int, indent: str) -> str | None:
    if blank <= 0:
        return None
    first, second = (
        json.dumps(part, ensure_ascii=False)[1:-1] for part in (value[:blank], value[blank + 1 :])
    )
    return f'"{first}{indent}{second}"'


def damaged(
    places: list[Place], forms: Mapping[str, Form], random: Random, most: int = ENOUGH
) -> Iterator[Plant]:
    """The forms in turn, each in a field by chance."""
    forms_in_turn = cycle(forms.items())
    for _ in range(most if places else 0):
        name, form = next(forms_in_turn)
        for _ in range(TRIES):
            place = random.choice(places)
            value = form(place.node.value, random)
            plant = None if value in (None, place.node.value) else rewritten(place, value, name, random)
            if plant is not None:
                yield plant
                break


def is_prose(node: Node) -> bool:
    if node.roles & {"headline", "summary", "publisher-name", "topic"}:
        return True
    named = [part for part in node.path if isinstance(part, str)]
    return not node.roles and named[-1] not in NOT_PROSE and named[0] not in {"items", "levels"}
