"""Switches, profile and facts of a shop: each one is set, refused, reset, and told."""

from dataclasses import fields
from typing import Any

import pytest

from models.shops import Shop
from models.statuses import Confirmation
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import shop_events
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.policy import SWITCHES, ShopPolicy, parse, text_of
from workflows.profiles import PROFILES
from workflows.shop import settings

# Every switch with another value than our default profile has.
OTHERS = {
    "ask_customer": "ALL",
    "pin_confirmation": "on",
    "suggest_cancel_after": "none",
    "reserve_stock": "CONFIRMED",
    "release_stock_on_cancel": "off",
    "cancel_after_confirm": "off",
    "create_shipment_on_confirm": "on",
    "waybill_by": "INTERNATIONAL_ONLY",
    "failed_delivery": "IN_RETURN",
    "return_before_hand_over": "on",
    "staff_may_change_carrier_shipments": "off",
    "cash_paid_on_delivery": "off",
    "restock_returns": "ALL",
    "oms": "CONFIRM_API",
    "payment_lookup_every": "15 min",
    "test_orders": "ALWAYS",
    "attempt_gap": "45 min",
    "retry_after": "1 h, next morning",
    "calling_hours": "Mon 10:00-12:30,14:00-20:00; Tue 10:00-24:00",
    "weekend": "Fri, Sat",
    "number_gap": "2 h",
    "number_daily_cap": "5",
    "claim_for": "20 min",
    "assignment_hold": "2 days",
    "missed_after": "30 min",
    "call_later_within": "7 days",
    "new_first": "NEWEST",
    "duplicate_window": "3 days",
    "message_language": "AR",
}
NONSENSE = {
    "suggest_cancel_after": "often",
    "payment_lookup_every": "0 min",
    "retry_after": "1 h,",
    "calling_hours": "always",
    "weekend": "Vendredi",
    "number_daily_cap": "0",
    "claim_for": "0 min",
}


def set_switch(desk: Desk, name: str, text: str, by: Actor = SYSTEM) -> settings.Change:
    change = desk.write(lambda work: settings.change(work, name, text, by=by))
    desk.refresh()
    return change


def stored(desk: Desk) -> Shop:
    desk.refresh()
    return desk.shop


def test_every_switch_has_its_line_here() -> None:
    assert set(OTHERS) == {field.name for field in fields(ShopPolicy)} == set(SWITCHES)


@pytest.mark.parametrize("name", OTHERS)
def test_a_switch_is_set_stored_and_told(desk: Desk, samia: Actor, name: str) -> None:
    before = text_of(getattr(desk.policy, name))
    change = set_switch(desk, name.replace("_", "-").upper(), f" {OTHERS[name]} ", samia)
    assert change == settings.Change(name, before, OTHERS[name])
    assert desk.shop.policy == {name: OTHERS[name]}
    assert getattr(desk.policy, name) == parse(name, OTHERS[name]) != getattr(ShopPolicy(), name)
    told = shop_events(desk, "ChangeSetting")[-1]
    assert (told.actor, told.data) == ("Samia", {"name": name, "before": before, "after": OTHERS[name]})


@pytest.mark.parametrize("name", OTHERS)
def test_a_switch_reads_its_own_text(name: str) -> None:
    for text in (OTHERS[name], text_of(getattr(ShopPolicy(), name))):
        assert text_of(parse(name, text)) == text


@pytest.mark.parametrize("name", OTHERS)
def test_nonsense_is_refused_by_the_name_of_the_switch(desk: Desk, name: str) -> None:
    with pytest.raises(Invalid, match=f"^{name}: "):
        set_switch(desk, name, NONSENSE.get(name, "perhaps"))
    assert stored(desk).policy == {}


def test_an_unknown_switch_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="there is no setting 'colour'; `codesk shop` lists the switches"):
        set_switch(desk, "colour", "red")
    with pytest.raises(NotFound, match="there is no switch 'colour'"):
        desk.write(lambda work: settings.set_switch(work, "colour", "red", by=SYSTEM))
    with pytest.raises(NotFound, match="there is no switch 'colour'"):
        desk.write(lambda work: settings.reset_switch(work, "colour", by=SYSTEM))


def test_what_the_profile_says_is_not_stored(desk: Desk) -> None:
    set_switch(desk, "oms", "PUSH")
    set_switch(desk, "oms", "NONE")
    assert stored(desk).policy == {}


def test_setting_what_is_set_already_changes_nothing(desk: Desk) -> None:
    version = stored(desk).version
    change = set_switch(desk, "oms", "NONE")
    assert change.before == change.after
    assert stored(desk).version == version
    assert shop_events(desk, "ChangeSetting") == []


def test_a_switch_is_reset_to_the_profile(desk: Desk) -> None:
    set_switch(desk, "oms", "PUSH")
    change = desk.write(lambda work: settings.reset_switch(work, "oms", by=SYSTEM))
    assert change == settings.Change("oms", "PUSH", "NONE")
    assert stored(desk).policy == {}


def test_two_supervisors_change_two_switches_from_stale_seats(desk: Desk, clock: TestClock) -> None:
    other = Desk(desk.database, desk.shop, clock)
    set_switch(desk, "oms", "PUSH")
    set_switch(other, "weekend", "Fri, Sat")
    assert stored(desk).policy == {"oms": "PUSH", "weekend": "Fri, Sat"}
    assert stored(desk).version == 3


@pytest.mark.parametrize("name", ["Amina", "Wali"])
def test_only_supervisors_change_settings(desk: Desk, name: str) -> None:
    by = shop.person(desk, name)
    for setting, text in {
        "oms": "PUSH",
        "name": "X",
        "zone": "UTC",
        "merchant_email": "",
        "profile": "codspot",
    }.items():
        with pytest.raises(Refused, match="ask a supervisor"):
            set_switch(desk, setting, text, by)
    with pytest.raises(Refused, match="ask a supervisor"):
        desk.write(lambda work: settings.reset_switch(work, "oms", by=by))


def test_a_profile_is_picked_and_own_switches_stay_where_they_differ(desk: Desk) -> None:
    set_switch(desk, "ask_customer", "ALL")
    set_switch(desk, "weekend", "Fri, Sat")
    assert PROFILES["codspot"].policy.ask_customer == "ALL"
    change = set_switch(desk, "profile", "CODSPOT")
    assert change == settings.Change("profile", "default", "codspot")
    assert stored(desk).policy == {"weekend": "Fri, Sat"}
    assert desk.policy.create_shipment_on_confirm is True
    assert shop_events(desk, "ChangeSetting")[-1].data == {"name": "profile", "before": "default", "after": "codspot"}


def test_an_unknown_profile_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid, match="'shopzilla' is not a profile; choose one of default, "):
        set_switch(desk, "profile", "shopzilla")


FACTS: list[tuple[str, str, str, Any]] = [
    ("name", "  Maison   Oran ", "name", "Maison Oran"),
    ("zone", "Africa/Casablanca", "zone", "Africa/Casablanca"),
    ("merchant-email", "orders@atlas.dz", "merchant_email", "orders@atlas.dz"),
]


@pytest.mark.parametrize(("name", "text", "column", "value"), FACTS)
def test_a_fact_of_the_shop_is_changed_and_told(desk: Desk, name: str, text: str, column: str, value: Any) -> None:
    before = getattr(desk.shop, column)
    set_switch(desk, name, text)
    assert getattr(stored(desk), column) == value
    assert shop_events(desk, "ChangeSetting")[-1].data == {"name": column, "before": before, "after": value}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("name", "   ", "a shop needs a name"),
        ("zone", "Mars/Olympus", "'Mars/Olympus' is not a time zone; use an IANA name"),
        ("merchant_email", "orders", "'orders' is not an e-mail address"),
        ("merchant_email", "a b@atlas.dz", "is not an e-mail address"),
        ("merchant_email", "orders@.", "is not an e-mail address"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(desk: Desk, name: str, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        set_switch(desk, name, text)


def test_customers_of_the_old_zone_are_still_asked_about_when_the_shop_moves(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    set_switch(desk, "zone", "America/New_York")
    assert stored(desk).zones == ["Africa/Algiers"]
    assert desk.next_order(by=amina) is not None


def test_shorter_calling_hours_hold_at_once_for_orders_that_were_due(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    set_switch(desk, "calling_hours", "Mon-Sun 18:00-20:00")
    assert desk.next_order(by=amina) is None


def test_a_change_holds_for_what_happens_from_then_on(desk: Desk) -> None:
    asked = shop.an_order(desk)
    set_switch(desk, "ask_customer", "NOBODY")
    assert shop.an_order(desk).confirmation is Confirmation.CONFIRMED
    assert shop.order(desk, asked.id).confirmation is Confirmation.NEW
