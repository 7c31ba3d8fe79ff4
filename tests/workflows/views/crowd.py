"""A crowd of orders that stand everywhere, written as rows: lists are read, not the rules that led there."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from models.clock import uuid7
from models.orders import Order, orders
from models.shops import people, shops
from models.statuses import Confirmation, Fulfilment, Headline, Method, Payment, Shipping
from tests.support import shop
from workflows import names
from workflows.desk import Desk
from workflows.labels import Moment
from workflows.views import moment_of
from workflows.views.ranges import POSSIBLE
from workflows.work import Work, as_dict

NAMES = ("Yasmine Haddad", "Mohamed Benali", "محمد أحمد", "Ömer Çelik", "Zoë O'Brien", "Li", 'Anna "x" 100%', "")
_PARCELS = {
    Headline.PACKING: Shipping.PACKING,
    Headline.READY: Shipping.READY,
    Headline.SHIPPED: Shipping.SHIPPED,
    Headline.IN_TRANSIT: Shipping.IN_TRANSIT,
    Headline.OUT_FOR_DELIVERY: Shipping.OUT_FOR_DELIVERY,
    Headline.ISSUE: Shipping.ISSUE,
    Headline.IN_RETURN: Shipping.IN_RETURN,
    Headline.DELIVERED: Shipping.DELIVERED,
    Headline.PICKED_UP: Shipping.PICKED_UP,
    Headline.RETURNED: Shipping.RETURNED,
    Headline.PARTIALLY_RETURNED: Shipping.DELIVERED,
}


def gather(desk: Desk, count: int, seed: int = 1) -> list[Order]:
    """Write `count` orders that stand everywhere; gives them all, in no order that a list has."""
    first = shop.an_order(desk)
    dice = random.Random(seed)
    agents = desk.read(lambda work: list(work.connection.scalars(select(people.c.id))))
    made = [_one(desk, first, place, dice, agents) for place in range(count)]

    def unit(work: Work) -> None:
        work.connection.execute(insert(orders), [as_dict(order) for order in made])
        following = update(shops).where(shops.c.id == work.shop.id).values(next_number=count + 2)
        work.connection.execute(following)
        for order in made:
            names.index(work, order)

    desk.write(unit)
    return [first, *made]


def moment(desk: Desk) -> Moment:
    """Now, as the lists of the desk see it."""
    return desk.read(moment_of)


def _one(desk: Desk, base: Order, place: int, dice: random.Random, agents: list[Any]) -> Order:
    headline = dice.choice(list(Headline))
    early = headline.value in set(Confirmation)
    called_off = headline is Headline.CANCELLED and dice.random() < 0.3
    confirmation = Confirmation(headline.value) if early and not called_off else Confirmation.CONFIRMED
    unsent = Fulfilment.UNFULFILLED if called_off else Fulfilment.CANCELLED
    fulfilment = dice.choice(sorted(POSSIBLE[headline])) if headline is not Headline.CANCELLED else unsent
    now = desk.clock()
    tried = dice.choice([None, timedelta(minutes=dice.randint(-90, 90))])
    digits = f"2135{dice.randrange(10**8):08d}"
    is_bad = dice.random() < 0.2
    assigned, claims = dice.random() < 0.2, place < len(agents) and headline.value in ("NEW", "NO_ANSWER")
    return replace(
        base,
        id=uuid7(now, dice.randbytes(10)),
        number=place + 2,
        ref=f"#{dice.choice(['', 'A-'])}{2000 + place}",
        source=dice.choice(["shopify", "woocommerce"]),
        external_id=str(7000 + place),
        placed_at=now - timedelta(minutes=dice.randint(0, 60)),
        is_test=dice.random() < 0.1,
        name=dice.choice(NAMES),
        phone="" if is_bad else f"+{digits}",
        phone_rev=digits[::-1],
        phone_problem="It is too short." if is_bad else "",
        method=dice.choice(list(Method)),
        confirmation=confirmation,
        headline=headline,
        payment=dice.choice(list(Payment)),
        fulfilment=fulfilment,
        shipping=Shipping.CANCELLED if called_off else _PARCELS.get(headline),
        duplicate_of=base.id if dice.random() < 0.2 else None,
        counted_attempts=dice.randint(0, 4) if headline is Headline.NO_ANSWER else 0,
        attempts=4 if headline is Headline.NO_ANSWER else 0,
        next_try_at=now + tried if tried and headline is Headline.NO_ANSWER else None,
        appointment_at=now + timedelta(minutes=dice.randint(-40, 40)) if headline is Headline.CALL_LATER else None,
        appointment_by=dice.choice(agents) if headline is Headline.CALL_LATER else None,
        claimed_by=agents[place] if claims else None,
        claimed_until=now + timedelta(minutes=dice.choice([-5, 5])) if claims else None,
        assigned_to=dice.choice(agents) if assigned else None,
        assigned_until=now + timedelta(hours=3) if assigned else None,
    )
