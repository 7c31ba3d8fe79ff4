"""Why a command is not possible, in a sentence for the person who asked."""

from collections.abc import Collection
from datetime import timedelta

from models.statuses import Confirmation, Role
from workflows.case import Case

NEVER_PLACED = "this order was never placed; recover it first"
_STANDING = {
    Confirmation.MISSING: NEVER_PLACED,
    Confirmation.CONFIRMED: "this order is already confirmed",
    Confirmation.CANCELLED: "this order is cancelled and locked; copy it to a new order if that was a mistake",
    Confirmation.FAKE: "this order is marked fake and locked; copy it to a new order if that was a mistake",
}


def wrong_status(case: Case, title: str) -> str:
    """Why the order's status does not allow the command of that title."""
    if case.order.confirmation in _STANDING:
        return _STANDING[case.order.confirmation]
    return f"{title!r} is not possible while the order stands at {_spoken(case.order.headline.value)}"


_WHO = {
    Role.AGENT: "an agent",
    Role.SUPERVISOR: "a supervisor",
    Role.WAREHOUSE: "the warehouse",
    Role.COURIER: "the courier",
    Role.GATEWAY: "the payment provider",
    Role.CUSTOMER: "the customer",
    Role.OMS: "the OMS",
    Role.SYSTEM: "codesk itself",
}


def wrong_role(case: Case, title: str, roles: Collection[Role]) -> str:
    """Who could do it instead."""
    able = " or ".join(name for role, name in _WHO.items() if role in roles)
    return f"{title!r} is done by {able} here, not by {_WHO[case.actor.role]}"


def no_parcel(case: Case, shipment: int) -> str:
    """Why no parcel, or not this one, can be moved like that."""
    named = [parcel.shipment for parcel in case.parcels if shipment in (0, parcel.shipment.position)]
    if not case.parcels:
        return "this order has no parcel yet"
    if not named:
        return f"this order has no parcel {shipment}"
    stands = " and ".join(f"parcel {one.position} stands at {_spoken(one.status.value)}" for one in named)
    return f"not possible now: {stands}"


def which_parcel(able: Collection[int]) -> str:
    """More than one parcel could be meant."""
    meant = ", ".join(map(str, able))
    return f"this order has more than one parcel that this could mean ({meant}); name one by its number"


def ago(span: timedelta) -> str:
    """`12 s ago`, `5 min ago`, `3 h ago`."""
    seconds = max(0, int(span.total_seconds()))
    spoken = f"{seconds} s" if seconds < 120 else f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
    return f"{spoken} ago"


def _spoken(word: str) -> str:
    return word.lower().replace("_", " ")
