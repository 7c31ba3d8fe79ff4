"""Orders that come in on the random walk."""

from datetime import datetime, timedelta
from random import Random

from models.statuses import Method, Shipping
from workflows.orders.draft import Address, DraftLine, DraftOrder

GOODS = ("Argan oil", "Soap", "Henna", "Scarf")
#: How often an order comes in what way.
FATES = {"new": 9, "left": 3, "paid": 2} | dict.fromkeys(
    ("cancelled", "sent", "part", "failed", "bad", "left paying"), 1
)
SENT = (Shipping.DELIVERED, Shipping.SHIPPED, Shipping.RETURNED)
NUMBERS = 25  #: phone numbers in the town: few, so that people meet on them


def draft(dice: Random, now: datetime, placed: int) -> DraftOrder:
    """An order as it comes in: new, left, paid, cancelled elsewhere, on the road already, or with a bad number."""
    serial = placed + dice.getrandbits(32) * 1000
    goods = dice.sample(GOODS, dice.randint(1, 3))
    lines = tuple(DraftLine(title, dice.randint(1, 3), 60000) for title in goods)
    total = sum(line.quantity * line.unit_minor for line in lines) + 40000
    (fate,) = dice.choices(list(FATES), list(FATES.values()))
    return DraftOrder(
        row=serial,
        source=dice.choice(["shopify", "woocommerce"]),
        external_id=str(serial),
        ref=f"#{serial % 100_000}",
        placed_at=now - timedelta(minutes=dice.randint(0, 5000)),
        currency="DZD",
        total_minor=total,
        lines=lines,
        shipping_minor=40000,
        customer=dice.choice(["Yasmine Haddad", "محمد", "Li", "Anna 'x'"]),
        email=dice.choice(["", f"c{serial}@example.com"]),
        phone="12" if fate == "bad" else f"0551 23 45 {dice.randrange(NUMBERS):02d}",
        address=Address("12 rue Didouche", "Alger", "", "16000", "DZ"),
        method=dice.choice([Method.CASH, Method.CASH, Method.TRANSFER, Method.ONLINE]),
        paid_minor={"paid": total, "part": 1000, "left paying": 2000}.get(fate, 0),
        payment_failed=fate == "failed",
        cancelled=fate == "cancelled",
        shipping=dice.choice(SENT) if fate == "sent" else None,
        placed=not fate.startswith("left"),
    )
