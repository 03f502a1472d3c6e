"""Makes docs/rules.md from the rules' docstrings; `--check` only tells whether it is current."""

import sys
from pathlib import Path

from newslint.explain import overview
from newslint.rules import RULES

TARGET = Path(__file__).parent.parent / "docs" / "rules.md"


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; 1 when it is stale."""
    wanted = overview(RULES)
    if arguments != ["--check"]:
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_text(wanted, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted:
        return 0
    print("docs/rules.md is stale: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
