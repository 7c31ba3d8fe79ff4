"""Who works here: people by id and by name."""

from uuid import UUID

from sqlalchemy import select

from models.shops import Person, people
from workflows.errors import NotFound
from workflows.work import Work


def name_key(name: str) -> str:
    """What makes a name the same name: case and spaces do not matter."""
    return " ".join(name.split()).casefold()


def name_of(work: Work, person_id: UUID | None) -> str:
    """The name of a person, for sentences."""
    mine = (people.c.shop_id == work.shop.id, people.c.id == person_id)
    return work.connection.scalar(select(people.c.name).where(*mine)) or "a colleague"


def by_name(work: Work, name: str) -> Person:
    """The active person of that name; NotFound with the names there are."""
    mine = (people.c.shop_id == work.shop.id, people.c.name_key == name_key(name))
    found = work.connection.execute(select(people).where(*mine, people.c.active)).one_or_none()
    if found is None:
        known = ", ".join(person.name for person in everyone(work)) or "nobody yet"
        raise NotFound(f"nobody named {name!r} works in this shop; people here: {known}")
    return Person(*found)


def everyone(work: Work) -> list[Person]:
    """All active people, by name."""
    statement = select(people).where(people.c.shop_id == work.shop.id, people.c.active)
    return [Person(*row) for row in work.connection.execute(statement.order_by(people.c.name_key))]
