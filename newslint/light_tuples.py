"""Named tuples that start quickly; open it where one of the standard library would take too long.

A run loads more than a hundred of them, and makes instances of half of these. `typing.NamedTuple` looks at
the type of each field and compiles a constructor when a class is defined: that took an eighth of the time in
which one article is checked. Here types are left to the type checker, and the constructor is made when there
are more than a few instances. They are used as those of `typing`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - so that the type checker knows what it is
else:
    from collections.abc import Callable, Iterable, Mapping
    from operator import itemgetter

    try:
        from _collections import _tuplegetter as field_at
    except ImportError:  # a Python that is not CPython

        def field_at(index: int, doc: str | None) -> property:
            """A field of a tuple, by its place."""
            return property(itemgetter(index), doc=doc)

    _FIRST = 8  # instances that are made without a constructor, which takes as long as thirty of them

    class _Named(tuple):
        """What all of them can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> tuple:
            """An instance of values in the order of the fields, each of which must have one."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"expected {len(cls._fields)} values, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> tuple:
            """An instance like this one, but for some fields."""
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"no such fields: {', '.join(changes)}")
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            """The values by their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            values = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self) -> tuple:
            """How copies are made, in other processes too."""
            return tuple(self)

    class _Defining(type):
        """Turns a class with annotated fields into one of tuples."""

        def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            del cls, bases
            # Python 3.14 keeps annotations in a function, which a class calls when it is asked.
            known = content.get("__annotations__")
            fields = tuple(type(name, (), dict(content)).__annotations__ if known is None else known)
            defaults = {field: content[field] for field in fields if field in content}
            content |= {field: field_at(index, None) for index, field in enumerate(fields)}
            content |= {
                "__slots__": (),
                "__match_args__": fields,
                "_fields": fields,
                "_field_defaults": defaults,
                "__new__": _first(fields, defaults),
            }
            return type(name, (_Named,), content)

    NamedTuple = type.__new__(_Defining, "NamedTuple", (), {})

    def _first(fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., tuple]:
        """What makes the first instances of a class: of many there are no more than that."""
        left, count, known = _FIRST, len(fields), frozenset(fields)

        def first(cls: type, *values: Any, **named: Any) -> tuple:
            nonlocal left
            left -= 1
            if left >= 0:
                if len(values) == count and not named:
                    return tuple.__new__(cls, values)
                given = dict(zip(fields, values, strict=False))
                whole = {**defaults, **given, **named}
                if len(values) <= count and whole.keys() == known and given.keys().isdisjoint(named):
                    return tuple.__new__(cls, map(whole.__getitem__, fields))
            # The others, and whoever is to be told what is missing, get a constructor.
            owner = next(one for one in cls.__mro__ if "_fields" in vars(one))
            make = _constructor(fields, defaults)
            owner.__new__ = staticmethod(make)
            return make(cls, *values, **named)

        return first

    def _constructor(fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., tuple]:
        """As quick as it gets: nothing but what a constructor written by hand would do."""
        given = "".join(f", {field}" for field in fields)
        values = f"({given[2:]}{',' * bool(fields)})"
        make = eval(f"lambda _cls{given}: _new(_cls, {values})", {"_new": tuple.__new__})  # noqa: S307 - our own names
        make.__defaults__ = tuple(defaults.values())
        return make
