"""What every other test stands on."""

from models.database import Database
from tests.support.clock import TestClock
from tests.support.shop import an_order, missing, order, policy
from workflows.actors import Actor
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.policy import Ask


def test_a_database_starts_without_a_row(database: Database) -> None:
    assert database.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM shops").scalar()) == 0


def test_an_order_is_new_and_may_be_called(desk: Desk, clock: TestClock) -> None:
    made = an_order(desk, customer="Nadia")
    assert (made.confirmation, made.name, made.phone) == ("NEW", "Nadia", "+213551000110")
    assert made.due_at is not None
    assert made.due_at <= clock.now


def test_a_missing_order_was_never_placed(desk: Desk) -> None:
    assert missing(desk).confirmation == "MISSING"


def test_a_switch_is_set(desk: Desk) -> None:
    policy(desk, ask_customer=Ask.NOBODY, suggest_cancel_after=None)
    assert (desk.policy.ask_customer, desk.policy.suggest_cancel_after) == ("NOBODY", None)


def test_the_clock_moves_the_desk(desk: Desk, clock: TestClock, amina: Actor) -> None:
    made = an_order(desk)
    clock.forward(hours=1)
    desk.perform(made.id, NoAnswer(), by=amina)
    assert order(desk, made.id).changed_at == clock.now
