"""Cards about what is rarely meant: enter does not do it, the key of insisting does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from console.data.owing import paid_how, providers
from console.screens.outcomes.ask import Ask
from console.widgets.read_back import ReadBack
from workflows.money.cash_due import at_the_door
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.confirmation.axis import Recover
    from workflows.engine import Command
    from workflows.parcels.delivering import Arrival
    from workflows.views import Detail


class DoubtCard(Ask):
    """What was decided on, read back, and the sentence that speaks against it."""

    def __init__(
        self, found: "Detail", request_id: str, command: "Command", *, read: Sequence[str], verb: str, doubt: str
    ) -> None:
        self._command, card = command, ReadBack()
        super().__init__(found, request_id, card, title=f"{found.order.ref} {command.title().lower()}:")
        card.ask(read, verb, "", doubt=doubt)

    def on_read_back_doubted(self, event: ReadBack.Doubted) -> None:
        """Enter does not do what the card warns of."""
        event.stop()
        self.complain(event.sentence)

    def on_read_back_accepted(self, event: ReadBack.Accepted) -> None:
        """Agreed all the same."""
        event.stop()
        self.decide(self._command)


def underpaid(found: "Detail", request_id: str, arrived: "Arrival") -> DoubtCard:
    """A parcel arrived and the customer paid less than was due."""
    paid, left = arrived.amount or 0, left_unpaid(found, arrived)
    read = f"{_much(found, paid)} of {_much(found, paid + left)} was paid: {arrived.reason}"
    doubt = f"{_much(found, left)} stays unpaid."
    return DoubtCard(found, request_id, arrived, read=[read], verb="mark it so", doubt=doubt)


def left_unpaid(found: "Detail", arrived: "Arrival") -> int:
    """What stays unpaid of what was due for a parcel, in minor units; 0 where the rules refuse it anyway."""
    if arrived.amount is None or arrived.amount < 0 or not arrived.reason.strip():
        return 0
    parcel = next(one.shipment for one in found.parcels if one.shipment.position == arrived.shipment)
    return max(at_the_door(found.order, parcel) - arrived.amount, 0)


def pays_elsewhere(found: "Detail", request_id: str, recover: "Recover") -> DoubtCard:
    """The checkout still pays online: recovering closes that attempt, and nobody is asked about it any more (C3)."""
    at = " and ".join(providers(found))
    doubt = (
        f"A payment is under way at {at}: the customer may pay twice. A supervisor can look it up first (Missing)."
    )
    how = paid_how(recover.method or found.order.method)
    read = f"that payment is given up, and {_much(found, found.order.total_minor)} is to be paid {how}"
    return DoubtCard(found, request_id, recover, read=[read], verb="recover it all the same", doubt=doubt)


def _much(found: "Detail", minor: int) -> str:
    return money(minor, found.order.currency)
