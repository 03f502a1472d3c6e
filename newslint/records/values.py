"""Writes values as JSON; open it for what dates, decimals, bytes and the values of NumPy become.

| value | JSON |
| --- | --- |
| None | null |
| not a number (`nan`, `NaT`, `pandas.NA`) | the field is left out; null in a list |
| infinity | the text `Infinity` or `-Infinity`, which no schema takes for a number |
| a date, a time, a moment | its ISO 8601 form, with an offset where it has one |
| a duration | seconds |
| a decimal | a number: an integer, or the nearest double |
| bytes | the text that they are in UTF-8, else Base64 |
| an enumeration | its value |
| a scalar or an array of NumPy | what it holds, as above |
| a mapping; a list, a tuple, a set | an object whose keys are texts; an array, that of a set in order |
| a UUID, a path | text |

All else is refused, and named.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite, isnan
from pathlib import PurePath
from typing import Any, Final
from uuid import UUID

from newslint.errors import NewslintError
from newslint.finding import Path, format_path

_DEEPEST: Final = 200
_PLAIN: Final = frozenset({str, int, bool, type(None)})
_NOT_THERE: Final = object()
_MISSING: Final = frozenset({"NAType", "NaTType"})  # of pandas, which need not be installed
_LARGEST_INTEGER: Final = 10**3500  # Python writes no more than some thousand digits


def written_as_json(fields: Mapping[Any, Any], record: str) -> bytes:
    """Write a mapping as JSON on one line, in UTF-8.

    Args:
        fields: The values.
        record: What messages call it.

    Raises:
        NewslintError: a value stands for nothing that JSON can say.
    """
    if not isinstance(fields, Mapping):
        kind = type(fields).__name__
        raise NewslintError(f"{record}: a record is a mapping of fields, or an article's text, not `{kind}`")
    try:
        plain = _mapping(fields, ())
    except _RefusedError as refused:
        raise NewslintError(f"{record}: {refused}") from None
    except RecursionError:
        raise NewslintError(f"{record}: it holds too many levels, or itself") from None
    text = json.dumps(plain, ensure_ascii=False)
    try:
        return text.encode("utf-8", "surrogateescape")  # what stands for a byte that is no text is this byte
    except UnicodeEncodeError:  # half of a character, as an escape
        return json.dumps(plain).encode()


def without_nulls(value: Any) -> Any:
    """A value of a table without what is null in its objects.

    The formats of tables can't tell a null from no field: what any record has is a column of all.
    """
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list) or getattr(value, "ndim", False):  # an array of NumPy
        return [without_nulls(item) for item in value]
    return value


class _RefusedError(Exception):
    """A value stands for nothing that JSON can say."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"`{format_path(path)}` {why}")


def _mapping(fields: Mapping[Any, Any], path: Path) -> dict[str, Any]:
    _refuse_deep(path)
    plain = {}
    for key, value in fields.items():
        name = key if isinstance(key, str) else str(key.value if isinstance(key, Enum) else key)
        said = value if type(value) in _PLAIN and type(value) is not int else _plain(value, (*path, name))
        if said is not _NOT_THERE:
            plain[name] = said
    return plain


def _list(items: Any, path: Path) -> list[Any]:
    _refuse_deep(path)
    plain = [_plain(item, (*path, number)) for number, item in enumerate(items)]
    return [None if item is _NOT_THERE else item for item in plain]


def _refuse_deep(path: Path) -> None:
    if len(path) > _DEEPEST:
        raise _RefusedError(path[:5], f"holds more than {_DEEPEST} levels, or itself")


def _plain(value: Any, path: Path) -> Any:  # noqa: PLR0911, PLR0912, C901 - a table of types
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return _integer(int(value), path)
    if isinstance(value, float):
        return _float(float(value))
    if isinstance(value, Mapping):
        return _mapping(value, path)
    if isinstance(value, list | tuple):
        return _list(value, path)
    if type(value).__name__ in _MISSING:  # NaT calls itself a moment
        return _NOT_THERE
    if isinstance(value, date | time):  # moments are dates
        return value.isoformat()
    if isinstance(value, timedelta):
        return _float(value.total_seconds())
    if isinstance(value, Decimal):
        return _decimal(value, path)
    if isinstance(value, bytes | bytearray | memoryview):
        return _bytes(bytes(value))
    if isinstance(value, set | frozenset):
        return _list(sorted(value, key=lambda item: (type(item).__name__, str(item))), path)
    if isinstance(value, UUID | PurePath):
        return str(value)
    if hasattr(value, "dtype"):  # of NumPy, or a column of pandas
        return _of_numpy(value, path)
    raise _RefusedError(path, f"is a `{type(value).__name__}`, which JSON can't say; make it text")


def _of_numpy(value: Any, path: Path) -> Any:
    if getattr(value, "ndim", 0):
        return _list(value, path)
    if type(value).__name__ == "datetime64":  # of nanoseconds, which `item` makes an integer
        said = str(value)
        return _NOT_THERE if said == "NaT" else said
    made = value.item()
    if hasattr(made, "dtype"):
        raise _RefusedError(path, f"is a `{type(value).__name__}`, which JSON can't say; make it text")
    return _plain(made, path)


def _integer(value: int, path: Path) -> int:
    if abs(value) >= _LARGEST_INTEGER:
        raise _RefusedError(path, "has more digits than programs can read")
    return value


def _float(value: float) -> Any:
    if isfinite(value):
        return value
    if isnan(value):
        return _NOT_THERE
    return "Infinity" if value > 0 else "-Infinity"


def _decimal(value: Decimal, path: Path) -> Any:
    if not value.is_finite():
        return _float(float("nan") if value.is_nan() else float(value))
    if value.adjusted() < len(str(_LARGEST_INTEGER)) and value == value.to_integral_value():
        return _integer(int(value), path)
    return _float(float(value))


def _bytes(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return b64encode(value).decode()


__all__ = ["without_nulls", "written_as_json"]
