"""The stories: what becomes of one customer's orders. Each gives the lives of one customer."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from models.outbox import outbox
from models.statuses import Method, Outcome, Reason, Shipping
from workflows.confirmation.axis import CallLater, Cancel, Confirm, ConfirmByPin, MarkFake, NoAnswer, Recover
from workflows.demo.teller import CHECKOUT_STEP, GATEWAY_STEP, OMS_STEP, SUPERVISOR, Life, Teller
from workflows.engine import Minor
from workflows.money.payment import MarkPaid, PaymentArrived, PaymentFailed, PaymentStarted
from workflows.oms.answers import HandOffAccepted, HandOffRefused
from workflows.orders.remarks import AddNote
from workflows.policy import FailedDelivery
from workflows.work import Work

Script = Callable[[Teller], list[Life]]

FAKE_NAME, TRIAL_NAME = "test test", "Commande test"
KEPT_NAMES = frozenset({FAKE_NAME, TRIAL_NAME})  #: names that belong to a story, not to a customer

_KINDS = (Outcome.NO_REPLY, Outcome.NO_REPLY, Outcome.NO_REPLY, Outcome.BUSY, Outcome.OFF, Outcome.VOICEMAIL)
_NOTES = ("Voisin de la boulangerie Amir", "Parle surtout arabe", "Rappeler sur WhatsApp si absent", "Cliente fidèle")
_BAD_PHONES = ("0551 23", "12345678", "+213 99", "055512345678901", "", "5,51E+08", "xxxx")
_REASONS = (
    Reason.CHANGED_MIND,
    Reason.CHANGED_MIND,
    Reason.PRICE,
    Reason.PRICE,
    Reason.DUPLICATE,
    Reason.OUT_OF_STOCK,
    Reason.WRONG_CONTACT,
    Reason.JUNK,
)


def fresh(t: Teller) -> list[Life]:
    """Nobody has called yet."""
    return [t.order(t.somebody(), t.minutes_ago(2, 600))]


def short(t: Teller) -> list[Life]:
    """More was ordered than lies on the shelf."""
    return [t.order(t.somebody(), t.minutes_ago(20, 300), (t.world.scarce,))]


def bad_phone(t: Teller) -> list[Life]:
    """The number cannot be called."""
    return [t.order(t.somebody(), t.minutes_ago(10, 900), phone=t.dice.choice(_BAD_PHONES))]


def unanswered(t: Teller, attempts: int) -> list[Life]:
    """So many calls that nobody took, one a day."""
    last = t.by_day(t.minutes_ago(35, 1300))
    calls = [last - timedelta(hours=24 * back + t.dice.randint(-2, 2)) for back in range(attempts - 1, 0, -1)]
    life = t.order(t.somebody(), (calls or [last])[0] - timedelta(minutes=t.dice.randint(30, 400)))
    _ring(t, life, [*calls, last])
    return [life]


def wrong_number(t: Teller) -> list[Life]:
    """Somebody else answered: a new number is needed."""
    at = t.by_day(t.minutes_ago(60, 1500))
    life = t.order(t.somebody(), at - timedelta(minutes=t.dice.randint(20, 200)))
    return [life.then(at, t.agent(), NoAnswer(Outcome.WRONG_NUMBER, "quelqu'un d'autre a répondu"))]


def promised(t: Teller, least: int, most: int) -> list[Life]:
    """A call-back so many minutes from now; below nothing it is due or missed."""
    made = t.by_day(t.minutes_ago(240, 1500))
    at = t.now + timedelta(minutes=t.dice.randint(least, most))
    life = t.order(t.somebody(), made - timedelta(minutes=t.dice.randint(15, 300)))
    return [life.then(made, t.agent(), CallLater(at.replace(second=0, microsecond=0), "rappeler à cette heure"))]


def twice(t: Teller) -> list[Life]:
    """The same thing ordered twice within the hour."""
    who, first = t.somebody(), t.minutes_ago(200, 900)
    goods = (t.dice.choice(t.world.goods),)
    return [t.order(who, first, goods), t.order(who, t.after(first, 3, 40), goods)]


def missing(t: Teller, *, online: bool) -> list[Life]:
    """The checkout was left; some had begun to pay."""
    method = Method.ONLINE if online else Method.CASH
    life = t.order(t.somebody(), t.minutes_ago(90, 4000), placed=False, method=method, gateway="CIB" * online)
    if online:
        named = reference(t)
        life.then(t.after(life.at, 1, 2), CHECKOUT_STEP, PaymentStarted("CIB", named))
        if t.dice.random() < 0.5:
            life.then(t.after(life.at, 3, 9), GATEWAY_STEP, PaymentFailed(named, "insufficient funds"))
    return [life]


def recovered(t: Teller) -> list[Life]:
    """A left checkout, called and won back."""
    life = t.order(t.somebody(), t.minutes_ago(1500, 4500), placed=False)
    agent, at = t.agent(), t.by_day(t.minutes_ago(200, 1400))
    life.then(at, agent, Recover(Method.CASH, "le site ne chargeait pas"))
    return [life.then(t.after(at, 1, 3), agent, Confirm())]


def failed_payment(t: Teller) -> list[Life]:
    """Placed, but the card was refused."""
    facts: dict[str, Any] = {"method": Method.ONLINE, "gateway": "CIB", "payment_failed": True}
    return [t.order(t.somebody(), t.minutes_ago(15, 700), **facts)]


def paid(t: Teller) -> list[Life]:
    """Paid at the checkout: nobody has to call."""
    return [t.order(t.somebody(), t.minutes_ago(30, 2800), paid=True, gateway="CIB")]


def transferred(t: Teller) -> list[Life]:
    """A bank transfer that the supervisor saw."""
    life = t.order(t.somebody(), t.minutes_ago(600, 4000), method=Method.TRANSFER)
    named = f"VIR-{t.dice.randint(10000, 99999)}"
    return [life.then(t.after(life.at, 120, 500), SUPERVISOR, MarkPaid(reference=named))]


def confirmed(t: Teller) -> list[Life]:
    """Called, perhaps more than once, and confirmed."""
    at = t.by_day(t.minutes_ago(15, 2600))
    life = t.order(t.somebody(), at - timedelta(hours=t.dice.randint(30, 60)))
    tries = t.dice.choice((0, 0, 0, 1, 1, 2))
    _ring(t, life, [at - timedelta(hours=back) for back in (26, 3)][2 - tries :])
    agent = t.agent()
    life.then(at, agent, Confirm())
    if t.dice.random() < 0.3:
        life.then(t.after(at, 1, 3), agent, AddNote(t.dice.choice(_NOTES)))
    return [life]


def cancelled(t: Teller) -> list[Life]:
    """The customer took the call and called it off."""
    at = t.by_day(t.minutes_ago(40, 9000))
    life = t.order(t.somebody(), at - timedelta(hours=t.dice.randint(1, 50)))
    reason = t.dice.choice(_REASONS)
    note = "prix trouvé ailleurs" if reason is Reason.PRICE else ""
    return [life.then(at, t.agent(), Cancel(reason, note))]


def given_up(t: Teller) -> list[Life]:
    """Four calls in vain, cancelled from the backlog."""
    at = t.by_day(t.minutes_ago(60, 9000))
    calls = [at - timedelta(hours=hours) for hours in (76, 51, 27, 5)]
    life = t.order(t.somebody(), calls[0] - timedelta(hours=2))
    _ring(t, life, calls)
    return [life.then(at, SUPERVISOR, Cancel(Reason.NO_ANSWER, called=False))]


def fake(t: Teller) -> list[Life]:
    """Junk."""
    at = t.by_day(t.minutes_ago(60, 9000))
    life = t.order(t.somebody(), at - timedelta(hours=t.dice.randint(1, 20)), customer=FAKE_NAME)
    return [life.then(at, t.agent(), MarkFake("nom et adresse inventés"))]


def sent(t: Teller, status: Shipping, least_days: int, most_days: int) -> list[Life]:
    """Confirmed and sent before codesk came: its own system says how far it got, in the words of such a shop."""
    if status is Shipping.ISSUE and t.policy.failed_delivery is FailedDelivery.IN_RETURN:
        status = Shipping.IN_RETURN
    placed = t.minutes_ago(least_days * 1440, most_days * 1440)
    left = placed + timedelta(hours=t.dice.randint(20, 30))
    arrived = status is Shipping.DELIVERED
    facts: dict[str, Any] = {"paid": True, "method": Method.CASH} if arrived else {}
    return [t.order(t.somebody(), placed, shipping=status, closed_at=left, **facts)]


def called_off_elsewhere(t: Teller) -> list[Life]:
    """Cancelled in the shop's own system."""
    placed = t.minutes_ago(2000, 10000)
    return [t.order(t.somebody(), placed, cancelled=True, closed_at=placed + timedelta(hours=5))]


def regular(t: Teller) -> list[Life]:
    """Bought before, orders again today."""
    who = t.somebody()
    before = [t.minutes_ago(14 * 1440, 19 * 1440), t.minutes_ago(11 * 1440, 13 * 1440)]
    facts: dict[str, Any] = {"shipping": Shipping.DELIVERED, "paid": True, "method": Method.CASH}
    old = [t.order(who, at, closed_at=at + timedelta(hours=26), **facts) for at in before]
    return [*old, t.order(who, t.minutes_ago(5, 400))]


def trial(t: Teller) -> list[Life]:
    """The supervisor's test order, before the first real one."""
    life = t.order(t.somebody(), t.now - timedelta(days=21), customer=TRIAL_NAME)
    life.is_test = True
    return [life]


def _ring(t: Teller, life: Life, calls: Sequence[datetime]) -> None:
    for at in calls:
        life.then(t.by_day(at), t.agent(), NoAnswer(t.dice.choice(_KINDS)))


def by_pin(t: Teller) -> list[Life]:
    """Confirmed by the PIN that the customer was sent."""
    life = t.order(t.somebody(), t.minutes_ago(30, 2600))
    life.is_told = True
    return [life.then(t.after(life.at, 2, 90), CHECKOUT_STEP, _with_pin)]


def _with_pin(work: Work, order_id: UUID) -> ConfirmByPin:
    mine = (outbox.c.shop_id == work.shop.id, outbox.c.order_id == order_id, outbox.c.message == "pin")
    sent = work.connection.scalars(select(outbox.c.payload).where(*mine)).first() or {}
    return ConfirmByPin(str(sent.get("pin", "")))


def paying(t: Teller) -> list[Life]:
    """Placed, and the payment is still under way."""
    life = t.order(t.somebody(), t.minutes_ago(2, 240), method=Method.ONLINE, gateway="CIB")
    return [life.then(t.after(life.at, 1, 2), CHECKOUT_STEP, PaymentStarted("CIB", reference(t)))]


def completed(t: Teller) -> list[Life]:
    """A left checkout whose payment arrived after all."""
    life = t.order(t.somebody(), t.minutes_ago(200, 9000), placed=False, method=Method.ONLINE, gateway="CIB")
    named = reference(t)
    life.then(t.after(life.at, 1, 2), CHECKOUT_STEP, PaymentStarted("CIB", named))
    paid = PaymentArrived("CIB", named, Minor(life.draft.total_minor))
    return [life.then(t.after(life.at, 10, 60), GATEWAY_STEP, paid)]


def part_paid(t: Teller) -> list[Life]:
    """Half of it came by bank transfer."""
    life = t.order(t.somebody(), t.minutes_ago(900, 5000), method=Method.TRANSFER)
    half = MarkPaid(Minor(life.draft.total_minor // 2), f"VIR-{t.dice.randint(10000, 99999)}")
    return [life.then(t.after(life.at, 200, 800), SUPERVISOR, half)]


def called_off_late(t: Teller) -> list[Life]:
    """Confirmed without a call, and the customer wrote in to call it off."""
    life = t.order(t.somebody(), t.minutes_ago(1500, 9000))
    return [
        life.then(t.by_day(t.after(life.at, 700, 1400)), SUPERVISOR, Cancel(t.dice.choice(_REASONS), called=False))
    ]


def handed_off(t: Teller, *, is_refused: bool = False) -> list[Life]:
    """The OMS took the order, or could not."""
    life = t.order(t.somebody(), t.minutes_ago(40, 12000))
    said = HandOffRefused("unknown SKU") if is_refused else HandOffAccepted(f"SO-{t.dice.randrange(10**6):06d}")
    return [life.then(t.after(life.at, 1, 12), OMS_STEP, said)]


def reference(t: Teller) -> str:
    """A payment id of a provider."""
    return f"pay_{t.dice.getrandbits(40):010x}"
