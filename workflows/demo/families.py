"""The played orders as families to stamp from: everything that belongs to one customer.

Rows are kept as SQLite stores them (16 bytes, microseconds, 0 or 1, JSON text), since most of them are written back
unchanged.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table

from models.calls import appointments, call_attempts
from models.catalogue import products, stock_moves
from models.columns import EPOCH, MICROSECOND, Instant, Key
from models.customers import customers, numbers
from models.log import events, notes
from models.money import money, refund_lines, refunds, remittance_lines, remittances
from models.orders import order_lines, orders
from models.outbox import outbox
from models.shipments import couriers, returns, shipment_lines, shipments
from models.shops import people, shops

Raw = tuple[Any, ...]

SHOP_TABLES = (shops, people, products, couriers)  #: rows that every family shares
OF_CUSTOMER = (customers,)
OF_ORDER = (
    orders,
    order_lines,
    call_attempts,
    appointments,
    money,
    shipments,
    shipment_lines,
    returns,
    refunds,
    refund_lines,
    remittance_lines,
    events,
    notes,
    stock_moves,
    outbox,
)
FAMILY_TABLES = (*OF_CUSTOMER, *OF_ORDER, numbers, remittances)

_NO_END = (datetime(9000, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND
_WORDS = {
    "phone": "phone",
    "phone_typed": "typed",
    "phone_rev": "reversed",
    "name": "name",
    "street": "street",
    "city": "city",
    "region": "region",
    "postcode": "postcode",
    "email": "email",
    "ref": "ref",
    "external_id": "external",
    "number": "number",
}


@dataclass(slots=True)
class Stencil:
    """One row, and which of its cells differ from stamp to stamp."""

    table: str
    base: list[Any]
    order: int  #: which order of the family it belongs to; -1 for the customer's own rows
    ids: list[tuple[int, int]] = field(default_factory=list)  #: column, id as a number
    times: list[tuple[int, int]] = field(default_factory=list)  #: column, microseconds
    words: list[tuple[int, str]] = field(default_factory=list)  #: column, which word


@dataclass(slots=True)
class Family:
    """The orders of one customer, oldest first, with all their rows. Events stand in the order of their chain."""

    rows: list[Stencil]
    orders: list[dict[str, Any]]  #: the order rows by column name
    keeps_name: bool  #: a made-up name that belongs to the story
    references: tuple[str, ...]  #: of payments: each is booked once
    waybills: tuple[str, ...]  #: of parcels: each is one parcel of its courier


@dataclass(slots=True)
class Played:
    """A whole played shop."""

    commons: dict[str, list[Raw]]
    families: list[Family]

    @property
    def shop(self) -> dict[str, Any]:
        """The row of the shop."""
        return dict(zip(shops.c.keys(), self.commons["shops"][0], strict=True))


def read(connection: Connection, kept_names: frozenset[str]) -> Played:
    """Everything that was played, from its SQLite database."""
    rows = {table.name: _all(connection, table) for table in (*SHOP_TABLES, *FAMILY_TABLES)}
    commons = {table.name: rows[table.name] for table in SHOP_TABLES}
    for table in (events, stock_moves):
        at = _place(table, "order_id")
        commons[table.name] = [row for row in rows[table.name] if row[at] is None]
    return Played(commons, _families(rows, kept_names))


def _all(connection: Connection, table: Table) -> list[Raw]:
    columns = ", ".join(table.c.keys())
    key = ", ".join(column.name for column in table.primary_key)
    found = connection.exec_driver_sql(f"SELECT {columns} FROM {table.name} ORDER BY {key}")  # noqa: S608
    return [tuple(row) for row in found]


def _place(table: Table, column: str) -> int:
    return table.c.keys().index(column)


def _families(rows: dict[str, list[Raw]], kept_names: frozenset[str]) -> list[Family]:
    by_order = {
        table.name: _grouped(table, rows[table.name], "order_id") for table in OF_ORDER if table is not orders
    }
    by_order["remittances"] = _by_their_order(rows)
    by_customer = _grouped(orders, rows["orders"], "customer_id")
    by_phone = _grouped(numbers, rows["numbers"], "phone")
    found = []
    for customer in rows["customers"]:
        own = [dict(zip(orders.c.keys(), row, strict=True)) for row in by_customer[customer[1]]]
        own.sort(key=lambda order: int(order["number"]))
        parts = [(customers, -1, customer)]
        parts += [(numbers, -1, row) for phone in {order["phone"] for order in own} for row in by_phone[phone]]
        for place, order in enumerate(own):
            parts.append((orders, place, tuple(order.values())))
            for table in (*OF_ORDER[1:], remittances):
                parts += [(table, place, row) for row in by_order[table.name][order["id"]]]
        found.append(_family(parts, own, kept_names))
    return found


def _by_their_order(rows: dict[str, list[Raw]]) -> dict[Any, list[Raw]]:
    """The play settles every parcel by itself, so that a remittance belongs to one order."""
    statement, order = _place(remittance_lines, "remittance_id"), _place(remittance_lines, "order_id")
    order_of = {line[statement]: line[order] for line in rows["remittance_lines"]}
    groups: dict[Any, list[Raw]] = defaultdict(list)
    for row in rows["remittances"]:
        groups[order_of[row[_place(remittances, "id")]]].append(row)
    return groups


def _grouped(table: Table, rows: list[Raw], column: str) -> dict[Any, list[Raw]]:
    place, groups = _place(table, column), defaultdict(list)
    for row in rows:
        groups[row[place]].append(row)
    return groups


def _family(parts: list[tuple[Table, int, Raw]], own: list[dict[str, Any]], kept_names: frozenset[str]) -> Family:
    mine = {row[_place(table, "id")] for table, _, row in parts if "id" in table.c}
    keeps = own[0]["name"] in kept_names
    valid = next((order["phone"] for order in own if order["phone"]), "")
    stencils = [_stencil(table, place, row, mine, valid, keeps) for table, place, row in parts]
    stencils.sort(key=lambda one: (one.order, one.base[_place(events, "version")] if one.table == "events" else 0))
    references, waybills = _cells(parts, money, "reference"), _cells(parts, shipments, "waybill")
    return Family(stencils, own, keeps, references, waybills)


def _cells(parts: list[tuple[Table, int, Raw]], wanted: Table, column: str) -> tuple[str, ...]:
    """What is filled in of a column, each once."""
    at = _place(wanted, column)
    return tuple(sorted({row[at] for table, _, row in parts if table is wanted and row[at]}))


def _stencil(table: Table, place: int, row: Raw, mine: set[bytes], phone: str, keeps_name: bool) -> Stencil:
    stencil = Stencil(table.name, list(row), place)
    for at, column in enumerate(table.columns):
        value = row[at]
        if isinstance(column.type, Key) and value in mine:
            stencil.ids.append((at, int.from_bytes(value, "big")))
        elif isinstance(column.type, Instant) and value is not None and value < _NO_END:
            stencil.times.append((at, value))
        elif _changes(column.name, value, row, table, phone, keeps_name):
            stencil.words.append((at, _WORDS[column.name]))
        elif table is outbox and column.name == "recipient" and value:
            stencil.words.append((at, "phone" if value == phone else "email"))
    return stencil


def _changes(column: str, value: Any, row: Raw, table: Table, phone: str, keeps_name: bool) -> bool:
    """Whether a cell is one of the customer's words. A number that cannot be called stays as it was typed."""
    if column not in _WORDS or value == "" or (column == "name" and keeps_name):
        return False
    if column in ("phone_typed", "phone_rev"):
        return bool(row[_place(table, "phone")])
    if column == "phone":
        return bool(phone) and value == phone
    return True
