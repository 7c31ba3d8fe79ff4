"""Which encoding and which delimiter a text file was saved with, told from its bytes."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

_CHUNK = 1 << 20
_DELIMITERS = ",;\t|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1256", "cp1251")  # Arabic, Bulgarian; western Europe is what remains


def encoding_of(path: Path) -> str:
    """The codec that reads the file; `utf-8` where that is so or nearly so, `cp1252` where nothing else fits.

    A file that is not text at all still gets an answer: whether it is one is told from its characters.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    return _wide(head) or ("utf-8" if _mostly_utf8(path) else _code_page(head))


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows as NULs on every second place, one for each delimiter at least."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 20 < len(head) or min(even, odd) > 0:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _mostly_utf8(path: Path) -> bool:
    """Whether it reads as UTF-8, a stray byte in a hundred good characters forgiven."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _nearly_utf8(chunk)
    return True


def _nearly_utf8(chunk: bytes) -> bool:
    text = chunk.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - bad > 100 * bad


def _code_page(head: bytes) -> str:
    """Latin letters with accents stand alone between plain ones; Arabic and Cyrillic come in runs."""
    marked = sum(b > 0xBF for b in head)
    pairs = sum(a > 0xBF and b > 0xBF for a, b in pairwise(head))
    if marked == 0 or pairs * 2 < marked:
        return "cp1252"
    return min(_CODE_PAGES, key=lambda name: _strangeness(head.decode(name, errors="replace")))


def _strangeness(text: str) -> int:
    """How often a letter follows one it would not follow in a real word: other script, or small then big."""
    wrong = 0
    for a, b in pairwise(text):
        if a > "\x7f" and b > "\x7f" and a.isalpha() and b.isalpha():
            wrong += (a < "\u0370") != (b < "\u0370") or (a.islower() and b.isupper())
    return wrong


def delimiter_of(lines: Iterable[str]) -> str:
    """The delimiter under which the first records have the most columns, and the same number of them."""
    sample = list(lines)
    return max(_DELIMITERS, key=lambda mark: _regularity(sample, mark))


def _regularity(sample: list[str], mark: str) -> float:
    widths = Counter(len(record) for record in _records(sample, mark) if len(record) > 1)
    if not widths:
        return 0.0
    width, times = widths.most_common(1)[0]
    return times / widths.total() * times * min(width, 20)


def _records(sample: list[str], mark: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(sample, delimiter=mark)
    except csv.Error:
        return
