"""A new order, typed while the customer is on the phone, with its total under it (C2)."""

from typing import TYPE_CHECKING

from textual.message import Message

from console.data.typed import amount, line
from console.screens.at_desk import start_of
from console.screens.outcomes.carded import Card
from console.screens.outcomes.field import Field
from console.screens.outcomes.live import Live
from console.text import clean
from models.currencies import exponent
from models.statuses import Confirmation
from workflows.orders.by_hand import NewOrder, Total, preview, take
from workflows.orders.draft import Address
from workflows.policy import Ask
from workflows.spoken import amount as plain
from workflows.spoken import money

if TYPE_CHECKING:
    from console.seat import Seat
    from models.orders import Order
    from workflows.work import Work

LOCKS = "A message to the customer is written, and the order is called like any new one."
AT_ONCE = "A message to the customer is written, and the order is confirmed at once: this shop calls nobody."


class NewOrderForm(Live[NewOrder, Total]):
    """`n` on the list of orders; tab goes on, enter reads it back, escape leaves everything as it was.

    One request id for every try, so that an order which is sent again after an error is placed once.
    """

    class Complained(Message):
        """What was typed cannot be used."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Placed(Message):
        """It is an order now."""

        def __init__(self, form: "NewOrderForm", sentence: str) -> None:
            super().__init__()
            self.form = form
            self.sentence = sentence

    def __init__(self, seat: "Seat") -> None:
        self._currency, self._request = seat.desk.shop.currency, seat.desk.new_request()
        like = f"2 x ARG-100; 1 x SOAP @ {plain(3450, exponent(self._currency))}"
        self._phone, self._who = Field("phone"), Field("name")
        self._lines = Field("products", placeholder=f"SKU or title, like {like}")
        self._shipping, self._discount = Field("delivery"), Field("discount")
        self._street, self._city, self._region = Field("street"), Field("city"), Field("region")
        self._postcode, self._note = Field("postcode"), Field("note")
        fields = (self._phone, self._who, self._lines, self._shipping, self._discount)
        where = (self._street, self._city, self._region, self._postcode, self._note)
        title = f"New order, in {self._currency}; enter reads it back:"
        super().__init__(*self.live(seat, (*fields, *where)), title=title)

    def asked(self) -> NewOrder:
        """What the customer says; a product without a price takes its last one."""
        texts = (text.strip() for text in self._lines.value.split(";"))
        return NewOrder(
            tuple(line(text, self._currency) for text in texts if text),
            self._phone.value,
            self._who.value,
            Address(self._street.value, self._city.value, self._region.value, self._postcode.value),
            amount(self._shipping.value or "0", self._currency),
            amount(self._discount.value or "0", self._currency),
            self._note.value,
        )

    def judged(self, work: "Work", asked: NewOrder) -> Total:
        """What it would come to."""
        return preview(work, asked)

    def sums(self, judged: Total) -> str:
        """The total, as far as the products can be priced; a discount beyond it leaves none."""
        return f"total {self._much(judged.total_minor)}" if judged.total_minor >= 0 else ""

    def card(self, asked: NewOrder, judged: Total) -> Card:
        """Who, what, where to, how much."""
        goods = [
            f"{one.quantity} x {clean(one.title)} @ {self._much(one.unit_minor)}"
            + (f" less {self._much(one.discount_minor)}" if one.discount_minor else "")
            for one in judged.lines
        ]
        to = asked.address
        place = ", ".join(filter(None, (to.street, to.city, to.region, to.postcode)))
        read = [f"{asked.name} · {asked.phone}", *goods, *([place] if place else [])]
        return Card([*read, self.sums(judged)], "place the order", AT_ONCE if self._is_asked_nobody else LOCKS)

    @property
    def _is_asked_nobody(self) -> bool:
        return self._seat.desk.policy.ask_customer is Ask.NOBODY

    def _much(self, minor: int) -> str:
        return money(minor, self._currency)

    def complain(self, sentence: str) -> None:
        """For the status line."""
        self.post_message(self.Complained(sentence))

    def agree(self, asked: NewOrder) -> None:
        """Place it; keys that are pressed meanwhile are not taken for a second one."""
        start_of(self, self._place(asked), "place", exclusive=True)

    async def _place(self, asked: NewOrder) -> None:
        by, request = self._seat.actor, self._request
        order = await self._seat.write(lambda work: take(work, asked, by=by, request_id=request))
        self.post_message(self.Placed(self, self._said(order)))

    def _said(self, order: "Order") -> str:
        twin = " It may be a duplicate." if order.duplicate_of else ""
        done = "placed and confirmed" if order.confirmation is Confirmation.CONFIRMED else "placed"
        return f"{order.ref} of {clean(order.name)} is {done}: {self._much(order.total_minor)}.{twin}"
