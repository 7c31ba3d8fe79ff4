"""The themes: typed like anything else in the palette, worn at once."""

from functools import partial
from typing import ClassVar

from console.modals.palette import Entry, Palette


class Themes(Palette):
    """What the desk can look like, its own themes first."""

    finds_orders: ClassVar[bool] = False

    def entries(self) -> list[Entry]:
        """Every theme by its name."""
        names = sorted(self.app.available_themes, key=lambda name: (not name.startswith("codesk"), name))
        return [Entry(name, partial(self._wear, name), "now" if name == self.app.theme else "") for name in names]

    def _wear(self, name: str) -> None:
        self.place.app.theme = name
        self.place.say(f'{name} until codesk is closed. For good: theme = "{name}" in the settings file.')
