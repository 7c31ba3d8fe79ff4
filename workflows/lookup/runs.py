"""Asking payment providers about orders that nobody told us about (domain.md 13, M4 and M5).

One run asks one provider about every MISSING order that used it, and every open one with a payment under way there.
What it hears becomes commands like everybody else's: paid books the payment under its own id (P3, then C4 or H4),
failed fails the attempt (P2), unknown gives it up after a day (P8). The network is never inside a transaction: a few
orders are read, the provider is asked about them, and then each command is performed.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from models.gateways import Answered, Gateway, LookupAnswer, LookupRun
from models.statuses import Role
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.engine import Command, Minor
from workflows.errors import Refused
from workflows.lookup import record
from workflows.lookup.targets import Target, read, targets
from workflows.money.payment import CloseAttempt, PaymentArrived, PaymentFailed
from workflows.outside.payments import Answer, PaymentLookup, Question, Unreachable, Unusable
from workflows.spoken import counted

Progress = Callable[[int, int], None]  #: orders asked about, and all of them
Connect = Callable[[Gateway], AbstractContextManager[PaymentLookup]]

_CHUNK = 20  #: orders between two signs of life
_PATIENCE = 3  #: questions in a row without an answer
_FORGOTTEN_AFTER = timedelta(days=1)  #: P8


def over_http(gateway: Gateway) -> AbstractContextManager[PaymentLookup]:
    """The generic provider; httpx is imported when somebody is asked."""
    from workflows.outside.http_gateway import HttpGateway

    return HttpGateway(gateway.url, gateway.secret)


def run(
    desk: Desk, name: str, *, by: Actor, connect: Connect = over_http, progress: Progress = lambda done, all_: None
) -> LookupRun:
    """Ask one provider about its orders, and act on what it says. The record of the run, however it ended.

    Refused when somebody may not, when there is no such provider, or when it is being asked already.
    """
    gateway, row = record.begin(desk, name, by)
    one = _Running(desk, gateway, row)
    try:
        with connect(gateway) as port:
            one.ask_all(port, progress)
    except BaseException as problem:
        record.end(desk, row, f"stopped: {type(problem).__name__}")
        raise
    return record.end(desk, row, one.trouble())


def request_of(gateway: Gateway, payment_id: str) -> str:
    """The request id of a payment: whoever reports it, it is booked once."""
    return f"payment/{gateway.id.hex}/{payment_id}"


@dataclass
class _Running:
    """One run under way: what it has heard so far."""

    desk: Desk
    gateway: Gateway
    row: LookupRun
    heard: list[LookupAnswer] = field(default_factory=list)
    vain: list[str] = field(default_factory=list)  #: orders of which nothing was learned, and why
    in_vain: int = 0  #: questions in a row without an answer
    gave_up: str = ""

    def ask_all(self, port: PaymentLookup, progress: Progress) -> None:
        """Chunk by chunk, until all are asked or the provider is beyond reach."""
        ids = self.desk.read(lambda work: targets(work, self.gateway.name))
        progress(0, len(ids))
        for chunk in _chunks(ids):
            for target in self.desk.read(lambda work, chunk=chunk: read(work, self.gateway.name, chunk)):  # type: ignore[misc]
                self._ask(port, target)
                if self.gave_up:
                    break
                # Of two payments of an order each is asked about: there are more questions than orders.
                progress(min(self.row.looked_at, len(ids)), len(ids))
            record.alive(self.desk, self.row, self.heard)
            self.heard = []
            if self.gave_up:
                return

    def trouble(self) -> str:
        """What went wrong, in a sentence; empty when nothing did."""
        if self.gave_up:
            return f"stopped after {counted(self.row.looked_at, 'order')}: {self.gateway.name} {self.gave_up}"
        if self.vain:
            return f"nothing was learned of {counted(len(self.vain), 'order')}; the last: {self.vain[-1]}"
        return ""

    def _ask(self, port: PaymentLookup, target: Target) -> None:
        """One payment of an order: ask, then act."""
        self.row.looked_at += 1
        try:
            answer = port.ask(Question(target.ref.lstrip("#"), target.external_id, target.reference))
            self.in_vain = 0
            detail = self._act(target, answer)
        except Unreachable as problem:
            self.in_vain += 1
            self._in_vain(target, str(problem))
            self.gave_up = str(problem) if self.in_vain >= _PATIENCE else ""
        except Unusable as problem:
            self._in_vain(target, str(problem))
        else:
            self._told(target, answer.status, detail)

    def _in_vain(self, target: Target, why: str) -> None:
        self._told(target, Answered.UNUSABLE, "", f"{self.gateway.name} {why}")
        self.vain.append(f"{target.ref}: {self.gateway.name} {why}")

    def _told(self, target: Target, answered: Answered, detail: str, trouble: str = "") -> None:
        now, row = self.desk.clock(), self.row
        said = (row.shop_id, target.id, self.gateway.name, row.id, answered, detail, now)
        self.heard.append(LookupAnswer(*said, now, trouble))

    def _act(self, target: Target, answer: Answer) -> str:
        """Perform what an answer means; what a reader should know of it."""
        if answer.status is Answered.PAID:
            return self._paid(target, answer)
        if answer.status is Answered.FAILED:
            self.row.failed += 1
            if target.attempt is not None:
                self._perform(target, PaymentFailed(target.reference, answer.why), f"failed/{target.attempt.hex}")
        if answer.status is Answered.UNKNOWN:
            self.row.unknown += 1
            if target.attempt is not None and target.begun_at + _FORGOTTEN_AFTER <= self.desk.clock():
                given_up = CloseAttempt("the payment provider does not know it", target.gateway, target.reference)
                self._perform(target, given_up, f"closed/{target.attempt.hex}")
        return answer.why

    def _paid(self, target: Target, answer: Answer) -> str:
        """The payment, in the order's currency, booked under its own id."""
        if answer.currency != target.currency:
            raise Unusable(f"says paid in {answer.currency}, the order is in {target.currency}")
        arrived = PaymentArrived(self.gateway.name, answer.id, Minor(answer.amount_minor))
        try:
            done = self.desk.perform(
                target.id, arrived, by=self._sender(), request_id=request_of(self.gateway, answer.id)
            )
        except Refused as refused:
            return str(refused)
        self.row.moved += not done.repeated
        return answer.id

    def _perform(self, target: Target, command: Command, request: str) -> None:
        """What follows from bad news; the order may have moved on since it was asked about."""
        try:
            self.desk.perform(target.id, command, by=self._sender(), request_id=f"lookup/{request}")
        except Refused:
            return

    def _sender(self) -> Actor:
        return Actor(Role.SYSTEM, f"the look-up at {self.gateway.name}")


def _chunks(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
