"""What `codesk doctor` looks at in the shop: promised call-backs, the outbox, and with `--deep` every invariant."""

from collections.abc import Iterator
from datetime import timedelta

from console import text
from console.session import Session
from console.verbs.examine import Check
from models import clock
from models.database import Database
from workflows import book
from workflows.calls import promises
from workflows.checker import check
from workflows.desk import Desk, find_shop
from workflows.errors import NotFound
from workflows.outbox import posting
from workflows.spoken import counted
from workflows.work import Work

_SHOWN = 5


def checks(session: Session, database: Database, deep: bool) -> Iterator[Check]:
    """One check after the other; a database without a shop has nothing to look at."""
    try:
        shop = database.read(find_shop)
    except NotFound as problem:
        yield Check("shop", False, str(problem))
        return
    desk = Desk(database, shop, session.clock(shop.kind))
    yield Check("shop", True, f"{shop.name}, {shop.kind}")
    yield desk.read(_promises)
    yield desk.read(_unsent)
    if deep:
        yield desk.read(_invariants)


def _promises(work: Work) -> Check:
    """A country may change its clock after a time was promised."""
    moved = len(promises.moved(work))
    mend = "promise them anew" if work.shop.zone_data >= clock.DATA else "the next start of codesk moves them"
    wrong = f"{counted(moved, 'call-back')} not at the hour that was promised; {mend}"
    return Check("call-backs", not moved, wrong if moved else "as promised")


def _unsent(work: Work) -> Check:
    oldest, count = posting.waiting(work)
    if oldest is None:
        return Check("outbox", True, "nothing waits")
    age = work.now - oldest
    wait = counted(count, "message waits", "messages wait")
    kept = "messages are kept, and nothing in codesk sends them yet"
    return Check("outbox", True, f"{wait}, the oldest since {text.span(max(age, timedelta()))}; {kept}")


def _invariants(work: Work) -> Check:
    """Every promise of the rules, for every order."""
    assert book.SUBJECTS  # the checker compares with the whole rule book
    found = check(work)
    told = "; ".join(problem.sentence for problem in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return Check("invariants", not found, f"{told}{more}" if found else "every order as the rules say")
