"""Dataclasses that start quickly; open it where one of the standard library would take too long.

That takes ten times as long to define, and the first one loads half of Python's parser: a tenth of the time
in which one article is checked. So what every run loads is made here, or is a named tuple where equal ones
may stand for each other. They are used as those of `dataclasses`: `field`, `replace`.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final, TypeVar, dataclass_transform

_Type = TypeVar("_Type", bound=type)
_Instance = TypeVar("_Instance")
_Value = TypeVar("_Value")

_UNSET: Final = object()
_FIRST: Final = 8  # instances that are made without a constructor, which takes as long as thirty of them


class _Made:
    """The default of a field that is made anew for each instance."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], _Value]) -> _Value:
    """The default of a field of which each instance has its own."""
    return _Made(default_factory)  # type: ignore[return-value] # for the type checker it is what it makes


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def light_dataclass(plain: _Type) -> _Type:
    """Give a class a constructor that takes its annotated fields; an instance equals itself only.

    It has slots, unless it remembers something (`cached_property`).
    """
    content = dict(vars(plain))
    names = tuple(plain.__annotations__)
    defaults = {name: content.pop(name) for name in names if name in content}

    simply, known = _FIRST, frozenset(names)

    def first(self: Any, *values: Any, **named: Any) -> None:
        nonlocal simply
        simply -= 1
        if simply >= 0:
            given = dict(zip(names, values, strict=False))
            whole = {**defaults, **given, **named}
            if len(values) <= len(names) and whole.keys() == known and given.keys().isdisjoint(named):
                for name, value in whole.items():
                    setattr(self, name, value.make() if isinstance(value, _Made) else value)
                return
        # The others, and whoever is to be told what is missing, get a constructor.
        constructor = made.__init__ = _constructor(names, defaults)  # type: ignore[misc]
        constructor(self, *values, **named)

    content["__init__"] = first
    content["__match_args__"] = names
    if not any(isinstance(value, cached_property) for value in content.values()):
        content["__slots__"] = names
    for left in ("__dict__", "__weakref__"):  # which the new class gets if it needs them
        content.pop(left, None)
    made = type(plain)(plain.__name__, plain.__bases__, content)
    return made


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
def frozen_dataclass(plain: _Type) -> _Type:
    """The same for a class whose fields nobody sets; the type checker sees to that."""
    return light_dataclass(plain)


def replace(one: _Instance, **changes: Any) -> _Instance:
    """An instance like another one, but for some fields."""
    made: Any = type(one)
    return made(**{name: getattr(one, name) for name in made.__match_args__} | changes)  # type: ignore[no-any-return]


def _constructor(names: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., None]:
    known: dict[str, Any] = {"_UNSET": _UNSET}
    parameters = []
    lines = ["    pass"]
    for name in names:
        value = name
        if name not in defaults:
            parameters.append(name)
        elif isinstance(defaults[name], _Made):
            known[f"_default_{name}"] = defaults[name].make
            parameters.append(f"{name}=_UNSET")
            value = f"_default_{name}() if {name} is _UNSET else {name}"
        else:
            known[f"_default_{name}"] = defaults[name]
            parameters.append(f"{name}=_default_{name}")
        lines.append(f"    self.{name} = {value}")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), known)  # noqa: S102 - our own names
    return known["__init__"]  # type: ignore[no-any-return]
