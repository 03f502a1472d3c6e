"""Light named tuples: they do what those of `typing` do."""

import copy
import pickle
from typing import Any, NamedTuple

import pytest

from newslint import light_tuples


class Crane(light_tuples.NamedTuple):
    """Lifts."""

    name: str
    tons: int = 3
    hooks: tuple[str, ...] = ()

    @property
    def is_strong(self) -> bool:
        return self.tons > 10


class Nothing(light_tuples.NamedTuple):
    """Has no fields."""


class Other(light_tuples.NamedTuple):
    """Begins to be made while another class of the same fields is there."""

    name: str
    tons: int = 5


class Spare(Crane):
    """Is derived, and made before its base."""

    __slots__ = ()


class _Typed(NamedTuple):
    name: str
    tons: int = 3
    hooks: tuple[str, ...] = ()


def test_fields_are_given_by_place_or_name_or_have_a_default() -> None:
    assert tuple(Crane("north", hooks=("a",))) == ("north", 3, ("a",))
    assert tuple(Crane(name="south", tons=5)) == ("south", 5, ())
    assert (Other("east").tons, Crane("west").tons) == (5, 3)
    assert (len(Nothing()), Nothing._fields) == (0, ())
    assert (Crane("north", 10).is_strong, Crane("north", 11).is_strong) == (False, True)


def test_the_first_instances_are_made_as_all_others() -> None:
    class Gate(light_tuples.NamedTuple):
        width: int
        height: int = 2

    first = Gate.__new__
    for _ in range(5):
        assert [tuple(gate) for gate in (Gate(1), Gate(width=3), Gate(1, height=4), Gate(5, 6))] == [
            (1, 2), (3, 2), (1, 4), (5, 6),
        ]  # fmt: skip
    assert Gate.__new__ is not first, "so many have a constructor"


@pytest.mark.parametrize(
    "given",
    [((), {}), (("north", 3, (), 1), {}), (("north",), {"colour": "red"}), (("north",), {"name": "south"}),
     ((), {"tons": 1, "colour": "red"})],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused(given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    class Gate(light_tuples.NamedTuple):
        name: str
        tons: int = 3
        hooks: tuple[str, ...] = ()

    values, named = given
    for _ in range(2):  # by what makes the first instances, and by what makes the others
        with pytest.raises(TypeError):
            Gate(*values, **named)
    with pytest.raises(TypeError):
        Nothing(1)  # type: ignore[call-arg]
    assert tuple(Gate("north")) == ("north", 3, ())


def test_an_instance_is_a_tuple() -> None:
    crane = Crane("north", 4)
    name, tons, hooks = crane
    assert (name, tons, hooks) == ("north", 4, ())
    assert tuple(crane) == ("north", 4, ())
    assert hash(crane) == hash(("north", 4, ()))
    assert crane < Crane("north", 5)
    assert isinstance(crane, tuple)
    assert not hasattr(crane, "__dict__")
    with pytest.raises(AttributeError):
        crane.name = "south"  # type: ignore[misc]


def test_an_instance_like_another_one() -> None:
    crane = Crane("north", 4)
    assert crane._replace(tons=7) == Crane("north", 7)
    assert type(crane._replace(tons=7)) is Crane
    assert crane.tons == 4, "the first one stays"
    changes: dict[str, Any] = {"tons": 7, "colour": "red", "size": 1}
    with pytest.raises(ValueError, match="no such fields: colour, size"):
        crane._replace(**changes)


def test_an_instance_of_what_can_be_gone_through() -> None:
    assert Crane._make(iter(("north", 4, ()))) == Crane("north", 4)
    for values in (("north", 4), ("north", 4, (), 1)):
        with pytest.raises(TypeError, match=f"expected 3 values, got {len(values)}"):
            Crane._make(values)


def test_it_tells_of_itself() -> None:
    assert Crane("north")._asdict() == {"name": "north", "tons": 3, "hooks": ()}
    assert repr(Crane("north")) == "Crane(name='north', tons=3, hooks=())"
    assert repr(Nothing()) == "Nothing()"
    assert (Crane._fields, Crane._field_defaults) == (("name", "tons", "hooks"), {"tons": 3, "hooks": ()})
    assert (Crane.__name__, Crane.__doc__, Crane.__module__) == ("Crane", "Lifts.", __name__)
    assert Crane.__annotations__ == _Typed.__annotations__
    match Crane("north", 4):
        case Crane(name, tons):
            assert (name, tons) == ("north", 4)


def test_copies_are_equal_and_of_the_same_class() -> None:
    crane = Crane("north", 4, ("a",))
    for other in (pickle.loads(pickle.dumps(crane)), copy.copy(crane), copy.deepcopy(crane)):  # noqa: S301 - ours
        assert (other, type(other)) == (crane, Crane)


def test_a_derived_class_makes_its_own() -> None:
    assert type(Spare("north")) is Spare
    assert type(Spare("north")) is Spare
    assert type(Crane("north")) is Crane
    assert repr(Spare("north", 1)) == "Spare(name='north', tons=1, hooks=())"


def test_it_says_what_one_of_typing_says() -> None:
    ours, theirs = Crane("north", 4), _Typed("north", 4)
    assert tuple(ours) == tuple(theirs)
    assert repr(ours).partition("(")[2] == repr(theirs).partition("(")[2]
    assert ours._asdict() == theirs._asdict()
    assert (Crane._fields, Crane._field_defaults) == (_Typed._fields, _Typed._field_defaults)
    assert Crane.__match_args__ == _Typed.__match_args__
