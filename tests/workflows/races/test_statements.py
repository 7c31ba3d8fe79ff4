"""Two seats settle one statement of a courier at the same time: every parcel is counted once (domain.md 12)."""

from datetime import date

import pytest

from models.money import remittance_lines, remittances
from models.orders import Order
from tests.support.arriving import DUE, delivered, parcel, sent
from tests.support.history import rows, shop_events
from tests.workflows.races.seats import Job, overlapping
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.money import remittance
from workflows.money.remittance import Handed, Settled, Statement, settle

STEPS = (1, 2, 3, 4)  #: begun, two parcels, finished


@pytest.fixture(autouse=True)
def _parcel_by_parcel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remittance, "BATCH", 1)


def settling(orders: list[Order], by: Actor, *, amount: int = DUE) -> Job[Settled | None]:
    """Settle these orders on one statement; None when it is refused."""
    handed = tuple(Handed(order.id, 1, amount) for order in orders)
    statement = Statement("Yalidine", date(2026, 11, 22), handed, "DZD", "R-1")

    def job(seat: Desk) -> Settled | None:
        try:
            return settle(seat, statement, by=by)
        except Refused:
            return None

    return job


@pytest.mark.parametrize("at", STEPS)
def test_it_works(desk: Desk, samia: Actor, at: int) -> None:
    made = [delivered(desk) for _ in range(2)]
    first, second = overlapping(desk, settling(made, samia), settling(made, samia), at=at)
    assert first is not None
    assert second is not None
    assert (first.refused, second.refused) == ((), ())
    (row,) = rows(desk, remittances)
    assert (row.parcels, row.received_minor, row.finished_at) == (2, 2 * DUE, desk.clock())
    assert [parcel(desk, order).remitted_minor for order in made] == [DUE, DUE]
    assert (len(rows(desk, remittance_lines)), len(shop_events(desk, "SettleRemittance"))) == (2, 1)
    assert desk.read(check) == []


@pytest.mark.parametrize("at", STEPS)
def test_of_two_sums_for_one_parcel_one_counts_and_somebody_is_told(desk: Desk, samia: Actor, at: int) -> None:
    made = [delivered(desk) for _ in range(2)]
    told = overlapping(desk, settling(made, samia), settling(made, samia, amount=DUE - 100), at=at)
    assert None in told
    (row,) = rows(desk, remittances)
    assert row.received_minor == sum(parcel(desk, order).remitted_minor for order in made)
    assert (row.parcels, len(shop_events(desk, "SettleRemittance"))) == (2, 1)
    assert desk.read(check) == []


@pytest.mark.parametrize("at", STEPS)
def test_where_nothing_can_be_settled_both_are_told_and_nothing_is_left(desk: Desk, samia: Actor, at: int) -> None:
    made = [sent(desk) for _ in range(2)]
    assert overlapping(desk, settling(made, samia), settling(made, samia), at=at) == (None, None)
    assert (rows(desk, remittances), shop_events(desk, "SettleRemittance")) == ([], [])
