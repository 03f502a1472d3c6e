"""The catalogue of rules, and every example of their documentation, run as it stands there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newslint.document import LocalImage, Vocabulary
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.rules import BUILT_IN, BY_CODE, BY_NAME, RULES
from newslint.schema.compiled import Schema, load_schema, shipped_schema
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system.contained import Boundary

RULES_FOLDER = Path(__file__).parents[2] / "newslint" / "rules"
HEADINGS = ["Why is this bad?", "Example", "Fix safety"]
FENCED = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
# Rules of the design that are not written yet may be superseded already.
PLANNED_FAMILIES = {"FM", "SCH", "TXT", "URL", "IMG", "DAT", "REL", "ENV", "COR", "KEY", "REF", "NL"}

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def doc_of(rule: Rule) -> str:
    assert rule.doc is not None
    return rule.doc


def test_codes_and_names_are_unique() -> None:
    assert len(BY_CODE) == len(BY_NAME) == len(RULES)
    # Code and name both select a rule, so neither may be the other of another rule.
    assert not {code.lower() for code in BY_CODE} & set(BY_NAME)


def test_the_catalogue_is_in_the_order_of_the_families() -> None:
    families = list(dict.fromkeys(rule.family for rule in RULES))
    assert [rule.family for rule in RULES] == sorted((r.family for r in RULES), key=families.index)
    for family in families:
        codes = [rule.code for rule in RULES if rule.family == family]
        assert codes == sorted(codes)


def test_every_module_is_in_the_catalogue() -> None:
    modules = {path.stem for path in RULES_FOLDER.glob("*.py")} - {"__init__"}
    assert modules == {rule.check.__module__.rpartition(".")[2] for rule in RULES}


@each_rule
def test_code_name_and_module(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2,3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    # A name tells what is wrong, so that `ignore = ["mojibake"]` reads well.
    assert not rule.name.startswith(("no-", "use-"))
    module = rule.check.__module__.rpartition(".")[2]
    assert module.partition("_")[0].upper() == rule.family


@each_rule
def test_documentation(rule: Rule) -> None:
    doc = doc_of(rule)
    summary = doc.partition("\n")[0]
    assert re.fullmatch(r"[A-Z].{10,78}\.", summary)
    assert rule.summary == summary.removesuffix(".")
    found = re.findall(r"^## (.+)$", FENCED.sub("", doc), re.MULTILINE)
    assert found == HEADINGS[: 3 if rule.fixes != "none" else 2]
    assert "\t" not in doc


@each_rule
def test_options(rule: Rule) -> None:
    options = rule.options
    rule.options()  # every field has a default
    names = list(rule.option_types)
    if options is NoOptions:
        assert names == []
        return
    with pytest.raises(AttributeError):
        setattr(rule.options(), names[0], None)
    described = (options.__doc__ or "").partition("Attributes:")[2]
    assert re.findall(r"^ +(\w+): [A-Z].*", described, re.MULTILINE) == names


@each_rule
def test_superseded_codes(rule: Rule) -> None:
    for code in rule.supersedes:
        assert code != rule.code
        assert code in BY_CODE or code.rstrip("0123456789") in PLANNED_FAMILIES


@dataclass(frozen=True)
class Example:
    """A fenced block of a rule's documentation."""

    rule: Rule
    number: int
    words: list[str]
    text: str
    schema: str
    options: str

    @property
    def files(self) -> list[Source]:
        """A comment `# name.md` above an opening fence begins a file of an example of several."""
        parts = re.split(r"^# (\S+\.md)\n", self.text, flags=re.MULTILINE)
        if len(parts) == 1:
            return [Source("example.md", self.data)]
        return [Source(name, text.encode()) for name, text in zip(parts[1::2], parts[2::2], strict=True)]

    @property
    def data(self) -> bytes:
        if "bytes" in self.words:
            return re.sub(
                rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), self.text.encode()
            )
        if "escaped" in self.words:
            return self.text.replace("\\ufeff", "\ufeff").replace("\\r", "\r").encode()
        return self.text.encode()


def examples() -> Iterator[Example]:
    for rule in RULES:
        schema = options = ""
        for number, match in enumerate(FENCED.finditer(doc_of(rule)), 1):
            words = match["info"].split()
            if words == ["json", "schema"]:
                schema = match["body"]
            elif words == ["json", "options"]:
                options = match["body"]
            else:
                yield Example(rule, number, words, match["body"], schema, options)


EXAMPLES = list(examples())


def schema_of(example: Example, folder: Path) -> Schema | None:
    if "article" in example.words:
        return shipped_schema("article")
    if example.schema:
        path = folder / "schema.json"
        path.write_text(json.dumps(json.loads(example.schema)), encoding="utf-8")
        return load_schema(path)
    return None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule.code}-{e.number}-{'-'.join(e.words)}")
def test_example(example: Example, tmp_path: Path) -> None:
    language, kind, *flavours = example.words
    assert language in {"yaml", "toml", "json", "text"}
    assert kind in ("bad", "good")
    assert set(flavours) <= {"article", "bytes", "escaped", "measured", "named"}
    schema = schema_of(example, tmp_path)
    rules = BUILT_IN.defaults if example.rule.runs_last else (example.rule,)
    settings = Settings(rules, named_schema=SchemaFiles(Boundary(tmp_path)))
    if schema is not None:
        settings = replace(settings, schema=schema)
    if "named" in flavours:  # as if the site had a file of authors
        authors = Vocabulary.of("_data/authors.yml", ["ada"])
        settings = replace(settings, vocabularies={"author": authors})
    if "measured" in flavours:  # as if every local image were of this size
        settings = replace(settings, measure=lambda *_: LocalImage(1200, 675))
    if example.options:
        options = {example.rule.code: example.rule.options(**json.loads(example.options))}
        settings = replace(settings, options=options)
    report = check(example.files, settings)
    assert report.internal_errors == ()
    found = {finding.code for finding in report.findings}
    if example.rule.runs_last:
        found &= {example.rule.code}
    assert found == ({example.rule.code} if kind == "bad" else set())


@each_rule
def test_every_rule_shows_a_bad_and_a_good_example(rule: Rule) -> None:
    kinds = [example.words[1] for example in EXAMPLES if example.rule is rule]
    # No text of a file makes it unreadable.
    assert sorted(set(kinds)) == ([] if rule.code == "FM013" else ["bad", "good"])


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ('webUrl: "https://https://www.example.com/harbour"', {"URL001"}),
        ('webUrl: "https://www.exa mple.com/harbour"', {"URL001"}),
        ('webUrl: ""', {"URL003"}),
        ("publishedDateTime: 2023-05-02T06:30:00", {"DAT001"}),
        ("publishedDateTime: 2 May 2023", {"SCH005"}),
        ('webUrl: "https://www.example.com/har bour"', {"URL010"}),
        ('webUrl: "/harbour"', {"URL002"}),
        ('webUrl: "//LOCALHOST/harbour"', {"URL011"}),
        ('webUrl: "https://WWW.example.com/har|bour?utm_source=a"', {"URL009", "URL010", "URL012"}),
    ],
)
def test_one_mistake_is_one_finding(field: str, expected: set[str]) -> None:
    article = shipped_schema("article")
    settings = Settings(rules=RULES, schema=article)
    report = check([Source("a.md", f"---\n{field}\n---\n".encode())], settings)
    assert {finding.code for finding in report.findings if finding.code != "SCH001"} == expected
