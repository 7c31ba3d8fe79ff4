"""Cleaning, cutting and the words for money and time."""

import csv
import io
import sys
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from console.text import (
    LEFT_TO_RIGHT,
    ago,
    cell,
    clean,
    clean_lines,
    clock,
    csv_line,
    cut,
    fold,
    guarded,
    marked,
    phone,
    span,
    then,
    unguarded,
    widest,
)
from models.clock import zone
from tests.console.support.payloads import PAYLOADS, Payload

ALGIERS = zone("Africa/Algiers")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday, 13:00 in Algiers
anything = st.text(st.characters(), max_size=60)
KEPT_FORMAT = {"\u200c", "\u200d"}


def forbidden(text: str) -> set[str]:
    """Characters of a text that must never reach a terminal."""
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in bidi
        or character in "\u200b\u200e\u200f\u061c\ufeff"
        or ord(character) & 0xFFFE == 0xFFFE
        or 0xE0000 <= ord(character) <= 0xE007F
    }


def test_it_works() -> None:
    assert clean("12 rue Didouche Mourad") == "12 rue Didouche Mourad"


def test_every_code_point_is_safe_between_two_letters() -> None:
    for start in range(0, sys.maxunicode, 256):
        text = "ا" + "ا".join(map(chr, range(start, start + 256))) + "ب"
        assert not forbidden(clean(text, 600)), hex(start)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_what_can_be_read_stays(payload: Payload) -> None:
    assert payload.shown in clean(payload.text)


@given(anything, st.integers(1, 80))
@example("ا\u200d" * 30, 20)
def test_cleaning_is_safe_short_and_changes_nothing_twice(text: str, limit: int) -> None:
    cleaned = clean(text, limit)
    assert not forbidden(cleaned)
    assert len(cleaned) <= limit
    assert clean(cleaned, limit) == cleaned


def test_joiners_stay_where_a_script_needs_them_and_go_between_latin_letters() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("\U0001f468\u200d\U0001f469") == "\U0001f468\u200d\U0001f469"
    assert clean("a\u200db\u200cc\u200d") == "abc"


def test_a_long_value_says_that_it_was_cut() -> None:
    assert clean("x" * 30, 10) == "xxxxxxxxx…"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\v"])
def test_a_note_keeps_its_lines(end: str) -> None:
    assert clean_lines(f"call\tafter 2{end}not \x1b[1mFriday") == ("call after 2", "not  [1mFriday")


@given(anything)
def test_no_line_of_a_note_holds_a_line_end(text: str) -> None:
    assert all(not forbidden(line) for line in clean_lines(text))


@given(anything, st.integers(0, 40), st.sampled_from(["left", "right"]))
def test_a_cell_is_exactly_as_wide_as_its_column(text: str, width: int, align: str) -> None:
    shown = cell(text, width, "right" if align == "right" else "left")
    assert cell_len(shown) == width
    assert not forbidden(shown.replace(LEFT_TO_RIGHT, ""))


def test_a_cell_pads_cuts_and_aligns() -> None:
    assert cell("Ali", 5) == "Ali  "
    assert cell("Ali", 5, "right") == "  Ali"
    assert cell("Yasmine", 5) == "Yasm…"
    assert cell("王小明", 4) == "王… "
    assert cell("order_key_1001", 9, keep="end") == "…key_1001"
    assert cell("王小明", 4, keep="end") == "…明 "
    assert cell("#1001", 8, keep="end") == "#1001   "


@given(st.text(st.sampled_from("ae\u0301\u0327王\U0001f468\u200d\U0001f469ර්"), max_size=30), st.integers(1, 20))
def test_a_cut_never_splits_a_combined_character(text: str, width: int) -> None:
    text = clean(text)
    shown = cut(text, width)
    ends = {stop for _, stop, _ in split_graphemes(text)[0]} | {0}
    assert widest(shown) <= width
    assert shown == text or len(shown) - 1 in ends


def test_a_right_to_left_cell_is_marked_so_that_columns_keep_their_place() -> None:
    assert cell("محمد", 6) == f"{LEFT_TO_RIGHT}محمد{LEFT_TO_RIGHT}  "
    assert marked("Amina") == "Amina"
    assert marked("Amélie") == "Amélie"


@given(anything.map(clean), st.integers(2, 30))
def test_folding_loses_no_word_and_fits(text: str, width: int) -> None:
    lines = fold(text, width)
    assert all(widest(line) <= width for line in lines if len(split_graphemes(line)[0]) > 1)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_folding_breaks_between_words() -> None:
    assert fold("12 rue Didouche Mourad", 12) == ["12 rue", "Didouche", "Mourad"]
    assert fold("abcdefgh", 3) == ["abc", "def", "gh"]
    assert fold("", 3) == [""]


def test_folding_keeps_an_indent_but_no_spaces_at_a_break() -> None:
    assert fold("  delivery", 12) == ["  delivery"]
    assert fold("abc   def", 3) == ["abc", "def"]


def test_a_clock_shows_the_shop_s_zone() -> None:
    assert clock(NOON, ALGIERS) == "13:00"


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        (1, "14:00"),
        (12, "tomorrow 01:00"),
        (-14, "yesterday 23:00"),
        (75, "Fri 16:00"),
        (24 * 10, "20 Mar 13:00"),
        (24 * 400, "14 Apr 2027"),
    ],
)
def test_a_moment_is_said_as_people_say_it(hours: int, shown: str) -> None:
    assert then(NOON + timedelta(hours=hours), NOON, ALGIERS) == shown


def test_new_year_is_tomorrow() -> None:
    eve = datetime(2026, 12, 31, 12, tzinfo=UTC)
    assert then(eve + timedelta(days=1), eve, ALGIERS) == "tomorrow 13:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        clock(NOON.replace(tzinfo=None), ALGIERS)


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=6), "6 min"),
        (timedelta(hours=2, minutes=59), "2 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=13), "13 days"),
        (timedelta(days=22), "3 weeks"),
    ],
)
def test_a_span_uses_its_largest_unit(length: timedelta, shown: str) -> None:
    assert span(length) == shown


def test_ago_looks_both_ways() -> None:
    assert ago(NOON - timedelta(minutes=6), NOON) == "6 min ago"
    assert ago(NOON + timedelta(hours=2), NOON) == "in 2 h"
    assert ago(NOON, NOON) == "just now"


def test_a_number_is_grouped_as_its_country_does() -> None:
    assert phone("+213551234567") == "+213 551 23 45 67"


def test_a_number_that_cannot_be_read_is_shown_clean() -> None:
    assert phone("call \x1bme") == "call  me"


@pytest.mark.parametrize("start", [*"=+-@\t\r\n'＝＋－＠", "  =", " ＝"])
def test_a_formula_never_starts_an_exported_cell(start: str) -> None:
    assert guarded(f"{start}HYPERLINK()") == f"'{start}HYPERLINK()"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=6))
def test_an_export_comes_back_as_it_was(values: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(csv_line(values), newline=""))
    assert [unguarded(value) for value in row] == values
    assert not any(value.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠")) for value in row)


def test_every_exported_value_is_quoted() -> None:
    assert csv_line(["a", "", "=1"]) == '"a","","\'=1"\r\n'
