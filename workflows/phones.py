"""Phone numbers as customers type them and spreadsheets damage them, as numbers that can be dialled.

Which numbers exist, and of what kind, is Google's libphonenumber (the `phonenumbers` package). Its zones are
not used for countries that have one clock: for Algerian numbers it names Europe/Paris.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from workflows.regions import only_zone, zones_of
from workflows.text import digits, undotted

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SIMPLE = re.compile(r"\+?[\d\s().\-]+")
_NOISE = re.compile(r"[\u00a0\u200b-\u200f\u061c\u202a-\u202e\u2007\u202f\u2060\u2066-\u2069\ufeff]")
_DAMAGED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
_SPLIT = re.compile(r"[/;|,،\n\r]|\s-\s|\b(?:ou|or|et|and|و|أو|y|o)\b")
_INSIDE = re.compile(r"[+(]{0,2}\d[\d\s().\-_]{4,}\d")
_EXTENSION = re.compile(r"(?:ext\.?|extension|poste|x|#)\s*\d{1,6}\s*$", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "--", "0", "n/a", "na", "null", "none", "nan", "undefined", "لا يوجد", "#n/a"})
_SATELLITE = ("+870", "+881", "+882", "+883")
_SHORTEST = 7  #: digits a number has at least, its country code left out


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: how it is dialled, or why it cannot be."""

    e164: str  #: `+213551234567`; empty when it cannot be called
    typed: str  #: as it was typed
    region: str = ""  #: ISO 3166-1 alpha-2
    zone: str = ""  #: IANA zone of its people; empty where the country has several and the number does not tell
    valid: bool = False
    problem: str = ""  #: why it cannot be called, a sentence
    kind: str = ""  #: mobile, fixed line, …
    other: str = ""  #: a second number typed beside it, E.164


def parse(typed: str, country: str) -> Phone:
    """The first number in the cell that can be called; without a country code it is one of `country`."""
    text = typed if typed.isascii() else _NOISE.sub("", digits(typed)).replace("\uff0b", "+")
    text = undotted(text.strip().replace("_", " "))
    if _SIMPLE.fullmatch(text) and len(text) < 20:
        phone = _one(text, country)
        return replace(phone, typed=typed) if phone.typed != typed else phone
    return replace(_any(text, country), typed=typed)


def _any(text: str, country: str) -> Phone:
    """A cell with more in it than one plain number."""
    if text.lower() in _NOTHING:
        return _bad("", "There is no phone number.")
    if _DAMAGED.fullmatch(text):
        return _bad(
            text,
            f"{text} was a phone number before a spreadsheet shortened it; its last digits are lost. Export the "
            "column as text, or ask the shop.",
        )
    found = [_one(part, country) for part in _parts(text)]
    good = [phone for phone in found if phone.valid]
    if not good:
        return found[0] if found else _bad(text, f"{text[:40]!r} is not a phone number.")
    other = next((phone.e164 for phone in good[1:] if phone.e164 != good[0].e164), "")
    return replace(good[0], other=other)


def _parts(text: str) -> list[str]:
    """The stretches that may be a number each; the whole where its marks only group the digits."""
    text = _EXTENSION.sub("", text)
    joined = text[:1] + re.sub(r"[/;|,،+]", " ", text[1:])
    if sum(c.isdigit() for c in text) <= 13 and _SIMPLE.fullmatch(joined):
        return [joined]
    pieces = [piece for piece in _SPLIT.split(text) if sum(c.isdigit() for c in piece) >= _SHORTEST - 1]
    return [match[0] for piece in pieces or [text] for match in _INSIDE.finditer(piece)]


def _one(text: str, country: str) -> Phone:
    """One number. `00` stands for `+`, and a country code without either is tried last."""
    from phonenumbers import NumberParseException
    from phonenumbers import parse as read

    plain = text.replace("(0)", "")
    if plain.startswith("00") and len(plain) > 9:
        plain = "+" + plain[2:]
    try:
        phone = _judged(read(plain, country), text)
    except NumberParseException:
        return _bad(
            text, f"{text[:40]!r} is not a phone number." if text not in _NOTHING else "There is no phone number."
        )
    if not phone.valid and plain[0] not in "+0":
        return _abroad(plain, phone)
    return phone


def _abroad(plain: str, phone: Phone) -> Phone:
    """`966512345678` in a shop elsewhere: a whole international number that lost its plus."""
    from phonenumbers import NumberParseException
    from phonenumbers import parse as read

    try:
        other = _judged(read("+" + plain, None), phone.typed)
    except NumberParseException:
        return phone
    return other if other.valid and len(other.e164) > 10 else phone


def _judged(number: "PhoneNumber", text: str) -> Phone:
    from phonenumbers import format_number, number_type, region_code_for_number

    e164 = format_number(number, 0)
    region = region_code_for_number(number) or ""
    kind, refusal = _kinds()[number_type(number)]
    if e164.startswith(_SATELLITE):
        return _bad(text, "It is a satellite number; a call to it costs far more than an order earns.")
    if refusal:
        return _bad(text, refusal or "")
    if not kind:
        return _bad(text, _why_not(number))
    return Phone(e164, text, region, _zone(number, region), True, "", kind)


@lru_cache(maxsize=1)
def _kinds() -> dict[int, tuple[str, str]]:
    """The name of each kind of number, and why it is not called."""
    from phonenumbers import PhoneNumberType as Kind

    return {
        Kind.MOBILE: ("mobile", ""),
        Kind.FIXED_LINE: ("fixed line", ""),
        Kind.FIXED_LINE_OR_MOBILE: ("fixed line or mobile", ""),
        Kind.VOIP: ("internet phone", ""),
        Kind.PERSONAL_NUMBER: ("personal number", ""),
        Kind.TOLL_FREE: ("", "It is a free-phone number of a company, not a customer's."),
        Kind.PREMIUM_RATE: ("", "It is a premium-rate number; calling it costs the shop money."),
        Kind.SHARED_COST: ("", "It is a shared-cost service number, not a customer's."),
        Kind.PAGER: ("", "It is a pager, nobody can answer it."),
        Kind.UAN: ("", "It is a company's service number, not a customer's."),
        Kind.VOICEMAIL: ("", "It is a voice mailbox, nobody can answer it."),
        Kind.UNKNOWN: ("", ""),
    }


def _why_not(number: "PhoneNumber") -> str:
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    reason = is_possible_number_with_reason(number)
    country = f"+{number.country_code}"
    length = len(str(number.national_number))
    if length <= 5:
        return "It is too short; a service or emergency number cannot be a customer's."
    if reason == ValidationResult.TOO_SHORT:
        return f"It has too few digits for a number of {country}."
    if reason == ValidationResult.TOO_LONG:
        return f"It has too many digits for a number of {country}."
    if reason == ValidationResult.INVALID_COUNTRY_CODE:
        return f"No country has the code {country}."
    return f"No network of {country} has such a number."


def _zone(number: "PhoneNumber", region: str) -> str:
    if zone := only_zone(region):
        return zone
    if not (zones := zones_of(region)):
        return ""
    from phonenumbers.timezone import time_zones_for_number

    named = [zone for zone in time_zones_for_number(number) if zone in zones]
    return named[0] if len(named) == 1 else ""


def _bad(typed: str, problem: str) -> Phone:
    return Phone("", typed, problem=problem)


@lru_cache(maxsize=1024)
def carrier(e164: str, language: str = "en") -> str:
    """The network the number was first given to, empty where unknown; the first use takes 0.2 s and 48 MB."""
    from phonenumbers import parse as read
    from phonenumbers.carrier import name_for_number

    return str(name_for_number(read(e164, None), language))
