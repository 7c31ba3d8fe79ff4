"""Money back: units, delivery, adjustment and fee, with the sum under them as it is typed (domain.md 12, P6)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from console.screens.outcomes.carded import Card
from console.screens.outcomes.field import Field
from console.screens.outcomes.live import LiveForm
from console.widgets.form import TextField
from console.widgets.lines import Plain
from models.currencies import exponent
from models.statuses import FOR_NOTHING
from workflows.engine import Command, Minor
from workflows.intake.amounts import Unreadable, minor, quantity
from workflows.money.refunds import Arithmetic, RefundOrder, preview
from workflows.spoken import amount as plain
from workflows.spoken import grouped, money
from workflows.units import Units, name_of

if TYPE_CHECKING:
    from console.seat import Seat
    from models.orders import Line
    from workflows.case import Case
    from workflows.views import Detail


class LineRow(Horizontal):
    """A product, how many units there could be, and a field for each kind of count."""

    DEFAULT_CSS = """
    LineRow { height: 1; }
    LineRow > .title { width: 1fr; height: 1; }
    LineRow > TextField { width: 12; margin-left: 1; }
    LineRow > .told { width: 14; height: 1; padding-left: 1; }
    """

    def __init__(self, line: "Line", most: int, *kinds: str) -> None:
        super().__init__()
        self.line = line
        self._title = Plain(f"{line.title} ({most})", classes="title")
        self._told = Plain(classes="told")
        self._counts = {kind: TextField(placeholder=kind) for kind in kinds}

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._title
        yield from self._counts.values()
        yield self._told

    def tell(self, most: int, comes_to: str) -> None:
        """How many units there can be by now, and what those that were typed come to."""
        self._title.show(f"{self.line.title} ({most})")
        self._told.show(comes_to)

    def put(self, kind: str, units: int) -> None:
        """Propose so many."""
        self._counts[kind].value = str(units)

    def units(self, kind: str) -> int:
        """What was typed; Unreadable says of which product."""
        text = self._counts[kind].value.strip()
        try:
            return quantity(text) if text and text != "0" else 0
        except Unreadable as problem:
            raise Unreadable(f"{self.line.title}, {kind}: {problem}") from None


class RefundForm(LiveForm[Arithmetic]):
    """Tab through the fields, `enter`, and `enter` on the card."""

    def __init__(self, found: "Detail", request_id: str, seat: "Seat") -> None:
        self._rows = [LineRow(line, line.quantity, "units") for line in found.lines]
        self._typed = {name: Field(label) for name, label in _AMOUNTS.items()}
        self._note = Field("note", placeholder="why (may be left empty)")
        parts = [*self._rows, *self._typed.values(), self._note]
        self._proposes = found.order.fulfilment in FOR_NOTHING
        title = f"{found.order.ref} refund, in {found.order.currency}; enter shows what goes back:"
        super().__init__(found, request_id, seat, parts, title=title)

    def asked(self) -> RefundOrder:
        """The refund as it is typed."""
        lines = tuple(
            Units(name_of(row.line, self.found.lines), n) for row in self._rows if (n := row.units("units"))
        )
        amounts = {name: self._amount(name) for name in _AMOUNTS}
        return RefundOrder(lines, **amounts, note=self._note.value.strip())

    def _amount(self, name: str) -> Minor | None:
        text = self._typed[name].value.strip()
        try:
            return Minor(minor(text, self.found.order.currency)) if text else None
        except Unreadable as problem:
            raise Unreadable(f"{_AMOUNTS[name]}: {problem}; type an amount like 34.50") from None

    def judge(self, case: "Case", command: Command) -> Arithmetic:
        """The sum by the rules themselves."""
        assert isinstance(command, RefundOrder)
        return preview(case, command)

    def sums(self, judged: Arithmetic) -> str:
        """`goods 2 400.00 + delivery 0.00 + adjustment 0.00 - fee 0.00`, and what it comes to."""
        places = exponent(self.found.order.currency)
        goods, shipping, more, fee, left = (
            grouped(part, places)
            for part in (
                *(judged.goods_minor, judged.shipping_minor, judged.adjustment_minor),
                *(judged.fee_minor, judged.left_minor),
            )
        )
        parts = f"goods {goods} + delivery {shipping} + adjustment {more} − fee {fee}"
        return f"{parts}\n= {self._whole(judged)} goes back; {left} came in and is not refunded yet"

    def shown(self, judged: Arithmetic) -> None:
        """Beside each product what is left of it, and what its units come to; at first everything, if nothing was
        sold."""
        places = exponent(self.found.order.currency)
        self._typed["shipping"].text.placeholder = f"up to {grouped(judged.shipping_left_minor, places)}"
        if self._proposes and self._is_blank:
            self._propose(judged, places)
        self._proposes = False
        for row, part in zip(self._rows, judged.parts, strict=True):
            row.tell(part.left, f"= {grouped(part.amount_minor, places)}" if part.units else "")

    @property
    def _is_blank(self) -> bool:
        """Whether nobody has typed anything: they may be faster than the database."""
        return not any(field.value for field in self.query(TextField))

    def _propose(self, judged: Arithmetic, places: int) -> None:
        """All that is left; as one amount where that is not what the products come to."""
        if not judged.is_whole:
            self._typed["adjustment"].text.value = plain(judged.owed_minor, places)
            return
        for row, part in zip(self._rows, judged.parts, strict=True):
            row.put("units", part.left)
        if judged.shipping_left_minor:
            self._typed["shipping"].text.value = plain(judged.shipping_left_minor, places)

    def card(self, command: Command, judged: Arithmetic) -> Card:
        """Whom the money goes to, what it is made of."""
        assert isinstance(command, RefundOrder)
        whole = self._whole(judged)
        read = [f"{whole} goes back to {self.found.order.name}", *self._parts(judged)]
        warning = "A refund is not taken back: it is sent by hand, then marked as sent. A message is written."
        return Card([*read, *filter(None, [command.note])], f"refund {whole}", warning)

    def _whole(self, judged: Arithmetic) -> str:
        return money(judged.amount_minor, self.found.order.currency)

    def _parts(self, judged: Arithmetic) -> Iterator[str]:
        places = exponent(self.found.order.currency)
        for part in judged.parts:
            if part.units:
                yield f"{part.units} × {part.line.title}: {grouped(part.amount_minor, places)}"
        others = (
            ("delivery", judged.shipping_minor),
            ("adjustment", judged.adjustment_minor),
            ("less fee", judged.fee_minor),
        )
        yield from (f"{name}: {grouped(minor_, places)}" for name, minor_ in others if minor_)


_AMOUNTS = {"shipping": "delivery", "adjustment": "adjustment", "fee": "fee"}
