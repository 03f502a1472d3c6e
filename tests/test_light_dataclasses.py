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


def test_the_first_instance_is_made_as_all_others() -> None:
    @light_dataclass
    class Gate:
        width: int
        height: int = 2

    with pytest.raises(TypeError):
        Gate()  # type: ignore[call-arg]
    assert [(gate.width, gate.height) for gate in (Gate(1), Gate(width=3, height=4))] == [(1, 2), (3, 4)]
    assert Gate.__init__.__name__ == "__init__", "what made the first one has given way"
