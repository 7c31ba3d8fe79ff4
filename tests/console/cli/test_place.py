"""`codesk place`: an order by hand."""

from tests.console.cli.conftest import Cli
from tests.support import shop
from workflows.desk import Desk

WORDS = ("place", "--phone", "0551 23 45 67", "--name", "Lina Bey", "--as", "Amina")
LINES = ("--lines", "2 x ARG", "--lines", "1 x SOAP @ 500.00 - 50.00")
MORE = ("--shipping", "400", "--discount", "10", "--street", "3 rue Larbi", "--city", "Oran", "--note", "gate 2")


def test_it_works(cli: Cli, desk: Desk) -> None:
    shop.an_order(desk)
    order = cli.json(*WORDS, *LINES, *MORE, "--request-id", "r1")["order"]
    assert (order["ref"], order["headline"], order["customer"]) == ("DESK-2", "NEW", "Lina Bey")
    assert (order["phone"], order["total_minor"]) == ("+213551234567", 324000)
    assert [line["unit_minor"] for line in order["lines"]] == [120000, 50000]
    assert cli.json(*WORDS, *LINES, "--request-id", "r1")["order"]["id"] == order["id"]
    said = cli.run(*WORDS, *LINES).stdout
    assert said.startswith("DESK-3 is New: DZD 2 850.00 from Lina Bey."), said


def test_it_has_its_refusals(cli: Cli, desk: Desk) -> None:
    shop.an_order(desk)
    assert "no product 'GOLD'" in cli.fails(*WORDS, "--lines", "1 x GOLD", code=3)
    assert "too short" in cli.fails(*WORDS, *LINES, "--phone", "0551", code=3)
    assert "--lines: 'oil' is not a line" in cli.fails(*WORDS, "--lines", "oil", code=2)
    assert "--shipping: " in cli.fails(*WORDS, *LINES, "--shipping", "much", code=2)
    assert "missing option '--lines'" in cli.fails(*WORDS, code=2)
    assert "not by the warehouse" in cli.fails(*WORDS[:-1], "Wali", *LINES, code=3)
