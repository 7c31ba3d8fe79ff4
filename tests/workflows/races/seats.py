"""Two seats of one shop in one process: the second begins when the first has written and not yet committed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text

from models.database import Database
from workflows.desk import Desk
from workflows.work import Work

T = TypeVar("T")
Job = Callable[[Desk], T]  #: what a seat does
_WAITING = text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


@contextmanager
def second_seat(desk: Desk) -> Iterator[Desk]:
    """Another desk of the same shop, with connections of its own."""
    database = Database(desk.database.url.render_as_string(hide_password=False), synchronous="OFF")
    try:
        yield Desk(database, desk.shop, desk.clock)
    finally:
        database.close()


def overlapping(desk: Desk, first: Job[T], second: Job[T], *, at: int = 1) -> tuple[T, T]:
    """Both at once: the second begins when the first has written its transaction number `at`."""
    written, begun, done = threading.Event(), threading.Event(), threading.Event()

    def pause() -> None:
        written.set()
        begun.wait(10)
        _until_it_waits(desk, done)

    def later(seat: Desk) -> T:
        written.wait(10)
        begun.set()
        try:
            return second(seat)
        finally:
            done.set()

    with second_seat(desk) as other, ThreadPoolExecutor(2) as pool:
        slow = _Paused(desk, pause, at)
        one, two = pool.submit(first, slow), pool.submit(later, other)
        return one.result(), two.result()


def _until_it_waits(desk: Desk, done: threading.Event) -> None:
    """Until the second seat waits for a lock, or is through. On SQLite it cannot even begin, nor be seen waiting."""
    if not desk.database.is_sqlite:
        while (
            not done.is_set() and desk.database.read(lambda connection: connection.execute(_WAITING).first()) is None
        ):
            pass


class _Paused(Desk):
    """A desk that pauses before the commit of one of its transactions."""

    def __init__(self, desk: Desk, pause: Callable[[], None], at: int) -> None:
        super().__init__(desk.database, desk.shop, desk.clock)
        self._pause, self._left = pause, at

    def write(self, unit: Callable[[Work], T]) -> T:
        """The transaction, and the pause in it when it is its turn."""
        self._left -= 1
        is_now = self._left == 0

        def whole(work: Work) -> T:
            result = unit(work)
            if is_now:
                work.flush()
                self._pause()
            return result

        return super().write(whole)
