"""How hits become findings."""

from collections.abc import Iterable, Iterator, Sequence

from newslint.config.selection import select_rules
from newslint.document import Document
from newslint.finding import CorpusHit, Edit, Fact, Fix, Hit, PlacedEdit, PlacedFact, Range, Severity, Span
from newslint.frontmatter.nodes import Limits
from newslint.lint.corpus import check, gather
from newslint.lint.examiner import Examiner, Outcome
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.rule import NoOptions, Rule
from newslint.rules import BUILT_IN
from newslint.source import Source

TEXT = "---\ntitle: Harbour\ntags: [a, b]\n---\n"


def at(path: str, code: str = "TST001", supersedes: tuple[str, ...] = ()) -> Rule:
    """A rule that reports one field."""

    def look(document: Document, options: NoOptions) -> Iterator[Hit]:
        del options
        node = document.node_at((path,))
        if node is not None and node.path:
            fix = Fix("shout", (Edit(node.span, "HARBOUR"),), "unsafe")
            yield Hit(node.span, f"found {path}", node.path, help="so what", fix=fix)

    return Rule(code, code.lower(), Severity.WARNING, look, "Doc.", supersedes=supersedes)


def source(name: str, text: str = TEXT) -> Source:
    return Source(name, text.encode())


def test_a_hit_may_choose_its_severity_where_no_configuration_does() -> None:
    def look(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        yield Hit(Span(0, 3), "mild", severity=Severity.INFO)

    rule = Rule("TST001", "mild", Severity.ERROR, look, "Doc.")
    assert [f.severity for f in check([source("a.md")], Settings((rule,))).findings] == [Severity.INFO]
    chosen = rule._replace(severity=Severity.WARNING, is_severity_set=True)
    assert [f.severity for f in check([source("a.md")], Settings((chosen,))).findings] == [Severity.WARNING]


def test_a_template_among_tools_is_no_article() -> None:
    rule = at("title")
    examiner = Examiner(Settings((rule,)))

    def is_article(name: str, fields: str, *, named: bool = False) -> bool:
        found = examiner.examine(Job(name, named=named), source(name, f"---\n{fields}\n---\n"))
        return found is not None

    for folder in ("tools", "scripts", "site/templates/new"):
        for fields in ("title: '{{ title }}'", "title: {{ title }}", "a: {% if b %}", 'a: "<%= b %> "'):
            assert not is_article(f"{folder}/a.md", fields)
            assert is_article(f"{folder}/a.md", fields, named=True)
            assert is_article("posts/tools.md", fields)
    for fields in ("title: Harbour", "permalink: '/tags/{{ tag }}/'", "title: [", "tags: ['{{ a }}']"):
        assert is_article("tools/a.md", fields)


def test_a_hit_becomes_a_finding_with_everything_that_a_reader_needs() -> None:
    (finding,) = check([source("a.md")], Settings((at("title"),))).findings
    assert (finding.code, finding.name, finding.severity) == ("TST001", "tst001", Severity.WARNING)
    assert finding.range == Range(2, 8, 2, 15)
    assert (finding.file, finding.path, finding.message) == ("a.md", "title", "found title")
    assert (finding.help, finding.excerpt) == ("so what", "title: Harbour")
    assert finding.fix is not None
    assert finding.fix.edits == (PlacedEdit(Range(2, 8, 2, 15), "HARBOUR"),)


def test_findings_are_sorted_by_file_place_and_code_whatever_the_order_of_files_and_rules() -> None:
    rules = (at("tags", "TST002"), at("title", "TST003"), at("title", "TST001"))
    for order in (["b.md", "a.md"], ["a.md", "b.md"]):
        found = check([source(name) for name in order], Settings(rules)).findings
        assert [(f.file, f.range.line, f.code) for f in found] == [
            (name, line, code)
            for name in ("a.md", "b.md")
            for line, code in ((2, "TST001"), (2, "TST003"), (3, "TST002"))
        ]


def test_the_finding_that_knows_more_replaces_the_other_one_at_the_same_place_only() -> None:
    general, special = at("title", "TST001"), at("title", "TST002", supersedes=("TST001",))
    elsewhere = at("tags", "TST003", supersedes=("TST001",))
    codes = [f.code for f in check([source("a.md")], Settings((general, special, elsewhere))).findings]
    assert codes == ["TST002", "TST003"]
    assert [f.code for f in check([source("a.md")], Settings((general,))).findings] == ["TST001"]


def test_a_rule_that_raises_is_reported_and_the_rest_goes_on() -> None:
    def explode(document: Document, options: NoOptions) -> Iterator[Hit]:
        yield from ()
        raise RuntimeError(str(document) and str(options) and "boom")

    broken = at("title")._replace(code="TST009", check=explode)
    report = check([source("a.md")], Settings((broken, at("tags"))))
    assert [finding.path for finding in report.findings] == ["tags"]
    (line,) = report.internal_errors
    assert "TST009 failed on a.md" in line
    assert "boom" in line


def test_a_span_outside_the_text_is_brought_inside() -> None:
    def lost(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        yield Hit(Span(-5, 10_000), "everything")

    rule = Rule("TST001", "lost", Severity.INFO, lost, "Doc.")
    (finding,) = check([source("a.md")], Settings((rule,))).findings
    assert finding.range == Range(1, 1, 5, 1)


def test_files_that_nobody_named_count_only_as_articles() -> None:
    def found(text: str) -> int:
        return check([source("a.md", text)], Settings(select_rules(BUILT_IN)), Job("", named=False)).files

    assert found(TEXT) == 1
    assert found("# A readme\n") == 0
    assert found("\n---\n\nText below a horizontal rule.\n") == 0
    assert found("---\n\nText without a closing fence.\n") == 1
    assert found("---") == 1
    assert found("---\ntitle: Never closed\n") == 1
    unreadable = Source("a.md", b"", "permission denied")
    report = check([unreadable], Settings(select_rules(BUILT_IN)), Job("", named=False))
    assert [(f.code, f.message) for f in report.findings] == [("FM013", "can't be read: permission denied")]


def test_one_mistake_in_the_yaml_is_one_finding() -> None:
    text = "---\ntype: article\ntitle: Storm: harbour closed\nprovider: {}\nquality: x\ncategory: news\n---\n"
    assert [f.code for f in check([source("a.md", text)], Settings(select_rules(BUILT_IN))).findings] == [
        "FM003"
    ]


def test_a_report_counts() -> None:
    rules = (at("title"), at("tags", "TST002")._replace(severity=Severity.ERROR))
    report = check([source("a.md"), source("b.md")], Settings(rules))
    assert report.files == 2
    assert report.by_severity() == {"error": 2, "warning": 2, "info": 0}
    assert report.by_code() == {"TST001": 2, "TST002": 2}
    assert report.fixable() == 4
    assert report.worst() is Severity.ERROR
    assert check([], Settings(rules)).worst() is None


def pair_rule() -> Rule:
    """A corpus rule that reports every file that has the title of another one."""

    def collect(document: Document, options: NoOptions) -> Iterator[Fact]:
        del options
        for node in document.strings():
            if node.path == ("title",):
                yield Fact(node.value, (), node.span, node.path)

    def compare(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
        del options
        for facts in groups:
            assert list(facts) == sorted(facts, key=lambda fact: (fact.file, fact.range))
            assert len({fact.key for fact in facts}) == 1
            for fact in facts:
                others = [other.where for other in facts if other.file != fact.file]
                yield CorpusHit(fact, f"also in {', '.join(others)}")

    return Rule("TST005", "pair", Severity.WARNING, collect, "Doc.", compare=compare)


def test_a_corpus_rule_sees_all_files_in_one_order_and_its_findings_name_the_other_place() -> None:
    names = ["b.md", "a.md", "c.md"]
    for order in (names, names[::-1]):
        report = check([source(name) for name in order], Settings((pair_rule(), at("tags"))))
        found = [(f.file, f.code, f.message) for f in report.findings if f.code == "TST005"]
        assert found == [
            ("a.md", "TST005", "also in b.md:2, c.md:2"),
            ("b.md", "TST005", "also in a.md:2, c.md:2"),
            ("c.md", "TST005", "also in a.md:2, b.md:2"),
        ]
    assert report.findings[0].excerpt == "title: Harbour"
    assert report.files == 3


def test_files_that_are_only_compared_are_not_reported() -> None:
    settings = Settings((pair_rule(), at("tags")))
    examiner = Examiner(settings)
    jobs = [Job("a.md"), Job("b.md", reported=False)]
    outcomes = [Outcome(job, examiner.examine(job, source(job.name))) for job in jobs]
    report = gather(outcomes, settings, lambda job: source(job.name))
    assert [(f.file, f.code) for f in report.findings] == [("a.md", "TST005"), ("a.md", "TST001")]
    assert report.files == 1


def test_a_line_that_is_gone_when_it_is_shown_does_not_end_the_run() -> None:
    def reopen(job: Job) -> Source:
        return Source(job.name, b"---\n")

    settings = Settings((pair_rule(),))
    examiner = Examiner(settings)
    jobs = [Job("a.md"), Job("b.md")]
    outcomes = [Outcome(job, examiner.examine(job, source(job.name))) for job in jobs]
    report = gather(outcomes, settings, reopen)
    assert [(f.range.line, f.excerpt) for f in report.findings] == [(2, ""), (2, "")]


def test_a_comparison_that_raises_is_reported() -> None:
    def explode(groups: Iterable[Sequence[PlacedFact]], options: NoOptions) -> Iterator[CorpusHit]:
        raise RuntimeError(str(groups) and str(options) and "boom")

    report = check([source("a.md")], Settings((pair_rule()._replace(compare=explode), at("tags"))))
    assert [finding.code for finding in report.findings] == ["TST001"]
    assert "TST005 failed on the whole corpus" in report.internal_errors[0]


def test_suppressions_silence_corpus_rules_too() -> None:
    first = source("a.md", TEXT.replace("Harbour", "Harbour # newslint: ignore[COR001]"))
    rule = pair_rule()._replace(code="COR001")
    report = check([first, source("b.md")], Settings((rule,)))
    assert [(f.file, f.code) for f in report.findings] == [("b.md", "COR001")]


def test_many_suppressions_cost_no_more_each() -> None:
    lines = "".join(f"field{number}: 1 # newslint: ignore[FM009]\n" for number in range(5000))
    everything = Settings(select_rules(BUILT_IN), limits=Limits(max_findings=5000))
    report = check([source("a.md", f"---\n{lines}---\n")], everything)
    assert [f.code for f in report.findings] == ["NL001"] * 5000


def test_in_broken_yaml_comments_above_the_mistake_and_behind_it_count() -> None:
    text = "---\ntitle: Storm: closed # newslint: ignore[FM003]\n---\n"
    assert check([source("a.md", text)], Settings(select_rules(BUILT_IN))).findings == ()
    text = "---\n# newslint: ignore-file[FM003]\ntitle: Storm: closed\n---\n"
    assert check([source("a.md", text)], Settings(select_rules(BUILT_IN))).findings == ()


def test_a_finding_stands_for_all_places_that_it_names_or_mends() -> None:
    def say(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        mend = Fix("mend", (Edit(Span(14, 16), ""), Edit(Span(20, 22), "")), "safe")
        yield Hit(Span(4, 6), "x", ("title",), fix=mend, related=((Span(8, 10), "x"),))

    def say_each(document: Document, options: NoOptions) -> Iterator[Hit]:
        del document, options
        for start in (4, 8, 12, 14, 20):
            yield Hit(Span(start, start + 1), "x", ("title",))
        yield Hit(Span(8, 9), "x", ("tags",))

    special = Rule("TST002", "special", Severity.ERROR, say, "Doc.", fixes="safe", supersedes=("TST001",))
    general = Rule("TST001", "general", Severity.ERROR, say_each, "Doc.")
    text = "---\ntitle: the harbour opens again\n---\n"
    found = check([source("a.md", text)], Settings((general, special))).findings
    assert [(each.code, each.path, each.range.column) for each in found] == [
        ("TST002", "title", 1),
        ("TST001", "tags", 5),
        ("TST001", "title", 9),
    ]
