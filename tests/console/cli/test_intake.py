"""`codesk import`: the report and its JSON."""

import json
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli

ORDERS = """Order,Date,Customer,Phone,Address,City,Product,Quantity,Price,Total
A-1,2026-11-20 10:00,Nadia Benali,0551 23 45 67,1 rue Didouche,Alger,Soap,2,600,1200
A-2,2026-11-20 11:00,Omar Ziani,0661 23 45 67,2 rue Larbi,Oran,Soap,many,600,600
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


def test_a_trial_changes_nothing(cli: Cli, file: str) -> None:
    assert cli.json("import", file, "--dry-run")["orders_created"] == 1
    assert cli.json("orders") == []


def test_the_mapping_is_shown_kept_and_used_again(cli: Cli, file: str, tmp_path: Path) -> None:
    kept = tmp_path / "map.toml"
    out = cli.run("import", file, "--dry-run", "--save-map", str(kept)).stdout
    assert "<- Phone" in out
    assert cli.json("import", file, "--map", str(kept))["orders_created"] == 1


def test_rejected_rows_are_written_to_mend(cli: Cli, file: str, tmp_path: Path) -> None:
    mend = tmp_path / "mend.csv"
    out = cli.run("import", file, "--rejects", str(mend)).stdout
    assert f"Mend {mend}" in out
    mend.write_text(mend.read_text("utf-8-sig").replace("many", "1"), "utf-8")
    assert cli.json("import", str(mend))["orders_created"] == 1


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
