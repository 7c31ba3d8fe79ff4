"""Keys of the cash: counting what couriers hand over, differences, refunds, settlement files."""

from console.actions import Action, Place

_CASH = (Place.CASH,)
_FILE = (Place.SETTLEMENT,)

MONEY: tuple[Action, ...] = (
    Action("cash.settle", ("c",), "settle", _CASH, "Settle the selected parcels with the money that was counted."),
    Action(
        *("cash.mark_paid", ("m",), "mark paid", _CASH, "Mark the orders of the selected parcels as paid."), bar=False
    ),
    Action("cash.count", ("e",), "counted", _CASH, "Type what was counted for the parcel under the cursor alone."),
    Action(
        "cash.give_up", ("w",), "write off", _CASH, "Give up the difference of the selected parcels, with a note."
    ),
    Action("cash.sent", ("s",), "refund sent", _CASH, "Say that the refund under the cursor was sent."),
    Action("cash.holder", ("f",), "courier", _CASH, "Choose whose cash is reconciled."),
    Action("cash.file", ("i",), "file", _CASH, "Match a courier's settlement file with the parcels."),
    Action("settlement.accept", ("g",), "settle it", _FILE, "Settle what the file brings; it asks once."),
    Action("settlement.columns", ("m",), "columns", _FILE, "Say which column of the file holds what."),
    Action("settlement.tolerance", ("t",), "tolerance", _FILE, "Say which difference is given up at once."),
    Action("settlement.write", ("w",), "write CSV", _FILE, "Write the rows that are not settled to a file to mend."),
    Action("settlement.back", ("escape",), "back", (Place.SETTLEMENT, Place.STATEMENT), "Go back to the cash."),
)
