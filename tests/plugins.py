"""Writes a plug-in as an installer would leave it: a package, and a folder that names its entry points."""

from pathlib import Path

CODE = '''\
"""A headline names a boat.

## Why is this bad?

Readers of the harbour want to know which one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from newslint.document import Document
from newslint.finding import Hit, Severity
from newslint.rule import Rule


class Options(NamedTuple):
    """What counts.

    Attributes:
        boats: The names of the boats.
    """

    boats: frozenset[str] = frozenset({"Aurora"})


def check(document: Document, options: Options) -> Iterator[Hit]:
    for node in document.with_role("headline"):
        if not any(boat in node.value for boat in options.boats):
            yield Hit(node.span, f"{document.words.field_name(node.path)} names no boat", node.path)


RULES = [Rule("TIDE001", "boat-missing", Severity.WARNING, check, __doc__, options=Options)]
'''


def write_plugin(
    folder: Path,
    code: str = CODE,
    *,
    name: str = "tide",
    target: str = "newslint_tide:RULES",
    version: str = "1.2",
    distribution: str = "newslint-tide",
) -> Path:
    """Write a plug-in into a folder of the path, and give its package."""
    package = folder / target.partition(":")[0].partition(".")[0]
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(code, encoding="utf-8")
    info = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[newslint.rules]\n{name} = {target}\n", encoding="utf-8")
    return package
