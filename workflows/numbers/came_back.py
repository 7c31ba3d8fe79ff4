"""What came back, by reason: refused parcels, and goods sent back after delivery."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, case, distinct, false, func, select

from models.orders import orders
from models.shipments import returns, shipments
from models.statuses import ReturnKind
from workflows.numbers.period import Period, span
from workflows.work import Work

_r, _s, _o = returns.c, shipments.c, orders.c


@dataclass(frozen=True, slots=True)
class CameBack:
    """Parcels that came back for one reason."""

    kind: ReturnKind
    reason: str  #: as it was said when they were counted in, else why the delivery failed; empty when nobody said
    parcels: int
    fit: int  #: units put back in stock
    damaged: int
    lost: int


_reason: Any = case((_r.reason != "", _r.reason), else_=_s.issue).label("why")
_parcels: Any = func.count(distinct(_r.shipment_id)).label("parcels")
_BY_REASON = (
    select(_r.kind, _reason, _parcels, func.sum(_r.fit), func.sum(_r.damaged), func.sum(_r.lost))
    .select_from(
        returns.join(shipments, (_s.shop_id == _r.shop_id) & (_s.id == _r.shipment_id)).join(
            orders, (_o.shop_id == _r.shop_id) & (_o.id == _r.order_id)
        )
    )
    .where(
        _r.shop_id == bindparam("shop"),
        _r.at >= bindparam("from"),
        _r.at < bindparam("to"),
        _o.is_test.is_(false()),
    )
    .group_by(_r.kind, _reason)
    .order_by(_parcels.desc(), _reason, _r.kind)
)


def by_reason(work: Work, period: Period) -> list[CameBack]:
    """What was counted in, the most frequent reason first."""
    first, last = span(work, period)
    found = work.connection.execute(_BY_REASON, {"shop": work.shop.id, "from": first, "to": last})
    return [CameBack(kind, reason, parcels, *map(int, units)) for kind, reason, parcels, *units in found]
