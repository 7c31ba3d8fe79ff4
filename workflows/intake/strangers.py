"""Orders that bear the number of an order which is here, and are not it.

Tables number their orders 1001, 1002 … as they like: another shop's file, or the sheet of another day, begins at
the same numbers. An order is known again by its number together with whom it is of, or when it was placed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from models import clock
from models.orders import orders
from workflows.errors import Invalid
from workflows.orders.draft import DraftOrder, Rejection
from workflows.orders.drawing_up import reversed_digits
from workflows.orders.placing import key
from workflows.phones import parse
from workflows.text import clean, fold
from workflows.work import Work

_LONGEST = 40
_OUR_OWN = frozenset({"codesk", "demo"})  #: sources of orders that no file brings
_o = orders.c
_HERE = select(_o.source, _o.external_id, _o.name, _o.email, _o.phone_rev, _o.placed_at).where(
    _o.shop_id == bindparam("shop"), _o.external_id.in_(bindparam("ids", expanding=True))
)


def source_named(name: str) -> str:
    """The name that a person gives to where a file comes from; Invalid when it cannot be one."""
    said = " ".join(clean(name).casefold().split())
    if not said or len(said) > _LONGEST or said in _OUR_OWN:
        raise Invalid(f"{name!r} cannot be a source; name the shop that the file is of, such as 'second shop'")
    return said


def sorted_out(work: Work, drafts: Sequence[DraftOrder]) -> tuple[list[DraftOrder], list[Rejection]]:
    """The drafts that may be placed or are known, and those whose number another order has taken."""
    ids = [draft.external_id for draft in drafts]
    here = {
        (row.source, row.external_id): row
        for row in work.connection.execute(_HERE, {"shop": work.shop.id, "ids": ids})
    }
    strangers = {id(draft) for draft in drafts if key(draft) in here and not _is_same(work, draft, here[key(draft)])}
    good = [draft for draft in drafts if id(draft) not in strangers]
    return good, [_told(work, draft, here) for draft in drafts if id(draft) in strangers]


def _is_same(work: Work, draft: DraftOrder, order: Any) -> bool:
    """One thing about the customer agrees; or the minute does; or the day, where nothing is told of the customer."""
    pairs = [
        (fold(draft.customer), fold(order.name)),
        (draft.email.casefold(), order.email.casefold()),
        (_digits(work, draft.phone), order.phone_rev),
    ]
    told = [(theirs, ours) for theirs, ours in pairs if theirs and ours]
    if any(theirs == ours for theirs, ours in told):
        return True
    if draft.placed_at is None:
        return not told
    return bool(draft.placed_at == order.placed_at and (not told or _has_clock(work, draft.placed_at)))


def _digits(work: Work, typed: str) -> str:
    return reversed_digits(parse(typed, work.shop.country).e164 or typed) if typed.strip() else ""


def _has_clock(work: Work, at: datetime) -> bool:
    """Whether the file told the time of day: midnight stands for a date alone."""
    local = at.astimezone(clock.zone(work.shop.zone))
    return bool(local.hour or local.minute or local.second)


def _told(work: Work, draft: DraftOrder, here: Mapping[tuple[str, str], Any]) -> Rejection:
    order = here[key(draft)]
    day = order.placed_at.astimezone(clock.zone(work.shop.zone)).date()
    whose = f"of {order.name} " if order.name else ""
    reason = f"another order {draft.ref} {whose}of {day} is here; give --source NAME if this is another shop's file"
    return Rejection(draft.row, "order", draft.ref, reason, draft.rows)
