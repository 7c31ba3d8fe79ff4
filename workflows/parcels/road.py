"""A parcel on the road, until it arrives or comes back (domain.md S5-S8, S12, S13).

    SHIPPED ──> IN_TRANSIT ──> OUT_FOR_DELIVERY ──> DELIVERED
                                │  ^
                                v  │ try again
                              ISSUE ──> IN_RETURN ──> RETURNED

Staff move the parcels that they run; a connected courier's events move its own. An event from the road about a parcel
that was never scanned at the door hands it over first.
"""

from dataclasses import dataclass
from datetime import datetime

from models.statuses import BEFORE_HAND_OVER, ROAD, Issue, RunBy, Shipping
from workflows.actors import COURIER, STAFF
from workflows.case import Case
from workflows.engine import ParcelCommand, Rule, rules
from workflows.messages.writing import tell_customer
from workflows.money import cash_due
from workflows.parcels.assigning import tell_courier
from workflows.parcels.guards import RoadCommand, has_happened, is_delivered_to_a_door, ours_to_move
from workflows.parcels.packing import HandOver
from workflows.parcels.shipping import CONFIRMED, says_why
from workflows.policy import FailedDelivery


@dataclass(frozen=True, slots=True)
class InTransit(RoadCommand):
    """In transit."""

    done = "moved a parcel of this order along"


@dataclass(frozen=True, slots=True)
class OutForDelivery(RoadCommand):
    """Out for delivery."""

    done = "took a parcel of this order out for delivery"

    driver: str = ""  #: who has it in the van


@dataclass(frozen=True, slots=True)
class DeliveryFailed(RoadCommand):
    """Delivery failed."""

    done = "could not deliver a parcel of this order"

    reason: Issue  #: what happened at the door
    note: str = ""  #: needed for the reason other


@dataclass(frozen=True, slots=True)
class TryAgain(RoadCommand):
    """Try again."""

    done = "sent a parcel of this order out again"

    on: datetime | None = None  #: when the customer expects it


@dataclass(frozen=True, slots=True)
class CancelDelivery(RoadCommand):
    """Cancel the delivery."""

    done = "called a delivery of this order off"

    reason: str  #: why


@dataclass(frozen=True, slots=True)
class StartReturn(RoadCommand):
    """Start the return."""

    done = "sent a parcel of this order back"

    reason: str  #: why


# Guards and checks.


def stays_outside(case: Case) -> str | None:
    """Guard: the shop keeps a failed parcel at its problem first (CODSPOT, Ucraft)."""
    return _policy_is(case, FailedDelivery.ISSUE)


def comes_back_at_once(case: Case) -> str | None:
    """Guard: the shop calls a failed parcel returned at once (CODRocket)."""
    return _policy_is(case, FailedDelivery.IN_RETURN)


def _policy_is(case: Case, wanted: FailedDelivery) -> str | None:
    return None if case.policy.failed_delivery is wanted else "this shop does otherwise with failed deliveries"


def is_connected(case: Case) -> str | None:
    """Guard: a connected courier has the parcel, so that people can only ask for another try."""
    return None if case.the_parcel.shipment.run_by is RunBy.COURIER else "staff run this parcel; send it out again"


def has_left(case: Case) -> str | None:
    """Guard: the parcel is outside."""
    return None if case.the_parcel.left else "this parcel was called off before it left; there is nothing to return"


def other_needs_note(_case: Case, command: DeliveryFailed) -> str | None:
    """Check: the reason `other` says nothing by itself."""
    if command.reason is Issue.OTHER and not command.note.strip():
        return "the reason 'other' needs a note that says why"
    return None


def not_past(case: Case, command: TryAgain) -> str | None:
    """Check: another try lies ahead."""
    return "that day has passed; choose a later one" if command.on and has_passed(case, command.on) else None


def has_passed(case: Case, on: datetime) -> bool:
    """Whether the day is over where the shop is."""
    return on.astimezone(case.zone).date() < case.work.now.astimezone(case.zone).date()


# Effects.


def handed_over(_case: Case, command: ParcelCommand) -> HandOver:
    """S4: the scan at the door was missed."""
    return HandOver(shipment=command.shipment)


def out(case: Case, command: OutForDelivery) -> None:
    """S6."""
    case.the_parcel.shipment.driver = command.driver.strip() or case.the_parcel.shipment.driver
    tell_customer(case, "out for delivery")


def failed(case: Case, command: DeliveryFailed) -> None:
    """S7: the attempt counts, the reason shows in lists, a message is written."""
    shipment = case.the_parcel.shipment
    shipment.attempts += 1
    shipment.issue, shipment.issue_note = command.reason.value, command.note.strip()
    tell_customer(case, "delivery failed", {"reason": command.reason.value})


def nothing_to_collect(case: Case, _command: ParcelCommand) -> None:
    """No cash is to be collected for it any more."""
    cash_due.void(case.the_parcel.shipment)


def coming_back(case: Case, command: CancelDelivery | StartReturn) -> None:
    """S12, S13: why is kept as that of a failed delivery is, unless one has said it."""
    shipment, why = case.the_parcel.shipment, command.reason.strip()
    if not shipment.issue:
        known = why.lower() in _ISSUES
        shipment.issue, shipment.issue_note = (why.lower(), "") if known else (Issue.OTHER.value, why)


def again(case: Case, command: TryAgain) -> None:
    """S8: out once more, with its cash."""
    shipment = case.the_parcel.shipment
    shipment.expected_at = command.on or shipment.expected_at
    cash_due.due_again(shipment)


def ask(case: Case, command: TryAgain) -> None:
    """S8 for a connected parcel: the courier is asked, the parcel stays where it is."""
    case.facts["asked"] = case.the_parcel.shipment.courier
    on = command.on.isoformat() if command.on else ""
    tell_courier(case, case.the_parcel.shipment, "redeliver", {"on": on})


_ISSUES = frozenset(issue.value for issue in Issue)
_MOVERS = STAFF | COURIER
_MISSED = (is_delivered_to_a_door,)
_ATTEMPTED = frozenset({Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY})
_AGAIN = frozenset({Shipping.ISSUE, Shipping.IN_RETURN})
_TO_DOOR = frozenset({Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.ISSUE})


rules(
    Rule(
        "S5",
        InTransit,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move,),
        checks=(has_happened,),
        parcels=frozenset({Shipping.SHIPPED}),
        parcel_to=Shipping.IN_TRANSIT,
    ),
    Rule(
        "S6",
        OutForDelivery,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move,),
        checks=(has_happened,),
        effects=(out,),
        parcels=_TO_DOOR,
        parcel_to=Shipping.OUT_FOR_DELIVERY,
    ),
    Rule(
        "S7",
        DeliveryFailed,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move, stays_outside),
        checks=(other_needs_note, has_happened),
        effects=(failed,),
        parcels=_ATTEMPTED,
        parcel_to=Shipping.ISSUE,
    ),
    Rule(
        "S7",
        DeliveryFailed,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move, comes_back_at_once),
        checks=(other_needs_note, has_happened),
        effects=(failed, nothing_to_collect),
        parcels=_ATTEMPTED,
        parcel_to=Shipping.IN_RETURN,
    ),
    Rule(
        "S8",
        TryAgain,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move,),
        checks=(not_past, has_happened),
        effects=(again,),
        parcels=_AGAIN,
        parcel_to=Shipping.OUT_FOR_DELIVERY,
    ),
    Rule(
        "S8",
        TryAgain,
        CONFIRMED,
        STAFF,
        guards=(is_connected,),
        checks=(not_past,),
        effects=(ask,),
        parcels=_AGAIN,
    ),
    Rule(
        "S12",
        CancelDelivery,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move,),
        checks=(says_why, has_happened),
        effects=(nothing_to_collect, coming_back),
        parcels=ROAD,
        parcel_to=Shipping.CANCELLED,
    ),
    Rule(
        "S13",
        StartReturn,
        CONFIRMED,
        _MOVERS,
        guards=(ours_to_move, has_left),
        checks=(says_why, has_happened),
        effects=(nothing_to_collect, coming_back),
        parcels=ROAD | {Shipping.CANCELLED},
        parcel_to=Shipping.IN_RETURN,
    ),
    *(
        Rule("S4 " + code, command, CONFIRMED, COURIER, guards=_MISSED, parcels=BEFORE_HAND_OVER, first=handed_over)
        for code, command in (
            ("S5", InTransit),
            ("S6", OutForDelivery),
            ("S7", DeliveryFailed),
            ("S13", StartReturn),
        )
    ),
)
