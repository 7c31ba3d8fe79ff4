"""Where a demo shop is: its country, what it sells, and who buys there."""

from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    """A list of names, split by spaces."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class Goods:
    """One product. `on_hand` None: nobody has counted it yet."""

    sku: str
    title: str
    price_minor: int
    on_hand: int | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """One city with its region (a wilaya, a Moroccan region)."""

    city: str
    region: str
    postcode: str
    delivery_minor: int


@dataclass(frozen=True, slots=True)
class World:
    """Everything that differs between the demo's countries. Money in minor units of `currency`."""

    country: str
    currency: str
    zone: str
    shop: str
    dial: str  #: country calling code with its plus
    prefixes: tuple[str, ...]  #: first three digits of mobile numbers behind the code; six more follow
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    arabic_first: tuple[str, ...]
    arabic_last: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[Town, ...]
    goods: tuple[Goods, ...]
    scarce: Goods  #: too few of it lie on the shelf

    def number(self, index: int) -> str:
        """The `index`-th mobile number of the country, E.164; another one for every index up to capacity."""
        prefix, rest = divmod(index % self.capacity, 10**6)
        return f"{self.dial}{self.prefixes[prefix]}{rest:06d}"

    @property
    def capacity(self) -> int:
        """How many different numbers there are."""
        return len(self.prefixes) * 10**6

    def typed(self, e164: str) -> str:
        """The number as people here write it: `0551 23 45 67`."""
        digits = "0" + e164.removeprefix(self.dial)
        return f"{digits[:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"
