"""What the database wrote down about one order, for tests to look at; and columns set by hand."""

from typing import Any, TypeVar

from sqlalchemy import Table, select, update

from models.calls import Appointment, Attempt, appointments, call_attempts
from models.catalogue import Product, StockMove, products, stock_moves
from models.customers import Number, numbers
from models.log import Event, events
from models.money import Money, money
from models.orders import Line, Order, order_lines, orders
from models.outbox import OutboxRow, outbox
from models.shipments import Shipment, shipments
from tests.support.shop import order
from workflows.actors import SYSTEM
from workflows.desk import Desk
from workflows.stock import counting

T = TypeVar("T")


def _rows(desk: Desk, table: Table, row: type[T], **where: Any) -> list[T]:
    wanted = [table.c[name] == value for name, value in ({"shop_id": desk.shop.id} | where).items()]
    statement = select(table).where(*wanted).order_by(*table.primary_key.columns)
    return desk.database.read(lambda connection: [row(*found) for found in connection.execute(statement)])


def events_of(desk: Desk, about: Order) -> list[Event]:
    """Every step of an order, oldest first."""
    return sorted(_rows(desk, events, Event, order_id=about.id), key=lambda event: event.version)


def last_event(desk: Desk, about: Order) -> Event:
    """The last step of an order."""
    return events_of(desk, about)[-1]


def attempts_of(desk: Desk, about: Order) -> list[Attempt]:
    """Every dial of an order, oldest first."""
    return sorted(_rows(desk, call_attempts, Attempt, order_id=about.id), key=lambda dial: (dial.at, dial.id))


def appointments_of(desk: Desk, about: Order) -> list[Appointment]:
    """Every promised call-back of an order, by the time it was made."""
    return sorted(_rows(desk, appointments, Appointment, order_id=about.id), key=lambda promise: promise.made_at)


def money_of(desk: Desk, about: Order) -> list[Money]:
    """Every money row of an order."""
    return sorted(_rows(desk, money, Money, order_id=about.id), key=lambda row: row.at)


def lines_of(desk: Desk, about: Order) -> list[Line]:
    """The lines of an order, in their order."""
    return sorted(_rows(desk, order_lines, Line, order_id=about.id), key=lambda line: line.position)


def parcels_of(desk: Desk, about: Order) -> list[Shipment]:
    """The parcels of an order, by their numbers."""
    return sorted(_rows(desk, shipments, Shipment, order_id=about.id), key=lambda parcel: parcel.position)


def outbox_of(desk: Desk, about: Order) -> list[OutboxRow]:
    """What is to be told about an order."""
    return _rows(desk, outbox, OutboxRow, order_id=about.id)


def messages(desk: Desk, about: Order) -> list[str]:
    """The names of the messages about an order, sorted."""
    return sorted(row.message for row in outbox_of(desk, about))


def moves_of(desk: Desk, about: Order) -> list[StockMove]:
    """What an order did to stock."""
    return _rows(desk, stock_moves, StockMove, order_id=about.id)


def product(desk: Desk, key: str) -> Product:
    """The product of that SKU."""
    (found,) = _rows(desk, products, Product, key=key)
    return found


def number(desk: Desk, phone: str) -> Number | None:
    """What a phone number went through."""
    found = _rows(desk, numbers, Number, phone=phone)
    return found[0] if found else None


def counted(desk: Desk, key: str, on_hand: int) -> None:
    """Somebody counted what lies on the shelf."""
    desk.write(lambda work: counting.count(work, product(desk, key), on_hand, "inventory", by=SYSTEM))


def put(desk: Desk, about: Order, **columns: Any) -> Order:
    """Set columns by hand, to stand in for steps that another test is about."""
    mine = (orders.c.shop_id == desk.shop.id, orders.c.id == about.id)
    desk.database.write(lambda connection: connection.execute(update(orders).where(*mine).values(columns)))
    return order(desk, about.id)
