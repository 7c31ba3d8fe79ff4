"""The keys that work where one is, grouped, each with a sentence."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from console.actions import Place
from console.key_sheet import help_for
from console.keymap import Bound
from console.keys import Keymap
from console.widgets.bindings import bindings
from console.widgets.lines import Lines, folded, styled

KEYS = 14  #: cells of the column of keys


class KeyLines(Lines):
    """Groups of keys, each key with what it does."""

    def __init__(self, groups: list[tuple[str, list[Bound]]]) -> None:
        super().__init__()
        self._groups = groups

    def lines(self, width: int) -> list[Content]:
        """A heading, its keys, an empty line."""
        return [line for title, bound in self._groups for line in self._group(title, bound, width)]

    def _group(self, title: str, bound: list[Bound], width: int) -> list[Content]:
        rows = [line for one in bound for line in self._row(one, width)]
        return [styled(title, "bold"), *rows, Content("")]

    def _row(self, one: Bound, width: int) -> list[Content]:
        first, *rest = folded(one.action.help, width - KEYS)
        key = styled(f"  {one.shown}", "bold $text-accent").truncate(KEYS, ellipsis=True, pad=True)
        return [Content.assemble(key, first), *(Content(" " * KEYS + line) for line in rest)]


class Help(ModalScreen[None]):
    """Any of its keys, escape or the key that opened it closes it; the arrows scroll."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM, "form.close")
    DEFAULT_CSS = """
    Help { align: center middle; }
    Help VerticalScroll {
        width: 78; max-width: 100%; height: 90%;
        background: $surface; padding: 0 1; border-top: solid $text-accent;
    }
    """

    def __init__(self, place: Place, keymap: Keymap) -> None:
        super().__init__()
        self._groups = help_for(place, keymap)

    def compose(self) -> ComposeResult:
        """One list that scrolls."""
        with VerticalScroll():
            yield KeyLines(self._groups)

    def on_mount(self) -> None:
        """The arrows scroll at once."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """`?`, `f1`, `q` and enter close it too."""
        if event.key in ("question_mark", "f1", "q", "enter"):
            event.stop()
            self.action_close()

    def action_close(self) -> None:
        """Back to where one was."""
        self.dismiss(None)
