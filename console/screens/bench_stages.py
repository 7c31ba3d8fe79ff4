"""What the field of the packing bench waits for, one after another."""

from enum import Enum, auto


class Stage(Enum):
    """What the field waits for."""

    ORDER = auto()
    ITEMS = auto()
    ALL_IN = auto()
    COURIER = auto()
    WAYBILL = auto()
    SAVING = auto()


PROMPTS = {
    Stage.ORDER: "Scan or type the next order's number or waybill",
    Stage.ITEMS: "Scan an item; enter alone counts one of the marked line",
    Stage.ALL_IN: "Everything is in; enter goes on",
    Stage.COURIER: "Choose who takes it",
    Stage.WAYBILL: "Scan or type the waybill",
    Stage.SAVING: "One moment …",
}
