"""What a key does, and where it means that: the words of the key table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where keys mean something. A screen's own keys, the table's and the desk's work at the same time."""

    EVERYWHERE = "everywhere"  #: any screen
    ALWAYS = "always"  #: any screen, even while a drawer is open
    QUEUE = "queue"  #: the call at hand
    ORDERS = "orders"  #: the tabs of all orders
    DETAIL = "detail"  #: one order, opened from a list
    BACKLOG = "backlog"  #: no-answer orders, for supervisors
    PACKING = "packing"  #: orders to pack, and parcels to hand over
    BENCH = "bench"  #: one order while it is packed
    HAND_OVER = "hand-over"  #: packed parcels at the door
    RETURNS = "returns"  #: parcels coming back, and goods still out
    DOCK = "dock"  #: one parcel while it is counted in
    CASH = "cash"  #: what couriers and drivers owe, differences, refunds
    STATEMENT = "statement"  #: the parcels of one settled statement
    SETTLEMENT = "settlement"  #: a courier's settlement file before it is accepted
    MISSING = "missing"  #: abandoned checkouts
    NUMBERS = "numbers"  #: rates with what they are divided by
    TABLE = "table"  #: any list, when it has the focus
    SELECTION = "selection"  #: a list whose rows are selected for what is done with them
    FORM = "form"  #: a drawer that asks for something; it takes every other key


TOGETHER: Mapping[Place, tuple[Place, ...]] = {
    Place.QUEUE: (Place.QUEUE, Place.EVERYWHERE, Place.ALWAYS),
    Place.ORDERS: (Place.ORDERS, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.DETAIL: (Place.DETAIL, Place.EVERYWHERE, Place.ALWAYS),
    Place.BACKLOG: (Place.BACKLOG, Place.TABLE, Place.SELECTION, Place.EVERYWHERE, Place.ALWAYS),
    Place.PACKING: (Place.PACKING, Place.TABLE, Place.SELECTION, Place.EVERYWHERE, Place.ALWAYS),
    Place.BENCH: (Place.BENCH, Place.EVERYWHERE, Place.ALWAYS),
    Place.HAND_OVER: (Place.HAND_OVER, Place.EVERYWHERE, Place.ALWAYS),
    Place.RETURNS: (Place.RETURNS, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.DOCK: (Place.DOCK, Place.EVERYWHERE, Place.ALWAYS),
    Place.CASH: (Place.CASH, Place.TABLE, Place.SELECTION, Place.EVERYWHERE, Place.ALWAYS),
    Place.STATEMENT: (Place.STATEMENT, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.SETTLEMENT: (Place.SETTLEMENT, Place.TABLE, Place.EVERYWHERE, Place.ALWAYS),
    Place.MISSING: (Place.MISSING, Place.TABLE, Place.SELECTION, Place.EVERYWHERE, Place.ALWAYS),
    Place.NUMBERS: (Place.NUMBERS, Place.EVERYWHERE, Place.ALWAYS),
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
