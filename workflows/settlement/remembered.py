"""How a courier's file was settled the last time: told by the shop's own events, one at each change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.log import events
from workflows.actors import Actor
from workflows.settlement.columns import Mapping
from workflows.settlement.words import Column
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.work import Work

_TOLD = "RememberSettlement"
_e = events.c


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a supervisor confirmed about a file with these columns."""

    header: tuple[str, ...]
    mapping: Mapping
    tolerance: int  #: minor units


def last_time(work: Work, courier: str, header: Sequence[str]) -> Remembered | None:
    """What was confirmed last about a file of the courier with the same columns; None where there was none."""
    mine = (_e.shop_id == work.shop.id, _e.order_id.is_(None), _e.command == _TOLD)
    told = work.connection.scalars(select(_e.data).where(*mine).order_by(_e.version.desc()))
    same = (data for data in told if (data["courier"], data["header"]) == (courier, list(header)))
    return next(map(_read, same), None)


def _read(data: dict[str, Any]) -> Remembered:
    columns = tuple((Column(column), tuple(names)) for column, names in data["columns"])
    return Remembered(tuple(data["header"]), Mapping(columns, data["decimal"], data["currency"]), data["tolerance"])


def remember(work: Work, courier: str, how: Remembered, *, by: Actor) -> None:
    """Propose the next file of the courier with the same columns in this way; Refused to all but supervisors."""
    only_supervisors(work, by, "settle cash")
    if last_time(work, courier, how.header) == how:
        return
    facts = {
        "courier": courier,
        "header": list(how.header),
        "columns": [[column.value, list(names)] for column, names in how.mapping.columns],
        "decimal": how.mapping.decimal,
        "currency": how.mapping.currency,
        "tolerance": how.tolerance,
    }
    chronicle.tell(work, _TOLD, facts, by=by)
