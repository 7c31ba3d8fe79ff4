"""Whose an order is: another customer, found by name or number (domain.md D4)."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from console.countries import country
from console.screens.at_desk import start_of
from console.screens.outcomes.ask import Ask
from console.text import phone
from console.widgets.form import Choice, Choices, TextField
from console.widgets.lines import Plain
from console.widgets.questions import numbered
from workflows.derive import has_left
from workflows.orders.contact import LEFT, ChangeCustomer
from workflows.views.known_customers import customers_like

if TYPE_CHECKING:
    from console.seat import Seat
    from models.customers import Customer
    from workflows.views import Detail

NOBODY = "No other customer is found by that; type a name, a phone number, or the number of an order of theirs."
LABELLED = "! A parcel has left already: its label keeps the name and number it had, only the order changes."


class CustomerForm(Ask):
    """Type who, `enter`, a digit for the customer, a digit for where it goes."""

    does = "look up"

    DEFAULT_CSS = """
    CustomerForm > Choices, CustomerForm > #labelled { display: none; }
    CustomerForm.-found > #found { display: block; }
    CustomerForm.-chosen > #found, CustomerForm.-chosen > TextField { display: none; }
    CustomerForm.-chosen > #where, CustomerForm.-chosen > #labelled { display: block; }
    CustomerForm > #labelled { color: $text-warning; }
    """

    def __init__(self, found: "Detail", request_id: str, seat: "Seat") -> None:
        self._seat = seat
        self._typed = TextField(placeholder="name, phone number, or the number of an order of theirs")
        self._found, self._where = Choices(id="found"), Choices(id="where")
        self._known: dict[str, Customer] = {}
        self._customer: Customer | None = None
        who = Plain(f"now {found.order.name}, {phone(found.order.phone)}")
        title = f"{found.order.ref} change the customer: to whom?"
        told = [Plain(LABELLED, id="labelled")] if has_left(found.parcels) else []
        super().__init__(found, request_id, who, self._typed, self._found, *told, self._where, title=title)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Look them up."""
        message.stop()
        start_of(self, self._look_up(message.value), "customers", exclusive=True)

    async def _look_up(self, typed: str) -> None:
        besides = self.found.order.customer_id
        known = await self._seat.read(lambda work: customers_like(work, typed, besides=besides))
        self._known = {str(one.id): one for one in known}
        self._found.show(numbered([(_described(one), id) for id, one in self._known.items()]))
        self.set_class(bool(known), "-found")
        if known:
            self.screen.set_focus(self._found)
        else:
            self.complain(NOBODY)

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """The customer, then where it goes."""
        message.stop()
        if message.choices is self._found:
            self._choose(self._known[message.choice.value])
        elif self._customer is not None:
            self.decide(ChangeCustomer(self._customer.id, message.choice.value == "theirs"))

    def _choose(self, customer: "Customer") -> None:
        self._customer = customer
        theirs = ", ".join(
            filter(None, (customer.street, customer.city, country(customer.country) if customer.country else ""))
        )
        answers = [
            Choice("1", f"to the address of the order: {self.found.order.street}, {self.found.order.city}", "same"),
            Choice("2", f"to theirs: {theirs}", "theirs", self._why_not_theirs(customer)),
        ]
        self._where.show(answers)
        self.add_class("-chosen")
        self.open(f"{self.found.order.ref} to {customer.name}: where does it go?", first=self._where)

    def _why_not_theirs(self, customer: "Customer") -> str:
        if has_left(self.found.parcels):
            return LEFT
        return "" if customer.street else "it is not known"


def _described(customer: "Customer") -> str:
    return " · ".join(filter(None, (customer.name, phone(customer.phone), customer.city, customer.email)))
