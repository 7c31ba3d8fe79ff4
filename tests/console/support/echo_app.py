"""Says the name of every key that reaches it: `python -m tests.console.support.echo_app`."""

from textual import events
from textual.app import App, ComposeResult

from console.widgets.lines import Plain


class EchoApp(App[None], inherit_bindings=False):
    """One line with the last key and how many there were; no key does anything."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def compose(self) -> ComposeResult:
        yield Plain("ready")

    def on_key(self, event: events.Key) -> None:
        """Every key."""
        self.count += 1
        self.query_one(Plain).show(f"{self.count}: {event.key};")


if __name__ == "__main__":
    EchoApp().run()
