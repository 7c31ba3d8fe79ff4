"""Cells as people and machines write them, brought to one spelling before anything is read from them."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_JOINERS = "\u200c\u200d"  # Persian, Urdu, Hindi and emoji need them
_GUARDED = frozenset("=+-@\t\r")
_BROKEN = re.compile(r"[\0\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def clean(cell: str) -> str:
    """One line of text that holds nothing but what can be seen: no control, bidi or private characters."""
    if not (cell.isascii() and cell.isprintable()):
        cell = _visible(cell)
    return cell.strip()


def _visible(cell: str) -> str:
    spaced = _SPACES.sub(" ", cell)
    if spaced.isprintable():
        return spaced
    return "".join(c for c in spaced if c in _JOINERS or c == " " or unicodedata.category(c)[0] not in "CZ")


def is_text(value: Any) -> bool:
    """Whether every database can keep the text in a plain value: no NUL, and no half of a character."""
    if isinstance(value, str):
        return not _BROKEN.search(value)
    if isinstance(value, dict):
        return is_text(list(value.values()))
    return not isinstance(value, list) or all(map(is_text, value))


def digits(text: str) -> str:
    """The same text with every decimal digit of any script as 0-9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """What is left for comparing words: no case, accents, vowel signs, articles or punctuation.

    `رقم الطلب`, `N° de commande` and `OrderID` become `رقم طلب`, `n de commande` and `order id`.
    """
    apart = unicodedata.normalize("NFKD", _CAMEL.sub(" ", digits(text))).casefold()
    kept = "".join(_kept(c) for c in apart)
    return " ".join(_without_article(word) for word in kept.split())


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in ("Mn", "Cf", "Lm") or char == "ـ":
        return ""
    if kind[0] in "LN" or kind == "Mc":
        return {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه"}.get(char, char)
    return " "


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def unguarded(cell: str) -> str:
    """Without the `'` or `="…"` that keeps a spreadsheet from taking the cell for a formula or a number.

    Our own export and Shopify's (zips, phones) write `'`; a name such as `'t Hooft` keeps its own.
    """
    if cell[:1] == "'" and (cell[1:2] in _GUARDED or cell[1:2].isdigit()):
        return cell[1:]
    if cell[:2] == '="' and cell[-1:] == '"':
        return cell[2:-1]
    return cell


def undotted(cell: str) -> str:
    """`1001.0` as `1001`: a number that went through a program which counts in floats."""
    return cell[:-2] if cell.endswith(".0") and cell[:-2].isdecimal() else cell
