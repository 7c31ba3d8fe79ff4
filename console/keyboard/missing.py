"""Keys of abandoned checkouts, and of what went wrong outside."""

from console.actions import Action, Place

_HERE = (Place.MISSING,)

MISSING: tuple[Action, ...] = (
    Action("missing.look_up", ("u",), "look up", _HERE, "Ask a payment provider about missing orders now."),
    Action("missing.proof", ("p",), "send proof", _HERE, "Send the OMS the proof that this order was paid."),
    Action("missing.retry", ("t",), "retry", _HERE, "Hand the selected orders to the OMS again."),
    Action(
        "missing.message",
        ("m",),
        "message again",
        _HERE,
        "Tell customer, courier or OMS again what could not be told.",
    ),
    Action("missing.settle", ("s",), "settled", _HERE, "Say that somebody has looked at this courier's report."),
)
