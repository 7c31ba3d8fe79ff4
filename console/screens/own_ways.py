"""Commands that have more than a form made from their fields: a drawer, a screen, or paper of their own."""

from typing import TYPE_CHECKING

from console.screens.outcomes.ask import MakeAsk
from workflows.money.refunds import RefundOrder
from workflows.orders.contact import ChangeCustomer, EditContact
from workflows.parcels.returning import ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.shipping import PrintLabel

if TYPE_CHECKING:
    from console.screens.order_screen import OrderScreen
    from workflows.engine import Command


def own_drawer(screen: "OrderScreen", command: "type[Command]", shipment: int) -> MakeAsk | None:
    """The drawer that asks for a command, where it has one."""
    from console.screens.outcomes.contact import ContactForm
    from console.screens.outcomes.refunding import RefundForm
    from console.screens.outcomes.returning import ReturnForm
    from console.screens.outcomes.whose import CustomerForm

    seat = screen.seat
    drawers: dict[type[Command], MakeAsk] = {
        RefundOrder: lambda found, request: RefundForm(found, request, seat),
        ReturnAfterDelivery: lambda found, request: ReturnForm(found, request, seat, shipment),
        ChangeCustomer: lambda found, request: CustomerForm(found, request, seat),
        EditContact: ContactForm,
    }
    return drawers.get(command)


def done_elsewhere(screen: "OrderScreen", command: "type[Command]", shipment: int) -> bool:
    """Counting in has a screen, a label is printed: nothing is asked here. Whether it was one of these."""
    found = screen.at_hand
    if command not in (ReceiveReturn, PrintLabel) or found is None:
        return False
    screen.drop()
    if command is ReceiveReturn:
        from console.screens.dock import CountIn

        screen.desk.push_screen(CountIn(found.order.id, shipment))
    else:
        screen.start(_print(screen, shipment), "print")
    return True


async def _print(screen: "OrderScreen", shipment: int) -> None:
    """The label of one parcel, told where it went."""
    from console.screens.printing import print_label

    found = screen.at_hand
    parcel = next((one for one in found.parcels if one.shipment.position == shipment), None) if found else None
    if parcel is not None:
        screen.say(await print_label(screen, parcel.shipment.id))
