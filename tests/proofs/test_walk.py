"""A short walk through every profile on both databases; the long one is `python -m tests.proofs.walk`."""

import pytest

from models.database import Database
from tests.proofs.walk import Walk, walk
from tests.proofs.warehouse import Broken
from workflows.profiles import PROFILES


@pytest.mark.parametrize("profile", PROFILES)
def test_nothing_breaks_on_a_random_walk(database: Database, profile: str) -> None:
    done = walk(database, steps=170, seed=4711, profile=profile, every=34)
    assert sum(done.told.values()) > 30


def test_the_same_seed_walks_the_same_way(database: Database) -> None:
    walker = walk(database, steps=60, seed=8)
    assert walker.told
    with database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE orders SET version = version + 1")
    with pytest.raises(Broken, match="stands at version"):
        walker.check()


def test_a_walk_meets_refusals_and_repeats(database: Database) -> None:
    walker = Walk(database, seed=3)
    for _ in range(40):
        walker.step()
    walker.repeat()
    walker.check()
    assert walker.done
