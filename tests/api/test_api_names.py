"""The names and signatures of the Python API, which programs rely on; a change here is one of theirs."""

import dataclasses
import inspect
import subprocess
import sys
from typing import Any

import pytest

import newslint
from newslint.api.loading import StrPath

# Written by hand: whoever changes a line here breaks the programs that use it.
FUNCTIONS = {
    "load_config": (
        "(folder: StrPath = '.', *, settings: str | Iterable[str] = (), allow_plugins: bool = False)"
        " -> Config"
    ),
    "check_text": "(text: str, *, name: StrPath = '<text>', config: Config | None = None) -> Report",
    "check_files": (
        "(paths: StrPath | Iterable[StrPath], *, config: Config | None = None, baseline: bool = False)"
        " -> Report"
    ),
    "check_records": (
        "(records: Iterable[Mapping[str, typing.Any] | str], *, name: StrPath = '<records>',"
        " config: Config | None = None) -> Report"
    ),
    "fix_text": (
        "(text: str, *, name: StrPath = '<text>', config: Config | None = None, unsafe: bool = False)"
        " -> FixResult"
    ),
}
PLACE = ("line", "column", "end_line", "end_column")
RESULTS = {
    "Report": ("tool", "summary", "findings", "internal_errors", "warnings"),
    "Tool": ("name", "version"),
    "Summary": (
        "files", "records", "findings", "untold", "fixable", "by_severity", "by_code", "by_collection",
        "known", "gone", "interrupted", "unread",
    ),
    "CollectionCounts": ("files", "findings"),
    "Unread": ("reason", "files", "examples"),
    "Finding": (
        "code", "name", "severity", "message", "file", *PLACE, "path", "help", "fix", "url", "related",
        "untold", "record",
    ),
    "Fix": ("safety", "message", "edits"),
    "Edit": (*PLACE, "replacement"),
    "Related": ("file", *PLACE, "message", "record"),
    "FixResult": ("text", "applied", "fixed", "is_unfinished", "report"),
}  # fmt: skip
METHODS = {
    "Config": {"folder"},
    "Report": {"to_dict"},
    "Table": {"get", "items", "keys", "values"},
}
OTHERS = {"Config", "NewslintError", "Table", "__version__"}


def test_these_are_the_names() -> None:
    names = {*FUNCTIONS, *RESULTS, *OTHERS}
    assert sorted(newslint.__all__) == sorted(names)
    assert len(newslint.__all__) == len(names)
    assert names <= set(dir(newslint))
    assert dir(newslint) == sorted(set(dir(newslint)))
    for name in names:
        assert getattr(newslint, name) is getattr(newslint, name)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_called_as_ever(name: str) -> None:
    signature = inspect.signature(getattr(newslint, name))
    written = {
        "StrPath": str(StrPath),
        "Iterable": "collections.abc.Iterable",
        "Mapping": "collections.abc.Mapping",
        "Config": "newslint.api.loading.Config",
        "Report": "newslint.api.results.Report",
        "FixResult": "newslint.api.results.FixResult",
    }
    assert _plain(str(signature), written) == FUNCTIONS[name]


def _plain(said: str, written: dict[str, str]) -> str:
    for name, long in written.items():
        said = said.replace(long, name)
    return said


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_has_the_same_parts_as_ever(name: str) -> None:
    kind: Any = getattr(newslint, name)
    assert tuple(field.name for field in dataclasses.fields(kind)) == RESULTS[name]
    assert kind.__dataclass_params__.frozen
    assert not hasattr(kind.__new__(kind), "__dict__")


@pytest.mark.parametrize("name", sorted({*METHODS, *RESULTS}))
def test_nothing_else_is_offered(name: str) -> None:
    offered = {part for part in dir(getattr(newslint, name)) if not part.startswith("_")}
    assert offered == METHODS.get(name, set()) | set(RESULTS.get(name, ()))


def test_an_error_is_one_kind() -> None:
    assert issubclass(newslint.NewslintError, Exception)
    assert newslint.NewslintError.__mro__[1] is Exception


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'newslint' has no attribute 'check_txt'$"):
        newslint.check_txt  # type: ignore[attr-defined]  # noqa: B018


def test_the_import_alone_loads_nothing() -> None:
    code = """
import sys
before = set(sys.modules)
import newslint
assert newslint.__version__ and "check_text" in dir(newslint)
print(sorted(set(sys.modules) - before))
from newslint import *
print(check_text.__module__, NewslintError.__module__)
"""
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    if "No module named" not in done.stderr:
        assert done.stdout.split("\n")[:2] == ["['newslint']", "newslint.api.checking newslint.errors"]
    else:
        assert done.stdout == "['newslint']\n"


def test_the_types_are_known() -> None:
    """A checker of types sees what the lazy names stand for."""
    source = inspect.getsource(newslint)
    listed = source[source.index("if TYPE_CHECKING:") : source.index("__all__ =")]
    assert all(f" {name}," in listed.replace("\n", ",") for name in newslint.__all__ if name != "__version__")
