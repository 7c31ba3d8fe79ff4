"""What stands on a paper, in words: everything from outside cleaned, money and times as the screens write them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from console.countries import country
from console.paper.codes import Drawing, code_128, qr
from console.text import clean, fold, local, phone
from models import clock
from models.statuses import Destination, Method
from workflows.spoken import counted, money
from workflows.views.paper import Consignment, Manifest
from workflows.views.picking import Pick, PickList

BREAK = "\u200b"  #: where a word that is too long for its place may be broken
NARROW, WIDE = 14, 24  #: terminal cells of a word that a column of a list, and that an address takes
NAME, STREET, NOTE = 100, 240, 400  #: characters; more would not be legible on the smallest paper

_DESTINATIONS = {
    Destination.INTERNATIONAL: "INTERNATIONAL",
    Destination.PICKUP: "PICKUP POINT",
    Destination.LOCAL: "",
}
_FULL, _BESIDE_QR, _QR = 90.0, 60.0, 25.0  #: mm on a label of 100 mm


def said(text: str, limit: int = NAME, longest: int = NARROW) -> str:
    """Clean text in which words of more than `longest` cells may be broken."""
    return " ".join(BREAK.join(fold(word, longest)) for word in clean(text, limit).split())


def label(parcel: Consignment) -> dict[str, Any]:
    """A shipping label."""
    return _common(parcel) | {
        "destination": _DESTINATIONS[parcel.destination],
        "courier": said(parcel.courier),
        "units": counted(sum(item.quantity for item in parcel.items), "unit"),
        "waybill": _code(parcel.waybill, _FULL) if parcel.waybill.strip() else None,
        "order": _code(parcel.ref, _BESIDE_QR),
        "qr": _square(parcel),
        "cash": cash(parcel),
        "owes": parcel.cash_minor > 0,
    }


def slip(parcel: Consignment) -> dict[str, Any]:
    """A packing slip."""
    return _common(parcel) | {
        "placed": day(parcel.placed_at, parcel.zone),
        "courier": said(
            " · ".join(filter(None, (parcel.courier, parcel.waybill, _DESTINATIONS[parcel.destination])))
        ),
        "order": _code(parcel.ref, _BESIDE_QR),
        "items": [[said(item.sku), said(item.title, STREET), str(item.quantity)] for item in parcel.items],
        "units": counted(sum(item.quantity for item in parcel.items), "unit"),
        "cash": cash(parcel) if parcel.shipment_id else "",
        "note": said(parcel.note, NOTE),
    }


def pick_list(found: PickList) -> dict[str, Any]:
    """What to fetch for many orders."""
    return {
        "shop": said(found.shop),
        "at": moment(found.at, found.zone),
        "orders": counted(len(found.refs), "order"),
        "units": counted(sum(pick.units for pick in found.picks), "unit"),
        "picks": [[said(pick.sku), said(pick.title, STREET), str(pick.units), _shares(pick)] for pick in found.picks],
    }


def manifest(found: Manifest) -> dict[str, Any]:
    """What goes with one courier."""
    sums: Counter[str] = Counter()
    for parcel in found.parcels:
        if not parcel.is_test:
            sums[parcel.currency] += parcel.cash_minor
    return {
        "shop": said(found.shop),
        "courier": said(found.courier) or "Own drivers",
        "at": moment(found.at, found.zone),
        "parcels": counted(len(found.parcels), "parcel"),
        "total": " + ".join(_money(minor, currency) for currency, minor in sorted(sums.items())) or "nothing",
        "rows": [_row(parcel) for parcel in found.parcels],
    }


def cash(parcel: Consignment) -> str:
    """What to ask for at the door."""
    if parcel.cash_minor > 0:
        by = " by card" if parcel.method is Method.CARD_ON_DELIVERY else ""
        return f"COLLECT{by} {_money(parcel.cash_minor, parcel.currency)}"
    return "PAID – nothing\u00a0to\u00a0collect" if parcel.is_paid else "Nothing to collect"


def day(at: datetime, zone: str) -> str:
    """`23 November 2026` on the shop's calendar."""
    there = local(at, clock.zone(zone))
    return f"{there.day} {there:%B %Y}"


def moment(at: datetime, zone: str) -> str:
    """`23 November 2026, 11:00` on the shop's clock."""
    return f"{day(at, zone)}, {local(at, clock.zone(zone)):%H:%M}"


def _common(parcel: Consignment) -> dict[str, Any]:
    return {
        "test": parcel.is_test,
        "shop": said(parcel.shop),
        "ref": said(parcel.ref),
        "piece": f"Parcel {parcel.number} of {parcel.count}" if parcel.count > 1 else "",
        "name": said(parcel.name, longest=WIDE) or "(no name)",
        "phone": _numbers(parcel) or "(no phone)",
        "address": list(_address(parcel)),
    }


def _numbers(parcel: Consignment) -> str:
    """`+213 551 23 45 67`, and the second number behind it."""
    return " / ".join(said(phone(number)) for number in (parcel.phone, parcel.second_phone) if number.strip())


def _address(parcel: Consignment) -> Iterable[str]:
    """Lines from the door to the country; a region that is the city's name is not said twice."""
    city = said(f"{parcel.postcode} {parcel.city}", longest=WIDE)
    region = said(parcel.region, longest=WIDE)
    twice = parcel.region.strip().casefold() == parcel.city.strip().casefold()
    return filter(
        None, (said(parcel.street, STREET, WIDE), city, "" if twice else region, said(country(parcel.country)))
    )


def _square(parcel: Consignment) -> dict[str, Any]:
    """The link that follows the parcel, which any phone opens; else what a scanner may type to find it."""
    link = clean(parcel.tracking, NOTE).strip()
    follows = [link] if link.startswith(("https://", "http://")) else []
    typed = (parcel.waybill, parcel.ref.strip().removeprefix("#"), str(parcel.order_id))
    tried = ((text, qr(text, _QR)) for text in (*follows, *(clean(text).strip() for text in typed)))
    return next(_drawn(said(text), drawing) for text, drawing in tried if drawing)


def _code(text: str, room: float) -> dict[str, Any]:
    """Bars with the text below them. The mark of an order's number stays out: keyboards disagree where it is."""
    return _drawn(said(text), code_128(clean(text).strip().removeprefix("#"), room))


def _drawn(text: str, drawing: Drawing | None) -> dict[str, Any]:
    return {"text": text, "svg": drawing and drawing.svg, "mm": drawing and drawing.mm}


def _row(parcel: Consignment) -> list[str]:
    """One parcel on a manifest: waybill, order, name, city, cash."""
    piece = f" ({parcel.number} of {parcel.count})" if parcel.count > 1 else ""
    due = _money(parcel.cash_minor, parcel.currency) if parcel.cash_minor else "–"
    cash_due = "TEST" if parcel.is_test else due
    return [said(parcel.waybill), said(parcel.ref) + piece, said(parcel.name), said(parcel.city), cash_due]


def _shares(pick: Pick) -> str:
    """`#1042 × 2, #1043`: the units of each order, where they are several."""
    return ", ".join(
        said(share.ref)
        + (f"\u00a0×\u00a0{share.units}" if share.units > 1 else "")
        + ("\u00a0TEST" if share.is_test else "")
        for share in pick.shares
    )


def _money(minor: int, currency: str) -> str:
    """An amount that no line end tears apart."""
    return money(minor, currency).replace(" ", "\u00a0")
