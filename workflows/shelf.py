"""The products that one unit of work touches: read once, changed in memory, written at the end.

A batch of a thousand orders then costs one UPDATE per product, not one per line. Rows are locked as they are
read, in the order of their ids, so that two units never hold each other's products.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import bindparam, select, update

from models.catalogue import Product, products

if TYPE_CHECKING:
    from workflows.work import Work

_CHANGE = (
    update(products)
    .where(products.c.shop_id == bindparam("shop"), products.c.id == bindparam("product"))
    .values(on_hand=products.c.on_hand + bindparam("hand"), reserved=products.c.reserved + bindparam("held"))
)


class Shelf:
    """Products by id, with the changes of this unit already in them."""

    def __init__(self, work: "Work") -> None:
        self._work = work
        self._products: dict[UUID, Product] = {}
        self._hand: dict[UUID, int] = defaultdict(int)
        self._held: dict[UUID, int] = defaultdict(int)

    def put(self, product: Product) -> None:
        """A product that was just made, or read elsewhere in this unit."""
        self._products.setdefault(product.id, product)

    def take(self, ids: Iterable[UUID]) -> list[Product]:
        """The products of these ids, locked until the unit ends."""
        wanted = list(dict.fromkeys(ids))
        missing = [product_id for product_id in wanted if product_id not in self._products]
        if missing:
            self._read(missing)
        return [self._products[product_id] for product_id in wanted]

    def _read(self, ids: list[UUID]) -> None:
        mine = (products.c.shop_id == self._work.shop.id, products.c.id.in_(ids))
        statement = select(products).where(*mine).order_by(products.c.id)
        if not self._work.is_reading:
            statement = statement.with_for_update()
        for row in self._work.connection.execute(statement):
            self.put(Product(*row))

    def change(self, product_id: UUID, *, on_hand: int = 0, reserved: int = 0) -> None:
        """Move units of a product that was taken."""
        product = self._products[product_id]
        product.on_hand += on_hand
        product.reserved += reserved
        self._hand[product_id] += on_hand
        self._held[product_id] += reserved

    def flush(self) -> None:
        """Write the sums of what changed."""
        changed = [id_ for id_ in {*self._hand, *self._held} if self._hand[id_] or self._held[id_]]
        if changed:
            shop = self._work.shop.id
            rows = [
                {"shop": shop, "product": id_, "hand": self._hand[id_], "held": self._held[id_]}
                for id_ in sorted(changed)
            ]
            self._work.connection.execute(_CHANGE, rows)
        self._hand.clear()
        self._held.clear()
