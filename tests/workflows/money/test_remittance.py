"""A courier's statement: many parcels at once, each counted exactly once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from models.money import remittance_lines, remittances
from models.orders import Order
from models.shipments import shipments
from models.statuses import CashState
from tests.support.arriving import DUE, delivered, parcel, sent
from tests.support.damage import of, plant
from tests.support.history import order_events, rows, shop_events
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Invalid, Refused
from workflows.money import remittance
from workflows.money.remittance import Handed, Statement, settle


@pytest.fixture
def made(desk: Desk) -> list[Order]:
    """Three delivered orders of one courier."""
    return [delivered(desk) for _ in range(3)]


def statement(orders: Sequence[Order], *amounts: int, reference: str = "R-1") -> Statement:
    """A statement of Yalidine for these orders, in full where no amounts are given."""
    handed = [Handed(order.id, 1, amount) for order, amount in zip(orders, amounts or [DUE] * 9, strict=False)]
    return Statement("Yalidine", date(2026, 11, 22), tuple(handed), "DZD", reference, "weekly", 30000)


def states(desk: Desk, orders: Sequence[Order]) -> list[CashState]:
    return [parcel(desk, order).cash for order in orders]


def test_it_works(desk: Desk, samia: Actor, made: list[Order]) -> None:
    told: list[tuple[int, int]] = []
    done = settle(desk, statement(made, DUE, DUE - 500, DUE), by=samia, tell=lambda *at: told.append(at))
    assert states(desk, made) == [CashState.RECONCILED, CashState.SHORT, CashState.RECONCILED]
    assert (done.refused, done.repeated, told[-1]) == ((), False, (3, 3))
    (row,) = rows(desk, remittances)
    assert (row.courier, row.day, row.reference, row.note) == ("Yalidine", "2026-11-22", "R-1", "weekly")
    assert (row.expected_minor, row.received_minor, row.parcels) == (3 * DUE, 3 * DUE - 500, 3)
    assert (row.currency, row.fees_minor, row.by, row.finished_at) == ("DZD", 30000, "Samia", desk.clock())
    assert done.remittance.id == row.id
    (event,) = shop_events(desk, "SettleRemittance")
    assert (event.data["courier"], event.data["parcels"], event.actor) == ("Yalidine", 3, "Samia")
    assert desk.read(check) == []


def test_a_statement_is_settled_once(desk: Desk, samia: Actor, made: list[Order]) -> None:
    settle(desk, statement(made[:2]), by=samia)
    again = settle(desk, statement(made[:2]), by=samia)
    assert (again.repeated, again.remittance.parcels) == (True, 2)
    for other in (statement(made[2:]), statement(made[:2], DUE, DUE - 1)):
        with pytest.raises(
            Refused, match="the statement R-1 of Yalidine was settled by Samia for 2026-11-22; a state"
        ):
            settle(desk, other, by=samia)
    assert states(desk, made)[2] is CashState.COLLECTED
    assert len(rows(desk, remittance_lines)) == 2


def test_a_statement_again_refuses_what_it_does_not_tell_of(desk: Desk, samia: Actor, made: list[Order]) -> None:
    whole = statement([*made[:2], sent(desk)])
    assert len(settle(desk, whole, by=samia).refused) == 1
    again = settle(desk, whole, by=samia)
    assert (again.repeated, again.remittance.parcels, [one.handed for one in again.refused]) == (
        True,
        2,
        [whole.amounts[2]],
    )
    assert again.refused[0].refusal == (
        "the statement R-1 of Yalidine was settled by Samia for 2026-11-22; a statement is settled once"
    )


def test_another_courier_may_have_the_same_number(desk: Desk, samia: Actor, made: list[Order]) -> None:
    settle(desk, statement(made[:1]), by=samia)
    other = delivered(desk, courier="ZR Express")
    settle(desk, replace(statement([other]), courier="ZR Express"), by=samia)
    assert states(desk, [made[0], other]) == [CashState.RECONCILED] * 2


def test_a_parcel_stands_on_no_other_couriers_statement(desk: Desk, samia: Actor, made: list[Order]) -> None:
    other = delivered(desk, courier="ZR Express")
    done = settle(desk, statement([*made, other]), by=samia)
    assert [one.refusal for one in done.refused] == ["this parcel is with ZR Express, not with Yalidine"]
    assert states(desk, [other]) == [CashState.COLLECTED]
    assert desk.read(check) == []


def test_a_driver_is_known_in_any_spelling_and_a_parcel_of_nobody_is_anybodys(desk: Desk, samia: Actor) -> None:
    made = [delivered(desk), delivered(desk)]
    plant(desk, of(shipments, made[0].id).values(courier=""))
    settle(desk, replace(statement(made), courier="YALIDINE"), by=samia)
    assert set(states(desk, made)) == {CashState.RECONCILED}
    assert desk.read(check) == []


def test_what_was_interrupted_is_gone_on_with(
    desk: Desk, samia: Actor, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remittance, "BATCH", 1)

    def pull_the_plug(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle(desk, statement(made), by=samia, tell=pull_the_plug)
    assert states(desk, made).count(CashState.RECONCILED) == 2
    (row,) = rows(desk, remittances)
    assert (row.parcels, row.received_minor, row.finished_at) == (2, 2 * DUE, None)
    assert desk.read(check) == []
    versions = [len(order_events(desk, order.id)) for order in made]
    done = settle(desk, statement(made), by=samia)
    assert (done.remittance.parcels, done.remittance.received_minor, done.refused) == (3, 3 * DUE, ())
    assert sum(len(order_events(desk, order.id)) for order in made) == sum(versions) + 1
    assert desk.read(check) == []


def test_another_supervisor_may_go_on_with_it_with_another_tolerance(
    desk: Desk, samia: Actor, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remittance, "BATCH", 1)

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle(desk, statement(made), by=samia, tell=stop)
    other = replace(samia, name="Nadia", id=None)
    assert settle(desk, replace(statement(made), tolerance=100), by=other).refused == ()
    assert states(desk, made) == [CashState.RECONCILED] * 3


def test_without_a_number_the_request_makes_it_the_same(desk: Desk, samia: Actor, made: list[Order]) -> None:
    nameless = statement(made[:1], reference="")
    assert not settle(desk, nameless, by=samia, request_id="q").repeated
    assert settle(desk, nameless, by=samia, request_id="q").repeated
    assert not settle(desk, statement(made[1:2], reference=""), by=samia).repeated
    assert len(rows(desk, remittances)) == 2


def test_a_refusal_stops_nothing(desk: Desk, samia: Actor, made: list[Order]) -> None:
    away = sent(desk)
    done = settle(desk, statement([*made, away]), by=samia)
    assert [(one.handed.order_id, one.refusal) for one in done.refused] == [
        (away.id, "not possible now: parcel 1 stands at shipped")
    ]
    assert (done.remittance.parcels, set(states(desk, made))) == (3, {CashState.RECONCILED})


def test_a_statement_of_which_nothing_can_be_settled_leaves_nothing(desk: Desk, samia: Actor) -> None:
    away = sent(desk)
    with pytest.raises(Refused, match="not possible now: parcel 1 stands at shipped"):
        settle(desk, statement([away]), by=samia)
    assert rows(desk, remittances) == []
    assert shop_events(desk, "SettleRemittance") == []


def test_another_currency_is_refused(desk: Desk, samia: Actor, made: list[Order]) -> None:
    with pytest.raises(Refused, match="the statement is in EUR, this order in DZD"):
        settle(desk, replace(statement(made), currency="EUR"), by=samia)


def test_a_difference_within_the_tolerance_is_given_up(desk: Desk, samia: Actor, made: list[Order]) -> None:
    settle(desk, replace(statement(made, DUE - 100, DUE + 100, DUE - 101), tolerance=100), by=samia)
    assert states(desk, made) == [CashState.WRITTEN_OFF, CashState.WRITTEN_OFF, CashState.SHORT]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"courier": " "}, "say which courier or driver handed the cash over"),
        ({"amounts": ()}, "the statement names no parcel"),
        ({"fees_minor": -1}, "an amount cannot be less than nothing"),
        ({"tolerance": -1}, "an amount cannot be less than nothing"),
    ],
)
def test_what_nobody_can_mean_is_refused(
    desk: Desk, samia: Actor, made: list[Order], changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        settle(desk, replace(statement(made), **changes), by=samia)  # type: ignore[arg-type]


def test_a_parcel_stands_on_a_statement_once(desk: Desk, samia: Actor, made: list[Order]) -> None:
    with pytest.raises(Invalid, match="a parcel is named twice"):
        settle(desk, statement([made[0], made[0]]), by=samia)


def test_the_warehouse_settles_nothing(desk: Desk, wali: Actor, made: list[Order]) -> None:
    with pytest.raises(Refused, match="warehouses may not settle cash; ask a supervisor"):
        settle(desk, statement(made), by=wali)


def test_others_get_their_turn_on_a_slow_machine(
    desk: Desk, samia: Actor, made: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction ends after its time, whatever the number of parcels; each brings one at least."""
    monkeypatch.setattr(remittance, "HOLD", 0)
    told: list[tuple[int, int]] = []
    settle(desk, statement(made), by=samia, tell=lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert set(states(desk, made)) == {CashState.RECONCILED}
    assert desk.read(check) == []
