"""A screen that asks about its order in drawers, one at a time."""

from console.screens.outcomes.ask import Ask
from console.screens.outcomes.said import spoken
from console.screens.place import PlaceScreen
from console.widgets.drawer import Drawer
from console.widgets.form import Choices


class AskingScreen(PlaceScreen):
    """The drawer that is open, and what it says. What an answer does is for the subclass."""

    DEFAULT_CSS = """
    AskingScreen.-asking More { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ask: Ask | None = None  #: the drawer that is open

    async def put_question(self, ask: Ask) -> None:
        """Open a drawer above the status line."""
        self.ask = ask
        self.add_class("-asking")
        await self.mount(ask, before=self.status)
        ask.open()

    def drop(self) -> None:
        """Close the drawer."""
        if self.ask is not None:
            self.ask.close()
            self.ask.remove()
            self.ask = None
            self.remove_class("-asking")

    def on_drawer_closed(self, event: Drawer.Closed) -> None:
        """Left without an answer: everything is as it was."""
        if event.drawer is self.ask:
            self.drop()

    def on_ask_complained(self, event: Ask.Complained) -> None:
        """What was typed cannot be used; it stays."""
        self.say(event.sentence, "warn")

    def on_choices_refused(self, event: Choices.Refused) -> None:
        """A choice that cannot be made now."""
        self.say(spoken(event.choice.reason), "warn")
