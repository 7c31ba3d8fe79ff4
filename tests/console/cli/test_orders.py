"""`codesk orders`: the list and its JSON."""

from models.statuses import Reason
from tests.console.cli.conftest import Cli
from tests.support import shop
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, NoAnswer
from workflows.desk import Desk

ROW = {
    "ref",
    "id",
    "source",
    "external_id",
    "headline",
    "label",
    "confirmation",
    "payment",
    "fulfilment",
    "customer",
    "phone",
    "phone_valid",
    "total_minor",
    "currency",
    "attempts",
    "counted_attempts",
    "suggest_cancel",
    "claimed_by",
    "next_try_at",
    "placed_at",
    "is_test",
}


def test_an_order_has_exactly_these_keys(cli: Cli, ref: str) -> None:
    (row,) = cli.json("orders")
    assert set(row) == ROW
    assert (row["ref"], row["headline"], row["customer"]) == (ref, "NEW", "Yasmine Haddad")
    assert (row["phone_valid"], row["claimed_by"], row["next_try_at"]) == (True, None, None)
    assert (row["total_minor"], row["currency"], row["suggest_cancel"]) == (340000, "DZD", False)


def test_a_number_that_cannot_be_called_is_shown_as_typed(cli: Cli, desk: Desk) -> None:
    shop.an_order(desk, phone="12 34")
    (row,) = cli.json("orders")
    assert (row["phone"], row["phone_valid"]) == ("12 34", False)


def test_a_tab_holds_its_orders_only(cli: Cli, desk: Desk, samia: Actor) -> None:
    kept, gone = shop.an_order(desk), shop.an_order(desk)
    desk.perform(gone.id, Cancel(Reason.PRICE), by=samia)
    assert [row["id"] for row in cli.json("orders", "--tab", "to-confirm")] == [str(kept.id)]
    assert [row["id"] for row in cli.json("orders", "--tab", "CLOSED")] == [str(gone.id)]


def test_the_backlog_is_a_tab_too(cli: Cli, desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    assert cli.json("orders", "--tab", "backlog") == []
    desk.perform(order.id, NoAnswer(), by=amina)
    assert [row["attempts"] for row in cli.json("orders", "--tab", "backlog")] == [1]


def test_a_search_finds_by_name_and_by_phone(cli: Cli, desk: Desk, ref: str) -> None:
    shop.an_order(desk, customer="Karim Ziani")
    assert [row["ref"] for row in cli.json("orders", "--search", "hadd")] == [ref]
    phone = cli.json("orders", "--search", "hadd")[0]["phone"]
    assert [row["ref"] for row in cli.json("orders", "--search", phone.replace("+213", "0"))] == [ref]


def test_pages_follow_each_other_by_key(cli: Cli, desk: Desk) -> None:
    made = {str(shop.an_order(desk).id) for _ in range(5)}
    first = cli.run("orders", "--limit", "3").stdout.splitlines()
    assert first[0].split("\t")[0] == "Order"
    key = first[-1].removeprefix("More: --after ")
    rest = cli.json("orders", "--after", key)
    assert {row["id"] for row in rest} | {row["id"] for row in cli.json("orders", "--limit", "3")} == made
    assert len(rest) == 2


def test_the_list_is_plain_when_piped_and_shows_no_escape(cli: Cli, desk: Desk) -> None:
    shop.an_order(desk, customer="\x1b]0;owned\x07[bold]Ali")
    out = cli.run("orders").stdout
    assert "\x1b" not in out
    assert "[bold]Ali" in out


def test_an_unknown_tab_is_a_usage_error_with_a_near_one(cli: Cli) -> None:
    assert "did you mean 'to-confirm'" in cli.fails("orders", "--tab", "to-confrim", code=2)


def test_a_place_that_is_none_is_refused(cli: Cli) -> None:
    assert "not a place in a list" in cli.fails("orders", "--after", "soon", code=2)


def test_a_count_that_is_none_is_one_sentence(cli: Cli) -> None:
    assert "'x' is not a whole number" in cli.fails("orders", "--limit", "x", code=2)


def test_who_left_no_number_has_no_phone(cli: Cli, desk: Desk) -> None:
    ref = shop.an_order(desk, ref="#7", phone="").ref
    assert "\tno phone\t" in cli.run("orders").stdout
    shown = cli.run("show", ref).stdout
    assert "\nno phone\n" in shown
    assert "phone number ''" not in shown
