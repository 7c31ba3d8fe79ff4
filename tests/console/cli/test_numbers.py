"""`codesk numbers`: its shapes, its periods, CSV, and counting anew."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import update

from models.statuses import Reason
from models.tallies import call_tallies
from tests.console.cli.conftest import Cli
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.shop import people

RESULTS = {
    *("confirmed", "confirmed_of", "confirmed_share", "cancelled", "fake", "delivered", "delivered_of"),
    *("delivered_share", "returned", "returned_of", "returned_share", "in_part", "sent_back", "called_off"),
}
REACHED = {"reached", "reached_of", "reached_share"}
SHAPES = {
    "agent": {"agent", "no_answer", "no_answer_of", "no_answer_share"} | REACHED | RESULTS,
    "source": {"source", "came_in", "missing", "finished", "no_answer"} | RESULTS,
    "hour": {"hour"} | REACHED,
    "attempt": {"attempt"} | REACHED,
    "status": {"status", "mean", "left", "now", "oldest"},
    "now": {"agent", "order", "until", "pause", "paused_at", "seen_at"}
    | REACHED
    | {"confirmed", "confirmed_of", "confirmed_share"},
}


@pytest.fixture(autouse=True)
def _worked(desk: Desk, amina: Actor, clock: TestClock) -> None:
    """One confirmed, one cancelled, one unanswered."""
    orders = [shop.an_order(desk) for _ in range(3)]
    clock.forward(minutes=5)
    for order, command in zip(orders, (Confirm(), Cancel(Reason.PRICE), NoAnswer()), strict=True):
        desk.perform(order.id, command, by=amina)


@pytest.mark.parametrize("by", SHAPES)
def test_every_shape(cli: Cli, by: str) -> None:
    found = cli.json("numbers", "--by", by)
    assert set(found) == {"by", "first_day", "last_day", "rows"}
    assert set(found["rows"][0]) == SHAPES[by]


def test_it_works(cli: Cli) -> None:
    found = cli.json("numbers")
    assert (found["first_day"], found["last_day"]) == ("2026-11-17", "2026-11-23")
    amina = found["rows"][0]
    assert (amina["agent"], amina["no_answer"], amina["no_answer_of"]) == ("Amina", 1, 3)
    assert (amina["confirmed"], amina["confirmed_of"], amina["confirmed_share"]) == (1, 2, 0.5)
    assert (amina["delivered_of"], amina["delivered_share"]) == (0, None)


def test_people_read_shares_with_what_they_are_of(cli: Cli) -> None:
    said = cli.run("numbers").stdout
    assert "Agents, 17 Nov – 23 Nov 2026" in said
    assert "1/3  33%" in said
    assert "of confirmed, cancelled and fake" in said


def test_statuses_are_the_words_of_the_domain(cli: Cli) -> None:
    new = next(row for row in cli.json("numbers", "--by", "status")["rows"] if row["status"] == "NEW")
    assert (new["mean"], new["left"], new["now"], new["oldest"]) == (300, 3, 0, None)


def test_other_days(cli: Cli) -> None:
    assert cli.json("numbers", "--since", "2026-01-01", "--until", "2026-11-22", "--by", "hour")["rows"] == []
    assert "No call was made in these days" in cli.run("numbers", "--until", "2026-11-22", "--by", "hour").stdout
    until = cli.json("numbers", "--until", "2026-11-10")
    assert (until["first_day"], until["last_day"]) == ("2026-11-04", "2026-11-10")


def test_days_that_are_none_are_refused(cli: Cli) -> None:
    assert "'yesterday' is no day; write it like 2026-11-01" in cli.fails("numbers", "--since", "yesterday", code=2)
    reversed_ = ("numbers", "--since", "2026-11-20", "--until", "2026-11-01")
    assert "2026-11-01 is before 2026-11-20" in cli.fails(*reversed_, code=2)


def test_returns_of_nobody(cli: Cli) -> None:
    assert cli.json("numbers", "--by", "reason")["rows"] == []
    assert "Nothing was counted back" in cli.run("numbers", "--by", "reason").stdout


def test_csv_is_defused(cli: Cli, desk: Desk, amina: Actor, samia: Actor, tmp_path: Path) -> None:
    assert amina.id is not None
    desk.write(lambda work: people.rename(work, amina.id, "=HYPERLINK(1)", by=samia))  # type: ignore[arg-type]
    target = tmp_path / "agents.csv"
    done = cli.run("numbers", "--csv", str(target))
    assert done.stdout.strip() == f"3 rows written to {target}."
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == {"first_day", "last_day"} | SHAPES["agent"]
    assert {row["agent"] for row in rows} == {"'=HYPERLINK(1)", "Karim", "Samia"}
    assert rows[0]["first_day"] == "2026-11-17"
    assert cli.json("numbers", "--csv", str(target)) == {"ok": True, "rows": 3, "file": str(target)}


def test_numbers_are_counted_anew(cli: Cli, desk: Desk) -> None:
    assert cli.json("numbers", "--recount") == {"ok": True, "wrong": 0}
    desk.database.write(lambda connection: connection.execute(update(call_tallies).values(calls=9)))
    doctor = cli.run("doctor", "--deep")
    assert doctor.exit_code == 1
    assert "codesk numbers --recount" in doctor.stdout
    assert "1 wrong count mended." in cli.run("numbers", "--recount", "--as", "Samia").stdout
    assert "every count was right" in cli.run("numbers", "--recount").stdout
    assert "ask a supervisor" in cli.fails("numbers", "--recount", "--as", "Amina", code=3)
