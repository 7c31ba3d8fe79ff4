"""One parcel as papers are given it, made without a database."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from models.statuses import Destination, Method, Shipping
from workflows.views.paper import Consignment, Item

_PLAIN = Consignment(
    shop="Maison Atlas",
    zone="Africa/Algiers",
    order_id=UUID(int=1),
    ref="#1042",
    placed_at=datetime(2026, 11, 22, 23, 30, tzinfo=UTC),
    is_test=False,
    name="Yasmine Haddad",
    phone="+213551234567",
    second_phone="",
    street="12 rue Didouche Mourad",
    city="Alger Centre",
    region="Alger",
    postcode="16000",
    country="DZ",
    note="call after 2 pm",
    shipment_id=UUID(int=2),
    position=1,
    status=Shipping.READY,
    destination=Destination.LOCAL,
    courier="Yalidine",
    waybill="YAL-00012345",
    tracking="https://yalidine.example/track/YAL-00012345",
    number=1,
    count=1,
    method=Method.CASH,
    cash_minor=340000,
    is_paid=False,
    currency="DZD",
    items=(Item("ARG-100", "Argan oil 100 ml", 2), Item("SOAP", "Black soap 250 g", 1)),
)


def consigned(**changes: Any) -> Consignment:
    """A parcel for Yasmine Haddad in Algiers, 3 400 DZD to collect; `changes` are its fields."""
    return replace(_PLAIN, **changes)
