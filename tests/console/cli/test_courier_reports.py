"""`codesk couriers report`: what a connected courier says, by flags and as JSON lines."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from console.cli import codesk
from models.orders import Order
from models.statuses import Shipping
from tests.console.cli.conftest import Cli
from tests.support.parcels import YALIDINE, at, courier, parcel
from workflows.checker import check
from workflows.desk import Desk

_FLAGS = ("couriers", "report", "--courier", YALIDINE, "--waybill", "Y-1", "--event-id")


@pytest.fixture
def ready(desk: Desk) -> Order:
    """A packed parcel of a connected courier."""
    courier(desk, connected=True)
    return at(desk, Shipping.READY)


def a_line(**said: Any) -> str:
    """A report as one line."""
    whole = {"courier": YALIDINE, "waybill": "Y-1", "event_id": "e1", "kind": "picked-up"} | said
    return json.dumps({name: value for name, value in whole.items() if value != "left out"})


def test_it_works(cli: Cli, desk: Desk, ready: Order) -> None:
    told = cli.json(*_FLAGS, "e1", "--kind", "picked-up")
    assert told == {"ok": True, "report": {"event_id": "e1", "outcome": "applied", "why": ""}}
    assert parcel(desk, ready).status is Shipping.SHIPPED
    failed = ("--kind", "FAILED", "--reason", "no_cash", "--note", "tomorrow", "--at", "2026-11-22T11:30:00+01:00")
    assert cli.run(*_FLAGS, "e2", *failed).stdout == "applied\n"
    found = parcel(desk, ready)
    assert (found.status, found.issue, found.issue_note) == (Shipping.ISSUE, "no-cash", "tomorrow")
    assert cli.run(*_FLAGS, "e2", *failed).stdout == "known\n"
    cli.json(*_FLAGS, "e3", "--kind", "delivered", "--amount-minor", "330000")
    assert parcel(desk, ready).collected_minor == 330000
    assert desk.read(check) == []


def test_lines_are_taken_in_one_by_one(cli: Cli, desk: Desk, ready: Order, tmp_path: Path) -> None:
    lines = (
        a_line(),
        "",
        a_line(),
        "{",
        a_line(event_id="e2", kind="out-for-delivery", driver="Ali"),
        a_line(event_id="e3", kind="in-transit"),
        a_line(event_id="e4", waybill="Y-404", kind="delivered"),
        a_line(event_id="e5", kind="delivered", amount_minor=340000, at=desk.clock().isoformat(), note=None),
    )
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(lines))
    done = cli.run("couriers", "report", "--lines", str(file), "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["ok"]) == (1, False)
    assert [(one["line"], one["outcome"]) for one in told["reports"]] == [
        (1, "applied"),
        (3, "known"),
        (4, "unreadable"),
        (5, "applied"),
        (6, "late"),
        (7, "not applied"),
        (8, "applied"),
    ]
    assert (parcel(desk, ready).status, parcel(desk, ready).driver) == (Shipping.DELIVERED, "Ali")
    assert [row["waybill"] for row in cli.json("couriers", "exceptions")] == ["Y-404"]


def test_lines_come_by_stdin_too(cli: Cli, desk: Desk, ready: Order) -> None:
    words = ("couriers", "report", "--lines", "-")
    done = CliRunner().invoke(codesk, words, input=a_line() + "\n", env=cli.environ)
    assert (done.exit_code, done.stdout) == (0, "line 1: applied\n")
    assert parcel(desk, ready).status is Shipping.SHIPPED


def test_a_time_without_an_offset_is_the_shops(cli: Cli, desk: Desk, ready: Order) -> None:
    hour_ago = (desk.clock() - timedelta(hours=1)).astimezone(desk.read(lambda work: work.zone))
    cli.run(*_FLAGS, "e1", "--kind", "delivered", "--at", hour_ago.replace(tzinfo=None).isoformat())
    assert parcel(desk, ready).delivered_at == desk.clock() - timedelta(hours=1)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "vanished"}, "'vanished' is no kind; there are picked-up, in-transit"),
        ({"kind": "failed", "reason": "rain"}, "'rain' is no reason; there are refused, wrong-address"),
        ({"event_id": " "}, "a report needs event_id"),
        ({"courier": "left out", "waybill": "left out"}, "a report needs courier, waybill"),
        ({"at": "noon"}, "'noon' is no time; give one like 2026-11-22T10:00:00+01:00"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "is no time"),
        ({"amount_minor": -1}, "amount_minor is a whole number of minor units"),
        ({"amount_minor": 10**30}, "amount_minor is a whole number of minor units"),
        ({"amount_minor": True}, "amount_minor is a whole number of minor units"),
        ({"amount_minor": 1.5}, "amount_minor is a whole number of minor units"),
        ({"waybill": 17}, "waybill is no text"),
        ({"note": "\ud800"}, "note is no text"),
        ({"note": "a\0b"}, "note is no text"),
        ({"amount": 340000}, "a report has no 'amount'; there are courier, waybill"),
    ],
)
def test_a_line_that_cannot_be_read_changes_nothing(
    cli: Cli, desk: Desk, ready: Order, tmp_path: Path, said: dict[str, Any], why: str
) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text(a_line(**said))
    (told,) = json.loads(cli.run("couriers", "report", "--lines", str(file), "--json").stdout)["reports"]
    assert (told["outcome"], why in told["why"]) == ("unreadable", True), told
    assert parcel(desk, ready).status is Shipping.READY


@pytest.mark.parametrize("line", [b"[1]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_line_that_is_no_object_is_told(cli: Cli, desk: Desk, tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(line)
    done = cli.run("couriers", "report", "--lines", str(file))
    said = "line 1: unreadable: this is no JSON object; write one report on each line\n"
    assert (done.exit_code, done.stdout) == (1, said)


def test_what_is_refused(cli: Cli, ready: Order, tmp_path: Path) -> None:
    assert "a report needs kind" in cli.fails(*_FLAGS, "e1", code=2)
    assert "'x' is no kind" in cli.fails(*_FLAGS, "e1", "--kind", "x", code=2)
    file = tmp_path / "reports.jsonl"
    file.write_text(a_line())
    both = cli.fails(*_FLAGS, "e1", "--kind", "failed", "--lines", str(file), code=2)
    assert "by flags or by --lines, not by both" in both
