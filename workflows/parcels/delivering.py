"""A parcel arrives, or is picked up, and its cash is taken (domain.md S9, S10, P5)."""

from dataclasses import dataclass

from models.statuses import (
    BEFORE_HAND_OVER,
    ROAD,
    CashState,
    Destination,
    Method,
    MoneyKind,
    Role,
    Shipping,
)
from workflows.actors import COURIER, STAFF
from workflows.case import Case
from workflows.engine import Minor, ParcelCommand, Rule, rules
from workflows.messages.writing import tell_customer
from workflows.money import cash_due
from workflows.money.receipts import book, close_attempts, owed
from workflows.parcels.assigning import ask_anew
from workflows.parcels.guards import RoadCommand, has_happened, is_delivered_to_a_door, ours_to_move
from workflows.parcels.road import handed_over
from workflows.parcels.shipping import CONFIRMED
from workflows.spoken import money as spoken
from workflows.stock import ledger

AT_THE_COUNTER = "pick-up point"  #: the gateway of cash that nobody drove anywhere


@dataclass(frozen=True, slots=True)
class Deliver(RoadCommand):
    """Delivered."""

    done = "delivered a parcel of this order"

    amount: Minor | None = None  #: what the customer paid; what was due when left out
    reason: str = ""  #: why another amount was paid than was due


@dataclass(frozen=True, slots=True)
class PickUp(ParcelCommand):
    """Picked up."""

    done = "gave the customer a parcel of this order"

    amount: Minor | None = None  #: what the customer paid; what was due when left out
    reason: str = ""  #: why another amount was paid than was due


Arrival = Deliver | PickUp


# Guards and checks.


def is_picked_up(case: Case) -> str | None:
    """Guard: the customer comes for it."""
    if case.the_parcel.shipment.destination is Destination.PICKUP:
        return None
    return "this parcel goes to the customer's door; hand it over instead"


def amount_explained(case: Case, command: Arrival) -> str | None:
    """Check: an amount other than due has a reason; a courier's own report says only what was paid."""
    expected = cash_due.at_the_door(case.order, case.the_parcel.shipment)
    if command.amount is None or command.amount == expected:
        return None
    if command.amount < 0:
        return "an amount cannot be less than nothing"
    if case.order.is_test:
        return "no cash is collected for a test order"
    if case.actor.role is Role.COURIER or command.reason.strip():
        return None
    return f"{spoken(expected, case.order.currency)} was due; type why another amount was paid"


# Effects.


def delivered(case: Case, command: Deliver) -> None:
    """S9."""
    case.the_parcel.shipment.delivered_at = min(command.at or case.work.now, case.work.now)
    collect(case, command)
    tell_customer(case, "delivered")


def picked_up(case: Case, command: PickUp) -> None:
    """S10: it leaves and arrives at once."""
    parcel = case.the_parcel
    ledger.issue(case, parcel)
    cash_due.on_the_road(case, parcel)
    parcel.shipment.shipped_at = parcel.shipment.delivered_at = case.work.now
    collect(case, command)
    tell_customer(case, "delivered")


def collect(case: Case, command: Arrival) -> None:
    """P5: the driver or courier has the money, and it counts as paid where delivering means that (CODRocket)."""
    shipment = case.the_parcel.shipment
    expected = cash_due.at_the_door(case.order, shipment)
    amount = expected if command.amount is None else command.amount
    shipment.collected_minor = amount
    if amount != expected:
        case.facts["was due"] = expected
    pays = case.policy.cash_paid_on_delivery and not case.order.is_test
    if amount and pays:
        _take(case, amount)
    if pays or not expected:  # else a supervisor marks the order paid (P4), and the cash with it
        cash_due.void(shipment)


def _take(case: Case, amount: int) -> None:
    shipment = case.the_parcel.shipment
    card = case.order.method is Method.CARD_ON_DELIVERY
    book(
        case,
        MoneyKind.RECEIVED,
        amount,
        gateway=shipment.courier or shipment.driver or AT_THE_COUNTER,
        reference="",
        method=Method.CARD_ON_DELIVERY if card else Method.CASH,
        note=f"parcel {shipment.position}",
    )
    shipment.cash = CashState.COLLECTED
    case.facts["received"] = amount
    case.refresh()
    if owed(case.order) == 0:
        close_attempts(case)


_MOVERS = STAFF | COURIER

rules(
    Rule(
        "S9 P5",
        Deliver,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move,),
        checks=(amount_explained, has_happened),
        effects=(delivered, ask_anew),
        parcels=ROAD,
        parcel_to=Shipping.DELIVERED,
    ),
    Rule(
        "S4 S9",
        Deliver,
        CONFIRMED,
        COURIER,
        guards=(is_delivered_to_a_door,),
        parcels=BEFORE_HAND_OVER,
        first=handed_over,
    ),
    Rule(
        "S10 P5",
        PickUp,
        CONFIRMED,
        STAFF,
        guards=(is_picked_up,),
        checks=(amount_explained,),
        effects=(picked_up, ask_anew),
        parcels=frozenset({Shipping.READY}),
        parcel_to=Shipping.PICKED_UP,
    ),
)
