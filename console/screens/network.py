"""Which network a number was given to: told when somebody asks, since what knows it takes 48 MB of memory."""

from functools import partial
from typing import TYPE_CHECKING

from console import text
from console.modals.palette import Entry

if TYPE_CHECKING:
    from console.screens.order_screen import OrderScreen


def entries(screen: "OrderScreen") -> list[Entry]:
    """What the palette offers about the number of the order at hand."""
    number = screen.at_hand.reach.phone if screen.at_hand else ""
    return [Entry("Show the network of the number", partial(_tell, screen, number))] if number else []


async def _tell(screen: "OrderScreen", number: str) -> None:
    screen.say(await screen.seat.call(lambda: told(number)))


def told(number: str) -> str:
    """The network in a sentence; `number` is E.164."""
    from workflows.phones import carrier

    network = carrier(number)
    if not network:
        return f"{text.phone(number)}: its network is not known."
    return f"{text.phone(number)} was given out by {network}; a number can be taken to another network."
