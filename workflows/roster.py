"""Who works here: people by id and by name."""

from uuid import UUID

from sqlalchemy import bindparam, exists, literal, select

from models.shops import Person, people
from workflows.actors import Actor, gone
from workflows.errors import NotFound, Refused
from workflows.work import Work

_p = people.c
_HERE = (_p.shop_id == bindparam("shop"), _p.id == bindparam("me"), _p.role == bindparam("role"), _p.active)
_WHO = select(people).where(*_HERE)

#: Condition of a claim: the person `me` of `shop` still works there in that `role`, and is not paused.
AT_WORK = exists(literal(1)).where(*_HERE, _p.paused_at.is_(None))


def still_here(work: Work, by: Actor) -> Person | None:
    """The person who acts; None for a machine. Refused when they do not work here in that role any more: a seat that
    was open when a supervisor changed that does not know.
    """
    if by.id is None:
        return None
    found = work.connection.execute(_WHO, {"shop": work.shop.id, "me": by.id, "role": by.role}).one_or_none()
    if found is None:
        raise Refused(gone(by))
    return Person(*found)


def at_work(work: Work, by: Actor) -> None:
    """Refused when the person gets no new order: they are paused, or do not work here any more."""
    person = still_here(work, by)
    if person is not None and person.paused_at is not None:
        raise Refused(f"you are paused ({person.pause_reason}); resume to get the next order")


def name_key(name: str) -> str:
    """What makes a name the same name: case and spaces do not matter."""
    return " ".join(name.split()).casefold()


def name_of(work: Work, person_id: UUID | None) -> str:
    """The name of a person, for sentences."""
    mine = (_p.shop_id == work.shop.id, _p.id == person_id)
    return work.connection.scalar(select(_p.name).where(*mine)) or "a colleague"


def by_name(work: Work, name: str) -> Person:
    """The active person of that name; NotFound with the names there are."""
    mine = (_p.shop_id == work.shop.id, _p.name_key == name_key(name))
    found = work.connection.execute(select(people).where(*mine, _p.active)).one_or_none()
    if found is None:
        known = ", ".join(person.name for person in everyone(work)) or "nobody yet"
        raise NotFound(f"nobody named {name!r} works in this shop; people here: {known}")
    return Person(*found)


def by_id(work: Work, person_id: UUID) -> Person:
    """The person of that id, active or not; locked until the unit ends where it may write."""
    statement = select(people).where(_p.shop_id == work.shop.id, _p.id == person_id)
    found = work.connection.execute(statement if work.is_reading else statement.with_for_update()).one_or_none()
    if found is None:
        raise NotFound("there is no such person in this shop")
    return Person(*found)


def everyone(work: Work, *, only_active: bool = True) -> list[Person]:
    """The people of the shop, by name."""
    statement = select(people).where(_p.shop_id == work.shop.id).order_by(_p.name_key)
    return [Person(*row) for row in work.connection.execute(statement.where(_p.active) if only_active else statement)]
