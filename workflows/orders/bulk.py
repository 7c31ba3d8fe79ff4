"""Several orders at once: a selection of the backlog, or all orders of a number that one call is about.

`perform_each` treats each order by itself: its own transaction, its own request id, its own refusal. Orders that
one call is about stand or fall together: one transaction, one attempt row, one command per order (domain.md 10).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from models.orders import orders
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.engine import Command, Done, ParcelCommand, perform
from workflows.errors import Invalid, Refused
from workflows.work import Work

Progress = Callable[[int, int], None]  #: how many orders are done, of how many


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one order of many: done, or refused with the sentence."""

    order_id: UUID
    done: Done | None
    refusal: str | None


class Wanted(NamedTuple):
    """One command on one order of many, or on one of its parcels."""

    order_id: UUID
    version: int  #: of the order, as it was seen when it was chosen
    command: Command


def perform_many(
    desk: Desk,
    chosen: Sequence[tuple[UUID, int]],
    command: Command,
    *,
    by: Actor,
    request_id: str,
    progress: Progress | None = None,
) -> list[Result]:
    """`perform_each` with one command on many orders; one that is named twice is done once."""
    wanted = [Wanted(order_id, version, command) for order_id, version in dict(chosen).items()]
    return perform_each(desk, wanted, by=by, request_id=request_id, progress=progress)


def perform_each(
    desk: Desk, wanted: Sequence[Wanted], *, by: Actor, request_id: str, progress: Progress | None = None
) -> list[Result]:
    """A command on each order, or on each of these parcels.

    A refusal stops nothing; an order that changed since it was chosen is refused with who changed what, unless it was
    changed by a command of this call. The same request again changes nothing.
    """
    results: list[Result] = []
    left: dict[UUID, int] = {}  # the version that a command of this call left
    for one in wanted:
        result = _one(desk, one._replace(version=left.get(one.order_id, one.version)), by, request_id)
        if result.done is not None:
            left[one.order_id] = result.done.order.version
        results.append(result)
        if progress is not None:
            progress(len(results), len(wanted))
    return results


def _one(desk: Desk, one: Wanted, by: Actor, request_id: str) -> Result:
    request = f"{request_id}/{one.order_id.hex}"
    if isinstance(one.command, ParcelCommand) and one.command.shipment:
        request += f"/{one.command.shipment}"
    try:
        done = desk.perform(one.order_id, one.command, by=by, request_id=request, seen_version=one.version)
        return Result(one.order_id, done, None)
    except Refused as refusal:
        return Result(one.order_id, None, str(refusal))


NEVER_SEEN = 0  #: versions begin at 1
OUTCOMES = (NoAnswer, CallLater, Confirm, Cancel, MarkFake)


def end_together(
    desk: Desk,
    commands: Sequence[tuple[UUID, Command]],
    *,
    seen: Mapping[UUID, int],
    by: Actor,
    request_id: str,
) -> list[Done]:
    """The end of a call that was about several open orders of one number: a command for each.

    The attempt is booked on the first order, the one that was dialled; every order counts it. `seen` holds the
    version of each order as it was shown; one that it does not hold counts as changed since. When one order
    refuses or is Stale, nothing is changed and the sentence names it.
    """
    _one_call([command for _, command in commands])
    _each_once([order_id for order_id, _ in commands])
    return desk.write_again(lambda work: _end(work, commands, seen, by, request_id))


def _one_call(commands: Sequence[Command]) -> None:
    """Invalid unless these can be the outcomes of one and the same call."""
    if not commands:
        raise Invalid("choose the orders that the call was about")
    other = next((command for command in commands if not isinstance(command, OUTCOMES)), None)
    if other is not None:
        raise Invalid(f"{other.title().lower()} is not the outcome of a call")
    unanswered = {isinstance(command, NoAnswer) for command in commands}
    if len(unanswered) > 1:
        raise Invalid("a call was answered or it was not; settle these orders one by one")


def _each_once(order_ids: Sequence[UUID]) -> None:
    if len(set(order_ids)) < len(order_ids):
        raise Invalid("an order is named twice; one call ends once for each order")


def _end(
    work: Work, commands: Sequence[tuple[UUID, Command]], seen: Mapping[UUID, int], by: Actor, request_id: str
) -> list[Done]:
    refs = _refs(work, [order_id for order_id, _ in commands])
    done: list[Done] = []
    for order_id, command in commands:
        request = request_id if not done else f"{request_id}/{order_id.hex}"
        try:
            version = seen.get(order_id, NEVER_SEEN)
            done.append(perform(work, order_id, command, by=by, request_id=request, seen_version=version))
        except Refused as refusal:
            raise type(refusal)(f"{refs.get(order_id, 'one order')}: {refusal}") from refusal
    return done


def _refs(work: Work, order_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What the orders are called; Refused when they are not all of one phone number."""
    mine = (orders.c.shop_id == work.shop.id, orders.c.id.in_(order_ids))
    found = work.connection.execute(select(orders.c.id, orders.c.ref, orders.c.phone).where(*mine)).all()
    if len({row.phone for row in found}) > 1:
        raise Refused("these orders are of different phone numbers; one call is about orders of one number")
    return {row.id: row.ref for row in found}
