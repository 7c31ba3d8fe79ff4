"""A demo shop of any size: a played template, stamped as often as it takes.

Rows are made in a second process while the database takes the earlier ones; which rows they are depends on the
seed alone.
"""

import gc
import multiprocessing
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random

from models import schema, statistics
from models.database import Database
from workflows.demo import families, plan, tallied, together
from workflows.demo.families import Played
from workflows.demo.play import play
from workflows.demo.pour import Pour, indexes, pour
from workflows.demo.scripts import KEPT_NAMES
from workflows.demo.stamp import Batch, Rows, Stamper
from workflows.demo.world import World
from workflows.desk import Desk, find_shop

Told = Callable[[str, float], None]  #: what is being done, and how much of everything is done (0 to 1)

_ALONE = 20_000  #: up to so many orders a second process is not worth its start
_AHEAD = 4  #: batches made before the database asks for them
_PLAYED, _POURED = 0.05, 0.75  #: shares of the whole when the play is over, and when all rows are in


def bulk(database: Database, world: World, *, profile: str, now: datetime, seed: int, total: int, told: Told) -> None:
    """Fill an empty database, which has its tables, with `total` orders."""
    stamp(database, played(world, profile, now, seed, total, told), world, seed=seed, total=total, told=told)
    happened(database, now, seed)


def happened(database: Database, now: datetime, seed: int) -> None:
    """What concerns many of the stamped orders at once."""
    together.happen(Desk(database, database.read(find_shop), lambda: now, Random(f"{seed} together")))


def stamp(database: Database, template: Played, world: World, *, seed: int, total: int, told: Told) -> None:
    """Fill it from a template that was played before."""
    batches = list(plan.batches(template.families, total, Random(seed)))
    with _whole(database) as target:
        for table, rows in (template.commons | tallied.rows(template, batches)).items():
            target.put(table, rows)
        done = 0
        with _stamped(template, world, seed, batches, total) as stamped:
            for made in stamped:
                _put(target, made)
                done += len(made["orders"])
                told("orders", _PLAYED + (_POURED - _PLAYED) * done / total)
        _finish(target, total, told)
    statistics.fix(database)


def played(world: World, profile: str, now: datetime, seed: int, total: int, told: Told) -> Played:
    """The template, from a file of its own that is gone afterwards."""
    times = 1 if total < _ALONE else 2
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'template.db'}", synchronous="OFF")
        schema.create(database)
        shelf = times * max(1, total // 300)
        play(
            database,
            world,
            profile=profile,
            now=now,
            seed=seed,
            times=times,
            shelf=shelf,
            told=lambda done, of: told("template", _PLAYED * done / of),
        )
        found = database.read(lambda connection: families.read(connection, KEPT_NAMES))
        database.close()
    return found


@contextmanager
def _whole(database: Database) -> Iterator[Pour]:
    """All of it or nothing."""
    target = pour(database)
    try:
        target.clear()
        yield target
    except BaseException:
        target.close(whole=False)
        raise
    target.close(whole=True)


def _put(target: Pour, rows: Rows) -> None:
    for table, some in rows.items():
        target.put(table, some)


def _finish(target: Pour, total: int, told: Told) -> None:
    built = indexes()
    for done, index in enumerate(built):
        told("indexes", _POURED + (1 - _POURED) * done / len(built))
        target.build(index)
    target.sum_up(total + 1)
    told("done", 1.0)


@contextmanager
def _stamped(played: Played, world: World, seed: int, batches: list[Batch], total: int) -> Iterator[Iterator[Rows]]:
    """The rows of each batch, in their order."""
    if total < _ALONE:
        stamper = Stamper(played, world, seed)
        yield (stamper.stamp(batch) for batch in batches)
        return
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, _begin, (played, world, seed)) as helper:
        yield _in_turn(helper, batches)


def _in_turn(helper: ProcessPoolExecutor, batches: list[Batch]) -> Iterator[Rows]:
    """A few batches ahead and no more: rows that nobody takes yet fill the memory."""
    waiting: deque[Future[Rows]] = deque()
    for batch in batches:
        waiting.append(helper.submit(_stamp, batch))
        if len(waiting) > _AHEAD:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_stamper: list[Stamper] = []  #: of the second process


def _begin(played: Played, world: World, seed: int) -> None:
    gc.disable()  # rows hold no cycles, and looking for some takes a third of the time
    _stamper[:] = [Stamper(played, world, seed)]


def _stamp(batch: Batch) -> Rows:
    return _stamper[0].stamp(batch)
