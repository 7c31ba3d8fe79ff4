"""Amounts, counts and moments in sentences."""

from datetime import datetime, tzinfo

from models.currencies import exponent


def amount(minor: int, places: int) -> str:
    """Minor units with their decimal mark: 340000 to `3400.00`."""
    digits = f"{abs(minor):0{places + 1}d}"
    whole, rest = (digits[:-places], "." + digits[-places:]) if places else (digits, "")
    return f"{'-' if minor < 0 else ''}{whole}{rest}"


def grouped(minor: int, places: int) -> str:
    """The same in groups of three, for a person: `3 400.00`."""
    whole, mark, rest = amount(abs(minor), places).partition(".")
    return f"{'-' if minor < 0 else ''}{int(whole):,}{mark}{rest}".replace(",", " ")


def money(minor: int, currency: str) -> str:
    """An amount with its currency, on screens and in sentences: `DZD 3 400.00`."""
    return f"{currency} {grouped(minor, exponent(currency))}"


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 order`, `12 orders`; `things` where an s does not do."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def moment(at: datetime, zone: tzinfo) -> str:
    """An instant on that zone's clock: `Sun 22 Nov 13:31`."""
    return f"{at.astimezone(zone):%a %d %b %H:%M}"
