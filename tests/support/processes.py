"""Processes of their own, quick to come by: forked from one that has imported what the tests need in them."""

import multiprocessing
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_NEEDED = ["models.sqlite", "tests.workflows.races.agents"]


def fresh() -> "ForkServerContext | SpawnContext":
    """Starts processes that share nothing with this one."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_NEEDED)
    return context
