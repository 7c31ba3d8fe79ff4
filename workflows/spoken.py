"""Amounts and counts in sentences."""

from models.currencies import exponent


def amount(minor: int, places: int) -> str:
    """Minor units with their decimal mark: 340000 to `3400.00`."""
    digits = f"{abs(minor):0{places + 1}d}"
    whole, rest = (digits[:-places], "." + digits[-places:]) if places else (digits, "")
    return f"{'-' if minor < 0 else ''}{whole}{rest}"


def money(minor: int, currency: str) -> str:
    """With the currency: `3400.00 DZD`."""
    return f"{amount(minor, exponent(currency))} {currency}"


def counted(number: int, thing: str, things: str = "") -> str:
    """`1 order`, `12 orders`; `things` where an s does not do."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"
