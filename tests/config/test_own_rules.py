"""How rules of a configuration are declared, found by their names, and refused."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from config_schema import config_schema
from jsonschema import Draft202012Validator

from newslint.config.layers import ConfigError, Layer, read_layers
from newslint.config.project import Overrides, Project, Projects, build
from newslint.config.rule_docs import page
from newslint.config.selection import find_selector
from newslint.errors import NewslintError
from newslint.finding import OWN_CODE, Severity, is_own_code
from newslint.house.presets import PRESET_FAMILIES, PRESETS
from newslint.rules import BUILT_IN

SCHEMA = Draft202012Validator(config_schema())
DECLARED = "[[house-rules]]\ncode = 'HOUSE001'\nname = 'short-title'\nfield = 'title'\nmax-length = 60\n"
OTHER = DECLARED.replace("001", "002").replace("short-title", "has-title")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def project(text: str, base: str | None = None) -> Project:
    if base is not None:
        text = f"extend = 'base.toml'\n{text}"
        Path("base.toml").write_text(base, encoding="utf-8")
    Path("newslint.toml").write_text(text, encoding="utf-8")
    return build(read_layers(Path("newslint.toml").absolute()))


def mistakes(text: str, base: str | None = None) -> list[str]:
    try:
        project(text, base)
    except ConfigError as error:
        return [mistake.removeprefix("newslint.toml:") for mistake in error.mistakes]
    return []


def here(path: str) -> str:
    return str(Path.cwd() / path)


def codes(found: Project) -> set[str]:
    return {rule.code for rule in found.rules}


def test_the_codes_of_newslint_and_of_others_never_meet() -> None:
    for rule in BUILT_IN.rules:
        assert 2 <= len(rule.family) <= 3
        assert not re.fullmatch(OWN_CODE, rule.code)
        assert not is_own_code(rule.code)
    assert is_own_code("ABCD001")
    assert re.fullmatch(OWN_CODE, "ABCD001")
    assert not re.fullmatch(OWN_CODE, "ABC001")
    assert re.fullmatch(OWN_CODE, "A" * 16 + "001")
    assert not re.fullmatch(OWN_CODE, "A" * 17 + "001")


def test_without_rules_of_its_own_a_project_has_those_of_newslint() -> None:
    assert project("").catalogue is BUILT_IN
    assert project("presets = []\nplugins = []\n").catalogue == BUILT_IN


def test_a_declared_rule_stands_behind_those_of_newslint_and_runs() -> None:
    found = project(OTHER + DECLARED)
    assert [rule.code for rule in found.catalogue.rules[-3:]] == ["NL002", "HOUSE001", "HOUSE002"]
    assert codes(found) == {rule.code for rule in BUILT_IN.defaults} | {"HOUSE001", "HOUSE002"}
    assert found.catalogue.by_name["short-title"].severity is Severity.WARNING
    assert {"HOUSE001", "TXT001"} <= found.fixable


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("select = ['HOUSE001']", {"HOUSE001"}),
        ("select = ['HOUSE']", {"HOUSE001", "HOUSE002"}),
        ("select = ['HOUSE00']", {"HOUSE001", "HOUSE002"}),
        ("select = ['has-title', 'NL001']", {"HOUSE002", "NL001"}),
        ("select = ['NL']", {"NL001", "NL002"}),
        ("select = ['NL']\nextend-select = ['short-title']", {"NL001", "NL002", "HOUSE001"}),
        ("select = ['HOUSE']\nignore = ['HOUSE002']", {"HOUSE001"}),
    ],
)
def test_every_selector_stands_for_declared_rules_too(settings: str, expected: set[str]) -> None:
    assert codes(project(f"{settings}\n{DECLARED}{OTHER}")) == expected
    SCHEMA.validate(tomllib.loads(f"{settings}\n{DECLARED}{OTHER}"))


def test_the_command_line_selects_declared_rules() -> None:
    project(DECLARED)
    assert codes(Projects(overrides=Overrides(select=("HOUSE",))).of(Path.cwd())) == {"HOUSE001"}
    with pytest.raises(NewslintError, match="no rule is called `HOUSE009`"):
        Projects(overrides=Overrides(select=("HOUSE009",))).of(Path.cwd())
    with pytest.raises(NewslintError, match="no rule is called `HOUSE001`"):
        Projects(isolated=True, overrides=Overrides(select=("HOUSE001",))).of(Path.cwd())


def test_settings_from_the_command_line_may_name_them_in_every_project() -> None:
    project(DECLARED)
    Path("inner").mkdir()
    Path("inner/newslint.toml").write_text(DECLARED.replace("60", "5"), encoding="utf-8")
    projects = Projects(inline=["select = ['HOUSE001']"])
    assert codes(projects.of(Path.cwd())) == codes(projects.of(Path.cwd() / "inner")) == {"HOUSE001"}


def test_a_family_stands_for_no_longer_one() -> None:
    found = project(DECLARED.replace("HOUSE", "SCHOOL"))
    chosen = find_selector(found.catalogue, "SCH")
    assert chosen is not None
    assert {rule.family for rule in chosen[1]} == {"SCH"}
    part = find_selector(found.catalogue, "SC")
    assert part is not None
    assert {rule.family for rule in part[1]} == {"SCH", "SCHOOL"}


def test_severity_ignores_and_fixable_know_declared_rules() -> None:
    found = project(
        f"unfixable = ['HOUSE001']\n[rules.short-title]\nseverity = 'error'\n"
        f"[per-file-ignores]\n'old/' = ['HOUSE001']\n{DECLARED}"
    )
    (rule,) = (rule for rule in found.rules if rule.code == "HOUSE001")
    assert (rule.severity, rule.is_severity_set) == (Severity.ERROR, True)
    assert found.ignored(here("old/a.md")) == {"HOUSE001"}
    assert found.ignored(here("a.md")) == set()
    assert "HOUSE001" not in found.fixable


def test_the_nearer_layer_declares_a_rule_anew() -> None:
    found = project(DECLARED.replace("60", "5"), DECLARED + OTHER)
    shown = page(found.catalogue.by_code["HOUSE001"])
    assert "at most 5 characters" in shown
    assert "Declared in newslint.toml." in shown
    assert page(found.catalogue.by_code["HOUSE002"]) == (
        "# HOUSE002 has-title\n\nWarning, on by default, no fix.\n\n`title`: at most 60 characters.\n\n"
        "What holds for `title`:\n\n- at most 60 characters\n\nDeclared in base.toml.\n"
    )


def test_a_layer_may_name_what_another_one_declares() -> None:
    assert "HOUSE001" not in codes(project("ignore = ['short-title']\n", DECLARED))
    assert codes(project(DECLARED, "select = ['HOUSE001']\n")) == {"HOUSE001"}


@pytest.mark.parametrize(
    ("scope", "inside", "outside"),
    [
        ("collections = ['news']", ["news/a.md"], ["b.md", "pages/a.md"]),
        ("files = ['news/', '*.mdx']", ["news/a.md", "b.mdx"], ["b.md"]),
        ("exclude = ['news/old/']", ["news/a.md", "b.md"], ["news/old/a.md"]),
        ("files = ['news/']\nexclude = ['news/old/']", ["news/a.md"], ["news/old/a.md", "b.md"]),
        (
            "collections = ['news', 'pages']\nfiles = ['a.md']",
            ["news/a.md", "pages/a.md"],
            ["a.md", "news/b.md"],
        ),
    ],
)
def test_a_rule_may_hold_for_some_files_only(scope: str, inside: list[str], outside: list[str]) -> None:
    collections = "".join(
        f"[[collections]]\nname = '{name}'\nfiles = ['{name}/']\n" for name in ("news", "pages")
    )
    found = project(f"{collections}{DECLARED}{scope}\n{OTHER}")
    assert [scope.code for scope in found.scopes] == ["HOUSE001"]
    assert [found.ignored(here(path)) for path in inside] == [set()] * len(inside)
    assert [found.ignored(here(path)) for path in outside] == [{"HOUSE001"}] * len(outside)


def test_the_page_of_a_declared_rule_says_all() -> None:
    text = (
        "[[collections]]\nname = 'news'\nfiles = ['news/']\n"
        "[[house-rules]]\ncode = 'HOUSE001'\nname = 'short-title'\nfield = 'role:headline'\nrequired = true\n"
        "pattern = '^[A-Z]'\nforbidden-pattern = '!'\nmin-length = 1\nmax-length = 60\n"
        "one-of = ['A', 'B', 3]\n"
        "equals = 'A'\nequals-field = 'name'\nunless-draft = true\ncollections = ['news']\nfiles = ['*.md']\n"
        "exclude = ['x.md']\nmessage = 'titles are cut'\nhelp = 'cut it yourself'\n"
        "docs = '''\n## Why is this bad?\n\nThe app cuts.\n'''\n"
        "when = { field = 'type', one-of = ['news', 'review'] }\nseverity = 'info'\n"
    )
    assert page(project(text).catalogue.by_code["HOUSE001"]) == (
        "# HOUSE001 short-title\n\nInfo, on by default, no fix.\n\nTitles are cut.\n\n"
        'What holds for the role `headline` where `type` is `"news"` or `"review"`:\n\n'
        "- required\n- must match `^[A-Z]`\n- must not match `!`\n- at least 1 character\n"
        '- at most 60 characters\n- one of `"A"`, `"B"` and `3`\n- `"A"`\n- the same as `name`\n\n'
        "Drafts are exempt. It holds in the collections `news` for the files `*.md` but not for `x.md`.\n\n"
        "What to do: cut it yourself\n\n## Why is this bad?\n\nThe app cuts.\n\n"
        "Declared in newslint.toml.\n"
    )


@pytest.mark.parametrize(
    ("table", "summary"),
    [
        ("field = 'a'\nforbidden = true", "`a`: forbidden"),
        ("field = 'a'\nrequired = true\nmax-length = 2", "`a`: required and at most 2 characters"),
        ("field = 'a'\nrequired = true\nwhen = {field = 'b'}", "`a` where `b` is there: required"),
        (
            "field = 'a'\nrequired = true\nwhen = {field = 'b', exists = false}",
            "`a` where `b` is missing: required",
        ),
        ("field = 'a'\nrequired = true\nmessage = 'an author.'", "An author"),
        ('field = "a"\nrequired = true\nmessage = "an\\nauthor"', "An author"),
    ],
)
def test_the_summary_is_the_message_or_what_is_demanded(table: str, summary: str) -> None:
    text = f"[[house-rules]]\ncode = 'HOUSE001'\nname = 'short-title'\n{table}\n"
    assert project(text).catalogue.by_code["HOUSE001"].summary == summary


COLLECTION = "[[collections]]\nname = 'news'\nfiles = ['x']"
HEAD = "[[house-rules]]\ncode = 'HOUSE001'\nname = 'short-title'\n"  # three lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[[house-rules]]\ncode = 'X1'\nname = 'a-b'\nfield = 'a'\nrequired = true",
            ["2:8: `house-rules[0].code`: "],
        ),
        (DECLARED.replace("HOUSE001", "HOUSE01"), ["2:8: ", "four capital letters or more and three digits"]),
        (DECLARED.replace("HOUSE001", "TXT001"), ["2:8: ", "four capital letters or more and three digits"]),
        (DECLARED.replace("HOUSE001", "SEARCH009"), ["2:8: ", "codes with these letters belong to a preset"]),
        (DECLARED.replace("short-title", "short"), ["3:8: ", "words with a hyphen between: `short-title`"]),
        (DECLARED.replace("short-title", "Short-title"), ["3:8: ", "words with a hyphen"]),
        (DECLARED.replace("short-title", "html-entity"), ["3:8: `house-rules[0].name`", "that of TXT002"]),
        (DECLARED * 2, ["7:8: `house-rules[1].code`: two rules have the code HOUSE001"]),
        (
            DECLARED + DECLARED.replace("001", "002"),
            ["8:8: `house-rules[1].name`", "`short-title` is that of HOUSE001"],
        ),
        (f"{HEAD}required = true", ["2:1: `house-rules[0].field`: `field` is missing"]),
        (f"{HEAD}field = 'a'", ["1:1: `house-rules[0]`: it demands nothing; add `required`, `forbidden`"]),
        (f"{HEAD}field = 'a'\nrequired = false", ["it demands nothing"]),
        (
            f"{HEAD}feild = 'a'\nfield = 'a'\nrequired = true",
            ["4:1: `house-rules[0].feild`", "unknown setting"],
        ),
        (f"{HEAD}field = 'a'\nmax-lenght = 3", ["5:1: ", "did you mean `max-length`?"]),
        (f"{HEAD}field = 'a..b'\nrequired = true", ["4:9: `house-rules[0].field`: a field is a path"]),
        (f"{HEAD}field = '.a'\nrequired = true", ["4:9: `house-rules[0].field`: a field is a path"]),
        (f"{HEAD}field = 'a.'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (f"{HEAD}field = 'a[x]'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (f"{HEAD}field = '$.a'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (f"{HEAD}field = '/a'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (f"{HEAD}field = '*'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (f"{HEAD}field = 'images.*.alt'\nrequired = true", ["4:9: ", "`images[].alt`"]),
        (f"{HEAD}field = 'a.**'\nrequired = true", ["4:9: ", "`images[].alt`"]),
        (f"{HEAD}field = '\"a.b\"'\nrequired = true", ["4:9: ", "a path such as `title`"]),
        (
            f"{HEAD}field = 'Role:headline'\nrequired = true",
            ["4:9: `house-rules[0].field`: a role is written `role:headline`"],
        ),
        (f"{HEAD}field = 'role: headline '\nrequired = true", ["4:9: ", "a role is written `role:headline`"]),
        (f"{HEAD}field = 'role : hedline'\nrequired = true", ["4:9: ", "did you mean `headline`?"]),
        (
            f"{HEAD}field = 'a'\nequals-field = 'a'",
            ["5:16: `house-rules[0].equals-field`: this is the field itself"],
        ),
        (
            f"{HEAD}field = 'a'\none-of = ['x', true]\nequals = 1",
            ["6:10: `house-rules[0].equals`: this is none of `one-of`; keep one of the two"],
        ),
        (
            f"{HEAD}field = 'a'\nnot-pattern = 'x'",
            ["5:1: `house-rules[0].not-pattern`", "has no `not-pattern`; write `forbidden-pattern`"],
        ),
        (
            f"{HEAD}field = 'a'\nequals = 2020-01-01",
            ["5:10: ", "not 2020-01-01; put the value in double quotes"],
        ),
        (
            f"{HEAD}field = 'role:hedline'\nrequired = true",
            ["4:9: ", "no role `hedline`; did you mean `headline`?"],
        ),
        (f"{HEAD}field = 'role:qqqq'\nrequired = true", ["no role `qqqq`; docs/schemas.md lists the roles"]),
        (
            f"{HEAD}field = 'a'\nequals-field = 'role:x'",
            ["5:16: `house-rules[0].equals-field`: there is no role"],
        ),
        (f"{HEAD}field = 'a'\nmax-length = 0", ["5:14: ", "must be 1 or more"]),
        (f"{HEAD}field = 'a'\nmin-length = 0", ["5:14: ", "must be 1 or more"]),
        (
            f"{HEAD}field = 'a'\nmin-length = 4\nmax-length = 3",
            ["6:14: ", "must not be less than `min-length`"],
        ),
        (f"{HEAD}field = 'a'\nforbidden = true\nmax-length = 3", ["6:14: ", "what is `forbidden`"]),
        (
            f"{HEAD}field = 'a'\npattern = '('",
            ["5:11: `house-rules[0].pattern`: `(` is no regular expression"],
        ),
        (f"{HEAD}field = 'a'\npattern = 'a(?!b)'", ["5:11: ", "lookahead", "`forbidden-pattern`"]),
        (f"{HEAD}field = 'a'\nforbidden-pattern = '(a)\\1'", ["5:21: ", "back references"]),
        (f"{HEAD}field = 'a'\npattern = '(a{{100}}){{101}}'", ["5:11: ", "very many repeats"]),
        (f"{HEAD}field = 'a'\none-of = []", ["5:10: ", "must have 1 item or more"]),
        (
            f"{HEAD}field = 'a'\none-of = [2020-01-01]",
            ["5:11: ", "must be a string, a number or true or false"],
        ),
        (f"{HEAD}field = 'a'\nequals = nan", ["5:10: ", "a number that front matter can hold"]),
        (f"{HEAD}field = 'a'\nrequired = 'yes'", ["5:12: ", "must be true or false"]),
        (
            f"{HEAD}field = 'a'\nrequired = true\nwhen = {{}}",
            ["6:1: `house-rules[0].when.field`: `field` is missing"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\nwhen = {{field = 'b', is = 1}}",
            ["6:22: ", "unknown setting `is`"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\nwhen = {{field = 'b', equals = 1, one-of = [1]}}",
            ["6:43: `house-rules[0].when.one-of`: `equals` stands here too; keep one"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\nwhen = {{field = '['}}",
            ["6:17: `house-rules[0].when.field`: a field"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\ncollections = ['news']",
            ["6:16: ", "there is no collection `news`"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\ncollections = ['nws']\n{COLLECTION}",
            ["6:16: `house-rules[0].collections[0]`", "did you mean `news`?"],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\nfiles = ['../x']",
            ["6:10: `house-rules[0].files[0]`", "never matches"],
        ),
        (f"{HEAD}field = 'a'\nrequired = true\nexclude = ['!']", ["6:12: `house-rules[0].exclude[0]`"]),
        (
            f"{HEAD}field = 'a'\nenum = ['x']",
            ["5:1: `house-rules[0].enum`: a house rule has no `enum`; write `one-of`"],
        ),
        (
            f"{HEAD}field = 'a'\nrole = 'headline'",
            ['5:1: `house-rules[0].role`: a house rule has no `role`; write `field = "role:..."`'],
        ),
        (
            f"{HEAD}field = 'a'\nrequired = true\nwhen = {{field = 'b', values = [1]}}",
            ["6:22: `house-rules[0].when.values`: unknown setting `values` in `when`; remove it"],
        ),
        ("house-rules = [1]", ["1:16: `house-rules[0]` must be a table, not the number `1`"]),
        ("house-rules = 1", ["1:15: `house-rules` must be a list"]),
        (
            "[house-rules]\ncode = 'HOUSE001'",
            ["1:1: `house-rules` is a list of tables; write `[[house-rules]]` above each"],
        ),
        ("[collections]\nname = 'news'", ["1:1: `collections` is a list of tables; write `[[collections]]`"]),
        (
            f"{DECLARED}[rules]\nHOUSE001 = 'error'",
            ['7:12: `rules.HOUSE001`: write `{ severity = "error" }`'],
        ),
        (
            f"{DECLARED}[rules]\nHOUSE001 = 'loud'",
            ["7:12: `rules.HOUSE001`: `HOUSE001` must be a table, not"],
        ),
        ("[rules]\nTXT001 = 'info'", ['2:10: `rules.TXT001`: write `{ severity = "info" }`']),
        ("[[rules]]\ncode = 'HOUSE001'", ["1:1: `rules` must be a table", "`[[house-rules]]`"]),
        ("presets = ['search-engine']", ["1:12: `presets[0]`", "did you mean `search-engines`?"]),
        ("presets = 'search-engines'", ["1:11: `presets` must be a list"]),
        (f"select = ['HOUSE002']\n{DECLARED}", ["1:11: `select[0]`"]),
        (f"ignore = ['short-titel']\n{DECLARED}", ["1:11: `ignore[0]`", "did you mean `short-title`?"]),
        (f"{DECLARED}[rules.short-titel]\nseverity = 'info'", ["6:8: ", "did you mean `short-title`?"]),
        (f"{DECLARED}[rules.HOUSE001]\nmax-length = 3", ["7:1: ", "unknown setting `max-length`"]),
        (f"{DECLARED}[rules.HOUSE001]\n[rules.short-title]", ["7:8: ", "this is the rule `HOUSE001`"]),
        ("select = ['HOUSE001']", ["1:11: `select[0]` must be one of"]),
        ("select = ['SEARCH']", ["1:11: `select[0]` must be one of"]),
        ("[rules.HOUSE001]\nseverity = 'info'", ["1:8: ", "unknown setting `HOUSE001`"]),
        ("[per-file-ignores]\n'a.md' = ['short-title']", ["2:11: "]),
    ],
)
def test_a_mistake_is_one_line_with_its_place(text: str, told: list[str]) -> None:
    (mistake,) = mistakes(text)
    assert mistake.startswith(told[0]) or told[0] in mistake
    assert [words for words in told if words not in mistake] == []
    assert re.match(r"\d+:\d+: ", mistake)


def test_a_rule_with_a_mistake_is_known_to_those_who_name_it() -> None:
    table = f"{HEAD}field = 'a'\nmax-lenght = 3\n[rules.HOUSE001]\nseverity = 'info'\n"
    text = f"select = ['HOUSE001', 'short-title']\n{table}"
    assert [mistake.partition(" ")[0] for mistake in mistakes(text)] == ["6:1:"]
    table = f"{HEAD}field = 'a..b'\nmax-length = 3\n[per-file-ignores]\n'x' = ['short-title']\n"
    text = f"ignore = ['HOUSE001']\n{table}"
    assert [mistake.partition(" ")[0] for mistake in mistakes(text)] == ["5:9:"]


def test_mistakes_of_a_base_are_told_with_its_name() -> None:
    (mistake,) = mistakes("select = ['HOUSE001']\n", f"{HEAD}field = 'a'\n")
    assert mistake.startswith("base.toml:1:1: `house-rules[0]`: it demands nothing")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_there_for_who_asks(name: str) -> None:
    without, found = project(""), project(f"presets = ['{name}', '{name}']\n")
    added = codes(found) - codes(without)
    assert added == {rule.code for rule in PRESETS[name]}
    assert {rule.family for rule in PRESETS[name]} <= PRESET_FAMILIES
    assert all(is_own_code(code) for code in added)


def test_the_nearest_layer_decides_on_presets() -> None:
    assert codes(project("presets = []\n", "presets = ['search-engines']\n")) == codes(project(""))
    assert "SEARCH001" in codes(project("fail-on = 'error'\n", "presets = ['search-engines']\n"))


def test_a_preset_has_options() -> None:
    found = project(
        "presets = ['search-engines']\n[rules.SEARCH001]\nmax-length = 70\nseverity = 'warning'\n"
    )
    assert found.options["SEARCH001"].max_length == 70
    assert mistakes("presets = ['search-engines']\n[rules.SEARCH001]\nmax-length = -1\n") == [
        "3:14: `rules.SEARCH001.max-length`: `max-length` must be 0 or more, found -1"
    ]


def test_a_rule_of_the_command_line_says_so() -> None:
    text = "house-rules = [{code = 'HOUSE001', name = 'short-title', field = 'a', required = true}]\n"
    layer = Layer("--config", Path.cwd(), text, tomllib.loads(text))
    assert "Declared by `--config`." in page(build([layer]).catalogue.by_code["HOUSE001"])


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        (DECLARED, True),
        ("select = ['HOUSE001', 'HOUSE', 'HOUSE0', 'short-title']", True),
        ("[rules.HOUSE001]\nanything = 1", True),
        ("[rules.short-title]\nanything = 1", True),
        ("select = ['HOUSE0011']", False),
        ("select = ['HOU']", False),
        ("select = ['short']", False),
        ("[rules.short]", False),
        (DECLARED.replace("title'", "title'\nmore = 1", 1), False),
    ],
)
def test_editors_accept_what_only_a_project_can_know(text: str, *, is_valid: bool) -> None:
    assert SCHEMA.is_valid(tomllib.loads(text)) is is_valid


def test_declared_rules_can_be_sent_to_other_processes() -> None:
    import pickle  # noqa: PLC0415 - what the pool does

    found: Any = pickle.loads(pickle.dumps(project(f"presets = ['search-engines']\n{DECLARED}")))  # noqa: S301
    rule = found.catalogue.by_code["HOUSE001"]
    assert rule.documentation == project(DECLARED).catalogue.by_code["HOUSE001"].documentation
    assert rule.check.args[0].max_length == 60


@pytest.mark.parametrize("field", ["$schema", "a*", "og:title", "roles:a", "it's", "a/b"])
def test_unusual_keys_are_fields_too(field: str) -> None:
    assert mistakes(f'{HEAD}field = "{field}"\nrequired = true') == []


def test_in_pyproject_a_list_of_tables_is_shown_with_its_section() -> None:
    Path("pyproject.toml").write_text("[tool.newslint.house-rules]\ncode = 'HOUSE001'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"write `\[\[tool\.newslint\.house-rules\]\]` above each"):
        build(read_layers(Path("pyproject.toml").absolute()))
