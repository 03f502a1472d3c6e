"""Begins a rule: its file, its place in the catalogue, and two cases; open it when a rule gets another shape.

    python scripts/new_rule.py TXT shouted-headline

What it writes runs: the rule finds a placeholder, its documentation and its cases hold. Replace that.
"""

import argparse
import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
_PLACEHOLDER: Final = "an example of what is wrong"
_ARTICLE: Final = "---\ntitle: {title}\n---\n"

_TEMPLATE: Final = '''\
"""One sentence that says what is wrong.

What counts and what doesn't, as far as a reader needs it. Where a fact comes from: a specification, a table.

## Why is this bad?

What readers, feeds or scripts see of it.

## Example

```yaml bad
---
title: {placeholder}
---
```

```yaml good
---
title: Harbour reopens after the storm
---
```
"""

from collections.abc import Iterator

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import NoOptions, Rule
from newslint.text.wording import field_name


def check(document: Document, options: NoOptions) -> Iterator[Hit]:
    """Report every text that is the placeholder."""
    del options
    for node in document.strings():
        if node.value == "{placeholder}":
            yield Hit(
                node.span,
                f"{{field_name(node.path)}} is {placeholder}",
                node.path,
                help="say what to do",
            )


RULE = Rule("{code}", "{name}", Severity.WARNING, check, __doc__)
'''


class Refusal(Exception):  # noqa: N818 - what a person asks for, and can't have
    """Why no rule is begun, in one line."""


def begin(root: Path, family: str, name: str) -> list[Path]:
    """Write what a rule begins with; give the files that are new or changed.

    Args:
        root: The checkout.
        family: The letters of its code, such as `TXT`.
        name: What is wrong, in lower case with hyphens, such as `shouted-headline`.

    Raises:
        Refusal: the family or the name is no good, or the name is taken; nothing is written.
    """
    catalogue = root / "newslint" / "rules" / "__init__.py"
    text = catalogue.read_text(encoding="utf-8")
    prefix = f"{family.lower()}_"
    modules = re.findall(r"^    (\w+)\.RULE,$", text, re.MULTILINE)
    own = [module for module in modules if module.startswith(prefix)]
    if not own:
        known = sorted({module.partition("_")[0].upper() for module in modules})
        raise Refusal(f"there is no family `{family}`; it is one of {', '.join(known)}")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Refusal(f"`{name}` is no name of a rule; write small letters and hyphens: `shouted-headline`")
    module = prefix + name.replace("-", "_")
    file = catalogue.with_name(f"{module}.py")
    if file.exists():
        raise Refusal(f"{file.relative_to(root)} is there already")
    code = _next_code(catalogue.parent, family)
    file.write_text(_TEMPLATE.format(code=code, name=name, placeholder=_PLACEHOLDER), encoding="utf-8")
    catalogue.write_text(_listed(text, module, own[-1]), encoding="utf-8")
    cases = root / "tests" / "cases" / code
    titles = {"wrong": _PLACEHOLDER, "near-miss": "Harbour reopens after the storm"}
    articles = [cases / case / "a.md" for case in titles]
    for article, title in zip(articles, titles.values(), strict=True):
        article.parent.mkdir(parents=True)
        article.write_text(_ARTICLE.format(title=title), encoding="utf-8")
    return [file, catalogue, *articles]


def _next_code(rules: Path, family: str) -> str:
    """The code behind the last one of a family."""
    own = re.compile(rf'^RULE = Rule\(\s*"{family}(\d{{3}})"', re.MULTILINE)
    numbers = [int(number) for path in rules.glob("*.py") for number in own.findall(path.read_text("utf-8"))]
    return f"{family}{max(numbers) + 1:03}"


def _listed(text: str, module: str, before: str) -> str:
    """The catalogue with a rule more: its import in the order of names, the rule at the end of its family."""
    head, brace, rest = text.partition("from newslint.rules import (\n")
    imports, end, body = rest.partition(")\n")
    names = sorted([*imports.split(), f"{module},"])
    lines = "".join(f"    {name}\n" for name in names)
    entry = f"    {before}.RULE,\n"
    return f"{head}{brace}{lines}{end}{body.replace(entry, f'{entry}    {module}.RULE,{chr(10)}')}"


def main() -> int:
    """Begin a rule, and say what is left to do."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("family", help="the letters of its code, such as TXT")
    parser.add_argument("name", help="what is wrong, such as shouted-headline")
    given = parser.parse_args()
    try:
        written = begin(ROOT, given.family.upper(), given.name)
    except Refusal as reason:
        print(f"new_rule: {reason}", file=sys.stderr)
        return 2
    for path in written:
        print(path.relative_to(ROOT))
    print("\nNow say in the first file what is wrong, and put articles into the cases (CONTRIBUTING.md).")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
