"""Orders that are taken by hand: a customer is on the phone, a colleague types what is said (C2).

They are placed as an import's orders are: numbers are read, customers known again and duplicates flagged by the same
code. What is typed wrong is refused at once, for somebody is there who can ask.
"""

from dataclasses import dataclass, field

from sqlalchemy import and_, select

from models.catalogue import Product
from models.orders import Order, order_lines, orders
from models.shops import shops
from workflows.actors import Actor
from workflows.errors import Invalid, Refused
from workflows.orders import placing
from workflows.orders.basket import LineChange, goods, overpriced, unusable
from workflows.orders.draft import Address, DraftLine, DraftOrder
from workflows.phones import parse
from workflows.products import named, resembling, unknown
from workflows.roster import still_here
from workflows.text import clean
from workflows.work import Work

SOURCE = "codesk"
RECENT = 5_000  #: lines of the shop's latest orders in which the price of a product is looked for
_o, _l = orders.c, order_lines.c


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What the customer says; amounts in minor units of the shop's currency."""

    lines: tuple[LineChange, ...]
    phone: str  #: in any spelling
    name: str
    address: Address = field(default_factory=Address)
    shipping: int = 0  #: delivery charge
    discount: int = 0  #: off the whole order
    note: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """What an order would come to, for a screen to show while it is typed."""

    lines: tuple[DraftLine, ...]  #: as far as they can be priced
    shipping_minor: int
    discount_minor: int
    problem: str | None  #: why it cannot be placed, in a sentence

    @property
    def total_minor(self) -> int:
        """Lines + delivery − discount."""
        return goods(self.lines) + self.shipping_minor - self.discount_minor


def preview(work: Work, wanted: NewOrder) -> Total:
    """The sum of an order as it would be, and why it is refused where it is. Changes nothing."""
    lines: list[DraftLine] = []
    problem = unusable(wanted.lines, wanted.shipping, wanted.discount) if wanted.lines else "name a product"
    try:
        lines += [_line(work, line) for line in wanted.lines if line.product.strip()]
    except Refused as refusal:
        problem = problem or str(refusal)
    problem = problem or overpriced(lines, wanted.shipping, wanted.discount) or _unreachable(work, wanted)
    return Total(tuple(lines), wanted.shipping, wanted.discount, problem)


def take(work: Work, wanted: NewOrder, *, by: Actor, request_id: str) -> Order:
    """Place an order by hand; a known request gives the order it made. Invalid says what is typed wrong."""
    still_here(work, by)
    placing.one_at_a_time(work)
    mine = (_o.shop_id == work.shop.id, _o.source == SOURCE, _o.external_id == _id(request_id))
    found = work.connection.execute(select(orders).where(*mine)).one_or_none()
    if found is not None:
        return Order(*found)
    comes_to = preview(work, wanted)
    if comes_to.problem:
        raise Invalid(comes_to.problem)
    (made,) = placing.place(work, [_draft(work, wanted, comes_to, request_id)], by=by).cases
    return made.order


def _id(request_id: str) -> str:
    return f"by hand {request_id}"


def _unreachable(work: Work, wanted: NewOrder) -> str | None:
    if not _tidy(wanted.name):
        return "the order needs a name"
    phone = parse(wanted.phone, work.shop.country)
    return None if phone.valid else phone.problem


def _tidy(text: str) -> str:
    return " ".join(clean(text).split())


def _line(work: Work, wanted: LineChange) -> DraftLine:
    """A line of a product that the shop has, at the price that was typed, else the one it was last sold for."""
    product = named(work, wanted.product) or _only(work, wanted.product)
    unit = _last_price(work, product) if wanted.unit is None else wanted.unit
    if unit is None:
        raise Refused(f"{product.title} was not sold lately; type its price")
    return DraftLine(product.title, wanted.quantity, unit, product.sku, wanted.discount or 0)


def _only(work: Work, part: str) -> Product:
    """The one product that holds what was typed; Refused names those that do when there are more."""
    near = resembling(work, part)
    if len(near) != 1:
        raise Refused(unknown(part, near))
    return near[0]


def _last_price(work: Work, product: Product) -> int | None:
    """Ids grow with time, so the latest lines are the last ones; no index on products is kept for this."""
    mine = select(_l.id, _l.order_id, _l.product_id, _l.unit_minor).where(_l.shop_id == work.shop.id)
    latest = mine.order_by(_l.id.desc()).limit(RECENT).subquery()
    same = and_(_o.shop_id == work.shop.id, _o.id == latest.c.order_id, _o.currency == work.shop.currency)
    sold = select(latest.c.unit_minor).join(orders, same).where(latest.c.product_id == product.id)
    return work.connection.scalar(sold.order_by(latest.c.id.desc()).limit(1))


def _draft(work: Work, wanted: NewOrder, comes_to: Total, request_id: str) -> DraftOrder:
    """As a shop would hand it over; its number is the one that it is about to be given here."""
    number = work.connection.scalar(select(shops.c.next_number).where(shops.c.id == work.shop.id))
    place = wanted.address
    return DraftOrder(
        row=1,
        source=SOURCE,
        external_id=_id(request_id),
        ref=f"DESK-{number}",
        placed_at=None,
        currency=work.shop.currency,
        total_minor=comes_to.total_minor,
        lines=comes_to.lines,
        shipping_minor=wanted.shipping,
        discount_minor=wanted.discount,
        customer=_tidy(wanted.name),
        phone=wanted.phone.strip(),
        address=Address(
            _tidy(place.street),
            _tidy(place.city),
            _tidy(place.region),
            _tidy(place.postcode),
            place.country or work.shop.country,
        ),
        note=clean(wanted.note),
    )
