"""`codesk oms`: what is due, what the OMS says, what is tried again."""

import pytest

from tests.console.cli.conftest import Cli
from tests.support import shop
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk


@pytest.fixture
def due(cli: Cli, ref: str) -> str:
    """An order that the OMS is to take."""
    cli.run("shop", "set", "oms", "PULL")
    cli.json("do", ref, "confirm", "--as", "Amina")
    return ref


def test_it_works(cli: Cli, due: str) -> None:
    (order,) = cli.json("oms", "due")
    assert (order["ref"], order["total_minor"], len(order["lines"])) == (due, 340000, 2)
    done = cli.json("oms", "accept", due, "--reference", "SO-1", "--request-id", "ack-1")
    assert (done["ok"], done["order"]["handoff"]) == (True, "DONE")
    assert "performed before" in cli.run("oms", "accept", due, "--reference", "SO-1", "--request-id", "ack-1").stdout
    assert cli.json("oms", "due") == []


def test_pages_go_on_behind_an_order(cli: Cli, due: str) -> None:
    (order,) = cli.json("oms", "due", "--limit", "1")
    assert cli.json("oms", "due", "--after", order["id"]) == []
    assert due in cli.run("oms", "due").stdout


def test_a_refusal_is_listed_and_tried_again(cli: Cli, due: str) -> None:
    assert cli.run("oms").stdout == "No hand-off has failed.\n"
    cli.json("oms", "refuse", due, "--why", "no such SKU")
    (failed,) = cli.json("oms")
    assert set(failed) == {"order_id", "ref", "why", "at"}
    assert (failed["ref"], failed["why"]) == (due, "no such SKU")
    assert "no such SKU" in cli.run("oms").stdout
    assert cli.json("oms", "retry", due, "--as", "Samia", "--note", "added")["order"]["handoff"] == "DUE"
    assert cli.json("oms") == []


def test_refusals_beyond_the_limit_are_told(cli: Cli, desk: Desk, due: str) -> None:
    other = shop.an_order(desk)
    desk.perform(other.id, Confirm(), by=shop.person(desk, "Amina"))
    for ref in (due, other.ref):
        cli.json("oms", "refuse", ref, "--why", "no such SKU")
    cut = cli.run("oms", "--limit", "1").stdout
    assert (due in cut, other.ref in cut) == (True, False)
    assert "More: --after 0-" in cut


def test_refusals(cli: Cli, due: str) -> None:
    assert "missing option '--why'" in cli.fails("oms", "refuse", due, code=2)
    assert "still under way" in cli.fails("oms", "retry", due, "--as", "Samia", code=3)
    cli.json("oms", "refuse", due, "--why", "no")
    assert "by a supervisor here" in cli.fails("oms", "retry", due, "--as", "Amina", code=3)
    assert "there is no order" in cli.fails("oms", "accept", "#9999", code=3)
