"""Configurations: every mistake is told, and none ends in a traceback."""

import os
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from common import DOCUMENTS, check_message, own_folder
from material import TOKENS, mutated
from oracles import bounded, check_text, hold

from newslint.config.layers import find_config
from newslint.config.project import Projects
from newslint.config.show import settings_text
from newslint.errors import NewslintError
from newslint.lint.corpus import check
from newslint.reporters import Style
from newslint.rules import RULES
from newslint.run.session import open_session
from newslint.source import Source


def try_config(data: bytes) -> None:
    """The configuration holds, or its mistakes are told."""
    with own_folder() as folder:
        name = "pyproject.toml" if b"tool.newslint" in data else "newslint.toml"
        (folder / name).write_bytes(data)
        (folder / "own.json").write_bytes(b'{"properties": {"title": {"type": "string"}}}')
        (folder / "other.toml").write_bytes(b'extend = "newslint.toml"\nselect = ["TXT"]\n')
        try:
            found = find_config(folder)
            bounded("a configuration", partial(_use_config, folder, found))
        except NewslintError as error:
            check_message(error)
        Projects(folder / name, tell_all=True).of(folder)


def _use_config(folder: Path, config: Path | None) -> None:
    project = Projects(config).of(folder)
    for name in ("news/a.md", "a.txt", "drafts/é.md"):
        path = os.path.join(folder, name)  # noqa: PTH118 - as the project gets it
        project.includes(path)
        project.ignored(path)
        check_text("config show", settings_text(project, path), Style())
    settings = open_session(project).settings
    for document in DOCUMENTS:
        report = check([Source("news/a.md", document)], settings)
        hold("no rule raises", not report.internal_errors, report.internal_errors)


_SETTINGS: Final = (
    'extend = "other.toml"', 'select = ["TXT", "ALL"]', 'ignore = ["mojibake"]',
    'extend-select = ["IMG005"]', 'fixable = ["FM"]',
    'unfixable = ["URL004"]', 'include = ["*.md", "!a"]', 'exclude = ["drafts/", "**/x"]',
    "respect-gitignore = false",
    "force-exclude = true", 'yaml-version = "1.1"', 'image-root = "."', 'corpus = ["."]',
    'baseline = "b.json"',
    'fail-on = "error"', "max-warnings = 3", 'output-format = "json"',
    '[per-file-ignores]\n"*.md" = ["FM"]',
    "[limits]\nmax-depth = 3", '[[collections]]\nname = "n"\nfiles = ["news/**"]\nschema = "own.json"',
    '[[collections]]\nfiles = ["*"]',
    '[rules.mojibake]\nseverity = "info"', "[rules.IMG005]\nmin-width = 9",
    '[rules]\nTXT001.severity = "error"', "[tool.newslint]",
)  # fmt: skip
TOML: Final = (
    *(setting.encode() for setting in _SETTINGS), *TOKENS, b'"""', b"'''", b"[[", b"]]", b"{a = 1}",
    b"= nan", b"= inf",
    b"= -1", b"= 1e400", b"= 2024-05-01T10:00:00Z", b"= []", b'= [""]', b'= ["\\u0000"]',
    b'= ["[", "[!", "\\\\"]', b"= {}",
    b'= "[[:alpha:]]"', b'= "!x"', b"a.b.c = 1", b'"".x = 1', b"= 99999999999999999999999", b"= true",
    b'= "/dev/null"', b"../",
)  # fmt: skip
"""What is put into them."""


def make_config(random: Random) -> bytes:
    """Settings, some of them wrong."""
    chosen = random.sample(_SETTINGS, random.randrange(1, 6))
    chosen.sort(key=lambda setting: setting.startswith("["))
    if random.random() < 0.5:
        chosen.append(_options(random))
    data = ("\n".join(chosen) + "\n").encode("utf-8", "surrogateescape")
    return mutated(random, data, TOML) if random.random() < 0.9 else data


def _options(random: Random) -> str:
    rule = random.choice(RULES)
    names = [name.replace("_", "-") for name in getattr(rule.options, "__dataclass_fields__", ())] or [
        "severity"
    ]
    value = random.choice(
        ("1", "-1", "0", "nan", "inf", '"x"', '["x"]', "[]", "true", "1e300", "10000000000000000000000")
    )
    return f"[rules.{random.choice((rule.code, rule.name))}]\n{random.choice(names)} = {value}"
