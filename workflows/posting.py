"""The outbox as its worker knows it: what is due, and what became of it (domain.md 14).

The worker reads `due`, finds the words with `templates.rendered`, sends them outside any transaction, and then says
`sent` or `failed`. What cannot be sent is tried again after growing waits, then listed for a supervisor.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from models.outbox import OutboxRow, outbox
from models.statuses import Handoff
from workflows.actors import SYSTEM
from workflows.case import load
from workflows.engine import perform
from workflows.handoff import CANCEL
from workflows.oms import HandOffRefused
from workflows.work import Work

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
_TOO_OLD = "it was no longer good when it could be sent"
_x = outbox.c
_DUE = (
    select(outbox)
    .where(_x.shop_id == bindparam("shop"), _x.due_at <= bindparam("now"))
    .order_by(_x.due_at, _x.id)
    .limit(bindparam("limit"))
)
_SET = update(outbox).where(_x.shop_id == bindparam("shop"), _x.id == bindparam("row"))


def due(work: Work, limit: int = 100) -> list[OutboxRow]:
    """What is to be sent now, oldest first."""
    parameters = {"shop": work.shop.id, "now": work.now, "limit": limit}
    return [OutboxRow(*row) for row in work.connection.execute(_DUE, parameters)]


def expire(work: Work, row: OutboxRow) -> bool:
    """Give a PIN up that nobody could use any more; whether it was one. The worker asks before it sends."""
    until = row.payload.get("until")
    if until is None or datetime.fromisoformat(until) > work.now:
        return False
    _set(work, row, due_at=None, last_error=_TOO_OLD, payload=_without_secrets(row))
    return True


def sent(work: Work, row: OutboxRow) -> None:
    """It has left: it is never due again, and a PIN in it is forgotten."""
    _set(work, row, due_at=None, sent_at=work.now, last_error="", payload=_without_secrets(row))


def failed(work: Work, row: OutboxRow, why: str, *, lasting: bool = False) -> None:
    """It could not be sent: once more after a wait, unless the failure is lasting or the waits are used up."""
    again = None if lasting or row.tries >= len(WAITS) else work.now + WAITS[row.tries]
    payload = row.payload if again else _without_secrets(row)
    _set(work, row, due_at=again, tries=row.tries + 1, last_error=why, payload=payload)
    if again is None and row.order_id is not None and row.kind.startswith("oms.") and row.kind != CANCEL:
        _give_back(work, row, why)


def _give_back(work: Work, row: OutboxRow, why: str) -> None:
    """The OMS could not be reached: the hand-off has failed, and is listed."""
    assert row.order_id is not None
    case, _ = load(work, row.order_id, SYSTEM)
    if case.order.handoff is Handoff.DUE:
        perform(work, row.order_id, HandOffRefused(why), by=SYSTEM, request_id=f"outbox/{row.id.hex}/{row.tries}")


def _set(work: Work, row: OutboxRow, **values: object) -> None:
    work.connection.execute(_SET.values(values), {"shop": row.shop_id, "row": row.id})


def _without_secrets(row: OutboxRow) -> dict[str, object]:
    return {name: value for name, value in row.payload.items() if name != "pin"}
