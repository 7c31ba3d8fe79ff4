"""One report of a courier comes to two workers at once: it is applied, or listed, once (domain.md 4)."""

import pytest
from sqlalchemy import func, select

from models.log import events
from models.statuses import Shipping
from tests.support.parcels import YALIDINE, at, courier
from tests.workflows.races.seats import Job, overlapping
from workflows.checker import check
from workflows.desk import Desk
from workflows.parcels import exceptions
from workflows.parcels.courier import CourierEvent, Kind, Outcome, Reported, report


def reporting(desk: Desk, kind: Kind, waybill: str = "Y-1") -> Job[Reported]:
    """The same report, at whatever seat."""
    event = CourierEvent(YALIDINE, waybill, "e1", kind, desk.clock())
    return lambda seat: seat.write(lambda work: report(work, event))


def steps(desk: Desk) -> int:
    """How many steps the shop and its orders have."""
    return desk.read(lambda work: work.connection.scalar(select(func.count()).select_from(events)) or 0)


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """A shop whose connected courier has one parcel on the road."""
    courier(desk, connected=True)
    at(desk, Shipping.SHIPPED)
    return desk


@pytest.mark.parametrize(
    ("kind", "waybill", "outcome", "listed"),
    [
        (Kind.DELIVERED, "Y-1", Outcome.APPLIED, 0),
        (Kind.PICKED_UP, "Y-1", Outcome.LATE, 0),
        (Kind.DELIVERED, "Z-9", Outcome.NOT_APPLIED, 1),
    ],
)
def test_the_second_is_known(sent: Desk, kind: Kind, waybill: str, outcome: Outcome, listed: int) -> None:
    before = steps(sent)
    first, second = overlapping(sent, reporting(sent, kind, waybill), reporting(sent, kind, waybill))
    assert (first.outcome, second.outcome) == (outcome, Outcome.KNOWN)
    assert (steps(sent) - before, len(sent.read(exceptions.exceptions))) == (1, listed)
    assert sent.read(check) == []


def test_what_fits_nowhere_is_listed_once(desk: Desk) -> None:
    courier(desk, connected=True)
    at(desk, Shipping.DELIVERED)
    job = reporting(desk, Kind.RETURNING)
    first, second = overlapping(desk, job, job)
    assert (first.outcome, second.outcome) == (Outcome.NOT_APPLIED, Outcome.KNOWN)
    assert len(desk.read(exceptions.exceptions)) == 1
