"""The stories of parcels: packed, handed over, delivered or brought back, and where their cash is."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from models.statuses import Destination, Issue, Reason
from workflows.confirmation.axis import Cancel, Confirm
from workflows.demo.teller import COURIER_STEP, DRIVER, SUPERVISOR, WAREHOUSE, Life, Step, Teller
from workflows.engine import Command, Minor
from workflows.money.cash import SettleCash
from workflows.money.payment import MarkPaid
from workflows.money.refunds import RefundOrder, RefundSent
from workflows.parcels.delivering import Deliver, PickUp
from workflows.parcels.packing import HandOver, MarkReady, StartPacking
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import CancelDelivery, DeliveryFailed, InTransit, OutForDelivery, StartReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.units import Units

#: Hours before the call, the packing, the hand-over, the scan in the hub, the van, and the door.
_HOURS = ((1, 30), (3, 20), (1, 6), (6, 14), (10, 30), (1, 6))
CALLED, PACKED, SENT, IN_HUB, IN_VAN, AT_DOOR = range(1, 7)  #: how far an order got

_ISSUES = (Issue.REFUSED, Issue.REFUSED, Issue.NOT_AVAILABLE, Issue.NOT_REACHABLE, Issue.ANOTHER_DAY, Issue.NO_CASH)
_WHY_BACK = ("taille trop petite", "couleur différente", "ne convient pas")


def _until(t: Teller, stage: int, end: datetime, **facts: Any) -> Life:
    """An order that got so far, its last step at `end`."""
    times = [end]
    for least, most in reversed(_HOURS[:stage]):
        times.append(t.by_day(times[-1] - timedelta(minutes=t.dice.randint(least * 60, most * 60))))
    placed, *steps = reversed(times)
    life = t.order(t.somebody(), placed, **facts)
    way = _way(t)
    life.courier = next(command.courier for _, command in way if isinstance(command, MarkReady))
    life.steps = [Step(at, by, command) for at, (by, command) in zip(steps, way, strict=False)]
    return life


def _way(t: Teller) -> list[tuple[str, Command]]:
    """Who does what, from the call to the door."""
    handed = COURIER_STEP if t.policy.create_shipment_on_confirm else WAREHOUSE
    return [
        (t.agent(), Confirm()),
        (WAREHOUSE, MarkReady(courier=t.courier(), waybill=t.waybill())),
        (handed, HandOver()),
        (COURIER_STEP, InTransit()),
        (COURIER_STEP, OutForDelivery(driver=DRIVER)),
        (COURIER_STEP, Deliver()),
    ]


def packing(t: Teller) -> list[Life]:
    """On the table right now."""
    life = _until(t, CALLED, t.by_day(t.minutes_ago(200, 1500)))
    return [life.then(t.minutes_ago(3, 90), WAREHOUSE, StartPacking())]


def packed(t: Teller) -> list[Life]:
    """Waits for the courier."""
    return [_until(t, PACKED, t.minutes_ago(10, 200))]


def sent(t: Teller) -> list[Life]:
    """Handed over yesterday or today."""
    return [_until(t, SENT, t.by_day(t.minutes_ago(60, 1500)))]


def in_hub(t: Teller) -> list[Life]:
    """Between two hubs."""
    return [_until(t, IN_HUB, t.minutes_ago(100, 1500))]


def in_van(t: Teller) -> list[Life]:
    """On its way to the door today."""
    return [_until(t, IN_VAN, t.minutes_ago(10, 240))]


def delivered(t: Teller, least: int, most: int, *, is_settled: bool = True, is_short: bool = False) -> list[Life]:
    """At the customer's for so many days; its cash is with the courier, in our hands, or not all of it."""
    life = _until(t, AT_DOOR, t.days_ago(least, most))
    at = life.steps[-1].at
    if not t.policy.cash_paid_on_delivery and is_settled:
        life.then(t.after(at, 200, 1300), SUPERVISOR, MarkPaid(reference=f"BR-{t.dice.randrange(10**5):05d}"))
    if is_settled or is_short:
        missing = life.draft.total_minor // 10 if is_short else 0
        amount = Minor(life.draft.total_minor - missing) if is_short else None
        life.then(t.after(at, 1400, 2600), SUPERVISOR, SettleCash(amount=amount))
    return [life]


def failed(t: Teller, least: int = 0, most: int = 3) -> list[Life]:
    """Nobody took it; the courier still has it."""
    life = _until(t, IN_VAN, t.days_ago(least, most))
    return [life.then(t.after(life.steps[-1].at, 60, 300), COURIER_STEP, DeliveryFailed(t.dice.choice(_ISSUES)))]


def refused(t: Teller, least: int = 1, most: int = 4) -> list[Life]:
    """On its way back to us."""
    (life,) = failed(t, least, most)
    return [life.then(t.after(life.steps[-1].at, 30, 700), COURIER_STEP, StartReturn("refused"))]


def came_back(t: Teller) -> list[Life]:
    """Counted in; now and then something is broken."""
    (life,) = refused(t, 5, 12)
    damaged = t.dice.random() < 0.2
    lines = tuple(Counted(line.sku, line.quantity - damaged, int(damaged)) for line in life.draft.lines)
    return [life.then(t.by_day(t.after(life.steps[-1].at, 2000, 4000)), WAREHOUSE, ReceiveReturn(lines))]


def stopped_on_the_road(t: Teller) -> list[Life]:
    """Called off while the courier had it: the goods are still out."""
    life = _until(t, IN_HUB, t.days_ago(1, 4))
    return [
        life.then(t.after(life.steps[-1].at, 60, 600), COURIER_STEP, CancelDelivery("the customer called it off"))
    ]


def unpacked(t: Teller) -> list[Life]:
    """Packed, and called off before the courier came."""
    life = _until(t, PACKED, t.days_ago(1, 6))
    return [life.then(t.after(life.steps[-1].at, 30, 300), WAREHOUSE, CancelShipment("the customer called it off"))]


def sent_back(t: Teller, *, is_paid_back: bool = True) -> list[Life]:
    """One unit came back after delivery, and its money is to be paid back."""
    (life,) = delivered(t, 5, 12)
    line, at = life.draft.lines[0], t.by_day(t.after(life.steps[-1].at, 900, 2500))
    life.then(at, WAREHOUSE, ReturnAfterDelivery((Counted(line.sku, 1),), t.dice.choice(_WHY_BACK)))
    life.then(t.after(at, 20, 90), SUPERVISOR, RefundOrder((Units(line.sku, 1),)))
    if is_paid_back:
        life.then(t.after(at, 300, 900), SUPERVISOR, RefundSent(f"VIR-{t.dice.randint(10000, 99999)}"))
    return [life]


def paid_back(t: Teller) -> list[Life]:
    """Paid online, all of it sent back before anything left; called off where a confirmed order can be."""
    life = t.order(t.somebody(), t.days_ago(2, 12), paid=True, gateway="CIB")
    every = tuple(Units(line.sku, line.quantity) for line in life.draft.lines)
    refund = RefundOrder(every, shipping=Minor(life.draft.shipping_minor), note="rupture de stock")
    life.then(t.after(life.at, 300, 900), SUPERVISOR, refund)
    if t.policy.cancel_after_confirm:
        life.then(t.after(life.at, 910, 990), SUPERVISOR, Cancel(Reason.OUT_OF_STOCK, called=False))
    return [life.then(t.after(life.at, 1000, 1400), SUPERVISOR, RefundSent(f"VIR-{t.dice.randint(10000, 99999)}"))]


def split(t: Teller) -> list[Life]:
    """Two products in two parcels: one has left, the other is still here."""
    at = t.days_ago(1, 3)
    first, second = t.dice.sample(t.world.goods, 2)
    life = t.order(t.somebody(), t.by_day(at - timedelta(hours=20)), (first, second))
    line = life.draft.lines[0]
    life.then(t.by_day(at - timedelta(hours=2)), t.agent(), Confirm())
    create = CreateShipment((Units(line.sku, line.quantity),), courier=t.courier(), waybill=t.waybill())
    for minutes, command in ((0, create), (40, MarkReady(shipment=1)), (200, HandOver(shipment=1))):
        life.then(at + timedelta(minutes=minutes), WAREHOUSE, command)
    return [life]


def to_collect(t: Teller, *, is_collected: bool) -> list[Life]:
    """The customer comes for it."""
    life = _until(t, CALLED, t.days_ago(2, 9) if is_collected else t.by_day(t.minutes_ago(300, 2500)))
    at = life.steps[-1].at
    steps: list[Command] = [CreateShipment(destination=Destination.PICKUP), MarkReady()]
    for command in islice([*steps, PickUp()], 3 if is_collected else 2):
        at = t.after(at, 30, 240)
        life.then(at, WAREHOUSE, command)
    if is_collected:
        life.then(t.after(at, 5, 60), SUPERVISOR, MarkPaid(reference=f"TPE-{t.dice.randrange(10**6):06d}"))
    return [life]
