"""The signs and words that stand beside an amount, and the currencies each may mean."""

import re
from functools import lru_cache

from models.currencies import EXPONENTS
from workflows.text import digits

_MEANINGS = """
DZD: da دج دينارجزائري dinars dinar-algerien
MAD: درهممغربي دم
MAD AED: dh dhs dhs. درهم دراهم dirham dirhams
TND: dt دت دينارتونسي
SAR: رس ريالسعودي sr
SAR QAR OMR YER IRR: ريال riyal riyals rial rials
QAR: رق qr
OMR: رع ro
AED: دإ دا
EGP: جم جنيهمصري le
EGP SDG: جنيه
KWD: دك kd
BHD: دب bd
JOD: دأ jd
IQD: دع id
LYD: دل ld
LBP: لل
SYP: لس
YER: ري
DZD TND IQD KWD BHD JOD LYD: دينار dinar
INR: ₹ रु ₨ rupaye
INR PKR LKR NPR MUR SCR: rs rs. rupee rupees rupaiah روپے روپيه روبيه रुपये रुपए
PKR: روپيهپاكستاني
BDT: ৳ tk taka
EUR: € euro euros eur يورو евро
GBP: £stg quid
GBP EGP LBP SDG SYP: £
BGN: лв лева lv leva
TRY: ₺ tl
NGN: ₦ naira
GHS: ₵ gh₵ cedi cedis
KES: ksh kshs
TZS: tsh
UGX: ush
UGX TZS KES SOS: sh shs /=
ZAR: r rand
XOF XAF: fcfa cfa f francs franc-cfa
BRL: r$ reais real
MXN: mx$ mxn$
COP: cop$
MXN COP CLP ARS UYU CUP DOP: peso pesos
PEN: s/ soles sol
GTQ: q quetzales
PHP: ₱
IDR: rp
MYR: rm
THB: ฿ baht
VND: ₫ đ
PLN: zł zl
CZK: kč kc
RON: lei
HUF: ft
RSD: дин din
MKD: ден den
UAH: ₴ грн
RUB: ₽ руб
KZT: ₸
GEL: ₾
ILS: ₪ شيكل
CNY JPY: ¥
USD: us$ usd$ دولار dollars dollar
CRC: ₡
PYG: ₲
"""
_STRIPPED = re.compile(r"[\s.\-/=()\[\]]+")
_NUMBERS = re.compile(r"[-+]?\d(?:[\d.,٫٬\s]*\d)?")
_SHORT = frozenset(("da", "dh", "dhs", "rs", "fcfa", "lv", "лв", "دج", "دم", "درهم", "دينار", "ريال", "جنيه"))


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    words = {code.lower(): frozenset({code}) for code in EXPONENTS}
    for line in _MEANINGS.strip().splitlines():
        codes, _, spelled = line.partition(":")
        words |= {_key(word): frozenset(codes.split()) for word in spelled.split()}
    return words | {"$": frozenset(), "": frozenset(), "only": frozenset(), "net": frozenset()}


def _key(word: str) -> str:
    return _STRIPPED.sub("", digits(word).casefold())


@lru_cache(maxsize=1024)
def possible(word: str) -> frozenset[str] | None:
    """The currencies a word or sign may mean; empty for any of them, None when it is no such word."""
    return _words().get(_key(word))


def named(text: str) -> str:
    """The one currency that an amount or a column's name is written in, empty when it does not say."""
    for word in _NUMBERS.sub(" ", digits(text)).split():
        codes = possible(word) or frozenset()
        if len(codes) == 1:
            return next(iter(codes))
    return ""


def is_code(word: str) -> bool:
    """Whether a folded word of a column's name only says which currency its amounts are in."""
    return word.upper() in EXPONENTS or word in _SHORT
