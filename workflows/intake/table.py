"""Any table of orders, through a mapping of its columns: other shops' exports, sheets of leads, data sets.

- Rows with the same order number are the lines of one order; what stands on all of them counts once.
- Without an order number each row is an order, known again by a hash of who ordered what and when: its status
  may change between two imports, the order stays the same. A column that only counts rows is no order number.
- A `total` that differs from line to line of one order is the line's, not the order's.
- Without products the order is one line, `Order`, at its total; without amounts the total is 0.
- A percentage is not an amount of money: such columns are left alone.
- Statuses that no axis holds, and outcomes of other people's calls, are kept as tags.
"""

from dataclasses import replace
from hashlib import sha256

from models.statuses import Shipping
from workflows.intake.amounts import Price
from workflows.intake.drafting import drafted
from workflows.intake.fields import Field
from workflows.intake.group import Columns, Group
from workflows.intake.grouping import Keys
from workflows.intake.lines import charges_of, items_of, sums_of
from workflows.intake.mapping import Mapping
from workflows.intake.payments import method_of, prepaid
from workflows.intake.reading import Form
from workflows.intake.rows import Row
from workflows.intake.states import Standing, State, payment_state_of, standing, state_of
from workflows.intake.sums import NAMELESS, Item, Sums
from workflows.orders.draft import DraftOrder
from workflows.text import clean, digits, undotted, unguarded

_STATUSES = (Field.STATUS, Field.DELIVERY_STATUS, Field.PAYMENT_STATUS)
_OWN = (
    Field.DATE, Field.CUSTOMER, Field.FIRST_NAME, Field.LAST_NAME, Field.PHONE, Field.OTHER_PHONE, Field.EMAIL,
    Field.STREET,
)  # fmt: skip
_GOODS = (Field.CITY, Field.PRODUCT, Field.VARIANT, Field.SKU, Field.QUANTITY, Field.PRICE, Field.TOTAL)
_HASHED = "row-"  #: begins the external id of an order without a number


def form(header: tuple[str, ...], mapping: Mapping) -> Form:
    """How to read a table with this header. FileProblem when the mapping names a column it does not have."""
    columns, slots = mapping.located(header)
    return Form(
        "table",
        columns,
        lambda: _key(columns),
        draft,
        slots=slots,
        declared_mark=mapping.decimal,
        declared_order=mapping.day_first,
        declared_currency=mapping.currency,
    )


def _key(columns: Columns) -> Keys:
    number = (*columns.get(Field.ID, ()), *columns.get(Field.NUMBER, ()))
    own = tuple(place for wanted in _OWN for place in columns.get(wanted, ()))

    def key(row: Row) -> str:
        for place in number:
            if cell := clean(unguarded(row.cells[place])):
                return undotted(digits(cell))
        return _hashed(row, columns) if any(row.cells[place].strip() for place in own) else ""

    return key


def _hashed(row: Row, columns: Columns) -> str:
    """The same for the same order however often it is exported: not of its status, notes or payment."""
    places = (place for wanted in (*_OWN, *_GOODS) for place in columns.get(wanted, ()))
    cells = (digits(clean(unguarded(row.cells[place]))).casefold() for place in places)
    return _HASHED + sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()[:16]


def _number(group: Group) -> str:
    """What the file calls the order, or the hash that stands for it. BadCell when the row tells nobody's order."""
    if number := group.text(Field.ID) or group.text(Field.NUMBER):
        return undotted(number)
    if any(group.cell(wanted) for wanted in _OWN):
        return _hashed(group.rows[0], group.layout.columns)
    raise group.missing(Field.NUMBER, "the row does not tell whose order it is, and no order stands above it")


def draft(group: Group) -> DraftOrder:
    """The draft of one order. BadCell when it cannot be read."""
    number = _number(group)
    sums = _sums(group)
    stands, tags = _standing(group)
    gateway = group.text(Field.METHOD)
    paid = _paid(group, stands.paid or prepaid(gateway), sums.total)
    cancelled = group.moment(Field.CANCELLED_AT)
    return drafted(
        group,
        sums,
        source="table",
        external_id=digits(number),
        ref=undotted(group.text(Field.NUMBER)) or number.removeprefix(_HASHED)[:8].upper(),
        method=method_of(gateway),
        gateway=gateway,
        paid_minor=paid,
        refunded_minor=paid if stands.refunded else min(group.reduction(Field.REFUNDED), paid),
        payment_failed=stands.failed,
        placed=stands.placed,
        cancelled=stands.cancelled or cancelled is not None,
        shipping=stands.shipping,
        closed_at=cancelled or group.moment(Field.CLOSED_AT),
        tags=", ".join(filter(None, (group.text(Field.TAGS), *tags))),
    )


def _sums(group: Group) -> Sums:
    items, charges = items_of(group, keep_zero=True), charges_of(group)
    totals = _totals_of_lines(group)
    if totals:
        items = [item._replace(net=net) for item, net in zip(items or _nameless(totals), totals, strict=True)]
        charges = replace(charges, total=None)
    return sums_of(group, items, charges)


def _nameless(totals: list[Price]) -> list[Item]:
    return [Item(NAMELESS) for _ in totals]


def _totals_of_lines(group: Group) -> list[Price]:
    """The `total` of each row, where it cannot be the order's: it changes from row to row, or is price x quantity."""
    column = group.layout.columns.get(Field.TOTAL, ())
    cells = [group.cell_at(row, column) for row in group.rows]
    found = [group.price(cell) for cell in cells if cell]
    if len(found) < 2 or len(found) < len(cells) or len(group.layout.slots) > 1:
        return []
    items = items_of(group, keep_zero=True)
    if items and len(items) != len(found):
        return []
    multiplied = [item.unit * item.quantity for item in items if item.unit is not None]
    different = len(set(items)) == len(items) or not items
    return found if len(set(found)) > 1 or (different and multiplied == found) else []


def _paid(group: Group, in_full: bool, total: int) -> int:
    return total if in_full else min(group.money(Field.PAID) or 0, total)


def _standing(group: Group) -> tuple[Standing, list[str]]:
    """All status columns together, and the words that say more than an axis can."""
    words = {wanted: group.text(wanted) for wanted in _STATUSES if wanted in group.layout.columns}
    if not words:
        return standing(None), []
    states = {wanted: _state(wanted, text) for wanted, text in words.items() if text}
    stands = [standing(state) for state in states.values()]
    tags = [words[wanted] for wanted, state in states.items() if state in (None, State.TALK, State.PROCESSING)]
    together = Standing(
        placed=all(one.placed for one in stands),
        cancelled=any(one.cancelled for one in stands),
        paid=any(one.paid for one in stands),
        refunded=any(one.refunded for one in stands),
        failed=any(one.failed for one in stands),
        shipping=_furthest(states),
    )
    return together, list(dict.fromkeys(tags))


def _state(wanted: Field, text: str) -> State | None:
    return payment_state_of(text) if wanted == Field.PAYMENT_STATUS else state_of(text)


def _furthest(states: dict[Field, State | None]) -> Shipping | None:
    """Where the parcel is: the courier's word before the shop's."""
    for wanted in (Field.DELIVERY_STATUS, Field.STATUS):
        if (shipping := standing(states.get(wanted)).shipping) is not None:
            return shipping
    return None
