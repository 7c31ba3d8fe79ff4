"""What was ordered, as a form: quantities and prices, one more product, delivery and discount (D6)."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from console.screens.outcomes.ask import Ask
from console.screens.outcomes.field import Field
from console.screens.outcomes.said import spoken
from console.widgets.form import TextField
from console.widgets.lines import Plain
from models.currencies import exponent
from workflows.engine import Minor
from workflows.intake.amounts import Unreadable, minor, quantity
from workflows.orders.basket import EditLines, LineChange
from workflows.spoken import grouped

if TYPE_CHECKING:
    from models.orders import Line
    from workflows.views import Detail


class Row(Horizontal):
    """Product, units, price of one. What was not touched is not typed anew."""

    DEFAULT_CSS = """
    Row { height: 1; }
    Row > .title { width: 1fr; height: 1; }
    Row > .units { width: 8; }
    Row > .price { width: 16; }
    """

    def __init__(self, line: "Line | None", currency: str) -> None:
        super().__init__()
        self._line, self._currency = line, currency
        price = grouped(line.unit_minor, exponent(currency)) if line else ""
        self._was = price
        self._title = Plain(line.title, classes="title") if line else TextField(placeholder="one more: SKU or title")
        self._units = TextField(str(line.quantity) if line else "", placeholder="units")
        self._price = TextField(price, placeholder="price of one")

    def compose(self) -> ComposeResult:
        """Side by side."""
        self._title.add_class("title")
        self._units.add_class("units")
        self._price.add_class("price")
        yield from (self._title, self._units, self._price)

    def change(self) -> LineChange | None:
        """The line as it should be; None when it is to go. Raises Unreadable."""
        name = (self._line.sku or self._line.title) if self._line else self._typed
        units = self._units.value.strip()
        if not name.strip() or (self._line is not None and units in ("", "0")):
            return None
        price = self._price.value.strip()
        unit = Minor(minor(price, self._currency)) if price and price != self._was else None
        return LineChange(name, quantity(units or "1"), unit)

    @property
    def _typed(self) -> str:
        return self._title.value if isinstance(self._title, TextField) else ""


class ProductsForm(Ask):
    """`e`, `2`; 0 units take a line away, `enter` saves."""

    does = "save"

    def __init__(self, found: "Detail", request_id: str) -> None:
        order, places = found.order, exponent(found.order.currency)
        self._currency = order.currency
        self._rows = [Row(line, order.currency) for line in (*found.lines, None)]
        self._shipping = Field("delivery", grouped(order.shipping_minor, places))
        self._discount = Field("discount", grouped(order.discount_minor, places))
        title = f"{order.ref} edit, in {order.currency}; 0 units take a line away, enter saves:"
        super().__init__(found, request_id, *self._rows, self._shipping, self._discount, title=title)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save it, unless a number cannot be read."""
        event.stop()
        try:
            lines = tuple(change for row in self._rows if (change := row.change()) is not None)
            self.decide(EditLines(lines, self._amount(self._shipping), self._amount(self._discount)))
        except Unreadable as problem:
            self.complain(spoken(str(problem)))

    def _amount(self, field: Field) -> Minor | None:
        return Minor(minor(field.value or "0", self._currency)) if field.differs else None
