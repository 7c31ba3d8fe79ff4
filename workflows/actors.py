"""Who acts: a person at a seat, or the sender of an event."""

from dataclasses import dataclass
from uuid import UUID

from models.shops import Person
from models.statuses import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A name and a role; people also carry their id."""

    role: Role
    name: str
    id: UUID | None = None


CALLERS = frozenset({Role.AGENT, Role.SUPERVISOR})
STAFF = frozenset({Role.WAREHOUSE, Role.SUPERVISOR})  #: who handles parcels
SUPERVISOR = frozenset({Role.SUPERVISOR})
COURIER = frozenset({Role.COURIER})

SYSTEM = Actor(Role.SYSTEM, "codesk")
CHECKOUT = Actor(Role.CUSTOMER, "the shop's checkout")


def gone(actor: Actor) -> str:
    """Why a seat that is still open may do nothing any more."""
    return f"{actor.name} does not work here as {actor.role.value} any more; sign in again or ask a supervisor"


def actor_of(person: Person) -> Actor:
    """A person as an actor."""
    return Actor(person.role, person.name, person.id)
