"""Orders as far as labels and tabs look, made without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping
from workflows.labels import Moment

NOW = Moment(datetime(2026, 11, 23, 10, tzinfo=UTC), timedelta(minutes=15))
H, C, S, F, P = Headline, Confirmation, Shipping, Fulfilment, Payment


@dataclass
class Stands:
    """An order as far as labels look."""

    headline: Headline = H.NEW
    confirmation: Confirmation = C.NEW
    shipping: Shipping | None = None
    payment: Payment = P.UNPAID
    fulfilment: Fulfilment = F.UNFULFILLED
    method: Method = Method.CASH
    handoff: Handoff = Handoff.NONE
    is_test: bool = False
    phone_problem: str = ""
    duplicate_of: UUID | None = None
    appointment_at: datetime | None = None
    attempts: int = 0


def before(word: str, **more: object) -> Stands:
    """An order that is not confirmed."""
    ended = F.CANCELLED if word in ("CANCELLED", "FAKE") else F.UNFULFILLED
    return Stands(**({"headline": H(word), "confirmation": C(word), "fulfilment": ended} | more))  # type: ignore[arg-type]


def after(headline: Headline, shipping: Shipping | None, fulfilment: Fulfilment, **more: object) -> Stands:
    """A confirmed order with its newest parcel."""
    said = {"headline": headline, "confirmation": C.CONFIRMED, "shipping": shipping, "fulfilment": fulfilment}
    return Stands(**(said | more))  # type: ignore[arg-type]


EVERY_STAND = [
    Stands(
        headline=headline,
        confirmation=C(headline.value) if headline.value in set(C) else C.CONFIRMED,
        shipping=shipping,
        payment=payment,
        fulfilment=fulfilment,
        method=method,
    )
    for headline, shipping, payment, fulfilment, method in product(H, (None, *S), P, F, (Method.CASH, Method.ONLINE))
]
