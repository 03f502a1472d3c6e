"""What the schemas say of a block that may be broken; open it when a field is not known while it is typed."""

from collections.abc import Iterable
from typing import Final

from newslint.document import Document
from newslint.errors import NewslintError
from newslint.finding import Span
from newslint.frontmatter.syntax import SCHEMA_KEY
from newslint.frontmatter.yaml.edits import quoted
from newslint.schema.binding import Binding
from newslint.server.cursor.find import YAML, Block
from newslint.server.cursor.spots import Reading
from newslint.server.state import Article
from newslint.source import Source
from newslint.text.lazy_pattern import later

_MOST_KEYS: Final = 1000
_NAMED: Final = later(rf"""(?m)^[ \t]*["']?\{SCHEMA_KEY}["']?[ \t]*[:=][ \t]*["']?([^"'\s,]+)""")
_COMMENT: Final = later(r"(?m)^[ \t]*#[ \t]*yaml-language-server[ \t]*:[^\r\n]*")


def document_of(article: Article) -> Document | None:
    """A document that can be read; None where it can't, or its schemas ask too much of it."""
    try:
        return None if article.document.root is None else article.document
    except NewslintError:  # is told as such
        return None


def binding_of(article: Article, block: Block, reading: Reading) -> Binding:
    """The schemas that hold for a document, read or not; none where they can't be used."""
    document = document_of(article)
    if document is not None:
        return document.binding
    try:
        text = article.source.text[block.content.start : block.content.end]
        names = [str(key.path[0]) for key in reading.keys if len(key.path) == 1]
        told = stand_in(names, text, with_comments=block.language == YAML)
        return article.archive.session.parse(
            article.job, Source(article.source.name, told.encode("utf-8", "surrogatepass"))
        ).binding
    except NewslintError:  # an unusable schema is told as such
        return Binding()


def stand_in(names: Iterable[str], text: str, *, with_comments: bool) -> str:
    """A document that is bound as a broken one would be: it has the same keys, and names the same schema."""
    values: dict[str, str] = dict.fromkeys(list(dict.fromkeys(names))[:_MOST_KEYS], "")
    values.pop(SCHEMA_KEY, None)
    if named := _NAMED.search(text):
        values[SCHEMA_KEY] = named[1]
    comments = [found[0] for found in _COMMENT.finditer(text)] if with_comments else []
    fields = [f"{quoted(key)}: {quoted(value)}" for key, value in values.items()]
    return "\n".join(["---", *comments, *fields, "---", ""])


def whole(text: str, language: str) -> Block:
    """A text that is one block, as a configuration."""
    return Block(language, Span(0, len(text)), is_closed=False)
