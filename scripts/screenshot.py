"""Draws what newslint prints for two of the sample articles, on light and on dark ground, for the README."""

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI, TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parent.parent
COMMAND = ("newslint", "check", "seeds/clinic-waiting-times.md", "seeds/river-sensors.md")
WIDTH = 96  # cells

LIGHT = TerminalTheme(
    (255, 255, 255),
    (36, 41, 47),
    [
        (36, 41, 47), (207, 34, 46), (17, 99, 41), (149, 56, 0),
        (9, 105, 218), (130, 80, 223), (27, 124, 131), (110, 119, 129),
    ],
)  # fmt: skip
THEMES = {"light": LIGHT, "dark": DIMMED_MONOKAI}

# Rich's own frame, without the fonts that it would fetch.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
{unique_id}-matrix, .{unique_id}-matrix {{
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-family: system-ui, sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def printed() -> str:
    """What the command prints on a terminal, colours included."""
    done = subprocess.run(
        [sys.executable, "-m", *COMMAND, "--color", "always"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1", "FORCE_HYPERLINK": "0"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return f"$ {' '.join(COMMAND)}\n{done.stdout}"


def picture(ansi: str, theme: TerminalTheme, title: str = "newslint", width: int = WIDTH) -> str:
    """The picture of a terminal, as SVG."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(ansi))
    return console.export_svg(title=title, theme=theme, code_format=FRAME, unique_id="newslint")


def main() -> None:
    """Write the pictures."""
    text = printed()
    for name, theme in THEMES.items():
        (ROOT / "docs" / f"check-{name}.svg").write_text(picture(text, theme), encoding="utf-8")


if __name__ == "__main__":
    main()
