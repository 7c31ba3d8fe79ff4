"""The next file of a courier is read as the last one was settled."""

from dataclasses import replace

import pytest

from tests.support.history import shop_events
from tests.workflows.settlement.files import HEADER
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.settlement.columns import Mapping
from workflows.settlement.remembered import Remembered, last_time, remember
from workflows.settlement.words import Column

COLUMNS = (
    (Column.AMOUNT, ("COD",)),  # not in the order of a guess
    (Column.WAYBILL, ("Tracking",)),
    (Column.FEE, ("Delivery fee", "Status")),
)
HOW = Remembered(HEADER, Mapping(COLUMNS, ",", "DZD"), 50)


def told(desk: Desk, how: Remembered, by: Actor, courier: str = "Yalidine") -> None:
    desk.write(lambda work: remember(work, courier, how, by=by))


def found(desk: Desk, *, courier: str = "Yalidine", header: tuple[str, ...] = HEADER) -> Remembered | None:
    return desk.read(lambda work: last_time(work, courier, header))


def test_it_works(desk: Desk, samia: Actor) -> None:
    assert found(desk) is None
    told(desk, HOW, samia)
    assert found(desk) == HOW
    assert desk.read(check) == []


def test_the_newest_counts(desk: Desk, samia: Actor) -> None:
    for tolerance in (50, 0, 100):
        told(desk, replace(HOW, tolerance=tolerance), samia)
    assert found(desk) == replace(HOW, tolerance=100)


def test_other_couriers_and_other_columns_are_others(desk: Desk, samia: Actor) -> None:
    told(desk, HOW, samia)
    other = replace(HOW, header=(*HEADER, "Bonus"), tolerance=7)
    told(desk, other, samia)
    assert (found(desk), found(desk, header=other.header)) == (HOW, other)
    assert found(desk, courier="ZR Express") is None
    assert found(desk, header=HEADER[::-1]) is None


def test_what_is_known_is_not_told_again(desk: Desk, samia: Actor) -> None:
    for _ in range(2):
        told(desk, HOW, samia)
    (event,) = shop_events(desk, "RememberSettlement")
    assert (event.actor, event.data["courier"], event.data["tolerance"]) == ("Samia", "Yalidine", 50)


def test_agents_are_refused(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="agents may not settle cash; ask a supervisor"):
        told(desk, HOW, amina)
