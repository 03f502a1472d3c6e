"""Notes what a run asks the disk; open it for what a run depends on that is no such question.

A whole run depends on much more than on its articles: on configurations and where there are none, schemas,
pictures, the files of a generator, the index of git. Who asks for them is spread over the program, and
whoever is added would have to remember to tell it. So questions are noted where all of them come by: at the
functions of `os`, and `open`. Only what goes another way is told by those who know: what a program read
(`note`), that nobody knows what it read (`doubt`), and until when an outcome holds (`hold_until`).

A path is noted before the disk answers. If it changes in between, its stamp differs later, which is safe.
"""

import builtins
import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

from newslint.light_dataclasses import field, light_dataclass
from newslint.light_tuples import NamedTuple
from newslint.system.stamps import BYTES, KIND, LINK, NAMES, links_in, stamp

_MOST: Final = 200_000  # questions, some 90 MB
_FOR_EVER: Final = float("inf")
_ASKING: Final = {
    "stat": KIND, "lstat": KIND, "access": KIND, "readlink": LINK, "scandir": NAMES, "listdir": NAMES,
}  # fmt: skip
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Stamps = dict[tuple[str, str], str]
"""The stamps of questions, by their kind and the path that they are about."""
_Path = str | bytes | os.PathLike[str]


class Noted(NamedTuple):
    """What was noted: stamps, until which moment (in seconds) they are all, and why they never are."""

    stamps: Stamps
    until: float = _FOR_EVER
    doubt: str = ""


@light_dataclass
class _Notebook:
    """What was asked so far. `without` is a name that counts in no folder; None while nothing is noted."""

    without: str | None = None
    stamps: Stamps = field(default_factory=dict)
    until: float = _FOR_EVER
    doubt: str = ""
    # What stood at the places where questions come by.
    untapped: list[tuple[Any, str, Any]] = field(default_factory=list)


_notes: Final = _Notebook()


@contextmanager
def noting(without: str, known: Noted | None = None) -> Iterator[None]:
    """Note all questions that come up meanwhile.

    Args:
        without: A name that counts in no folder.
        known: What the disk answered just now, as if it had been asked.
    """
    begin(without)
    if known is not None:
        _notes.stamps, _notes.until = dict(known.stamps), known.until
    try:
        yield
    finally:
        taken()
        _notes.without = None
        while _notes.untapped:
            module, name, real = _notes.untapped.pop()
            setattr(module, name, real)


def begin(without: str) -> None:
    """Note from here on, whatever a process has noted that this one is a copy of."""
    taken()
    _notes.without = without
    if not _notes.untapped:
        for module, name in [(os, name) for name in (*_ASKING, "open")] + [(builtins, "open"), (io, "open")]:
            real = getattr(module, name)
            _notes.untapped.append((module, name, real))
            setattr(module, name, _tapped(name, real, low=module is os))


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing of what is asked meanwhile: it decides on no outcome."""
    without, _notes.without = _notes.without, None
    try:
        yield
    finally:
        _notes.without = without


def left_out() -> str | None:
    """The name that counts in no folder; None where nothing is noted."""
    return _notes.without


def taken() -> Noted:
    """What was noted since the last look."""
    found = Noted(_notes.stamps, _notes.until, _notes.doubt)
    _notes.stamps, _notes.until, _notes.doubt = {}, _FOR_EVER, ""
    return found


def so_far() -> Noted:
    """What was noted since the last look, which it stays."""
    return Noted(_notes.stamps, _notes.until, _notes.doubt)


def add(found: Noted, names: Mapping[str, str] = MappingProxyType({})) -> None:
    """Take over what another process has noted.

    Args:
        found: That.
        names: Paths that are in memory here, by themselves: there need be no second one of each.
    """
    if _notes.without is not None:
        doubt(found.doubt)
        hold_until(found.until)
        for (question, name), answer in found.stamps.items():
            if _is_new(question, name):
                _notes.stamps[question, names.get(name, name)] = answer


def note(question: str, path: _Path) -> None:
    """Note a question, which goes another way if it comes from outside; the first stamp of a path counts."""
    without = _notes.without
    if without is None:
        return
    name = os.fsdecode(path)
    if "\0" in name or not _is_new(question, name):  # nothing can have such a name
        return
    _notes.stamps[question, name] = stamp(question, name, without)
    if question == NAMES:
        for link in links_in(name):  # whoever walks through a folder asks where it leads
            note(KIND, link)


def _is_new(question: str, name: str) -> bool:
    """Whether a question is to be kept: in doubt none is, nor more than there is room for."""
    if len(_notes.stamps) >= _MOST:
        doubt("there are too many questions")
    return not _notes.doubt and (question, name) not in _notes.stamps


def doubt(why: str) -> None:
    """Note that the outcome depends on more than questions; without a reason it doesn't."""
    if _notes.without is not None and why and not _notes.doubt:
        _notes.doubt = why
        _notes.stamps.clear()


def hold_until(moment: float) -> None:
    """Note that from a moment on, in seconds, there may be another outcome."""
    if _notes.without is not None:
        _notes.until = min(_notes.until, moment)


def _tapped(name: str, real: Callable[..., Any], *, low: bool) -> Callable[..., Any]:
    """A function that notes what it is asked; the `open` of `os` is the `low` one."""

    def ask(path: Any = ".", *arguments: Any, **named: Any) -> Any:
        if not isinstance(path, int) and not (name == "open" and _writes(low, *arguments, **named)):
            note(_ASKING.get(name, BYTES), "." if path is None else path)
            if named.get("dir_fd") is not None:
                doubt("a path begins in an open folder")
        return real(path, *arguments, **named)

    return ask


def _writes(low: bool, how: int | str = "r", *_: Any, **named: Any) -> bool:  # noqa: FBT001 - for `_tapped`
    """Whether a file is opened for writing."""
    if low:
        return bool(named.get("flags", how) & _WRITING)
    return not set(named.get("mode", how)).isdisjoint("wax+")
