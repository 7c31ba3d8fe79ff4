"""Who delivers for a shop: companies with or without a connection, and its own drivers. Changes are shop events."""

from dataclasses import replace

from sqlalchemy import bindparam, func, select, update

from models.money import remittances
from models.outbox import outbox
from models.shipments import Courier, couriers, shipments
from models.statuses import RunBy
from workflows.actors import Actor
from workflows.errors import Invalid, NotFound
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.text import clean
from workflows.work import Work

LONGEST = 60  #: characters of a name
_c = couriers.c
_ALL = select(couriers).where(_c.shop_id == bindparam("shop")).order_by(_c.name)


def everyone(work: Work, *, with_inactive: bool = False) -> list[Courier]:
    """The shop's couriers and drivers, by name."""
    found = [Courier(*row) for row in work.connection.execute(_ALL, {"shop": work.shop.id})] + work.pending(couriers)
    return [one for one in found if one.active or with_inactive]


def known(work: Work, name: str) -> Courier | None:
    """The courier of that name, in any case, also one that is not used any more."""
    wanted = _tidy(name).casefold()
    return next((one for one in everyone(work, with_inactive=True) if one.name.casefold() == wanted), None)


def usual(work: Work) -> Courier | None:
    """The one that takes every parcel, where the shop has only one."""
    found = everyone(work)
    return found[0] if len(found) == 1 else None


def platform(work: Work) -> str:
    """The connected company onto whose platform confirmed orders go (CODSPOT); empty where none or several are."""
    found = [one.name for one in everyone(work) if one.run_by is RunBy.COURIER]
    return found[0] if len(found) == 1 else ""


def find(work: Work, name: str) -> Courier:
    """The courier of that name; NotFound says where to look."""
    if found := known(work, name):
        return found
    raise NotFound(f"this shop has no courier {name!r}; `codesk couriers` lists them all")


def add(work: Work, name: str, *, connected: bool = False, tracking: str = "", by: Actor) -> Courier:
    """A courier or driver; `tracking` is a link with `{waybill}` in it. A known name that was put away comes back."""
    only_supervisors(work, by, "change who delivers")
    name, run_by = _usable(name), RunBy.COURIER if connected else RunBy.STAFF
    _check_link(tracking)
    old = known(work, name)
    if old is not None and old.active:
        raise Invalid(f"{old.name} delivers for this shop already")
    if old is not None:
        made = replace(old, run_by=run_by, tracking=tracking, active=True)
        _save(work, made)
    else:
        made = Courier(work.shop.id, work.new_id(), name, run_by, tracking, True, work.now)
        work.add(couriers, made)
    facts = {"courier": made.name, "run by": run_by.value, "tracking": tracking}
    chronicle.tell(work, "AddCourier", facts, by=by)
    return made


def rename(work: Work, courier: Courier, name: str, *, by: Actor) -> Courier:
    """Another name, on its parcels and statements too: by it they are found; the history keeps the one before."""
    only_supervisors(work, by, "change who delivers")
    name = _usable(name)
    other = known(work, name)
    if other is not None and other.id != courier.id:
        raise Invalid(f"{other.name} delivers for this shop already; two couriers need two names")
    made = replace(courier, name=name)
    _save(work, made)
    _write_anew(work, courier.name, name)
    chronicle.tell(work, "RenameCourier", {"before": courier.name, "after": name}, by=by)
    return made


def deactivate(work: Work, courier: Courier, *, by: Actor) -> Courier:
    """No parcel is given to this courier any more; those under way go on."""
    only_supervisors(work, by, "change who delivers")
    if not courier.active:
        raise Invalid(f"{courier.name} does not deliver for this shop any more")
    made = replace(courier, active=False)
    _save(work, made)
    chronicle.tell(work, "DeactivateCourier", {"courier": courier.name}, by=by)
    return made


def _save(work: Work, courier: Courier) -> None:
    mine = (_c.shop_id == courier.shop_id, _c.id == courier.id)
    columns = {
        "name": courier.name,
        "run_by": courier.run_by,
        "tracking": courier.tracking,
        "active": courier.active,
    }
    work.connection.execute(update(couriers).where(*mine).values(columns))


def _write_anew(work: Work, before: str, after: str) -> None:
    """What is found by the name: parcels by reports and settlements, statements by parcels, calls by later ones."""
    calls = (outbox.c.kind.startswith("courier."),)
    for table, column, only in (
        (shipments, "courier", ()),
        (remittances, "courier", ()),
        (outbox, "recipient", calls),
    ):
        mine = (table.c.shop_id == work.shop.id, func.lower(table.c[column]) == func.lower(before))
        work.connection.execute(update(table).where(*mine, *only).values({column: after}))


def _usable(name: str) -> str:
    name = _tidy(name)
    if not name:
        raise Invalid("the courier needs a name")
    if len(name) > LONGEST:
        raise Invalid(f"the name is too long; {LONGEST} characters are enough")
    return name


def _tidy(name: str) -> str:
    return " ".join(clean(name).split())


def _check_link(tracking: str) -> None:
    if tracking and not (tracking.startswith(("https://", "http://")) and "{waybill}" in tracking):
        raise Invalid("a tracking link begins with https:// and holds {waybill} where the number goes")
