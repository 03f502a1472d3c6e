"""Makes one error of all that keeps a call from its work; open it when another one comes through."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from newslint.errors import ExhaustedError, NewslintError

_P = ParamSpec("_P")
_T = TypeVar("_T")


def as_newslint_error(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """A function that raises NewslintError, too, where the machine has no more of what it needs."""

    @wraps(function)
    def call(*arguments: _P.args, **named: _P.kwargs) -> _T:
        try:
            return function(*arguments, **named)
        except ExhaustedError as error:
            raise NewslintError(str(error)) from error

    return call
