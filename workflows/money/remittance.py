"""A courier's statement: cash for many parcels that was handed over at one time (domain.md 12).

It is written down some parcels at a time, so that others can work meanwhile. Every parcel is a request of its own,
named after the statement: what was interrupted is gone on with by settling the same statement again, and no parcel is
counted twice.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, delete, select, update

from models.money import Remittance, RemittanceLine, remittance_lines, remittances
from models.shipments import shipments
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor, perform
from workflows.errors import Invalid, Refused
from workflows.money.cash import SettleCash
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.work import Work

BATCH = 100  #: parcels per transaction at most
SETTLED = "SettleRemittance"  #: the shop's event of a statement that is whole
HOLD = 0.05  #: seconds after which a transaction begins no other parcel, however few it has
Tell = Callable[[int, int], None]  #: parcels done, of how many
Lines = dict[tuple[UUID, int], int]  #: what a statement brought, by order and number of the parcel
_r, _l = remittances.c, remittance_lines.c


@dataclass(frozen=True, slots=True)
class Handed:
    """What a statement brings for one parcel."""

    order_id: UUID
    parcel: int  #: its number within the order
    amount: int  #: minor units that reached us for it, before the courier's fees

    @property
    def key(self) -> tuple[UUID, int]:
        """Which parcel it is."""
        return self.order_id, self.parcel


@dataclass(frozen=True, slots=True)
class Statement:
    """What a courier or driver hands over."""

    courier: str
    day: date  #: of the statement
    amounts: tuple[Handed, ...]
    currency: str
    reference: str = ""  #: the courier's number of the statement, which is settled once
    note: str = ""
    fees_minor: int = 0  #: what the courier kept
    tolerance: int = 0  #: a difference up to this is given up at once
    back: tuple[UUID, ...] = ()  #: parcels that brought nothing, and whose fees are told here


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one parcel: settled, or refused with the sentence."""

    handed: Handed
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A statement as it stands, and what became of each parcel."""

    remittance: Remittance
    results: tuple[Result, ...]
    repeated: bool = False  #: it was settled before, and nothing changed

    @property
    def refused(self) -> tuple[Result, ...]:
        """Parcels that could not be settled."""
        return tuple(result for result in self.results if result.refusal)


def settle(
    desk: Desk,
    statement: Statement,
    *,
    by: Actor,
    request_id: str = "",
    tell: Tell | None = None,
    at_end: Callable[[Work], None] | None = None,
) -> Settled:
    """Settle a statement, parcel by parcel; a refusal stops nothing. `at_end` is written with its end, once.

    The same statement again changes nothing, and goes on where it was interrupted: one with a reference is known by
    it, one without by the request id. Refused when it was told with other amounts, or when no parcel could
    be settled; a parcel that a settled statement does not tell of is refused by itself.
    """
    desk.read(lambda work: only_supervisors(work, by, "settle cash"))
    _check(statement)
    request = request_id or desk.new_request()
    began = desk.write_again(lambda work: _begun(work, statement, by, request))
    known = desk.read(lambda work: _agreed(work, statement.amounts, began))
    if began.finished_at is not None:
        again = [Result(one, None if one.key in known else _once(began)) for one in statement.amounts]
        return Settled(began, tuple(again), repeated=True)
    amounts = sorted(statement.amounts, key=lambda one: (one.key not in known, one.key))
    results = [Result(one, None) for one in amounts if one.key in known]
    while left := amounts[len(results) : len(results) + BATCH]:
        results += desk.write_again(_Batch(began.id, statement.tolerance, left, by))
        if tell is not None:
            tell(len(results), len(statement.amounts))
    finished = desk.write_again(lambda work: _finished(work, began.id, statement.back, by, at_end))
    if finished is None:
        raise Refused(next((result.refusal for result in results if result.refusal), "nothing was settled"))
    desk.read(lambda work: _agreed(work, statement.amounts, finished))  # another seat may have settled it meanwhile
    return Settled(finished, tuple(results))


def _check(statement: Statement) -> None:
    """Invalid for a statement that nobody can mean."""
    if not statement.courier.strip():
        raise Invalid("say which courier or driver handed the cash over")
    if not statement.amounts:
        raise Invalid("the statement names no parcel; choose at least one")
    if min(statement.fees_minor, statement.tolerance, *(one.amount for one in statement.amounts)) < 0:
        raise Invalid("an amount cannot be less than nothing")
    if len({one.key for one in statement.amounts}) < len(statement.amounts):
        raise Invalid("a parcel is named twice; a statement brings one amount for each")


# Beginning.


def _begun(work: Work, statement: Statement, by: Actor, request: str) -> Remittance:
    """The statement as it stands: new, interrupted, or settled before."""
    reference = statement.reference.strip()
    id_ = work.new_id() if reference else uuid5(work.shop.id, f"remittance/{request}")
    named = (_r.courier == statement.courier, _r.reference == reference) if reference else (_r.id == id_,)
    found = work.connection.execute(select(remittances).where(_r.shop_id == work.shop.id, *named)).one_or_none()
    if found is not None:
        return Remittance(*found)
    if statement.day > work.now.astimezone(work.zone).date():
        raise Invalid(f"{statement.day} is still to come; a statement is of a day that has begun")
    row = Remittance(
        work.shop.id,
        id_,
        statement.courier,
        statement.day.isoformat(),
        reference,
        statement.note,
        0,
        0,
        0,
        by.name,
        work.now,
        statement.currency,
        statement.fees_minor,
        None,
    )
    work.add(remittances, row)
    return row


def _agreed(work: Work, amounts: Sequence[Handed], row: Remittance) -> Lines:
    """What the statement has told; Refused for other amounts, or when it is settled and of other parcels."""
    known = _lines(work, row.id)
    told = [one for one in amounts if one.key in known]
    if any(known[one.key] != one.amount for one in told) or not (told or row.finished_at is None):
        raise Refused(_once(row))
    return known


def _once(row: Remittance) -> str:
    name = f"statement {row.reference}" if row.reference else "statement"
    done = "begun" if row.finished_at is None else "settled"
    return f"the {name} of {row.courier} was {done} by {row.by} for {row.day}; a statement is settled once"


def _lines(work: Work, remittance: UUID) -> Lines:
    """What a statement brought, by order and number of the parcel."""
    same = and_(shipments.c.shop_id == _l.shop_id, shipments.c.id == _l.shipment_id)
    wanted = select(_l.order_id, shipments.c.position, _l.received_minor).join_from(remittance_lines, shipments, same)
    mine = (_l.shop_id == work.shop.id, _l.remittance_id == remittance)
    return {(row[0], row[1]): row[2] for row in work.connection.execute(wanted.where(*mine))}


# Parcel by parcel.


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some parcels of a statement in one transaction, by the ids of their orders, so that two never wait crosswise.

    Gives what became of the first of them, as many as there was time for.
    """

    remittance: UUID
    tolerance: int
    amounts: Sequence[Handed]
    by: Actor

    def __call__(self, work: Work) -> list[Result]:
        results: list[Result] = []
        until = time.monotonic() + HOLD
        while len(results) < len(self.amounts) and (not results or time.monotonic() < until):
            one = self.amounts[len(results)]
            results.append(Result(one, self._refused(work, one)))
        written: list[RemittanceLine] = work.pending(remittance_lines)
        if written:
            mine = (_r.shop_id == work.shop.id, _r.id == self.remittance)
            work.connection.execute(update(remittances).where(*mine).values(_grown(written)))
        return results

    def _refused(self, work: Work, one: Handed) -> str | None:
        command = SettleCash(
            Minor(one.amount), Minor(self.tolerance) or None, remittance=self.remittance, shipment=one.parcel
        )
        request = f"remittance/{self.remittance.hex}/{one.order_id.hex}/{one.parcel}"
        try:
            perform(work, one.order_id, command, by=self.by, request_id=request)
        except Refused as refusal:
            return str(refusal)
        return None


def _grown(lines: Sequence[RemittanceLine]) -> dict[str, ColumnElement[int]]:
    """The sums of the statement with these lines."""
    return {
        "expected_minor": _r.expected_minor + sum(line.expected_minor for line in lines),
        "received_minor": _r.received_minor + sum(line.received_minor for line in lines),
        "parcels": _r.parcels + len(lines),
    }


# The end.


def _finished(
    work: Work, remittance: UUID, back: Sequence[UUID], by: Actor, at_end: Callable[[Work], None] | None
) -> Remittance | None:
    """The statement is whole, and the shop's history tells of it; None, and gone again, when it has no parcel."""
    mine = (_r.shop_id == work.shop.id, _r.id == remittance)
    found = work.connection.execute(select(remittances).where(*mine).with_for_update()).one_or_none()
    if found is None:
        return None  # another seat that settled the same found no parcel either
    row = Remittance(*found)
    if row.parcels == 0:
        work.connection.execute(delete(remittances).where(*mine))
        return None
    if row.finished_at is None:
        row.finished_at = work.now
        work.connection.execute(update(remittances).where(*mine).values(finished_at=work.now))
        chronicle.tell(work, SETTLED, _told(row, back), by=by)
        if at_end is not None:
            at_end(work)
    return row


def _told(row: Remittance, back: Sequence[UUID]) -> dict[str, object]:
    names = ("courier", "day", "reference", "note", "parcels", "expected_minor", "received_minor", "fees_minor")
    told = {"remittance": str(row.id)} | {name: getattr(row, name) for name in (*names, "currency")}
    return told | ({"back": [str(parcel) for parcel in back]} if back else {})
