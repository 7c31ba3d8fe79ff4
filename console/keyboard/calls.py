"""Keys of a call: what the customer said, and what is done with the order meanwhile."""

from console.actions import Action, Place, Step
from models.statuses import Outcome

KINDS = (
    Step("r", "no reply", Outcome.NO_REPLY),
    Step("b", "busy", Outcome.BUSY),
    Step("o", "off", Outcome.OFF),
    Step("w", "wrong number", Outcome.WRONG_NUMBER),
    Step("v", "voicemail", Outcome.VOICEMAIL),
)
TIMES = (
    Step("1", "in 30 min", "in 30 min"),
    Step("2", "in 1 h", "in 1 h"),
    Step("3", "in 2 h", "in 2 h"),
    Step("4", "this evening", "this evening"),
    Step("5", "tomorrow morning", "tomorrow morning"),
    Step("6", "type it", ""),
)

_CALLS = (Place.QUEUE, Place.DETAIL)

CALLS: tuple[Action, ...] = (
    Action("call.dial", ("d",), "dial", _CALLS, "Hand the number to the phone and start the attempt."),
    Action(
        "call.confirm",
        ("c", "enter"),
        "confirm",
        _CALLS,
        "Read products, total and address back, then lock the order as confirmed.",
        danger=True,
        command="confirm",
    ),
    Action(
        "call.no_answer",
        ("n",),
        "no answer",
        _CALLS,
        "Nobody picked up: count the attempt, set the next try and take the next order.",
        command="no-answer",
    ),
    Action(
        "call.no_answer_kind",
        ("N",),
        "no answer, why",
        _CALLS,
        "No answer, and a letter says why.",
        command="no-answer",
        steps=KINDS,
        bar=False,
    ),
    Action(
        "call.later",
        ("l",),
        "later",
        _CALLS,
        "The customer asked for another time: a digit says when.",
        command="call-later",
        steps=TIMES,
    ),
    Action(
        "call.cancel",
        ("x",),
        "cancel",
        _CALLS,
        "Cancel the order for a reason, for good.",
        danger=True,
        command="cancel",
    ),
    Action(
        "call.fake",
        ("f",),
        "fake",
        _CALLS,
        "Nobody wants this order: lock it as fake, for good.",
        danger=True,
        command="mark-fake",
    ),
    Action(
        "call.recover",
        ("r",),
        "recover",
        _CALLS,
        "An abandoned checkout becomes an order.",
        command="recover",
        bar=False,
    ),
    Action(
        "call.together",
        ("w",),
        "with others",
        _CALLS,
        "The outcome of this call settles the other open orders of the number too.",
        bar=False,
    ),
    Action("order.edit", ("e",), "edit", _CALLS, "Change the address, the number or the lines."),
    Action("order.note", ("a",), "note", _CALLS, "Write a note on the order.", command="add-note"),
    Action(
        "order.show_text",
        ("o",),
        "text alone",
        _CALLS,
        "Show name and address alone on whole lines, for scripts that run together.",
        bar=False,
    ),
    Action(
        "order.more",
        ("pagedown",),
        "more",
        _CALLS,
        "Scroll on to history, other orders of the number and notes.",
        bar=False,
    ),
    Action("order.less", ("pageup",), "back up", _CALLS, "Scroll back up to the order.", bar=False),
    Action(
        "order.take",
        ("t",),
        "take",
        (Place.DETAIL,),
        "Take the order to work on it; a supervisor also takes it from a colleague.",
    ),
    Action("order.back", ("escape",), "back", (Place.DETAIL,), "Go back to the list, to the same row."),
    Action("queue.skip", ("s",), "skip", (Place.QUEUE,), "Give this order back and take the next one."),
    Action(
        "queue.pause",
        ("p",),
        "pause",
        (Place.QUEUE,),
        "Take no new order until it is pressed again; a reason is asked.",
    ),
)
