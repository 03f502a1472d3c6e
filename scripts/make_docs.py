"""Makes what is generated: the pages of rules, settings and schemas, and the schema of configurations.

The page of rules is there twice: in Markdown for readers of the repository, and in HTML, which ships with the
package, for the links that terminals show.

`--check` only tells what is stale.
"""

import re
import sys
from pathlib import Path

from config_schema import config_schema_text, settings_page
from markdown_it import MarkdownIt
from schemas_page import filled

from newslint.config.rule_docs import overview
from newslint.rules import RULES

ROOT = Path(__file__).parent.parent
SETTINGS = ROOT / "docs" / "configuration.md"
SCHEMAS = ROOT / "docs" / "schemas.md"

_HEADING = re.compile(r"<h2>(\w+) ([\w-]+)</h2>")
_PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>newslint: rules</title>
<style>
body {{ max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
pre {{ overflow-x: auto; padding: 0.75rem; border: 1px solid #8888; border-radius: 0.25rem; }}
table {{ display: block; overflow-x: auto; border-collapse: collapse; }}
th, td {{ padding: 0.25rem 0.5rem; text-align: left; border-bottom: 1px solid #8888; }}
h2:target {{ background: Mark; color: MarkText; }}
</style>
{body}</html>
"""


def rules_page() -> str:
    """The page of rules in HTML; each rule's heading has the anchor that GitHub would give it."""
    body = MarkdownIt("commonmark").enable("table").render(overview(RULES))
    return _PAGE.format(
        body=_HEADING.sub(lambda m: f'<h2 id="{m[1].lower()}-{m[2]}">{m[1]} {m[2]}</h2>', body)
    )


def wanted() -> dict[Path, str]:
    """Every generated file with the text that it should have."""
    return {
        ROOT / "docs" / "rules.md": overview(RULES),
        ROOT / "docs" / "rules.html": rules_page(),
        ROOT / "schemas" / "newslint.schema.json": config_schema_text(),
        SETTINGS: filled(SETTINGS.read_text(encoding="utf-8"), {"settings": settings_page}),
        SCHEMAS: filled(SCHEMAS.read_text(encoding="utf-8")),
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
