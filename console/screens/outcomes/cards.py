"""Cards that ask once before an order is locked: confirm and fake."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from console.data.owing import may_still_pay, to_collect, to_send_back
from console.screens.outcomes.ask import Ask
from console.screens.outcomes.carrying_out import Fate
from console.screens.outcomes.portrait import address, line_text
from console.screens.outcomes.said import spoken
from console.text import phone
from console.widgets.read_back import ReadBack
from workflows.confirmation.axis import Confirm, MarkFake
from workflows.errors import Short
from workflows.spoken import money

if TYPE_CHECKING:
    from models.orders import Line
    from workflows.desk import Desk
    from workflows.errors import Refused
    from workflows.views import Detail, OrderRow

Joined = Sequence[tuple["OrderRow", Fate]]


class ConfirmCard(Ask):
    """`c`, then `enter`: products, total and address are read back to the customer (CODRocket)."""

    def __init__(self, found: "Detail", request_id: str, desk: "Desk", joined: Joined) -> None:
        self._card = ReadBack()
        self._may_cancel = desk.policy.cancel_after_confirm
        self._joined, self._insists = joined, False
        super().__init__(found, request_id, self._card, title=f"Read back to the customer, {found.order.ref}:")
        self._show(self._warning())

    def _show(self, warning: str) -> None:
        verb = "confirm all the same" if self._insists else "confirm"
        self._card.ask(list(self._read()), verb, warning, doubt=self._doubt())

    def _read(self) -> Iterator[str]:
        order = self.found.order
        yield from (line_text(line) for line in self.found.lines)
        yield " ".join(filter(None, to_collect(self.found)))
        yield f"{order.name}, {phone(order.phone)}"
        yield from address(self.found)
        for row, fate in self._joined:
            if fate is not Fate.LEAVE:
                total = money(row.total_minor, row.currency)
                yield f"+ {row.ref} {total}: {'confirm too' if fate is Fate.SAME else fate.value}"

    def _warning(self) -> str:
        end = "only a supervisor can still cancel it" if self._may_cancel else "it cannot be cancelled any more"
        final = f"Confirmed is confirmed: there is no way back to calling, and {end}."
        return " ".join(filter(None, (may_still_pay(self.found), final)))

    def _doubt(self) -> str:
        """What is given away: whoever presses enter twice by habit has to look."""
        free = [line.title for line in self.found.lines if _price(line) <= 0]
        joined = [row.ref for row, fate in self._joined if fate is Fate.SAME and row.total_minor <= 0]
        if self.found.order.total_minor <= 0:
            return "The total is 0."
        costs = ", ".join([*free, *joined])
        return f"{costs} {'costs' if len([*free, *joined]) == 1 else 'cost'} 0." if costs else ""

    def renew(self, found: "Detail") -> None:
        """Other products or another address have to be read back again; what they are short of was not yet told."""
        super().renew(found)
        self._insists = False
        self._show(self._warning())

    def refuse(self, problem: "Refused") -> None:
        """Where stock is short, and only there, one may insist (C8)."""
        if isinstance(problem, Short):
            self._insists = True
            self._show(spoken(str(problem)))

    def on_read_back_doubted(self, event: ReadBack.Doubted) -> None:
        """Enter does not do what the card warns of."""
        event.stop()
        self.complain(event.sentence)

    def on_read_back_accepted(self, event: ReadBack.Accepted) -> None:
        """Agreed."""
        event.stop()
        self.decide(Confirm(insist=self._insists))


def _price(line: "Line") -> int:
    return line.quantity * line.unit_minor - line.discount_minor


class FakeCard(Ask):
    """`f`, then `enter`."""

    def __init__(self, found: "Detail", request_id: str, desk: "Desk") -> None:
        card = ReadBack()
        super().__init__(found, request_id, card, title=f"{found.order.ref} is nobody's order?")
        is_freed = found.order.reserved and desk.policy.release_stock_on_cancel
        freed = "its units are free again, " if is_freed else ""
        final = f"Fake is for good: the order is locked, {freed}no message is written."
        read = [found.order.name, *address(found), to_send_back(found)]
        card.ask(list(filter(None, read)), "mark fake", " ".join(filter(None, (may_still_pay(found), final))))

    def on_read_back_accepted(self, event: ReadBack.Accepted) -> None:
        """Agreed."""
        event.stop()
        self.decide(MarkFake())
