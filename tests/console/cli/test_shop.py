"""`codesk shop`, `stock` and `rules`."""

from tests.console.cli.conftest import Cli
from workflows import rulebook
from workflows.policy import SWITCHES, describe


def test_the_shop_and_its_switches_are_shown(cli: Cli) -> None:
    found = cli.json("shop")
    assert set(found) == {
        *("id", "name", "kind", "country", "currency", "zone", "profile", "merchant_email", "switches"),
    }
    assert set(found["switches"][0]) == {"name", "value", "own", "sentence"}
    assert [one["name"] for one in found["switches"]] == list(SWITCHES)
    assert describe("number_gap") in cli.run("shop").stdout


def test_a_switch_is_set_and_put_back(cli: Cli) -> None:
    assert cli.json("shop", "set", "attempt-gap", "20", "min") == {
        "ok": True,
        "name": "attempt_gap",
        "before": "30 min",
        "after": "20 min",
    }
    assert {one["name"] for one in cli.json("shop")["switches"] if one["own"]} == {"attempt_gap"}
    assert cli.json("shop", "reset", "attempt_gap")["after"] == "30 min"


def test_a_profile_is_picked(cli: Cli) -> None:
    assert cli.json("shop", "profile", "codspot")["after"] == "codspot"
    assert cli.json("shop")["profile"] == "codspot"


def test_what_cannot_be_set_is_refused(cli: Cli) -> None:
    assert "neither on nor off" in cli.fails("shop", "set", "pin_confirmation", "perhaps", code=2)
    switch = ("shop", "set", "suggest_cancel_after")
    assert "'many' is not a number from 1 to 99, or none" in cli.fails(*switch, "many", code=2)
    assert "'-1' is not a number from 1 to 99, or none" in cli.fails(*switch, "-1", code=2)
    assert "no such option" in cli.fails(*switch, "3", "--jason", code=2)
    assert "there is no setting" in cli.fails("shop", "set", "colour", "red", code=2)
    assert "ask a supervisor" in cli.fails("shop", "set", "attempt_gap", "1 h", "--as", "Amina", code=3)


def test_stock_is_listed_and_counted(cli: Cli, ref: str) -> None:
    assert ref
    (oil, _) = cli.json("stock")
    assert set(oil) == {"id", "sku", "title", "counted", "on_hand", "reserved", "free"}
    done = cli.json("stock", "count", "ARG", "12", "--as", "Wali")
    assert set(done) == {"ok", "product"}
    assert set(done["product"]) == set(oil) - {"free"}
    assert cli.json("stock")[0]["on_hand"] == 12
    assert "ask the warehouse" in cli.fails("stock", "count", "ARG", "1", "--as", "Amina", code=3)
    assert "there is no product" in cli.fails("stock", "count", "NIX", "1", code=3)


def test_units_that_nobody_needs_are_released(cli: Cli, ref: str) -> None:
    release = ("stock", "release", "ARG", "2", "--reason", "parcel fell apart", "--as", "Wali")
    assert "open orders hold the rest" in cli.fails(*release, code=3)
    cli.run("shop", "set", "release_stock_on_cancel", "off")
    cli.run("do", ref, "cancel", "--reason", "changed-mind", "--as", "Amina")
    done = cli.json("stock", "release", "ARG", "2", "--reason", "parcel fell apart", "--as", "Wali")
    assert (done["ok"], done["product"]["reserved"], cli.json("stock")[0]["reserved"]) == (True, 0, 0)
    assert "only 0 units" in cli.fails("stock", "release", "ARG", "1", "--reason", "again", code=3)


def test_rules_are_printed(cli: Cli) -> None:
    assert "C6\tno-answer\tagent, supervisor\tNO_ANSWER" in cli.run("rules").stdout
    assert cli.run("rules", "--markdown").stdout == rulebook.markdown()


def test_a_test_order_is_placed_once_and_goes_through_the_rules(cli: Cli) -> None:
    words = ("shop", "test-order", "--as", "Samia", "--request-id", "r1")
    order = cli.json(*words)["order"]
    assert (order["ref"], order["is_test"], order["headline"]) == ("TEST-1", True, "NEW")
    assert cli.json(*words)["order"]["id"] == order["id"]
    assert cli.run("shop", "test-order", "--as", "Samia").stdout.startswith("TEST-2 is ")
    assert cli.json("do", "TEST-1", "confirm", "--as", "Amina")["order"]["headline"] == "CONFIRMED"


def test_a_test_order_has_its_refusals(cli: Cli) -> None:
    assert "supervisor" in cli.fails("shop", "test-order", "--as", "Amina", code=3)
    assert "missing option '--as'" in cli.fails("shop", "test-order", code=2)
    cli.run("shop", "set", "test_orders", "NEVER")
    assert "places no test orders" in cli.fails("shop", "test-order", "--as", "Samia", code=3)
