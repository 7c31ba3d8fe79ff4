"""A supervisor has looked at a courier's report that fitted nowhere."""

from uuid import uuid4

import pytest

from models.shipments import CourierException
from models.statuses import Shipping
from tests.support.history import shop_events
from tests.support.ledger import last_event
from tests.support.parcels import YALIDINE, at, courier
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import NotFound, Refused
from workflows.parcels import exceptions
from workflows.parcels.courier import CourierEvent, Kind, report
from workflows.parcels.exceptions import SettleException


def wrong(desk: Desk, waybill: str = "Y-1") -> CourierException:
    """A report that fits nowhere."""
    event = CourierEvent(YALIDINE, waybill, uuid4().hex, Kind.RETURNING, desk.clock())
    desk.write(lambda work: report(work, event))
    return desk.read(exceptions.exceptions)[-1]


def settle(desk: Desk, row: CourierException, by: Actor, request: str = "") -> None:
    desk.write(lambda work: exceptions.settle(work, row.id, "asked them", by=by, request_id=request or uuid4().hex))


def test_it_works(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    made = at(desk, Shipping.DELIVERED)
    row = wrong(desk)
    settle(desk, row, samia)
    assert desk.read(exceptions.exceptions) == []
    event = last_event(desk, made)
    assert (event.command, event.actor, event.data["note"], event.data["said"]) == (
        "SettleException",
        "Samia",
        "asked them",
        row.said,
    )
    assert desk.read(check) == []


def test_one_that_is_about_no_order_is_an_event_of_the_shop(desk: Desk, samia: Actor) -> None:
    row = wrong(desk, "Z-9")
    for _ in range(2):
        settle(desk, row, samia, "once")
    assert desk.read(exceptions.exceptions) == []
    (event,) = shop_events(desk, "SettleException")
    assert (event.data["waybill"], event.data["note"]) == ("Z-9", "asked them")
    assert desk.read(check) == []


@pytest.mark.parametrize("waybill", ["Y-1", "Z-9"])
def test_it_is_settled_once(desk: Desk, samia: Actor, waybill: str) -> None:
    at(desk, Shipping.DELIVERED)
    row = wrong(desk, waybill)
    settle(desk, row, samia)
    with pytest.raises(Refused, match="settled"):
        settle(desk, row, samia)


@pytest.mark.parametrize("waybill", ["Y-1", "Z-9"])
def test_only_supervisors_settle(desk: Desk, wali: Actor, waybill: str) -> None:
    at(desk, Shipping.DELIVERED)
    row = wrong(desk, waybill)
    with pytest.raises(Refused, match="warehouses may not settle what couriers report; ask a supervisor"):
        settle(desk, row, wali)


def test_a_report_that_does_not_exist_is_not_found(desk: Desk, samia: Actor) -> None:
    with pytest.raises(NotFound, match="there is no such courier's report in this shop"):
        desk.write(lambda work: exceptions.settle(work, uuid4(), by=samia, request_id="r"))


def test_one_of_another_order_is_refused(desk: Desk, samia: Actor) -> None:
    at(desk, Shipping.DELIVERED)
    row = wrong(desk)
    other = at(desk, Shipping.DELIVERED, name="Ali")
    with pytest.raises(Refused, match="no courier's report on this order waits to be settled"):
        desk.perform(other.id, SettleException(row.id), by=samia)
