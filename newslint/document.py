"""One article as rules see it: fields by their roles, each with its place; open it for what a rule can ask.

A document never raises on bad input: what keeps it from being a tree of values is a `Problem`, and a
document without a tree has no fields, so that one mistake in the YAML doesn't become ten findings.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import chain
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

from newslint.errors import NewslintError
from newslint.finding import Edit, Evidence, Path, Question, Span, Suppression
from newslint.frontmatter.block import DEFAULT, fence_of
from newslint.frontmatter.nodes import Limits, Node, Problem, ProblemKind, children_of
from newslint.frontmatter.syntax import (
    SCHEMA_KEY,
    Alignment,
    Fence,
    Language,
    NamedSchema,
    Scalar,
    Syntax,
)
from newslint.knowledge.editions import Edition, edition_of_name, language_of_url, version_of_url
from newslint.knowledge.permalinks.pattern import Address, Permalinks
from newslint.light_dataclasses import field, light_dataclass
from newslint.light_tuples import NamedTuple
from newslint.schema.binding import Binding, bind, merge
from newslint.schema.compiled import Schema, State, Violation
from newslint.schema.roles import DEPRECATED, ROLES
from newslint.source import UNDECODABLE, Source, is_text
from newslint.text.remember import remember
from newslint.text.wording import Words

if TYPE_CHECKING:
    from newslint.knowledge.openings import Opening

TEXT_TRAITS: Final = frozenset(
    {
        "ampersand", "backslash", "beyond-ascii", "carriage-return", "key-beyond-ascii", "markup",
        "named-schema", "no-block", "source-beyond-ascii", "unprintable", "unreadable", "unusual-url",
    }
)  # fmt: skip
"""What `Document.traits` can tell of file and text, beside roles and kinds of problems."""
_LANGUAGES: Final = frozenset({"headers", "json", "toml", "yaml"})
_OF_FORMAT: Final = "format:"  # a role of fields that have one, as `format:uri`

Picture = tuple[Node, Node | None, Node | None, Node | None]
"""An image, its address, its width and its height."""

_ByRole = defaultdict[str, list[Node]]
# The host is no longer than a label may be (63), and ends in neither a number nor a name of local networks.
_USUAL_URL = re.compile(
    r"https://(?![^/]{64})(?:[a-z0-9-]++\.)++(?!local|internal|intranet|lan|arpa)[a-z]{2,}+"
    r"(?:/[a-zA-Z0-9._~!$&'()*+,;=:@%/-]*+)?+"
)
_SEEN: Final = bytes([ord("\n"), *range(ord(" "), ord("~") + 1)])


class LocalImage(NamedTuple):
    """What the disk says about a file that an article names: its size in pixels, or that it isn't there.

    A file without pixels has no size. `unsure` says of a missing one that a theme may look elsewhere, so that
    only other articles tell whether it should be there.
    """

    width: int = 0
    height: int = 0
    missing: bool = False
    unsure: bool = False


LABEL_FIELDS: Final = MappingProxyType({
    "tag": "tags", "tags": "tags", "category": "categories", "categories": "categories",
    "topic": "topics", "topics": "topics", "series": "series",
})  # fmt: skip
"""What a field of labels is called, and how `Document.vocabularies` calls it."""


class Vocabulary(NamedTuple):
    """The names that a site has for something, as they are compared, and the file or folder with them.

    `is_open` tells that the generator makes a page for any other name, too, of which nothing more is known.
    """

    source: str
    names: frozenset[str]
    is_open: bool = False

    @staticmethod
    def of(source: str, names: Iterable[str]) -> "Vocabulary":
        """The vocabulary of names as they are written."""
        return Vocabulary(source, frozenset(map(_plain, names)))

    def has(self, name: str) -> bool:
        """Whether the site has a name, whatever its case, accents and punctuation."""
        return _plain(name) in self.names


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKD", name.casefold())))


def is_trait(name: str) -> bool:
    """Whether any document can have a trait of this name."""
    named = TEXT_TRAITS | _LANGUAGES | {DEPRECATED} | ROLES.keys() | set(ProblemKind)
    return name in named or name.startswith(_OF_FORMAT)


def know_no_image(url: str) -> LocalImage | None:
    """What is known of images without a disk: nothing."""
    del url
    return None


def know_no_schema(named: str) -> Schema | None:
    """What is known of schemas that documents name, without a disk: nothing."""
    del named
    return None


@light_dataclass
class Document:
    """A parsed file, bound to the schemas that say what its fields mean.

    A field with a role belongs to every field with a role around it, up to the nearest article: the parts
    of an image are its address and sizes; the parts of an article are those of its images and publisher
    too, but not those of its related articles. Repeats through aliases are filed once, where they are
    written. `measure` tells what is known of a local image by its address, `own_hosts` are those of the site
    that the article is part of, and `vocabularies` the names that it has, by roles and LABEL_FIELDS.
    `permalinks` tells the addresses of its pages, and `site_path` where in its folder the file lies.
    `yaml_version` is empty where nobody chose one; then 1.2 holds.
    """

    source: Source
    fence: Fence | None
    problems: tuple[Problem, ...]
    root: Node | None
    binding: Binding
    expected: bool
    yaml_version: str
    generator: str
    now: datetime
    measure: Callable[[str], LocalImage | None] = know_no_image
    language: Language = DEFAULT
    own_hosts: frozenset[str] = frozenset()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    permalinks: Permalinks | None = None
    site_path: str = ""
    by_role: _ByRole = field(default_factory=lambda: defaultdict(list))
    texts: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    floats: list[Node] = field(default_factory=list)
    # Why the schema that the document names can't be used, and where it names it.
    schema_trouble: tuple[str, NamedSchema] | None = None
    named_schema: NamedSchema | None = None
    # Whether the lines of a field mean the same without those around them, see `Tree`.
    by_lines: bool = False
    _violations: list[Violation] | None = None
    suppressions: list[Suppression] = field(default_factory=list)
    unused_suppressions: list[Suppression] = field(default_factory=list)
    # Whether rules may say something else tomorrow, or when another file has changed.
    depends_on_now: bool = False
    # The first moment at which they may, if no file has changed.
    holds_until: datetime | None = None
    # What all articles answer to the questions of rules; empty until somebody asked.
    evidence: Mapping[Question, Evidence] = field(default_factory=dict)
    # Whether what a rule finds now is only counted: then its place and its path are all that matters.
    is_counting: bool = False
    # Rules ask for several places in one text, one after the other.
    _aligned: tuple[Node, Alignment | None] | None = None

    @property
    def schema(self) -> Schema | None:
        """The schema that it is bound to; the first, where several hold."""
        return self.binding.schemas[0] if self.binding.schemas else None

    @property
    def is_record(self) -> bool:
        """Whether it is a record of a file, so that the name of the file is not its own."""
        return self.source.record > 0

    @property
    def file_name(self) -> str:
        """The name of the file, as far as it is that of the page: empty for a record."""
        return "" if self.source.record else self.source.name

    @property
    def place_in_archive(self) -> str:
        """The name of the file; of a record, as if its file were a folder of records."""
        return f"{self.source.name}/{self.source.record}" if self.source.record else self.source.name

    @property
    def words(self) -> Words:
        """How the language of the document calls what it holds."""
        return self.language.words

    @property
    def syntax(self) -> Syntax:
        """The language of the front matter."""
        return DEFAULT if self.fence is None else self.fence.syntax

    @property
    def unknown_suppressions(self) -> list[Suppression]:
        """The suppressions that stand for no rule."""
        return [suppression for suppression in self.suppressions if suppression.codes is None]

    @cached_property
    def traits(self) -> frozenset[str]:
        r"""What a look at the whole tells, so that rules that find nothing then need not be asked.

        That is every role that a field has, every kind of problem with the block, and of TEXT_TRAITS:

        - `unreadable`: the file couldn't be read; `no-block`: nothing stands between two fences;
        - `carriage-return`, `source-beyond-ascii`: the file holds such a character;
        - `backslash`: the front matter holds one, so that texts may hold what isn't written in it;
        - `ampersand`, `markup`, `beyond-ascii`: a text holds `&`, `<` or `](`, a character beyond ASCII;
        - `key-beyond-ascii`: a key holds one;
        - `unprintable`: a text holds a character that is none to see, other than a line feed;
        - `unusual-url`: an address needs a closer look, see `unusual_urls`;
        - `named-schema`: the document names its schema;
        - the language of the front matter, in lower case: `yaml`.
        """
        source, fence = self.source.text, self.fence
        block = self.block
        escapes = "\\" in block
        # Without escapes, texts hold nothing but what the block holds, and blanks and line breaks instead of
        # other line breaks. So most blocks tell without a look at each text.
        looks = (
            ("unreadable", self.source.error is not None),
            ("no-block", fence is None or fence.closing is None),
            ("carriage-return", "\r" in source),
            ("source-beyond-ascii", not source.isascii()),
            ("backslash", escapes),
            ("ampersand", (escapes or "&" in block) and "&" in self.all_text),
            ("markup", (escapes or _may_hold_markup(block)) and _may_hold_markup(self.all_text)),
            ("beyond-ascii", bool(self.beyond_ascii)),
            ("key-beyond-ascii", bool(self.keys_beyond_ascii)),
            ("unprintable", not _is_printable(self.all_text)),
            ("unusual-url", bool(self.unusual_urls)),
            ("named-schema", self.named_schema is not None),
        )
        traits = {self.syntax.name.lower(), *self.by_role}
        traits.update([problem.kind for problem in self.problems], [trait for trait, holds in looks if holds])
        return frozenset(traits)

    @cached_property
    def broken_opening(self) -> "Opening | None":
        """What keeps generators from seeing the front matter that stands there, if anything does."""
        if self.fence is not None or self.source.error:
            return None
        from newslint.knowledge.openings import broken_opening  # noqa: PLC0415 - most files have front matter

        return broken_opening(self.source.text)

    @cached_property
    def other_metadata(self) -> tuple[str, Span] | None:
        """How to call metadata in a form that nobody reads here, and where it shows."""
        if self.fence is not None or self.source.error:
            return None
        from newslint.knowledge.other_metadata import other_metadata  # noqa: PLC0415 - most have front matter

        return other_metadata(self.file_name, self.source.text)

    @cached_property
    def edition(self) -> Edition:
        """The language and the version that the article is of, as far as anything tells.

        A field says more of the language than the file's name, and that more than its folders, and those more
        than the host of its address. The name of a file of records speaks for all of
        them. The version is that of the folders, else that of the host.
        """
        named = edition_of_name(self.source.name)
        said = self._first_text("language").strip().lower().replace("_", "-")
        if (said or named.language) and named.version:
            return Edition(said or named.language, named.version)
        address = self._first_text("canonical-url")
        return Edition(
            said or named.language or language_of_url(address), named.version or version_of_url(address)
        )

    @property
    def has_known_addresses(self) -> bool:
        """Whether the site's configuration tells the addresses of its pages."""
        return self.permalinks is not None and self.site_path != ""

    @cached_property
    def address(self) -> Address | None:
        """The address that the site's configuration gives to the page; None where it isn't certain."""
        if self.permalinks is None or self.root is None or not self.site_path:
            return None
        return self.permalinks.address_of(self.site_path, self.root.value)

    def _first_text(self, role: str) -> str:
        """The first text with a role; empty where there is none."""
        for node in self.with_role(role):
            if isinstance(node.value, str):
                return node.value
        return ""

    @property
    def unread(self) -> str:
        """What kept the metadata from being read, though there is some; empty where nothing did."""
        if self.broken_opening is not None:
            return "a broken opening"
        return "" if self.other_metadata is None else self.other_metadata[0]

    @cached_property
    def block(self) -> str:
        """What stands between the fences, as it is written; empty where there is no fence."""
        content = None if self.fence is None else self.fence.content
        return "" if content is None else self.source.text[content.start : content.end]

    @cached_property
    def all_text(self) -> str:
        r"""Every text between line feeds, to look at all of them at once: `\nHarbour reopens\nnews\n`."""
        return "\n".join(["", *[node.value for node in self.texts], ""])

    @cached_property
    def beyond_ascii(self) -> list[Node]:
        """The texts that have characters beyond ASCII; without escapes, the block has them too."""
        if (self.block.isascii() and "\\" not in self.block) or self.all_text.isascii():
            return []
        return [node for node in self.texts if not node.value.isascii()]

    @cached_property
    def keys_beyond_ascii(self) -> list[Node]:
        """The fields whose key has characters beyond ASCII; without escapes, the block has them too.

        No key that is read line by line has any.
        """
        if self.by_lines or (self.block.isascii() and "\\" not in self.block):
            return []
        # All keys at once: most files have none.
        maps = [node.children for node in self.nodes if isinstance(node.children, dict)]
        if "".join(chain.from_iterable(maps)).isascii():
            return []
        return [node for node in self.nodes if node.key_start >= 0 and not str(node.path[-1]).isascii()]

    @cached_property
    def unusual_urls(self) -> list[Node]:
        """The addresses that are text, but for https URLs of a public name with plain characters only.

        Those have no user, no port, no query, and nothing that must be escaped.
        """
        urls = self.with_role("url")
        return [node for node in urls if isinstance(node.value, str) and not _is_usual_url(node.value)]

    @cached_property
    def pictures(self) -> list[Picture]:
        """Every image with what belongs to it."""
        return [
            (image, image.part("image-url"), image.part("image-width"), image.part("image-height"))
            for image in self.with_role("image")
        ]

    def is_ahead(self, moment: datetime, by: timedelta = timedelta()) -> bool:
        """Whether a moment lies in the future, by more than a tolerance; a yes won't hold for ever."""
        if moment - self.now <= by:
            return False
        self.depends_on_now = True
        self.holds_until = min(moment - by, self.holds_until or moment)
        return True

    def strings(self) -> list[Node]:
        """Every field whose value is text."""
        return self.texts

    def with_role(self, role: str) -> list[Node]:
        """The fields that have a role, in the order of the file."""
        return self.by_role.get(role, [])

    def problems_of(self, kind: ProblemKind) -> Iterable[Problem]:
        """What is wrong with the block itself, of one kind."""
        return (problem for problem in self.problems if problem.kind == kind)

    def violations(self) -> list[Violation]:
        """What the schemas have against the values; asked for once, however many rules read it."""
        if self._violations is None:
            found = [(schema, self._violations_of(schema)) for schema in self.binding.schemas]
            self._violations = merge(found) if len(found) > 1 else [v for _, own in found for v in own]
        return self._violations

    @cached_property
    def guessed_violations(self) -> list[Violation]:
        """What a guess has against the values of which the schema that the document names says nothing."""
        guesses = [schema for schema in self.binding.described_by if schema not in self.binding.schemas]
        found = [violation for schema in guesses for violation in self._violations_of(schema)]
        return [violation for violation in found if not self.binding.describes(violation.path)]

    def _violations_of(self, schema: Schema) -> list[Violation]:
        if self.root is None:
            return []
        value = self.root.value
        if SCHEMA_KEY in value and not schema.knows(SCHEMA_KEY):
            value = {key: item for key, item in value.items() if key != SCHEMA_KEY}
        # The fast validator takes infinity for null.
        is_finite = all(isfinite(node.value) for node in self.floats)
        try:
            return [] if is_finite and schema.seems_valid(value) else schema.violations(value)
        except NewslintError as error:
            if self.named_schema is None or schema is not self.binding.named:
                # The person who runs newslint chose it, and hears of it at once.
                raise NewslintError(f"{self.source.name}: {error}") from error
            self.schema_trouble = str(error), self.named_schema
            return []

    def node_at(self, path: Path) -> Node | None:
        """The field at a path, or the nearest one around it that exists."""
        node = self.root
        for part in path:
            child = _child(node, part)
            if child is None:
                return node
            node = child
        return node

    def key_of(self, path: Path) -> Span:
        """The key of the field at a path; for the root, the opening fence."""
        node = self.node_at(path)
        while node is not None and node.key_start < 0 and path:
            path = path[:-1]
            node = self.node_at(path)
        if node is None or not path:
            return self.fence.opening if self.fence else Span(0, 0)
        return node.key_span

    def place_of(self, path: Path, *, at_key: bool = False) -> Span:
        """Where the value at a path shows: the value; what isn't written shows at its key, or its dash."""
        node = self.node_at(path)
        if node is None or at_key:
            return self.key_of(path)
        if node.start < node.end:
            return node.span
        return self._dash_of(node) or self.key_of(path)

    def _dash_of(self, item: Node) -> Span | None:
        """The dash of an item that nothing is written of, but perhaps an anchor or a tag.

        All dashes of a list stand in the column of its first one.
        """
        around = self.node_at(item.path[:-1])
        if item.key_start >= 0 or around is None:
            return None
        text = self.source.text
        column = around.start - (text.rfind("\n", 0, around.start) + 1)
        dash = text.rfind("\n", 0, item.start) + 1 + column
        return Span(dash, dash + 1) if text[dash : dash + 1] == "-" else None

    def text_of(self, span: Span) -> str:
        """The source text of a place."""
        return self.source.text[span.start : span.end]

    def place(self, node: Node, start: int, end: int) -> Span:
        """The source range of `node.value[start:end]`; the whole value where the source can't say."""
        if self._aligned is None or self._aligned[0] is not node:
            self._aligned = (node, self.syntax.align(self.source.text, node))
        found = self._aligned[1]
        if found is None or not found.starts:
            return node.span
        first = found.starts[start] if start < len(found.starts) else found.ends[-1]
        last = found.ends[end - 1] if end > start else first
        return Span(first, last)

    def place_in_key(self, node: Node, start: int, end: int) -> Span:
        """The source range of characters of a key; the whole key where the source spells it otherwise."""
        key, written = str(node.path[-1]), self.text_of(node.key_span)
        before = written.find(key)
        if before < 0 or len(written) != len(key) + 2 * before:
            return node.key_span
        return Span(node.key_start + before + start, node.key_start + before + end)

    def verbatim_at(self, node: Node) -> int | None:
        """Where the text of a field begins, if the source spells it character by character; see `place`."""
        return self.syntax.verbatim_at(self.source.text, node)

    def replace(self, node: Node, start: int, end: int, text: str) -> Edit | None:
        """The edit after which `node.value[start:end]` reads `text`; None where none is certain."""
        return self._edit(self.syntax.replace, node, start, end, text)

    def write(self, node: Node, value: Scalar, written: str) -> Edit | None:
        """The edit after which the whole value is `written` without quotes, and reads as `value`."""
        return self._edit(self.syntax.write, node, value, written)

    def quote(self, node: Node) -> Edit | None:
        """The edit that makes a value text, by quotes around what is written."""
        return self._edit(self.syntax.quote, node)

    def rename(self, path: Path, name: str) -> Edit | None:
        """The edit that gives the field at a path another key, which the mapping doesn't have yet."""
        around = self.node_at(path[:-1])
        if around is None or not isinstance(around.value, dict) or name in around.value:
            return None
        return self._edit(self.syntax.rename_key, self.node_at(path), path, name)

    def add_field(self, parent: Node, sibling: Node, name: str, value: str) -> Edit | None:
        """The edit that adds a field with a text to a mapping, on a line below another one."""
        return self._edit(self.syntax.add_field, parent, sibling, name, value)

    def _edit(self, make: Callable[..., Edit | None], *arguments: Any) -> Edit | None:
        """An edit; None where none is certain, and where findings are only counted."""
        return None if self.is_counting else make(self.source.text, *arguments)


def parse_document(  # noqa: PLR0913 - what a run decides, each with a default
    source: Source,
    choose_schema: Callable[[Iterable[str]], Schema | None],
    *,
    expected: bool = True,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    yaml_version: str = "",
    generator: str = "",
    own_hosts: frozenset[str] = frozenset(),
    vocabularies: Mapping[str, Vocabulary] = MappingProxyType({}),
    permalinks: Permalinks | None = None,
    site_path: str = "",
    now: datetime | None = None,
    measure: Callable[[str], LocalImage | None] = know_no_image,
    named_schema: Callable[[str], Schema | None] = know_no_schema,
    may_choose: bool = False,
) -> Document:
    """Parse a source and bind it to a schema.

    `choose_schema` gets the top-level keys, and `named_schema` what the document says of its schema, if it
    names one; that one holds too, or with `may_choose` instead. `expected` says that the file was named by a
    person or a configuration, so that missing front matter is a defect. `now` is what rules take for the
    present, and `measure` knows the images that lie on the disk.

    Raises:
        NewslintError: the schema that it is bound to can't be used, or asks too much of it.
    """
    fence = fence_of(source, generator)
    root: Node | None = None
    problems: tuple[Problem, ...] = ()
    by_lines = False
    if fence is not None and fence.closing is not None:
        content = fence.content
        if is_text(block := source.text[content.start : content.end]) or not UNDECODABLE.search(block):
            tree = fence.syntax.read(source.text, content, limits, yaml_version)
            root, problems, by_lines = tree
    binding, trouble, named = Binding(), None, None
    if root is not None and fence is not None:
        named = fence.syntax.named_schema(source.text, fence.content, root)
        found, trouble = _named(named, named_schema, root.value)
        base = choose_schema(root.value)
        binding = bind(base, found, may_choose=may_choose)
        if base in binding.schemas:
            _refuse_endless(source, base, root.value)
    document = Document(
        source,
        fence,
        problems,
        root,
        binding,
        expected,
        yaml_version,
        generator,
        now or datetime.now(UTC),
        measure,
        DEFAULT if fence is None else fence.syntax,
        own_hosts,
        vocabularies,
        permalinks,
        site_path,
        schema_trouble=trouble,
        named_schema=named,
        by_lines=by_lines,
        depends_on_now=named is not None,
    )
    if root is not None:
        _file(document, root, binding.fields)
    return document


def _named(
    named: NamedSchema | None, load: Callable[[str], Schema | None], value: Any
) -> tuple[Schema | None, tuple[str, NamedSchema] | None]:
    """The schema that a document names, or why it can't be used."""
    if named is None:
        return None, None
    try:
        schema = load(named.reference)
        if schema is not None:
            _ = schema.start
            schema.refuse_endless(value)
    except NewslintError as error:
        return None, (str(error), named)
    return schema, None


def _refuse_endless(source: Source, schema: Schema | None, value: Any) -> None:
    """Refuse a document whose fields would be looked up in its schema without end."""
    try:
        if schema is not None:
            schema.refuse_endless(value)
    except NewslintError as error:
        raise NewslintError(f"{source.name}: {error}") from error


def _is_printable(text: str) -> bool:
    """Whether each character is one to see, or a line feed; those of ASCII are quickly told."""
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _SEEN)
    return unusual.decode("utf-8", "surrogatepass").isprintable()


@remember(2048)
def _is_usual_url(url: str) -> bool:
    return _USUAL_URL.fullmatch(url) is not None


def _may_hold_markup(text: str) -> bool:
    # To look for one character is many times faster.
    return "<" in text or ("]" in text and "(" in text and "](" in text)


def _child(node: Node | None, part: str | int) -> Node | None:
    if node is None:
        return None
    if isinstance(part, str):
        return node.children.get(part) if isinstance(node.children, dict) else None
    return node.children[part] if isinstance(node.children, list) and part < len(node.children) else None


def _file(document: Document, root: Node, start: State) -> None:
    """Visit every field once, in the order of the file, and file it under its roles."""
    document.nodes.append(root)
    root.roles = start.roles
    for role in start.ordered_roles:
        document.by_role[role].append(root)
    _file_below(document, root, start, (document.by_role,))


def _file_below(document: Document, around: Node, state: State, places: tuple[_ByRole, ...]) -> None:
    """File what is in a collection, and in those in it, which can't be nested as deep as calls can."""
    if state.roles:
        parts: _ByRole = defaultdict(list)
        around.parts = parts
        places = (document.by_role, parts) if "article" in state.roles else (*places, parts)
    nodes, texts, known = document.nodes, document.texts, state.known_fields
    children = around.children or ()
    is_map = isinstance(children, dict)
    below: Iterable[tuple[Any, Node]] = (
        children.items() if isinstance(children, dict) else enumerate(children)
    )
    for key, node in below:
        if node.alias:
            continue
        nodes.append(node)
        value = node.value
        if isinstance(value, str):
            texts.append(node)
        elif isinstance(value, float):
            document.floats.append(node)
        its = (known.get(key) or state.field(key)) if is_map else state.item(key)
        node.roles = its.roles
        for role in its.ordered_roles:
            for place in places:
                place[role].append(node)
        if node.children:
            _file_below(document, node, its, places)


__all__ = ["Document", "LocalImage", "children_of", "know_no_image", "know_no_schema", "parse_document"]
