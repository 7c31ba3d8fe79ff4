"""`codesk cash`: lists of cash and refunds, and a courier's file."""

import json
from pathlib import Path

import pytest

from models.orders import Order
from models.statuses import CashState
from tests.console.cli.conftest import Cli
from tests.support.arriving import DUE, delivered, parcel, sent, walked
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.cash import SettleCash
from workflows.money.refunds import RefundOrder
from workflows.parcels.delivering import Deliver

STATEMENT = {
    *("id", "courier", "day", "reference", "note", "parcels", "expected_minor", "received_minor", "fees_minor"),
    *("currency", "by", "at", "finished_at"),
}


@pytest.fixture
def made(desk: Desk) -> Order:
    """A delivered order."""
    return delivered(desk)


@pytest.fixture
def file(desk: Desk, made: Order, tmp_path: Path) -> Path:
    """A statement of that order, and of another that nobody knows."""
    rows = ((parcel(desk, made).waybill, "", "3400.00", "400", ""), ("NIX", "", "1", "0", ""))
    return a_file(tmp_path, *rows)


def settle(file: Path, *more: str) -> tuple[str, ...]:
    return "cash", "settle", str(file), "--courier", "Yalidine", "--as", "Samia", *more


def test_it_is_listed_by_who_has_it(cli: Cli, made: Order) -> None:
    assert made.received_minor == DUE
    (found,) = cli.json("cash")
    assert found == {
        "name": "Yalidine",
        "currency": "DZD",
        "due": {"parcels": 0, "minor": 0},
        "collected": {"parcels": 1, "minor": DUE},
        "short": {"parcels": 0, "minor": 0},
        "over": {"parcels": 0, "minor": 0},
        "oldest_at": "2026-11-23T10:00:00+00:00",
    }
    assert "Yalidine" in cli.run("cash").stdout


def test_parcels_are_listed(cli: Cli, made: Order) -> None:
    (found,) = cli.json("cash", "owed", "--courier", "Yalidine", "--state", "collected", "--today")
    assert set(found) == {
        *(
            "shipment_id",
            "order_id",
            "parcel",
            "ref",
            "version",
            "customer",
            "waybill",
            "courier",
            "driver",
            "status",
        ),
        *("cash", "due_minor", "collected_minor", "remitted_minor", "still_out_minor", "currency", "at"),
    }
    assert (found["ref"], found["still_out_minor"], found["cash"]) == (made.ref, DUE, "COLLECTED")
    assert cli.json("cash", "owed", "--courier", "Nobody") == []
    assert made.ref in cli.run("cash", "owed").stdout


def test_refunds_are_listed(cli: Cli, desk: Desk, samia: Actor, made: Order) -> None:
    desk.perform(made.id, RefundOrder(adjustment=Minor(500)), by=samia)
    found = cli.json("cash", "refunds")
    assert found["to_make"] == []
    (refund,) = found["to_send"]
    assert set(refund) == {
        *("refund_id", "order_id", "number", "ref", "version", "customer", "amount_minor", "currency", "method"),
        *("gateway", "note", "by", "at"),
    }
    assert (refund["number"], refund["amount_minor"]) == (1, 500)
    assert "to send, refund 1" in cli.run("cash", "refunds").stdout


def test_a_list_that_is_cut_says_so_also_beside_json(cli: Cli, desk: Desk, samia: Actor, made: Order) -> None:
    for _ in range(2):
        desk.perform(made.id, RefundOrder(adjustment=Minor(500)), by=samia)
    cut = cli.run("cash", "refunds", "--limit", "1", "--json")
    assert len(json.loads(cut.stdout)["to_send"]) == 1
    assert cut.stderr.startswith("More: --after 1-")
    assert cli.run("cash", "refunds", "--json").stderr == ""


def test_a_file_is_shown_and_nothing_changes(cli: Cli, desk: Desk, made: Order, file: Path) -> None:
    for more in ((), ("--dry-run",), ("--dry-run", "--accept")):
        found = cli.json(*settle(file, *more))
        assert set(found) == {
            *("courier", "currency", "tolerance_minor", "amount_minor", "fees_minor", "counts", "lines", "rejected"),
            *("remittance", "refused"),
        }
        assert (found["counts"]["settled"], found["counts"]["unknown"], found["remittance"]) == (1, 1, None)
    assert found["lines"][0] == {
        "row": 1,
        "kind": "settled",
        "waybill": parcel(desk, made).waybill,
        "order": "",
        "reason": "",
        "amount_minor": DUE,
        "fees_minor": 40000,
        "unpaid_minor": 0,
        "ref": made.ref,
        "parcel": 1,
        "expected_minor": DUE,
    }
    assert found["rejected"] == [
        {"row": 2, "field": "waybill", "value": "NIX", "reason": "no parcel has this number"},
    ]
    assert parcel(desk, made).cash is CashState.COLLECTED
    shown = cli.run(*settle(file)).stdout
    assert "Waybill  <- Tracking" in shown
    assert "Row 2, waybill 'NIX': no parcel has this number" in shown
    assert "--accept settles it" in shown


def test_nothing_is_offered_of_a_file_that_brings_nothing(cli: Cli, made: Order, tmp_path: Path) -> None:
    shown = cli.run(*settle(a_file(tmp_path, ("NIX", "", "10", "0", "")))).stdout
    assert "Nothing of this file can be settled" in shown
    assert "--accept" not in shown


def test_a_file_is_accepted_once(cli: Cli, desk: Desk, made: Order, file: Path) -> None:
    done = cli.json(*settle(file, "--accept", "--day", "2026-11-22", "--note", "weekly"))
    assert set(done["remittance"]) == STATEMENT
    assert (done["remittance"]["reference"], done["remittance"]["day"]) == ("july", "2026-11-22")
    assert (done["remittance"]["received_minor"], done["refused"]) == (DUE, [])
    assert parcel(desk, made).cash is CashState.RECONCILED
    assert "no row of this file can be settled" in cli.run(*settle(file, "--accept")).stderr
    (row,) = cli.json("cash", "history")
    assert set(row) == STATEMENT
    whole = cli.json("cash", "history", row["id"])
    assert set(whole) == STATEMENT | {"lines"}
    assert set(whole["lines"][0]) == {
        *("order_id", "ref", "parcel", "waybill", "expected_minor", "received_minor", "cash"),
    }
    assert "july" in cli.run("cash", "history").stdout
    assert made.ref in cli.run("cash", "history", row["id"]).stdout


def test_a_map_is_written_and_used(cli: Cli, file: Path, tmp_path: Path) -> None:
    cli.run(*settle(file, "--save-map", str(tmp_path / "map.toml")))
    assert 'waybill = "Tracking"' in (tmp_path / "map.toml").read_text()
    found = cli.json(*settle(file, "--map", str(tmp_path / "map.toml")))
    assert found["counts"]["settled"] == 1


def test_a_tolerance_is_an_amount(cli: Cli, desk: Desk, made: Order, tmp_path: Path) -> None:
    path = a_file(tmp_path, (parcel(desk, made).waybill, "", "3399.50", "", ""))
    assert cli.json(*settle(path))["counts"]["short"] == 1
    assert cli.json(*settle(path, "--tolerance", "0.50", "--accept"))["counts"]["settled"] == 1
    assert parcel(desk, made).cash is CashState.WRITTEN_OFF


def test_the_next_file_is_read_as_the_last_one_was_settled(cli: Cli, desk: Desk, made: Order, tmp_path: Path) -> None:
    header, columns = ("A", "B"), tmp_path / "map.toml"
    columns.write_text('[columns]\nwaybill = "A"\namount = "B"\n')
    first = a_file(tmp_path, (parcel(desk, made).waybill, "3399.50"), header=header)
    cli.json(*settle(first, "--map", str(columns), "--tolerance", "0.50", "--accept"))
    second = a_file(tmp_path, (parcel(desk, delivered(desk)).waybill, "3399.50"), header=header, name="august.csv")
    shown = cli.run(*settle(second)).stdout
    assert "As last time, with up to DZD 0.50 given up:" in shown
    assert "Waybill  <- A" in shown
    assert cli.json(*settle(second))["tolerance_minor"] == 50
    assert cli.json(*settle(second, "--tolerance", "0"))["counts"]["short"] == 1
    assert "As last time" not in cli.run(*settle(second, "--tolerance", "0")).stdout


def test_what_is_wrong_is_said(cli: Cli, file: Path, tmp_path: Path) -> None:
    assert "write it like 2026-11-01" in cli.fails(*settle(file, "--day", "soon"), code=2)
    assert "--tolerance" in cli.fails(*settle(file, "--tolerance", "much"), code=2)
    assert "less than nothing" in cli.fails(*settle(file, "--tolerance=-1"), code=2)
    other = a_file(tmp_path, ("Soap", "600"), header=("Product", "Price"), name="other.csv")
    assert "do not tell a settlement" in cli.fails(*settle(other), code=1)
    assert "there is no such statement" in cli.fails(
        "cash", "history", "00000000-0000-0000-0000-000000000000", code=3
    )
    agent = ("cash", "settle", str(file), "--courier", "Yalidine", "--as", "Amina", "--accept", "--json")
    assert "may not settle cash" in cli.run(*agent).stdout


def test_what_a_file_brings_later_is_settled_under_a_name_that_is_free(
    cli: Cli, desk: Desk, made: Order, tmp_path: Path
) -> None:
    later = sent(desk)
    path = a_file(tmp_path, *((parcel(desk, one).waybill, "", "3400.00", "", "") for one in (made, later)))
    first = cli.json(*settle(path, "--accept"))
    walked(desk, later.id, [Deliver()])
    second = cli.json(*settle(path, "--accept"))
    assert [one["remittance"]["reference"] for one in (first, second)] == ["july", "july-2"]


def test_cash_of_one_parcel_is_settled_by_do(cli: Cli, desk: Desk, made: Order, samia: Actor) -> None:
    order = cli.json("do", made.ref, "settle-cash", "--amount", "3399.00", "--as", "Samia")["order"]
    assert order["shipments"][0]["cash"] == "SHORT"
    cli.json("do", made.ref, "write-off-difference", "--note", "lost", "--shipment", "1", "--as", "Samia")
    assert parcel(desk, made).cash is CashState.WRITTEN_OFF
    assert desk.perform(made.id, SettleCash(), by=samia).order.ref == made.ref


def test_a_refund_and_a_return_are_typed(cli: Cli, made: Order) -> None:
    lines = ("--lines", "1 x ARG", "--lines", "1 x soap", "--shipping", "10.00")
    order = cli.json("do", made.ref, "refund-order", *lines, "--as", "Samia")["order"]
    assert [row["amount_minor"] for row in order["money"] if row["kind"] == "REFUND"] == [181000]
    assert cli.json("do", made.ref, "refund-sent", "--reference", "CCP 1", "--as", "Samia")["ok"]
    back = ("do", made.ref, "return-after-delivery", "--lines", "1 x ARG", "--reason", "leaks", "--as", "Wali")
    assert cli.json(*back)["order"]["fulfilment"] == "PARTIALLY_RETURNED"
