"""Whom and what a batch of new orders already knows: customers, products, and orders that look the same."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, false, select

from models.catalogue import Product, products
from models.customers import Customer, customers
from models.orders import Line, Order, order_lines, orders
from models.statuses import LOCKED
from workflows.case import Case
from workflows.orders.draft import DraftLine, DraftOrder
from workflows.phones import Phone
from workflows.work import Work

Seen = tuple[UUID, datetime, set[UUID]]  #: an order, when it was placed, its products


class Acquaintance:
    """Read once for a batch, and grown by every order of it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._customers: dict[str, UUID] = {}
        self._products: dict[str, UUID] = {}
        self._seen: dict[str, list[Seen]] = defaultdict(list)

    @classmethod
    def read(cls, work: Work, drafts: Sequence[DraftOrder], phones: Collection[Phone]) -> "Acquaintance":
        """What the database knows about these drafts and their numbers."""
        circle = cls(work)
        numbers = {phone.e164 for phone in phones if phone.valid}
        circle._read_customers(numbers, {draft.email for draft in drafts if draft.email})
        circle._read_products({product_key(line) for draft in drafts for line in draft.lines})
        circle._read_seen(numbers, min((draft.placed_at or work.now for draft in drafts), default=work.now))
        return circle

    def _read_customers(self, phones: set[str], emails: set[str]) -> None:
        c = customers.c
        for column, values in ((c.email, emails), (c.phone, phones)):
            if values:
                mine = (c.shop_id == self._work.shop.id, column.in_(values))
                for row in self._work.connection.execute(select(column, c.id).where(*mine)):
                    self._customers[row[0]] = row.id

    def _read_products(self, keys: set[str]) -> None:
        if keys:
            mine = (products.c.shop_id == self._work.shop.id, products.c.key.in_(keys))
            statement = select(products).where(*mine).order_by(products.c.id).with_for_update()
            for row in self._work.connection.execute(statement):
                product = Product(*row)
                self._products[product.key] = product.id
                self._work.shelf.put(product)

    def _read_seen(self, phones: set[str], earliest: datetime) -> None:
        """Open or confirmed orders of the same numbers, placed within the window of the policy."""
        if not phones:
            return
        o, line = orders.c, order_lines.c
        reversed_phones = {phone[:0:-1] for phone in phones}
        joined = order_lines.join(orders, and_(line.shop_id == o.shop_id, line.order_id == o.id))
        mine = (
            o.shop_id == self._work.shop.id,
            o.phone_rev.in_(reversed_phones),
            o.placed_at >= earliest - self._work.policy.duplicate_window,
            o.confirmation.not_in(LOCKED),
            o.is_test.is_(false()),
        )
        wanted = select(o.phone, o.id, o.placed_at, line.product_id).select_from(joined).where(*mine)
        found: dict[UUID, Seen] = {}
        for phone, order_id, placed_at, product in self._work.connection.execute(wanted):
            if order_id not in found:
                found[order_id] = (order_id, placed_at, set())
                self._seen[phone].append(found[order_id])
            found[order_id][2].add(product)

    def customer(self, draft: DraftOrder, phone: Phone) -> UUID:
        """The customer of a draft, by number, else by e-mail, else a new one."""
        reach = phone.e164 if phone.valid else draft.email
        if reach and reach in self._customers:
            return self._customers[reach]
        made = self._new_customer(draft, phone)
        if reach:
            self._customers[reach] = made
        return made

    def _new_customer(self, draft: DraftOrder, phone: Phone) -> UUID:
        work, address = self._work, draft.address
        row = Customer(
            work.shop.id,
            work.new_id(),
            draft.customer,
            phone.e164 if phone.valid else "",
            draft.email,
            address.street,
            address.city,
            address.region,
            address.postcode,
            address.country,
            work.now,
        )
        work.add(customers, row)
        return row.id

    def product(self, line: DraftLine) -> UUID:
        """The product of a line, by SKU, else by title, else a new one that nobody has counted."""
        key, work = product_key(line), self._work
        if key not in self._products:
            row = Product(work.shop.id, work.new_id(), key, line.sku, line.title, False, 0, 0, work.now)
            work.add(products, row)
            work.shelf.put(replace(row))  # a copy: the shelf writes its changes itself
            self._products[key] = row.id
        return self._products[key]

    def duplicate(self, order: Order, lines: Sequence[Line]) -> UUID | None:
        """An earlier order of the same number with an overlapping item; flagged, never merged."""
        wanted, window = {line.product_id for line in lines}, self._work.policy.duplicate_window
        for order_id, placed_at, held in reversed(self._seen.get(order.phone, [])):
            if abs(order.placed_at - placed_at) <= window and wanted & held:
                return order_id
        return None

    def remember(self, case: Case) -> None:
        """A new order is what the next one of the batch may be a duplicate of."""
        order = case.order
        if order.phone and not order.is_test and order.confirmation not in LOCKED:
            held = {line.product_id for line in case.lines}
            self._seen[order.phone].append((order.id, order.placed_at, held))


def product_key(line: DraftLine) -> str:
    """What makes it the same product: its SKU, or its title where there is none."""
    return line.sku.strip() or line.title.strip().casefold()
