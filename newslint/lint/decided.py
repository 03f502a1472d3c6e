"""Offers the fixes of comparisons; open it for what one article does about what all of them decide."""

from collections.abc import Callable
from functools import cached_property

from newslint.document import Document, parse_document
from newslint.finding import CorpusHit, Path, PlacedEdit, PlacedFix, Span
from newslint.frontmatter.nodes import Node
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.source import Source
from newslint.text.runs import visible


class Mender:
    """Mends the values of one document, which it reads again for the first of them.

    No list gets an item twice: of two that should be the same text, the first one alone becomes it.
    """

    def __init__(self, job: Job, reopen: Callable[[], Source], settings: Settings) -> None:
        self._job = job
        self._reopen = reopen
        self._settings = settings
        self._taken: set[tuple[Path, str]] = set()

    @cached_property
    def _document(self) -> Document:
        settings, source = self._settings, self._reopen()
        return parse_document(
            source,
            lambda _: None,
            limits=settings.limits,
            yaml_version=settings.yaml_version,
            generator="" if source.record else settings.generator.of(self._job.path),
            now=settings.now,
        )

    @cached_property
    def _texts(self) -> dict[Span, Node]:
        return {node.span: node for node in self._document.texts}

    def mend(self, hit: CorpusHit) -> tuple[PlacedFix | None, str | None]:
        """The fix after which the value is what is meant, where one is certain, and what to do."""
        source = self._document.source
        node = self._texts.get(source.span_of(hit.fact.range))
        if node is None:
            return None, hit.help
        if isinstance(node.path[-1], int):
            around = self._document.node_at(node.path[:-1])
            items = around.value if around is not None else ()
            place = node.path[:-1], hit.meant
            if place in self._taken or any(isinstance(i, str) and i.strip() == hit.meant for i in items):
                return None, f"remove it: the list would have `{visible(hit.meant)}` twice"
        else:
            place = node.path, hit.meant
        start = len(node.value) - len(node.value.lstrip())
        edit = self._document.replace(node, start, len(node.value.rstrip()), hit.meant)
        if edit is None:
            return None, hit.help
        self._taken.add(place)
        placed = PlacedEdit(source.range_of(edit.span), edit.replacement)
        return PlacedFix(f"write `{visible(hit.meant)}`", (placed,), "unsafe"), hit.help
