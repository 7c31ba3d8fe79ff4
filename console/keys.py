"""One table of actions: it makes the bindings, the key bar, the palette, the help and the printed sheet.

Every key is one that a plain terminal inside tmux can send. `console/keymap.py` checks what a person changes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.statuses import Outcome


class Place(StrEnum):
    """Where keys mean something. A screen's own keys, the table's and the desk's work at the same time."""

    EVERYWHERE = "everywhere"  #: any screen
    ALWAYS = "always"  #: any screen, even while a drawer is open
    QUEUE = "queue"  #: the call at hand
    ORDERS = "orders"  #: the tabs of all orders
    DETAIL = "detail"  #: one order, opened from a list
    BACKLOG = "backlog"  #: no-answer orders, for supervisors
    TABLE = "table"  #: any list, when it has the focus
    FORM = "form"  #: a drawer that asks for something; it takes every other key


TOGETHER: Mapping[Place, tuple[Place, ...]] = {
    Place.QUEUE: (Place.QUEUE, Place.EVERYWHERE, Place.ALWAYS),
    Place.ORDERS: (Place.ORDERS, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.DETAIL: (Place.DETAIL, Place.EVERYWHERE, Place.ALWAYS),
    Place.BACKLOG: (Place.BACKLOG, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.FORM: (Place.FORM, Place.ALWAYS),
}


@dataclass(frozen=True, slots=True)
class Step:
    """The second key of an action that asks which one."""

    key: str
    label: str
    value: str  #: what the command is given


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does."""

    id: str  #: the name in the settings file, `group.verb`
    keys: tuple[str, ...]  #: default keys: a character, or a name such as `ctrl+p`
    label: str  #: two words at most, for the key bar
    places: tuple[Place, ...]
    help: str  #: one sentence
    danger: bool = False  #: locks an order, so it asks once
    command: str | None = None  #: its command in workflows, as the command line spells it
    steps: tuple[Step, ...] = ()
    bar: bool = True  #: worth a place in the key bar
    call: str = ""  #: the method of the screen; by default the verb of the id

    @property
    def group(self) -> str:
        """The part of the id before the dot: actions of one group stand together in the help."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """What the binding calls: `no_answer` for `call.no_answer`."""
        return self.call or self.id.partition(".")[2]


GROUPS: Mapping[str, str] = {
    "call": "The call",
    "order": "The order",
    "queue": "The queue",
    "list": "Lists",
    "table": "Tables",
    "backlog": "Backlog",
    "tab": "Tabs",
    "go": "Places",
    "desk": "The desk",
    "form": "Drawers and forms",
}

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
_LISTS = (Place.ORDERS, Place.BACKLOG)
_ALL = (Place.EVERYWHERE,)
_EVEN = (Place.ALWAYS,)


def _places() -> Iterable[Action]:
    names = ("queue", "orders", "backlog", "packing", "returns", "cash", "missing", "numbers")
    for digit, name in enumerate(names, 1):
        sentence = f"Go to {name.capitalize()}."
        yield Action(f"go.{name}", (str(digit),), name.capitalize(), _ALL, sentence, bar=False, call=f"go('{name}')")


ACTIONS: tuple[Action, ...] = (
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
    Action("list.sort", ("s",), "sort", _LISTS, "Choose what the list is sorted by."),
    Action("list.filter", ("f",), "filter", _LISTS, "Show only the orders that fit."),
    Action("list.clear", ("escape",), "whole list", _LISTS, "End the search, then the filters and the sort."),
    Action(
        "backlog.cancel",
        ("x",),
        "cancel",
        (Place.BACKLOG,),
        "Cancel the selected orders with one reason, for good.",
        danger=True,
        command="cancel",
    ),
    Action(
        "backlog.assign",
        ("g",),
        "give to",
        (Place.BACKLOG,),
        "Give the selected orders to an agent, or take them back.",
        command="assign",
    ),
    Action("backlog.retry", ("t",), "retry now", (Place.BACKLOG,), "Offer the selected orders to the queue now."),
    Action(
        "backlog.message",
        ("m",),
        "message",
        (Place.BACKLOG,),
        "Send the customers of the selected orders their message again.",
    ),
    Action("table.open", ("enter",), "open", (Place.TABLE,), "Open the order under the cursor."),
    Action("table.select", ("space",), "select", (Place.TABLE,), "Select the order under the cursor, or not."),
    Action("table.select_all", ("a",), "all", (Place.TABLE,), "Select every order on the screen, or none."),
    Action("table.reload", ("r",), "reload", (Place.TABLE,), "Read the list again."),
    Action("table.up", ("up", "k"), "up", (Place.TABLE,), "One row up.", bar=False),
    Action("table.down", ("down", "j"), "down", (Place.TABLE,), "One row down.", bar=False),
    Action("table.page_up", ("pageup",), "page up", (Place.TABLE,), "One page up.", bar=False),
    Action("table.page_down", ("pagedown",), "page down", (Place.TABLE,), "One page down.", bar=False),
    Action("table.first", ("home",), "first", (Place.TABLE,), "To the first row of the list.", bar=False),
    Action("table.last", ("end",), "last", (Place.TABLE,), "To the last row of the list.", bar=False),
    Action("tab.previous", ("[",), "tab before", _ALL, "The tab before this one.", bar=False),
    Action("tab.next", ("]",), "next tab", _ALL, "The next tab.", bar=False),
    *_places(),
    Action("desk.search", ("/",), "search", _ALL, "Search by order number, phone or name."),
    Action("desk.palette", (":", "ctrl+p"), "palette", _ALL, "Type the name of what to do.", bar=False),
    Action("desk.keys", ("?",), "keys", _ALL, "Show the keys that work here."),
    Action("desk.lock", ("ctrl+l",), "lock", _EVEN, "Lock the screen; nothing typed is lost.", bar=False),
    Action(
        "desk.switch", ("ctrl+o",), "switch person", _EVEN, "Sign out, so that somebody else can sign in.", bar=False
    ),
    Action("desk.quit", ("ctrl+q",), "quit", _EVEN, "Close the console and give the order back.", bar=False),
    Action("form.accept", ("enter",), "do it", (Place.FORM,), "Do what the card says."),
    Action("form.close", ("escape",), "leave", (Place.FORM,), "Leave everything as it was."),
    Action("form.next", ("tab",), "next field", (Place.FORM,), "To the next field.", bar=False),
    Action("form.previous", ("shift+tab",), "field before", (Place.FORM,), "To the field before.", bar=False),
    Action("form.up", ("up",), "up", (Place.FORM,), "The choice above.", bar=False),
    Action("form.down", ("down",), "down", (Place.FORM,), "The choice below.", bar=False),
)
BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

Keymap = Mapping[str, tuple[str, ...]]  #: action id to the keys a person chose instead of the defaults

_SHOWN = {
    "escape": "esc",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def keys_of(action: Action, keymap: Keymap) -> tuple[str, ...]:
    """The keys of an action after what the person changed."""
    return keymap.get(action.id, action.keys)


def actions_at(place: Place) -> tuple[Action, ...]:
    """The actions that belong to one place, in the order of the table."""
    return tuple(action for action in ACTIONS if place in action.places)


def shown(key: str) -> str:
    """A key as it is printed: `pgdn`, `ctrl+p`, `?`."""
    return _SHOWN.get(key, key)
