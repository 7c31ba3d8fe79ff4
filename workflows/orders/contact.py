"""Who ordered and where it goes: changing the customer, the phone, the address (D4, D5).

An order carries its own snapshot of these; nothing here touches the customer's record or their other orders.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from uuid import UUID

from sqlalchemy import select

from models.customers import Customer, customers
from models.statuses import CALLABLE, Confirmation
from workflows import names
from workflows.actors import CALLERS, SUPERVISOR
from workflows.calls import phone_book
from workflows.calls.attempts import claim_free
from workflows.calls.queueing import enqueue, is_callable
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.errors import Refused
from workflows.orders import drawing_up, placing
from workflows.parcels import guards
from workflows.parcels.assigning import ask_anew
from workflows.phones import Phone, parse
from workflows.text import clean

LEFT = "the parcel has left with the address it had; tell the courier instead"
_ADDRESS = ("street", "city", "region", "postcode", "country")


@dataclass(frozen=True, slots=True)
class EditContact(Command):
    """Edit address or phone."""

    done = "edited the contact of this order"

    name: str | None = None  #: the customer's name
    phone: str | None = None  #: the number to call, in any spelling
    phone_other: str | None = None  #: a second number
    email: str | None = None  #: the customer's e-mail
    street: str | None = None  #: street and house
    city: str | None = None  #: town
    region: str | None = None  #: wilaya, state or province
    postcode: str | None = None  #: postal code
    country: str | None = None  #: two letters


@dataclass(frozen=True, slots=True)
class ChangeCustomer(Command):
    """Change the customer."""

    done = "gave this order to another customer"

    customer: UUID  #: the customer it belongs to
    use_address: bool = False  #: send it to their address too


def edited(case: Case, command: EditContact) -> dict[str, str]:
    """The fields that differ from the order, by their column; the phone as it was typed."""
    typed = {field.name: getattr(command, field.name) for field in fields(command)}
    given = {name: " ".join(clean(text).split()) for name, text in typed.items() if text is not None}
    if "phone" in given:
        given["phone_typed"] = given.pop("phone")
    return {name: text for name, text in given.items() if text != getattr(case.order, name)}


# Guards and checks.


def address_open(case: Case) -> str | None:
    """Guard: a parcel that has left goes where its label says."""
    return guards.nothing_left(case) and LEFT


def changes_something(case: Case, command: EditContact) -> str | None:
    """Check: at least one field differs."""
    return None if edited(case, command) else "nothing was changed; type what is different"


def has_name(case: Case, command: EditContact) -> str | None:
    """Check: a name is never taken away."""
    return "the order needs a name" if edited(case, command).get("name") == "" else None


def numbers_good(case: Case, command: EditContact) -> str | None:
    """Check: a number that is typed anew can be called; one that is left as it was is not judged again."""
    new = edited(case, command)
    if "phone_typed" in new and not (phone := _phone(case, new["phone_typed"])).valid:
        return phone.problem
    if new.get("phone_other") and not (other := _phone(case, new["phone_other"])).valid:
        return f"the second number: {other.problem}"
    return None


def email_good(case: Case, command: EditContact) -> str | None:
    """Check: an e-mail address has a name and a place."""
    email = edited(case, command).get("email")
    if email and (email.count("@") != 1 or " " in email or email.startswith("@") or email.endswith("@")):
        return f"{email!r} is not an e-mail address"
    return None


def customer_known(case: Case, command: ChangeCustomer) -> str | None:
    """Check: somebody else of this shop."""
    if command.customer == case.order.customer_id:
        return "the order is this customer's already"
    return None if _customer(case, command.customer) else "there is no such customer in this shop"


def address_changes(case: Case, command: ChangeCustomer) -> str | None:
    """Check: their address is known, and no parcel has left with another one."""
    other = _customer(case, command.customer)
    if not command.use_address or other is None:
        return None
    if not any(getattr(other, name) for name in _ADDRESS):
        return "we know no address of this customer; leave it as it is, or type it"
    return address_open(case)


def _phone(case: Case, typed: str) -> Phone:
    return parse(typed, case.work.shop.country)


def _customer(case: Case, customer_id: UUID) -> Customer | None:
    mine = (customers.c.shop_id == case.order.shop_id, customers.c.id == customer_id)
    found = case.work.connection.execute(select(customers).where(*mine)).one_or_none()
    return Customer(*found) if found else None


# Effects.


def edit(case: Case, command: EditContact) -> None:
    """D5: the snapshot changes, and everything that follows from a number."""
    rewrite(case, edited(case, command))


def relink(case: Case, command: ChangeCustomer) -> None:
    """D4: the other customer's name, number and e-mail, also where they have none; the address if it was ticked.

    What is left of the one before would be told, and called, about somebody else's order.
    """
    other = _customer(case, command.customer)
    if other is None:
        raise Refused("there is no such customer in this shop")
    case.order.customer_id = other.id
    taken = {"name": other.name, "email": other.email, "phone_other": ""}
    if not other.phone or other.phone != case.order.phone:
        taken["phone_typed"] = other.phone
    if command.use_address:
        taken |= {name: getattr(other, name) for name in _ADDRESS}
    rewrite(case, {name: text for name, text in taken.items() if text != getattr(case.order, name)})


def rewrite(case: Case, new: Mapping[str, str]) -> None:
    """Put new texts into the order; the event keeps what was there before."""
    order = case.order
    before = {name: getattr(order, name) for name in new}
    for name, text in new.items():
        setattr(order, name, text)
    if "phone_typed" in new:
        _dial_instead(case, _phone(case, new["phone_typed"]))
    if new.get("phone_other"):
        order.phone_other = _phone(case, new["phone_other"]).e164
    if "name" in new:
        names.reindex(case.work, order)
    case.facts |= {"before": before, "after": {name: getattr(order, name) for name in new}}


def _dial_instead(case: Case, phone: Phone) -> None:
    """Another number: its zone, its place in the queue, and the hold of the agent who is on the order."""
    order, work = case.order, case.work
    _move_hold(case, phone.e164)
    order.phone, order.phone_problem = phone.e164, phone.problem
    order.phone_rev = drawing_up.reversed_digits(phone.e164)
    order.phone_other = order.phone_other or phone.other
    order.zone = phone.zone or work.shop.zone
    placing.know_zone(work, order.zone)
    enqueue(order, case.policy)
    if order.claimed_by is not None and is_callable(order):
        order.due_at = order.claimed_until  # it comes back by itself when the lease ends


def _move_hold(case: Case, number: str) -> None:
    """Whoever works on the order is on the new number from now on."""
    order = case.order
    if order.claimed_by is None or order.claimed_until is None or order.phone == number:
        return
    phone_book.let_go(case.work, order.phone, order.claimed_by)
    if not phone_book.hold(case.work, number, order.claimed_by, order.claimed_until):
        raise Refused("a colleague is on this phone number right now")


_CONFIRMED = frozenset({Confirmation.CONFIRMED})
_THEIRS = (customer_known, address_changes)
_TYPED = (changes_something, has_name, numbers_good, email_good)

rules(
    Rule("D4", ChangeCustomer, CALLABLE, CALLERS, None, (claim_free,), _THEIRS, (relink,)),
    Rule("D4", ChangeCustomer, _CONFIRMED, SUPERVISOR, None, (), _THEIRS, (relink, ask_anew)),
    Rule("D5", EditContact, CALLABLE, CALLERS, None, (claim_free,), _TYPED, (edit,)),
    Rule("D5", EditContact, _CONFIRMED, SUPERVISOR, None, (address_open,), _TYPED, (edit, ask_anew)),
)
