"""What concerns many orders at once, at the end of the play: couriers settle, a provider is asked, reports go astray.

It happens through the same commands as in a real shop, after the orders stand: also where they were stamped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from models.gateways import Answered, Gateway
from models.outbox import OutboxRow, outbox
from models.statuses import CashState
from workflows import roster
from workflows.actors import Actor, actor_of
from workflows.demo import teller
from workflows.desk import Desk
from workflows.lookup import gateways, runs
from workflows.money.remittance import Handed, Statement, settle
from workflows.outbox import posting
from workflows.outside.payments import Answer, Question
from workflows.parcels.courier import CourierEvent, Kind, report
from workflows.views.cash import ParcelCash, parcels
from workflows.work import Work

GATEWAY = "CIB"
_ADDRESS = "https://payments.example"  #: a name that leads nowhere, by agreement
_PARCELS = 6  #: of one statement
_FEES = 35_000  #: minor units that a courier keeps for a parcel
_STRAYS = ("984000117342", "984000117359")  #: waybills that nobody here has


def happen(desk: Desk) -> None:
    """All of it, by the supervisor; no message of it is ever sent."""
    samia = actor_of(desk.read(lambda work: roster.by_name(work, teller.SUPERVISOR)))
    for courier in teller.couriers_of(desk.shop.profile):
        _settle(desk, courier, samia)
    desk.write(lambda work: gateways.add(work, GATEWAY, _ADDRESS, "demo", by=samia))
    runs.run(desk, GATEWAY, by=samia, connect=_pretended)
    desk.write(_report)
    desk.write(keep_unsent)
    desk.refresh()


def keep_unsent(work: Work) -> None:
    """No message of a demo is ever sent: they are kept as if they had been."""
    waiting = select(outbox).where(outbox.c.shop_id == work.shop.id, outbox.c.due_at.is_not(None))
    for row in work.connection.execute(waiting).all():
        posting.sent(work, OutboxRow(*row))


def _settle(desk: Desk, courier: str, by: Actor) -> None:
    """The oldest half of what the courier has, at most; for the last parcel too little came."""
    collected = [CashState.COLLECTED]
    rows = desk.read(lambda work: parcels(work, collected, holder=courier, limit=2 * _PARCELS)).rows
    mine = [row for row in rows if row.currency == desk.shop.currency]
    told = mine[: (len(mine) + 1) // 2]
    if told:
        short = told[-1].still_out_minor // 10 if len(told) > 1 else 0
        handed = (*map(_whole, told[:-1]), _whole(told[-1], less=short))
        day = desk.clock().date() - timedelta(days=1)
        named = f"{courier.split()[0].upper()}-{day:%y%m%d}"
        settle(desk, Statement(courier, day, handed, desk.shop.currency, named, "", _FEES * len(told)), by=by)


def _whole(row: ParcelCash, less: int = 0) -> Handed:
    return Handed(row.order_id, row.parcel, row.still_out_minor - less)


class _Provider:
    """Stands in for the provider: what is not under way failed before, and some cards were refused since."""

    def ask(self, question: Question) -> Answer:
        """The same answer to the same question."""
        if not question.reference or question.order.endswith(("3", "7")):
            return Answer(Answered.FAILED, why="insufficient funds")
        return Answer(Answered.PENDING)


@contextmanager
def _pretended(_gateway: Gateway) -> Iterator[_Provider]:
    yield _Provider()


def _report(work: Work) -> None:
    """A courier speaks of parcels that are somebody else's."""
    for number, waybill in enumerate(_STRAYS):
        at = work.now - timedelta(hours=3 + number)
        kind = (Kind.DELIVERED, Kind.RETURNING)[number]
        report(work, CourierEvent(teller.COURIERS[0], waybill, f"stray {waybill}", kind, at))
