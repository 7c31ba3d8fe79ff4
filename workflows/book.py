"""The whole rule book: whoever imports this module has every subject's table, in the order in which it is printed."""

from types import ModuleType

from workflows import (
    again,
    assignment,
    basket,
    calls,
    claims,
    confirmation,
    consequences,
    contact,
    copying,
    do_not_call,
    oms,
    payment,
    placing,
    promises,
    refunds,
    remarks,
)

SUBJECTS: tuple[ModuleType, ...] = (
    placing,
    confirmation,
    consequences,
    payment,
    oms,
    refunds,
    calls,
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
