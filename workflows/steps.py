"""The steps of an order as they were written down: the last one, that of a request, and whose step one followed."""

from sqlalchemy import bindparam, select

from models.log import Event, events
from models.statuses import Role
from workflows.case import Case
from workflows.work import first

_mine = events.c.shop_id == bindparam("shop")
_OF_ORDER = select(events).where(_mine, events.c.order_id == bindparam("order"))
_LAST = first(_OF_ORDER.order_by(events.c.version.desc()))
_OF_REQUEST = select(events).where(_mine, events.c.request_id == bindparam("request"))


def last_event(case: Case) -> Event | None:
    """The last step of the order."""
    found = case.work.connection.execute(_LAST, case.key).one_or_none()
    return Event(*found) if found else None


def of_request(case: Case, request_id: str) -> Event | None:
    """The step that a request came to; None while it was not performed."""
    key = {"shop": case.order.shop_id, "request": request_id}
    found = case.work.connection.execute(_OF_REQUEST, key).one_or_none()
    return Event(*found) if found else None


def request_behind(event: Event) -> str:
    """The request of the step that one followed by itself; empty where somebody asked for it."""
    return event.request_id.rpartition("/")[0] if event.role is Role.SYSTEM else ""
