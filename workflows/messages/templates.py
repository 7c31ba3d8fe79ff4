"""The words of a message: a shop's own template, or ours, with the order's values in it (domain.md 14).

A placeholder is a name in braces. They are put in once, from left to right, so that a value which looks like a
placeholder stays what it is; no value brings a new line, a control character, or more than a line's length.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, bindparam, select

from models.currencies import exponent
from models.orders import Order, orders
from models.outbox import OutboxRow
from models.shipments import shipments
from workflows.errors import Invalid
from workflows.messages.own_words import NEW_ORDER, OWN_WORDS, Words, language_of
from workflows.messages.writing import MERCHANT, OF_PARCEL
from workflows.money.cash_due import AT_THE_DOOR
from workflows.money.receipts import owed
from workflows.spoken import amount
from workflows.text import clean
from workflows.work import Work

#: What each placeholder stands for; those of the order may stand in every message.
PLACEHOLDERS = {
    "ref": "the order's number",
    "name": "the customer's name",
    "shop": "the shop's name",
    "total": "what the order costs",
    "due": "what is still to be paid, for the parcel at hand where there is one",
    "amount": "the payment or refund at hand",
    "courier": "who brings the parcel",
    "waybill": "the parcel's number at the courier",
    "tracking": "the link to follow the parcel",
    "expected": "the day it is expected",
    "reason": "why it was cancelled, or why the delivery failed",
    "pin": "the six digits",
}
_OF_ORDER = ("ref", "name", "shop", "total", "due")
_OF_PARCEL = ("courier", "waybill", "tracking", "expected")
_MORE = {
    "pin": ("pin",),
    "payment received": ("amount",),
    "refunded": ("amount",),
    "cancelled": ("reason",),
    "delivery failed": ("reason",),
}
_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")
_LONGEST = {"subject": 150, "text": 1000}
_VALUE = 80  #: characters of one value
_LINK = 300  #: and of a link, which must stay whole


def allowed(message: str) -> tuple[str, ...]:
    """The placeholders that have something to say in a message."""
    return (*_OF_ORDER, *(_OF_PARCEL if message in OF_PARCEL else ()), *_MORE.get(message, ()))


def checked(message: str, part: str, template: str) -> str:
    """A subject or text as it is kept; Invalid when a placeholder is unknown or something cannot be sent."""
    text = template.strip()
    if len(text) > _LONGEST[part]:
        raise Invalid(f"the {part} has {len(text)} characters; at most {_LONGEST[part]} are sent")
    if any(not (char.isprintable() or (char == "\n" and part == "text")) for char in text.replace("\u200c", "")):
        raise Invalid(f"the {part} holds characters that cannot be shown; type it again")
    for name in _PLACEHOLDER.findall(text):
        if name not in allowed(message):
            able = ", ".join(f"{{{one}}}" for one in allowed(message))
            raise Invalid(f"{{{name}}} says nothing in {message!r}; there are {able}")
    if "{" in (rest := _PLACEHOLDER.sub("", text)) or "}" in rest:
        raise Invalid(f"the {part} has a brace that belongs to no placeholder; write them like {{ref}}")
    if (message, part) == ("pin", "text") and text and "{pin}" not in text:
        raise Invalid("the text of the PIN has to hold {pin}")
    return text


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its values, and without the gaps that empty ones leave."""
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), template)
    return re.sub(r" {2,}", " ", filled).strip()


_ORDER = select(orders).where(orders.c.shop_id == bindparam("shop"), orders.c.id == bindparam("order"))
_AT_THE_DOOR = (
    select(AT_THE_DOOR)
    .select_from(
        orders.join(shipments, and_(shipments.c.shop_id == orders.c.shop_id, shipments.c.order_id == orders.c.id))
    )
    .where(orders.c.shop_id == bindparam("shop"), orders.c.id == bindparam("order"))
    .where(shipments.c.position == bindparam("parcel"))
)


def rendered(work: Work, row: OutboxRow) -> Words:
    """Subject and text of an outbox row, as the order stands now; for the worker that sends it."""
    found = work.connection.execute(_ORDER, {"shop": work.shop.id, "order": row.order_id}).one()
    values, words = values_of(work, Order(*found), row.payload), words_of(work, row.message, row.payload)
    return Words(fill(words.subject, values), fill(words.text, values))


def words_of(work: Work, message: str, payload: Mapping[str, Any] | None = None) -> Words:
    """The templates of a message: the shop's own where it has some. The merchant is told in ours."""
    ours = OWN_WORDS[language_of(work.policy, work.shop.country)]
    if (payload or {}).get("to") == MERCHANT:
        return ours[NEW_ORDER]
    own, default = work.message_settings.get(message), ours[message]
    if own is None:
        return default
    return Words(own.subject or default.subject, own.text or default.text)


def values_of(work: Work, order: Order, payload: Mapping[str, Any]) -> dict[str, str]:
    """What each placeholder stands for, cleaned and cut."""
    said = {
        "ref": order.ref,
        "name": order.name,
        "shop": work.shop.name,
        "total": _money(order.total_minor, order.currency),
        "due": _money(_due(work, order, payload.get("parcel")), order.currency),
    }
    told = {name: payload[name] for name in PLACEHOLDERS if name not in said and name in payload}
    if isinstance(told.get("amount"), int):
        told["amount"] = _money(told["amount"], order.currency)
    return {name: _cut(name, str(value)) for name, value in (said | told).items()}


def _money(minor: int, currency: str) -> str:
    """As a customer reads it, without the blanks of the screens: `3400.00 DZD`."""
    return f"{amount(minor, exponent(currency))} {currency}"


def _due(work: Work, order: Order, parcel: int | None) -> int:
    """What is to be paid at the door for a parcel, in minor units; without one, what is still owed for the order."""
    if parcel is None:
        return owed(order)
    key = {"shop": order.shop_id, "order": order.id, "parcel": parcel}
    return work.connection.scalars(_AT_THE_DOOR, key).one()


def _cut(name: str, value: str) -> str:
    return clean(value)[: _LINK if name == "tracking" else _VALUE]
