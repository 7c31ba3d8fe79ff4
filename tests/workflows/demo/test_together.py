"""What the demo's play brings for many orders at once, profile by profile."""

import pytest

from models.database import Database
from models.money import remittances
from models.outbox import outbox
from tests.support.clock import MONDAY
from tests.support.databases import SqliteBench
from tests.support.history import rows
from workflows import exceptions, lookup_record
from workflows.checker import check
from workflows.demo import together
from workflows.demo.algeria import ALGERIA
from workflows.demo.bulk import bulk
from workflows.demo.play import play
from workflows.desk import Desk, find_shop
from workflows.profiles import PROFILES


def is_filled(desk: Desk) -> bool:
    """A look-up that asked somebody, stray reports, statements of several parcels with something missing."""
    (run,) = desk.read(lookup_record.runs)
    assert (run.looked_at > 0, run.error) == (True, "")
    assert len(desk.read(exceptions.exceptions)) == 2
    statements = [row for row in rows(desk, remittances) if row.parcels > 1]
    assert all(row.finished_at and row.received_minor < row.expected_minor for row in statements)
    return bool(statements)


@pytest.mark.parametrize("profile", PROFILES)
def test_it_works_and_keeps_every_rule(sqlite_bench: SqliteBench, profile: str) -> None:
    desk = play(sqlite_bench.fresh(), ALGERIA, profile=profile, now=MONDAY, seed=5)
    together.happen(desk)
    assert is_filled(desk) == desk.policy.cash_paid_on_delivery
    assert rows(desk, outbox, outbox.c.due_at.is_not(None)) == []
    assert desk.read(check) == []


def test_a_stamped_shop_has_it_too(database: Database) -> None:
    bulk(database, ALGERIA, profile="default", now=MONDAY, seed=5, total=300, told=lambda _what, _share: None)
    desk = Desk(database, database.read(find_shop), lambda: MONDAY)
    assert is_filled(desk)
    assert desk.read(check) == []
