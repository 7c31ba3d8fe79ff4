"""Products as people name them: the one of that name, or those that come near."""

from collections.abc import Sequence

from sqlalchemy import select

from models.catalogue import Product, products
from workflows.errors import Refused
from workflows.work import Work

_OFFERED = 5  #: products that are named to somebody who typed none of them


def named(work: Work, name: str) -> Product | None:
    """The product of that SKU or title, in any case; None where the shop has none, Refused names them where it has
    several."""
    wanted = name.strip()
    mine = (products.c.shop_id == work.shop.id, products.c.key.in_([wanted, wanted.casefold()]))
    found = work.connection.execute(select(products).where(*mine).order_by(products.c.key)).first()
    return Product(*found) if found else _folded(work, wanted)


def _folded(work: Work, wanted: str) -> Product | None:
    """Compared here, as SQLite folds no letter beyond ASCII."""
    every = select(products).where(products.c.shop_id == work.shop.id).order_by(products.c.sku)
    named_so = (Product(*row) for row in work.connection.execute(every) if wanted)
    found = [one for one in named_so if wanted.casefold() in (one.sku.casefold(), one.title.casefold())]
    if len(found) > 1:
        raise Refused(f"{wanted!r} could be {' or '.join(map(_said, found[:_OFFERED]))}; type the SKU")
    return found[0] if found else None


def resembling(work: Work, part: str) -> list[Product]:
    """A few products whose SKU or title holds what was typed, by title."""
    holds = products.c.sku.icontains(part.strip(), autoescape=True)
    holds |= products.c.title.icontains(part.strip(), autoescape=True)
    mine = select(products).where(products.c.shop_id == work.shop.id, holds)
    return [Product(*row) for row in work.connection.execute(mine.order_by(products.c.title).limit(_OFFERED))]


def unknown(name: str, near: Sequence[Product]) -> str:
    """That the shop has no such product, and which ones come near."""
    offered = "; it has " + ", ".join(map(_said, near))
    return f"this shop has no product {name.strip()!r}{offered if near else ', and none that holds these letters'}"


def _said(product: Product) -> str:
    return f"{product.title} ({product.sku})" if product.sku else product.title
