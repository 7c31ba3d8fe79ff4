"""Keys of the numbers."""

from console.actions import Action, Place

_HERE = (Place.NUMBERS,)

NUMBERS: tuple[Action, ...] = (
    Action("numbers.days", ("p",), "other days", _HERE, "Choose the days: today, 7 or 30 days, this month, any."),
    Action("numbers.write", ("w",), "write CSV", _HERE, "Write the numbers of this tab to a CSV file."),
    Action("numbers.reload", ("r",), "reload", _HERE, "Read the numbers again."),
)
