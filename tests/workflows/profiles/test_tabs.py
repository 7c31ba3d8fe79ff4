"""Each system's tabs: their titles in its order, and which orders stand in them (domain.md 15)."""

from itertools import combinations

import pytest

from tests.workflows.profiles.standing import EVERY_STAND, NOW, before
from workflows.errors import NotFound
from workflows.profiles import PROFILES


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        (
            "kartrocket",
            "Pending, COD Confirmed, ePayment Received, ePayment Failed, Ready for Dispatch, Shipped, Delivered, "
            "Canceled, Missing",
        ),
        (
            "codrocket",
            "New, Confirmed, No Answer, Processing, Shipped, Out for Delivery, Delivered, Returned, Cancelled",
        ),
        ("kartify", "Missing, Processing"),
        (
            "codspot",
            "New, No Answer, Call Later, Confirmed, Canceled, Fake Order, Created, Fulfilled, Shipped, "
            "Package Issue, Delivered, Canceled, In Return, Returned",
        ),
        (
            "ucraft",
            "Unfulfilled, Dispatched, Fulfilled, Partially Fulfilled, Delivered, Picked Up, Returned, "
            "Partially Returned, Canceled, Unpaid, Partially Paid, In progress, Paid, Refunded, Partially Refunded",
        ),
    ],
)
def test_tabs_stand_in_the_order_of_the_system(name: str, tabs: str) -> None:
    assert ", ".join(tab.title for tab in PROFILES[name].tabs if tab.group != "desk") == tabs


@pytest.mark.parametrize("name", ["kartrocket", "codrocket"])
def test_a_tab_shows_the_orders_that_carry_its_word(name: str) -> None:
    profile = PROFILES[name]
    for tab in (tab for tab in profile.tabs if tab.group != "desk" and tab.title != "No Answer"):
        for order in EVERY_STAND[::3]:
            label = profile.label(order, NOW).removesuffix(" (issue)")
            assert tab.holds(order, NOW) == (label == tab.title), (tab.id, order)


def test_codrocket_keeps_promised_calls_in_the_no_answer_tab() -> None:
    assert PROFILES["codrocket"].tab("no-answer").holds(before("CALL_LATER"), NOW)


@pytest.mark.parametrize("name", PROFILES)
def test_the_conditions_of_a_tab_never_overlap(name: str) -> None:
    for tab in PROFILES[name].tabs:
        for one, other in combinations(tab.matches, 2):
            assert not any(one.holds(order, NOW) and other.holds(order, NOW) for order in EVERY_STAND), tab.id


def test_an_unknown_tab_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="choose one of missing, processing"):
        PROFILES["kartify"].tab("nope")
