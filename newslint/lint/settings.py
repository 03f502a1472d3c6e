"""What the engine needs to know; open it to give rules something new from outside."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from newslint.config.generators import Owner
from newslint.config.project import Collection
from newslint.document import LocalImage, Vocabulary
from newslint.finding import Alike, Decided, Evidence, Question, Range
from newslint.frontmatter.nodes import Limits
from newslint.knowledge.permalinks.pattern import Permalinks
from newslint.light_dataclasses import field, frozen_dataclass
from newslint.lint.listing import Bounds
from newslint.rule import Catalogue, Rule
from newslint.rules import BUILT_IN
from newslint.schema.compiled import Schema


@frozen_dataclass
class Settings:
    """Everything that decides what a run finds.

    `catalogue` has the rules that there are, for comments that name them, and `rules` those that run.
    `collections` has, by name, what binds files that belong to one; `schema` binds all others, and without
    one each is bound by its top-level keys. `named_schema` loads the schema that a document
    names itself, given the name of the document and what it says; it returns None for one that is not on this
    disk, and raises NewslintError where there is nothing that could be used. `options` holds, by code,
    the options of rules that differ from their defaults. `generator` says what makes pages of which files,
    `own_hosts` are the hosts of the site, `vocabularies` the names that it has, as in `Document`, and
    `permalinks` tells the addresses of pages by their paths in `site_folder`, which is absolute and ends in a
    separator. `now` is one moment for the whole run. `measure` tells what is known of a local image, by the
    name of the article and the address of the image; by default nothing is. `profiled` asks for the profile
    of every file. `known` and `touched` say which findings give way where there are too many to tell each,
    see `Bounds`.
    `evidence` has, by collection, what the articles answered to the questions of rules; None where nobody
    asked yet. `decided` has what a comparison of all articles said of values; None where they are to be
    compared.
    """

    rules: tuple[Rule, ...]
    schema: Schema | None = None
    collections: Mapping[str, Collection] = field(default_factory=dict)
    named_schema: Callable[[str, str], Schema | None] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    yaml_version: str = ""
    generator: Owner = field(default_factory=Owner)
    own_hosts: frozenset[str] = frozenset()
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    permalinks: Permalinks | None = None
    site_folder: str = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    measure: Callable[[str, str], LocalImage | None] | None = None
    profiled: bool = False
    known: Callable[[str, str], Mapping[Alike, int]] | None = None
    touched: Callable[[str, Range], bool] | None = None
    evidence: Mapping[str, Mapping[Question, Evidence]] | None = None
    decided: Decided | None = None
    catalogue: Catalogue = BUILT_IN

    @property
    def bounds(self) -> Bounds:
        """Which findings of a file are told one by one."""
        return Bounds(self.limits.max_findings, self.known, self.touched)

    def options_of(self, rule: Rule) -> Any:
        """The options of a rule: those that were set, or its defaults."""
        return self.options[rule.code] if rule.code in self.options else rule.options()
