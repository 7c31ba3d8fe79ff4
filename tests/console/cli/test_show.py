"""`codesk show`: one order whole."""

from datetime import timedelta

from models.statuses import Shipping
from tests.console.cli.conftest import Cli
from tests.console.cli.test_orders import ROW
from tests.support import parcels, shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater
from workflows.desk import Desk
from workflows.money.payment import MarkPaid
from workflows.orders.remarks import AddNote
from workflows.parcels.returning import Counted
from workflows.parcels.returns import ReturnAfterDelivery

WHOLE = ROW | {
    "lines",
    "notes",
    "events",
    "attempts_made",
    "appointment",
    "shipments",
    "money",
    "version",
    "choices",
}


def test_an_order_has_exactly_these_keys(cli: Cli, ref: str) -> None:
    found = cli.json("show", ref)
    assert set(found) == WHOLE
    assert set(found["lines"][0]) == {"position", "sku", "title", "quantity", "unit_minor", "discount_minor"}
    assert set(found["events"][0]) == {
        *("at", "actor", "role", "command", "what", "before", "after", "version", "details"),
    }
    assert set(found["choices"][0]) == {"command", "title", "reason"}


def test_what_happened_to_it_has_exactly_these_keys(
    cli: Cli, desk: Desk, amina: Actor, samia: Actor, clock: TestClock
) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, AddNote("neighbour knows"), by=amina)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=1), "after lunch"), by=amina)
    desk.perform(order.id, MarkPaid(amount=1000, reference="x1"), by=samia)  # type: ignore[arg-type]
    found = cli.json("show", order.ref)
    assert set(found["notes"][0]) == {"id", "author", "at", "text", "edited_at"}
    assert set(found["appointment"]) == {"at", "wall", "zone", "note", "by", "promise"}
    assert set(found["attempts_made"][0]) == {"at", "person", "phone", "outcome", "counted", "part", "note"}
    assert set(found["money"][0]) == {
        *("kind", "state", "method", "amount_minor", "gateway", "reference", "note", "by", "at"),
    }


def test_a_parcel_has_exactly_these_keys(cli: Cli, desk: Desk) -> None:
    order = shop.an_order(desk, shipping="DELIVERED")
    (parcel,) = cli.json("show", order.ref)["shipments"]
    assert set(parcel) == {
        *("position", "status", "destination", "run_by", "courier", "waybill", "cash_due_minor", "cash"),
        *("created_at", "shipped_at", "delivered_at", "lines"),
    }
    assert set(parcel["lines"][0]) == {"line_id", "quantity", "back", "sent_back"}


def test_units_that_came_back_after_delivery_are_told(cli: Cli, desk: Desk, wali: Actor) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    desk.perform(order.id, ReturnAfterDelivery((Counted("ARG", 1, 1),)), by=wali)
    (parcel,) = cli.json("show", order.ref)["shipments"]
    assert {(line["quantity"], line["back"], line["sent_back"]) for line in parcel["lines"]} == {(2, 0, 2), (1, 0, 0)}


def test_choices_are_those_of_the_person_who_asks(cli: Cli, ref: str) -> None:
    names = {choice["command"]: choice["reason"] for choice in cli.json("show", ref, "--as", "Wali")["choices"]}
    assert names["add-note"] is None
    assert "confirm" not in names
    assert {"confirm", "mark-paid"} <= {choice["command"] for choice in cli.json("show", ref)["choices"]}


def test_an_order_is_found_without_its_hash_and_by_its_id(cli: Cli, ref: str) -> None:
    found = cli.json("show", ref.removeprefix("#"))
    assert cli.json("show", found["id"]) == found


def test_words_tell_the_same(cli: Cli, ref: str) -> None:
    out = cli.run("show", ref).stdout
    assert "Yasmine Haddad" in out
    assert "to collect (cash) DZD 3 400.00" in out
    assert "Possible now:" in out


def test_the_history_names_no_ids(cli: Cli, ref: str) -> None:
    cli.run("do", ref, "add-note", "--text", "rings twice", "--as", "Samia")
    (note,) = cli.json("show", ref)["notes"]
    cli.run("do", ref, "delete-note", "--note", note["id"], "--as", "Samia")
    out = cli.run("show", ref).stdout
    assert "Samia deleted a note of this order (old text rings twice)" in out
    assert note["id"] not in out


def test_an_unknown_order_is_refused(cli: Cli, ref: str) -> None:
    assert "there is no order '9999'" in cli.fails("show", "9999", code=3)
    done = cli.run("show", "9999", "--json")
    assert (done.exit_code, done.stdout[:24]) == (3, '{"ok": false, "reason": ')
