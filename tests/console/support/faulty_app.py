"""An app whose driver has a fault of its own at one key: `python -m tests.console.support.faulty_app`."""

from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Static

from console.terminal_driver import DeskDriver


class FaultyDriver(DeskDriver):
    """Fails at `x`."""

    def process_message(self, message: Message) -> None:
        if isinstance(message, events.Key) and message.key == "x":
            raise RuntimeError("a fault of the app")
        super().process_message(message)


class FaultyApp(App[None]):
    """Says so when it ends by a fault."""

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def _fatal_error(self) -> None:
        self._exit_renderables.append(f"told: {type(self._exception).__name__}")
        self._close_messages_no_wait()


if __name__ == "__main__":
    FaultyApp(driver_class=FaultyDriver).run()
