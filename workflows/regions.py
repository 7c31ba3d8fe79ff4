"""Countries: their code from the name in any language a shop writes, and the time zone of their people."""

from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from models.clock import zone as zone_of
from workflows.text import fold

_LANGUAGES = ("en", "fr", "ar", "es", "pt", "bg", "hi", "ur", "tr", "de", "it", "fa", "ru")
_ALSO = {
    "GB": "uk great britain england scotland wales northern-ireland",
    "US": "usa u-s-a u-s america",
    "AE": "uae emirates u-a-e الامارات",
    "SA": "ksa saudi السعوديه saudia",
    "IE": "eire",
    "DZ": "algerie dz الجزاير",
    "MA": "maroc",
    "EG": "misr",
    "PS": "palestine",
    "CI": "ivory-coast",
    "KR": "south-korea korea",
    "RU": "russia",
    "SY": "syria",
    "CZ": "czech-republic",
    "TR": "turkey",
    "NL": "holland",
    "IN": "bharat",
    "LY": "libye",
}


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 of a country's code or name, empty when it cannot be told."""
    if len(text) == 2 and text.upper() in _zones():
        return text.upper()
    name = fold(text)
    if not name:
        return ""
    return _also().get(name) or next(filter(None, (_names(language).get(name) for language in _LANGUAGES)), "")


@lru_cache(maxsize=1)
def _also() -> dict[str, str]:
    return {fold(name.replace("-", " ")): code for code, names in _ALSO.items() for name in names.split()}


@lru_cache(maxsize=len(_LANGUAGES))
def _names(language: str) -> dict[str, str]:
    """CLDR's names in one language; most files need the first one only."""
    from babel import Locale

    return {fold(name): code for code, name in Locale(language).territories.items() if code in _zones()}


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[str, ...]]:
    """The zones of each country, the one with most people first (zone.tab of the tzdata package)."""
    zones: dict[str, tuple[str, ...]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    for line in table.splitlines():
        if line and line[0] != "#":
            code, _, zone, *_ = line.split("\t")
            zones[code] = (*zones.get(code, ()), zone)
    return zones


def zones_of(region: str) -> tuple[str, ...]:
    """Every zone of a country, none where it is unknown."""
    return _zones().get(region, ())


@lru_cache(maxsize=512)
def only_zone(region: str) -> str:
    """The zone of a country whose clocks all show the same time, empty where they differ."""
    zones = zones_of(region)
    return zones[0] if len({_clock(zone) for zone in zones}) == 1 else ""


def _clock(zone: str) -> tuple[object, ...]:
    place = zone_of(zone)
    return tuple(datetime(2026, month, 20, tzinfo=UTC).astimezone(place).utcoffset() for month in range(1, 13))
