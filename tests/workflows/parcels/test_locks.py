"""What each state locks, and what stays possible (domain.md 8, the shipping part of the table)."""

from typing import Any

import pytest

from models.orders import Order
from models.statuses import Confirmation, Issue, Reason, RunBy, Shipping
from tests.support import shop
from tests.support.ledger import put
from tests.support.parcels import COURIER, YALIDINE, at, confirmed, courier, parcel
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm, MarkFake
from workflows.desk import Desk
from workflows.engine import Command
from workflows.errors import Refused
from workflows.orders.basket import EditLines, LineChange
from workflows.orders.contact import EditContact
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn, TryAgain
from workflows.parcels.shipping import CancelShipment, CreateShipment, EditShipment, PrintLabel

BACK = (Counted("ARG", 2), Counted("SOAP", 1))
#: Every step of a parcel, with something that could be typed.
STEPS: tuple[Command, ...] = (
    CreateShipment(),
    StartPacking(),
    MarkReady(waybill="Y-7"),
    HandOver(),
    InTransit(),
    OutForDelivery(),
    DeliveryFailed(Issue.REFUSED),
    TryAgain(),
    Deliver(),
    PickUp(),
    CancelShipment("why"),
    CancelDelivery("why"),
    StartReturn("why"),
    ReceiveReturn(BACK),
    EditShipment(waybill="Y-8"),
    ReturnAfterDelivery(BACK),
)


def possible(desk: Desk, about: Order, by: Actor) -> set[str]:
    """The steps that are offered; each of the others is refused in the words that are shown."""
    offered = dict(desk.choices(about.id, by))
    for command in STEPS:
        reason = offered.get(type(command), "not his")
        if reason is not None:
            with pytest.raises(Refused) as refusal:
                desk.perform(about.id, command, by=by)
            assert reason in (str(refusal.value), "not his")
            assert len(str(refusal.value).split()) > 3
    return {type(command).__name__ for command in STEPS if offered.get(type(command), "not his") is None}


@pytest.mark.parametrize("status", [word for word in Confirmation if word is not Confirmation.CONFIRMED])
def test_not_confirmed_locks_everything_about_shipping(desk: Desk, wali: Actor, status: Confirmation) -> None:
    made = shop.missing(desk) if status is Confirmation.MISSING else shop.an_order(desk)
    if status is Confirmation.CANCELLED:
        desk.perform(made.id, Cancel(Reason.PRICE), by=shop.person(desk, "Samia"))
    elif status is Confirmation.FAKE:
        desk.perform(made.id, MarkFake(), by=shop.person(desk, "Samia"))
    else:
        put(desk, made, confirmation=status)
    for by in (wali, COURIER):
        assert possible(desk, made, by) == set()


def test_confirmed_locks_confirmation_and_lines(desk: Desk, amina: Actor, samia: Actor) -> None:
    made = confirmed(desk)
    for command in (Confirm(), MarkFake(), EditLines((LineChange("ARG", 1),))):
        with pytest.raises(Refused):
            desk.perform(made.id, command, by=samia)
    with pytest.raises(Refused):
        desk.perform(made.id, EditContact(city="Oran"), by=amina)
    desk.perform(made.id, EditContact(city="Oran"), by=samia)
    assert possible(desk, made, samia) == {"CreateShipment", "StartPacking", "MarkReady"}


def test_the_address_is_the_supervisors_until_hand_over(desk: Desk, samia: Actor) -> None:
    desk.perform(at(desk, Shipping.READY).id, EditContact(city="Oran"), by=samia)
    with pytest.raises(Refused, match="the parcel has left with the address it had"):
        desk.perform(at(desk, Shipping.SHIPPED, name="Ali").id, EditContact(city="Oran"), by=samia)


@pytest.mark.parametrize("status", [Confirmation.CANCELLED, Confirmation.FAKE])
@pytest.mark.parametrize("stands", [Shipping.SHIPPED, Shipping.IN_RETURN, Shipping.CANCELLED])
def test_a_locked_order_still_takes_back_what_was_out(
    desk: Desk, wali: Actor, status: Confirmation, stands: Shipping
) -> None:
    made = at(desk, stands)
    put(desk, made, confirmation=status, headline=status.value, fulfilment="CANCELLED")
    assert possible(desk, made, wali) == {"ReceiveReturn"}
    assert possible(desk, made, COURIER) == set()
    desk.perform(made.id, ReceiveReturn(BACK), by=wali)
    assert possible(desk, made, wali) == set()


ON_ROAD = {"InTransit", "OutForDelivery", "DeliveryFailed", "Deliver", "CancelDelivery", "StartReturn"}
STAFF_RUN: dict[Shipping, set[str]] = {
    Shipping.CREATED: {"StartPacking", "MarkReady", "CancelShipment", "EditShipment"},
    Shipping.PACKING: {"MarkReady", "CancelShipment", "EditShipment"},
    Shipping.READY: {"HandOver", "CancelShipment", "EditShipment"},
    Shipping.SHIPPED: ON_ROAD | {"EditShipment", "ReceiveReturn"},
    Shipping.IN_TRANSIT: ON_ROAD - {"InTransit"} | {"EditShipment", "ReceiveReturn"},
    Shipping.OUT_FOR_DELIVERY: ON_ROAD - {"InTransit", "OutForDelivery"} | {"EditShipment", "ReceiveReturn"},
    Shipping.ISSUE: {
        *("OutForDelivery", "TryAgain", "Deliver", "CancelDelivery", "StartReturn"),
        *("EditShipment", "ReceiveReturn"),
    },
    Shipping.CANCELLED: {"StartReturn", "ReceiveReturn"},
    Shipping.IN_RETURN: {"TryAgain", "ReceiveReturn"},
    Shipping.DELIVERED: {"ReturnAfterDelivery"},
}


@pytest.mark.parametrize("status", STAFF_RUN)
def test_what_staff_may_do_with_a_parcel_that_they_run(desk: Desk, wali: Actor, status: Shipping) -> None:
    assert possible(desk, at(desk, status), wali) == STAFF_RUN[status]


#: A connected courier has it: people count it in, ask for another try, and nothing else.
CONNECTED: dict[Shipping, set[str]] = {
    **{status: STAFF_RUN[status] - {"HandOver"} for status in (Shipping.CREATED, Shipping.PACKING, Shipping.READY)},
    **{status: {"ReceiveReturn"} for status in (Shipping.SHIPPED, Shipping.IN_TRANSIT, Shipping.OUT_FOR_DELIVERY)},
    Shipping.ISSUE: {"ReceiveReturn", "TryAgain"},
    Shipping.CANCELLED: {"ReceiveReturn"},
    Shipping.IN_RETURN: {"ReceiveReturn", "TryAgain"},
    Shipping.DELIVERED: {"ReturnAfterDelivery"},
}


@pytest.mark.parametrize("status", CONNECTED)
@pytest.mark.parametrize("who", ["wali", "samia"])
def test_what_people_may_do_with_a_connected_parcel(
    request: pytest.FixtureRequest, desk: Desk, status: Shipping, who: str
) -> None:
    by: Actor = request.getfixturevalue(who)
    courier(desk, connected=True)
    made = at(desk, status)
    assert parcel(desk, made).run_by is RunBy.COURIER
    assert possible(desk, made, by) == CONNECTED[status]


@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.PACKING])
def test_ucraft_leaves_them_only_to_be_marked_ready(desk: Desk, wali: Actor, status: Shipping) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    courier(desk, connected=True)
    assert possible(desk, at(desk, status), wali) - {"StartPacking"} == {"MarkReady"}


@pytest.mark.parametrize("policy", [True, False])
def test_a_parcel_that_is_over_takes_nothing(desk: Desk, wali: Actor, policy: bool) -> None:
    shop.policy(desk, return_before_hand_over=policy)
    returned = at(desk, Shipping.IN_RETURN)
    desk.perform(returned.id, ReceiveReturn(BACK), by=wali)
    assert possible(desk, returned, wali) == {"CreateShipment"}
    off = at(desk, Shipping.CREATED, name="Ali")
    desk.perform(off.id, CancelShipment("why"), by=wali)
    assert possible(desk, off, wali) == {"CreateShipment", "StartPacking", "MarkReady"}


def test_a_printed_label_is_no_lock(desk: Desk, amina: Actor) -> None:
    made = at(desk, Shipping.DELIVERED)
    printed: Any = desk.perform(made.id, PrintLabel(), by=amina)
    assert printed.order.headline == "DELIVERED"


def test_a_parcel_that_is_its_couriers_to_change_is_marked_ready_as_it_stands(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED, waybill="Y-1")
    for other in (MarkReady("Our van"), MarkReady(waybill="V-9"), MarkReady(YALIDINE.upper(), "V-9")):
        with pytest.raises(Refused, match="Yalidine is connected; in this shop its parcels are changed only there"):
            desk.perform(made.id, other, by=wali)
    desk.perform(made.id, MarkReady("yalidine", "Y-1", "https://labels.example/1"), by=wali)
    one = parcel(desk, made)
    assert (one.status, one.courier, one.waybill, one.label) == ("READY", YALIDINE, "Y-1", "https://labels.example/1")


def test_marking_ready_gives_it_the_number_that_it_has_not_yet(desk: Desk, wali: Actor) -> None:
    shop.policy(desk, staff_may_change_carrier_shipments=False)
    courier(desk, connected=True)
    made = at(desk, Shipping.CREATED)
    assert desk.perform(made.id, MarkReady(waybill="Y-7"), by=wali).order.headline == "READY"
