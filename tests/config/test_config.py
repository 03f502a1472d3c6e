"""Which configuration holds, and how its mistakes are told."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from config_schema import SETTINGS, config_schema, config_schema_text, settings_page
from jsonschema import Draft202012Validator
from plugins import write_plugin

from newslint.config.layers import ConfigError, config_in, find_config, read_layers
from newslint.config.project import Projects, build
from newslint.errors import NewslintError
from newslint.frontmatter.nodes import Limits
from newslint.rules import RULES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SCHEMA = config_schema()


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str = "") -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())
    return target


def mistakes(text: str, name: str = "newslint.toml") -> list[str]:
    """What is told of a configuration, without its name; empty if it is right."""
    write(name, text)
    try:
        build(read_layers(Path(name).absolute()), allow_plugins=True)
    except ConfigError as error:
        return [mistake.removeprefix(f"{name}:") for mistake in error.mistakes]
    return []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([".newslint.toml", "newslint.toml", "pyproject.toml"], ".newslint.toml"),
        (["newslint.toml", "pyproject.toml"], "newslint.toml"),
        (["pyproject.toml"], "pyproject.toml"),
        (["../.newslint.toml", "pyproject.toml"], "pyproject.toml"),
        (["../newslint.toml", "../../.newslint.toml"], "../newslint.toml"),
        ([], None),
    ],
)
def test_the_nearest_configuration_wins_then_the_order_of_names(files: list[str], found: str | None) -> None:
    for name in files:
        write(f"a/b/c/{name}", "[tool.newslint]\n" if name == "pyproject.toml" else "")
    folder = Path("a/b/c").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    expected = None if found is None else (folder / found).resolve()
    assert find_config(folder) == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("[tool.newslint]\n", True),
        ("[tool]\nnewslint = {fail-on = 'error'}\n", True),
        ("tool.newslint.fail-on = 'error'\n", True),
        ("[tool]\nnewslint = 3\n", True),
        ("[project]\nname = 'newslint'\n", False),
        ("[tool.other]\nx = 'newslint'\n", False),
        ("tool = 'newslint'\n", False),
        ("[tool.black\n", False),
        ("", False),
    ],
)
def test_a_pyproject_counts_if_it_has_the_table(text: str, counts: bool) -> None:  # noqa: FBT001
    write("pyproject.toml", text)
    assert (config_in(Path()) is not None) is counts


def test_what_is_no_file_is_no_configuration_and_a_dead_link_is_a_mistake() -> None:
    Path("newslint.toml").mkdir()
    assert config_in(Path()) is None
    Path(".newslint.toml").symlink_to("nowhere.toml")
    found = config_in(Path().absolute())
    assert found is not None
    with pytest.raises(NewslintError, match=r"^\.newslint\.toml: can't read the configuration: no such file"):
        read_layers(found)


def test_paths_are_relative_to_the_link_not_to_what_it_leads_to() -> None:
    write("real/base.toml", 'image-root = "static"\n')
    Path("static").mkdir()
    Path("newslint.toml").symlink_to("real/base.toml")
    assert Projects().of(Path.cwd()).image_root == Path.cwd() / "static"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules = 1", "`rules` must be a table, not the number `1`"),
        ("max-warnings = inf", "`max-warnings` must be an integer, not the number `inf`"),
        ("max-warnings = -inf", "`max-warnings` must be an integer, not the number `-inf`"),
        ("max-warnings = nan", "`max-warnings` must be an integer, not the number `nan`"),
        ("fail-on = {}", "`fail-on` must be `error`, `warning`, `info` or `never`, not a table"),
        ("respect-gitignore = 'yes'", '`respect-gitignore` must be true or false, not the string `"yes"`'),
        (
            "respect-gitignore = 'true'",
            '`respect-gitignore` must be true or false, not the string `"true"`; remove the quotes: `true`',
        ),
        ("ignore = 'TXT'", '`ignore` must be a list, not the string `"TXT"`; write it as a list: `[value]`'),
        ("[limits]\nmax-depth = 0", "`limits.max-depth`: `max-depth` must be 1 or more, found 0"),
        (
            "[[collections]]\nname = 'n'",
            "`collections[0].files`: `files` is missing in `collections[0]`; add the setting",
        ),
        ("[limits]\nnever = 1", "`limits.never`: unknown setting `never` in `limits`; remove it"),
    ],
)
def test_mistakes_are_told_in_the_words_of_toml(text: str, told: str) -> None:
    assert mistakes(text)[0].partition(": ")[2] == told


LIMITS = ("max-file-bytes", "max-bytes", "max-depth", "max-values", "max-findings")


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_one_at_least(name: str) -> None:
    assert mistakes(f"[limits]\n{name} = 1") == []
    (told,) = mistakes(f"[limits]\n{name} = 0")
    assert told.endswith(f"`limits.{name}`: `{name}` must be 1 or more, found 0")
    assert set(LIMITS) == set(SETTINGS["limits"]["properties"])


def test_front_matter_may_be_two_hundred_deep_and_no_deeper() -> None:
    assert mistakes("[limits]\nmax-depth = 200") == []
    assert "must be 200 or less" in mistakes("[limits]\nmax-depth = 201")[0]


@pytest.mark.parametrize(
    "text",
    [
        "extend = ''",
        "include = ['']",
        "exclude = ['']",
        "image-root = ''",
        "corpus = ['']",
        "follow-links = ['']",
        "baseline = ''",
        "[[collections]]\nfiles = ['']",
        "[[collections]]\nfiles = ['x']\nexclude = ['']",
        "[[collections]]\nfiles = ['x']\nname = ''",
        "[[collections]]\nfiles = ['x']\nschema = ''",
    ],
)
def test_no_name_is_empty_and_one_character_is_enough(text: str) -> None:
    schema = Draft202012Validator(SCHEMA)
    assert not schema.is_valid(tomllib.loads(text))
    assert schema.is_valid(tomllib.loads(text.replace("''", "'x'")))


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("select = []", False),
        ("select = ['ALL']", True),
        ("ignore = []", True),
        ("[[collections]]\nfiles = []", False),
        ("max-warnings = 0", True),
        ("max-warnings = -1", False),
        ("[rules.DAT002]\ntolerance-days = 0", True),
        ("[rules.DAT002]\ntolerance-days = -0.5", False),
        ("[[collections]]\nfiles = ['x']\nmore = 1", False),
        ("[limits]\nmore = 1", False),
        ("[rules.more]", False),
        ("[rules.DAT002]\nmore = 1", False),
        ("more = 1", False),
        ("collections = {}", False),
        ("fail-on = 'never'", True),
        ("[per-file-ignores]\nmore = ['FM']", True),
    ],
)
def test_what_a_configuration_may_hold(text: str, *, valid: bool) -> None:
    assert Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text)) is valid


def test_what_holds_without_a_setting_is_told() -> None:
    told = {
        name: setting["default"] for name, setting in SCHEMA["properties"].items() if "default" in setting
    }
    assert told == {
        "respect-gitignore": True,
        "force-exclude": False,
        "yaml-version": "1.2",
        "baseline": "newslint-baseline.json",
        "fail-on": "warning",
        "output-format": "full",
    }
    collection = SCHEMA["$defs"]["collection"]["properties"]
    assert {name: field["default"] for name, field in collection.items() if "default" in field} == {
        "allow-schema-override": False
    }
    limits = SCHEMA["properties"]["limits"]["properties"]
    assert {name.replace("-", "_"): limit["default"] for name, limit in limits.items()} == Limits()._asdict()


def test_the_mistakes_of_the_trial_are_told_in_the_words_of_toml(shared: Path) -> None:
    found = mistakes((shared / "trials/house/toml-words/newslint.toml").read_text("utf-8"))
    assert len(found) == 7
    assert [mistake for mistake in found if "YAML" in mistake or "mapping" in mistake] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("selct = []", ["1:1: unknown setting `selct`; did you mean `select`?"]),
        ("output-fromat = 'json'", ["1:1: unknown setting `output-fromat`; did you mean `output-format`?"]),
        ("fail-on = 'eror'", ["1:11: `fail-on`", "did you mean `error`?"]),
        ("ignore = ['mojibak']", ["1:11: `ignore[0]`", "did you mean `mojibake`?"]),
        ("select = ['sch']", ["1:11: `select[0]`", "did you mean `SCH`?"]),
        ("[rules.mojibak]", ["1:8: `rules.mojibak`", "did you mean `mojibake`?"]),
        ("rules.future-date.tolerance-dys = 1", ["1:19:", "did you mean `tolerance-days`?"]),
        ("rules = {future-date = {tolerance-dys = 1}}", ["1:25:", "did you mean `tolerance-days`?"]),
        ("[rules.DAT002]\nseverity = 'off'", ["2:12:", "to switch a rule off, name it in `ignore`"]),
        ("[limits]\nmax-byte = 1", ["2:1: `limits.max-byte`", "did you mean `max-bytes`?"]),
        ("[[collections]]\nfiles = ['x']\nschma = 'y'", ["3:1: `collections[0].schma`", "`schema`?"]),
        ("[[collections]]\nname = 'x'", ["`collections[0].files`", "is missing"]),
        (
            "[collections.news]\nfiles = ['x']",
            ["1:2: `collections` is a list of tables; write `[[collections]]` above each"],
        ),
        ("[per-file-ignores]\n'*.md' = ['TXT99']", ["2:11: `per-file-ignores.*.md[0]`"]),
        ("select = 2020-01-01", ["1:10: `select` must be a list"]),
        ("select = []", ["1:10: `select` must have 1 item or more"]),
        ("max-warnings = -1", ["1:16: `max-warnings` must be 0 or more"]),
        ("yaml-version = 1.1", ["1:16: `yaml-version`"]),
        ("respect-gitignore = 'yes'", ["1:21: `respect-gitignore` must be true or false"]),
        ("rules.DAT002.tolerance-days = nan", ["1:31: `rules.DAT002.tolerance-days`", "not nan"]),
        ("rules.DAT002.tolerance-days = -inf", ["1:31:", "must be 0 or more"]),
        ("rules.DAT002.tolerance-days = true", ["1:31:", "must be a number"]),
        ("exclude = ['a', '!']", ["1:17: `exclude[1]`", ".gitignore"]),
        ("include = ['../x']", ["1:12: `include[0]`", "never matches"]),
        ("[per-file-ignores]\n'!a.md' = ['TXT']", ["2:", "takes back"]),
        ("[[collections]]\nfiles = ['x']\nexclude = ['#x']", ["3:12: `collections[0].exclude[0]`"]),
        ("[[collections]]\nfiles = ['x']\nschema = 'no.json'", ["3:10: `collections[0].schema`: no.json"]),
        ("image-root = 'nowhere'", ["1:14: `image-root`: there is no such folder: nowhere"]),
        ("image-root = 'newslint.toml'", ["1:14: `image-root`: this is no folder: newslint.toml"]),
        ("follow-links = ['nowhere']", ["1:17: `follow-links[0]`: there is no such folder: nowhere"]),
        ("follow-links = ['newslint.toml']", ["1:17: `follow-links[0]`: this is no folder: newslint.toml"]),
        ("corpus = ['.', 'nowhere']", ["1:16: `corpus[1]`: there is no such file or folder: nowhere"]),
        ("extend = 'nowhere.toml'", ["1:10: `extend`: there is no such file: nowhere.toml"]),
        ("extend = '.'", ["1:10: `extend`: there is no such file: ."]),
        ("extend = './newslint.toml'", ["1:10: `extend`: this configuration extends itself"]),
        (
            "[rules.future-date]\n[rules.DAT002]",
            ["2:8: `rules.DAT002`: this is the rule `future-date`, which stands here too"],
        ),
        ("select = ['FM']\r\nselct = 1\r\n", ["2:1: unknown setting `selct`"]),
        ('"\\u001b[31m\\n" = 1', ["1:1: unknown setting"]),
        ('[rules."a\\nb"]', ["1:8: `rules.a"]),
        ("extend = '" + "x" * 5000 + "'", ["1:10: `extend`: there is no such file: x"]),
        ("image-root = '" + "x" * 5000 + "'", ["1:14: `image-root`: there is no such folder: x"]),
        ('extend = "a\\u0000b"', ["1:10: `extend`: there is no such file"]),
        ('"' + "x" * 5000 + '" = 1', ["1:1: unknown setting `x"]),
    ],
)
def test_a_mistake_is_one_short_line_with_place_key_and_nearest_name(text: str, told: list[str]) -> None:
    (mistake,) = mistakes(text)
    assert mistake.startswith(told[0]) or told[0] in mistake
    assert [words for words in told if words not in mistake] == []
    assert re.match(r"\d+:\d+: ", mistake)
    assert len(mistake) < 400
    assert "\n" not in mistake


def test_all_mistakes_are_told_at_once_in_the_order_of_their_places() -> None:
    text = (
        "selct = ['FM']\nimage-root = 'nowhere'\nexclude = ['../x', '!']\n"
        "[[collections]]\nfiles = ['x']\nschma = 'y'\n"
        "[[collections]]\nname = 'a'\nfiles = ['z']\nschema = 'no.json'\n"
        "[[collections]]\nname = 'a'\nfiles = ['z']\n"
        "[rules.future-date]\nseverity = 'x'\n[rules.DAT002]\ntolerance-days = nan\n"
    )
    places = [mistake.split(": ")[0] for mistake in mistakes(text)]
    assert places == ["1:1", "2:14", "3:12", "3:20", "6:1", "10:10", "12:8", "15:12", "17:18"]


def test_collections_need_names_that_differ() -> None:
    table = "[[collections]]\nfiles = ['x']\nschema = 'article'\n"
    (mistake,) = mistakes(table * 2)
    assert mistake.startswith("4:1: `collections[1]`: two collections are called `article`")
    assert mistakes("[[collections]]\nfiles = ['x']\n" * 2) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"select = [", "newslint.toml:1:11: the file is not valid TOML"),
        (b"\xef\xbb\xbfselect = ['FM']", "byte order mark"),
        (b"select = ['\xff']", "the configuration is not UTF-8 (byte 11)"),
        (b"x = " + b"[" * 5000, "nested too deeply"),
        (b"max-warnings = " + b"9" * 5000, "too many digits"),
    ],
)
def test_what_is_not_toml_is_refused_with_its_name(content: bytes, words: str) -> None:
    Path("newslint.toml").write_bytes(content)
    with pytest.raises(NewslintError, match=re.escape(words)):
        read_layers(Path("newslint.toml").absolute())


def test_in_pyproject_places_and_key_paths_are_those_of_the_table() -> None:
    text = "[project]\nname = 'x'\n\n[tool.newslint]\nselct = 1\n[tool.newslint.rules.mojibak]\n"
    found = mistakes(text, "pyproject.toml")
    assert found[0] == "5:1: unknown setting `selct`; did you mean `select`?"
    assert found[1].startswith("6:22: `rules.mojibak`")


@pytest.mark.parametrize("text", ["", "[tool]\nnewslint = 3\n", "[tool.other]\n"])
def test_a_pyproject_that_is_named_must_have_the_table(text: str) -> None:
    write("base/pyproject.toml", text)
    with pytest.raises(NewslintError, match=r"there is no table `\[tool\.newslint\]`"):
        read_layers(Path("base/pyproject.toml").absolute())
    assert "there is no table" in mistakes("extend = 'base/pyproject.toml'")[0]


def test_links_of_extend_are_followed_and_a_circle_is_told_where_it_closes() -> None:
    write("b/b.toml", "extend = '../c.toml'\n")
    write("c.toml", "extend = 'newslint.toml'\n")
    write("newslint.toml", "extend = 'b/b.toml'\n")
    layers = read_layers(Path("newslint.toml").absolute())
    assert [layer.name for layer in layers] == ["newslint.toml", "b/b.toml", "c.toml"]
    with pytest.raises(ConfigError, match=r"^c\.toml:1:10: `extend`: this configuration extends itself"):
        build(layers)


def test_a_chain_has_an_end() -> None:
    for number in range(30):
        write(f"{number}.toml", f"extend = '{number + 1}.toml'\n")
    with pytest.raises(ConfigError, match="more than 20 configurations extend each other"):
        build(read_layers(Path("0.toml").absolute()))


def test_mistakes_of_a_base_are_told_with_those_of_the_file_that_extends_it() -> None:
    write("base.toml", "ignor = []\n")
    write("newslint.toml", "extend = 'base.toml'\nselct = []\n")
    with pytest.raises(ConfigError) as raised:
        build(read_layers(Path("newslint.toml").absolute()))
    assert [line.split(":")[0] for line in raised.value.mistakes] == ["newslint.toml", "base.toml"]
    write("base.toml", "ignor = [\n")
    found = mistakes("extend = 'base.toml'\nselct = []\n")
    assert [mistake.split(": ")[:2] for mistake in found] == [
        ["1:10", "`extend`"],
        ["2:1", "unknown setting `selct`; did you mean `select`?"],
    ]
    assert "base.toml:1:" in found[0]


def test_the_published_schema_is_current_and_a_valid_schema() -> None:
    published = (ROOT / "schemas" / "newslint.schema.json").read_text(encoding="utf-8")
    assert published == config_schema_text()
    Draft202012Validator.check_schema(json.loads(published))


def described(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that has properties' descriptions, defaults or examples."""
    if isinstance(schema, list):
        return [part for item in schema for part in described(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if "description" in schema and isinstance(schema["description"], str) else []
    return own + [part for value in schema.values() for part in described(value)]


def test_defaults_and_examples_in_the_schema_keep_to_it() -> None:
    checked = 0
    for part in described(SCHEMA):
        validator = Draft202012Validator({**part, "$defs": SCHEMA["$defs"]})
        for value in [*part.get("examples", []), *([part["default"]] if "default" in part else [])]:
            validator.validate(value)
            checked += 1
    assert checked > 100


def test_editors_get_a_description_of_every_setting() -> None:
    tables = [SCHEMA, SCHEMA["$defs"]["collection"], SETTINGS["limits"]]
    tables += [SCHEMA["$defs"][rule.name] for rule in RULES]
    missing = [
        name for table in tables for name, part in table["properties"].items() if not part["description"]
    ]
    assert missing == []
    assert {*SCHEMA["properties"]["rules"]["properties"]} == {
        name for rule in RULES for name in (rule.code, rule.name)
    }


def test_the_reference_is_current() -> None:
    assert settings_page().strip() in PAGE


@pytest.mark.parametrize("example", re.findall(r"```toml\n(.+?)```", PAGE, re.DOTALL))
def test_every_example_of_the_page_is_right(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_plugin(Path("packages"), name="my-plug-in")
    monkeypatch.syspath_prepend("packages")
    for folder in ("static", "content", "site", "../shared-articles"):
        Path(folder).mkdir(exist_ok=True)
    for name in ("article", "news", "author"):
        write(f"schemas/{name}.schema.json", "{}")
    write("newslint.toml")
    if tomllib.loads(example).get("extend"):
        write("site/x")
        assert mistakes(example, "site/newslint.toml") == []
    else:
        assert mistakes(example) == []


@pytest.mark.parametrize("table", ["tool.newslint", "newslint"])
def test_a_table_of_pyproject_says_where_it_belongs(tmp_path: Path, table: str) -> None:
    (tmp_path / "newslint.toml").write_text(f'[{table}]\nfail-on = "error"\n')
    with pytest.raises(NewslintError) as caught:
        Projects(None).of(tmp_path)
    assert str(caught.value).endswith(
        "newslint.toml:1:2: `[tool.newslint]` is a table of pyproject.toml; here settings stand without it: "
        "`fail-on` at the top, `[rules.TXT001]` in place of `[tool.newslint.rules.TXT001]`"
    )


def test_another_table_is_an_unknown_setting(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.newslint.tool]\na = 1\n")
    with pytest.raises(NewslintError, match=r":1:16: unknown setting `tool`; remove it"):
        Projects(None).of(tmp_path)
