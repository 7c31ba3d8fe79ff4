"""Keys of lists of orders."""

from console.actions import Action, Place

_LISTS = (Place.ORDERS, Place.BACKLOG)

LISTS: tuple[Action, ...] = (
    Action("list.new", ("n",), "new", (Place.ORDERS,), "New order, for a customer on the phone."),
    Action(
        "list.test", ("t",), "test order", (Place.ORDERS,), "Place a made-up order to try the shop with.", bar=False
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
        "Write the customers of the selected orders their message again.",
    ),
    Action("table.open", ("enter",), "open", (Place.TABLE,), "Open the order under the cursor."),
    Action("table.select", ("space",), "select", (Place.SELECTION,), "Select the order under the cursor, or not."),
    Action("table.select_all", ("a",), "all", (Place.SELECTION,), "Select every order on the screen, or none."),
    Action("table.reload", ("r",), "reload", (Place.TABLE,), "Read the list again."),
    Action("table.up", ("up", "k"), "up", (Place.TABLE,), "One row up.", bar=False),
    Action("table.down", ("down", "j"), "down", (Place.TABLE,), "One row down.", bar=False),
    Action("table.page_up", ("pageup",), "page up", (Place.TABLE,), "One page up.", bar=False),
    Action("table.page_down", ("pagedown",), "page down", (Place.TABLE,), "One page down.", bar=False),
    Action("table.first", ("home",), "first", (Place.TABLE,), "To the first row of the list.", bar=False),
    Action("table.last", ("end",), "last", (Place.TABLE,), "To the last row of the list.", bar=False),
)
