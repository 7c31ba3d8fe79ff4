"""An order as widgets show it: its head line, who it is for, what it costs, what happened to it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from console import text
from console.countries import country
from console.data.owing import to_collect
from console.data.steps import details
from console.screens.outcomes.said import at_time, spoken
from console.widgets.order_card import Fact, Item, Section
from models.currencies import exponent
from models.statuses import CALLABLE, Payment
from workflows.labels import Promise
from workflows.spoken import grouped

if TYPE_CHECKING:
    from models.orders import Line
    from workflows.views import Detail, Happening, OrderRow

STEPS = 12  #: steps of the history that are shown, newest first


def address(found: "Detail") -> tuple[str, ...]:
    """Street, town, region and country, as far as they are known, on one line.

    On two where the street runs from right to left: a terminal would pull the postcode into it.
    """
    order = found.order
    region = "" if order.region == order.city else order.region
    town = " ".join(filter(None, (order.postcode, order.city)))
    place = ", ".join(filter(None, (town, region, country(order.country) if order.country else "")))
    lines = tuple(filter(None, (order.street, place)))
    return lines if text.marked(order.street) != order.street else (", ".join(lines),)


def who(found: "Detail") -> Iterator[Fact]:
    """Whom to ask for, on which number, and where they live."""
    yield Fact("", found.order.name or "no name", strong=True)
    yield from _number(found)
    for line in address(found):
        yield Fact("", line or "no address", "" if found.order.street else "trouble")


def _number(found: "Detail") -> Iterator[Fact]:
    reach = found.reach
    if not reach.phone:
        yield Fact("", reach.typed or "no number", "trouble", strong=True)
    else:
        sign = "✓" if not (reach.refusal or reach.warnings) else "!"
        where = f"{reach.kind} · {country(reach.region)} · {reach.there:%H:%M} there {sign}"
        yield Fact("", f"{text.phone(reach.phone)}   {where}", strong=True)
    for warning in filter(None, dict.fromkeys((reach.problem, reach.refusal, *reach.warnings))):
        yield Fact("", f"! {warning}", "trouble" if warning in (reach.problem, reach.refusal) else "waiting")


def line_text(line: "Line") -> str:
    """`2 × Argan oil`."""
    return f"{line.quantity} × {line.title}"


def receipt(found: "Detail") -> Iterator[Item]:
    """Lines and sums; the last one is what is still to pay."""
    order, places = found.order, exponent(found.order.currency)
    for line in found.lines:
        yield Item(line_text(line), grouped(line.quantity * line.unit_minor - line.discount_minor, places))
    # What an imported total holds beyond its parts is kept as tax, whether or not the file calls it so.
    above = ("tax and other", order.tax_minor)
    sums = (("delivery", order.shipping_minor), above, ("discount", -order.discount_minor))
    for name, minor in sums:
        if minor:
            yield Item(f"  {name}", grouped(minor, places))
    if order.received_minor:
        yield Item("  paid already", grouped(-order.received_minor, places))
    if order.refunded_minor:
        yield Item("  refunded of it", grouped(order.refunded_minor, places))
    left, amount = to_collect(found)
    yield Item(f"  {left}", amount, strong=True)


def paid_so_far(found: "Detail", say: Callable[[StrEnum], str]) -> Iterator[Fact]:
    """How far it is paid, where it is; the detail says so among its facts. `say`: see `Profile.word`."""
    if found.order.payment is not Payment.UNPAID:
        yield Fact("payment", say(found.order.payment).lower())


def remarks(found: "Detail", now: datetime, zone: tzinfo) -> Iterator[Fact]:
    """What else one should know before talking; `zone` is the shop's."""
    order, promise = found.order, found.appointment
    if found.row.suggestion:
        yield Fact("cancel?", spoken(found.row.suggestion), "trouble")
    if promise is not None:
        late = f", {_LATE[promise.promise]}" if promise.promise in _LATE else ""
        said = f": {promise.note}" if promise.note else ""
        yield Fact("promised", f"{at_time(promise.at, now, zone)} by {promise.by}{late}{said}", "promised")
    if found.duplicate is not None:
        yield Fact("duplicate?", f"looks like {_row(found.duplicate, now)}", "waiting")
    if order.short:
        yield Fact("stock", "there was too little when it was placed", "waiting")
    if order.phone_other:
        yield Fact("2nd number", text.phone(order.phone_other))
    if order.note:
        yield Fact("shop note", order.note)


_LATE = {Promise.DUE: "due now", Promise.MISSED: "missed"}


def sections(found: "Detail", now: datetime, zone: tzinfo, together: str = "") -> Sequence[Section]:
    """The side panel; `together` is the key that settles several orders of the number in one call."""
    return (
        Section("History", tuple(_step(step, now, zone) for step in found.history[: -STEPS - 1 : -1])),
        Section("Same number", tuple(_others(found, now, together))),
        Section("Notes", tuple(f"{text.then(n.at, now, zone)} {n.author}: {n.text}" for n in found.notes[::-1])),
    )


def _step(step: "Happening", now: datetime, zone: tzinfo) -> str:
    told = ", ".join(value for name, value in details(step) if name not in ("before", "after"))
    return f"{text.then(step.at, now, zone)} {step.what}" + (f" ({told})" if told else "")


def _others(found: "Detail", now: datetime, together: str) -> Iterator[str]:
    """Other orders of the number; those that this call may settle too say by which key."""
    for row in found.same_number:
        is_open = row.confirmation in CALLABLE and not row.is_test
        yield _row(row, now) + (f" · {together} settles it too" if is_open and together else "")


def _row(row: "OrderRow", now: datetime) -> str:
    return f"{row.ref} {row.label.lower()} {text.ago(row.placed_at, now)}"
