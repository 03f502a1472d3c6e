"""What is claimed of readers is what they do, where they are at hand."""

import json
import shutil
import subprocess

import pytest
import yaml

from newslint.frontmatter.yaml.scalars import resolve_11, resolve_12
from newslint.knowledge.yaml_readers import (
    Disagreement,
    disagreement,
    is_read_as_meant,
    is_read_by_marp,
    is_read_by_r,
)

WORD = Disagreement(("Jekyll", "PyYAML", "Hugo before 0.152"), ("Hugo since 0.152", "Eleventy", "Astro"))
TIME = Disagreement(("Jekyll", "PyYAML", "Eleventy"), ("Hugo", "Astro"))
UNDERSCORE = Disagreement(("Jekyll", "PyYAML", "Hugo", "Eleventy"), ("Astro",))
OCTAL = UNDERSCORE
EIGHT = Disagreement(("Jekyll", "PyYAML", "Hugo since 0.152", "Eleventy"), ("Hugo before 0.152", "Astro"))
NEW_OCTAL = Disagreement(("Jekyll", "PyYAML", "Eleventy"), ("Hugo", "Astro"))
EXPONENT = Disagreement(("Jekyll", "PyYAML", "Hugo since 0.152"), ("Hugo before 0.152", "Eleventy", "Astro"))
POINT = Disagreement(("Jekyll", "PyYAML"), ("Hugo", "Eleventy", "Astro"))

CLAIMS = {
    "yes": WORD, "NO": WORD, "On": WORD, "off": WORD,
    "1:30": TIME, "10:05": TIME, "-1:30": TIME, "+1:30:00": TIME, "190:20:30.15": TIME,
    "1_000": UNDERSCORE, "-1_000": UNDERSCORE, "1_000.5": UNDERSCORE, "0x1_F": UNDERSCORE,
    "0b1_0": UNDERSCORE, "01_2": UNDERSCORE, "0_1": UNDERSCORE,
    "012": OCTAL, "-012": OCTAL, "01234": OCTAL,
    "08": EIGHT, "089": EIGHT, "+08": EIGHT, "008000": EIGHT,
    "0o17": NEW_OCTAL,
    "1e3": EXPONENT, "-1e3": EXPONENT, "1e+3": EXPONENT, "12E-03": EXPONENT,
    "1.5e3": POINT, "1.e3": POINT, "1.5E3": POINT,
}  # fmt: skip
# No generator differs, or what they do follows neither version.
SILENT = ("0b101", "-0o17", "1__0", "1_", "0o1_7", "_1", "1_0.5e+3", "x1")


@pytest.mark.parametrize("token", CLAIMS)
def test_a_claim(token: str) -> None:
    assert disagreement(token) == CLAIMS[token]


@pytest.mark.parametrize("token", SILENT)
def test_no_claim(token: str) -> None:
    assert disagreement(token) is None


def test_a_number_without_end_is_one_for_js_yaml_3_alone() -> None:
    expected = Disagreement(("Jekyll", "PyYAML", "Hugo", "Astro"), ("Eleventy",))
    assert disagreement("12e34567", is_infinite=True) == expected


def is_alike(one: object, other: object) -> bool:
    return isinstance(one, str) == isinstance(other, str) and one == other


@pytest.mark.parametrize("token", CLAIMS)
def test_pyyaml_reads_so(token: str) -> None:
    assert is_alike(yaml.safe_load(f"a: {token}")["a"], resolve_11(token))
    assert "PyYAML" in CLAIMS[token].old


@pytest.mark.slow
@pytest.mark.parametrize(("package", "reader"), [("js-yaml3", "Eleventy"), ("js-yaml", "Astro")])
def test_js_yaml_reads_so(package: str, reader: str) -> None:
    """`npm install js-yaml@4 js-yaml3@npm:js-yaml@3`, and NODE_PATH."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not here")
    script = (
        f"const yaml = require('{package}'); const read = yaml.safeLoad && '{package}' !== 'js-yaml'"
        " ? yaml.safeLoad : yaml.load;"
        "console.log(JSON.stringify(JSON.parse(process.argv[1]).map(token => read('a: ' + token).a)))"
    )
    done = subprocess.run(
        [node, "-e", script, json.dumps(list(CLAIMS))], capture_output=True, text=True, check=False
    )
    if "Cannot find module" in done.stderr:
        pytest.skip(f"{package} is not here")
    for token, found in zip(CLAIMS, json.loads(done.stdout), strict=True):
        wanted = resolve_11(token) if reader in CLAIMS[token].old else resolve_12(token)
        assert is_alike(found, wanted), (token, found, wanted)


@pytest.mark.parametrize(
    ("token", "generator", "meant"),
    [
        ("1:30", "hugo", True),
        ("1:30", "astro", True),
        ("1:30", "quarto", True),
        ("1:30", "jekyll", False),
        ("1:30", "eleventy", False),
        ("1:30", "", False),
        ("a:30", "hugo", False),
        ("1.5e-3", "hugo", True),
        ("1.5e3", "quarto", True),
        ("1e-3", "quarto", True),
        ("1E+3", "zola", True),
        ("1e-3", "hugo", False),
        ("1e-3", "jekyll", False),
        ("1.5e3", "", False),
        ("1e3", "quarto", False),  # may be a part of a hash
        ("012", "quarto", False),
        ("no", "quarto", False),
    ],
)
def test_what_a_known_generator_reads_as_it_is_meant(token: str, generator: str, *, meant: bool) -> None:
    assert is_read_as_meant(token, generator) is meant


@pytest.mark.parametrize(
    ("fields", "key", "read"),
    [
        ({"marp": True}, "size", True),
        ({"marp": True}, "_color", True),
        ({"marp": True}, "title", False),
        ({"marp": True}, 3, False),
        ({"marp": "true"}, "size", False),
        ({"marp": False}, "size", False),
        ({}, "size", False),
        (["marp"], "size", False),
        (None, "size", False),
    ],
)
def test_directives_of_marp(fields: object, key: object, *, read: bool) -> None:
    assert is_read_by_marp(fields, key) is read


@pytest.mark.parametrize(
    ("name", "key", "read"),
    [
        ("a.Rmd", "link-citations", True),
        ("a/b.Rmarkdown", "toc", True),
        ("a.md", "toc", False),
        ("a.Rmd", "draft", False),
        ("a.Rmd", 1, False),
    ],
)
def test_options_of_pandoc(name: str, key: object, *, read: bool) -> None:
    assert is_read_by_r(name, key) is read
