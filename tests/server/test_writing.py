import json
import tomllib
from typing import Any

import pytest
import yaml

from newslint.server.fields.writing import date_text, escaped, key_text, value_text


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("title", "YAML", "title"),
        ("old key", "YAML", '"old key"'),
        ("$schema", "YAML", "$schema"),
        ("a.b-c_1", "YAML", "a.b-c_1"),
        ("1a", "YAML", '"1a"'),
        ("on", "YAML", '"on"'),
        ("title", "JSON", '"title"'),
        ('é"', "JSON", '"é\\""'),
        ("title-1", "TOML", "title-1"),
        ("a.b", "TOML", '"a.b"'),
        ("base header level", "Headers", "base header level"),
    ],
)
def test_keys(name: str, language: str, expected: str) -> None:
    assert key_text(name, language) == expected


@pytest.mark.parametrize(
    ("value", "quote", "expected"),
    [
        ("news", "", "news"),
        ("Local news", "", "Local news"),
        ("Éire", "", "Éire"),
        ("a", "", "a"),
        ("n", "", "n"),
        ("yes", "", '"yes"'),
        ("null", "", '"null"'),
        ("C#", "", '"C#"'),
        ("a: b", "", '"a: b"'),
        ("a, b", "", '"a, b"'),
        ("a ", "", '"a "'),
        ("-a", "", '"-a"'),
        ("2024", "", '"2024"'),
        ("", "", '""'),
        ("it's", "'", "'it''s'"),
        ("a\nb", "'", '"a\\nb"'),
        ('a"b', '"', '"a\\"b"'),
        ("news", '"', '"news"'),
        (True, "", "true"),
        (None, "", "null"),
        (3, "", "3"),
        (1.5, "", "1.5"),
        (True, "'", None),
        ([], "", None),
        ({}, "", None),
    ],
)
def test_values_of_yaml(value: object, quote: str, expected: str | None) -> None:
    assert value_text(value, "YAML", quote) == expected


@pytest.mark.parametrize(
    "value", ["news", "yes", "a: b", "it's", 'a"b', "a\nb", "#1", "é", "2024-05-02", True, 3]
)
def test_values_are_read_as_they_were_meant(value: Any) -> None:
    for written in (value_text(value, "YAML"), f"[{value_text(value, 'YAML')}, x]"):
        read = yaml.safe_load(str(written))
        assert (read[0] if isinstance(read, list) else read) == value
    assert json.loads(str(value_text(value, "JSON"))) == value
    assert tomllib.loads(f"a = {value_text(value, 'TOML')}") == {"a": value}


def test_values_of_other_languages() -> None:
    assert value_text(None, "TOML") is None
    assert value_text(None, "JSON") == "null"
    assert value_text("a: b", "Headers") == "a: b"
    assert value_text("é", "JSON") == '"é"'


@pytest.mark.parametrize(
    ("language", "quote", "expected"),
    [
        ("YAML", "", "2024-05-02"),
        ("YAML", "'", "'2024-05-02'"),
        ("TOML", "", "2024-05-02"),
        ("TOML", "'", "'2024-05-02'"),
        ("JSON", "", '"2024-05-02"'),
        ("JSON", "'", '"2024-05-02"'),
        ("Headers", "'", "2024-05-02"),
    ],
)
def test_dates(language: str, quote: str, expected: str) -> None:
    assert date_text("2024-05-02", language, quote) == expected


def test_escapes_of_snippets() -> None:
    assert escaped("a$1}{\\") == "a\\$1\\}{\\\\"
