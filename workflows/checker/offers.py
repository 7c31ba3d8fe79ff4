"""What is not offered says why, in a sentence (invariant 12): looked at for a few orders of each status."""

from collections.abc import Iterator

from sqlalchemy import select

from models.statuses import PEOPLE, Confirmation
from workflows.actors import Actor
from workflows.case import Case, load
from workflows.checker.look import Look
from workflows.checker.problem import Problem, o
from workflows.engine import choices

_EACH = 3  #: newest orders of each status


def problems(look: Look) -> Iterator[Problem]:
    """Every choice of every kind of person on the newest orders of each status."""
    work, actors = look.work, [Actor(role, role.value) for role in PEOPLE]
    for status in Confirmation:
        mine = (o.shop_id == work.shop.id, o.confirmation == status, o.changed_at.between(look.since, look.until))
        newest = select(o.id).where(*mine).order_by(o.placed_at.desc(), o.id.desc()).limit(_EACH)
        for order_id in work.connection.scalars(newest).all():
            for actor in actors:
                yield from _offered(load(work, order_id, actor)[0])


def _offered(case: Case) -> Iterator[Problem]:
    for command, reason in choices(case):
        if reason is not None and len(reason.split()) < 2:
            said = f"{command.verb()} is refused to {case.actor.name} with {reason!r}, which is no sentence"
            yield Problem(12, case.order.id, f"{case.order.ref}: {said}")
