"""Counts that are not what calls and events come to are found, and counted anew."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from models.log import events
from models.statuses import Reason
from models.tallies import NOBODY, call_tallies, step_tallies
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import shop_events
from workflows.actors import SYSTEM, Actor
from workflows.checker import Look, Problem, check
from workflows.checker.tallies import problems
from workflows.confirmation.axis import Cancel, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.numbers.recount import rebuild
from workflows.shop import settings

_c, _s = call_tallies.c, step_tallies.c


@pytest.fixture(autouse=True)
def _worked(desk: Desk, amina: Actor, clock: TestClock) -> None:
    """Three orders: unanswered, confirmed, cancelled a day later."""
    orders = [shop.an_order(desk) for _ in range(3)]
    clock.forward(minutes=10)
    desk.perform(orders[0].id, NoAnswer(), by=amina)
    desk.perform(orders[1].id, Confirm(), by=amina)
    clock.forward(days=1)
    desk.perform(orders[2].id, Cancel(Reason.PRICE), by=amina)


def plant(desk: Desk, statement: Any) -> list[str]:
    """Change the counts behind the rules' back; what the checker says then."""
    desk.database.write(lambda connection: connection.execute(statement))
    return [problem.sentence for problem in desk.read(check)]


def test_it_works(desk: Desk) -> None:
    assert desk.read(check) == []


DAMAGES = [
    (update(call_tallies).where(_c.calls == 2).values(calls=7), "7 with 1 reached are counted, there were 2 with 1"),
    (update(call_tallies).values(reached=0), "with 0 reached are counted"),
    (delete(call_tallies), "0 with 0 reached are counted"),
    (update(step_tallies).where(_s.after == "CONFIRMED").values(orders=5), "from NEW to CONFIRMED of"),
    (update(step_tallies).where(_s.after == "CANCELLED").values(seconds=1), "stood 1 s"),
    (update(step_tallies).where(_s.before == "").values(source="x"), "from nothing to NEW of nobody"),
    (
        delete(step_tallies).where(_s.after == "NO_ANSWER"),
        "0 are counted (0 stood 0 s), there were 1 (1 stood 600 s)",
    ),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage[1].replace(" ", "-"))
def test_damage_is_found_and_a_recount_mends_it(desk: Desk, damage: tuple[Any, str]) -> None:
    statement, sentence = damage
    found = plant(desk, statement)
    assert any(sentence in told for told in found), found
    assert all("codesk numbers --recount" in told for told in found)
    wrong = desk.write(lambda work: rebuild(work, by=SYSTEM))
    assert wrong >= 1
    assert desk.read(check) == []
    assert shop_events(desk, "RecountNumbers")[-1].data == {"wrong": wrong}


def test_a_count_for_nothing_is_found(desk: Desk) -> None:
    row = {"shop_id": desk.shop.id, "day": 1, "person_id": NOBODY, "hour": 3, "nth": 2, "calls": 1, "reached": 0}
    (told,) = plant(desk, insert(call_tallies).values(row))
    assert "calls of nobody on 0001-01-01 from 03:00, try 2: 1 with 0 reached are counted, there were 0" in told


def test_only_the_first_of_many_differences_are_told_one_by_one(desk: Desk) -> None:
    rows = [
        {"shop_id": desk.shop.id, "day": day, "person_id": NOBODY, "hour": 3, "nth": 2, "calls": 1, "reached": 0}
        for day in range(1, 41)
    ]
    found = plant(desk, insert(call_tallies).values(rows))
    assert len(found) == 11
    assert "30 more wrong counts" in found[-1]


def test_a_check_of_the_last_days_looks_at_those_only(desk: Desk, clock: TestClock) -> None:
    def since(**back: float) -> list[Problem]:
        return desk.read(lambda work: list(problems(Look(work, clock.now - timedelta(**back)))))

    assert since(hours=3) == []
    assert since(days=1) == []
    plant(desk, delete(step_tallies).where(_s.after == "CONFIRMED"))
    assert since(hours=3) == []
    assert len(since(days=1)) == 1
    plant(desk, delete(step_tallies).where(_s.after == "CANCELLED"))
    assert len(since(hours=3)) == 1


def test_days_stay_what_they_were_when_the_shop_moves_to_another_zone(
    desk: Desk, amina: Actor, samia: Actor, clock: TestClock
) -> None:
    clock.forward(minutes=1)
    desk.write(lambda work: settings.set_zone(work, "Pacific/Kiritimati", by=samia))
    desk.refresh()
    clock.forward(minutes=1)
    desk.perform(shop.an_order(desk).id, Confirm(), by=amina)
    assert desk.read(check) == []
    days = desk.read(lambda work: work.connection.scalars(select(_c.day).distinct().order_by(_c.day)).all())
    assert [day - days[0] for day in days] == [0, 1, 2]


def test_agents_may_not_count_anew(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="agents may not count the numbers anew; ask a supervisor"):
        desk.write(lambda work: rebuild(work, by=amina))


def test_a_lost_event_shows_in_the_counts(desk: Desk) -> None:
    assert any("to CONFIRMED" in told for told in plant(desk, delete(events).where(events.c.command == "Confirm")))
