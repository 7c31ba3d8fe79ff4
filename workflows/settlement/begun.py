"""Statements that a courier's file began, and finished or not: the machine may stop between two batches.

A parcel that such a statement has told of is shown as it stood before, so that the same file comes to the same
statement again and is gone on with.
"""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, select, text

from models.log import events
from models.money import remittance_lines, remittances
from workflows.money.remittance import SETTLED
from workflows.settlement.matching import Matching
from workflows.work import Work

_r, _l, _e = remittances.c, remittance_lines.c, events.c


class Told(NamedTuple):
    """What an unfinished statement has told of a parcel."""

    reference: str  #: of the statement
    expected_minor: int  #: what was still out before


Begun = Mapping[UUID, Told]  #: by the id of the parcel


def begun(work: Work, courier: str) -> Begun:
    """What the courier's unfinished statements have told so far."""
    same = and_(_l.shop_id == _r.shop_id, _l.remittance_id == _r.id)
    wanted = select(_l.shipment_id, _r.reference, _l.expected_minor).join_from(remittances, remittance_lines, same)
    named = text("remittances.reference <> ''")  # in the words of the index
    mine = (_r.shop_id == work.shop.id, _r.courier == courier, named, _r.finished_at.is_(None))
    return {row[0]: Told(*row[1:]) for row in work.connection.execute(wanted.where(*mine))}


def settled_on(work: Work, courier: str, reference: str) -> date | None:
    """The day of the courier's finished statement of that reference; None where there is none."""
    named = text("remittances.reference <> ''")  # in the words of the index
    mine = (_r.shop_id == work.shop.id, _r.courier == courier, _r.reference == reference, named)
    day = work.connection.scalar(select(_r.day).where(*mine, _r.finished_at.is_not(None)))
    return date.fromisoformat(day) if day else None


def usual_reference(work: Work, matching: Matching, name: str) -> str:
    """Of the statement that the file began; else the file's name, or the first free one of `name-2`, `name-3` …"""
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    free = (one for one in names if settled_on(work, matching.courier, one) is None)
    return min(matching.begun) if matching.begun else next(free)


def charged(work: Work) -> frozenset[UUID]:
    """Parcels that brought nothing and whose fees a statement has told, as the shop's own events say."""
    mine = (_e.shop_id == work.shop.id, _e.order_id.is_(None), _e.command == SETTLED)
    told = work.connection.scalars(select(_e.data).where(*mine))
    return frozenset(UUID(parcel) for data in told for parcel in data.get("back", ()))
