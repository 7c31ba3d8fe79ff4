"""Whose orders are whose: a supervisor gives orders to an agent, who is offered them first (D11).

Others are offered them only after `assignment_hold`. An order that somebody works on right now stays with them
until their call is over.
"""

from dataclasses import dataclass

from models.statuses import CALLABLE
from workflows.actors import CALLERS, SUPERVISOR
from workflows.case import Case
from workflows.engine import Command, Rule, rules
from workflows.errors import NotFound
from workflows.roster import by_name


@dataclass(frozen=True, slots=True)
class Assign(Command):
    """Assign the order."""

    done = "assigned this order"

    agent: str  #: name of the agent who is to call


@dataclass(frozen=True, slots=True)
class Unassign(Command):
    """Take the assignment back."""

    done = "took back the assignment of this order"


def is_real(case: Case) -> str | None:
    """Guard: nobody is called about a test order."""
    return "this is a test order; nobody is called about it" if case.order.is_test else None


def is_assigned(case: Case) -> str | None:
    """Guard: there is something to take back."""
    return None if case.order.assigned_to else "this order is assigned to nobody"


def agent_calls(case: Case, command: Assign) -> str | None:
    """Check: an active person who calls customers, and somebody else than now."""
    try:
        agent = by_name(case.work, command.agent)
    except NotFound as problem:
        return str(problem)
    if agent.role not in CALLERS:
        return f"{agent.name} works in the warehouse and calls nobody; choose an agent"
    until = case.order.assigned_until
    if case.order.assigned_to == agent.id and until and until > case.work.now:
        return f"this order is {agent.name}'s already"
    return None


def assign(case: Case, command: Assign) -> None:
    """D11."""
    case.order.assigned_to = by_name(case.work, command.agent).id
    case.order.assigned_until = case.work.now + case.policy.assignment_hold


def unassign(case: Case, _command: Unassign) -> None:
    """D11: everybody's again."""
    case.order.assigned_to = case.order.assigned_until = None


rules(
    Rule("D11", Assign, CALLABLE, SUPERVISOR, None, (is_real,), (agent_calls,), (assign,)),
    Rule("D11", Unassign, CALLABLE, SUPERVISOR, None, (is_assigned,), (), (unassign,)),
)
