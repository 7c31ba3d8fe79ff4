"""Goods that the customer sends back after delivery (R1). The parcel stays delivered; the money is `refunds`."""

from dataclasses import dataclass

from models.orders import Line
from models.shipments import Return, ShipmentLine, returns
from models.statuses import ARRIVED, Confirmation, ReturnKind, Role
from workflows.case import Case
from workflows.engine import ParcelCommand, Rule, rules
from workflows.errors import Refused
from workflows.messages.writing import tell_customer
from workflows.parcels.returning import Counted
from workflows.policy import Restock
from workflows.spoken import counted
from workflows.stock import ledger
from workflows.units import line_named


@dataclass(frozen=True, slots=True)
class ReturnAfterDelivery(ParcelCommand):
    """Return after delivery."""

    done = "took back units of this order"

    lines: tuple[Counted, ...]  #: what the customer sent back, line by line: fit for sale goes back in stock
    reason: str = ""  #: why


@dataclass(frozen=True, slots=True)
class SentBack:
    """What came back of one line of a parcel."""

    line: Line
    sent: ShipmentLine
    fit: int  #: units for the shelf
    damaged: int

    @property
    def units(self) -> int:
        """All that came back."""
        return self.fit + self.damaged


def at_the_customer(sent: ShipmentLine) -> int:
    """Units of a line that were delivered and have not come back."""
    return sent.quantity - sent.back - sent.sent_back


def came_back(case: Case, command: ReturnAfterDelivery) -> list[SentBack]:
    """Every line that was named, with its units; Refused when that cannot be."""
    if not command.lines:
        raise Refused("name the products that came back, and how many units of each")
    found: dict[object, SentBack] = {}
    for one in command.lines:
        back = _one(case, one)
        if back.line.id in found:
            raise Refused(f"{back.line.title} is named twice; name it once, with all its units")
        found[back.line.id] = back
    return list(found.values())


def _one(case: Case, one: Counted) -> SentBack:
    line, parcel = line_named(case, one.product), case.the_parcel
    sent = next((sent for sent in parcel.lines if sent.line_id == line.id), None)
    if sent is None:
        raise Refused(f"parcel {parcel.shipment.position} has no {line.title}; leave it out")
    if min(one.fit, one.damaged) < 0 or one.fit + one.damaged == 0:
        raise Refused(f"{line.title}: type how many units came back, or leave the line out")
    if one.fit + one.damaged > at_the_customer(sent):
        raise Refused(
            f"{line.title}: the customer has {counted(at_the_customer(sent), 'unit')} of this parcel, no more"
        )
    if one.damaged and case.policy.restock_returns is Restock.ALL:
        raise Refused(f"{line.title}: this shop puts every unit that is sent back in stock; count them all as fit")
    return SentBack(line, sent, one.fit, one.damaged)


def something_out(case: Case) -> str | None:
    """Guard: the customer still has units of the parcel."""
    if any(at_the_customer(sent) for sent in case.the_parcel.lines):
        return None
    return "every unit of this parcel has come back"


def adds_up(case: Case, command: ReturnAfterDelivery) -> str | None:
    """Check: no more units come back than the customer has."""
    try:
        came_back(case, command)
    except Refused as problem:
        return str(problem)
    return None


def take_back(case: Case, command: ReturnAfterDelivery) -> None:
    """R1: units are counted, fit ones go back in stock, damaged ones are written down; a message is written."""
    back = came_back(case, command)
    ledger.take_back(case, case.the_parcel, {one.line.id: (one.fit, one.damaged, 0) for one in back})
    for one in back:
        one.sent.sent_back += one.units
        case.work.add(returns, _row(case, one, command.reason.strip()))
    case.facts |= {"fit": sum(one.fit for one in back), "damaged": sum(one.damaged for one in back)}
    tell_customer(case, "returned")


def _row(case: Case, one: SentBack, reason: str) -> Return:
    return Return(
        one.sent.shop_id,
        case.work.new_id(),
        one.sent.order_id,
        one.sent.shipment_id,
        one.line.id,
        ReturnKind.SENT_BACK,
        one.fit,
        one.damaged,
        0,
        reason,
        case.actor.name,
        case.work.now,
    )


rules(
    Rule(
        "R1",
        ReturnAfterDelivery,
        frozenset({Confirmation.CONFIRMED}),
        frozenset({Role.WAREHOUSE, Role.SUPERVISOR}),
        guards=(something_out,),
        checks=(adds_up,),
        effects=(take_back,),
        parcels=ARRIVED,
    )
)
