"""The first frame: painted before anything heavy is imported; the database opens behind it."""

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Middle

from console.screens.at_desk import AtDesk
from console.widgets.lines import Plain

if TYPE_CHECKING:
    from console.app import ConsoleApp
    from models.glance import Glance
    from workflows.desk import Desk

LONGEST = 0.5  #: seconds in which the names have to be painted before the processor goes on to the engine


class Opening(AtDesk):
    """Says that the desk opens, then hands over to signing in; says why when it cannot."""

    DEFAULT_CSS = """
    Opening { align: center middle; }
    Opening Middle { width: 40; height: auto; }
    Opening Plain { width: 100%; }
    """

    def compose(self) -> ComposeResult:
        """One sentence in the middle."""
        yield Middle(Plain("Opening the desk…", id="said"))

    def on_mount(self) -> None:
        """Start to open once this frame is on the terminal."""
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        self.app.run_worker(partial(_open, self.desk), thread=True, exit_on_error=False)


def _open(app: "ConsoleApp") -> None:
    """In a thread: the names at the door, if that is quick; then imports and the database."""
    try:
        if not app.sign_in_as and (seen := app.glance()) is not None:
            painted = Event()
            app.call_from_thread(_show, app, seen, painted)
            painted.wait(LONGEST)
        desk = app.open_desk()
    except Exception as problem:  # it is told on the terminal that started us
        app.call_from_thread(app.cannot_go_on, problem)
        return
    app.call_from_thread(_opened, app, desk)


def _show(app: "ConsoleApp", seen: "Glance", painted: Event) -> None:
    from console.screens.signin import SignIn

    app.switch_screen(SignIn(glance=seen))
    app.call_after_refresh(app.call_after_refresh, painted.set)


def _opened(app: "ConsoleApp", desk: "Desk") -> None:
    from console.screens.signin import SignIn

    app.desk_opened(desk)
    if isinstance(app.screen, SignIn):
        app.screen.desk_is_open()
    else:
        app.switch_screen(SignIn(app.sign_in_as))
