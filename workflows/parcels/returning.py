"""A parcel that was not delivered is back and is counted in, always by hand (domain.md S14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.orders import Line
from models.shipments import Return, ShipmentLine, returns
from models.statuses import LOCKED, ROAD, Confirmation, ReturnKind, Shipping
from workflows.actors import STAFF
from workflows.case import Case
from workflows.derive import Parcel
from workflows.engine import ParcelCommand, Rule, rules
from workflows.errors import Refused
from workflows.messages.writing import tell_customer
from workflows.money import cash_due
from workflows.parcels.assigning import call_back
from workflows.parcels.road import has_left
from workflows.policy import Restock
from workflows.stock import ledger
from workflows.units import line_named


@dataclass(frozen=True, slots=True)
class Counted:
    """Units of one line as they came back; those that are neither fit nor damaged are lost."""

    product: str  #: SKU or title; the line's number (1, 2, 3 …) where two lines have one product
    fit: int  #: fit for sale
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class ReceiveReturn(ParcelCommand):
    """Receive the return."""

    done = "received a returned parcel of this order"

    lines: tuple[Counted, ...] = ()  #: what came back, line by line; the rest is lost
    reason: str = ""  #: why it came back; why the delivery failed when left out


@dataclass(frozen=True, slots=True)
class Count:
    """What came back of one line of the parcel."""

    line: Line
    sent: ShipmentLine
    fit: int
    damaged: int

    @property
    def lost(self) -> int:
        """Units that did not come back."""
        return self.sent.quantity - self.fit - self.damaged


def counted(case: Case, parcel: Parcel, lines: Sequence[Counted]) -> list[Count]:
    """Every line of the parcel with what was counted; Refused when that cannot be.

    Where goods return to stock by themselves (`restock_returns=ALL`), a count that says nothing says all is fit.
    """
    if not lines and case.policy.restock_returns is Restock.ASK:
        raise Refused("count what came back: of each product the fit and the damaged units; the rest is lost")
    named: dict[object, Counted] = {}
    for one in lines:
        line = line_named(case, one.product)
        if line.id in named:
            raise Refused(f"{line.title} is counted twice; count it once, with all its units")
        named[line.id] = one
    by_id = {line.id: line for line in case.lines}
    found = [_count(by_id[sent.line_id], sent, named.pop(sent.line_id, None), bool(lines)) for sent in parcel.lines]
    if named:
        raise Refused(f"parcel {parcel.shipment.position} has no {next(iter(named.values())).product}; leave it out")
    return found


def _count(line: Line, sent: ShipmentLine, said: Counted | None, others_said: bool) -> Count:
    if said is None:
        return Count(line, sent, 0 if others_said else sent.quantity, 0)
    if said.fit < 0 or said.damaged < 0:
        raise Refused(f"{line.title}: fewer than no units cannot come back")
    if said.fit + said.damaged > sent.quantity:
        raise Refused(f"{line.title}: {sent.quantity} were sent, {said.fit + said.damaged} cannot come back")
    return Count(line, sent, said.fit, said.damaged)


# Guards and checks.


def packed_may_return(case: Case) -> str | None:
    """Guard: the shop lets a packed parcel be set Returned (CODSPOT)."""
    if case.policy.return_before_hand_over:
        return None
    return "this parcel has not left; cancel the shipment instead"


def adds_up(case: Case, command: ReceiveReturn) -> str | None:
    """Check: no more units come back than were sent."""
    try:
        counted(case, case.the_parcel, command.lines)
    except Refused as problem:
        return str(problem)
    return None


# Effects.


def receive(case: Case, command: ReceiveReturn) -> None:
    """S14: counted in; fit units to stock, damaged and lost ones written down; nothing is to be collected."""
    parcel, counts = case.the_parcel, counted(case, case.the_parcel, command.lines)
    ledger.take_back(case, parcel, {one.line.id: (one.fit, one.damaged, one.lost) for one in counts})
    for one in counts:
        one.sent.back = one.sent.quantity
        case.work.add(returns, _row(case, one, command.reason.strip() or parcel.shipment.why))
    cash_due.void(parcel.shipment)
    case.facts |= {name: sum(getattr(one, name) for one in counts) for name in ("fit", "damaged", "lost")}
    tell_customer(case, "returned")


def _row(case: Case, one: Count, reason: str) -> Return:
    return Return(
        one.sent.shop_id,
        case.work.new_id(),
        one.sent.order_id,
        one.sent.shipment_id,
        one.line.id,
        ReturnKind.REFUSED,
        one.fit,
        one.damaged,
        one.lost,
        reason,
        case.actor.name,
        case.work.now,
    )


def take_back_from_courier(case: Case, _command: ReceiveReturn) -> None:
    """A connected courier need not come for it any more."""
    call_back(case, case.the_parcel.shipment)


_OUT = ROAD | {Shipping.IN_RETURN, Shipping.CANCELLED}
_READY = frozenset({Shipping.READY})

rules(
    Rule(
        "S14",
        ReceiveReturn,
        LOCKED | {Confirmation.CONFIRMED},
        STAFF,
        guards=(has_left,),
        checks=(adds_up,),
        effects=(receive,),
        parcels=_OUT,
        parcel_to=Shipping.RETURNED,
    ),
    Rule(
        "S14",
        ReceiveReturn,
        frozenset({Confirmation.CONFIRMED}),
        STAFF,
        guards=(packed_may_return,),
        checks=(adds_up,),
        effects=(receive, take_back_from_courier),
        parcels=_READY,
        parcel_to=Shipping.RETURNED,
    ),
)
