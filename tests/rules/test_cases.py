"""Every rule against real files: `cases/<CODE>/<case>/` holds articles and `expected.txt`.

Only the rule that the folder is named after runs. A `schema.json` takes the place of the schema that the
fields would choose; a file `use-schema` names a shipped one, so that short articles get the roles of long
ones. A file `generator` names what makes the pages, `now` holds the present moment, `options.json` the rule's
options, and `vocabularies.json` the names that the site has; images are there to be measured, and a folder
`static` is the root of those.

Where the rule mends something, a folder `fixed` holds the files that `--fix` changes, as they are then, byte
for byte; `fixed-unsafe` holds those of which `--fix --unsafe-fixes` makes something else. `fixed.txt` tells
what PyYAML reads otherwise in them.

`pytest --update` rewrites what is expected: read the difference before you commit it.
"""

import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest
from fixedfiles import Unreadable, changes

from newslint.config.generators import Owner
from newslint.document import Document, Vocabulary, parse_document
from newslint.finding import Decided, Evidence, Finding, PlacedFix, Question, Range, Report, Span, format_path
from newslint.fix.rounds import Fixed, fix_source
from newslint.frontmatter.nodes import Limits
from newslint.light_dataclasses import replace
from newslint.lint.corpus import check
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.rules import BUILT_IN, BY_CODE, RULES
from newslint.run.local_images import LocalImages
from newslint.schema.compiled import Schema, choose, load_schema, shipped_schema
from newslint.schema.files import SchemaFiles
from newslint.source import Source
from newslint.system.contained import Boundary, read

CASES = Path(__file__).parents[1] / "cases"
EXPECTED, OWN_SCHEMA, SHIPPED_SCHEMA = "expected.txt", "schema.json", "use-schema"
NOW, OPTIONS, IMAGE_ROOT, GENERATOR = "now", "options.json", "static", "generator"
VOCABULARIES = "vocabularies.json"
FIXED, FIXED_UNSAFE, CHANGES = "fixed", "fixed-unsafe", "fixed.txt"
NO_ARTICLES = {
    "good.json",
    EXPECTED,
    OWN_SCHEMA,
    SHIPPED_SCHEMA,
    NOW,
    OPTIONS,
    CHANGES,
    GENERATOR,
    VOCABULARIES,
}
IMAGES = {".gif", ".jpg", ".png"}
FOLDERS = sorted(folder for folder in CASES.glob("*/*") if folder.is_dir())
FIXING_FOLDERS = [folder for folder in FOLDERS if BY_CODE[folder.parent.name].fixes != "none"]
QUOTED = re.compile(r"`[^`]*`")
PYTHON = re.compile(r"\b(?:True|False|None)\b|\B'|'\B|\"")


def source_of(path: Path, name: str) -> Source:
    content = read(path, Limits().max_file_bytes)
    return Source(name, content.data, content.trouble)


@dataclass(frozen=True)
class Case:
    rule: Rule
    sources: tuple[Source, ...]
    schema: Schema | None
    images: LocalImages
    named: Callable[[str, str], Schema | None]
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    options: Mapping[str, object] = field(default_factory=dict)
    generator: str = ""
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)

    @staticmethod
    def load(folder: Path) -> "Case":
        children = {path for path in folder.iterdir() if path.is_file() and path.suffix not in IMAGES}
        articles = children | set(folder.rglob("*.md"))
        results = {path for name in (FIXED, FIXED_UNSAFE) for path in (folder / name).rglob("*")}
        files = sorted(path for path in articles - results if path.name not in NO_ARTICLES)
        schema = None
        if (folder / OWN_SCHEMA).exists():
            schema = load_schema(folder / OWN_SCHEMA)
        elif (folder / SHIPPED_SCHEMA).exists():
            schema = shipped_schema((folder / SHIPPED_SCHEMA).read_text(encoding="utf-8").strip())
        sources = tuple(source_of(path, path.relative_to(folder).as_posix()) for path in files)
        root = folder / IMAGE_ROOT
        images = LocalImages(folder, root if root.is_dir() else None)
        named = SchemaFiles(Boundary(folder))
        case = Case(
            BY_CODE[folder.parent.name],
            sources,
            schema,
            images,
            lambda name, reference: named(str(folder / name), reference),
        )
        if (folder / NOW).exists():
            case = replace(case, now=datetime.fromisoformat((folder / NOW).read_text("utf-8").strip()))
        if (folder / GENERATOR).exists():
            case = replace(case, generator=(folder / GENERATOR).read_text("utf-8").strip())
        if (folder / OPTIONS).exists():
            options = json.loads((folder / OPTIONS).read_text("utf-8"))
            sets = {name: frozenset(value) for name, value in options.items() if isinstance(value, list)}
            case = replace(case, options=options | sets)
        if (folder / VOCABULARIES).exists():
            names = json.loads((folder / VOCABULARIES).read_text("utf-8"))
            case = replace(case, vocabularies={role: Vocabulary.of(*found) for role, found in names.items()})
        return case

    @property
    def settings(self) -> Settings:
        options = {self.rule.code: self.rule.options(**self.options)}
        # What judges suppressions needs the rules that they silence.
        rules = BUILT_IN.defaults if self.rule.runs_last else (self.rule,)
        settings = Settings(
            rules,
            named_schema=self.named,
            options=options,
            generator=Owner(self.generator),
            vocabularies=self.vocabularies,
            now=self.now,
            measure=self.images,
        )
        schema = self.schema
        return settings if schema is None else replace(settings, schema=schema)

    @cached_property
    def decided(self) -> Decided | None:
        """What all articles decide by their majority."""
        return check(self.sources, self.settings).decided if self.rule.compare else None

    @cached_property
    def evidence(self) -> Mapping[str, Mapping[Question, Evidence]]:
        """What all articles answer to the questions of the rule."""
        return check(self.sources, self.settings).evidence if self.rule.testify else {}

    def run(self, *sources: Source) -> Report:
        """Check all articles, or some on the evidence of all, as fixes are tried."""
        settings = replace(self.settings, evidence=self.evidence) if sources else self.settings
        if len(sources) == 1 and self.rule.fixes != "none":
            settings = replace(settings, decided=self.decided)
        report = check(sources or self.sources, settings)
        assert report.internal_errors == ()
        return report._replace(findings=tuple(f for f in report.findings if f.code == self.rule.code))

    def parse(self, source: Source) -> Document:
        return parse_document(source, lambda keys: self.schema or choose(keys))

    def fix(self, source: Source, *, unsafe: bool) -> Fixed:
        def wanted(finding: Finding) -> bool:
            return finding.fix is not None and (unsafe or finding.fix.safety == "safe")

        return fix_source(source, lambda source: self.run(source).findings, self.parse, wanted)


def write_expectation(report: Report) -> str:
    """One line for each finding, with its help and its fix indented below."""
    lines = []
    for finding in report.findings:
        place = finding.range
        lines.append(
            f"{finding.file}:{place.line}:{place.column}-{place.end_line}:{place.end_column}: "
            f"{finding.code} {finding.message}"
        )
        if finding.help is not None:
            lines.append(f"    help: {finding.help}")
        if finding.fix is not None:
            lines.append(f"    {finding.fix.safety} fix: {finding.fix.message}")
    return "".join(f"{line}\n" for line in lines)


def span_of(source: Source, place: Range) -> Span:
    def offset(line: int, column: int) -> int:
        return source.line_starts[line - 1] + column - 1

    return Span(offset(place.line, place.column), offset(place.end_line, place.end_column))


def fixed(source: Source, fix: PlacedFix) -> Source:
    """Apply the edits of one fix; every byte outside them stays."""
    text, pieces, position = source.text, [], 0
    for edit in fix.edits:
        span = span_of(source, edit.range)
        assert position <= span.start <= span.end <= len(text), "edits overlap, or lie outside the file"
        pieces += [text[position : span.start], edit.replacement]
        position = span.end
    pieces.append(text[position:])
    return Source(source.name, "".join(pieces).encode("utf-8", "surrogateescape"))


def values_of(document: Document) -> dict[str, object]:
    """Every scalar by its path, and its type with it: 1, 1.0 and true are not the same."""
    return {
        format_path(node.path): (type(node.value), repr(node.value))
        for node in document.nodes
        if node.children is None
    }


def check_finding(case: Case, source: Source, finding: Finding) -> None:
    span = span_of(source, finding.range)
    assert 0 <= span.start <= span.end <= len(source.text)
    assert source.range_of(span) == finding.range
    outside_quotes = QUOTED.sub("", finding.message)
    assert not finding.message.endswith("."), "messages have no full stop"
    assert finding.message.isprintable(), "a message is one line"
    assert not PYTHON.search(outside_quotes), "messages spell values as YAML does, in backticks"
    if finding.help is not None:
        assert finding.help.strip() == finding.help != ""
        assert not finding.help.endswith(".") or finding.help.startswith("repaired: ")
        assert "\n" not in finding.help
    if finding.fix is None:
        return
    assert case.rule.fixes in (finding.fix.safety, "mixed"), f"the rule declares {case.rule.fixes} fixes"
    check_fix(case, source, finding, finding.fix)


def check_fix(case: Case, source: Source, finding: Finding, fix: PlacedFix) -> None:
    after = fixed(source, fix)
    before_count = len(case.run(source).findings)
    left = case.run(after).findings
    assert len(left) <= before_count  # of the runs in one word, each may become a run of its own
    assert not any((f.range, f.message) == (finding.range, finding.message) for f in left)
    old, new = case.parse(source), case.parse(after)
    if old.broken_opening is not None:  # nothing was read before, so that there is nothing to compare
        assert source.text.lstrip(" \t\r\n\ufeff\u200b") == after.text
        assert new.root is not None
        return
    assert (old.root is None) == (new.root is None)
    old_values, new_values = values_of(old), values_of(new)
    if list(old_values) == list(new_values):
        changed = {path for path, value in old_values.items() if new_values[path] != value}
        assert changed <= {finding.path}
    elif finding.path in new_values:  # a field was added, or a collection became one text
        old_values, new_values = without(old_values, finding.path), without(new_values, finding.path)
        assert list(new_values.items()) == list(old_values.items()), "another field changed"
    else:
        check_rename(old_values, new_values, finding.path)


def without(values: Mapping[str, object], path: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if not belongs(name, {path})}


def check_rename(old: Mapping[str, object], new: Mapping[str, object], path: str) -> None:
    """A renamed field keeps its place and its values."""
    assert list(old.values()) == list(new.values())
    renamed = [name for name, other in zip(old, new, strict=True) if name != other]
    assert all(belongs(name, {path}) for name in renamed)


def expected_file(path: Path) -> bytes:
    """What a test expects; a person learns in one line how to make it where it isn't there."""
    if not path.is_file():
        name = path.relative_to(CASES.parent.parent).as_posix()
        remedy = "`pytest tests/rules/test_cases.py --update` writes it"
        pytest.fail(f"{name} is missing; {remedy}", pytrace=False)
    return path.read_bytes()


def fixed_files(case: Case) -> tuple[dict[str, bytes], str]:
    """The files that fixes change, below the folder that they are kept in, and what changes in them."""
    files: dict[str, bytes] = {}
    lines: list[str] = []
    for source in case.sources:
        safe, all_ = case.fix(source, unsafe=False), case.fix(source, unsafe=True)
        if safe.source.data != source.data:
            files[f"{FIXED}/{source.name}"] = safe.source.data
        if all_.source.data != safe.source.data:
            files[f"{FIXED_UNSAFE}/{source.name}"] = all_.source.data
        told = list(changes_by(source, safe))
        lines += [f"--fix: {source.name}\n", *told] if told else []
        more = list(changes_by(source, all_))
        lines += [f"--fix --unsafe-fixes: {source.name}\n", *more] if more != told else []
    return files, "".join(lines)


def changes_by(source: Source, fixed: Fixed) -> Iterator[str]:
    """What PyYAML reads otherwise after fixes, one line a field; nothing else than what they speak of."""
    paths = {finding.path for finding in fixed.applied}
    if fixed.applied:
        try:
            changed = list(changes(source, fixed.source))
        except Unreadable as reason:
            yield f"    not compared: {reason}\n"
        else:
            for change in changed:
                # What repeats a plain `no` becomes the same text with it.
                follows = change.retyped and change.repeats in paths
                assert belongs(change.path, paths) or follows, "another field changed"
                yield f"    {change.path}: {change.words}\n"
            if not changed:
                yield "    every value stays\n"
    for finding in fixed.refused:
        _, said, why = (finding.help or "").rpartition("can't be fixed safely: ")
        assert said
        yield f"    not fixed: {finding.path}: {why}\n"


def belongs(path: str, paths: Collection[str]) -> bool:
    """Whether a path is one of these, or lies in one: a renamed mapping takes along what it holds."""
    return any(path == other or path.startswith((f"{other}.", f"{other}[")) for other in paths)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_case(folder: Path, pytestconfig: pytest.Config) -> None:
    case = Case.load(folder)
    report = case.run()
    found = write_expectation(report)
    if pytestconfig.getoption("--update"):
        (folder / EXPECTED).write_text(found, encoding="utf-8", newline="\n")
    assert found == expected_file(folder / EXPECTED).decode("utf-8")
    assert list(report.findings) == sorted(report.findings, key=lambda finding: finding.sort_key)
    by_name = {source.name: source for source in case.sources}
    for finding in report.findings:
        check_finding(case, by_name[finding.file], finding)


@pytest.mark.parametrize("folder", FIXING_FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_what_fixes_write(folder: Path, pytestconfig: pytest.Config) -> None:
    files, told = fixed_files(Case.load(folder))
    if pytestconfig.getoption("--update"):
        update(folder, files, told)
    for name, data in files.items():
        assert data == expected_file(folder / name), name
    assert set(files) == set(names_of_fixed(folder)), "a file is kept that no fix makes: use --update"
    if told or (folder / CHANGES).exists():
        assert told == expected_file(folder / CHANGES).decode("utf-8")


def names_of_fixed(folder: Path) -> Iterator[str]:
    for name in (FIXED, FIXED_UNSAFE):
        files = (path for path in (folder / name).rglob("*") if path.is_file())
        yield from (path.relative_to(folder).as_posix() for path in files)


def update(folder: Path, files: Mapping[str, bytes], told: str) -> None:
    for name in (FIXED, FIXED_UNSAFE):
        if (folder / name).exists():
            shutil.rmtree(folder / name)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    if told:
        (folder / CHANGES).write_text(told, encoding="utf-8", newline="\n")
    else:
        (folder / CHANGES).unlink(missing_ok=True)


def test_a_missing_expectation_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_cases.CASES", tmp_path / "tests" / "cases")
    missing = tmp_path / "tests" / "cases" / "TXT001" / "new" / EXPECTED
    with pytest.raises(pytest.fail.Exception) as failure:
        expected_file(missing)
    assert str(failure.value) == (
        "tests/cases/TXT001/new/expected.txt is missing; "
        "`pytest tests/rules/test_cases.py --update` writes it"
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes != "none"], ids=lambda rule: rule.code)
def test_every_fixing_rule_has_a_file_that_it_mended(rule: Rule) -> None:
    kept = {name for name in (FIXED, FIXED_UNSAFE) if list(CASES.glob(f"{rule.code}/*/{name}/*"))}
    promised = {"safe": {FIXED}, "unsafe": {FIXED_UNSAFE}, "mixed": {FIXED, FIXED_UNSAFE}}
    assert kept == promised[rule.fixes]


def test_cases_belong_to_rules() -> None:
    assert {folder.parent.name for folder in FOLDERS} <= set(BY_CODE)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", folder.name) for folder in FOLDERS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_failing_case_and_a_near_miss(rule: Rule) -> None:
    reports = [Case.load(folder).run() for folder in FOLDERS if folder.parent.name == rule.code]
    assert any(report.findings for report in reports)
    assert any(report.files and not report.findings for report in reports)
    offered = {finding.fix.safety for report in reports for finding in report.findings if finding.fix}
    promised = {"none": set(), "safe": {"safe"}, "unsafe": {"unsafe"}, "mixed": {"safe", "unsafe"}}
    assert offered == promised[rule.fixes]
