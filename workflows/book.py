"""The rule book, assembled: every module that adds rows to it. Whoever reads the book imports this."""

from workflows import (
    again,
    assignment,
    basket,
    calls,
    confirmation,
    contact,
    copying,
    do_not_call,
    payment,
    placing,
    queue,
    remarks,
)

SUBJECTS = (
    placing,
    queue,
    calls,
    confirmation,
    payment,
    contact,
    basket,
    remarks,
    assignment,
    do_not_call,
    again,
    copying,
)
