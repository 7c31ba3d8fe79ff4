"""Valid input for the commands about cash and goods after delivery."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.statuses import ARRIVED, CashState
from workflows.engine import Command, Minor
from workflows.money.cash import SettleCash, WriteOffDifference, still_out
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery, at_the_customer

if TYPE_CHECKING:
    from tests.proofs.inputs import Draw

_COUNTABLE = (CashState.COLLECTED, CashState.SHORT, CashState.WRITTEN_OFF)


def _settled(draw: "Draw") -> Command:
    """Cash of a parcel that arrived: all of it, or another amount."""
    parcels = [parcel.shipment for parcel in draw.case.parcels]
    found = [shipment for shipment in parcels if shipment.cash in _COUNTABLE and still_out(shipment) >= 0]
    if not found:
        return SettleCash()
    shipment = draw.dice.choice(found)
    beyond = 7 if shipment.cash is CashState.COLLECTED else 0
    amount = draw.dice.choice([0, 0, still_out(shipment) // 2, still_out(shipment) + beyond])
    return SettleCash(Minor(amount) if amount else None, Minor(5), shipment=shipment.position)


def _given_up(draw: "Draw") -> Command:
    short = [parcel.shipment.position for parcel in draw.case.parcels if parcel.shipment.cash is CashState.SHORT]
    return WriteOffDifference("never came", shipment=draw.dice.choice(short) if short else 0)


def _sent_back(draw: "Draw") -> Command:
    """Some units of a parcel that the customer still has."""
    numbers = {line.id: line.position for line in draw.case.lines}
    for parcel in draw.case.parcels:
        lines = sorted(
            (numbers[line.line_id], at_the_customer(line)) for line in parcel.lines if at_the_customer(line)
        )
        if parcel.shipment.status in ARRIVED and lines:
            counted = tuple(Counted(str(name), draw.dice.randint(1, left)) for name, left in lines)
            return ReturnAfterDelivery(counted, draw.text(), shipment=parcel.shipment.position)
    return ReturnAfterDelivery(())


CASH_INPUTS: dict[type[Command], Callable[["Draw"], Command | None]] = {
    SettleCash: _settled,
    WriteOffDifference: _given_up,
    ReturnAfterDelivery: _sent_back,
}
