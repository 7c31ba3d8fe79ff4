"""Passwords and PINs: what is good enough, and the argon2id hashes that are kept of them.

A password has at least eight characters. A PIN has four to twelve digits: four are enough for what it is for,
unlocking a session that a password opened, because five wrong ones ask for the password (`sign_in`); six are
better. Where a person has no password the PIN signs in, guarded by the growing waits alone: a try every quarter
of an hour needs 52 days on average to find four digits.

Parameters are OWASP's minimum for argon2id (19 MiB, two passes, one lane): 30 ms here. The library's own default
takes 64 MiB, most of what the whole console may use.
"""

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from workflows.errors import Invalid
from workflows.text import digits

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8  #: characters of a password
PIN_LENGTH = range(4, 13)  #: digits of a PIN
_LONGEST = 200
_ROW = "01234567890"


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    """Imported when somebody signs in, not at start."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def good_password(text: str, name: str) -> str:
    """The password as it is hashed; Invalid when it is too short, too long or the person's name."""
    password = _normal(text)
    if len(password) < SHORTEST:
        raise Invalid(f"a password has at least {SHORTEST} characters")
    if len(password) > _LONGEST:
        raise Invalid(f"a password has at most {_LONGEST} characters")
    if password.casefold() == name.casefold() or len(set(password)) == 1:
        raise Invalid("anybody would guess this password; choose another one")
    return password


def good_pin(text: str) -> str:
    """The PIN as it is hashed, in the digits of any script; Invalid when it is not one, or too easy."""
    pin = _normal(text)
    if not (pin.isascii() and pin.isdigit()) or len(pin) not in PIN_LENGTH:
        raise Invalid(f"a PIN has {PIN_LENGTH[0]} to {PIN_LENGTH[-1]} digits")
    if len(set(pin)) == 1 or pin in _ROW or pin in _ROW[::-1]:
        raise Invalid("anybody would guess this PIN; choose another one")
    return pin


def hashed(secret: str) -> str:
    """The argon2id hash of a password or PIN, with its own salt. Takes 30 ms: call it outside transactions."""
    return _hasher().hash(_normal(secret))


def matches(stored: str, typed: str) -> bool:
    """Whether `typed` is what was hashed; nothing matches an empty hash."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(stored) and _hasher().verify(stored, _normal(typed))
    except (VerificationError, InvalidHashError):
        return False


def _normal(typed: str) -> str:
    """One spelling for what two keyboards may type differently."""
    return unicodedata.normalize("NFKC", digits(typed.strip()))
