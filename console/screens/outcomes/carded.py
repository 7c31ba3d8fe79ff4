"""A drawer with fields, and behind them a card that reads back what was typed."""

from dataclasses import dataclass

from textual.widget import Widget

from console.widgets.drawer import Drawer
from console.widgets.read_back import ReadBack


@dataclass(frozen=True, slots=True)
class Card:
    """What is read back before it is done."""

    read: list[str]
    verb: str
    warning: str


class Carded(Drawer):
    """Escape goes from the card back to the fields, and from the fields away. The subclass mounts `reading`."""

    DEFAULT_CSS = """
    Carded { max-height: 70%; }
    Carded > Vertical { height: auto; }
    Carded > #reading { display: none; }
    Carded.-card > Vertical, Carded.-card > .help { display: none; }
    Carded.-card > #reading { display: block; }
    """

    def carded(self) -> ReadBack:
        """The card, which stands beside the fields and out of sight."""
        self._reading = ReadBack(id="reading")
        return self._reading

    def read_back(self, card: Card) -> None:
        """The card in place of the fields."""
        self._reading.ask(card.read, card.verb, card.warning)
        self.add_class("-card")
        self.screen.set_focus(self._reading)

    def back(self) -> None:
        """The fields in place of the card."""
        self.remove_class("-card")
        self.screen.set_focus(next(iter(self._fields()), None))

    def action_close(self) -> None:
        """From the card back to the fields, from the fields away."""
        if self.has_class("-card"):
            self.back()
        else:
            super().action_close()

    def _fields(self) -> list[Widget]:
        """What tab goes through: the fields, or the card alone."""
        on_card = self.has_class("-card")
        return [part for part in super()._fields() if (part is self._reading) is on_card]
