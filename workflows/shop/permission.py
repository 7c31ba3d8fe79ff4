"""Who may change the shop itself: its people, its rules, its stock (domain.md 17)."""

from models.statuses import Role
from workflows.actors import Actor
from workflows.errors import Refused
from workflows.roster import still_here
from workflows.work import Work


def only_supervisors(work: Work, by: Actor, what: str) -> None:
    """Refused unless somebody acts who is a supervisor now, or sits at the command line of the database itself."""
    still_here(work, by)
    if by.role not in (Role.SUPERVISOR, Role.SYSTEM):
        raise Refused(f"{by.role.value}s may not {what}; ask a supervisor")
