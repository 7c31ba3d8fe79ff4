"""Keys of abandoned checkouts, and of what went wrong outside; the bar names them to those who may."""

from console.actions import Action, Place

_HERE = (Place.MISSING,)


def _action(id: str, key: str, label: str, help: str) -> Action:
    return Action(id, (key,), label, _HERE, help, bar=False)


MISSING: tuple[Action, ...] = (
    _action("missing.look_up", "u", "look up", "Ask a payment provider about missing orders now."),
    _action("missing.proof", "p", "send proof", "Send the OMS the proof that this order was paid."),
    _action("missing.retry", "t", "retry", "Hand the selected orders to the OMS again."),
    _action("missing.message", "m", "message again", "Tell customer, courier or OMS again what could not be told."),
    _action("missing.settle", "s", "settled", "Say that somebody has looked at this courier's report."),
)
