"""A draft from the rows of one order: what every kind of file has in common."""

from datetime import datetime
from html import unescape
from typing import TypedDict, Unpack

from models.statuses import Method, Shipping
from workflows.intake.fields import Field
from workflows.intake.group import Group
from workflows.intake.sums import Sums
from workflows.orders.draft import DraftOrder


class Told(TypedDict, total=False):
    """What each kind of file tells in its own way."""

    method: Method
    gateway: str
    paid_minor: int
    refunded_minor: int
    payment_failed: bool
    placed: bool
    cancelled: bool
    shipping: Shipping | None
    closed_at: datetime | None
    tags: str


def drafted(group: Group, sums: Sums, *, source: str, external_id: str, ref: str, **told: Unpack[Told]) -> DraftOrder:
    """The draft. BadCell when its date cannot be read."""
    phone, other = group.phones()
    return DraftOrder(
        row=group.rows[0].number,
        source=source,
        external_id=external_id,
        ref=ref,
        placed_at=group.moment(Field.DATE),
        currency=group.currency,
        total_minor=sums.total,
        lines=sums.lines,
        shipping_minor=sums.shipping,
        discount_minor=sums.discount,
        tax_minor=sums.tax,
        customer=_plain(group.name()),
        email=group.text(Field.EMAIL),
        phone=phone,
        other_phone=other,
        address=group.address(),
        payment_reference=group.text(Field.REFERENCE),
        note=_plain("; ".join(group.each(Field.NOTE))),
        rows=group.numbers,
        **told,
    )


def _plain(text: str) -> str:
    """Web shops keep `&amp;` where the customer wrote `&`."""
    return unescape(text) if "&" in text and ";" in text else text
