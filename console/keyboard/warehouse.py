"""Keys of the warehouse: the list to pack, the packing bench, the hand-over."""

from console.actions import Action, Place

_PACKING = (Place.PACKING,)
_BENCH = (Place.BENCH,)
_DOOR = (Place.HAND_OVER,)
_RETURNS = (Place.RETURNS,)
_DOCK = (Place.DOCK,)

WAREHOUSE: tuple[Action, ...] = (
    Action(
        "packing.scan", ("o",), "scan order", _PACKING, "Open orders one after another by scanning their numbers."
    ),
    Action("packing.pick_list", ("p",), "pick list", _PACKING, "Print what the selected orders need from the shelf."),
    Action("packing.label", ("l",), "labels", _PACKING, "Print the labels of the selected orders' parcels."),
    Action("packing.slip", ("w",), "slips", _PACKING, "Print the packing slips of the selected orders.", bar=False),
    Action(
        "packing.batch", ("b",), "batch", _PACKING, "Start packing the selected orders, so that nobody else does."
    ),
    Action("packing.hand_over", ("m",), "hand over", _PACKING, "Give packed parcels to a courier by a manifest."),
    Action("packing.details", ("v",), "details", _PACKING, "Everything about the order under the cursor."),
    Action("bench.leave", ("escape",), "back", _BENCH, "Leave the bench; what was scanned has to be scanned again."),
    Action("bench.up", ("up",), "line above", _BENCH, "The line above.", bar=False),
    Action("bench.down", ("down",), "line below", _BENCH, "The line below.", bar=False),
    Action("bench.by_hand", ("ctrl+t",), "all by hand", _BENCH, "Everything lies in the parcel, looked at by hand."),
    Action(
        "bench.number", ("ctrl+n",), "waybill", _BENCH, "Type the waybill also where the shop does not ask for one."
    ),
    Action("bench.again", ("ctrl+r",), "anew", _BENCH, "Empty the parcel and scan it from the beginning."),
    Action("door.tick", ("ctrl+t",), "tick", _DOOR, "Tick the parcel under the cursor, or take the tick away."),
    Action("door.tick_all", ("ctrl+n",), "tick all", _DOOR, "Tick every parcel, or none."),
    Action("door.up", ("up",), "up", _DOOR, "The parcel above.", bar=False),
    Action("door.down", ("down",), "down", _DOOR, "The parcel below.", bar=False),
    Action(
        "door.give",
        ("ctrl+g",),
        "hand over",
        _DOOR,
        "Hand the ticked parcels over; the others stay.",
        danger=True,
        command="hand-over",
    ),
    Action("door.leave", ("escape",), "back", _DOOR, "Leave everything here."),
    Action("returns.scan", ("o",), "scan parcel", _RETURNS, "Count parcels in one after another by their waybills."),
    Action("returns.details", ("v",), "details", _RETURNS, "Everything about the order under the cursor."),
    Action("dock.leave", ("escape",), "back", _DOCK, "Leave; what was counted has to be counted again."),
    Action("dock.up", ("up",), "line above", _DOCK, "The line above.", bar=False),
    Action("dock.down", ("down",), "line below", _DOCK, "The line below.", bar=False),
    Action(
        "dock.damaged",
        ("ctrl+n",),
        "damaged",
        _DOCK,
        "One more of the marked line, damaged; when all of it is counted, a fit one becomes damaged.",
    ),
    Action("dock.all_fit", ("ctrl+t",), "all fit", _DOCK, "Everything that was not counted yet is back and fit."),
    Action("dock.again", ("ctrl+r",), "start again", _DOCK, "Count this parcel from the beginning."),
    Action(
        "dock.done",
        ("ctrl+g",),
        "count in",
        _DOCK,
        "Write down what came back; what is not counted is lost.",
        danger=True,
        command="receive-return",
    ),
)
