"""A provider that is down, talks rubbish or lies; two runs at once; runs that died."""

import threading

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from models.gateways import LookupAnswer, LookupRun, lookup_answers, lookup_runs
from tests.support import shop
from tests.support.checkouts import left_paying, number
from tests.support.clock import TestClock
from tests.support.history import order_events, rows
from tests.support.provider import SECRET, Asked, Provider, paid
from workflows.actors import SYSTEM, Actor
from workflows.desk import Desk
from workflows.errors import NotFound, Refused
from workflows.lookup import gateways, record, runs
from workflows.outside.http_gateway import HttpGateway
from workflows.work import as_dict


def all_runs(desk: Desk) -> list[LookupRun]:
    return [LookupRun(*row) for row in rows(desk, lookup_runs)]


@pytest.mark.parametrize("status", [500, 503, 404, 401])
def test_a_provider_that_is_down_is_asked_three_times(
    desk: Desk, provider: Provider, samia: Actor, status: int
) -> None:
    for _ in range(5):
        left_paying(desk)
    provider.otherwise = status
    run = runs.run(desk, "chargily", by=samia)
    assert (run.looked_at, run.moved, len(provider.asked)) == (3, 0, 3)
    assert run.error.startswith("stopped after 3 orders: chargily ")
    assert SECRET not in run.error


def test_one_order_that_the_provider_chokes_on_does_not_stop_the_rest(
    desk: Desk, provider: Provider, samia: Actor
) -> None:
    made = [left_paying(desk) for _ in range(4)]
    provider.otherwise = paid()
    provider.says = {number(made[3]): 500, number(made[2]): b"<html>", number(made[1]): 500}
    run = runs.run(desk, "chargily", by=samia)
    assert (run.looked_at, run.moved) == (4, 1)
    assert run.error == f"nothing was learned of 3 orders; the last: {made[1].ref}: chargily answered HTTP 500"
    assert shop.order(desk, made[0].id).confirmation == "CONFIRMED"


def test_what_was_said_stays_while_nobody_is_reached(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    order, silent = left_paying(desk), left_paying(desk)
    provider.says = {number(order): paid(1000), number(silent): paid(currency="EUR")}
    runs.run(desk, "chargily", by=samia)
    said = clock.now
    clock.forward(minutes=19)
    provider.says = {number(silent): 503, number(order): 500}
    runs.run(desk, "chargily", by=samia)
    heard = {row.order_id: LookupAnswer(*row) for row in rows(desk, lookup_answers)}
    stays, none = heard[order.id], heard[silent.id]
    assert (stays.answered, stays.detail, stays.at) == ("paid", "pi-1", said)
    assert (stays.asked_at, stays.trouble) == (clock.now, "chargily answered HTTP 500")
    assert (none.answered, none.trouble) == ("unusable", "chargily answered HTTP 503")
    provider.says = {number(order): {"status": "pending"}}
    runs.run(desk, "chargily", by=samia)
    again = {row.order_id: LookupAnswer(*row) for row in rows(desk, lookup_answers)}[order.id]
    assert (again.answered, again.at, again.trouble) == ("pending", clock.now, "")


def test_silence_is_trouble(desk: Desk, provider: Provider, samia: Actor) -> None:
    left_paying(desk)
    provider.otherwise = lambda asked: provider.released.wait(20) and None
    run = runs.run(desk, "chargily", by=samia, connect=lambda one: HttpGateway(one.url, one.secret, 0.2))
    assert "did not answer within 0.2 seconds" in run.error


def test_a_hostile_answer_stays_text(desk: Desk, provider: Provider, samia: Actor) -> None:
    order = left_paying(desk)
    provider.otherwise = {"status": "failed", "why": "\x1b]52;c;evil\x07{pin}" + "x" * 10_000}
    runs.run(desk, "chargily", by=samia)
    why = [row.data["why"] for row in order_events(desk, order.id) if "why" in row.data]
    assert len(why) == 1
    assert len(why[0]) == 200
    assert why[0].isprintable()


# One run at a time.


def test_a_second_run_at_the_same_time_is_refused(desk: Desk, provider: Provider, samia: Actor) -> None:
    left_paying(desk)
    inside = threading.Event()

    def slowly(_asked: Asked) -> dict[str, str]:
        inside.set()
        assert provider.released.wait(20)
        return {"status": "pending"}

    provider.otherwise = slowly
    first = threading.Thread(target=runs.run, args=(desk, "chargily"), kwargs={"by": samia})
    first.start()
    assert inside.wait(20)
    with pytest.raises(Refused, match="chargily is being asked since 11:00 by Samia; wait until that is done"):
        runs.run(desk, "chargily", by=SYSTEM)
    provider.released.set()
    first.join()
    assert [run.error for run in all_runs(desk)] == [""]
    assert runs.run(desk, "chargily", by=SYSTEM).looked_at == 1


def test_the_database_itself_holds_one_run(desk: Desk, provider: Provider, samia: Actor) -> None:
    _, run = record.begin(desk, "chargily", samia)
    other = as_dict(run) | {"id": desk.write(lambda work: work.new_id())}
    with pytest.raises(IntegrityError):
        desk.database.write(lambda connection: connection.execute(insert(lookup_runs).values(other)))


def test_two_that_begin_at_one_moment_make_one_run(
    desk: Desk, provider: Provider, samia: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one saw no run when it looked, as on PostgreSQL; the index sees it."""
    record.begin(desk, "chargily", samia)
    monkeypatch.setattr(record, "_OPEN", record._OPEN.where(record._r.started_by == "nobody"))
    with pytest.raises(Refused, match="chargily is being asked by somebody else"):
        runs.run(desk, "chargily", by=samia)
    assert len(all_runs(desk)) == 1


def test_two_providers_are_asked_at_once(desk: Desk, provider: Provider, samia: Actor) -> None:
    desk.write(lambda work: gateways.add(work, "slickpay", provider.url, SECRET, by=samia))
    record.begin(desk, "chargily", samia)
    assert runs.run(desk, "slickpay", by=samia).error == ""


def test_a_run_that_died_is_taken_over_after_ten_minutes(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    _, dead = record.begin(desk, "chargily", samia)
    clock.forward(minutes=9, seconds=59)
    with pytest.raises(Refused, match="is being asked since"):
        runs.run(desk, "chargily", by=SYSTEM)
    clock.forward(seconds=1)
    runs.run(desk, "chargily", by=SYSTEM)
    first, second = sorted(all_runs(desk), key=lambda run: run.id)
    assert (first.id, first.error) == (dead.id, "its process died; codesk started another run")
    assert (second.error, second.ended_at) == ("", clock.now)


def test_a_run_that_died_before_the_clock_was_set_back_is_taken_over(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    _, dead = record.begin(desk, "chargily", samia)
    clock.forward(minutes=-5)
    with pytest.raises(Refused, match="is being asked since"):
        runs.run(desk, "chargily", by=SYSTEM)
    clock.forward(hours=-3)
    runs.run(desk, "chargily", by=SYSTEM)
    (first,) = [run for run in all_runs(desk) if run.id == dead.id]
    assert first.error == "its process died; codesk started another run"


def test_a_long_run_that_lives_is_not_taken_over(
    desk: Desk, provider: Provider, samia: Actor, clock: TestClock
) -> None:
    for _ in range(41):
        left_paying(desk)
    taken: list[str] = []

    def slowly(_asked: Asked) -> dict[str, str]:
        clock.forward(seconds=20)
        try:
            record.begin(desk, "chargily", SYSTEM)
        except Refused as refused:
            taken.append(str(refused))
        return {"status": "pending"}

    provider.otherwise = slowly
    run = runs.run(desk, "chargily", by=samia)
    assert (run.looked_at, len(taken), run.error) == (41, 41, "")


def test_a_run_that_was_taken_for_dead_stops(desk: Desk, provider: Provider, samia: Actor, clock: TestClock) -> None:
    for _ in range(21):
        left_paying(desk)

    def asleep(_asked: Asked) -> dict[str, str]:
        if len(provider.asked) == 1:
            clock.forward(minutes=11)
            record.begin(desk, "chargily", SYSTEM)
        return {"status": "pending"}

    provider.otherwise = asleep
    with pytest.raises(Refused, match="another run asks chargily by now"):
        runs.run(desk, "chargily", by=samia)
    assert len(provider.asked) == 20
    mine = next(run for run in all_runs(desk) if run.started_by == "Samia")
    assert mine.error == "its process died; codesk started another run"


def test_what_stops_a_run_is_on_its_record(desk: Desk, provider: Provider, samia: Actor) -> None:
    left_paying(desk)

    def stop(done: int, _all: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runs.run(desk, "chargily", by=samia, progress=stop)
    (run,) = all_runs(desk)
    assert (run.error, run.looked_at, run.ended_at is None) == ("stopped: KeyboardInterrupt", 1, False)


# Who may, and whom.


def test_an_agent_is_refused(desk: Desk, provider: Provider, amina: Actor) -> None:
    with pytest.raises(Refused, match="agents may not ask payment providers; ask a supervisor"):
        runs.run(desk, "chargily", by=amina)
    assert all_runs(desk) == []


def test_a_provider_that_is_not_there_is_refused(desk: Desk, provider: Provider, samia: Actor) -> None:
    with pytest.raises(NotFound, match="there is no payment provider 'stripe'; there are chargily"):
        runs.run(desk, "stripe", by=samia)


def test_a_deactivated_provider_is_not_asked(desk: Desk, provider: Provider, samia: Actor) -> None:
    desk.write(lambda work: gateways.deactivate(work, "chargily", by=samia))
    with pytest.raises(Refused, match="chargily is deactivated; reactivate it before it is asked"):
        runs.run(desk, "chargily", by=samia)
