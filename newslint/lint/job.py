"""A document to check: what a run knows of it beside its text; open it to let rules know more of a file."""

from newslint.light_tuples import NamedTuple
from newslint.records.parts import Part


class Job(NamedTuple):
    """A file to check, and what its project says of it.

    `name` is how reports call it, and leads to it from the working directory; `path` is absolute. `named`
    says that somebody named it, so that it must be an article; what lies in a collection must be one, too.
    `reported` says that its findings are wanted: otherwise it is only read for the rules that compare.
    `collection` is the name of what it belongs to; `ignored` holds the codes of rules that say nothing of it.
    `record` is the number of one record in the file, from 1; 0 stands for the file. `part` is the range of a
    file of records that is to be checked.
    """

    name: str
    path: str = ""
    named: bool = True
    reported: bool = True
    collection: str = ""
    ignored: frozenset[str] = frozenset()
    record: int = 0
    part: Part | None = None

    @property
    def document(self) -> str:
        """What tells the document apart from all others, as `Source.document`."""
        return f"{self.name}:{self.record}" if self.record else self.name

    def bound(self, collection: str, ignored: frozenset[str]) -> "Job":
        """The same with what a project says of its file; of most, which are many, it says nothing."""
        if collection == self.collection and ignored == self.ignored:
            return self
        return self._replace(collection=collection, ignored=ignored)

    @property
    def expected(self) -> bool:
        """Whether it must be an article."""
        return self.reported and (self.named or bool(self.collection))
