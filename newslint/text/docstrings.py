"""Docstrings of this program, read at run time; open it for a Python that leaves them out.

Python leaves them out with -OO and PYTHONOPTIMIZE=2; then they are read from the source.
"""

import sys
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any


def docstring_of(thing: Callable[..., Any] | ModuleType) -> str:
    """The docstring of a module, or of a class or a function at the top of one; empty where there is none."""
    if sys.flags.optimize < 2:
        return thing.__doc__ or ""
    if isinstance(thing, ModuleType):
        return _written_in(thing.__name__).get("", "")
    return _written_in(thing.__module__).get(thing.__name__, "")


@cache
def _written_in(module: str) -> dict[str, str]:
    """The docstrings of a module by name, its own under the empty one."""
    import ast  # noqa: PLC0415 - nobody else needs it
    from importlib.util import find_spec  # noqa: PLC0415 - the same

    found = find_spec(module)
    loader = found.loader if found else None
    source = loader.get_source(module) if loader is not None and hasattr(loader, "get_source") else None
    if source is None:
        return {}
    tree = ast.parse(source)
    named = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    return {name: ast.get_docstring(node, clean=False) or "" for name, node in {"": tree, **named}.items()}
