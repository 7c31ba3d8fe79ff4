"""Settings of a shop: its switches, its profile, its name, zone and address. Each change is an event of the shop.

A shop stores only the switches that differ from its profile's preset. A change holds for what happens from then
on: each writing unit reads the policy anew, and the queue asks at every claim which zones are open, so that shorter
calling hours hold at once. What was computed earlier (when an order falls due) is computed anew by the order's
next step. What a seat shows takes a change up with `Desk.refresh`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from models import clock
from models.shops import Shop, shops
from workflows.actors import Actor
from workflows.errors import Invalid, NotFound
from workflows.policy import SWITCHES, parse, policy_of, text_of
from workflows.profiles import PROFILES
from workflows.shop import chronicle
from workflows.shop.naming import shown_name
from workflows.shop.permission import only_supervisors
from workflows.work import Work

_LEAST = {"claim_for": timedelta(minutes=1), "payment_lookup_every": timedelta(minutes=1)}


@dataclass(frozen=True, slots=True)
class Change:
    """What a setting was and is, as text."""

    name: str
    before: str
    after: str


def change(work: Work, name: str, text: str, *, by: Actor) -> Change:
    """Set a switch or a fact of the shop by its name; NotFound lists the facts there are."""
    key = _key(name)
    if key in SWITCHES:
        return set_switch(work, key, text, by=by)
    if key not in FACTS:
        raise NotFound(f"there is no setting {name!r}; `codesk shop` lists the switches, beside {', '.join(FACTS)}")
    return FACTS[key](work, text, by=by)


def set_switch(work: Work, name: str, text: str, *, by: Actor) -> Change:
    """Set one switch of the policy from what was typed."""
    only_supervisors(work, by, "change how the shop works")
    key, value = _key(name), parse(name, text)
    if key in _LEAST and value is not None and value < _LEAST[key]:
        raise Invalid(f"{key}: {text.strip()!r} is too short; use 1 min or more")
    return _store_switch(work, key, text_of(value), by)


def reset_switch(work: Work, name: str, *, by: Actor) -> Change:
    """Put a switch back to what the shop's profile says."""
    only_supervisors(work, by, "change how the shop works")
    key = _key(name)
    if key not in SWITCHES:
        raise NotFound(f"there is no switch {name!r}; `codesk shop` lists them all")
    return _store_switch(work, key, _preset(_locked(work), key), by)


def set_profile(work: Work, name: str, *, by: Actor) -> Change:
    """Pick another profile. The shop's own switches stay where they differ from its preset."""
    only_supervisors(work, by, "change the profile")
    key, shop = name.strip().lower(), _locked(work)
    if key not in PROFILES:
        raise Invalid(f"{name!r} is not a profile; choose one of {', '.join(PROFILES)}")
    preset = PROFILES[key].policy
    own = {switch: text for switch, text in shop.policy.items() if text != text_of(getattr(preset, switch))}
    return _store(work, shop, Change("profile", shop.profile, key), {"profile": key, "policy": own}, by)


def set_name(work: Work, name: str, *, by: Actor) -> Change:
    """Rename the shop."""
    only_supervisors(work, by, "rename the shop")
    shop, shown = _locked(work), shown_name("a shop", name)
    return _store(work, shop, Change("name", shop.name, shown), {"name": shown}, by)


def set_zone(work: Work, name: str, *, by: Actor) -> Change:
    """Move the shop's clock. Orders that took the old zone for their customer's keep it."""
    only_supervisors(work, by, "change the shop's time zone")
    shop, zone = _locked(work), name.strip()
    try:
        clock.zone(zone)
    except ValueError as problem:
        raise Invalid(str(problem)) from None
    met = list(dict.fromkeys([*shop.zones, shop.zone]))
    return _store(work, shop, Change("zone", shop.zone, zone), {"zone": zone, "zones": met}, by)


def set_merchant_email(work: Work, address: str, *, by: Actor) -> Change:
    """Where the shop itself is written to; empty for nowhere."""
    only_supervisors(work, by, "change the shop's address")
    shop, email = _locked(work), address.strip()
    user, _, domain = email.partition("@")
    if email and (not user or "." not in domain.strip(".") or not email.isprintable() or " " in email):
        raise Invalid(f"{email!r} is not an e-mail address; write it like orders@shop.dz")
    return _store(work, shop, Change("merchant_email", shop.merchant_email, email), {"merchant_email": email}, by)


FACTS: dict[str, Callable[..., Change]] = {
    "name": set_name,
    "zone": set_zone,
    "merchant_email": set_merchant_email,
    "profile": set_profile,
}


def _key(name: str) -> str:
    return name.strip().lower().replace("-", "_")


def _locked(work: Work) -> Shop:
    """The shop as the database has it now, locked: two supervisors may change two switches at once."""
    found = work.connection.execute(select(shops).where(shops.c.id == work.shop.id).with_for_update()).one()
    return Shop(*found)


def _preset(shop: Shop, key: str) -> str:
    return text_of(getattr(PROFILES[shop.profile].policy, key))


def _store_switch(work: Work, key: str, after: str, by: Actor) -> Change:
    shop = _locked(work)
    before = text_of(getattr(policy_of(PROFILES[shop.profile].policy, shop.policy), key))
    own = {name: text for name, text in shop.policy.items() if name != key}
    if after != _preset(shop, key):
        own[key] = after
    return _store(work, shop, Change(key, before, after), {"policy": own}, by)


def _store(work: Work, shop: Shop, done: Change, values: dict[str, Any], by: Actor) -> Change:
    """Write what changed and tell it; setting what is set already changes nothing."""
    if done.before != done.after:
        stored = update(shops).where(shops.c.id == shop.id).values(version=shop.version + 1, **values)
        work.connection.execute(stored)
        facts = {"name": done.name, "before": done.before, "after": done.after}
        chronicle.tell(work, "ChangeSetting", facts, by=by)
    return done
