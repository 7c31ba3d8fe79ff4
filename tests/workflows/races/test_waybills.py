"""Two packers give one waybill to two parcels at once: the second is told that it is taken (domain.md S3)."""

from models.orders import Order
from tests.support.ledger import parcels_of
from tests.support.parcels import YALIDINE, confirmed
from tests.workflows.races.seats import Job, overlapping
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.packing import MarkReady


def packing(order: Order, by: Actor) -> Job[str]:
    """Mark the order ready with the same waybill, at whatever seat; gives the refusal."""

    def job(seat: Desk) -> str:
        try:
            seat.perform(order.id, MarkReady(YALIDINE, "SAME"), by=by)
        except Refused as refusal:
            return str(refusal)
        return ""

    return job


def test_the_second_is_refused(desk: Desk, wali: Actor) -> None:
    one, other = confirmed(desk), confirmed(desk)
    said = overlapping(desk, packing(one, wali), packing(other, wali))
    assert said == ("", "the waybill SAME is on another parcel already; type this one's own")
    assert [parcel.waybill for order in (one, other) for parcel in parcels_of(desk, order)] == ["SAME"]
    assert desk.read(check) == []
