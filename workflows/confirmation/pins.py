"""Confirming by PIN (KartRocket): six digits by SMS, kept only as a salted hash, five tries, one day, one use."""

import hashlib
import hmac
from datetime import timedelta

from sqlalchemy import bindparam, select, update

from models.calls import Pin, pins
from models.statuses import PAID_LATER
from workflows.case import Case
from workflows.messages.writing import tell_customer
from workflows.text import clean, digits
from workflows.work import as_dict, upsert

VALID_FOR = timedelta(hours=24)
TRIES = 5
_OF_ORDER = select(pins).where(pins.c.shop_id == bindparam("shop"), pins.c.order_id == bindparam("order"))


def send(case: Case) -> None:
    """Make a PIN, in the place of an earlier one, and queue the SMS that carries it."""
    pin, salt = f"{case.work.random.randrange(10**6):06d}", case.work.random.randbytes(16)
    row = Pin(
        case.order.shop_id,
        case.order.id,
        salt,
        _hash(pin, salt),
        case.work.now + VALID_FOR,
        TRIES,
        False,
    )
    if case.saved is None:
        case.work.add(pins, row)
    else:
        _replace(case, row)
    tell_customer(case, "pin", {"pin": pin, "until": row.expires_at.isoformat()})


def _replace(case: Case, row: Pin) -> None:
    values = as_dict(row)
    statement = upsert(case.work.is_sqlite, pins)
    key = ["shop_id", "order_id"]
    case.work.connection.execute(statement.on_conflict_do_update(index_elements=key, set_=values), values)


def _hash(pin: str, salt: bytes) -> bytes:
    """Slow enough that a stolen table of six-digit PINs is not an open book within their day."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**12, r=8, p=1, dklen=32)


def find(case: Case) -> Pin | None:
    """The order's PIN."""
    found = case.work.connection.execute(_OF_ORDER, case.key).one_or_none()
    return Pin(*found) if found else None


def are_sent(case: Case) -> str | None:
    """Guard: the shop lets customers confirm by PIN, and this one pays later (C9)."""
    if not case.policy.pin_confirmation:
        return "this shop sends no PINs"
    return None if case.order.method in PAID_LATER else "only orders that are paid later are confirmed by PIN"


def is_valid(case: Case) -> str | None:
    """Guard: a PIN was sent, in time, not used, with tries left (C9)."""
    pin = find(case)
    if pin is None:
        return "no PIN was sent for this order"
    if pin.used:
        return "this PIN was used already"
    if pin.expires_at <= case.work.now:
        return "this PIN is older than a day; send the message 'pin' again for a new one"
    return None if pin.tries_left > 0 else "five wrong PINs were given; send the message 'pin' again for a new one"


def matches(case: Case, typed: str) -> bool:
    """Whether these are the digits, in whatever script; a right PIN is used up, a wrong one costs a try."""
    pin = find(case)
    right = pin is not None and hmac.compare_digest(_hash(digits(clean(typed)), pin.salt), pin.hash)
    mine = (pins.c.shop_id == case.order.shop_id, pins.c.order_id == case.order.id)
    change = {"used": True} if right else {"tries_left": pins.c.tries_left - 1}
    case.work.connection.execute(update(pins).where(*mine).values(change))
    return right
