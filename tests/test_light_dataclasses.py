"""Light dataclasses, made of annotated fields."""

import pickle
from functools import cached_property

import pytest

from newslint.light_dataclasses import field, frozen_dataclass, light_dataclass, replace


@light_dataclass
class Crane:
    """Lifts."""

    name: str
    tons: int = 3
    hooks: list[str] = field(default_factory=list)

    def lifts(self, tons: int) -> bool:
        return tons <= self.tons


@frozen_dataclass
class Quay:
    name: str
    _cranes: tuple[Crane, ...] = ()

    @cached_property
    def reach(self) -> int:
        return sum(crane.tons for crane in self._cranes)


def test_fields_are_given_by_place_or_name_or_have_a_default() -> None:
    crane = Crane("north", hooks=["a"])
    assert (crane.name, crane.tons, crane.hooks) == ("north", 3, ["a"])
    assert (Crane("south", 5).tons, Crane(name="west").hooks) == (5, [])
    assert (crane.lifts(3), crane.lifts(4)) == (True, False)
    with pytest.raises(TypeError):
        Crane()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Crane("north", 3, [], 1)  # type: ignore[call-arg]


def test_each_instance_has_its_own_of_what_is_made() -> None:
    one, other = Crane("north"), Crane("south")
    one.hooks.append("a")
    assert (one.hooks, other.hooks) == (["a"], [])


def test_an_instance_has_slots_unless_it_remembers_something() -> None:
    with pytest.raises(AttributeError):
        Crane("north").colour = "red"  # type: ignore[attr-defined]
    assert not hasattr(Crane("north"), "__dict__")
    quay = Quay("north", (Crane("a"), Crane("b", 4)))
    assert (quay.reach, vars(quay)["reach"]) == (7, 7)


def test_an_instance_equals_itself_only() -> None:
    crane = Crane("north")
    assert crane == crane  # noqa: PLR0124
    assert crane != Crane("north")
    assert len({crane, Crane("north"), crane}) == 2


def test_an_instance_like_another_one() -> None:
    crane = Crane("north", 5, ["a"])
    more = replace(crane, tons=7)
    assert (more.name, more.tons, more.hooks) == ("north", 7, ["a"])
    assert crane.tons == 5
    quay = Quay("north", (crane,))
    assert quay.reach == 5
    assert replace(quay, _cranes=(more,)).reach == 7, "nothing is remembered of the other one"
    with pytest.raises(TypeError):
        replace(crane, colour="red")


def test_a_class_stays_what_it_was() -> None:
    assert (Crane.__name__, Crane.__doc__, Crane.__module__) == ("Crane", "Lifts.", __name__)
    match Crane("north", 4):
        case Crane(name, tons):
            assert (name, tons) == ("north", 4)


def test_another_process_gets_a_copy() -> None:
    copy = pickle.loads(pickle.dumps(Crane("north", 4, ["a"])))  # noqa: S301 - our own
    assert (copy.name, copy.tons, copy.hooks) == ("north", 4, ["a"])


def test_the_first_instances_are_made_as_all_others() -> None:
    @light_dataclass
    class Gate:
        width: int
        height: int = 2
        marks: list[int] = field(default_factory=list)

    first = Gate.__init__
    for _ in range(5):
        gates = Gate(1), Gate(width=3, height=4), Gate(5, 6, [7]), Gate(8, marks=[9])
        assert [(gate.width, gate.height, gate.marks) for gate in gates] == [
            (1, 2, []), (3, 4, []), (5, 6, [7]), (8, 2, [9]),
        ]  # fmt: skip
        gates[0].marks.append(1)
    assert Gate.__init__ is not first, "so many have a constructor"


@pytest.mark.parametrize(
    "given",
    [((), {}), ((1, 2, 3), {}), ((1,), {"width": 2}), ((1,), {"colour": 2}), ((), {"height": 1, "x": 1})],
)
def test_values_that_do_not_fit_are_refused(given: tuple[tuple[int, ...], dict[str, int]]) -> None:
    @light_dataclass
    class Gate:
        width: int
        height: int = 2

    values, named = given
    for _ in range(2):  # by what makes the first instances, and by what makes the others
        with pytest.raises(TypeError):
            Gate(*values, **named)
    assert (Gate(1).width, Gate(1).height) == (1, 2)
