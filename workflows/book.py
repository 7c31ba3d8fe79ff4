"""The whole rule book: whoever imports this module has every subject's table, in the order in which it is printed."""

from types import ModuleType

from workflows.calls import again, assignment, attempts, claims, do_not_call, promises
from workflows.confirmation import axis, consequences
from workflows.money import cash, payment, refunds
from workflows.oms import answers
from workflows.orders import basket, contact, copying, placing, remarks
from workflows.outbox import given_up
from workflows.parcels import courier, delivering, exceptions, packing, returning, returns, road, shipping

SUBJECTS: tuple[ModuleType, ...] = (
    placing,
    axis,
    consequences,
    payment,
    answers,
    refunds,
    shipping,
    packing,
    road,
    delivering,
    returning,
    returns,
    cash,
    courier,
    exceptions,
    given_up,
    attempts,
    promises,
    claims,
    assignment,
    again,
    contact,
    basket,
    do_not_call,
    remarks,
    copying,
)
