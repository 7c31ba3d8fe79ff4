"""The outbox as its worker knows it: what is due, and what became of it (domain.md 14).

The worker reads `due`, finds the words with `templates.rendered`, sends them outside any transaction, and then says
`sent` or `failed`. What cannot be sent is tried again after growing waits, then listed for a supervisor. A row may be
withdrawn while it is being sent: then it is never due again, and an OMS that has heard of it is told so.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.sql.dml import Update

from models.outbox import OutboxRow, outbox
from models.statuses import Handoff
from workflows.actors import SYSTEM
from workflows.case import Case, load
from workflows.engine import perform
from workflows.oms.answers import HandOffRefused
from workflows.oms.handoff import CANCEL, heard_late
from workflows.work import Work

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
_TOO_OLD = "it was no longer good when it could be sent"
_x = outbox.c
_DUE = (
    select(outbox)
    .where(_x.shop_id == bindparam("shop"), _x.due_at <= bindparam("now"))
    .order_by(_x.due_at, _x.key)  # of one step, a cancel goes before the create that follows it
    .limit(bindparam("limit"))
)
_ALL_WAITING = select(func.min(_x.due_at), func.count()).where(
    _x.shop_id == bindparam("shop"), _x.due_at.is_not(None)
)
_ROW = update(outbox).where(_x.shop_id == bindparam("shop"), _x.id == bindparam("row"), _x.sent_at.is_(None))
_WAITING = _ROW.where(_x.due_at.is_not(None))


def due(work: Work, limit: int = 100) -> list[OutboxRow]:
    """What is to be sent now, oldest first; what one step tells, in the order of its keys."""
    parameters = {"shop": work.shop.id, "now": work.now, "limit": limit}
    return [OutboxRow(*row) for row in work.connection.execute(_DUE, parameters)]


def waiting(work: Work) -> tuple[datetime | None, int]:
    """Since when the oldest message waits, and how many there are."""
    oldest, count = work.connection.execute(_ALL_WAITING, {"shop": work.shop.id}).one()
    return oldest, count


def expire(work: Work, row: OutboxRow) -> bool:
    """Give a PIN up that nobody could use any more; whether it was one. The worker asks before it sends."""
    until = row.payload.get("until")
    if until is None or datetime.fromisoformat(until) > work.now:
        return False
    _set(work, row, due_at=None, last_error=_TOO_OLD, payload=_without_secrets(row))
    return True


def sent(work: Work, row: OutboxRow) -> None:
    """It has left: it is never due again, and a PIN in it is forgotten."""
    case = _held(work, row)
    told: dict[str, Any] = {"due_at": None, "sent_at": work.now, "last_error": "", "payload": _without_secrets(row)}
    if not _set(work, row, **told) and _set(work, row, _ROW, **told) and case and row.kind != CANCEL:
        heard_late(case)


def failed(work: Work, row: OutboxRow, why: str, *, lasting: bool = False) -> None:
    """It could not be sent: once more after a wait, unless the failure is lasting or the waits are used up."""
    case = _held(work, row)
    again = None if lasting or row.tries >= len(WAITS) else work.now + WAITS[row.tries]
    payload = row.payload if again else _without_secrets(row)
    was_due = _set(work, row, due_at=again, tries=row.tries + 1, last_error=why, payload=payload)
    if was_due and again is None and case is not None and row.kind != CANCEL:
        _give_back(case, row, why)


def _give_back(case: Case, row: OutboxRow, why: str) -> None:
    """The OMS could not be reached: the hand-off has failed, and is listed."""
    if case.order.handoff is Handoff.DUE:
        request = f"outbox/{row.id.hex}/{row.tries}"
        perform(case.work, case.order.id, HandOffRefused(why), by=SYSTEM, request_id=request)


def _held(work: Work, row: OutboxRow) -> Case | None:
    """The order of what an OMS is told, locked: whoever calls it off withdraws the row. None for other rows."""
    if row.order_id is None or not row.kind.startswith("oms."):
        return None
    return load(work, row.order_id, SYSTEM)[0]


def _set(work: Work, row: OutboxRow, where: Update = _WAITING, **values: object) -> bool:
    """Change a row that is still waiting; whether it was."""
    return work.connection.execute(where.values(values), {"shop": row.shop_id, "row": row.id}).rowcount == 1


def _without_secrets(row: OutboxRow) -> dict[str, object]:
    return {name: value for name, value in row.payload.items() if name != "pin"}
