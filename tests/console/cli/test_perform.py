"""`codesk do`: every command with the flags of its fields."""

import json
from datetime import datetime

import pytest

from console.verbs.flags import flags, typed_commands
from models.statuses import Shipping
from tests.console.cli.conftest import Cli
from tests.console.cli.test_show import WHOLE
from tests.support import parcels, shop
from workflows import book
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk


def test_it_works(cli: Cli, ref: str) -> None:
    done = cli.json("do", ref, "no-answer", "--kind", "BUSY", "--as", "amina")
    assert set(done) == {"ok", "order"}
    assert done["ok"] is True
    assert set(done["order"]) == WHOLE
    assert (done["order"]["headline"], done["order"]["attempts"]) == ("NO_ANSWER", 1)
    assert done["order"]["attempts_made"][0]["outcome"] == "busy"


def test_it_says_what_was_done_and_what_came_of_it(cli: Cli, desk: Desk) -> None:
    order = parcels.at(desk, Shipping.DELIVERED)
    done = cli.run("do", order.ref, "refund-order", "--adjustment", "20", "--fee", "5", "--as", "Samia").stdout
    first, second = done.splitlines()
    assert first == f"{order.ref} is Delivered."
    assert second.startswith("Samia refunded this order (")
    assert "amount 15.00" in second
    done = cli.run("do", order.ref, "send-again", "--message", "confirmed", "--as", "Amina").stdout
    assert done.splitlines()[1] == "Amina wrote a message about this order again (message confirmed)"


def test_what_followed_by_itself_is_told_too_and_once_more_when_it_is_repeated(cli: Cli, desk: Desk) -> None:
    shop.policy(desk, create_shipment_on_confirm=True)
    confirm = ("do", shop.an_order(desk).ref, "confirm", "--as", "Amina", "--request-id", "once")
    _first, *steps = cli.run(*confirm).stdout.splitlines()
    assert [step.partition(" (")[0] for step in steps] == [
        *("Amina confirmed this order", "Amina created a parcel of this order"),
    ]
    assert "(this request was performed before)" in cli.run(*confirm).stdout


def test_a_wrong_pin_is_said_to_be_wrong(cli: Cli, desk: Desk) -> None:
    shop.policy(desk, pin_confirmation=True)
    ref = shop.an_order(desk).ref
    done = cli.run("do", ref, "confirm-by-pin", "--pin", "1", "--as-role", "customer")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"{ref} is New.", "the customer answered with a PIN (pin wrong)"]


def test_every_field_that_people_fill_has_a_flag() -> None:
    assert book.SUBJECTS
    for command in typed_commands().values():
        names = {flag.name for flag in flags(command)}
        assert names == {field.name for field in command.asked()}, command


def test_options_may_stand_before_the_command(cli: Cli, ref: str) -> None:
    done = cli.run("do", "--as", "Amina", ref, "--json", "add-note", "--text", "hello")
    assert json.loads(done.stdout)["order"]["notes"][0]["text"] == "hello"


def test_a_flag_of_the_command_may_stand_before_it(cli: Cli, ref: str) -> None:
    done = cli.json("do", ref, "--kind", "busy", "no-answer", "--as", "Amina")
    assert done["order"]["attempts_made"][0]["outcome"] == "busy"
    done = cli.json("do", "--text", "no-answer", "--as", "Amina", ref, "add-note")
    assert done["order"]["notes"][0]["text"] == "no-answer"


def test_a_person_is_no_sender(cli: Cli, ref: str) -> None:
    sentence = cli.fails("do", ref, "no-answer", "--as", "Amina", "--as-role", "gateway", code=2)
    assert sentence.startswith("--as and --as-role do not go together")


def test_a_time_is_read_as_it_is_said(cli: Cli, ref: str) -> None:
    order = cli.json("do", ref, "call-later", "--at", "tomorrow 10:30", "--as", "Amina")["order"]
    assert order["appointment"]["wall"] == "2026-11-24T10:30"
    iso = cli.json("do", ref, "call-later", "--at", "2026-11-23T15:00:00+01:00", "--as", "Amina")["order"]
    assert datetime.fromisoformat(iso["appointment"]["at"]).isoformat() == "2026-11-23T14:00:00+00:00"


def test_a_whole_date_without_an_offset_is_the_customers(cli: Cli, ref: str) -> None:
    order = cli.json("do", ref, "call-later", "--at", "2026-11-24 10:30", "--as", "Amina")["order"]
    assert order["appointment"]["wall"] == "2026-11-24T10:30"


@pytest.mark.parametrize("said", ["fri 25pm", "yesterday", "whenever"])
def test_a_time_that_is_none_is_a_usage_error(cli: Cli, ref: str, said: str) -> None:
    sentence = cli.fails("do", ref, "call-later", "--at", said, "--as", "Amina", code=2)
    assert sentence.startswith("--at: ")


def test_when_a_step_happened_is_told_as_people_say_it(cli: Cli, desk: Desk) -> None:
    order = parcels.at(desk, Shipping.SHIPPED)
    said = ("do", order.ref, "in-transit", "--as", "Wali", "--at")
    sentence = cli.fails(*said, "16:00", code=2)
    assert "--at: 23/11 16:00 has not come yet; type when it happened, like 20 min ago, 10:30" in sentence
    assert "before the parcel left" in cli.fails(*said, "yesterday 16:00", code=3)
    cli.json(*said, "0 min ago")


def test_an_amount_is_read_in_the_orders_currency(cli: Cli, ref: str) -> None:
    paid = ("do", ref, "mark-paid", "--reference", "r1", "--as", "Samia", "--amount")
    order = cli.json(*paid, "34.50")["order"]
    assert order["money"][0]["amount_minor"] == 3450
    assert "--amount: 'much' is not an amount of money; type an amount like 34.50" in cli.fails(*paid, "much", code=2)


def test_an_order_in_a_foreign_currency_has_decimals_of_its_own(cli: Cli, desk: Desk) -> None:
    ref = shop.an_order(desk, currency="KWD", total_minor=34_000).ref
    paid = ("mark-paid", "--reference", "r1", "--as", "Samia", "--amount", "1.5")
    assert cli.json("do", ref, *paid)["order"]["money"][0]["amount_minor"] == 1_500


def test_lines_are_typed_as_they_are_said(cli: Cli, ref: str) -> None:
    order = cli.json("do", ref, "edit-lines", "--lines", "3 x ARG @ 1000.00", "--lines", "1 x SOAP", "--as", "Amina")
    assert [(line["sku"], line["quantity"], line["unit_minor"]) for line in order["order"]["lines"]] == [
        ("ARG", 3, 100000),
        ("SOAP", 1, 60000),
    ]
    assert "not a line" in cli.fails("do", ref, "edit-lines", "--lines", "ARG", "--as", "Amina", code=2)


@pytest.mark.parametrize("broken", ["caf\udce9", "a\0b"])
def test_bytes_that_are_not_text_are_refused(cli: Cli, ref: str, broken: str) -> None:
    said = "holds bytes that are not text"
    assert f"--text: this {said}" in cli.fails("do", ref, "add-note", "--text", broken, "--as", "Amina", code=2)
    lines = ("edit-lines", "--lines", f"1 x {broken}")
    assert f"--lines: this {said}" in cli.fails("do", ref, *lines, "--as", "Amina", code=2)


def test_a_name_that_is_not_text_is_one_sentence(cli: Cli, ref: str) -> None:
    assert "in UTF-8" in cli.fails("do", ref, "confirm", "--as", "caf\udce9", code=1)


def test_amounts_beyond_every_order_are_refused(cli: Cli, ref: str) -> None:
    edit = ("do", ref, "edit-lines", "--as", "Amina", "--lines")
    assert "more than an order can come to" in cli.fails(*edit, "9999 x ARG @ 90071992547409.92", code=3)
    assert "not a line" in cli.fails(*edit, "9" * 5_000 + " x ARG", code=2)


def test_a_switch_can_be_turned_off(cli: Cli, ref: str) -> None:
    order = cli.json("do", ref, "cancel", "--reason", "no_answer", "--no-called", "--as", "Samia")["order"]
    assert (order["headline"], order["attempts_made"]) == ("CANCELLED", [])


def test_without_a_command_it_lists_what_is_possible(cli: Cli, ref: str) -> None:
    possible, impossible = cli.run("do", ref).stdout.split("Not now:\n")
    assert "  confirm                Confirm the order\n" in possible
    assert "  close-attempt          no payment is under way\n" in impossible
    assert cli.run("show", ref).stdout.endswith(possible + "Not now:\n" + impossible)
    choices = {choice["command"]: choice["reason"] for choice in cli.json("do", ref)}
    assert choices["confirm"] is None
    assert choices["close-attempt"] == "no payment is under way"


def test_help_says_what_each_field_is(cli: Cli) -> None:
    out = cli.run("do", "1042", "cancel", "--help").stdout
    assert "why it was called off" in out
    assert "changed-mind" in out


def test_a_refusal_is_a_sentence_and_exit_code_3(cli: Cli, ref: str) -> None:
    cli.json("do", ref, "confirm", "--as", "Amina")
    assert cli.fails("do", ref, "confirm", "--as", "Amina", code=3) == "this order is already confirmed"
    done = cli.run("do", ref, "confirm", "--as", "Amina", "--json")
    assert (done.exit_code, done.stderr) == (3, "")
    assert json.loads(done.stdout) == {"ok": False, "reason": "this order is already confirmed"}


def test_a_known_request_is_performed_once(cli: Cli, ref: str) -> None:
    words = ("do", ref, "no-answer", "--as", "Amina", "--request-id", "r1")
    assert cli.json(*words) == cli.json(*words)
    assert "performed before" in cli.run(*words).stdout


def test_a_stale_version_says_who_changed_what(cli: Cli, desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Confirm(), by=amina)
    sentence = cli.fails("do", order.ref, "cancel", "--reason", "price", "--as", "Samia", "--at-version", "1", code=3)
    assert "Amina confirmed this order" in sentence


def test_an_event_is_played_by_its_sender(cli: Cli, ref: str) -> None:
    words = ("do", ref, "payment-arrived", "--gateway", "CIB", "--reference", "p1", "--amount", "3400.00")
    assert cli.json(*words, "--as-role", "gateway")["order"]["payment"] == "PAID"
    assert "payment provider" in cli.fails(*words, "--as", "Samia", code=3)


def test_what_is_typed_wrong_is_a_usage_error(cli: Cli, ref: str) -> None:
    assert "did you mean confirm" in cli.fails("do", ref, "cnfirm", "--as", "Amina", code=2)
    assert "--as is missing" in cli.fails("do", ref, "confirm", code=2)
    assert "no such option '--kin'" in cli.fails("do", ref, "no-answer", "--kin", "busy", "--as", "Amina", code=2)
    assert "missing option '--text'" in cli.fails("do", ref, "add-note", "--as", "Amina", code=2)
    assert "is not one of" in cli.fails("do", ref, "no-answer", "--kind", "x", "--as", "Amina", code=2)


def test_an_unknown_person_is_refused_with_the_names_there_are(cli: Cli, ref: str) -> None:
    assert "people here: Amina, Karim" in cli.fails("do", ref, "confirm", "--as", "Amin", code=3)


def test_a_message_that_does_not_exist_is_refused_with_those_that_do(cli: Cli, ref: str) -> None:
    sentence = cli.fails("do", ref, "send-again", "--message", "frobnicate", "--as", "Samia", code=3)
    assert sentence.startswith("there is no message 'frobnicate'; there are placed, pin, confirmed, cancelled")


def test_a_request_id_of_something_else_is_a_refusal(cli: Cli, ref: str) -> None:
    words = ("do", ref, "--request-id", "one", "--as", "Amina")
    assert cli.run(*words, "add-note", "--text", "x").exit_code == 0
    assert "was used for something else" in cli.fails(*words, "no-answer", code=3)
