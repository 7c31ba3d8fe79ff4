"""The payment providers of a shop that can be asked about a payment (domain.md 13).

A secret is stored as it is needed, and never shown: no event, answer or error repeats it.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select, update

from models.gateways import Gateway, gateways
from workflows.actors import Actor
from workflows.errors import Invalid, NotFound, Refused
from workflows.shop import chronicle
from workflows.shop.permission import only_supervisors
from workflows.work import Work

_WHAT = "change payment providers"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_LONGEST = 200


def everything(work: Work, *, only_active: bool = False) -> list[Gateway]:
    """All of them, by name."""
    mine = (gateways.c.shop_id == work.shop.id, *((gateways.c.active,) if only_active else ()))
    found = work.connection.execute(select(gateways).where(*mine).order_by(gateways.c.name))
    return [Gateway(*row) for row in found]


def by_name(work: Work, name: str) -> Gateway:
    """One of them, in any case; NotFound names those there are."""
    known = everything(work)
    found = next((one for one in known if one.name.casefold() == _spoken(name).casefold()), None)
    if found is None:
        there = ", ".join(one.name for one in known) or "none yet; add one with `codesk gateways add NAME URL`"
        raise NotFound(f"there is no payment provider {name!r}; there are {there}")
    return found


def add(work: Work, name: str, url: str, secret: str, *, by: Actor) -> Gateway:
    """Add one, by the name that orders have it by."""
    only_supervisors(work, by, _WHAT)
    chronicle.lock(work)
    made = Gateway(work.shop.id, work.new_id(), _free(work, name), _address(url), _secret(secret), True, work.now)
    work.add(gateways, made)
    chronicle.tell(work, "AddGateway", {"gateway": made.name, "url": made.url}, by=by)
    return made


def rename(work: Work, name: str, new: str, *, by: Actor) -> Gateway:
    """Give it the name that orders have it by."""
    one = _mine(work, name, by)
    shown = _free(work, new, one)
    return _change(work, one, "RenameGateway", {"before": one.name, "after": shown}, {"name": shown}, by)


def move(work: Work, name: str, url: str, *, by: Actor) -> Gateway:
    """Ask it elsewhere from now on."""
    one, address = _mine(work, name, by), _address(url)
    facts = {"gateway": one.name, "before": one.url, "after": address}
    return _change(work, one, "MoveGateway", facts, {"url": address}, by)


def change_secret(work: Work, name: str, secret: str, *, by: Actor) -> Gateway:
    """Ask it with another secret; the event says only that it changed."""
    one = _mine(work, name, by)
    return _change(work, one, "ChangeGatewaySecret", {"gateway": one.name}, {"secret": _secret(secret)}, by)


def deactivate(work: Work, name: str, *, by: Actor) -> Gateway:
    """Ask it no more; its orders keep its name."""
    one = _mine(work, name, by)
    if not one.active:
        raise Refused(f"{one.name} is deactivated already")
    return _change(work, one, "DeactivateGateway", {"gateway": one.name}, {"active": False}, by)


def reactivate(work: Work, name: str, *, by: Actor) -> Gateway:
    """Ask it again."""
    one = _mine(work, name, by)
    if one.active:
        raise Refused(f"{one.name} is active already")
    return _change(work, one, "ReactivateGateway", {"gateway": one.name}, {"active": True}, by)


def _mine(work: Work, name: str, by: Actor) -> Gateway:
    only_supervisors(work, by, _WHAT)
    chronicle.lock(work)
    return by_name(work, name)


def _change(
    work: Work, one: Gateway, command: str, facts: dict[str, Any], changes: dict[str, Any], by: Actor
) -> Gateway:
    mine = (gateways.c.shop_id == work.shop.id, gateways.c.id == one.id)
    work.connection.execute(update(gateways).where(*mine).values(changes))
    chronicle.tell(work, command, facts, by=by)
    return replace(one, **changes)


def _spoken(name: str) -> str:
    return " ".join(name.split())


def _free(work: Work, name: str, whose: Gateway | None = None) -> str:
    """The name as it is shown; Invalid when it is empty or another provider's."""
    shown = _spoken(name)
    if not shown or len(shown) > _LONGEST or not shown.isprintable():
        raise Invalid("a payment provider needs a name, the one that orders have it by")
    for one in everything(work):
        if one.name.casefold() == shown.casefold() and (whose is None or one.id != whose.id):
            raise Invalid(f"there is a payment provider {one.name} already")
    return shown


def _address(url: str) -> str:
    """The address that /payments is added to; Invalid when the secret would travel in the open, or be shown in it."""
    text = url.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or len(text) > _LONGEST or not text.isascii() or not text.isprintable() or " " in text:
        raise Invalid(f"{url.strip()[:_LONGEST]!r} is not an address; write it like https://pay.example.com/api")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        raise Invalid("the address has to begin with https://: the secret would travel in the open otherwise")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Invalid("the address holds more than a host and a path; the secret is asked for separately")
    return text


def _secret(secret: str) -> str:
    text = secret.strip()
    if not text or not text.isascii() or not text.isprintable() or " " in text or len(text) > 10 * _LONGEST:
        raise Invalid("the secret has to be one word without spaces, as the payment provider shows it")
    return text
