"""Loads rules from other distributions; open it when a plug-in is refused, or is not found.

A plug-in is an entry point in the group `newslint.rules` that leads to a `Rule`, or to a list of them.
Whoever runs newslint in the repository of a stranger runs it with its configuration, which could name code
that lies there. So nothing is even looked for without the word of the command line.
"""

import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from newslint.document import is_trait
from newslint.errors import raise_if_exhausted
from newslint.finding import OWN_CODE, Severity
from newslint.rule import Rule
from newslint.system import questions
from newslint.system.atomic_write import reason
from newslint.system.digests import blake2b
from newslint.system.stamps import BYTES, NAMES
from newslint.text.suggest import did_you_mean

GROUP: Final = "newslint.rules"
"""The group of entry points."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")
_SIZE: Final = 16  # bytes
_KINDS: Final = (bool, int, float, frozenset[str])
_KINDS_IN_WORDS: Final = "a `bool`, an `int`, a `float` or a `frozenset[str]`"


class PluginError(Exception):
    """A plug-in can't be used; the message says why, in the middle of a line."""


def load_plugin(name: str) -> tuple[Rule, ...]:
    """The rules of a plug-in. They know its name and version, and what stands for its code.

    Raises:
        PluginError: there is none of this name, or it can't be used.
    """
    point = _entry_point(name)
    try:
        found = point.load()
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise_if_exhausted(error)
        raise PluginError(f"the plug-in can't be loaded: {type(error).__name__}: {error}") from error
    rules = (found,) if isinstance(found, Rule) else tuple(found) if isinstance(found, list | tuple) else ()
    if not rules:
        raise PluginError(f"the plug-in must be a `newslint.rule.Rule` or a list of them: {point.value}")
    version = "" if point.dist is None else f" ({point.dist.name} {point.dist.version})"
    try:
        made_of = f"{name}{version} {_digest(point)}"
    except OSError as error:
        raise_if_exhausted(error)
        raise PluginError(f"the plug-in's files can't be read: {error.filename}: {reason(error)}") from error
    plugin = f"`{name}`{version}"
    return tuple(_staying(_checked(rule))._replace(plugin=plugin, made_of=made_of) for rule in rules)


def _entry_point(name: str) -> EntryPoint:
    points = entry_points(group=GROUP)
    # One distribution may lie in two folders of the path; the first one counts, as for imports.
    found = {point.value: point for point in reversed(list(points.select(name=name)))}
    if not found:
        hint = did_you_mean(name, points.names) or f"; it needs an entry point in the group `{GROUP}`"
        raise PluginError(f"no plug-in of this name is installed{hint}")
    if len(found) > 1:
        raise PluginError(f"two plug-ins have this name: {' and '.join(sorted(found))}; uninstall one")
    return next(iter(found.values()))


def _checked(rule: Any) -> Rule:
    """A rule that keeps the rules for rules."""
    if not isinstance(rule, Rule):
        raise PluginError(f"the plug-in brings what is no `newslint.rule.Rule`: {type(rule).__name__}")
    if not re.fullmatch(OWN_CODE, str(rule.code)):
        raise PluginError(f"its code `{rule.code}` must be four capital letters or more and three digits")
    if not _NAME.fullmatch(str(rule.name)):
        raise PluginError(f"the name `{rule.name}` of {rule.code} must be words with a hyphen between")
    if not isinstance(rule.severity, Severity):
        raise PluginError(f"the severity of {rule.code} must be a `newslint.finding.Severity`")
    unknown = sorted(need for need in rule.needs if not is_trait(need))
    if unknown:  # it would never be asked
        raise PluginError(f"{rule.code} needs what no document has: `{unknown[0]}`; see `Document.traits`")
    try:
        pickle.dumps(rule)
    except Exception as error:
        raise_if_exhausted(error)
        raise PluginError(f"{rule.code} can't be sent to other processes: {error}") from error
    _check_options(rule)
    module = sys.modules.get(rule.check.__module__) if hasattr(rule.check, "__module__") else None
    return rule._replace(doc=rule.doc or (module and module.__doc__) or f"{rule.name}.")


def _check_options(rule: Rule) -> None:
    """Make sure that a configuration can set the options.

    Raises:
        PluginError: one has no default, or a type that no setting has.
    """
    try:
        rule.options()
        kinds = rule.option_types
    except Exception as error:
        raise_if_exhausted(error)
        raise PluginError(
            f"the options of {rule.code} must be a named tuple with defaults: {error}"
        ) from error
    for name, kind in kinds.items():
        if kind not in _KINDS:
            raise PluginError(f"the option `{name}` of {rule.code} must be {_KINDS_IN_WORDS}")


def _staying(rule: Rule) -> Rule:
    """The rule, that can't end the process: a run that is ended so would seem to have found nothing."""
    return rule._replace(
        check=partial(_stay, rule.check),
        compare=rule.compare and partial(_stay, rule.compare),
        testify=rule.testify and partial(_stay, rule.testify),
    )


def _stay(part: Callable[..., Iterable[Any]], *given: Any) -> Iterator[Any]:
    try:
        yield from part(*given)
    except (Exception, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 - what is left ends processes
        raise RuntimeError(f"it ends the process: {error!r}").with_traceback(error.__traceback__) from None


def _digest(point: EntryPoint) -> str:
    """Stand for the code of a plug-in: every file of its package, or its module."""
    digest = blake2b(digest_size=_SIZE)
    for file in sorted(_files(point.module)):
        questions.note(BYTES, file)
        with questions.unnoted(), open(file, "rb") as opened:  # noqa: PTH123 - as it is noted
            digest.update(b"\0%s\0" % os.fsencode(os.path.basename(file)))  # noqa: PTH119 - the same
            digest.update(opened.read())
    return digest.hexdigest()


def _files(module: str) -> Iterator[str]:
    """The files of the outermost package that a module lies in and that is no mere namespace."""
    parts = module.split(".")
    for end in range(1, len(parts) + 1):
        found = sys.modules.get(".".join(parts[:end]))
        file = getattr(found, "__file__", None)
        if file:
            if hasattr(found, "__path__"):
                yield from _below(os.path.dirname(file))  # noqa: PTH120 - as above
            else:
                yield file
            return


def _below(folder: str) -> Iterator[str]:
    questions.note(NAMES, folder)
    with questions.unnoted():
        entries = list(os.scandir(folder))
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _below(entry.path)
        elif entry.is_file():
            yield entry.path
