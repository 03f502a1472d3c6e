"""What a rule is, and a catalogue of rules: values, no classes to inherit from; open it for their parts."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, get_type_hints

from newslint.document import Document
from newslint.finding import CorpusHit, PlacedFact, Question, Severity
from newslint.light_tuples import NamedTuple
from newslint.text.docstrings import docstring_of


class NoOptions(NamedTuple):
    """The options of a rule that has none."""


class Rule(NamedTuple):
    """A check with its name and its place in the catalogue.

    `check(document, options)` is a pure generator of hits; it knows neither its code nor its severity.
    A corpus rule has `compare` too: its `check` yields facts about one document, and
    `compare(groups, options)`, another pure generator, gets the facts of all documents in groups of one key,
    each sorted by file and place, and yields what it finds in them. Facts whose key nobody shares are left
    out, but for `with_single`; with `only_differing`, those of a key that all have the same values are, too.
    A rule that goes by the habits of an archive has `testify`: its hits ask questions (`Hit.asks`), and
    `testify(document, questions, options)`, a pure generator too, yields for each place of a document that
    has an answer the question and that answer, one of a few short texts. `weigh(counts)` makes a verdict of
    how often each was given, the empty text where they are not enough. Nobody is asked unless there is such a
    hit; where there is, and a verdict, `check` is asked again of its document, whose `evidence` has it then.
    `doc` is the module's docstring, which is the rule's documentation. `fixes` says which repairs it may
    offer. `options` is a named tuple with a default for every field. `default` tells whether it runs
    unless somebody switches it off. `supersedes` names the codes whose findings at the same place say the
    same with less knowledge, and are dropped. `runs_last` puts a rule behind all others: it judges what they
    left of the suppressions. `needs` names traits (see `Document.traits`) without which the rule has nothing
    to say; it is only asked about documents that have one of them.
    `asks_of_keys` tells that only a field with a value, whose key is the word of a question, answers it;
    `asks_of_fields_alone` that its path and its value are all that its answer depends on, too.
    `least_asked` is how many places must ask a question before there can be a verdict. It may be more than
    one where every place whose answer decides asks the question, too, and no rule supersedes this one.
    `judges_groups_alone` tells that what `compare` says of a group doesn't depend on the other groups.
    Of a rule that judges them together, `heeds(group, options)` tells whether a group makes a difference:
    `compare` says the same without those that don't.
    `combine(group, options)`, a pure function, makes fewer facts of some of those of one key, sorted by file
    and place: `compare` says the same of them, where what it says of a fact with a crowd counts for all that
    this one stands for. It may be given what it made before, beside other facts; those of one document come
    together.
    `is_severity_set` tells that a configuration chose the severity, whatever a hit says.
    `plugin` names the plug-in that a rule comes from, and its version, as people should read it. `made_of`
    stands for all that decides on what a rule finds and lies in no file of this program: a cache asks for it.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Document, Any], Iterable[Any]]
    doc: str | None
    compare: Callable[[Iterable[Sequence[PlacedFact]], Any], Iterable[CorpusHit]] | None = None
    combine: Callable[[Sequence[PlacedFact], Any], Sequence[PlacedFact]] | None = None
    testify: Callable[[Document, Collection[Question], Any], Iterable[tuple[Question, str]]] | None = None
    weigh: Callable[[Mapping[str, int]], str] | None = None
    fixes: Literal["none", "safe", "unsafe", "mixed"] = "none"
    options: type[Any] = NoOptions
    default: bool = True
    supersedes: tuple[str, ...] = ()
    runs_last: bool = False
    asks_of_keys: bool = False
    asks_of_fields_alone: bool = False
    least_asked: int = 1
    needs: frozenset[str] = frozenset()
    only_differing: bool = False
    with_single: bool = False
    judges_groups_alone: bool = False
    heeds: Callable[[Sequence[PlacedFact], Any], bool] | None = None
    is_severity_set: bool = False
    plugin: str = ""
    made_of: str = ""

    @property
    def option_types(self) -> Mapping[str, Any]:
        """The names of the options, each with the type of its values."""
        return get_type_hints(self.options)

    def severity_of(self, chosen: Severity | None) -> Severity:
        """How bad a hit is that chose a severity for itself, or none."""
        return self.severity if chosen is None or self.is_severity_set else chosen

    @property
    def family(self) -> str:
        """The letters of the code: `TXT` for `TXT001`."""
        return self.code.rstrip("0123456789")

    def may_find(self, traits: frozenset[str]) -> bool:
        """Whether it has anything to say of a document with these traits."""
        return not self.needs or not self.needs.isdisjoint(traits)

    @property
    def documentation(self) -> str:
        """The module's docstring, also where Python left it out."""
        return self.doc or docstring_of(sys.modules[self.check.__module__])

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.documentation.strip().partition("\n")[0].rstrip(".")


class Catalogue(NamedTuple):
    """The rules that there are, in their order, and found by code and by name. Make one with `of`."""

    rules: tuple[Rule, ...]
    by_code: Mapping[str, Rule]
    by_name: Mapping[str, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Catalogue":
        """A catalogue of rules whose codes and names differ."""
        rules = tuple(rules)
        return cls(rules, {rule.code: rule for rule in rules}, {rule.name: rule for rule in rules})

    @property
    def defaults(self) -> tuple[Rule, ...]:
        """The rules that run unless somebody chooses."""
        return tuple(rule for rule in self.rules if rule.default)

    @property
    def families(self) -> tuple[str, ...]:
        """The letters of the codes, each once."""
        return tuple(dict.fromkeys(rule.family for rule in self.rules))

    def of_family(self, family: str) -> tuple[Rule, ...]:
        """The rules whose codes have these letters."""
        return tuple(rule for rule in self.rules if rule.family == family)

    def named(self, name: str) -> Rule | None:
        """The rule with a code, or a name, as it is spelt; None if there is none."""
        return self.by_code.get(name) or self.by_name.get(name)
