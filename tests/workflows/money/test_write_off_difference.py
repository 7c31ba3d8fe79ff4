"""A supervisor gives a difference up."""

import pytest

from models.statuses import CashState
from tests.support.arriving import DUE, delivered, parcel
from tests.support.ledger import last_event
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.money.cash import SettleCash, WriteOffDifference


@pytest.mark.parametrize(("came", "told"), [(DUE - 100, ("missing", 100)), (DUE + 100, ("too much", 100))])
def test_it_works(desk: Desk, samia: Actor, came: int, told: tuple[str, int]) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(came)), by=samia)
    desk.perform(made.id, WriteOffDifference("the driver left"), by=samia)
    assert (parcel(desk, made).cash, parcel(desk, made).remitted_minor) == (CashState.WRITTEN_OFF, came)
    assert last_event(desk, made).data[told[0]] == told[1]
    assert desk.read(check) == []


def test_without_a_reason_it_is_refused(desk: Desk, samia: Actor) -> None:
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(1)), by=samia)
    with pytest.raises(Refused, match="type why the difference is given up"):
        desk.perform(made.id, WriteOffDifference(" "), by=samia)


@pytest.mark.parametrize("before", [None, SettleCash()])
def test_without_a_difference_there_is_nothing_to_give_up(
    desk: Desk, samia: Actor, before: SettleCash | None
) -> None:
    made = delivered(desk)
    if before is not None:
        desk.perform(made.id, before, by=samia)
    with pytest.raises(Refused, match="nothing is short or over for this parcel"):
        desk.perform(made.id, WriteOffDifference("lost"), by=samia)


def test_an_agent_gives_nothing_up(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="'Give up the difference' is done by a supervisor here, not by an agent"):
        desk.perform(delivered(desk).id, WriteOffDifference("lost"), by=amina)
