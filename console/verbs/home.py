"""What `codesk setup` is told, checked as it comes: each check gives the clean answer or refuses it in a sentence."""

from collections.abc import Callable, Mapping

import click


def country(typed: str) -> str:
    """ISO 3166-1 alpha-2 of a code, or of a country's name in a language shops write; UsageError otherwise."""
    from workflows.regions import country_code

    if code := country_code(typed.strip()):
        return code
    raise click.UsageError(f"{typed!r} is not a country; use two letters, such as DZ for Algeria")


def currency(typed: str) -> str:
    """ISO 4217; UsageError when codesk does not know how many decimals it has."""
    from models.currencies import exponent

    code = typed.strip().upper()
    try:
        exponent(code)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    return code


def zone(typed: str) -> str:
    """The name of a zone; UsageError otherwise."""
    from models import clock

    try:
        return clock.zone(typed.strip()).key
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None


def profile(typed: str) -> str:
    """One of the profiles; UsageError lists them."""
    name = typed.strip().lower()
    if name in profiles():
        return name
    raise click.UsageError(f"{typed!r} is not a profile; choose one of {', '.join(profiles())}")


def named(whose: str) -> Callable[[str], str]:
    """A check of a name: something stands there, and it fits a line."""

    def check(typed: str) -> str:
        from workflows.errors import Invalid
        from workflows.shop.naming import shown_name

        try:
            return shown_name(whose, typed)
        except Invalid as problem:
            raise click.UsageError(str(problem)) from None

    return check


CHECKS: Mapping[str, Callable[[str], str]] = {
    "shop": named("a shop"),
    "country": country,
    "currency": currency,
    "zone": zone,
    "profile": profile,
    "supervisor": named("the first supervisor"),
}


def profiles() -> tuple[str, ...]:
    """Names of all profiles."""
    from workflows.profiles import PROFILES

    return tuple(PROFILES)


def currency_of(region: str) -> str:
    """What people of a country pay with; empty when codesk does not know that currency."""
    from babel.numbers import get_territory_currencies

    from models.currencies import EXPONENTS

    return next((code for code in get_territory_currencies(region) if code in EXPONENTS), "")


def zone_of(region: str) -> str:
    """The zone of a country whose clocks all show the same time; empty where they differ."""
    from workflows.regions import only_zone

    return only_zone(region)


def zones_of(region: str) -> tuple[str, ...]:
    """Every zone of a country, the one with most people first."""
    from workflows.regions import zones_of

    return zones_of(region)
