"""Handing a number to what the desk has: a command of its own, or the terminal's clipboard.

Whether a number may be dialled at all is the rules' business; nothing here knows an order.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from subprocess import DEVNULL, Popen

from console.settings import Settings

PATIENCE = 2.0  #: seconds in which a dial command may fail; a softphone that goes on running is fine
_LOOK = 0.02  #: seconds between two looks at it
running: list[Popen[bytes]] = []  #: commands that went on; they are reaped when the next number is dialled


@dataclass(frozen=True, slots=True)
class Dialled:
    """What became of a number: whether it was handed over, and the sentence that says so."""

    handed: bool
    sentence: str


async def dial(settings: Settings, e164: str, shown: str, to_clipboard: Callable[[str], None]) -> Dialled:
    """Hand a number over. `shown` is how it is written for people; nothing here says that it rings."""
    reap()
    words = settings.dial_command(e164)
    if not words:
        to_clipboard(e164)
        return Dialled(True, f"{shown} was offered to the clipboard; type it if it is not there.")
    try:
        # Words, never a shell: a number is data, whatever stands in it.
        process = Popen(words, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
    except (OSError, ValueError) as problem:
        return Dialled(False, f"{_why(words[0], problem)} Dial {shown} by hand, and mend `dial` in the settings.")
    running.append(process)
    return await _watched(process, words[0], shown)


def reap() -> None:
    """Let go of the commands that have ended."""
    running[:] = [process for process in running if process.poll() is None]


def _why(program: str, problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"There is no program {program} to dial with."
    return f"The program {program} could not be started."


async def _watched(process: Popen[bytes], program: str, shown: str) -> Dialled:
    """A command that ends at once with a failure has not dialled."""
    until = time.monotonic() + PATIENCE
    while (code := process.poll()) is None and time.monotonic() < until:
        await asyncio.sleep(_LOOK)
    if code:
        return Dialled(False, f"{program} ended with {code} and did not take {shown}; dial it by hand.")
    return Dialled(True, f"{shown} was handed to {program}.")
