"""Names folded for searching: case, accents, Arabic letter forms and short vowels do not matter."""

import re
import unicodedata

from sqlalchemy import delete

from models.orders import Order
from models.search import PostgresName, SqliteName, postgres_names, row_number, sqlite_names
from workflows.work import Work

_DROPPED = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d]")
_LETTERS = str.maketrans("ٱىة", "ايه")  # what NFKD leaves apart
_GAPS = re.compile(r"[^\w\u0900-\u0dff]+")
MINIMUM = 3  #: letters of a searchable part: the length of a trigram


def fold(text: str) -> str:
    """`Yasmíne  HADDAD` to `yasmine haddad`."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = _DROPPED.sub("", unicodedata.normalize("NFKD", text)).translate(_LETTERS).casefold()
    return " ".join(_GAPS.sub(" ", plain).split())


def trigrams(folded: str) -> list[str]:
    """Every run of three characters, once."""
    return list(dict.fromkeys(folded[at : at + MINIMUM] for at in range(len(folded) - MINIMUM + 1)))


def index(work: Work, order: Order) -> None:
    """Make a new order findable by name."""
    folded = fold(order.name)
    if len(folded) < MINIMUM:
        return
    if work.is_sqlite:
        work.add(sqlite_names, SqliteName(row_number(work.shop.ordinal, order.number), folded))
    else:
        work.add(postgres_names, PostgresName(order.shop_id, order.number, trigrams(folded)))


def reindex(work: Work, order: Order) -> None:
    """The same after the name changed."""
    if work.is_sqlite:
        row = row_number(work.shop.ordinal, order.number)
        work.connection.execute(delete(sqlite_names).where(sqlite_names.c.rowid == row))
    else:
        mine = (postgres_names.c.shop_id == order.shop_id, postgres_names.c.number == order.number)
        work.connection.execute(delete(postgres_names).where(*mine))
    index(work, order)
