"""Lists that are longer than their limit go on where they were cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.statuses import Reason, Role
from tests.console.cli.conftest import Cli
from tests.support import shop
from tests.support.arriving import delivered, parcel
from tests.support.clock import TestClock
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, Confirm
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder
from workflows.oms.answers import HandOffRefused

OMS = Actor(Role.OMS, "the OMS")


@pytest.fixture
def longest(desk: Desk, clock: TestClock, samia: Actor, cli: Cli, tmp_path: Path) -> None:
    """Three rows of every list."""
    for name in ("june", "july", "august"):
        settled, out = delivered(desk), delivered(desk)
        row = (parcel(desk, settled).waybill, "", "3400.00", "400", "")
        file = a_file(tmp_path, row, name=f"{name}.csv")
        cli.json("cash", "settle", str(file), "--courier", "Yalidine", "--as", "Samia", "--accept")
        desk.perform(out.id, RefundOrder(adjustment=Minor(500)), by=samia)
        cancelled = shop.an_order(desk)
        desk.perform(cancelled.id, MarkPaid(Minor(1000), cancelled.ref), by=samia)
        desk.perform(cancelled.id, Cancel(Reason.PRICE), by=samia)
        clock.forward(minutes=1)
    shop.policy(desk, oms="PUSH")
    for _ in range(3):
        refused = shop.an_order(desk)
        desk.perform(refused.id, Confirm(), by=samia)
        desk.perform(refused.id, HandOffRefused("closed"), by=OMS)


def rows(cli: Cli, verb: tuple[str, ...], limit: int) -> Iterator[str]:
    """The rows of a list, page by page."""
    place: list[str] = []
    while True:
        _, *found = cli.run(*verb, "--limit", str(limit), *place).stdout.splitlines()
        more = found.pop().removeprefix("More: ").split() if found[-1].startswith("More: ") else []
        assert len(found) == limit or not more
        yield from found
        if not more:
            return
        place = more


@pytest.mark.usefixtures("longest")
@pytest.mark.parametrize("limit", [1, 2, 5])
@pytest.mark.parametrize("verb", [("cash", "owed"), ("cash", "refunds"), ("cash", "history"), ("oms",)])
def test_every_row_stands_on_one_page(cli: Cli, verb: tuple[str, ...], limit: int) -> None:
    _, *whole = cli.run(*verb).stdout.splitlines()
    assert len(whole) == (6 if "refunds" in verb else 3)
    assert list(rows(cli, verb, limit)) == whole


@pytest.mark.parametrize("verb", [("cash", "owed"), ("cash", "refunds"), ("cash", "history"), ("oms",), ("orders",)])
def test_a_place_that_is_none_is_refused(cli: Cli, verb: tuple[str, ...]) -> None:
    assert "'soon' is not a place in a list" in cli.fails(*verb, "--after", "soon", code=2)


@pytest.mark.parametrize("verb", [("cash", "owed"), ("cash", "refunds"), ("cash", "history"), ("oms",)])
def test_a_place_of_another_list_is_refused(cli: Cli, verb: tuple[str, ...]) -> None:
    assert "this is a place of another list" in cli.fails(*verb, "--after", "1-17-", code=2)


@pytest.mark.usefixtures("longest")
def test_beside_json_the_place_stands_on_the_standard_error(cli: Cli) -> None:
    for verb in (("orders",), ("cash", "owed"), ("oms",)):
        assert cli.run(*verb, "--limit", "1", "--json").stderr.startswith("More: --after ")
