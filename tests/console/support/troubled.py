"""What went wrong outside: an OMS that refused, a courier's report about nothing, a message that was given up."""

from typing import Any

from models.shipments import CourierException, courier_exceptions
from models.statuses import Role
from tests.support import shop
from tests.support.ledger import outbox_of
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.oms.answers import HandOffRefused
from workflows.outbox import posting

THE_OMS = Actor(Role.OMS, "the OMS")


def refused(desk: Desk, why: str = "no such SKU") -> Any:
    """A confirmed order that the OMS refused."""
    shop.policy(desk, oms="PUSH")
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=shop.person(desk, "Amina"))
    return desk.perform(made.id, HandOffRefused(why), by=THE_OMS).order


def reported(desk: Desk, said: str = "left at the door", waybill: str = "Y-9") -> None:
    """A courier's report about a parcel that nobody knows."""

    def unit(work: Any) -> None:
        told = ("Yalidine", waybill, said, "no parcel has this waybill", work.now, None, "")
        work.add(courier_exceptions, CourierException(work.shop.id, work.new_id(), None, None, *told))

    desk.write(unit)


def unsent(desk: Desk) -> Any:
    """An order whose customer could not be told that it was placed."""
    made = shop.an_order(desk)
    (row,) = [row for row in outbox_of(desk, made) if row.message == "placed"]
    desk.write(lambda work: posting.failed(work, row, "no such number", lasting=True))
    return made
