"""The line below something that scrolls: what stands further down, and the keys that go there."""

from collections.abc import Sequence

from textual.containers import VerticalScroll
from textual.content import Content

from console.widgets.bindings import key_label
from console.widgets.lines import Bar, styled


class More(Bar):
    """Shown only while not everything fits."""

    DEFAULT_CSS = """
    More { display: none; padding: 0 1; background: $surface; }
    More.-some { display: block; }
    """

    def __init__(self, of: str) -> None:
        """`of`: the selector of what scrolls."""
        super().__init__()
        self._of = of
        self._below: tuple[str, ...] = ()

    @property
    def _scroll(self) -> VerticalScroll:
        return self.screen.query_one(self._of, VerticalScroll)

    def on_mount(self) -> None:
        """Follow it."""
        for state in ("show_vertical_scrollbar", "scroll_y", "virtual_size"):
            self.watch(self._scroll, state, self._look)

    def _look(self) -> None:
        self.set_class(self._scroll.show_vertical_scrollbar, "-some")
        self.changed()

    def tell(self, below: Sequence[str]) -> None:
        """What stands at the end of it, such as `Notes 2`."""
        if tuple(below) != self._below:
            self._below = tuple(below)
            self.changed()

    def down(self) -> None:
        """A page on."""
        self._scroll.scroll_page_down(animate=False)

    def up(self) -> None:
        """A page back."""
        self._scroll.scroll_page_up(animate=False)

    def line(self, width: int) -> Content:
        """The key that goes on and what is there; at the end, the key that goes back."""
        scroll = self._scroll
        on, back = (key_label(self.app, f"order.{way}") for way in ("more", "less"))
        parts = []
        if scroll.scroll_y < scroll.max_scroll_y:
            parts.append(Content.assemble("▾ ", (on, "bold $text-accent"), styled(f" {' · '.join(self._below)}")))
        if scroll.scroll_y > 0:
            parts.append(Content.assemble("▴ ", (back, "bold $text-accent"), " back up"))
        return Content("   ").join(parts).truncate(width, ellipsis=True)
