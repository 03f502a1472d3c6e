"""Makes what is generated: the pages of rules and of settings, and the schema of configurations.

`--check` only tells what is stale.
"""

import sys
from pathlib import Path

from newslint.configschema import config_schema_text, settings_page
from newslint.explain import overview
from newslint.rules import RULES

ROOT = Path(__file__).parent.parent
SETTINGS = ROOT / "docs" / "configuration.md"
BEGIN, END = "<!-- begin: settings, made by `make docs` -->\n", "<!-- end: settings -->\n"


def wanted() -> dict[Path, str]:
    """Every generated file with the text that it should have."""
    page = SETTINGS.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return {
        ROOT / "docs" / "rules.md": overview(RULES),
        ROOT / "schemas" / "newslint.schema.json": config_schema_text(),
        SETTINGS: f"{before}{BEGIN}\n{settings_page()}\n{END}{after}",
    }


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; 1 when one is stale."""
    stale = 0
    for path, text in wanted().items():
        if arguments != ["--check"]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path.relative_to(ROOT)} is stale: run `make docs`", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
