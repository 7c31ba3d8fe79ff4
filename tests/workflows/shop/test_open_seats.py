"""A seat that was open when a supervisor gave its person other work, or none, goes on with none of the old one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.statuses import Role
from tests.support import shop
from tests.support.arriving import delivered
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.lookup import gateways, record
from workflows.messages import telling
from workflows.money import remittance
from workflows.numbers import recount
from workflows.orders import by_hand, trial
from workflows.orders.basket import LineChange
from workflows.orders.draft import Address
from workflows.parcels import couriers
from workflows.shop import people, settings, sign_in
from workflows.stock import counting
from workflows.work import Work

Deed = Callable[[Desk, Actor], Any]


def _in_a_unit(unit: Callable[[Work, Actor], Any]) -> Deed:
    return lambda desk, by: desk.write(lambda work: unit(work, by))


def _settles(desk: Desk, by: Actor) -> None:
    handed = (remittance.Handed(delivered(desk).id, 1, 100),)
    remittance.settle(desk, remittance.Statement("Yalidine", date(2026, 11, 20), handed, "DZD", "R-1"), by=by)


_BASKET = by_hand.NewOrder(
    (LineChange("ARG", 1, Minor(120000)),), "0551 77 88 99", "X Y", Address("a", "b", "c", "", "DZ")
)
DEEDS: dict[str, tuple[Role, Deed]] = {
    "reactivates herself": (Role.SUPERVISOR, _in_a_unit(lambda work, by: people.reactivate(work, _id(by), by=by))),
    "gives herself the role": (
        Role.SUPERVISOR,
        _in_a_unit(lambda work, by: people.change_role(work, _id(by), Role.SUPERVISOR, by=by)),
    ),
    "sets a switch": (
        Role.SUPERVISOR,
        _in_a_unit(lambda w, by: settings.set_switch(w, "pin_confirmation", "on", by=by)),
    ),
    "changes a message": (Role.SUPERVISOR, _in_a_unit(lambda work, by: telling.reset(work, "placed", by=by))),
    "adds a courier": (Role.SUPERVISOR, _in_a_unit(lambda work, by: couriers.add(work, "Ali", by=by))),
    "adds a provider": (
        Role.SUPERVISOR,
        _in_a_unit(lambda work, by: gateways.add(work, "CIB", "http://127.0.0.1:9", "secret-secret", by=by)),
    ),
    "asks a provider": (Role.SUPERVISOR, lambda desk, by: record.begin(desk, "CIB", by)),
    "counts the numbers": (Role.SUPERVISOR, _in_a_unit(lambda work, by: recount.rebuild(work, by=by))),
    "places a test order": (
        Role.SUPERVISOR,
        _in_a_unit(lambda work, by: trial.place_test_order(work, by=by, request_id="t")),
    ),
    "sets a password": (
        Role.SUPERVISOR,
        lambda desk, by: sign_in.choose_password(desk, _id(shop.person(desk, "Amina")), "correct horse", by=by),
    ),
    "settles cash": (Role.SUPERVISOR, _settles),
    "counts stock": (
        Role.WAREHOUSE,
        _in_a_unit(lambda work, by: counting.count(work, counting.find(work, "ARG"), 5, "shelf", by=by)),
    ),
    "takes an order by hand": (
        Role.AGENT,
        _in_a_unit(lambda work, by: by_hand.take(work, _BASKET, by=by, request_id="r")),
    ),
    "is dealt an order": (Role.AGENT, lambda desk, by: desk.next_order(by=by)),
    "pauses": (Role.AGENT, _in_a_unit(lambda work, by: people.pause(work, "lunch", by=by))),
}


def _id(by: Actor) -> Any:
    return by.id


def _deactivated(desk: Desk, by: Actor, samia: Actor) -> None:
    desk.write(lambda work: people.deactivate(work, _id(by), by=samia))


def _moved(desk: Desk, by: Actor, samia: Actor) -> None:
    other = Role.AGENT if by.role is not Role.AGENT else Role.WAREHOUSE
    desk.write(lambda work: people.change_role(work, _id(by), other, by=samia))


@pytest.mark.parametrize("loses", [_deactivated, _moved])
@pytest.mark.parametrize("deed", DEEDS)
def test_it_is_refused(desk: Desk, samia: Actor, deed: str, loses: Callable[[Desk, Actor, Actor], None]) -> None:
    shop.an_order(desk)
    role, does = DEEDS[deed]
    desk.write(lambda work: people.add(work, "Rania", role, by=SYSTEM))
    rania = shop.person(desk, "Rania")
    loses(desk, rania, samia)
    with pytest.raises(Refused, match=f"Rania does not work here as {role.value} any more"):
        does(desk, rania)


def test_who_is_promoted_leaves_the_order_at_hand_and_can_sign_out(desk: Desk, samia: Actor, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.next_order(by=amina)
    desk.write(lambda work: people.change_role(work, _id(amina), Role.SUPERVISOR, by=samia))
    assert shop.order(desk, order.id).claimed_by is None
    desk.write(lambda work: sign_in.sign_out(work, by=amina))
