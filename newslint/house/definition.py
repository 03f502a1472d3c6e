"""What a declared rule says, as a value; open it for a new kind of demand."""

from newslint.finding import Severity
from newslint.house.fields import Field
from newslint.light_tuples import NamedTuple

Scalar = str | int | float | bool


class Condition(NamedTuple):
    """When a rule speaks: where a field has a value, or none, or one of some values."""

    field: Field
    exists: bool = True
    one_of: tuple[Scalar, ...] = ()


class Definition(NamedTuple):
    """A declared rule: of which field it demands what, when, and in which words.

    Lengths count characters as people do: a letter with its accents is one. `pattern` and `forbidden_pattern`
    are regular expressions by ECMA 262 that may match anywhere, and take linear time. `equals` is None where
    nothing is to be equal. `conditions` must all hold. `message`, `help` and `docs` are those of its author,
    empty where there are none; `origin` says where it is declared.
    """

    code: str
    name: str
    field: Field
    severity: Severity = Severity.WARNING
    required: bool = False
    forbidden: bool = False
    pattern: str = ""
    forbidden_pattern: str = ""
    min_length: int | None = None
    max_length: int | None = None
    one_of: tuple[Scalar, ...] = ()
    equals: Scalar | None = None
    equals_field: Field | None = None
    conditions: tuple[Condition, ...] = ()
    unless_draft: bool = False
    message: str = ""
    help: str = ""
    docs: str = ""
    origin: str = ""
