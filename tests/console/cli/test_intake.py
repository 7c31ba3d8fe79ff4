"""`codesk import`: the report and its JSON."""

import json
import sys
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli
from tests.console.support.pseudo_terminal import Terminal

ORDERS = """Order,Date,Customer,Phone,Address,City,Product,Quantity,Price,Total
A-1,2026-11-20 10:00,Nadia Benali,0551 23 45 67,1 rue Didouche,Alger,Soap,2,600,1200
A-2,2026-11-20 11:00,Omar Ziani,0661 23 45 67,2 rue Larbi,Oran,Soap,many,600,600
"""
IN_CURRENCIES = """Order,Date,Customer,Phone,City,Product,Quantity,Price,Total,Currency
B-1,2026-11-20 10:00,Nadia Benali,0551 23 45 67,Alger,Soap,2,600,1200,BGN
B-2,2026-11-20 11:00,Omar Ziani,0661 23 45 67,Oran,Soap,1,600,600,EUR
B-3,2026-11-20 12:00,Lina Saadi,0771 23 45 67,Oran,Soap,1,600,600,DZD
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """One good order and one that cannot be read."""
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    return str(path)


def test_it_works(cli: Cli, file: str) -> None:
    report = cli.json("import", file)
    assert set(report) == {"orders_created", "orders_known", "lines", "rejected"}
    assert (report["orders_created"], report["orders_known"], report["lines"]) == (1, 0, 1)
    (rejected,) = report["rejected"]
    assert set(rejected) == {"row", "field", "value", "reason"}
    assert (rejected["row"], rejected["value"]) == (2, "many")


def test_the_same_file_again_makes_nothing(cli: Cli, file: str) -> None:
    cli.json("import", file)
    again = cli.json("import", file)
    assert (again["orders_created"], again["orders_known"], again["lines"]) == (0, 1, 0)


def test_the_file_of_a_second_shop_has_a_source_of_its_own(cli: Cli, file: str) -> None:
    cli.json("import", file)
    assert cli.json("import", file, "--source", "Second shop")["orders_created"] == 1
    assert {order["source"] for order in cli.json("orders")} == {"table", "second shop"}
    assert "cannot be a source" in cli.fails("import", file, "--source", "codesk", code=2)


def test_a_trial_changes_nothing(cli: Cli, file: str) -> None:
    assert cli.json("import", file, "--dry-run")["orders_created"] == 1
    assert cli.json("orders") == []


def test_the_mapping_is_shown_kept_and_used_again(cli: Cli, file: str, tmp_path: Path) -> None:
    kept = tmp_path / "map.toml"
    out = cli.run("import", file, "--dry-run", "--save-map", str(kept)).stdout
    assert "<- Phone" in out
    assert cli.json("import", file, "--map", str(kept))["orders_created"] == 1


def test_numbers_that_cannot_be_called_are_counted(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS.replace("many", "1").replace("0661 23 45 67", "12"), "utf-8")
    assert "1 number cannot be called; see the tab Phone to mend." in cli.run("import", str(path)).stdout
    assert "cannot be called" not in cli.run("import", str(path)).stdout, "nothing came in the second time"


@pytest.mark.parametrize("way", [("--dry-run",), ()])
def test_orders_in_another_currency_than_the_shops_are_counted(
    cli: Cli, tmp_path: Path, way: tuple[str, ...]
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(IN_CURRENCIES, "utf-8")
    out = cli.run("import", str(path), *way).stdout
    assert "2 orders are in BGN, EUR; amounts stay in the order's own currency." in out


def test_nothing_is_said_of_numbers_and_currencies_that_are_as_usual(cli: Cli, file: str) -> None:
    out = cli.run("import", file).stdout
    assert "cannot be called" not in out
    assert "own currency" not in out


def test_rejected_rows_are_written_to_mend(cli: Cli, file: str, tmp_path: Path) -> None:
    mend = tmp_path / "mend.csv"
    out = cli.run("import", file, "--rejects", str(mend)).stdout
    assert f"Mend {mend}" in out
    mend.write_text(mend.read_text("utf-8-sig").replace("many", "1"), "utf-8")
    assert cli.json("import", str(mend))["orders_created"] == 1


def test_where_nothing_is_rejected_no_file_is_written(cli: Cli, tmp_path: Path) -> None:
    good, mend = tmp_path / "good.csv", tmp_path / "mend.csv"
    good.write_text(ORDERS.replace("many", "1"), "utf-8")
    assert (
        f"No row was rejected; {mend} was not written." in cli.run("import", str(good), "--rejects", str(mend)).stdout
    )
    assert not mend.exists()


def test_the_rejected_rows_do_not_replace_the_orders(cli: Cli, file: str) -> None:
    assert "give --rejects another name" in cli.fails("import", file, "--rejects", file, code=1)
    assert Path(file).read_text("utf-8") == ORDERS
    assert cli.json("orders") == []


def test_a_file_that_is_none_is_a_usage_error(cli: Cli) -> None:
    assert "does not exist" in cli.fails("import", "/nowhere.csv", code=2)


def test_a_file_without_a_table_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    cli.fails("import", str(empty), code=1)
    done = cli.run("import", str(empty), "--json")
    assert json.loads(done.stdout)["ok"] is False


CONTACTS = "a;b;c;d\n1;Ali;0551000000;100\n2;Amel;0661000000;100\n"
HELD = """Order,Phone,Product,Quantity,Price
A-1,0551234567,Soap,2,600
A-1,,Argan oil,many,900
A-1,,Comb,1,400
"""


def test_a_list_of_contacts_is_refused(cli: Cli, tmp_path: Path) -> None:
    contacts = tmp_path / "contacts.csv"
    for text in ("Name,Phone,City\nAli,0551000000,Oran\n", CONTACTS):
        contacts.write_text(text, "utf-8")
        assert "does not look like orders" in cli.fails("import", str(contacts), code=1)
    assert cli.json("orders") == []


def test_rows_that_a_bad_row_of_their_order_holds_back_are_told(cli: Cli, tmp_path: Path) -> None:
    held, mend = tmp_path / "held.csv", tmp_path / "mend.csv"
    held.write_text(HELD, "utf-8")
    rows = cli.json("import", str(held), "--rejects", str(mend))["rejected"]
    assert [set(row) for row in rows] == [{"row", "field", "value", "reason"}] * 3
    why = "held back because of row 2"
    assert [(row["row"], row["reason"]) for row in rows if row["row"] != 2] == [(1, why), (3, why)]
    out = cli.run("import", str(held)).stdout
    assert f"Row 1 was not taken: {why}\n" in out
    assert [line.split(",")[2] for line in mend.read_text("utf-8-sig").splitlines()[1:]][::2] == [why, why]


def test_one_order_is_not_said_to_be_many_and_no_cell_twice(cli: Cli, file: str) -> None:
    out = cli.run("import", file).stdout
    assert "1 order with 1 line came in; 0 were known before." in out
    assert "Row 2 was not taken: Quantity: 'many' is not a number of pieces\n" in out
    assert "; 1 was known before." in cli.run("import", file).stdout


@pytest.mark.parametrize(("typed", "said", "made"), [("n", "nothing came in", 0), ("y", "1 order with 1 line", 1)])
def test_on_a_terminal_a_guessed_mapping_is_asked_about(
    cli: Cli, file: str, typed: str, said: str, made: int
) -> None:
    environ = {"PYTHONPATH": ".", **{name: value for name, value in cli.environ.items() if value}}
    with Terminal([sys.executable, "-m", "console.cli", "import", file], columns=160, environ=environ) as desk:
        desk.wait_for("Is each column what it says?", seconds=30)
        assert b"<- Phone" in desk.raw
        desk.send(f"{typed}\n")
        desk.wait_for(said, seconds=30)
        desk.process.wait(30)
    assert len(cli.json("orders")) == made


@pytest.mark.parametrize("words", [("--yes",), ("--dry-run",), ("--json",)])
def test_who_says_so_is_not_asked(cli: Cli, file: str, words: tuple[str, ...]) -> None:
    environ = {"PYTHONPATH": ".", **{name: value for name, value in cli.environ.items() if value}}
    argv = [sys.executable, "-m", "console.cli", "import", file, *words]
    with Terminal(argv, columns=160, environ=environ) as desk:
        desk.wait_for("is not a number of pieces", seconds=30)
        assert b"Is each column" not in desk.raw


def test_on_a_terminal_the_report_is_broken_between_words(cli: Cli, file: str) -> None:
    environ = {"PYTHONPATH": ".", **{name: value for name, value in cli.environ.items() if value}}
    argv = [sys.executable, "-m", "console.cli", "import", file, "--yes"]
    with Terminal(argv, columns=40, environ=environ) as desk:
        desk.wait_for("'many' is\r\nnot a number of pieces\r\n", seconds=30)
        assert b"1 order with 1 line came in; 0 were\r\nknown before." in desk.raw
