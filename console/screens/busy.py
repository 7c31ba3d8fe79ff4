"""A place where a change takes a while: one at a time, with figures meanwhile and a sentence at its end."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable

from console.screens.outcomes.said import spoken
from console.screens.place import PlaceScreen
from console.trouble import noted
from console.widgets.status_line import Kind
from workflows.errors import Refused

Said = tuple[str, Kind]
Tell = Callable[[int, int], None]  #: done, of how many; called in another thread
BUSY = "The last change is still being carried out; wait for its result."
SHOWN_EVERY = 0.2  #: seconds between two figures of what takes a while


class Busy(PlaceScreen):
    """Runs what many rows, or somebody outside, take time for."""

    def __init__(self) -> None:
        super().__init__()
        self._busy = False
        self._so_far = (0, 0)

    @abstractmethod
    def data_changed(self) -> None:
        """What is on the screen is read again."""

    def is_busy(self) -> bool:
        """Whether a change is under way; then it is said."""
        if self._busy:
            self.say(BUSY, "warn")
        return self._busy

    def carry_out(self, job: Callable[[Tell], Awaitable[Said]], doing: str) -> None:
        """Run a job that says what came of it; `doing` is what its figures are of, such as `parcels settled`."""
        if not self.is_busy():
            self._busy = True
            self.run_worker(self._carried_out(job, doing), group="write", exit_on_error=False)

    async def _carried_out(self, job: Callable[[Tell], Awaitable[Said]], doing: str) -> None:
        self._so_far = (0, 0)
        showing = self.set_interval(SHOWN_EVERY, lambda: self._show_progress(doing))
        try:
            said = await job(self._count)
        except Refused as problem:
            self.say(spoken(str(problem)), "warn")
        except Exception as problem:  # the database went away: what was done before is done
            self.say(f"Not all of it was done; look at the list and go on. {noted(problem)}", "error")
        else:
            self.say(*said)
        finally:
            showing.stop()
            self._busy = False
            self.data_changed()

    def _count(self, so_far: int, whole: int) -> None:
        """Called in the writer's thread, so it only takes note."""
        self._so_far = (so_far, whole)

    def _show_progress(self, doing: str) -> None:
        so_far, whole = self._so_far
        if whole:
            self.say(f"{so_far} of {whole} {doing} …")
