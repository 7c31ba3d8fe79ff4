"""Who may change the shop itself: its people, its rules, its stock (domain.md 17)."""

from models.statuses import Role
from workflows.actors import Actor
from workflows.errors import Refused


def only_supervisors(by: Actor, what: str) -> None:
    """Refused unless a supervisor acts, or somebody at the command line of the database itself."""
    if by.role not in (Role.SUPERVISOR, Role.SYSTEM):
        raise Refused(f"{by.role.value}s may not {what}; ask a supervisor")
