"""Builds values with their places from libyaml's events; open it for anchors, tags, merges and limits.

Nothing is constructed from tags, no alias is expanded, and no recursion depends on the input.
"""
# libyaml sets the marks of every event; the stubs allow None.
# mypy: disable-error-code="union-attr"

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from newslint.finding import Path, Span
from newslint.frontmatter.merge_conflict import find_conflict
from newslint.frontmatter.nodes import (
    MERGE_CONFLICT,
    NO_COLON,
    SPECIAL_CHARACTER,
    Limits,
    Node,
    Problem,
    ProblemKind,
    Tree,
    children_of,
)
from newslint.frontmatter.yaml.refused import REFUSED, restored, with_stand_ins
from newslint.frontmatter.yaml.scalars import resolver
from newslint.light_dataclasses import light_dataclass, replace
from newslint.source import BOM
from newslint.text.lazy_pattern import later

_YAML_TAG = "tag:yaml.org,2002:"
_TEXT_TAGS: Final = frozenset(_YAML_TAG + name for name in ("str", "timestamp", "binary"))
_VALUE_TAGS: Final = frozenset(_YAML_TAG + name for name in ("int", "float", "bool", "null"))
# Those of collections: two of YAML 1.2, and three of YAML 1.1 (yaml.org/type), which PyYAML and js-yaml read.
_COLLECTION_TAGS: Final = frozenset(_YAML_TAG + name for name in ("map", "seq", "omap", "pairs", "set"))
_KNOWN_TAGS: Final = _TEXT_TAGS | _VALUE_TAGS | _COLLECTION_TAGS | {"!"}
# `&anchor` and `!tag` stand before a value, in any order; a comment may follow them.
_PROPERTIES = later(r"(?:(?:!<[^>]*>|[&!][^\s,\[\]{}]*)(?:[ \t\r\n]+(?:\#[^\r\n]*)?)*){1,2}")
_BLOCK_STYLES: Final = frozenset("|>")
_BLANKS = later(r"[ \t]*")
_KEY_LENGTH = 100
_LINE_END = later(r"[\r\n]|\Z")


class _Stop(Exception):  # noqa: N818 - carries the problem that ends the parse, and never leaves this module
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


# An anchored node with its size and its height; None while it is still open.
_Anchored = tuple[Node, int, int]


@light_dataclass
class _Frame:
    """An open mapping or list.

    `size` counts its values with aliases repeated, `height` the levels of nesting in it, `end` is where
    its last value ends. `key` is that of the value to come, and empty while a mapping awaits one.
    """

    node: Node
    anchor: str | None
    flow: bool | None
    awaits_key: bool
    size: int = 1
    height: int = 1
    end: int = -1
    key: str = ""
    key_start: int = -1
    key_end: int = -1
    merges: list[Node] | None = None


def _take_key(frame: _Frame, key: str, start: int, end: int) -> None:
    frame.key = key
    frame.key_start = start
    frame.key_end = end
    frame.awaits_key = False


def read_events(text: str, content: Span, limits: Limits, yaml_version: str = "1.2") -> Tree:
    """What `build_tree` does, by libyaml's events alone."""
    builder = _Builder(text, content, limits, yaml_version)
    trouble = _trouble(builder)
    if trouble is not None:
        return Tree(None, (*builder.problems, *builder.refused(None), trouble))
    root = builder.root or Node({}, (), content.start, content.start, "map", children={})
    if root.style != "map":
        if root.value is None and root.style == "":
            root = replace(root, value={}, style="map", children={})
        else:
            problem = _no_mapping(text, root)
            return Tree(None, (*builder.problems, *builder.refused(None), problem))
    return Tree(root, (*builder.problems, *builder.refused(root), *_conflicts(text, content)))


def _trouble(builder: "_Builder") -> Problem | None:
    """Run a parse, and give what ended it too early. It is short for want of memory, see `let_go`."""
    try:
        builder.run()
    except _Stop as stop:
        return stop.problem
    except ReaderError as error:
        return builder.reader_problem(error)
    except YAMLError as error:
        return builder.yaml_problem(error)
    return None


def _no_mapping(text: str, root: Node) -> Problem:
    from newslint.frontmatter.yaml.stray_lines import has_disguised_colon  # noqa: PLC0415 - seldom needed

    if root.style == "" and has_disguised_colon(root.start, text):
        return Problem(ProblemKind.INVALID_YAML, root.span, NO_COLON, other=root.span)
    return Problem(ProblemKind.NOT_A_MAPPING, root.span, root.style)


def _conflicts(text: str, content: Span) -> Iterator[Problem]:
    """Quoted texts and brackets may hold the marks of a merge."""
    found = find_conflict(text, content.start, content.end)
    if found is not None:
        yield Problem(ProblemKind.INVALID_YAML, found, MERGE_CONFLICT)


def _scalars_of(root: Node) -> Iterator[tuple[int, int, Path]]:
    """Where keys and values stand that are written out, each with the path of its field."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.alias:
            continue
        if node.key_start >= 0:
            yield node.key_start, node.key_end, node.path
        if node.children is None:
            yield node.start, node.end, node.path
        else:
            waiting += children_of(node)


class _Builder:
    """The state of one parse: the open collections and the anchors seen so far."""

    def __init__(self, text: str, content: Span, limits: Limits, yaml_version: str) -> None:
        self.text = text
        # libyaml doesn't count a byte order mark at the beginning.
        self.base = content.start + text.startswith(BOM, content.start)
        self.content = text[self.base : content.end]
        self.limits = limits
        self.max_values = limits.max_values
        self.resolve = resolver(yaml_version)
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.stack: list[_Frame] = []
        self.frame: _Frame | None = None  # the innermost of the stack
        self.anchors: dict[str, _Anchored | None] = {}
        self.aliased = False
        self.readable = with_stand_ins(self.content)
        self.has_refused = self.readable is not self.content

    def run(self) -> None:
        """Pull events until the stream ends; raises `_Stop` and PyYAML's errors."""
        self._check_size()
        next_event = self._events()
        documents = 0
        while True:
            event = next_event()
            if isinstance(event, ScalarEvent):
                if event.tag is None and event.anchor is None:
                    self._scalar(event)
                else:
                    self._marked_scalar(event)
            elif isinstance(event, CollectionStartEvent):
                self._open(event, next_event)
            elif isinstance(event, CollectionEndEvent):
                self._close(event)
            elif isinstance(event, AliasEvent):
                self._alias(event)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Stop(Problem(ProblemKind.INVALID_YAML, self._span(event), "second document"))
            elif event is None or isinstance(event, StreamEndEvent):
                return

    def _events(self) -> Callable[[], Event | None]:
        """What libyaml makes of the block, with its own characters where stand-ins took their places."""
        if not self.has_refused:
            parser: CParser = CParser(self.content)
            next_event: Callable[[], Event | None] = parser.get_event
            return next_event
        parser = CParser(self.readable)

        def next_restored() -> Event | None:
            event: Event | None = parser.get_event()
            if isinstance(event, ScalarEvent):
                event.value = restored(event.value)
            return event

        return next_restored

    def refused(self, root: Node | None) -> Iterator[Problem]:
        """The characters that YAML refuses: the first of each key and value, and of other lines."""
        if not self.has_refused:
            return
        scalars = sorted(_scalars_of(root)) if root is not None else []
        starts = [start for start, _, _ in scalars]
        done = -1
        for match in REFUSED.finditer(self.text, self.base, self.base + len(self.content)):
            at = match.start()
            if at < done:
                continue
            index = bisect_right(starts, at) - 1
            _, done, path = scalars[index] if index >= 0 else (0, 0, ())
            if done <= at:
                done, path = _LINE_END.search(self.text, at).start(), ()
            code = f"{ord(match[0]):04X}"
            yield Problem(ProblemKind.INVALID_YAML, Span(*match.span()), SPECIAL_CHARACTER, code, path=path)

    def _check_size(self) -> None:
        if not self.limits.allow_bytes_of(self.content):
            raise _Stop(self._too_large(f"{self.limits.max_bytes:,} bytes", Span(self.base - 1, self.base)))

    def _span(self, event: Event) -> Span:
        return Span(self.base + event.start_mark.index, self.base + event.end_mark.index)

    def _too_deep(self, span: Span) -> _Stop:
        return _Stop(self._too_large(f"{self.limits.max_depth} levels of nesting", span))

    def _too_large(self, limit: str, span: Span) -> Problem:
        return Problem(ProblemKind.TOO_LARGE, Span(max(span.start, 0), span.end), limit)

    def _scalar(self, event: ScalarEvent) -> None:
        start = self.base + event.start_mark.index
        end = self.base + event.end_mark.index
        text: str = event.value
        style = event.style or ""
        frame = self.frame
        if frame is not None and frame.awaits_key:
            _take_key(frame, text, start, end)
            return
        if style in _BLOCK_STYLES:
            end = self._block_end(start, end)
        self._attach(Node(text if style else self.resolve(text), (), start, end, style), 1, 0)

    def _marked_scalar(self, event: ScalarEvent) -> None:
        """Read a scalar that has an anchor or a tag."""
        if self.frame is not None and self.frame.awaits_key:
            end = self.base + event.end_mark.index
            start = self._skip_properties(event, self.base + event.start_mark.index, end)
            node = Node(event.value, (), start, end, event.style or "")
            _take_key(self.frame, event.value, start, end)
        else:
            node = self._marked_node(event)
            self._attach(node, 1, 0)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, 1, 0)

    def _marked_node(self, event: ScalarEvent) -> Node:
        """A scalar that has an anchor or a tag, as a value."""
        tag = event.tag
        end = self.base + event.end_mark.index
        start = self._skip_properties(event, self.base + event.start_mark.index, end)
        style = event.style or ""
        if style in _BLOCK_STYLES:
            end = self._block_end(start, end)
        is_read = style == "" if tag is None else event.implicit[0] or tag in _VALUE_TAGS
        value = self.resolve(event.value) if is_read else event.value
        return Node(value, (), start, end, style, tagged=tag is not None)

    def _block_end(self, start: int, end: int) -> int:
        """The end of the last line that isn't blank; libyaml goes on to the next key."""
        last = start + len(self.text[start:end].rstrip(" \t\r\n\x85\u2028\u2029"))
        return _BLANKS.match(self.text, last, end).end()

    def _skip_properties(self, event: ScalarEvent, start: int, end: int) -> int:
        match = _PROPERTIES.match(self.text[start:end])
        after = start + match.end() if match else start
        if event.tag is not None and event.tag not in _KNOWN_TAGS:
            self._unknown_tag(event.tag, start, after)
        return after

    def _unknown_tag(self, tag: str, start: int, end: int) -> None:
        raw = self.text[start:end]
        at = start + max(raw.find("!"), 0)
        stop = at + len(self.text[at:end].split(None, 1)[0]) if at < end else at
        self.problems.append(Problem(ProblemKind.UNKNOWN_TAG, Span(at, stop), tag, path=self._next_path()))

    def _next_path(self) -> Path:
        frame = self.frame
        if frame is None:
            return ()
        children = frame.node.children
        return (*frame.node.path, len(children) if isinstance(children, list) else frame.key)

    def _attach(self, node: Node, size: int, height: int) -> None:
        """Put a node into the open collection."""
        frame = self.frame
        if frame is None:
            self.root = node
            return
        frame.size += size
        if frame.height <= height:
            frame.height = height + 1
        frame.end = node.end
        if frame.size > self.max_values:
            self._stop_at_size(node)
        parent = frame.node
        children = parent.children
        if isinstance(children, list):
            node.path = (*parent.path, len(children))
            children.append(node)
            parent.value.append(node.value)
            return
        if children is None:  # a mapping always has them
            return
        key = frame.key
        frame.key = ""
        frame.awaits_key = True
        node.path = (*parent.path, key)
        node.key_start, node.key_end = frame.key_start, frame.key_end
        if key == "<<" and self._merge(frame, node):
            return
        if key in children:
            first = children.pop(key)
            self.problems.append(
                Problem(ProblemKind.DUPLICATE_KEY, node.key_span, key, other=first.key_span, path=node.path)
            )
        children[key] = node
        parent.value[key] = node.value

    def _merge(self, frame: _Frame, node: Node) -> bool:
        """Keep the mappings of a merge key (`<<: *base`) for the end of the open mapping."""
        sources = node.children if isinstance(node.children, list) else [node]
        if not all(isinstance(source.children, dict) for source in sources):
            return False
        if frame.merges is None:
            frame.merges = []
        frame.merges.extend(sources)
        return True

    def _stop_at_size(self, node: Node) -> None:
        if self.aliased:
            kind, detail = ProblemKind.ALIAS_EXPANSION, "size"
        else:
            kind, detail = ProblemKind.TOO_LARGE, f"{self.limits.max_values:,} values"
        raise _Stop(Problem(kind, node.span, detail))

    def _open(self, event: CollectionStartEvent, next_event: Callable[[], Event | None]) -> None:
        start = self.base + event.start_mark.index
        if len(self.stack) >= self.limits.max_depth:
            raise self._too_deep(Span(start, start + 1))
        if self.frame is not None and self.frame.awaits_key:
            self._complex_key(self.frame, event, next_event)
            return
        if event.tag is not None and event.tag not in _KNOWN_TAGS:
            self._unknown_tag(event.tag, start, self.base + event.end_mark.index)
        is_map = isinstance(event, MappingStartEvent)
        path = self._next_path()
        if is_map:
            node = Node({}, path, start, start, "map", -1, -1, {})
        else:
            node = Node([], path, start, start, "seq", -1, -1, [])
        if event.anchor is not None:
            self.anchors[event.anchor] = None
        self.frame = _Frame(node, event.anchor, event.flow_style, is_map)
        self.stack.append(self.frame)

    def _complex_key(
        self, frame: _Frame, first: CollectionStartEvent, next_event: Callable[[], Event | None]
    ) -> None:
        """A mapping or list used as a key is known by its source text; no generator supports it."""
        start = self.base + first.start_mark.index
        anchored: list[NodeEvent] = [first]
        depth = 1
        event: Event | None = first
        while depth:
            event = next_event()
            if isinstance(event, NodeEvent) and not isinstance(event, AliasEvent):
                anchored.append(event)
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth + len(self.stack) > self.limits.max_depth:
                    raise self._too_deep(Span(start, start + 1))
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
        end = self.base + event.end_mark.index
        raw = self.text[start:end].rstrip()
        key = Node(raw[:_KEY_LENGTH], (), start, start + len(raw), "")
        for part in anchored:
            if part.anchor is not None:
                node = self._marked_node(part) if isinstance(part, ScalarEvent) else key
                self.anchors[part.anchor] = (node, 1, 0)
        _take_key(frame, key.value, key.start, key.end)

    def _close(self, event: Event) -> None:
        frame = self.stack.pop()
        node = frame.node
        self.frame = self.stack[-1] if self.stack else None
        for source in frame.merges or ():
            for child in children_of(source):
                self._merge_child(node, str(child.path[-1]), child)
        node.end = self.base + event.end_mark.index if frame.flow or frame.end < 0 else frame.end
        if frame.anchor is not None:
            self.anchors[frame.anchor] = (node, frame.size, frame.height)
        self._attach(node, frame.size, frame.height)

    def _merge_child(self, node: Node, key: str, child: Node) -> None:
        if isinstance(node.children, dict) and key not in node.children:
            node.children[key] = child if child.alias else replace(child, alias=True)
            node.value[key] = child.value

    def _alias(self, event: AliasEvent) -> None:
        span = self._span(event)
        if event.anchor not in self.anchors:
            raise _Stop(Problem(ProblemKind.INVALID_YAML, span, "undefined alias", event.anchor or ""))
        anchored = self.anchors[event.anchor]
        if anchored is None:
            raise _Stop(Problem(ProblemKind.ALIAS_EXPANSION, span, "cycle", event.anchor or ""))
        target, size, height = anchored
        if self.frame is not None and self.frame.awaits_key:
            key = target.value if isinstance(target.value, str) else self.text[target.start : target.end]
            _take_key(self.frame, key[:_KEY_LENGTH], span.start, span.end)
            return
        self.aliased = True
        node = replace(target, start=span.start, end=span.end, key_start=-1, key_end=-1, alias=True)
        if len(self.stack) + height > self.limits.max_depth:
            raise self._too_deep(span)
        self._attach(node, size, height)

    def reader_problem(self, error: ReaderError) -> Problem:
        """A character that YAML doesn't allow, not even in quotes; `position` counts bytes of UTF-8."""
        before = self.content.encode()[: error.position].decode(errors="ignore")
        at = self.base + len(before)
        code = f"{error.character:04X}"
        return Problem(ProblemKind.INVALID_YAML, Span(at, at + 1), SPECIAL_CHARACTER, code)

    def yaml_problem(self, error: YAMLError) -> Problem:
        """Keep the problem and the context that libyaml names, with the places of both."""
        return Problem(
            ProblemKind.INVALID_YAML,
            self._mark_span(getattr(error, "problem_mark", None)) or Span(self.base, self.base),
            str(getattr(error, "problem", None) or error),
            str(getattr(error, "context", None) or ""),
            self._mark_span(getattr(error, "context_mark", None)),
        )

    def _mark_span(self, mark: Mark | None) -> Span | None:
        if mark is None:
            return None
        at = min(self.base + mark.index, len(self.text))
        return Span(at, min(at + 1, len(self.text)))
