"""Who ordered and where it goes, as a form: only what was typed differently is changed (D5)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import Input

from console.screens.outcomes.ask import Ask
from console.screens.outcomes.field import Field
from workflows.orders.contact import EditContact

if TYPE_CHECKING:
    from workflows.views import Detail

FIELDS: Mapping[str, str] = {
    "name": "name",
    "phone": "phone",
    "phone_other": "2nd number",
    "email": "e-mail",
    "street": "street",
    "city": "city",
    "region": "region",
    "postcode": "postcode",
    "country": "country",
}


class ContactForm(Ask):
    """`e`, `1`, tab to the field, `enter`."""

    does = "save"

    def __init__(self, found: "Detail", request_id: str) -> None:
        order = found.order
        self._typed = {
            name: Field(label, order.phone or order.phone_typed if name == "phone" else getattr(order, name))
            for name, label in FIELDS.items()
        }
        super().__init__(found, request_id, *self._typed.values(), title=f"{order.ref} edit; enter saves:")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save what differs; the rules say what is wrong with it."""
        event.stop()
        self.decide(EditContact(**{name: field.value for name, field in self._typed.items() if field.differs}))
