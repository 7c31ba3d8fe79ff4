"""Drawers with one list: why nobody answered, how a recovered order is paid, what to edit."""

from functools import partial
from typing import TYPE_CHECKING

from console.data.owing import providers
from console.keyboard.calls import KINDS
from console.screens.outcomes.ask import Ask, MakeAsk
from console.screens.outcomes.contact import ContactForm
from console.screens.outcomes.doubts import pays_elsewhere
from console.screens.outcomes.products import ProductsForm
from console.widgets.form import Choice, Choices
from models.statuses import Method, Outcome
from workflows.confirmation.axis import NoAnswer, Recover
from workflows.labels import word
from workflows.money.receipts import owed

if TYPE_CHECKING:
    from workflows.views import Detail


class NoAnswerKinds(Ask):
    """`N` and a letter."""

    def __init__(self, found: "Detail", request_id: str) -> None:
        kinds = Choices([Choice(step.key, step.label, step.value) for step in KINDS])
        super().__init__(found, request_id, kinds, title=f"{found.order.ref} no answer: what was it?")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The kind of the attempt."""
        event.stop()
        self.decide(NoAnswer(Outcome(event.choice.value)))


class Methods(Ask):
    """`r` and a digit: an abandoned checkout becomes an order that is paid in this way."""

    def __init__(self, found: "Detail", request_id: str, *, calls_nobody: bool = False) -> None:
        methods = [
            Choice(str(n), _method(method, found), method, _never_came(method, found))
            for n, method in enumerate(Method, 1)
        ]
        then = " (confirmed at once: this shop calls nobody)" if calls_nobody else ""
        title = f"{found.order.ref} recover: how does the customer pay?{then}"
        super().__init__(found, request_id, Choices(methods), title=title)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The way of paying."""
        event.stop()
        command = Recover(Method(event.choice.value))
        if providers(self.found):
            self.post_message(self.Instead(self, partial(pays_elsewhere, recover=command)))
        else:
            self.decide(command)


def _method(method: Method, found: "Detail") -> str:
    chosen = "  (as chosen in the shop)" if method is found.order.method else ""
    return f"{_METHODS.get(method, word(method).lower())}{chosen}"


def _never_came(method: Method, found: "Detail") -> str:
    """Why not that one: what was to come online is not called in (C3)."""
    return "the online payment never arrived" if method is Method.ONLINE and owed(found.order) else ""


_METHODS = {Method.CASH: "cash on delivery"}


class WhatToEdit(Ask):
    """`e` and a digit."""

    def __init__(self, found: "Detail", request_id: str) -> None:
        why = {choice.verb: choice.reason or "" for choice in found.choices}
        parts = [
            Choice("1", "name, number and address", "contact", why.get("edit-contact", "")),
            Choice("2", "products and amounts", "products", why.get("edit-lines", "")),
        ]
        super().__init__(found, request_id, Choices(parts), title=f"{found.order.ref} edit: what?")

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """The form of that part."""
        event.stop()
        forms: dict[str, MakeAsk] = {"contact": ContactForm, "products": ProductsForm}
        self.post_message(self.Instead(self, forms[event.choice.value]))
