"""Settling by hand: what was counted, of which day, with which reference; then one statement for all parcels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from console.data.cash import named
from console.data.cash_counting import able, amounts, of_one_currency, off, typed_amount, typed_day
from console.screens.outcomes.said import spoken
from console.text import dated
from console.widgets.questions import LETTERS, numbered
from models.currencies import exponent
from workflows.money.remittance import Handed, Settled, Statement, settle
from workflows.spoken import amount as plain
from workflows.spoken import counted, money
from workflows.views.cash import ParcelCash

if TYPE_CHECKING:
    from console.screens.busy import Said, Tell
    from console.screens.cash import Cash

FINAL = "What is settled stays settled. What is missing stands under Differences until it comes or is given up."
REFERENCE = "the courier's number of the statement, or enter"
REMARK = "a remark that the statement keeps, or enter"
TOLD = 2  #: refusals that are told in full


@dataclass
class Settling:
    """One statement while it is asked for, question by question; escape leaves everything as it was."""

    screen: "Cash"
    parcels: Sequence[ParcelCash]
    courier: str
    currency: str = ""
    came: dict[UUID, int] = field(default_factory=dict)  #: minor units by parcel
    day: date = date.min
    reference: str = ""
    note: str = ""
    request: str = ""

    def begin(self) -> None:
        """Who hands it over, where nobody is named; then how much it is."""
        self.currency = of_one_currency(self.parcels)
        self.came = amounts(self.parcels, self.screen.counted)
        self.request = self.screen.seat.desk.new_request()
        if self.courier:
            self._ask_amount()
        else:
            self.screen.ask.write("Who hands this cash over?", self._named, placeholder="the driver's name")

    def _named(self, text: str) -> str | None:
        self.courier = text.strip()
        if not self.courier:
            return "Type who hands the cash over."
        self._ask_amount()
        return None

    @property
    def _sum(self) -> int:
        return sum(self.came.values())

    def _ask_amount(self) -> None:
        whole = money(self._sum, self.currency)
        title = f"{counted(len(self.parcels), 'parcel')} of {self.courier}, {whole} in all. What was counted?"
        value = plain(self._sum, exponent(self.currency))
        self.screen.ask.write(title, self._counted, value=value)

    def _counted(self, text: str) -> str | None:
        try:
            whole = typed_amount(text, self.currency)
        except ValueError as problem:
            return str(problem)
        if whole == self._sum:
            self._ask_day()
            return None
        fit = able(self.parcels, self.came, whole)
        difference = off(self.came, whole, self.currency)
        if not fit or len(fit) > len(LETTERS):
            return f"{difference}. Leave this, mark the parcels that differ with e, and settle again."
        self._ask_which(whole, difference, fit)
        return None

    def _ask_which(self, whole: int, difference: str, fit: Sequence[ParcelCash]) -> None:
        """One parcel has the difference; where there is only one, it is that."""
        if len(fit) == 1 == len(self.parcels):
            self._put(whole, str(fit[0].shipment_id))
            return
        answers = [
            (
                f"{named(one)}  {money(self.came[one.shipment_id], self.currency)}  {one.customer}",
                str(one.shipment_id),
            )
            for one in fit
        ]
        title = f"{difference}: for which parcel?"
        self.screen.ask.choose(title, numbered(answers), lambda id: self._put(whole, id))

    def _put(self, whole: int, id: str) -> None:
        self.came[UUID(id)] += whole - self._sum
        self._ask_day()

    def _ask_day(self) -> None:
        today = self.screen.local(self.screen.seat.now).date()
        self.screen.ask.write("Of which day is the statement?", self._dated, value=today.isoformat())

    def _dated(self, text: str) -> str | None:
        try:
            self.day = typed_day(text, self.screen.local(self.screen.seat.now).date())
        except ValueError as problem:
            return str(problem)
        self.screen.ask.write("Which reference has it?", self._referenced, placeholder=REFERENCE)
        return None

    def _referenced(self, text: str) -> str | None:
        self.reference = text.strip()
        self.screen.ask.write("Note?", self._noted, placeholder=REMARK)
        return None

    def _noted(self, text: str) -> str | None:
        self.note = text.strip()
        self._sure()
        return None

    def _sure(self) -> None:
        """Once more, with what differs."""
        read = [f"{money(self._sum, self.currency)} from {self.courier} for {counted(len(self.parcels), 'parcel')}"]
        read += [" · ".join(filter(None, (dated(self.day), self.reference, self.note)))]
        read += [
            f"{named(one)}: {money(self.came[one.shipment_id], self.currency)}"
            f" of {money(one.still_out_minor, self.currency)}"
            for one in self.parcels
            if self.came[one.shipment_id] != one.still_out_minor
        ]
        self.screen.ask.agree("Settle", read, "settle it", FINAL, self._go_ahead)

    def _go_ahead(self) -> None:
        self.screen.carry_out(self._settle, "parcels settled")

    async def _settle(self, tell: "Tell") -> "Said":
        handed = tuple(Handed(one.order_id, one.parcel, self.came[one.shipment_id]) for one in self.parcels)
        statement = Statement(self.courier, self.day, handed, self.currency, self.reference, self.note)
        desk, by = self.screen.seat.desk, self.screen.seat.actor
        done = await self.screen.seat.call(lambda: settle(desk, statement, by=by, request_id=self.request, tell=tell))
        self.screen.settled(self.parcels)
        return result(done), "warn" if done.refused else "info"


def result(done: Settled) -> str:
    """What a statement came to: `DZD 6 800.00 of 2 parcels of Yalidine settled.`, and what was refused."""
    row = done.remittance
    sums = f"{money(row.received_minor, row.currency)} of {counted(row.parcels, 'parcel')} of {row.courier}"
    said = f"{sums} was settled before; nothing changed." if done.repeated else f"{sums} settled."
    told = [spoken(one.refusal or "") for one in done.refused[:TOLD]]
    more = len(done.refused) - TOLD
    rest = [f"{more} more were refused."] if more > 0 else []
    return " ".join((said, *([f"{len(done.refused)} refused:"] if told else []), *told, *rest))
