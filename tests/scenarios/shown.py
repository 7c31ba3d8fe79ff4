"""What a shop's system shows at any hour: words, tabs, stock, cash, messages."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.log import Event
from models.orders import Order
from models.outbox import OutboxRow, outbox
from models.shipments import Shipment
from models.statuses import CashState, MoneyKind
from tests.support import ledger
from workflows import views
from workflows.actors import SYSTEM
from workflows.desk import Desk
from workflows.numbers.came_back import by_reason
from workflows.numbers.period import WEEK, named, today_of
from workflows.profiles import PROFILES
from workflows.stock import counting
from workflows.views import Query


class Shown:
    """What is read of a shop."""

    desk: Desk
    _refs: list[str]  #: the orders that came in, in their order
    _told: set[UUID]  #: messages that were read already

    def id(self, ref: str) -> UUID:
        """The order of that number."""
        return self.desk.read(lambda work: views.find(work, ref))

    def now(self, ref: str) -> Order:
        """The order as it stands."""
        return self.desk.case(self.id(ref), SYSTEM).order

    def shows(self, tab: str = "all") -> dict[str, str]:
        """The orders of a tab by their numbers, each with the words of the system's status columns."""
        page = self.desk.read(lambda work: views.page(work, Query(tab), limit=100))
        listed = sorted(page.rows, key=lambda row: row.number)
        return {row.ref: " / ".join(filter(None, row.words)) for row in listed}

    def word(self, ref: str) -> str:
        """What the system calls one order now."""
        return self.shows()[ref]

    def tabs(self) -> dict[str, int]:
        """The system's own tabs that have orders in them, with their group where a title stands twice."""
        counted = self.desk.read(views.counts)
        tabs = [tab for tab in PROFILES[self.desk.shop.profile].tabs if tab.group != "desk"]
        times = Counter(tab.title for tab in tabs)
        named = {tab.id: f"{tab.title} ({tab.group})" if times[tab.title] > 1 else tab.title for tab in tabs}
        return {named[tab.id]: counted[tab.id][0] for tab in tabs if counted[tab.id][0]}

    def finds(self, text: str) -> list[str]:
        """The orders that a search for that text brings up."""
        page = self.desk.read(lambda work: views.page(work, Query("all", search=text)))
        return [row.ref for row in page.rows]

    def stock(self) -> dict[str, tuple[int, int]]:
        """Units on the shelf, and how many of them are held, of every product that was counted."""
        products = self.desk.read(counting.everything)
        return {one.key: (one.on_hand, one.reserved) for one in products if one.counted}

    def payment(self, ref: str) -> str:
        """The word of the payment axis."""
        return self.now(ref).payment.value

    def handoff(self, ref: str) -> str:
        """Whether the OMS has the order."""
        return self.now(ref).handoff.value

    def parcels(self, ref: str) -> list[Shipment]:
        """The parcels of an order, in their order."""
        return sorted(ledger.parcels_of(self.desk, self.now(ref)), key=lambda parcel: parcel.position)

    def shipments(self, ref: str) -> list[str]:
        """The system's word for each parcel of an order."""
        return [PROFILES[self.desk.shop.profile].parcel(parcel.status) for parcel in self.parcels(ref)]

    def refunds(self, ref: str) -> list[str]:
        """What goes or went back: `1200 TODO`."""
        rows = [row for row in ledger.money_of(self.desk, self.now(ref)) if row.kind is MoneyKind.REFUND]
        return [f"{row.amount_minor // 100} {row.state.value}" for row in rows]

    def cash(self) -> dict[str, str]:
        """Where the cash of each parcel is, with what was asked for: `3400 DUE`; only parcels that have any."""
        found = {}
        for ref in self._refs:
            for one in self.parcels(ref):
                if one.cash is not CashState.NONE:
                    name = ref if one.position == 1 else f"{ref} parcel {one.position}"
                    found[name] = f"{one.cash_due_minor // 100} {one.cash.value}"
        return found

    def told(self) -> set[str]:
        """What was queued since this was last asked: `#1 placed by sms`, `#2 create at courier`."""
        mine = select(outbox).where(outbox.c.shop_id == self.desk.shop.id)
        rows = self.desk.read(lambda work: [OutboxRow(*row) for row in work.connection.execute(mine)])
        fresh = [row for row in rows if row.id not in self._told]
        self._told |= {row.id for row in fresh}
        return {_said(row) for row in fresh}

    def sms(self, ref: str, message: str) -> dict[str, Any]:
        """What the last SMS of that name holds."""
        return [row.payload for row in ledger.outbox_of(self.desk, self.now(ref)) if row.message == message][-1]

    def suggests_cancelling(self, ref: str) -> bool:
        """Whether the screen suggests to give an order up."""
        found = self.desk.read(lambda work: views.rows(work, [self.id(ref)]))
        return found[self.id(ref)].suggest_cancel

    def reason(self, ref: str, number: int = 1) -> str:
        """Why the delivery of a parcel failed."""
        return self.parcels(ref)[number - 1].issue

    def came_back(self) -> dict[str, int]:
        """Parcels of the last seven days by the reason why they came back."""
        found = self.desk.read(lambda work: by_reason(work, named(WEEK, today_of(work))))
        return {one.reason: one.parcels for one in found}

    def events(self, ref: str) -> list[Event]:
        """Every step of an order, oldest first."""
        return ledger.events_of(self.desk, self.now(ref))

    def history(self, ref: str) -> list[str]:
        """The names of every step of an order, oldest first."""
        return [event.command for event in self.events(ref)]


def _said(row: OutboxRow) -> str:
    whom = " to the merchant" if row.payload.get("to") == "merchant" else ""
    way = f"at the {row.kind.split('.')[0]}" if "." in row.kind else f"by {row.kind}"
    return f"{row.payload['ref']} {row.message} {way}{whom}"
