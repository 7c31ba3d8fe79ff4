"""Differences: the rest arrived after all, or is given up for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from console.data.cash import difference, named
from console.data.cash_counting import typed_amount
from console.screens.outcomes.said import spoken
from models.currencies import exponent
from workflows.engine import Minor
from workflows.money.cash import SettleCash, WriteOffDifference
from workflows.orders.bulk import Wanted, perform_each
from workflows.spoken import amount as plain
from workflows.spoken import counted, money
from workflows.views.cash import ParcelCash

if TYPE_CHECKING:
    from console.screens.busy import Said, Tell
    from console.screens.cash import Cash

LOST = "Given up is final: nothing can be settled for these parcels any more."
READ = 6  #: parcels that the card names
ONE_BY_ONE = "The rest is settled parcel by parcel: take the selection away, or press w to give it all up."
OVER = "More came than was collected; only the difference can be given up, with w."


@dataclass
class RestArrived:
    """What was missing of one parcel has come, or some of it."""

    screen: "Cash"
    parcels: Sequence[ParcelCash]

    def begin(self) -> None:
        """How much?"""
        one = self.parcels[0]
        if len(self.parcels) > 1:
            self.screen.say(ONE_BY_ONE, "warn")
        elif one.still_out_minor < 0:
            self.screen.say(OVER, "warn")
        else:
            missing = money(one.still_out_minor, one.currency)
            value = plain(one.still_out_minor, exponent(one.currency))
            title = f"{named(one)}: {missing} is missing. How much came?"
            self.screen.ask.write(title, self._typed, value=value)

    def _typed(self, text: str) -> str | None:
        one = self.parcels[0]
        try:
            amount = typed_amount(text, one.currency)
        except ValueError as problem:
            return str(problem)
        if not amount:
            return "Nothing came: leave it with escape."
        self.screen.ask.write(
            f"{named(one)}: how did {money(amount, one.currency)} come?",
            lambda note: self._noted(amount, note),
            placeholder="a remark that is kept, or enter",
        )
        return None

    def _noted(self, amount: int, note: str) -> None:
        one, request = self.parcels[0], self.screen.seat.desk.new_request()
        command = SettleCash(Minor(amount), note=note.strip(), shipment=one.parcel)

        async def settle(_tell: "Tell") -> "Said":
            await self.screen.seat.perform(one.order_id, command, request_id=request, seen_version=one.version)
            return f"{money(amount, one.currency)} more came for {named(one)}.", "info"

        self.screen.carry_out(settle, "parcels settled")


@dataclass
class GivingUp:
    """The differences of some parcels are given up, with one note."""

    screen: "Cash"
    parcels: Sequence[ParcelCash]

    def begin(self) -> None:
        """Why?"""
        title = f"Give up the difference of {counted(len(self.parcels), 'parcel')}: why?"
        self.screen.ask.write(title, self._noted, placeholder="what the others should know")

    def _noted(self, text: str) -> str | None:
        note = text.strip()
        if not note:
            return "Type why it is given up; it is kept with every one of these orders."
        self._sure(note)
        return None

    def _sure(self, note: str) -> None:
        read = [f"{named(one)}  {difference(one)}  {one.courier or one.driver}" for one in self.parcels[:READ]]
        left = len(self.parcels) - READ
        read += [f"and {left} more"] if left > 0 else []
        self.screen.ask.agree("Write off", [*read, note], "write it off", LOST, lambda: self._go_ahead(note))

    def _go_ahead(self, note: str) -> None:
        self.screen.carry_out(lambda tell: self._give_up(note, tell), "parcels written off")

    async def _give_up(self, note: str, tell: "Tell") -> "Said":
        seat, request = self.screen.seat, self.screen.seat.desk.new_request()
        by, wanted = seat.actor, [_given_up(one, note) for one in self.parcels]
        results = await seat.call(lambda: perform_each(seat.desk, wanted, by=by, request_id=request, progress=tell))
        refused = [
            (named(one), came.refusal) for one, came in zip(self.parcels, results, strict=True) if came.refusal
        ]
        self.screen.unselect("short")
        done = f"{counted(len(results) - len(refused), 'parcel')} written off."
        why = "".join(f" {name}: {spoken(reason)}" for name, reason in refused[:2])
        return f"{done}{why}", "warn" if refused else "info"


def _given_up(one: ParcelCash, note: str) -> Wanted:
    return Wanted(one.order_id, one.version, WriteOffDifference(note=note, shipment=one.parcel))
