"""Events: one per step, in one unbroken chain, each by somebody who may (invariants 1, 2, 7)."""

import itertools
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, select

from models.log import Event, events
from models.orders import orders
from models.shops import shops
from models.statuses import PEOPLE, Headline
from workflows.chain import link
from workflows.checker.look import Chunk, Look
from workflows.checker.problem import Problem, lately, listed
from workflows.spoken import counted

_LOST = frozenset({Headline.CANCELLED.value, Headline.FAKE.value})
_LOCKING = frozenset({"Cancel", "MarkFake"})

#: What section 8 lets happen to a locked order: notes, money, messages, the number's own list, a copy.
_OF_LOCKED = frozenset(
    {
        "AddNote",
        "EditNote",
        "DeleteNote",
        "PaymentArrived",
        "PaymentFailed",
        "MarkPaid",
        "RefundOrder",
        "RefundSent",
        "SettleCash",
        "WriteOffDifference",
        "ReceiveReturn",
        "LogReport",
        "SettleException",
        "SendAgain",
        "TellAgain",
        "DoNotCall",
        "AllowCalls",
        "ProposeDoNotCall",
        "CopyToNewOrder",
    }
)

_o, _e = orders.c, events.c
_ORDERS = select(_o.id, _o.ref, _o.version, _o.headline, _o.attempts).where(lately)
_EVENTS = select(events).where(listed(events, _ORDERS)).order_by(_e.order_id, _e.version, _e.id)
_SHOP_END = select(shops.c.history, shops.c.history_head).where(shops.c.id == bindparam("shop"))
_of_none = and_(_e.shop_id == bindparam("shop"), _e.order_id.is_(None))
_SHOP = select(events).where(_of_none).order_by(_e.version, _e.id)


def problems(look: Look) -> Iterator[Problem]:
    """The shop's own chain, then every order's, some hundred orders at a time."""
    if look.concerns(_SHOP_END):
        yield from _of_shop(look)
    if look.concerns(_ORDERS, _EVENTS):
        for chunk in look.chunks(_ORDERS):
            chains = _chains(chunk)
            for order in chunk.orders:
                yield from _of_order(order, chains.get(order.id, []))


def _chains(chunk: Chunk) -> dict[UUID, list[Event]]:
    chains: dict[UUID, list[Event]] = {}
    for row in chunk.rows(_EVENTS):
        event = Event(*row)
        if event.order_id is not None:
            chains.setdefault(event.order_id, []).append(event)
    return chains


def _of_shop(look: Look) -> Iterator[Problem]:
    chain = [Event(*row) for row in look.rows(_SHOP)]
    if not chain:
        yield Problem(1, None, "the shop has no history; its first event is missing")
    sentences = [*_broken(chain), *_shop_ending(look, chain)]
    yield from (Problem(1, None, f"the shop's history: {sentence}") for sentence in sentences)


def _shop_ending(look: Look, chain: list[Event]) -> Iterator[str]:
    """The chain is as long as the shop's row says, and ends with the link that it says."""
    ((length, head),) = look.rows(_SHOP_END)
    if len(chain) != length:
        yield f"it has {counted(len(chain), 'step')} of {length} that were written"
    elif chain and chain[-1].hash != head:
        yield "its last step is not the one that was written last"


def _of_order(order: Any, chain: list[Event]) -> Iterator[Problem]:
    sentences = [*_broken(chain), *_ending(order, chain)]
    yield from (Problem(1, order.id, f"{order.ref}: {sentence}") for sentence in sentences)
    yield from (Problem(2, order.id, f"{order.ref} {sentence}") for sentence in _machines(chain))
    yield from (Problem(7, order.id, f"{order.ref} {sentence}") for sentence in _unlocked(chain))


def _broken(chain: list[Event]) -> Iterator[str]:
    """Edited, deleted, moved or forged links; only the first break of a chain is told."""
    head = b""
    for place, event in enumerate(chain, 1):
        if event.version != place:
            yield f"step {place} is missing or stands twice"
            return
        if link(event, head) != event.hash:
            yield f"step {place} ({event.command}) is not what was written then"
            return
        if not event.actor:
            yield f"step {place} ({event.command}) has no actor"
        head = event.hash


def _ending(order: Any, chain: list[Event]) -> Iterator[str]:
    """The order stands where its last step left it, and each step began where the one before it ended."""
    if len(chain) != order.version:
        yield f"it has {counted(len(chain), 'step')} and stands at version {order.version}"
    elif chain and chain[-1].after != order.headline:
        yield f"its last step left it {chain[-1].after}, it stands at {order.headline}"
    for before, event in itertools.pairwise(chain):
        if event.before != before.after:
            yield f"step {event.version} began at {event.before}, the one before it ended at {before.after}"
    dialled = sum(event.command in ("NoAnswer", "LogCall") for event in chain)
    if order.attempts > dialled:
        yield f"it counts {counted(order.attempts, 'attempt')}, its steps tell of {counted(dialled, 'call')}"


def _machines(chain: list[Event]) -> Iterator[str]:
    """Only people call an order off; an order that came in as called off was called off elsewhere."""
    for event in chain:
        ended = event.after in _LOST and event.before not in _LOST and event.command != "PlaceOrder"
        if ended and event.role not in PEOPLE:
            yield f"was set {event.after} by {event.actor}, who is no person"


def _unlocked(chain: list[Event]) -> Iterator[str]:
    """What happened to an order after it was locked."""
    locked = False
    for event in chain:
        if locked and (event.command not in _OF_LOCKED or event.after != event.before):
            yield f"was locked, and yet {event.actor} did {event.command} at step {event.version}"
        came_locked = event.command == "PlaceOrder" and event.after in _LOST
        locked = locked or came_locked or event.command in _LOCKING
