"""Keys that work everywhere, and those of drawers and forms."""

from collections.abc import Iterable

from console.actions import Action, Place

_ALL = (Place.EVERYWHERE,)
_EVEN = (Place.ALWAYS,)


def _places() -> Iterable[Action]:
    names = ("queue", "orders", "backlog", "packing", "returns", "cash", "missing", "numbers")
    for digit, name in enumerate(names, 1):
        sentence = f"Go to {name.capitalize()}."
        yield Action(f"go.{name}", (str(digit),), name.capitalize(), _ALL, sentence, bar=False, call=f"go('{name}')")


DESK: tuple[Action, ...] = (
    Action("tab.previous", ("[",), "tab before", _ALL, "The tab before this one.", bar=False),
    Action("tab.next", ("]",), "next tab", _ALL, "The next tab.", bar=False),
    *_places(),
    Action("desk.search", ("/",), "search", _ALL, "Search by order number, phone or name."),
    Action("desk.palette", (":", "ctrl+p"), "palette", _ALL, "Type the name of what to do.", bar=False),
    Action("desk.keys", ("?", "f1"), "keys", _ALL, "Show the keys that work here."),
    Action("desk.lock", ("ctrl+l",), "lock", _EVEN, "Lock the screen; nothing typed is lost.", bar=False),
    Action(
        "desk.switch", ("ctrl+o",), "switch person", _EVEN, "Sign out, so that somebody else can sign in.", bar=False
    ),
    Action("desk.quit", ("ctrl+q",), "quit", _EVEN, "Close the console and give the order back.", bar=False),
    Action("form.accept", ("enter",), "do it", (Place.FORM,), "Do what the card says."),
    Action("form.insist", ("y",), "insist", (Place.FORM,), "Do what a card warns of.", bar=False),
    Action("form.close", ("escape",), "leave", (Place.FORM,), "Leave everything as it was."),
    Action("form.next", ("tab",), "next field", (Place.FORM,), "To the next field.", bar=False),
    Action("form.previous", ("shift+tab",), "field before", (Place.FORM,), "To the field before.", bar=False),
    Action("form.up", ("up",), "up", (Place.FORM,), "The choice above.", bar=False),
    Action("form.down", ("down",), "down", (Place.FORM,), "The choice below.", bar=False),
    Action("form.first", ("home",), "first", (Place.FORM,), "The first choice.", bar=False),
    Action("form.last", ("end",), "last", (Place.FORM,), "The last choice.", bar=False),
    Action("form.page_up", ("pageup",), "page up", (Place.FORM,), "A page up, or many choices.", bar=False),
    Action("form.page_down", ("pagedown",), "page down", (Place.FORM,), "A page down, or many choices.", bar=False),
)
