"""Products as people name them: the one of that name, or those that come near."""

from collections.abc import Sequence

from sqlalchemy import select

from models.catalogue import Product, products
from workflows.work import Work

_OFFERED = 5  #: products that are named to somebody who typed none of them


def named(work: Work, name: str) -> Product | None:
    """The product of that SKU or title; None where the shop has none."""
    wanted = name.strip()
    mine = (products.c.shop_id == work.shop.id, products.c.key.in_([wanted, wanted.casefold()]))
    found = work.connection.execute(select(products).where(*mine).order_by(products.c.key)).first()
    return Product(*found) if found else None


def resembling(work: Work, part: str) -> list[Product]:
    """A few products whose SKU or title holds what was typed, by title."""
    holds = products.c.sku.icontains(part.strip(), autoescape=True)
    holds |= products.c.title.icontains(part.strip(), autoescape=True)
    mine = select(products).where(products.c.shop_id == work.shop.id, holds)
    return [Product(*row) for row in work.connection.execute(mine.order_by(products.c.title).limit(_OFFERED))]


def unknown(name: str, near: Sequence[Product]) -> str:
    """That the shop has no such product, and which ones come near."""
    offered = "; it has " + ", ".join(f"{one.title} ({one.sku})" if one.sku else one.title for one in near)
    return f"this shop has no product {name.strip()!r}{offered if near else ', and none that holds these letters'}"
