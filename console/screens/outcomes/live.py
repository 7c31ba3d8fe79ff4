"""A form whose outcome is worked out by the rules while it is typed, and which asks once before it is done.

`Live` is such a drawer about anything, `LiveForm` one about an order that ends in a command.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from textual.containers import Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from console.screens.at_desk import start_of
from console.screens.outcomes.ask import Ask
from console.screens.outcomes.carded import Card, Carded
from console.screens.outcomes.said import spoken
from console.widgets.lines import Plain
from console.widgets.read_back import ReadBack
from workflows.case import load
from workflows.errors import Refused
from workflows.intake.amounts import Unreadable

if TYPE_CHECKING:
    from console.seat import Seat
    from workflows.case import Case
    from workflows.engine import Command
    from workflows.views import Detail
    from workflows.work import Work


class Judged(Protocol):
    """What a form comes to."""

    @property
    def problem(self) -> str | None:
        """Why it cannot be done, in a sentence."""


A = TypeVar("A")  #: what is typed
S = TypeVar("S", bound=Judged)  #: what it comes to


class Live(Carded, Generic[A, S]):
    """Enter works it out once more and shows the card; escape goes from the card back to the fields."""

    does = "read back"
    PAUSE = 0.15  #: seconds without a key until what was typed is worked out
    DEFAULT_CSS = """
    Live > .foot { dock: bottom; background: $surface; }
    Live .problem { color: $text-warning; }
    """

    def live(self, seat: "Seat", parts: Sequence[Widget]) -> tuple[Widget, ...]:
        """What the drawer is made of: the fields, the card, and what they come to."""
        self._seat = seat
        self._sum, self._problem = Plain(), Plain(classes="problem")
        self._turn = 0
        self._pause: Timer | None = None
        self._agreed: A | None = None
        foot = Vertical(self._sum, self._problem, classes="foot")  # in sight, however many products there are
        return Vertical(*parts), self.carded(), foot

    # For subclasses

    @abstractmethod
    def asked(self) -> A:
        """What is typed; Unreadable when a number is none."""

    @abstractmethod
    def judged(self, work: "Work", asked: A) -> S:
        """What the rules make of it; runs in a reader's thread and changes nothing."""

    @abstractmethod
    def complain(self, sentence: str) -> None:
        """This cannot be used; everything stays as it was typed."""

    @abstractmethod
    def agree(self, asked: A) -> None:
        """It was read back and agreed."""

    @abstractmethod
    def sums(self, judged: S) -> str:
        """What it comes to, in lines."""

    @abstractmethod
    def card(self, asked: A, judged: S) -> Card:
        """What is read back."""

    @property
    def about(self) -> object:
        """What it is about; an answer that comes when it is another is dropped."""
        return None

    def shown(self, judged: S) -> None:
        """What a subclass shows beside its fields."""

    # While it is typed

    def on_mount(self) -> None:
        """What it comes to before anything was typed."""
        self._again()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Work it out, once nothing more is typed for a moment."""
        message.stop()
        self._turn += 1
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(self.PAUSE, self._again)

    def _again(self) -> None:
        start_of(self, self._work_out(), "sum")

    async def _work_out(self) -> tuple[A, S] | None:
        """Read it and show it; an answer to an older text is dropped."""
        turn, about, by = self._turn, self.about, self._seat.actor
        try:
            asked = self.asked()
            judged = await self._seat.read(lambda work: self.judged(work, asked))
        except (Unreadable, Refused) as problem:
            self._sum.show("")
            self._tell(str(problem))
            return None
        if turn != self._turn or about != self.about or by != self._seat.person:
            return None
        self._sum.show(self.sums(judged))
        self.shown(judged)
        self._tell(judged.problem or "")
        return None if judged.problem else (asked, judged)

    def _tell(self, problem: str) -> None:
        self._problem.show(f"! {spoken(problem)}" if problem else "")

    # Doing it

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """The card, if it can be done."""
        message.stop()
        start_of(self, self._offer(), "offer", exclusive=True)

    async def _offer(self) -> None:
        worked_out = await self._work_out()
        if worked_out is None:
            self.complain(self._why())
            return
        self._agreed, judged = worked_out
        self.read_back(self.card(self._agreed, judged))

    def _why(self) -> str:
        return self._problem.said.removeprefix("! ") or "Press enter again."

    def on_read_back_accepted(self, message: ReadBack.Accepted) -> None:
        """Agreed to what stands on the card."""
        message.stop()
        if self._agreed is not None:
            self.agree(self._agreed)


class LiveForm(Live["Command", S], Ask):
    """About an order; what is agreed to is a command."""

    def __init__(
        self, found: "Detail", request_id: str, seat: "Seat", parts: Sequence[Widget], *, title: str
    ) -> None:
        Ask.__init__(self, found, request_id, *self.live(seat, parts), title=title)

    @abstractmethod
    def judge(self, case: "Case", command: "Command") -> S:
        """What the rules make of it; runs in a reader's thread and changes nothing."""

    @property
    def about(self) -> object:
        """The order."""
        return self.found.order.id

    def judged(self, work: "Work", asked: "Command") -> S:
        """What the rules make of it for the order as it is now."""
        return self.judge(load(work, self.found.order.id, self._seat.actor)[0], asked)

    def agree(self, asked: "Command") -> None:
        """This is the answer."""
        self.decide(asked)

    def complain(self, sentence: str) -> None:
        """This cannot be used; everything stays as it was typed."""
        Ask.complain(self, sentence)

    def renew(self, found: "Detail") -> None:
        """The order is another now: what was typed is worked out and read back anew."""
        super().renew(found)
        self._turn += 1
        self.back()
        self._again()
