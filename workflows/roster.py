"""Who works here: people by id and by name."""

from uuid import UUID

from sqlalchemy import bindparam, exists, literal, or_, select

from models.shops import Person, people
from workflows.errors import NotFound, Refused
from workflows.work import Work

_p = people.c
_AWAY = or_(_p.paused_at.is_not(None), ~_p.active)

#: Condition of a claim: the person `me` of `shop` is neither paused nor deactivated.
AT_WORK = ~exists(literal(1)).where(_p.shop_id == bindparam("shop"), _p.id == bindparam("me"), _AWAY)


def at_work(work: Work, person_id: UUID) -> None:
    """Refused when the person gets no new order: paused, or deactivated."""
    mine = (_p.shop_id == work.shop.id, _p.id == person_id, _AWAY)
    found = work.connection.execute(select(people).where(*mine)).one_or_none()
    if found is None:
        return
    person = Person(*found)
    if not person.active:
        raise Refused("you do not work in this shop any more; ask a supervisor")
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
