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


def actor_of(person: Person) -> Actor:
    """A person as an actor."""
    return Actor(person.role, person.name, person.id)
