"""The only road from data to the screen: cleaning, cutting by terminal cells, words for money and time.

Names, addresses and notes come from strangers. An escape byte in one of them would retitle the window, write
the clipboard or move the cursor, whatever the widget, so nothing is shown that has not been through `clean`.
"""

import csv
import io
import re
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len, get_character_cell_size, split_graphemes

ELLIPSIS = "…"
UNSHOWN = "\ufffd"  #: stands where a character was that no terminal can show
LINE_LIMIT = 500  #: characters of a single-line value
TEXT_LIMIT = 5_000  #: characters of a note

LEFT_TO_RIGHT = "\u200e"  #: keeps a right-to-left cell in its column; ours only, `clean` drops foreign ones

_PLANE_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_CONTROL = "\x00-\x1f\x7f-\x9f\u2028\u2029"
_HIDDEN = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_NO_GLYPH = f"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef{_PLANE_ENDS}\U000f0000-\U0010fffd"
# Joiners matter to Persian, Indic scripts and emoji, but terminals disagree on their width: between Latin
# letters they would only serve to make a row longer than it was measured.
_JOINED = "\u0590-\u1fff\u2070-\U000fffff"
_STRAY_JOINER = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"

_controls = re.compile(f"[{_CONTROL}]")
_hidden = re.compile(f"[{_HIDDEN}]")
_no_glyph = re.compile(f"[{_NO_GLYPH}]")
_stray_joiner = re.compile(_STRAY_JOINER)
_line_end = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_right_to_left = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
).search


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """One line, at most `limit` characters, without a byte that a terminal would obey or hide.

    Control characters become spaces, invisible ones go, unshowable ones become U+FFFD. Idempotent.
    """
    if len(text) > limit:
        text = text[: max(limit - 1, 0)] + ELLIPSIS
    if text.isprintable():  # no control, format, surrogate, private or unassigned character at all
        return text
    return _stray_joiner.sub("", typed(text))


def typed(text: str) -> str:
    """As `clean`, but for a line that is still being written: a joiner may wait for its next letter."""
    if text.isprintable():
        return text
    return _no_glyph.sub(UNSHOWN, _hidden.sub("", _controls.sub(" ", text)))


def clean_lines(text: str, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
    """The lines of a note, each clean; every kind of line end counts."""
    if len(text) > limit:
        text = text[: max(limit - 1, 0)] + ELLIPSIS
    return tuple(clean(line, limit) for line in _line_end.split(text))


def marked(text: str) -> str:
    """Clean text between left-to-right marks if it holds right-to-left letters.

    A terminal with bidi would otherwise reorder the whole row and swap columns (0 cells wide).
    """
    if text.isascii() or not _right_to_left(text):
        return text
    return f"{LEFT_TO_RIGHT}{text}{LEFT_TO_RIGHT}"


def cell(
    text: str, width: int, align: Literal["left", "right"] = "left", keep: Literal["start", "end"] = "start"
) -> str:
    """Clean text in exactly `width` terminal cells: padded, or cut with an ellipsis between graphemes."""
    text = (cut if keep == "start" else ending)(clean(text), width)
    pad = " " * (width - cell_len(text))
    return pad + marked(text) if align == "right" else marked(text) + pad


def cut(text: str, width: int) -> str:
    """Clean text if it fits `width` cells, else its start and an ellipsis; never half a letter."""
    if (len(text) if text.isascii() else widest(text)) <= width:
        return text
    if width < 1:
        return ""
    if text.isascii():
        return text[: width - 1] + ELLIPSIS
    room, end = width - 1, 0
    for start, stop, _ in split_graphemes(text)[0]:
        room -= widest(text[start:stop])
        if room < 0:
            break
        end = stop
    return text[:end] + ELLIPSIS


def ending(text: str, width: int) -> str:
    """Clean text if it fits `width` cells, else an ellipsis and its end; never half a letter."""
    if widest(text) <= width:
        return text
    if width < 1:
        return ""
    room, begin = width - 1, len(text)
    for start, stop, _ in reversed(split_graphemes(text)[0]):
        room -= widest(text[start:stop])
        if room < 0:
            break
        begin = start
    return ELLIPSIS + text[begin:]


def widest(text: str) -> int:
    """The most cells that any terminal takes for clean text: some draw joined characters apart."""
    if "\u200d" not in text:
        return cell_len(text)
    return sum(map(get_character_cell_size, text))


def fold(text: str, width: int) -> list[str]:
    """Clean text in lines of at most `width` cells, broken between words where that is possible."""
    lines: list[str] = []
    line: str | None = None
    for word in text.split(" "):
        if not word and line is None and lines:
            continue  # spaces at a break are not carried over
        joined = word if line is None else f"{line} {word}"
        if widest(joined) <= width:
            line = joined
            continue
        if line is not None:
            lines.append(line)
        *whole, rest = _chopped(word, width)
        lines.extend(whole)
        line = rest or None
    return lines if line is None else [*lines, line]


def _chopped(word: str, width: int) -> list[str]:
    pieces, piece, room = [], "", width
    for start, stop, _ in split_graphemes(word)[0]:
        size = widest(word[start:stop])
        if size > room and piece:
            pieces.append(piece)
            piece, room = "", width
        piece += word[start:stop]
        room -= size
    return [*pieces, piece]


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPANS = ((7 * 86_400, "week"), (86_400, "day"), (3_600, "h"), (60, "min"))


def local(moment: datetime, zone: tzinfo) -> datetime:
    """A moment on the clock of `zone`; ValueError when it does not say which zone it is in."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; codesk keeps every time in UTC")
    return moment.astimezone(zone)


def clock(moment: datetime, zone: tzinfo) -> str:
    """`14:05` on the clock of `zone`."""
    return f"{local(moment, zone):%H:%M}"


def then(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment as people say it: `14:05`, `tomorrow 10:30`, `Fri 16:00`, `12 Mar 16:00`, `12 Mar 2024`."""
    there, here = local(moment, zone), local(now, zone)
    days = (there.date() - here.date()).days
    if there.year != here.year and abs(days) > 6:
        return dated(there)
    if abs(days) > 6:
        return f"{dated(there, with_year=False)} {there:%H:%M}"
    day = {-1: "yesterday ", 0: "", 1: "tomorrow "}.get(days)
    return f"{_DAYS[there.weekday()] + ' ' if day is None else day}{there:%H:%M}"


def dated(day: date, *, with_year: bool = True) -> str:
    """A day as every screen says it: `23 Nov 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if with_year else "")


def brief(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment in nine cells at most, for columns: `14:05`, `Fri 16:00`, `12 Mar`, `Mar 2024`."""
    there, here = local(moment, zone), local(now, zone)
    days = abs((there.date() - here.date()).days)
    if days < 7:
        return f"{there:%H:%M}" if days == 0 else f"{_DAYS[there.weekday()]} {there:%H:%M}"
    month = _MONTHS[there.month - 1]
    return f"{there.day} {month}" if there.year == here.year else f"{month} {there.year}"


def span(length: timedelta) -> str:
    """A length of time in its largest unit: `6 min`, `2 h`, `3 days`, `5 weeks`; under a minute, `0 min`."""
    seconds = int(length.total_seconds())
    for size, unit in _SPANS:
        if seconds >= size * (2 if unit == "week" else 1):
            count = seconds // size
            return f"{count} {unit}s" if count > 1 and unit in ("day", "week") else f"{count} {unit}"
    return "0 min"


def ago(moment: datetime, now: datetime) -> str:
    """How long before now a moment was: `6 min ago`, `just now`; `in 2 h` when it is still to come."""
    passed = now - moment
    if abs(passed) < timedelta(minutes=1):
        return "just now"
    return f"{span(passed)} ago" if passed > timedelta(0) else f"in {span(-passed)}"


@lru_cache(maxsize=4_096)
def phone(e164: str) -> str:
    """A stored number as it is written abroad, `+213 551 23 45 67`; what cannot be read is shown as it is."""
    import phonenumbers  # 40 ms: only once a number is shown

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return clean(e164)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")  #: a spreadsheet would compute it; ' is our own guard


def guarded(text: str) -> str:
    """A value that no spreadsheet takes for a formula: a `'` in front of whatever could start one."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") else text


def csv_line(values: list[str]) -> str:
    """One line of an export, every value guarded and quoted, ended by CR LF (RFC 4180)."""
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow([guarded(value) for value in values])
    return line.getvalue()
