"""`payment_lookup_every`: which providers are to be asked now; and the record of runs."""

from tests.support import shop
from tests.support.clock import TestClock
from tests.support.provider import SECRET, Provider
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.lookup import gateways, record, runs


def due(desk: Desk) -> list[str]:
    return [gateway.name for gateway in desk.read(record.due)]


def test_it_works(desk: Desk, provider: Provider, clock: TestClock) -> None:
    shop.policy(desk, payment_lookup_every="15 min")
    assert due(desk) == ["chargily"]
    runs.run(desk, "chargily", by=SYSTEM)
    assert due(desk) == []
    clock.forward(minutes=14, seconds=59)
    assert due(desk) == []
    clock.forward(seconds=1)
    assert due(desk) == ["chargily"]


def test_a_shop_that_never_asks_has_nothing_due(desk: Desk, provider: Provider) -> None:
    assert due(desk) == []


def test_each_provider_has_its_own_time(desk: Desk, provider: Provider, samia: Actor, clock: TestClock) -> None:
    shop.policy(desk, payment_lookup_every="15 min")
    runs.run(desk, "chargily", by=SYSTEM)
    desk.write(lambda work: gateways.add(work, "slickpay", provider.url, SECRET, by=samia))
    assert due(desk) == ["slickpay"]
    clock.forward(minutes=15)
    assert due(desk) == ["chargily", "slickpay"]
    desk.write(lambda work: gateways.deactivate(work, "slickpay", by=samia))
    assert due(desk) == ["chargily"]


def test_a_run_under_way_is_not_due_and_a_dead_one_is(desk: Desk, provider: Provider, clock: TestClock) -> None:
    shop.policy(desk, payment_lookup_every="1 min")
    record.begin(desk, "chargily", SYSTEM)
    clock.forward(minutes=9)
    assert due(desk) == []
    clock.forward(minutes=1)
    assert due(desk) == ["chargily"]


def test_the_runs_are_listed_newest_first(desk: Desk, provider: Provider, samia: Actor, clock: TestClock) -> None:
    made = []
    for _ in range(3):
        made.append(runs.run(desk, "chargily", by=samia).id)
        clock.forward(minutes=1)
    page = desk.read(lambda work: record.runs(work, limit=2))
    assert [run.id for run in page] == [made[2], made[1]]
    rest = desk.read(lambda work: record.runs(work, before=page[-1].id))
    assert [run.id for run in rest] == [made[0]]
    assert desk.read(lambda work: record.runs(work, gateway="slickpay")) == []
