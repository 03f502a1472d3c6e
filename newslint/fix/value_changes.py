"""What differs between the values of a document before and after an edit; open it to follow a refusal."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from newslint.finding import Path


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    "value": the value at `path` is another one; that is the whole mapping or list where it can't be told what
    became of its fields. "renamed": the key at `path` became `key` and kept its place. "added": the mapping
    at `path` got the field `key`.
    """

    kind: Literal["value", "renamed", "added"]
    path: Path
    old: Any = None
    new: Any = None
    key: str = ""


def changes_between(old: Any, new: Any) -> Iterator[Change]:
    """Compare two values, with their types and the order of keys.

    What lies in a renamed field goes by its old path.
    """
    todo: list[tuple[Path, Any, Any]] = [((), old, new)]
    while todo:
        path, before, after = todo.pop()
        if isinstance(before, dict) and isinstance(after, dict):
            pairs = _paired(list(before), list(after))
            if pairs is None:
                yield Change("value", path, before, after)
                continue
            for old_key, new_key in pairs:
                if old_key is None:
                    yield Change("added", path, new=after[new_key], key=new_key)
                    continue
                if old_key != new_key:
                    yield Change("renamed", (*path, old_key), key=new_key)
                todo.append(((*path, old_key), before[old_key], after[new_key]))
        elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            todo += [((*path, index), *pair) for index, pair in enumerate(zip(before, after, strict=True))]
        elif not _same(before, after):
            yield Change("value", path, before, after)


def _paired(old: list[str], new: list[str]) -> list[tuple[str | None, str]] | None:
    """Each key with the one in its place now, None with an added one; None where that is unclear."""
    if old == new:
        return list(zip(old, new, strict=True))
    known = set(old)
    if len(old) == len(new):
        gone = known.difference(new)
        pairs = list(zip(old, new, strict=True))
        clear = all(was == now or (was in gone and now not in known) for was, now in pairs)
        return list(pairs) if clear else None
    if [key for key in new if key in known] == old:
        return [(key if key in known else None, key) for key in new]
    return None


def _same(before: Any, after: Any) -> bool:
    if type(before) is not type(after) or isinstance(before, dict | list):
        return False
    # As text, for .nan differs from itself and -0.0 is equal to 0.0.
    return repr(before) == repr(after) if isinstance(before, float) else bool(before == after)
