"""Keys of one order after it was confirmed: its parcels, its money, whose it is."""

from console.actions import Action, Place, Step

TRACK = "track"  #: no command: the link is shown and copied
PROOF = "send-payment-proof"  #: only where the OMS confirms payments

PARCEL_STEPS = (
    Step("e", "edit courier, waybill, cash", "edit-shipment"),
    Step("p", "start packing", "start-packing"),
    Step("r", "mark as ready", "mark-ready"),
    Step("h", "hand over", "hand-over"),
    Step("t", "in transit", "in-transit"),
    Step("o", "out for delivery", "out-for-delivery"),
    Step("d", "delivered", "deliver"),
    Step("f", "delivery failed", "delivery-failed"),
    Step("a", "try again", "try-again"),
    Step("u", "picked up", "pick-up"),
    Step("s", "start the return", "start-return"),
    Step("b", "back: count it in", "receive-return"),
    Step("g", "customer sent units back", "return-after-delivery"),
    Step("x", "cancel the shipment", "cancel-shipment"),
    Step("y", "cancel the delivery", "cancel-delivery"),
    Step("l", "print the label", "print-label"),
    Step("k", "track", TRACK),
    Step("m", "settle its cash", "settle-cash"),
    Step("w", "give up the difference", "write-off-difference"),
    Step("n", "another parcel", "create-shipment"),
)
MONEY_STEPS = (
    Step("r", "refund", "refund-order"),
    Step("s", "refund was sent", "refund-sent"),
    Step("p", "mark as paid", "mark-paid"),
    Step("o", "send the payment proof to the OMS", PROOF),
    Step("c", "settle the cash", "settle-cash"),
    Step("w", "give up the difference", "write-off-difference"),
    Step("x", "close the online attempt", "close-attempt"),
)
WHO_STEPS = (
    Step("c", "change the customer", "change-customer"),
    Step("e", "edit address or phone", "edit-contact"),
    Step("n", "edit a note", "edit-note"),
    Step("d", "delete a note", "delete-note"),
)

_HERE = (Place.DETAIL,)

DETAIL: tuple[Action, ...] = (
    Action(
        "order.parcels",
        ("i",),
        "parcels",
        _HERE,
        "The shipments of the order one by one, and what can be done with each.",
        steps=PARCEL_STEPS,
    ),
    Action(
        "order.money",
        ("m",),
        "money",
        _HERE,
        "Refund, mark as paid, settle the cash.",
        steps=MONEY_STEPS,
    ),
    Action(
        "order.who",
        ("h",),
        "whose",
        _HERE,
        "Change the customer, the address or the notes.",
        steps=WHO_STEPS,
    ),
)
