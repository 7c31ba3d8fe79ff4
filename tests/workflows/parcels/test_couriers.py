"""Who delivers for a shop."""

import pytest

from models.money import remittances
from models.shipments import Courier
from models.statuses import RunBy, Shipping
from tests.support.arriving import DUE, delivered
from tests.support.history import rows, shop_events
from tests.support.ledger import outbox_of
from tests.support.parcels import YALIDINE, at, parcel
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Invalid, NotFound, Refused
from workflows.money.cash import SettleCash
from workflows.parcels import couriers
from workflows.parcels.courier import CourierEvent, Kind, Outcome, report

LINK = "https://yalidine.example/{waybill}"


def add(desk: Desk, name: str, by: Actor, *, connected: bool = False, tracking: str = "") -> Courier:
    return desk.write(lambda work: couriers.add(work, name, connected=connected, tracking=tracking, by=by))


def rename(desk: Desk, name: str, new: str, by: Actor) -> None:
    desk.write(lambda work: couriers.rename(work, couriers.find(work, name), new, by=by))


def names(desk: Desk, *, with_inactive: bool = False) -> list[str]:
    return [one.name for one in desk.read(lambda work: couriers.everyone(work, with_inactive=with_inactive))]


def find(desk: Desk, name: str) -> Courier:
    return desk.read(lambda work: couriers.find(work, name))


def test_it_works(desk: Desk, samia: Actor) -> None:
    add(desk, "  Yalidine   Express ", samia, connected=True, tracking=LINK)
    add(desk, "Ali", samia)
    assert names(desk) == ["Ali", "Yalidine Express"]
    found = find(desk, "yalidine express")
    assert (found.run_by, found.tracking, found.active) == (RunBy.COURIER, LINK, True)
    assert shop_events(desk, "AddCourier")[0].data == {
        "courier": "Yalidine Express",
        "run by": "COURIER",
        "tracking": LINK,
    }
    assert desk.read(check) == []


def test_a_name_may_change(desk: Desk, samia: Actor) -> None:
    add(desk, "Ali", samia)
    made = at(desk, Shipping.SHIPPED, name="Ali")
    rename(desk, "ali", "Ali B.", samia)
    assert (names(desk), parcel(desk, made).courier) == (["Ali B."], "Ali B.")
    assert shop_events(desk, "RenameCourier")[0].data == {"before": "Ali", "after": "Ali B."}


def test_a_connected_courier_goes_on_with_its_parcels_under_another_name(desk: Desk, samia: Actor) -> None:
    add(desk, YALIDINE, samia, connected=True)
    waiting, sent = at(desk, Shipping.CREATED), at(desk, Shipping.READY)
    rename(desk, YALIDINE, "Yalidine Express", samia)
    event = CourierEvent("Yalidine Express", "Y-1", "one", Kind.PICKED_UP, desk.clock())
    assert desk.write(lambda work: report(work, event)).outcome is Outcome.APPLIED
    assert parcel(desk, sent).status is Shipping.SHIPPED
    (call,) = [row for row in outbox_of(desk, waiting) if row.kind == "courier.create"]
    assert call.recipient == "Yalidine Express"
    assert desk.read(check) == []


def test_what_was_settled_stands_on_the_statement_of_whoever_had_it(desk: Desk, samia: Actor) -> None:
    add(desk, YALIDINE, samia)
    made = delivered(desk)
    desk.perform(made.id, SettleCash(Minor(DUE - 100)), by=samia)
    rename(desk, YALIDINE, "Yalidine Express", samia)
    desk.perform(made.id, SettleCash(), by=samia)
    assert {row.courier for row in rows(desk, remittances)} == {"Yalidine Express"}
    assert desk.read(check) == []


def test_one_may_stop_and_come_back(desk: Desk, samia: Actor) -> None:
    add(desk, "Ali", samia)
    desk.write(lambda work: couriers.deactivate(work, couriers.find(work, "Ali"), by=samia))
    assert (names(desk), names(desk, with_inactive=True)) == ([], ["Ali"])
    add(desk, "ALI", samia, connected=True)
    assert (names(desk), find(desk, "Ali").run_by) == (["Ali"], RunBy.COURIER)


def test_two_couriers_need_two_names(desk: Desk, samia: Actor) -> None:
    add(desk, "Ali", samia)
    add(desk, "Omar", samia)
    with pytest.raises(Invalid, match="Ali delivers for this shop already"):
        add(desk, "ALI ", samia)
    with pytest.raises(Invalid, match="Ali delivers for this shop already; two couriers need two names"):
        desk.write(lambda work: couriers.rename(work, couriers.find(work, "Omar"), "ali", by=samia))


def test_one_stops_once(desk: Desk, samia: Actor) -> None:
    add(desk, "Ali", samia)
    desk.write(lambda work: couriers.deactivate(work, couriers.find(work, "Ali"), by=samia))
    with pytest.raises(Invalid, match="Ali does not deliver for this shop any more"):
        desk.write(lambda work: couriers.deactivate(work, couriers.find(work, "Ali"), by=samia))


@pytest.mark.parametrize(
    ("name", "tracking", "sentence"),
    [
        (" ", "", "the courier needs a name"),
        ("x" * 61, "", "the name is too long; 60 characters are enough"),
        ("Ali", "https://a.example/", "a tracking link begins with https:// and holds"),
        ("Ali", "javascript:{waybill}", "a tracking link begins with https:// and holds"),
    ],
)
def test_what_cannot_be_used_is_refused(desk: Desk, samia: Actor, name: str, tracking: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        add(desk, name, samia, tracking=tracking)
    assert names(desk) == []


@pytest.mark.parametrize("who", ["amina", "wali"])
def test_only_supervisors_change_them(request: pytest.FixtureRequest, desk: Desk, who: str) -> None:
    with pytest.raises(Refused, match="may not change who delivers; ask a supervisor"):
        add(desk, "Ali", request.getfixturevalue(who))


def test_a_name_that_nobody_has_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound, match="this shop has no courier 'Ali'; `codesk couriers` lists them all"):
        find(desk, "Ali")
