"""Carrying out what was decided, in the writer's thread: one order, or several of one number in one call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from models.statuses import Reason
from workflows.confirmation.axis import Cancel
from workflows.orders.bulk import OUTCOMES, end_together

if TYPE_CHECKING:
    from models.orders import Order
    from workflows.actors import Actor
    from workflows.desk import Desk
    from workflows.engine import Command
    from workflows.views import Detail


class Fate(StrEnum):
    """What happens to another order of the number when the call ends."""

    SAME = "the same"  #: the outcome of this one
    DUPLICATE = "cancel as duplicate"
    LEAVE = "leave it"  #: nothing


@dataclass(frozen=True, slots=True)
class Wish:
    """A command on one order as it was seen, and the orders of its number that the call ends for too."""

    order_id: UUID
    command: "Command"
    request_id: str
    version: int
    joined: Mapping[UUID, Fate] = field(default_factory=dict)
    seen: Mapping[UUID, int] = field(default_factory=dict)  #: versions of the joined orders as they were shown

    @property
    def is_outcome(self) -> bool:
        """Whether the call is over with it."""
        return isinstance(self.command, OUTCOMES)


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a wish: the order as it is now, and what to show next."""

    order: "Order"
    next: "Detail | None"
    problem: str = ""  #: why there is nothing to show, when the order has its outcome all the same


def carry_out(desk: "Desk", wish: Wish, by: "Actor") -> "Order":
    """Perform a wish. Refused and Stale as in `engine.perform`; then nothing was changed."""
    others = [(id, fate) for id, fate in wish.joined.items() if fate is not Fate.LEAVE]
    if not (others and wish.is_outcome):
        done = desk.perform(wish.order_id, wish.command, by=by, request_id=wish.request_id, seen_version=wish.version)
        return done.order
    seen = {**wish.seen, wish.order_id: wish.version}
    return end_together(desk, _commands(wish, others), seen=seen, by=by, request_id=wish.request_id)[0].order


def _commands(wish: Wish, others: Sequence[tuple[UUID, Fate]]) -> "list[tuple[UUID, Command]]":
    duplicate = Cancel(Reason.DUPLICATE)
    rest = [(id, wish.command if fate is Fate.SAME else duplicate) for id, fate in others]
    return [(wish.order_id, wish.command), *rest]
