"""Where the cash of a delivered parcel is: with the courier, in our hands, short, given up (domain.md 12).

    DUE ──> COLLECTED ──> RECONCILED
                 └──────> SHORT ──> RECONCILED, or WRITTEN_OFF

Whole statements of a courier go through `remittance`, parcel by parcel, by the same command.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select

from models.money import Remittance, RemittanceLine, remittance_lines, remittances
from models.shipments import Shipment
from models.statuses import ARRIVED, LOCKED, CashState, Confirmation
from workflows.actors import SUPERVISOR
from workflows.case import Case
from workflows.engine import UNASKED, Minor, ParcelCommand, Rule, rules
from workflows.spoken import money as spoken


@dataclass(frozen=True, slots=True)
class SettleCash(ParcelCommand):
    """Settle the cash."""

    done = "settled cash of this order"

    amount: Minor | None = None  #: what reached us; all that is still out when left out
    tolerance: Minor | None = None  #: a difference up to this, and a hundredth of what is out, is given up at once
    note: str = ""  #: how it came, and why a difference is given up
    #: the courier's statement that it stands on; one of its own when left out
    remittance: UUID | None = field(default=None, metadata=UNASKED)


@dataclass(frozen=True, slots=True)
class WriteOffDifference(ParcelCommand):
    """Give up the difference."""

    done = "gave up a difference in the cash of this order"

    note: str  #: why


def still_out(shipment: Shipment) -> int:
    """What was collected and has not reached us, in minor units; less than nothing where too much came."""
    return shipment.collected_minor - shipment.remitted_minor


def is_given_up(difference: int, out: int, tolerance: int) -> bool:
    """Whether a difference is small enough to be given up at once: more than a hundredth has a reason of its own."""
    return 0 < abs(difference) <= min(tolerance, out // 100)


def holder(shipment: Shipment) -> str:
    """Who has, or had, the cash: the courier, or the driver of a parcel without one."""
    return shipment.courier or shipment.driver


# Guards.

_NOTHING = {
    CashState.NONE: "no cash was to be collected for this parcel",
    CashState.VOID: "nothing was collected for this parcel, so there is no cash to settle",
    CashState.RECONCILED: "the cash of this parcel is settled",
}


def is_collected(case: Case) -> str | None:
    """Guard: the courier or driver has our money, or some of it came already."""
    shipment = case.the_parcel.shipment
    if shipment.cash is CashState.DUE:
        return "this cash counts as collected once the order is marked as paid; do that first"
    if shipment.cash not in _NOTHING and still_out(shipment) < 0:
        return "more came in than was collected; only the difference can be given up"
    return _NOTHING.get(shipment.cash)


def is_short(case: Case) -> str | None:
    """Guard: another amount reached us than was collected."""
    if case.the_parcel.shipment.cash is CashState.SHORT:
        return None
    return "nothing is short or over for this parcel"


# Checks.


def is_an_amount(_case: Case, command: SettleCash) -> str | None:
    """Check: no amount is less than nothing."""
    return "an amount cannot be less than nothing" if min(command.amount or 0, command.tolerance or 0) < 0 else None


_same = and_(
    remittance_lines.c.shop_id == remittances.c.shop_id,
    remittance_lines.c.remittance_id == remittances.c.id,
    remittance_lines.c.shipment_id == bindparam("shipment"),
)
_STANDS = (
    select(
        *(remittances.c.courier, remittances.c.currency, remittances.c.finished_at),
        remittance_lines.c.received_minor,
    )
    .select_from(remittances.outerjoin(remittance_lines, _same))
    .where(remittances.c.shop_id == bindparam("shop"), remittances.c.id == bindparam("remittance"))
)


def is_known(case: Case, command: SettleCash) -> str | None:
    """Check: the statement is open, of the one who had the cash, in the order's currency, and this is new to it."""
    if command.remittance is None:
        return None
    parcel = case.the_parcel.shipment
    key = {"shop": parcel.shop_id, "remittance": command.remittance, "shipment": parcel.id}
    found = case.work.connection.execute(_STANDS, key).one_or_none()
    if found is None:
        return "there is no such statement; `codesk cash history` lists them"
    return _unfit(found, holder(parcel), case.order.currency)


def _unfit(statement: Any, had_by: str, currency: str) -> str | None:
    if statement.currency != currency:
        return f"the statement is in {statement.currency}, this order in {currency}"
    if statement.received_minor is not None:
        return "this statement has told of this parcel before"
    if had_by.casefold() not in ("", statement.courier.casefold()):
        return f"this parcel is with {had_by}, not with {statement.courier}"
    return "this statement is settled; begin another one" if statement.finished_at else None


def is_the_rest(case: Case, command: SettleCash) -> str | None:
    """Check: what was counted before brings no more than its rest, and on a statement exactly that.

    A courier's file that is read again under another name tells of the same money.
    """
    shipment = case.the_parcel.shipment
    rest = still_out(shipment)
    amount = rest if command.amount is None else command.amount
    is_part = amount < rest and command.remittance is None
    if shipment.cash is CashState.COLLECTED or amount == rest or is_part:
        return None
    return f"this cash was counted before; {spoken(rest, case.order.currency)} of it is still out"


def is_new(case: Case, command: SettleCash) -> str | None:
    """Check: where some was counted before, nothing is no news."""
    is_first = case.the_parcel.shipment.cash is CashState.COLLECTED
    return None if is_first or command.amount != 0 else "nothing came; what was counted before stays as it is"


def small_change_explained(case: Case, command: SettleCash) -> str | None:
    """Check: what is given up of one parcel has a reason; a statement says its tolerance for all of them."""
    out = still_out(case.the_parcel.shipment)
    rest = out - (out if command.amount is None else command.amount)
    given_up = command.remittance is None and is_given_up(rest, out, command.tolerance or 0)
    return "type why the difference is given up" if given_up and not command.note.strip() else None


def says_why(_case: Case, command: WriteOffDifference) -> str | None:
    """Check: money that is given up has a reason."""
    return None if command.note.strip() else "type why the difference is given up"


# Effects.


def settle(case: Case, command: SettleCash) -> None:
    """What came is counted: all of it is RECONCILED, another amount SHORT, or given up within the tolerance."""
    shipment = case.the_parcel.shipment
    expected = still_out(shipment)
    amount = expected if command.amount is None else command.amount
    shipment.remitted_minor += amount
    rest = still_out(shipment)
    shipment.cash = _state(rest, expected, command.tolerance or 0)
    case.facts |= {"received": amount, "cash": shipment.cash.value} | _difference(rest)
    statement = command.remittance or _own(case, command, expected, amount)
    told = (statement, shipment.id, shipment.order_id, expected, amount)
    case.work.add(remittance_lines, RemittanceLine(shipment.shop_id, *told))


def _state(rest: int, out: int, tolerance: int) -> CashState:
    if rest == 0:
        return CashState.RECONCILED
    return CashState.WRITTEN_OFF if is_given_up(rest, out, tolerance) else CashState.SHORT


def _difference(rest: int) -> dict[str, int]:
    return {"missing": rest} if rest > 0 else {"too much": -rest} if rest else {}


def _own(case: Case, command: SettleCash, expected: int, amount: int) -> UUID:
    """A statement for this parcel alone: cash that was handed over by itself."""
    work, shipment = case.work, case.the_parcel.shipment
    row = Remittance(
        work.shop.id,
        work.new_id(),
        holder(shipment),
        work.now.astimezone(work.zone).date().isoformat(),
        "",
        command.note,
        expected,
        amount,
        1,
        case.actor.name,
        work.now,
        case.order.currency,
        0,
        work.now,
    )
    work.add(remittances, row)
    return row.id


def write_off(case: Case, _command: WriteOffDifference) -> None:
    """The difference is given up."""
    shipment = case.the_parcel.shipment
    shipment.cash = CashState.WRITTEN_OFF
    case.facts |= _difference(still_out(shipment))


_STANDING = LOCKED | {Confirmation.CONFIRMED}

rules(
    Rule(
        "cash",
        SettleCash,
        _STANDING,
        SUPERVISOR,
        guards=(is_collected,),
        checks=(is_an_amount, is_new, is_known, is_the_rest, small_change_explained),
        effects=(settle,),
        parcels=ARRIVED,
    ),
    Rule(
        "cash",
        WriteOffDifference,
        _STANDING,
        SUPERVISOR,
        guards=(is_short,),
        checks=(says_why,),
        effects=(write_off,),
        parcels=ARRIVED,
    ),
)
