"""What an overview of an archive wants to know of one article; open it to show more in the HTML report."""

from newslint.document import Document
from newslint.finding import Path, Profile
from newslint.frontmatter.nodes import Node
from newslint.knowledge.dates import parse_date
from newslint.knowledge.sites import host_of, registrable_domain

# A field that stands deeper, or beside so many others, belongs to no schema that an overview could show.
_MOST_FIELDS = 200
_DEEPEST = 3
_LONGEST = 60  # characters
_LONGEST_HEADLINE = 200


def profile_of(document: Document, collection: str) -> Profile:
    """Say when and by whom an article was published, and which fields it has."""
    article = next(iter(document.with_role("article")), None)
    return Profile(
        document.source.name,
        collection,
        "" if article is None else _published(article),
        "" if article is None else _publisher(article),
        _fields(document),
        "" if article is None else _headline(article),
    )


def _headline(article: Node) -> str:
    return " ".join(article.part_text("headline").strip()[:_LONGEST_HEADLINE].split())


def _published(article: Node) -> str:
    moment = parse_date(article.part_text("published"))
    return "" if moment is None else moment.date().isoformat()


def _publisher(article: Node) -> str:
    for role in ("publisher-domain", "publisher-name"):
        text = article.part_text(role).strip()
        if text:
            return text[:_LONGEST]
    for role in ("original-url", "canonical-url"):
        host = host_of(article.part_text(role).strip())
        if host is not None:
            return (registrable_domain(host) or host)[:_LONGEST]
    return ""


def _fields(document: Document) -> tuple[str, ...]:
    """The fields by name, the items of a list taken together; only those that hold something."""
    found: dict[str, None] = {}
    for node in document.nodes:
        if node.path and len(node.path) <= _DEEPEST and node.value not in (None, "", [], {}):
            found[_name(node.path)] = None
            if len(found) == _MOST_FIELDS:
                break
    return tuple(found)


def _name(path: Path) -> str:
    text = ""
    for part in path:
        text += "[]" if isinstance(part, int) else f".{part}" if text else part
    return text[:_LONGEST]
