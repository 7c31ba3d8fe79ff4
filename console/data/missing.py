"""The sheets of Missing: checkouts that were left, look-up runs, the OMS, and what went wrong outside."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from console.data.columns import Column
from console.data.orders_source import Glance, called, line, place_of, worth
from console.data.rows import Key, TableRow
from console.data.sheets import Asked, Line, Read, Sheet, behind
from console.text import clean, span
from models.gateways import Answered, LookupAnswer, LookupRun
from models.shipments import CourierException
from models.statuses import Method, Payment
from workflows.lookup import record
from workflows.oms.documents import due_orders
from workflows.parcels.exceptions import exceptions
from workflows.spoken import counted
from workflows.views import OrderRow, missing
from workflows.views.exceptions import FailedHandOff, FailedMessage, failed_hand_offs, failed_lookups, failed_messages
from workflows.views.missing import Checkout, Contact

if TYPE_CHECKING:
    from workflows.work import Work

LEFT, RUNS, OMS, TROUBLE = "left", "runs", "oms", "trouble"
MOST = 1000  #: rows that are read at once of what is read whole
_METHODS = {
    Method.CASH: "cash",
    Method.CARD_ON_DELIVERY: "card",
    Method.TRANSFER: "transfer",
    Method.ONLINE: "online",
}
_CONTACTS = {Contact.PHONE: "phone", Contact.MEND: "mend", Contact.EMAIL: "e-mail", Contact.NONE: "none"}


def _made(id: str, key: Key, cells: Sequence[str], what: object, tone: str = "") -> Line:
    return Line(TableRow(id, key, tuple(map(clean, cells)), tone), what)


# Checkouts that were left

Cell = Callable[[OrderRow, Checkout, Glance], str]


def _tries(found: Checkout) -> str:
    """`2, 1 failed`; a payment that is under way has a sign."""
    failed = f", {found.failed} failed" if found.failed else ""
    under_way = " …" if found.is_under_way else ""
    return f"{found.begun}{failed}{under_way}" if found.begun else ""


def _heard(row: OrderRow, found: Checkout, glance: Glance) -> str:
    """What the provider last said, and when: `paid 17:51, asked in vain 18:10: CIB answered HTTP 500`."""
    said = found.answer
    if said is None:
        return ""
    since = f", asked in vain {glance.at(said.asked_at)}: {said.trouble}" if said.trouble else ""
    return f"{_said(row, said, glance)}{since}"


def _said(row: OrderRow, said: LookupAnswer, glance: Glance) -> str:
    if said.answered is Answered.UNUSABLE:
        return "none"
    is_part = said.answered is Answered.PAID and row.payment is Payment.PARTIALLY_PAID
    return f"{'part paid' if is_part else said.answered.value} {glance.at(said.at)}"


_LEFT: tuple[tuple[Column, Cell], ...] = (
    (Column("Order", 8, keep="end"), lambda row, _found, _: row.ref),
    (Column("Reach", 6, tone=True), lambda _row, found, _: _CONTACTS[found.contact]),
    (Column("Age", 8), lambda _row, found, _: span(found.age)),
    (Column("Pays by", 8), lambda row, _found, _: _METHODS[row.method]),
    (Column("Payments", 13, min=11, hide=4), lambda _row, found, _: _tries(found)),
    (Column("Value", 13, align="right"), lambda row, _found, glance: worth(row, glance)),
    (Column("Provider", 12, min=9, hide=3), lambda _row, found, _: found.gateway),
    (Column("Answer", 17, min=13, hide=2), _heard),
    (Column("Calls", 5, align="right", hide=5), lambda row, _found, _: str(row.attempts or "")),
    (Column("Phone", 17, hide=6), lambda row, _found, glance: called(row, glance)),
    (Column("City", 14, hide=7), lambda row, _found, glance: place_of(row, glance)),
    (Column("Customer", 24, min=8, flex=1), lambda row, found, _: row.customer or found.email),
)


def _left(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    glance = Glance.of(work)
    after = (int(str(key[0])), int(str(key[1])), str(key[2])) if key else None
    return [_checkout(row, found, glance) for row, found in missing.missing(work, after=after, limit=limit)]


def _checkout(row: OrderRow, found: Checkout, glance: Glance) -> Line:
    cells = tuple(clean(cell(row, found, glance)) for _, cell in _LEFT)
    made = line(row, cells)
    tone = "fresh" if found.contact is Contact.PHONE else "trouble"
    return Line(TableRow(made.id, made.key, cells, tone, made.marks, made.version), row)


def paying(row: TableRow) -> str:
    """How far a checkout's payment came, in words, from the cells of a line."""
    cells = {column.title: cell for (column, _), cell in zip(_LEFT, row.cells, strict=True)}
    said = (
        f"{cells['Order']} pays by {cells['Pays by']}",
        f"answer: {cells['Answer']}" if cells["Answer"] else "",
        f"payments {cells['Payments']}" if cells["Payments"] else "",
        cells["Provider"],
        f"called {counted(int(cells['Calls']), 'time')}" if cells["Calls"] else "",
    )
    return " · ".join(filter(None, said))


# Look-up runs

_RUNS = (
    Column("Provider", 16, min=8),
    Column("Started", 9),
    Column("By", 14, min=7),
    *(Column("Asked", 5, align="right"), Column("Paid", 4, align="right")),
    *(Column("Failed", 6, align="right"), Column("Unknown", 7, align="right")),
    Column("No news", 7, align="right"),
    Column("Trouble", 30, min=7, flex=1, tone=True),
)


def _runs(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    glance, before = Glance.of(work), key[0] if key else None
    assert before is None or isinstance(before, UUID)
    return [_run(one, glance) for one in record.runs(work, before=before, limit=limit)]


def _run(one: LookupRun, glance: Glance) -> Line:
    sums = map(str, (one.looked_at, one.moved, one.failed, one.unknown, one.no_news))
    trouble = one.error or ("" if one.ended_at else "under way")
    cells = (one.gateway, glance.at(one.started_at), one.started_by, *sums, trouble)
    return _made(one.id.hex, (one.id,), cells, one, "trouble" if one.error else "")


# The OMS: what failed, then what is due

_OMS = (
    Column("Order", 8, keep="end"),
    Column("At the OMS", 10, tone=True),
    Column("Placed", 9),
    Column("Since", 9, hide=2),
    Column("What it said", 36, min=14, flex=1),
)


def _oms(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    """Failed ones are few; due ones go on behind the last."""
    glance, lines = Glance.of(work), list[Line]()
    if key is None or key[0] == 0:
        lines = list(behind([_failed(one, glance) for one in failed_hand_offs(work, limit=MOST)], key, limit))
        key = None
    if len(lines) < limit:
        after = key[1] if key else None
        assert after is None or isinstance(after, UUID)
        lines += [_due(one, glance) for one in due_orders(work, after=after, limit=limit - len(lines))]
    return lines


def _failed(one: FailedHandOff, glance: Glance) -> Line:
    cells = (one.ref, "failed", glance.at(one.placed_at), glance.at(one.at), one.why)
    return _made(str(one.order_id), (0, one.order_id), cells, one, "trouble")


def _due(one: dict[str, Any], glance: Glance) -> Line:
    """An order as the OMS reads it."""
    id = UUID(one["id"])
    placed = glance.at(glance.now.fromisoformat(one["placed_at"]))
    cells = (one["ref"], "due", placed, "", "has not answered yet")
    return _made(str(id), (1, id), cells, id, "waiting")


# What went wrong outside

_TROUBLE = (
    Column("What", 8, tone=True),
    Column("About", 14, min=8),
    Column("When", 9, hide=1),
    Column("Who", 16, min=13),
    Column("Said", 24, min=12),
    Column("Why", 36, min=14, flex=1),
)


def _trouble(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    """Couriers' reports, messages, look-ups."""
    glance = Glance.of(work)
    lines = [_report(one, glance) for one in exceptions(work, limit=MOST)]
    lines += [_message(one) for one in failed_messages(work, limit=MOST)]
    lines += [_lookup(one, glance) for one in failed_lookups(work)]
    return behind(lines, key, limit)


def _report(one: CourierException, glance: Glance) -> Line:
    cells = ("courier", one.waybill, glance.at(one.at), one.courier, one.said, one.why)
    return _made(one.id.hex, ("courier", one.id), cells, one, "trouble")


def _message(one: FailedMessage) -> Line:
    why = one.why if one.tries == 1 else f"{one.why} ({counted(one.tries, 'try', 'tries')})"
    cells = ("message", one.ref, "", one.recipient, one.message, why)
    return _made(one.id.hex, ("message", one.id), cells, one, "waiting")


def _lookup(one: LookupRun, glance: Glance) -> Line:
    cells = ("look-up", "", glance.at(one.started_at), one.gateway, f"{one.looked_at} asked", one.error)
    return _made(one.id.hex, ("look-up", one.id), cells, one, "waiting")


# All of them

_READS: tuple[tuple[str, str, tuple[Column, ...], Read, str], ...] = (
    (
        *(LEFT, "Checkouts", tuple(column for column, _ in _LEFT), _left),
        "No checkout was left unfinished. Abandoned ones appear here, to be called and recovered.",
    ),
    (RUNS, "Look-ups", _RUNS, _runs, "No payment provider was asked yet. Press u to ask one now."),
    (OMS, "OMS", _OMS, _oms, "No order waits for the OMS, and it has refused none."),
    (
        *(TROUBLE, "Exceptions", _TROUBLE, _trouble),
        "Nothing went wrong outside: no courier's report, no message and no look-up waits for you.",
    ),
)


def sheets(*, for_supervisors: bool) -> tuple[Sheet, ...]:
    """The tabs; agents call, and the rest is for supervisors."""
    made = tuple(Sheet(*one) for one in _READS)
    return made if for_supervisors else made[:1]
