"""The first frame: painted before anything heavy is imported; the database opens behind it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Middle
from textual.screen import Screen

from console.widgets.lines import Plain

if TYPE_CHECKING:
    from console.app import ConsoleApp


class Opening(Screen[None]):
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
        self.run_worker(self._open, thread=True, exit_on_error=False)

    def _open(self) -> None:
        """In a thread: imports and the database."""
        from console.app import ConsoleApp

        app = self.app
        assert isinstance(app, ConsoleApp)
        try:
            desk = app.open_desk()
        except Exception as problem:  # the sentence is for the terminal that started us
            app.call_from_thread(app.exit, f"{problem}" or type(problem).__name__)
            return
        app.call_from_thread(app.desk_opened, desk)
        app.call_from_thread(self._go_on, app)

    @staticmethod
    def _go_on(app: "ConsoleApp") -> None:
        from console.screens.signin import SignIn

        app.switch_screen(SignIn(app.sign_in_as))
