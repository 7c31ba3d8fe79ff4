"""An order that somebody types while the customer is on the phone."""

from dataclasses import replace

import pytest

from models.orders import Order
from tests.support.history import order_events
from tests.support.ledger import lines_of
from tests.support.shop import an_order, order
from tests.workflows.races.seats import overlapping
from workflows.actors import Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.errors import Refused
from workflows.orders.basket import LineChange
from workflows.orders.by_hand import NewOrder, preview, take
from workflows.orders.draft import Address

SAID = NewOrder(
    (LineChange("ARG", 2), LineChange("SOAP", 1, Minor(50000), Minor(5000))),
    "0551 23 45 67",
    " Lina  Bey ",
    Address("3 rue Larbi", "Oran"),
    shipping=40000,
    discount=1000,
    note="gate 2",
)


@pytest.fixture(autouse=True)
def sold(desk: Desk) -> Order:
    """An order of a shop that has sold its two products before: oil for 1 200, soap for 600."""
    return an_order(desk)


def taken(desk: Desk, by: Actor, said: NewOrder = SAID, request: str = "r1") -> Order:
    return order(desk, desk.write(lambda work: take(work, said, by=by, request_id=request)).id)


def test_it_works(desk: Desk, amina: Actor) -> None:
    made = taken(desk, amina)
    assert (made.ref, made.source, made.confirmation, made.placed_at) == ("DESK-2", "codesk", "NEW", desk.clock())
    assert (made.name, made.phone, made.street, made.country) == ("Lina Bey", "+213551234567", "3 rue Larbi", "DZ")
    assert (made.lines_minor, made.shipping_minor, made.discount_minor) == (2 * 120000 + 45000, 40000, 1000)
    assert (made.total_minor, made.note) == (2 * 120000 + 45000 + 40000 - 1000, "gate 2")
    assert [(line.sku, line.quantity, line.unit_minor) for line in lines_of(desk, made)] == [
        ("ARG", 2, 120000),
        ("SOAP", 1, 50000),
    ]
    (event,) = order_events(desk, made.id)
    assert (event.command, event.actor, event.after) == ("PlaceOrder", "Amina", "NEW")
    assert made.reserved
    assert desk.read(check) == []


def test_the_sum_is_shown_while_it_is_typed(desk: Desk) -> None:
    found = desk.read(lambda work: preview(work, SAID))
    assert (found.total_minor, found.problem) == (324000, None)
    half = replace(SAID, lines=(*SAID.lines, LineChange("", 1)), phone="")
    found = desk.read(lambda work: preview(work, half))
    assert (found.total_minor, found.problem) == (324000, "name a product on every line, or leave the line out")


def test_the_same_request_places_one_order(desk: Desk, amina: Actor) -> None:
    assert taken(desk, amina).id == taken(desk, amina, replace(SAID, name="Somebody else")).id
    assert taken(desk, amina, request="r2").ref == "DESK-3"


def test_the_same_request_at_two_seats_places_one_order(desk: Desk, amina: Actor) -> None:
    def job(seat: Desk) -> Order:
        return seat.write(lambda work: take(work, SAID, by=amina, request_id="r1"))

    first, second = overlapping(desk, job, job)
    assert first.id == second.id


def test_the_customer_is_known_again_and_a_duplicate_flagged(desk: Desk, amina: Actor, sold: Order) -> None:
    again = taken(desk, amina, replace(SAID, phone=sold.phone))
    assert (again.customer_id, again.duplicate_of) == (sold.customer_id, sold.id)


def test_the_latest_price_counts(desk: Desk, amina: Actor) -> None:
    taken(desk, amina, replace(SAID, lines=(LineChange("ARG", 1, Minor(99000)),)))
    desk.clock.forward(minutes=1)  # type: ignore[attr-defined]
    assert taken(desk, amina, request="r2").lines_minor == 2 * 99000 + 45000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lines": ()}, "name a product"),
        ({"lines": (LineChange("ARG", 0),)}, "ARG: order 1 to 9999 units, or leave the line out"),
        ({"lines": (LineChange("GOLD", 1),)}, "this shop has no product 'GOLD', and none that holds these letters"),
        ({"lines": (LineChange("ARG", 1, None, Minor(120001)),)}, "Argan oil: the discount is more than the line"),
        ({"lines": (LineChange("ARG", 9, Minor(10**16)),)}, "these amounts are more than an order can come to"),
        ({"lines": (LineChange("a", 1),)}, r"no product 'a'; it has Argan oil \(ARG\), Soap \(SOAP\)"),
        ({"discount": 325001}, "the discount is more than the order"),
        ({"shipping": -1}, "an amount cannot be less than nothing"),
        ({"name": " "}, "the order needs a name"),
        ({"phone": "0551"}, "It is too short"),
        ({"phone": ""}, "There is no phone number"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, amina: Actor, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        taken(desk, amina, replace(SAID, **changes))  # type: ignore[arg-type]


def test_part_of_a_name_is_the_one_product_that_holds_it(desk: Desk, amina: Actor) -> None:
    made = taken(desk, amina, replace(SAID, lines=(LineChange(" gan OIL", 1),)))
    assert [line.sku for line in lines_of(desk, made)] == ["ARG"]


def test_the_signs_of_a_pattern_are_letters_like_others(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="none that holds these letters"):
        taken(desk, amina, replace(SAID, lines=(LineChange("%", 1),)))


def test_a_product_that_was_never_sold_needs_its_price(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.orders.by_hand.RECENT", 0)
    with pytest.raises(Refused, match="Argan oil was not sold lately; type its price"):
        taken(desk, amina)


def test_the_warehouse_places_nothing(desk: Desk, wali: Actor) -> None:
    with pytest.raises(Refused, match="is done by an agent or a supervisor"):
        taken(desk, wali)
