"""Names of shops and people: they stand in every header and history, so they fit a line of a terminal."""

import unicodedata

from workflows.errors import Invalid

WIDEST = 80  #: cells of a terminal


def shown_name(whose: str, typed: str) -> str:
    """A name as it is shown, without needless spaces; `whose` is `a shop` or `a person`.

    Invalid when nothing stands there, or more than fits.
    """
    name = " ".join(typed.split())
    if not name:
        raise Invalid(f"{whose} needs a name")
    if (cells := sum(map(_cells, name))) > WIDEST:
        raise Invalid(f"this name takes {cells} cells of a line; {whose}'s name has at most {WIDEST}")
    return name


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1
