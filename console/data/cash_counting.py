"""Cash that is counted: amounts as they are typed, and a counted sum shared out to its parcels."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from console.data.narrowing import DAY, days
from models.currencies import exponent
from workflows.intake.amounts import Unreadable, minor
from workflows.spoken import amount as plain
from workflows.spoken import money
from workflows.views.cash import ParcelCash


def typed_amount(text: str, currency: str) -> int:
    """What was typed, in minor units; ValueError with a sentence when it is no amount, or less than nothing."""
    try:
        value = minor(text.strip(), currency)
    except Unreadable as problem:
        raise ValueError(f"{problem}. Type an amount like {plain(340000, exponent(currency))}.") from None
    if value < 0:
        raise ValueError("An amount cannot be less than nothing.")
    return value


def typed_day(text: str, today: date) -> date:
    """The one day that was typed; today when nothing was. ValueError with a sentence."""
    first, last = days(text, today, DAY)
    if first != last:
        raise ValueError(f"A statement is of one day; type it like {DAY}.")
    if first and first > today:
        raise ValueError(f"{first} is still to come; type the day that stands on the statement.")
    return first or today


def of_one_currency(parcels: Sequence[ParcelCash]) -> str:
    """The currency of the parcels; ValueError when they have several."""
    found = sorted({one.currency for one in parcels})
    if len(found) > 1:
        raise ValueError(f"A statement is in one currency; select parcels in {' or '.join(found)}.")
    return found[0]


def amounts(parcels: Sequence[ParcelCash], counted: Mapping[UUID, int]) -> dict[UUID, int]:
    """What came for each parcel: what was counted for it, else all of it."""
    return {one.shipment_id: counted.get(one.shipment_id, one.still_out_minor) for one in parcels}


def off(came: Mapping[UUID, int], whole: int, currency: str) -> str:
    """How a counted sum differs from its parcels: `DZD 5.00 is missing`; empty when it does not."""
    missing = sum(came.values()) - whole
    if not missing:
        return ""
    return f"{money(abs(missing), currency)} {'is missing' if missing > 0 else 'too much came'}"


def able(parcels: Sequence[ParcelCash], came: Mapping[UUID, int], whole: int) -> list[ParcelCash]:
    """Parcels that the whole difference can be about: none can have brought less than nothing."""
    difference = whole - sum(came.values())
    return [one for one in parcels if came[one.shipment_id] + difference >= 0]
