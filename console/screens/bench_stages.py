"""What the field of the packing bench waits for, one after another."""

from enum import Enum, auto


class Stage(Enum):
    """What the field waits for."""

    ORDER = auto()
    ITEMS = auto()
    ALL_IN = auto()
    COURIER = auto()
    WAYBILL = auto()
    NUMBER = auto()  #: a waybill that the shop does not ask for
    SAVING = auto()


PROMPTS = {
    Stage.ORDER: "Scan or type the next order's number or waybill",
    Stage.ITEMS: "Scan an item; enter alone counts one of the marked line",
    Stage.ALL_IN: "Everything is in; enter goes on",
    Stage.COURIER: "Choose who takes it",
    Stage.WAYBILL: "Scan or type the waybill",
    Stage.NUMBER: "Scan or type the waybill; enter alone leaves it out",
    Stage.SAVING: "One moment …",
}

NO_WAYBILL = "The parcel needs its waybill."
ASKED_LATER = "The waybill is asked for when everything is in."
NO_BARS = "the label gets no bar code"
TYPED_BARS = "Bar codes have English letters, digits and signs only. Escape types it again."
TWICE = "Only one of you can make the parcel ready."
