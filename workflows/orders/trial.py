"""Test orders (D7): through every screen and rule, moving no stock, calling nobody, telling only the merchant."""

from sqlalchemy import func, select

from models.catalogue import products
from models.orders import Order, orders
from workflows.actors import Actor
from workflows.errors import Refused
from workflows.orders import placing
from workflows.orders.draft import Address, DraftLine, DraftOrder
from workflows.policy import TestOrders
from workflows.shop.permission import only_supervisors
from workflows.work import Work

_o = orders.c
_SOURCE = "codesk"


def place_test_order(work: Work, draft: DraftOrder | None = None, *, by: Actor, request_id: str) -> Order:
    """Place a test order, of `draft` or of something made up; a known request gives the order it made."""
    only_supervisors(work, by, "place test orders")
    earlier = _made(work, request_id)
    if earlier is not None:
        return earlier
    if reason := why_not(work):
        raise Refused(reason)
    placed = placing.place(work, [draft or _sample(work, request_id)], by=by, is_test=True)
    if not placed.cases:
        raise Refused("this order is here already; a test order needs an id of its own")
    return placed.cases[0].order


def why_not(work: Work) -> str | None:
    """Why no test order may be placed now; None when one may."""
    when = work.policy.test_orders
    if when is TestOrders.NEVER:
        return "this shop places no test orders; `codesk shop set test_orders ALWAYS` lets it"
    real = select(_o.id).where(_o.shop_id == work.shop.id, ~_o.is_test).limit(1)
    if when is TestOrders.UNTIL_FIRST_ORDER and work.connection.scalar(real) is not None:
        return "real orders have come in, so this shop places no more test orders"
    return None


def _made(work: Work, request_id: str) -> Order | None:
    mine = (_o.shop_id == work.shop.id, _o.source == _SOURCE, _o.external_id == f"test {request_id}")
    found = work.connection.execute(select(orders).where(*mine)).one_or_none()
    return Order(*found) if found else None


def _sample(work: Work, request_id: str) -> DraftOrder:
    """One unit of the first product, to an example number that libphonenumber keeps for the country."""
    mine = (_o.shop_id == work.shop.id, _o.is_test)
    count = work.connection.scalar(select(func.count()).select_from(orders).where(*mine)) or 0
    line, shipping = _line(work), 10**work.shop.exponent
    return DraftOrder(
        row=1,
        source=_SOURCE,
        external_id=f"test {request_id}",
        ref=f"TEST-{count + 1}",
        placed_at=None,
        currency=work.shop.currency,
        total_minor=line.unit_minor + shipping,
        lines=(line,),
        shipping_minor=shipping,
        customer="Test customer",
        phone=_example(work.shop.country),
        address=Address("1 Test street", "Test town", "", "", work.shop.country),
    )


def _line(work: Work) -> DraftLine:
    first = select(products.c.title, products.c.sku).where(products.c.shop_id == work.shop.id)
    found = work.connection.execute(first.order_by(products.c.title, products.c.id).limit(1)).one_or_none()
    title, sku = found or ("Test product", "")
    return DraftLine(title, 1, 100 * 10**work.shop.exponent, sku)


def _example(country: str) -> str:
    """Imported here: the numbers of all countries are loaded with it."""
    from phonenumbers import PhoneNumberType, example_number_for_type, format_number

    number = example_number_for_type(country, PhoneNumberType.MOBILE)
    return format_number(number, 0) if number else ""
