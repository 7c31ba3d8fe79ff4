"""What a window has to read next, and what becomes of it when the rows come or change.

Keyset only: the source is asked for rows after or before a key, never for a row number, so that a page costs
the same at any depth. A few pages are kept ready on both sides of the screen and far ones are let go.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from console.data.rows import Direction, Key, Page, TableRow
from console.data.window import START, Window

AHEAD = 2  #: pages kept ready on each side of the screen, and pages of one read
KEPT = 8  #: pages kept in all


class Purpose(StrEnum):
    """Why rows are read."""

    OPEN = "open"  #: a list is shown, or its other end
    GROW = "grow"  #: the screen nears the edge of what is held
    RENEW = "renew"  #: something changed in the database


@dataclass(frozen=True, slots=True)
class Want:
    """One read of the source; `generation` tells late answers from wanted ones."""

    purpose: Purpose
    key: Key | None
    direction: Direction
    limit: int
    generation: int
    changes: int  #: what the answer will have seen


def wants(window: Window) -> Want | None:
    """The next read that a window needs, or None."""
    if window.opening is not None:
        direction = Direction.BEFORE if window.from_end else Direction.AFTER
        return _want(window, Purpose.OPEN, window.opening.before, direction)
    above_is_here = window.top > 0 or not window.more_before
    if window.seen < window.changes and above_is_here:
        return _want(window, Purpose.RENEW, window.anchor.before, Direction.AFTER)
    return _growth(window)


def _growth(window: Window) -> Want | None:
    """Rows on the side where the person is going first, then on the other."""
    ready = AHEAD * window.height
    below = len(window.rows) - window.top - window.height
    before = window.more_before and (window.top < ready or window.owed < 0)
    after = window.more_after and (below < ready or window.owed > 0)
    if before and (window.heading is Direction.BEFORE or not after):
        return _want(window, Purpose.GROW, window.first, Direction.BEFORE)
    return _want(window, Purpose.GROW, window.last, Direction.AFTER) if after else None


def _want(window: Window, purpose: Purpose, key: Key | None, direction: Direction) -> Want:
    return Want(purpose, key, direction, AHEAD * window.height, window.generation, window.changes)


def arrived(window: Window, want: Want, page: Page) -> Window:
    """The rows of a read are here; late ones, of another list, change nothing."""
    if want.generation != window.generation:
        return window
    if want.purpose is Purpose.OPEN:
        return _filled(window, page)
    if want.purpose is Purpose.RENEW:
        return _renewed(window, want, page)
    return _grown(window, want.direction, page)


def _filled(window: Window, page: Page) -> Window:
    """A list opens, at its start, its end, or on the order and the line where it was left."""
    anchor, rows = window.opening or START, page.rows
    if not rows and anchor.before is not None:  # the list became shorter: show what is left of it
        return window.opened(from_end=True)
    ids = [row.id for row in rows]
    cursor = ids.index(anchor.id) if anchor.id in ids else anchor.line
    fresh = replace(
        window,
        rows=rows,
        cursor=len(rows) - 1 if window.from_end else cursor,
        top=max(cursor - anchor.line, 0),
        first=rows[0].key if rows else None,
        last=rows[-1].key if rows else None,
        more_before=page.more if window.from_end else anchor.before is not None,
        more_after=page.more and not window.from_end,
        opening=None,
        from_end=False,
        gone=frozenset(),
        heading=Direction.AFTER,
    )
    return fresh.framed().paid()


def _grown(window: Window, direction: Direction, page: Page) -> Window:
    """A page joins at one end; an order that moved there leaves its old place unless it is on the screen."""
    on_screen = {row.id for row in window.shown}
    joining = tuple(row for row in page.rows if row.id not in on_screen)
    base = window.without({row.id for row in joining})
    more = page.more and bool(page.rows)
    if direction is Direction.AFTER:
        last = page.rows[-1].key if page.rows else base.last
        grown = replace(base, rows=base.rows + joining, last=last, more_after=more)
    else:
        first, shift = page.rows[0].key if page.rows else base.first, len(joining)
        cursor, top = base.cursor + shift, base.top + shift
        grown = replace(base, rows=joining + base.rows, cursor=cursor, top=top, first=first, more_before=more)
    return _evicted(grown).paid()


def _evicted(window: Window) -> Window:
    """Far rows go, so that memory stays flat; those within reach of the screen or of a debt stay."""
    surplus, near = len(window.rows) - KEPT * window.height, AHEAD * window.height
    spare_above = window.top - near + min(window.owed, 0)
    spare_below = len(window.rows) - window.top - window.height - near - max(window.owed, 0)
    above = max(min(surplus, spare_above), 0)
    below = max(min(surplus - above, spare_below), 0)
    rows = window.rows[above : len(window.rows) - below]
    return replace(
        window,
        rows=rows,
        cursor=window.cursor - above,
        top=window.top - above,
        first=rows[0].key if above else window.first,
        last=rows[-1].key if below else window.last,
        more_before=window.more_before or above > 0,
        more_after=window.more_after or below > 0,
    )


def _renewed(window: Window, want: Want, page: Page) -> Window:
    """The screen was read again from the row above it: new rows join, lost ones are dimmed in their place.

    The cursor keeps its order and its line. Rows above the screen are let go, to be read again when needed.
    """
    start = _place_after(window.rows, want.key)
    if start is None or start > window.top:  # the person went on meanwhile: ask again from the screen
        return window
    seen = replace(window, seen=want.changes)
    lost = _lost(window, start, page)
    rows = _merged(window.rows[start:], page.rows, lost)
    if not rows and start:
        return window.opened(from_end=True)
    current = window.current.id if window.current else None
    cursor = next((index for index, row in enumerate(rows) if row.id == current), None)
    if cursor is None and window.rows:  # pushed off the page, by new rows or because the screen is further on
        return seen if start == window.top else window
    cursor = cursor or 0
    fresh = replace(
        seen,
        rows=rows,
        cursor=cursor,
        top=max(cursor - (window.cursor - window.top), 0),
        first=rows[0].key if rows else None,
        last=page.rows[-1].key if page.rows else window.last,
        more_before=window.more_before or start > 0,
        more_after=page.more,
        gone=frozenset(row.id for row in lost),
    )
    return fresh.framed().paid()


def _place_after(rows: Sequence[TableRow], key: Key | None) -> int | None:
    """Where rows after a key begin; None when the key is not among them."""
    if key is None:
        return 0
    return next((index + 1 for index, row in enumerate(rows) if row.key == key), None)


def _lost(window: Window, start: int, page: Page) -> tuple[TableRow, ...]:
    """Rows of the screen that the list no longer has: absent, though rows behind them are still there."""
    present = {row.id for row in page.rows}
    old = window.rows[start:]
    behind = max((index for index, row in enumerate(old) if row.id in present), default=-1)
    reach = behind if page.more else len(old)
    on_screen = {row.id for row in window.shown}
    return tuple(row for row in old[:reach] if row.id not in present and row.id in on_screen)


def _merged(old: Sequence[TableRow], fresh: Sequence[TableRow], lost: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """The fresh rows, and each lost one behind the row it stood behind."""
    losing, places = {row.id for row in lost}, {row.id: index for index, row in enumerate(fresh, 1)}
    behind: dict[int, list[TableRow]] = defaultdict(list)
    place = 0
    for row in old:
        if row.id in losing:
            behind[place].append(row)
        else:
            place = places.get(row.id, place)
    return (*behind[0], *(one for index, row in enumerate(fresh, 1) for one in (row, *behind[index])))


def patched(window: Window, changes: Mapping[str, TableRow | None]) -> Window:
    """Orders changed elsewhere: new cells in the old place; None dims an order that left the list."""
    held = {row.id for row in window.rows}
    left = {id for id, row in changes.items() if row is None and id in held}
    rows = tuple(_patch(row, changes.get(row.id)) for row in window.rows)
    return replace(window, rows=rows, gone=(window.gone | left) - (changes.keys() - left))


def _patch(row: TableRow, change: TableRow | None) -> TableRow:
    """New cells under the old key: the row keeps its place until it is read again."""
    return replace(change, key=row.key) if change else row
