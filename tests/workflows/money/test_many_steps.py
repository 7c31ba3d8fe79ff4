"""Cash, refunds and returns of a few delivered orders in any order: nothing is ever broken."""

import random
from uuid import UUID

import pytest

from tests.proofs.cash_inputs import CASH_INPUTS
from tests.proofs.inputs import INPUTS, Draw
from tests.support.arriving import a_courier, delivered, walked
from tests.support.clock import TestClock
from tests.support.shop import an_order, policy
from workflows.actors import Actor
from workflows.case import load
from workflows.checker import check
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.engine import Command, choices
from workflows.errors import Refused
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.shipping import CreateShipment
from workflows.units import Units
from workflows.work import Work

MONEY: tuple[type[Command], ...] = (*CASH_INPUTS, MarkPaid, RefundOrder, RefundSent)


def offered(desk: Desk, order_id: UUID, by: Actor, dice: random.Random) -> list[Command]:
    """What can be done with the money of an order now, with something sensible typed in."""

    def unit(work: Work) -> list[Command | None]:
        case, _ = load(work, order_id, by)
        able = [kind for kind, reason in choices(case) if reason is None and kind in MONEY]
        return [INPUTS[kind](Draw(case, dice, [])) for kind in able]

    return [command for command in desk.read(unit) if command is not None]


@pytest.mark.parametrize("seed", range(2))  # the walk does more of them, but gets to money late
def test_what_is_offered_is_done_and_nothing_breaks(desk: Desk, samia: Actor, clock: TestClock, seed: int) -> None:
    dice = random.Random(seed)
    policy(desk, cash_paid_on_delivery=dice.random() < 0.5, restock_returns=dice.choice(["ALL", "ASK"]))
    made = [delivered(desk, amount=dice.choice([None, 300000])) for _ in range(3)]
    done = 0
    for _ in range(40):
        clock.forward(minutes=1)
        about = dice.choice(made)
        able = offered(desk, about.id, samia, dice)
        if able:
            desk.perform(about.id, dice.choice(able), by=samia)
            done += 1
        assert desk.read(check) == []
    assert done > 10


def test_two_parcels_have_two_amounts_of_cash(desk: Desk, samia: Actor) -> None:
    """A split order: each parcel's cash is settled by itself, and named where both could be meant."""
    a_courier(desk, "Yalidine")
    made = an_order(desk)
    walked(desk, made.id, [Confirm(), CreateShipment((Units("ARG", 2),)), CreateShipment((Units("SOAP", 1),))])
    for number in (1, 2):
        steps = [
            MarkReady("Yalidine", f"W{number}", shipment=number),
            HandOver(shipment=number),
            Deliver(shipment=number),
        ]
        walked(desk, made.id, list(steps))
    with pytest.raises(Refused, match="more than one parcel that this could mean"):
        desk.perform(made.id, SettleCash(), by=samia)
    for number in (1, 2):
        desk.perform(made.id, SettleCash(shipment=number), by=samia)
    assert desk.read(check) == []
