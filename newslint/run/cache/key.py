"""What decides on the findings in one file, as a digest; open it when old findings are shown.

That is the bytes of the file, the rules with their options and severities, the schemas, the version of this
program and of the libraries that it uses, and the year: rules look at the clock no closer than that. What
changes faster is never stored (see `Examined.cacheable`), and a record from a later moment is not used.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from newslint import __version__
from newslint.errors import NewslintError
from newslint.lint.job import Job
from newslint.lint.settings import Settings
from newslint.schema.compiled import Schema, schema_folder
from newslint.schema.keywords import DRAFT_3
from newslint.source import Source
from newslint.system.digests import blake2b

_SIZE: Final = 16  # bytes


def settings_key(settings: Settings) -> str:
    """The digest of all that holds for every file of a project."""
    rules = [
        (rule.code, rule.severity, rule.is_severity_set, _plain(settings.options_of(rule)), rule.made_of)
        for rule in sorted(settings.rules, key=lambda rule: rule.code)
    ]
    said = (
        _program(),
        rules,
        _plain(settings.limits),
        settings.yaml_version,
        settings.generator.name,
        settings.generator.folder and os.path.relpath(settings.generator.folder),
        sorted(settings.own_hosts),
        settings.permalinks and (repr(settings.permalinks), os.path.relpath(settings.site_folder)),
        [
            (role, found.source, sorted(found.names), found.is_open)
            for role, found in sorted(settings.vocabularies.items())
        ],
        settings.now.year,
        settings.profiled,
        settings.named_schema is None,
        settings.schema and _digest(settings.schema),
        [
            (name, found.schema and _digest(found.schema), found.allow_schema_override)
            for name, found in settings.collections.items()
        ],
    )
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def content_key(job: Job, source: Source) -> bytes:
    """The digest of one file and of the terms on which it is examined.

    The name counts too, as reports call the file: rules read dates in it, and what drafts are.
    """
    terms = (source.name, source.error, job.expected, job.reported, job.collection, sorted(job.ignored))
    digest = blake2b(source.data, digest_size=_SIZE)
    digest.update(repr(terms).encode("utf-8", "surrogatepass"))
    return digest.digest()


def _digest(schema: Schema) -> str:
    if schema.draft == DRAFT_3:
        with suppress(NewslintError):  # told once a document is bound to it
            _ = schema.start  # reads what it refers to; in other drafts that is done already
    return schema.digest


def _plain(value: object) -> object:
    """Options in an order that doesn't change from run to run."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return [(name, _plain(entry)) for name, entry in value._asdict().items()]
    if isinstance(value, Mapping):
        return sorted((key, _plain(entry)) for key, entry in value.items())
    return sorted(map(repr, value)) if isinstance(value, frozenset | set) else value


@cache
def _program() -> tuple[object, ...]:
    """This program as it lies on the disk: its developers change rules and keep the version."""
    found = find_spec("jsonschema_rs")  # it lies among the others; to load it takes a tenth of a start
    libraries = Path(__file__ if found is None or found.origin is None else found.origin).parent.parent
    return (
        __version__,
        sys.version_info[:3],
        sorted(entry.name for entry in os.scandir(libraries) if entry.name.endswith(".dist-info")),
        sorted((*_stamps(Path(__file__).parents[2]), *_stamps(schema_folder()))),
    )


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The name, size and time (in nanoseconds) of every file of ours."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if not entry.name.startswith(("_", ".")):
                yield from _stamps(Path(entry))
        elif entry.name.endswith((".py", ".json")):
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
