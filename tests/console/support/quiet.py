"""Pilots wait until the app is quiet, not until the process is: a key costs no fixed time.

Textual's own way sleeps in pieces of 20 ms until the process uses no CPU, twice for every key.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App

ROUNDS = 3  #: turns of the loop in which nothing is ready


async def quiet(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Wait until nothing is ready to run and no key is on its way, have the screen do what it keeps for its next
    refresh, and wait again.

    An app that is never quiet is looked at after `max_sleep` seconds as it is, as with Textual's own way.
    """
    app = active_app.get(None)
    if app is None or not app._running or not app._screen_stack:
        await _calm(lambda: False, max_sleep)
        return
    await _calm(lambda: _under_way(app), max_sleep)
    app.screen._on_timer_update()
    await _calm(lambda: _under_way(app), max_sleep)


def _under_way(app: App[Any]) -> bool:
    """Whether a message waits for the app, its screen or the widget that gets the keys."""
    return any(one is not None and one.message_queue_size for one in (app, app.screen, app.focused))


async def _calm(busy: Callable[[], bool], patience: float) -> None:
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    deadline, rounds = time.monotonic() + patience, 0
    while rounds < ROUNDS and time.monotonic() < deadline:
        await asyncio.sleep(0.001 if not ready and busy() else 0)
        rounds = 0 if ready or busy() else rounds + 1


PAINTED = Compositor.render_update  #: Textual's own, for a test of what is painted


def _unseen(compositor: Compositor, full: bool = False, *rest: Any, **more: Any) -> Any:
    """What changed on a screen that nobody sees: a test that looks at it draws the whole of it, as does a picture."""
    if full:
        return PAINTED(compositor, full, *rest, **more)
    compositor._dirty_regions.clear()
    return None


def hasten() -> None:
    """From now on every pilot of this process waits so, and paints nothing between two looks."""
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = quiet  # type: ignore[attr-defined]
    Compositor.render_update = _unseen  # type: ignore[assignment,method-assign]
