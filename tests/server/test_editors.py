"""The recipes of docs/editors.md in the editors themselves, where those are installed."""

import functools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import editor_screenshot
import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ARTICLE_SHOWN = "content/ferries.md"
PATIENCE = 60.0  # seconds after which an editor is taken for one that hangs

# Before the words that are wrong stands a character that UTF-8, UTF-16 and UTF-32 count differently.
ARTICLE = "---\ntitle: 😀 The harbourâ€™s cranes\nvotes: [NO, 1]\n---\nText.\n"
TITLES = [
    "Replace `â€™` by `’`",
    "Ignore TXT001 on this line",
    "Add this TXT001 to the baseline",
    "Fix all that newslint can fix safely",
]
MENDED = ARTICLE.replace("â€™", "’")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="newslint is put on the PATH as a script for a shell"),
]


def recipe(comment: str) -> str:
    """The block of the page that begins with a comment."""
    text: str
    (text,) = [text for _, text in BLOCKS if text.splitlines()[0].lstrip("-;# ") == comment]
    return text


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An archive with one article."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "newslint.toml").write_text(
        '[[collections]]\nname = "news"\nfiles = ["content/"]\n', encoding="utf-8"
    )
    (folder / "content" / "story.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def driven(line: list[str], site: Path) -> dict[str, Any]:
    """What an editor saw, with `newslint` on its PATH and a home of its own."""
    pytest.importorskip("pygls", reason="the server is an extra")
    commands = site.parent / "commands"
    commands.mkdir()
    script = commands / "newslint"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m newslint "$@"\n', "utf-8")
    script.chmod(0o755)
    seen = site.parent / "seen.json"
    done = subprocess.run(
        line,
        cwd=site,
        env={
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(site.parent / "home"),
            "LC_ALL": "C.UTF-8",
            "SEEN": str(seen),
            "ARTICLE": "content/story.md",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert seen.exists(), done.stdout + done.stderr
    what: dict[str, Any] = json.loads(seen.read_text(encoding="utf-8"))
    return what


def neovim(site: Path, tmp_path: Path, comment: str) -> dict[str, Any]:
    config = tmp_path / "recipe.lua"
    config.write_text(recipe(comment), encoding="utf-8")
    line = [program("nvim"), "--headless", "--clean", "-u", str(config), "content/story.md"]
    return driven([*line, "-c", f"luafile {HERE / 'drive.lua'}"], site)


@functools.cache
def knows(name: str) -> bool:
    """Whether the Neovim that is installed has a function."""
    line = [program("nvim"), "--headless", "--clean", "-c", f"lua io.stdout:write(tostring({name} ~= nil))"]
    done = subprocess.run(
        [*line, "-c", "qall!"], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return done.stdout.strip() == "true"


@pytest.mark.parametrize(
    ("comment", "function"),
    [
        ("Neovim 0.11 and newer", "vim.lsp.config"),
        ("Neovim 0.8 to 0.10", "vim.lsp.start"),
        ("Neovim 0.7", "vim.lsp.start_client"),
    ],
)
def test_neovim_shows_findings_and_repairs_one(
    site: Path, tmp_path: Path, comment: str, function: str
) -> None:
    if not knows(function):
        pytest.skip(f"the Neovim that is installed has no {function}")
    seen = neovim(site, tmp_path, comment)
    assert "trouble" not in seen, seen
    mojibake, ambiguous = seen["before"]
    assert (mojibake["code"], mojibake["source"], mojibake["severity"]) == ("TXT001", "newslint", 1)
    # Neovim counts lines and bytes from zero, in whatever encoding the server counts.
    assert (mojibake["lines"], mojibake["columns"]) == ([1, 1], columns(1, "â€™"))
    assert mojibake["message"].startswith("mojibake: `â€™` should be `’`")
    assert (ambiguous["code"], ambiguous["severity"]) == ("FM009", 2)
    assert (ambiguous["lines"], ambiguous["columns"]) == ([2, 2], columns(2, "NO"))
    assert seen["text"] == MENDED.splitlines()
    assert [finding["code"] for finding in seen["after"]] == ["FM009"]
    assert seen["titles"] == TITLES
    assert seen["left"] == 0  # once the configuration that ignores it is saved


def columns(line: int, part: str) -> list[int]:
    """Where a part of a line of the article begins and ends, in bytes."""
    before, _, _ = ARTICLE.splitlines()[line].partition(part)
    begin = len(before.encode())
    return [begin, begin + len(part.encode())]


def test_emacs_shows_findings_and_repairs_one(site: Path, tmp_path: Path) -> None:
    emacs = program("emacs")
    has = [emacs, "--batch", "--eval", '(kill-emacs (if (locate-library "eglot") 0 3))']
    if subprocess.run(has, capture_output=True, timeout=PATIENCE, check=False).returncode == 3:
        pytest.skip("this Emacs has no Eglot")
    config = tmp_path / "recipe.el"
    config.write_text(recipe("Emacs, with Eglot"), encoding="utf-8")
    # The recipe is for the mode of a package, and for that of plain texts.
    mode = (
        "(progn (package-activate-all) (unless (fboundp 'markdown-mode)"
        """ (push '("\\\\.md\\\\'" . text-mode) auto-mode-alist)))"""
    )
    seen = driven([emacs, "--batch", "--eval", mode, "-l", str(config), "-l", str(HERE / "drive.el")], site)
    mojibake, ambiguous = seen["before"]
    assert (mojibake["line"], mojibake["place"], mojibake["kind"]) == (2, "â€™", "eglot-error")
    assert "[TXT001]: mojibake: `â€™` should be `’`" in mojibake["text"]
    assert (ambiguous["line"], ambiguous["place"], ambiguous["kind"]) == (3, "NO", "eglot-warning")
    assert seen["titles"] == TITLES[:3]  # asked for quick fixes alone
    assert seen["text"] == MENDED
    assert [finding["place"] for finding in seen["after"]] == ["NO"]


# The picture is of a run that nobody repeats here, but what it shows is still what newslint finds.


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_picture_shows_what_newslint_finds(name: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    editor_screenshot.lay(site)
    line = [sys.executable, "-m", "newslint", "check", "--output-format", "json", "--exit-zero"]
    done = subprocess.run(
        line, cwd=site, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    findings = json.loads(done.stdout)["findings"]
    text = (ROOT / "docs" / f"editor-{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|href|url\((?!#)", text)  # nothing is fetched by who looks at it
    drawn = ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - made by ourselves
    shown = "".join("".join(element.text or "" for element in drawn).split())
    messages = [
        "".join(finding["message"].split()) for finding in findings if finding["file"] == ARTICLE_SHOWN
    ]
    assert len(messages) == 4
    assert [message for message in messages if f"■{message}" not in shown] == []
    assert shown.count("■") == 4


# What nobody runs here has at least the form that its documentation asks for.


def test_each_block_of_json_and_toml_parses() -> None:
    assert [json.loads(text) for language, text in BLOCKS if language == "json"] != []
    assert [tomllib.loads(text) for language, text in BLOCKS if language == "toml"] != []


def test_the_recipe_for_helix_names_its_server() -> None:
    held = tomllib.loads(recipe("languages.toml of Helix"))
    assert held["language-server"] == {"newslint": {"command": "newslint", "args": ["server"]}}
    assert [(entry["name"], entry["language-servers"][-1]) for entry in held["language"]] == [
        ("markdown", "newslint")
    ]


def test_every_path_that_the_page_names_exists() -> None:
    named = set(re.findall(r"\]\(([\w./-]+)[)#]|(?:srcset|src)=\"([^\"]+)\"", PAGE))
    paths = {ROOT / "docs" / (link or picture) for link, picture in named}
    assert paths
    assert [path for path in sorted(paths) if not path.exists()] == []
