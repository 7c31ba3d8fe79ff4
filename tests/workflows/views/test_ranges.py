"""What one axis says about another, proved against the functions that compute both (domain.md 6, 7)."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models.columns import EPOCH
from models.shipments import Shipment, ShipmentLine
from models.statuses import BEFORE_HAND_OVER, CashState, Confirmation, Destination, RunBy, Shipping
from workflows import derive
from workflows.views.ranges import POSSIBLE

NOBODY = UUID(int=0)


def parcel(status: Shipping, units: int, came_back: int, sent_back: int, was_sent: bool) -> derive.Parcel:
    """A parcel of one line; what stands before hand-over has not left."""
    left = status not in BEFORE_HAND_OVER and (status is not Shipping.CANCELLED or was_sent)
    over = status in (Shipping.DELIVERED, Shipping.PICKED_UP)
    shipment = Shipment(
        NOBODY,
        NOBODY,
        NOBODY,
        1,
        status,
        Destination.LOCAL,
        RunBy.STAFF,
        "",
        "",
        0,
        CashState.NONE,
        False,
        EPOCH,
        EPOCH if left else None,
        None,
    )
    back = units if status is Shipping.RETURNED else 0
    line = ShipmentLine(NOBODY, NOBODY, NOBODY, NOBODY, units, back, min(sent_back, units) if over else 0)
    return derive.Parcel(shipment, [line])


parcels = st.lists(
    st.builds(
        parcel, st.sampled_from(Shipping), st.integers(1, 3), st.integers(0, 3), st.integers(0, 3), st.booleans()
    ),
    max_size=4,
)


@given(parcels, st.integers(0, 3), st.sampled_from(Confirmation), st.booleans())
def test_the_headline_says_what_fulfilment_can_be(
    sent: list[derive.Parcel], unsent: int, confirmation: Confirmation, locks: bool
) -> None:
    held = sent if confirmation is Confirmation.CONFIRMED else []
    live = sum(parcel.units for parcel in held if parcel.live)
    ordered = {NOBODY: max(live + unsent, 1)}
    headline = derive.headline(confirmation, ordered, held, confirmation_locks=locks)
    assert derive.fulfilment(confirmation, ordered, held) in POSSIBLE[headline]
