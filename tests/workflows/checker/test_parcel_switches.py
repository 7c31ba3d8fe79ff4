"""With a switch off, no parcel is where only that switch could have put it (invariant 11)."""

from collections.abc import Callable
from typing import Any

import pytest

from models.log import events
from models.shipments import shipments
from models.shops import ShopKind
from models.statuses import Role, Shipping
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.damage import found, of, plant
from tests.support.parcels import COURIER, at, courier
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.money.payment import MarkPaid
from workflows.parcels.delivering import Deliver
from workflows.parcels.shipping import CancelShipment, EditShipment
from workflows.shop import people
from workflows.shop.opening import open_shop

Planted = Callable[[Any], Any]
OFF: list[tuple[Shipping, Planted, str]] = [
    (
        Shipping.READY,
        lambda one: of(events, one).where(events.c.command == "CreateShipment").values(role=Role.SYSTEM),
        "had a parcel created by itself",
    ),
    (
        Shipping.ISSUE,
        lambda one: of(events, one).where(events.c.command == "DeliveryFailed").values(after="IN_RETURN"),
        "was called returned when a delivery failed",
    ),
    (
        Shipping.READY,
        lambda one: of(shipments, one).values(status="RETURNED"),
        "has a parcel returned that never left",
    ),
    (
        Shipping.READY,
        lambda one: of(shipments, one).values(waybill=""),
        "has a packed parcel without a waybill",
    ),
    (
        Shipping.SHIPPED,
        lambda one: of(shipments, one).values(waybill=""),
        "has a parcel that left without a waybill",
    ),
    (
        Shipping.DELIVERED,
        lambda one: of(shipments, one).values(cash="DUE"),
        "was delivered and its cash is still due",
    ),
]


@pytest.mark.parametrize(("stage", "statement", "sentence"), OFF, ids=[sentence for _, _, sentence in OFF])
def test_what_needs_a_switch_that_is_off_is_found(
    desk: Desk, stage: Shipping, statement: Planted, sentence: str
) -> None:
    made = at(desk, stage)
    assert desk.read(check) == []
    assert found(plant(desk, statement(made.id)), 11, sentence)


def opened(desk: Desk, clock: TestClock, profile: str) -> Desk:
    """A shop of another profile, with its warehouse."""
    more = {"country": "DZ", "currency": "DZD", "zone": "Africa/Algiers", "supervisor": "Samia"}
    made = open_shop(desk.database, name=profile, profile=profile, kind=ShopKind.TEST, clock=clock, **more)  # type: ignore[arg-type]
    made.write(lambda work: people.add(work, "Wali", Role.WAREHOUSE, by=SYSTEM))
    return made


def test_codrocket_never_stands_at_a_problem(desk: Desk, clock: TestClock) -> None:
    rocket = opened(desk, clock, "codrocket")
    made = at(rocket, Shipping.SHIPPED)
    assert rocket.read(check) == []
    problems = plant(rocket, of(shipments, made.id).values(status="ISSUE"))
    assert found(problems, 11, "has a parcel at a problem, in a shop that calls it returned at once")


def test_ucraft_numbers_what_goes_abroad(desk: Desk, clock: TestClock) -> None:
    ucraft = opened(desk, clock, "ucraft")
    made = at(ucraft, Shipping.SHIPPED, name="Ali")
    assert plant(ucraft, of(shipments, made.id).values(waybill="")) == []
    problems = plant(ucraft, of(shipments, made.id).values(destination="INTERNATIONAL"))
    assert found(problems, 11, "has a parcel that went abroad without a waybill")


def test_a_parcel_that_was_given_to_another_courier_waits_for_its_number(desk: Desk) -> None:
    made = at(desk, Shipping.SHIPPED)
    courier(desk, "Maystro")
    desk.perform(made.id, EditShipment(courier="Maystro"), by=shop.person(desk, "Wali"))
    assert desk.read(check) == []


def test_ucraft_pays_apart_and_leaves_parcels_to_their_courier(desk: Desk, clock: TestClock) -> None:
    ucraft = opened(desk, clock, "ucraft")
    wali, samia = shop.person(ucraft, "Wali"), shop.person(ucraft, "Samia")
    courier(ucraft, connected=True)
    delivered = at(ucraft, Shipping.SHIPPED, name="Ali")
    ucraft.perform(delivered.id, Deliver(), by=wali)
    created = at(ucraft, Shipping.CREATED)
    ucraft.perform(created.id, EditShipment(waybill="Y-2"), by=COURIER)
    assert ucraft.read(check) == []
    problems = plant(
        ucraft,
        of(shipments, delivered.id).values(cash="COLLECTED"),
        of(shipments, created.id).values(status="CANCELLED"),
    )
    assert found(problems, 11, "was paid by delivering it, in a shop where payment is separate")
    assert found(problems, 11, "has a connected courier's parcel called off")
    plant(ucraft, of(shipments, delivered.id).values(cash="DUE"), of(shipments, created.id).values(status="CREATED"))
    ucraft.perform(delivered.id, MarkPaid(reference="cash box"), by=samia)
    assert ucraft.read(check) == []


def test_ucraft_keeps_a_parcel_at_its_courier(desk: Desk, clock: TestClock) -> None:
    ucraft = opened(desk, clock, "ucraft")
    courier(ucraft, connected=True)
    made = at(ucraft, Shipping.READY)
    assert ucraft.read(check) == []
    problems = plant(ucraft, of(shipments, made.id).values(run_by="STAFF", courier="Our van"))
    assert found(problems, 11, "has a connected courier's parcel given to somebody else")


def test_a_switch_that_was_on_for_a_while_excuses(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.READY)
    desk.perform(made.id, CancelShipment("wrong box"), by=wali)
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    assert desk.read(check) == []
