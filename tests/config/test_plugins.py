"""Which plug-ins are loaded, when, and what is told of those that can't be."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plugins import CODE, write_plugin

from newslint.config.layers import ConfigError, read_layers
from newslint.config.plugins import PluginError, load_plugin
from newslint.config.project import Project, Projects, build
from newslint.config.rule_docs import page
from newslint.finding import Severity
from newslint.lint.settings import Settings
from newslint.rule import Rule
from newslint.run.cache.key import settings_key


@pytest.fixture(autouse=True)
def _with_a_folder_of_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    yield
    forget()


def forget() -> None:
    """Let a plug-in be loaded anew."""
    for name in [name for name in sys.modules if name.startswith(("newslint_tide", "tide_space"))]:
        del sys.modules[name]


def load(code: str = CODE, **named: str) -> tuple[Rule, ...]:
    forget()
    write_plugin(Path("packages"), code, **named)
    return load_plugin(named.get("name", "tide"))


def made_of() -> str:
    (rule,) = load_plugin("tide")
    return rule.made_of


def project(text: str, *, allow_plugins: bool = True) -> Project:
    Path("newslint.toml").write_text(text, encoding="utf-8")
    return build(read_layers(Path("newslint.toml").absolute()), allow_plugins=allow_plugins)


def test_a_plugin_brings_its_rules_with_its_name_and_version() -> None:
    (rule,) = load()
    assert (rule.code, rule.name, rule.severity) == ("TIDE001", "boat-missing", Severity.WARNING)
    assert rule.plugin == "`tide` (newslint-tide 1.2)"
    assert re.fullmatch(r"tide \(newslint-tide 1\.2\) [0-9a-f]{32}", rule.made_of)
    assert page(rule).startswith(
        "# TIDE001 boat-missing\n\nWarning, on by default, no fix.\n\nA headline names a boat."
    )


def test_one_rule_may_stand_alone_and_without_docs_of_its_own() -> None:
    code = CODE.replace("RULES = [", "RULE = ").replace(
        "__doc__, options=Options)]", "None, options=Options)"
    )
    (rule,) = load(code, target="newslint_tide:RULE")
    assert rule.summary == "A headline names a boat"


def test_what_stands_for_a_plugin_changes_with_its_code_and_its_version() -> None:
    first, same = load()[0].made_of, load()[0].made_of
    assert first == same
    assert load(CODE + "\n")[0].made_of != first
    assert load(version="1.3", distribution="newslint-tide-two")[0].made_of != first
    other = Path("packages/newslint_tide/names.txt")
    before = load()[0].made_of
    other.write_text("Aurora\n", encoding="utf-8")
    after = load()[0].made_of
    assert after != before
    Path("packages/newslint_tide/__pycache__").mkdir(exist_ok=True)
    Path("packages/newslint_tide/__pycache__/x.pyc").write_bytes(b"x")
    assert load()[0].made_of == after


def test_of_a_namespace_only_the_package_in_it_counts() -> None:
    write_plugin(Path("packages"), CODE, target="tide_space.boats:RULES")
    Path("packages/tide_space/__init__.py").unlink()
    for name, code in (("boats", CODE), ("others", "")):
        Path(f"packages/tide_space/{name}").mkdir()
        Path(f"packages/tide_space/{name}/__init__.py").write_text(code, encoding="utf-8")
    first = made_of()
    Path("packages/tide_space/others/__init__.py").write_text("x = 1\n", encoding="utf-8")
    assert made_of() == first
    Path("packages/tide_space/boats/more.py").write_text("x = 1\n", encoding="utf-8")
    assert made_of() != first


def test_a_plugin_may_be_one_module() -> None:
    write_plugin(Path("packages"), CODE, target="newslint_tide_one:RULES")
    Path("packages/newslint_tide_one/__init__.py").unlink()
    Path("packages/newslint_tide_one").rmdir()
    Path("packages/newslint_tide_one.py").write_text(CODE, encoding="utf-8")
    first = made_of()
    Path("packages/other.py").write_text("x = 1\n", encoding="utf-8")
    assert made_of() == first
    Path("packages/newslint_tide_one.py").write_text(CODE + "\n", encoding="utf-8")
    assert made_of() != first


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("raise ValueError('no tide')", "the plug-in can't be loaded: ValueError: no tide"),
        ("import nothing_of_this_name", "the plug-in can't be loaded: ModuleNotFoundError"),
        ("import sys\nsys.exit(0)", "the plug-in can't be loaded: SystemExit: 0"),
        ("", "the plug-in can't be loaded: AttributeError"),
        (
            CODE + "\n__file__ = '/nowhere/at.py'\n",
            "the plug-in's files can't be read: /nowhere: no such file",
        ),
        ("RULES = []", "the plug-in must be a `newslint.rule.Rule` or a list of them: newslint_tide:RULES"),
        ("RULES = 1", "the plug-in must be a `newslint.rule.Rule` or a list of them"),
        ("RULES = [1]", "the plug-in brings what is no `newslint.rule.Rule`: int"),
        (CODE.replace("TIDE001", "TXT099"), "its code `TXT099` must be four capital letters or more"),
        (CODE.replace("boat-missing", "boat"), "the name `boat` of TIDE001 must be words with a hyphen"),
        (CODE.replace("boat-missing", "boat-missing!"), "the name `boat-missing!` of TIDE001 must be words"),
        (CODE.replace("Severity.WARNING", "'warning'"), "the severity of TIDE001 must be a"),
        (
            CODE.replace("options=", "needs=frozenset({'boats', 'headline'}), options="),
            "TIDE001 needs what no document has: `boats`; see `Document.traits`",
        ),
        (CODE.replace(", check,", ", lambda d, o: iter(()),"), "TIDE001 can't be sent to other processes: "),
        (
            CODE.replace('frozenset[str] = frozenset({"Aurora"})', "list[str] = []"),
            "the option `boats` of TIDE001 must be a `bool`, an `int`, a `float` or a `frozenset[str]`",
        ),
        (
            CODE.replace(' = frozenset({"Aurora"})', ""),
            "the options of TIDE001 must be a named tuple with defaults: ",
        ),
        (
            f"from __future__ import annotations\n{CODE}".replace("frozenset[str] =", "Boats ="),
            "the options of TIDE001 must be a named tuple with defaults: name 'Boats' is not defined",
        ),
    ],
)
def test_a_plugin_that_cant_be_used_is_told_in_one_line(code: str, told: str) -> None:
    with pytest.raises(PluginError) as caught:
        load(code)
    assert str(caught.value).startswith(told)


def test_a_plugin_that_is_not_there_is_told_with_the_nearest_name() -> None:
    write_plugin(Path("packages"))
    with pytest.raises(PluginError, match="no plug-in of this name is installed; did you mean `tide`"):
        load_plugin("tyde")
    with pytest.raises(
        PluginError, match=r"installed; it needs an entry point in the group `newslint\.rules`"
    ):
        load_plugin("quay")


def test_two_plugins_of_one_name_are_refused() -> None:
    write_plugin(Path("packages"))
    write_plugin(Path("packages"), target="newslint_tide_two:RULES", distribution="newslint-tide-two")
    with pytest.raises(PluginError) as caught:
        load_plugin("tide")
    assert str(caught.value) == (
        "two plug-ins have this name: newslint_tide:RULES and newslint_tide_two:RULES; uninstall one"
    )


def test_without_leave_nothing_is_loaded_and_the_line_says_who_asks() -> None:
    write_plugin(Path("packages"), "raise AssertionError('loaded')")
    with pytest.raises(ConfigError) as caught:
        project("select = ['TIDE001']\nplugins = ['tide']\n", allow_plugins=False)
    (told,) = caught.value.mistakes
    assert told == (
        "newslint.toml:2:11: `plugins`: `tide` is code, and loaded only with `--allow-plugins`; give that "
        "where you trust this configuration and what is installed, or remove the setting"
    )
    with pytest.raises(ConfigError):
        Projects().of(Path.cwd())
    with pytest.raises(ConfigError):
        Projects(inline=["plugins = ['tide']"]).of(Path.cwd())


def test_who_takes_no_plugin_needs_no_leave() -> None:
    write_plugin(Path("packages"), "raise AssertionError('loaded')")
    Path("newslint.toml").write_text("plugins = ['tide']\n", encoding="utf-8")
    found = Projects(inline=["plugins = []"]).of(Path.cwd())
    assert "TIDE001" not in found.catalogue.by_code


def test_the_rules_of_a_plugin_are_known_to_all_settings() -> None:
    write_plugin(Path("packages"))
    found = project(
        "plugins = ['tide']\nselect = ['TIDE', 'NL001']\n"
        "[rules.boat-missing]\nboats = ['S', 'Storm']\nseverity = 'info'\n"
    )
    assert [rule.code for rule in found.rules] == ["NL001", "TIDE001"]
    assert found.options["TIDE001"].boats == frozenset({"S", "Storm"})
    assert found.rules[1].severity is Severity.INFO


OPTIONS = "plugins = ['tide']\n[rules.TIDE001]\n"
HOUSE = "plugins = ['tide']\n[[house-rules]]\nfield = 'a'\nrequired = true\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins = ['tide', 'tyde']", "1:20: `plugins[1]`: no plug-in of this name is installed"),
        (
            "plugins = ['tyde']\nselect = ['TIDE', 'boat-missing']\n[per-file-ignores]\n'a' = ['TIDE001']",
            "1:12: `plugins[0]`: no plug-in of this name is installed",
        ),
        (
            "plugins = ['tyde']\nextend-select = ['TIDE001']\n[rules.TIDE001]\nboats = ['S']",
            "1:12: `plugins[0]`: no plug-in of this name is installed",
        ),
        ("plugins = ['']", "1:12: `plugins[0]` must have 1 character or more"),
        (f"{OPTIONS}boats = ['']", "3:10: `rules.TIDE001.boats[0]`: "),
        (f"{OPTIONS}boats = 1", "3:9: `rules.TIDE001.boats`: `boats` must be a list"),
        ("plugins = 'tide'", "1:11: `plugins` must be a list"),
        ("plugins = [1]", "1:12: `plugins[0]` must be a string"),
        (
            "plugins = ['tide']\n[rules.TIDE001]\nboat = ['x']",
            "3:1: `rules.TIDE001.boat`: unknown setting `boat`",
        ),
        (
            f"{HOUSE}code = 'TIDE001'\nname = 'a-b'",
            "1:12: `plugins[0]`: the plug-in can't bring TIDE001: the code TIDE001 is that of `a-b` too",
        ),
        (
            f"{HOUSE}code = 'HOUSE001'\nname = 'boat-missing'",
            "1:12: `plugins[0]`: the plug-in can't bring TIDE001: the name `boat-missing` is that of HOUSE",
        ),
    ],
)
def test_collisions_and_mistakes_are_one_line_with_their_place(text: str, told: str) -> None:
    write_plugin(Path("packages"))
    with pytest.raises(ConfigError) as caught:
        project(text)
    (mistake,) = caught.value.mistakes
    assert mistake.removeprefix("newslint.toml:").startswith(told)


def test_what_a_plugin_would_have_brought_is_not_told_to_be_unknown_but_other_mistakes_are() -> None:
    write_plugin(Path("packages"))
    with pytest.raises(ConfigError) as caught:
        project(
            "plugins = ['tyde', 'tide']\nselect = ['TIDE', 'OTHER001', 'FM099']\n[rules.TIDE001]\nboats = 1\n"
        )
    assert [told.removeprefix("newslint.toml:")[:30] for told in caught.value.mistakes] == [
        "1:12: `plugins[0]`: no plug-in",
        "2:31: `select[2]` must match `",
        "4:9: `rules.TIDE001.boats`: `b",
    ]


def test_a_plugin_named_twice_is_loaded_once() -> None:
    write_plugin(Path("packages"))
    found = project("plugins = ['tide', 'tide']\n")
    assert [rule.code for rule in found.catalogue.rules if rule.plugin] == ["TIDE001"]


def test_annotations_may_be_kept_as_text() -> None:
    code = CODE.replace("from collections", "from __future__ import annotations\n\nfrom collections", 1)
    write_plugin(Path("packages"), code.replace('frozenset[str] = frozenset({"Aurora"})', "int = 3"))
    found = project("plugins = ['tide']\n[rules.TIDE001]\nboats = 4\n")
    assert found.options["TIDE001"].boats == 4
    with pytest.raises(ConfigError, match="`boats` must be an integer"):
        project("plugins = ['tide']\n[rules.TIDE001]\nboats = ['x']\n")


def test_a_cache_knows_the_code_of_a_plugin() -> None:
    (rule,) = load()
    (other,) = load(CODE + "\n")
    assert settings_key(Settings((rule,))) == settings_key(Settings((load()[0],)))
    assert settings_key(Settings((rule,))) != settings_key(Settings((other,)))


def test_a_plugin_has_no_codes_of_a_preset() -> None:
    write_plugin(Path("packages"), CODE.replace("TIDE001", "SEARCH009"))
    with pytest.raises(ConfigError) as caught:
        project("plugins = ['tide']\n")
    (told,) = caught.value.mistakes
    assert told == (
        "newslint.toml:1:12: `plugins[0]`: the plug-in has the rule SEARCH009: "
        "codes with these letters belong to a preset; choose others"
    )
