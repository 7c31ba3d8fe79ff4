"""Month and weekday names in the languages that shops write, from CLDR."""

from functools import lru_cache

from workflows.text import fold

_LANGUAGES = (
    "en",
    "fr",
    "ar",
    "ar_DZ",
    "ar_MA",
    "ar_LB",
    "ar_SA",
    "es",
    "pt",
    "bg",
    "hi",
    "ur",
    "tr",
    "de",
    "it",
    "ro",
)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    return {
        fold(name): number
        for language in reversed(_LANGUAGES)  # the first language wins where two use one name
        for width in ("abbreviated", "wide")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    }


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    from babel.dates import get_day_names

    return frozenset(
        fold(name)
        for language in _LANGUAGES
        for width in ("abbreviated", "wide")
        for name in get_day_names(width, "format", language).values()
    )


def month(name: str) -> int:
    """1 to 12 for a folded month name, 0 when it is none."""
    return _months().get(name, 0)


def weekdayless(text: str) -> str:
    """The date without the day of the week before it."""
    first, _, rest = text.partition(" ")
    return rest.strip() if rest and fold(first) in _weekdays() else text
