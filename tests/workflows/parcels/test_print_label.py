"""S16: the label is printed, which is told."""

import pytest

from models.statuses import Shipping
from tests.support.ledger import last_event
from tests.support.parcels import COURIER, at, confirmed, courier
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.parcels.shipping import CreateShipment, EditShipment, PrintLabel


@pytest.mark.parametrize("who", ["amina", "samia", "wali"])
@pytest.mark.parametrize("status", [Shipping.CREATED, Shipping.SHIPPED, Shipping.DELIVERED])
def test_it_works(request: pytest.FixtureRequest, desk: Desk, who: str, status: Shipping) -> None:
    by: Actor = request.getfixturevalue(who)
    made = at(desk, status)
    done = desk.perform(made.id, PrintLabel(), by=by).order
    assert done.shipping is status
    event = last_event(desk, made)
    assert (event.command, event.actor, event.data["parcel"]) == ("PrintLabel", by.name, 1)
    assert desk.read(check) == []


def test_a_connected_couriers_label_waits_for_its_number(desk: Desk, wali: Actor) -> None:
    courier(desk, connected=True)
    made = confirmed(desk)
    desk.perform(made.id, CreateShipment(), by=wali)
    with pytest.raises(Refused, match="Yalidine has not given parcel 1 a number yet"):
        desk.perform(made.id, PrintLabel(), by=wali)
    desk.perform(made.id, EditShipment(waybill="Y-1"), by=COURIER)
    desk.perform(made.id, PrintLabel(), by=wali)


def test_without_a_parcel_there_is_no_label(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="this order has no parcel yet"):
        desk.perform(confirmed(desk).id, PrintLabel(), by=wali)
