"""Stamping: a played family again, some weeks earlier, as somebody else.

Whole weeks keep the hour and the weekday, so whatever the rules computed from them stays true. Ids keep their order
in time; each event is chained anew over its own contents, as `chain.chained` does it.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from models import clock
from models.calls import appointments
from models.columns import EPOCH, MICROSECOND
from models.customers import numbers
from models.log import events
from models.money import money, remittances
from models.outbox import outbox
from models.search import row_number
from models.shipments import shipments
from workflows.demo import play
from workflows.demo.customers import Somebody, draw
from workflows.demo.families import Family, Played, Stencil
from workflows.demo.world import World
from workflows.names import MINIMUM, fold
from workflows.orders.drawing_up import reversed_digits

WEEK = timedelta(weeks=1) // MICROSECOND
_WEEK_MS = 7 * 86_400_000
_E = {name: place for place, name in enumerate(events.c.keys())}
_SAID = [_E[name] for name in ("actor", "role", "command", "before", "after")]
_O = {name: place for place, name in enumerate(outbox.c.keys())}
_A = {name: place for place, name in enumerate(appointments.c.keys())}
_REFERENCE = money.c.keys().index("reference")
_DAY = numbers.c.keys().index("day")
_STATED = remittances.c.keys().index("day")
_LABELLED = [shipments.c.keys().index(name) for name in ("waybill", "tracking", "label")]

Rows = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Families to stamp together: all so many weeks back, with the next serials and order numbers."""

    weeks: int
    serial: int
    number: int
    families: tuple[int, ...]


@dataclass(slots=True)
class _Sheet:
    """One stamp: what replaces what."""

    serial: int
    shift: int  #: microseconds, below zero for the past
    id_shift: int
    words: dict[str, Any]
    orders: list[dict[str, Any]]  #: words of each order


class Stamper:
    """Stamps batches of one played shop; the same batch always gives the same rows."""

    def __init__(self, played: Played, world: World, seed: int) -> None:
        self._played, self._world, self._seed = played, world, seed
        self._ordinal = int(played.shop["ordinal"])
        self._special = {
            "events": _event,
            "outbox": _message,
            "appointments": _promise,
            "numbers": _number_day,
            "money": _payment,
            "shipments": _parcel,
            "remittances": _remittance,
        }

    def stamp(self, batch: Batch) -> Rows:
        """All rows of a batch, by table; searchable names stand under `order_names`."""
        dice = Random(f"{self._seed}/{batch.serial}")
        out: Rows = defaultdict(list)
        number = batch.number
        for serial, index in enumerate(batch.families, batch.serial):
            family = self._played.families[index]
            sheet = self._sheet(family, batch.weeks, serial, number, dice)
            for table, row in self._rows(family, sheet):
                out[table].append(row)
            out["order_names"] += self._names(family, sheet)
            number += len(family.orders)
        return dict(out)

    def _sheet(self, family: Family, weeks: int, serial: int, number: int, dice: Random) -> _Sheet:
        who = draw(self._world, dice, serial)
        numbered = range(number, number + len(family.orders))
        own = [{"number": n, "ref": play.ref(n), "external": play.external_id(n)} for n in numbered]
        return _Sheet(serial, -weeks * WEEK, -weeks * _WEEK_MS << 80, _words(who), own)

    def _rows(self, family: Family, sheet: _Sheet) -> Iterator[tuple[str, list[Any]]]:
        """Rows in their order, so that each event finds the hash of the one before it."""
        head, current = b"", -1
        for stencil in family.rows:
            row = _filled(stencil, sheet)
            if special := self._special.get(stencil.table):
                head = b"" if stencil.order != current else head
                if stencil.table == "events":
                    current = stencil.order
                head = special(row, stencil, sheet, family, head) or head
            yield stencil.table, row

    def _names(self, family: Family, sheet: _Sheet) -> list[tuple[int, bytes, bytes, str]]:
        """Row number, shop, order and folded name of each order that can be found by name."""
        found = []
        for place, order in enumerate(family.orders):
            folded = fold(order["name"] if family.keeps_name else sheet.words["name"])
            if len(folded) >= MINIMUM:
                key = _new_id(int.from_bytes(order["id"], "big"), sheet)
                row = row_number(self._ordinal, sheet.orders[place]["number"])
                found.append((row, order["shop_id"], key, folded))
        return found


def _words(who: Somebody) -> dict[str, Any]:
    return {
        "name": who.name,
        "phone": who.phone,
        "typed": who.typed,
        "reversed": reversed_digits(who.phone),
        "email": f"{who.phone[1:]}@example.com",
        "street": who.street,
        "city": who.town.city,
        "region": who.town.region,
        "postcode": who.town.postcode,
    }


def _new_id(old: int, sheet: _Sheet) -> bytes:
    """The id moved in time, its random part changed by the serial: never the id of another stamp."""
    return ((old + sheet.id_shift) ^ sheet.serial).to_bytes(16, "big")


def _filled(stencil: Stencil, sheet: _Sheet) -> list[Any]:
    row = stencil.base.copy()
    for at, old in stencil.ids:
        row[at] = ((old + sheet.id_shift) ^ sheet.serial).to_bytes(16, "big")
    for at, old in stencil.times:
        row[at] = old + sheet.shift
    for at, word in stencil.words:
        row[at] = sheet.orders[stencil.order][word] if word in ("number", "ref", "external") else sheet.words[word]
    return row


def _event(row: list[Any], stencil: Stencil, sheet: _Sheet, family: Family, head: bytes) -> bytes:
    """Request id, the times that the event tells, and the hash over all of it."""
    row[_E["request_id"]] = _request(row[_E["request_id"]], stencil, sheet, family)
    row[_E["data"]] = _told(row[_E["command"]], row[_E["data"]], sheet, family)
    said = _said(*(row[at] for at in _SAID))
    who = row[_E["actor_id"]].hex() if row[_E["actor_id"]] else ""
    start = f'["{row[_E["id"]].hex()}","{row[_E["order_id"]].hex()}",{row[_E["at"]]},"{who}",'
    end = f",{row[_E['data']]},{_json(row[_E['request_id']])},{row[_E['version']]}]"
    text = start + said + end
    row[_E["hash"]] = hashlib.sha256(head + text.encode()).digest()
    return bytes(row[_E["hash"]])


@lru_cache(maxsize=1024)
def _said(*parts: str) -> str:
    """What stays the same from stamp to stamp, as it stands in the hashed text."""
    return _json(parts)[1:-1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _request(old: str, stencil: Stencil, sheet: _Sheet, family: Family) -> str:
    """A placing names its order; any other request keeps its tail behind the serial."""
    before = family.orders[stencil.order]["external_id"]
    if before in old:
        return old.replace(before, sheet.orders[stencil.order]["external"])
    return f"{sheet.serial:012x}{old[12:]}"


def _told(command: str, data: str, sheet: _Sheet, family: Family) -> str:
    """What the event tells: payment references and promised times are this stamp's own."""
    for reference in family.references:
        data = data.replace(_json(reference), _json(_reference(reference, sheet)))
    data = _numbered(data, sheet, family)
    return _later(data, sheet) if command == "CallLater" and sheet.shift else data


def _numbered(text: str, sheet: _Sheet, family: Family) -> str:
    """The same with this stamp's own waybills, in links too."""
    for waybill in family.waybills:
        text = text.replace(waybill, f"{waybill}{sheet.serial}")
    return text


def _reference(old: str, sheet: _Sheet) -> str:
    return f"{old}-{sheet.serial}"


def _later(data: str, sheet: _Sheet) -> str:
    told = json.loads(data)
    told["at"] = (datetime.fromisoformat(told["at"]) + sheet.shift * MICROSECOND).isoformat()
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _message(row: list[Any], stencil: Stencil, sheet: _Sheet, family: Family, _head: bytes) -> None:
    """The key names the order and the recipient, the payload the order's number."""
    before, now = family.orders[stencil.order]["ref"], sheet.orders[stencil.order]["ref"]
    row[_O["payload"]] = _numbered(row[_O["payload"]].replace(_json(before), _json(now)), sheet, family)
    _, *said = row[_O["key"]].split("/")
    if row[_O["recipient"]]:
        said[-1] = row[_O["recipient"]]
    row[_O["key"]] = "/".join((row[_O["order_id"]].hex(), *said))


def _promise(row: list[Any], _stencil: Stencil, sheet: _Sheet, _family: Family, _head: bytes) -> None:
    """The wall time of a promise."""
    local = (EPOCH + row[_A["at"]] * MICROSECOND).astimezone(clock.zone(row[_A["zone"]]))
    row[_A["wall"]] = local.replace(tzinfo=None).isoformat(timespec="minutes")


def _parcel(row: list[Any], _stencil: Stencil, sheet: _Sheet, family: Family, _head: bytes) -> None:
    """The waybill, and the link that has it."""
    for at in _LABELLED:
        row[at] = _numbered(row[at], sheet, family)


def _remittance(row: list[Any], _stencil: Stencil, sheet: _Sheet, _family: Family, _head: bytes) -> None:
    """The day of the statement."""
    row[_STATED] = _moved(row[_STATED], sheet)


def _payment(row: list[Any], _stencil: Stencil, sheet: _Sheet, _family: Family, _head: bytes) -> None:
    """The provider's id, which is booked once."""
    if row[_REFERENCE]:
        row[_REFERENCE] = _reference(row[_REFERENCE], sheet)


def _number_day(row: list[Any], _stencil: Stencil, sheet: _Sheet, _family: Family, _head: bytes) -> None:
    """The local day whose calls were counted."""
    if row[_DAY]:
        row[_DAY] = _moved(row[_DAY], sheet)


def _moved(day: str, sheet: _Sheet) -> str:
    return (date.fromisoformat(day) + sheet.shift * MICROSECOND).isoformat()
