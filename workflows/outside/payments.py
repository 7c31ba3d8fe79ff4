"""The port of a payment provider: one question about one order, one answer (domain.md 13, M4).

A real provider is one more class with `ask`. The generic one speaks a small protocol of JSON over HTTPS:

    GET {url}/payments?order=1042&external_id=5551&reference=pi_1        Authorization: Bearer SECRET

    {"status": "paid", "id": "pi_1", "amount_minor": 340000, "currency": "DZD", "at": "2026-11-22T10:00:00+01:00"}
    {"status": "failed", "why": "insufficient funds"}      {"status": "pending"}      {"status": "unknown"}

`order` is the number that customer and shop know, without #, `external_id` the order's id in its own system,
`reference` the provider's id of the attempt, left out where codesk knows none. `id` is the payment's own id: it is
booked once. `amount_minor` are whole minor units. A payment that the provider does not know is `unknown`, never a
404: a wrong address would look the same. Anything else than these answers is not believed.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from models.gateways import Answered
from workflows.text import clean

_LONGEST = 200  #: characters of a text that a provider sends
_MOST = 10**15  #: minor units of a payment that is believed


class Unreachable(Exception):
    """The provider does not answer, or refuses to: there is no use in asking on. A sentence."""


class Unusable(Exception):
    """The provider answered something that is no answer. A sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which payment is asked about."""

    order: str
    external_id: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider says."""

    status: Answered
    id: str = ""  #: the payment's id at the provider
    amount_minor: int = 0
    currency: str = ""
    why: str = ""  #: of a failure


class PaymentLookup(Protocol):
    """Whoever can be asked about payments."""

    def ask(self, question: Question) -> Answer:
        """The provider's answer; Unreachable or Unusable otherwise."""
        ...


def read(document: Any) -> Answer:
    """An answer from what was parsed; Unusable when it is none."""
    if not isinstance(document, dict):
        raise Unusable("answered something that is not a payment")
    status = document.get("status")
    if status not in ("paid", "failed", "pending", "unknown"):
        raise Unusable("answered without a status that means anything")
    if status != "paid":
        return Answer(Answered(status), why=_text(document.get("why", "")))
    amount, payment_id, currency = (document.get(name) for name in ("amount_minor", "id", "currency"))
    if type(amount) is not int or not 0 < amount <= _MOST:
        raise Unusable("says paid without an amount in minor units")
    if not isinstance(payment_id, str) or not payment_id.strip() or _text(payment_id) != payment_id:
        raise Unusable("says paid without an id that can be kept")
    if not isinstance(currency, str) or not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        raise Unusable("says paid without a currency")
    return Answer(Answered.PAID, payment_id, amount, currency.upper())


def _text(value: Any) -> str:
    """What a provider wrote, as one line that can be shown."""
    return clean(value)[:_LONGEST] if isinstance(value, str) else ""
