"""Money and quantities as people type them, read exactly: `Rs.866`, `1 234,50 DA`, `٢٥٠`, `1,00,000/-`.

The only real doubt is one mark with three digits behind it, `1,234`. Whether a file's mark is `.` or `,` is
told from its other amounts (`DecimalMark`) or declared; else three digits are thousands, unless the
currency itself has three decimals: then the amount is refused, because a guess would be wrong by a thousand.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from models.currencies import LARGEST, exponent
from workflows.intake.currencywords import possible
from workflows.intake.rows import Number
from workflows.text import digits

Price = int | Decimal  #: minor units, a Decimal where there is more behind the smallest coin
_ONE = Decimal(1)
_PLAIN = re.compile(r"\d{1,12}(?:\.\d{1,2})?")
_SPACES = re.compile(r"[\s\u2007\u202f\u200b-\u200f\u061c\u2066-\u2069'’`´]+")
_PARTS = re.compile(r"(?P<head>[^\d]*)(?P<core>\d(?:[\d.,_]*\d)?)(?P<tail>[^\d]*)")
_MARKS = str.maketrans({"٫": ".", "٬": "_", "،": ",", "﹐": ",", "，": ",", "．": ".", "−": "-", "–": "-"})
_COUNT = re.compile(r"[x×*]?\s*(-?\d+)(?:[.,]0{1,2})?\s*[x×*]?\s*(?:[^\W\d]{1,12}\.?)?")
_MOST = 1_000_000
_ENOUGH = 500  #: amounts without doubt after which a file's mark is settled


class Unreadable(ValueError):
    """A cell that cannot be read; the message is one sentence without the final stop."""


@dataclass(slots=True)
class DecimalMark:
    """Which decimal mark a file uses, told from amounts that leave no doubt."""

    point: int = 0
    comma: int = 0

    def see(self, text: str) -> None:
        """One more amount of the file."""
        if isinstance(text, Number) or text.isdecimal() or self.point + self.comma > _ENOUGH:
            return
        match = _PARTS.fullmatch(_tight(text))
        mark = _certain(match["core"]) if match else ""
        self.point += mark == "."
        self.comma += mark == ","

    @property
    def mark(self) -> str:
        """`.` or `,`, empty while nothing settles it or the file contradicts itself."""
        if self.point and self.comma:
            return ""
        return "." if self.point else "," if self.comma else ""


def minor(text: str, currency: str, mark: str = "") -> int:
    """Whole minor units of `currency`; decimals finer than that are rounded half up.

    `mark` is the file's decimal mark where it is known. Raises Unreadable.
    """
    return whole(exact(text, currency, mark))


@lru_cache(maxsize=16384, typed=True)
def exact(text: str, currency: str, mark: str = "") -> Price:
    """Minor units of `currency` with every decimal that was written: prices may be finer than coins."""
    if mark != "," and _PLAIN.fullmatch(text) and exponent(currency) == 2:
        units, _, cents = text.partition(".")
        return int(units + (cents + "00")[:2])
    value = _exact(text, currency, "." if isinstance(text, Number) else mark)
    if not -LARGEST <= value <= LARGEST:
        raise Unreadable("the amount is too large")
    return value


def whole(value: Price) -> int:
    """Rounded half up, away from zero."""
    return value if isinstance(value, int) else int(value.quantize(_ONE, ROUND_HALF_UP))


def divided(value: Price, count: int) -> Price:
    """The share of one of `count`."""
    return value // count if isinstance(value, int) and value % count == 0 else Decimal(value) / count


def _exact(text: str, currency: str, mark: str) -> Price:
    tight = _tight(text)
    match = _PARTS.fullmatch(tight)
    if match is None or "%" in tight:
        raise Unreadable(f"{text.strip()!r} is not an amount of money")
    head, core, tail = match["head"], match["core"], match["tail"]
    if head and head[-1] in ".," and not any(c.isalpha() for c in head):
        head, core = head[:-1], f"0{head[-1]}{core}"
    sign, words = _sign(head, tail)
    _check_currency(text, words, currency)
    places = exponent(currency)
    value = sign * Decimal(_settled(text, core, mark, places)).scaleb(places)
    return int(value) if value == value.to_integral_value() else value


def _tight(text: str) -> str:
    """Without spaces of any kind; spaces between digits become the thousands mark `_`."""
    spaced = _SPACES.sub(" ", digits(text).translate(_MARKS)).strip()
    return re.sub(r"(?<=\d) (?=\d)", "_", spaced).replace(" ", "")


def _sign(head: str, tail: str) -> tuple[int, str]:
    """Minus before or behind, or parentheses; and the words that stand around the number."""
    around = head + " " + tail
    inside = head.startswith("(") and tail.endswith(")")
    negative = inside or "-" in head or (tail.endswith("-") and not tail.endswith("/-"))
    return (-1 if negative else 1), re.sub(r"[-+()/=:.,*]", "", around).strip()


def _check_currency(text: str, words: str, currency: str) -> None:
    for word in words.split():
        allowed = possible(word)
        if allowed is None:
            raise Unreadable(f"{text.strip()!r} is not an amount of money")
        if allowed and currency not in allowed:
            raise Unreadable(f"{text.strip()!r} is an amount in {' or '.join(sorted(allowed))}, not in {currency}")


def _settled(text: str, core: str, mark: str, places: int) -> str:
    """The number with `.` as its decimal mark and no other."""
    sure = _certain(core)
    if not sure and _doubtful(core):
        sure = mark if mark in core else ""
        if not mark and places == 3:
            raise Unreadable(
                f"{text.strip()!r} may mean {core.replace(',', '.')} or {core.replace(',', '').replace('.', '')}; "
                "say in a map file which decimal mark the file uses"
            )
    whole, _, decimals = core.rpartition(sure) if sure else (core, "", "")
    return f"{_whole(text, whole)}.{_fraction(text, decimals)}"


def _certain(core: str) -> str:
    """The decimal mark of one number, empty when it has none or may have none."""
    last = max(core.rfind("."), core.rfind(","))
    if last < 0 or core.count(core[last]) > 1:
        return ""
    others = set(core) & set(".,_") - {core[last]}
    before, behind = core[:last], core[last + 1 :]
    sure = others or len(behind) != 3 or len(before) > 3 or before.startswith("0")
    return core[last] if sure else ""


def _doubtful(core: str) -> bool:
    """One mark with three digits behind it and one to three before: `1,234`."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", core) is not None


def _whole(text: str, whole: str) -> str:
    groups = re.split(r"[.,_]", whole)
    marks = set(whole) & set(".,_")
    if len(groups) > 1 and (len(marks) > 1 or not _grouped(groups)):
        raise Unreadable(f"{text.strip()!r} is not an amount of money: its digits are grouped in no known way")
    if len(joined := "".join(groups)) > 16:
        raise Unreadable("the amount is too large")
    return joined


def _grouped(groups: list[str]) -> bool:
    """Thousands, `1,234,567`, or lakhs and crores, `1,00,000`."""
    first, *middle, last = groups
    sizes = {len(group) for group in middle}
    return (len(last) == 3 and 1 <= len(first) <= 3 and sizes <= {3}) or (
        len(last) == 3 and len(first) < 3 and sizes <= {2}
    )


def _fraction(text: str, decimals: str) -> str:
    if "_" in decimals or len(decimals) > 12:
        raise Unreadable(f"{text.strip()!r} is not an amount of money")
    return decimals or "0"


def quantity(text: str) -> int:
    """A whole number of pieces from 1 up: `2`, `2.0`, `x2`, `٢ قطع`. Raises Unreadable."""
    if text.isdecimal() and 0 < (count := int(text)) <= _MOST:
        return count
    match = _COUNT.fullmatch(digits(text).translate(_MARKS).strip())
    if match is None:
        raise Unreadable(f"{text.strip()!r} is not a number of pieces")
    count = int(match[1])
    if count <= 0:
        raise Unreadable(f"{count} pieces cannot be ordered; a credit note or a return is not an order")
    if count > _MOST:
        raise Unreadable(f"{count:,} pieces are more than one order can have")
    return count


def is_amount(text: str) -> bool:
    """Whether a cell reads as an amount in some currency."""
    match = _PARTS.fullmatch(_tight(text))
    if match is None or "%" in text:
        return False
    _, words = _sign(match["head"], match["tail"])
    return all(possible(word) is not None for word in words.split())
