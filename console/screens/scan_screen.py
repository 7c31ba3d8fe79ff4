"""What the bench, the dock and the door share: one field that a scanner types into, and goods above it."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable

from textual.app import ComposeResult
from textual.getters import query_one

from console.actions import Place
from console.keymap import Bound
from console.screens.outcomes.said import spoken
from console.screens.place import PlaceScreen
from console.trouble import noted
from console.widgets.bindings import key_label
from console.widgets.lines import Plain
from console.widgets.questions import Questions
from console.widgets.scan_field import ScanField
from workflows.errors import Refused


class ScanScreen(PlaceScreen):
    """Stands over another screen until escape. A scanner types a code and presses enter."""

    DEFAULT_CSS = """
    ScanScreen #ref { padding: 0 1; background: $surface; }
    ScanScreen #prompt { padding: 0 1; color: $text-muted; }
    """

    ref = query_one("#ref", Plain)
    prompt = query_one("#prompt", Plain)
    field = query_one(ScanField)
    ask = query_one(Questions)

    # For subclasses

    @abstractmethod
    def goods(self) -> ComposeResult:
        """What is scanned, between what it is of and what the field waits for."""

    @abstractmethod
    def scanned(self, code: str) -> None:
        """A code, by scanner or by hand; enter alone is an empty one."""

    @abstractmethod
    def stopped(self, sentence: str) -> None:
        """Say that something came to nothing, and why."""

    # The field

    def body(self) -> ComposeResult:
        """From top to bottom."""
        yield Plain(id="ref")
        yield from self.goods()
        yield Plain(id="prompt")
        yield ScanField(self.scanned)
        yield Questions(is_scanned=True)

    def bound(self, layers: Iterable[Place]) -> list[Bound]:
        """The field takes every letter and sign: only keys that type nothing work here."""
        return [Bound(one.action, tuple(filter(_types_nothing, one.keys))) for one in super().bound(layers)]

    def on_questions_said(self, message: Questions.Said) -> None:
        """It was perhaps a scan, and nobody is looking. (The frame's own handler says why.)"""
        self.desk.bell()

    def work(self, job: Callable[[], Awaitable[None]], back: Callable[[], object]) -> None:
        """Run a job; when it comes to nothing, say why and go `back`: nothing that was scanned is lost by that."""
        self.run_worker(self._tried(job, back), group="write", exit_on_error=False)

    async def _tried(self, job: Callable[[], Awaitable[None]], back: Callable[[], object]) -> None:
        try:
            await job()
        except Refused as problem:
            self.stopped(spoken(str(problem)))
            back()
        except Exception as problem:  # the database went away
            self.stopped(f"{noted(problem)} Then try it again.")
            back()

    def search_by(self, leave: str) -> str:
        """How one looks for an order: not here, where the field takes every letter."""
        return f"leave with {key_label(self.app, leave)} and search with {key_label(self.app, 'desk.search')}"

    # Keys

    def action_leave(self) -> None:
        """To the screen below."""
        self.desk.pop_screen()

    def leave(self, onward: Callable[[], None]) -> None:
        """As one goes on from the screen below."""
        self.leave_below(onward)


def _types_nothing(key: str) -> bool:
    return len(key) > 1 and key != "space"
