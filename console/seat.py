"""One seat at the desk: who sits there, and a bridge from the screen's event loop to the database.

Every unit of work runs whole in one thread: one thread writes, two read, and one waits for other
machines. Nothing here knows Textual. Heavy imports (SQLAlchemy, the rules) come with the desk, which is opened after
the first frame.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.desk import Desk
    from workflows.engine import Command, Done
    from workflows.views import Pulse
    from workflows.work import Work

T = TypeVar("T")


class NoOneHere(Exception):
    """Nobody is signed in at this seat."""


class SeatLeft(Exception):
    """The console is being closed: what takes long stops at its next step."""


@dataclass
class Seat:
    """A desk, and the person who works at it now."""

    desk: "Desk"
    person: "Actor | None" = None
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "write"))
    _readers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2, "read"))
    _outside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "outside"))
    _pulse: "Pulse | None" = None
    _left: Event = field(default_factory=Event)

    @property
    def actor(self) -> "Actor":
        """Who acts; NoOneHere while nobody is signed in."""
        if self.person is None:
            raise NoOneHere("nobody is signed in at this seat")
        return self.person

    @property
    def now(self) -> datetime:
        """The desk's time."""
        return self.desk.clock()

    async def read(self, unit: "Callable[[Work], T]") -> T:
        """Run a unit that only reads, in a reader's thread."""
        return await self._run(self._readers, lambda: self.desk.read(unit))

    async def write(self, unit: "Callable[[Work], T]") -> T:
        """Run a unit in one transaction, in the writer's thread."""
        return await self._run(self._writer, lambda: self.desk.write(unit))

    async def perform(
        self, order_id: UUID, command: "Command", *, request_id: str = "", seen_version: int | None = None
    ) -> "Done":
        """Perform a command as the person who sits here; Refused with a sentence when the rules say no."""
        by = self.actor

        def call() -> "Done":
            return self.desk.perform(order_id, command, by=by, request_id=request_id, seen_version=seen_version)

        return await self._run(self._writer, call)

    async def call(self, job: Callable[[], T]) -> T:
        """Run any other job that writes, such as one that opens many transactions."""
        return await self._run(self._writer, job)

    async def ask(self, job: Callable[[], T]) -> T:
        """Run a job that waits for another machine; what this seat writes is not held up by it."""
        return await self._run(self._outside, job)

    def stay(self) -> None:
        """Called by a long job between its steps; SeatLeft while the console is being closed."""
        if self._left.is_set():
            raise SeatLeft("the console is being closed")

    async def changed(self) -> bool:
        """Whether anybody changed the database since the last call."""
        return await self._run(self._readers, self._look)

    def _look(self) -> bool:
        from workflows.views import Pulse

        if self._pulse is None:
            self._pulse = Pulse(self.desk.database)
        return self._pulse.changed()

    @staticmethod
    async def _run(pool: ThreadPoolExecutor, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, job)

    def close(self) -> None:
        """Let the threads end and the connections go."""
        self._left.set()
        for pool in (self._outside, self._writer, self._readers):
            pool.shutdown(wait=True)
        if self._pulse is not None:
            self._pulse.close()
        self.desk.database.close()
