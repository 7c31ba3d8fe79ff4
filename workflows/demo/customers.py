"""The people who order: names in two scripts, numbers that exist, addresses of the country."""

from dataclasses import dataclass
from random import Random

from workflows.demo.world import Town, World
from workflows.orders.draft import Address

ARABIC_SHARE = 0.14  #: of the names, how many are written in Arabic
EMAIL_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Somebody:
    """One customer."""

    name: str
    phone: str  #: E.164
    typed: str  #: the same, as it was typed
    email: str
    street: str
    town: Town

    def address(self, country: str) -> Address:
        """Where the parcel goes."""
        return Address(self.street, self.town.city, self.town.region, self.town.postcode, country)


def draw(world: World, dice: Random, index: int) -> Somebody:
    """The `index`-th customer of a shop: no two of them share a phone number."""
    name = full_name(world, dice)
    phone = world.number(index * 7_368_787 + 2_345_678)  # prime, so that neighbours lie far apart
    typed = dice.choice((world.typed(phone), world.typed(phone).replace(" ", ""), phone))
    street = f"{dice.randint(1, 180)} {dice.choice(world.streets)}"
    return Somebody(name, phone, typed, _email(dice, index), street, dice.choice(world.towns))


def full_name(world: World, dice: Random) -> str:
    """First and last name, both in the same script."""
    arabic = dice.random() < ARABIC_SHARE
    first = dice.choice(world.arabic_first if arabic else world.first_names)
    last = dice.choice(world.arabic_last if arabic else world.last_names)
    return f"{first} {last}".replace("_", " ")


def _email(dice: Random, index: int) -> str:
    return f"client{index}@example.com" if dice.random() < EMAIL_SHARE else ""
