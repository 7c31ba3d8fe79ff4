"""One frozen policy settles every difference between the five systems (domain.md 15).

Rule rows never differ per shop: guards and effects read these switches. `describe` gives the sentence of a
switch, `parse` reads one from text, `text_of` writes it back. A shop stores only what differs from its
profile's preset.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from workflows.durations import format_span, parse_span
from workflows.errors import Invalid, NotFound
from workflows.hours import DAYS, CallingHours


class Ask(StrEnum):
    """Who is asked before shipping."""

    ALL = "ALL"
    COD = "COD"  #: any method paid later
    NOBODY = "NOBODY"


class When(StrEnum):
    """When stock is taken."""

    PLACED = "PLACED"
    CONFIRMED = "CONFIRMED"
    NEVER = "NEVER"


class WaybillBy(StrEnum):
    """By which step a parcel needs its waybill."""

    READY = "READY"
    HAND_OVER = "HAND_OVER"
    INTERNATIONAL_ONLY = "INTERNATIONAL_ONLY"
    NEVER = "NEVER"


class FailedDelivery(StrEnum):
    """Where a failed delivery puts the parcel."""

    ISSUE = "ISSUE"
    IN_RETURN = "IN_RETURN"


class Restock(StrEnum):
    """Whether units sent back after delivery go to stock by themselves."""

    ALL = "ALL"
    ASK = "ASK"


class Oms(StrEnum):
    """How orders reach an order management system."""

    NONE = "NONE"
    PUSH = "PUSH"
    PULL = "PULL"
    CONFIRM_API = "CONFIRM_API"


class TestOrders(StrEnum):
    """When a supervisor may place test orders."""

    __test__ = False

    UNTIL_FIRST_ORDER = "UNTIL_FIRST_ORDER"
    ALWAYS = "ALWAYS"
    NEVER = "NEVER"


class NewFirst(StrEnum):
    """Which new order is called first."""

    OLDEST = "OLDEST"
    NEWEST = "NEWEST"


class Language(StrEnum):
    """In which language our own words to customers are."""

    EN = "EN"
    FR = "FR"
    AR = "AR"


NEXT_MORNING = "next morning"
Retry = tuple[timedelta | str, ...]
Weekdays = frozenset[int]


def switch(sentence: str, default: Any) -> Any:
    """One switch: its sentence and the value of our own default profile."""
    return field(default=default, metadata={"sentence": sentence})


@dataclass(frozen=True, slots=True)
class ShopPolicy:
    """How one shop works. The first sixteen are the contradictions of the five systems, the rest are ours."""

    ask_customer: Ask = switch("Who is asked before shipping: ALL, COD (paid later) or NOBODY.", Ask.COD)
    pin_confirmation: bool = switch("Customers may confirm a COD order by a PIN sent by SMS.", False)
    suggest_cancel_after: int | None = switch(
        "Counted attempts after which the screen suggests cancelling; none never suggests.", 3
    )
    reserve_stock: When = switch("When units are held in stock: PLACED, CONFIRMED or NEVER.", When.PLACED)
    release_stock_on_cancel: bool = switch("Cancelling or marking fake frees the held units.", True)
    cancel_after_confirm: bool = switch("A supervisor may cancel a confirmed order until hand-over.", True)
    create_shipment_on_confirm: bool = switch("Confirming creates the parcel at once.", False)
    waybill_by: WaybillBy = switch("The step by which a parcel needs its waybill.", WaybillBy.READY)
    failed_delivery: FailedDelivery = switch("Where a failed delivery puts the parcel.", FailedDelivery.ISSUE)
    return_before_hand_over: bool = switch("A packed parcel may be set Returned.", False)
    staff_may_change_carrier_shipments: bool = switch(
        "Staff may edit or cancel a connected courier's parcel before hand-over.", True
    )
    cash_paid_on_delivery: bool = switch("Delivering a COD parcel books its cash as paid.", True)
    restock_returns: Restock = switch("Units sent back go to stock: ALL, or ASK per line.", Restock.ASK)
    oms: Oms = switch("Hand-off to an order management system.", Oms.NONE)
    payment_lookup_every: timedelta | None = switch(
        "How often gateways are asked about missing orders; none never asks.", None
    )
    test_orders: TestOrders = switch("When test orders may be placed.", TestOrders.UNTIL_FIRST_ORDER)

    attempt_gap: timedelta = switch(
        "An attempt counts only this long after the last counted one.", timedelta(minutes=30)
    )
    retry_after: Retry = switch(
        "Waits after the 1st, 2nd, 3rd … unanswered call; the last one repeats.",
        (timedelta(hours=2), timedelta(hours=4), NEXT_MORNING),
    )
    calling_hours: CallingHours = switch(
        "When customers may be called, in their own zone.", CallingHours.parse("Mon-Sun 09:00-20:00")
    )
    weekend: Weekdays | None = switch("Days that count as the weekend; none takes those of the shop's country.", None)
    number_gap: timedelta = switch(
        "The queue leaves a phone number alone this long after a call.", timedelta(minutes=60)
    )
    number_daily_cap: int = switch("Calls to one phone number per day, across orders and agents.", 3)
    claim_for: timedelta = switch("How long an agent keeps an order without activity.", timedelta(minutes=10))
    assignment_hold: timedelta = switch("How long an assigned order is kept for its agent.", timedelta(days=1))
    missed_after: timedelta = switch(
        "A call-back not made this long after its time is missed and offered to everyone.",
        timedelta(minutes=15),
    )
    call_later_within: timedelta = switch("How far ahead a call-back may be promised.", timedelta(days=14))
    new_first: NewFirst = switch("Which new order is called first: OLDEST or NEWEST.", NewFirst.OLDEST)
    duplicate_window: timedelta = switch(
        "Same number and an overlapping item within this span is flagged as a possible duplicate.",
        timedelta(days=7),
    )
    message_language: Language | None = switch(
        "Language of our own words to customers: EN, FR or AR; none takes the one of the shop's country.", None
    )


SWITCHES = {field.name: field for field in dataclasses.fields(ShopPolicy)}
_HINTS = get_type_hints(ShopPolicy)


def describe(name: str) -> str:
    """The sentence of a switch."""
    return str(SWITCHES[name].metadata["sentence"])


def parse(name: str, text: str) -> Any:
    """The value of a switch from what was typed; NotFound or Invalid in a sentence."""
    key = name.strip().lower().replace("-", "_")
    if key not in SWITCHES:
        raise NotFound(f"there is no switch {name!r}; `codesk shop` lists them all")
    try:
        return _read(_HINTS[key], text.strip())
    except Invalid as problem:
        or_none = ", or none" if type(None) in get_args(_HINTS[key]) else ""
        raise Invalid(f"{key}: {problem}{or_none}") from None


def text_of(value: Any) -> str:
    """The text that `parse` reads back."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, timedelta):
        return format_span(value)
    if isinstance(value, tuple):
        return ", ".join(text_of(item) for item in value)
    if isinstance(value, frozenset):
        return ", ".join(DAYS[day] for day in sorted(value))
    return "none" if value is None else str(value)


def policy_of(preset: ShopPolicy, differences: Mapping[str, str]) -> ShopPolicy:
    """A preset with a shop's own switches, as they are stored: text by name."""
    return dataclasses.replace(preset, **{name: parse(name, text) for name, text in differences.items()})


def _read(hint: Any, text: str) -> Any:
    if get_origin(hint) in (types.UnionType,):
        if text.lower() in ("none", "off", ""):
            return None
        (hint,) = [arg for arg in get_args(hint) if arg is not type(None)]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _word(hint, text)
    return _READERS[hint](text)


def _word(words: type[StrEnum], text: str) -> StrEnum:
    value = text.upper().replace("-", "_")
    if value not in set(words):
        raise Invalid(f"{text!r} is not one of {', '.join(words)}")
    return words(value)


def _flag(text: str) -> bool:
    value = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}.get(text.lower())
    if value is None:
        raise Invalid(f"{text!r} is neither on nor off")
    return value


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99:
        raise Invalid(f"{text!r} is not a number from 1 to 99")
    return int(text)


def _retry(text: str) -> Retry:
    waits: list[timedelta | str] = []
    for part in text.split(","):
        spoken = part.strip().lower().replace("-", " ")
        waits.append(NEXT_MORNING if spoken == NEXT_MORNING else parse_span(part))
    return tuple(waits)


def _weekdays(text: str) -> Weekdays:
    names = [part.strip().title() for part in text.split(",") if part.strip()]
    unknown = [name for name in names if name not in DAYS]
    if unknown:
        raise Invalid(f"{unknown[0]!r} is not a day; use {', '.join(DAYS)}")
    return frozenset(DAYS.index(name) for name in names)


_READERS: dict[Any, Callable[[str], Any]] = {
    bool: _flag,
    int: _count,
    timedelta: parse_span,
    CallingHours: CallingHours.parse,
    Retry: _retry,
    Weekdays: _weekdays,
}
