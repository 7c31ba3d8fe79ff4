"""`codesk couriers`: who delivers, and reports that fitted nowhere."""

import json

from models.statuses import Shipping
from tests.console.cli.conftest import Cli
from tests.support.parcels import YALIDINE, at
from workflows.desk import Desk
from workflows.parcels.courier import CourierEvent, Kind, report

LINK = "https://yalidine.example/{waybill}"


def test_it_works(cli: Cli) -> None:
    made = cli.json("couriers", "add", "Yalidine", "--connected", "--tracking", LINK, "--as", "Samia")["courier"]
    assert (made["name"], made["run_by"], made["tracking"], made["active"]) == ("Yalidine", "COURIER", LINK, True)
    assert [one["id"] for one in cli.json("couriers")] == [made["id"]]
    assert cli.json("couriers", "rename", "yalidine", "Yalidine Express")["courier"]["name"] == "Yalidine Express"
    assert cli.json("couriers", "deactivate", "Yalidine Express")["courier"]["active"] is False
    assert "deactivated" in cli.run("couriers").stdout
    assert cli.run("couriers", "add", "Ali").stdout == "Ali is moved by staff.\n"


def test_what_is_refused(cli: Cli) -> None:
    assert "ask a supervisor" in cli.fails("couriers", "add", "Ali", "--as", "Amina", code=3)
    assert "this shop has no courier 'Ali'" in cli.fails("couriers", "deactivate", "Ali", code=3)
    assert "a tracking link begins with" in cli.fails("couriers", "add", "Ali", "--tracking", "x", code=2)


def test_reports_that_fitted_nowhere_are_settled(cli: Cli, desk: Desk) -> None:
    at(desk, Shipping.DELIVERED)
    event = CourierEvent(YALIDINE, "Y-1", "one", Kind.RETURNING, desk.clock())
    desk.write(lambda work: report(work, event))
    (row,) = cli.json("couriers", "exceptions")
    assert (row["waybill"], row["courier"]) == ("Y-1", YALIDINE)
    assert "stands at delivered" in cli.run("couriers", "exceptions").stdout
    assert "ask a supervisor" in cli.fails("couriers", "settle", row["id"], "--as", "Wali", code=3)
    done = cli.json("couriers", "settle", row["id"], "--note", "asked them", "--as", "Samia")
    assert done == {"ok": True, "exception": row["id"]}
    assert cli.json("couriers", "exceptions") == []


def test_reports_that_fitted_nowhere_go_on_behind_the_limit(cli: Cli, desk: Desk) -> None:
    at(desk, Shipping.DELIVERED)
    for name in ("one", "two", "three"):
        event = CourierEvent(YALIDINE, "Y-1", name, Kind.RETURNING, desk.clock())
        desk.write(lambda work, event=event: report(work, event))  # type: ignore[misc]
    first = cli.run("couriers", "exceptions", "--limit", "2", "--json")
    place = first.stderr.split("--after ")[1].split()[0]
    rest = cli.json("couriers", "exceptions", "--after", place)
    assert [one["id"] for one in [*json.loads(first.stdout), *rest]] == [
        one["id"] for one in cli.json("couriers", "exceptions")
    ]
    assert len(rest) == 1
