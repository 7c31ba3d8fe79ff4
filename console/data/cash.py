"""The sheets of the cash: who has it, what is to be reconciled, differences, refunds, statements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from console.data.columns import Column
from console.data.orders_source import Glance
from console.data.rows import Key, TableRow
from console.data.sheets import Asked, Line, Sheet, behind
from console.text import clean, dated, span
from models.currencies import exponent
from models.money import Remittance
from models.statuses import CashState, Fulfilment
from workflows.labels import word
from workflows.spoken import grouped, money
from workflows.views import cash, refunds
from workflows.views.cash import Holder, ParcelCash, StatementLine, Sum
from workflows.views.refunds import Owed, ToSend

if TYPE_CHECKING:
    from workflows.work import Work

HOLDERS, COLLECTED, TODAY, SHORT, REFUNDS, STATEMENTS, STATEMENT = (
    *("holders", "collected", "today", "short", "refunds", "statements"),
    "statement",
)
NOBODY = "(nobody)"  #: who has cash that nobody is named for
_FIRST = UUID(int=0)


def named(found: ParcelCash | StatementLine) -> str:
    """The order, and which of its parcels when it is not the first: `#1042/2`."""
    return clean(found.ref) if found.parcel == 1 else f"{clean(found.ref)}/{found.parcel}"


def _stands(found: ParcelCash | StatementLine) -> str:
    """Where its cash stands: `Over` where too much came, which the rules call short, too."""
    return "Over" if found.cash is CashState.SHORT and found.still_out_minor < 0 else word(found.cash)


def _line(id: str, key: Key, cells: Sequence[str], what: object, tone: str = "", marks: str = "") -> Line:
    return Line(TableRow(id, key, tuple(map(clean, cells)), tone, marks), what)


# By courier or driver

_HOLDERS = (
    *(Column("Pcs", 4, align="right"), Column("Due", 14, min=12, align="right")),
    *(Column("Pcs", 4, align="right"), Column("Collected", 14, min=12, align="right")),
    *(Column("Pcs", 4, align="right"), Column("Short", 14, min=12, align="right")),
    *(Column("Pcs", 4, align="right", hide=2), Column("Over", 14, min=12, align="right", hide=2)),
    Column("Longest", 8, hide=1),
    Column("With", 24, min=11, flex=1),
)


def _holders(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    found = cash.holders(work)
    return behind([_holder(one, work) for one in found], key, limit)


def _holder(one: Holder, work: "Work") -> Line:
    sums = [cell for part in (one.due, one.collected, one.short, one.over) for cell in _sum(part, one.currency)]
    since = span(work.now - one.oldest_at) if one.oldest_at else ""
    name = (one.name or NOBODY) + (f" ({one.currency})" if one.currency != work.shop.currency else "")
    id = f"{one.currency} {one.name}"
    return _line(id, (one.name, one.currency), (*sums, since, name), one)


def _sum(part: Sum, currency: str) -> tuple[str, str]:
    return (str(part.parcels), grouped(part.minor, exponent(currency))) if part.parcels else ("", "–")


# Parcels

_COLLECTED = (
    Column("Order", 8, keep="end"),
    Column("Delivered", 9, hide=1),
    Column("Waybill", 16),
    Column("Collected", 15, min=13, align="right"),
    Column("Counted", 15, min=13, align="right"),
    Column("Customer", 24, min=9, flex=1),
)


def _collected(
    counted: Mapping[UUID, int], work: "Work", asked: Asked, key: Key | None, limit: int
) -> Sequence[Line]:
    """Parcels of one courier or driver, with what was counted for some of them."""
    glance = Glance.of(work)
    found = cash.to_reconcile(work, asked[1], after=_key(key), limit=limit).rows
    return [_parcel(one, counted.get(one.shipment_id), glance) for one in found]


def _key(key: Key | None) -> tuple[datetime, UUID] | None:
    if key is None:
        return None
    at, id = key
    assert isinstance(at, datetime)
    assert isinstance(id, UUID)
    return at, id


def _parcel(one: ParcelCash, counted: int | None, glance: Glance) -> Line:
    typed = money(counted, one.currency) if counted is not None else ""
    marks = "!" if counted is not None and counted != one.still_out_minor else ""
    cells = (
        named(one),
        glance.at(one.at),
        one.waybill,
        money(one.still_out_minor, one.currency),
        typed,
        one.customer,
    )
    return _line(str(one.shipment_id), one.key, cells, one, marks=marks)


_TODAY = (
    Column("Order", 8, keep="end"),
    Column("Delivered", 9),
    Column("Waybill", 16, hide=1),
    Column("Cash", 15, min=13, align="right"),
    Column("Stands", 12, tone=True, whole=True),
    Column("Courier", 16, min=13),
    Column("Customer", 24, min=9, flex=1),
)


def _today(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    glance = Glance.of(work)
    return [_delivered(one, glance) for one in cash.delivered_today(work, after=_key(key), limit=limit).rows]


def _delivered(one: ParcelCash, glance: Glance) -> Line:
    sums = (money(one.cash_minor, one.currency), _stands(one))
    cells = (named(one), glance.at(one.at), one.waybill, *sums, one.courier or one.driver, one.customer)
    return _line(str(one.shipment_id), one.key, cells, one, "trouble" if one.cash is CashState.SHORT else "waiting")


_SHORT = (
    Column("Order", 8, keep="end"),
    Column("Delivered", 9, hide=2),
    Column("Collected", 15, min=13, align="right", hide=1),
    Column("Came", 15, min=13, align="right"),
    Column("Difference", 17, min=15, align="right", tone=True),
    Column("Waybill", 14, hide=3),
    Column("Courier", 16, min=13),
    Column("Customer", 24, min=8, flex=1),
)


def _shorts(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    glance = Glance.of(work)
    return [_short(one, glance) for one in cash.shorts(work, after=_key(key), limit=limit).rows]


def _short(one: ParcelCash, glance: Glance) -> Line:
    sums = (money(one.collected_minor, one.currency), money(one.remitted_minor, one.currency), difference(one))
    cells = (named(one), glance.at(one.at), *sums, one.waybill, one.courier or one.driver, one.customer)
    return _line(str(one.shipment_id), one.key, cells, one, "trouble" if one.still_out_minor > 0 else "waiting")


def difference(one: ParcelCash) -> str:
    """`- DZD 5.00` where something is missing, `+ DZD 5.00` where too much came."""
    return f"{'-' if one.still_out_minor > 0 else '+'} {money(abs(one.still_out_minor), one.currency)}"


# Refunds: first those that were decided, then money that is to be sent back

_REFUNDS = (
    Column("Order", 8, keep="end"),
    Column("Refund", 11, tone=True),
    Column("Since", 9),
    Column("Amount", 15, min=13, align="right"),
    Column("How", 20, min=15),
    Column("Note", 20, hide=1),
    Column("Customer", 24, min=11, flex=1),
)


def _refunds(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    glance, lines = Glance.of(work), list[Line]()
    if key is None or key[0] == 0:
        after = key[1] if key else _FIRST
        assert isinstance(after, UUID)
        lines = [_to_send(one, glance) for one in refunds.to_send(work, after=after, limit=limit)]
        key = None
    if len(lines) < limit:
        made = refunds.to_make(work, after=_key(key[1:]) if key else None, limit=limit - len(lines))
        lines += [_to_make(one, glance) for one in made]
    return lines


def _to_send(one: ToSend, glance: Glance) -> Line:
    paid = " · ".join(filter(None, (word(one.method), one.gateway)))
    cells = (one.ref, f"to send, {one.number}", glance.at(one.at), money(one.amount_minor, one.currency))
    return _line(one.refund_id.hex, (0, one.refund_id), (*cells, paid, one.note, one.customer), one, "trouble")


def _to_make(one: Owed, glance: Glance) -> Line:
    cells = (one.ref, "to make", glance.at(one.since), money(one.left_minor, one.currency))
    more = (_why(one), "", one.customer)
    return _line(one.order_id.hex, (1, *one.key), (*cells, *more), one, "waiting")


def _why(one: Owed) -> str:
    if not one.is_for_nothing:
        return "paid too much"
    return f"order {word(one.confirmation if one.fulfilment is Fulfilment.CANCELLED else one.fulfilment).lower()}"


# Statements

_STATEMENTS = (
    Column("Day", 11),
    Column("Reference", 16, min=10),
    Column("Pcs", 5, align="right"),
    Column("Received", 15, min=13, align="right"),
    Column("Difference", 17, min=15, align="right"),
    Column("Fees", 13, align="right", hide=3),
    Column("By", 12, min=8, hide=2),
    Column("Note", 20, hide=4),
    Column("From", 20, min=11, flex=1),
)


def _statements(work: "Work", _asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    return [_statement(one) for one in cash.history(work, after=_key(key), limit=limit)]


def _statement(one: Remittance) -> Line:
    missing = one.expected_minor - one.received_minor
    sign = f"{'-' if missing > 0 else '+'} {money(abs(missing), one.currency)}" if missing else ""
    sums = (
        money(one.received_minor, one.currency),
        sign,
        money(one.fees_minor, one.currency) if one.fees_minor else "",
    )
    cells = (
        dated(date.fromisoformat(one.day)),
        one.reference,
        str(one.parcels),
        *sums,
        one.by,
        one.note,
        one.courier or NOBODY,
    )
    return _line(str(one.id), (one.at, one.id), cells, one, marks="" if one.finished_at else "!")


_LINES = (
    Column("Order", 10, keep="end"),
    Column("Waybill", 20, min=12),
    Column("Collected", 15, min=13, align="right"),
    Column("Received", 15, min=13, align="right"),
    Column("Stands now", 14, flex=1, tone=True),
)


def _statement_lines(work: "Work", asked: Asked, key: Key | None, limit: int) -> Sequence[Line]:
    row, found = cash.statement(work, UUID(asked[1]))
    return behind([_statement_line(place, one, row.currency) for place, one in enumerate(found)], key, limit)


def _statement_line(place: int, one: StatementLine, currency: str) -> Line:
    sums = (money(one.expected_minor, currency), money(one.received_minor, currency))
    tone = "trouble" if one.cash is CashState.SHORT else "sure"
    return _line(str(place), (place,), (named(one), one.waybill, *sums, _stands(one)), one, tone)


# All of them

_EMPTY: Mapping[str, str] = {
    HOLDERS: "Nobody has cash of the shop. Couriers and drivers appear here when parcels are handed to them.",
    COLLECTED: "No collected cash of this courier waits. Press f to choose another courier, or i for a file.",
    TODAY: "Nothing that was delivered today has its cash still out.",
    SHORT: "Nothing is short, and nothing came too much.",
    REFUNDS: "No refund is to be made. Money for what is cancelled or came back appears here, and what came twice.",
    STATEMENTS: "Nothing was settled yet. Select parcels to reconcile and press c, or press i for a file.",
}


def sheets(counted: Mapping[UUID, int]) -> tuple[Sheet, ...]:
    """The tabs; `counted` holds what was typed for single parcels, in minor units."""
    made: dict[str, tuple[str, tuple[Column, ...], Any]] = {
        HOLDERS: ("By courier", _HOLDERS, _holders),
        COLLECTED: ("To reconcile", _COLLECTED, partial(_collected, counted)),
        TODAY: ("Delivered today", _TODAY, _today),
        SHORT: ("Differences", _SHORT, _shorts),
        REFUNDS: ("Refunds", _REFUNDS, _refunds),
        STATEMENTS: ("Settled", _STATEMENTS, _statements),
    }
    return tuple(Sheet(id, title, columns, read, _EMPTY[id]) for id, (title, columns, read) in made.items())


PARCELS = Sheet(STATEMENT, "Parcels", _LINES, _statement_lines, "This statement has no parcel.")
