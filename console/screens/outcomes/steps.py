"""What can be done with a parcel, with the money, with whose the order is: a list with keys and reasons."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from console.actions import Step
from console.keyboard.detail import PARCEL_STEPS, TRACK
from console.screens import detail_goods
from console.screens.outcomes.ask import Ask
from console.widgets.form import Choice, Choices
from console.widgets.lines import Plain
from console.widgets.questions import numbered

if TYPE_CHECKING:
    from workflows.views import Detail, Whole


class Steps(Ask):
    """A key chooses; what can be done stands first, the rest says why not."""

    DEFAULT_CSS = """
    Steps { max-height: 70%; }
    Steps > #about { color: $foreground-muted; }
    """

    class Wanted(Message):
        """This one."""

        def __init__(self, verb: str, shipment: int) -> None:
            super().__init__()
            self.verb = verb
            self.shipment = shipment  #: the parcel's number, 0 where none was chosen yet

    def __init__(self, found: "Whole", request_id: str, steps: Sequence[Step], title: str, shipment: int = 0) -> None:
        self._shipment = shipment
        about = [Plain(_about(found, shipment), id="about")] if shipment else []
        choices = Choices(_listed(found, steps, shipment))
        super().__init__(found, request_id, *about, choices, title=f"{found.order.ref} {title}:")

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Its form, card or screen comes next."""
        message.stop()
        self.post_message(self.Wanted(message.choice.value, self._shipment))


def of_parcel(found: "Whole", request_id: str, shipment: int) -> Steps:
    """The steps of one parcel; 0 where there is none yet."""
    title = f"parcel {shipment}" if shipment else "parcels"
    return Steps(found, request_id, PARCEL_STEPS, title, shipment)


class WhichParcel(Ask):
    """A digit for the parcel; `verb` is what is wanted of it, or nothing: then its steps are shown."""

    def __init__(
        self, found: "Detail", request_id: str, numbers: Iterable[int], verb: str = "", does: str = ""
    ) -> None:
        self._verb = verb
        wanted = set(numbers)
        named = [
            (detail_goods.headed(parcel, standing), str(parcel.shipment.position))
            for parcel, standing in zip(found.parcels, found.parcel_words, strict=True)
            if parcel.shipment.position in wanted
        ]
        title = f"{found.order.ref} {does.lower()}: which parcel?".replace(" :", ":")
        super().__init__(found, request_id, Choices(numbered(named)), title=title)

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """That one."""
        message.stop()
        self.post_message(Steps.Wanted(self._verb, int(message.choice.value)))


def _about(found: "Whole", shipment: int) -> str:
    """The parcel in three lines: number and status, what is in it, its cash."""
    for parcel, standing in zip(found.parcels, found.parcel_words, strict=True):
        if parcel.shipment.position == shipment:
            said = (detail_goods.contents(found, parcel), detail_goods.cash(found, parcel.shipment))
            return "\n".join((detail_goods.headed(parcel, standing), " · ".join(filter(None, said))))
    return ""


def _listed(found: "Whole", steps: Sequence[Step], shipment: int) -> list[Choice]:
    choices = [Choice(step.key, step.label, step.value, _reason(found, step.value, shipment)) for step in steps]
    return sorted(choices, key=lambda choice: bool(choice.reason))


def _reason(found: "Whole", verb: str, shipment: int) -> str:
    """Why not now; for a parcel, why not with this one."""
    if verb == TRACK:
        return "" if link(found, shipment) else "there is no tracking link yet; type the waybill, or edit the parcel"
    return found.steps.get(shipment, {}).get(verb, found.why[verb]) or ""


def link(found: "Detail", shipment: int) -> str:
    """Where a parcel can be followed."""
    links = (one.shipment.tracking for one in found.parcels if shipment in (0, one.shipment.position))
    return next(filter(None, links), "")
