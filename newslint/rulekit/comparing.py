"""Small tools for rules that compare facts of many documents; open it before you write such a rule."""

import re
from binascii import b2a_base64
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from newslint.document import Document
from newslint.finding import PlacedFact, Related
from newslint.frontmatter.nodes import Node
from newslint.knowledge.page_paths import page_name
from newslint.light_tuples import NamedTuple
from newslint.system.digests import blake2b
from newslint.text.lazy_pattern import later
from newslint.text.remember import remember

MOST_RELATED = 10
"""So many other places a finding names."""
NEARLY_A_DAY = 16 * 3_600
"""The seconds between two of a series that comes each day: from an evening to the next morning is less."""
_LEAST_FILES, _TIMES = 3, 3
# R Markdown and Quarto: what is rendered often lies beside it (bookdown.org/yihui/blogdown, quarto.org).
RENDERED = frozenset({"ipynb", "qmd", "rmarkdown", "rmd"})
"""The endings of notebooks, in lower case."""
_HASHER = blake2b(digest_size=9)  # a copy of one that is made is made in half the time

_VARIED = re.compile(r"[\s._\-\u2010-\u2015'\u2018\u2019,:;!?&/()]+")
# What parts two digits, single letters (`A/B`), or letters without a blank (`R&D`, `P!nk`) tells names apart.
_PARTS_DIGITS = re.compile(r"(?<=\d)[\s._\-\u2010-\u2015',:;/]+(?=\d)")
_PARTS_LETTERS = later(r"(?<![^\W_]{2})(?<=[^\W_])/(?=[^\W_](?![^\W_]))|(?<=[^\W_])[&!](?=[^\W_])")
_KEPT_DIGITS, _KEPT_LETTERS = "\0", "\1"


def by_key(
    facts: Iterable[PlacedFact], key: Callable[[PlacedFact], str] = lambda fact: fact.key
) -> list[Sequence[PlacedFact]]:
    """Group facts whose keys are equal, in the order in which the keys come first."""
    groups: dict[str, list[PlacedFact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    return list(groups.values())


def in_edition(document: Document, key: str) -> str:
    """A key that documents of one language and one version have in common; translations have others."""
    language, version = document.edition
    return f"{language} {version}\n{key}" if language or version else key


def publisher_of(article: Node) -> str:
    """The domain or the name of who publishes an article, folded; empty where nothing says so."""
    for role in ("publisher-domain", "publisher-name"):
        name = folded(article.part_text(role))
        if name:
            return name
    return ""


def kinship_of(document: Document) -> str:
    """What the translations of the document have in common, and its version, as far as fields say so.

    Only `may_be_one` reads it.
    """
    translation = next((node.value for node in document.with_role("translation-key")), None)
    version = next((node.value for node in document.with_role("version")), None)
    shared = fingerprint(translation.strip()) if isinstance(translation, str) and translation.strip() else ""
    is_known = isinstance(version, str | int | float) and str(version).strip()
    return f"{shared}\n{str(version).strip()}" if is_known else shared


def may_be_one(fact: PlacedFact, other: PlacedFact) -> bool:
    """Whether two documents may be one article: none is a translation of the other, nor rendered from it.

    The last value of each fact is `kinship_of` its document. Files of one name with different versions are
    versions of one page, and so are records, which have none. What is rendered has the name of a notebook.
    """
    (translation, _, version), (translation_of_other, _, version_of_other) = (
        kinship.partition("\n") for kinship in (fact.values[-1], other.values[-1])
    )
    if fact.document == other.document or (translation and translation == translation_of_other):
        return False
    if version and version_of_other and version != version_of_other:
        return not fact.record and page_name(fact.file) != page_name(other.file)
    if fact.record:
        return True
    (stem, _, ending), (stem_of_other, _, ending_of_other) = (
        name.rpartition(".") for name in (fact.file, other.file)
    )
    return stem != stem_of_other or RENDERED.isdisjoint({ending.lower(), ending_of_other.lower()})


def fingerprint(text: str) -> str:
    """A short stand-in for a text that is only compared: 9 bytes make chance equality no concern."""
    hasher = _HASHER.copy()
    hasher.update(text.encode("utf-8", "surrogatepass"))
    return b2a_base64(hasher.digest(), newline=False).decode()


@remember(1024)
def folded_fingerprint(text: str) -> str:
    """The fingerprint of a text without what people vary."""
    return fingerprint(folded(text))


def folded(text: str) -> str:
    """A text without what people vary without meaning it: letter case and the amount of white space."""
    return " ".join(text.casefold().split())


@remember(1024)
def skeleton(text: str) -> str:
    """The letters, digits and signs of a label, without case, spaces and the punctuation that people vary.

    `+` and `#` stay, and so does a full stop at the start: `C`, `C++`, `C#` and `.NET` are names. So does
    what parts digits (`1.0`, `10`), single letters (`A/B`) and letters without a blank (`R&D`).
    """
    small = _PARTS_DIGITS.sub(_KEPT_DIGITS, text.casefold())
    if "&" in small or "!" in small or "/" in small:
        small = _PARTS_LETTERS.sub(_KEPT_LETTERS, small)
    kept = _VARIED.sub("", small)
    return "." + kept if text.lstrip().startswith(".") else kept


def with_others(
    group: Sequence[PlacedFact], message: str
) -> Iterator[tuple[PlacedFact, tuple[Related, ...]]]:
    """Each fact of a group, and the places of others; `message` says what stands there."""
    places = _related(group[: MOST_RELATED + 1], message)
    for index, fact in enumerate(group):
        others = places[:index] + places[index + 1 :]
        yield fact, others[:MOST_RELATED]


class Rarer(NamedTuple):
    """A fact that has a rarer spelling, and the usual one: its text, its number, and places where it stands.

    `is_clear` tells that the usual one is that of a clear majority, see `is_majority` and `is_tidy`.
    """

    fact: PlacedFact
    usual: str
    number: int
    related: tuple[Related, ...]
    is_clear: bool


def rarer_spellings(group: Sequence[PlacedFact]) -> Iterator[Rarer]:
    """The facts whose spelling (their first value) is not the most frequent one.

    Between spellings that are equally frequent nobody can say which is the odd one: then there are none.
    """
    counts: Counter[str] = Counter()
    for fact in group:
        counts[fact.values[0]] += fact.number
    (usual, most), *others = counts.most_common()
    if not others or others[0][1] == most:
        return
    having = [fact for fact in group if fact.values[0] == usual]
    rarer = [fact for fact in group if fact.values[0] != usual]
    related = places_of(having, "the usual spelling")
    is_clear = is_tidy(usual) and is_majority(number_of_files(having), number_of_files(rarer))
    for fact in rarer:
        yield Rarer(fact, usual, most, related, is_clear)


def is_majority(having: int, others: int) -> bool:
    """Whether so many files have one thing that the others, all together, should have it too.

    Those are three files at least, and three for each of the others.
    """
    return having >= _LEAST_FILES and having >= _TIMES * others


def is_tidy(text: str) -> bool:
    """Whether others may follow a spelling: it has only single spaces, and nothing that nobody sees."""
    return text.isprintable() and " ".join(text.split()) == text


def number_of_files(facts: Iterable[PlacedFact]) -> int:
    """In how many documents facts stand."""
    documents: set[str] = set()
    others = 0
    by_kinds: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for fact in facts:
        if fact.crowd is None:
            documents.add(fact.document)
        elif fact.crowd.kinds:
            by_kinds[fact.crowd.kinds][fact.values] += fact.crowd.documents
        else:
            others += fact.crowd.documents
    return len(documents) + others + sum(max(its.values()) for its in by_kinds.values())


def number_of(facts: Iterable[PlacedFact]) -> int:
    """How many facts these are, with all that they stand for."""
    return sum(fact.number for fact in facts)


def places_of(facts: Sequence[PlacedFact], message: str) -> tuple[Related, ...]:
    """The places of the first facts, as a finding at another one speaks of them."""
    return _related(facts[:MOST_RELATED], message)


def _related(facts: Iterable[PlacedFact], message: str) -> tuple[Related, ...]:
    return tuple(fact.related(message) for fact in facts)
