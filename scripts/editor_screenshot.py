"""Draws what Neovim shows of an article with newslint, on light and on dark ground, for docs/editors.md.

Needs Neovim, tmux, and newslint with its server in the environment that runs this. What is drawn is what the
terminal shows: the editor, its configuration and the server are the real ones.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from screenshot import ROOT, THEMES, picture

HEIGHT = 15  # lines
WIDTH = 112  # cells
PATIENCE = 60  # seconds

NEIGHBOUR = """\
---
title: The sound freezes over
published: 2026-01-12
topics: [ferries, weather]
---
The first boats stayed in the harbour.
"""
ARTICLE = """\
---
title: Night ferries return to the outer islands
summary: The harbourâ€™s new boats run until two
published: 2026-03-02
updated: 2026-02-30
section: harbor
topics: [Ferries, islands]
---
From Monday on, four boats cross the sound after dark.
"""
CONFIG = """\
[[collections]]
name = "news"
files = ["content/"]
schema = "news.schema.json"
"""
SCHEMA = """\
{
  "properties": {
    "title": {"x-newslint-role": "headline"},
    "summary": {"x-newslint-role": "summary"},
    "published": {"x-newslint-role": "published"},
    "topics": {"items": {"x-newslint-role": "topic"}},
    "section": {"enum": ["harbour", "town", "sport"]},
    "updated": {"x-newslint-role": "updated"}
  },
  "required": ["title", "published"]
}
"""
# The look of the picture; the recipe is that of the page.
LOOK = """
set notermguicolors background={ground} number signcolumn=yes laststatus=0 noruler noshowcmd shortmess+=I
set fillchars=eob:\\  updatetime=50
lua vim.diagnostic.config({{ virtual_text = {{ prefix = "■" }}, underline = true }})
lua vim.diagnostic.config({{ float = {{ border = "single", header = "" }} }})
highlight! DiagnosticUnderlineError cterm=underline
highlight! DiagnosticUnderlineInfo cterm=underline
"""
# What is typed once the findings are there: the finding on the topic, whole.
KEYS = ("7G", ":lua vim.diagnostic.open_float()", "Enter")


def lay(site: Path) -> None:
    """Write the archive that the editor is opened in."""
    content = site / "content"
    content.mkdir(parents=True)
    (site / "newslint.toml").write_text(CONFIG, encoding="utf-8")
    (site / "news.schema.json").write_text(SCHEMA, encoding="utf-8")
    (content / "ferries.md").write_text(ARTICLE, encoding="utf-8")
    for neighbour in ("ice.md", "thaw.md"):
        (content / neighbour).write_text(NEIGHBOUR, encoding="utf-8")


def recipe() -> str:
    """The recipe of the page for the Neovim that is here."""
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"^```lua\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    told = subprocess.run(["nvim", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.match(r"NVIM v0\.(\d+)", told)
    minor = int(found[1]) if found else 99
    return blocks[0] if minor >= 11 else blocks[1] if minor >= 8 else blocks[2]


def shown(folder: Path, ground: str) -> str:
    """What the terminal shows once all findings are there, colours included."""
    (folder / "init.lua").write_text(recipe(), encoding="utf-8")
    (folder / "look.vim").write_text(LOOK.format(ground=ground), encoding="utf-8")
    tmux = ["tmux", "-f", os.devnull, "-S", str(folder / "tmux")]
    size = ["-x", str(WIDTH), "-y", str(HEIGHT)]
    editor = "nvim --clean -u ../init.lua -S ../look.vim content/ferries.md"
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [*tmux, "new-session", "-d", *size, "-c", str(folder / "site"), editor],
        env={**os.environ, "PATH": path, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": str(folder)},
        check=True,
    )
    try:
        settled(tmux, "■")
        subprocess.run([*tmux, "send-keys", *KEYS], check=True)
        return settled(tmux, "┘")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)


def settled(tmux: list[str], sign: str) -> str:
    """What the terminal shows when it holds a sign and no longer changes."""
    before = ""
    for _ in range(PATIENCE):
        time.sleep(1)
        line = [*tmux, "capture-pane", "-e", "-p"]
        drawn = subprocess.run(line, capture_output=True, encoding="utf-8", check=True).stdout
        screen = re.sub(r"\x1b\[58[;:][\d;:]*m", "", drawn)  # the colours of underlines, unknown to Rich
        if screen == before and sign in screen:
            return screen
        before = screen
    raise SystemExit(f"Neovim never showed {sign}:\n{before}")


def main() -> None:
    """Write the pictures."""
    for need in ("nvim", "tmux"):
        if shutil.which(need) is None:
            raise SystemExit(f"this needs {need}")
    for name, theme in THEMES.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            lay(folder / "site")
            script = folder / "newslint"
            script.write_text(
                f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m newslint "$@"\n', encoding="utf-8"
            )
            script.chmod(0o755)
            drawn = picture(shown(folder, name), theme, "Neovim", WIDTH)
            (ROOT / "docs" / f"editor-{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
