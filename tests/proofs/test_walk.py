"""Walks through every profile on both databases; the longest ones are `python -m tests.proofs`."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from models.database import Database
from models.orders import Line
from models.statuses import CashState, Move
from tests.proofs.walk import Walk, walk
from tests.proofs.warehouse import Broken
from tests.proofs.written import watched
from tests.support.databases import PostgresBench, SqliteBench
from workflows.case import Case
from workflows.money import cash
from workflows.profiles import PROFILES
from workflows.shelf import Shelf
from workflows.stock import ledger

STEPS = 250  #: of one walk: in a shop that has grown a step costs twice as much
#: Seeds of the walks in each profile: 100,500 steps in all, a thousand and a half of them on PostgreSQL.
ON_SQLITE, ON_POSTGRESQL = range(4711, 4777), range(4800, 4801)
ENOUGH = 1_500  #: for a planted bug; with these seeds it takes 10, 15 and 144


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", ON_SQLITE)
def test_nothing_breaks_on_a_random_walk(sqlite_bench: SqliteBench, profile: str, seed: int) -> None:
    done = walk(sqlite_bench.fresh(), steps=STEPS, seed=seed, profile=profile)
    assert sum(done.told.values()) > STEPS / 8


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", ON_POSTGRESQL)
def test_nothing_breaks_on_postgresql_either(postgresql_bench: PostgresBench, profile: str, seed: int) -> None:
    done = walk(postgresql_bench.fresh(), steps=STEPS, seed=seed, profile=profile)
    assert sum(done.told.values()) > STEPS / 8


def test_the_same_seed_walks_the_same_way_on_both(sqlite_bench: SqliteBench, postgresql_bench: PostgresBench) -> None:
    ours, theirs = (walk(bench.fresh(), steps=200, seed=8) for bench in (sqlite_bench, postgresql_bench))
    assert ours.done == theirs.done


def test_a_walk_finds_damage(database: Database) -> None:
    walker = walk(database, steps=60, seed=8)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE orders SET version = version + 1")
    with pytest.raises(Broken, match="stands at version"):
        walker.check()


def test_a_walk_meets_refusals_and_repeats(database: Database) -> None:
    walker = Walk(database, seed=3)
    with watched(database) as written:
        for _ in range(40):
            walker.step(written)
    walker.repeat()
    walker.check()
    assert walker.done


def releases_one_unit_too_few(patch: pytest.MonkeyPatch) -> None:
    """The ledger and the product agree; only the order holds a unit for ever."""
    move = ledger._move

    def forgetful(case: Case, line: Line, kind: Move, units: int, **changes: Any) -> None:
        if kind is Move.RELEASE:
            units, changes["reserved"] = units - 1, changes["reserved"] + 1
        move(case, line, kind, units, **changes)

    patch.setattr(ledger, "_move", forgetful)


def keeps_on_hand_what_left(patch: pytest.MonkeyPatch) -> None:
    """The ledger is right; only the product does not hear of it."""
    change = Shelf.change

    def forgetful(shelf: Shelf, product_id: UUID, *, on_hand: int = 0, reserved: int = 0) -> None:
        change(shelf, product_id, on_hand=max(on_hand, 0), reserved=reserved)

    patch.setattr(Shelf, "change", forgetful)


def counts_short_cash_as_whole(patch: pytest.MonkeyPatch) -> None:
    """The sums are right; only the parcel says that nothing is missing."""
    patch.setattr(cash, "_state", lambda rest, out, tolerance: CashState.RECONCILED)


@pytest.mark.parametrize(
    ("plant", "seed", "sentence"),
    [
        (releases_one_unit_too_few, 120, "holds another number of units in stock than it says"),
        (keeps_on_hand_what_left, 103, "its ledger sums to"),
        (counts_short_cash_as_whole, 109, "has settled cash that does not come to what was collected"),
    ],
)
def test_a_planted_bug_is_found(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    plant: Callable[[pytest.MonkeyPatch], None],
    seed: int,
    sentence: str,
) -> None:
    plant(monkeypatch)
    with pytest.raises(Broken, match=sentence):
        walk(database, steps=ENOUGH, seed=seed)
