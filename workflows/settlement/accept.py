"""A settlement file that a supervisor has looked at becomes a statement, and is settled parcel by parcel."""

from collections.abc import Collection
from datetime import date

from workflows.actors import Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money.remittance import Handed, Settled, Statement, Tell, settle
from workflows.settlement.matching import PAID, Kind, Matching
from workflows.settlement.remembered import Remembered, remember
from workflows.work import Work


def statement_of(
    matching: Matching, *, day: date, reference: str, note: str = "", kinds: Collection[Kind] = PAID
) -> Statement:
    """The statement of the rows of these kinds; Refused when there is none, or another one began with them."""
    lines = [line for line in matching.of(*PAID) if line.kind in kinds]
    if not lines:
        raise Refused("no row of this file can be settled; look at the reasons")
    if others := matching.begun - {reference.strip()}:
        raise Refused(
            f"the statement {min(others)} was begun with parcels of this file and not finished; "
            "give its reference to go on with it"
        )
    handed = [
        Handed(line.parcel.order_id, line.parcel.position, line.entry.amount)
        for line in lines
        if line.parcel is not None
    ]
    return Statement(
        matching.courier,
        day,
        tuple(handed),
        matching.currency,
        reference,
        note,
        sum(line.entry.fees for line in (*lines, *matching.back)),
        matching.tolerance,
        tuple(line.parcel.shipment_id for line in matching.back if line.parcel is not None),
    )


def accept(
    desk: Desk,
    matching: Matching,
    *,
    day: date,
    reference: str,
    by: Actor,
    note: str = "",
    kinds: Collection[Kind] = PAID,
    tell: Tell | None = None,
) -> Settled:
    """Settle what the file brings: everything that was matched, or only rows of these kinds."""
    statement = statement_of(matching, day=day, reference=reference, note=note, kinds=kinds)
    return settle_as(desk, statement, matching.how, by=by, tell=tell)


def settle_as(desk: Desk, statement: Statement, how: Remembered, *, by: Actor, tell: Tell | None = None) -> Settled:
    """Settle a statement; how its file was read is remembered with its end, for the courier's next one."""

    def at_end(work: Work) -> None:
        remember(work, statement.courier, how, by=by)

    return settle(desk, statement, by=by, tell=tell, at_end=at_end)
