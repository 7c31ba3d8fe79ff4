"""Claims by hand: opening an order to work on it, taking it over, giving it back, skipping it (domain.md 10).

The queue deals orders by the same claim (`workflows/calls/queue.py`). One claim per agent; the lease is the due time,
so a dead agent's order comes back by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from models.orders import orders
from models.statuses import CALLABLE
from workflows.actors import CALLERS, SUPERVISOR, Actor
from workflows.calls import phone_book
from workflows.calls.attempts import claim_free, end_claim
from workflows.calls.queueing import SKIP_FOR, enqueue, is_callable
from workflows.case import Case, load
from workflows.engine import Command, Rule, rules, step
from workflows.errors import Refused
from workflows.work import Work

_o = orders.c


@dataclass(frozen=True, slots=True)
class ClaimOrder(Command):
    """Take the order."""

    done = "took this order"


@dataclass(frozen=True, slots=True)
class TakeOver(Command):
    """Take the order over."""

    done = "took this order over"


@dataclass(frozen=True, slots=True)
class Release(Command):
    """Give the order back."""

    done = "gave this order back"


@dataclass(frozen=True, slots=True)
class Skip(Command):
    """Skip the order for now."""

    done = "skipped this order"

    note: str = ""  #: why


def lease_end(work: Work) -> datetime:
    """Until when an order that is claimed now is kept for the agent."""
    return work.now + work.policy.claim_for


def number_free(case: Case) -> str | None:
    """Guard: no colleague is talking to this number about another order."""
    number = case.number
    if number is None or number.held_until is None or number.held_until <= case.work.now:
        return None
    return None if number.held_by == case.actor.id else "a colleague is on this phone number right now"


def is_mine(case: Case) -> str | None:
    """Guard: the claim is the actor's own; a lease that ran out may still be given back."""
    holds = case.order.claimed_by is not None and case.order.claimed_by == case.actor.id
    return None if holds else "you do not have this order"


def is_taken(case: Case) -> str | None:
    """Guard: somebody else has it."""
    return "nobody else has this order; just open it" if claim_free(case) is None else None


def take(case: Case, _command: Command) -> None:
    """One claim per agent: what was held before goes back first."""
    order, work, person = case.order, case.work, case.actor.id
    if person is None:
        raise Refused("only people take orders")
    others = select(_o.id).where(_o.shop_id == work.shop.id, _o.claimed_by == person, _o.id != order.id)
    for other in work.connection.scalars(others).all():
        _drop(work, other, case.actor)
    phone_book.let_go(work, order.phone, order.claimed_by)
    if not phone_book.hold(work, order.phone, person, lease_end(work)):
        raise Refused("a colleague is on this phone number right now")
    order.claimed_by, order.claimed_until = person, lease_end(work)
    order.claim_no += 1
    order.due_at = order.claimed_until if is_callable(order) else None


def give_back(case: Case, _command: Command) -> None:
    """The order goes where its status belongs."""
    end_claim(case)


def skip(case: Case, _command: Command) -> None:
    """The same, but not at once to the same agent."""
    end_claim(case)
    enqueue(case.order, case.policy, case.work.now + SKIP_FOR)


def _drop(work: Work, order_id: UUID, by: Actor) -> None:
    """Put an order that is left for another one back into the queue."""
    case, _ = load(work, order_id, by)
    if case.order.claimed_by == by.id:
        step(case, Release(), work.new_id().hex)


rules(
    Rule("claim", ClaimOrder, CALLABLE, CALLERS, guards=(claim_free, number_free), effects=(take,)),
    Rule("take over", TakeOver, CALLABLE, SUPERVISOR, guards=(is_taken,), effects=(take,)),
    Rule("release", Release, CALLABLE, CALLERS, guards=(is_mine,), effects=(give_back,)),
    Rule("skip", Skip, CALLABLE, CALLERS, guards=(is_mine,), effects=(skip,)),
)
